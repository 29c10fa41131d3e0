from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from conftest_planner import solvable_problems
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from naadloos.engines.planner import (
    PlanPlacement,
    PlanProblem,
    PlanResult,
    PlanStatus,
    PlanUnit,
    plan,
    verify,
)

MakeUnit = Callable[..., PlanUnit]
MakeProblem = Callable[..., PlanProblem]
FOUND = (PlanStatus.OPTIMAL, PlanStatus.VALID)


def hours_by_period(result: PlanResult) -> list[Decimal]:
    return [each.planned for each in result.loads]


def test_no_units_is_an_optimal_empty_plan(problem: MakeProblem) -> None:
    result = plan(problem())
    assert (result.status, result.placements, result.gap) == (PlanStatus.OPTIMAL, (), Decimal(0))
    assert hours_by_period(result) == [Decimal(0)] * 8


def test_load_is_balanced_and_proven(unit: MakeUnit, problem: MakeProblem) -> None:
    result = plan(problem(*(unit(f"u{at}", 40) for at in range(8))))
    assert (result.status, result.gap) == (PlanStatus.OPTIMAL, Decimal(0))
    assert hours_by_period(result) == [Decimal(40)] * 8


def test_hours_divide_evenly_and_exactly(unit: MakeUnit, problem: MakeProblem) -> None:
    result = plan(problem(unit("a", "40.00", spread=3), years=1, per_year=3))
    assert [each.hours for each in result.placements] == [
        Decimal("13.34"),
        Decimal("13.33"),
        Decimal("13.33"),
    ]


def test_spread_may_cross_the_end_of_a_year(unit: MakeUnit, problem: MakeProblem) -> None:
    result = plan(problem(unit("a", 90, spread=3), years=3, per_year=1))
    assert [(each.route_year, each.period) for each in result.placements] == [(1, 1), (2, 1), (3, 1)]


def test_prerequisite_is_finished_before(unit: MakeUnit, problem: MakeProblem) -> None:
    result = plan(problem(unit("b", 30, spread=2, after=("a",)), unit("a", 60, spread=6)))
    places = {key: [(e.route_year, e.period) for e in result.placements if e.unit == key] for key in "ab"}
    assert (places["a"][-1], places["b"][0]) == ((2, 2), (2, 3))


def test_years_are_kept(unit: MakeUnit, problem: MakeProblem) -> None:
    result = plan(problem(unit("a", 90, first_year=2), unit("b", 90, last_year=1), unit("c", 90, last_year=1)))
    assert {(each.unit, each.route_year) for each in result.placements} == {("a", 2), ("b", 1), ("c", 1)}


def test_wholly_fixed_unit_stays_whatever_its_spread(unit: MakeUnit, problem: MakeProblem) -> None:
    fixed = (PlanPlacement("a", 1, 1, Decimal(7)), PlanPlacement("a", 2, 4, Decimal(3)))
    given_problem = problem(unit("a", 10, fixed=fixed), unit("b", 50))
    result = plan(given_problem)
    assert tuple(each for each in result.placements if each.unit == "a") == fixed
    assert verify(given_problem, result.placements) == ()


def test_partly_fixed_unit_gets_its_rest_beside(unit: MakeUnit, problem: MakeProblem) -> None:
    fixed = (PlanPlacement("a", 1, 3, Decimal(4)),)
    result = plan(problem(unit("a", 10, spread=3, fixed=fixed), hours=5))
    assert fixed[0] in result.placements
    assert sorted(each.hours for each in result.placements) == [Decimal(3), Decimal(3), Decimal(4)]


def test_period_without_hours_stays_empty(unit: MakeUnit, problem: MakeProblem) -> None:
    whole = problem(unit("a", 90), unit("b", 90), years=1, per_year=3)
    closed = replace(whole, periods=(replace(whole.periods[0], hours=Decimal(0)), *whole.periods[1:]))
    assert hours_by_period(plan(closed)) == [Decimal(0), Decimal(90), Decimal(90)]


def test_periods_in_any_order_give_the_same_plan(unit: MakeUnit, problem: MakeProblem) -> None:
    one = problem(unit("a", 40, spread=3), unit("b", 30, after=("a",)))
    assert plan(one) == plan(replace(one, periods=one.periods[::-1]))


def test_no_time_is_unknown_never_impossible(unit: MakeUnit, problem: MakeProblem) -> None:
    result = plan(problem(*(unit(f"u{at}", 33 + at % 5, spread=1 + at % 3) for at in range(14))), seconds=0)
    assert result.status in (PlanStatus.UNKNOWN, *FOUND)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(solvable_problems())
def test_properties_of_a_plan(case: tuple[PlanProblem, tuple[PlanPlacement, ...]]) -> None:
    problem, hidden = case
    assert verify(problem, hidden) == ()
    result = plan(problem, seconds=0.5)
    assert result.status in FOUND
    assert verify(problem, result.placements) == ()
    total: dict[str, Decimal] = defaultdict(Decimal)
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for each in result.placements:
        total[each.unit] += each.hours
        places[each.unit].append((each.route_year, each.period))
    assert total == {unit.key: unit.hours for unit in problem.units}
    for unit in problem.units:
        for before in unit.after:
            assert max(places[before]) < min(places[unit.key])
    for load in result.loads:
        assert load.planned <= load.available
    assert sum(load.planned for load in result.loads) == sum(unit.hours for unit in problem.units)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(solvable_problems())
def test_same_input_gives_same_output(case: tuple[PlanProblem, tuple[PlanPlacement, ...]]) -> None:
    assert plan(case[0], seconds=0.5) == plan(case[0], seconds=0.5)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(solvable_problems(), st.lists(st.integers(0, 5000), min_size=12, max_size=12), st.integers(0, 40))
def test_more_room_never_makes_it_impossible(
    case: tuple[PlanProblem, tuple[PlanPlacement, ...]], extra: list[int], less: int
) -> None:
    problem, _ = case
    tight = replace(problem, periods=tuple(replace(s, hours=max(s.hours - less, Decimal(0))) for s in problem.periods))
    before = plan(tight, seconds=0.5)
    wider = replace(
        tight,
        periods=tuple(
            replace(slot, hours=slot.hours + Decimal(more) / 100)
            for slot, more in zip(tight.periods, extra, strict=False)
        ),
    )
    after = plan(wider, seconds=0.5)
    assert not (before.status in FOUND and after.status is PlanStatus.IMPOSSIBLE)
    assert after.status is not PlanStatus.IMPOSSIBLE or after.reasons
