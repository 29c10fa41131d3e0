"""Takes a joint PTA/OER through the procedure, as the people of both sides would."""

from dataclasses import dataclass, field
from datetime import date

import factories

from naadloos.exams.determination import actions, stages
from naadloos.exams.determination.actions import Outcome, Proposal
from naadloos.exams.determination.models import Part, RegulationVersion
from naadloos.exams.determination.versions import deciding_partners, fingerprint_of, get_version, groups_in
from naadloos.exams.models import Assessment, Regulation
from naadloos.organisations.models import User
from naadloos.routes.models import Cohort, Route
from naadloos.routes.portable import build_document

YEAR = 2027
# Days before and after 1 October 2027.
MAY = date(2027, 5, 10)
NOVEMBER = date(2027, 11, 10)


@dataclass
class Cast:
    """A route with one school, one institution and everybody that has a say."""

    leader: User
    route: Route
    regulation: Regulation
    people: dict[str, User] = field(default_factory=dict)

    def seat(self, part: Part, side: str) -> stages.Seat:
        partners = deciding_partners(self.route)
        partner = next(item for item in partners if item.side == side)
        found = stages.find_seat(partners, part, partner.pk)
        assert found is not None
        return found

    def seen(self) -> str:
        return fingerprint_of(build_document(self.route))

    def version(self, number: int) -> RegulationVersion:
        return get_version(self.route, YEAR, number)

    def offer(self, today: date = MAY, *, years: tuple[int, ...] = (2027,), ground: str = "", reason: str = "") -> int:
        cohorts = tuple(group.cohort for group in groups_in(self.route, YEAR) if group.cohort.start_year in years)
        made = actions.offer(
            actor=self.people["exams vmbo"],
            route=self.route,
            regulation=self.regulation,
            proposal=Proposal(cohorts, ground, reason),
            seen=self.seen(),
            today=today,
        )
        return made.number

    def decide(
        self,
        number: int,
        part: Part,
        side: str,
        on: date = MAY,
        *,
        agrees: bool = True,
        note: str = "",
        consulted_on: date | None = None,
        actor: User | None = None,
        today: date | None = None,
    ) -> None:
        role = {Part.COMMITTEE: "exams", Part.COUNCIL: "voice", Part.STUDENTS: "voice", Part.BOARD: "board"}[part]
        actions.decide(
            actor=actor or self.people[f"{role} {side}"],
            route=self.route,
            version=self.version(number),
            seat=self.seat(part, side),
            outcome=Outcome(on, agrees, note, consulted_on),
            today=today or on,
        )

    def decide_all(self, number: int, on: date = MAY) -> None:
        self.decide(number, Part.COMMITTEE, "vmbo", on)
        self.decide(number, Part.COMMITTEE, "mbo", on)
        self.decide(number, Part.COUNCIL, "vmbo", on)
        self.decide(number, Part.BOARD, "vmbo", on)
        self.decide(number, Part.BOARD, "mbo", on)

    def send(self, number: int, on: date = MAY) -> None:
        actions.send(actor=self.people["exams vmbo"], route=self.route, version=self.version(number), on=on, today=on)

    def bring_in_force(self, on: date = MAY, **offer: object) -> int:
        number = self.offer(on, **offer)  # type: ignore[arg-type]
        self.decide_all(number, on)
        self.send(number, on)
        return number

    def change(self, weight: int = 60) -> None:
        """What the draft of the next version says differently."""
        Assessment.objects.filter(route=self.route, key="t1").update(weight=weight)


def make_cast() -> Cast:
    leader = factories.person("Lea Leider")
    route = factories.route(leader)
    Cohort.objects.create(route=route, start_year=2026)
    regulation = Regulation.objects.create(route=route, school_year=YEAR)
    Assessment.objects.create(
        route=route,
        key="t1",
        title="Praktijkopdracht metselen",
        subject="Profielvak BWI",
        kind="SE",
        counts_for="beide",
        side="samen",
        route_year=1,
        period=2,
        weight=40,
        form="praktijkopdracht",
        minutes=120,
        retake="ja, één keer",
        content="Een muur in halfsteensverband",
        content_source="a",
    )
    Assessment.objects.create(
        route=route,
        key="t2",
        title="Cspe bouwen",
        subject="Profielvak BWI",
        kind="cspe",
        counts_for="vmbo",
        side="vmbo",
        route_year=2,
        period=4,
    )
    people = {
        f"{name} {side}": factories.member(route, role, side)
        for side in ("vmbo", "mbo")
        for name, role in (("exams", "examensecretaris"), ("voice", "medezeggenschap"), ("board", "bestuurder"))
    }
    people["teacher vmbo"] = factories.member(route, "docent")
    return Cast(leader, route, regulation, people)
