"""Reading surveys. What one person answered leaves this module in no way; only what may be shown does."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Prefetch, QuerySet
from django.http import Http404

from naadloos.engines.cohort.questionnaires import Audience, Questionnaire, questionnaires
from naadloos.engines.cohort.survey import ItemResult, results
from naadloos.engines.route.terms import Benefit
from naadloos.monitoring.models import Survey, SurveyAnswer
from naadloos.routes.models import Route


@dataclass(frozen=True, slots=True)
class ShownResult:
    """The result of one statement in one survey."""

    survey: Survey
    result: ItemResult


def surveys_of(route: Route) -> QuerySet[Survey]:
    """The newest school year first."""
    return Survey.objects.filter(route=route)


def get_survey(route: Route, pk: int) -> Survey:
    """A survey of this route. Raises Http404."""
    found = surveys_of(route).filter(pk=pk).first()
    if found is None:
        raise Http404
    found.route = route
    return found


def survey_by_link(token: str) -> Survey | None:
    """The survey behind a link, for everybody who has it."""
    return Survey.objects.filter(token=token).select_related("route").first()


def questionnaire_of(survey: Survey) -> Questionnaire:
    return questionnaires()[Audience.of(survey.audience)]


def results_of(survey: Survey) -> tuple[ItemResult, ...]:
    """Every statement of one survey, also those of which nothing may be shown."""
    return _results(survey, list(_shown().filter(survey=survey)))


def shown_results(route: Route) -> dict[Benefit, list[ShownResult]]:
    """Per benefit what people said about it and may be shown, the newest school year first; in two queries."""
    found: dict[Benefit, list[ShownResult]] = {benefit: [] for benefit in Benefit}
    for survey in surveys_of(route).filter(n_shown__gt=0).prefetch_related(Prefetch("filled", _shown())):
        for result in _results(survey, list(survey.filled.all())):
            if result.item.benefit and result.n:
                found[result.item.benefit].append(ShownResult(survey, result))
    return found


def _shown() -> QuerySet[SurveyAnswer]:
    return SurveyAnswer.objects.filter(batch__isnull=False).order_by("batch", "pk")


def _results(survey: Survey, shown: Sequence[SurveyAnswer]) -> tuple[ItemResult, ...]:
    batches = [[row.answers for row in rows] for _batch, rows in groupby(shown, key=lambda row: row.batch)]
    return results(questionnaire_of(survey), batches)
