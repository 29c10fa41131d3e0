"""Divide the score of a pair over pairs of readable words.

The cosine is a sum over shared pieces of (weight left x weight right). A piece lies within a word, or in two that stand
together, so each of these products can be divided over the words that hold it, in proportion to how often they do. All
pairs of words together make the score again: the explanation is the sum itself, not a story about it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, product

from naadloos.engines.overlap.fragments import pieces
from naadloos.engines.overlap.types import SharedTerm
from naadloos.engines.overlap.words import plain

MOST_TERMS = 5
# Pairs of words below this part of the score are noise such as a shared "-en ".
SMALLEST_PART = 0.03
# A shorter piece would be marked all over a text.
SHORTEST_PIECE = 4
# The weight of each half of a pair: the squares of both make that of the whole.
HALF = 0.5**0.5


@dataclass(frozen=True, slots=True)
class WordWeights:
    """Of one text: per piece the words that hold it, each with its part of the weight of the piece.

    A pair of words counts as two pieces, one for the first and one for the second, so that the first of one text is
    named with the first of the other. ``named``: the words that an explanation may name; all others count in the whole.
    """

    parts: Mapping[tuple[str, int], Mapping[str, float]]
    named: frozenset[str]

    @classmethod
    def of(cls, text: Sequence[str], weights: Mapping[str, float], named: Iterable[str]) -> "WordWeights":
        """Divide the ``weights`` of the pieces of a text over its words; a piece without a weight is left out."""
        holders: dict[tuple[str, int], Counter[str]] = defaultdict(Counter)
        for piece, place, word in pieces(text):
            if piece in weights:
                holders[piece, place][word] += 1
        parts = {}
        for (piece, place), counts in holders.items():
            weight = weights[piece] * (HALF if place else 1) / counts.total()
            parts[piece, place] = {word: weight * count for word, count in counts.items()}
        return cls(parts, frozenset(named))


def shared_terms(vmbo: WordWeights, mbo: WordWeights) -> tuple[SharedTerm, ...]:
    """The pairs of words with a name that bring in most of the score, heaviest first; none when they share nothing.

    Pairs that share a mere ending are named only when there is no better one, and then one of them.
    """
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
    found = [
        SharedTerm(*pair, weight, longest_shared(*pair))
        for at, (weight, pair) in enumerate(parts)
        if weight >= SMALLEST_PART or at == 0
    ]
    return tuple([term for term in found if _tells(term)][:MOST_TERMS] or found[:1])


def _tells(term: SharedTerm) -> bool:
    """Can a reader see why these two are named? "panelen" and "metselen" share an ending and nothing else."""
    one, other = plain(term.vmbo), plain(term.mbo)
    opens = one.startswith(term.shared) or other.startswith(term.shared)
    return term.shared in (one, other) or (opens and len(term.shared) >= SHORTEST_PIECE)


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
