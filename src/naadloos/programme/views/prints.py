"""What people print, send and compare of the programme: lessentabel, hours against norms, the board, PDF and XLSX."""

import uuid
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from naadloos.documents.pdf import render_pdf
from naadloos.engines.law import law_day
from naadloos.programme.lanes import lanes
from naadloos.programme.lessons import lesson_years, unplaced
from naadloos.programme.overview import Overview, norms_of, read_overview
from naadloos.programme.overview_pdf import overview_document
from naadloos.programme.overview_xlsx import write_overview
from naadloos.programme.printed import Printed, read_printed
from naadloos.programme.views.crosstable import XLSX
from naadloos.routes.housestyle import in_house_style
from naadloos.routes.models import Route
from naadloos.routes.portable import build_document
from naadloos.routes.views.common import step_context


def _choice(request: HttpRequest, pk: uuid.UUID) -> tuple[Printed, dict[str, Any]]:
    """The programme and the pupils that the address asks for. Raises Http404 for what the route does not have."""
    route, _provider, context = step_context(request, pk, 5)
    try:
        printed = read_printed(
            build_document(route),
            source=request.GET.get("programma", ""),
            audience=request.GET.get("voor", ""),
        )
    except LookupError as error:
        raise Http404 from error
    return printed, context | {"printed": printed}


@login_required
@require_safe
def lessons(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    printed, context = _choice(request, pk)
    context |= {"years": lesson_years(printed.document), "unplaced": unplaced(printed.document.programme)}
    return render(request, "programme/lessons.html", context)


@login_required
@require_safe
def norms(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    printed, context = _choice(request, pk)
    today = timezone.localdate()
    context |= {
        "lines": norms_of(printed, on=today),
        "on": law_day(printed.whole.law_year, today),
        "unplaced": unplaced(printed.document.programme),
    }
    return render(request, "programme/norms.html", context)


@login_required
@require_safe
def board_print(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    printed, context = _choice(request, pk)
    context |= {
        "years": [(year, lanes(year)) for year in lesson_years(printed.document)],
        "unplaced": unplaced(printed.document.programme),
        "on": timezone.localdate(),
    }
    return render(request, "programme/board_print.html", context)


def _overview(request: HttpRequest, pk: uuid.UUID) -> tuple[Overview, str, Route]:
    printed, context = _choice(request, pk)
    route = context["route"]
    overview = read_overview(route, printed, on=timezone.localdate())
    return overview, f"programma-{slugify(route.name) or 'route'}", route


def _download(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@login_required
@require_safe
def overview_pdf(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    overview, name, route = _overview(request, pk)
    return _download(render_pdf(in_house_style(overview_document(overview), route)), "application/pdf", f"{name}.pdf")


@login_required
@require_safe
def overview_xlsx(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    overview, name, _route = _overview(request, pk)
    return _download(write_overview(overview), XLSX, f"{name}.xlsx")
