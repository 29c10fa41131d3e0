"""Who may deliver and see what about single pupils: only the people of quality and the leaders of that same partner."""

from naadloos.organisations.models import User
from naadloos.routes.models import Route, RouteMember

Role = RouteMember.Role
DELIVERERS = frozenset({Role.QUALITY.value, Role.LEADER.value})


def own_partners(user: User, route: Route) -> list[int]:
    """The partners on whose behalf this person delivers, sees and removes data of pupils."""
    rows = RouteMember.objects.filter(user_id=user.pk, route=route, role__in=DELIVERERS, partner__left_on__isnull=True)
    return sorted(set(rows.values_list("partner_id", flat=True)))
