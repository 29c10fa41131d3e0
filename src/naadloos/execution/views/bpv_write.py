"""Bpv to write: each view fetches, binds a form, calls one action and answers."""

import uuid
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from naadloos.engines.bpv import losing
from naadloos.execution import bpv_actions as actions
from naadloos.execution import bpv_pages as pages
from naadloos.execution.bpv_build import build_problem, cohorts_of, read_group, settings_of
from naadloos.execution.bpv_forms import (
    GroupMatchForm,
    LostForm,
    MatchForm,
    PupilForm,
    SettingsForm,
    SignalForm,
    VisitForm,
)
from naadloos.execution.bpv_queries import company_for, match_for, pupil_for, signal_for, visit_for
from naadloos.execution.models import BpvMatch, BpvPupil, Signal, Visit
from naadloos.execution.views.bpv import context_of
from naadloos.organisations.base import StaleError
from naadloos.organisations.forms import carry_version
from naadloos.routes.models import Route
from naadloos.routes.portable import build_document
from naadloos.routes.tables import stale_rows
from naadloos.routes.views.common import person

EDIT = ["GET", "HEAD", "POST"]
# Seconds for each of the five parts of a search for another place: a page waits for it, and any place found is one.
LOOK = 1.0


def _stale(form: Any, error: StaleError) -> list[tuple[str, str, str]]:
    carry_version(form, error.current.version)
    form.add_error(
        None, _("Iemand anders heeft dit intussen gewijzigd. Vergelijk hieronder en sla opnieuw op als u het wilt.")
    )
    return stale_rows(error.current, form.cleaned_data)


def _page(request: HttpRequest, context: dict[str, Any], title: str, back: str) -> HttpResponse:
    """The page with one form; what was typed stays when it is not right."""
    context |= {"title": title, "back": back}
    return render(request, "execution/bpv_form.html", context, status=422 if context["form"].errors else 200)


def _back_to_company(route: Route, pk: int) -> HttpResponse:
    return redirect("bpv_company", route.pk, pk)


# -- pupils ----------------------------------------------------------------------------------------


def pupil_form(
    request: HttpRequest, route: Route, context: dict[str, Any], pupil: BpvPupil | None
) -> HttpResponse | None:
    """Bind the form of a pupil and save it; None when the page must be shown (again)."""
    data = request.POST if request.method == "POST" else None
    initial = {"cohort": context.get("cohort")}
    form = PupilForm(data, instance=pupil or BpvPupil(route=route), route=route, initial=initial)
    context["form"] = form
    if data is None or not form.is_valid():
        return None
    try:
        actions.save_pupil(
            actor=person(request),
            route=route,
            pupil=form.instance,
            version=form.seen_version,
            companies=list(form.cleaned_data["companies"]),
        )
    except ValidationError as error:
        form.add_error(None, error)
    except StaleError as error:
        context["stale"] = _stale(form, error)
    else:
        messages.success(request, _("Opgeslagen: %(what)s.") % {"what": _("leerling voor de bpv")})
        return redirect("bpv_pupils", route.pk)
    return None


@login_required
@never_cache
@require_http_methods(EDIT)
def pupil_edit(request: HttpRequest, pk: uuid.UUID, pupil: int) -> HttpResponse:
    route, context = context_of(request, pk, writes=True)
    found = pupil_for(route, pupil)
    context["pupil"] = found
    return pupil_form(request, route, context, found) or _page(
        request, context, _("Leerling voor de bpv"), "bpv_pupils"
    )


