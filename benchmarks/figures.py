"""One measured figure, and timing."""

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    benchmark: str
    what: str
    method: str
    value: float
    unit: str


def fastest(work: Callable[[], object], times: int) -> float:
    """Seconds of the fastest of ``times`` runs: what else the machine does only ever makes a run slower."""
    best = float("inf")
    for _ in range(times):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best
