"""Dates in Dutch words, and the years of the route that each group follows."""

from dataclasses import dataclass
from datetime import date

from naadloos.engines.route.document import RouteDocument
from naadloos.engines.route.steps import route_year_label

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


def date_text(day: date) -> str:
    """
    >>> date_text(date(2026, 8, 1))
    '1 augustus 2026'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


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
        return f"{self.start}-{self.start + 1}"


def group_years(document: RouteDocument) -> list[GroupYear]:
    """Every year of every group of the route, in order."""
    return [
        GroupYear(cohort.start_year, year)
        for cohort in sorted(document.route.cohorts, key=lambda row: row.start_year)
        for year in range(1, document.route.years + 1)
    ]
