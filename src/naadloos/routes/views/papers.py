"""The documents of steps 1 to 4, as PDF and as DOCX."""

import uuid

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from naadloos.documents.content import DocumentContent
from naadloos.documents.docx import render_docx
from naadloos.documents.pdf import render_pdf
from naadloos.routes.housestyle import in_house_style
from naadloos.routes.models import Route
from naadloos.routes.papers import PAPERS, stamped
from naadloos.routes.state import read_state
from naadloos.routes.views.common import step_context

KINDS = {
    "pdf": (render_pdf, "application/pdf"),
    "docx": (render_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
}


@login_required
@require_safe
def paper(request: HttpRequest, pk: uuid.UUID, number: int, kind: str) -> HttpResponse:
    route, _provider, _context = step_context(request, pk, number)
    if number not in PAPERS:
        raise Http404
    name, make = PAPERS[number]
    state = read_state(route)
    content = stamped(make(state.document, timezone.localdate()), state.step(number))
    return paper_file(route, content, name, kind)


def paper_file(route: Route, content: DocumentContent, name: str, kind: str) -> HttpResponse:
    """A paper of a route in the style of its houses, as PDF or DOCX. Raises Http404 for another kind."""
    if kind not in KINDS:
        raise Http404
    render, content_type = KINDS[kind]
    response = HttpResponse(render(in_house_style(content, route)), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{slugify(route.name)}-{name}.{kind}"'
    return response
