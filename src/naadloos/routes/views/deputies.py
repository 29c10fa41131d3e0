"""What surrounds an approval: deputies, reminders, and a partner that stops."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from naadloos.routes import deputies
from naadloos.routes.forms import DeputyForm, LeaveForm
from naadloos.routes.models import Deputy, RouteMember, RoutePartner
from naadloos.routes.rules import may_end_partnership, may_name_deputy
from naadloos.routes.views.common import person, route_context, step_context


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def deputy_name(request: HttpRequest, pk: uuid.UUID, member: int) -> HttpResponse:
    route, context = route_context(request, pk)
    found = get_object_or_404(RouteMember, pk=member, route=route)
    if not may_name_deputy(person(request), found):
        raise PermissionDenied
    form = DeputyForm(request.POST if request.method == "POST" else None, member=found)
    if request.method == "POST" and form.is_valid():
        try:
            deputies.name_deputy(actor=person(request), member=found, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(
                request, _("%(user)s vervangt %(member)s.") % {"user": form.cleaned_data["user"], "member": found.user}
            )
            return redirect("route_people", pk)
    return render(
        request,
        "routes/deputy.html",
        context | {"form": form, "member": found},
        status=422 if form.errors else 200,
    )


@login_required
@require_POST
def deputy_end(request: HttpRequest, pk: uuid.UUID, deputy: int) -> HttpResponse:
    route, _context = route_context(request, pk)
    found = get_object_or_404(Deputy.objects.select_related("member__partner"), pk=deputy, member__route=route)
    deputies.end_deputy(actor=person(request), deputy=found)
    messages.success(request, _("De vervanging is gestopt."))
    return redirect("route_people", pk)


@login_required
@require_POST
def partner_remind(request: HttpRequest, pk: uuid.UUID, number: int, partner: int) -> HttpResponse:
    route, provider, _context = step_context(request, pk, number)
    found = get_object_or_404(RoutePartner, pk=partner, route=route)
    url = request.build_absolute_uri(reverse("route_step", args=[pk, number]) + "#vaststellen")
    try:
        asked = deputies.remind(actor=person(request), route=route, provider=provider, partner=found, url=url)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Herinnering gestuurd aan %(people)s.") % {"people": get_text_list(asked, _("en"))})
    return redirect("route_step", pk, number)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def partner_leave(request: HttpRequest, pk: uuid.UUID, partner: int) -> HttpResponse:
    """First what it means, then the reason; afterwards this organisation no longer sees the route."""
    route, context = route_context(request, pk)
    found = get_object_or_404(RoutePartner, pk=partner, route=route)
    if not may_end_partnership(person(request), found):
        raise PermissionDenied
    form = LeaveForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            deputies.leave(actor=person(request), route=route, partner=found, reason=form.cleaned_data["reason"])
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(
                request, _("%(partner)s doet niet meer mee aan %(route)s.") % {"partner": found, "route": route}
            )
            return redirect("route_list")
    return render(
        request, "routes/leave.html", context | {"form": form, "partner": found}, status=422 if form.errors else 200
    )
