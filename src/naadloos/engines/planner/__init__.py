"""Lay the units of a programme out over leerjaren and periods, or say why that cannot be done.

Flow of ``plan``: ``check`` finds what is wrong in the problem itself; ``options`` lists every way to place
one unit; ``model`` lets CP-SAT choose one way per unit and proves how good the choice is; when nothing fits,
``arithmetic`` and ``clash`` look for the few demands that cannot go together. ``verify`` judges any plan,
also one made by hand, and shares no code with the model. Hours are klokuren, exact to the hundredth.
"""

from naadloos.engines.planner.solve import plan
from naadloos.engines.planner.types import (
    PeriodLoad,
    PeriodSlot,
    PlanPlacement,
    PlanProblem,
    PlanResult,
    PlanStatus,
    PlanUnit,
    Reason,
)
from naadloos.engines.planner.verify import verify

__all__ = [
    "PeriodLoad",
    "PeriodSlot",
    "PlanPlacement",
    "PlanProblem",
    "PlanResult",
    "PlanStatus",
    "PlanUnit",
    "Reason",
    "plan",
    "verify",
]
