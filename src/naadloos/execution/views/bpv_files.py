"""Bpv out as a spreadsheet, and in: every line is looked at first."""

import uuid
from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from naadloos.execution.bpv_forms import BpvImportForm
from naadloos.execution.bpv_import import judge, read_sheet, sign_of, store
from naadloos.execution.bpv_lines import Line, Outcome, SheetLine
from naadloos.execution.bpv_sheet import COLUMNS, FILLED, KINDS, export, template
from naadloos.execution.views.bpv import context_of
from naadloos.organisations.base import StaleError
from naadloos.routes.models import Route
from naadloos.routes.views.common import person

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Seconds within which a list that was shown can be taken over, signs that go along with the page, lines that are shown.
WAITS, MOST_SIGNS, MOST_SHOWN = 24 * 3600, 1_500_000, 300


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def read_in(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Read a file and show what becomes of each line; a second, confirmed request stores it."""
    route, context = context_of(request, pk, writes=True)
    context |= {
        "empty_kinds": [each for each in KINDS if each[0] not in FILLED],
        "filled_kinds": [each for each in KINDS if each[0] in FILLED],
    }
    if request.method == "POST" and "lines" in request.POST:
        return _confirm(request, route, context)
    posted = request.method == "POST"
    form = BpvImportForm(request.POST if posted else None, request.FILES if posted else None, kinds=KINDS)
    if posted and form.is_valid():
        kind = form.cleaned_data["kind"]
        try:
            lines, strange = read_sheet(form.cleaned_data["file"].read(), kind)
            context |= {"strange": strange, **_preview(request, route, kind, lines)}
        except ValidationError as error:
            form.add_error("file", error)
    context["form"] = form
    return render(request, "execution/bpv_import.html", context, status=422 if form.errors else 200)


def _salt(request: HttpRequest, route: Route) -> str:
    return f"bpv:{route.pk}:{person(request).pk}"


def _preview(request: HttpRequest, route: Route, kind: str, lines: list[SheetLine]) -> dict[str, Any]:
    found = judge(route, kind, lines)
    packed = signing.dumps([kind, [asdict(line) for line in lines]], salt=_salt(request, route), compress=True)
    if len(packed) > MOST_SIGNS:
        raise ValidationError(_("Dit bestand heeft te veel tekst. Knip het in delen."))
    told = [line for line in found if line.outcome is not Outcome.SAME]
    return {
        "lines": sorted(told, key=lambda line: line.outcome is not Outcome.REFUSED)[:MOST_SHOWN],
        "more": max(0, len(told) - MOST_SHOWN),
        "packed": packed,
        "seen": sign_of(found),
        "writes": sum(line.write is not None for line in found),
        "counts": [(outcome, count) for outcome in Outcome if (count := _count(found, outcome))],
        "looked": True,
    }


def _count(lines: list[Line], outcome: Outcome) -> int:
    return sum(line.outcome is outcome for line in lines)


def _confirm(request: HttpRequest, route: Route, context: dict[str, Any]) -> HttpResponse:
    try:
        kind, rows = signing.loads(request.POST["lines"], salt=_salt(request, route), max_age=WAITS)
    except signing.BadSignature:
        messages.error(request, _("Deze lijst is te oud of gewijzigd. Lees het bestand opnieuw in."))
        return redirect("bpv_import", route.pk)
    lines = [SheetLine(**row) for row in rows]
    try:
        found = store(actor=person(request), route=route, kind=kind, lines=lines, seen=request.POST.get("seen", ""))
    except (StaleError, ValidationError) as error:
        said = " ".join(error.messages) if isinstance(error, ValidationError) else ""
        messages.error(request, said or _("De route is intussen gewijzigd. Kijk de lijst nog eens na."))
        context |= {"form": BpvImportForm(kinds=KINDS), **_preview(request, route, kind, lines)}
        return render(request, "execution/bpv_import.html", context, status=409)
    counts = {outcome: _count(found, outcome) for outcome in Outcome}
    messages.success(
        request,
        _("%(new)s nieuw, %(changed)s gewijzigd, %(same)s al bekend, %(refused)s geweigerd.")
        % {
            "new": counts[Outcome.NEW],
            "changed": counts[Outcome.CHANGED],
            "same": counts[Outcome.SAME],
            "refused": counts[Outcome.REFUSED],
        },
    )
    return redirect("bpv", route.pk)


@login_required
@never_cache
@require_safe
def empty_sheet(request: HttpRequest, pk: uuid.UUID, kind: str) -> HttpResponse:
    """The file to begin from; one that holds what is there has keys of pupils, so it is for who may write."""
    route, _context = context_of(request, pk, writes=kind in FILLED)
    if kind not in COLUMNS:
        raise Http404
    return _file(template(route, kind), f"naadloos-bpv-{kind}")


@login_required
@never_cache
@require_safe
def export_sheet(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Everything of bpv, keys of pupils included; for who may write."""
    route, _context = context_of(request, pk, writes=True)
    return _file(export(route), "naadloos-bpv")


def _file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response
