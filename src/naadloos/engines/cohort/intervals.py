"""What a share of a small group says, and what chance alone does to it. Shares are parts from 0 to 1.

Counts may be intervals (a hidden cell, an unknown destination): then the result holds every count in them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

import numpy as np
import numpy.typing as npt

LEVEL = 0.95
_FEW = 1e-12


@dataclass(frozen=True, slots=True)
class Band:
    """Between ``low`` and ``high``, both parts from 0 to 1."""

    low: float
    high: float


@lru_cache(maxsize=20_000)
def wilson(low: int, of: int, high: int | None = None, *, level: float = LEVEL) -> Band:
    """Wilson's interval of ``low`` out of ``of``; with ``high`` the interval that covers all counts in between.

    Never Wald: it fails for the sizes of these groups (monitoring.md B.6). Raises ValueError without anybody to count.
    Kept, because a page of one route asks for about a hundred, the same ones at every visit.
    """
    from statsmodels.stats.proportion import proportion_confint

    most = low if high is None else high
    if of <= 0 or not 0 <= low <= most <= of:
        raise ValueError("a share needs 0 <= low <= high <= of, and of above 0")
    least, _ = proportion_confint(low, of, alpha=1 - level, method="wilson")
    _, greatest = proportion_confint(most, of, alpha=1 - level, method="wilson")
    return Band(max(float(least), 0.0), min(float(greatest), 1.0))


def wilson_many(hits: npt.NDArray[np.int64], of: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.float64], ...]:
    """Wilson's intervals of whole columns; not a number where there is nobody to count."""
    from statsmodels.stats.proportion import proportion_confint

    with np.errstate(divide="ignore", invalid="ignore"):
        low, high = proportion_confint(hits.astype(float), of.astype(float), alpha=1 - LEVEL, method="wilson")
    return np.where(of > 0, low, np.nan), np.where(of > 0, high, np.nan)


def exact_chance(hits: int, of: int, expected: float) -> float:
    """The two-sided chance of a count at least this unlikely when the true share is ``expected``."""
    from scipy.stats import binomtest

    return float(binomtest(hits, of, expected).pvalue)


def difference_chance(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Fisher's exact chance that two groups (hits, of) differ this much when nothing differs between them."""
    from scipy.stats import fisher_exact

    table = [[one[0], one[1] - one[0]], [other[0], other[1] - other[0]]]
    return float(fisher_exact(table).pvalue)


def distribution(parts: Sequence[tuple[int, float]]) -> npt.NDArray[np.float64]:
    """The chance of each total when several groups (people, chance of a hit) are put together: Poisson-binomial."""
    result: npt.NDArray[np.float64] = np.array([1.0])
    for people, chance in parts:
        result = np.convolve(result, _binomial(people, chance))
    return result


def _binomial(people: int, chance: float) -> npt.NDArray[np.float64]:
    from scipy.stats import binom

    result: npt.NDArray[np.float64] = binom.pmf(np.arange(people + 1), people, chance)
    return result


@dataclass(frozen=True, slots=True)
class Standardised:
    """Own hits beside what the national shares let expect for the same mix of pupils (indirect standardisation).

    ``points``: own minus expected in percentage points; ``chance``: of a difference this unlikely by chance alone.
    ``left_out``: pupils of a kind for which there is no national share.
    """

    hits: int
    of: int
    expected: float
    points: float
    chance: float
    left_out: int


def standardise(strata: Sequence[tuple[int, int, float | None]]) -> Standardised | None:
    """``strata``: (hits, people, national share) per kind of pupil; None when no kind has a national share."""
    known = [(hits, of, share) for hits, of, share in strata if share is not None and of]
    of = sum(people for _hits, people, _share in known)
    if not of:
        return None
    hits = sum(each for each, _people, _share in known)
    expected = sum(people * share for _hits, people, share in known)
    chances = distribution([(people, share) for _hits, people, share in known])
    # As unlikely as what was found, or more so, on either side.
    chance = float(chances[chances <= chances[hits] * (1 + 1e-7)].sum())
    left_out = sum(people for _hits, people, share in strata if share is None)
    return Standardised(hits, of, expected, 100 * (hits - expected) / of, min(chance, 1.0), left_out)


def power(of: int, now: float, gain: float, *, level: float = LEVEL) -> float:
    """The chance to notice that a share went from ``now`` to ``now + gain`` with ``of`` pupils (exact two-sided test).

    >>> [round(power(n, 0.75, 0.10), 2) for n in (40, 80, 120, 160)]
    [0.26, 0.58, 0.74, 0.89]
    """
    before, after = _binomial(of, now), _binomial(of, min(max(now + gain, 0.0), 1.0))
    order = np.argsort(before, kind="stable")
    # The exact two-sided chance of each count: of all counts that are as unlikely or more so.
    sums = np.cumsum(before[order])
    ranks = np.searchsorted(before[order], before * (1 + 1e-7), side="right") - 1
    noticed = sums[ranks] <= 1 - level
    return float(after[noticed].sum())


def pupils_needed(share: float, half_width: float) -> int:
    """How many pupils give an interval of plus and minus ``half_width`` around ``share`` (both parts).

    >>> pupils_needed(0.8, 0.1)
    62
    """
    from scipy.stats import norm

    z = float(norm.ppf(0.5 + LEVEL / 2))
    # Less than a whole pupil more is a whole pupil more.
    return ceil(z * z * share * (1 - share) / (half_width * half_width) - _FEW)


@dataclass(frozen=True, slots=True)
class FunnelPoint:
    """Where a group of ``of`` pupils lies by chance alone in 95 and in 99.8 of 100 cases, as parts."""

    of: int
    low_95: float
    high_95: float
    low_998: float
    high_998: float


def funnel(shares_of: Sequence[int], middle: float) -> list[FunnelPoint]:
    """Binomial limits around a common share for groups of these sizes, in rising order."""
    from scipy.stats import binom

    found = []
    for of in sorted(set(shares_of)):
        points = [float(binom.ppf(part, of, middle)) / of for part in (0.025, 0.975, 0.001, 0.999)]
        found.append(FunnelPoint(of, *points))
    return found
