"""Reading what belongs to the year at work: links to the calendar, and groups that are done."""

from django.db.models import QuerySet
from django.http import Http404

from naadloos.execution.models import CalendarLink, CohortClosing
from naadloos.organisations.models import User
from naadloos.routes.models import Route
from naadloos.routes.rules import can_view


def open_links(user: User, route: Route) -> QuerySet[CalendarLink]:
    """The links of one person that still work."""
    return CalendarLink.objects.filter(user=user, route=route, revoked_at=None)


def get_link_for(user: User, route: Route, pk: int, *, leads: bool) -> CalendarLink:
    """A link of this person, or of anybody for who leads the route. Raises Http404."""
    found = CalendarLink.objects.filter(route=route, pk=pk, revoked_at=None)
    link = (found if leads else found.filter(user=user)).first()
    if link is None:
        raise Http404
    return link


def links_of_others(user: User, route: Route) -> QuerySet[CalendarLink]:
    return CalendarLink.objects.filter(route=route, revoked_at=None).exclude(user=user).select_related("user")


def link_by_token(token: str) -> CalendarLink | None:
    """The link behind an address, as long as it works and its person may still see the route."""
    link = (
        CalendarLink.objects.filter(token_hash=CalendarLink.hash_of(token), revoked_at=None)
        .select_related("user", "route")
        .first()
    )
    if link is None or not link.user.is_active or not can_view(link.user, link.route):
        return None
    return link


def closings_of(route: Route) -> QuerySet[CohortClosing]:
    return CohortClosing.objects.filter(route=route)


def closed_years(route: Route) -> frozenset[int]:
    return frozenset(closings_of(route).values_list("start_year", flat=True))
