"""Putting right what was entered wrongly about a pupil: days, or that the pupil is here at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Min
from django.utils.translation import gettext as _

from naadloos.engines.route.terms import Phase
from naadloos.execution.correction_queries import Change, differences, rests_on, seen_of
from naadloos.execution.group_actions import STEP, require_pupil
from naadloos.execution.group_import import FIRST_DAY, phase_problem
from naadloos.execution.models import (
    CorrectionReason,
    Done,
    GroupKey,
    GroupPupil,
    LeaveReason,
    PupilCorrection,
    PupilPhase,
)
from naadloos.monitoring.queries import log_look
from naadloos.organisations.base import StaleError
from naadloos.organisations.history import record
from naadloos.organisations.models import User
from naadloos.routes.models import Route, RoutePartner
from naadloos.routes.queries import scope_of


@dataclass(frozen=True, slots=True)
class PhaseDays:
    phase: Phase
    first: date
    last: date | None


@dataclass(frozen=True, slots=True)
class Corrected:
    """How it should have been. ``left_on`` None: the pupil did not leave. ``phases`` by number; None takes one away."""

    entered_on: date
    left_on: date | None
    left_because: LeaveReason | None
    phases: Mapping[int, PhaseDays | None]


@transaction.atomic
def correct(
    *,
    actor: User,
    pupil: GroupPupil,
    partner: RoutePartner,
    given: Corrected,
    reason: CorrectionReason,
    expected: int,
    seen: str,
) -> list[Change]:
    """Put the days of a pupil right; of the phases only those that this partner told, as they were ``seen``.

    Raises PermissionDenied, StaleError, and ValidationError when days are out of order, a pupil would be in both phases
    on a counting date, or nothing is different.
    """
    require_pupil(actor, pupil, partner)
    # Two sides that correct at the same moment are checked one after the other.
    Route.objects.select_for_update().get(pk=pupil.route_id)
    before = list(PupilPhase.objects.filter(pupil=pupil))
    own = [row for row in before if row.partner_id == partner.pk]
    if seen_of(own) != seen:
        raise StaleError(pupil)
    after = _phases_after(before, partner, given)
    _check(pupil, given, after, {row.pk for row in own})
    changes = differences(pupil, before, given.entered_on, given.left_on, given.left_because, after)
    if not changes:
        raise ValidationError(_("Er is niets gewijzigd."))
    pupil.entered_on, pupil.left_on = given.entered_on, given.left_on
    pupil.reason = given.left_because.value if given.left_on and given.left_because else ""
    pupil.full_clean()
    pupil.save_version(expected)
    _write(before, after)
    row = PupilCorrection(
        pupil=pupil,
        partner=partner,
        reason=reason.value,
        changes=[[each.label, each.before, each.after] for each in changes],
        by=str(actor)[:120],
    )
    row.full_clean()
    row.save()
    log_look(actor, pupil.route, partner, _("dagen van een leerling verbeterd"), pupils=1)
    _record(actor, pupil.route, "gewijzigd", _("dagen van een leerling verbeterd: %(why)s"), reason)
    return changes


def _phases_after(before: Sequence[PupilPhase], partner: RoutePartner, given: Corrected) -> list[PupilPhase]:
    """Copies of the phases as they become; what others told and what was not named stays."""
    found = []
    mine = {row.pk for row in before if row.partner_id == partner.pk} & given.phases.keys()
    for row in before:
        days = given.phases[row.pk] if row.pk in mine else None
        if row.pk in mine and days is None:
            continue
        copy = PupilPhase(
            pk=row.pk,
            pupil=row.pupil,
            partner_id=row.partner_id,
            phase=row.phase,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
        )
        if days is not None:
            copy.phase, copy.starts_on, copy.ends_on = days.phase.value, days.first, days.last
        found.append(copy)
    return found


def _check(pupil: GroupPupil, given: Corrected, phases: Sequence[PupilPhase], own: set[int]) -> None:
    problems = []
    for row in phases:
        if row.pk not in own:
            continue
        if row.ends_on is not None and row.ends_on < row.starts_on:
            problems.append(_("De laatste dag van een fase ligt voor de eerste."))
            continue
        others = [each for each in phases if each.pk != row.pk]
        problems.append(phase_problem(others, Phase.of(row.phase), row.starts_on, row.ends_on))
    days = [given.entered_on, *(row.starts_on for row in phases if row.pk in own)]
    if min(days) < FIRST_DAY:
        problems.append(_("Een dag ligt te ver terug. Kijk het jaar na."))
    if any(row.starts_on < given.entered_on for row in phases):
        problems.append(_("Een fase begint voor de eerste dag in de route."))
    switches = [row.on for row in pupil.switches.all()]
    if any(day < given.entered_on for day in switches):
        problems.append(_("Een wissel van variant ligt voor de eerste dag in de route."))
    if given.left_on is not None:
        if given.left_on < given.entered_on:
            problems.append(_("De laatste dag in de route ligt voor de eerste."))
        if given.left_because is None:
            problems.append(_("Kies waarom de leerling uit de route is."))
        if any(row.starts_on > given.left_on for row in phases):
            problems.append(_("Na de laatste dag in de route begint nog een fase."))
        if any(row.ends_on is None for row in phases):
            problems.append(_("Wie uit de route is, heeft geen fase zonder laatste dag. Vul die in."))
        if any(day > given.left_on for day in switches):
            problems.append(_("Na de laatste dag in de route ligt nog een wissel van variant."))
    # The same sentence may hold for two phases, and is told once.
    if found := list(dict.fromkeys(filter(None, problems))):
        raise ValidationError(found)


def _write(before: Sequence[PupilPhase], after: Sequence[PupilPhase]) -> None:
    """All that changes goes away first: in between there is never a phase twice, nor two without a last day."""
    was = {row.pk: (row.phase, row.starts_on, row.ends_on) for row in before}
    changed = [row for row in after if was[row.pk] != (row.phase, row.starts_on, row.ends_on)]
    kept = {row.pk for row in after} - {row.pk for row in changed}
    PupilPhase.objects.filter(pk__in=was.keys() - kept).delete()
    for row in changed:
        row.full_clean()
        row.save(force_insert=True)


@transaction.atomic
def remove(*, actor: User, pupil: GroupPupil, partner: RoutePartner, reason: CorrectionReason, expected: int) -> None:
    """Take away a pupil that was entered by mistake: all that this partner told.

    What another partner told about the same pupil stays. Raises PermissionDenied, StaleError, and ValidationError with
    what rests on the pupil.
    """
    require_pupil(actor, pupil, partner)
    route = Route.objects.select_for_update().get(pk=pupil.route_id)
    if found := rests_on(pupil, partner):
        raise ValidationError([_("Verwijderen kan niet, want hier hangt iets aan vast:"), *found])
    pupil.save_version(expected)
    GroupKey.objects.filter(pupil=pupil, partner=partner).delete()
    if GroupKey.objects.filter(pupil=pupil).exists():
        for model in (PupilPhase, Done, PupilCorrection):
            model.objects.filter(pupil=pupil, partner=partner).delete()
        first = PupilPhase.objects.filter(pupil=pupil).aggregate(first=Min("starts_on"))["first"]
        if first is not None:
            GroupPupil.objects.filter(pk=pupil.pk, left_on__isnull=True).update(entered_on=first)
    else:
        pupil.delete()
    log_look(actor, route, partner, _("een leerling verwijderd die per ongeluk was ingevuld"), pupils=1)
    _record(actor, route, "verwijderd", _("een leerling die per ongeluk was ingevuld: %(why)s"), reason)


def _record(actor: User, route: Route, verb: str, subject: str, reason: CorrectionReason) -> None:
    """In the history that both sides read: that it happened and why, without a day or a key."""
    words = subject % {"why": _(reason.label)}
    record(scope=scope_of(route), step=STEP, actor=actor, verb=verb, subject=words)
