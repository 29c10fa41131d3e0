"""When the periods of a year are, by the calendar, and what their weeks and hours become when they follow it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from naadloos.engines.route import document as doc
from naadloos.engines.route.terms import Side
from naadloos.programme.coverage import LAST_VO_YEAR
from naadloos.programme.houses.weeks import HOUSES, YearWeek, calendar_of, year_weeks

CENT = Decimal("0.01")
MOST_WEEKS = 30  # of one period


def leading_side(route_year: int) -> Side:
    """Whose calendar makes the periods: that of the side where the pupils are most in this year."""
    return Side.VMBO if route_year <= LAST_VO_YEAR else Side.MBO


@dataclass(frozen=True, slots=True)
class PeriodDates:
    """One period in one school year.

    ``first`` and ``last`` are None when the calendar of the leading side is not known or has no week left.
    ``lesson_weeks``: of each side between these days; None when its calendar is not known.
    """

    period: doc.Period
    first: date | None
    last: date | None
    lesson_weeks: dict[Side, int | None]
    together: int | None

    @property
    def vmbo(self) -> int | None:
        return self.lesson_weeks[Side.VMBO]

    @property
    def mbo(self) -> int | None:
        return self.lesson_weeks[Side.MBO]


@dataclass(frozen=True, slots=True)
class YearPeriods:
    """The periods of a route year in a school year; ``over``: lesson weeks more (or fewer) than the periods hold."""

    side: Side
    known: bool
    rows: tuple[PeriodDates, ...]
    over: int


def periods_of(programme: doc.Programme, route_year: int) -> list[doc.Period]:
    return sorted((row for row in programme.periods if row.route_year == route_year), key=lambda row: row.number)


def period_dates(programme: doc.Programme, route_year: int, start_year: int) -> YearPeriods:
    """The periods of one route year by the calendar of ``start_year``: each takes the next lesson weeks in order."""
    periods = periods_of(programme, route_year)
    return _dates(programme, start_year, leading_side(route_year), periods, [row.weeks for row in periods])


def _dates(
    programme: doc.Programme, start_year: int, side: Side, periods: Sequence[doc.Period], counts: Sequence[int]
) -> YearPeriods:
    weeks = year_weeks(programme, start_year)
    calendar = calendar_of(programme, side, start_year)
    nothing: dict[Side, int | None] = dict.fromkeys(HOUSES)
    if calendar is None:
        return YearPeriods(side, False, tuple(PeriodDates(row, None, None, nothing, None) for row in periods), 0)
    lessons = [week for week in weeks if (here := week.of(side)) and here.is_lesson]
    rows, begun = [], 0
    for period, count in zip(periods, counts, strict=True):
        mine, begun = lessons[begun : begun + count], begun + count
        if not mine:
            rows.append(PeriodDates(period, None, None, dict.fromkeys(HOUSES, 0), 0))
            continue
        within = [week for week in weeks if mine[0].monday <= week.monday <= mine[-1].monday]
        known = all(calendar_of(programme, each, start_year) for each in HOUSES)
        rows.append(
            PeriodDates(
                period,
                max(mine[0].monday, calendar.first_day),
                min(mine[-1].friday, calendar.last_day),
                {each: _count(within, each) for each in HOUSES},
                sum(week.together for week in within) if known else None,
            )
        )
    return YearPeriods(side, True, tuple(rows), len(lessons) - sum(counts))


def _count(weeks: Sequence[YearWeek], side: Side) -> int | None:
    here = [week.of(side) for week in weeks]
    return None if None in here else sum(each.is_lesson for each in here if each)


@dataclass(frozen=True, slots=True)
class NewPeriod:
    """What a period becomes when it follows the calendar: weeks, and hours at the same hours a week as now."""

    dates: PeriodDates
    weeks: int
    hours: Decimal
    hours_vmbo: Decimal | None
    hours_mbo: Decimal | None

    @property
    def changes(self) -> list[tuple[str, Decimal | int | None, Decimal | int | None]]:
        """(field, old, new) of what changes."""
        old = self.dates.period
        pairs: list[tuple[str, Decimal | int | None, Decimal | int | None]] = [
            ("weeks", old.weeks, self.weeks),
            ("hours", old.hours, self.hours),
            ("hours_vmbo", old.hours_vmbo, self.hours_vmbo),
            ("hours_mbo", old.hours_mbo, self.hours_mbo),
        ]
        return [(name, before, after) for name, before, after in pairs if before != after]


def follow_calendar(programme: doc.Programme, route_year: int, start_year: int) -> list[NewPeriod]:
    """The periods of one route year as the calendar has them; empty when the leading calendar is not known.

    All lesson weeks are divided over the periods in the proportion of now. Hours a week stay as they are. A side that
    has fewer lesson weeks in a period than the period counts can give fewer hours; without a limit it gets one then.
    """
    periods, side = periods_of(programme, route_year), leading_side(route_year)
    now = period_dates(programme, route_year, start_year)
    total = sum(row.weeks for row in periods) + now.over
    if not now.known or not periods or total < len(periods):
        return []
    counts = divide_weeks(total, [row.weeks for row in periods])
    after = _dates(programme, start_year, side, periods, counts)
    return [
        NewPeriod(
            row,
            weeks,
            _scaled(row.period.hours, weeks, row.period.weeks),
            _limit(row.period, row.period.hours_vmbo, row.vmbo, weeks),
            _limit(row.period, row.period.hours_mbo, row.mbo, weeks),
        )
        for row, weeks in zip(after.rows, counts, strict=True)
    ]


def divide_weeks(total: int, parts: Sequence[int]) -> list[int]:
    """Divide whole weeks in the proportion of ``parts``, at least 1 and at most 30 each; the largest rest goes first.

    ``total`` is at least the number of parts; weeks beyond 30 for each are left over.

    >>> divide_weeks(38, [10, 9, 10, 10])
    [10, 9, 10, 9]
    """
    whole = sum(parts)
    shares = [Fraction(total * part, whole) for part in parts]
    found = [min(MOST_WEEKS, max(1, int(share))) for share in shares]
    while sum(found) != total:
        more = sum(found) < total
        able = [at for at, weeks in enumerate(found) if (weeks < MOST_WEEKS if more else weeks > 1)]
        if not able:
            break
        best = max(able, key=lambda at: ((shares[at] - found[at]) * (1 if more else -1), -at))
        found[best] += 1 if more else -1
    return found


def _scaled(hours: Decimal, weeks: int, before: int) -> Decimal:
    return (hours * weeks / before).quantize(CENT)


def _limit(period: doc.Period, limit: Decimal | None, lesson_weeks: int | None, weeks: int) -> Decimal | None:
    """What a side can give: no more than the hours a week of the period times its own lesson weeks.

    What people set is never widened, so that following the same calendar again changes nothing.
    """
    own = None if limit is None else _scaled(limit, weeks, period.weeks)
    if lesson_weeks is None or lesson_weeks >= weeks:
        return own
    most = _scaled(period.hours, lesson_weeks, period.weeks)
    return most if own is None else min(own, most)
