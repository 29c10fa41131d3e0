"""Versions of the programme: the list, two of them side by side, adopting one and putting one back."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from naadloos.programme import versions
from naadloos.programme.board import board_document
from naadloos.programme.compare import compare
from naadloos.programme.reasons import linked_reasons
from naadloos.programme.version_forms import AdoptForm, CompareForm
from naadloos.programme.version_list import choose, listed, state_of
from naadloos.programme.worth import beside, worth_of
from naadloos.routes.portable import build_document
from naadloos.routes.views.common import person, step_context

# The points of every version that is listed are counted anew.
PER_PAGE = 25


@login_required
@require_safe
def plan_versions(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, _provider, context = step_context(request, pk, 5)
    rows = versions.versions_of(route)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("pagina"))
    context |= {
        "page": page,
        "versions": listed(route, board_document(route), page),
        "state": state_of(route),
        "compare_form": CompareForm(versions=rows),
    }
    return render(request, "programme/versions.html", context)


@login_required
@require_POST
def save_board(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, _provider, _context = step_context(request, pk, 5)
    try:
        version = versions.save_board(actor=person(request), route=route)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Het bord is bewaard als %(version)s.") % {"version": version})
    return redirect("plan_versions", pk)


@login_required
@require_safe
def compare_versions(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Two versions, a version and the board, or a day and either of them."""
    route, _provider, context = step_context(request, pk, 5)
    form = CompareForm(request.GET or None, versions=versions.versions_of(route))
    context["compare_form"] = form
    if form.is_valid():
        before, after = choose(route, form)
        context |= {"before": before, "after": after}
        if before.content is not None and after.content is not None:
            document = board_document(route)
            one, other = worth_of(document, before.content), worth_of(document, after.content)
            context |= {
                "comparison": compare(document, before.content, after.content),
                "worth": (one, other),
                "goals": beside(one, other),
            }
    return render(request, "programme/compare.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def adopt(request: HttpRequest, pk: uuid.UUID, number: int) -> HttpResponse:
    """What adopting does, before it is done: what is wrong with the plan and what it changes elsewhere."""
    route, _provider, context = step_context(request, pk, 5)
    if not context["may_edit"]:
        raise PermissionDenied
    version = versions.get_version(route, number)
    form = AdoptForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            versions.adopt_version(
                actor=person(request), route=route, number=number, confirmed=form.cleaned_data["confirmed"]
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Vastgesteld: %(version)s.") % {"version": version})
            return redirect("plan_versions", pk)
    document = build_document(route)
    adopted = versions.adopted_version(route)
    if adopted:
        context["worth"] = worth_of(document, adopted.content), worth_of(document, version.content)
        context["goals"] = beside(*context["worth"])
    context |= {
        "form": form,
        "version": version,
        "adopted": adopted,
        "reasons": linked_reasons(route, versions.problems_of(document, version)),
        "elsewhere": versions.changed_by_adopting(document, version),
        "comparison": compare(document, adopted.content, version.content) if adopted else None,
    }
    return render(request, "programme/adopt.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def put_back(request: HttpRequest, pk: uuid.UUID, number: int) -> HttpResponse:
    """What goes back on the board and what cannot, and then doing so."""
    route, _provider, context = step_context(request, pk, 5)
    if not context["may_edit"]:
        raise PermissionDenied
    version = versions.get_version(route, number)
    if request.method == "POST":
        try:
            kept = versions.put_back_version(actor=person(request), route=route, number=number)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("plan_versions", pk)
        messages.success(request, _("Teruggezet op het bord en bewaard als %(version)s.") % {"version": kept})
        return redirect("board", pk)
    context |= {
        "version": version,
        "plan": versions.plan_put_back(route, version),
        "comparison": compare(build_document(route), versions.board_content(route), version.content),
    }
    return render(request, "programme/put_back.html", context)
