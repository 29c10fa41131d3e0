"""Reading jobs: the latest of a subject, one that a person may see, and what a page shows of it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from naadloos.jobs.board import Progress, board
from naadloos.jobs.models import Job
from naadloos.jobs.registry import is_known, kind_of

# Waiting longer than this means that no worker is there, or all have work.
LONG = timedelta(seconds=20)


@dataclass(frozen=True, slots=True)
class ShownJob:
    """A job for ``components/job.html``."""

    id: UUID
    title: str
    state: str
    state_label: str
    unfinished: bool
    failed: bool
    line: str
    percent: int | None
    error: str
    actor_name: str
    may_stop: bool
    stop: str
    stopping: bool
    page: str
    back: str

    @property
    def news(self) -> str:
        """What a screen reader should hear: in steps of ten, so that it is not one long count."""
        tens = "" if self.percent is None else f" {self.percent // 10 * 10}%"
        return f"{self.title}: {self.state_label}{tens}"


def job_for(kind: str, subject: str) -> Job | None:
    """The latest job of this kind on this subject, finished or not."""
    return Job.objects.filter(kind=kind, subject=subject).order_by("-asked_at", "-pk").first()


def get_job_for(user: Any, pk: UUID) -> Job:
    """Raises Http404 for who may not see the subject, also when the job is there."""
    job = Job.objects.filter(pk=pk).first()
    if job is None or not is_known(job.kind) or not kind_of(job.kind).may_see(user, job.subject):
        raise Http404
    return job


def shown(job: Job, user: Any) -> ShownJob:
    kind = kind_of(job.kind)
    running = job.state == Job.State.RUNNING
    progress = board().read(job)[0] if running else Progress(job.line, job.done, job.total)
    stopping = job.unfinished and (job.stop_asked or board().stop_asked(job.pk))
    return ShownJob(
        id=job.pk,
        title=str(kind.title),
        state=job.state,
        state_label=str(job.get_state_display()),
        unfinished=job.unfinished,
        failed=job.state == Job.State.FAILED,
        line=_line(job, progress, stopping),
        percent=progress.percent,
        error=job.error,
        actor_name=job.actor_name,
        may_stop=job.unfinished and not stopping and kind.may_start(user, job.subject),
        stop=str(kind.stop) or _("Stop"),
        stopping=stopping,
        page="" if job.unfinished or job.state == Job.State.FAILED else kind.page(job),
        back=kind.back(job),
    )


def _line(job: Job, progress: Progress, stopping: bool) -> str:
    if stopping:
        return _("De taak stopt. Dat kan even duren.")
    if job.state != Job.State.WAITING:
        return progress.line
    if timezone.now() - job.asked_at > LONG:
        return _(
            "De taak wacht nog. Alle werkers zijn bezig, of er draait er geen. Duurt het lang, vraag de beheerder."
        )
    return _("De taak begint zo.")
