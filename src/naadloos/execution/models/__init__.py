"""What step 10 keeps."""

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

__all__ = [
    "Assigned",
    "ExecutionText",
    "HouseDay",
    "KeyDate",
    "LessonPlace",
    "PracticePlace",
    "PracticeRoom",
    "PublicPage",
    "ReadinessAction",
    "TeamMember",
    "Training",
    "UnitSkill",
    "WeekGroup",
    "WeekLesson",
    "WeekStay",
]
