"""Learning from verdicts: it helps where verdicts say something, and changes nothing where they do not."""

from random import Random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from naadloos.engines.overlap import Judged, TextUnit, judged_pairs, learn, propose, rerank
from naadloos.engines.overlap.learn import FEATURES, FEWEST_VERDICTS, SHIPPED_RANKER, _auc

GENERIC = FEATURES.index("generic")


def judged(words: float, overlaps: bool, *, generic: float = 0, meaning: float = 0) -> Judged:
    return Judged((1.0, words, words, meaning, generic), overlaps)


def test_too_few_verdicts_leave_the_shipped_weights() -> None:
    rows = [judged(0.3, True), judged(0.1, False)] * (FEWEST_VERDICTS // 2 - 1)
    assert learn(rows) is SHIPPED_RANKER


def test_verdicts_of_one_kind_teach_nothing() -> None:
    assert learn([judged(0.1 + at / 100, True) for at in range(30)]) is SHIPPED_RANKER


def test_teachers_who_refuse_every_generic_werkproces_are_followed() -> None:
    rows = [judged(0.2 + at / 200, True) for at in range(15)]
    rows += [judged(0.2 + at / 200, False, generic=1) for at in range(15)]
    ranker = learn(rows)
    assert ranker.verdicts == 30
    assert ranker.weights[GENERIC] < SHIPPED_RANKER.weights[GENERIC]
    own, generic = ranker.scores([rows[0].features, rows[20].features])
    assert own > generic


def test_noise_does_not_replace_the_shipped_weights() -> None:
    rng = Random(3)  # noqa: S311 (a made-up sample)
    rows = [judged(rng.random() / 2, rng.random() < 0.5) for _ in range(60)]
    ranker = learn(rows)
    features = np.asarray([item.features for item in rows])
    good = np.asarray([item.overlaps for item in rows])
    if ranker.verdicts:
        assert _auc(ranker.scores(features), good) >= _auc(SHIPPED_RANKER.scores(features), good)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000))
def test_on_held_out_pairs_it_is_hardly_ever_worse(seed: int) -> None:
    """Verdicts that follow the likeness with doubt: the learned order keeps up with the plain one on new pairs."""
    rng = np.random.default_rng(seed)

    def draw(count: int) -> list[Judged]:
        words = rng.random(count) * 0.5
        chance = 1 / (1 + np.exp(-(words * 14 - 2.5)))
        return [judged(float(word), bool(rng.random() < p)) for word, p in zip(words, chance, strict=True)]

    seen, unseen = draw(40), draw(200)
    features = np.asarray([item.features for item in unseen])
    good = np.asarray([item.overlaps for item in unseen])
    ranker = learn(seen)
    assert _auc(ranker.scores(features), good) >= _auc(SHIPPED_RANKER.scores(features), good) - 1e-9


def test_rerank_keeps_the_pairs_and_counts_ranks_anew() -> None:
    left = [TextUnit("d1", "Muur metselen"), TextUnit("d2", "Hout zagen")]
    right = [TextUnit("w1", "Metselt een muur"), TextUnit("w2", "Zaagt hout"), TextUnit("w3", "Ruimt werkplek op hout")]
    plain = propose(left, right)
    again = rerank(plain, SHIPPED_RANKER)
    assert again == plain
    assert rerank((), SHIPPED_RANKER) == ()


def test_judged_pairs_are_those_with_a_verdict() -> None:
    found = propose([TextUnit("d", "Muur metselen")], [TextUnit("w", "Metselt een muur"), TextUnit("v", "Metselt")])
    assert [item.overlaps for item in judged_pairs(found, {("d", "v"): False, ("x", "w"): True})] == [False]


def test_only_good_news_does_not_make_every_pair_likely() -> None:
    """People judge from the top: mostly pairs that overlap. What nobody looked at keeps its word."""
    rows = [judged(0.25 + at / 100, True) for at in range(20)] + [judged(0.05 + at / 100, False) for at in range(6)]
    ranker = learn(rows)
    unseen = ranker.scores([(1.0, 0.02, 0.0, 0.0, 0.0)])
    assert unseen[0] < 0.25
