"""The joint PTA/OER as tables, and the outcome of both exams for made-up marks."""

import uuid

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from naadloos.exams.build import followed_plan
from naadloos.exams.live import live_panel
from naadloos.exams.queries import Per, exam_sections
from naadloos.exams.result_page import result_page
from naadloos.routes.portable import build_document
from naadloos.routes.views.common import step_context


@login_required
@require_safe
def exam_table(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, _provider, context = step_context(request, pk, 6)
    asked = request.GET.get("per", "")
    per = Per(asked) if asked in set(Per) else Per.YEAR
    sections = exam_sections(route, per)
    document = build_document(route)
    context |= {
        "per": per,
        "pers": list(Per),
        "sections": sections,
        "panel": live_panel(route, localdate(), stored=document),
        "follows": followed_plan(route, document),
        "any": any(section.assessments for section in sections),
    }
    return render(request, "exams/table.html", context)


@sensitive_post_parameters()
@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def exam_result(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Marks in, both outcomes out. Marks come by POST only, so that they are in no address or log, and are not kept."""
    route, _provider, context = step_context(request, pk, 6)
    context["page"] = result_page(route, request.POST, on=localdate())
    part = "exams/_outcome.html" if request.htmx else "exams/result.html"  # type: ignore[attr-defined]
    return render(request, part, context)
