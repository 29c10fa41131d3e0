"""Who may do what with a route: the one place.

Everybody of a partner that takes part may read. Writing needs a role in the route. Outsiders get 404, readers 403.
"""

import rules
from django.db.models import Q, QuerySet
from django.utils import timezone

from naadloos.organisations.models import Membership, User
from naadloos.routes.models import Deputy, Jurist, Route, RouteMember, RoutePartner

Role = RouteMember.Role


def routes_for(user: User) -> QuerySet[Route]:
    """The routes that a person may see: by a role, or as member of an organisation that takes part."""
    if not user.is_authenticated:
        return Route.objects.none()
    return Route.objects.filter(
        Q(pk__in=RouteMember.objects.filter(user=user).values("route"))
        | Q(
            pk__in=Route.objects.filter(
                routepartner__organisation__memberships__user=user,
                routepartner__accepted_at__isnull=False,
                routepartner__left_on__isnull=True,
            ).values("pk")
        )
    )


def roles_in(user: User, route: Route) -> frozenset[str]:
    """The roles of a person in a route."""
    return frozenset(role for role, _partner in _roles_by_partner(user, route))


def _roles_by_partner(user: User, route: Route) -> frozenset[tuple[str, int]]:
    """(role, partner) of a person in a route, read once per request."""
    cache: dict[object, frozenset[tuple[str, int]]] = user.__dict__.setdefault("_route_partner_roles_cache", {})
    if route.pk not in cache:
        cache[route.pk] = frozenset(
            RouteMember.objects.filter(user_id=user.pk, route=route).values_list("role", "partner_id")
        )
    return cache[route.pk]


@rules.predicate
def can_view(user: User, route: Route) -> bool:
    return routes_for(user).filter(pk=route.pk).exists()


@rules.predicate
def leads(user: User, route: Route) -> bool:
    return Role.LEADER in roles_in(user, route)


@rules.predicate
def is_jurist(user: User) -> bool:
    """Whoever got the task of confirming rules from the operator (``naadloos jurist``)."""
    return bool(user.is_authenticated and user.is_active and Jurist.objects.filter(user_id=user.pk).exists())


rules.add_perm("routes.confirm_rule", is_jurist)
rules.add_perm("routes.view", can_view)
rules.add_perm("routes.manage", leads)


def may_edit_step(user: User, route: Route, editors: frozenset[str]) -> bool:
    """May this person write in a step whose editors are ``editors``? Project leaders may everywhere."""
    roles = roles_in(user, route)
    return Role.LEADER in roles or bool(roles & editors)


def may_approve(user: User, route: Route, role: str, partner_id: int) -> bool:
    """May this person agree on behalf of this partner in this role, as the one who has it or as a deputy today?"""
    return (role, partner_id) in _roles_by_partner(user, route) or bool(deputised(user, route, role, partner_id))


def deputised(user: User, route: Route, role: str, partner_id: int) -> Deputy | None:
    """As whose deputy this person may agree today on behalf of this partner; None when as nobody's."""
    cache: dict[object, list[Deputy]] = user.__dict__.setdefault("_route_deputies_cache", {})
    if route.pk not in cache:
        cache[route.pk] = list(deputies_today(user).filter(member__route=route))
    return next(
        (each for each in cache[route.pk] if each.member.role == role and each.member.partner_id == partner_id), None
    )


def deputies_today(user: User) -> QuerySet[Deputy]:
    """Where this person may agree for another today, while still belonging to the same organisation."""
    today = timezone.localdate()
    return (
        Deputy.objects.filter(user_id=user.pk, starts_on__lte=today, ends_on__gte=today)
        .filter(member__partner__organisation__memberships__user_id=user.pk)
        .select_related("member__user", "member__partner__organisation")
    )


def may_end_partnership(user: User, partner: RoutePartner) -> bool:
    """Only a manager of the organisation may end its part in a route, or begin it."""
    return Membership.objects.filter(
        user=user, organisation=partner.organisation, role=Membership.Role.MANAGER
    ).exists()


def may_name_deputy(user: User, member: RouteMember) -> bool:
    """Only who has the role, or a manager of the same organisation, may hand it on for a while."""
    return user.pk == member.user_id or may_end_partnership(user, member.partner)
