"""Who teaches what in a route: a proposal, what stays open and whom to look for, and what if someone leaves.

Flow of ``propose``: ``check`` finds what is wrong in the problem itself; ``layout`` writes it in whole grains with
who may give what (``suits``); ``start`` makes a first division at once; ``model`` holds the rules and ``solve``
takes the goals one after the other. ``score`` counts what came out, and words the gaps. ``verify`` judges any
division, also one made by hand, and shares no code with the model. Hours are klokuren.
"""

from naadloos.engines.route.calendar import DAYS
from naadloos.engines.search import Control
from naadloos.engines.team.check import check
from naadloos.engines.team.document import from_document
from naadloos.engines.team.leaving import leaves, without
from naadloos.engines.team.solve import propose
from naadloos.engines.team.types import (
    Advice,
    Assignment,
    Fault,
    Gap,
    GoalValue,
    Leaving,
    Load,
    Lost,
    Need,
    Place,
    Skill,
    TakeOver,
    Teacher,
    TeamGoal,
    TeamPeriod,
    TeamProblem,
    TeamResult,
    TeamStatus,
    Wish,
)
from naadloos.engines.team.verify import verify

__all__ = [
    "DAYS",
    "Advice",
    "Assignment",
    "Control",
    "Fault",
    "Gap",
    "GoalValue",
    "Leaving",
    "Load",
    "Lost",
    "Need",
    "Place",
    "Skill",
    "TakeOver",
    "Teacher",
    "TeamGoal",
    "TeamPeriod",
    "TeamProblem",
    "TeamResult",
    "TeamStatus",
    "Wish",
    "check",
    "from_document",
    "leaves",
    "propose",
    "verify",
    "without",
]
