"""What step 10 keeps."""

from naadloos.execution.models.groups import (
    Done,
    Group,
    GroupKey,
    GroupPupil,
    LeaveReason,
    PassedOn,
    PupilPhase,
    VariantSwitch,
)
from naadloos.execution.models.plan import ExecutionText, KeyDate, PracticePlace, ReadinessAction, TeamMember

__all__ = [
    "Done",
    "ExecutionText",
    "Group",
    "GroupKey",
    "GroupPupil",
    "KeyDate",
    "LeaveReason",
    "PassedOn",
    "PracticePlace",
    "PupilPhase",
    "ReadinessAction",
    "TeamMember",
    "VariantSwitch",
]
