"""Draws: the same cells in floating point, equal to the exact ones as long as nothing varies."""

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest
from finance_cases import ITEMS, MBO, VO, item, route, variant

from naadloos.engines.finance import (
    Cohort,
    Distribution,
    Given,
    Outcome,
    RouteCase,
    Settings,
    Settlement,
    Site,
    Total,
    View,
    calculate,
    draws,
    given,
)
from naadloos.engines.finance.expressions import Expression, Ref, at_least, cents, div, largest, number, whole_up
from naadloos.engines.finance.sheet import Input, Sheet
from naadloos.engines.finance.terms import FigureStatus, Unit
from naadloos.engines.finance.vectors import compute
from naadloos.engines.route.text import text

D = Decimal


def rich() -> RouteCase:
    """Steps of groups, a vestiging, swapped hours outside their bandwidth, a pool, and figures with many decimals."""
    items = (
        *ITEMS,
        item("heen", how=Settlement.IN_KIND, hours=given("199.37")),
        item("terug", owner=MBO, by=VO, how=Settlement.IN_KIND, hours=given("81.11")),
        item("pot", how=Settlement.POOL, hours=given("33.333")),
    )
    cohorts = [
        Cohort(f"c{year}", year, (variant("bb", pupils=25), variant("kb", pupils=17, extra=given("0.337"))))
        for year in (2027, 2028)
    ]
    chosen = Settings(given(24), surcharge=given("0.033"), corridor=given(7), overlap=given("0.31"), price_year=2027)
    return route(*cohorts, items=items, settings=replace(chosen, index=given("0.0213")), sites=(Site(VO, given(60)),))


def everything(outcome: Outcome) -> list[tuple[str, ...]]:
    return [(id,) for id in outcome.sums.values()]


def test_with_all_figures_fixed_every_sum_is_the_exact_one() -> None:
    outcome = calculate(rich())
    chosen = everything(outcome)
    for ids, band in zip(chosen, draws(outcome, chosen, count=3).bands, strict=True):
        assert band.low == band.middle == band.high == outcome.sheet.values[ids[0]]
    # Also when every cell is computed in floating point, which leaves no exact one to lean on.
    fixed = {each.id: np.full(3, float(each.value)) for each in outcome.sheet.inputs if each.value is not None}
    for ids, found in zip(chosen, compute(outcome.sheet, fixed, chosen, 3), strict=True):
        assert [D(f"{each:.2f}") for each in found] == [outcome.sheet.values[ids[0]]] * 3


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        (cents(Ref("x")), "1.005"),
        (cents(Ref("x")), "-1.005"),
        (cents(Ref("x")), "10.004999"),
        (whole_up(div(Ref("x"), number("0.1"))), "0.3"),
        (whole_up(Ref("x")), "2.0000004"),
        (whole_up(Ref("x")), "2.000001"),
        (at_least(Ref("x"), number("0.3"), number(1), number(0)), "0.2999999"),
        (at_least(Ref("x"), number("0.3"), number(1), number(0)), "0.299999"),
        (largest(number(0), Ref("x")), "-3"),
        (div(number(1), Ref("x")), "0"),
    ],
)
def test_rounding_steps_and_conditions_are_those_of_decimal(expression: Expression, value: str) -> None:
    sheet = Sheet()
    sheet.put(Input("x", "x", text("x"), D(value), Unit.NUMBER, FigureStatus.ESTIMATE, ""))
    sheet.add("y", text("y"), Unit.NUMBER, expression)
    (found,) = compute(sheet, {"x": np.array([float(value)])}, [("y",)], 1)
    exact = sheet.values["y"]
    assert np.isnan(found[0]) if exact is None else D(str(found[0])) == exact


def varied(**changes: Given) -> Outcome:
    return calculate(route(Cohort("c", 2027, (variant(**changes),))))  # type: ignore[arg-type]


def test_every_draw_is_the_same_sheet_again() -> None:
    """What numpy makes of one draw is what Decimal makes of it, cell by cell."""
    outcome = varied(pupils=Given(D(24), low=D(15), high=D(50)))
    chosen = everything(outcome)
    numbers = np.arange(15.0, 51.0)
    found = compute(outcome.sheet, {"in.c.bb.1": numbers}, chosen, len(numbers))
    for at in (0, 9, 10, 35):
        again = outcome.sheet.again({"in.c.bb.1": D(int(numbers[at]))})
        assert [D(f"{each[at]:.2f}") for each in found] == [again[id] for (id,) in chosen]


def test_bands_follow_from_the_distributions() -> None:
    observed = Given(D("0.9"), observed=(18, 20))
    outcome = varied(pupils=Given(D(24), low=D(20), high=D(30)), stays=(given(1), observed, given(1)))  # type: ignore[arg-type]
    made = draws(outcome, [("in.c.bb.1",), ("blijft.c.bb.3",), outcome.over_years(Total.RESULT, view=View.MARGINAL)])
    assert [(each.key, how) for each, how in made.drawn] == [
        ("in.c.bb.1", Distribution.PERT),
        ("blijft.c.bb.3", Distribution.BETA),
    ]
    pupils, stays, result = made.bands
    assert (pupils.low, pupils.middle, pupils.high) == (22, 24, 27)
    # The median of Beta(19, 3) lies at about 0.88.
    assert stays.middle is not None
    assert abs(stays.middle - D("0.88")) <= D("0.01")
    assert result.low is not None
    assert result.high is not None
    assert result.low < result.high
    assert made.bands == draws(outcome, [*_sums(outcome)]).bands
    assert made.bands != draws(outcome, [*_sums(outcome)], seed=2).bands


def _sums(outcome: Outcome) -> list[tuple[str, ...]]:
    return [("in.c.bb.1",), ("blijft.c.bb.3",), outcome.over_years(Total.RESULT, view=View.MARGINAL)]


def test_the_same_evidence_is_drawn_once() -> None:
    """Counts of one source say the same of two cohorts; another source is another unknown."""
    stays = Given(D("0.9"), "DUO", observed=(18, 20))
    other = replace(stays, source="eigen telling")
    cohorts = [
        Cohort(f"c{at}", 2027 + at, (variant(stays=(each, given(1), given(1))),))
        for at, each in enumerate((stays, stays, other))
    ]
    outcome = calculate(route(*cohorts))
    one, same, apart = (f"blijft.c{at}.bb.2" for at in range(3))
    two, mixed = draws(outcome, [(one, same), (one, apart)]).bands
    (single,) = draws(outcome, [(one,)]).bands
    assert single.low is not None
    assert two.low is not None
    assert mixed.low is not None
    assert abs(two.low - 2 * single.low) <= D("0.01")
    assert mixed.low - two.low >= D("0.02")


def test_an_unknown_sum_has_no_band() -> None:
    outcome = varied(pupils=Given(None, low=D(20), high=D(30)))
    made = draws(outcome, [outcome.over_years(Total.RESULT)], count=50)
    assert made.drawn == ()
    assert [(each.low, each.middle, each.high, each.unknown) for each in made.bands] == [(None, None, None, 50)]
