"""What step 10 keeps."""

from naadloos.execution.models.plan import ExecutionText, KeyDate, PracticePlace, ReadinessAction, TeamMember
from naadloos.execution.models.year import CalendarLink, CohortClosing, Incident, Substitute

__all__ = [
    "CalendarLink",
    "CohortClosing",
    "ExecutionText",
    "Incident",
    "KeyDate",
    "PracticePlace",
    "ReadinessAction",
    "Substitute",
    "TeamMember",
]
