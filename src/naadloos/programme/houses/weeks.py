"""The weeks of a school year, from Monday to Friday, for both sides: lessons, holiday, exams, and where they differ."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext, ngettext

from naadloos.engines.route import document as doc
from naadloos.engines.route.terms import FreeKind, Side, Term, gettext_noop

# A week with lessons on at least three of its five days is a lesson week. A choice: it is the larger half.
LESSON_DAYS = 3
SCHOOL_DAYS = 5
HOUSES = (Side.VMBO, Side.MBO)


class WeekKind(Term):
    LESSON = "les", gettext_noop("les")
    HOLIDAY = "vakantie", gettext_noop("vakantie")
    FREE = "vrij", gettext_noop("vrij")
    EXAMS = "examens", gettext_noop("toetsen, geen les")
    OUTSIDE = "buiten", gettext_noop("geen school")


_KINDS = {FreeKind.HOLIDAY: WeekKind.HOLIDAY, FreeKind.FREE: WeekKind.FREE, FreeKind.EXAMS: WeekKind.EXAMS}


@dataclass(frozen=True, slots=True)
class HouseWeek:
    """What one side has in one week. ``titles``: the holidays and free days that fall in it."""

    kind: WeekKind
    lesson_days: int
    titles: tuple[str, ...] = ()

    @property
    def is_lesson(self) -> bool:
        return self.kind is WeekKind.LESSON

    @property
    def words(self) -> str:
        name = gettext(self.kind.label)
        if 0 < self.lesson_days < SCHOOL_DAYS:
            days = ngettext("%(n)s lesdag", "%(n)s lesdagen", self.lesson_days) % {"n": self.lesson_days}
            name = days if self.is_lesson else f"{name}, {days}"
        return f"{name} ({', '.join(self.titles)})" if self.titles else name


@dataclass(frozen=True, slots=True)
class YearWeek:
    """One week of both sides; None where a side has no calendar for this school year."""

    monday: date
    vmbo: HouseWeek | None
    mbo: HouseWeek | None

    @property
    def number(self) -> int:
        """The ISO week number."""
        return self.monday.isocalendar().week

    @property
    def friday(self) -> date:
        return self.monday + timedelta(days=SCHOOL_DAYS - 1)

    def of(self, side: Side) -> HouseWeek | None:
        return self.vmbo if side is Side.VMBO else self.mbo

    @property
    def together(self) -> bool:
        """Both sides have lessons."""
        return bool(self.vmbo and self.mbo and self.vmbo.is_lesson and self.mbo.is_lesson)

    @property
    def differs(self) -> bool:
        if self.vmbo is None or self.mbo is None:
            return False
        return (self.vmbo.kind, self.vmbo.lesson_days) != (self.mbo.kind, self.mbo.lesson_days)

    @property
    def difference(self) -> str:
        """Where the sides differ, in words; empty when they do not."""
        if not self.differs or self.vmbo is None or self.mbo is None:
            return ""
        return gettext("week %(week)s: vmbo %(vmbo)s, mbo %(mbo)s") % {
            "week": self.number,
            "vmbo": self.vmbo.words,
            "mbo": self.mbo.words,
        }


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def calendar_of(programme: doc.Programme, side: Side, start_year: int) -> doc.SchoolYear | None:
    """The calendar of one side for a school year; None when it is not known."""
    return next((row for row in programme.school_years if row.side is side and row.start_year == start_year), None)


def house_weeks(calendar: doc.SchoolYear, holidays: Iterable[doc.Holiday]) -> dict[date, HouseWeek]:
    """The weeks of one side by their Monday, from the first to the last day of lessons."""
    free = [row for row in holidays if row.calendar == calendar.key]
    found = {}
    monday = monday_of(calendar.first_day)
    while monday <= calendar.last_day:
        found[monday] = _week(monday, calendar, free)
        monday += timedelta(weeks=1)
    return found


def _week(monday: date, calendar: doc.SchoolYear, free: list[doc.Holiday]) -> HouseWeek:
    days, titles = Counter[WeekKind](), dict[str, None]()
    for number in range(SCHOOL_DAYS):
        day = monday + timedelta(days=number)
        here = [row for row in free if row.first_day <= day <= row.last_day]
        titles |= dict.fromkeys(row.title for row in here)
        if not calendar.first_day <= day <= calendar.last_day:
            days[WeekKind.OUTSIDE] += 1
        elif here:
            days[_KINDS[here[0].kind]] += 1
        else:
            days[WeekKind.LESSON] += 1
    lessons = days.pop(WeekKind.LESSON, 0)
    kind = WeekKind.LESSON if lessons >= LESSON_DAYS else days.most_common(1)[0][0]
    return HouseWeek(kind, lessons, tuple(titles))


def year_weeks(programme: doc.Programme, start_year: int) -> list[YearWeek]:
    """Every week of a school year in order, for both sides; empty when neither side has a calendar."""
    houses: dict[Side, dict[date, HouseWeek] | None] = {}
    for side in HOUSES:
        calendar = calendar_of(programme, side, start_year)
        houses[side] = house_weeks(calendar, programme.holidays) if calendar else None
    mondays = [monday for weeks in houses.values() if weeks for monday in weeks]
    if not mondays:
        return []
    found, monday = [], min(mondays)
    while monday <= max(mondays):
        vmbo, mbo = (
            None if weeks is None else weeks.get(monday, HouseWeek(WeekKind.OUTSIDE, 0)) for weeks in houses.values()
        )
        found.append(YearWeek(monday, vmbo, mbo))
        monday += timedelta(weeks=1)
    return found
