"""How far a figure may lie from its value, and which inputs are one figure: what the studies share."""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from naadloos.engines.finance.limits import MOST
from naadloos.engines.finance.sheet import Input
from naadloos.engines.finance.terms import FigureStatus

# How far a figure is moved when nobody said how far it may lie.
STATED_SHARE = Decimal("0.1")


class Bounds(NamedTuple):
    low: Decimal
    high: Decimal


def said_bounds(input: Input) -> Bounds | None:
    """What was said with the figure; a side of which nothing was said is the value itself. None: nothing was said.

    A figure without a value has none: it stays unknown, whatever its bounds.
    """
    if input.value is None or (input.low is None and input.high is None):
        return None
    return Bounds(
        input.value if input.low is None else input.low,
        input.value if input.high is None else input.high,
    )


def stated_bounds(input: Input, share: Decimal) -> Bounds | None:
    """A share of the value on both sides, for a figure that is not sure and of which nothing was said.

    None for what is confirmed: a weight that a regulation prints, or an agreement, does not move by itself.
    """
    if input.value is None or input.status is FigureStatus.CONFIRMED:
        return None
    return Bounds(input.value * (1 - share), min(input.value * (1 + share), MOST[input.unit]))


def figures(inputs: Iterable[Input]) -> tuple[tuple[Input, ...], ...]:
    """Inputs that are one figure: the values of one parameter of one partner, whatever the year."""
    found: dict[tuple[str, str, str], list[Input]] = {}
    for each in inputs:
        found.setdefault((each.key, each.of, each.partner), []).append(each)
    return tuple(map(tuple, found.values()))
