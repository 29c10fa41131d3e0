"""From one group to the next inside a route, and closing a group that is done."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from naadloos.execution import year_queries as queries
from naadloos.execution.closing import conditions
from naadloos.execution.rollover import Rollover, rollover
from naadloos.execution.year_actions import STEP, close_cohort, roll_over
from naadloos.execution.year_forms import ClosingForm
from naadloos.routes.impact import foresee
from naadloos.routes.models import Route
from naadloos.routes.portable import build_document
from naadloos.routes.views.common import person, step_context


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def next_year(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """First what goes along and what differs; nothing is written before somebody says so."""
    route, _provider, context = step_context(request, pk, STEP)
    if request.method == "POST" and not context["manages"]:
        raise PermissionDenied
    document = build_document(route)
    years = sorted(each.start_year for each in document.route.cohorts)
    asked = request.POST.get("van") or request.GET.get("van", "")
    chosen = int(asked) if asked.isdecimal() and int(asked) in years else years[-1] if years else None
    plan = rollover(route, document, chosen) if chosen is not None else None
    context |= {"plan": plan, "years": years, "closed": queries.closed_years(route), "status": 200}
    context["picked"] = {each.key for each in (*plan.dates, *plan.actions) if not each.there} if plan else set()
    if request.method == "POST" and plan is not None and _rolled(request, route, plan, context):
        return redirect("readiness", pk)
    return render(request, "execution/next_year.html", context, status=context["status"])


def _rolled(request: HttpRequest, route: Route, plan: Rollover, context: dict[str, Any]) -> bool:
    """Make the next group; False when the page must be shown again, with what was picked."""
    dates, actions = request.POST.getlist("data"), request.POST.getlist("acties")
    context["picked"] = {*dates, *actions}

    def write() -> None:
        made.extend(
            roll_over(
                actor=person(request),
                route=route,
                from_year=plan.from_year,
                dates=dates,
                actions=actions,
                seen=request.POST.get("mark", ""),
            )
        )

    made: list[Any] = []
    try:
        impact = foresee(route, write)
        if impact is not None and request.POST.get("gezien") != impact.mark:
            context["impact"] = impact
            return False
        made.clear()
        write()
    except ValidationError as error:
        context |= {"problems": error.messages, "status": 422}
        return False
    said = ngettext(
        "%(n)s gegeven toegevoegd voor groep %(year)s.", "%(n)s gegevens toegevoegd voor groep %(year)s.", len(made)
    )
    messages.success(request, said % {"n": len(made), "year": plan.to_year})
    return True


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, _provider, context = step_context(request, pk, STEP)
    if request.method == "POST" and not context["manages"]:
        raise PermissionDenied
    document, closed, today = build_document(route), queries.closed_years(route), timezone.localdate()
    years = sorted(each.start_year for each in document.route.cohorts if each.start_year not in closed)
    form = ClosingForm(request.POST if request.method == "POST" else None, years=years)
    if request.method == "POST" and form.is_valid():
        try:
            made = close_cohort(actor=person(request), route=route, today=today, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Groep %(year)s is gesloten.") % {"year": made.start_year})
            return redirect("closing", pk)
    context |= {
        "form": form,
        "groups": [(year, conditions(route, document, year, today)) for year in years],
        "closings": queries.closings_of(route),
    }
    return render(request, "execution/closing.html", context, status=422 if form.errors else 200)
