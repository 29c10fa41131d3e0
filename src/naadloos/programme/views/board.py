"""The board of the programme, moving a unit, and what is covered."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from naadloos.engines.route import RouteDocument, route_year_label
from naadloos.engines.route.saved import saved_hours
from naadloos.organisations.base import StaleError
from naadloos.organisations.forms import carry_version
from naadloos.programme import board_actions
from naadloos.programme.board import board_document, board_of
from naadloos.programme.board_checks import Option, options_of
from naadloos.programme.coverage import (
    deeltaken_coverage,
    earned_before_mbo,
    hours_per_year,
    savings_of,
    werkprocessen_coverage,
)
from naadloos.programme.forms import MoveForm, PeriodsForm
from naadloos.programme.models import Unit
from naadloos.routes.portable import build_document
from naadloos.routes.views.common import person, step_context


@login_required
@require_safe
def board(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, _provider, context = step_context(request, pk, 5)
    document = board_document(route)
    context |= {
        "board": board_of(route, document, request.GET.get("variant", "")),
        "words": board_words(),
        "periods_form": PeriodsForm(),
        "hours": hours_per_year(document),
    }
    return render(request, "programme/board.html", context)


@login_required
@require_POST
def make_periods(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, _provider, context = step_context(request, pk, 5)
    if not context["may_edit"]:
        raise PermissionDenied
    form = PeriodsForm(request.POST)
    if form.is_valid():
        count = board_actions.make_periods(actor=person(request), route=route, **form.cleaned_data)
        messages.success(request, _("%(n)s perioden gemaakt.") % {"n": count})
    else:
        messages.error(request, " ".join(" ".join(map(str, errors)) for errors in form.errors.values()))
    return redirect("board", pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, pk: uuid.UUID, unit: int) -> HttpResponse:
    """Move one unit by form: works with keyboard and without script."""
    route, _provider, context = step_context(request, pk, 5)
    if not context["may_edit"]:
        raise PermissionDenied
    found = get_object_or_404(Unit, pk=unit, route=route)
    document = board_document(route)
    slots = [
        (f"{row.route_year}-{row.number}", f"{route_year_label(row.route_year)}, {_('periode')} {row.number}")
        for row in document.programme.periods
    ]
    first = found.placements.order_by("route_year", "period").first()
    initial = {"version": found.version, "start": f"{first.route_year}-{first.period}" if first else ""}
    form = MoveForm(request.POST if request.method == "POST" else None, slots=slots, initial=initial)
    asks: Option | None = None
    if request.method == "POST" and form.is_valid():
        year, number = form.cleaned_data["start"].split("-")
        try:
            board_actions.move_unit(
                actor=person(request),
                route=route,
                unit=found,
                start=(int(year), int(number)),
                version=form.cleaned_data["version"],
                agreed=form.cleaned_data["agreed"],
            )
        except board_actions.BreaksRulesError as error:
            asks = error.option
            form.ask(asks.sign)
        except ValidationError as error:
            form.add_error(None, error)
        except StaleError as error:
            carry_version(form, error.current.version)
            form.add_error(
                None, _("Iemand anders heeft dit onderdeel intussen gewijzigd. Controleer en sla opnieuw op.")
            )
        else:
            messages.success(request, _("Verplaatst: %(unit)s.") % {"unit": found})
            return redirect("board", pk)
    context |= {"form": form, "unit": found, "placements": found.placements.all(), "asks": asks}
    context |= {"options": with_forbidden(document, found)}
    return render(request, "programme/move.html", context, status=422 if form.errors or asks else 200)


def with_forbidden(document: RouteDocument, unit: Unit) -> list[tuple[Option, bool]]:
    """Every period of the route with what it costs to begin there, and whether the unit may never be there."""
    programme = document.programme
    forbidden = set(next(row.forbidden for row in programme.units if row.key == unit.key))
    places = {(row.route_year, row.number) for row in programme.periods if row.key in forbidden}
    return [(option, option.start in places) for option in options_of(document, unit.key)]


def board_words() -> dict[str, str]:
    """What the script of the board says, in the language of the reader; names between braces are filled in."""
    return {
        "picked": _("Opgepakt: {title}, {hours} uur."),
        "at": "{place}: {sentence}.",
        "back": _("{title} ligt weer waar het lag. Er is niets gewijzigd."),
        "locked": _("{title} staat vast. Druk op L om het los te laten."),
        "early": _("Verder terug of vooruit gaat niet."),
        "busy": _("Wordt verplaatst."),
        "down": _("Het bord is niet bereikbaar. Er is niets gewijzigd. Probeer het nog eens."),
    }


@login_required
@require_safe
def coverage(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, _provider, context = step_context(request, pk, 5)
    document = build_document(route)
    years = hours_per_year(document)
    context |= {
        "deeltaken": deeltaken_coverage(document),
        "werkprocessen": werkprocessen_coverage(document),
        "years": years,
        "saved": saved_hours(document),
        "savings": savings_of(document),
        "earned": earned_before_mbo(document),
        "bars": [
            (year, [(side, year.share(side, most), year.by_side[side]) for side in ("vmbo", "mbo", "samen")])
            for most in [max((sum(row.by_side.values()) for row in years), default=None)]
            for year in years
            if most
        ],
    }
    return render(request, "programme/coverage.html", context)
