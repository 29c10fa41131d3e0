"""What the pages of the calculation share: the route, its calculation, and what the reader wants to see of it."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest

from naadloos.engines.finance import ALL_PARTNERS, Basis, View
from naadloos.finance.queries import STEP, Calculated, outcome_of, who_entered
from naadloos.finance.words import say
from naadloos.routes.models import Route
from naadloos.routes.portable import build_document
from naadloos.routes.views.common import step_context


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the calculation is shown; every page keeps it in its links."""

    partner: str
    basis: Basis
    view: View


def calculation(request: HttpRequest, pk: uuid.UUID) -> tuple[Route, Calculated, dict[str, Any]]:
    """The calculation of a route for a reader, with what is wrong with it in words."""
    route, _provider, context = step_context(request, pk, STEP)
    document = build_document(route)
    calculated = outcome_of(document, who_entered(route))
    context |= {
        "document": document,
        "outcome": calculated.outcome,
        "problems": [(each.field, say(each.reason)) for each in calculated.problems],
        "left_out": [say(each) for each in calculated.left_out],
        "doubts": [say(each) for each in calculated.outcome.doubts] if calculated.outcome else [],
    }
    return route, calculated, context


def wanted(request: HttpRequest, calculated: Calculated) -> Wanted:
    """From the address; what is not there is the first of its kind. Raises Http404 for a strange partner."""
    outcome = calculated.outcome
    partners = [each.id for each in outcome.case.partners] if outcome else []
    partner = request.GET.get("partner", partners[0] if partners else ALL_PARTNERS)
    if partner not in (*partners, ALL_PARTNERS):
        raise Http404
    return Wanted(partner, _term(Basis, request.GET.get("basis")), _term(View, request.GET.get("weergave")))


def choices_of(chosen: Wanted, calculated: Calculated) -> dict[str, Any]:
    """What the reader may choose between, for the links above a page."""
    return {
        "wanted": chosen,
        "partners": calculated.outcome.case.partners if calculated.outcome else (),
        "together": ALL_PARTNERS,
        "bases": list(Basis),
        "views": list(View),
    }


def _term(terms: Any, asked: str | None) -> Any:
    return next((each for each in terms if each.value == asked), next(iter(terms)))
