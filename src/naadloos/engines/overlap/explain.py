"""Divide the score of a pair over pairs of readable words.

The cosine is a sum over shared n-grams of (weight left x weight right). An n-gram lies within a word, so each
of these products can be divided over the words that hold it, in proportion to how often they do. All pairs of
words together make the score again: the explanation is the sum itself, not a story about it.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby, product

from naadloos.engines.overlap.types import SharedTerm
from naadloos.engines.overlap.words import plain

MOST_TERMS = 5
# Pairs of words below this part of the score are noise such as a shared "-en ".
SMALLEST_PART = 0.03
# A shorter piece would be marked all over a text.
SHORTEST_PIECE = 4


@dataclass(frozen=True, slots=True)
class WordWeights:
    """Of one text: per n-gram the words that hold it, each with its part of the n-gram's weight.

    ``named``: the words that an explanation may name; all others count in the whole.
    """

    parts: Mapping[str, Mapping[str, float]]
    named: frozenset[str]

    @classmethod
    def of(
        cls, text: list[str], weights: Mapping[str, float], analyse: Callable[[str], list[str]], named: Iterable[str]
    ) -> "WordWeights":
        """Divide the n-gram ``weights`` of a text over its words; ``analyse`` gives a word's n-grams."""
        holders: dict[str, Counter[str]] = defaultdict(Counter)
        for word, times in Counter(text).items():
            for gram in analyse(plain(word)):
                holders[gram][word] += times
        return cls(
            {
                gram: {word: weights[gram] * count / counts.total() for word, count in counts.items()}
                for gram, counts in holders.items()
                if gram in weights
            },
            frozenset(named),
        )


def shared_terms(vmbo: WordWeights, mbo: WordWeights) -> tuple[SharedTerm, ...]:
    """The pairs of words with a name that bring in most of the score, heaviest first; none when they share nothing."""
    total = 0.0
    sums: dict[tuple[str, str], float] = defaultdict(float)
    for gram in sorted(vmbo.parts.keys() & mbo.parts.keys()):
        for (left, x), (right, y) in product(vmbo.parts[gram].items(), mbo.parts[gram].items()):
            total += x * y
            sums[left, right] += x * y
    parts = sorted(
        (
            (round(value / total, 4), pair)
            for pair, value in sums.items()
            if pair[0] in vmbo.named and pair[1] in mbo.named
        ),
        key=lambda each: (-each[0], each[1]),
    )
    return tuple(
        SharedTerm(*pair, weight, longest_shared(*pair))
        for at, (weight, pair) in enumerate(parts[:MOST_TERMS])
        if weight >= SMALLEST_PART or at == 0
    )


def longest_shared(one: str, other: str) -> str:
    """The longest piece that both words hold, in plain letters.

    >>> longest_shared("halfsteensmetselwerk", "metselen")
    'metsel'
    """
    left, right = plain(one), plain(other)
    pieces = (left[start:end] for start in range(len(left)) for end in range(start + 1, len(left) + 1))
    return max((piece for piece in pieces if piece in right), key=len, default="")


def marked(text: str, pieces: Iterable[str]) -> tuple[tuple[str, bool], ...]:
    """Cut a text where these pieces (as ``SharedTerm.shared``) stand in it: (part, is it one of them), in order.

    >>> marked("Een muur metselen", ["metsel"])
    (('Een muur ', False), ('metsel', True), ('en', False))
    """
    # Letter by letter, because a letter with an accent may be two signs in plain letters or one.
    letters = [plain(sign) for sign in text]
    starts: list[int] = []
    flat = ""
    for letter in letters:
        starts.append(len(flat))
        flat += letter
    inside = [False] * len(text)
    for piece in {piece for piece in pieces if len(piece) >= SHORTEST_PIECE}:
        at = flat.find(piece)
        while at >= 0:
            for index, start in enumerate(starts):
                inside[index] |= at <= start < at + len(piece)
            at = flat.find(piece, at + 1)
    parts = groupby(zip(text, inside, strict=True), key=lambda each: each[1])
    return tuple(("".join(sign for sign, _ in group), mark) for mark, group in parts)
