"""How far a running job is, where others can read it while the job is in the middle of a transaction.

What a transaction writes is invisible until it ends, and SQLite lets nobody else write in the meantime. So with SQLite,
which means one machine, progress, heartbeat and the wish to stop are small files in the data folder. PostgreSQL can
have more machines and lets a second connection write, so there they are columns of the job.
"""

import contextlib
import json
import os
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.utils import timezone

from naadloos.jobs.models import Job


@dataclass(frozen=True, slots=True)
class Progress:
    line: str = ""
    done: int | None = None
    total: int | None = None

    @property
    def percent(self) -> int | None:
        """None when it is not known how much there is to do."""
        if not self.total or self.done is None:
            return None
        return min(100, self.done * 100 // self.total)


class Board(Protocol):
    def publish(self, job: UUID, attempt: int, progress: Progress) -> None:
        """Say how far a job is, and that its worker lives."""

    def read(self, job: Job) -> tuple[Progress, datetime | None]:
        """How far a running job is, and when its worker last said so."""

    def ask_stop(self, job: UUID) -> None: ...

    def stop_asked(self, job: UUID) -> bool: ...

    def clear(self, job: UUID) -> None:
        """The job has ended; what counts is in its row."""


class FileBoard:
    """A file per job; written beside and renamed, so that a reader never sees half a file."""

    def _path(self, job: UUID, end: str) -> Path:
        folder = Path(settings.DATA) / "taken"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder / f"{job}.{end}"

    def publish(self, job: UUID, attempt: int, progress: Progress) -> None:
        fresh = self._path(job, f"{attempt}.{os.getpid()}.nieuw")
        fresh.write_text(json.dumps(asdict(progress)), encoding="utf-8")
        fresh.replace(self._path(job, "json"))

    def read(self, job: Job) -> tuple[Progress, datetime | None]:
        path = self._path(job.pk, "json")
        try:
            seen = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            progress = Progress(**json.loads(path.read_text(encoding="utf-8")))
        except FileNotFoundError:
            return Progress(job.line, job.done, job.total), job.heartbeat
        return progress, max(seen, job.heartbeat or seen)

    def ask_stop(self, job: UUID) -> None:
        self._path(job, "stop").touch()

    def stop_asked(self, job: UUID) -> bool:
        return self._path(job, "stop").exists()

    def clear(self, job: UUID) -> None:
        for end in ("json", "stop"):
            with contextlib.suppress(FileNotFoundError):
                self._path(job, end).unlink()


class RowBoard:
    """The columns of the job itself. The worker writes them from a thread, which has its own connection."""

    def publish(self, job: UUID, attempt: int, progress: Progress) -> None:
        found = Job.objects.filter(pk=job, attempt=attempt, state=Job.State.RUNNING)
        found.update(heartbeat=timezone.now(), **asdict(progress))

    def read(self, job: Job) -> tuple[Progress, datetime | None]:
        return Progress(job.line, job.done, job.total), job.heartbeat

    def ask_stop(self, job: UUID) -> None:
        Job.objects.filter(pk=job, state__in=Job.UNFINISHED).update(stop_asked=True)

    def stop_asked(self, job: UUID) -> bool:
        return Job.objects.filter(pk=job, stop_asked=True).exists()

    def clear(self, job: UUID) -> None:
        """The row holds what it must."""


def board() -> Board:
    return FileBoard() if connection.vendor == "sqlite" else RowBoard()
