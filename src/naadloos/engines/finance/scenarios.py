"""Low, mid and high: the same sheet with figures at the low and the high that were said with them."""

from dataclasses import dataclass

from naadloos.engines.finance.outcome import Outcome
from naadloos.engines.finance.reach import said_bounds
from naadloos.engines.finance.sheet import Input


@dataclass(frozen=True, slots=True)
class Scenarios:
    """Three outcomes of which every sum can be read and opened. ``moved``: the figures that differ between them.

    Low is every figure at its low: fewer pupils, and lower costs too. It is not the worst that can happen.
    """

    low: Outcome
    mid: Outcome
    high: Outcome
    moved: tuple[Input, ...]


def scenarios(outcome: Outcome, *, volume_only: bool = False) -> Scenarios:
    """Move all figures that have a low or a high; or only those that say how many pupils there are.

    What is empty stays unknown.
    """
    bounds = {
        each.id: found
        for each in outcome.sheet.inputs
        if (each.volume or not volume_only) and (found := said_bounds(each)) is not None
    }
    return Scenarios(
        outcome.again({id: each.low for id, each in bounds.items()}),
        outcome,
        outcome.again({id: each.high for id, each in bounds.items()}),
        tuple(each for each in outcome.sheet.inputs if each.id in bounds),
    )
