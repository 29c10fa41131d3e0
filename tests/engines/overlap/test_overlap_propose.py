from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naadloos.engines.overlap import Likelihood, Proposal, TextUnit, match, propose
from naadloos.engines.overlap.learn import FEATURES, LIKELY_FROM, POSSIBLE_FROM, likelihood

MUUR = TextUnit("P/BWI/02/02", "Een halfsteensmuur metselen", ("De kandidaat kan metselwerk maken",))
HOUT = TextUnit("P/BWI/03/02", "Hout en plaatmateriaal bewerken", ("De kandidaat kan hout zagen",))
METSELT = TextUnit("25786 B1-K1-W3", "Maakt metselwerk")
RUIMT = TextUnit("25786 B1-K1-W8", "Ruimt werkplek op")
ZAAGT = TextUnit("1 W1", "Zaagt hout")

WORDS = st.sampled_from(["metselen", "muur", "hout", "zagen", "zorg", "de", "kandidaat", "werkplek", "7", "…", "één"])
TEXTS = st.lists(WORDS, max_size=6).map(" ".join)


@st.composite
def text_units(draw: st.DrawFn) -> list[TextUnit]:
    titles = draw(st.lists(TEXTS, max_size=5))
    return [TextUnit(f"c{at}", title, (draw(TEXTS),)) for at, title in enumerate(titles)]


def pairs(found: tuple[Proposal, ...]) -> list[tuple[str, str]]:
    return [(each.deeltaak, each.werkproces) for each in found]


def test_best_pairs_come_first() -> None:
    found = propose([MUUR, HOUT], [METSELT, RUIMT, ZAAGT])
    best = {each.deeltaak: each.werkproces for each in found if each.rank == 1}
    assert best == {MUUR.code: METSELT.code, HOUT.code: ZAAGT.code}


def test_terms_name_the_words_of_both_sides() -> None:
    (first, *_) = propose([MUUR], [METSELT])
    assert ("metselwerk", "metselwerk") in {(each.vmbo, each.mbo) for each in first.terms}
    assert ("metselen", "metselwerk") in {(each.vmbo, each.mbo) for each in first.terms}


def test_terms_keep_accents_for_reading() -> None:
    (found,) = propose([TextUnit("a", "coördineert zorg")], [TextUnit("b", "coordineert werk")])
    assert [(each.vmbo, each.mbo) for each in found.terms] == [("coördineert", "coordineert")]


def test_per_deeltaak_limits_and_ranks_count_from_one() -> None:
    many = [TextUnit(f"w{at}", f"metselwerk soort{at}") for at in range(9)]
    found = propose([MUUR], many, per_deeltaak=3)
    assert [each.rank for each in found] == [1, 2, 3]


def test_equal_scores_are_ordered_by_code() -> None:
    same = [TextUnit(code, "Maakt metselwerk") for code in ("w3", "w1", "w2")]
    assert [each.werkproces for each in propose([MUUR], same)] == ["w1", "w2", "w3"]


def test_generic_werkproces_is_marked_not_hidden() -> None:
    found = propose([TextUnit("d", "De werkplek opruimen")], [RUIMT, METSELT])
    assert [(each.werkproces, each.generic) for each in found if each.rank == 1] == [(RUIMT.code, True)]


def test_boilerplate_alone_makes_no_pair() -> None:
    left = TextUnit("d", "De kandidaat kan metselwerk")
    right = TextUnit("w", "De kandidaat kan zorg")
    assert pairs(propose([left], [right])) == []


def test_empty_input_gives_an_empty_tuple() -> None:
    assert propose([], [METSELT]) == ()
    assert propose([MUUR], []) == ()
    assert propose([], []) == ()
    assert propose([MUUR], [METSELT], per_deeltaak=0) == ()


