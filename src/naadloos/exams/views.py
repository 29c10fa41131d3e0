"""The joint PTA/OER as tables per year of the route, per subject or per variant."""

import uuid

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from naadloos.exams.queries import Per, exam_sections
from naadloos.routes.views.common import step_context


@login_required
@require_safe
def exam_table(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, _provider, context = step_context(request, pk, 6)
    asked = request.GET.get("per", "")
    per = Per(asked) if asked in set(Per) else Per.YEAR
    sections = exam_sections(route, per)
    context |= {
        "per": per,
        "pers": list(Per),
        "sections": sections,
        "any": any(section.assessments for section in sections),
    }
    return render(request, "exams/table.html", context)
