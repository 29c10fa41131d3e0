"""Meetings in a rhythm, out of the holidays."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naadloos.engines.roadmap.rhythm import meeting_days

FIRST = date(2026, 12, 15)
CHRISTMAS = (date(2026, 12, 19), date(2027, 1, 3))


def test_every_so_many_weeks_from_the_first() -> None:
    assert meeting_days(FIRST, every_weeks=6, count=3) == [FIRST, date(2027, 1, 26), date(2027, 3, 9)]


def test_a_meeting_in_a_holiday_moves_and_the_rhythm_of_the_others_stays() -> None:
    found = meeting_days(FIRST, every_weeks=2, count=3, free=[CHRISTMAS])
    assert found == [FIRST, date(2027, 1, 5), date(2027, 1, 12)]


def test_two_that_move_to_one_week_are_one() -> None:
    assert meeting_days(FIRST, every_weeks=1, count=4, free=[CHRISTMAS]) == [FIRST, date(2027, 1, 5)]


def test_a_rhythm_that_is_none_is_refused() -> None:
    for every, count in ((0, 3), (53, 3), (2, 0), (2, 61)):
        with pytest.raises(ValueError, match="rhythm"):
            meeting_days(FIRST, every_weeks=every, count=count)
    with pytest.raises(ValueError, match="no week"):
        meeting_days(FIRST, every_weeks=1, count=1, free=[(FIRST, FIRST + timedelta(days=365))])


@given(st.integers(1, 10), st.integers(1, 20), st.integers(-20, 60), st.integers(0, 20))
def test_no_meeting_in_a_holiday_and_always_the_same_weekday(every: int, count: int, begin: int, length: int) -> None:
    free = [(FIRST + timedelta(days=begin), FIRST + timedelta(days=begin + length))]
    for day in meeting_days(FIRST, every_weeks=every, count=count, free=free):
        assert not free[0][0] <= day <= free[0][1]
        assert day.weekday() == FIRST.weekday()
