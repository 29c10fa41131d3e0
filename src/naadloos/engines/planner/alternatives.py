"""A few good plans that clearly differ, so that people have something to choose from."""

from collections.abc import Mapping
from typing import Any

from naadloos.engines.planner import lns
from naadloos.engines.planner.control import Control
from naadloos.engines.planner.goals import cost_of, targets_of
from naadloos.engines.planner.layout import Layout, lay_out, settle
from naadloos.engines.planner.model import Built, build, hints, placed
from naadloos.engines.planner.objective import objective
from naadloos.engines.planner.options import Pieces
from naadloos.engines.planner.score import pieces_of
from naadloos.engines.planner.solve import plan, result_of
from naadloos.engines.planner.types import PlanProblem, PlanResult, PlanStatus

# A plan is clearly different when one unit in so many lies in other periods than in each plan before it.
DIFFERENT = 5
MOST = 3


def alternatives(
    problem: PlanProblem,
    *,
    count: int = MOST,
    seconds: float = 10.0,
    seed: int = 1,
    workers: int = 2,
    best: PlanResult | None = None,
    control: Control | None = None,
) -> tuple[PlanResult, ...]:
    """Up to ``count`` (at most three) plans, the best first; fewer when no clearly different one was found.

    When there is no plan at all, the one answer of ``plan`` that says why. ``seconds`` is for all together.
    The bound of each holds for any plan, so its gap says how far it is from the best there could be.
    ``best``: what ``plan`` gave for this problem; then all the time is for the others. After ``control.stop()`` it
    ends soon, with what was found by then.
    """
    others = seconds
    if best is None:
        others = seconds / 2
        best = plan(problem, seconds=seconds - others, seed=seed, workers=workers, control=control)
    if best.status not in (PlanStatus.OPTIMAL, PlanStatus.VALID):
        return (best,)
    layout = lay_out(settle(problem))
    targets = targets_of(layout)
    bound = int(best.bound.scaleb(2)) if best.bound is not None else 0
    found = [pieces_of(layout, best.placements)]
    results = [best]
    each = others / max(1, min(count, MOST) - 1)

    def over() -> bool:
        return control is not None and control.stopped

    while len(results) < min(count, MOST) and not over():
        other = _other(layout, found, each / 2, seed + len(results))
        if other is None:
            break

        def apart(built: Built, _: Any) -> None:
            _keep_apart(built, found)

        other = lns.improve(
            layout,
            targets,
            other,
            work=each / 2,
            seed=seed + len(results),
            better=lambda _plan, _cost: False,
            over=over,
            extra=apart,
        )
        if sum(cost_of(layout, targets, other).values()) < bound:
            raise RuntimeError("an alternative is better than the bound")
        found.append(other)
        results.append(result_of(layout, targets, other, bound))
    return tuple(results)


def difference(one: Mapping[int, Pieces], other: Mapping[int, Pieces]) -> int:
    """How many units lie in other periods."""
    return sum({at for at, _ in one[unit]} != {at for at, _ in other[unit]} for unit in one)


def _keep_apart(built: Built, plans: list[dict[int, Pieces]]) -> None:
    size = len(built.layout.forms)
    for plan_ in plans:
        same = []
        for unit, shape in built.shapes.items():
            places = {at for at, _ in plan_[unit]}
            if not shape.counts:
                same += [var for var, pieces in shape.columns if {at for at, _ in pieces} == places]
                continue
            equal = built.model.new_bool_var(f"equal{unit}")
            covers = [var for at in places for var in shape.cover[at]]
            others = [var for at, cover in enumerate(shape.cover) if at not in places for var in cover]
            # Equal when every period of then is covered and no other is.
            built.model.add(equal >= built.sum(covers) - built.sum(others) - len(places) + 1)
            same.append(equal)
        built.model.add(built.sum(same) <= size - max(1, -(-size // DIFFERENT)))


def _other(layout: Layout, plans: list[dict[int, Pieces]], work: float, seed: int) -> dict[int, Pieces] | None:
    """Any plan that is different enough, near the best one."""
    from ortools.sat.python import cp_model

    built = build(layout)
    _keep_apart(built, plans)
    built.model.minimize(objective(built, targets_of(layout)))
    for var, value in hints(built, plans[0]):
        built.model.add_hint(var, value)
    made = cp_model.CpSolver()
    made.parameters.num_workers = 1
    made.parameters.random_seed = seed
    made.parameters.max_deterministic_time = work
    status = made.solve(built.model)
    return placed(built, made.value) if status in (cp_model.OPTIMAL, cp_model.FEASIBLE) else None
