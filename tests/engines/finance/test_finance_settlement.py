"""Who pays whom, in the four ways and mixes of them."""

from dataclasses import replace
from decimal import Decimal

import pytest
from finance_cases import ITEMS, MBO, VO, item, partners, route, variant

from naadloos.engines.finance import (
    Basis,
    Cohort,
    CostKind,
    Outcome,
    Section,
    Settings,
    Settled,
    Settlement,
    Share,
    Total,
    View,
    calculate,
    given,
)
from naadloos.engines.route.terms import Phase

D = Decimal


def settled(*items: object, **settings: object) -> Outcome:
    chosen = {"class_size": given(24), "price_year": 2027} | settings
    return calculate(route(items=items, settings=Settings(**chosen)))  # type: ignore[arg-type]


def paid(outcome: Outcome, year: int = 2027) -> list[tuple[str, str, Decimal | None]]:
    lines = [each for each in outcome.of(Section.SETTLEMENT) if each.school_year == year and not each.net]
    return [(each.partner, each.counterparty, outcome.value(each)) for each in lines]


def test_cost_of_work_in_the_phase_of_the_other_with_a_charge() -> None:
    # 200 hours : 800 hours per fte x 104,000 x 1.05.
    assert paid(settled(item(), surcharge=given("0.05"))) == [(VO, MBO, D("27300.00"))]
    assert paid(settled(item())) == [(VO, MBO, D("26000.00"))]


def test_the_charge_is_on_wages_alone() -> None:
    material = item(kind=CostKind.MATERIAL)
    assert paid(settled(material, surcharge=given("0.05"))) == [(VO, MBO, D("10800.00"))]


def test_own_work_is_not_settled() -> None:
    assert paid(settled(item(by=VO))) == []


def test_amount_per_pupil() -> None:
    agreed = Settled(Settlement.PER_PUPIL, per_pupil=given(1000))
    outcome = settled(item(settled=(agreed,)))
    assert paid(outcome) == [(VO, MBO, D("24000.00"))]
    assert paid(outcome, 2028) == [(VO, MBO, D("22800.00"))]
    indexed = settled(item(settled=(agreed,)), index=given("0.1"))
    assert paid(indexed, 2028) == [(VO, MBO, D("25080.00"))]


def test_amount_per_pupil_of_shared_work() -> None:
    agreed = Settled(Settlement.PER_PUPIL, per_pupil=given(1000))
    both = item(settled=(agreed,), executors=(Share(VO, D("0.75")), Share(MBO, D("0.25"))))
    assert paid(settled(both)) == [(VO, MBO, D("6000.00"))]


def test_a_pot_divides_the_cost_by_the_key() -> None:
    outcome = settled(item(how=Settlement.POOL))
    assert outcome.amount(Total.SETTLEMENT, VO, year=2027) == D("-10400.00")
    assert outcome.amount(Total.SETTLEMENT, MBO, year=2027) == D("10400.00")
    # What each then bears is its key of the cost.
    assert outcome.amount(Total.COSTS, MBO, year=2027) - D("10400.00") == D("0.6") * 26000  # type: ignore[operator]


def swap(vo_hours: int, mbo_hours: int, **settings: object) -> Outcome:
    return settled(
        item("heen", how=Settlement.IN_KIND, hours=given(mbo_hours)),
        item("terug", phase=Phase.VO, owner=MBO, by=VO, how=Settlement.IN_KIND, hours=given(vo_hours)),
        **settings,
    )


@pytest.mark.parametrize(
    ("vo_hours", "mbo_hours", "net"),
    [
        # 104,000 : 800 = 130 euro an hour of the mbo; 100,000 : 720 of the vo.
        (100, 200, "10400.00"),
        (180, 200, "0"),
        (200, 200, "0"),
        (200, 180, "0"),
        (290, 200, "-9722.22"),
        (0, 200, "23400.00"),
        (0, 0, "0"),
    ],
)
def test_swapped_hours_cost_only_what_is_outside_the_corridor(vo_hours: int, mbo_hours: int, net: str) -> None:
    outcome = swap(vo_hours, mbo_hours, corridor=given(20))
    assert outcome.amount(Total.SETTLEMENT, MBO, year=2027) == D(net)
    assert outcome.amount(Total.SETTLEMENT, year=2027) == 0


