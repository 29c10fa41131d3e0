"""Meetings in a rhythm: every so many weeks, out of the holidays."""

from collections.abc import Sequence
from datetime import date, timedelta

MOST = 60
_TRIES = 12


def meeting_days(first: date, *, every_weeks: int, count: int, free: Sequence[tuple[date, date]] = ()) -> list[date]:
    """The days of ``count`` meetings (at most 60), the first on ``first``, then every ``every_weeks`` weeks.

    ``free`` are stretches of days without school, the first and last included. A meeting in one of them moves to the
    same weekday of the first week after it, and the rhythm of the others stays. Raises ValueError when there is no such
    week within twelve weeks, or for a rhythm that is none.

    >>> meeting_days(date(2026, 12, 15), every_weeks=2, count=2, free=[(date(2026, 12, 19), date(2027, 1, 3))])
    [datetime.date(2026, 12, 15), datetime.date(2027, 1, 5)]
    """
    if not 1 <= every_weeks <= 52 or not 1 <= count <= MOST:
        raise ValueError("a rhythm is every 1 to 52 weeks, 1 to 60 times")
    planned = [first + timedelta(weeks=every_weeks * number) for number in range(count)]
    # Two meetings that move to the same week are one meeting.
    return sorted({_out_of(day, free) for day in planned})


def _out_of(day: date, free: Sequence[tuple[date, date]]) -> date:
    for _ in range(_TRIES):
        if not any(begin <= day <= end for begin, end in free):
            return day
        day += timedelta(weeks=1)
    raise ValueError(f"no week without holidays after {day}")
