"""From the programme to the exams: the weeks of a year of the route."""

from naadloos.engines.route import RouteDocument
from naadloos.programme.queries import PlannedWeek, planned_weeks


def weeks_of(document: RouteDocument, route_year: int, start_year: int) -> list[PlannedWeek]:
    """The weeks of a school year with their periods; empty when no calendar is known."""
    return planned_weeks(document.programme, route_year, start_year)
