"""The workers that belong to a web server: child processes that start with it, end with it and are replaced when they
die. Needs no Django; each worker is the command ``naadloos worker``."""

import contextlib
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterator

logger = logging.getLogger(__name__)

# A worker that cannot start is not tried in a tight circle.
PAUSE = 2.0
# A job has so long to roll back when the server stops.
PATIENCE = 10.0


class _Keeper:
    """Keeps one worker alive."""

    def __init__(self) -> None:
        self.leaving = threading.Event()
        self.process = self._start()
        self.thread = threading.Thread(target=self._keep, name="worker-keeper", daemon=True)
        self.thread.start()

    def _start(self) -> "subprocess.Popen[bytes]":
        return subprocess.Popen([sys.executable, "-m", "naadloos.cli", "worker", "--parent", str(os.getpid())])

    def _keep(self) -> None:
        while not self.leaving.wait(PAUSE):
            if self.process.poll() is not None:
                logger.warning("a worker ended with code %s and is started again", self.process.returncode)
                self.process = self._start()

    def end(self) -> None:
        self.leaving.set()
        self.thread.join()
        with contextlib.suppress(ProcessLookupError):
            self.process.terminate()

    def wait(self) -> None:
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@contextlib.contextmanager
def workers(number: int) -> Iterator[None]:
    keepers = [_Keeper() for _ in range(number)]
    try:
        yield
    finally:
        for keeper in keepers:
            keeper.end()
        for keeper in keepers:
            keeper.wait()
