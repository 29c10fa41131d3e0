"""Planner: generated families of routes, against a greedy and a hill-climbing planner, and clashes to explain."""

import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from benchmarks.figures import Figure
from benchmarks.routes import route
from naadloos.engines.planner import (
    Place,
    PlanProblem,
    PlanResult,
    PlanStatus,
    PlanUnit,
    explain,
    plan,
    score,
    verify,
)
from naadloos.engines.planner.goals import cost_of, targets_of
from naadloos.engines.planner.layout import lay_out, settle
from naadloos.engines.planner.solve import placements_of
from naadloos.engines.planner.start import Start


@dataclass(frozen=True, slots=True)
class Family:
    """Routes of one size: (periods, variants, seed) of each."""

    units: int
    routes: tuple[tuple[int, int, int], ...]

    def problems(self) -> Iterator[PlanProblem]:
        for periods, variants, seed in self.routes:
            yield route(self.units, periods, variants, seed)

    def __str__(self) -> str:
        return f"{len(self.routes)} routes of {self.units} units"


QUICK = (Family(60, ((16, 1, 0),)), Family(120, ((20, 2, 1),)))
FULL = (
    Family(60, ((16, 1, 0), (16, 1, 2), (20, 2, 1), (24, 3, 2))),
    Family(120, ((16, 1, 0), (16, 1, 2), (20, 2, 1), (24, 4, 0))),
    Family(200, ((20, 1, 0), (20, 2, 1), (24, 4, 1), (24, 4, 2))),
)
# Seconds on the clock after which the gap is read.
MOMENTS = (10.0, 60.0)


@dataclass(frozen=True, slots=True)
class Run:
    first: float
    seconds: float
    result: PlanResult


def run(problem: PlanProblem, seconds: float) -> Run:
    """One plan with two workers, stopped by the clock; every plan that was told must be valid."""
    begin = time.perf_counter()
    first: list[float] = []

    def told(result: PlanResult) -> bool:
        first.append(time.perf_counter() - begin)
        return False

    # The work is not the limit here: the figure is about time on the clock.
    result = plan(problem, seconds=2 * seconds, clock=seconds, on_better=told, repeatable=False)
    spent = time.perf_counter() - begin
    if faults := verify(problem, result.placements):
        raise RuntimeError(faults[0].text)
    return Run(first[0] if first else float("inf"), spent, result)


def greedy(problem: PlanProblem) -> Decimal | None:
    """Each unit once, where it costs least; None when that breaks a rule."""
    layout = lay_out(settle(problem))
    targets = targets_of(layout)
    search = Start(layout, targets, seed=1)
    search.search(time.monotonic(), rounds=0)
    placements = placements_of(layout, search.placed) if len(search.placed) == len(layout.forms) else ()
    return None if verify(problem, placements) else score(problem, placements).points


def hill_climbing(problem: PlanProblem, seconds: float) -> Decimal | None:
    """Move single units as long as that helps, from another beginning each time; the best in this time."""
    layout = lay_out(settle(problem))
    targets = targets_of(layout)
    until = time.monotonic() + seconds
    best: int | None = None
    seed = 0
    while time.monotonic() < until:
        seed += 1
        search = Start(layout, targets, seed)
        if search.search(until, rounds=300) is None:
            continue
        cost = sum(cost_of(layout, targets, search.improve(until)).values())
        best = cost if best is None else min(best, cost)
    return None if best is None else Decimal(best).scaleb(-2)


def families(*, full: bool = False) -> list[Figure]:
    """First plan, gap after ten (and with ``full`` sixty) seconds, and proof, per size."""
    # Loading the solver takes most of a second, once per process: not part of any plan.
    from ortools.sat.python import cp_model  # noqa: F401

    found: list[Figure] = []
    for family in FULL if full else QUICK:
        runs = {moment: [run(each, moment) for each in family.problems()] for moment in MOMENTS[: 1 + full]}
        found += _of_family(family, runs)
        found += _references(family, runs[MOMENTS[0]])
    return found


