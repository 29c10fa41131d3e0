"""What goes into and comes out of the overlap engine."""

from dataclasses import dataclass

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
    """

    code: str
    title: str
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SharedTerm:
    """A word of the deeltaak and the word of the werkproces that it resembles.

    ``weight`` is the part (0-1) of the pair's score that these two words bring in.
    """

    vmbo: str
    mbo: str
    weight: float


@dataclass(frozen=True, slots=True)
class Proposal:
    """One pair to look at.

    ``score`` is a cosine (0-1), fit for sorting only; ``rank`` counts from 1 within the deeltaak. ``generic``
    marks a werkproces that occurs in nearly every qualification, such as tidying the workplace: its likeness
    says little.
    """

    deeltaak: str
    werkproces: str
    score: float
    rank: int
    likelihood: Likelihood
    terms: tuple[SharedTerm, ...]
    generic: bool
