"""Reading organisations, people and history."""

from django.db.models import QuerySet
from django.http import Http404

from naadloos.organisations.models import HistoryEntry, Invitation, Membership, Organisation, User


def organisations_of(user: User) -> QuerySet[Organisation]:
    """The organisations that a person belongs to."""
    return Organisation.objects.filter(memberships__user=user).distinct()


def get_organisation_for(user: User, pk: int) -> Organisation:
    """The organisation, for its members; for anyone else it does not exist. Raises Http404."""
    organisation = organisations_of(user).filter(pk=pk).first()
    if organisation is None:
        raise Http404
    return organisation


def members_of(organisation: Organisation) -> QuerySet[Membership]:
    return Membership.objects.filter(organisation=organisation).select_related("user").order_by("user__name")


def open_invitations_of(organisation: Organisation) -> QuerySet[Invitation]:
    return Invitation.objects.filter(organisation=organisation, accepted_at=None).select_related("invited_by")


def find_invitation(token: str) -> Invitation | None:
    """The invitation behind a link, also when it is used or expired."""
    return (
        Invitation.objects.filter(token_hash=Invitation.hash_of(token))
        .select_related("organisation", "invited_by")
        .first()
    )


def find_user(email: str) -> User | None:
    return User.objects.filter(email=email.lower()).first()


def demo_people() -> QuerySet[User]:
    return User.objects.filter(is_demo=True, is_active=True).order_by("pk")


def history_of(scope: str, step: int | None = None) -> QuerySet[HistoryEntry]:
    """The history of one thing, newest first; of one step of a route when ``step`` is given."""
    entries = HistoryEntry.objects.filter(scope=scope)
    return entries if step is None else entries.filter(step=step)
