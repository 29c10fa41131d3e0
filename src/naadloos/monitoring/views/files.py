"""Figures as files, and the documents of step 7: from what may be told, never from pupils."""

import csv
import io
import uuid

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from naadloos.monitoring.exports import figure_rows
from naadloos.monitoring.figures import latest
from naadloos.monitoring.papers import PAPERS
from naadloos.routes.portable import build_document
from naadloos.routes.views.common import step_context
from naadloos.routes.views.papers import paper_file

STEP = 7


@login_required
@require_safe
def figures(request: HttpRequest, pk: uuid.UUID, kind: str) -> HttpResponse:
    """All told figures as a table: CSV for a spreadsheet, JSON for a program."""
    route, _provider, _context = step_context(request, pk, STEP)
    found = latest(route)
    heads, rows = figure_rows(found[0] if found else None)
    if kind == "json":
        told = {"route": str(route.pk), "as_of": found[0].as_of if found else None}
        return JsonResponse({**told, "figures": [dict(zip(heads, row, strict=True)) for row in rows]})
    if kind != "csv":
        raise Http404
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(heads)
    writer.writerows(rows)
    response = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slugify(route.name)}-cijfers.csv"'
    return response


@login_required
@require_safe
def document(request: HttpRequest, pk: uuid.UUID, name: str, kind: str) -> HttpResponse:
    route, _provider, _context = step_context(request, pk, STEP)
    if name not in PAPERS:
        raise Http404
    return paper_file(route, PAPERS[name](route, build_document(route), timezone.localdate()), name, kind)
