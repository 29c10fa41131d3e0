"""Writing step 7: promises of step 3 become indicators."""

from django.db import transaction

from naadloos.monitoring.models import Indicator
from naadloos.organisations.models import User
from naadloos.routes.actions import save_fact
from naadloos.routes.models import Objective, Route
from naadloos.routes.registry import provider_of

STEP = 7


def objectives_without_indicator(route: Route) -> list[Objective]:
    """The objectives of step 3 that say what is measured, and that no indicator of step 7 measures yet."""
    measured = {
        title.strip().casefold() for title in Indicator.objects.filter(route=route).values_list("title", flat=True)
    }
    return [
        each
        for each in Objective.objects.filter(route=route).exclude(indicator="")
        if each.indicator.strip().casefold() not in measured
    ]


@transaction.atomic
def take_objectives(*, actor: User, route: Route, chosen: set[int]) -> list[Indicator]:
    """Make an indicator of each chosen objective, with its baseline and promise. Who supplies the number, from which
    source and when is left open: step 3 does not say. Raises PermissionDenied, ValidationError.
    """
    provider = provider_of(STEP)
    kind = next(each for each in provider.kinds if each.name == "indicators")
    made = []
    for objective in objectives_without_indicator(route):
        if objective.pk in chosen:
            target = (
                f"{objective.target} ({objective.year})" if objective.target and objective.year else objective.target
            )
            indicator = Indicator(
                title=objective.indicator, benefit=objective.benefit, baseline=objective.baseline, target=target
            )
            save_fact(actor=actor, route=route, provider=provider, kind=kind, instance=indicator, version=0)
            made.append(indicator)
    return made
