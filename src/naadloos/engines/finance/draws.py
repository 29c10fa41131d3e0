"""How far the sums may lie when the uncertain figures vary together: P10, P50 and P90 of many draws.

- A share with counts behind it (k of n) is drawn from the Beta distribution with k + 1 and n - k + 1.
- A figure with a low or a high is drawn from the PERT distribution: a Beta between low and high, with its top at the
  value and weight 4 for it. Where low, value and high are whole numbers of pupils, so is what is drawn.
- All other figures are fixed, and the cells that only they reach keep their exact value.

The same evidence is one unknown: all years of one figure, and shares of one kind with the same counts and source, get
the same draw. Different figures are drawn apart from each other.

This is the only place where money is a floating-point number: it is statistics, and nobody signs it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from naadloos.engines.finance.expressions import to_cents
from naadloos.engines.finance.outcome import Outcome
from naadloos.engines.finance.reach import said_bounds
from naadloos.engines.finance.sheet import Input
from naadloos.engines.finance.terms import Distribution, Unit

if TYPE_CHECKING:
    import numpy as np

    from naadloos.engines.finance.vectors import Array

DRAWS = 10_000
_PERCENTS = (10, 50, 90)
_WEIGHT = 4


@dataclass(frozen=True, slots=True)
class Band:
    """Of one sum: one in ten draws is below ``low``, half below ``middle``, one in ten above ``high``; None is unknown.

    ``unknown``: the number of draws in which the sum cannot be computed; when there are any, so is the band.
    """

    low: Decimal | None
    middle: Decimal | None
    high: Decimal | None
    unknown: int


@dataclass(frozen=True, slots=True)
class Draws:
    """``drawn``: how each figure that varies was drawn."""

    bands: tuple[Band, ...]
    drawn: tuple[tuple[Input, Distribution], ...]
    count: int
    seed: int


def draws(outcome: Outcome, chosen: Sequence[tuple[str, ...]], *, count: int = DRAWS, seed: int = 1) -> Draws:
    """A band for each of the chosen sums (see ``Outcome.over_years``). The same seed gives the same draws."""
    import numpy as np

    from naadloos.engines.finance.vectors import compute

    below = outcome.sheet.below(*(id for ids in chosen for id in ids))
    varying = [(each, how) for each in outcome.sheet.inputs if each.id in below and (how := distribution(each))]
    generator = np.random.default_rng(seed)
    seen: dict[tuple[object, ...], Array] = {}
    drawn: dict[str, Array] = {}
    for each, how in varying:
        evidence = _evidence(each, how)
        if evidence not in seen:
            seen[evidence] = _draw(each, how, generator, count)
        drawn[each.id] = seen[evidence]
    values = compute(outcome.sheet, drawn, chosen, count)
    return Draws(tuple(map(_band, values)), tuple(varying), count, seed)


def distribution(input: Input) -> Distribution | None:
    """How a figure varies; None: it is fixed, or empty."""
    if input.value is None:
        return None
    if input.observed is not None and input.observed[1] > 0 and input.unit is Unit.SHARE:
        return Distribution.BETA
    bounds = said_bounds(input)
    return Distribution.PERT if bounds is not None and bounds.low < bounds.high else None


def _evidence(input: Input, how: Distribution) -> tuple[object, ...]:
    """What says that two figures are the same unknown. The first part of a key is the kind of figure."""
    if how is Distribution.BETA:
        return (how, input.key.split(".", 1)[0], input.source, input.observed)
    return (how, input.key, input.of, input.partner, input.value, input.low, input.high)


def _draw(input: Input, how: Distribution, generator: "np.random.Generator", count: int) -> "Array":
    import numpy as np

    if how is Distribution.BETA and input.observed is not None:
        observed, whole = input.observed
        return generator.beta(observed + 1, whole - observed + 1, count)
    bounds = said_bounds(input)
    if bounds is None or input.value is None:
        raise ValueError(input.id)
    low, top, high = (float(each) for each in (bounds.low, input.value, bounds.high))
    width = high - low
    found = low + width * generator.beta(1 + _WEIGHT * (top - low) / width, 1 + _WEIGHT * (high - top) / width, count)
    whole_pupils = input.unit is Unit.PUPILS and all(each % 1 == 0 for each in (*bounds, input.value))
    return np.rint(found) if whole_pupils else found


def _band(values: "Array") -> Band:
    import numpy as np

    unknown = int(np.isnan(values).sum())
    if unknown:
        return Band(None, None, None, unknown)
    low, middle, high = (to_cents(Decimal(str(each))) for each in np.percentile(values, _PERCENTS))
    return Band(low, middle, high, 0)
