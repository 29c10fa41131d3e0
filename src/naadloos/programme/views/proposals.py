"""Asking for a plan, following the job, and choosing between the proposals."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from naadloos.jobs.actions import start_job
from naadloos.jobs.queries import shown
from naadloos.programme import proposals
from naadloos.programme.progress import progress_of, reasons_of
from naadloos.programme.version_forms import PlanForm
from naadloos.routes.background import subject_of
from naadloos.routes.portable import build_document
from naadloos.routes.views.common import person, step_context


@login_required
@require_POST
def make_plan(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Ask for a plan; when one is being made for this route, that is the one that is shown."""
    route, _provider, context = step_context(request, pk, 5)
    if not context["may_edit"]:
        raise PermissionDenied
    form = PlanForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Kies wat er met het bord gebeurt en hoe lang de planner mag denken."))
        return redirect("board", pk)
    started = start_job(
        actor=person(request), kind=proposals.PLAN, subject=subject_of(route), arguments=form.cleaned_data
    )
    if not started.new:
        messages.info(request, _("Er wordt al een plan gemaakt voor deze route. U ziet het hieronder."))
    return redirect("plan_proposals", pk)


@login_required
@never_cache
@require_safe
def plan_proposals(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, _provider, context = step_context(request, pk, 5)
    job = proposals.plan_job(route)
    document = build_document(route)
    going = job is not None and job.unfinished
    context |= {
        "job": shown(job, person(request)) if job else None,
        "going": going,
        "progress": progress_of(route, job),
        "reasons": reasons_of(route, job),
        "proposals": proposals.proposals_of(route, document, job) if not going else None,
        "plan_form": PlanForm(placed=bool(document.programme.placements)),
    }
    return render(request, "programme/proposals.html", context)


@login_required
@never_cache
@require_safe
def plan_progress(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The improvements so far, for the part of the page that refreshes itself."""
    route, _provider, context = step_context(request, pk, 5)
    job = proposals.plan_job(route)
    context |= {"going": job is not None and job.unfinished, "progress": progress_of(route, job)}
    return render(request, "programme/_plan_progress.html", context)


@login_required
@require_POST
def put_on_board(request: HttpRequest, pk: uuid.UUID, proposal: int) -> HttpResponse:
    route, _provider, context = step_context(request, pk, 5)
    if not context["may_edit"]:
        raise PermissionDenied
    found = proposals.get_proposal(route, proposal)
    try:
        version = proposals.put_on_board(
            actor=person(request), route=route, proposal=found, seen=request.POST.get("seen", "")
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("plan_proposals", pk)
    messages.success(request, _("Het voorstel staat op het bord en is bewaard als %(version)s.") % {"version": version})
    return redirect("board", pk)


@login_required
@require_POST
def lay_away(request: HttpRequest, pk: uuid.UUID, proposal: int) -> HttpResponse:
    route, _provider, context = step_context(request, pk, 5)
    if not context["may_edit"]:
        raise PermissionDenied
    proposals.lay_away(actor=person(request), route=route, proposal=proposals.get_proposal(route, proposal))
    messages.success(request, _("Het voorstel is weggelegd. Het bord is niet veranderd."))
    return redirect("plan_proposals", pk)
