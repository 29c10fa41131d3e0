"""The two half days of a house in a school year: by its bell times, with the days on which it has lessons."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from naadloos.engines.route import document as doc
from naadloos.engines.route.terms import Side
from naadloos.programme.houses.bells import Block, lessons_of
from naadloos.programme.houses.weeks import calendar_of

# A day is cut in two by a pause, or by the change of lessons, that begins between these; else it cannot be cut.
NOON = Block(11 * 60, 14 * 60)
# Of more ways the longest pause, and of equal ones the nearest to this: a quarter past twelve.
MIDDLE = 12 * 60 + 15


@dataclass(frozen=True, slots=True)
class HouseYear:
    """One side in one school year.

    ``bells``: the name of the bell times that ``halves`` follow; "" and None when there are none that can be cut in
    two. ``first`` and ``last`` are None when the calendar is not known. ``free``: days without lessons, both included.
    """

    side: Side
    start_year: int
    bells: str = ""
    halves: tuple[Block, Block] | None = None
    first: date | None = None
    last: date | None = None
    free: tuple[tuple[date, date], ...] = ()

    def is_open(self, day: date) -> bool:
        """Lessons on this day, as far as is known."""
        if self.first is None or self.last is None:
            return True
        return self.first <= day <= self.last and not any(begin <= day <= end for begin, end in self.free)


def halves_of(lessons: Sequence[Block]) -> tuple[Block, Block] | None:
    """Morning and afternoon of a day of lessons; None when nothing cuts it near noon.

    >>> halves_of([Block(510, 620), Block(640, 740), Block(770, 870)])
    (Block(start=510, end=740), Block(start=770, end=870))
    """
    cuts = [(before.end, after.start) for before, after in pairwise(lessons) if NOON.start <= before.end <= NOON.end]
    if not cuts:
        return None
    ends, begins = min(cuts, key=lambda cut: (cut[0] - cut[1], abs(cut[0] - MIDDLE)))
    return Block(lessons[0].start, ends), Block(begins, lessons[-1].end)


def house_year(programme: doc.Programme, side: Side, start_year: int) -> HouseYear:
    """What is known of a side. Of more bell times the first that was entered and can be cut in two counts."""
    bells, halves = "", None
    for row in programme.bell_times:
        if row.side is side and (halves := halves_of(lessons_of(row))) is not None:
            bells = row.title
            break
    calendar = calendar_of(programme, side, start_year)
    if calendar is None:
        return HouseYear(side, start_year, bells, halves)
    free = tuple((row.first_day, row.last_day) for row in programme.holidays if row.calendar == calendar.key)
    return HouseYear(side, start_year, bells, halves, calendar.first_day, calendar.last_day, free)
