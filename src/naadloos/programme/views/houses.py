"""The two houses side by side: the weeks of a school year, bell times, pasted holidays, and travel."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from naadloos.engines.route.calendar import group_years
from naadloos.organisations.base import StaleError
from naadloos.programme import house_actions, house_page
from naadloos.programme.house_forms import PasteForm
from naadloos.programme.houses.paste import read_lines
from naadloos.programme.houses.travel import travel_of
from naadloos.routes.portable import build_document
from naadloos.routes.views.common import person, step_context


@login_required
@require_safe
def year_plan(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, _provider, context = step_context(request, pk, 5)
    document = build_document(route)
    choices = group_years(document)
    choice = house_page.chosen(choices, request.GET.get("groep", ""), request.GET.get("jaar", ""))
    context |= {
        "choices": choices,
        "choice": choice,
        "page": house_page.year_page(document, choice) if choice else None,
        "has_calendars": bool(document.programme.school_years),
    }
    return render(request, "programme/year_plan.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def take_weeks(request: HttpRequest, pk: uuid.UUID, start: int, year: int) -> HttpResponse:
    """Show what weeks and hours become, old beside new; write them when the person confirms."""
    route, _provider, context = step_context(request, pk, 5)
    if not context["may_edit"]:
        raise PermissionDenied
    document = build_document(route)
    choice = next((each for each in group_years(document) if (each.start, each.route_year) == (start, year)), None)
    if choice is None:
        raise Http404
    back = f"{reverse('year_plan', args=[pk])}?groep={choice.cohort}&jaar={choice.route_year}"
    error = ""
    if request.method == "POST":
        try:
            count = house_actions.take_weeks(
                actor=person(request), route=route, route_year=year, start_year=start, seen=request.POST.get("seen", "")
            )
        except StaleError:
            error = _("De kalender of de perioden zijn intussen gewijzigd. Kijk de lijst nog eens na.")
        except ValidationError as problem:
            error = " ".join(problem.messages)
        else:
            messages.success(
                request,
                ngettext("%(n)s periode aangepast.", "%(n)s perioden aangepast.", count) % {"n": count},
            )
            return redirect(back)
    offer = house_page.take_over(document, choice, on=localdate())
    context |= {
        "choice": choice,
        "offer": offer,
        "seen": house_actions.sign_of(offer.rows),
        "back": back,
        "error": error,
    }
    return render(request, "programme/take_weeks.html", context, status=409 if error else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def paste(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Read pasted holidays: first show what becomes of each line, then take them."""
    route, _provider, context = step_context(request, pk, 5)
    if not context["may_edit"]:
        raise PermissionDenied
    initial = {"calendar": request.GET.get("kalender", "")}
    form = PasteForm(request.POST if request.method == "POST" else None, route=route, initial=initial)
    lines, taken = None, False
    if request.method == "POST" and form.is_valid():
        calendar, text = form.cleaned_data["calendar"], form.cleaned_data["lines"]
        if "take" in request.POST:
            taken = True
            lines = house_actions.take_lines(actor=person(request), route=route, calendar=calendar, text=text)
        else:
            programme = build_document(route).programme
            item = next(row for row in programme.school_years if row.key == calendar.key)
            lines = read_lines(text, item, programme.holidays)
    context |= {
        "form": form,
        "lines": lines,
        "taken": taken,
        "has_calendars": form.fields["calendar"].queryset.exists(),  # type: ignore[attr-defined]
    }
    return render(request, "programme/paste_holidays.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def travel(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, _provider, context = step_context(request, pk, 5)
    context |= {"pupils": travel_of(build_document(route), on=localdate())}
    return render(request, "programme/travel.html", context)
