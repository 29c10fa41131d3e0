"""Writing groups and pupils: permission, validation, the log of who saw pupils, and history without a key in it."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from naadloos.engines.cohort.intake import Row, cell_text, personal_in
from naadloos.engines.progress import Category, Exchange, Purpose, judge_exchange
from naadloos.engines.progress.exchange import BASIS
from naadloos.execution.group_build import STEPS, ways_of
from naadloos.execution.group_import import Looked, Sheet, look, look_at, look_at_pupil
from naadloos.execution.group_queries import newest
from naadloos.execution.models import (
    Done,
    Group,
    GroupKey,
    GroupPupil,
    LeaveReason,
    PassedOn,
    PupilPhase,
    VariantSwitch,
)
from naadloos.monitoring.queries import log_look, own_partners, removed_everywhere, years_kept
from naadloos.organisations.history import in_words, record
from naadloos.organisations.models import User
from naadloos.routes.actions import require_editor
from naadloos.routes.models import Cohort, Route, RoutePartner
from naadloos.routes.portable import build_document
from naadloos.routes.queries import scope_of
from naadloos.routes.registry import provider_of

STEP = 10


def require_own(actor: User, route: Route, partner: RoutePartner) -> None:
    """Raises PermissionDenied for who does not speak for this partner."""
    if partner.route_id != route.pk or partner.pk not in own_partners(actor, route):
        raise PermissionDenied


def require_pupil(actor: User, pupil: GroupPupil, partner: RoutePartner) -> None:
    """Raises PermissionDenied when the pupil has no key of this own partner."""
    require_own(actor, pupil.route, partner)
    if not GroupKey.objects.filter(pupil=pupil, partner=partner).exists():
        raise PermissionDenied


# -- groups ----------------------------------------------------------------------------------------


@transaction.atomic
def make_group(*, actor: User, route: Route, name: str, start_year: int, variant: str) -> Group:
    """Make a group, held to what is adopted and in force today. Raises PermissionDenied, ValidationError."""
    require_editor(actor, route, provider_of(STEP))
    if not Cohort.objects.filter(route=route, start_year=start_year).exists():
        raise ValidationError({"start_year": _("De route heeft geen groep met dit startjaar.")})
    _require_variant(route, variant)
    if (found := personal_in(name, prose=True)) is not None:
        raise ValidationError({"name": cell_text(found).filled(_, str)})
    now = newest(route, start_year)
    exams = now.exams or (None, None)
    group = Group(
        route=route,
        name=name,
        start_year=start_year,
        variant=variant,
        plan=now.plan,
        exams_year=exams[0],
        exams_number=exams[1],
    )
    group.full_clean()
    group.save()
    record(
        scope=scope_of(route), step=STEP, actor=actor, verb="toegevoegd", subject=_("groep %(name)s") % {"name": group}
    )
    return group


def _require_variant(route: Route, variant: str) -> None:
    ways = ways_of(build_document(route, only=STEPS))
    if variant not in ways and (variant or ways):
        raise ValidationError({"variant": _("Deze variant kent de route niet.")})


@transaction.atomic
def move_group(*, actor: User, group: Group, expected: int) -> None:
    """Hold a group to the newest versions. Raises PermissionDenied, StaleError."""
    route = group.route
    require_editor(actor, route, provider_of(STEP))
    now = newest(route, group.start_year)
    before = (group.plan, group.exams_year, group.exams_number)
    group.plan = now.plan if now.plan is not None else group.plan
    if now.exams is not None:
        group.exams_year, group.exams_number = now.exams
    group.save_version(expected)
    after = (group.plan, group.exams_year, group.exams_number)
    labels = (_("versie van het programma"), _("PTA en OER van schooljaar"), _("versie van PTA en OER"))
    changes = [
        (label, in_words(old), in_words(new))
        for label, old, new in zip(labels, before, after, strict=True)
        if old != new
    ]
    _record(actor, route, "gewijzigd", _("groep %(name)s: naar de nieuwste versies") % {"name": group}, changes)


# -- many pupils at once ---------------------------------------------------------------------------


@transaction.atomic
def take_file(*, actor: User, route: Route, partner: RoutePartner, sheet: Sheet, content: bytes) -> Looked:
    """Store what a file says. Raises PermissionDenied, ValidationError."""
    require_own(actor, route, partner)
    _lock(route)
    return _take(actor, route, partner, look(route, partner, sheet, content))


@transaction.atomic
def take_line(*, actor: User, route: Route, partner: RoutePartner, sheet: Sheet, cells: Mapping[str, str]) -> Looked:
    """The same for one line that a person filled in. Raises PermissionDenied, ValidationError with the reason."""
    require_own(actor, route, partner)
    _lock(route)
    looked = look_at(route, partner, sheet, [(Row(1, ()), cells)])
    if looked.refused:
        raise ValidationError(looked.lines[0].why)
    return _take(actor, route, partner, looked)


@transaction.atomic
def take_done(*, actor: User, pupil: GroupPupil, partner: RoutePartner, cells: Mapping[str, str]) -> Looked:
    """What a person filled in on the page of one pupil. Raises PermissionDenied, ValidationError with the reason."""
    require_pupil(actor, pupil, partner)
    looked = look_at_pupil(pupil, partner, cells)
    if looked.refused:
        raise ValidationError(looked.lines[0].why)
    return _take(actor, pupil.route, partner, looked)


def _lock(route: Route) -> None:
    """Two sides that tell a phase at the same moment are checked one after the other."""
    Route.objects.select_for_update().get(pk=route.pk)


def _take(actor: User, route: Route, partner: RoutePartner, looked: Looked) -> Looked:
    touched: set[int] = set()
    for pupil in looked.new_pupils:
        pupil.full_clean()
        pupil.save()
    for pupil in looked.moved:
        pupil.save_version(pupil.version)
    GroupKey.objects.bulk_create(looked.new_keys)
    # What ends is written before what begins: a pupil has one phase without a last day.
    for phase in [*looked.changed_phases, *looked.new_phases]:
        # A pupil that was made in this file has its number only now.
        phase.pupil = phase.pupil
        phase.full_clean()
        phase.save()
        touched.add(phase.pupil_id)
    earliest = {phase.pupil_id: phase.pupil for phase in looked.new_phases}
    for pupil in earliest.values():
        GroupPupil.objects.filter(pk=pupil.pk, entered_on__gt=pupil.entered_on).update(entered_on=pupil.entered_on)
    Done.objects.bulk_create(looked.new_done)
    Done.objects.bulk_update(looked.changed_done, ["outcome"])
    touched |= {row.pupil_id for row in [*looked.new_done, *looked.changed_done]}
    if looked.taken:
        subject = _("%(what)s: %(taken)s regels, %(refused)s geweigerd") % {
            "what": _(looked.sheet.label),
            "taken": looked.taken,
            "refused": len(looked.refused),
        }
        log_look(actor, route, partner, subject, pupils=len(touched))
        _record(actor, route, "ingelezen", subject)
    return looked


# -- one pupil -------------------------------------------------------------------------------------


@transaction.atomic
def switch(*, actor: User, pupil: GroupPupil, partner: RoutePartner, variant: str, on: date, expected: int) -> None:
    """A pupil goes to another variant on a day. Raises PermissionDenied, ValidationError, StaleError."""
    require_pupil(actor, pupil, partner)
    _require_variant(pupil.route, variant)
    if variant == pupil.variant:
        raise ValidationError({"variant": _("De leerling zit al in deze variant.")})
    if on < pupil.entered_on:
        raise ValidationError({"on": _("Deze dag ligt voor de eerste dag in de route.")})
    if pupil.left_on is not None:
        raise ValidationError(_("Deze leerling is al uit de route."))
    row = VariantSwitch(pupil=pupil, on=on, before=pupil.variant, after=variant)
    row.full_clean()
    row.save()
    pupil.variant = variant
    pupil.save_version(expected)
    log_look(actor, pupil.route, partner, _("wissel van variant vastgelegd"), pupils=1)
    _record(actor, pupil.route, "gewijzigd", _("een leerling wisselde van variant"))


@transaction.atomic
def leave(
    *, actor: User, pupil: GroupPupil, partner: RoutePartner, reason: LeaveReason, on: date, expected: int
) -> None:
    """A pupil leaves the route; the open phase ends that day. Raises PermissionDenied, ValidationError, StaleError."""
    require_pupil(actor, pupil, partner)
    if pupil.left_on is not None:
        raise ValidationError(_("Deze leerling is al uit de route."))
    if on < pupil.entered_on:
        raise ValidationError({"on": _("Deze dag ligt voor de eerste dag in de route.")})
    if PupilPhase.objects.filter(pupil=pupil, starts_on__gt=on).exists():
        raise ValidationError({"on": _("Na deze dag begint nog een fase. Kijk de dagen na.")})
    pupil.left_on, pupil.reason = on, reason.value
    pupil.full_clean()
    pupil.save_version(expected)
    PupilPhase.objects.filter(pupil=pupil, ends_on__isnull=True).update(ends_on=on)
    log_look(actor, pupil.route, partner, _("vertrek vastgelegd"), pupils=1)
    _record(actor, pupil.route, "gewijzigd", _("een leerling ging uit de route"))


@transaction.atomic
def take_back(*, actor: User, pupil: GroupPupil, partner: RoutePartner, done: int) -> None:
    """Remove something that was entered by mistake. Raises PermissionDenied, Done.DoesNotExist."""
    require_pupil(actor, pupil, partner)
    Done.objects.get(pk=done, pupil=pupil, partner=partner).delete()
    log_look(actor, pupil.route, partner, _("uitslag teruggenomen"), pupils=1)
    _record(actor, pupil.route, "verwijderd", _("een uitslag van een leerling"))


@transaction.atomic
def pass_on(
    *,
    actor: User,
    pupil: GroupPupil,
    partner: RoutePartner,
    receiver: RoutePartner,
    categories: Sequence[Category],
    purpose: Purpose,
    related: bool = False,
    health: bool = False,
    since: date | None = None,
) -> list[PassedOn]:
    """Write down that data passed to the other side; what Naadloos holds of it is seen there from now on.

    One kind that is not on the closed list stops all of it. Raises PermissionDenied, ValidationError with each reason.
    """
    require_pupil(actor, pupil, partner)
    if receiver.route_id != pupil.route_id or receiver.left_on is not None:
        raise ValidationError({"receiver": _("Deze partner doet niet mee aan de route.")})
    today, refused = timezone.localdate(), []
    for category in categories:
        asked = Exchange(category, purpose, partner.side, receiver.side, related, health, since)
        why = judge_exchange(asked, on=today)
        if why is not None:
            refused.append(f"{_(category.label)}: {why.filled(_, lambda value: _(str(value)))}")
    if refused:
        raise ValidationError(refused)
    rows = [
        PassedOn(
            pupil=pupil,
            sender=partner,
            receiver=receiver,
            category=each.value,
            purpose=purpose.value,
            basis=BASIS,
            by=str(actor)[:120],
        )
        for each in categories
    ]
    for row in rows:
        row.full_clean()
        row.save()
    said = _("gegevens overgedragen aan %(who)s") % {"who": receiver}
    log_look(actor, pupil.route, partner, said, pupils=1)
    _record(actor, pupil.route, "overgedragen", _("gegevens over een leerling, aan %(who)s") % {"who": receiver})
    return rows


@transaction.atomic
def remove_due(today: date) -> int:
    """Remove pupils whose time has come; for the daily run."""
    try:
        limit = today.replace(year=today.year - years_kept())
    except ValueError:
        limit = today.replace(year=today.year - years_kept(), day=28)
    gone = removed_everywhere()
    keys = GroupKey.objects.values_list("pupil_id", "partner_id", "digest") if gone else []
    # Who is gone from the monitor is gone here too.
    elsewhere = {pupil for pupil, partner, digest in keys if (partner, digest) in gone}
    due = GroupPupil.objects.filter(Q(left_on__lt=limit) | Q(pk__in=elsewhere))
    count = due.count()
    due.delete()
    return count


def _record(
    actor: User, route: Route, verb: str, subject: str, changes: list[tuple[str, str, str]] | None = None
) -> None:
    record(scope=scope_of(route), step=STEP, actor=actor, verb=verb, subject=subject, changes=changes)
