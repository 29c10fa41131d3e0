"""Running one job: take it up, call the function of its kind, keep what came of it.

No transaction is open around the function. While it runs, a thread publishes progress and heartbeat twice a second and
looks whether a stop was asked; so ``report`` and ``stop_asked`` cost the function next to nothing.
"""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.db import DatabaseError, connections, models, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from naadloos.jobs.board import Board, Progress, board
from naadloos.jobs.models import Job
from naadloos.jobs.registry import JobFailedError, JobStoppedError, is_known, kind_of

logger = logging.getLogger(__name__)

BEAT = 0.5
MOST_ATTEMPTS = 3
# Off in tests, where the database of the test can be seen from its own thread only.
beat_in_thread: ContextVar[bool] = ContextVar("beat_in_thread", default=True)


class WorkerLeavesError(BaseException):
    """The worker must end while it runs a job; raised by the worker's signal handler."""


@dataclass
class Work:
    """What the function of a kind gets."""

    job: Job
    board: Board
    threaded: bool
    progress: Progress = field(default_factory=Progress)
    _stop: bool = False

    @property
    def actor(self) -> Any:
        """Who asked; None when that account is gone."""
        return self.job.actor

    @property
    def subject(self) -> str:
        return self.job.subject

    @property
    def arguments(self) -> dict[str, Any]:
        return dict(self.job.arguments)

    def report(self, line: str, done: int | None = None, total: int | None = None) -> None:
        """Say how far it is, in a line for people. May be called as often as one likes."""
        self.progress = Progress(line[:300], done, total)
        if not self.threaded:
            self.beat()

    def stop_asked(self) -> bool:
        return self._stop

    def beat(self) -> None:
        self.board.publish(self.job.pk, self.job.attempt, self.progress)
        self._stop = self._stop or self.board.stop_asked(self.job.pk)


@task()
def run_job(job_id: str) -> None:
    """The one task that the queue knows."""
    job = _take(job_id)
    if job is None:
        return
    with translation.override(job.language):
        _run(job)


def enqueue(job: Job) -> None:
    """Put a job in the queue; it is there when the transaction is committed, together with the job."""
    run_job.enqueue(str(job.pk))


def _take(job_id: str) -> Job | None:
    """Claim a waiting job; None when it was stopped, or somebody else has it."""
    now = timezone.now()
    taken = Job.objects.filter(pk=job_id, state=Job.State.WAITING).update(
        state=Job.State.RUNNING, started_at=now, heartbeat=now, attempt=models.F("attempt") + 1
    )
    return Job.objects.select_related("actor").get(pk=job_id) if taken else None


def _run(job: Job) -> None:
    place = board()
    work = Work(job, place, beat_in_thread.get())
    work.beat()
    try:
        with _beating(work):
            result = kind_of(job.kind).run(work)
    except JobStoppedError as stopped:
        finish(job, Job.State.STOPPED, work.progress, result=stopped.result)
    except JobFailedError as error:
        finish(job, Job.State.FAILED, work.progress, error=str(error))
    except WorkerLeavesError:
        release(job)
        raise
    except Exception:
        logger.exception("job %s (%s) failed", job.pk, job.kind)
        text = _("Er ging iets mis in Naadloos. Probeer het nog eens. Gebeurt het weer, meld het dan aan de beheerder.")
        finish(job, Job.State.FAILED, work.progress, error=text)
    else:
        finish(job, Job.State.DONE, work.progress, result=result)


@contextmanager
def _beating(work: Work) -> Iterator[None]:
    if not work.threaded:
        yield
        return
    over = threading.Event()

    def beat() -> None:
        try:
            while not over.wait(BEAT):
                try:
                    work.beat()
                except (DatabaseError, OSError):
                    logger.warning("progress of job %s could not be written", work.job.pk, exc_info=True)
        finally:
            connections.close_all()

    thread = threading.Thread(target=beat, name=f"job-{work.job.pk}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def finish(job: Job, state: str, progress: Progress, *, result: Any = None, error: str = "") -> bool:
    """Keep the end of this attempt; False when the job was given to another worker in the meantime."""
    found = Job.objects.filter(pk=job.pk, attempt=job.attempt, state__in=Job.UNFINISHED).update(
        state=state,
        line=progress.line,
        done=progress.done,
        total=progress.total,
        result=result,
        error=error,
        ended_at=timezone.now(),
    )
    board().clear(job.pk)
    return bool(found)


@transaction.atomic
def release(job: Job) -> None:
    """A worker left its job halfway: begin anew when the kind can, else say that it failed."""
    if is_known(job.kind) and kind_of(job.kind).restartable and job.attempt < MOST_ATTEMPTS:
        again = Job.objects.filter(pk=job.pk, attempt=job.attempt, state=Job.State.RUNNING)
        if again.update(state=Job.State.WAITING, heartbeat=None):
            enqueue(job)
        return
    with translation.override(job.language):
        text = _("De taak is afgebroken, omdat de server stopte. Er is niets half opgeslagen. Start haar opnieuw.")
        finish(job, Job.State.FAILED, Progress(job.line, job.done, job.total), error=text)
