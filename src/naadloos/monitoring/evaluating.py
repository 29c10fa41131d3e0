"""An evaluation: an agenda from the figures, conclusions, measures, and decisions for the log of step 4."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from naadloos.engines.cohort.verdict import Kept
from naadloos.engines.route.terms import Helped
from naadloos.monitoring.models import Evaluation, Measure
from naadloos.monitoring.reading import Reading
from naadloos.organisations.models import User
from naadloos.routes.actions import save_fact
from naadloos.routes.models import Decision, Route
from naadloos.routes.registry import provider_of

STEP, DECISIONS = 7, 4


@dataclass(frozen=True, slots=True)
class AgendaPoint:
    """What to talk about and why; ``url`` shows the figure, ``doubts`` the choice of the design it puts to the test."""

    title: str
    why: str
    url: str
    doubts: str = ""


def agenda(route: Route, readings: list[Reading], held: tuple[int, ...], today: date) -> list[AgendaPoint]:
    """The points that the figures themselves bring up, the most pressing first; one query."""
    points = []
    for verdict, why in (
        (Kept.NOT_KEPT, _("De belofte is niet gehaald. Waardoor, en wat verandert u?")),
        (Kept.OPEN, _("Nog niet te zeggen. Wat weten mensen uit de praktijk hierover?")),
        (Kept.KEPT, _("De belofte is gehaald. Wat houdt u vast?")),
        (Kept.NO_FIGURE, _("Er is geen cijfer. Wie levert het, en wanneer?")),
    ):
        for each in readings:
            if each.indicator is not None and each.verdict is verdict:
                url = reverse("monitor_figure", args=[route.pk, each.key])
                points.append(AgendaPoint(each.title, why, url, doubt_of(each)))
    for row in Measure.objects.filter(route=route, helped=Helped.NOT_YET, check_on__lte=today):
        points.append(
            AgendaPoint(
                row.title,
                _("Hielp deze maatregel? De dag om dat te bekijken is voorbij."),
                reverse("fact_edit", args=[route.pk, STEP, "measures", row.pk]),
            )
        )
    if held:
        points.append(
            AgendaPoint(
                _("Groepen met heel kleine wijzigingen"),
                _("De laatste wijziging is te klein om te tonen; u ziet de stand van daarvoor."),
                reverse("monitor_flow", args=[route.pk]),
            )
        )
    return points


def doubt_of(reading: Reading) -> str:
    if reading.indicator is not None and reading.indicator.doubts:
        return reading.indicator.doubts
    return _(reading.definition.doubts) if reading.definition else ""


@transaction.atomic
def conclude(
    *, actor: User, route: Route, evaluation: Evaluation, version: int, text: str, decision: str
) -> Decision | None:
    """Write the conclusions, and a decision into the log of step 4 when one was taken.

    Whoever may write in step 7 but not in step 4 can conclude, and leaves the decision to those who may. Raises
    PermissionDenied, ValidationError, StaleError.
    """
    provider = provider_of(STEP)
    kind = next(each for each in provider.kinds if each.name == "evaluations")
    evaluation.result = text
    save_fact(actor=actor, route=route, provider=provider, kind=kind, instance=evaluation, version=version)
    if not decision.strip():
        return None
    log = provider_of(DECISIONS)
    decisions = next(each for each in log.kinds if each.name == "decisions")
    made = Decision(
        title=decision.strip(),
        body=evaluation.meeting.body if evaluation.meeting else None,
        meeting=evaluation.meeting,
        decided_on=evaluation.on,
        step=STEP,
        about=f"evaluations:{evaluation.key}",
    )
    save_fact(actor=actor, route=route, provider=log, kind=decisions, instance=made, version=0)
    return made
