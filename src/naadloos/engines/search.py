"""A hand on a search in another thread."""

from typing import Any


class Control:
    """Give it to ``propose`` and keep it; ``stop`` may be called from any thread."""

    def __init__(self) -> None:
        self.stopped = False
        self._solver: Any = None

    def follow(self, solver: Any) -> None:
        self._solver = solver

    def stop(self) -> None:
        """Ask for an end with the best so far. A search between two parts may miss it: ask again until it ended."""
        self.stopped = True
        if self._solver is not None:
            self._solver.stop_search()
