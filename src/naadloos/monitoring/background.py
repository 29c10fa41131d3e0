"""The job that makes the figures anew after a delivery: looking what may be told takes longer than a page."""

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naadloos.jobs.models import Job
from naadloos.jobs.queries import job_for
from naadloos.jobs.registry import JobKind, register, register_daily
from naadloos.monitoring import figures, keeping
from naadloos.monitoring.models import Delivery
from naadloos.monitoring.rules import own_partners
from naadloos.routes.background import may_see, route_of, subject_of
from naadloos.routes.models import Route

if TYPE_CHECKING:
    from naadloos.jobs.runner import Work

FIGURES = "monitor_figures"


def figures_job(route: Route) -> Job | None:
    """The job that is making, or last made, the figures of this route."""
    return job_for(FIGURES, subject_of(route))


def _may_start(user: Any, subject: str) -> bool:
    route = route_of(subject)
    return route is not None and bool(own_partners(user, route))


def _run(work: "Work") -> dict[str, Any]:
    route = route_of(work.subject)
    if route is None:
        return {}
    while True:
        work.report(_("Tellen, en nakijken wat getoond mag worden."))
        before = _last(route)
        figures.refresh(route)
        # A delivery that came in meanwhile must not wait for the next.
        if before == _last(route):
            return {}


def _last(route: Route) -> list[int]:
    return list(Delivery.objects.filter(route=route).values_list("pk", flat=True))


def remove_due() -> None:
    """What the worker does by itself every day."""
    keeping.remove_everywhere(localdate())


def register_kinds() -> None:
    register_daily(remove_due)
    register(
        JobKind(
            name=FIGURES,
            title=gettext_lazy("Cijfers maken"),
            run=_run,
            may_start=_may_start,
            may_see=may_see,
            page=lambda job: reverse("monitor", args=[job.subject.partition(":")[2]]),
            back=lambda job: reverse("monitor_deliver", args=[job.subject.partition(":")[2]]),
            restartable=True,
        )
    )
