"""Writing organisations and invitations: permission, validation, history, one transaction."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from naadloos.organisations.history import difference, record, values_of
from naadloos.organisations.models import Invitation, Membership, Organisation, User
from naadloos.organisations.signals import invitation_accepted


def scope_of(organisation: Organisation) -> str:
    return f"organisation:{organisation.pk}"


@transaction.atomic
def change_organisation(*, actor: User, organisation: Organisation, version: int) -> Organisation:
    """Save a changed organisation. Raises PermissionDenied, ValidationError, StaleError."""
    if not actor.has_perm("organisations.change", organisation):
        raise PermissionDenied
    before = values_of(Organisation.objects.get(pk=organisation.pk))
    organisation.full_clean()
    organisation.save_version(version)
    changes = difference(before, values_of(organisation))
    if changes:
        record(
            scope=scope_of(organisation),
            actor=actor,
            verb="gewijzigd",
            subject=str(organisation),
            changes=changes,
        )
    return organisation


@transaction.atomic
def invite(
    *, actor: User, organisation: Organisation, email: str, role: str, allowed: bool | None = None
) -> tuple[Invitation, str]:
    """Make an invitation for one person to one organisation.

    Returns the invitation and the token for the link; the token is not kept. ``allowed`` is given by a caller that has
    its own permission for it (a project leader who invites a partner). Raises PermissionDenied, ValidationError.
    """
    may = actor.has_perm("organisations.invite", organisation) if allowed is None else allowed
    if not may:
        raise PermissionDenied
    token = Invitation.fresh_token()
    invitation = Invitation(
        organisation=organisation,
        email=email.strip().lower(),
        role=role,
        token_hash=Invitation.hash_of(token),
        invited_by=actor,
        expires_at=Invitation.fresh_expiry(),
    )
    invitation.full_clean()
    invitation.save()
    record(scope=scope_of(organisation), actor=actor, verb="uitgenodigd", subject=invitation.email)
    return invitation, token


@transaction.atomic
def accept_invitation(*, invitation: Invitation, user: User) -> Membership:
    """Let ``user`` join the organisation. Raises ValidationError when the link is used, expired or for another."""
    current = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if not current.is_open:
        raise ValidationError(_("Deze uitnodiging is al gebruikt of verlopen. Vraag een nieuwe aan."))
    if current.email != user.email:
        raise ValidationError(
            _("Deze uitnodiging is voor %(email)s. Log in met dat adres, of vraag een uitnodiging voor uw eigen adres.")
            % {"email": current.email}
        )
    current.accepted_by = user
    current.accepted_at = timezone.now()
    current.save(update_fields=["accepted_by", "accepted_at"])
    membership, _created = Membership.objects.get_or_create(
        user=user, organisation=current.organisation, defaults={"role": current.role}
    )
    record(scope=scope_of(current.organisation), actor=user, verb="toegetreden", subject=str(user))
    invitation_accepted.send(sender=Invitation, invitation=current, user=user)
    return membership


@transaction.atomic
def create_account(*, invitation: Invitation, name: str, password: str) -> User:
    """Make the account that an invitation is for. Raises ValidationError when there is one already."""
    if User.objects.filter(email=invitation.email).exists():
        raise ValidationError(_("Er is al een account met dit adres. Log eerst in."))
    user = User(email=invitation.email, name=name.strip())
    user.set_password(password)
    user.full_clean()
    user.save()
    return user


@transaction.atomic
def start_organisation(*, organisation: Organisation, email: str) -> tuple[Invitation, str]:
    """The first organisation on a fresh installation, with an invitation for its manager.

    Only for the person who runs the server; there is no page for it. Returns the invitation and the token for the
    link. Raises ValidationError.
    """
    organisation.full_clean()
    organisation.save()
    record(scope=scope_of(organisation), actor=None, verb="toegevoegd", subject=str(organisation))
    token = Invitation.fresh_token()
    invitation = Invitation(
        organisation=organisation,
        email=email.strip().lower(),
        role=Membership.Role.MANAGER,
        token_hash=Invitation.hash_of(token),
        expires_at=Invitation.fresh_expiry(),
    )
    invitation.full_clean(exclude=["invited_by"])
    invitation.save()
    return invitation, token
