"""What other steps may read of the monitor."""

from collections.abc import Collection
from datetime import date

from django.urls import reverse

from naadloos.engines.cohort.questionnaires import Audience
from naadloos.monitoring.models import Survey
from naadloos.routes.models import Route


def open_survey_addresses(route: Route, audiences: Collection[str], on: date) -> dict[Audience, str]:
    """For each of these audiences where a questionnaire takes answers on this day; in one query."""
    if not audiences:
        return {}
    rows = Survey.objects.filter(
        route=route, audience__in=audiences, closed=False, opens_on__lte=on, closes_on__gte=on
    ).order_by("school_year")
    return {Audience.of(row.audience): reverse("survey_answer", args=[row.token]) for row in rows}
