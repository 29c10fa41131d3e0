from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from conftest_planner import solvable_problems
from hypothesis import given, settings
from hypothesis import strategies as st

from naadloos.engines.planner import PlanPlacement, PlanProblem, PlanUnit, verify

MakeUnit = Callable[..., PlanUnit]
MakeProblem = Callable[..., PlanProblem]


def put(unit: str, route_year: int, period: int, hours: str | int) -> PlanPlacement:
    return PlanPlacement(unit, route_year, period, Decimal(hours))


def codes(problem: PlanProblem, *placements: PlanPlacement) -> list[str]:
    return [each.code for each in verify(problem, placements)]


def test_right_plan_has_no_remarks(unit: MakeUnit, problem: MakeProblem) -> None:
    assert codes(problem(unit("a", 10, spread=2)), put("a", 1, 4, 5), put("a", 2, 1, 5)) == []


def test_uneven_hours_are_a_choice(unit: MakeUnit, problem: MakeProblem) -> None:
    assert codes(problem(unit("a", 10, spread=2)), put("a", 1, 1, 9), put("a", 1, 2, 1)) == []


def test_period_too_full(unit: MakeUnit, problem: MakeProblem) -> None:
    (reason,) = verify(problem(unit("a", 60), unit("b", 50)), [put("a", 1, 1, 60), put("b", 1, 1, 50)])
    assert reason.text == "In leerjaar 3, periode 1 past 100 uur, maar er staat 110 uur."
    assert reason.units == ("a", "b")


def test_before_its_prerequisite(unit: MakeUnit, problem: MakeProblem) -> None:
    case = problem(unit("a", 10), unit("b", 10, after=("a", "weg")))
    assert codes(case, put("a", 1, 2, 10), put("b", 1, 1, 10)) == ["volgorde"]
    assert codes(case, put("a", 1, 2, 10), put("b", 1, 2, 10)) == ["volgorde"]
    assert codes(case, put("a", 1, 2, 10), put("b", 1, 3, 10)) == []


def test_outside_its_years(unit: MakeUnit, problem: MakeProblem) -> None:
    assert codes(problem(unit("a", 10, first_year=2)), put("a", 1, 4, 10)) == ["buiten_jaren"]
    assert codes(problem(unit("a", 10, last_year=1)), put("a", 2, 1, 10)) == ["buiten_jaren"]


def test_hours_do_not_add_up(unit: MakeUnit, problem: MakeProblem) -> None:
    assert codes(problem(unit("a", 10)), put("a", 1, 1, "9.99")) == ["uren_anders"]
    assert codes(problem(unit("a", 10))) == ["uren_anders"]


def test_spread_is_not_kept(unit: MakeUnit, problem: MakeProblem) -> None:
    case = problem(unit("a", 10, spread=2))
    assert codes(case, put("a", 1, 1, 5), put("a", 1, 3, 5)) == ["spreiding"]
    assert codes(case, put("a", 1, 1, 10)) == ["spreiding"]


def test_fixed_placement_was_moved(unit: MakeUnit, problem: MakeProblem) -> None:
    case = problem(unit("a", 10, fixed=(put("a", 1, 1, 10),)))
    assert codes(case, put("a", 1, 2, 10)) == ["vast_verplaatst"]


def test_what_does_not_exist_is_named(unit: MakeUnit, problem: MakeProblem) -> None:
    found = codes(problem(unit("a", 10)), put("a", 1, 1, 10), put("spook", 1, 1, 1))
    assert found == ["onbekende_eenheid"]
    assert codes(problem(unit("a", 10)), put("a", 9, 1, 10)) == ["onbekende_periode"]


def test_placement_without_hours(unit: MakeUnit, problem: MakeProblem) -> None:
    assert codes(problem(unit("a", 10)), put("a", 1, 1, 10), put("a", 1, 1, 0)) == ["uren_nul"]
    assert codes(problem(unit("a", 10)), put("a", 1, 1, 10), put("a", 1, 1, "NaN")) == ["uren_nul"]


@settings(max_examples=50, deadline=None)
@given(solvable_problems(), st.data())
def test_taking_an_hour_away_is_always_seen(
    case: tuple[PlanProblem, tuple[PlanPlacement, ...]], data: st.DataObject
) -> None:
    problem, hidden = case
    at = data.draw(st.integers(0, len(hidden) - 1))
    less = replace(hidden[at], hours=hidden[at].hours - Decimal("0.01"))
    found = {each.code for each in verify(problem, (*hidden[:at], less, *hidden[at + 1 :]))}
    assert "uren_anders" in found
