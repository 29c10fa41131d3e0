"""On small problems the week is the best of all, tried one by one; the clash is smallest."""

from conftest_week import all_weeks, group, lesson, small_weeks, worth
from conftest_week import problem as make
from hypothesis import HealthCheck, given, settings

from naadloos.engines.week import (
    Control,
    Half,
    Kind,
    Teacher,
    WeekProblem,
    WeekStatus,
    alternatives,
    explain,
    propose,
    score,
    verify,
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(small_weeks())
def test_the_week_is_the_best_of_all(problem: WeekProblem) -> None:
    result = propose(problem, seconds=20, clock=120)
    every = [worth(problem, week) for week in all_weeks(problem)]
    if result.status is WeekStatus.IMPOSSIBLE:
        assert every == []
        assert result.reasons
        assert explain(problem).minimal
        return
    assert result.status is WeekStatus.OPTIMAL
    assert verify(problem, result.week) == ()
    assert result.points == worth(problem, result.week) == min(every) == result.bound
    assert result.points == sum(each.points for each in score(problem, result.week))


def _larger() -> WeekProblem:
    groups = [group(key, vmbo=5, mbo=3, bedrijf=2) for key in "abc"]
    lessons = [lesson(f"{key}{at}", key, Kind.MBO, teachers=("t",)) for key in "abc" for at in range(2)]
    return make(
        *groups, *lessons, Teacher("t", "Docent t", tuple(Half(day, part) for day in (1, 2, 4) for part in (1, 2)))
    )


def test_equal_input_gives_an_equal_week() -> None:
    assert propose(_larger(), clock=60) == propose(_larger(), clock=60)
    assert propose(_larger(), seconds=1, workers=2, clock=60) == propose(_larger(), seconds=1, workers=2, clock=60)


def test_alternatives_are_other_weeks() -> None:
    problem = _larger()
    best = propose(problem)
    found = alternatives(problem, best.week)
    assert len(found) == 2
    weeks = [best.week, *(each.week for each in found)]
    for at, one in enumerate(weeks):
        assert verify(problem, one) == ()
        for other in weeks[at + 1 :]:
            assert len(set(one.stays) - set(other.stays)) >= 3
    assert all(each.points >= best.points for each in found)
    only = make(group(vmbo=10))
    assert alternatives(only, propose(only).week) == ()


def test_a_search_that_is_stopped_says_so() -> None:
    control = Control()
    control.stop()
    result = propose(_larger(), control=control)
    assert result.status is WeekStatus.STOPPED
    assert result.reasons[0].code == "tijd_op"
