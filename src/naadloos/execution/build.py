"""From the route to what its public page is made of: the only place where this step reads other steps."""

from datetime import date

from naadloos.engines.cohort.questionnaires import Audience
from naadloos.execution.models import PublicPage
from naadloos.execution.public_text import PublicFacts
from naadloos.monitoring.queries import open_survey_addresses
from naadloos.routes.models import Route, RouteProfile
from naadloos.routes.portable import build_document


def public_facts(route: Route, on: date) -> PublicFacts:
    """The head of the route with steps 5 and 10, in a fixed number of queries."""
    titles = RouteProfile.objects.filter(route=route).order_by("pk").values_list("profile__title", flat=True)
    return PublicFacts(build_document(route, only={5, 10}), tuple(dict.fromkeys(titles)), on)


def survey_addresses(route: Route, page: PublicPage, on: date) -> dict[Audience, str]:
    """The open questionnaires that the people of the route ticked for the page."""
    ticked = {Audience.PUPILS: page.survey_pupils, Audience.PARENTS: page.survey_parents}
    return open_survey_addresses(route, [audience for audience, wanted in ticked.items() if wanted], on)
