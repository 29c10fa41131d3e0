"""Which figure moves a sum most: one figure at a time, all others as they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from naadloos.engines.finance.outcome import Outcome
from naadloos.engines.finance.reach import STATED_SHARE, figures, said_bounds, stated_bounds
from naadloos.engines.finance.sheet import Input, added


@dataclass(frozen=True, slots=True)
class Bar:
    """``low`` and ``high``: the sum with the figure at its low and at its high.

    ``inputs``: the figure, with one input for each year in which it is read. ``stated``: nobody said how far it may
    lie, so it was moved by a share of itself.
    """

    inputs: tuple[Input, ...]
    low: Decimal | None
    high: Decimal | None
    stated: bool

    @property
    def swing(self) -> Decimal:
        """How far the ends lie apart; nothing when one of them cannot be computed."""
        return Decimal(0) if self.low is None or self.high is None else abs(self.high - self.low)


@dataclass(frozen=True, slots=True)
class Tornado:
    """``middle``: the sum as it is. ``share``: by which a figure was moved of which nobody said how far it may lie."""

    middle: Decimal | None
    share: Decimal
    bars: tuple[Bar, ...]


def tornado(outcome: Outcome, cells: Sequence[str], *, share: Decimal = STATED_SHARE) -> Tornado:
    """The bars of one cell, or of cells that are added (see ``Outcome.over_years``), the largest swing first.

    A confirmed figure of which nothing was said does not move. Without a known sum there is nothing to compare.
    """
    middle = added(outcome.sheet.values, cells)
    if middle is None:
        return Tornado(None, share, ())
    below = outcome.sheet.below(*cells)
    bars: list[Bar] = []
    for group in figures(each for each in outcome.sheet.inputs if each.id in below):
        said = [said_bounds(each) for each in group]
        bounds = [found or stated_bounds(each, share) for each, found in zip(group, said, strict=True)]
        moved = [(each.id, found) for each, found in zip(group, bounds, strict=True) if found is not None]
        if moved:
            low = added(outcome.sheet.again({id: found.low for id, found in moved}, below), cells)
            high = added(outcome.sheet.again({id: found.high for id, found in moved}, below), cells)
            bars.append(Bar(group, low, high, stated=not any(said)))
    return Tornado(middle, share, tuple(sorted(bars, key=lambda bar: bar.swing, reverse=True)))
