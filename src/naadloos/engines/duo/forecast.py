"""How many pupils a route may expect: low, middle and high, with what each rests on.

The middle is the mean of the last three known years, times the share of pupils that people expect to choose the route.
Low and high take the smallest and the largest of those years with what is hidden in them, the low and the high share,
and then what chance alone does to a small number: the 10 and 90 per cent points of a Poisson count. So four times out
of five the number lies between low and high, if the years to come are like these.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from naadloos.engines.duo.counts import Count

LAST_YEARS = 3
_LOW, _HIGH = 0.1, 0.9


@dataclass(frozen=True, slots=True)
class Forecast:
    """For one group: expected pupils. ``years`` are those that it rests on."""

    low: int
    middle: int
    high: int
    years: tuple[int, ...]


def forecast(history: dict[int, Count], *, low: int, middle: int, high: int) -> Forecast | None:
    """The pupils of one group; ``low``, ``middle`` and ``high`` are shares in per cent, 0 to 100, in that order.

    None when no year is known: then there is nothing to expect. Raises ValueError for shares out of order.
    """
    if not 0 <= low <= middle <= high <= 100:
        raise ValueError("the shares must rise from 0 to 100")
    years = sorted(history)[-LAST_YEARS:]
    if not years:
        return None
    counts = [history[year] for year in years]
    mean = sum(count.middle for count in counts) / len(counts)
    least, most = min(count.low for count in counts), max(count.high for count in counts)
    return Forecast(
        _point(_LOW, least * low / 100),
        int(Decimal(mean * middle / 100).quantize(Decimal(1), ROUND_HALF_UP)),
        _point(_HIGH, most * high / 100),
        tuple(years),
    )


def _point(part: float, expected: float) -> int:
    """Nobody is expected of nobody; a Poisson count has no points at zero."""
    # Loading it takes over a second, and few pages need it.
    from scipy.stats import poisson

    return int(poisson.ppf(part, expected)) if expected > 0 else 0
