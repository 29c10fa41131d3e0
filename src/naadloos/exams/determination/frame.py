"""What every document about a version starts from: the route as it was, and what is known of the version."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from naadloos.documents.content import Party
from naadloos.engines.route import RouteDocument, validate_document
from naadloos.engines.route.calendar import school_year_text
from naadloos.engines.route.document import Assessment
from naadloos.exams.determination import stages
from naadloos.exams.determination.models import Part, RegulationVersion, State
from naadloos.exams.determination.versions import Group, decision_of, groups_in
from naadloos.exams.models import Regulation
from naadloos.routes.models import Route, RoutePartner


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """One organ and what it decided; ``on`` None: not yet."""

    organ: str
    party: str
    rests_on: str
    required: bool
    on: date | None = None
    agrees: bool = False
    note: str = ""
    board: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """A version, or the concept when ``number`` is None."""

    document: RouteDocument
    school_year: int
    groups: tuple[tuple[int, int], ...]  # (start year of the cohort, year of the route)
    decisions: tuple[DecisionLine, ...]
    number: int | None = None
    state: str = ""
    sent_on: date | None = None
    fingerprint: str | None = None
    ground: str = ""
    reason: str = ""

    @property
    def year_text(self) -> str:
        return school_year_text(self.school_year)

    @property
    def concept(self) -> bool:
        """Not in force: everything that is printed must say so."""
        return self.sent_on is None

    @property
    def route_years(self) -> list[int]:
        """The years of the route that are followed in this school year."""
        return sorted({year for _start, year in self.groups})

    @property
    def version_text(self) -> str:
        if self.number is None:
            return "concept"
        if self.state == State.WITHDRAWN:
            return f"{self.number} (ingetrokken, geldt niet)"
        return str(self.number) if not self.concept else f"{self.number} (concept, nog niet van kracht)"

    @property
    def parties(self) -> tuple[Party, ...]:
        return tuple(
            Party(
                partner.name,
                role="bevoegd gezag van de school" if partner.side == "vmbo" else "bevoegd gezag mbo",
                place=partner.place,
            )
            for partner in self.document.route.partners
            if partner.side in ("vmbo", "mbo")
        )

    def assessments(self, route_year: int) -> list[Assessment]:
        """The assessments of one year of the route, in the order in which they come."""
        found = [item for item in self.document.exams.assessments if item.route_year == route_year]
        return sorted(found, key=lambda item: item.period)


def _lines(version: RegulationVersion | None, partners: Sequence[RoutePartner]) -> tuple[DecisionLine, ...]:
    lines = []
    for seat in stages.seats(partners):
        decision = decision_of(version, seat) if version else None
        organ = seat.organ
        # Documents are Dutch whatever the language of the page.
        label = ORGAN_NAMES[organ.part.value, organ.side]
        known: dict[str, Any] = (
            {"on": decision.on, "agrees": decision.agrees, "note": decision.note} if decision is not None else {}
        )
        lines.append(
            DecisionLine(
                organ=label,
                party=str(seat.partner),
                rests_on="; ".join(str(citation) for citation in organ.citations),
                required=organ.required,
                board=organ.part == Part.BOARD,
                **known,
            )
        )
    return tuple(lines)


ORGAN_NAMES = {
    ("examencommissie", "vmbo"): "examencommissie vmbo",
    ("examencommissie", "mbo"): "examencommissie mbo",
    ("mr", "vmbo"): "medezeggenschapsraad",
    ("studentenraad", "mbo"): "studentenraad",
    ("bestuur", "vmbo"): "bestuur vmbo",
    ("bestuur", "mbo"): "bestuur mbo",
}


def concept_frame(
    route: Route, document: RouteDocument, regulation: Regulation, partners: Sequence[RoutePartner]
) -> Frame:
    """The concept as it stands now, for the groups of that school year."""
    return Frame(
        document=document,
        school_year=regulation.school_year,
        groups=_groups(groups_in(route, regulation.school_year)),
        decisions=_lines(None, partners),
        state="concept",
    )


def version_frame(route: Route, version: RegulationVersion, partners: Sequence[RoutePartner]) -> Frame:
    """A version as it was frozen, with the decisions so far."""
    cohorts = set(version.cohorts.all())
    groups = [group for group in groups_in(route, version.regulation.school_year) if group.cohort in cohorts]
    return Frame(
        document=validate_document(version.document),
        school_year=version.regulation.school_year,
        groups=_groups(groups),
        decisions=_lines(version, partners),
        number=version.number,
        state=State(version.state).value,
        sent_on=version.sent_on,
        fingerprint=version.sha256,
        ground=version.ground,
        reason=version.reason,
    )


def _groups(groups: Sequence[Group]) -> tuple[tuple[int, int], ...]:
    return tuple((group.cohort.start_year, group.route_year) for group in groups)
