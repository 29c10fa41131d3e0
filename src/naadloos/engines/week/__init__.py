"""The basisweek: where each group is on each half day, and where and when its lessons are.

Flow of ``propose``: ``check`` finds what is wrong in the problem itself; ``layout`` lists every way to place a lesson;
``model`` holds the rules and ``solve`` finds the best week with a bound. When nothing fits, ``clash`` looks for the few
demands that cannot go together. ``verify`` judges any week in words (who, when, why, what to do) and shares no code
with the model; ``moves`` judges one change by hand with it, without solving.
"""

from naadloos.engines.route.calendar import DAYS
from naadloos.engines.search import Control
from naadloos.engines.week.check import check
from naadloos.engines.week.clash import explain
from naadloos.engines.week.document import from_document, half_days, week_of
from naadloos.engines.week.moves import move_lesson, options_of, set_stay, swap_halves
from naadloos.engines.week.score import score
from naadloos.engines.week.solve import alternatives, propose
from naadloos.engines.week.types import (
    HALVES,
    Conflict,
    Demand,
    Explanation,
    GoalPoints,
    Group,
    Half,
    HouseDay,
    Kind,
    Lesson,
    LessonAt,
    Move,
    Option,
    Reason,
    Room,
    Site,
    Stay,
    Teacher,
    Way,
    Week,
    WeekGoal,
    WeekGoals,
    WeekProblem,
    WeekResult,
    WeekStatus,
)
from naadloos.engines.week.verify import verify
from naadloos.engines.week.wording import half_text, halves_text

__all__ = [
    "DAYS",
    "HALVES",
    "Conflict",
    "Control",
    "Demand",
    "Explanation",
    "GoalPoints",
    "Group",
    "Half",
    "HouseDay",
    "Kind",
    "Lesson",
    "LessonAt",
    "Move",
    "Option",
    "Reason",
    "Room",
    "Site",
    "Stay",
    "Teacher",
    "Way",
    "Week",
    "WeekGoal",
    "WeekGoals",
    "WeekProblem",
    "WeekResult",
    "WeekStatus",
    "alternatives",
    "check",
    "explain",
    "from_document",
    "half_days",
    "half_text",
    "halves_text",
    "move_lesson",
    "options_of",
    "propose",
    "score",
    "set_stay",
    "swap_halves",
    "verify",
    "week_of",
]
