"""Agreeing with a step."""

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from naadloos.engines.route import canonical
from naadloos.routes import actions
from naadloos.routes.models import RoutePartner
from naadloos.routes.queries import get_snapshot
from naadloos.routes.views.common import person, step_context


def _speak(
    request: HttpRequest, pk: uuid.UUID, number: int, partner: int, act: Callable[..., object], done: str, **more: str
) -> HttpResponse:
    """Say something on behalf of a partner about a step as it was read; ``done`` names the partner."""
    route, provider, _context = step_context(request, pk, number)
    found = get_object_or_404(RoutePartner, pk=partner, route=route)
    seen = request.POST.get("fingerprint", "")
    try:
        act(actor=person(request), route=route, provider=provider, partner=found, seen=seen, **more)
    except actions.ChangedMeanwhileError:
        messages.error(request, _("De inhoud is gewijzigd terwijl u las. Lees de stap nog eens."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, done % {"partner": found})
    return redirect("route_step", pk, number)


@login_required
@require_POST
def approve_step(request: HttpRequest, pk: uuid.UUID, number: int, partner: int) -> HttpResponse:
    return _speak(request, pk, number, partner, actions.approve, _("Vastgesteld namens %(partner)s."))


@login_required
@require_POST
def refuse_step(request: HttpRequest, pk: uuid.UUID, number: int, partner: int) -> HttpResponse:
    """Someone says on behalf of a partner that this is not good yet, and why."""
    done, reason = _("Bewaard: %(partner)s is niet akkoord."), request.POST.get("reason", "")
    return _speak(request, pk, number, partner, actions.refuse, done, reason=reason)


@login_required
@require_POST
def untouched(request: HttpRequest, pk: uuid.UUID, number: int, partner: int) -> HttpResponse:
    """Someone says on behalf of a partner that a change does not touch what was agreed."""
    done, reason = _("Bewaard namens %(partner)s: raakt de afspraak niet."), request.POST.get("reason", "")
    return _speak(request, pk, number, partner, actions.mark_untouched, done, reason=reason)


@login_required
@require_safe
def snapshot_page(request: HttpRequest, pk: uuid.UUID, number: int, version: int) -> HttpResponse:
    """One frozen version: who agreed, when, and the exact text that its SHA-256 is made of."""
    route, _provider, context = step_context(request, pk, number)
    snapshot = get_snapshot(route, number, version)
    if request.GET.get("vorm") == "json":
        return HttpResponse(canonical(snapshot.content), content_type="application/json; charset=utf-8")
    return render(request, "routes/snapshot.html", context | {"snapshot": snapshot})
