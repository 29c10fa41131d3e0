"""What the route costs and earns: for a board, for controllers, and every figure opened."""

import uuid

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from naadloos.engines.finance import ALL_PARTNERS, Basis, View
from naadloos.finance.asked import estimates, missing, questions
from naadloos.finance.opened import opened
from naadloos.finance.overview import overview
from naadloos.finance.table import finance_table
from naadloos.finance.views.common import calculation, wanted


@login_required
@require_safe
def summary(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    _route, calculated, context = calculation(request, pk)
    chosen = wanted(request, calculated)
    if calculated.outcome:
        context |= {"overview": overview(calculated.outcome, chosen.view), "wanted": chosen, "views": list(View)}
    return render(request, "finance/summary.html", context)


@login_required
@require_safe
def table(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    _route, calculated, context = calculation(request, pk)
    chosen = wanted(request, calculated)
    if calculated.outcome:
        context |= {
            "wanted": chosen,
            "table": finance_table(calculated.outcome, chosen.partner, chosen.basis, chosen.view),
            "partners": calculated.outcome.case.partners,
            "together": ALL_PARTNERS,
            "bases": list(Basis),
            "views": list(View),
        }
    return render(request, "finance/table.html", context)


@login_required
@require_safe
def cell(request: HttpRequest, pk: uuid.UUID, cell: str) -> HttpResponse:
    _route, calculated, context = calculation(request, pk)
    if calculated.outcome is None:
        raise Http404
    try:
        context["opened"] = opened(calculated.outcome, cell)
    except KeyError as error:
        raise Http404 from error
    return render(request, "finance/cell.html", context)


@login_required
@require_safe
def figures(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, calculated, context = calculation(request, pk)
    if outcome := calculated.outcome:
        context |= {
            "missing": questions(route, outcome, missing(outcome)),
            "estimates": questions(route, outcome, estimates(outcome)),
        }
    return render(request, "finance/figures.html", context)
