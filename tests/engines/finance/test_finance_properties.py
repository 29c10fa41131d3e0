"""What holds for every route: nothing is lost between partners, and unknown is never zero."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from finance_cases import ITEMS, MBO, OWN_VALUES, SUBSIDY, VO, item, partners, route, variant
from hypothesis import HealthCheck, settings
from hypothesis import given as hypothesis_given
from hypothesis import strategies as st

from naadloos.engines.finance import (
    Basis,
    Cohort,
    CostItem,
    CostKind,
    Given,
    RouteCase,
    Section,
    Settings,
    Settled,
    Settlement,
    Share,
    Subsidy,
    Total,
    Verdict,
    View,
    calculate,
    checks,
    given,
    options,
)
from naadloos.engines.route.terms import Phase

D = Decimal
few = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
shares = st.integers(0, 100).map(lambda n: D(n) / 100)
KINDS = [kind for kind in CostKind if kind is not CostKind.PROJECT]


@st.composite
def items(draw: st.DrawFn, number: int) -> CostItem:
    phase = draw(st.sampled_from([Phase.VO, Phase.MBO]))
    part = draw(shares)
    mix = draw(shares)
    one, other = draw(st.tuples(*[st.sampled_from(list(Settlement)[:4])] * 2))
    per_pupil = given(draw(st.integers(0, 200_000).map(lambda n: D(n) / 100)))
    return item(
        f"i{number}",
        draw(st.sampled_from(KINDS)),
        phase=phase,
        owner=draw(st.sampled_from([VO, MBO])),
        executors=(Share(VO, part), Share(MBO, 1 - part)),
        settled=(Settled(one, mix, per_pupil), Settled(other, 1 - mix, per_pupil)),
        hours=given(draw(st.integers(0, 100_000).map(lambda n: D(n) / 100))),
        price=given(draw(st.integers(0, 100_000).map(lambda n: D(n) / 100))),
    )


@st.composite
def cases(draw: st.DrawFn) -> RouteCase:
    key = draw(shares)
    first, second = partners()
    pair = (replace(first, key=key), replace(second, key=1 - key))
    cohorts = [
        Cohort(
            f"c{year}",
            year,
            tuple(
                variant(id, pupils=draw(st.integers(0, 60)), lwoo=given(draw(shares)), extra=given(draw(shares)))
                for id in ("bb", "kb")[: draw(st.integers(1, 2))]
            ),
        )
        for year in range(2027, 2027 + draw(st.integers(1, 3)))
    ]
    chosen = Settings(
        given(24),
        surcharge=given(D(draw(st.integers(0, 5))) / 100),
        corridor=given(draw(st.integers(0, 50))),
        overlap=given(draw(shares)),
        pool=draw(st.booleans()),
        price_year=2027,
        index=given(D(draw(st.integers(0, 4))) / 100),
    )
    return route(
        *cohorts,
        partners=pair,
        items=tuple(draw(items(number)) for number in range(draw(st.integers(0, 4)))),
        settings=chosen,
        subsidies=(SUBSIDY,) if draw(st.booleans()) else (),
    )


@few
@hypothesis_given(cases())
def test_settlements_add_to_nothing_and_partners_to_all(case: RouteCase) -> None:
    outcome = calculate(case)
    for basis in Basis:
        for year in outcome.years(basis):
            for view in View:
                for total in (Total.REVENUE, Total.COSTS, Total.OVERHEAD, Total.SETTLEMENT, Total.RESULT):
                    parts = [outcome.amount(total, each, year=year, basis=basis, view=view) for each in (VO, MBO)]
                    whole = outcome.amount(total, year=year, basis=basis, view=view)
                    assert None not in parts
                    assert sum(each or 0 for each in parts) == whole
                    if total is Total.SETTLEMENT:
                        assert whole == 0


@few
@hypothesis_given(cases())
def test_no_check_fails_on_a_route_that_is_sound(case: RouteCase) -> None:
    outcome = calculate(case)
    assert {each.verdict for each in checks(outcome)} <= {Verdict.PASS, Verdict.UNKNOWN}
    assert outcome.missing or {each.verdict for each in checks(outcome)} == {Verdict.PASS}


@settings(few, max_examples=10)
@hypothesis_given(cases())
def test_every_way_to_settle_leaves_the_whole_and_moves_nothing_out_of_it(case: RouteCase) -> None:
    agreed, *others = options(case)
    for option in others:
        if None in (option.per_pupil or {}).values():
            # Work without pupils has no amount per pupil.
            assert option.result("") is None
        else:
            assert option.result("") == agreed.result("")
            assert option.received("") == 0


@few
@hypothesis_given(cases())
def test_money_is_in_whole_cents(case: RouteCase) -> None:
    outcome = calculate(case)
    for line in outcome.lines:
        value = outcome.value(line)
        assert value is not None
        assert value == value.quantize(D("0.01"))


@few
@hypothesis_given(cases())
def test_kas_and_toegerekend_are_the_same_money(case: RouteCase) -> None:
    outcome = calculate(case)
    for total in (Total.REVENUE, Total.SUBSIDIES, Total.COSTS, Total.OVERHEAD, Total.SETTLEMENT, Total.RESULT):
        for partner in (VO, MBO, ""):
            sums = [sum(outcome.amount(total, partner, year=y, basis=b) or 0 for y in outcome.years(b)) for b in Basis]
            assert sums[0] == sums[1]


@few
@hypothesis_given(st.integers(1, 50))
def test_doubling_the_pupils_with_a_fixed_share_of_a_class_doubles_variable_lines_only(pupils: int) -> None:
    chosen = Settings(groups=given("0.5"), price_year=2027)
    whole = {"stays": (given(1),) * 3, "diplomas": ()}
    once, twice = (
        calculate(route(Cohort("c", 2027, (variant(pupils=n, **whole),)), settings=chosen))  # type: ignore[arg-type]
        for n in (pupils, 2 * pupils)
    )
    fixed = {each.id for each in ITEMS if each.kind in (CostKind.LESSONS, CostKind.COORDINATION)}
    for line, other in zip(once.lines, twice.lines, strict=True):
        one, two = once.value(line), twice.value(other)
        assert one is not None
        assert two is not None
        if line.item in fixed:
            assert two == one
        else:
            # Rounding to the cent is all that can differ.
            assert abs(two - 2 * one) <= D("0.01")


@few
@hypothesis_given(st.integers(1, 60), st.integers(1, 5))
def test_shifting_the_cohort_shifts_the_money(pupils: int, years: int) -> None:
    early, late = (calculate(route(Cohort("c", 2027 + shift, (variant(pupils=pupils),)))) for shift in (0, years))
    for basis in Basis:
        for year in early.years(basis):
            before = early.amount(Total.RESULT, year=year, basis=basis)
            assert late.amount(Total.RESULT, year=year + years, basis=basis) == before


MISSING = sorted(
    {(each.partner, each.key, each.of) for each in OWN_VALUES} - {(MBO, "gemiddelde_prijsfactor", "niveau2")}
)


@pytest.mark.parametrize(("partner", "key", "of"), MISSING)
def test_a_missing_figure_makes_unknown_what_depends_on_it_and_nothing_else(partner: str, key: str, of: str) -> None:
    whole = calculate(route())
    rest = tuple(each for each in OWN_VALUES if (each.partner, each.key, each.of) != (partner, key, of))
    outcome = calculate(route(own_values=rest))
    gone = [id for id, entry in outcome.sheet.entries.items() if outcome.sheet.values[id] is None]
    empty = {each.id for each in outcome.sheet.inputs if each.key == key and each.partner == partner and each.of == of}
    assert empty
    for id, value in outcome.sheet.values.items():
        depends = bool(outcome.sheet.below(id) & empty)
        assert (value is None) == depends
        if not depends:
            assert value == whole.sheet.values[id]
    assert len(gone) > len(empty)
    assert {each.key for each in outcome.missing} == {key}
    assert outcome.amount(Total.RESULT, year=outcome.school_years[-1] if partner == MBO else 2027) is None


def test_a_year_without_an_amount_is_unknown_unless_a_price_year_is_chosen() -> None:
    outcome = calculate(route(settings=Settings(given(24))))
    assert outcome.amount(Total.REVENUE, VO, year=2027) is None
    assert {each.key for each in outcome.missing} == {"vo_leerling_hoog"}
    chosen = calculate(route())
    assert chosen.amount(Total.REVENUE, VO, year=2027) == D("280145.04")


def test_unknown_overhead_leaves_the_direct_figures_known() -> None:
    unknown = {"overhead_integral": Given(None), "overhead_marginal": Given(None)}
    outcome = calculate(route(partners=partners(**unknown)))
    assert outcome.amount(Total.RESULT, VO, year=2027) is None
    assert outcome.amount(Total.COSTS, VO, year=2027) is not None
    assert {each.key for each in outcome.missing} == {
        f"overhead.{partner}.{view.value}" for partner in (VO, MBO) for view in View
    }


def test_subsidy_without_an_amount() -> None:
    unknown = Subsidy("s", "Subsidie", VO, date(2027, 8, 1), date(2028, 7, 31), Given(None))
    outcome = calculate(route(subsidies=(unknown,)))
    assert outcome.amount(Total.RESULT, VO, year=2027) is None
    assert outcome.amount(Total.RESULT, VO, year=2028) is not None
    assert [outcome.value(each) for each in outcome.of(Section.SUBSIDY)] == [None, None]
