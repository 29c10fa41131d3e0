"""The cycle at work: taking the proposed calendar, holding an evaluation, keeping and removing data."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from naadloos.monitoring import cycle, keeping
from naadloos.monitoring.dashboard import readings_of
from naadloos.monitoring.evaluating import DECISIONS, agenda, conclude
from naadloos.monitoring.figures import latest
from naadloos.monitoring.models import AccessEntry, Deletion, Evaluation
from naadloos.monitoring.rules import own_partners
from naadloos.organisations.base import StaleError
from naadloos.routes.models import Decision
from naadloos.routes.registry import provider_of
from naadloos.routes.rules import may_edit_step
from naadloos.routes.views.common import person, step_context

STEP = 7


@login_required
@require_POST
def year_take(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, _provider, _context = step_context(request, pk, STEP)
    try:
        made = cycle.take_proposed(actor=person(request), route=route)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        said = ngettext("%(n)s moment toegevoegd.", "%(n)s momenten toegevoegd.", len(made)) % {"n": len(made)}
        messages.success(request, said)
    return redirect("monitor_year", pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def evaluation(request: HttpRequest, pk: uuid.UUID, evaluation: int) -> HttpResponse:
    route, _provider, context = step_context(request, pk, STEP)
    found = get_object_or_404(Evaluation.objects.select_related("meeting__body"), pk=evaluation, route=route)
    actor = person(request)
    stale = False
    if request.method == "POST":
        if not context["may_edit"]:
            raise PermissionDenied
        text, decision = request.POST.get("conclusies", ""), request.POST.get("besluit", "")
        version = request.POST.get("version", "0")
        try:
            made = conclude(
                actor=actor,
                route=route,
                evaluation=found,
                version=int(version) if version.isdecimal() else 0,
                text=text,
                decision=decision,
            )
        except StaleError:
            stale = True
            context["typed"] = {"text": text, "decision": decision}
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            context["typed"] = {"text": text, "decision": decision}
        else:
            messages.success(request, _("Opgeslagen.") if made is None else _("Opgeslagen, met een besluit in stap 4."))
            return redirect("monitor_evaluation", pk, evaluation)
        found = get_object_or_404(Evaluation.objects.select_related("meeting__body"), pk=evaluation, route=route)
    told = latest(route)
    held = told[0].held if told else ()
    context |= {
        "evaluation": found,
        "stale": stale,
        "points": agenda(route, readings_of(route, told), held, timezone.localdate()),
        "measures": found.measures.select_related("indicator"),
        "decisions": Decision.objects.filter(route=route, about=f"evaluations:{found.key}").select_related("body"),
        "may_decide": may_edit_step(actor, route, provider_of(DECISIONS).editors),
    }
    return render(request, "monitoring/evaluation.html", context, status=409 if stale else 200)


@login_required
@require_safe
def kept(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, _provider, context = step_context(request, pk, STEP)
    partners = own_partners(person(request), route)
    context |= {
        "kept": keeping.overview(route, timezone.localdate()),
        "classes": keeping.CLASSES,
        "deletions": Deletion.objects.filter(route=route)[:50],
        "access": AccessEntry.objects.filter(route=route, partner__in=partners).select_related("partner__organisation")[
            :100
        ],
        "own": partners,
    }
    return render(request, "monitoring/keeping.html", context)


@login_required
@require_POST
def remove_due(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Do today what the daily run does by itself."""
    route, _provider, context = step_context(request, pk, STEP)
    if not context["may_edit"]:
        raise PermissionDenied
    made = keeping.remove_due(route, timezone.localdate())
    count = sum(each.count for each in made)
    said = ngettext("%(n)s regel verwijderd.", "%(n)s regels verwijderd.", count) % {"n": count}
    messages.success(request, said if made else _("Er is niets waarvan de termijn voorbij is."))
    return redirect("monitor_keeping", pk)
