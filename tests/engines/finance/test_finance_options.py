"""The same work settled in every way."""

from collections import defaultdict
from dataclasses import replace
from decimal import Decimal

import pytest
from finance_cases import ITEMS, MBO, OWN_VALUES, SUBSIDY, VO, item, partners, route, variant

from naadloos.engines.finance import (
    POT,
    Basis,
    Cohort,
    CostKind,
    Option,
    RouteCase,
    Settings,
    Settled,
    Settlement,
    Share,
    Total,
    View,
    calculate,
    given,
    options,
)
from naadloos.engines.route.terms import Phase

D = Decimal


def shared(**changes: object) -> RouteCase:
    """Work for each other in both phases, of one and of two executors."""
    both = (Share(VO, D("0.25")), Share(MBO, D("0.75")))
    items = (
        *ITEMS,
        item("samen", executors=both, hours=given("123.45")),
        item("examen", CostKind.EXAM, phase=Phase.MBO, owner=MBO, by=VO),
    )
    chosen = Settings(given(24), surcharge=given("0.05"), corridor=given(20), overlap=given("0.3"), price_year=2027)
    return replace(
        route(Cohort("c27", 2027, (variant(),)), Cohort("c28", 2028, (variant(pupils=31),)), items=items),
        settings=replace(chosen, **changes),  # type: ignore[arg-type]
    )


def by_how(case: RouteCase) -> dict[Settlement | None, Option]:
    return {each.how: each for each in options(case)}


@pytest.mark.parametrize("pool", [False, True])
def test_what_one_pays_another_receives_and_the_route_as_a_whole_stays_the_same(pool: bool) -> None:
    case = shared(pool=pool, index=given("0.02"))
    made = by_how(case)
    assert list(made) == [None, *list(Settlement)[:4]]
    whole = made[None].result("")
    for option in made.values():
        assert option.result("") == whole
        assert option.result("", View.MARGINAL) == made[None].result("", View.MARGINAL)
        assert sum(option.received(each) or 0 for each in (VO, MBO)) == 0
        for basis in Basis:
            net: dict[str, Decimal] = defaultdict(Decimal)
            for payment in option.payments:
                if payment.basis is basis:
                    assert payment.amount is not None
                    assert payment.amount > 0
                    net[payment.payer] -= payment.amount
                    net[payment.receiver] += payment.amount
            assert net[VO] == option.received(VO)
            assert net[MBO] == option.received(MBO)
    received = {each.received(MBO) for each in made.values()}
    assert len(received) >= 4


def test_payments_of_a_year_are_those_of_the_sums() -> None:
    for option in options(shared()):
        assert option.outcome is not None
        for basis in Basis:
            for year in option.outcome.years(basis):
                paid = [each for each in option.payments if (each.basis, each.year) == (basis, year)]
                net = sum((each.amount or D(0)) * (1 if each.receiver == MBO else -1) for each in paid)
                assert net == option.outcome.amount(Total.SETTLEMENT, MBO, year=year, basis=basis)


def test_as_agreed_is_the_case_itself() -> None:
    case = shared()
    agreed = by_how(case)[None].outcome
    assert agreed is not None
    assert agreed.sheet.values == calculate(case).sheet.values


def test_amount_per_pupil_is_what_the_cost_is_in_all_years_by_its_pupils() -> None:
    made = by_how(shared())[Settlement.PER_PUPIL]
    assert made.per_pupil is not None
    assert set(made.per_pupil) == {"praktijk", "avo-mbo", "samen", "examen"}
    # c27: 24 and 22.8 pupils in one group; c28: 31 and 29.45 pupils in two; 26,000 euro a group, and 5 %.
    assert made.per_pupil["praktijk"] == round(6 * D(27_300) / (D(24) * D("1.95") + D(31) * D("1.95")), 2)
    # Material and exams have no charge.
    assert made.per_pupil["examen"] == 450
    by_cost = by_how(shared())[Settlement.COST]
    assert by_cost.received(MBO) is not None
    assert made.received(MBO) is not None
    assert abs((by_cost.received(MBO) or D(0)) - (made.received(MBO) or D(0))) < 5


def test_amount_per_pupil_brings_the_same_when_prices_rise() -> None:
    """The amount is raised with the index, so pupils of later years weigh more in it."""
    made = by_how(shared(index=given("0.05")))
    cost, pupil = (made[each].received(MBO) for each in (Settlement.COST, Settlement.PER_PUPIL))
    assert cost is not None
    assert pupil is not None
    assert abs(cost - pupil) < 5


def test_a_way_that_cannot_be_says_why_and_the_others_stand() -> None:
    pair = tuple(replace(each, key=None) for each in partners())
    made = by_how(replace(shared(), partners=pair))
    assert made[Settlement.POOL].outcome is None
    assert [each.field for each in made[Settlement.POOL].problems] == ["partners.key"]
    assert made[Settlement.POOL].payments == ()
    assert made[Settlement.POOL].result(VO) is None
    assert made[Settlement.COST].result(VO) is not None


def test_what_is_not_known_stays_unknown() -> None:
    wageless = tuple(each for each in OWN_VALUES if (each.partner, each.key) != (MBO, "loonkosten"))
    made = by_how(replace(shared(), own_values=wageless))
    assert made[Settlement.COST].result(VO) is None
    assert any(each.amount is None and each.payer == VO for each in made[Settlement.COST].payments)
    amounts = made[Settlement.PER_PUPIL].per_pupil
    assert amounts is not None
    assert amounts["praktijk"] is None
    assert amounts["avo-mbo"] is not None


def test_three_partners_pay_into_a_pot_and_out_of_it() -> None:
    third = replace(partners()[0], id="derde", name="De Derde", key=D("0.2"))
    trio = (*(replace(each, key=D("0.4")) for each in partners()), third)
    items = (item(settled=(Settled(Settlement.COST),)),)
    case = route(partners=trio, items=items, subsidies=(SUBSIDY,))
    pot = by_how(case)[Settlement.POOL]
    first = [each for each in pot.payments if (each.basis, each.year) == (Basis.ACCRUAL, 2027)]
    # 26,000 euro of the mbo, of which it bears 40 % itself.
    assert [(each.payer, each.receiver, each.amount) for each in first] == [
        (POT, MBO, 15_600),
        ("derde", POT, 5_200),
        (VO, POT, 10_400),
    ]
