"""Proposals for the board: what a job found waits here until a person puts one on the board or lays it away."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from naadloos.engines.planner import PlanPlacement, PlanResult
from naadloos.engines.route import RouteDocument
from naadloos.jobs.models import Job
from naadloos.jobs.queries import job_for
from naadloos.organisations.history import record
from naadloos.organisations.models import User
from naadloos.programme.audience import followed_by_one
from naadloos.programme.compare import period_title, places_text
from naadloos.programme.models import PlanProposal, PlanVersion
from naadloos.programme.placing import replace_board
from naadloos.programme.problem import placements_of
from naadloos.programme.signature import board_signature, signature_of
from naadloos.programme.stored import (
    GoalLine,
    dump_placements,
    dump_result,
    goal_lines,
    number_of,
    read_placements,
    status_words,
)
from naadloos.programme.versions import keep_standing, keep_version
from naadloos.programme.worth import Worth, worth_of
from naadloos.routes.actions import require_editor
from naadloos.routes.background import subject_of
from naadloos.routes.models import Route
from naadloos.routes.portable import build_document
from naadloos.routes.queries import scope_of
from naadloos.routes.registry import provider_of
from naadloos.routes.state import refresh_statuses

STEP = 5
PLAN = "plan"


def plan_job(route: Route) -> Job | None:
    """The latest job that made, or is making, a plan for this route."""
    return job_for(PLAN, subject_of(route))


# -- what a job keeps ------------------------------------------------------------------------------


def best_so_far(route: Route, signature: str, job: Job) -> PlanProposal | None:
    """The proposal from which a job goes on: its own of before a restart, or one that was asked for in the same way."""
    found = PlanProposal.objects.filter(route=route, rank=1, signature=signature).first()
    if found is None or found.result.get("mode") != job.arguments["mode"]:
        return None
    return found


@transaction.atomic
def store_proposal(
    *, job: Job, route: Route, signature: str, rank: int, found: PlanResult, more: Mapping[str, Any]
) -> bool:
    """Keep a plan that a job found; ``more`` is what the job wants to know of it after a restart.

    The first plan of a job takes the place of the proposals of an earlier job. False, and nothing is written, when
    the job was given to another worker in the meantime.
    """
    mine = Job.objects.select_for_update().filter(pk=job.pk, attempt=job.attempt, state=Job.State.RUNNING)
    if not mine.exists():
        return False
    PlanProposal.objects.filter(route=route).exclude(result__job=str(job.pk)).delete()
    PlanProposal.objects.update_or_create(
        route=route,
        rank=rank,
        defaults={
            "at": now(),
            "by": job.actor_name,
            "signature": signature,
            "status": found.status,
            "placements": dump_placements(found),
            "result": {**dump_result(found), **more, "job": str(job.pk), "mode": job.arguments["mode"]},
        },
    )
    return True


# -- what a person does with it --------------------------------------------------------------------


def get_proposal(route: Route, pk: int) -> PlanProposal:
    """Raises Http404."""
    found = PlanProposal.objects.filter(route=route, pk=pk).first()
    if found is None:
        raise Http404
    return found


@transaction.atomic
def put_on_board(*, actor: User, route: Route, proposal: PlanProposal, seen: str) -> PlanVersion:
    """Put a proposal on the board in place of what stands there, and keep both as a version.

    ``seen``: the signature of the board that the person compared the proposal with.
    The other proposals are laid away. Raises PermissionDenied, ValidationError when a job still works on it, or when
    the programme or the board changed in the meantime.
    """
    require_editor(actor, route, provider_of(STEP))
    job = plan_job(route)
    if job is not None and job.unfinished:
        raise ValidationError(_("Er wordt nog gerekend aan een beter plan. Wacht tot het klaar is, of stop het eerst."))
    document = build_document(route)
    if proposal.signature != signature_of(document, on=localdate()):
        raise ValidationError(_("Het programma is gewijzigd sinds dit voorstel. Maak een nieuw voorstel."))
    if seen != board_signature(placements_of(document)):
        raise ValidationError(_("Het bord is intussen gewijzigd. Kijk hieronder opnieuw wat er verschuift."))
    said = _("voorstel op het bord gezet: %(status)s") % {"status": status_words(proposal.result)}
    placements = read_placements(proposal.placements)
    keep_standing(route, by=actor)
    moved = replace_board(actor=actor, route=route, placements=placements, said=said)
    version = keep_version(route, by=actor, origin=PlanVersion.Origin.PROPOSAL, result=proposal.result)
    PlanProposal.objects.filter(route=route).delete()
    record(
        scope=scope_of(route),
        step=STEP,
        actor=actor,
        verb="gepland",
        subject=said,
        changes=[(_("verplaatste onderdelen"), "—", str(moved))],
    )
    refresh_statuses(route)
    return version


@transaction.atomic
def lay_away(*, actor: User, route: Route, proposal: PlanProposal) -> None:
    """Remove one proposal; the board stays as it is. Raises PermissionDenied."""
    require_editor(actor, route, provider_of(STEP))
    proposal.delete()


# -- what a page shows -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PeriodBar:
    """One period in the picture. ``x``, ``height`` and ``line`` (what is available) in units of the picture."""

    x: int
    height: int
    line: int
    full: bool


@dataclass(frozen=True, slots=True)
class ShownProposal:
    pk: int
    rank: int
    at: datetime
    by: str
    status: str
    points: Decimal | None
    bound: Decimal | None
    goals: list[GoalLine]
    moves: int
    bars: list[PeriodBar]

    @property
    def costly(self) -> list[GoalLine]:
        """The goals that cost points."""
        return [line for line in self.goals if line.points]

    @property
    def free(self) -> list[GoalLine]:
        """The goals that are wholly reached."""
        return [line for line in self.goals if not line.points]


@dataclass(frozen=True, slots=True)
class UnitMove:
    """A unit that stands elsewhere in at least one proposal; per proposal its new periods, or "" when it stays."""

    unit: str
    now: str
    new: list[str]


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """Klokuren of one pupil in one period: available, on the board now, and in each proposal."""

    title: str
    available: Decimal
    board: Decimal
    planned: list[Decimal]


@dataclass(frozen=True, slots=True)
class Proposals:
    """``seen``: signature of the board. ``changed``: the programme is another one than was planned.

    ``board``: what the board costs now, by the same measure as the proposals; None when nothing stands on it.
    ``earlier``: they were made by a job before the latest, which found no plan.
    """

    rows: list[ShownProposal]
    board: Worth | None
    moves: list[UnitMove]
    periods: list[PeriodRow]
    seen: str
    changed: bool
    earlier: bool

    @property
    def width(self) -> int:
        """Of the picture."""
        return len(self.periods) * STEP_WIDTH


STEP_WIDTH, HEIGHT = 12, 48


def proposals_of(route: Route, document: RouteDocument, job: Job | None = None) -> Proposals:
    """The proposals that wait, side by side with the board of now; ``job`` is the latest that made any."""
    found = list(PlanProposal.objects.filter(route=route))
    board = placements_of(document)
    plans = [read_placements(row.placements) for row in found]
    signature = signature_of(document, on=localdate()) if found else ""
    here, there = places_text(board), [places_text(plan) for plan in plans]
    hours_here, hours_there = pupil_hours(document, board), [pupil_hours(document, plan) for plan in plans]
    moves = [
        UnitMove(
            unit.title,
            here.get(unit.key, "—"),
            [places.get(unit.key, "—") if places.get(unit.key) != here.get(unit.key) else "" for places in there],
        )
        for unit in document.programme.units
        if any(places.get(unit.key) != here.get(unit.key) for places in there)
    ]
    slots = sorted(document.programme.periods, key=lambda row: (row.route_year, row.number))
    periods = [
        PeriodRow(
            period_title(slot.route_year, slot.number),
            slot.hours,
            hours_here.get((slot.route_year, slot.number), Decimal(0)),
            [hours.get((slot.route_year, slot.number), Decimal(0)) for hours in hours_there],
        )
        for slot in slots
    ]
    shown = [
        ShownProposal(
            pk=row.pk,
            rank=row.rank,
            at=row.at,
            by=row.by,
            status=status_words(row.result),
            points=number_of(row.result, "points"),
            bound=number_of(row.result, "bound"),
            goals=goal_lines(row.result),
            moves=sum(places.get(unit.key) != here.get(unit.key) for unit in document.programme.units),
            bars=_bars(periods, at),
        )
        for at, (row, places) in enumerate(zip(found, there, strict=True))
    ]
    return Proposals(
        rows=shown,
        board=worth_of(document) if found and board else None,
        moves=moves,
        periods=periods,
        seen=board_signature(board),
        changed=any(row.signature != signature for row in found),
        earlier=job is not None and any(row.result["job"] != str(job.pk) for row in found),
    )


def pupil_hours(document: RouteDocument, placements: Iterable[PlanPlacement]) -> dict[tuple[int, int], Decimal]:
    """Klokuren per period for one pupil; with variants or groups those of the pupil who has most."""
    followers = followed_by_one(document.programme)
    found: dict[tuple[int, int], dict[int, Decimal]] = {}
    for row in placements:
        here = found.setdefault((row.route_year, row.period), dict.fromkeys(range(len(followers)), Decimal(0)))
        for at, units in enumerate(followers):
            if row.unit in units:
                here[at] += row.hours
    return {place: max(sums.values()) for place, sums in found.items()}


def _bars(periods: list[PeriodRow], at: int) -> list[PeriodBar]:
    most = max((max(row.available, row.planned[at]) for row in periods), default=Decimal(0)) or Decimal(1)
    return [
        PeriodBar(
            x=number * STEP_WIDTH,
            height=int(row.planned[at] * HEIGHT / most),
            line=HEIGHT - int(row.available * HEIGHT / most),
            full=row.planned[at] > row.available,
        )
        for number, row in enumerate(periods)
    ]