@login_required
@require_POST
def pupil_remove(request: HttpRequest, pk: uuid.UUID, pupil: int) -> HttpResponse:
    route, _context = context_of(request, pk, writes=True)
    try:
        actions.remove_pupil(actor=person(request), route=route, pupil=pupil_for(route, pupil))
        messages.success(request, _("De leerling is verwijderd."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("bpv_pupils", pk)


# -- matches ---------------------------------------------------------------------------------------


@login_required
@never_cache
@require_http_methods(EDIT)
def match_edit(request: HttpRequest, pk: uuid.UUID, match: int) -> HttpResponse:
    """Days of a match and who signed the praktijkovereenkomst."""
    route, context = context_of(request, pk, writes=True)
    found = match_for(route, match)
    data = request.POST if request.method == "POST" else None
    form = MatchForm(data, instance=found, route=route)
    context |= {"form": form, "match": match_for(route, match)}
    if data is not None and form.is_valid():
        try:
            actions.save_match(actor=person(request), route=route, match=form.instance, version=form.seen_version)
        except ValidationError as error:
            form.add_error(None, error)
        except StaleError as error:
            context["stale"] = _stale(form, error)
        else:
            messages.success(request, _("Opgeslagen: %(what)s.") % {"what": _("koppeling")})
            return redirect("bpv_agreements", pk)
    return _page(request, context, _("Koppeling en praktijkovereenkomst"), "bpv_agreements")


@login_required
@require_POST
def match_remove(request: HttpRequest, pk: uuid.UUID, match: int) -> HttpResponse:
    route, _context = context_of(request, pk, writes=True)
    seen = request.POST.get("version", "")
    try:
        actions.remove_match(
            actor=person(request),
            route=route,
            match=match_for(route, match),
            version=int(seen) if seen.isdecimal() else 0,
        )
        messages.success(request, _("De koppeling is verwijderd."))
    except StaleError:
        messages.error(request, _("Iemand anders heeft deze koppeling intussen gewijzigd. Bekijk haar nog eens."))
        return redirect("bpv_match", pk, match)
    return redirect("bpv_agreements", pk)


@login_required
@require_http_methods(EDIT)
def settings_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """How far pupils travel at most."""
    route, context = context_of(request, pk, writes=True)
    data = request.POST if request.method == "POST" else None
    form = SettingsForm(data, instance=settings_of(route), route=route)
    context["form"] = form
    if data is not None and form.is_valid():
        try:
            actions.save_settings(actor=person(request), route=route, settings=form.instance, version=form.seen_version)
        except ValidationError as error:
            form.add_error(None, error)
        except StaleError as error:
            context["stale"] = _stale(form, error)
        else:
            messages.success(request, _("Opgeslagen: %(what)s.") % {"what": form.instance})
            return redirect("bpv", pk)
    context["positions"] = len(settings_of(route).positions)
    return _page(request, context, _("Reizen naar de bpv"), "bpv")


# -- at a company ----------------------------------------------------------------------------------


@login_required
@require_http_methods(EDIT)
def falls_away(request: HttpRequest, pk: uuid.UUID, company: int) -> HttpResponse:
    """A company loses its recognition or stops: who is hit is shown first, and saved after a yes."""
    route, context = context_of(request, pk, writes=True)
    found = company_for(route, company)
    form = LostForm(request.POST if request.method == "POST" else None, initial={"on": timezone.localdate()})
    context |= {"company": found, "form": form, "version": found.version}
    if request.method == "POST" and form.is_valid():
        on, stops = form.cleaned_data["on"], form.cleaned_data["how"] == "stopt"
        if "bevestig" in request.POST:
            try:
                actions.company_falls_away(
                    actor=person(request),
                    route=route,
                    company=found,
                    version=int(request.POST.get("version", "0") or 0),
                    on=on,
                    stops=stops,
                )
            except ValidationError as error:
                form.add_error(None, error)
            except (StaleError, ValueError):
                form.add_error(None, _("Iemand anders heeft dit bedrijf intussen gewijzigd. Kijk het nog eens na."))
            else:
                messages.success(request, _("Opgeslagen. De koppelingen staan er nog, met een waarschuwing."))
                return _back_to_company(route, company)
        context["hits"] = _hits(route, company, on, stops)
        context["checked"] = True
    status = 422 if form.errors else 200
    return render(request, "execution/bpv_falls_away.html", context, status=status)


def _hits(route: Route, company: int, on: Any, stops: bool) -> list[tuple[Any, tuple[pages.HitRow, ...]]]:
    """Per group who is hit after this day."""
    document, found = build_document(route), []
    for cohort in cohorts_of(route):
        group = read_group(route, document, cohort)
        problem = build_problem(group, on=on + timedelta(1))
        lost = losing(problem, str(company), on, stops=stops, seconds=LOOK)
        rows = pages.hits_of(group, lost, on, group.companies[company])
        if rows:
            found.append((cohort, rows))
    return found


@login_required
@require_http_methods(EDIT)
def group_add(request: HttpRequest, pk: uuid.UUID, company: int) -> HttpResponse:
    """Places for a group of which the keys are not known yet."""
    route, context = context_of(request, pk, writes=True)
    found = company_for(route, company)
    data = request.POST if request.method == "POST" else None
    form = GroupMatchForm(data, instance=BpvMatch(route=route, company=found), route=route)
    context |= {"form": form, "company": found}
    if data is not None and form.is_valid():
        made = form.instance
        slot = read_group(route, build_document(route), made.cohort).slot_of(made)
        try:
            actions.save_group_match(actor=person(request), route=route, match=made, slot=slot)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, _("Opgeslagen: %(what)s.") % {"what": _("koppeling")})
            return _back_to_company(route, company)
    return _page(request, context, _("Leg plekken vast voor een groep"), "bpv")


@login_required
@require_http_methods(EDIT)
def visit_add(request: HttpRequest, pk: uuid.UUID, company: int) -> HttpResponse:
    route, context = context_of(request, pk, writes=True)
    found = company_for(route, company)
    data = request.POST if request.method == "POST" else None
    initial = {"on": timezone.localdate(), "by": str(person(request))}
    form = VisitForm(data, instance=Visit(route=route, company=found), route=route, initial=initial)
    context |= {"form": form, "company": found}
    if data is not None and form.is_valid():
        try:
            actions.save_visit(actor=person(request), route=route, visit=form.instance)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Opgeslagen: %(what)s.") % {"what": _("bezoek")})
            return _back_to_company(route, company)
    return _page(request, context, _("Bezoek noteren"), "bpv")


@login_required
@require_http_methods(EDIT)
def signal_add(request: HttpRequest, pk: uuid.UUID, company: int) -> HttpResponse:
    route, context = context_of(request, pk, writes=True)
    found = company_for(route, company)
    data = request.POST if request.method == "POST" else None
    initial = {"on": timezone.localdate()}
    form = SignalForm(data, instance=Signal(route=route, company=found), route=route, initial=initial)
    context |= {"form": form, "company": found}
    if data is not None and form.is_valid():
        try:
            actions.save_signal(actor=person(request), route=route, signal=form.instance)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Opgeslagen: %(what)s.") % {"what": _("signaal")})
            return _back_to_company(route, company)
    return _page(request, context, _("Signaal noteren"), "bpv")


@login_required
@require_POST
def visit_follow(request: HttpRequest, pk: uuid.UUID, visit: int) -> HttpResponse:
    route, _context = context_of(request, pk, writes=True)
    found = visit_for(route, visit)
    actions.follow_visit(actor=person(request), route=route, visit=found, on=timezone.localdate())
    return _back_to_company(route, found.company_id)


@login_required
@require_POST
def signal_close(request: HttpRequest, pk: uuid.UUID, signal: int) -> HttpResponse:
    route, _context = context_of(request, pk, writes=True)
    found = signal_for(route, signal)
    actions.close_signal(actor=person(request), route=route, signal=found, on=timezone.localdate())
    return _back_to_company(route, found.company_id)
