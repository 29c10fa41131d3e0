"""The joint PTA/OER as one table per year of the route."""

import uuid

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from naadloos.exams.queries import exam_years
from naadloos.routes.views.common import step_context


@login_required
@require_safe
def exam_table(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, _provider, context = step_context(request, pk, 6)
    years = exam_years(route)
    context |= {"years": years, "any": any(year.assessments for year in years)}
    return render(request, "exams/table.html", context)
