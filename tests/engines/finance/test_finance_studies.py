"""Break-even, scenarios and the tornado: the same cells again, never a second model."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from finance_cases import ITEMS, MBO, VO, item, own, partners, route, variant
from hypothesis import given as hypothesis_given
from hypothesis import settings
from hypothesis import strategies as st

from naadloos.engines.finance import (
    Cohort,
    CostKind,
    Counted,
    Given,
    Interval,
    Outcome,
    RouteCase,
    Settings,
    Site,
    Total,
    View,
    break_even,
    calculate,
    given,
    scenarios,
    tornado,
)
from naadloos.engines.route.terms import Phase

D = Decimal


def illustration() -> Outcome:
    """Finance.md A.8: one partner, one year, b 10,300, overhead 36 % of revenue and marginally 15 %."""
    (partner,) = partners(overhead_integral=given("0.36"), overhead_marginal=given("0.15"))[:1]
    whole = {"begins": date(2026, 8, 1), "ends": date(2027, 7, 31), "phase": Phase.PROJECT, "price": given(30_000)}
    case = RouteCase(
        (replace(partner, key=None),),
        (Cohort("c", 2026, (variant(mbo_partner=VO, vo_years=1, mbo_years=0, stays=(), diplomas=()),)),),
        (
            item("les", by=VO, hours=given(1_000), split=given("0.25")),
            item("materiaal", CostKind.MATERIAL, by=VO),
            item("vast", CostKind.PROJECT, by=VO, **whole),
        ),
        own_values=(
            own(VO, "vo_leerling_hoog", 10_300),
            own(VO, "loonkosten", 105_000, "docent"),
            own(VO, "lessen_per_fte", 720),
        ),
        settings=Settings(class_size=given(24)),
    )
    return calculate(case)


def test_illustration_never_with_full_overhead_and_nine_sizes_with_the_marginal_one() -> None:
    integral, marginal = (break_even(illustration(), "c", view=view) for view in View)
    assert [round(each.threshold or 0, 1) for each in integral.steps[:1]] == [D("34.6")]
    assert not integral.steps[0].reached
    assert [(each.groups, each.first, each.last) for each in marginal.steps] == [
        (1, 1, 24),
        (2, 25, 48),
        (3, 49, 72),
        (4, 73, 96),
    ]
    assert [round(each.threshold or 0, 1) for each in marginal.steps[:2]] == [D("25.6"), D("47.5")]
    assert [each.reached for each in marginal.steps] == [False, True, True, True]
    assert marginal.intervals == (Interval(48, 48), Interval(70, 72), Interval(92, 96))
    assert len(marginal.sizes) == 9
    assert integral.intervals == ()
    assert not marginal.unknown


@settings(max_examples=10, deadline=None)
@hypothesis_given(st.integers(1, 60), st.sampled_from(["", VO, MBO]), st.sampled_from(list(View)))
def test_a_size_gives_what_a_new_calculation_gives(size: int, partner: str, view: View) -> None:
    """With two variants in a mix of 1 to 3, and another cohort that stays as it is."""
    other = Cohort("ander", 2028, (variant(pupils=20),))

    def of(pupils: Decimal) -> Outcome:
        mixed = (variant("bb", pupils=Given(pupils / 4)), variant("kb", pupils=Given(pupils * 3 / 4)))
        return calculate(route(Cohort("c", 2027, mixed), other))

    found = break_even(of(D(24)), "c", partner=partner, view=view, most=60)
    fresh = of(D(size))
    years = (fresh.amount(Total.RESULT, partner, year=year, view=view) for year in fresh.school_years)
    assert found.results[size] == sum(each or 0 for each in years)
    assert found.sizes == tuple(n for each in found.intervals for n in range(each.first, each.last + 1))


def test_sizes_are_unknown_when_the_mix_or_another_figure_is() -> None:
    pair = (variant("bb", pupils=Given(None)), variant("kb"))
    unmixed = break_even(calculate(route(Cohort("c", 2027, pair))), "c", most=10)
    assert unmixed.unknown == (Interval(1, 10),)
    assert [each.key for each in unmixed.missing] == ["in.c.bb.1"]
    # Of one variant the size is enough.
    alone = break_even(calculate(route(Cohort("c", 2027, pair[:1]))), "c", most=10)
    assert not alone.unknown
    assert not alone.missing
    wageless = break_even(calculate(route(own_values=())), "c2027", partner=VO, most=3)
    assert wageless.unknown == (Interval(1, 3),)
    assert "loonkosten" in {each.key for each in wageless.missing}
    with pytest.raises(KeyError):
        break_even(calculate(route()), "weg")


def test_what_was_counted_does_not_follow_the_size_and_is_named() -> None:
    counted = variant(counted=(Counted(1, given(20)), Counted(2, given(20))))
    outcome = calculate(route(Cohort("c", 2027, (counted,))))
    found = break_even(outcome, "c", most=30)
    assert [each.id for each in found.counted] == ["geteld.c.bb.2"]
    assert found.results[20] == sum(outcome.amount(Total.RESULT, year=year) or 0 for year in outcome.school_years)


def test_with_a_fixed_share_of_a_class_there_is_one_step_and_one_bound() -> None:
    chosen = Settings(groups=given("0.5"), price_year=2027)
    found = break_even(calculate(route(settings=chosen)), "c2027", view=View.MARGINAL)
    (step,) = found.steps
    assert (step.first, step.last, step.groups, step.reached) == (1, 96, None, True)
    assert step.threshold is not None
    (interval,) = found.intervals
    assert interval.first - 1 < step.threshold <= interval.first
    assert interval.last == 96


def test_there_is_no_threshold_where_the_result_is_no_straight_line() -> None:
    """At 130 pupils the vestiging earns its amount."""
    outcome = calculate(route(sites=(Site(VO, given(100)),)))
    found = break_even(outcome, "c2027")
    assert {each.threshold for each in found.steps} == {None}
    below, above = found.results[29], found.results[30]
    assert above is not None
    assert below is not None
    assert above - below > 90_000


def test_scenarios_move_what_has_a_reach_and_nothing_else() -> None:
    pupils = Given(D(24), low=D(18), high=D(30))
    cheap = Given(D(450), low=D(400))
    items = (*ITEMS[:5], replace(ITEMS[5], price=cheap), *ITEMS[6:])
    outcome = calculate(route(Cohort("c", 2027, (variant(pupils=pupils),)), items=items))
    both, volume = scenarios(outcome), scenarios(outcome, volume_only=True)
    assert [each.id for each in both.moved] == ["in.c.bb.1", "post.materiaal.price"]
    assert [each.id for each in volume.moved] == ["in.c.bb.1"]

    def of(count: int, price: int) -> Outcome:
        made = (*ITEMS[:5], replace(ITEMS[5], price=given(price)), *ITEMS[6:])
        return calculate(route(Cohort("c", 2027, (variant(pupils=count),)), items=made))

    assert both.low.sheet.values == of(18, 400).sheet.values
    assert both.mid.sheet.values == of(24, 450).sheet.values
    assert both.high.sheet.values == of(30, 450).sheet.values
    assert volume.low.sheet.values == of(18, 450).sheet.values
    # A scenario can be opened like any outcome.
    opened = both.low.explain("kosten.materiaal.c.2027.vo")
    assert opened.cell.value == 18 * 400
    assert [each.value for each in opened.inputs] == [400]


def test_an_empty_figure_stays_unknown_in_every_scenario() -> None:
    empty = Given(None, low=D(18), high=D(30))
    made = scenarios(calculate(route(Cohort("c", 2027, (variant(pupils=empty),)))))
    assert made.moved == ()
    assert [each.amount(Total.RESULT, year=2027) for each in (made.low, made.mid, made.high)] == [None] * 3


def test_tornado_has_the_largest_swing_first_and_marks_what_nobody_said() -> None:
    pupils = Given(D(24), low=D(23), high=D(24))
    outcome = calculate(route(Cohort("c", 2027, (variant(pupils=pupils),))))
    cells = outcome.over_years(Total.RESULT, VO)
    found = tornado(outcome, cells)
    assert found.middle == sum(outcome.amount(Total.RESULT, VO, year=year) or 0 for year in outcome.school_years)
    swings = [each.swing for each in found.bars]
    assert swings == sorted(swings, reverse=True)
    bars = {each.inputs[0].key: each for each in found.bars}
    assert not bars["in.c.bb.1"].stated
    assert bars["blijft.c.bb.2"].stated
    # All years of one wage move together: 10 % of every staff cost of the mbo in the vo-fase is paid by the vo.
    wage = next(each for each in found.bars if each.inputs[0].key == "loonkosten" and each.inputs[0].partner == MBO)
    assert [each.year for each in wage.inputs] == [2027, 2028]
    again = outcome.sheet.again({each.id: D(104_000) * D("1.1") for each in wage.inputs})
    assert wage.high == sum(again[each] or 0 for each in cells)
    # A share does not become more than all, and a weight that a regulation prints does not move.
    assert bars["blijft.c.bb.2"].high == _with_all_staying(outcome, cells)
    assert "maanden_jaar" not in bars
    assert not any(each.startswith("gewicht") for each in bars)


def _with_all_staying(outcome: Outcome, cells: tuple[str, ...]) -> Decimal:
    again = outcome.sheet.again({"blijft.c.bb.2": D(1)})
    return sum((again[each] or D(0) for each in cells), D(0))


def test_tornado_of_an_unknown_sum_has_no_bars() -> None:
    outcome = calculate(route(own_values=()))
    found = tornado(outcome, outcome.over_years(Total.RESULT))
    assert (found.middle, found.bars) == (None, ())
