"""Dates and school years in Dutch words, and the years of the route that each group follows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from naadloos.engines.route.document import RouteDocument
from naadloos.engines.route.steps import route_year_label
from naadloos.engines.route.terms import gettext_noop

MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)

# The days of a school week: 1 is Monday.
DAYS: Mapping[int, str] = {
    1: gettext_noop("maandag"),
    2: gettext_noop("dinsdag"),
    3: gettext_noop("woensdag"),
    4: gettext_noop("donderdag"),
    5: gettext_noop("vrijdag"),
}


def date_text(day: date) -> str:
    """
    >>> date_text(date(2026, 8, 1))
    '1 augustus 2026'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def school_year_of(day: date) -> int:
    """The school year that a day lies in (1 August to 31 July), by the year in which it begins.

    >>> school_year_of(date(2026, 7, 31)), school_year_of(date(2026, 8, 1))
    (2025, 2026)
    """
    return day.year - (day < date(day.year, 8, 1))


def school_year_text(year: int) -> str:
    """
    >>> school_year_text(2026)
    '2026-2027'
    """
    return f"{year}-{year + 1}"


def months(begins: date, ends: date) -> Iterator[date]:
    """The first day of every month that a period touches.

    >>> [day.isoformat() for day in months(date(2026, 11, 30), date(2027, 1, 1))]
    ['2026-11-01', '2026-12-01', '2027-01-01']
    """
    at = begins.replace(day=1)
    while at <= ends:
        yield at
        at = date(at.year + at.month // 12, at.month % 12 + 1, 1)


@dataclass(frozen=True, slots=True)
class GroupYear:
    """One year of the route (1 = leerjaar 3) of the group that began in ``cohort``."""

    cohort: int
    route_year: int

    @property
    def start(self) -> int:
        """The calendar year in which the school year begins."""
        return self.cohort + self.route_year - 1

    @property
    def label(self) -> str:
        return route_year_label(self.route_year)

    @property
    def school_year(self) -> str:
        return school_year_text(self.start)


def group_years(document: RouteDocument) -> list[GroupYear]:
    """Every year of every group of the route, in order."""
    return [
        GroupYear(cohort.start_year, year)
        for cohort in sorted(document.route.cohorts, key=lambda row: row.start_year)
        for year in range(1, document.route.years + 1)
    ]
