"""Writing routes: permission, validation, version, history and derived statuses in one transaction."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from naadloos import __version__
from naadloos.engines.route import RouteDocument, RouteFileError, for_new_group
from naadloos.organisations.actions import invite as invite_person
from naadloos.organisations.base import StaleError
from naadloos.organisations.history import difference, record, values_of
from naadloos.organisations.models import Invitation, Membership, Organisation, User
from naadloos.routes import editions, portable
from naadloos.routes.models import (
    Approval,
    ChangeMark,
    Cohort,
    NotApplicable,
    Refusal,
    Route,
    RouteFact,
    RouteMember,
    RoutePartner,
    RouteProfile,
    RouteQualification,
    SingleFact,
    Snapshot,
)
from naadloos.routes.queries import scope_of
from naadloos.routes.registry import Kind, StepProvider
from naadloos.routes.rules import deputised, may_approve, may_edit_step, may_end_partnership
from naadloos.routes.state import RouteState, Status, StepState, read_state, refresh_statuses

Role = RouteMember.Role


# -- facts of a step -------------------------------------------------------------------------------


def require_editor(actor: User, route: Route, provider: StepProvider) -> None:
    """Raises PermissionDenied when this person may not write in this step."""
    if not may_edit_step(actor, route, provider.editors):
        raise PermissionDenied


@transaction.atomic
def save_fact(
    *,
    actor: User,
    route: Route,
    provider: StepProvider,
    kind: Kind,
    instance: RouteFact | SingleFact,
    version: int,
    prepare: Callable[[], None] | None = None,
    save_many: Callable[[], None] | None = None,
) -> None:
    """Add or change one fact of a step.

    ``version`` is the version that the person saw (0 for a new fact); ``prepare`` writes what the fact points to and
    ``save_many`` its many-to-many relations, both in the same transaction.
    Writes history and renews the statuses. Raises PermissionDenied, ValidationError, StaleError.
    """
    require_editor(actor, route, provider)
    store_fact(
        actor=actor,
        route=route,
        provider=provider,
        kind=kind,
        instance=instance,
        version=version,
        prepare=prepare,
        save_many=save_many,
    )


@transaction.atomic
def store_fact(
    *,
    actor: User,
    route: Route,
    provider: StepProvider,
    kind: Kind,
    instance: RouteFact | SingleFact,
    version: int,
    prepare: Callable[[], None] | None = None,
    save_many: Callable[[], None] | None = None,
) -> None:
    """As ``save_fact``, for a caller that has its own permission for it, such as partners who all accepted a text."""
    instance.route = route
    before: dict[str, tuple[str, str]] = {}
    if instance.pk:
        before = values_of(kind.model._default_manager.get(pk=instance.pk, route=route))
    if prepare:
        prepare()
    instance.full_clean()
    if instance.pk:
        instance.save_version(version)
    else:
        instance.save()
    if save_many:
        save_many()
    changes = difference(before, values_of(type(instance)._default_manager.get(pk=instance.pk)))
    if not changes and before:
        return
    record(
        scope=scope_of(route),
        step=provider.number,
        actor=actor,
        verb="gewijzigd" if before else "toegevoegd",
        subject=f"{kind.one}: {instance}" if not kind.single else kind.one,
        subject_key=f"{kind.name}:{getattr(instance, 'key', '')}",
        changes=changes,
    )
    refresh_statuses(route)


@transaction.atomic
def delete_fact(
    *, actor: User, route: Route, provider: StepProvider, kind: Kind, instance: RouteFact, version: int
) -> None:
    """Remove one fact. Raises PermissionDenied, StaleError, ValidationError when something rests on it."""
    require_editor(actor, route, provider)
    current = kind.model._default_manager.filter(pk=instance.pk, route=route).first()
    if current is None:
        return
    if current.version != version:
        raise StaleError(current)
    before = values_of(current)
    subject, key = f"{kind.one}: {current}", getattr(current, "key", "")
    try:
        current.delete()
    except (models.ProtectedError, models.RestrictedError) as error:
        raise ValidationError(
            _("Dit kan niet worden verwijderd, want er hoort nog iets bij: %(what)s. Verwijder dat eerst.")
            % {"what": ", ".join(sorted({str(item) for item in _blockers(error)})[:5])}
        ) from error
    record(
        scope=scope_of(route),
        step=provider.number,
        actor=actor,
        verb="verwijderd",
        subject=subject,
        subject_key=f"{kind.name}:{key}",
        changes=difference(before, {}),
    )
    refresh_statuses(route)


def _blockers(error: models.ProtectedError | models.RestrictedError) -> set[Any]:
    return set(error.protected_objects if isinstance(error, models.ProtectedError) else error.restricted_objects)


@transaction.atomic
def set_not_applicable(*, actor: User, route: Route, provider: StepProvider, item: str, reason: str) -> None:
    """Say that a piece of evidence does not apply, with the reason; an empty reason takes it back."""
    require_editor(actor, route, provider)
    existing = NotApplicable.objects.filter(route=route, step=provider.number, item=item).first()
    reason = reason.strip()
    if not reason:
        if existing:
            existing.delete()
            record(
                scope=scope_of(route),
                step=provider.number,
                actor=actor,
                verb="weer van toepassing",
                subject=item,
                changes=[(_("reden"), existing.reason, "—")],
            )
    else:
        before = existing.reason if existing else "—"
        row = existing or NotApplicable(route=route, step=provider.number, item=item)
        row.reason = reason
        row.full_clean()
        row.save()
        record(
            scope=scope_of(route),
            step=provider.number,
            actor=actor,
            verb="niet van toepassing",
            subject=item,
            changes=[(_("reden"), before, reason)],
        )
    refresh_statuses(route)


# -- the route itself ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PartnerPlan:
    organisation: Organisation
    side: str
    invite_email: str = ""


@dataclass(frozen=True, slots=True)
class RoutePlan:
    """What the wizard asks, ready to be written."""

    route: Route
    own: Organisation
    own_side: str
    partners: list[PartnerPlan] = field(default_factory=list)
    profiles: list[tuple[Any, str]] = field(default_factory=list)
    qualifications: list[tuple[Any, str]] = field(default_factory=list)
    start_years: list[int] = field(default_factory=list)


@transaction.atomic
def create_route(*, actor: User, plan: RoutePlan) -> tuple[Route, list[tuple[Invitation, str]]]:
    """Make a route; the actor becomes its project leader on behalf of the own organisation.

    Returns the route and the invitations (with the token of each link) for partners that have an e-mail address.
    Raises PermissionDenied when the actor does not belong to the own organisation, ValidationError.
    """
    if not Membership.objects.filter(user=actor, organisation=plan.own).exists():
        raise PermissionDenied
    route = plan.route
    route.created_by = actor
    route.full_clean()
    route.save()
    own = RoutePartner(route=route, organisation=plan.own, side=plan.own_side, accepted_at=timezone.now())
    own.full_clean()
    own.save()
    RouteMember.objects.create(route=route, user=actor, partner=own, role=Role.LEADER)
    record(
        scope=scope_of(route),
        step=1,
        actor=actor,
        verb="toegevoegd",
        subject=_("route: %(name)s") % {"name": route.name},
        changes=difference({}, values_of(route)),
    )
    invitations = []
    for item in plan.partners:
        organisation = item.organisation
        if organisation.pk is None:
            organisation.full_clean()
            organisation.save()
        partner = RoutePartner(route=route, organisation=organisation, side=item.side)
        if organisation.pk == plan.own.pk:
            partner.accepted_at = timezone.now()
        partner.full_clean()
        partner.save()
        record(scope=scope_of(route), step=2, actor=actor, verb="toegevoegd", subject=f"partner: {partner}")
        if item.invite_email:
            invitations.append(invite_partner(actor=actor, route=route, partner=partner, email=item.invite_email))
    offered_by = own if own.side == "vmbo" else route.routepartner_set.filter(side="vmbo").first()
    for profile, leerweg in plan.profiles:
        RouteProfile.objects.create(route=route, profile=profile, leerweg=leerweg, offered_by=offered_by)
    for qualification, leertraject in plan.qualifications:
        RouteQualification.objects.create(route=route, qualification=qualification, leertraject=leertraject)
    for year in plan.start_years:
        Cohort.objects.create(route=route, start_year=year)
    editions.keep(route, editions.latest())
    refresh_statuses(route)
    return route, invitations


@transaction.atomic
def change_route(*, actor: User, route: Route, version: int) -> None:
    """Save the changed route. Raises PermissionDenied, ValidationError, StaleError."""
    if not actor.has_perm("routes.manage", route):
        raise PermissionDenied
    before = values_of(Route.objects.get(pk=route.pk))
    route.full_clean()
    route.save_version(version)
    changes = difference(before, values_of(route))
    if changes:
        record(
            scope=scope_of(route),
            step=1,
            actor=actor,
            verb="gewijzigd",
            subject=_("de route"),
            changes=changes,
        )
    refresh_statuses(route)


@transaction.atomic
def invite_partner(*, actor: User, route: Route, partner: RoutePartner, email: str) -> tuple[Invitation, str]:
    """Invite a partner organisation by a link to one of its people, who becomes its project leader in the route.

    Returns the invitation and the token for the link. Raises PermissionDenied, ValidationError.
    """
    if not actor.has_perm("routes.manage", route):
        raise PermissionDenied
    invitation, token = invite_person(
        actor=actor,
        organisation=partner.organisation,
        email=email,
        role=(
            Membership.Role.MEMBER
            if Membership.objects.filter(organisation=partner.organisation).exists()
            else Membership.Role.MANAGER
        ),
        allowed=True,
    )
    partner.invitation = invitation
    partner.save()
    record(
        scope=scope_of(route),
        step=2,
        actor=actor,
        verb="uitgenodigd",
        subject=f"{partner}: {invitation.email}",
    )
    return invitation, token


def partner_accepted(*, invitation: Invitation, user: User) -> None:
    """The invited person joined: the partner takes part, and the person leads on its behalf."""
    for partner in RoutePartner.objects.filter(invitation=invitation).select_related("route", "organisation"):
        partner.accepted_at = partner.accepted_at or timezone.now()
        partner.left_on = None
        partner.save()
        role = Role.LEADER if partner.side in {"vmbo", "mbo"} else Role.READER
        RouteMember.objects.get_or_create(route=partner.route, user=user, partner=partner, role=role)
        record(scope=scope_of(partner.route), step=2, actor=user, verb="doet mee", subject=f"partner: {partner}")
        refresh_statuses(partner.route)


@transaction.atomic
def accept_partnership(*, actor: User, route: Route, partner: RoutePartner) -> None:
    """A manager of an organisation that already has an account says yes. Raises PermissionDenied."""
    if not may_end_partnership(actor, partner):
        raise PermissionDenied
    if partner.accepted_at is None:
        partner.accepted_at = timezone.now()
        partner.save()
        record(scope=scope_of(route), step=2, actor=actor, verb="doet mee", subject=f"partner: {partner}")
        refresh_statuses(route)


@transaction.atomic
def give_role(*, actor: User, route: Route, partner: RoutePartner, user: User, role: str) -> RouteMember:
    """Give a person of a partner a role in the route. Raises PermissionDenied, ValidationError."""
    if not actor.has_perm("routes.manage", route):
        raise PermissionDenied
    if (
        partner.route_id != route.pk
        or not Membership.objects.filter(user=user, organisation=partner.organisation).exists()
    ):
        raise ValidationError(_("Deze persoon hoort niet bij deze partner."))
    member = RouteMember(route=route, user=user, partner=partner, role=role)
    member.full_clean()
    member.save()
    record(scope=scope_of(route), step=2, actor=actor, verb="rol gegeven", subject=str(member))
    return member


@transaction.atomic
def take_role(*, actor: User, route: Route, member: RouteMember) -> None:
    """Take a role back. The last project leader stays. Raises PermissionDenied, ValidationError."""
    if not actor.has_perm("routes.manage", route) or member.route_id != route.pk:
        raise PermissionDenied
    if (
        member.role == Role.LEADER
        and RouteMember.objects.filter(route=route, role=Role.LEADER).exclude(pk=member.pk).count() == 0
    ):
        raise ValidationError(_("Een route heeft altijd een projectleider. Geef eerst iemand anders deze rol."))
    record(scope=scope_of(route), step=2, actor=actor, verb="rol ingetrokken", subject=str(member))
    member.delete()


# -- approval and freezing -------------------------------------------------------------------------


class ChangedMeanwhileError(Exception):
    """The content is not what the person read when agreeing."""


def _as_read(
    actor: User, route: Route, provider: StepProvider, partner: RoutePartner, seen: str
) -> tuple[RouteState, StepState]:
    """The step as it is now, for somebody who may speak for this partner and read exactly that.

    Raises PermissionDenied (not the right role for this partner), ChangedMeanwhileError.
    """
    if not may_approve(actor, route, provider.approver, partner.pk) or partner.side not in provider.approving_sides:
        raise PermissionDenied
    state = read_state(route)
    step = state.step(provider.number)
    if step.fingerprint != seen:
        raise ChangedMeanwhileError
    return state, step


@transaction.atomic
def approve(*, actor: User, route: Route, provider: StepProvider, partner: RoutePartner, seen: str) -> Approval:
    """Agree with a step on behalf of a partner: freezes its content with its SHA-256.

    ``seen`` is the fingerprint of what the person read. Raises PermissionDenied (not the right role for this partner),
    ValidationError (step not complete, or already agreed), ChangedMeanwhileError.
    """
    state, step = _as_read(actor, route, provider, partner, seen)
    if step.open_evidence:
        raise ValidationError(
            _("Deze stap is nog niet compleet: %(items)s.")
            % {"items": ", ".join(str(item.label) for item in step.open_evidence)}
        )
    if wait := next((slot.not_yet for slot in step.slots if slot.partner.pk == partner.pk), ""):
        raise ValidationError(wait)
    if problem := provider.no_mandate(state.document, partner.key, str(actor)):
        raise ValidationError(problem)
    known = Snapshot.objects.filter(route=route, step=provider.number)
    # Who agrees with words that others agreed with already agrees with the same version.
    snapshot = known.filter(sha256=step.fingerprint).first() or next(
        (each for each in known if provider.reads_same(each, state.document, step.fingerprint)), None
    )
    if snapshot is None:
        last = Snapshot.objects.filter(route=route, step=provider.number).aggregate(models.Max("number"))
        snapshot = Snapshot.objects.create(
            route=route,
            step=provider.number,
            number=(last["number__max"] or 0) + 1,
            sha256=step.fingerprint,
            content=provider.frozen(state.document),
            document=state.document.model_dump(mode="json"),
            program_version=__version__,
        )
    deputy = None if _has_role(actor, provider, partner) else deputised(actor, route, provider.approver, partner.pk)
    approval = Approval(
        route=route,
        snapshot=snapshot,
        partner=partner,
        role=provider.approver,
        user=actor,
        user_name=str(actor),
        deputy_for=str(deputy.member.user)[:120] if deputy else "",
    )
    approval.full_clean()
    try:
        with transaction.atomic():
            approval.save()
    except IntegrityError as error:
        # Two requests at the same moment both found nothing; the database keeps the first.
        raise ValidationError(_("Deze inhoud is namens deze partner al vastgesteld.")) from error
    record(
        scope=scope_of(route),
        step=provider.number,
        actor=actor,
        verb="vastgesteld",
        subject=_("versie %(number)s namens %(partner)s") % {"number": snapshot.number, "partner": partner},
        changes=[("SHA-256", "—", f"{snapshot.sha256[:16]}…")]
        + ([(_("als vervanger van"), "—", approval.deputy_for)] if deputy else []),
    )
    # An approval is no fact: the document is still what was read above.
    refresh_statuses(route, state.document)
    if route.statuses.get(str(provider.number)) == Status.APPROVED:
        provider.agreed(snapshot)
    return approval


def _has_role(actor: User, provider: StepProvider, partner: RoutePartner) -> bool:
    return RouteMember.objects.filter(user=actor, partner=partner, role=provider.approver).exists()


@transaction.atomic
def refuse(
    *, actor: User, route: Route, provider: StepProvider, partner: RoutePartner, seen: str, reason: str
) -> Refusal:
    """Say no on behalf of a partner to the content that was read, with the reason.

    A later agreement with the same content, or another content, ends it. Raises PermissionDenied, ValidationError
    (no reason, already agreed, already said), ChangedMeanwhileError.
    """
    _state, step = _as_read(actor, route, provider, partner, seen)
    if any(slot.partner.pk == partner.pk and slot.holds for slot in step.slots):
        raise ValidationError(
            _(
                "Deze partner heeft al akkoord gegeven. Is het niet meer goed? Wijzig dan de inhoud: "
                "dan is opnieuw akkoord nodig."
            )
        )
    refusal = Refusal(
        route=route,
        step=provider.number,
        sha256=step.fingerprint,
        partner=partner,
        user=actor,
        user_name=str(actor),
        reason=reason.strip(),
    )
    refusal.full_clean()
    refusal.save()
    record(
        scope=scope_of(route),
        step=provider.number,
        actor=actor,
        verb="niet akkoord",
        subject=_("namens %(partner)s") % {"partner": partner},
        changes=[(_("reden"), "—", refusal.reason)],
    )
    return refusal


@transaction.atomic
def mark_untouched(
    *, actor: User, route: Route, provider: StepProvider, partner: RoutePartner, seen: str, reason: str
) -> ChangeMark:
    """Say on behalf of a partner that what changed since its agreement does not touch it.

    Once every partner that agrees with this step said so of the same content, the earlier agreements hold for it.
    Raises PermissionDenied, ValidationError (no reason, nothing to look at, already said), ChangedMeanwhileError.
    """
    state, step = _as_read(actor, route, provider, partner, seen)
    slot = next((each for each in step.slots if each.partner.pk == partner.pk), None)
    if slot is None or slot.given is None or not slot.stale:
        raise ValidationError(_("Er is niets gewijzigd sinds het akkoord van deze partner."))
    mark = ChangeMark(
        snapshot=slot.given.snapshot,
        sha256=step.fingerprint,
        partner=partner,
        user=actor,
        user_name=str(actor),
        reason=reason.strip(),
    )
    mark.full_clean()
    mark.save()
    record(
        scope=scope_of(route),
        step=provider.number,
        actor=actor,
        verb="raakt de afspraak niet",
        subject=_("wijziging sinds versie %(number)s, namens %(partner)s")
        % {"number": slot.given.snapshot.number, "partner": partner},
        changes=[(_("reden"), "—", mark.reason)],
    )
    refresh_statuses(route, state.document)
    return mark


# -- the file --------------------------------------------------------------------------------------


def export_route(route: Route) -> RouteDocument:
    """The route as a portable document."""
    return portable.build_document(route)


@transaction.atomic
def import_route(*, actor: User, own: Organisation, document: RouteDocument) -> Route:
    """Make a new route from a document; the actor leads it on behalf of ``own``.

    ``own`` takes part at once if the document names it; otherwise it is added as a partner. Nothing is kept when the
    document points to something that is not in the catalogue. Raises PermissionDenied, RouteFileError.
    """
    if not Membership.objects.filter(user=actor, organisation=own).exists():
        raise PermissionDenied
    head = document.route
    route = Route(
        id=uuid.uuid4(),
        name=head.name,
        type=head.type,
        years=head.years,
        vertical_school=head.vertical_school,
        location=head.location,
        created_by=actor,
    )
    try:
        route.full_clean()
    except ValidationError as error:
        raise RouteFileError([("route", " ".join(error.messages))]) from error
    if document.law_year is not None:
        route.law_year = document.law_year
    route.save()
    portable.load_document(route, document)
    editions.keep(route, editions.from_file(document.curriculum))
    partner = RoutePartner.objects.filter(route=route, organisation=own).first()
    if partner is None:
        partner = RoutePartner.objects.create(
            route=route, organisation=own, side=own.kind if own.kind in {"vmbo", "mbo"} else "anders"
        )
    partner.accepted_at = timezone.now()
    partner.save()
    RouteMember.objects.create(route=route, user=actor, partner=partner, role=Role.LEADER)
    record(
        scope=scope_of(route),
        step=1,
        actor=actor,
        verb="ingelezen",
        subject=_("route: %(name)s") % {"name": route},
    )
    refresh_statuses(route)
    return route


@transaction.atomic
def copy_route(*, actor: User, route: Route, name: str, start_year: int) -> Route:
    """Make a new route for a later group from this one, led by the actor on behalf of the same partner.

    Facts keep their keys, and verdicts their names and dates. What belonged to the old group alone does not come along
    (``for_new_group``); approvals never travel. Raises PermissionDenied, RouteFileError.
    """
    leading = (
        RouteMember.objects.filter(
            route=route, user=actor, role=Role.LEADER, partner__organisation__memberships__user=actor
        )
        .select_related("partner__organisation")
        .first()
    )
    if leading is None:
        raise PermissionDenied
    document = for_new_group(portable.build_document(route), name=name, start_year=start_year)
    copy = import_route(actor=actor, own=leading.partner.organisation, document=document)
    Route.objects.filter(pk=copy.pk).update(copied_from=route)
    record(scope=scope_of(copy), step=1, actor=actor, verb="gekopieerd", subject=_("van: %(name)s") % {"name": route})
    copy.refresh_from_db()
    return copy
