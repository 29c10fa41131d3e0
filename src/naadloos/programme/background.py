"""The job that makes a plan: the first valid plan is kept at once, then each better one, then clearly other ones.

The search runs in a thread of its own, so that this one can write what was found, tell how far it is and hear that it
must stop. Everything that is found goes to the proposals, never to the board. After a restart the job goes on from the
best that it kept.
"""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naadloos.engines.planner import Control, PlanProblem, PlanResult, alternatives, plan
from naadloos.jobs.beside import Beside
from naadloos.jobs.models import Job
from naadloos.jobs.registry import JobFailedError, JobKind, JobStoppedError, register
from naadloos.programme.problem import PlanMode, build_plan_problem, placements_of
from naadloos.programme.proposals import PLAN, best_so_far, store_proposal
from naadloos.programme.signature import signature_of
from naadloos.programme.stored import dump_reason, dump_result, progress_words, read_placements
from naadloos.routes.background import may_see, route_of
from naadloos.routes.models import Route
from naadloos.routes.portable import build_document
from naadloos.routes.registry import provider_of
from naadloos.routes.rules import may_edit_step

if TYPE_CHECKING:
    from naadloos.jobs.runner import Work

T = TypeVar("T")

STEP = 5
# How often the search is asked for news, and the part of the time that is for other plans than the best.
TICK, OTHERS = 0.25, 0.2
# A job that is taken up again gets at least so many seconds.
LEAST = 2.0
# So long a thread that was asked to stop may take when the worker itself must leave.
LEAVING = 2.0


def _may_start(user: Any, subject: str) -> bool:
    route = route_of(subject)
    return route is not None and may_edit_step(user, route, provider_of(STEP).editors)


def _page(job: Job) -> str:
    return reverse("plan_proposals", args=[job.subject.partition(":")[2]])


class _Making:
    """One run of the job."""

    def __init__(self, work: "Work", route: Route) -> None:
        self.work, self.route, self.control = work, route, Control()
        document, today = build_document(route), localdate()
        self.mode = PlanMode(work.arguments["mode"])
        self.problem: PlanProblem = build_plan_problem(document, on=today, mode=self.mode)
        self.signature = signature_of(document, on=today)
        self.seconds = float(work.arguments["seconds"])
        stored = best_so_far(route, self.signature, work.job)
        mine = stored is not None and stored.result["job"] == str(work.job.pk)
        # What an earlier attempt spent and found, so that a restart does not make the job longer.
        self.spent = float(stored.result["spent"]) if stored and mine else 0.0
        self.steps: list[list[Any]] = list(stored.result["steps"]) if stored and mine else []
        self.start = read_placements(stored.placements) if stored else ()
        if not self.start and self.mode is PlanMode.FEW:
            self.start = placements_of(document)
        self.began = time.monotonic()
        self.kept: tuple[object, object] | None = None

    @property
    def elapsed(self) -> float:
        return self.spent + time.monotonic() - self.began

    def run(self) -> dict[str, Any]:
        self.work.report(_("De planner zoekt een eerste plan."), 0, int(self.seconds))
        best = self._in_thread(
            lambda: plan(
                self.problem,
                seconds=max(LEAST, self.seconds * (1 - OTHERS) - self.spent),
                start=self.start,
                control=self.control,
                repeatable=False,
            ),
            self._news,
        )
        if not best.placements:
            return {"status": best.status.value, "reasons": [dump_reason(reason) for reason in best.reasons]}
        self._keep(best)
        if not self.control.stopped:
            self._others(best)
        return {key: value for key, value in dump_result(best).items() if key != "goals"}

    def _others(self, best: PlanResult) -> None:
        line = _("Het beste plan is gevonden. Nu volgen plannen die duidelijk anders zijn.")

        def tell() -> None:
            self.work.report(line, int(min(self.elapsed, self.seconds)), int(self.seconds))

        left = max(LEAST, min(self.seconds - self.elapsed, self.seconds * OTHERS))
        found = self._in_thread(lambda: alternatives(self.problem, seconds=left, best=best, control=self.control), tell)
        for rank, other in enumerate(found[1:], start=2):
            self._store(rank, other)

    def _in_thread(self, search: Callable[[], T], news: Callable[[], None]) -> T:
        """Run a search beside this thread and give what it gives; ``news`` is called in the meantime."""
        beside = Beside(search, f"plan-{self.work.job.pk}")
        try:
            while beside.going:
                beside.wait(TICK)
                if self.work.stop_asked():
                    self.control.stop()
                news()
        finally:
            if beside.going:
                self.control.stop()
                beside.wait(LEAVING)
        return beside.result()

    def _news(self) -> None:
        """Keep a better plan, and tell how good the best is."""
        best = self.control.best()
        done = int(min(self.elapsed, self.seconds))
        if best is None:
            self.work.report(_("De planner zoekt een eerste plan."), done, int(self.seconds))
            return
        self._keep(best)
        self.work.report(progress_words(dump_result(best)), done, int(self.seconds))

    def _keep(self, best: PlanResult) -> None:
        """Store the best plan when it, or what is proven of it, is other than what was stored."""
        points = str(best.score.points) if best.score else ""
        if self.kept == (points, best.bound):
            return
        if not self.steps or self.steps[-1][1] != points:
            self.steps.append([round(self.elapsed, 1), points])
        self._store(1, best)
        self.kept = (points, best.bound)

    def _store(self, rank: int, found: PlanResult) -> None:
        more = {"spent": round(self.elapsed, 1), "steps": self.steps}
        if not store_proposal(
            job=self.work.job, route=self.route, signature=self.signature, rank=rank, found=found, more=more
        ):
            raise JobFailedError(_("Een andere werker heeft deze taak overgenomen."))


def _run(work: "Work") -> dict[str, Any]:
    route = route_of(work.subject)
    if route is None:
        raise JobFailedError(_("Deze route is er niet meer."))
    making = _Making(work, route)
    answer = making.run()
    if making.control.stopped:
        raise JobStoppedError(answer)
    return answer


def register_kinds() -> None:
    register(
        JobKind(
            name=PLAN,
            title=gettext_lazy("Een plan voor het bord maken"),
            run=_run,
            may_start=_may_start,
            may_see=may_see,
            page=_page,
            back=_page,
            restartable=True,
            stop=gettext_lazy("Stop en houd het beste"),
        )
    )
