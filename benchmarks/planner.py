"""Planner: a made-up route of 40 units over 16 periods, against a greedy first-fit planner."""

import math
import random
import time
from decimal import Decimal
from functools import partial
from itertools import product

from benchmarks.figures import Figure, fastest
from naadloos.engines.planner import (
    PeriodSlot,
    PlanPlacement,
    PlanProblem,
    PlanStatus,
    PlanUnit,
    plan,
    verify,
)

SEEDS = range(8)
PLACES = list(product(range(1, 5), range(1, 5)))


def route(seed: int) -> PlanProblem:
    """40 units of 10 to 120 klokuren, made around a hidden plan, so that it can be solved."""
    rng = random.Random(seed)
    load = [0.0] * len(PLACES)
    units: list[PlanUnit] = []
    ends: list[int] = []
    for number in range(40):
        spread = rng.choice([1, 1, 2, 2, 3, 4, 4])
        hours = 10 * rng.choice([1, 2, 2, 3, 4, 6, 8, 12])
        starts = sorted(range(len(PLACES) - spread + 1), key=lambda at: max(load[at : at + spread]))
        start = rng.choice(starts[:4])
        for at in range(start, start + spread):
            load[at] += hours / spread
        first, last = PLACES[start][0], PLACES[start + spread - 1][0]
        years = rng.choice([(None, None), (first, last), (first, None), (None, last), (max(1, first - 1), last)])
        after = tuple(f"u{at}" for at, end in enumerate(ends) if end < start and rng.random() < 0.05)
        units.append(PlanUnit(f"u{number}", f"Eenheid {number}", Decimal(hours), *years, spread, after))
        ends.append(start + spread - 1)
    most = 10 * math.ceil(max(load) / 10)
    slots = (PeriodSlot(*place, Decimal(most + rng.choice([0, 10, 20]))) for place in PLACES)
    return PlanProblem(tuple(slots), tuple(units))


def first_fit(problem: PlanProblem) -> tuple[PlanPlacement, ...]:
    """Each unit in the earliest row of periods where it fits; what fits nowhere is left out."""
    room = [slot.hours for slot in problem.periods]
    end: dict[str, int] = {}
    placed: list[PlanPlacement] = []
    for unit in problem.units:  # in this route a prerequisite always comes before the unit
        begin = max((end.get(key, -1) + 1 for key in unit.after), default=0)
        part = unit.hours / unit.spread
        for start in range(begin, len(room) - unit.spread + 1):
            row = range(start, start + unit.spread)
            years = [problem.periods[at].route_year for at in row]
            if years[0] < (unit.first_year or 1) or years[-1] > (unit.last_year or 99):
                continue
            if all(room[at] >= part for at in row):
                for at in row:
                    room[at] -= part
                    slot = problem.periods[at]
                    placed.append(PlanPlacement(unit.key, slot.route_year, slot.number, part))
                end[unit.key] = row[-1]
                break
    return tuple(placed)


def fullest(problem: PlanProblem, placements: tuple[PlanPlacement, ...]) -> float:
    """Share (0-1) of the fullest period."""
    load = {(slot.route_year, slot.number): Decimal(0) for slot in problem.periods}
    for each in placements:
        load[each.route_year, each.period] += each.hours
    return max(float(load[slot.route_year, slot.number] / slot.hours) for slot in problem.periods)


def against_first_fit() -> list[Figure]:
    ratios: list[float] = []
    seconds: list[float] = []
    ours: list[float] = []
    greedy: list[float] = []
    statuses: list[PlanStatus] = []
    all_placed = 0
    gaps = 0.0
    for seed in SEEDS:
        problem = route(seed)
        start = time.perf_counter()
        result = plan(problem)
        spent = time.perf_counter() - start
        assert verify(problem, result.placements) == ()
        simple = first_fit(problem)
        all_placed += {each.unit for each in simple} == {unit.key for unit in problem.units}
        statuses.append(result.status)
        gaps = max(gaps, float(result.gap or 0))
        ours.append(fullest(problem, result.placements))
        greedy.append(fullest(problem, simple))
        if result.status is PlanStatus.OPTIMAL:
            seconds.append(spent)
            ratios.append(spent / fastest(partial(first_fit, problem), 5))
    count = len(SEEDS)
    what = f"{count} routes of 40 units, 16 periods"

    def middle(row: list[float]) -> float:
        return sorted(row)[len(row) // 2] if row else float("nan")

    return [
        Figure("planner", f"all units placed, {what}", "CP-SAT (ours)", len(statuses), f"of {count}"),
        Figure("planner", f"all units placed, {what}", "first fit (reference)", all_placed, f"of {count}"),
        Figure("planner", "proven optimal", "CP-SAT (ours)", statuses.count(PlanStatus.OPTIMAL), f"of {count}"),
        Figure("planner", "largest gap left", "CP-SAT (ours)", round(gaps, 2), "%"),
        Figure("planner", "fullest period, mean", "CP-SAT (ours)", round(sum(ours) / count, 3), "0-1"),
        Figure("planner", "fullest period, mean", "first fit (reference)", round(sum(greedy) / count, 3), "0-1"),
        Figure("planner", "time to proven optimum, median", "CP-SAT (ours)", round(middle(seconds), 2), "s"),
        Figure("planner", "time to proven optimum, median", "ours / first fit", round(middle(ratios)), "ratio"),
    ]
