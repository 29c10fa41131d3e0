"""How a plan gets better while a job makes it, and what the job said when there is no plan."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from naadloos.engines.planner import PlanStatus
from naadloos.jobs.models import Job
from naadloos.programme.models import PlanProposal
from naadloos.programme.reasons import LinkedReason, linked_reasons
from naadloos.programme.stored import progress_words, read_reason
from naadloos.routes.models import Route

UNKNOWN = PlanStatus.UNKNOWN.value
# Of the picture, in its own units.
WIDTH, HEIGHT = 300, 60


@dataclass(frozen=True, slots=True)
class Improvement:
    """After so many seconds a plan with so many penalty points; ``x`` and ``y`` in the picture."""

    seconds: Decimal
    points: Decimal
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class PlanProgress:
    words: str
    steps: list[Improvement]

    @property
    def line(self) -> str:
        """The points of a line in steps: a plan stays the best until the next one."""
        found: list[str] = []
        for one, other in zip(self.steps, self.steps[1:], strict=False):
            found += [f"{one.x},{one.y}", f"{other.x},{one.y}"]
        last = self.steps[-1]
        return " ".join([*found, f"{last.x},{last.y}", f"{WIDTH},{last.y}"])


@dataclass(frozen=True, slots=True)
class NoPlan:
    title: str
    reasons: list[LinkedReason]


def progress_of(route: Route, job: Job | None) -> PlanProgress | None:
    """The improvements that the latest job found; None when it found no plan (yet)."""
    if job is None:
        return None
    best = PlanProposal.objects.filter(route=route, rank=1, result__job=str(job.pk)).first()
    if best is None or not best.result["steps"]:
        return None
    raw = [(Decimal(str(seconds)), Decimal(text)) for seconds, text in best.result["steps"]]
    span = max(raw[-1][0], Decimal(str(best.result["spent"])), Decimal(1))
    # From the worst to the best plan; the points themselves are in the list beneath.
    high, low = raw[0][1], raw[-1][1]
    steps = [
        Improvement(
            seconds, value, int(seconds * WIDTH / span), int((high - value) * HEIGHT / ((high - low) or Decimal(1)))
        )
        for seconds, value in raw
    ]
    return PlanProgress(progress_words(best.result), steps)


def reasons_of(route: Route, job: Job | None) -> NoPlan | None:
    """Why the latest job found no plan; None when it found one, has not ended or failed."""
    if job is None or job.unfinished:
        return None
    answer: Any = job.result or {}
    # Who stops the search in time is not told that the time was too short.
    if job.state == Job.State.STOPPED and answer.get("status", UNKNOWN) == UNKNOWN:
        text = _("De planner is gestopt voordat er een plan was. Het bord is niet veranderd. U kunt opnieuw beginnen.")
        return NoPlan(_("Gestopt zonder plan"), [(text, [])])
    if not answer.get("reasons"):
        return None
    titles = {
        PlanStatus.IMPOSSIBLE.value: _("Zo past het niet"),
        PlanStatus.INVALID.value: _("De gegevens kloppen nog niet"),
    }
    title = titles.get(answer["status"], _("Er is nog geen plan gevonden"))
    return NoPlan(title, linked_reasons(route, [read_reason(row) for row in answer["reasons"]]))
