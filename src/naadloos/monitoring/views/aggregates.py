"""Figures from files: added up by people, from DUO's exam file, and beside TBG-i. Always looked at first."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from naadloos.engines.duo.tables import MOST_BYTES as MOST_EXAMS
from naadloos.engines.finance.tbgi import MOST_BYTES as MOST_TBGI
from naadloos.monitoring import aggregates as figures
from naadloos.monitoring import duo_exams, tbgi_check
from naadloos.monitoring.forms import MOST_BYTES, AggregatesForm, ExamsForm, TbgiForm
from naadloos.monitoring.proposals import Stored
from naadloos.monitoring.views.deliver import SHEET
from naadloos.routes.state import kind_url
from naadloos.routes.views.common import person, step_context

STEP = 7


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def aggregates(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, _provider, context = step_context(request, pk, STEP)
    posted = request.method == "POST"
    if posted and not context["may_edit"]:
        raise PermissionDenied
    form = AggregatesForm(request.POST, request.FILES) if posted else AggregatesForm()
    if posted and form.is_valid():
        try:
            context["looked"] = figures.look(route, form.cleaned_data["file"].read(MOST_BYTES))
        except ValidationError as error:
            form.add_error("file", error)
    context |= {"form": form, "askable": figures.askable(route), "indicators": kind_url(route, STEP, "indicators")}
    return render(request, "monitoring/aggregates.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def aggregates_template(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """An empty sheet to begin from, with the indicators of this route."""
    route, _provider, _context = step_context(request, pk, STEP)
    response = HttpResponse(figures.template_of(route), content_type=SHEET)
    response["Content-Disposition"] = 'attachment; filename="naadloos-cijfers.xlsx"'
    return response


@login_required
@require_POST
def aggregates_take(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, _provider, _context = step_context(request, pk, STEP)
    try:
        done = figures.take(actor=person(request), route=route, signed=request.POST.get("signed", ""))
    except signing.BadSignature:
        return _too_old(request, "monitor_aggregates", pk)
    return _told(request, done, "monitor_aggregates", pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def exams(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, _provider, context = step_context(request, pk, STEP)
    posted = request.method == "POST"
    if posted and not context["may_edit"]:
        raise PermissionDenied
    form = ExamsForm(request.POST, request.FILES) if posted else ExamsForm()
    if posted and form.is_valid():
        given = form.cleaned_data
        try:
            context["looked"] = duo_exams.look(
                route,
                given["file"].read(MOST_EXAMS + 1),
                name=given["file"].name,
                period=given["period"],
                whole=given["whole"],
            )
        except ValidationError as error:
            form.add_error("file", error)
    return render(request, "monitoring/exams.html", context | {"form": form}, status=422 if form.errors else 200)


@login_required
@require_POST
def exams_take(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, _provider, _context = step_context(request, pk, STEP)
    try:
        done = duo_exams.take(actor=person(request), route=route, signed=request.POST.get("signed", ""))
    except signing.BadSignature:
        return _too_old(request, "monitor_exams", pk)
    return _told(request, done, "monitor_region", pk)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def tbgi(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, _provider, context = step_context(request, pk, STEP)
    posted = request.method == "POST"
    context["own"] = tbgi_check.mbo_partners(person(request), route)
    if posted and not context["own"]:
        raise PermissionDenied
    form = TbgiForm(request.POST, request.FILES) if posted else TbgiForm()
    if posted and form.is_valid():
        content = form.cleaned_data["file"].read(MOST_TBGI + 1)
        try:
            context["checked"] = tbgi_check.check(person(request), route, content)
        except ValidationError as error:
            form.add_error("file", error)
    return render(request, "monitoring/tbgi.html", context | {"form": form}, status=422 if form.errors else 200)


def _too_old(request: HttpRequest, name: str, pk: uuid.UUID) -> HttpResponse:
    messages.error(request, _("Deze lijst is te oud of niet van deze route. Lees het bestand opnieuw in."))
    return redirect(name, pk)


def _told(request: HttpRequest, done: Stored, name: str, pk: uuid.UUID) -> HttpResponse:
    said = ngettext("%(n)s cijfer opgeslagen.", "%(n)s cijfers opgeslagen.", done.changed) % {"n": done.changed}
    if done.known:
        known = ngettext("%(n)s cijfer was al bekend.", "%(n)s cijfers waren al bekend.", done.known)
        said += " " + known % {"n": done.known}
    messages.success(request, said)
    for line in done.refused:
        messages.warning(request, line)
    return redirect(name, pk)
