"""What the page "Vaststelling" shows: where each school year is, who acts next, what is late and what it rests on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naadloos.engines import law
from naadloos.engines.route import RouteDocument
from naadloos.engines.route.calendar import school_year_of
from naadloos.exams.determination import stages
from naadloos.exams.determination.actions import may_decide, may_handle
from naadloos.exams.determination.compare import Row, compare
from naadloos.exams.determination.models import RegulationDecision, RegulationVersion, State
from naadloos.exams.determination.pupil_text import Pupils, pupil_groups
from naadloos.exams.determination.taking_back import last_decision
from naadloos.exams.determination.versions import (
    Group,
    blocked,
    bound_by,
    content_of,
    decision_of,
    determined,
    fingerprint_of,
    groups_in,
    in_force,
    outside,
    regulations_of,
    versions_of,
)
from naadloos.exams.models import Regulation
from naadloos.organisations.models import User
from naadloos.routes.models import Route, RoutePartner


@dataclass(frozen=True, slots=True)
class SeatRow:
    """One organ of one partner; ``turn``: it may decide now; ``may``: this person may write that down.

    ``may_take_back``: this person may take back what was written down, because nothing rests on it yet.
    """

    seat: stages.Seat
    decision: RegulationDecision | None
    turn: bool
    may: bool
    may_take_back: bool

    @property
    def citations(self) -> tuple[law.Citation, ...]:
        return self.seat.organ.citations


@dataclass(frozen=True, slots=True)
class StageRow:
    """One stage of the procedure: done, busy or still to come."""

    state: State
    title: str
    seats: list[SeatRow]
    done: bool
    busy: bool
    taken_back: list[RegulationDecision]
    citations: tuple[law.Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A cohort and the version it is bound to in this school year."""

    group: Group
    version: RegulationVersion | None


@dataclass(frozen=True, slots=True)
class YearPage:
    """One school year. ``running`` is the version in procedure, ``forced`` what is in force, newest first.

    ``shown`` is the version whose decisions are listed: the running one, else the one in force.
    """

    regulation: Regulation
    versions: list[RegulationVersion]
    running: RegulationVersion | None
    shown: RegulationVersion | None
    forced: list[RegulationVersion]
    groups: list[GroupRow]
    stages: list[StageRow]
    deadline: date
    past: bool
    late: bool
    days_left: int
    outside: bool
    changing: bool
    blocked: RegulationDecision | None
    next_actor: str
    may_handle: bool
    draft: list[Row]
    same: bool
    seen: str
    pupils: list[Pupils]

    @property
    def needs_ground(self) -> bool:
        """Would offering the concept now be a change under WVO 2.60c?"""
        return self.past and self.changing

    @property
    def tells_change(self) -> bool:
        """Is there a text to compare the concept with, or a ground that a change needs?

        What was determined outside Naadloos has no text here.
        """
        return self.changing and not self.same and bool(self.needs_ground or self.forced)

    @property
    def years(self) -> list[tuple[int, str]]:
        """The years of the route that are followed in this school year."""
        return sorted({(row.group.route_year, row.group.label) for row in self.groups})


def pick(regulations: Sequence[Regulation], wanted: str, today: date) -> Regulation | None:
    """The school year that was asked for; else the one that is due: this one, or the first that comes."""
    for regulation in regulations:
        if wanted == str(regulation.school_year):
            return regulation
    coming = [regulation for regulation in regulations if regulation.school_year >= school_year_of(today)]
    return min(coming or list(regulations), key=lambda item: item.school_year, default=None)


