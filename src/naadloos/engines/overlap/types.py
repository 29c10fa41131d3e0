"""What goes into and comes out of the overlap engine."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from naadloos.engines.route.terms import Term, gettext_noop


class Likelihood(Term):
    """How a score reads for people. A bare percentage would look like a chance, and it is none."""

    LIKELY = "waarschijnlijk", gettext_noop("waarschijnlijk")
    POSSIBLE = "mogelijk", gettext_noop("mogelijk")
    UNLIKELY = "onwaarschijnlijk", gettext_noop("onwaarschijnlijk")


@dataclass(frozen=True, slots=True)
class TextUnit:
    """A deeltaak with its eindtermen, or a werkproces with the texts that were imported.

    Leave the title of the module or kerntaak out: measured, it pulls every part of it to the top.
    ``leerwegen`` (bb, kb, gl, tl) are those in which a deeltaak is taught, ``level`` (1-4) is the mbo level of a
    werkproces; empty or None when that is not known. ``module`` names the module that a deeltaak is part of: what the
    other parts of it resemble counts as well; empty when the unit stands alone.
    """

    code: str
    title: str
    texts: tuple[str, ...] = ()
    leerwegen: tuple[str, ...] = ()
    level: int | None = None
    module: str = ""


@dataclass(frozen=True, slots=True)
class SharedTerm:
    """A word of the deeltaak and the word of the werkproces that it resembles.

    ``weight`` is the part (0-1) of the pair's likeness in words that these two bring in; ``shared`` the longest
    piece that both hold, in plain letters: what a page marks inside the words.
    """

    vmbo: str
    mbo: str
    weight: float
    shared: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One pair to look at.

    ``score`` (0-1) is fit for sorting only; ``rank`` counts from 1 within the deeltaak. ``terms`` explain the
    likeness in words; ``by_meaning`` tells that at least half of the score comes from the meaning of the texts,
    which the terms do not explain. ``level_gap``: how many mbo levels the werkproces lies above (or, below zero,
    under) where the leerwegen of the deeltaak lead; None when that is not known. ``generic`` marks a werkproces that
    occurs in nearly every qualification, such as tidying the workplace: its likeness says little. ``features`` are
    what a ``Ranker`` weighs.
    """

    deeltaak: str
    werkproces: str
    score: float
    rank: int
    likelihood: Likelihood
    terms: tuple[SharedTerm, ...]
    generic: bool
    by_meaning: bool = False
    level_gap: int | None = None
    features: tuple[float, ...] = ()


class Embedder(Protocol):
    """Something that turns texts into vectors, one row per text; ``name`` says which, for pages and caches."""

    @property
    def name(self) -> str: ...

    def encode(self, texts: Sequence[str]) -> Any: ...
