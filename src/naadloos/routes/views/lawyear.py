"""The coming law year: what it does to a route, for all routes of a person, and taking it over."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from naadloos.engines.route.calendar import school_year_text
from naadloos.organisations.base import StaleError
from naadloos.routes import law_actions, lawyear
from naadloos.routes.forms.law import LawYearForm
from naadloos.routes.lawrules import MOST_ROUTES
from naadloos.routes.portable import build_document
from naadloos.routes.queries import law_year_history
from naadloos.routes.registry import provider_of
from naadloos.routes.rules import may_edit_step
from naadloos.routes.views.common import person, route_context


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def law_year(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What a law year does to the route; posted, it is taken over."""
    route, context = route_context(request, pk)
    today, user = timezone.localdate(), person(request)
    years = lawyear.years_ahead(route.law_year, today)
    asked = request.POST.get("year", "") if request.method == "POST" else request.GET.get("jaar", str(years[0]))
    year = next((each for each in years if str(each) == asked), None)
    may_adopt = may_edit_step(user, route, provider_of(lawyear.LAW_YEAR_STEP).editors)
    form = LawYearForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if not may_adopt:
            raise PermissionDenied
        if form.is_valid():
            try:
                law_actions.adopt_law_year(actor=user, route=route, **form.cleaned_data)
            except ValidationError as error:
                form.add_error(None, error)
            except StaleError:
                form.add_error(
                    None, _("Iemand anders heeft de route intussen gewijzigd. Kijk nog eens en kies opnieuw.")
                )
            else:
                label = school_year_text(route.law_year)
                messages.success(
                    request,
                    _("Wetsjaar %(year)s is overgenomen. Antwoorden, toelichtingen en statussen staan er nog.")
                    % {"year": label},
                )
                return redirect("route_law", route.pk)
            route.refresh_from_db()
        year = year or years[0]
    if year is None:
        raise Http404
    context |= {
        "preview": lawyear.preview_of(route, build_document(route), year, today),
        "years": [(each, school_year_text(each)) for each in years],
        "adoptable": year in lawyear.adoptable_years(route.law_year, today),
        "may_adopt": may_adopt,
        "form": form,
        "history": law_year_history(route),
    }
    return render(request, "routes/law_year.html", context, status=422 if request.method == "POST" else 200)


@login_required
@require_safe
def law_years(request: HttpRequest) -> HttpResponse:
    """The next law year for every route that one may see."""
    rows, more = lawyear.routes_ahead(person(request), timezone.localdate(), MOST_ROUTES)
    return render(request, "routes/law_years.html", {"rows": rows, "more": more})
