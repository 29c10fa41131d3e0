"""On small teams the division is the best of all, tried one by one, goal after goal."""

from conftest_team import all_divisions, need, small_teams, teacher, worth
from conftest_team import problem as make
from hypothesis import HealthCheck, given, settings

from naadloos.engines.team import Control, TeamProblem, TeamStatus, propose, verify


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(small_teams())
def test_the_division_is_the_best_of_all(problem: TeamProblem) -> None:
    result = propose(problem, seconds=20)
    assert result.status is TeamStatus.OPTIMAL
    assert verify(problem, result.assignments) == ()
    found = tuple(each.value for each in result.goals)
    assert found == worth(problem, result.assignments)
    assert found == min(worth(problem, each) for each in all_divisions(problem))
    assert [each.bound for each in result.goals] == list(found)
    assert result.uncovered == found[0]
    assert sum(each.hours for each in result.advice) == found[0]


def _larger() -> TeamProblem:
    teachers = [teacher(f"t{at}", 60 + 7 * at, skills="bouw taal" if at % 2 else "bouw") for at in range(8)]
    needs = [
        need(f"u{unit}", 23 + unit, period, skills="taal" if unit % 3 == 0 else "bouw", group=group)
        for unit in range(6)
        for period in (1, 2)
        for group in ("A", "B")
    ]
    return make(*teachers, *needs)


def test_equal_input_gives_an_equal_division() -> None:
    problem = _larger()
    assert propose(problem, seconds=0.5, clock=60) == propose(problem, seconds=0.5, clock=60)
    assert propose(problem, seconds=0.3, workers=2, clock=60) == propose(problem, seconds=0.3, workers=2, clock=60)


def test_a_search_that_is_stopped_gives_what_it_has() -> None:
    control = Control()
    control.stop()
    problem = _larger()
    result = propose(problem, control=control)
    assert result.status is TeamStatus.STOPPED
    assert verify(problem, result.assignments) == ()
    assert all(each.bound <= each.value for each in result.goals)
