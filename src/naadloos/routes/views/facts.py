"""Adding, changing and removing one fact of a step."""

import uuid
from collections.abc import Callable
from functools import cache
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from naadloos.organisations.base import StaleError
from naadloos.organisations.forms import carry_version
from naadloos.routes import actions
from naadloos.routes.forms import FactForm
from naadloos.routes.impact import Impact, foresee
from naadloos.routes.portable import build_document
from naadloos.routes.registry import FactKind, Kind, SingleKind, StepProvider
from naadloos.routes.state import kind_url
from naadloos.routes.tables import stale_rows
from naadloos.routes.views.common import person, step_context

# Pages that ask for a fact and go on once it is there.
RETURNS = {"overeenkomst": "agreement_interview"}


def _kind(provider: StepProvider, name: str, wanted: type[Kind]) -> Any:
    for kind in provider.kinds:
        if kind.name == name and isinstance(kind, wanted):
            return kind
    raise Http404


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0


def _rests(kind: Kind, route: Any, instance: Any) -> list[str]:
    """What rests on a fact that exists already."""
    if isinstance(kind, FactKind) and kind.rests_on and getattr(instance, "pk", None):
        return kind.rests_on(route, instance)
    return []


def _back(request: HttpRequest) -> str:
    """The page that sent a person here and wants the person back; any other word is ignored."""
    return RETURNS.get(request.POST.get("terug") or request.GET.get("terug", ""), "")


def _proposed(request: HttpRequest, kind: Kind, instance: Any) -> dict[str, str]:
    """What a page that links to an empty form fills in beforehand; only fields of that form."""
    if getattr(instance, "pk", None):
        return {}
    return {name: request.GET[name] for name in kind.form.base_fields if name in request.GET and name != "version"}


def _edit(
    request: HttpRequest, provider: StepProvider, kind: Kind, fetch: Callable[[], Any], context: dict[str, Any]
) -> HttpResponse:
    """Show and take the form of one fact; nothing typed is lost when it is invalid or stale.

    ``fetch`` gives the fact as it is stored, or a new one. A change that takes an approval away is shown first.
    """
    if not context["may_edit"]:
        raise PermissionDenied
    route, instance = context["route"], fetch()
    is_new, initial = not getattr(instance, "pk", None), _proposed(request, kind, instance)
    data = request.POST if request.method == "POST" else None

    def fresh() -> FactForm:
        form: FactForm = kind.form(data, instance=fetch(), route=route, initial=initial)
        return form

    def save(form: FactForm) -> None:
        actions.save_fact(
            actor=person(request),
            route=route,
            provider=provider,
            kind=kind,
            instance=form.instance,
            version=form.seen_version,
            prepare=form.prepare,
            save_many=form.save_many,
        )

    def tried() -> None:
        trial = fresh()
        trial.is_valid()
        save(trial)

    form = fresh()
    stale: list[tuple[str, str, str]] = []
    impact: Impact | None = None
    if request.method == "POST" and form.is_valid():
        try:
            impact = foresee(route, tried)
            if impact is None or request.POST.get("gezien") == impact.mark:
                save(form)
                impact = None
        except ValidationError as error:
            form.add_error(None, error)
        except StaleError as error:
            stale = stale_rows(error.current, form.cleaned_data)
            carry_version(form, error.current.version)
            form.add_error(
                None,
                _("Iemand anders heeft dit intussen gewijzigd. Vergelijk hieronder en sla opnieuw op als u het wilt."),
            )
        else:
            if impact is None:
                messages.success(request, _("Opgeslagen: %(what)s.") % {"what": kind.one})
                if back := _back(request):
                    return redirect(back, route.pk)
                if "another" in request.POST:
                    return redirect("fact_add", route.pk, provider.number, kind.name)
                return redirect(kind_url(route, provider.number, kind.name))
    read = cache(lambda: build_document(route))
    context |= {
        "kind": kind,
        "form": form,
        "stale": stale,
        "is_new": is_new,
        "impact": impact,
        "rests": _rests(kind, route, instance),
        "back": request.POST.get("terug") or request.GET.get("terug", "") if _back(request) else "",
        "above": provider.above(route, read),
        "beside": provider.beside(route, kind.name, form, read),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "routes/fact.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def fact_add(request: HttpRequest, pk: uuid.UUID, number: int, kind: str) -> HttpResponse:
    route, provider, context = step_context(request, pk, number)
    found = _kind(provider, kind, FactKind)
    return _edit(request, provider, found, lambda: found.model(route=route), context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def fact_edit(request: HttpRequest, pk: uuid.UUID, number: int, kind: str, fact: int) -> HttpResponse:
    route, provider, context = step_context(request, pk, number)
    found = _kind(provider, kind, FactKind)
    return _edit(request, provider, found, lambda: get_object_or_404(found.model, pk=fact, route=route), context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def single_edit(request: HttpRequest, pk: uuid.UUID, number: int, kind: str) -> HttpResponse:
    route, provider, context = step_context(request, pk, number)
    found = _kind(provider, kind, SingleKind)

    def fetch() -> Any:
        return found.model._default_manager.filter(route=route).first() or found.model(route=route)

    return _edit(request, provider, found, fetch, context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def fact_delete(request: HttpRequest, pk: uuid.UUID, number: int, kind: str, fact: int) -> HttpResponse:
    route, provider, context = step_context(request, pk, number)
    if not context["may_edit"]:
        raise PermissionDenied
    found = _kind(provider, kind, FactKind)
    instance = get_object_or_404(found.model, pk=fact, route=route)
    error = ""
    impact: Impact | None = None

    def remove() -> None:
        actions.delete_fact(
            actor=person(request),
            route=route,
            provider=provider,
            kind=found,
            instance=instance,
            version=_number(request.POST.get("version", "")),
        )

    if request.method == "POST":
        try:
            impact = foresee(route, remove)
            if impact is None or request.POST.get("gezien") == impact.mark:
                remove()
                impact = None
        except StaleError:
            error = _("Iemand anders heeft dit intussen gewijzigd. Bekijk het nog eens voordat u het verwijdert.")
            instance.refresh_from_db()
        except ValidationError as problem:
            error = " ".join(problem.messages)
        else:
            if impact is None:
                messages.success(request, _("Verwijderd: %(what)s.") % {"what": found.one})
                return redirect(kind_url(route, number, kind))
    context |= {
        "kind": found,
        "instance": instance,
        "error": error,
        "impact": impact,
        "rests": _rests(found, route, instance),
    }
    return render(request, "routes/fact_delete.html", context, status=409 if error else 200)


@login_required
@require_POST
def not_applicable(request: HttpRequest, pk: uuid.UUID, number: int) -> HttpResponse:
    route, provider, _context = step_context(request, pk, number)
    try:
        actions.set_not_applicable(
            actor=person(request),
            route=route,
            provider=provider,
            item=request.POST.get("item", "")[:60],
            reason=request.POST.get("reason", ""),
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("route_step", pk, number)
