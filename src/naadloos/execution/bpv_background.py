"""The job that looks who could go where: with many pupils and companies that takes longer than a page.

The search runs in a thread of its own, so that this one can tell how far it is and hear that it must stop. Who stops it
keeps the best so far; before it is known how many pupils can have a place there is nothing to keep, and the proposal of
an earlier job stays. The database is read before the search and written by nobody but the job itself.
"""

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from naadloos.engines.bpv import PARTS, Control, Found, Problem, find
from naadloos.execution.bpv_build import build_problem, read_group
from naadloos.execution.bpv_proposals import MATCHING, cohort_of, dump
from naadloos.jobs.beside import Beside
from naadloos.jobs.models import Job
from naadloos.jobs.registry import JobFailedError, JobKind, JobStoppedError, register
from naadloos.routes.portable import build_document
from naadloos.routes.registry import provider_of
from naadloos.routes.rules import may_edit_step

if TYPE_CHECKING:
    from naadloos.jobs.runner import Work

STEP = 10
# How often the search is asked for news, in seconds.
TICK = 0.25
# What is looked at in each part, in the order of the engine.
_LINES = (
    gettext_noop("Nakijken of wie al een plek heeft, die kan houden."),
    gettext_noop("Zoveel mogelijk leerlingen een plek geven."),
    gettext_noop("Wensen van leerlingen vervullen."),
    gettext_noop("Zoveel mogelijk hetzelfde bedrijf in de volgende periode."),
    gettext_noop("Zo weinig mogelijk reizen."),
)


def _may(user: Any, subject: str) -> bool:
    """Start, stop and see: a proposal is about pupils, so it is for who may write in step 10."""
    cohort = cohort_of(subject)
    return cohort is not None and may_edit_step(user, cohort.route, provider_of(STEP).editors)


def _page(job: Job) -> str:
    cohort = cohort_of(job.subject)
    if cohort is None:
        return reverse("home")
    return f"{reverse('bpv_proposal', args=[cohort.route_id])}?groep={cohort.start_year}"


def _run(work: "Work") -> dict[str, Any]:
    cohort = cohort_of(work.subject)
    if cohort is None:
        raise JobFailedError(_("Deze groep is er niet meer."))
    group = read_group(cohort.route, build_document(cohort.route), cohort)
    problem = build_problem(group, on=localdate())
    return dump(problem, _search(work, problem))


def _search(work: "Work", problem: Problem) -> Found:
    """Raises JobStoppedError, with what was found by then."""
    control = Control()
    beside = Beside(lambda: find(problem, control=control), f"bpv-{work.job.pk}")
    try:
        while beside.going:
            work.report(_(_LINES[min(control.settled, PARTS - 1)]), control.settled, PARTS)
            if work.stop_asked():
                # What the solver works on cannot be broken off: its thread ends by itself after that part.
                best = control.best
                raise JobStoppedError(None if best is None else dump(problem, best))
            beside.wait(TICK)
    finally:
        control.stop()
    return beside.result()


def register_kinds() -> None:
    register(
        JobKind(
            name=MATCHING,
            title=gettext_lazy("Leerlingen aan bedrijven koppelen"),
            run=_run,
            may_start=_may,
            may_see=_may,
            page=_page,
            back=_page,
            restartable=True,
            stop=gettext_lazy("Stop en houd het beste"),
        )
    )
