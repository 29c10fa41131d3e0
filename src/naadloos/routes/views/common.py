"""What every page of a route needs."""

import uuid
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from naadloos.organisations.models import User
from naadloos.routes.lawyear import standing_of
from naadloos.routes.models import Route
from naadloos.routes.queries import get_route_for
from naadloos.routes.registry import StepProvider, provider_of
from naadloos.routes.rules import may_edit_step, roles_in


def person(request: HttpRequest) -> User:
    """The logged-in person; the views that call it are guarded by ``login_required``."""
    user: Any = request.user
    return user  # type: ignore[no-any-return]


def route_context(request: HttpRequest, pk: uuid.UUID) -> tuple[Route, dict[str, Any]]:
    """The route for this person and what its pages show in their head. Raises Http404 for outsiders."""
    user = person(request)
    route = get_route_for(user, pk)
    return route, {
        "route": route,
        "manages": user.has_perm("routes.manage", route),
        "roles": roles_in(user, route),
        "law_year": standing_of(route, timezone.localdate()),
    }


def step_context(request: HttpRequest, pk: uuid.UUID, number: int) -> tuple[Route, StepProvider, dict[str, Any]]:
    """As ``route_context``, with the step and whether this person may write in it."""
    route, context = route_context(request, pk)
    provider = provider_of(number)
    context |= {
        "provider": provider,
        "step": provider.step,
        "may_edit": may_edit_step(person(request), route, provider.editors),
    }
    return route, provider, context
