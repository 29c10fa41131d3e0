"""Starting and stopping jobs, and taking care of jobs whose worker died."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django_tasks_db.models import DBTaskResult

from naadloos.jobs import runner
from naadloos.jobs.board import Progress, board
from naadloos.jobs.models import Job
from naadloos.jobs.registry import kind_of

# A worker that said nothing for so long is taken for dead.
DEAD_AFTER = timedelta(seconds=30)
KEEP = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Started:
    """``new``: False when the same work was going on already; then this is that job."""

    job: Job
    new: bool


@transaction.atomic
def start_job(*, actor: Any, kind: str, subject: str, arguments: dict[str, Any] | None = None) -> Started:
    """Ask for work. Two jobs of one kind on one subject never run together. Raises PermissionDenied."""
    if not kind_of(kind).may_start(actor, subject):
        raise PermissionDenied
    for going in Job.objects.filter(kind=kind, subject=subject, state=Job.State.RUNNING):
        _recover(going)
    try:
        with transaction.atomic():
            job = Job.objects.create(
                kind=kind,
                subject=subject,
                actor=actor,
                actor_name=str(actor)[:120],
                language=translation.get_language() or "nl",
                arguments=arguments or {},
            )
    except IntegrityError:
        # The constraint speaks, not a look beforehand: two people can ask in the same moment.
        return Started(Job.objects.get(kind=kind, subject=subject, state__in=Job.UNFINISHED), new=False)
    runner.enqueue(job)
    return Started(job, new=True)


def stop_job(*, actor: Any, job: Job) -> None:
    """Ask a job to stop; what it has found by then is kept. One that waits stops at once. Raises PermissionDenied."""
    if not kind_of(job.kind).may_start(actor, job.subject):
        raise PermissionDenied
    if not job.unfinished:
        return
    if job.state == Job.State.WAITING and Job.objects.filter(pk=job.pk, state=Job.State.WAITING).update(
        state=Job.State.STOPPED, stop_asked=True, ended_at=timezone.now()
    ):
        return
    board().ask_stop(job.pk)


def recover() -> None:
    """Take care of every job whose worker died. Costs one query when there is none."""
    for job in Job.objects.filter(state=Job.State.RUNNING):
        _recover(job)


def _recover(job: Job) -> None:
    _progress, seen = board().read(job)
    if seen is not None and timezone.now() - seen < DEAD_AFTER:
        return
    if board().stop_asked(job.pk):
        runner.finish(job, Job.State.STOPPED, Progress(job.line, job.done, job.total))
    else:
        runner.release(job)


def prune() -> None:
    """Remove what ended long ago. What a job did is in the history of what it worked on."""
    before = timezone.now() - KEEP
    Job.objects.filter(ended_at__lt=before).delete()
    DBTaskResult.objects.finished().filter(finished_at__lt=before).delete()
