"""Weigh the features of a pair, and learn from verdicts how to weigh them better.

The shipped weights come from a neutral task, an eindterm that must find its own deeltaak, and from no judged pair.
``learn`` starts from them and moves only as far as verdicts press: a logistic regression with a prior, solved in a
few Newton steps. New weights are used only when, on verdicts that took no part in the fitting, they do at least as
well as the shipped ones; else those stay.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from naadloos.engines.overlap.types import Likelihood, Proposal

# Constant, likeness in words, of the title alone, in meaning, and "this werkproces is a generic one".
FEATURES = ("constant", "words", "title", "meaning", "generic")
# Chosen on two tasks, an eindterm that must find its own deeltaak and its own module (docs/overlap.md). The constant so
# that of the pairs that do not belong together at most one in twelve still reads "likely".
SHIPPED = (-2.1, 28.0, 4.0, 8.0, 0.0)
# How strongly verdicts must press before a weight moves. The constant hardly moves: people judge what stands on top, so
# the part of the judged pairs that overlaps says nothing about the others, and the words would all become "likely".
PRIOR_STRENGTH = (1000.0, 0.0125, 0.025, 0.05, 0.5)
FEWEST_VERDICTS = 12
FOLDS = 5
STEPS = 12

# How the bounds were found (no judged pair was used): in each of the ten profiles every eindterm, which is as short as
# a werkproces title, was scored against all deeltaken of its profile, its own taken without it; docs/benchmarks.md
# tells which part of the own and of the other pairs lies above each. They are bounds for words, not for decisions.
LIKELY_FROM = 0.5
POSSIBLE_FROM = 0.25


def likelihood(score: float) -> Likelihood:
    """The word for a score (0-1)."""
    if score >= LIKELY_FROM:
        return Likelihood.LIKELY
    return Likelihood.POSSIBLE if score >= POSSIBLE_FROM else Likelihood.UNLIKELY


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair that people judged: its features, and whether they found that it overlaps."""

    features: tuple[float, ...]
    overlaps: bool


@dataclass(frozen=True, slots=True)
class Ranker:
    """``verdicts``: on how many verdicts the weights were fitted; 0 for the shipped ones."""

    weights: tuple[float, ...] = SHIPPED
    verdicts: int = 0

    def scores(self, features: Any) -> Any:
        """Scores (0-1) of pairs whose features lie along the last axis."""
        import numpy as np

        return 1 / (1 + np.exp(-(np.asarray(features) @ np.asarray(self.weights))))


SHIPPED_RANKER = Ranker()


def learn(judged: Sequence[Judged]) -> Ranker:
    """A ranker fitted to these verdicts, or the shipped one when they are too few or teach nothing that holds."""
    good = sum(item.overlaps for item in judged)
    if len(judged) < FEWEST_VERDICTS or min(good, len(judged) - good) < FOLDS:
        return SHIPPED_RANKER

    import numpy as np

    features = np.asarray([item.features for item in judged], dtype=float)
    overlaps = np.asarray([item.overlaps for item in judged], dtype=bool)
    held_out = np.zeros(len(judged))
    fold = _folds(overlaps)
    for number in range(FOLDS):
        rest = fold != number
        held_out[~rest] = features[~rest] @ _fit(features[rest], overlaps[rest])
    before = features @ np.asarray(SHIPPED)
    if _auc(held_out, overlaps) < _auc(before, overlaps) or _loss(held_out, overlaps) > _loss(before, overlaps):
        return SHIPPED_RANKER
    return Ranker(tuple(float(weight) for weight in _fit(features, overlaps)), len(judged))


def judged_pairs(proposals: Sequence[Proposal], verdicts: dict[tuple[str, str], bool]) -> list[Judged]:
    """The proposals that people judged, in a fixed order."""
    return [
        Judged(item.features, verdicts[item.deeltaak, item.werkproces])
        for item in sorted(proposals, key=lambda item: (item.deeltaak, item.werkproces))
        if (item.deeltaak, item.werkproces) in verdicts
    ]


def _folds(overlaps: Any) -> Any:
    """A fold number per verdict, so that each fold has its share of both kinds."""
    import numpy as np

    fold = np.zeros(len(overlaps), dtype=int)
    for kind in (True, False):
        fold[overlaps == kind] = np.arange(int((overlaps == kind).sum())) % FOLDS
    return fold


def _fit(features: Any, overlaps: Any) -> Any:
    """The weights with the highest posterior: Newton's method, halved when a step would make it worse."""
    import numpy as np

    prior, strength = np.asarray(SHIPPED), np.asarray(PRIOR_STRENGTH)
    weights = prior.copy()

    def worth(at: Any) -> float:
        return _loss(features @ at, overlaps) * len(overlaps) + 0.5 * float(strength @ (at - prior) ** 2)

    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-(features @ weights)))
        slope = features.T @ (chance - overlaps) + strength * (weights - prior)
        bend = (features * (chance * (1 - chance))[:, None]).T @ features + np.diag(strength)
        step = np.linalg.solve(bend, slope)
        while worth(weights - step) > worth(weights) + 1e-9 and np.abs(step).max() > 1e-6:
            step = step / 2
        weights = weights - step
    return weights


def _auc(values: Any, good: Any) -> float:
    """The chance that a pair that overlaps stands above one that does not; a tie counts half."""
    from scipy.stats import rankdata

    count = int(good.sum())
    ranks = rankdata(values)
    return float((ranks[good].sum() - count * (count + 1) / 2) / (count * (len(good) - count)))


def _loss(values: Any, good: Any) -> float:
    """Mean logarithmic loss."""
    import numpy as np

    return float(np.logaddexp(0, np.where(good, -values, values)).mean())
