"""Counting back from the start: slack, the steps that decide, and what cannot be told."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from naadloos.engines.roadmap import LINKS, StepTask, timeline

TODAY, START = date(2026, 11, 25), date(2027, 8, 1)
# Along 1, 2, 3, 5, 6, 9, 10: 2 + 3 + 4 + 8 + 6 + 4 + 2 weeks.
WEEKS = {1: 2, 2: 3, 3: 4, 4: 1, 5: 8, 6: 6, 7: 2, 8: 3, 9: 4, 10: 2}
TASKS = [StepTask(step, weeks) for step, weeks in WEEKS.items()]


def with_changes(**changes: StepTask) -> list[StepTask]:
    return [changes.get(f"s{each.step}", each) for each in TASKS]


def test_the_longest_way_decides_and_tells_how_much_time_is_left() -> None:
    found = timeline(TASKS, today=TODAY, start=START)
    longest = (2 + 3 + 4 + 8 + 6 + 4 + 2) * 7
    assert found.slack == (START - TODAY).days - longest == 46
    assert found.critical == (1, 2, 3, 5, 6, 9, 10)
    times = {each.task.step: each for each in found.steps}
    assert times[4].slack == 46 + 3 * 7
    assert times[10].latest_end == START
    assert times[10].latest_begin == START - timedelta(weeks=2)
    assert times[1].earliest_begin == TODAY
    assert times[5].earliest_begin == TODAY + timedelta(weeks=9)


def test_too_late_is_below_zero() -> None:
    found = timeline(TASKS, today=date(2027, 5, 1), start=START)
    assert found.slack is not None
    assert found.slack < 0


def test_what_is_done_takes_no_time() -> None:
    done = [replace(each, done=each.step <= 5) for each in TASKS]
    found = timeline(done, today=TODAY, start=START)
    assert found.slack == (START - TODAY).days - 12 * 7
    assert found.critical == (6, 9, 10)
    assert found.steps[0].slack is None
    everything = timeline([replace(each, done=True) for each in TASKS], today=TODAY, start=START)
    assert everything.slack == (START - TODAY).days
    assert everything.critical == ()


def test_a_step_without_weeks_makes_the_whole_unknown_and_is_named() -> None:
    found = timeline(with_changes(s8=StepTask(8, None)), today=TODAY, start=START)
    assert (found.slack, found.missing, found.critical) == (None, (8,), ())
    times = {each.task.step: each for each in found.steps}
    # Before it the way forward is known, after it the way back.
    assert times[5].earliest_end is not None
    assert times[9].latest_begin is not None
    assert times[9].earliest_begin is None
    done = timeline(with_changes(s8=StepTask(8, None, done=True)), today=TODAY, start=START)
    assert done.missing == ()


@given(st.lists(st.integers(0, 30), min_size=10, max_size=10), st.integers(1, 10), st.integers(1, 9))
def test_slack_is_what_a_step_can_take_longer_and_not_a_day_more(weeks: list[int], step: int, more: int) -> None:
    tasks = [StepTask(each, weeks[each - 1]) for each in LINKS]
    found = timeline(tasks, today=TODAY, start=START)
    own = found.steps[step - 1].slack
    assert own is not None
    assert found.slack is not None
    assert own >= found.slack
    longer = [replace(each, weeks=(each.weeks or 0) + more) if each.step == step else each for each in tasks]
    after = timeline(longer, today=TODAY, start=START)
    # A step on the way that decides costs every week; another one only what goes beyond its room.
    assert after.slack == min(found.slack, own - 7 * more)
