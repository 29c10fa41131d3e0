"""Writing surveys: who leads quality opens and closes them; whoever has the link answers."""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from naadloos.engines.cohort.questionnaires import Audience, UnknownAnswerError, checked, questionnaires
from naadloos.engines.cohort.survey import may_show
from naadloos.monitoring.models import Survey, SurveyAnswer
from naadloos.organisations.history import difference, record, values_of
from naadloos.organisations.models import User
from naadloos.routes.actions import require_editor
from naadloos.routes.models import Route
from naadloos.routes.queries import scope_of
from naadloos.routes.registry import provider_of

STEP = 7
# The link is open to all; a stop on filling up the database.
MOST_ANSWERS = 5_000
_SECRET = ("token", "n_shown")


class SurveyClosedError(Exception):
    """This questionnaire takes no answers today."""


@transaction.atomic
def open_survey(*, actor: User, route: Route, survey: Survey) -> Survey:
    """Open a questionnaire for one audience in one school year. Raises PermissionDenied, ValidationError."""
    require_editor(actor, route, provider_of(STEP))
    survey.route = route
    survey.full_clean()
    survey.save()
    _record(actor, survey, "toegevoegd", difference({}, _values(survey)))
    return survey


@transaction.atomic
def close_survey(*, actor: User, route: Route, survey: Survey) -> None:
    """Take no more answers; closing twice is closing once. Raises PermissionDenied."""
    require_editor(actor, route, provider_of(STEP))
    current = Survey.objects.select_for_update().get(pk=survey.pk, route=route)
    if current.closed:
        return
    before = _values(current)
    current.closed = True
    current.save(update_fields=["closed"])
    _record(actor, current, "gesloten", difference(before, _values(current)))


@transaction.atomic
def answer_survey(*, survey: Survey, given: Mapping[str, str], on: date | None = None) -> None:
    """Keep the answers of one person, and show them once enough others wait with them.

    Nothing goes to the history: that would keep the time. Raises SurveyClosedError, ValidationError.
    """
    current = Survey.objects.select_for_update().get(pk=survey.pk)
    filled = SurveyAnswer.objects.filter(survey=current)
    if not current.takes_answers(on or timezone.localdate()) or filled.count() >= MOST_ANSWERS:
        raise SurveyClosedError
    try:
        answers = checked(questionnaires()[Audience.of(current.audience)], given)
    except UnknownAnswerError as error:
        raise ValidationError(_("Dit antwoord hoort niet bij deze vragenlijst.")) from error
    if not answers:
        raise ValidationError(_("Er is nog niets ingevuld. Beantwoord ten minste één vraag."))
    SurveyAnswer.objects.create(survey=current, answers=answers)
    waiting = filled.filter(batch__isnull=True)
    if may_show(waiting.count()):
        last = filled.aggregate(last=Max("batch"))["last"] or 0
        shown = waiting.update(batch=last + 1)
        Survey.objects.filter(pk=current.pk).update(n_shown=F("n_shown") + shown)


def _values(survey: Survey) -> dict[str, tuple[str, str]]:
    return {name: value for name, value in values_of(survey).items() if name not in _SECRET}


def _record(actor: User, survey: Survey, verb: str, changes: list[tuple[str, str, str]]) -> None:
    record(
        scope=scope_of(survey.route),
        step=STEP,
        actor=actor,
        verb=verb,
        subject=_("vragenlijst: %(name)s") % {"name": survey},
        subject_key=f"survey:{survey.pk}",
        changes=changes,
    )
