"""Deputies, reminders and partners that leave: writing what surrounds an approval."""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from naadloos.organisations.history import record
from naadloos.organisations.models import Membership, User
from naadloos.routes.models import Deputy, Reminder, Route, RouteMember, RoutePartner
from naadloos.routes.queries import scope_of
from naadloos.routes.registry import StepProvider
from naadloos.routes.rules import may_end_partnership, may_name_deputy
from naadloos.routes.state import read_state, refresh_statuses


@transaction.atomic
def name_deputy(*, actor: User, member: RouteMember, user: User, starts_on: date, ends_on: date) -> Deputy:
    """Let another person of the same organisation agree in the place of ``member``, from day to day included.

    The power is personal: only who has the role, or a manager of the organisation, may hand it on.
    Raises PermissionDenied, ValidationError.
    """
    if not may_name_deputy(actor, member):
        raise PermissionDenied
    if (
        user.pk == member.user_id
        or not Membership.objects.filter(user=user, organisation=member.partner.organisation).exists()
    ):
        raise ValidationError({"user": _("Kies iemand anders van dezelfde organisatie.")})
    deputy = Deputy(member=member, user=user, starts_on=starts_on, ends_on=ends_on)
    deputy.full_clean()
    deputy.save()
    record(
        scope=scope_of(member.route),
        step=2,
        actor=actor,
        verb="vervanger aangewezen",
        subject=f"{member} → {user}",
        changes=[(_("van"), "—", starts_on.isoformat()), (_("tot en met"), "—", ends_on.isoformat())],
    )
    return deputy


@transaction.atomic
def end_deputy(*, actor: User, deputy: Deputy) -> None:
    """Take the replacing back. Raises PermissionDenied."""
    member = deputy.member
    if not may_name_deputy(actor, member):
        raise PermissionDenied
    record(
        scope=scope_of(member.route),
        step=2,
        actor=actor,
        verb="vervanging gestopt",
        subject=f"{member} → {deputy.user}",
    )
    deputy.delete()


@transaction.atomic
def remind(*, actor: User, route: Route, provider: StepProvider, partner: RoutePartner, url: str) -> list[str]:
    """Ask those who agree for a partner by e-mail to look at a step, at most once a day.

    ``url`` is the full address of the step. Returns the names of who was asked. Raises PermissionDenied,
    ValidationError (nothing to do for this partner, nobody to ask, asked today already).
    """
    if not actor.has_perm("routes.manage", route):
        raise PermissionDenied
    slot = next((each for each in read_state(route).step(provider.number).slots if each.partner.pk == partner.pk), None)
    if slot is None or slot.holds:
        raise ValidationError(_("Deze partner hoeft nu niets te doen."))
    if slot.not_yet:
        raise ValidationError(slot.not_yet)
    today = timezone.localdate()
    asked = {
        member.user
        for member in RouteMember.objects.filter(partner=partner, role=provider.approver).select_related("user")
    } | {
        deputy.user
        for deputy in Deputy.objects.filter(
            member__partner=partner, member__role=provider.approver, starts_on__lte=today, ends_on__gte=today
        ).select_related("user")
    }
    people = sorted((user for user in asked if user.is_active), key=str)
    if not people:
        raise ValidationError(
            _("Niemand heeft namens %(partner)s de rol die akkoord geeft. Geef die rol eerst.") % {"partner": partner}
        )
    reminder = Reminder(route=route, step=provider.number, partner=partner, on=today, by=str(actor)[:120])
    reminder.full_clean()
    reminder.save()
    step = f"{provider.number}. {_(provider.step.title)}"
    record(
        scope=scope_of(route),
        step=provider.number,
        actor=actor,
        verb="herinnerd",
        subject=f"{partner}: {', '.join(str(user) for user in people)}",
    )
    subject = _("%(route)s wacht op uw akkoord: stap %(step)s") % {"route": route, "step": step}
    body = _(
        "Beste %(name)s,\n\n%(by)s vraagt u namens %(partner)s te kijken naar stap %(step)s van %(route)s.\n"
        "Lees de stap en geef akkoord, of schrijf op waarom niet:\n%(url)s\n"
    )
    values = {"by": actor, "partner": partner, "step": step, "route": route, "url": url}
    for user in people:
        # One mail per person: people of one organisation need not see each other's address.
        send_mail(subject, body % (values | {"name": user}), None, [user.email])
    return [str(user) for user in people]


@transaction.atomic
def leave(*, actor: User, route: Route, partner: RoutePartner, reason: str) -> None:
    """A partner stops taking part: its people lose their roles, what it agreed with is asked anew of those who stay.

    Nothing of the history goes. Raises PermissionDenied (only a manager of the organisation may), ValidationError.
    """
    if not may_end_partnership(actor, partner):
        raise PermissionDenied
    if partner.left_on is not None:
        raise ValidationError(_("Deze partner doet al niet meer mee."))
    if not reason.strip():
        raise ValidationError({"reason": _("Schrijf op waarom, zodat de anderen het later kunnen lezen.")})
    others = RouteMember.objects.filter(route=route, role=RouteMember.Role.LEADER).exclude(partner=partner)
    if not others.exists():
        raise ValidationError(
            _("Dan heeft de route geen projectleider meer. Geef eerst iemand van een andere partner deze rol.")
        )
    partner.left_on = timezone.localdate()
    partner.save()
    RouteMember.objects.filter(partner=partner).delete()
    record(
        scope=scope_of(route),
        step=2,
        actor=actor,
        verb="doet niet meer mee",
        subject=f"partner: {partner}",
        changes=[(_("reden"), "—", reason.strip())],
    )
    refresh_statuses(route)
