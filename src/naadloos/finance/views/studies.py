"""What would happen if: other sizes of the group, other values of uncertain figures."""

import uuid

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from naadloos.finance.certainty import certainty
from naadloos.finance.sizes import sizes_of
from naadloos.finance.views.common import calculation, choices_of, wanted


@login_required
@require_safe
def sizes(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    _route, calculated, context = calculation(request, pk)
    chosen = wanted(request, calculated)
    if outcome := calculated.outcome:
        cohorts = outcome.case.cohorts
        cohort = request.GET.get("groep", cohorts[0].id)
        try:
            context["sizes"] = sizes_of(outcome, cohort, chosen.partner, chosen.view)
        except KeyError as error:
            raise Http404 from error
        context |= {**choices_of(chosen, calculated), "cohorts": cohorts, "cohort": cohort}
    return render(request, "finance/sizes.html", context)


@login_required
@require_safe
def sure(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    _route, calculated, context = calculation(request, pk)
    chosen = wanted(request, calculated)
    if calculated.outcome:
        context |= {
            **choices_of(chosen, calculated),
            "certainty": certainty(calculated.outcome, chosen.partner, chosen.view),
        }
    return render(request, "finance/certainty.html", context)
