"""Likeness in meaning with a made-up encoder: the measure, the memory, and what a pair without shared words needs."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from naadloos.engines.overlap import Remembering, TextUnit, installed_encoder, learn_meaning, propose
from naadloos.engines.overlap.explain import longest_shared, marked
from naadloos.engines.overlap.generic import propose_kern
from naadloos.engines.overlap.levels import level_gap


class Topics:
    """Encodes the topic of a text strongly in no direction, and its wording (the last letter) strongly in another."""

    name = "topics"

    def encode(self, texts: Sequence[str]) -> Any:
        rows = np.zeros((len(texts), 12))
        for at, text in enumerate(texts):
            rows[at, sum(map(ord, text.split()[0])) % 6] = 1
            rows[at, 6 + ord(text[-1]) % 5] = 3
            rows[at, 11] = 1
        return rows


def families() -> list[TextUnit]:
    return [
        TextUnit(f"{topic}{at}", f"{topic} titel{at}", tuple(f"{topic} tekst {at} {letter}" for letter in "abcde"))
        for at, topic in enumerate(["metselen", "zagen", "verven", "zorgen", "koken", "tellen"] * 12)
    ]


def test_the_measure_forgets_how_a_task_is_worded() -> None:
    meaning = learn_meaning(Topics(), families())
    assert meaning is not None
    left = [TextUnit("1", "metselen a"), TextUnit("2", "zagen a")]
    right = [TextUnit("3", "metselen c"), TextUnit("4", "zagen c")]
    likeness = meaning.likeness(left, right)
    raw = Topics().encode(["metselen a", "zagen a", "metselen c"])
    raw /= np.linalg.norm(raw, axis=1, keepdims=True)
    assert raw[0] @ raw[1] > raw[0] @ raw[2]
    assert likeness[0, 0] > likeness[0, 1]
    assert likeness[1, 1] > likeness[1, 0]


class Noise(Topics):
    """The same, with a strong direction that is as different within a deeltaak as between them."""

    name = "noise"

    def encode(self, texts: Sequence[str]) -> Any:
        noise = [[4.0 * ((sum(map(ord, text)) * 7919) % 13 - 6) / 6] for text in texts]
        return np.hstack([super().encode(texts), noise])


def test_what_differs_as_much_within_as_between_deeltaken_hardly_counts() -> None:
    meaning = learn_meaning(Noise(), families())
    assert meaning is not None
    length = np.linalg.norm(np.asarray(meaning.scale), axis=1)
    assert length[-1] < 0.2 * length[:6].max()


def test_too_few_texts_give_no_measure() -> None:
    assert learn_meaning(Topics(), families()[:3]) is None


def test_each_text_is_computed_once() -> None:
    remembering = Remembering(Topics())
    one = remembering.encode(["metselen a", "zagen b", "metselen a"])
    assert remembering.computed == 2
    assert (remembering.encode(["zagen b"])[0] == one[1]).all()
    assert remembering.computed == 2


def test_a_pair_may_come_from_meaning_alone_and_says_so() -> None:
    meaning = learn_meaning(Topics(), families())
    left = [TextUnit("d", "metselen x")]
    right = [TextUnit("w", "metselen y"), *(TextUnit(f"v{at}", f"zagen {at}") for at in range(12))]
    found = propose(left, right, meaning=meaning)
    assert found[0].werkproces == "w"
    assert propose(left, right) == propose(left, right, meaning=None)


def test_the_real_encoder_finds_other_words_for_the_same_work() -> None:
    encoder = installed_encoder()
    if encoder is None:
        pytest.skip("the extra embeddings is not installed")
    rows = np.asarray(encoder.encode(["een auto repareren", "voertuigen herstellen", "eten koken voor gasten"]))
    assert rows[0] @ rows[1] > rows[0] @ rows[2]


def test_shared_pieces_are_marked_inside_words() -> None:
    assert longest_shared("halfsteensmetselwerk", "metselen") == "metsel"
    assert marked("Coördineert zorg", ["coordineer"]) == (("Coördineer", True), ("t zorg", False))
    assert marked("", ["metsel"]) == ()
    assert "".join(part for part, _ in marked("ÉÉN muur", ["muur"])) == "ÉÉN muur"


@pytest.mark.parametrize(
    ("leerwegen", "level", "gap"),
    [
        (["bb"], 2, 0),
        (["bb"], 3, 1),
        (["kb"], 2, -1),
        (["kb"], 4, 0),
        (["gl"], 2, -2),
        (["bb", "gl"], 3, 1),
        ([], 2, None),
    ],
)
def test_level_gap_follows_the_combinations_of_the_law(leerwegen: list[str], level: int, gap: int | None) -> None:
    assert level_gap(leerwegen, level) == gap
    assert level_gap(leerwegen, None) is None


def test_generic_werkprocessen_meet_the_kern() -> None:
    kern = [TextUnit("PK/BWI/b-01", "werkzaamheden evalueren en reflecteren"), TextUnit("PK/BWI/b-02", "veilig werken")]
    found = propose_kern(kern, [TextUnit("w1", "Evalueert de werkzaamheden"), TextUnit("w2", "Maakt metselwerk")])
    assert [(item.deeltaak, item.werkproces) for item in found if item.rank == 1] == [("PK/BWI/b-01", "w1")]
    assert {item.werkproces for item in found} == {"w1"}
