"""Delivering data of pupils: look first, then store; and taking a delivery back."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from naadloos.engines.cohort.intake import Verdict, template
from naadloos.engines.route.terms import Leerweg
from naadloos.jobs.queries import shown
from naadloos.monitoring import deliveries
from naadloos.monitoring.background import figures_job
from naadloos.monitoring.forms import DeliveryForm
from naadloos.monitoring.keeping import log_access
from naadloos.monitoring.models import Delivery, RoutePupil
from naadloos.monitoring.rules import own_partners
from naadloos.routes.models import Cohort, RoutePartner, RouteQualification
from naadloos.routes.views.common import person, step_context

STEP = 7
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def deliver(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, _provider, context = step_context(request, pk, STEP)
    partners = own_partners(person(request), route)
    posted = request.method == "POST"
    if posted and not partners:
        raise PermissionDenied
    form = DeliveryForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        route=route,
        partners=partners,
        initial={"partner": partners[0] if len(partners) == 1 else None},
    )
    if posted and form.is_valid():
        given = form.cleaned_data
        content = given["file"].read()
        try:
            if "kijk" in request.POST:
                looked = deliveries.look(route, given["partner"], content)
                context |= {"looked": looked, "outcomes": [(each, looked.count(each)) for each in Verdict]}
            else:
                done = deliveries.take(
                    actor=person(request),
                    route=route,
                    partner=given["partner"],
                    name=given["file"].name,
                    content=content,
                    known_until=given["known_until"],
                    with_absence=given["with_absence"],
                )
                said = ngettext("%(n)s gebeurtenis opgeslagen.", "%(n)s gebeurtenissen opgeslagen.", done.taken)
                messages.success(request, said % {"n": done.taken})
                if done.refused:
                    said = ngettext("%(n)s regel geweigerd.", "%(n)s regels geweigerd.", done.refused)
                    messages.warning(request, said % {"n": done.refused})
                return redirect("monitor_deliver", pk)
        except ValidationError as error:
            form.add_error("file", error)
    job = figures_job(route)
    context |= {
        "form": form,
        "job": shown(job, person(request)) if job else None,
        "own": partners,
        "deliveries": deliveries.deliveries_of(route, partners),
    }
    return render(request, "monitoring/deliver.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def deliver_template(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """An empty sheet to begin from, with the groups and opleidingen of this route."""
    route, _provider, _context = step_context(request, pk, STEP)
    content = template(
        str(route),
        [row.start_year for row in Cohort.objects.filter(route=route)],
        list(Leerweg),
        {
            row.crebo: row.level
            for row in RouteQualification.objects.filter(route=route).select_related("qualification")
        },
        translate=_,
    )
    response = HttpResponse(content, content_type=SHEET)
    response["Content-Disposition"] = 'attachment; filename="naadloos-leerlingen.xlsx"'
    return response


@login_required
@require_POST
def deliver_back(request: HttpRequest, pk: uuid.UUID, delivery: int) -> HttpResponse:
    route, _provider, _context = step_context(request, pk, STEP)
    found = get_object_or_404(Delivery, pk=delivery, route=route)
    deliveries.take_back(actor=person(request), route=route, delivery=found)
    messages.success(request, _("De levering is teruggenomen; de cijfers worden opnieuw gemaakt."))
    return redirect("monitor_deliver", pk)


@login_required
@never_cache
@require_safe
def pupils(request: HttpRequest, pk: uuid.UUID, partner: int) -> HttpResponse:
    """The pupils that one's own partner delivered, by the begin of their unreadable key; looking is logged."""
    route, _provider, context = step_context(request, pk, STEP)
    found = get_object_or_404(RoutePartner, pk=partner, route=route)
    deliveries.require_own(person(request), route, found)
    rows = list(
        RoutePupil.objects.filter(route=route, keys__partner=found)
        .distinct()
        .prefetch_related("keys", "events")
        .order_by("cohort", "pk")
    )
    log_access(person(request), route, found, _("lijst van leerlingen bekeken"), pupils=len(rows))
    context |= {
        "partner": found,
        "pupils": [
            (next(str(key) for key in row.keys.all() if key.partner_id == found.pk), row, list(row.events.all()))
            for row in rows
        ],
    }
    return render(request, "monitoring/pupils.html", context)
