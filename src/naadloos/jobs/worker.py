"""The worker: takes jobs from the queue one after the other, until it is told to leave.

The queue and the claiming of a task are those of django-tasks-db. An idle worker only reads. With ``parent`` it leaves
when the process that started it is gone, so that no worker stays behind.
"""

import logging
import os
import signal
import socket
import threading
import time
from collections.abc import Callable
from types import FrameType

from django.db import DatabaseError, close_old_connections
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from naadloos.jobs import actions, registry, runner

logger = logging.getLogger(__name__)

PAUSE = 0.5
CARE = 10.0
PRUNE = 3600.0
DAILY = 24 * PRUNE


def _batch(worker_id: str) -> Worker:
    return Worker(
        queue_names=["default"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=worker_id,
        excluded_queue_names=[],
    )


class _Leave:
    """Turns a signal into an end: at once between jobs, and out of a running job."""

    def __init__(self) -> None:
        self.asked = threading.Event()
        self.at_work = False
        self.batch: Worker | None = None

    def __call__(self, number: int, frame: FrameType | None) -> None:
        self.asked.set()
        if self.batch is not None:
            # It takes what a job raises for a failure of that job, and would go on with the next: this very one.
            self.batch.running = False
        if self.at_work:
            # Only once; a second signal must not break off what the first one set going.
            self.at_work = False
            raise runner.WorkerLeavesError


def run_waiting(worker_id: str = "in-process", leave: _Leave | None = None) -> None:
    """Run what waits, in this process and thread, and come back; ``leave`` makes it come back before all is done."""
    if DBTaskResult.objects.ready().exists():
        batch = _batch(worker_id)
        if leave is not None:
            leave.batch = batch
        batch.run()


def work(*, parent: int | None = None) -> None:
    """Work until SIGTERM or SIGINT, or until the parent is gone."""
    leave = _Leave()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, leave)
    name = f"{socket.gethostname()[:20]}-{os.getpid()}-{get_random_string(6)}"
    duties = [_Duty(actions.recover, CARE), _Duty(actions.prune, PRUNE)]
    duties += [_Duty(run, DAILY) for run in registry.daily()]
    while not leave.asked.is_set() and (parent is None or os.getppid() == parent):
        close_old_connections()
        try:
            for duty in duties:
                duty.when_due()
            leave.at_work = True
            run_waiting(name, leave)
        except runner.WorkerLeavesError:
            break
        except DatabaseError:
            # The database is busy or away for a moment. The queue is still there when it is back.
            logger.warning("the worker could not reach the database", exc_info=True)
            leave.asked.wait(5)
        finally:
            leave.at_work = False
        leave.asked.wait(PAUSE)


class _Duty:
    """Something that the worker does now and then."""

    def __init__(self, do: Callable[[], None], every: float) -> None:
        self.do, self.every, self.last = do, every, float("-inf")

    def when_due(self) -> None:
        if time.monotonic() - self.last >= self.every:
            self.last = time.monotonic()
            self.do()
