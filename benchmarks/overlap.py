"""Overlap: does a short text find the deeltaak it belongs to, and how fast.

There is no published table of deeltaken and werkprocessen that belong together, so the SLO hierarchy serves:
an eindterm must find its own deeltaak among all deeltaken of its profile, its own deeltaak taken without that
eindterm.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from benchmarks.data import profiles, qualification
from benchmarks.figures import Figure, fastest
from naadloos.engines.overlap import propose
from naadloos.engines.overlap.match import LIKELY_FROM, POSSIBLE_FROM
from naadloos.engines.overlap.words import content_words, plain

OURS = "character 3-5-grams (ours)"
WORDS = "words (reference)"


def characters() -> Any:
    """The vectorizer as the engine uses it."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    return TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, lowercase=False)


def whole_words() -> Any:
    from sklearn.feature_extraction.text import TfidfVectorizer

    return TfidfVectorizer(sublinear_tf=True)


@dataclass(frozen=True, slots=True)
class Scores:
    """Per eindterm the score of its own deeltaak, and those of all other deeltaken of the profile."""

    own: np.ndarray
    others: list[np.ndarray]

    def ranks(self) -> np.ndarray:
        """The rank of the own deeltaak; a tie counts against it."""
        return np.array([1 + (rest >= own).sum() for own, rest in zip(self.own, self.others, strict=True)])


def clean(*texts: str) -> str:
    return " ".join(plain(word) for word in content_words(*texts))


def leave_one_out(make: Callable[[], Any]) -> Scores:
    own: list[float] = []
    others: list[np.ndarray] = []
    for deeltaken in profiles().values():
        items = [(i, j) for i, each in enumerate(deeltaken) if len(each.texts) > 1 for j in range(len(each.texts))]
        whole = [clean(each.title, *each.texts) for each in deeltaken]
        queries = [clean(deeltaken[i].texts[j]) for i, j in items]
        without = [
            clean(deeltaken[i].title, *(text for k, text in enumerate(deeltaken[i].texts) if k != j)) for i, j in items
        ]
        vectorizer = make().fit(whole)
        asked = vectorizer.transform(queries)
        scores = (asked @ vectorizer.transform(whole).T).toarray()
        mine = np.asarray(asked.multiply(vectorizer.transform(without)).sum(axis=1)).ravel()
        for row, (i, _) in enumerate(items):
            own.append(float(mine[row]))
            others.append(np.delete(scores[row], i))
    return Scores(np.array(own), others)


@cache
def ours() -> Scores:
    return leave_one_out(characters)


def retrieval() -> list[Figure]:
    def figures() -> Iterator[Figure]:
        for method, scores in ((WORDS, leave_one_out(whole_words)), (OURS, ours())):
            ranks = scores.ranks()
            yield Figure("retrieval", "eindtermen asked", method, len(ranks), "count")
            yield Figure("retrieval", "MRR", method, round(float((1 / ranks).mean()), 3), "0-1")
            for top in (1, 3):
                yield Figure("retrieval", f"top-{top}", method, round(float((ranks <= top).mean()), 3), "0-1")

    return list(figures())


def calibration() -> list[Figure]:
    """Which part of the own and of the other pairs lies above the bounds of the likelihood words."""
    scores = ours()
    others = np.concatenate(scores.others)
    return [
        Figure(
            "calibration",
            f"{name} pairs from {bound} ({word})",
            OURS,
            round(float((row >= bound).mean()), 3),
            "0-1",
        )
        for word, bound in (("waarschijnlijk", LIKELY_FROM), ("mogelijk", POSSIBLE_FROM))
        for name, row in (("own", scores.own), ("other", others))
    ]


def speed() -> list[Figure]:
    """One profile (BWI, all modules and keuzevakken) with one qualification (25786 Metselaar)."""
    deeltaken, werkprocessen = profiles()["BWI"], qualification("25786")

    def reference() -> None:
        """Scores only, from plain words: the least that any text matching does."""
        texts = [" ".join((each.title, *each.texts)) for each in (*deeltaken, *werkprocessen)]
        matrix = whole_words().fit_transform(texts)
        (matrix[: len(deeltaken)] @ matrix[len(deeltaken) :].T).toarray()

    plain_seconds = fastest(reference, 7)
    our_seconds = fastest(lambda: propose(deeltaken, werkprocessen), 7)
    pairs = len(deeltaken) * len(werkprocessen)
    return [
        Figure("overlap-speed", f"{pairs} pairs with explanation", OURS, round(1000 * our_seconds, 1), "ms"),
        Figure("overlap-speed", f"{pairs} pairs, scores only", WORDS, round(1000 * plain_seconds, 1), "ms"),
        Figure("overlap-speed", "time", "ours / reference", round(our_seconds / plain_seconds, 1), "ratio"),
    ]


if __name__ == "__main__":
    import sys

    from benchmarks.judged import main

    sys.exit(main())
