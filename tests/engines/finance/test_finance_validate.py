"""What cannot be is refused at its field, in Dutch, before anything is calculated."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from finance_cases import ITEMS, MBO, SUBSIDY, VO, item, own, partners, route, variant

from naadloos.engines.finance import (
    CaseError,
    Cohort,
    CostKind,
    Counted,
    Diploma,
    Given,
    RouteCase,
    Settings,
    Settled,
    Settlement,
    Share,
    Unit,
    calculate,
    given,
    read_number,
    validate,
)


def cohort(**changes: object) -> RouteCase:
    return route(Cohort("c2027", 2027, (variant(**changes),)))  # type: ignore[arg-type]


HUGE = Decimal("1e30")
WRONG = {
    "negative": (cohort(pupils=-1), "cohorts[c2027].variants[bb].intake[1]", "onder nul"),
    "1e30": (cohort(pupils=Given(HUGE)), "cohorts[c2027].variants[bb].intake[1]", "hoogstens 100.000"),
    "not a number": (cohort(pupils=Given(Decimal("NaN"))), "cohorts[c2027].variants[bb].intake[1]", "gewoon getal"),
    "infinite": (cohort(lwoo=Given(Decimal("Infinity"))), "cohorts[c2027].variants[bb].lwoo", "gewoon getal"),
    "over 100 %": (cohort(stays=(given("1.01"),)), "cohorts[c2027].variants[bb].stays[1]", "100 %"),
    "too many places": (cohort(lwoo=given("0.12345678")), "cohorts[c2027].variants[bb].lwoo", "achter de komma"),
    "range": (
        cohort(pupils=Given(Decimal(20), low=Decimal(25))),
        "cohorts[c2027].variants[bb].intake[1]",
        "volgorde",
    ),
    "observed": (cohort(lwoo=Given(Decimal(1), observed=(3, 2))), "cohorts[c2027].variants[bb].lwoo", "geheel"),
    "level": (cohort(level=5), "cohorts[c2027].variants[bb].level", "niveau"),
    "years": (cohort(vo_years=0, mbo_years=0, diplomas=()), "cohorts[c2027].variants[bb].mbo_years", "fase"),
    "month": (
        cohort(diplomas=(Diploma(2, 4, month=13),)),
        "cohorts[c2027].variants[bb].diplomas[1].month",
        "1 tot en met 12",
    ),
    "diploma year": (cohort(diplomas=(Diploma(2, 9),)), "cohorts[c2027].variants[bb].diplomas[1]", "hoort niet"),
    "count year": (cohort(counted=(Counted(7, given(1)),)), "cohorts[c2027].variants[bb].counted", "hoort niet"),
    "partner": (cohort(mbo_partner="weg"), "cohorts[c2027].variants[bb].mbo_partner", "weg bestaat niet"),
    "start year": (route(Cohort("c", 1927, (variant(),))), "cohorts[c].start_year", "2020"),
    "twice": (route(Cohort("c", 2027, (variant(), variant()))), "cohorts[c].variants", "twee keer"),
    "id": (route(Cohort("c.1", 2027, (variant(),))), "cohorts", "letters"),
    "no partners": (route(partners=()), "partners", "ten minste één"),
    "keys": (
        route(partners=(replace(partners()[0], key=Decimal("0.5")), partners()[1])),
        "partners.key",
        "tellen op tot 1,1",
    ),
    "key missing": (
        route(
            partners=(replace(partners()[0], key=None), replace(partners()[1], key=Decimal(1))),
            settings=Settings(pool=True),
        ),
        "partners.key",
        "elke partner",
    ),
    "surcharge": (route(settings=Settings(surcharge=given("0.06"))), "settings.surcharge", "btw"),
    "class size": (route(settings=Settings(class_size=given(0))), "settings.class_size", "meer dan nul"),
    "corridor": (route(settings=Settings(corridor=given(-1))), "settings.corridor", "onder nul"),
    "price year": (route(settings=Settings(price_year=27)), "settings.price_year", "2020"),
    "carriers": (route(settings=Settings(carriers=(Share(VO, Decimal("0.9")),))), "settings.carriers", "0,9"),
    "executors": (
        route(items=(item(executors=(Share(VO, Decimal("0.5")), Share(MBO, Decimal("0.6")))),)),
        "items[praktijk].executors",
        "1,1",
    ),
    "settled": (
        route(items=(item(settled=(Settled(Settlement.COST, Decimal("0.5")),)),)),
        "items[praktijk].settled",
        "0,5",
    ),
    "project without end": (route(items=(item(kind=CostKind.PROJECT),)), "items[praktijk].ends", "einddatum"),
    "project reversed": (
        route(items=(item(kind=CostKind.PROJECT, begins=date(2028, 1, 1), ends=date(2027, 1, 1)),)),
        "items[praktijk].ends",
        "voor de begindatum",
    ),
    "far away": (
        route(items=(item(kind=CostKind.PROJECT, ends=date(9999, 1, 1)),)),
        "items[praktijk].ends",
        "2100",
    ),
    "subsidy reversed": (
        route(subsidies=(replace(SUBSIDY, ends=date(2026, 1, 1)),)),
        "subsidies[sto].ends",
        "voor de begindatum",
    ),
    "own value of a law": (
        route(own_values=(own(VO, "gewicht_diploma", "0.3"),)),
        "own_values[gewicht_diploma]",
        "regeling",
    ),
    "own value unknown": (route(own_values=(own(VO, "zon", 1),)), "own_values[zon]", "geen parameter zon"),
    "own value zero": (route(own_values=(own(VO, "lessen_per_fte", 0),)), "own_values[lessen_per_fte]", "gedeeld"),
    "own value reversed": (
        route(own_values=(replace(own(VO, "lessen_per_fte", 720), valid_to=date(2025, 1, 1)),)),
        "own_values[lessen_per_fte].valid_to",
        "voor de begindatum",
    ),
    "own value twice": (
        route(own_values=(own(VO, "lessen_per_fte", 720), own(VO, "lessen_per_fte", 730))),
        "own_values[lessen_per_fte].valid_from",
        "overlapt",
    ),
    "own value of what": (route(own_values=(own(MBO, "eigen_deel", 1),)), "own_values[eigen_deel].of", "budget"),
    "own value of nothing": (
        route(own_values=(own(VO, "lessen_per_fte", 720, "x"),)),
        "own_values[lessen_per_fte].of",
        "leeg",
    ),
    "own value of the other side": (
        route(own_values=(own(VO, "prijsfactor", 1, "25786"),)),
        "own_values[prijsfactor].partner",
        "hoort bij een mbo",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_is_refused_at_its_field(name: str) -> None:
    case, field, reason = WRONG[name]
    with pytest.raises(CaseError) as caught:
        calculate(case)
    said = [str(each.reason) for each in caught.value.problems if each.field == field]
    assert said, [str(each) for each in caught.value.problems]
    assert any(reason in each for each in said), said


def test_a_good_case_has_no_problem() -> None:
    assert validate(route(subsidies=(SUBSIDY,))) == ()
    assert len(ITEMS) == 7


@pytest.mark.parametrize(
    ("typed", "unit", "value"),
    [
        ("24", Unit.PUPILS, "24"),
        (" € 1.234,50 ", Unit.EURO, "1234.50"),
        ("1.234", Unit.EURO, "1234"),
        ("1.5", Unit.FACTOR, "1.5"),
        ("95 %", Unit.SHARE, "0.95"),
        ("0,95", Unit.SHARE, "0.95"),
    ],
)
def test_numbers_are_read_in_dutch(typed: str, unit: Unit, value: str) -> None:
    assert read_number("veld", typed, unit) == Decimal(value)


def test_nothing_typed_is_unknown() -> None:
    assert read_number("veld", "  ", Unit.EURO) is None


@pytest.mark.parametrize(
    ("typed", "unit", "reason"),
    [
        ("veel", Unit.EURO, "hier hoort een getal"),
        ("1e30", Unit.EURO, "hier hoort een getal"),
        ("1" + "0" * 12, Unit.EURO, "hoogstens 1.000.000.000"),
        ("-3", Unit.PUPILS, "onder nul"),
        ("101 %", Unit.SHARE, "100 %"),
        ("5 %", Unit.EURO, "hier hoort een getal"),
        ("1.2.3", Unit.EURO, "hier hoort een getal"),
        ("%", Unit.SHARE, "hier hoort een getal"),
        ("0x10", Unit.EURO, "hier hoort een getal"),
        ("NaN", Unit.EURO, "hier hoort een getal"),
        ("١٢", Unit.EURO, "hier hoort een getal"),
    ],
)
def test_what_is_no_number_is_refused_with_the_field(typed: str, unit: Unit, reason: str) -> None:
    with pytest.raises(CaseError) as caught:
        read_number("prijs", typed, unit)
    (problem,) = caught.value.problems
    assert problem.field == "prijs"
    assert reason in str(problem.reason)
