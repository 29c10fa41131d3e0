"""Who takes part: partners, invitations, roles, and the route's own particulars."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from naadloos.organisations.base import StaleError
from naadloos.organisations.forms import carry_version
from naadloos.routes import actions, approving, overview
from naadloos.routes.forms import InvitePartnerForm, RoleForm, RouteForm
from naadloos.routes.models import RouteMember, RoutePartner
from naadloos.routes.queries import partners_of
from naadloos.routes.rules import may_end_partnership
from naadloos.routes.tables import stale_rows
from naadloos.routes.views.common import person, route_context


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def route_people(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, context = route_context(request, pk)
    if request.method == "POST" and not context["manages"]:
        raise PermissionDenied
    form = RoleForm(request.POST if request.method == "POST" else None, route=route)
    if request.method == "POST" and form.is_valid():
        partner, user = form.chosen
        try:
            actions.give_role(
                actor=person(request), route=route, partner=partner, user=user, role=form.cleaned_data["role"]
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Rol gegeven aan %(user)s.") % {"user": user})
            return redirect("route_people", pk)
    context |= {
        "form": form,
        "partners": [(each, may_end_partnership(person(request), each)) for each in partners_of(route)],
        "members": approving.member_rows(person(request), route),
        "link": request.session.pop("invitation_link", None),
    }
    return render(request, "routes/people.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def partner_invite(request: HttpRequest, pk: uuid.UUID, partner: int) -> HttpResponse:
    route, context = route_context(request, pk)
    if not context["manages"]:
        raise PermissionDenied
    found = get_object_or_404(RoutePartner, pk=partner, route=route)
    form = InvitePartnerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            _invitation, token = actions.invite_partner(
                actor=person(request), route=route, partner=found, email=form.cleaned_data["email"]
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            request.session["invitation_link"] = request.build_absolute_uri(reverse("invitation", args=[token]))
            return redirect("route_people", pk)
    context |= {"form": form, "partner": found}
    return render(request, "routes/partner_invite.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def partner_accept(request: HttpRequest, partner: int) -> HttpResponse:
    """Say yes on behalf of an organisation; the person need not be able to see the route yet."""
    found = get_object_or_404(overview.waiting_partnerships(person(request)), pk=partner)
    actions.accept_partnership(actor=person(request), route=found.route, partner=found)
    messages.success(request, _("%(partner)s doet nu mee aan de route.") % {"partner": found})
    return redirect("route", found.route_id)


@login_required
@require_POST
def role_take(request: HttpRequest, pk: uuid.UUID, member: int) -> HttpResponse:
    route, _context = route_context(request, pk)
    found = get_object_or_404(RouteMember, pk=member, route=route)
    try:
        actions.take_role(actor=person(request), route=route, member=found)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("route_people", pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def route_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, context = route_context(request, pk)
    if not context["manages"]:
        raise PermissionDenied
    form = RouteForm(request.POST if request.method == "POST" else None, instance=route)
    stale: list[tuple[str, str, str]] = []
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_route(actor=person(request), route=form.instance, version=form.seen_version)
        except StaleError as error:
            stale = stale_rows(error.current, form.cleaned_data)
            carry_version(form, error.current.version)
            form.add_error(None, _("Iemand anders heeft de route intussen gewijzigd. Vergelijk en sla opnieuw op."))
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Opgeslagen."))
            return redirect("route", pk)
    return render(
        request,
        "routes/route_edit.html",
        context | {"form": form, "stale": stale},
        status=422 if form.errors else 200,
    )
