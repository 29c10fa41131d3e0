"""The made-up teams and weeks are sound and the same each time, and the greedy week is a week."""

import pytest

from benchmarks.teams import team
from benchmarks.week import greedy_week
from benchmarks.weeks import week
from naadloos.engines import team as teams
from naadloos.engines import week as weeks


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_problems_are_sound_and_the_same_each_time(seed: int) -> None:
    assert teams.check(team(6, 40, seed)) == ()
    assert weeks.check(week(6, 40, 10, seed)) == ()
    assert team(6, 40, seed) == team(6, 40, seed) != team(6, 40, seed + 1)
    assert week(6, 40, 10, seed) == week(6, 40, 10, seed) != week(6, 40, 10, seed + 1)


def test_the_greedy_week_breaks_no_rule_it_knows() -> None:
    problem = week(6, 40, 10, 0)
    found = {conflict.code for conflict in weeks.verify(problem, greedy_week(problem))}
    assert found <= {"les_ontbreekt", "aantal"}
