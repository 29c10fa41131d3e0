"""Reading versions: the concept as it stands, what is in force for whom, and where the procedure is."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from naadloos.engines.route import RouteDocument, fingerprint, route_year_label
from naadloos.exams.determination import stages
from naadloos.exams.determination.models import (
    Part,
    RegulationDecision,
    RegulationNotice,
    RegulationVersion,
    State,
)
from naadloos.exams.models import Regulation
from naadloos.routes.models import Cohort, Route, RoutePartner


def content_of(document: RouteDocument) -> dict[str, Any]:
    """What is determined: the assessments and the general rules, without the determination itself."""
    content = document.exams.model_dump(mode="json")
    del content["regulations"]
    return content


def fingerprint_of(document: RouteDocument) -> str:
    return fingerprint(content_of(document))


def regulations_of(route: Route) -> QuerySet[Regulation]:
    return Regulation.objects.filter(route=route)


def get_regulation(route: Route, school_year: int) -> Regulation:
    """Raises Http404."""
    found: Regulation = get_object_or_404(Regulation, route=route, school_year=school_year)
    return found


def versions_of(regulation: Regulation) -> list[RegulationVersion]:
    """All versions of one school year, newest first, with what their page shows, in a fixed number of queries."""
    return list(
        RegulationVersion.objects.filter(regulation=regulation)
        .select_related("regulation", "replaces")
        .prefetch_related("cohorts", "decisions__partner__organisation", "notices")
    )


def get_version(route: Route, school_year: int, number: int) -> RegulationVersion:
    """Raises Http404."""
    regulation = get_regulation(route, school_year)
    for version in versions_of(regulation):
        if version.number == number:
            return version
    raise Http404


def get_notice(route: Route, school_year: int, number: int, audience: str) -> RegulationNotice:
    """Raises Http404."""
    version = get_version(route, school_year, number)
    found: RegulationNotice = get_object_or_404(RegulationNotice, of=version, audience=audience)
    return found


def deciding_partners(route: Route | uuid.UUID) -> list[RoutePartner]:
    """The schools and institutions whose organs decide."""
    return list(
        RoutePartner.objects.filter(route=route, side__in=["vmbo", "mbo"])
        .select_related("organisation")
        .order_by("-side", "pk")
    )


@dataclass(frozen=True, slots=True)
class Group:
    """A cohort in one school year."""

    cohort: Cohort
    route_year: int

    @property
    def label(self) -> str:
        return route_year_label(self.route_year)


def groups_in(route: Route, school_year: int) -> list[Group]:
    """The cohorts that are in the route in this school year, with the year of the route they are in."""
    return [
        Group(cohort, school_year - cohort.start_year + 1)
        for cohort in Cohort.objects.filter(route=route)
        if 1 <= school_year - cohort.start_year + 1 <= route.years
    ]


def in_force(versions: Sequence[RegulationVersion]) -> list[RegulationVersion]:
    """The versions that went into force, newest first."""
    found = [version for version in versions if version.state == State.IN_FORCE]
    return sorted(found, key=lambda version: version.number, reverse=True)


def outside(regulation: Regulation, versions: Sequence[RegulationVersion]) -> bool:
    """Was it determined before Naadloos knew its text? Then only its dates are known, entered by hand."""
    return regulation.fixed_on is not None and all(version.after_deadline for version in versions)


def determined(regulation: Regulation, versions: Sequence[RegulationVersion]) -> bool:
    """Is there something in force that a new version would change?"""
    return bool(in_force(versions)) or outside(regulation, versions)


def bound_by(versions: Sequence[RegulationVersion], cohort: Cohort) -> RegulationVersion | None:
    """The version that this cohort is bound to: a later version for another cohort leaves it as it was."""
    return next((version for version in in_force(versions) if cohort in version.cohorts.all()), None)


def decision_of(version: RegulationVersion, seat: stages.Seat) -> RegulationDecision | None:
    for decision in version.decisions.all():
        if decision.part == seat.organ.part and decision.partner_id == seat.partner.pk:
            return decision
    return None


def days_of(version: RegulationVersion, part: Part, side: str, partners: Sequence[RoutePartner]) -> date | None:
    """The last day on which the organs of one side agreed; None as long as one is missing or against."""
    found = [
        decision_of(version, seat)
        for seat in stages.seats(partners)
        if seat.organ.part == part and seat.organ.side == side
    ]
    agreed = [decision.on for decision in found if decision is not None and decision_goes_on(decision)]
    return max(agreed) if agreed and len(agreed) == len(found) else None


def decision_goes_on(decision: RegulationDecision) -> bool:
    """A committee that proposes otherwise does not stop the board (WVO 2.60b lid 2); a council or board does."""
    return decision.agrees or decision.part in {Part.COMMITTEE, Part.STUDENTS}


def blocked(version: RegulationVersion) -> RegulationDecision | None:
    """The decision that stops this version, if there is one."""
    return next((decision for decision in version.decisions.all() if not decision_goes_on(decision)), None)


def fixed_on(version: RegulationVersion, partners: Sequence[RoutePartner]) -> date | None:
    """The day on which the last board fixed it."""
    days = [days_of(version, Part.BOARD, side, partners) for side in ("vmbo", "mbo")]
    known = [day for day in days if day is not None]
    return max(known) if len(known) == len(days) else None
