"""Writing links to the calendar: permission, history, one transaction."""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from naadloos.execution.models import CalendarLink
from naadloos.execution.year_queries import open_links
from naadloos.organisations.history import record
from naadloos.organisations.models import User
from naadloos.routes.models import Route
from naadloos.routes.queries import scope_of

STEP = 10


@transaction.atomic
def make_link(*, actor: User, route: Route, audience: str = "") -> tuple[CalendarLink, str]:
    """A link for the calendar of the actor. Returns it with the token of its address, which is not kept.

    Raises PermissionDenied for who may not see the route, ValidationError.
    """
    if not actor.has_perm("routes.view", route):
        raise PermissionDenied
    if open_links(actor, route).count() >= CalendarLink.MOST:
        raise ValidationError(_("U hebt al %(n)s links. Trek er eerst een in.") % {"n": CalendarLink.MOST})
    token = CalendarLink.fresh_token()
    link = CalendarLink(user=actor, route=route, audience=audience, token_hash=CalendarLink.hash_of(token))
    link.full_clean()
    link.save()
    _record(actor, link, "toegevoegd")
    return link, token


@transaction.atomic
def revoke_link(*, actor: User, link: CalendarLink) -> None:
    """From now on the address of this link does not exist. Raises PermissionDenied."""
    if link.user_id != actor.pk and not actor.has_perm("routes.manage", link.route):
        raise PermissionDenied
    if CalendarLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=timezone.now()):
        _record(actor, link, "ingetrokken")


def used(link: CalendarLink, today: date) -> None:
    """Note the day on which a calendar asked; once a day at most, and no history, for no person did anything."""
    if link.last_used_on != today:
        CalendarLink.objects.filter(pk=link.pk).update(last_used_on=today)


def _record(actor: User, link: CalendarLink, verb: str) -> None:
    subject = _("agendalink van %(who)s: %(what)s") % {"who": link.user, "what": link}
    record(scope=scope_of(link.route), step=STEP, actor=actor, verb=verb, subject=subject)
