"""The law year that a route has adopted, and the day on which the law is read for it.

A law year is a school year: 1 August to 31 July. A route is judged by the year its people took over, so that no verdict
turns red overnight; within that year the law of the day counts. Only the text of the law follows the year. What has to
be done by a day is judged on the real calendar.
"""

from datetime import date, timedelta
from functools import cache

from naadloos.engines.law.book import default_book
from naadloos.engines.route import RouteDocument
from naadloos.engines.route.calendar import school_year_of


def law_year_of(day: date) -> int:
    """The law year that a day lies in, by the year in which it begins.

    >>> law_year_of(date(2026, 7, 31)), law_year_of(date(2026, 8, 1))
    (2025, 2026)
    """
    return school_year_of(day)


def first_day_of(year: int) -> date:
    return date(year, 8, 1)


def last_day_of(year: int) -> date:
    return date(year + 1, 7, 31)


def law_day(year: int | None, on: date) -> date:
    """The day whose law counts on day ``on`` for a route with this law year: in that year, as near to ``on`` as can be.

    Without a law year that is the day itself.

    >>> [law_day(2026, date(year, 11, 25)).isoformat() for year in (2025, 2026, 2027)], law_day(None, date(2030, 1, 1))
    (['2026-08-01', '2026-11-25', '2027-07-31'], datetime.date(2030, 1, 1))
    """
    return on if year is None else min(max(on, first_day_of(year)), last_day_of(year))


def in_law_year(document: RouteDocument, year: int | None) -> RouteDocument:
    """The same route under another law year; None: under the law of the day."""
    return document.model_copy(update={"law_year": year})


@cache
def change_days() -> tuple[date, ...]:
    """Every day on which a rule or a norm begins to hold or stops, in the order of time.

    The first day of all is the oldest law that was read; nothing changes on it.
    """
    book = default_book()
    dated = [*book.rules, *(value for norm in book.parameters.values() for value in norm.values)]
    days = {each.valid_from for each in dated}
    days |= {each.valid_to + timedelta(days=1) for each in dated if each.valid_to}
    return tuple(sorted(days)[1:])
