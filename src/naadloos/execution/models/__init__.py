"""What step 10 keeps."""

from naadloos.execution.models.plan import ExecutionText, KeyDate, PracticePlace, ReadinessAction, TeamMember
from naadloos.execution.models.public import PublicPage

__all__ = ["ExecutionText", "KeyDate", "PracticePlace", "PublicPage", "ReadinessAction", "TeamMember"]
