"""The agreement on the page, as PDF and as DOCX."""

import uuid

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from naadloos.agreements.build import frozen_agreement, working_agreement
from naadloos.documents.content import DocumentContent
from naadloos.documents.docx import render_docx
from naadloos.documents.pdf import render_pdf
from naadloos.routes.models import Route
from naadloos.routes.queries import get_snapshot
from naadloos.routes.state import read_state
from naadloos.routes.views.common import step_context

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _content(request: HttpRequest, route: Route) -> DocumentContent:
    """The working text, or with ?versie=n the text as it was frozen."""
    version = request.GET.get("versie", "")
    if version.isdigit():
        return frozen_agreement(get_snapshot(route, 9, int(version)))
    return working_agreement(read_state(route), on=timezone.localdate())


def _download(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@login_required
@require_safe
def agreement(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, _provider, context = step_context(request, pk, 9)
    context |= {"content": _content(request, route), "version": request.GET.get("versie", "")}
    return render(request, "agreements/agreement.html", context)


@login_required
@require_safe
def agreement_pdf(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, _provider, _context = step_context(request, pk, 9)
    name = f"overeenkomst-{slugify(route.name) or 'route'}.pdf"
    return _download(render_pdf(_content(request, route)), "application/pdf", name)


@login_required
@require_safe
def agreement_docx(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, _provider, _context = step_context(request, pk, 9)
    name = f"overeenkomst-{slugify(route.name) or 'route'}.docx"
    return _download(render_docx(_content(request, route)), DOCX, name)
