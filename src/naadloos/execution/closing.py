"""When a group is done: what must be true before it is closed."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from naadloos.engines.route import RouteDocument
from naadloos.engines.route.terms import Side
from naadloos.routes.models import Route
from naadloos.routes.state import kind_url


@dataclass(frozen=True, slots=True)
class Condition:
    key: str
    said: str
    met: bool
    url: str = ""


def conditions(route: Route, document: RouteDocument, start_year: int, today: date) -> list[Condition]:
    """What the route itself shows. That the data were handed over only people know; the form asks it."""
    return [
        Condition("over", _("Het laatste schooljaar van de groep is voorbij"), last_day(document, start_year) < today),
        Condition(
            "incidents",
            _("Er staan geen incidenten of wijzigingen open"),
            all(each.closed_on for each in document.execution.incidents),
            kind_url(route, 10, "incidents"),
        ),
        Condition(
            "evaluation",
            _("Het laatste schooljaar is geëvalueerd, met een uitkomst"),
            evaluated(document, start_year),
            kind_url(route, 7, "evaluations"),
        ),
    ]


def last_day(document: RouteDocument, start_year: int) -> date:
    """The last day of lessons of the last year of a group; without a calendar 31 July."""
    last = start_year + document.route.years - 1
    days = [
        each.last_day for each in document.programme.school_years if each.side is Side.MBO and each.start_year == last
    ]
    return max(days, default=date(last + 1, 7, 31))


def evaluated(document: RouteDocument, start_year: int) -> bool:
    begins = date(start_year + document.route.years - 1, 8, 1)
    return any(each.result and each.on and each.on >= begins for each in document.monitoring.evaluations)