def year_page(
    route: Route,
    regulation: Regulation,
    document: RouteDocument,
    partners: Sequence[RoutePartner],
    user: User,
    today: date,
) -> YearPage:
    """Everything the page of one school year needs, in a fixed number of queries."""
    versions = versions_of(regulation)
    running = next((version for version in versions if version.running), None)
    forced = in_force(versions)
    groups = groups_in(route, regulation.school_year)
    limit = stages.deadline(regulation.school_year)
    content, seen = content_of(document), fingerprint_of(document)
    shown = running or next(iter(forced), None)
    taken_back = list(
        RegulationDecision.every.filter(version=shown, taken_back_at__isnull=False)
        .select_related("partner__organisation")
        .order_by("taken_back_at")
    )
    rows = [_stage(state, shown, partners, user, route, taken_back) for state in stages.NEXT]
    stop = blocked(running) if running else None
    sent = forced[-1].sent_on if forced else regulation.sent_on
    return YearPage(
        regulation=regulation,
        versions=versions,
        running=running,
        shown=shown,
        forced=forced,
        groups=[GroupRow(group, bound_by(versions, group.cohort)) for group in groups],
        stages=rows,
        deadline=limit,
        past=today >= limit,
        late=(sent >= limit) if sent else today >= limit,
        days_left=(limit - today).days,
        outside=outside(regulation, versions),
        changing=determined(regulation, versions),
        blocked=stop,
        next_actor=_next(running, rows, stop, idle=bool(forced) and forced[0].sha256 == seen),
        may_handle=may_handle(user, route),
        draft=compare(forced[0].content, content) if forced else [],
        same=bool(forced) and forced[0].sha256 == seen,
        seen=seen,
        pupils=pupil_groups(document),
    )


STAGE_TITLES = {
    State.COMMITTEES: gettext_lazy("Voorstel en advies van de examencommissies"),
    State.COUNCILS: gettext_lazy("Medezeggenschap"),
    State.BOARDS: gettext_lazy("Vaststelling door de besturen"),
}


def _stage(
    state: State,
    version: RegulationVersion | None,
    partners: Sequence[RoutePartner],
    user: User,
    route: Route,
    taken_back: Sequence[RegulationDecision],
) -> StageRow:
    seats = []
    last = last_decision(version) if version and version.running else None
    order = [*stages.NEXT, State.TO_SEND, State.IN_FORCE]
    for seat in stages.seats(partners):
        if seat.organ.state != state:
            continue
        decision = decision_of(version, seat) if version else None
        turn = (
            version is not None
            and version.running
            and decision is None
            and (
                version.state == state
                or (not seat.organ.required and order.index(State(version.state)) > order.index(state))
            )
        )
        may = (turn or (decision is not None and decision == last)) and may_decide(user, route, seat, partners)
        seats.append(SeatRow(seat, decision, turn, turn and may, may and decision is not None))
    done = version is not None and order.index(State(version.state)) > order.index(state)
    parts = {seat.organ.part for seat in stages.seats(partners) if seat.organ.state == state}
    gone = [decision for decision in taken_back if decision.part in parts]
    return StageRow(state, str(STAGE_TITLES[state]), seats, done, version is not None and version.state == state, gone)


def _next(
    running: RegulationVersion | None, rows: Sequence[StageRow], stop: RegulationDecision | None, *, idle: bool
) -> str:
    """Who acts next, in words; ``idle``: what is in force is what people want."""
    if running is None and idle:
        return _("niemand: de regeling is van kracht")
    if running is None or stop is not None or running.state == State.TO_SEND:
        return _("examensecretaris")
    waiting = [
        _("%(organ)s van %(partner)s") % {"organ": row.seat.organ.label, "partner": row.seat.partner}
        for stage in rows
        if stage.busy
        for row in stage.seats
        if row.decision is None and row.seat.organ.required
    ]
    return str(get_text_list(waiting, _("en")))


@dataclass(frozen=True, slots=True)
class InForce:
    """What the editor of step 6 must know: this school year is determined, and the concept is another."""

    version: RegulationVersion
    changes: int
    running: RegulationVersion | None


def standing(route: Route, content: dict[str, Any], today: date) -> InForce | None:
    """The determined version of this or the next school year that a change now would depart from."""
    regulation = pick(list(regulations_of(route)), "", today)
    versions = versions_of(regulation) if regulation else []
    forced = in_force(versions)
    running = next((version for version in versions if version.running), None)
    if not forced and running is None:
        return None
    base = forced[0] if forced else running
    return InForce(base, len(compare(base.content, content)), running) if base else None


def bound_before(version: RegulationVersion, versions: Sequence[RegulationVersion]) -> list[GroupRow]:
    """Who was bound to which version before this one, for the cohorts that it is meant for."""
    earlier = [item for item in versions if item.number < version.number]
    return [
        GroupRow(Group(cohort, version.regulation.school_year - cohort.start_year + 1), bound_by(earlier, cohort))
        for cohort in version.cohorts.all()
    ]
