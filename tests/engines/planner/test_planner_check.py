"""Each fault in the input is found before solving, with the exact place."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from naadloos.engines.planner import (
    PeriodSlot,
    PlanPlacement,
    PlanProblem,
    PlanStatus,
    PlanUnit,
    Reason,
    plan,
)

MakeUnit = Callable[..., PlanUnit]
MakeProblem = Callable[..., PlanProblem]


def faults(problem: PlanProblem) -> list[tuple[str, tuple[str, ...]]]:
    result = plan(problem)
    assert result.status is PlanStatus.INVALID
    assert (result.placements, result.loads, result.gap) == ((), (), None)
    return [(each.code, each.units) for each in result.reasons]


def only(problem: PlanProblem) -> Reason:
    (reason,) = plan(problem).reasons
    return reason


def test_no_periods(unit: MakeUnit) -> None:
    assert faults(PlanProblem((), (unit("a", 10),))) == [("geen_perioden", ())]


def test_cycle_names_its_units_in_order(unit: MakeUnit, problem: MakeProblem) -> None:
    circle = problem(
        unit("x", 10, after=("a",)),
        unit("a", 10, after=("b",)),
        unit("b", 10, after=("c",)),
        unit("c", 10, after=("a",)),
    )
    assert faults(circle) == [("kring", ("a", "b", "c"))]
    assert only(circle).text == ("Deze onderdelen wachten in een kring op elkaar: Eenheid a, Eenheid b en Eenheid c.")


def test_unit_after_itself_is_a_cycle(unit: MakeUnit, problem: MakeProblem) -> None:
    assert faults(problem(unit("a", 10, after=("a",)))) == [("kring", ("a",))]


def test_two_cycles_are_both_named(unit: MakeUnit, problem: MakeProblem) -> None:
    found = faults(
        problem(
            unit("a", 1, after=("b",)),
            unit("b", 1, after=("a",)),
            unit("c", 1, after=("d",)),
            unit("d", 1, after=("c",)),
        )
    )
    assert found == [("kring", ("a", "b")), ("kring", ("c", "d"))]


def test_long_chain_is_no_cycle_and_no_recursion(unit: MakeUnit, problem: MakeProblem) -> None:
    chain = [unit("u0", 1), *(unit(f"u{at}", 1, after=(f"u{at - 1}",)) for at in range(1, 1500))]
    assert plan(problem(*reversed(chain))).status is PlanStatus.IMPOSSIBLE


def test_unit_longer_than_its_window(unit: MakeUnit, problem: MakeProblem) -> None:
    long = problem(unit("a", 10, spread=5, first_year=1, last_year=1))
    assert faults(long) == [("langer_dan_venster", ("a",))]
    assert only(long).text == ("Eenheid a is gespreid over 5 perioden, maar mag alleen in leerjaar 3: dat zijn er 4.")


def test_spread_larger_than_the_route(unit: MakeUnit, problem: MakeProblem) -> None:
    assert faults(problem(unit("a", 10, spread=9))) == [("spreiding_te_groot", ("a",))]


def test_spread_of_zero(unit: MakeUnit, problem: MakeProblem) -> None:
    assert faults(problem(unit("a", 10, spread=0))) == [("spreiding_nul", ("a",))]


@pytest.mark.parametrize("hours", ["0", "-5"])
def test_zero_or_negative_hours(unit: MakeUnit, problem: MakeProblem, hours: str) -> None:
    assert faults(problem(unit("a", hours))) == [("uren_nul", ("a",))]


@pytest.mark.parametrize("hours", ["1.005", "NaN", "Infinity", "1e30"])
def test_hours_finer_than_hundredths_or_no_number(unit: MakeUnit, problem: MakeProblem, hours: str) -> None:
    assert faults(problem(unit("a", hours))) == [("uren_onnauwkeurig", ("a",))]


def test_too_few_hours_to_spread(unit: MakeUnit, problem: MakeProblem) -> None:
    assert faults(problem(unit("a", "0.02", spread=3))) == [("uren_te_dun", ("a",))]


def test_unknown_prerequisite(unit: MakeUnit, problem: MakeProblem) -> None:
    assert faults(problem(unit("a", 10, after=("weg", "weg")))) == [("onbekende_voorganger", ("a",))]


def test_duplicate_keys(unit: MakeUnit, problem: MakeProblem) -> None:
    double = problem(unit("a", 10), replace(unit("a", 20), title="Andere"))
    assert faults(double) == [("dubbele_sleutel", ("a",))]
    assert "Eenheid a en Andere" in only(double).text


def test_first_year_after_last_year(unit: MakeUnit, problem: MakeProblem) -> None:
    assert faults(problem(unit("a", 10, first_year=2, last_year=1))) == [("jaren_omgekeerd", ("a",))]


def test_years_without_periods(unit: MakeUnit, problem: MakeProblem) -> None:
    assert faults(problem(unit("a", 10, first_year=5))) == [("jaren_zonder_periode", ("a",))]


def test_duplicate_period() -> None:
    slot = PeriodSlot(1, 1, Decimal(10))
    assert faults(PlanProblem((slot, slot), ())) == [("dubbele_periode", ())]


@pytest.mark.parametrize("hours", ["-1", "NaN", "0.001"])
def test_period_without_proper_hours(problem: MakeProblem, hours: str) -> None:
    assert faults(problem(years=1, per_year=1, hours=hours)) == [("uren_periode", ())]


@pytest.mark.parametrize(
    ("placement", "code"),
    [
        (PlanPlacement("a", 3, 1, Decimal(5)), "vast_onbekende_periode"),
        (PlanPlacement("a", 2, 1, Decimal(5)), "vast_buiten_jaren"),
        (PlanPlacement("a", 1, 1, Decimal(0)), "vast_uren"),
        (PlanPlacement("a", 1, 1, Decimal(11)), "vast_te_veel"),
    ],
)
def test_fixed_placement_that_cannot_be(
    unit: MakeUnit, problem: MakeProblem, placement: PlanPlacement, code: str
) -> None:
    assert faults(problem(unit("a", 10, spread=2, last_year=1, fixed=(placement,)))) == [(code, ("a",))]


def test_fixed_placement_of_another_unit(unit: MakeUnit, problem: MakeProblem) -> None:
    other = PlanPlacement("b", 1, 1, Decimal(10))
    assert faults(problem(unit("a", 10, fixed=(other,)))) == [("vast_andere_eenheid", ("a",))]


def test_fixed_twice_in_one_period(unit: MakeUnit, problem: MakeProblem) -> None:
    half = PlanPlacement("a", 1, 1, Decimal(5))
    assert faults(problem(unit("a", 10, fixed=(half, half)))) == [("vast_dubbel", ("a",))]


def test_fixed_too_far_apart_for_the_spread(unit: MakeUnit, problem: MakeProblem) -> None:
    fixed = (PlanPlacement("a", 1, 1, Decimal(1)), PlanPlacement("a", 1, 4, Decimal(1)))
    assert faults(problem(unit("a", 10, spread=3, fixed=fixed))) == [("vast_past_niet", ("a",))]


def test_all_faults_are_given_at_once(unit: MakeUnit, problem: MakeProblem) -> None:
    found = faults(problem(unit("a", 0), unit("b", 1, after=("weg",)), unit("c", 1, spread=99)))
    assert sorted(found) == [
        ("onbekende_voorganger", ("b",)),
        ("spreiding_te_groot", ("c",)),
        ("uren_nul", ("a",)),
    ]