def _of_family(family: Family, runs: dict[float, list[Run]]) -> Iterator[Figure]:
    what = str(family)
    first = [each.first for each in runs[MOMENTS[0]]]
    yield Figure("planner-routes", f"first valid plan, median, {what}", "planner", _round(first), "s")
    yield Figure("planner-routes", f"first valid plan, slowest, {what}", "planner", round(max(first), 2), "s")
    for moment, found in runs.items():
        gaps = [float(each.result.gap) if each.result.gap is not None else 100.0 for each in found]
        after = f"after {moment:g} s, {what}"
        yield Figure("planner-routes", f"gap, median, {after}", "planner", _round(gaps), "%")
        yield Figure("planner-routes", f"gap, largest, {after}", "planner", max(gaps), "%")
        proven = [each.seconds for each in found if each.result.status is PlanStatus.OPTIMAL]
        yield Figure("planner-routes", f"proven optimal {after}", "planner", len(proven), f"of {len(found)}")
        if proven:
            yield Figure("planner-routes", f"time to proof, median, {after}", "planner", _round(proven), "s")


def _references(family: Family, ours: list[Run]) -> Iterator[Figure]:
    what = str(family)
    greedy_points = [greedy(each) for each in family.problems()]
    climbing = [hill_climbing(each, MOMENTS[0]) for each in family.problems()]
    yield Figure(
        "planner-routes",
        f"valid plan, {what}",
        "greedy (reference)",
        sum(each is not None for each in greedy_points),
        f"of {len(ours)}",
    )
    ratios = [
        float(other / each.result.score.points)
        for other, each in zip(climbing, ours, strict=True)
        if other is not None and each.result.score is not None and each.result.score.points
    ]
    yield Figure(
        "planner-routes",
        f"valid plan, {what}",
        "hill climbing (reference)",
        sum(each is not None for each in climbing),
        f"of {len(ours)}",
    )
    if ratios:
        yield Figure(
            "planner-routes",
            f"points after {MOMENTS[0]:g} s, median, {what}",
            "hill climbing / planner",
            _round(ratios),
            "ratio",
        )


def _round(values: list[float]) -> float:
    return round(statistics.median(values), 2)


def clashes(*, full: bool = False) -> list[Figure]:
    """Seconds to explain why a route of 120 units that was made impossible cannot be planned."""
    from ortools.sat.python import cp_model  # noqa: F401

    times, minimal, count = [], 0, 0
    for seed in range(4 if full else 2):
        for problem in _impossible(route(120, 16, 1 + seed % 2, seed)):
            begin = time.perf_counter()
            found = explain(problem)
            times.append(time.perf_counter() - begin)
            minimal += found.minimal
            count += 1
            if found.possible is not False:
                raise RuntimeError("an impossible route was not seen")
    what = f"{count} impossible routes of 120 units"
    return [
        Figure("planner-clash", f"explanation, slowest, {what}", "planner", round(max(times), 2), "s"),
        Figure("planner-clash", f"explanation, median, {what}", "planner", _round(times), "s"),
        Figure("planner-clash", f"proven smallest, {what}", "planner", minimal, f"of {count}"),
    ]


def _impossible(problem: PlanProblem) -> Iterator[PlanProblem]:
    """Three mistakes that people make: a teacher asked twice, a chain that is too long, a year too full."""
    users = [unit for unit in problem.units if problem.capacities[0].key in unit.uses and unit.spread == 1][:3]
    place: Place = (1, 1)
    taken = sum((unit.hours for unit in users), Decimal(0))
    short = replace(problem.capacities[0], per_period=(), amount=taken - 1)
    yield replace(
        problem,
        units=_changed(problem, {unit.key: replace(_free(unit), start=place) for unit in users}),
        capacities=(short, *problem.capacities[1:]),
    )
    single = [unit for unit in problem.units if unit.spread == 1 and unit.bpv is None][:5]
    chain = {
        unit.key: replace(_free(unit), first_year=1, last_year=1, after=tuple(each.key for each in single[:at]))
        for at, unit in enumerate(single)
    }
    yield replace(problem, units=_changed(problem, chain))
    yield replace(
        problem,
        periods=tuple(
            replace(slot, hours=slot.hours / 2) if slot.route_year == 2 else slot for slot in problem.periods
        ),
    )


def _free(unit: PlanUnit) -> PlanUnit:
    return replace(unit, first_year=None, last_year=None, after=(), not_before=(), max_spread=None)


def _changed(problem: PlanProblem, changed: dict[str, PlanUnit]) -> tuple[PlanUnit, ...]:
    return tuple(changed.get(unit.key, unit) for unit in problem.units)
