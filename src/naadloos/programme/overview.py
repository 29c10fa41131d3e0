"""Everything that the overview of the programme says, gathered once for the PDF and the spreadsheet."""

from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localtime

from naadloos.engines.law import law_day
from naadloos.programme.hours_norms import NormLine, norm_lines
from naadloos.programme.lessons import LessonYear, Rest, lesson_years, unplaced
from naadloos.programme.models import PlanVersion
from naadloos.programme.printed import Printed
from naadloos.routes.models import Route


@dataclass(frozen=True, slots=True)
class AdoptedVersion:
    number: int
    on: date
    by: str


@dataclass(frozen=True, slots=True)
class Overview:
    """``law_on`` is the day whose law counts.

    ``norms`` are those of the chosen pupils; of all groups of pupils when everybody was chosen.
    """

    name: str
    on: date
    law_on: date
    printed: Printed
    years: list[LessonYear]
    unplaced: list[Rest]
    norms: list[NormLine]
    versions: list[AdoptedVersion]


def adopted_versions(route: Route) -> list[AdoptedVersion]:
    """Who adopted which version of the programme and when, the last one first."""
    found = PlanVersion.objects.filter(route=route, adopted_at__isnull=False).order_by("-adopted_at")
    return [
        AdoptedVersion(number, localtime(at).date(), by)
        for number, at, by in found.values_list("number", "adopted_at", "adopted_by")
        if at
    ]


def norms_of(printed: Printed, *, on: date) -> list[NormLine]:
    """The norms of the chosen pupils; of every group of pupils when everybody was chosen."""
    lines = norm_lines(printed.whole, on=on)
    return [line for line in lines if not printed.audience.one_pupil or line.audience == printed.audience]


def read_overview(route: Route, printed: Printed, *, on: date) -> Overview:
    """Gather the overview of one choice of programme and pupils, with the law of the route on day ``on``."""
    return Overview(
        name=route.name,
        on=on,
        law_on=law_day(printed.whole.law_year, on),
        printed=printed,
        years=lesson_years(printed.document),
        unplaced=unplaced(printed.document.programme),
        norms=norms_of(printed, on=on),
        versions=adopted_versions(route),
    )
