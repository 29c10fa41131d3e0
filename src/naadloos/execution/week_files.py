"""The basisweek for timetable programs and calendars: by the bell times and holidays of each house, when known."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Event

from naadloos.engines.route import RouteDocument
from naadloos.engines.route.calendar import school_year_of, school_year_text
from naadloos.engines.route.terms import Side, WeekKind
from naadloos.execution.weekboard import Board, Cell, GroupWeek
from naadloos.programme.queries import HouseYear, house_year
from naadloos.routes.ical import new_calendar, written
from naadloos.routes.models import Route

# When a half day begins and ends where no bell times tell it, and at a company.
FIXED = {1: (time(8, 30), time(12, 0)), 2: (time(12, 30), time(16, 0))}
# Without a calendar: from the first week of September on, so many weeks.
WEEKS = 40
HOUSES = {WeekKind.VMBO.value: Side.VMBO, WeekKind.MBO.value: Side.MBO}
Times = tuple[time, time]


@dataclass(frozen=True, slots=True)
class WeekYear:
    """One school year with what is known of both houses in it."""

    start_year: int
    houses: dict[Side, HouseYear]

    @property
    def title(self) -> str:
        return school_year_text(self.start_year)

    def times(self, cell: Cell) -> Times:
        """From and until when a half day lasts, by the house where it is."""
        house = self._house(cell)
        if house is None or house.halves is None:
            return FIXED[cell.half.part]
        block = house.halves[cell.half.part - 1]
        return _time(block.start), _time(block.end)

    def source(self, cell: Cell) -> str:
        """Where these times come from, in a few words."""
        house = self._house(cell)
        if house is None or house.halves is None:
            return _("vast dagdeel")
        return _("lestijden van het %(side)s: %(bells)s") % {"side": _(house.side.label), "bells": house.bells}

    def days(self, group: GroupWeek, cell: Cell) -> tuple[list[date], list[date]]:
        """The days on which a half day comes by, every week, and those of them that fall away.

        A day at a company follows the calendar of the house that the group belongs to.
        """
        house = self._house(cell) or (self.houses.get(group.house) if group.house else None)
        if house is None or house.first is None or house.last is None:
            begin = date(self.start_year, 9, 1)
            day = begin - timedelta(days=begin.weekday()) + timedelta(days=cell.half.day - 1)
            return [day + timedelta(weeks=week) for week in range(WEEKS)], []
        day = house.first + timedelta(days=(cell.half.day - 1 - house.first.weekday()) % 7)
        every = [day + timedelta(weeks=week) for week in range((house.last - day).days // 7 + 1)]
        return every, [each for each in every if not house.is_open(each)]

    def _house(self, cell: Cell) -> HouseYear | None:
        side = HOUSES.get(cell.kind)
        return self.houses[side] if side else None

    def said(self) -> list[str]:
        """In words: which times and days the files follow, per house, and what is not known."""
        return [*(_said(house) for house in self.houses.values()), _company()]


def _time(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)


def _span(begin: time, end: time) -> str:
    return f"{begin:%H:%M}-{end:%H:%M}"


def _said(house: HouseYear) -> str:
    names = {"side": _(house.side.label), "year": school_year_text(house.start_year), "bells": house.bells}
    if house.halves is None:
        spans = {"morning": _span(*FIXED[1]), "afternoon": _span(*FIXED[2])}
        times = _(
            "Op het %(side)s: vaste dagdelen, %(morning)s en %(afternoon)s, want er zijn geen lestijden ingevuld "
            "waaruit een ochtend en een middag volgt."
        )
    else:
        spans = {"morning": str(house.halves[0]), "afternoon": str(house.halves[1])}
        times = _("Op het %(side)s: %(morning)s en %(afternoon)s, volgens de lestijden “%(bells)s”.")
    if house.first is None:
        days = _(
            "De kalender van %(year)s is onbekend: de agenda loopt veertig weken vanaf september, zonder vakanties."
        )
    else:
        days = _("De agenda volgt de kalender van %(year)s: op vrije dagen staat er niets.")
    return f"{times % (names | spans)} {days % names}"


def _company() -> str:
    said = _(
        "Bij een bedrijf: vaste dagdelen, %(morning)s en %(afternoon)s, op de lesdagen van de school of instelling "
        "waar de groep bij hoort. Is dat onbekend, dan veertig weken vanaf september."
    )
    return said % {"morning": _span(*FIXED[1]), "afternoon": _span(*FIXED[2])}


def week_year(document: RouteDocument, start_year: int) -> WeekYear:
    houses = (house_year(document.programme, side, start_year) for side in (Side.VMBO, Side.MBO))
    return WeekYear(start_year, {each.side: each for each in houses})


def years_of(document: RouteDocument, today: date) -> list[int]:
    """The school year at hand and the one after it; before the route starts its first year."""
    first = min((each.start_year for each in document.route.cohorts), default=0)
    now = max(first, school_year_of(today))
    return [now, now + 1]


def _shown(board: Board) -> Iterator[tuple[GroupWeek, Cell]]:
    for group in board.groups:
        for cell in group.cells:
            yield group, cell


def csv_rows(board: Board, year: WeekYear) -> list[tuple[str, ...]]:
    """One line per group and half day, for the timetable program of a school."""
    rows: list[tuple[str, ...]] = [
        ("groep", "dag", "dagdeel", "van", "tot", "tijden volgens", "soort", "plaats", "lessen")
    ]
    for group, cell in _shown(board):
        somewhere = bool(cell.kind) and cell.kind != WeekKind.FREE.value
        begin, end = year.times(cell)
        rows.append(
            (
                group.title,
                board.days[cell.half.day - 1],
                str(cell.half.part),
                *((f"{begin:%H:%M}", f"{end:%H:%M}", year.source(cell)) if somewhere else ("", "", "")),
                cell.kind,
                cell.where,
                " | ".join(cell.lessons),
            )
        )
    return rows


def calendar_of(route: Route, board: Board, year: WeekYear) -> bytes:
    """The week as events that come back every week of the school year, but for the free days of the house."""
    calendar = new_calendar(f"{route} {year.title}")
    # DESCRIPTION and X-WR-CALDESC: programs read one of the two. On one line, as the latter is not escaped.
    calendar.description = " ".join(year.said())
    now = timezone.now()
    for group, cell in _shown(board):
        every, free = year.days(group, cell)
        if not cell.where or cell.kind == WeekKind.FREE.value or len(every) == len(free):
            continue
        begin, end = year.times(cell)
        event = Event()
        event.add("uid", f"{group.key}-{year.start_year}-{cell.half.day}-{cell.half.part}@{route.pk}")
        event.add("dtstamp", now)
        event.add("summary", f"{group.title}: {cell.where}")
        event.add("dtstart", _moment(every[0], begin))
        event.add("dtend", _moment(every[0], end))
        event.add("rrule", {"freq": "weekly", "count": len(every)})
        if free:
            event.add("exdate", [_moment(day, begin) for day in free])
        event.add("location", cell.where)
        event.add("description", "\n".join([*cell.lessons, year.source(cell)]))
        calendar.add_component(event)
    return written(calendar)


def _moment(day: date, at: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, at))
