"""Reading the exams: all assessments per year of the route."""

from dataclasses import dataclass

from naadloos.engines.route import route_year_label
from naadloos.exams.models import Assessment
from naadloos.routes.models import Route


@dataclass(frozen=True, slots=True)
class ExamYear:
    route_year: int
    label: str
    assessments: list[Assessment]


def exam_years(route: Route) -> list[ExamYear]:
    """The assessments of a route per year, with what they cover, in a fixed number of queries."""
    rows: dict[int, list[Assessment]] = {}
    for row in Assessment.objects.filter(route=route).prefetch_related("deeltaken", "werkprocessen"):
        rows.setdefault(row.route_year, []).append(row)
    return [ExamYear(year, route_year_label(year), rows.get(year, [])) for year in range(1, route.years + 1)]