def test_a_mix_of_two_ways() -> None:
    half = D("0.5")
    mixed = item(settled=(Settled(Settlement.COST, half), Settled(Settlement.POOL, half)))
    outcome = settled(mixed)
    # Half of 26,000, and 0.4 of the other half.
    assert outcome.amount(Total.SETTLEMENT, VO, year=2027) == D("-13000.00") - D("5200.00")


def test_what_is_not_agreed_is_unknown_and_named() -> None:
    outcome = settled(item(how=Settlement.OPEN))
    assert outcome.amount(Total.RESULT, VO, year=2027) is None
    assert [str(each.label) for each in outcome.missing] == ["afspraak over de verrekening van post praktijk"]


def test_a_pool_over_the_whole_route_gives_each_its_share_of_the_result() -> None:
    outcome = calculate(route(settings=Settings(given(24), pool=True, price_year=2027)))
    for year in outcome.school_years:
        whole = outcome.amount(Total.RESULT, year=year)
        assert whole is not None
        assert outcome.amount(Total.RESULT, VO, year=year) == (whole * D("0.4")).quantize(D("0.01"))
    marginal = calculate(route(settings=Settings(given(24), pool=True, price_year=2027, overhead=View.MARGINAL)))
    whole = marginal.amount(Total.RESULT, year=2027, view=View.MARGINAL)
    assert whole is not None
    assert marginal.amount(Total.RESULT, VO, year=2027, view=View.MARGINAL) == (whole * D("0.4")).quantize(D("0.01"))


def test_the_agreed_part_of_the_autumn_money_goes_to_the_mbo() -> None:
    outcome = settled(overlap=given("0.5"))
    overlap = [outcome.value(each) for each in outcome.of(Section.OVERLAP)]
    assert overlap == [D("99801.67")]
    assert paid(outcome, 2029) == [(VO, MBO, D("49900.84"))]
    # All of it in that calendar year.
    assert outcome.amount(Total.SETTLEMENT, MBO, year=2029, basis=Basis.CASH) == D("49900.84")
    assert outcome.amount(Total.SETTLEMENT, MBO, year=2030, basis=Basis.CASH) == 0


def test_three_partners_with_awkward_keys_add_to_zero_in_kas_too() -> None:
    third = replace(partners()[0], id="derde", name="De Derde", key=D("0.333"))
    three = (replace(partners()[0], key=D("0.333")), replace(partners()[1], key=D("0.334")), third)
    items = (
        item(how=Settlement.POOL, hours=given("199.99")),
        item("ander", CostKind.MATERIAL, by="derde", price=given("3.33")),
    )
    case = route(Cohort("c", 2027, (variant(pupils=23),)), partners=three, items=items)
    outcome = calculate(case)
    for basis in Basis:
        for year in outcome.years(basis):
            parts = [outcome.amount(Total.SETTLEMENT, each, year=year, basis=basis) for each in (VO, MBO, "derde")]
            assert sum(each or 0 for each in parts) == 0
            assert outcome.amount(Total.SETTLEMENT, year=year, basis=basis) == 0
    assert outcome.amount(Total.SETTLEMENT, "derde", year=2027) != 0


def test_every_payment_names_both_sides_and_explains_itself() -> None:
    outcome = calculate(route(items=ITEMS))
    (line,) = (e for e in outcome.of(Section.SETTLEMENT) if e.school_year == 2027 and e.item == "praktijk")
    opened = outcome.explain(line.cell)
    assert opened.words.startswith("kosten van Het College: post praktijk, c2027 2027 × (1 + opslag op loonkosten)")
    assert opened.cell.rounded
    assert "5 %" in opened.cell.rule
    assert "De School betaalt Het College" in str(opened.cell.label)
