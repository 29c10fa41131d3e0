"""Reading the exams: all assessments per year of the route, per subject or kerntaak, or per variant."""

from dataclasses import dataclass
from enum import StrEnum

from django.urls import reverse
from django.utils.translation import gettext, gettext_noop

from naadloos.engines.route import document as doc
from naadloos.engines.route import route_year_label
from naadloos.exams.determination.models import RegulationVersion, State
from naadloos.exams.models import Assessment
from naadloos.routes.models import Route

_COVERED = ("deeltaken", "werkprocessen", "kerntaken", "generic", "keuzedelen", "variants")


class Per(StrEnum):
    """What the tables of assessments are cut by."""

    YEAR = "leerjaar"
    SUBJECT = "vak"
    VARIANT = "variant"

    @property
    def label(self) -> str:
        return _PER[self]


_PER = {
    Per.YEAR: gettext_noop("per leerjaar"),
    Per.SUBJECT: gettext_noop("per vak of kerntaak"),
    Per.VARIANT: gettext_noop("per variant"),
}


@dataclass(frozen=True, slots=True)
class ExamSection:
    """One table: ``name`` for its anchor, ``label`` for its head."""

    name: str
    label: str
    assessments: list[Assessment]


def _rows(route: Route) -> list[Assessment]:
    return list(
        Assessment.objects.filter(route=route).prefetch_related(*_COVERED).order_by("route_year", "period", "week")
    )


def exam_sections(route: Route, per: Per) -> list[ExamSection]:
    """The assessments of a route cut into tables, with what they cover, in a fixed number of queries."""
    rows = _rows(route)
    if per is Per.SUBJECT:
        return _per_subject(rows)
    if per is Per.VARIANT:
        return _per_variant(route, rows)
    return [
        ExamSection(f"jaar-{year}", gettext(route_year_label(year)), [row for row in rows if row.route_year == year])
        for year in range(1, route.years + 1)
    ]


def _per_subject(rows: list[Assessment]) -> list[ExamSection]:
    found: dict[tuple[str, str], tuple[str, list[Assessment]]] = {}
    for row in rows:
        tasks = [f"{task.portable_code} {task.title}" for task in row.kerntaken.all()]
        name = tasks[0] if tasks else row.subject or gettext("zonder vak")
        found.setdefault(((row.counts_for != "vmbo" and "mbo") or "", name.lower()), (name, []))[1].append(row)
    ordered = [found[key] for key in sorted(found)]
    return [ExamSection(f"vak-{number}", name, items) for number, (name, items) in enumerate(ordered, start=1)]


def _per_variant(route: Route, rows: list[Assessment]) -> list[ExamSection]:
    """What a pupil of each variant sits: the own tests and those for everyone."""
    related = Assessment._meta.get_field("variants").related_model
    variants = list(related._default_manager.filter(route=route).order_by("pk"))  # type: ignore[union-attr]
    sections = []
    for number, variant in enumerate(variants, start=1):
        mine = [row for row in rows if not (own := row.variants.all()) or variant in own]
        sections.append(ExamSection(f"variant-{number}", str(variant), mine))
    return sections


def edit_urls(route: Route) -> dict[str, str]:
    """Where each assessment is changed, by its key."""
    return {
        key: reverse("fact_edit", args=[route.pk, 6, "assessments", pk])
        for pk, key in Assessment.objects.filter(route=route).values_list("pk", "key")
    }


def exams_in_force(route: Route, start_year: int) -> tuple[int, int] | None:
    """School year and number of the PTA/OER that a cohort is bound to: of the latest year the latest in force."""
    rows = RegulationVersion.objects.filter(route=route, state=State.IN_FORCE, cohorts__start_year=start_year)
    found = rows.order_by("regulation__school_year", "number").values_list("regulation__school_year", "number").last()
    return (found[0], found[1]) if found else None


def kept_assessments(route: Route) -> dict[tuple[int, int], list[doc.Assessment]]:
    """The assessments of every PTA/OER that went into force, by school year and number; one query."""
    rows = RegulationVersion.objects.filter(route=route, state=State.IN_FORCE).select_related("regulation")
    return {
        (row.regulation.school_year, row.number): [
            doc.Assessment.model_validate(each) for each in row.content["assessments"]
        ]
        for row in rows.order_by("regulation__school_year", "number")
    }
