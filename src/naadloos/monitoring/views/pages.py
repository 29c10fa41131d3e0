"""What the figures say: per benefit, per figure, per group, and beside others."""

import uuid

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from naadloos.engines.cohort import definitions
from naadloos.engines.route.calendar import school_year_of, school_year_text
from naadloos.monitoring import cycle, flow, region
from naadloos.monitoring.background import figures_job
from naadloos.monitoring.benefits import audits
from naadloos.monitoring.dashboard import dashboard, readings_of, survey_lines
from naadloos.monitoring.figures import latest
from naadloos.monitoring.onefigure import one_figure
from naadloos.routes.portable import build_document
from naadloos.routes.views.common import person, step_context

STEP = 7


@login_required
@require_safe
def monitor(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, _provider, context = step_context(request, pk, STEP)
    context["board"] = dashboard(route)
    job = figures_job(route)
    context["going"] = job is not None and job.unfinished
    return render(request, "monitoring/dashboard.html", context)


@login_required
@require_safe
def figure(request: HttpRequest, pk: uuid.UUID, key: str) -> HttpResponse:
    """One figure opened: definition, groups, leerwegen, source, and what one may conclude."""
    route, _provider, context = step_context(request, pk, STEP)
    found = one_figure(route, key)
    if found is None:
        raise Http404
    context["figure"] = found
    return render(request, "monitoring/figure.html", context)


@login_required
@require_safe
def flows(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, _provider, context = step_context(request, pk, STEP)
    found = latest(route)
    if found is not None:
        published, report = found
        context |= {
            "report": report,
            "held": published.held,
            "groups": flow.group_flows(published),
            "risk": flow.risk_view(published),
        }
    return render(request, "monitoring/flow.html", context)


@login_required
@require_safe
def benefits(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, _provider, context = step_context(request, pk, STEP)
    readings = readings_of(route, latest(route))
    context["audits"] = audits(route, build_document(route), readings, survey_lines(route))
    return render(request, "monitoring/benefits.html", context)


@login_required
@require_safe
def year(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, _provider, context = step_context(request, pk, STEP)
    today = timezone.localdate()
    asked = request.GET.get("schooljaar", "")
    now = school_year_of(today)
    chosen = int(asked) if asked.isdecimal() and 2020 <= int(asked) <= 2060 else now
    items = cycle.year_items(route, chosen, today)
    context |= {
        "items": items,
        "next": cycle.next_up(items, today),
        "chosen": school_year_text(chosen),
        "before": (chosen - 1, school_year_text(chosen - 1)),
        "after": (chosen + 1, school_year_text(chosen + 1)),
        "has_moments": any(each.kind == "moment" for each in items),
        "proposed": [(cycle.day_in(chosen, month, day), title) for month, day, title, _source in cycle.PROPOSED],
    }
    return render(request, "monitoring/year.html", context)


@login_required
@require_safe
def compare(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Beside the other routes that this person may see, and beside the country."""
    route, _provider, context = step_context(request, pk, STEP)
    found = latest(route)
    key = request.GET.get("cijfer", "in-route")
    offered = region.comparable()
    chosen = next((each for each in offered if each.key == key), offered[0])
    context |= {
        "offered": offered,
        "chosen": chosen,
        "funnel": region.funnel_of(region.reports_for(person(request)), definitions()[chosen.key], route),
        "national": region.national_of(route, found[0] if found else None),
    }
    return render(request, "monitoring/compare.html", context)
