"""Whole routes with every kind of rule: each plan passes the checker that knows nothing of the model."""

from dataclasses import replace
from decimal import Decimal

import pytest

from benchmarks.routes import route
from naadloos.engines.planner import PlanResult, PlanStatus, plan, score, verify


@pytest.mark.parametrize(("units", "periods", "variants", "seed"), [(24, 16, 1, 1), (30, 16, 2, 2), (36, 16, 3, 3)])
def test_a_plan_of_a_whole_route_keeps_every_rule(units: int, periods: int, variants: int, seed: int) -> None:
    problem = route(units, periods, variants, seed)
    result = plan(problem, seconds=2, workers=1)
    assert result.status in {PlanStatus.OPTIMAL, PlanStatus.VALID}
    assert verify(problem, result.placements) == ()
    assert result.gap is not None
    assert result.gap >= 0


def test_the_checker_sees_a_plan_that_was_spoilt() -> None:
    problem = route(24, 16, 1, 1)
    result = plan(problem, seconds=1, workers=1)
    first = result.placements[0]
    for spoilt in (
        result.placements[1:],
        (replace(first, hours=first.hours + 1), *result.placements[1:]),
        (replace(first, period=99), *result.placements[1:]),
        (replace(first, unit="onbekend"), *result.placements[1:]),
    ):
        assert verify(problem, spoilt) != ()


def test_every_better_plan_is_valid_and_stopping_keeps_the_best() -> None:
    problem = route(30, 16, 2, 2)
    seen: list[PlanResult] = []

    def watch(result: PlanResult) -> bool:
        seen.append(result)
        return False

    result = plan(problem, seconds=2, workers=1, on_better=watch)
    assert seen
    assert all(verify(problem, item.placements) == () for item in seen)
    assert verify(problem, result.placements) == ()
    assert score(problem, result.placements).points <= score(problem, seen[0].placements).points


def test_a_score_adds_up_over_its_goals() -> None:
    problem = route(24, 16, 1, 1)
    result = plan(problem, seconds=1, workers=1)
    found = score(problem, result.placements)
    assert found.goals
    assert sum((item.points for item in found.goals), Decimal(0)) == found.points
