"""Surveys inside a route, and the questionnaire for everybody who has the link."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from naadloos.documents.qr import qr_svg
from naadloos.monitoring import survey_queries as queries
from naadloos.monitoring.models import Survey
from naadloos.monitoring.survey_actions import STEP, SurveyClosedError, answer_survey, close_survey, open_survey
from naadloos.monitoring.survey_forms import AnswerForm, SurveyForm
from naadloos.monitoring.survey_pages import outcome
from naadloos.routes.views.common import person, step_context

View = Callable[..., HttpResponse]


def _link(request: HttpRequest, survey: Survey) -> str:
    return request.build_absolute_uri(reverse("survey_answer", args=[survey.token]))


def _one(request: HttpRequest, pk: uuid.UUID, survey: int) -> tuple[Survey, dict[str, Any]]:
    route, _provider, context = step_context(request, pk, STEP)
    found = queries.get_survey(route, survey)
    today = timezone.localdate()
    return found, context | {"survey": found, "today": today, "state": found.state(today)}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def surveys(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """All rounds of a route, and opening one more."""
    route, _provider, context = step_context(request, pk, STEP)
    posted = request.method == "POST"
    if posted and not context["may_edit"]:
        raise PermissionDenied
    form = SurveyForm(request.POST if posted else None)
    if posted and form.is_valid():
        try:
            made = open_survey(actor=person(request), route=route, survey=form.instance)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("De vragenlijst staat klaar. Deel de link of de QR-code."))
            return redirect("survey", pk, made.pk)
    today = timezone.localdate()
    context |= {"form": form, "surveys": [(each, each.state(today)) for each in queries.surveys_of(route)]}
    return render(request, "monitoring/surveys.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def survey_page(request: HttpRequest, pk: uuid.UUID, survey: int) -> HttpResponse:
    """The results for every reader; the link for who may share it."""
    found, context = _one(request, pk, survey)
    context |= {"outcome": outcome(found), "questionnaire": queries.questionnaire_of(found)}
    if context["may_edit"] and not found.closed:
        link = _link(request, found)
        context |= {"link": link, "qr": qr_svg(link)}
    return render(request, "monitoring/survey.html", context)


@login_required
@require_safe
def survey_print(request: HttpRequest, pk: uuid.UUID, survey: int) -> HttpResponse:
    """One page to hang on a wall."""
    found, context = _one(request, pk, survey)
    if not context["may_edit"]:
        raise PermissionDenied
    link = _link(request, found)
    context |= {"link": link, "qr": qr_svg(link), "questionnaire": queries.questionnaire_of(found)}
    return render(request, "monitoring/survey_print.html", context)


@login_required
@require_POST
def survey_close(request: HttpRequest, pk: uuid.UUID, survey: int) -> HttpResponse:
    found, _context = _one(request, pk, survey)
    close_survey(actor=person(request), route=found.route, survey=found)
    messages.success(request, _("De vragenlijst is gesloten. De uitslag blijft staan."))
    return redirect("survey", pk, found.pk)


# -- for everybody with the link -------------------------------------------------------------------


def _public(view: View) -> View:
    """No session, no cookie, nothing for search engines: the secret in the address is all that is asked.

    Without a cookie there is nothing that another site could misuse, so the form needs no token against that.
    """

    @csrf_exempt
    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, token: str) -> HttpResponse:
        survey = queries.survey_by_link(token)
        if survey is None:
            response = render(request, "monitoring/public_gone.html", status=404)
        else:
            response = view(request, survey)
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    return guarded


@require_http_methods(["GET", "HEAD", "POST"])
@_public
def survey_answer(request: HttpRequest, survey: Survey) -> HttpResponse:
    today = timezone.localdate()
    questionnaire = queries.questionnaire_of(survey)
    context = {"survey": survey, "questionnaire": questionnaire, "not_yet": today < survey.opens_on}
    posted = request.method == "POST"
    if not survey.takes_answers(today):
        return render(request, "monitoring/public_closed.html", context, status=409 if posted else 200)
    form = AnswerForm(questionnaire, request.POST if posted else None)
    if posted and form.is_valid():
        try:
            answer_survey(survey=survey, given=form.given)
        except SurveyClosedError:
            return render(request, "monitoring/public_closed.html", context, status=409)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect("survey_thanks", survey.token)
    return render(request, "monitoring/public_form.html", context | {"form": form}, status=422 if form.errors else 200)


@require_safe
@_public
def survey_thanks(request: HttpRequest, survey: Survey) -> HttpResponse:
    return render(request, "monitoring/public_thanks.html", {"survey": survey})
