"""A search that another thread holds by the hand, and one that goes on from a plan of before."""

import threading

from conftest_planner import make_problem, make_unit

from benchmarks.routes import route
from naadloos.engines.planner import Control, PlanResult, PlanStatus, alternatives, plan, score, verify

MIDDLE = route(40, 16, 2, 1)


def test_a_plan_of_before_is_where_the_search_begins() -> None:
    told: list[PlanResult] = []
    first = plan(MIDDLE, seconds=2)
    assert first.score is not None
    plan(MIDDLE, seconds=1, start=first.placements, on_better=lambda found: bool(told.append(found)) or True)
    assert told[0].placements == first.placements
    assert told[0].score == first.score


def test_a_plan_of_before_that_no_longer_fits_is_left_aside() -> None:
    first = make_unit("a", 60)
    problem = make_problem(first, make_unit("b", 60, after=("a",)), years=1, per_year=2)
    wrong = [each for each in plan(problem).placements if each.unit == "a"]
    result = plan(problem, start=wrong)
    assert result.status is PlanStatus.OPTIMAL
    assert not verify(problem, result.placements)


def test_another_thread_stops_the_search_and_gets_the_best_so_far() -> None:
    control, given = Control(), []
    assert control.best() is None
    thread = threading.Thread(
        target=lambda: given.append(plan(MIDDLE, seconds=600, clock=600, control=control, repeatable=False))
    )
    thread.start()
    while control.best() is None and thread.is_alive():
        thread.join(0.02)
    seen = control.best()
    while thread.is_alive():
        control.stop()
        thread.join(0.1)
    assert seen is not None
    assert seen.score is not None
    result = given[0]
    assert verify(MIDDLE, result.placements) == ()
    assert score(MIDDLE, result.placements).points <= seen.score.points


def test_a_search_that_was_stopped_before_it_began_gives_the_plan_of_before_or_says_that_there_was_no_time() -> None:
    before = plan(MIDDLE, seconds=2)
    control = Control()
    control.stop()
    assert (
        plan(MIDDLE, seconds=600, clock=600, start=before.placements, control=control).placements == before.placements
    )
    assert plan(MIDDLE, seconds=600, clock=600, control=control).status is PlanStatus.UNKNOWN


def test_alternatives_begin_with_the_best_that_is_known_and_end_when_stopped() -> None:
    best = plan(MIDDLE, seconds=2)
    control = Control()
    control.stop()
    assert alternatives(MIDDLE, seconds=60, best=best, control=control) == (best,)
    others = alternatives(MIDDLE, seconds=4, best=best, count=2)
    assert others[0] == best
    assert all(verify(MIDDLE, each.placements) == () for each in others)
