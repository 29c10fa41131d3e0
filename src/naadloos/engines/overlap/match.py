"""Rank the pairs of deeltaak and werkproces by the character n-grams they share.

TF-IDF over character 3-5-grams within words needs no splitter for Dutch compounds ("metselwerk" and
"halfsteensmuur metselen" meet in "metsel") and, unlike an embedding, can say which words made the score.
"""

from collections.abc import Sequence
from functools import cache

from naadloos.engines.overlap.explain import WordWeights, shared_terms
from naadloos.engines.overlap.types import Likelihood, Proposal, TextUnit
from naadloos.engines.overlap.words import content_words, is_generic, plain

# How the two bounds were found (no judged pair was used): in each of the ten vmbo profiles every eindterm,
# which is as short as a werkproces title, was scored against all deeltaken of its profile; its own deeltaak
# was taken without that eindterm. 3 058 own pairs and all others. From 0.17 on lie 65% of the own and 5%
# of the other pairs; from 0.10 on 80% and 13%. ``python -m benchmarks --only calibration`` measures it anew.
# The fitted IDF differs a little per input, so these are bounds for words, not for decisions.
LIKELY_FROM = 0.17
POSSIBLE_FROM = 0.10

# Rounded before sorting: the last bits of a float depend on the order of summation, and a rank may not.
DECIMALS = 6


def likelihood(score: float) -> Likelihood:
    """The word for a cosine score (0-1)."""
    if score >= LIKELY_FROM:
        return Likelihood.LIKELY
    return Likelihood.POSSIBLE if score >= POSSIBLE_FROM else Likelihood.UNLIKELY


def propose(
    deeltaken: Sequence[TextUnit],
    werkprocessen: Sequence[TextUnit],
    *,
    background: Sequence[TextUnit] = (),
    per_deeltaak: int = 5,
) -> tuple[Proposal, ...]:
    """The best ``per_deeltaak`` werkprocessen for each deeltaak, best pair first.

    ``background`` (say, all profiles) only tells how rare a fragment is. Units without a single letter are
    left out, and so are pairs that share nothing. Equal scores are ordered by code, so the same input gives
    the same output.
    """
    left = [(unit, text) for unit in deeltaken if (text := content_words(unit.title, *unit.texts))]
    right = [(unit, text) for unit in werkprocessen if (text := content_words(unit.title, *unit.texts))]
    if not left or not right or per_deeltaak < 1:
        return ()

    from sklearn.feature_extraction.text import TfidfVectorizer

    rest = [text for unit in background if (text := content_words(unit.title, *unit.texts))]
    pair_texts = [text for _, text in [*left, *right]]
    vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, lowercase=False)
    matrix = vectorizer.fit_transform([" ".join(map(plain, text)) for text in [*pair_texts, *rest]])
    rows, columns = matrix[: len(left)], matrix[len(left) : len(left) + len(right)]
    scores = (rows @ columns.T).toarray()

    analyse = cache(vectorizer.build_analyzer())  # most words occur in many texts
    names = vectorizer.get_feature_names_out()
    weights = [
        WordWeights.of(text, dict(zip(names[row.indices], row.data.tolist(), strict=True)), analyse)
        for text, row in zip(pair_texts, matrix, strict=False)
    ]
    generic = [is_generic(werkproces.title) for werkproces, _ in right]
    proposals = []
    for i, (deeltaak, _) in enumerate(left):
        found = [(round(float(score), DECIMALS), j) for j, score in enumerate(scores[i])]
        best = sorted((pair for pair in found if pair[0] > 0), key=lambda pair: (-pair[0], right[pair[1]][0].code))
        for rank, (score, j) in enumerate(best[:per_deeltaak], start=1):
            werkproces = right[j][0]
            proposals.append(
                Proposal(
                    deeltaak=deeltaak.code,
                    werkproces=werkproces.code,
                    score=score,
                    rank=rank,
                    likelihood=likelihood(score),
                    terms=shared_terms(weights[i], weights[len(left) + j]),
                    generic=generic[j],
                )
            )
    return tuple(sorted(proposals, key=lambda each: (-each.score, each.deeltaak, each.werkproces)))
