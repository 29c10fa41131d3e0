"""Who gives which lessons."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from naadloos.engines.team import from_document
from naadloos.execution import teaching
from naadloos.routes.portable import build_document
from naadloos.routes.views.common import person, step_context
from naadloos.routes.words import say

STEP = 10


@login_required
@require_safe
def team(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, _provider, context = step_context(request, pk, STEP)
    document = build_document(route)
    problem, given = from_document(document), teaching.decided(document)
    context |= {"view": teaching.team_view(problem, given), "teachers": problem.teachers, "decided": bool(given)}
    gone = request.GET.get("weg", "")
    if gone and given and any(each.key == gone for each in problem.teachers):
        found = teaching.leaving(problem, gone, given)
        context |= {
            "gone": next(each for each in problem.teachers if each.key == gone),
            "leaving": say(found.text),
            "advice": [say(each.text) for each in found.after.advice],
            "signed": teaching.signed(route, found.after.assignments),
        }
    return render(request, "execution/team.html", context)


@login_required
@require_POST
def team_propose(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show a proposal; nothing is stored until somebody takes it over."""
    route, _provider, context = step_context(request, pk, STEP)
    if not context["may_edit"]:
        raise PermissionDenied
    problem = from_document(build_document(route))
    found = teaching.proposal(problem)
    context |= {
        "result": found,
        "view": teaching.team_view(problem, found.assignments),
        "advice": [say(each.text) for each in found.advice],
        "notes": [say(each) for each in found.notes],
        "faults": [say(each.text) for each in found.faults],
        "goals": [(each.goal, each.value, each.bound) for each in found.goals],
        "signed": teaching.signed(route, found.assignments),
    }
    return render(request, "execution/team_proposal.html", context)


@login_required
@require_POST
def team_take(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, _provider, context = step_context(request, pk, STEP)
    if not context["may_edit"]:
        raise PermissionDenied
    try:
        given = teaching.shown_before(route, request.POST.get("signed", ""))
        made = teaching.take_over(actor=person(request), route=route, given=given)
    except signing.BadSignature:
        messages.error(request, _("Dit voorstel is te oud of niet van deze route. Maak een nieuw voorstel."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        said = ngettext("%(n)s regel overgenomen.", "%(n)s regels overgenomen.", made) % {"n": made}
        messages.success(request, said)
    return redirect("team", pk)
