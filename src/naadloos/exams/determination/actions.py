"""Writing the procedure: offer the concept, write down decisions, send, withdraw; and edit the notices.

Each action checks permission and order, writes history and keeps the dates of the school year (``Regulation``) in step
with the decisions, in one transaction. ``today`` is the day on which a person acts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from naadloos import __version__
from naadloos.exams.determination import notices, stages
from naadloos.exams.determination.models import (
    RUNNING,
    Ground,
    Part,
    RegulationDecision,
    RegulationNotice,
    RegulationVersion,
    State,
)
from naadloos.exams.determination.versions import (
    bound_by,
    content_of,
    days_of,
    deciding_partners,
    decision_goes_on,
    decision_of,
    determined,
    fingerprint_of,
    groups_in,
    in_force,
    versions_of,
)
from naadloos.exams.models import Regulation
from naadloos.organisations.history import difference, in_words, record, values_of
from naadloos.organisations.models import User
from naadloos.routes.actions import ChangedMeanwhileError
from naadloos.routes.models import Cohort, Route, RouteMember, RoutePartner
from naadloos.routes.portable import build_document
from naadloos.routes.queries import scope_of
from naadloos.routes.rules import may_approve, roles_in
from naadloos.routes.state import refresh_statuses

STEP = 6
Role = RouteMember.Role


def may_handle(user: User, route: Route) -> bool:
    """May this person offer, send and withdraw, and edit the notices?"""
    return bool(roles_in(user, route) & {Role.EXAMS, Role.LEADER})


def may_decide(user: User, route: Route, seat: stages.Seat, partners: Sequence[RoutePartner]) -> bool:
    """May this person write down what this organ decided?"""
    return stages.may_record(lambda role, partner: may_approve(user, route, role, partner), seat, partners)


def _require_handler(user: User, route: Route) -> None:
    if not may_handle(user, route):
        raise PermissionDenied


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a person says when offering the concept. ``ground`` and ``reason``: for a change."""

    cohorts: tuple[Cohort, ...]
    ground: str = ""
    reason: str = ""


@transaction.atomic
def offer(
    *, actor: User, route: Route, regulation: Regulation, proposal: Proposal, seen: str, today: date
) -> RegulationVersion:
    """Freeze the concept as the next version and lay it before the exam committees.

    ``seen`` is the fingerprint of the concept that the person saw. From the deadline on, a change of what is in force
    needs a ground of WVO 2.60c and a reason. Raises PermissionDenied, ValidationError, ChangedMeanwhileError.
    """
    _require_handler(actor, route)
    document = build_document(route)
    if fingerprint_of(document) != seen:
        raise ChangedMeanwhileError
    versions = versions_of(regulation)
    late = today >= stages.deadline(regulation.school_year)
    bound = {cohort: bound_by(versions, cohort) for cohort in proposal.cohorts}
    _check_offer(route, regulation, proposal, versions, late, seen)
    if not document.exams.assessments:
        raise ValidationError(_("Er zijn nog geen toetsen. Voeg ze eerst toe; daarna kunt u de regeling aanbieden."))
    forced = in_force(versions)
    after = late and determined(regulation, versions)
    version = RegulationVersion(
        route=route,
        regulation=regulation,
        number=max((item.number for item in versions), default=0) + 1,
        replaces=next((item for item in bound.values() if item), forced[0] if forced else None),
        after_deadline=after,
        ground=proposal.ground if after else "",
        reason=proposal.reason.strip(),
        sha256=seen,
        content=content_of(document),
        document=document.model_dump(mode="json"),
        program_version=__version__,
        offered_on=today,
        offered_by=str(actor),
    )
    version.full_clean(exclude=["content", "document"])
    version.save()
    version.cohorts.set(proposal.cohorts)
    changes = [
        (_("groepen"), "—", ", ".join(str(cohort) for cohort in proposal.cohorts)),
        ("SHA-256", "—", f"{seen[:16]}…"),
    ]
    if version.ground:
        changes.append((_("grond"), "—", str(Ground(version.ground).label)))
    if version.reason:
        changes.append((_("reden"), "—", version.reason))
    tell(actor, route, "aangeboden", version, changes)
    keep_dates(actor, route, regulation)
    return version


