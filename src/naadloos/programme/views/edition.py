"""The edition of the curriculum under step 5: what changed since, taking it over, and a successor of an opleiding."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from naadloos.organisations.base import StaleError
from naadloos.programme import actions
from naadloos.programme.edition import import_seen, read_edition
from naadloos.programme.forms import RenewForm, SuccessionForm
from naadloos.programme.succession import agreed_steps, plan_succession, read_succession
from naadloos.routes.portable import build_document
from naadloos.routes.views.common import person, step_context


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edition(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What changed since the edition of the route, and the button that says that people have looked at it."""
    route, _provider, context = step_context(request, pk, 5)
    if request.method == "POST":
        if not context["may_edit"]:
            raise PermissionDenied
        form = RenewForm(request.POST)
        try:
            if not form.is_valid():
                raise StaleError(route)
            seen = import_seen(form.cleaned_data["seen"])
            actions.renew_edition(actor=person(request), route=route, seen=seen, version=form.cleaned_data["version"])
        except StaleError:
            messages.error(request, _("Iemand anders heeft de route intussen gewijzigd. Bekijk de pagina nog eens."))
        else:
            messages.success(request, _("Overgenomen. De route rust nu op deze uitgave."))
        return redirect("route_edition", pk)
    page = read_edition(route, build_document(route))
    form = RenewForm(initial={"seen": page.seen.pk if page.seen else None, "version": route.version})
    return render(request, "programme/edition.html", context | {"page": page, "form": form})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def successor(request: HttpRequest, pk: uuid.UUID, crebo: str) -> HttpResponse:
    """Old against new; then everything that taking over would do; then, confirmed, the taking over itself."""
    route, _provider, context = step_context(request, pk, 5)
    document = build_document(route)
    found = read_succession(document, crebo)
    if found is None:
        raise Http404
    may_take = actions.may_take_successor(person(request), route)
    form = SuccessionForm(request.POST if request.method == "POST" else None, succession=found)
    context |= {"succession": found, "form": form, "may_take": may_take}
    if request.method != "POST":
        return render(request, "programme/successor.html", context)
    if not may_take:
        raise PermissionDenied
    if form.is_valid() and form.cleaned_data["seen"] != found.seen:
        form.see_again()
    if form.errors:
        return render(request, "programme/successor.html", context, status=422)
    if "bevestigd" not in request.POST:
        context["plan"] = plan_succession(document, found, form.pairs, agreed_steps(route))
        return render(request, "programme/successor_check.html", context)
    return _take(request, context, form)


def _take(request: HttpRequest, context: dict[str, Any], form: SuccessionForm) -> HttpResponse:
    route = context["route"]
    try:
        actions.take_successor(
            actor=person(request),
            route=route,
            crebo=form.succession.old.crebo,
            pairs=form.pairs,
            seen=form.cleaned_data["seen"],
        )
    except ValidationError as error:
        form.add_error(None, error)
        return render(request, "programme/successor.html", context, status=422)
    except StaleError:
        form.see_again()
        return render(request, "programme/successor.html", context, status=422)
    messages.success(request, _("Overgenomen: %(name)s.") % {"name": form.succession.new})
    return redirect("route_edition", route.pk)
