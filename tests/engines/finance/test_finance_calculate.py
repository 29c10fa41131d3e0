"""What a route brings and costs, against figures worked out by hand."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from finance_cases import ITEMS, MBO, OWN_VALUES, SUBSIDY, VO, item, own, partners, route, variant

from naadloos.engines.finance import (
    Basis,
    Cohort,
    CostKind,
    Counted,
    Diploma,
    Given,
    Outcome,
    RouteCase,
    Section,
    Settings,
    Share,
    Site,
    Total,
    View,
    calculate,
    earlier_level,
    given,
    monthly,
)
from naadloos.engines.route.terms import Leertraject, Leerweg, Phase, RouteType

CASH, ACCRUAL = Basis.CASH, Basis.ACCRUAL


def one(case: RouteCase | None = None, **changes: object) -> Outcome:
    """A route of one cohort; ``changes`` are of its variant."""
    return calculate(
        case or route(Cohort("c2027", 2027, (variant(**changes),)), settings=Settings(given(24), price_year=2027))
    )  # type: ignore[arg-type]


def amounts(outcome: Outcome, section: Section) -> dict[int, Decimal | None]:
    """By calendar year of payment."""
    return {e.calendar_year or e.school_year: outcome.value(e) for e in outcome.of(section)}


def of_years(outcome: Outcome, total: Total, partner: str, basis: Basis) -> dict[int, Decimal | None]:
    return {year: outcome.amount(total, partner, year=year, basis=basis) for year in outcome.years(basis)}


def test_the_money_of_one_cohort_comes_when_the_worked_example_says() -> None:
    """A cohort of August 2027, two years vo-fase and two years mbo-fase, diploma in the summer of 2031."""
    outcome = one()
    assert list(amounts(outcome, Section.VO)) == [2028, 2029]
    assert list(amounts(outcome, Section.MBO)) == [2031, 2032]
    assert list(amounts(outcome, Section.DIPLOMA)) == [2033]
    cash = of_years(outcome, Total.REVENUE, "", CASH)
    assert [year for year, amount in cash.items() if amount] == [2028, 2029, 2031, 2032, 2033]
    assert list(cash) == list(range(2027, 2034))


def test_in_2030_the_cohort_costs_money_and_brings_nothing() -> None:
    outcome = one()
    assert outcome.amount(Total.REVENUE, year=2030, basis=CASH) == 0
    costs = outcome.amount(Total.COSTS, year=2030, basis=CASH)
    assert costs is not None
    assert costs > 0
    earned = outcome.amount(Total.REVENUE, MBO, year=2029, basis=ACCRUAL)
    assert earned is not None
    assert earned > 0
    assert (outcome.amount(Total.ADVANCE, MBO, year=2030, basis=CASH) or 0) > 0


def test_vo_and_mbo_amounts_by_hand() -> None:
    outcome = one()
    # 24 and 24 x 0.95 pupils at the high amount of 2027.
    assert amounts(outcome, Section.VO) == {2028: Decimal("280145.04"), 2029: Decimal("266137.79")}
    # 20.52 students x 1 x 1.5 x 0.8 x 0.98 points, at 24,000,000 : (3,500 + 500) = 6,000 euro each.
    assert outcome.sheet.values["punten.c2027.bb.3"] == Decimal("24.131520")
    assert outcome.sheet.values["prijs.mbo.niveau2.2031"] == 6000
    assert amounts(outcome, Section.MBO) == {2031: Decimal("144789.12"), 2032: Decimal("130310.21")}
    # 18.468 x 0.8 diplomas x 0.2 x 1 point.
    assert amounts(outcome, Section.DIPLOMA) == {2033: Decimal("17729.28")}


def test_price_is_one_for_students_and_diplomas_of_a_budget() -> None:
    sheet = one().sheet
    read = [{each.id for each in sheet.explain(id).cells} for id in ("mbo.c2027.bb.4", "diploma.c2027.bb.4.1")]
    assert "prijs.mbo.niveau2.2032" in read[0]
    assert "prijs.mbo.niveau2.2033" in read[1]
    assert sheet.explain("prijs.mbo.niveau2.2033").words.count("eigen punten") == 2


@pytest.mark.parametrize(
    ("leerweg", "route_type", "key"),
    [
        (Leerweg.BB, RouteType.DLR, "hoog"),
        (Leerweg.KB, RouteType.DLR, "hoog"),
        (Leerweg.GL, RouteType.DLR, "laag"),
        (Leerweg.TL, RouteType.DLR, "laag"),
        (Leerweg.BB, RouteType.GLR, "hoog"),
    ],
)
def test_leerweg_decides_between_the_high_and_the_low_amount(leerweg: Leerweg, route_type: RouteType, key: str) -> None:
    case = route(Cohort("c2026", 2026, (variant(leerweg=leerweg),)), route_type=route_type)
    outcome = calculate(case)
    amount = {"hoog": Decimal("11672.71"), "laag": Decimal("9930.98")}[key]
    assert amounts(outcome, Section.VO)[2027] == 24 * amount
    assert bool(outcome.doubts) == (route_type is RouteType.GLR)


def test_before_leerjaar_3_everybody_has_the_low_amount() -> None:
    outcome = one(first_leerjaar=2, vo_years=3)
    assert [amounts(outcome, Section.VO)[year] for year in (2028, 2029)] == [
        24 * Decimal("9930.98"),
        Decimal("266137.79"),
    ]


def test_lwoo_is_a_line_of_its_own_and_ends_with_the_vo_fase() -> None:
    outcome = one(lwoo=given("0.5"))
    assert amounts(outcome, Section.LWOO) == {2028: 12 * Decimal("6407.61"), 2029: Decimal("73046.75")}
    assert not amounts(one(), Section.LWOO)


def test_a_bb_pupil_with_lwoo_in_2026() -> None:
    case = route(Cohort("c2025", 2025, (variant(pupils=1, lwoo=given(1)),)))
    outcome = calculate(case)
    assert outcome.amount(Total.REVENUE, VO, year=2026, basis=CASH) == Decimal("18080.32")


def test_autumn_overlap_is_five_twelfths_of_the_year_amount() -> None:
    case = route(Cohort("c2024", 2024, (variant(pupils=1, stays=(given(1),) * 3),)))
    outcome = calculate(case)
    assert amounts(outcome, Section.OVERLAP) == {2026: Decimal("4863.63")}
    lwoo = calculate(route(Cohort("c2024", 2024, (variant(pupils=1, stays=(given(1),) * 3, lwoo=given(1)),))))
    assert amounts(lwoo, Section.OVERLAP) == {2026: Decimal("4863.63") + Decimal("2669.84")}


def test_overlap_counts_only_who_was_there_before() -> None:
    newcomers = (given(10), given(0), given(30))
    outcome = one(intake=newcomers, stays=(given(1), given("0.5"), given(1)))
    assert outcome.sheet.values["over.c2027.bb.3"] == 5


@pytest.mark.parametrize(("others", "paid"), [(105, "0"), (106, "143047.20")])
def test_a_site_earns_its_amount_from_130_pupils(others: int, paid: str) -> None:
    outcome = calculate(route(sites=(Site(VO, given(others)),)))
    assert amounts(outcome, Section.SITE)[2028] == Decimal(paid)


@pytest.mark.parametrize(("vertical", "paid"), [(False, "286094.38"), (True, "143047.20")])
def test_main_site_of_a_vertical_school_has_the_lower_amount(vertical: bool, paid: str) -> None:
    outcome = calculate(route(sites=(Site(VO, given(500), main=True, vertical=vertical),)))
    assert amounts(outcome, Section.SITE) == {2028: Decimal(paid), 2029: Decimal(paid)}


@pytest.mark.parametrize(
    ("level", "leertraject", "points"),
    # Prijsfactor 1.5, correctiefactor 0.98.
    [
        (2, Leertraject.BOL, "1.176"),
        (2, Leertraject.BBL, "0.4704"),
        (1, Leertraject.BOL, "1.47"),
        (1, Leertraject.BBL, "0.735"),
    ],
)
def test_points_of_one_student(level: int, leertraject: Leertraject, points: str) -> None:
    values = (*OWN_VALUES, own(MBO, "correctiefactor", "0.98", "entree"))
    student = variant(pupils=1, level=level, leertraject=leertraject, vo_years=0, mbo_years=1, diplomas=())
    outcome = calculate(route(Cohort("c", 2027, (student,)), own_values=values))
    assert outcome.sheet.values["punten.c.bb.1"] == Decimal(points)


LEVELS_3_4 = (
    own(MBO, "eigen_deel", 5_000, "niveau34"),
    own(MBO, "eigen_isw", 4, "niveau34"),
    own(MBO, "eigen_idiw", 1, "niveau34"),
    own(MBO, "correctiefactor", 1, "niveau34"),
)


@pytest.mark.parametrize(
    ("level", "earlier", "specialist", "points"),
    [
        (2, None, False, "0.2"),
        (3, None, False, "0.6"),
        (4, None, False, "1"),
        (4, 2, False, "0.8"),
        (3, 4, False, "0"),
        (4, 4, False, "0"),
        (4, None, True, "0.4"),
    ],
)
def test_points_of_one_diploma(level: int, earlier: int | None, specialist: bool, points: str) -> None:
    diploma = Diploma(level, 1, success=given(1), earlier=earlier, specialist=specialist)
    student = variant(pupils=1, level=level, vo_years=0, mbo_years=1, diplomas=(diploma,))
    outcome = calculate(route(Cohort("c", 2027, (student,)), own_values=OWN_VALUES + LEVELS_3_4))
    price = 6000 if level == 2 else 1000
    assert [outcome.value(each) for each in outcome.of(Section.DIPLOMA)] == [Decimal(points) * price]
    assert bool(outcome.doubts) == specialist


@pytest.mark.parametrize(("month", "paid"), [(12, 2029), (1, 2030), (7, 2030), (8, 2029)])
def test_a_diploma_in_january_is_paid_a_year_later_than_in_december(month: int, paid: int) -> None:
    student = variant(vo_years=0, mbo_years=1, diplomas=(Diploma(2, 1, month=month, success=given(1)),))
    outcome = calculate(route(Cohort("c", 2027, (student,))))
    assert list(amounts(outcome, Section.DIPLOMA)) == [paid]


def test_earlier_diplomas_that_count() -> None:
    day = date(2027, 7, 1)
    every_year = tuple(range(2015, 2028))
    assert earlier_level(((2, date(2024, 7, 1)), (3, date(2023, 7, 1))), (4, day), every_year) == 3
    assert earlier_level((), (4, day), every_year) is None
    # Of diplomas of the same day the lowest counts as the earlier one.
    assert earlier_level(((2, day),), (4, day), every_year) == 2
    assert earlier_level(((4, day),), (2, day), every_year) is None
    # Three years in a row without an enrolment on 1 October.
    assert earlier_level(((3, date(2020, 7, 1)),), (4, day), (2018, 2019, 2023, 2024, 2025)) is None
    assert earlier_level(((3, date(2020, 7, 1)),), (4, day), (2018, 2019, 2022, 2023, 2024, 2025)) == 3
    # Entree is no diploma of levels 2 to 4.
    assert earlier_level(((1, date(2024, 7, 1)),), (2, day), every_year) is None


def test_cursusgeld_comes_now_and_is_withheld_two_years_later() -> None:
    """2024-25: 295 euro; the tariff of 1 January 2026 is that of 2025-26: 303 euro."""
    student = variant(pupils=10, leertraject=Leertraject.BBL, vo_years=0, mbo_years=1, adults=given("0.5"), diplomas=())
    outcome = calculate(route(Cohort("c", 2024, (student,))))
    assert amounts(outcome, Section.COURSE_FEE) == {2024: Decimal(5 * 295)}
    assert amounts(outcome, Section.COURSE_FEE_WITHHELD) == {2026: Decimal(-5 * 303)}
    assert not amounts(one(), Section.COURSE_FEE)
    # The tariff of a later year is what the mbo gives.
    tariff = (*OWN_VALUES, own(MBO, "cursusgeld_laag", 310))
    assert amounts(calculate(route(Cohort("c", 2028, (student,)), own_values=tariff)), Section.COURSE_FEE) == {
        2028: Decimal(5 * 310)
    }


def test_realised_counts_replace_the_forecast_and_what_follows_from_it() -> None:
    outcome = one(counted=(Counted(2, given(20)),))
    assert outcome.sheet.values["geteld.c2027.bb.2"] == 20
    assert outcome.sheet.values["n.c2027.bb.3"] == 18
    assert "n.c2027.bb.2" not in outcome.sheet
    assert amounts(outcome, Section.VO)[2029] == 20 * Decimal("11672.71")


def test_realised_diplomas_replace_the_expected_ones() -> None:
    outcome = one(diplomas=(Diploma(2, 4, success=given("0.8"), realised=given(10)),))
    assert amounts(outcome, Section.DIPLOMA) == {2033: Decimal(10) * Decimal("0.2") * 6000}


@pytest.mark.parametrize(("pupils", "groups"), [(24, 1), (25, 2), (48, 2), (49, 3)])
def test_every_extra_group_is_a_step(pupils: int, groups: int) -> None:
    outcome = one(pupils=pupils)
    assert outcome.sheet.values["g.praktijk.c2027.2027"] == groups


def test_variants_of_one_cohort_share_groups() -> None:
    together = Cohort("c2027", 2027, (variant("bb", pupils=10), variant("kb", pupils=12)))
    outcome = calculate(route(together))
    assert outcome.sheet.values["g.praktijk.c2027.2027"] == 1
    apart = route(together, items=(item("bb", variants=("bb",)), item("kb", variants=("kb",))))
    assert [calculate(apart).sheet.values[f"g.{each}.c2027.2027"] for each in ("bb", "kb")] == [1, 1]


def test_a_fixed_share_of_a_mixed_class() -> None:
    outcome = calculate(route(settings=Settings(groups=given("0.5"), price_year=2027)))
    # Half a group x 200 hours : 800 hours per fte x 104,000 euro.
    assert outcome.sheet.values["kosten.praktijk.c2027.2027.mbo"] == Decimal("13000.00")


@pytest.mark.parametrize(
    ("made", "first_year"),
    [
        # 1 x 200 x 1.25 x 2 hours : 800 x 104,000.
        (item(split=given("0.25"), staff=given(2)), "65000.00"),
        # 24 pupils x 200 hours : 1,659 x 104,000.
        (item(kind=CostKind.BPV), "300904.16"),
        (item(kind=CostKind.MATERIAL), "10800.00"),
        (item(kind=CostKind.EXAM, route_years=(1,)), "10800.00"),
        (item(kind=CostKind.ROOM, price=given("12.5")), "2500.00"),
        (item(kind=CostKind.TRAVEL, price=given(30), count=given(40)), "1200.00"),
        (item(kind=CostKind.COORDINATION), "20800.00"),
        (item(kind=CostKind.PROJECT, phase=Phase.PROJECT, ends=date(2028, 1, 31)), "225.00"),
    ],
)
def test_cost_of_each_kind(made: object, first_year: str) -> None:
    outcome = calculate(route(items=(made,)))
    assert outcome.amount(Total.COSTS, MBO, year=2027) == Decimal(first_year)


def test_executors_share_an_item() -> None:
    both = item(executors=(Share(VO, Decimal("0.4")), Share(MBO, Decimal("0.6"))))
    outcome = calculate(route(items=(both,)))
    # 200 hours, 0.4 at 720 hours per fte and 100,000 euro, 0.6 at 800 and 104,000.
    assert outcome.amount(Total.COSTS, VO, year=2027) == Decimal("11111.11")
    assert outcome.amount(Total.COSTS, MBO, year=2027) == Decimal("15600.00")


def test_costs_of_a_school_year_fall_for_five_twelfths_in_its_first_calendar_year() -> None:
    outcome = calculate(route(items=(item(kind=CostKind.MATERIAL, by=VO, price=given("10.01"), route_years=(1,)),)))
    # 240.24 = 100.10 + 140.14
    assert of_years(outcome, Total.COSTS, VO, CASH)[2027] == Decimal("100.10")
    assert of_years(outcome, Total.COSTS, VO, CASH)[2028] == Decimal("140.14")


def test_project_costs_begin_before_the_first_cohort_and_end() -> None:
    made = item(
        kind=CostKind.PROJECT,
        phase=Phase.PROJECT,
        by=VO,
        price=given(1200),
        begins=date(2026, 8, 1),
        ends=date(2028, 1, 31),
    )
    outcome = calculate(route(items=(made,)))
    costs = of_years(outcome, Total.COSTS, VO, ACCRUAL)
    assert [costs[year] for year in (2026, 2027, 2028)] == [1200, 600, 0]


def test_a_subsidy_always_ends_and_no_cent_is_lost() -> None:
    outcome = calculate(route(subsidies=(replace(SUBSIDY, amount=given("100000.01"), cofinancing=given("0.1")),)))
    accrual, cash = (of_years(outcome, Total.SUBSIDIES, VO, each) for each in (ACCRUAL, CASH))
    assert sum(each or 0 for each in accrual.values()) == Decimal("100000.01")
    assert sum(each or 0 for each in cash.values()) == Decimal("100000.01")
    assert [cash[year] for year in (2027, 2028)] == [Decimal("50000.01"), Decimal("50000.00")]
    assert not any(cash[year] for year in cash if year > 2028)
    # 10 % of a budget of 111,111.12
    assert [outcome.value(each) for each in outcome.of(Section.OWN_SHARE)] == [Decimal("11111.11")]


def test_overhead_integral_and_marginal() -> None:
    outcome = one()
    shares = {view: outcome.amount(Total.OVERHEAD, VO, year=2027, view=view) for view in View}
    assert shares == {View.INTEGRAL: Decimal("84043.51"), View.MARGINAL: Decimal("28014.50")}
    results = [outcome.amount(Total.RESULT, VO, year=2027, view=view) for view in View]
    assert results[1] - results[0] == Decimal("84043.51") - Decimal("28014.50")  # type: ignore[operator]


def test_marginal_leaves_out_what_would_be_there_anyway() -> None:
    items = (replace(ITEMS[0], extra=False), *ITEMS[1:])
    case = route(Cohort("c2027", 2027, (variant(extra=given("0.25")),)), items=items)
    outcome = calculate(case)
    assert outcome.amount(Total.REVENUE, VO, year=2027, view=View.MARGINAL) == Decimal("70036.26")
    whole = outcome.amount(Total.COSTS, VO, year=2027)
    part = outcome.amount(Total.COSTS, VO, year=2027, view=View.MARGINAL)
    assert whole - part == outcome.sheet.values["kosten.avo.c2027.2027.vo"]  # type: ignore[operator]


def test_finishing_running_cohorts() -> None:
    outcome = calculate(route(Cohort("a", 2027, (variant(),)), Cohort("b", 2028, (variant(),))))
    exits = {year: outcome.amount(Total.EXIT, year=year) for year in outcome.school_years[1:]}
    lines = [e for e in outcome.lines if e.school_year >= 2029]
    cost = sum(outcome.value(e) or 0 for e in lines if e.section is Section.COST)
    income = sum(outcome.value(e) or 0 for e in lines if e.section.is_revenue)
    assert exits[2029] == cost - income
    assert list(exits) == [2028, 2029, 2030, 2031]
    assert outcome.amount(Total.EXIT, VO, year=2029) + outcome.amount(Total.EXIT, MBO, year=2029) == exits[2029]  # type: ignore[operator]


def test_carriers_of_the_advance() -> None:
    case = route(
        settings=Settings(given(24), price_year=2027, carriers=(Share(VO, Decimal("0.5")), Share(MBO, Decimal("0.5"))))
    )
    outcome = calculate(case)
    alone = [outcome.amount(Total.ADVANCE, each, year=2031, basis=CASH) for each in (VO, MBO)]
    carried = outcome.amount(Total.CARRIED, VO, year=2031, basis=CASH)
    assert carried == (sum(each or 0 for each in alone) / 2).quantize(Decimal("0.01"))


def test_leavers_are_told_but_change_no_result() -> None:
    none, some = one(leavers=given(0)), one(leavers=given("0.5"))
    told = amounts(some, Section.LEAVERS)
    # Half of 24 pupils, of whom the amount still comes.
    assert told[2028] == 12 * Decimal("11672.71")
    # Half of 20.52 students x half a year x 1.4 x 0.8 points x 6,000 euro.
    assert told[2031] == Decimal("34473.60")
    assert [none.sheet.values[id] for id in none.results] == [some.sheet.values[id] for id in some.results]


def test_later_years_take_the_price_year_with_an_index() -> None:
    settings = Settings(given(24), price_year=2027, index=given("0.02"))
    outcome = calculate(route(settings=settings))
    assert outcome.sheet.values["p.vo_leerling_hoog.2029"] == Decimal("12144.29")
    assert "doorgetrokken" in outcome.sheet.cell("p.vo_leerling_hoog.2029").rule
    # Points have no price level.
    assert outcome.sheet.values["p.gewicht_studenten.2031"] == Decimal("0.8")


def test_own_value_holds_for_its_organisation_alone_and_says_who_entered_it() -> None:
    other = replace(partners()[0], id="vo2", key=Decimal(0), name="De Andere School")
    case = route(
        Cohort("c2026", 2026, (variant("a"), variant("b", vo_partner="vo2"))),
        partners=(*partners(), other),
        items=(),
        own_values=(*OWN_VALUES, own(VO, "vo_leerling_hoog", 12_000)),
    )
    outcome = calculate(case)
    assert outcome.amount(Total.REVENUE, VO, year=2027, basis=CASH) == 24 * 12_000
    assert outcome.amount(Total.REVENUE, "vo2", year=2027, basis=CASH) == 24 * Decimal("11672.71")
    (read,) = (each for each in outcome.explain("vo.c2026.a.1").inputs if each.key == "vo_leerling_hoog")
    assert (read.entered_by, read.source, read.partner) == ("C. Ontroller", "begroting", VO)
    (shipped,) = (each for each in outcome.explain("vo.c2026.b.1").inputs if each.key == "vo_leerling_hoog")
    assert (shipped.entered_by, shipped.partner) == ("", "")
    assert "art. 4" in shipped.source


def test_months_add_to_the_year() -> None:
    months = monthly(Decimal("11672.71"))
    assert len(months) == 12
    assert sum(months) == Decimal("11672.71")
    assert max(months) - min(months) <= Decimal("0.01")
    assert abs(sum(months[7:]) - Decimal("4863.63")) <= Decimal("0.01")


def test_unknown_intake_and_no_forecast() -> None:
    outcome = one(pupils=Given(None))
    assert outcome.amount(Total.RESULT, VO, year=2027) is None
    assert [each.key for each in outcome.missing] == ["in.c2027.bb.1"]
