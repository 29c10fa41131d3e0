"""Agreeing with a step."""

import uuid

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


@login_required
@require_POST
def approve_step(request: HttpRequest, pk: uuid.UUID, number: int, partner: int) -> HttpResponse:
    route, provider, _context = step_context(request, pk, number)
    found = get_object_or_404(RoutePartner, pk=partner, route=route)
    try:
        actions.approve(
            actor=person(request),
            route=route,
            provider=provider,
            partner=found,
            seen=request.POST.get("fingerprint", ""),
        )
    except actions.ChangedMeanwhileError:
        messages.error(
            request,
            _("De inhoud is gewijzigd terwijl u las. Lees de stap nog eens en stel haar dan vast."),
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Vastgesteld namens %(partner)s.") % {"partner": found})
    return redirect("route_step", pk, number)


@login_required
@require_POST
def refuse_step(request: HttpRequest, pk: uuid.UUID, number: int, partner: int) -> HttpResponse:
    """Someone says on behalf of a partner that this is not good yet, and why."""
    route, provider, _context = step_context(request, pk, number)
    found = get_object_or_404(RoutePartner, pk=partner, route=route)
    try:
        actions.refuse(
            actor=person(request),
            route=route,
            provider=provider,
            partner=found,
            seen=request.POST.get("fingerprint", ""),
            reason=request.POST.get("reason", ""),
        )
    except actions.ChangedMeanwhileError:
        messages.error(request, _("De inhoud is gewijzigd terwijl u las. Lees de stap nog eens."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Bewaard: %(partner)s is niet akkoord.") % {"partner": found})
    return redirect("route_step", pk, number)


@login_required
@require_POST
def untouched(request: HttpRequest, pk: uuid.UUID, number: int, partner: int) -> HttpResponse:
    """Someone says on behalf of a partner that a change does not touch what was agreed."""
    route, provider, _context = step_context(request, pk, number)
    found = get_object_or_404(RoutePartner, pk=partner, route=route)
    try:
        actions.mark_untouched(
            actor=person(request),
            route=route,
            provider=provider,
            partner=found,
            seen=request.POST.get("fingerprint", ""),
            reason=request.POST.get("reason", ""),
        )
    except actions.ChangedMeanwhileError:
        messages.error(request, _("De inhoud is gewijzigd terwijl u las. Lees de stap nog eens."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Bewaard namens %(partner)s: raakt de afspraak niet.") % {"partner": found})
    return redirect("route_step", pk, number)


@login_required
@require_safe
def snapshot_page(request: HttpRequest, pk: uuid.UUID, number: int, version: int) -> HttpResponse:
    """One frozen version: who agreed, when, and the exact text that its SHA-256 is made of."""
    route, _provider, context = step_context(request, pk, number)
    snapshot = get_snapshot(route, number, version)
    if request.GET.get("vorm") == "json":
        return HttpResponse(canonical(snapshot.content), content_type="application/json; charset=utf-8")
    return render(request, "routes/snapshot.html", context | {"snapshot": snapshot})