def test_texts_without_letters_are_left_out() -> None:
    empty = [
        TextUnit("leeg", ""),
        TextUnit("cijfers", "12 - 34", ("…",)),
        TextUnit("functiewoorden", "van de"),
    ]
    assert propose(empty, [METSELT]) == ()
    assert propose([MUUR], empty) == ()
    assert pairs(propose([MUUR, *empty], [METSELT, *empty], background=empty)) == [(MUUR.code, METSELT.code)]


def test_background_changes_weights_not_pairs() -> None:
    background = [TextUnit(f"b{at}", "metselwerk maken") for at in range(20)]
    assert pairs(propose([MUUR], [METSELT], background=background)) == pairs(propose([MUUR], [METSELT]))


def test_the_module_speaks_for_a_deeltaak_that_says_little() -> None:
    bouw = TextUnit("P/1/01", "Muren metselen", ("metselwerk voegen",), module="P/1")
    zorg = TextUnit("P/2/01", "Ouderen verzorgen", ("wonden verbinden",), module="P/2")
    vaag = [TextUnit(f"P/{at}/02", "Opdrachten uitvoeren", module=f"P/{at}") for at in (1, 2)]
    work = TextUnit("w", "Metselwerk uitvoeren")

    def order(units: list[TextUnit]) -> list[float]:
        found = {each.deeltaak: each.score for each in propose(units, [work])}
        return [found[unit.code] for unit in vaag]

    own, other = order([bouw, zorg, *vaag])
    assert own > other
    own, other = order([replace(unit, module="") for unit in (bouw, zorg, *vaag)])
    assert own == other


def test_a_pair_that_takes_no_part_leaves_the_mean_of_its_module() -> None:
    features = np.zeros((2, 1, len(FEATURES)))
    features[:, 0, match.WORDS] = [0.4, np.nan]
    assert match.in_context(features, ["m", "m"])[0, 0, match.WORDS] == pytest.approx(0.4)


def test_function_words_tell_near_copies_apart_but_are_never_named() -> None:
    right = [TextUnit("a", "Het metselen van een muur"), TextUnit("b", "Metselen zonder muur")]
    left = TextUnit("d", "Het metselen van een muur")
    found = propose([left], right)
    assert [each.werkproces for each in found] == ["a", "b"]
    assert found[0].score > found[1].score
    named = {word for each in found for term in each.terms for word in (term.vmbo, term.mbo)}
    assert named <= {"metselen", "muur"}


def test_likelihood_follows_the_bounds() -> None:
    assert likelihood(LIKELY_FROM) is Likelihood.LIKELY
    assert likelihood(POSSIBLE_FROM) is Likelihood.POSSIBLE
    assert likelihood(POSSIBLE_FROM - 0.001) is Likelihood.UNLIKELY
    assert [each.label for each in Likelihood] == ["waarschijnlijk", "mogelijk", "onwaarschijnlijk"]


@settings(max_examples=40, deadline=None)
@given(text_units(), text_units(), text_units(), st.integers(0, 4))
def test_properties_hold_for_any_texts(
    left: list[TextUnit], right: list[TextUnit], background: list[TextUnit], most: int
) -> None:
    found = propose(left, right, background=background, per_deeltaak=most)
    assert found == propose(left, right, background=background, per_deeltaak=most)
    assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)
    for unit in left:
        ranks = [each.rank for each in found if each.deeltaak == unit.code]
        assert ranks == list(range(1, len(ranks) + 1))
        assert len(ranks) <= most
    for each in found:
        assert 0 < each.score <= 1.000001
        assert each.terms
        assert len(each.terms) <= 5
        assert sum(term.weight for term in each.terms) <= 1.001


@settings(max_examples=20, deadline=None)
@given(text_units(), text_units(), st.randoms(use_true_random=False))
def test_order_of_the_input_does_not_matter(left: list[TextUnit], right: list[TextUnit], random: Random) -> None:
    shuffled = random.sample(right, len(right))
    first, second = propose(left, right, per_deeltaak=9), propose(left, shuffled, per_deeltaak=9)
    assert [(each.deeltaak, each.werkproces, each.score) for each in first] == [
        (each.deeltaak, each.werkproces, each.score) for each in second
    ]
