"""Making the joint PTA: proposals, coverage, load per week, and a spreadsheet out and in."""

import tempfile
import uuid
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from naadloos.curriculum.importers.report import CatalogueImportError
from naadloos.engines.route.calendar import group_years
from naadloos.exams import actions
from naadloos.exams.build import followed_plan
from naadloos.exams.concerns import audiences
from naadloos.exams.intake import Outcome, read_lines, sign_of
from naadloos.exams.load import load_of
from naadloos.exams.proposal import propose
from naadloos.exams.proposal_form import ProposalForm
from naadloos.exams.queries import edit_urls
from naadloos.exams.required import coverage_of, covered, only_there, required_groups
from naadloos.exams.sheet import SheetLine, read_sheet, write_sheet
from naadloos.exams.spread import spread_of
from naadloos.exams.store import References
from naadloos.organisations.base import StaleError
from naadloos.routes.models import Route
from naadloos.routes.portable import build_document
from naadloos.routes.views.common import person, step_context

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# How long a list waits for a yes, in seconds; and how large it may be in the page.
WAITS, MOST_SIGNS = 4 * 3600, 2_000_000


@login_required
@require_safe
def exam_coverage(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, _provider, context = step_context(request, pk, 6)
    document = build_document(route)
    groups, variants = required_groups(document), audiences(document)
    asked = request.GET.get("variant", "")
    chosen = next((row for row in variants if row.key == asked), None)
    if asked and chosen is None:
        raise Http404
    whole = covered(groups, document)
    apart = [(row, only_there(whole, covered(groups, document, row))) for row in variants]
    context |= {
        "coverage": covered(groups, document, chosen) if chosen else whole,
        "variants": variants,
        "chosen": chosen,
        "apart": [] if chosen else [pair for pair in apart if pair[1]],
        "urls": edit_urls(route) if context["may_edit"] else {},
        "follows": followed_plan(route, document),
    }
    return render(request, "exams/coverage.html", context)


@login_required
@require_safe
def exam_load(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, _provider, context = step_context(request, pk, 6)
    document = build_document(route)
    choices = group_years(document)
    asked = (request.GET.get("groep", ""), request.GET.get("jaar", ""))
    choice = next((row for row in choices if (str(row.cohort), str(row.route_year)) == asked), None)
    choice = choice or next(iter(choices), None)
    context |= {
        "choices": choices,
        "choice": choice,
        "load": load_of(document, choice) if choice else None,
        "exams": document.exams,
        "spread": spread_of(document),
        "follows": followed_plan(route, document),
        "urls": edit_urls(route) if context["may_edit"] else {},
    }
    return render(request, "exams/load.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def exam_propose(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show what is proposed and why; store what is ticked, as edited."""
    route, _provider, context = step_context(request, pk, 6)
    if request.method == "POST" and not context["may_edit"]:
        raise PermissionDenied
    document = build_document(route)
    proposals = propose(document)
    posted = request.POST if request.method == "POST" else None
    forms_ = [ProposalForm(posted, proposal=row, years=document.route.years) for row in proposals]
    status = 200
    if posted is not None:
        # What somebody else closed meanwhile is no longer in the list; then nothing is stored and the list is shown.
        shown = {row.prefix for row in forms_}
        gone = [name for name in posted.getlist("offered") if name not in shown]
        taken = [row for row in forms_ if row.is_taken]
        if gone:
            status = 409
            messages.error(request, _("Iemand anders heeft intussen toetsen toegevoegd. Kijk de lijst nog eens na."))
        elif sum(not row.is_valid() for row in taken):  # a sum looks at every form, so that each shows its errors
            status = 422
            messages.error(request, _("Er klopt nog iets niet. Wat u hebt ingevuld, staat er nog."))
        elif not taken:
            status = 422
            messages.error(request, _("U hebt niets aangevinkt. Er is niets toegevoegd."))
        else:
            try:
                count = actions.store_proposals(
                    actor=person(request), route=route, chosen=[row.chosen() for row in taken]
                )
            except StaleError:
                status = 409
                messages.error(
                    request, _("Iemand anders heeft intussen toetsen toegevoegd. Kijk de lijst nog eens na.")
                )
            else:
                messages.success(
                    request, ngettext("%(n)s toets toegevoegd.", "%(n)s toetsen toegevoegd.", count) % {"n": count}
                )
                return redirect("exam_coverage", pk)
    context |= {
        "forms": forms_,
        "coverage": coverage_of(document),
        "follows": followed_plan(route, document),
    }
    return render(request, "exams/propose.html", context, status=status)


@login_required
@require_safe
def exam_sheet(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The assessments as a spreadsheet; ``?leeg`` is the template with examples."""
    route, _provider, _context = step_context(request, pk, 6)
    document = build_document(route)
    empty = "leeg" in request.GET
    variants = {row.key: row.title for row in document.programme.variants}
    content = write_sheet([] if empty else document.exams.assessments, variants)
    response = HttpResponse(content, content_type=XLSX)
    name = "pta-voorbeeld" if empty else f"pta-{slugify(route.name) or 'route'}"
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response


class SheetForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("PTA of examenplan"),
        help_text=gettext_lazy("Een Excel-bestand (.xlsx), hoogstens 10 MB."),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def exam_import(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Read a spreadsheet and show what becomes of each line; a second, confirmed request stores it."""
    route, _provider, context = step_context(request, pk, 6)
    if not context["may_edit"]:
        raise PermissionDenied
    if request.method == "POST" and "lines" in request.POST:
        return _confirm(request, route, context)
    form = SheetForm(request.POST if request.method == "POST" else None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            lines = _read(form.cleaned_data["file"])
            context |= _preview(request, route, lines)
        except CatalogueImportError as error:
            form.add_error("file", str(error))
    context |= {"form": form}
    return render(request, "exams/import.html", context, status=422 if form.errors else 200)


def _read(upload: UploadedFile) -> list[SheetLine]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bestand"
        with path.open("wb") as handle:
            handle.writelines(upload.chunks())
        return read_sheet(path)


def _salt(request: HttpRequest, route: Route) -> str:
    return f"pta:{route.pk}:{person(request).pk}"


def _preview(request: HttpRequest, route: Route, lines: list[SheetLine]) -> dict[str, Any]:
    found = read_lines(lines, build_document(route), References(route))
    packed = signing.dumps([asdict(line) for line in lines], salt=_salt(request, route), compress=True)
    if len(packed) > MOST_SIGNS:
        raise CatalogueImportError(_("Dit bestand heeft te veel tekst. Knip het in delen."))
    return {
        "lines": found,
        "packed": packed,
        "seen": sign_of(found),
        "writes": sum(line.outcome in (Outcome.NEW, Outcome.CHANGED) for line in found),
        "counts": [(outcome.value, count) for outcome in Outcome if (count := _count(found, outcome))],
    }


def _count(lines: list[Any], outcome: Outcome) -> int:
    return sum(line.outcome is outcome for line in lines)


def _confirm(request: HttpRequest, route: Route, context: dict[str, Any]) -> HttpResponse:
    try:
        rows = signing.loads(request.POST["lines"], salt=_salt(request, route), max_age=WAITS)
    except signing.BadSignature:
        messages.error(request, _("Deze lijst is te oud of gewijzigd. Lees het bestand opnieuw in."))
        return redirect("exam_import", route.pk)
    lines = [SheetLine(**row) for row in rows]
    try:
        found = actions.store_lines(actor=person(request), route=route, lines=lines, seen=request.POST.get("seen", ""))
    except (StaleError, ValidationError) as error:
        text = " ".join(error.messages) if isinstance(error, ValidationError) else ""
        messages.error(request, text or _("De route is intussen gewijzigd. Kijk de lijst nog eens na."))
        context |= {"form": SheetForm(), **_preview(request, route, lines)}
        return render(request, "exams/import.html", context, status=409)
    new, changed = _count(found, Outcome.NEW), _count(found, Outcome.CHANGED)
    messages.success(
        request, _("%(new)s nieuwe en %(changed)s gewijzigde toetsen overgenomen.") % {"new": new, "changed": changed}
    )
    return redirect("exam_table", route.pk)
