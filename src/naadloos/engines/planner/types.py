"""What goes into and comes out of the planner. Hours are klokuren as Decimal."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from naadloos.engines.route.terms import Term, gettext_noop


class PlanStatus(Term):
    OPTIMAL = "bewezen_optimaal", gettext_noop("bewezen optimaal")
    VALID = "geldig", gettext_noop("geldig, misschien kan het nog evenwichtiger")
    IMPOSSIBLE = "onmogelijk", gettext_noop("onmogelijk")
    INVALID = "ongeldig", gettext_noop("de gegevens kloppen niet")
    # Time ran out before a plan or a proof was found: neither "possible" nor "impossible" would be true.
    UNKNOWN = "onbekend", gettext_noop("niet gevonden binnen de tijd")


@dataclass(frozen=True, slots=True)
class PeriodSlot:
    """One period of one year of the route (route year 1 = leerjaar 3) and the klokuren that fit in it."""

    route_year: int
    number: int
    hours: Decimal


@dataclass(frozen=True, slots=True)
class PlanPlacement:
    unit: str
    route_year: int
    period: int
    hours: Decimal


@dataclass(frozen=True, slots=True)
class PlanUnit:
    """Something to teach.

    ``spread`` is the exact number of consecutive periods it is given in (they may cross the end of a year);
    its hours are divided evenly over them, hundredths left over going to the first. ``after``: keys of the
    units that must be finished in an earlier period. ``fixed``: placements a person made. When these hold all
    hours, the unit stays exactly there, whatever its spread; else the rest is divided over the other periods
    of its spread.
    """

    key: str
    title: str
    hours: Decimal
    first_year: int | None = None
    last_year: int | None = None
    spread: int = 1
    after: tuple[str, ...] = ()
    fixed: tuple[PlanPlacement, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanProblem:
    periods: tuple[PeriodSlot, ...]
    units: tuple[PlanUnit, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """One sentence for people: ``sentence`` is a Dutch template, so that the app can translate it first."""

    code: str
    sentence: str
    params: Mapping[str, str] = field(default_factory=dict)
    units: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The sentence in Dutch, filled in."""
        return self.sentence % self.params


@dataclass(frozen=True, slots=True)
class PeriodLoad:
    """Klokuren planned and available in one period."""

    route_year: int
    number: int
    planned: Decimal
    available: Decimal


@dataclass(frozen=True, slots=True)
class PlanResult:
    """The answer.

    ``gap`` tells how much better a plan could be at most, 0 when proven optimal: the percentage by which the
    fullest period could be less full, or, when that is proven, the percentage of all hours that could lie
    better.
    """

    status: PlanStatus
    placements: tuple[PlanPlacement, ...] = ()
    loads: tuple[PeriodLoad, ...] = ()
    gap: Decimal | None = None
    reasons: tuple[Reason, ...] = ()
