"""The pieces a text is cut into, and that an explanation divides exactly what the score is made of."""

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from naadloos.engines.overlap import TextUnit, propose
from naadloos.engines.overlap.explain import WordWeights
from naadloos.engines.overlap.fragments import Fragments, Texts, _within, pieces

WORDS = st.lists(st.sampled_from(["een", "muur", "metselen", "metselwerk", "x", "één", "hout", "van"]), min_size=2)


@pytest.mark.parametrize("word", ["a", "ab", "abc", "abcd", "metselwerk"])
def test_pieces_within_a_word_are_those_of_the_vectorizer(word: str) -> None:
    from sklearn.feature_extraction.text import TfidfVectorizer

    analyse = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), lowercase=False).build_analyzer()
    assert list(_within(word)) == analyse(word)


def test_a_pair_is_held_by_its_first_and_its_second_word() -> None:
    found = [each for each in pieces(["muur", "van", "steen"]) if each[1]]
    assert found == [
        ("^muur ^van", 1, "muur"),
        ("^muur ^van", 2, "van"),
        ("^van ^steen", 1, "van"),
        ("^van ^steen", 2, "steen"),
        ("^muur ^steen", 1, "muur"),
        ("^muur ^steen", 2, "steen"),
    ]


@settings(max_examples=40, deadline=None)
@given(WORDS, WORDS)
@example(["x", "x"], ["x", "x"])
def test_the_parts_of_the_words_make_the_likeness_again(left: list[str], right: list[str]) -> None:
    texts = Texts([TextUnit("a", ""), TextUnit("b", "")], [left, right])
    fragments = Fragments.fit([texts])
    rows, names = fragments.rows(texts.words), fragments.names()
    divided = []
    for words, row in zip(texts.words, rows, strict=True):
        weights = dict(zip(names[row.indices], row.data.tolist(), strict=True))
        divided.append(WordWeights.of(words, weights, words))
    one, other = divided
    total = sum(
        sum(one.parts[piece].values()) * sum(other.parts[piece].values())
        for piece in one.parts.keys() & other.parts.keys()
    )
    assert total == pytest.approx((rows[0] @ rows[1].T).toarray()[0, 0], abs=1e-9)
    assert np.linalg.norm(rows[0].toarray()) <= 1 + 1e-9


def test_words_that_stand_together_tell_two_texts_apart() -> None:
    """Both hold the same words; one says them together."""
    left = TextUnit("d", "De muur metselen en het hout zagen")
    right = [TextUnit("a", "hout metselen, muur zagen"), TextUnit("b", "muur metselen, hout zagen")]
    found = propose([left], right)
    assert [each.werkproces for each in found] == ["b", "a"]
    assert {(term.vmbo, term.mbo) for term in found[0].terms} <= {
        (word, word) for word in ("muur", "metselen", "hout", "zagen")
    }


def test_a_rare_word_weighs_more_than_two_usual_ones() -> None:
    usual = [TextUnit(f"b{at}", f"een werkstuk maken soort{at}") for at in range(30)]
    left = TextUnit("d", "Een werkstuk maken van glas")
    right = [TextUnit("glas", "Snijdt glas"), TextUnit("werk", "Werkstuk maken")]
    assert propose([left], right, background=usual)[0].werkproces == "glas"


def test_a_shared_ending_is_no_reason_beside_a_better_one() -> None:
    left = TextUnit("d", "Panelen stellen en muren metselen")
    (found,) = propose([left], [TextUnit("w", "Metselt een muur van panelen")])
    named = {(term.vmbo, term.mbo) for term in found.terms}
    assert {("metselen", "metselt"), ("panelen", "panelen")} <= named
    assert named.isdisjoint({("stellen", "panelen"), ("metselen", "panelen")})
    (only,) = propose([TextUnit("d", "Panelen")], [TextUnit("w", "Metselen")])
    assert [(term.vmbo, term.mbo) for term in only.terms] == [("panelen", "metselen")]
