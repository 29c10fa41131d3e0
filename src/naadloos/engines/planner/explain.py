"""Why a problem cannot be planned."""

import time
from dataclasses import dataclass

from naadloos.engines.planner.arithmetic import shortages, too_full
from naadloos.engines.planner.check import check
from naadloos.engines.planner.clash import clashing_demands, sentences
from naadloos.engines.planner.goals import targets_of
from naadloos.engines.planner.layout import lay_out, settle
from naadloos.engines.planner.model import Demand
from naadloos.engines.planner.solve import first_plan
from naadloos.engines.planner.types import PlanProblem, Reason


@dataclass(frozen=True, slots=True)
class Explanation:
    """``possible`` is None when time ran out before it was known.

    ``reasons``: faults of the input, or what counting shows, and then the clash in sentences. ``demands`` are
    the clashing demands; ``minimal`` says that it is proven that without any one of them the others go together.
    """

    possible: bool | None
    reasons: tuple[Reason, ...] = ()
    demands: tuple[Demand, ...] = ()
    minimal: bool = False


def explain(problem: PlanProblem, *, seconds: float = 5.0, seed: int = 1) -> Explanation:
    """Whether the problem can be planned, and if not, the smallest set of demands that clash."""
    if faults := check(problem):
        return Explanation(False, faults)
    layout = lay_out(settle(problem))
    counted = shortages(layout)
    if not counted:
        if first_plan(layout, targets_of(layout), seed, time.monotonic() + seconds, tries=1) is not None:
            return Explanation(True)
        counted = tuple(too_full(layout))
    found = clashing_demands(layout, seconds=seconds, seed=seed)
    if found.fits:
        return Explanation(True)
    if found.demands:
        return Explanation(False, (*counted, *sentences(layout, found)), found.demands, found.minimal)
    return Explanation(False if counted else None, counted)
