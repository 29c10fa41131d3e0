"""Rank the pairs of deeltaak and werkproces by the pieces of words they share (``fragments.py``).

Unlike an embedding these can say which words made the score. The whole unit counts, and its title once more. Likeness
in meaning joins in when it is given (``meaning.py``). Both are for a part those of the module: a deeltaak of five words
says less about its subject than its module does.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from naadloos.engines.overlap.explain import WordWeights, shared_terms
from naadloos.engines.overlap.fragments import Fragments, Texts
from naadloos.engines.overlap.learn import FEATURES, SHIPPED_RANKER, Ranker, likelihood
from naadloos.engines.overlap.levels import level_gap
from naadloos.engines.overlap.meaning import Meaning
from naadloos.engines.overlap.types import Proposal, TextUnit
from naadloos.engines.overlap.words import all_words, content_words, is_generic

# Rounded before sorting: the last bits of a float depend on the order of summation, and a rank may not.
DECIMALS = 6
WORDS, MEANING = FEATURES.index("words"), FEATURES.index("meaning")
# Which part of the likeness is that of the whole module; chosen with the weights of ``learn``.
CONTEXT = 0.5
# What unrelated texts of this field still have in common in meaning; measured with the bounds of ``learn``.
USUAL_LIKENESS = 0.2
TITLE, GENERIC = FEATURES.index("title"), FEATURES.index("generic")


def pair_features(fragments: Fragments, left: Texts, right: Texts, meaning: Meaning | None = None) -> Any:
    """What a ranker weighs of each pair: an array (left, right, ``FEATURES``)."""
    import numpy as np

    columns = fragments.rows(right.words).T
    features = np.zeros((len(left.units), len(right.units), len(FEATURES)))
    features[..., 0] = 1
    features[..., WORDS] = (fragments.rows(left.words) @ columns).toarray()
    features[..., TITLE] = (fragments.rows([all_words(unit.title) for unit in left.units]) @ columns).toarray()
    if meaning is not None:
        features[..., MEANING] = meaning.likeness(left.units, right.units) - USUAL_LIKENESS
    features[..., GENERIC] = [is_generic(unit.title) for unit in right.units]
    return features


def in_context(features: Any, modules: Sequence[str], share: float = CONTEXT) -> Any:
    """The features with, for likeness in words and in meaning, ``share`` of the mean over the deeltaken of the module.

    A row without a module stands alone. A pair that may not take part holds NaN.
    """
    import numpy as np

    spread = features.copy()
    rows: dict[str, list[int]] = {}
    for row, module in enumerate(modules):
        if module:
            rows.setdefault(module, []).append(row)
    for at in rows.values():
        for column in (WORDS, MEANING):
            own = features[at, :, column]
            spread[at, :, column] = (1 - share) * own + share * np.nanmean(own, axis=0)
    return spread


def propose(
    deeltaken: Sequence[TextUnit],
    werkprocessen: Sequence[TextUnit],
    *,
    background: Sequence[TextUnit] = (),
    per_deeltaak: int = 5,
    meaning: Meaning | None = None,
    ranker: Ranker = SHIPPED_RANKER,
) -> tuple[Proposal, ...]:
    """The best ``per_deeltaak`` werkprocessen for each deeltaak, best pair first.

    ``background`` (say, all profiles) only tells how rare a fragment is. Units without a single letter are left out,
    and so are pairs that share nothing in words and resemble each other no more than most in meaning. Equal scores are
    ordered by code, so the same input gives the same output.
    """
    left, right = Texts.of(deeltaken), Texts.of(werkprocessen)
    if not left.units or not right.units or per_deeltaak < 1:
        return ()

    import numpy as np

    fragments = Fragments.fit([left, right, Texts.of(background)])
    names = fragments.names()

    left_rows, right_rows = fragments.rows(left.words), fragments.rows(right.words)

    def divided(texts: Texts, rows: Any, other: Any) -> Callable[[int], WordWeights]:
        shared = other.getnnz(axis=0) > 0  # most pieces occur on one side only and explain nothing

        @cache
        def of(index: int) -> WordWeights:
            row = rows[index]
            told = shared[row.indices]
            weights = dict(zip(names[row.indices[told]], row.data[told].tolist(), strict=True))
            unit = texts.units[index]
            return WordWeights.of(texts.words[index], weights, content_words(unit.title, *unit.texts))

        return of

    left_words, right_words = divided(left, left_rows, right_rows), divided(right, right_rows, left_rows)
    alone = pair_features(fragments, left, right, meaning)
    features = in_context(alone, [unit.module for unit in left.units]).round(DECIMALS)
    scores = ranker.scores(features).round(DECIMALS)
    in_words, in_meaning = alone[..., WORDS] > 0, alone[..., MEANING] > _usual(alone[..., MEANING])
    by_code = np.empty(len(right.units), dtype=int)
    by_code[sorted(range(len(right.units)), key=lambda at: right.units[at].code)] = np.arange(len(right.units))

    proposals = []
    for i, deeltaak in enumerate(left.units):
        found = np.flatnonzero(in_words[i] | in_meaning[i])
        order = found[np.lexsort((by_code[found], -scores[i, found]))].tolist()
        rank = 0
        for j in order:
            terms = shared_terms(left_words(i), right_words(j)) if in_words[i, j] else ()
            if not terms and not in_meaning[i, j]:
                continue  # they share function words alone
            rank += 1
            if rank > per_deeltaak:
                break
            werkproces = right.units[j]
            proposals.append(
                Proposal(
                    deeltaak=deeltaak.code,
                    werkproces=werkproces.code,
                    score=float(scores[i, j]),
                    rank=rank,
                    likelihood=likelihood(float(scores[i, j])),
                    terms=terms,
                    generic=bool(features[i, j, GENERIC]),
                    by_meaning=_by_meaning(features[i, j], ranker),
                    level_gap=level_gap(deeltaak.leerwegen, werkproces.level),
                    features=tuple(features[i, j].tolist()),
                )
            )
    return tuple(sorted(proposals, key=lambda each: (-each.score, each.deeltaak, each.werkproces)))


def rerank(proposals: Sequence[Proposal], ranker: Ranker) -> tuple[Proposal, ...]:
    """The same pairs, scored and ranked by another ranker."""
    import numpy as np

    if not proposals:
        return ()
    scores = ranker.scores([item.features for item in proposals]).round(DECIMALS)
    again = [
        replace(
            item,
            score=float(score),
            likelihood=likelihood(float(score)),
            by_meaning=_by_meaning(np.asarray(item.features), ranker),
        )
        for item, score in zip(proposals, scores, strict=True)
    ]
    again.sort(key=lambda each: (-each.score, each.deeltaak, each.werkproces))
    seen: Counter[str] = Counter()
    ranked = []
    for item in again:
        seen[item.deeltaak] += 1
        ranked.append(replace(item, rank=seen[item.deeltaak]))
    return tuple(ranked)


def _usual(likeness: Any) -> float:
    """Above this a pair stands out in meaning: the highest tenth, and never what points away from each other."""
    import numpy as np

    return max(float(np.quantile(likeness, 0.9)), 0.0)


def _by_meaning(features: Any, ranker: Ranker) -> bool:
    words = features[WORDS] * ranker.weights[WORDS] + features[TITLE] * ranker.weights[TITLE]
    meaning: float = features[MEANING] * ranker.weights[MEANING]
    return bool(meaning > 0 and meaning >= words)
