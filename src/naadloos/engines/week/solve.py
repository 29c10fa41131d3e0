"""Make the best week, or say why there is none; and a few more that are really other weeks."""

import time
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from naadloos.engines.route.terms import gettext_noop
from naadloos.engines.route.text import text
from naadloos.engines.search import Control
from naadloos.engines.week.check import check, notes_of
from naadloos.engines.week.clash import explain
from naadloos.engines.week.layout import FREE, Layout
from naadloos.engines.week.model import Built, build, objective, week_of
from naadloos.engines.week.score import score
from naadloos.engines.week.types import Kind, Reason, Week, WeekProblem, WeekResult, WeekStatus

# One stay in ten elsewhere makes another week: for one group that is one half, and its counterpart.
OTHER = 0.1


def propose(
    problem: WeekProblem,
    *,
    seconds: float = 8.0,
    seed: int = 1,
    workers: int = 1,
    clock: float | None = None,
    control: Control | None = None,
) -> WeekResult:
    """The best week found with about ``seconds`` of work; equal input gives an equal result.

    The work is counted in the solver's own time, so that the speed of the machine does not decide; only the
    ``clock`` does, which stops it after half as long again when nothing else is said. Finding the clashing demands
    of an impossible problem may take as long again.
    """
    return _solve(problem, (), seconds, seed, workers, clock, control or Control())


def alternatives(
    problem: WeekProblem,
    best: Week,
    *,
    count: int = 2,
    seconds: float = 4.0,
    seed: int = 1,
    workers: int = 1,
    control: Control | None = None,
) -> tuple[WeekResult, ...]:
    """Up to ``count`` good weeks that differ from ``best`` and from each other in one stay in ten.

    The bound of each is that of weeks which differ so; ``seconds`` is for each of them.
    """
    found: list[WeekResult] = []
    for _ in range(count):
        others = [best, *(each.week for each in found)]
        result = _solve(problem, others, seconds, seed, workers, None, control or Control())
        if not result.week.stays:
            break
        found.append(result)
    return tuple(found)


def _solve(
    problem: WeekProblem,
    others: Sequence[Week],
    seconds: float,
    seed: int,
    workers: int,
    clock: float | None,
    control: Control,
) -> WeekResult:
    from ortools.sat.python import cp_model

    if faults := check(problem):
        return WeekResult(WeekStatus.INVALID, reasons=faults)
    until = time.monotonic() + (1.5 * seconds + 1 if clock is None else clock)
    layout = Layout(problem)
    built = build(layout)
    for other in others:
        _differ(built, other)
    built.model.minimize(objective(built))
    made = cp_model.CpSolver()
    made.parameters.random_seed = seed
    made.parameters.num_workers = workers
    made.parameters.interleave_search = workers > 1
    made.parameters.max_deterministic_time = seconds
    made.parameters.max_time_in_seconds = max(0.01, until - time.monotonic())
    control.follow(made)
    status = made.solve(built.model) if not control.stopped else cp_model.UNKNOWN
    if status == cp_model.MODEL_INVALID:
        raise RuntimeError(built.model.validate())
    stopped = control.stopped or time.monotonic() > until
    if status == cp_model.INFEASIBLE:
        # With other weeks excluded it says nothing about the demands.
        reasons = () if others else explain(problem, seconds=seconds, seed=seed).reasons
        return WeekResult(WeekStatus.IMPOSSIBLE, reasons=reasons)
    if status == cp_model.UNKNOWN:
        sentence = gettext_noop(
            "Binnen de tijd is geen week gevonden, en ook niet bewezen dat er geen is. "
            "Geef meer rekentijd of meer ruimte."
        )
        return WeekResult(
            WeekStatus.STOPPED if stopped else WeekStatus.UNKNOWN, reasons=(Reason("tijd_op", text(sentence)),)
        )
    return _result(problem, week_of(built, made.value), made, stopped=stopped)


def _result(problem: WeekProblem, week: Week, made: Any, *, stopped: bool) -> WeekResult:
    goals = score(problem, week)
    points = sum(each.points for each in goals)
    # The points are whole numbers: just above 41 means at least 42.
    bound = min(points, max(0, -int(-(made.best_objective_bound - 1e-6) // 1)))
    gap = (Decimal(100 * (points - bound)) / points).quantize(Decimal("0.01")) if points > bound else Decimal(0)
    short = WeekStatus.STOPPED if stopped else WeekStatus.FEASIBLE
    status = WeekStatus.OPTIMAL if bound == points else short
    return WeekResult(status, week, points, bound, gap, goals, notes=notes_of(problem))


def _differ(built: Built, other: Week) -> None:
    same = []
    for stay in other.stays:
        spot = FREE if stay.kind is Kind.FREE else stay.site
        if (var := built.at.get((stay.group, stay.half, spot))) is not None:
            same.append(var)
    least = max(1, int(OTHER * len(other.stays)))
    built.model.add(sum(same) <= len(other.stays) - least)
