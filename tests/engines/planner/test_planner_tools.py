"""What people do with a plan: watch it improve, stop it, compare, pin, forbid, and ask what a place costs."""

from dataclasses import replace
from decimal import Decimal

import pytest
from conftest_planner import make_problem, make_unit

from benchmarks.routes import route
from naadloos.engines.planner import (
    Goal,
    Goals,
    PlanPlacement,
    PlanProblem,
    PlanResult,
    PlanStatus,
    alternatives,
    costs_of,
    forbid,
    pin,
    plan,
    score,
    verify,
)

MIDDLE = route(40, 16, 2, 1)


def periods_of(result: PlanResult, unit: str) -> set[tuple[int, int]]:
    return {(each.route_year, each.period) for each in result.placements if each.unit == unit}


def test_better_plans_are_told_as_they_come() -> None:
    told: list[PlanResult] = []

    def hear(result: PlanResult) -> bool:
        told.append(result)
        return False

    result = plan(MIDDLE, seconds=4, on_better=hear)
    points = [each.score.points for each in told if each.score is not None]
    assert len(points) > 1
    assert points == sorted(set(points), reverse=True)
    assert all(verify(MIDDLE, each.placements) == () for each in told)
    assert result.score is not None
    assert result.score.points <= points[-1]


def test_stopping_keeps_the_best_so_far() -> None:
    told: list[PlanResult] = []

    def enough(result: PlanResult) -> bool:
        told.append(result)
        return len(told) == 2

    result = plan(MIDDLE, seconds=20, on_better=enough)
    assert len(told) == 2
    assert result.placements == told[-1].placements


def test_equal_seed_gives_an_equal_plan() -> None:
    one, other = (plan(MIDDLE, seconds=1.5, seed=7, clock=600) for _ in range(2))
    assert one == other


def test_gap_is_the_part_of_the_points_that_is_not_proven() -> None:
    result = plan(MIDDLE, seconds=1, clock=600)
    assert result.score is not None
    assert result.bound is not None
    assert result.gap == (100 * (result.score.points - result.bound) / result.score.points).quantize(Decimal("0.01"))
    assert result.bound <= result.score.points


def test_shares_of_the_goals_add_up() -> None:
    result = plan(MIDDLE, seconds=1)
    assert result.score is not None
    assert sum(each.points for each in result.score.goals) == result.score.points
    assert abs(sum(each.percent for each in result.score.goals) - 100) < 1
    assert [each.goal for each in result.score.goals] == list(Goal)
    assert all("%(" not in each.why.text for each in result.score.goals)


def test_weight_of_zero_switches_a_goal_off() -> None:
    case = make_problem(make_unit("a", 10, wished=((1, 1),)), years=1)
    elsewhere = [PlanPlacement("a", 1, 2, Decimal(10))]
    only = Goals(balance=0, practice=0, mbo=0, bundles=0, travel=0, exams=0, stability=0)
    assert score(replace(case, goals=only), elsewhere).points == 10
    assert score(replace(case, goals=replace(only, wishes=0)), elsewhere).points == 0


def test_previous_plan_is_kept_where_nothing_is_gained() -> None:
    case = make_problem(*(make_unit(f"u{at}", 10) for at in range(8)))
    before = plan(case)
    turned = tuple(PlanPlacement(each.unit, 3 - each.route_year, each.period, each.hours) for each in before.placements)
    again = plan(replace(case, previous=turned))
    assert {each.unit: (each.route_year, each.period) for each in again.placements} == {
        each.unit: (each.route_year, each.period) for each in turned
    }


def test_costs_tell_what_moving_one_unit_would_do() -> None:
    result = plan(MIDDLE, seconds=3)
    now = score(MIDDLE, result.placements).points
    for unit in MIDDLE.units[:12]:
        costs = costs_of(MIDDLE, result.placements, unit.key)
        assert len({each.start for each in costs}) == len(costs)
        for each in costs:
            moved = [
                *(placement for placement in result.placements if placement.unit != unit.key),
                *each.placements,
            ]
            assert score(MIDDLE, moved).points - now == each.points
            assert (verify(MIDDLE, moved) == ()) is each.fits
        assert min(each.start for each in costs if each.fits)


def test_costs_of_a_unit_that_is_not_placed() -> None:
    case = make_problem(make_unit("a", 10, wished=((1, 1),)), make_unit("b", 95), years=1, per_year=2)
    costs = costs_of(case, [PlanPlacement("b", 1, 1, Decimal(95))], "a")
    assert [(each.start, each.fits) for each in costs] == [((1, 1), False), ((1, 2), True)]
    with pytest.raises(KeyError):
        costs_of(case, [], "weg")


def test_pin_and_forbid() -> None:
    case = make_problem(make_unit("a", 10, wished=((1, 1),)), years=1)
    assert periods_of(plan(case), "a") == {(1, 1)}
    assert periods_of(plan(pin(case, "a", (1, 3))), "a") == {(1, 3)}
    assert periods_of(plan(forbid(case, "a", (1, 1))), "a").isdisjoint({(1, 1)})
    both = forbid(pin(case, "a", (1, 3)), "a", (1, 3))
    assert plan(both).status is PlanStatus.INVALID


def different(one: PlanResult, other: PlanResult, problem: PlanProblem) -> int:
    return sum(periods_of(one, unit.key) != periods_of(other, unit.key) for unit in problem.units)


def test_alternatives_are_valid_and_clearly_different() -> None:
    found = alternatives(MIDDLE, seconds=9)
    assert len(found) == 3
    for at, each in enumerate(found):
        assert verify(MIDDLE, each.placements) == ()
        assert each.score is not None
        assert found[0].score is not None
        assert found[0].score.points <= each.score.points
        for other in found[:at]:
            assert different(each, other, MIDDLE) >= len(MIDDLE.units) / 5


def test_no_alternatives_when_there_is_one_way() -> None:
    fixed = make_unit("a", 10, fixed=(PlanPlacement("a", 1, 1, Decimal(10)),))
    assert len(alternatives(make_problem(fixed))) == 1
    assert [each.status for each in alternatives(make_problem(make_unit("a", 999)))] == [PlanStatus.IMPOSSIBLE]


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_made_up_routes_have_a_plan(seed: int) -> None:
    case = route(60, 16, 1 + seed, seed)
    result = plan(case, seconds=5, on_better=lambda _: True)
    assert result.status in (PlanStatus.VALID, PlanStatus.OPTIMAL)
    assert verify(case, result.placements) == ()
