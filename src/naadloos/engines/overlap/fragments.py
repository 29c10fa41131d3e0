"""Likeness in words: what a text is cut into, and how heavy each piece counts.

Two views of one text, put side by side in one row, so that their likeness is still one cosine that can be divided over
words. Pieces of 3 to 5 letters within words need no splitter for Dutch compounds ("metselwerk" and "halfsteensmuur
metselen" meet in "metsel"). The openings of words (five letters stand for the stem), alone and in pairs that follow
each other or have one word between them, say which word is meant and with which other ("een muur metselen").
Rarity counts more than once in both: in an exam programme the usual words stand in every second text.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise
from typing import Any

from naadloos.engines.overlap.types import TextUnit
from naadloos.engines.overlap.words import all_words, content_words, plain

# How chosen: docs/overlap.md. The part of the likeness that comes from openings, and the power of the rarity in both.
OPENINGS = 0.6
RARITY_OF_LETTERS, RARITY_OF_OPENINGS = 2.0, 1.5
# So many letters stand for the stem of a word. The sign before them keeps them apart from pieces within a word.
STEM = 5
SIGN = "^"


@dataclass(frozen=True, slots=True)
class Texts:
    """Units with a word that can say something, and all words of each."""

    units: list[TextUnit]
    words: list[list[str]]

    @classmethod
    def of(cls, units: Sequence[TextUnit]) -> "Texts":
        kept = [unit for unit in units if content_words(unit.title, *unit.texts)]
        return cls(kept, [all_words(unit.title, *unit.texts) for unit in kept])


@dataclass(frozen=True, slots=True)
class Fragments:
    """Both views, with how rare each piece is in the texts that were fitted."""

    letters: Any
    openings: Any

    @classmethod
    def fit(cls, groups: Sequence[Texts]) -> "Fragments":
        from sklearn.feature_extraction.text import TfidfVectorizer

        texts = [words for group in groups for words in group.words]
        letters = TfidfVectorizer(analyzer=_letters, sublinear_tf=True)
        openings = TfidfVectorizer(analyzer=_openings, sublinear_tf=True)
        return cls(letters.fit(texts), openings.fit(texts))

    def rows(self, texts: Sequence[Sequence[str]]) -> Any:
        """One sparse row per text, of length 1 when the text has pieces of both kinds."""
        from scipy.sparse import hstack

        letters = _rarer(self.letters.transform(texts), self.letters, RARITY_OF_LETTERS)
        openings = _rarer(self.openings.transform(texts), self.openings, RARITY_OF_OPENINGS)
        return hstack([letters * (1 - OPENINGS) ** 0.5, openings * OPENINGS**0.5], format="csr")

    def names(self) -> Any:
        """The piece of each column of ``rows``."""
        import numpy as np

        return np.concatenate([self.letters.get_feature_names_out(), self.openings.get_feature_names_out()])


def pieces(words: Sequence[str]) -> Iterator[tuple[str, int, str]]:
    """Every piece with the word that holds it: (piece, 0, word); a pair has a first (1) and a second word (2)."""
    for word in words:
        for piece in _within(plain(word)):
            yield piece, 0, word
    long = _long(words)
    for word in long:
        yield _opening(word), 0, word
    for first, second in _pairs(long):
        pair = _pair(first, second)
        yield pair, 1, first
        yield pair, 2, second


@lru_cache(maxsize=50_000)
def _within(word: str) -> tuple[str, ...]:
    """The pieces of 3 to 5 signs of one word, as scikit-learn's ``char_wb`` makes them.

    >>> _within("hout")
    (' ho', 'hou', 'out', 'ut ', ' hou', 'hout', 'out ', ' hout', 'hout ')
    """
    padded = f" {word} "
    found: list[str] = []
    for size in (3, 4, 5):
        found += [padded[at : at + size] for at in range(max(len(padded) - size, 0) + 1)]
        if len(padded) <= size:
            break  # a short word counts once
    return tuple(found)


@lru_cache(maxsize=50_000)
def _opening(word: str) -> str:
    return SIGN + plain(word)[:STEM]


def _pair(first: str, second: str) -> str:
    return f"{_opening(first)} {_opening(second)}"


def _pairs(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    return chain(pairwise(words), zip(words, words[2:], strict=False))


def _long(words: Sequence[str]) -> list[str]:
    """The words that have an opening: a single letter says nothing, unless there is nothing else."""
    return [word for word in words if len(word) > 1] or list(words)


def _letters(words: Sequence[str]) -> list[str]:
    return [piece for word in words for piece in _within(plain(word))]


def _openings(words: Sequence[str]) -> list[str]:
    long = _long(words)
    return [*map(_opening, long), *(_pair(*each) for each in _pairs(long))]


def _rarer(rows: Any, vectorizer: Any, power: float) -> Any:
    """TF-IDF rows in which the rarity of a piece counts ``power`` times instead of once."""
    from scipy.sparse import diags
    from sklearn.preprocessing import normalize

    return normalize(rows @ diags(vectorizer.idf_ ** (power - 1)))
