"""What step 10 keeps."""

from naadloos.execution.models.plan import ExecutionText, KeyDate, PracticePlace, ReadinessAction, TeamMember

__all__ = ["ExecutionText", "KeyDate", "PracticePlace", "ReadinessAction", "TeamMember"]