def _check_offer(
    route: Route,
    regulation: Regulation,
    proposal: Proposal,
    versions: Sequence[RegulationVersion],
    late: bool,
    seen: str,
) -> None:
    if any(version.running for version in versions):
        raise ValidationError(_("Er loopt al een vaststelling voor dit schooljaar. Maak die af of trek haar eerst in."))
    sides = {partner.side for partner in deciding_partners(route)}
    if sides != {"vmbo", "mbo"}:
        raise ValidationError(_("Er is nog geen partner van het vmbo en van het mbo. Nodig die eerst uit."))
    groups = {group.cohort for group in groups_in(route, regulation.school_year)}
    if not proposal.cohorts or not set(proposal.cohorts) <= groups:
        raise ValidationError(_("Kies de groepen die dit schooljaar in de route zitten en voor wie dit geldt."))
    bound = [bound_by(versions, cohort) for cohort in proposal.cohorts]
    if all(version is not None and version.sha256 == seen for version in bound):
        raise ValidationError(_("Er is niets veranderd: deze groepen hebben precies deze regeling al."))
    if (
        late
        and determined(regulation, versions)
        and (proposal.ground not in Ground.values or not proposal.reason.strip())
    ):
        raise ValidationError(
            _(
                "Het is te laat voor een gewone nieuwe versie: die moest vóór %(day)s zijn vastgesteld. Een wijziging "
                "kan nu alleen op een van de twee gronden van WVO artikel 2.60c. Kies de grond en schrijf de reden op."
            )
            % {"day": in_words(stages.deadline(regulation.school_year))}
        )


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an organ decided, and on which day."""

    on: date
    agrees: bool
    note: str = ""
    consulted_on: date | None = None


@transaction.atomic
def decide(
    *, actor: User, route: Route, version: RegulationVersion, seat: stages.Seat, outcome: Outcome, today: date
) -> RegulationDecision:
    """Write down what one organ decided; the last decision of a stage takes the version to the next.

    Raises PermissionDenied, ValidationError (not its turn, wrong day, reason or consultation missing).
    """
    partners = deciding_partners(route)
    if not may_decide(actor, route, seat, partners):
        raise PermissionDenied
    _check_turn(version, seat)
    _check_day(version, seat, outcome, today)
    _check_deviation(version, seat, outcome)
    decision = RegulationDecision(
        version=version,
        part=seat.organ.part,
        partner=seat.partner,
        on=outcome.on,
        agrees=outcome.agrees,
        note=outcome.note.strip(),
        consulted_on=outcome.consulted_on,
        user=actor,
        user_name=str(actor),
    )
    decision.full_clean()
    decision.save()
    changes = [
        (_("besluit"), "—", _("eens") if outcome.agrees else _("niet eens")),
        (_("besloten op"), "—", in_words(outcome.on)),
    ]
    if decision.note:
        changes.append((_("toelichting"), "—", decision.note))
    if decision.consulted_on:
        changes.append((_("overleg met de examencommissie op"), "—", in_words(decision.consulted_on)))
    tell(actor, route, "besloten", version, changes, str(seat.organ.label), str(seat.partner))
    _go_on(route, version, partners)
    keep_dates(actor, route, version.regulation)
    return decision


def _check_turn(version: RegulationVersion, seat: stages.Seat) -> None:
    if decision_of(version, seat):
        raise ValidationError(_("Dit besluit is al vastgelegd."))
    early = [State.COUNCILS, State.BOARDS, State.TO_SEND]
    turn = version.state == seat.organ.state or (not seat.organ.required and version.state in early)
    if not turn:
        raise ValidationError(
            _("%(organ)s is nu niet aan zet. Deze versie is %(state)s.")
            % {"organ": str(seat.organ.label).capitalize(), "state": version.get_state_display()}
        )


def _check_day(version: RegulationVersion, seat: stages.Seat, outcome: Outcome, today: date) -> None:
    """A decision is not of tomorrow, and not of before what it rests on."""
    if outcome.on > today:
        raise ValidationError({"on": _("Deze dag moet nog komen. Leg het besluit vast als het is genomen.")})
    order = list(stages.NEXT)
    earlier = [
        decision.on
        for decision in version.decisions.all()
        for organ in stages.ORGANS
        if organ.part == decision.part and organ.required and order.index(organ.state) < order.index(seat.organ.state)
    ]
    if earlier and outcome.on < max(earlier):
        raise ValidationError(
            {
                "on": _("Dit kan niet eerder zijn besloten dan wat eraan voorafgaat, op %(day)s.")
                % {"day": in_words(max(earlier))}
            }
        )
    limit = stages.deadline(version.regulation.school_year)
    if (
        seat.organ.part == Part.BOARD
        and version.replaces_id
        and not version.after_deadline
        and outcome.agrees
        and outcome.on >= limit
    ):
        raise ValidationError(
            {
                "on": _(
                    "Een gewone nieuwe versie moest vóór %(day)s zijn vastgesteld. Trek deze versie in en bied de "
                    "wijziging aan met een grond van WVO artikel 2.60c."
                )
                % {"day": in_words(limit)}
            }
        )


def _otherwise(version: RegulationVersion, seat: stages.Seat) -> list[RegulationDecision]:
    """The proposals of committees from which the board departs when it fixes this version (WVO 2.60b lid 2)."""
    if seat.organ.part != Part.BOARD or seat.organ.side != "vmbo":
        return []
    return [
        decision
        for decision in version.decisions.all()
        if decision.part == Part.COMMITTEE and not decision.agrees and decision.partner.side == "vmbo"
    ]


def must_consult(version: RegulationVersion, seat: stages.Seat) -> bool:
    """Must this board consult the exam committee first, because that proposed otherwise?"""
    return bool(_otherwise(version, seat))


def _check_deviation(version: RegulationVersion, seat: stages.Seat, outcome: Outcome) -> None:
    if not outcome.agrees and not outcome.note.strip():
        raise ValidationError({"note": _("Schrijf op waarom niet, of wat er dan moet staan.")})
    otherwise = _otherwise(version, seat)
    if not outcome.agrees or not otherwise:
        return
    if outcome.consulted_on is None or not outcome.note.strip():
        raise ValidationError(
            {
                "consulted_on": _(
                    "De examencommissie stelde iets anders voor. Het bestuur overlegt dan eerst met haar en schrijft "
                    "op waarom het afwijkt (WVO 2.60b lid 2). Vul de dag van het overleg en de toelichting in."
                )
            }
        )
    if outcome.consulted_on > outcome.on or outcome.consulted_on < min(decision.on for decision in otherwise):
        raise ValidationError({"consulted_on": _("Het overleg was na het voorstel en niet na het besluit.")})


def _go_on(route: Route, version: RegulationVersion, partners: Sequence[RoutePartner]) -> None:
    """To the next stage when every required organ of this one decided and none stops it."""
    fresh = RegulationVersion.objects.prefetch_related("decisions").get(pk=version.pk)
    needed = [seat for seat in stages.seats(partners) if seat.organ.state == fresh.state and seat.organ.required]
    decisions = [decision_of(fresh, seat) for seat in needed]
    if needed and all(decision is not None and decision_goes_on(decision) for decision in decisions):
        fresh.state = stages.NEXT[State(fresh.state)]
        fresh.save_version(fresh.version)
        if fresh.state == State.TO_SEND:
            for draft in notices.drafts(fresh, partners):
                draft.full_clean()
                draft.save()
    version.state, version.version = fresh.state, fresh.version


@transaction.atomic
def send(*, actor: User, route: Route, version: RegulationVersion, on: date, today: date) -> None:
    """It was sent to candidates and inspectorate: from now on it is in force for its cohorts.

    Raises PermissionDenied, ValidationError.
    """
    _require_handler(actor, route)
    if version.state != State.TO_SEND:
        raise ValidationError(_("Deze versie kan niet worden verstuurd: zij is %(state)s.") % _state(version))
    last = max(decision.on for decision in version.decisions.all() if decision.part == Part.BOARD)
    if on > today:
        raise ValidationError({"on": _("Deze dag moet nog komen. Leg het vast als het is verstuurd.")})
    if on < last:
        raise ValidationError({"on": _("Dit kan niet eerder zijn dan de vaststelling op %(day)s.") % _day(last)})
    version.state, version.sent_on = State.IN_FORCE, on
    version.save_version(version.version)
    tell(actor, route, "verstuurd", version, [(_("verstuurd op"), "—", in_words(on))])
    keep_dates(actor, route, version.regulation)


@transaction.atomic
def withdraw(*, actor: User, route: Route, version: RegulationVersion, reason: str) -> None:
    """Stop a version that is not in force yet; it stays readable. Raises PermissionDenied, ValidationError."""
    _require_handler(actor, route)
    if version.state not in RUNNING:
        raise ValidationError(_("Deze versie kan niet worden ingetrokken: zij is %(state)s.") % _state(version))
    if not reason.strip():
        raise ValidationError({"reason": _("Schrijf waarom u deze versie intrekt.")})
    version.state, version.withdrawn_reason = State.WITHDRAWN, reason.strip()
    version.save_version(version.version)
    tell(actor, route, "ingetrokken", version, [(_("reden"), "—", version.withdrawn_reason)])
    keep_dates(actor, route, version.regulation)


@transaction.atomic
def save_notice(*, actor: User, route: Route, notice: RegulationNotice, version: int) -> None:
    """Save an edited notice. Raises PermissionDenied, ValidationError, StaleError."""
    _require_handler(actor, route)
    before = values_of(RegulationNotice.objects.get(pk=notice.pk))
    notice.full_clean()
    notice.save_version(version)
    changes = [row for row in difference(before, values_of(notice)) if row[0] != "of"]
    if changes:
        tell(actor, route, "gewijzigd", notice.of, changes, str(notice.get_audience_display()))


# -- shared ----------------------------------------------------------------------------------------


def _state(version: RegulationVersion) -> dict[str, str]:
    return {"state": version.get_state_display()}


def _day(day: date) -> dict[str, str]:
    return {"day": in_words(day)}


def tell(
    actor: User,
    route: Route,
    verb: str,
    version: RegulationVersion,
    changes: list[tuple[str, str, str]],
    *about: str,
) -> None:
    """One line of history about a version."""
    record(
        scope=scope_of(route),
        step=STEP,
        actor=actor,
        verb=verb,
        subject=": ".join([_("PTA en OER %(version)s") % {"version": version}, *about]),
        subject_key=f"regulations:{version.regulation.key}",
        changes=changes,
    )


def keep_dates(actor: User, route: Route, regulation: Regulation) -> None:
    """The dates of the school year are those of its ordinary determination.

    A change under WVO 2.60c comes after the day of the law by nature; it does not make the determination late. A new
    version that is not in force yet does not take away that an earlier one is.
    """
    versions = versions_of(regulation)
    if all(version.after_deadline for version in versions):
        refresh_statuses(route)
        return  # determined outside Naadloos: those dates were entered by hand and stay
    ordinary = [version for version in versions if not version.after_deadline and version.state != State.WITHDRAWN]
    forced = in_force(ordinary)
    leading = forced[0] if forced else next(iter(ordinary), None)
    partners = deciding_partners(route)
    found = Regulation.objects.get(pk=regulation.pk)
    before = values_of(found)
    for name, part, side in (
        ("committee_vmbo_on", Part.COMMITTEE, "vmbo"),
        ("committee_mbo_on", Part.COMMITTEE, "mbo"),
        ("mr_consent_on", Part.COUNCIL, "vmbo"),
        ("fixed_on", Part.BOARD, "vmbo"),
        ("oer_fixed_on", Part.BOARD, "mbo"),
    ):
        setattr(found, name, days_of(leading, part, side, partners) if leading else None)
    found.sent_on = leading.sent_on if leading else None
    changes = difference(before, values_of(found))
    if changes:
        found.save_version(found.version)
        record(
            scope=scope_of(route),
            step=STEP,
            actor=actor,
            verb="gewijzigd",
            subject=f"{found._meta.verbose_name}: {found}",
            subject_key=f"regulations:{found.key}",
            changes=changes,
        )
    refresh_statuses(route)
