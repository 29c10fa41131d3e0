"""VO or MBO: where a pupil is on which day, and never both on a counting date (WVO 2.107e, WEB 9.1.9)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from naadloos.engines.route.terms import Phase

# 1 October counts for school and institution, 1 February for the institution.
COUNTED = ((2, 1), (10, 1))
_LAST = date(2100, 1, 1)


@dataclass(frozen=True, slots=True)
class Stay:
    """A pupil in a phase from a day up to and including another; None is still there."""

    phase: Phase
    first: date
    last: date | None = None


def counting_days(first: date, last: date) -> list[date]:
    """The counting dates from a day up to and including another.

    >>> counting_days(date(2027, 10, 1), date(2028, 2, 1))
    [datetime.date(2027, 10, 1), datetime.date(2028, 2, 1)]
    """
    days = (date(year, *each) for year in range(first.year, last.year + 1) for each in COUNTED)
    return [day for day in days if first <= day <= last]


def phase_on(stays: Iterable[Stay], day: date) -> set[Phase]:
    return {each.phase for each in stays if each.first <= day <= (each.last or _LAST)}


def clash(stays: Sequence[Stay]) -> date | None:
    """The first counting date on which somebody would be in both phases; None when there is none."""
    found = []
    for place, one in enumerate(stays):
        for other in stays[place + 1 :]:
            if one.phase is not other.phase:
                first = max(one.first, other.first)
                last = min(one.last or _LAST, other.last or _LAST)
                if days := counting_days(first, min(last, date(first.year + 2, 1, 1))):
                    found.append(days[0])
    return min(found, default=None)
