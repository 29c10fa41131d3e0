"""Bpv to look at: the board, the proposal, agreements, pupils, one company."""

import re
import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from naadloos.engines.route import RouteDocument
from naadloos.execution import bpv_actions as actions
from naadloos.execution import bpv_pages as pages
from naadloos.execution.bpv_build import Group, build_problem, cohorts_of, read_group
from naadloos.execution.bpv_forms import GroupChoice
from naadloos.execution.bpv_proposals import MATCHING, matching_job, stored_proposal, subject_of
from naadloos.execution.bpv_queries import company_for, due_of, matches_of, signed_words
from naadloos.execution.models import CompanyRole, PeriodPlaces
from naadloos.execution.queries import company_contact
from naadloos.jobs.actions import start_job
from naadloos.jobs.models import Job
from naadloos.jobs.queries import shown
from naadloos.routes.models import Cohort, Route
from naadloos.routes.portable import build_document
from naadloos.routes.state import kind_url
from naadloos.routes.views.common import person, step_context

STEP = 10
_WANTED = re.compile(r"([0-9]{1,9}):([0-9]{1,9}):([1-6]):([1-6])")


def context_of(request: HttpRequest, pk: uuid.UUID, *, writes: bool = False) -> tuple[Route, dict[str, Any]]:
    """The route and what every page of bpv shows. Keys of pupils are only for who may write (``writes``)."""
    route, _provider, context = step_context(request, pk, STEP)
    if writes and not context["may_edit"]:
        raise PermissionDenied
    return route, context


def cohort_of(request: HttpRequest, route: Route, context: dict[str, Any]) -> Cohort | None:
    """The group that a page is about: the one that was chosen, else the first."""
    cohorts = cohorts_of(route)
    choice = GroupChoice(request.GET, cohorts=cohorts)
    asked = choice.cleaned_data.get("groep") if choice.is_valid() else None
    cohort = next((row for row in cohorts if row.start_year == asked), cohorts[0] if cohorts else None)
    context |= {"cohorts": cohorts, "cohort": cohort}
    return cohort


def group_of(request: HttpRequest, route: Route, context: dict[str, Any]) -> tuple[RouteDocument, Group | None]:
    """The group that a page is about, with all that is known of it."""
    cohort = cohort_of(request, route, context)
    document = build_document(route)
    return document, read_group(route, document, cohort) if cohort else None


