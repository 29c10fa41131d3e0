"""Jobs about a route: how a job names its route, and who may see it."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError

from naadloos.routes.models import Route
from naadloos.routes.rules import can_view


def subject_of(route: Route) -> str:
    return f"route:{route.pk}"


def route_of(subject: str) -> Route | None:
    """The route that a job is about; None when it is gone."""
    kind, _colon, key = subject.partition(":")
    try:
        return Route.objects.filter(pk=UUID(key)).first() if kind == "route" else None
    except (ValueError, ValidationError):
        return None


def may_see(user: Any, subject: str) -> bool:
    route = route_of(subject)
    return route is not None and can_view(user, route)
