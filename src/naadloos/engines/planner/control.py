"""A hand on a search that runs in another thread: stop it, or ask how good it is by now."""

from typing import Protocol

from naadloos.engines.planner.types import PlanResult


class Running(Protocol):
    """A search that can be stopped and asked."""

    def stop(self) -> None: ...

    def now(self) -> PlanResult | None: ...


class Control:
    """Give it to ``plan`` or ``alternatives`` and keep it; every method may be called from any thread."""

    def __init__(self) -> None:
        self._search: Running | None = None
        self.stopped = False

    def follow(self, search: Running) -> None:
        """The search that is going on from here; one that was asked to stop before, stops at once."""
        self._search = search
        if self.stopped:
            search.stop()

    def stop(self) -> None:
        """Ask for an end with the best so far. A solver between two parts may miss it: ask again until it ended."""
        self.stopped = True
        if self._search is not None:
            self._search.stop()

    def best(self) -> PlanResult | None:
        """The best plan so far, with its bound and gap as they are now; None as long as there is none."""
        return None if self._search is None else self._search.now()
