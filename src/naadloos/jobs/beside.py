"""A search beside the thread of its job, so that the job can tell how far it is and hear that it must stop."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Beside(Generic[T]):
    """Starts at once. What the search raises is raised by ``result``."""

    def __init__(self, search: Callable[[], T], name: str) -> None:
        self._given: list[T] = []
        self._failed: list[Exception] = []
        self._search = search
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            self._given.append(self._search())
        except Exception as error:  # handed to the thread that waits, which tells the job
            self._failed.append(error)

    @property
    def going(self) -> bool:
        return self._thread.is_alive()

    def wait(self, seconds: float) -> None:
        self._thread.join(seconds)

    def result(self) -> T:
        """What the search gave; call it when it is over."""
        if self._failed:
            raise self._failed[0]
        return self._given[0]
