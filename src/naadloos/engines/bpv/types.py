"""What the matching of pupils to places in companies reads and gives: plain facts, no names of persons.

A *slot* is one period of one group, such as "mbo-jaar 1, periode 2" of the group of 2027. A pupil is a key that means
nothing outside the school. Distances are kilometres as the crow flies; what is not known is None, never 0.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from naadloos.engines.route.terms import Term, YesNoUnknown, gettext_noop
from naadloos.engines.route.text import Text

Positions = Mapping[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Slot:
    """``ends`` decides whether a recognition lasts long enough; None is not known.

    ``year``: a place in another period helps when it lies in the same year.
    """

    key: str
    title: str
    starts: date | None = None
    ends: date | None = None
    year: int = 0


@dataclass(frozen=True, slots=True)
class Company:
    """``until``: last day of the recognition, None without an end. ``stops``: last day with places here.

    ``area``: a postcode area of four digits or a place. ``kind``: the kind of company, as pupils wish it.
    """

    key: str
    name: str
    crebos: frozenset[str] = frozenset()
    recognised: YesNoUnknown = YesNoUnknown.UNKNOWN
    until: date | None = None
    stops: date | None = None
    area: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Places:
    company: str
    slot: str
    number: int


@dataclass(frozen=True, slots=True)
class Pupil:
    """``slots``: where this pupil needs a place, in order. ``longest_km``: None is that of the problem."""

    key: str
    crebo: str
    slots: tuple[str, ...]
    area: str = ""
    companies: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    longest_km: Decimal | None = None


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """A pupil at a company in a slot."""

    pupil: str
    slot: str
    company: str


@dataclass(frozen=True, slots=True)
class Problem:
    """``slots`` in order of time. ``kept``: what was agreed before. ``longest_km``: None is no limit."""

    slots: tuple[Slot, ...]
    companies: tuple[Company, ...]
    places: tuple[Places, ...]
    pupils: tuple[Pupil, ...]
    kept: tuple[Pair, ...] = ()
    longest_km: Decimal | None = None
    positions: Positions = field(default_factory=dict)


class Bar(Term):
    """Why a pupil cannot go to a company in a slot."""

    NO_PLACES = "geen-plek", gettext_noop("heeft in deze periode geen plek")
    NOT_RECOGNISED = "niet-erkend", gettext_noop("is geen erkend leerbedrijf")
    UNKNOWN = "onbekend", gettext_noop("of dit een erkend leerbedrijf is, is niet bekend")
    NO_CREBOS = "geen-crebo", gettext_noop("voor welke opleidingen de erkenning geldt, is niet bekend")
    OTHER_CREBO = "ander-crebo", gettext_noop("is niet erkend voor deze opleiding")
    ENDS = "loopt-af", gettext_noop("de erkenning loopt af voor het einde van de periode")
    STOPS = "stopt", gettext_noop("stopt met plekken voor het einde van de periode")
    TOO_FAR = "te-ver", gettext_noop("ligt verder weg dan de grens")


@dataclass(frozen=True, slots=True)
class Match:
    pair: Pair
    km: float | None
    wished: bool
    kept: bool


@dataclass(frozen=True, slots=True)
class Unmatched:
    """``helps``: what would help, the easiest first."""

    pupil: str
    slot: str
    why: Text
    helps: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Released:
    """An earlier match that this proposal does not hold; it is told, never taken away."""

    pair: Pair
    why: Text


@dataclass(frozen=True, slots=True)
class Shortage:
    slot: str
    crebo: str
    number: int
    text: Text


@dataclass(frozen=True, slots=True, order=True)
class Score:
    """The lower the better, in this order: earlier matches given up, pupils without a place, wishes not met, changes of
    company between two periods, metres."""

    released: int = 0
    unmatched: int = 0
    unwished: int = 0
    changes: int = 0
    metres: int = 0


@dataclass(frozen=True, slots=True)
class Result:
    """``bound``: no matching scores lower; equal to ``score`` when ``optimal``.

    ``total_km``: of the matches with a known distance, one way; ``unknown_km``: how many have none.
    """

    matches: tuple[Match, ...]
    unmatched: tuple[Unmatched, ...]
    released: tuple[Released, ...]
    shortages: tuple[Shortage, ...]
    total_km: Decimal
    unknown_km: int
    score: Score
    bound: Score
    optimal: bool


class ProblemError(ValueError):
    """The problem names something twice or that is not there."""
