"""What the script of the board asks and sends. Without script the same addresses answer with a message and the board.

A move is answered with JSON: ``said`` when it was done, ``breaks``, ``cost`` and ``sign`` when it must be agreed with
first. What is refused comes with ``text``; with 409 also with the board as it is now.
"""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from naadloos.organisations.base import StaleError
from naadloos.organisations.history import in_words
from naadloos.programme import board_actions
from naadloos.programme.board import board_document, board_of, board_stamp
from naadloos.programme.board_actions import BoardChangedError, BreaksRulesError
from naadloos.programme.board_checks import options_of
from naadloos.programme.forms import OnUnitForm, TurnForm
from naadloos.programme.models import Unit
from naadloos.programme.views.board import with_forbidden
from naadloos.routes.models import Route
from naadloos.routes.queries import route_history
from naadloos.routes.views.common import person, step_context

CONFLICT, INVALID = 409, 422


@login_required
@require_safe
def fresh(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Asked every few seconds by an open board: nothing when nothing changed, else the board as it is now."""
    route, _provider, context = step_context(request, pk, 5)
    if board_stamp(route) == request.GET.get("stand"):
        return HttpResponse(status=204)
    return HttpResponse(_board(request, route, context))


@login_required
@require_safe
def costs(request: HttpRequest, pk: uuid.UUID, unit: int) -> HttpResponse:
    """On pick-up: what every period would cost, in points and in words."""
    route, found, _context = _unit_of(request, pk, unit)
    places = [
        {
            "place": "{}-{}".format(*option.start),
            "kind": option.kind,
            "word": option.word,
            "points": None if option.points is None else in_words(option.points),
            "cost": "" if option.here else option.cost,
            "sentence": option.sentence,
            "possible": bool(option.placements),
            "breaks": option.breaks,
        }
        for option in options_of(board_document(route), found.key)
    ]
    return JsonResponse({"unit": found.pk, "version": found.version, "places": places})


@login_required
@require_safe
def panel(request: HttpRequest, pk: uuid.UUID, unit: int) -> HttpResponse:
    """ "Wat kost het" for one unit, beside the board."""
    route, found, context = _unit_of(request, pk, unit)
    context |= {"unit": found, "options": with_forbidden(board_document(route), found)}
    return render(request, "programme/_unit.html", context)


@login_required
@require_POST
def move(request: HttpRequest, pk: uuid.UUID, unit: int) -> HttpResponse:
    """On drop: done, or asked first when it breaks a rule."""
    route, found, context = _unit_of(request, pk, unit)

    def work(data: dict[str, Any]) -> str:
        start, version, agreed = data["start"] or (0, 0), data["version"], data["agreed"]
        option = board_actions.move_unit(
            actor=person(request), route=route, unit=found, start=start, version=version, agreed=agreed
        )
        said = [_("%(unit)s staat nu in %(where)s.") % {"unit": found, "where": option.label}]
        if option.cost and not option.here:
            said.append(_("Dat %(cost)s.") % {"cost": option.cost})
        said += [_("Klopt niet meer: %(reason)s") % {"reason": text} for text in option.breaks]
        said += [_("Opgelost: %(reason)s") % {"reason": text} for text in option.mends]
        return " ".join(said)

    return _answer(request, route, context, OnUnitForm(request.POST), work, found)


@login_required
@require_POST
def lock(request: HttpRequest, pk: uuid.UUID, unit: int) -> HttpResponse:
    """ "Zet vast" and "laat los"."""
    route, found, context = _unit_of(request, pk, unit)

    def work(data: dict[str, Any]) -> str:
        locked, version = data["locked"], data["version"]
        board_actions.lock_unit(actor=person(request), route=route, unit=found, locked=locked, version=version)
        return (_("%(unit)s staat nu vast.") if locked else _("%(unit)s is losgelaten.")) % {"unit": found}

    return _answer(request, route, context, OnUnitForm(request.POST), work, found)


@login_required
@require_POST
def forbid(request: HttpRequest, pk: uuid.UUID, unit: int) -> HttpResponse:
    """ "Verbied deze periode" and "mag weer"."""
    route, found, context = _unit_of(request, pk, unit)

    def work(data: dict[str, Any]) -> str:
        place, forbidden = data["start"] or (0, 0), data["forbidden"]
        board_actions.forbid_period(
            actor=person(request), route=route, unit=found, place=place, forbidden=forbidden, version=data["version"]
        )
        if forbidden:
            return _("%(unit)s mag niet meer in deze periode.") % {"unit": found}
        return _("%(unit)s mag weer in deze periode.") % {"unit": found}

    return _answer(request, route, context, OnUnitForm(request.POST), work, found)


@login_required
@require_POST
def undo(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, context = _editor(request, pk)

    def work(data: dict[str, Any]) -> str:
        said = board_actions.undo_move(actor=person(request), route=route, move=data["move"])
        return _("Ongedaan gemaakt: %(said)s.") % {"said": said}

    return _answer(request, route, context, TurnForm(request.POST), work)


@login_required
@require_POST
def redo(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    route, context = _editor(request, pk)

    def work(data: dict[str, Any]) -> str:
        said = board_actions.redo_move(actor=person(request), route=route, move=data["move"])
        return _("Opnieuw gedaan: %(said)s.") % {"said": said}

    return _answer(request, route, context, TurnForm(request.POST), work)


def _editor(request: HttpRequest, pk: uuid.UUID) -> tuple[Route, dict[str, Any]]:
    """The route for who may change its board. Raises Http404 for outsiders, PermissionDenied for readers."""
    route, _provider, context = step_context(request, pk, 5)
    if not context["may_edit"]:
        raise PermissionDenied
    return route, context


def _unit_of(request: HttpRequest, pk: uuid.UUID, unit: int) -> tuple[Route, Unit, dict[str, Any]]:
    route, context = _editor(request, pk)
    return route, get_object_or_404(Unit, pk=unit, route=route), context


def _board(request: HttpRequest, route: Route, context: dict[str, Any]) -> str:
    board = board_of(route, board_document(route), request.GET.get("variant", ""))
    return render_to_string("programme/_board.html", context | {"board": board}, request)


def _answer(
    request: HttpRequest,
    route: Route,
    context: dict[str, Any],
    form: OnUnitForm | TurnForm,
    work: Callable[[dict[str, Any]], str],
    unit: Unit | None = None,
) -> HttpResponse:
    """Do the work when the form is complete, and say how it went in the way that was asked for."""
    status = 200
    answer: dict[str, Any] = {}
    try:
        if form.is_valid():
            answer = {"said": work(form.cleaned_data), "stamp": board_stamp(route)}
        else:
            status, answer = INVALID, {"text": _("Er ontbreekt iets. Laad de pagina opnieuw.")}
    except BreaksRulesError as error:
        option = error.option
        answer = {"breaks": option.breaks, "cost": option.cost, "sign": option.sign}
    except StaleError:
        status, answer = CONFLICT, {"text": _who_changed(route, unit)}
    except BoardChangedError as error:
        status, answer = CONFLICT, {"text": str(error)}
    except ValidationError as error:
        status, answer = INVALID, {"text": " ".join(error.messages)}
    if "application/json" not in request.headers.get("Accept", ""):
        return _with_message(request, route, answer, unit)
    if status == CONFLICT:
        answer["board"] = _board(request, route, context)
    return JsonResponse(answer, status=status)


def _who_changed(route: Route, unit: Unit | None) -> str:
    last = route_history(route, 5).filter(subject_key=f"units:{unit.key}").first() if unit else None
    return _("%(who)s heeft %(unit)s intussen gewijzigd. Dit is het bord van nu; er is niets verloren gegaan.") % {
        "who": last.actor_name if last else _("Iemand anders"),
        "unit": unit,
    }


def _with_message(request: HttpRequest, route: Route, answer: dict[str, Any], unit: Unit | None) -> HttpResponse:
    if "breaks" in answer and unit:
        # The page that moves by form can ask whether it must be done all the same.
        messages.error(request, " ".join(answer["breaks"]))
        return redirect("move", route.pk, unit.pk)
    if "said" in answer:
        messages.success(request, answer["said"])
    else:
        messages.error(request, answer["text"])
    return redirect("board", route.pk)
