"""What goes in: the programme and the tests that a group is pinned to, and what one pupil has done of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from naadloos.engines.route.terms import Term, gettext_noop


class Diploma(Term):
    VMBO = "vmbo", gettext_noop("vmbo-diploma")
    MBO = "mbo", gettext_noop("mbo-diploma")


class Kind(Term):
    """What can be done. The values are the codes in files."""

    UNIT = "onderdeel", gettext_noop("onderdeel")
    ASSESSMENT = "toets", gettext_noop("toets of examen")


class Outcome(Term):
    """How it went. The values are the codes in files."""

    PASSED = "behaald", gettext_noop("behaald")
    MADE = "gemaakt", gettext_noop("gemaakt, het cijfer telt mee")
    FAILED = "niet_behaald", gettext_noop("niet behaald")
    EXEMPT = "vrijstelling", gettext_noop("vrijstelling")


class Standing(Term):
    DONE = "gedaan", gettext_noop("gedaan")
    COUNTS = "telt_mee", gettext_noop("telt mee naar inhoud")
    MISSING = "ontbreekt", gettext_noop("ontbreekt")
    DOUBLE = "dubbel", gettext_noop("dubbel of niet gevraagd")


@dataclass(frozen=True, slots=True)
class Part:
    """A unit of the programme or a test.

    ``diplomas``: what it was made for. ``deeltaken`` and ``mbo``: the codes that it covers; a werkproces begins with
    its crebo. ``variants``: who follows it, empty is everybody. ``hours`` None is not known; a test has none.
    ``last_year``: the year of the route in which it should be done, None is not known.
    """

    kind: Kind
    key: str
    title: str
    diplomas: frozenset[Diploma]
    deeltaken: frozenset[str] = frozenset()
    mbo: frozenset[str] = frozenset()
    hours: Decimal | None = None
    variants: frozenset[str] = frozenset()
    last_year: int | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """A variant: one leerweg and one opleiding through the programme."""

    key: str
    title: str
    crebo: str = ""


@dataclass(frozen=True, slots=True)
class Programme:
    """``earlier``: parts of earlier versions, to know what was done then; nothing of them is asked."""

    parts: tuple[Part, ...]
    ways: Mapping[str, Way] = field(default_factory=lambda: MappingProxyType({}))
    earlier: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a pupil did on a day."""

    kind: Kind
    key: str
    on: date
    outcome: Outcome
