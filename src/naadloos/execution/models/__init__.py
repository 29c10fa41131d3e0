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
from naadloos.execution.models.groups import (
    CorrectionReason,
    Done,
    Group,
    GroupKey,
    GroupPupil,
    LeaveReason,
    PassedOn,
    PupilCorrection,
    PupilPhase,
    VariantSwitch,
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
    "CorrectionReason",
    "Done",
    "ExecutionText",
    "Group",
    "GroupKey",
    "GroupPupil",
    "HouseDay",
    "Incident",
    "KeyDate",
    "LeaveReason",
    "LessonPlace",
    "PassedOn",
    "PeriodPlaces",
    "PracticePlace",
    "PracticeRoom",
    "PublicPage",
    "PupilCorrection",
    "PupilPhase",
    "ReadinessAction",
    "Signal",
    "Substitute",
    "TeamMember",
    "Training",
    "UnitSkill",
    "VariantSwitch",
    "Visit",
    "WeekGroup",
    "WeekLesson",
    "WeekStay",
]
