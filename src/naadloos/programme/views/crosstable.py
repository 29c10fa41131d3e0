"""The cross table of overlap: out as XLSX and PDF, in again as XLSX."""

import uuid

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_safe

from naadloos.documents.pdf import render_pdf
from naadloos.programme import crosstable, workbench
from naadloos.programme.coverage import savings_of
from naadloos.programme.forms import CrossTableForm
from naadloos.routes.housestyle import in_house_style
from naadloos.routes.portable import build_document
from naadloos.routes.views.common import person, step_context

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _download(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@login_required
@require_safe
def crosstable_xlsx(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, _provider, _context = step_context(request, pk, 5)
    document = build_document(route)
    bench = workbench.read_workbench(route, document, person(request))
    return _download(
        crosstable.write_crosstable(bench, savings_of(document)), XLSX, f"overlap-{slugify(route.name) or 'route'}.xlsx"
    )


@login_required
@require_safe
def crosstable_pdf(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, _provider, _context = step_context(request, pk, 5)
    document = build_document(route)
    bench = workbench.read_workbench(route, document, person(request))
    content = crosstable.crosstable_document(bench, savings_of(document), route, on=timezone.localdate())
    return _download(
        render_pdf(in_house_style(content, route)), "application/pdf", f"overlap-{slugify(route.name) or 'route'}.pdf"
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def crosstable_import(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, _provider, context = step_context(request, pk, 5)
    if not context["may_edit"]:
        raise PermissionDenied
    form = CrossTableForm(request.POST if request.method == "POST" else None, request.FILES or None)
    lines = None
    if request.method == "POST" and form.is_valid():
        bench = workbench.read_workbench(route, build_document(route), person(request))
        try:
            lines = crosstable.read_crosstable(
                form.cleaned_data["file"].read(),
                bench=bench,
                actor=person(request),
                route=route,
                on=timezone.localdate(),
            )
        except crosstable.CrossTableError as error:
            form.add_error("file", str(error))
    context |= {"form": form, "lines": lines}
    return render(request, "programme/crosstable.html", context, status=422 if form.errors else 200)