@login_required
@require_safe
def board(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Need, places and matches per period, and what is due at the companies."""
    route, context = context_of(request, pk)
    document, group = group_of(request, route, context)
    context |= {
        "contact": company_contact(document),
        "units": {unit.key: unit.title for unit in document.programme.units},
        "companies_url": kind_url(route, STEP, "practice_places"),
        "places_url": kind_url(route, STEP, "period_places"),
        "roles_url": kind_url(route, STEP, "company_roles"),
    }
    if group is not None:
        today = timezone.localdate()
        due = due_of(route, list(group.companies.values()), matches_of(route), today)
        context["board"] = pages.board_of(document, group, due, today=today)
    return render(request, "execution/bpv.html", context)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Who could go where by the latest proposal, or how far it is; a person accepts one, some or all."""
    route, context = context_of(request, pk, writes=True)
    _document, group = group_of(request, route, context)
    if group is None:
        return redirect("bpv", pk)
    job = matching_job(group.cohort)
    going = job is not None and job.unfinished
    if request.method == "POST":
        return _accept(request, route, group, going)
    context |= {
        "group": group,
        "job": shown(job, person(request)) if job else None,
        "going": going,
        "nothing_kept": job is not None and job.state == Job.State.STOPPED and job.result is None,
    }
    if not going:
        problem = build_problem(group, on=timezone.localdate())
        stored = stored_proposal(group.cohort, problem)
        context["stored"] = stored
        if stored is not None and stored.result is not None:
            context["proposal"] = pages.proposal_of(group, problem.slots, stored.result)
    return render(request, "execution/bpv_proposal.html", context)


def _accept(request: HttpRequest, route: Route, group: Group, going: bool) -> HttpResponse:
    back = redirect(f"{request.path}?groep={group.cohort.start_year}")
    if going:
        messages.error(request, _("Er wordt nog gezocht. Wacht tot het klaar is, of stop het eerst."))
        return back
    wanted = [actions.Wanted(*map(int, found.groups())) for found in map(_WANTED.fullmatch, _asked(request)) if found]
    done = actions.accept_matches(
        actor=person(request), route=route, cohort=group.cohort, wanted=wanted, slots=group.slots
    )
    said = ngettext("%(n)s koppeling overgenomen.", "%(n)s koppelingen overgenomen.", done.done)
    messages.success(request, said % {"n": done.done})
    for line in done.refused:
        messages.error(request, _("Niet overgenomen: %(why)s") % {"why": line})
    return back


@login_required
@require_POST
def propose(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Ask for a proposal; when one is being made for this group, that is the one that is shown."""
    route, context = context_of(request, pk, writes=True)
    cohort = cohort_of(request, route, context)
    if cohort is None:
        return redirect("bpv", pk)
    started = start_job(actor=person(request), kind=MATCHING, subject=subject_of(cohort))
    if not started.new:
        messages.info(request, _("Er wordt al een voorstel gemaakt voor deze groep. U ziet het hieronder."))
    return redirect(f"{reverse('bpv_proposal', args=[pk])}?groep={cohort.start_year}")


def _asked(request: HttpRequest) -> list[str]:
    """What the button stands for: one line, everything that was shown, or what is ticked."""
    if one := request.POST.get("een"):
        return [one]
    return request.POST.getlist("alle") if "alles" in request.POST else request.POST.getlist("koppel")


@login_required
@never_cache
@require_safe
def agreements(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Every match by how far its praktijkovereenkomst is."""
    route, context = context_of(request, pk, writes=True)
    _document, group = group_of(request, route, context)
    if group is not None:
        context["groups"] = pages.agreements_of(group, today=timezone.localdate())
    return render(request, "execution/bpv_agreements.html", context)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def pupils(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The pupils of a group by key, and a form for one more."""
    from naadloos.execution.views.bpv_write import pupil_form

    route, context = context_of(request, pk, writes=True)
    _document, group = group_of(request, route, context)
    saved = pupil_form(request, route, context, None)
    if saved is not None:
        return saved
    if group is not None:
        places: dict[int | None, int] = {}
        for each in group.matches:
            places[each.pupil_id] = places.get(each.pupil_id, 0) + 1
        context["rows"] = [(row, places.get(row.pk, 0)) for row in group.pupils]
    return render(request, "execution/bpv_pupils.html", context, status=422 if context["form"].errors else 200)


@login_required
@require_safe
def company(request: HttpRequest, pk: uuid.UUID, company: int) -> HttpResponse:
    """One company: recognition, places, roles; for who writes also who is there, visits and signals."""
    route, context = context_of(request, pk)
    context |= company_context(route, company, secret=context["may_edit"])
    return render(request, "execution/bpv_company.html", context)


def company_context(route: Route, pk: int, *, secret: bool) -> dict[str, Any]:
    """What the page of a company shows. ``secret``: what is about pupils too. Raises Http404."""
    found = company_for(route, pk)
    today = timezone.localdate()
    context: dict[str, Any] = {
        "company": found,
        "standing": pages.standing_of(found, today),
        "signed": signed_words(route, [found])[0],
        "places": list(PeriodPlaces.objects.filter(company=found)),
        "company_roles": list(CompanyRole.objects.filter(company=found).select_related("unit", "company")),
    }
    if secret:
        document = build_document(route)
        matches: list[tuple[Any, str]] = []
        for cohort in cohorts_of(route):
            group = read_group(route, document, cohort)
            flags = pages.flags_of(group)
            matches += [(row, flags.get(row.pk, "")) for row in group.matches if row.company_id == found.pk]
        mine = [row for row, _flag in matches]
        context |= {
            "matches": matches,
            "visits": list(found.visits.all()),
            "signals": list(found.signals.all()),
            "due": due_of(route, [found], mine, today),
        }
    return context
