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
from naadloos.execution.models.public import PublicPage
from naadloos.execution.models.team import Assigned, Training, UnitSkill
from naadloos.execution.models.week import (
    HouseDay,
    LessonPlace,
    PracticeRoom,
    WeekGroup,
    WeekLesson,
    WeekStay,
)
from naadloos.execution.models.year import CalendarLink, CohortClosing, Incident, Substitute

__all__ = [
    "Assigned",
    "BpvMatch",
    "BpvPupil",
    "BpvSettings",
    "CalendarLink",
    "CohortClosing",
    "CompanyRole",
    "ExecutionText",
    "HouseDay",
    "Incident",
    "KeyDate",
    "LessonPlace",
    "PeriodPlaces",
    "PracticePlace",
    "PracticeRoom",
    "PublicPage",
    "ReadinessAction",
    "Signal",
    "Substitute",
    "TeamMember",
    "Training",
    "UnitSkill",
    "Visit",
    "WeekGroup",
    "WeekLesson",
    "WeekStay",
]
