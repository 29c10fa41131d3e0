"""Lay the units of a programme out over leerjaren and periods, or say why that cannot be done.

Flow of ``plan``: ``check`` finds what is wrong in the problem itself; ``layout`` writes it in whole numbers and
in the order of time; ``options`` lists every way to place one unit; ``start`` makes a first plan at once;
``lns`` makes it better by laying out a part anew, again and again, while ``prove`` computes beside it what no
plan can go below. ``model`` holds the rules, ``goals`` and ``objective`` what makes a plan good. When nothing
fits, ``arithmetic`` and ``clash`` look for the few demands that cannot go together. ``verify`` judges any plan,
also one made by hand, and shares no code with the model. Hours are klokuren, exact to the hundredth.
"""

from naadloos.engines.planner.alternatives import alternatives
from naadloos.engines.planner.check import check
from naadloos.engines.planner.control import Control
from naadloos.engines.planner.explain import Explanation, explain
from naadloos.engines.planner.model import Demand
from naadloos.engines.planner.score import score
from naadloos.engines.planner.solve import plan
from naadloos.engines.planner.travel import TravelDays, travel_days_of
from naadloos.engines.planner.types import (
    Bpv,
    Capacity,
    Goal,
    Goals,
    GoalScore,
    HoursNorm,
    PeriodLoad,
    PeriodSlot,
    Phase,
    Place,
    PlanPlacement,
    PlanProblem,
    PlanResult,
    PlanStatus,
    PlanUnit,
    Reason,
    Rule,
    Score,
    Travel,
    Variant,
    Window,
)
from naadloos.engines.planner.verify import verify
from naadloos.engines.planner.whatif import PlaceCost, costs_of, forbid, pin
from naadloos.engines.route.terms import CapacityKind, RuleKind

__all__ = [
    "Bpv",
    "Capacity",
    "CapacityKind",
    "Control",
    "Demand",
    "Explanation",
    "Goal",
    "GoalScore",
    "Goals",
    "HoursNorm",
    "PeriodLoad",
    "PeriodSlot",
    "Phase",
    "Place",
    "PlaceCost",
    "PlanPlacement",
    "PlanProblem",
    "PlanResult",
    "PlanStatus",
    "PlanUnit",
    "Reason",
    "Rule",
    "RuleKind",
    "Score",
    "Travel",
    "TravelDays",
    "Variant",
    "Window",
    "alternatives",
    "check",
    "costs_of",
    "explain",
    "forbid",
    "pin",
    "plan",
    "score",
    "travel_days_of",
    "verify",
]
