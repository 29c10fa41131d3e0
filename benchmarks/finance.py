"""Finance: one scenario of a route, draws over it, and a region of routes, each beside plain Python.

The reference computes one total, the toegerekend result of all partners and years, in straight Decimal arithmetic from
the case, apart from the sheet: what the engine does beside that (each year and partner, cash, settlement, explanations,
formulas) the reference does not. Every run holds the two totals against each other, to the cent.
"""

import os
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from decimal import Decimal

import numpy as np

from benchmarks.figures import Figure, fastest
from benchmarks.finance_routes import plain_total, route
from naadloos.engines.finance import (
    Outcome,
    RouteCase,
    Total,
    break_even,
    calculate,
    draws,
    given,
    influence,
)

ROUTES, PROCESSES, DRAWS = 500, 2, 10_000
_NAME = "finance"


def engine_total(outcome: Outcome) -> Decimal:
    parts = [outcome.amount(Total.RESULT, year=year) for year in outcome.school_years]
    assert None not in parts
    return sum((each for each in parts if each is not None), Decimal(0))


def figures() -> list[Figure]:
    """Milliseconds of one scenario and of the studies, seconds for draws and for a region."""
    return [*_one_route(), *_draws(), *_region()]


def _one_route() -> list[Figure]:
    case = route()
    outcome = calculate(case)
    assert engine_total(outcome) == plain_total(case)
    change = {"in.c2027.bb.1": Decimal(31)}
    what = f"one scenario: 3 cohorts x 2 variants, 12 items, {len(outcome.sheet.entries)} figures"
    return [
        _milliseconds(what, "one total in plain Python (reference)", lambda: plain_total(case)),
        _milliseconds(what, "calculate (ours)", lambda: calculate(case)),
        _milliseconds(what, "Sheet.again with one input (ours)", lambda: outcome.sheet.again(change)),
        _milliseconds("break-even over 96 sizes", "break_even (ours)", lambda: break_even(outcome, "c2027"), 3),
        _milliseconds(
            "break-even over 96 sizes",
            "96 totals in plain Python (reference)",
            lambda: [plain_total(_with_intake(case, Decimal(size))) for size in range(1, 97)],
            3,
        ),
        _milliseconds("order of the questions", "influence (ours)", lambda: influence(outcome), 3),
    ]


def _milliseconds(what: str, method: str, work: Callable[[], object], times: int = 10) -> Figure:
    return Figure(_NAME, what, method, round(fastest(work, times) * 1000, 1), "ms")


def _with_intake(case: RouteCase, pupils: Decimal) -> RouteCase:
    """The first variant of the first cohort begins with so many."""
    cohort, *cohorts = case.cohorts
    variant, *variants = cohort.variants
    begun = replace(variant, intake=(given(pupils), *variant.intake[1:]))
    return replace(case, cohorts=(replace(cohort, variants=(begun, *variants)), *cohorts))


def _draws() -> list[Figure]:
    """The reference computes as many totals, with the intake drawn that the draws have too."""
    case = route()
    outcome = calculate(case)
    chosen = [outcome.over_years(Total.RESULT)]
    numbers = np.random.default_rng(1).integers(5, 40, DRAWS)
    start = time.perf_counter()
    plain = [plain_total(_with_intake(case, Decimal(int(each)))) for each in numbers]
    reference = time.perf_counter() - start
    _agree(outcome, chosen[0], numbers, plain)
    ours = fastest(lambda: draws(outcome, chosen, count=DRAWS), 3)
    varying = len(draws(outcome, chosen, count=2).drawn)
    what = f"{DRAWS} draws of one total, {varying} figures vary"
    return [
        Figure(
            _NAME,
            f"{DRAWS} draws of one total, one figure varies",
            "plain Python (reference)",
            round(reference, 2),
            "s",
        ),
        Figure(_NAME, what, "draws (ours)", round(ours, 2), "s"),
    ]


def _agree(outcome: Outcome, ids: tuple[str, ...], numbers: np.ndarray, plain: list[Decimal]) -> None:
    """The cells in floating point give each of these totals to the cent."""
    from naadloos.engines.finance.vectors import compute

    (found,) = compute(outcome.sheet, {"in.c2027.bb.1": numbers.astype(float)}, [ids], len(numbers))
    assert [Decimal(f"{each:.2f}") for each in found] == plain


def region(seeds: range) -> tuple[Decimal, float]:
    """The total of these routes by the engine, and the seconds of processor."""
    start = time.process_time()
    return sum((engine_total(calculate(route(each))) for each in seeds), Decimal(0)), time.process_time() - start


def plain_region(seeds: range) -> tuple[Decimal, float]:
    start = time.process_time()
    return sum((plain_total(route(each)) for each in seeds), Decimal(0)), time.process_time() - start


def _region() -> list[Figure]:
    made: list[Figure] = []
    totals: list[Decimal] = []
    step = 25
    parts = [range(first, first + step) for first in range(0, ROUTES, step)]
    for method, work in (("one total each in plain Python (reference)", plain_region), ("calculate (ours)", region)):
        start = time.perf_counter()
        with ProcessPoolExecutor(PROCESSES) as pool:
            done = list(pool.map(work, parts))
        seconds = time.perf_counter() - start
        totals.append(sum((total for total, _ in done), Decimal(0)))
        what = f"a region of {ROUTES} routes, {PROCESSES} processes, {os.cpu_count()} cores"
        made.append(Figure(_NAME, what, method, round(seconds, 1), "s"))
    assert totals[0] == totals[1]
    return made
