"""What the route costs and earns: for a board, for controllers, and every figure opened."""

import uuid

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from naadloos.engines.finance import View
from naadloos.engines.finance.vat import SOURCE
from naadloos.engines.route import RouteDocument
from naadloos.finance.asked import parties
from naadloos.finance.compared import check_rows, compared, vat_views
from naadloos.finance.opened import opened
from naadloos.finance.overview import overview
from naadloos.finance.queries import STEP
from naadloos.finance.registered import own_figures, register_rows
from naadloos.finance.settled import statement
from naadloos.finance.since import since
from naadloos.finance.table import finance_table
from naadloos.finance.views.common import calculation, choices_of, wanted
from naadloos.routes.queries import snapshots_of


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
            **choices_of(chosen, calculated),
            "table": finance_table(calculated.outcome, chosen.partner, chosen.basis, chosen.view),
            "checks": check_rows(calculated.outcome),
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
        context["parties"] = parties(route, outcome)
    return render(request, "finance/figures.html", context)


@login_required
@require_safe
def settlement(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    _route, calculated, context = calculation(request, pk)
    if calculated.outcome:
        context |= {
            "statement": statement(calculated.outcome),
            "compared": compared(calculated.outcome, View.INTEGRAL),
            "vat": vat_views(calculated.outcome),
            "vat_source": SOURCE,
        }
    return render(request, "finance/settlement.html", context)


@login_required
@require_safe
def changed(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What changed since the last version that somebody agreed with."""
    route, calculated, context = calculation(request, pk)
    snapshot = snapshots_of(route, STEP).order_by("number").last()
    if snapshot and calculated.outcome:
        approved = RouteDocument.model_validate(snapshot.document)
        context |= {"snapshot": snapshot, "since": since(approved, context["document"])}
    return render(request, "finance/since.html", context)


@login_required
@require_safe
def register(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, _calculated, context = calculation(request, pk)
    return render(request, "finance/register.html", context | {"rows": register_rows(own_figures(route))})
