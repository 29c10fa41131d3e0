"""What the page “Jaarplanning van beide kanten” shows, read from the document; and what taking it over would do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext

from naadloos.engines.planner import verify
from naadloos.engines.route import RouteDocument
from naadloos.engines.route import document as doc
from naadloos.engines.route.calendar import GroupYear
from naadloos.engines.route.terms import Side
from naadloos.organisations.history import in_words
from naadloos.programme.houses.bells import Block, Joint, joint_starts, lessons_of
from naadloos.programme.houses.periods import NewPeriod, PeriodDates, YearPeriods, follow_calendar, period_dates
from naadloos.programme.houses.weeks import HOUSES, SCHOOL_DAYS, YearWeek, calendar_of, monday_of, year_weeks
from naadloos.programme.models import Period
from naadloos.programme.problem import build_plan_problem, placements_of
from naadloos.programme.queries import in_language

HOUR = Decimal(60)


@dataclass(frozen=True, slots=True)
class WeekRow:
    """A week with the period that it falls in; ``begins`` when it is the first of that period."""

    week: YearWeek
    period: int | None
    begins: bool


@dataclass(frozen=True, slots=True)
class House:
    """One side in one school year: its calendar, its lesson weeks."""

    side: Side
    calendar: doc.SchoolYear | None
    lesson_weeks: int


@dataclass(frozen=True, slots=True)
class Day:
    """Bell times of one side, with the lessons of the day."""

    bells: doc.BellTimes
    lessons: list[Block]

    @property
    def week_hours(self) -> Decimal:
        """Klokuren of lessons in a week of five of these days."""
        minutes = sum(lesson.minutes for lesson in self.lessons) * SCHOOL_DAYS
        return (minutes / HOUR).quantize(Decimal("0.01"))


@dataclass(frozen=True, slots=True)
class DayPair:
    vmbo: Day
    mbo: Day
    joint: list[Joint]


@dataclass(frozen=True, slots=True)
class YearPage:
    choice: GroupYear
    houses: list[House]
    weeks: list[WeekRow]
    periods: YearPeriods
    days: dict[str, list[Day]]
    pairs: list[DayPair]
    can_follow: bool

    @property
    def differences(self) -> list[str]:
        return [row.week.difference for row in self.weeks if row.week.differs]

    @property
    def together(self) -> int | None:
        """Weeks in which both sides have lessons; None when a calendar is not known."""
        if any(house.calendar is None for house in self.houses):
            return None
        return sum(row.week.together for row in self.weeks)

    @property
    def short(self) -> int:
        """Lesson weeks that the calendar has fewer than the periods ask."""
        return max(0, -self.periods.over)

    @property
    def missing(self) -> list[Side]:
        return [house.side for house in self.houses if house.calendar is None]


def chosen(choices: Sequence[GroupYear], cohort: str, route_year: str) -> GroupYear | None:
    """What was asked for, else the first; None when the route has no group."""
    asked = next((each for each in choices if (str(each.cohort), str(each.route_year)) == (cohort, route_year)), None)
    return asked or next(iter(choices), None)


def year_page(document: RouteDocument, choice: GroupYear) -> YearPage:
    programme = document.programme
    weeks = year_weeks(programme, choice.start)
    periods = period_dates(programme, choice.route_year, choice.start)
    days = {
        side.value: [Day(row, lessons_of(row)) for row in programme.bell_times if row.side is side] for side in HOUSES
    }
    return YearPage(
        choice,
        [
            House(
                side,
                calendar_of(programme, side, choice.start),
                sum(bool((here := week.of(side)) and here.is_lesson) for week in weeks),
            )
            for side in HOUSES
        ],
        _rows(weeks, periods.rows),
        periods,
        days,
        [
            DayPair(vmbo, mbo, joint_starts(vmbo.lessons, mbo.lessons))
            for vmbo in days[Side.VMBO]
            for mbo in days[Side.MBO]
        ],
        any(row.changes for row in follow_calendar(programme, choice.route_year, choice.start)),
    )


def _rows(weeks: Sequence[YearWeek], periods: Sequence[PeriodDates]) -> list[WeekRow]:
    number_of: dict[date, int] = {}
    for row in periods:
        if row.first and row.last:
            monday = monday_of(row.first)
            while monday <= row.last:
                number_of[monday] = row.period.number
                monday += timedelta(weeks=1)
    found, before = [], None
    for week in weeks:
        period = number_of.get(week.monday)
        found.append(WeekRow(week, period, period is not None and period != before))
        before = period or before
    return found


@dataclass(frozen=True, slots=True)
class TakeOver:
    """What taking over weeks and hours changes, as (period, label, old, new), and what is wrong with the plan after."""

    rows: list[NewPeriod]
    lines: list[tuple[str, str, str, str]]
    now: int
    reasons: list[str]


def take_over(document: RouteDocument, choice: GroupYear, *, on: date) -> TakeOver:
    programme = document.programme
    rows = follow_calendar(programme, choice.route_year, choice.start)
    new = {row.dates.period.key: row for row in rows}
    periods = [
        period.model_copy(
            update={name: after for name, _before, after in new[period.key].changes} if period.key in new else {}
        )
        for period in programme.periods
    ]
    after = document.model_copy(update={"programme": programme.model_copy(update={"periods": periods})})
    faults = [
        verify(build_plan_problem(each, on=on), placements_of(each)) if programme.placements else ()
        for each in (document, after)
    ]
    return TakeOver(rows, _lines(rows), len(faults[0]), in_language(faults[1]))


def _lines(rows: Sequence[NewPeriod]) -> list[tuple[str, str, str, str]]:
    return [
        (
            gettext("periode %(n)s") % {"n": row.dates.period.number},
            str(Period._meta.get_field(name).verbose_name),  # type: ignore[union-attr]
            gettext("geen eigen grens") if before is None else in_words(before),
            in_words(after),
        )
        for row in rows
        for name, before, after in row.changes
    ]
