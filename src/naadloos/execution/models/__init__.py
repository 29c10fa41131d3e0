"""What step 10 keeps."""

from naadloos.execution.models.bpv import (
    BpvMatch,
    BpvPupil,
    BpvSettings,
    CompanyRole,
    PeriodPlaces,
    Signal,
    Visit,
)
from naadloos.execution.models.plan import ExecutionText, KeyDate, PracticePlace, ReadinessAction, TeamMember

__all__ = [
    "BpvMatch",
    "BpvPupil",
    "BpvSettings",
    "CompanyRole",
    "ExecutionText",
    "KeyDate",
    "PeriodPlaces",
    "PracticePlace",
    "ReadinessAction",
    "Signal",
    "TeamMember",
    "Visit",
]
