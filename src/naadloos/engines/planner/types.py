"""What goes into and comes out of the planner. Hours are klokuren as Decimal."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from naadloos.engines.route.terms import CapacityKind, HourKind, RuleKind, Side, Term, gettext_noop

# A period by its year of the route (1 = leerjaar 3) and its number within that year.
Place = tuple[int, int]


class PlanStatus(Term):
    OPTIMAL = "bewezen_optimaal", gettext_noop("bewezen optimaal")
    VALID = "geldig", gettext_noop("geldig, misschien kan het nog beter")
    IMPOSSIBLE = "onmogelijk", gettext_noop("onmogelijk")
    INVALID = "ongeldig", gettext_noop("de gegevens kloppen niet")
    # Time ran out before a plan or a proof was found: neither "possible" nor "impossible" would be true.
    UNKNOWN = "onbekend", gettext_noop("niet gevonden binnen de tijd")


class Goal(Term):
    """What makes one valid plan better than another."""

    BALANCE = "evenwicht", gettext_noop("elke periode even vol")
    PRACTICE = "praktijk", gettext_noop("vroeg kennismaken met de praktijk")
    MBO = "mbo", gettext_noop("mbo-inhoud vanaf leerjaar 3")
    BUNDLES = "bundels", gettext_noop("bundels bij elkaar")
    TRAVEL = "reizen", gettext_noop("weinig reisdagen")
    EXAMS = "toetsen", gettext_noop("toetsen gespreid")
    WISHES = "wensen", gettext_noop("gewenste perioden")
    STABILITY = "rust", gettext_noop("weinig verschuiven ten opzichte van het vorige plan")


@dataclass(frozen=True, slots=True)
class PeriodSlot:
    """One period of one year of the route and the klokuren that fit in it, for one pupil.

    ``hours_vmbo`` and ``hours_mbo`` limit what each side can give of these; None is no limit of its own.
    ``weeks`` is needed for bpv in whole weeks and for travel days. ``home`` is the place where the pupils
    normally are in this period: what is given elsewhere makes them travel; empty is not known.
    """

    route_year: int
    number: int
    hours: Decimal
    weeks: int = 0
    hours_vmbo: Decimal | None = None
    hours_mbo: Decimal | None = None
    home: str = ""


@dataclass(frozen=True, slots=True)
class PlanPlacement:
    unit: str
    route_year: int
    period: int
    hours: Decimal


@dataclass(frozen=True, slots=True)
class Bpv:
    """Practice in a company in whole weeks of ``hours_per_week``; never fewer than ``min_weeks`` in a row."""

    hours_per_week: Decimal
    min_weeks: int = 1


@dataclass(frozen=True, slots=True)
class PlanUnit:
    """Something to teach.

    It is given in ``spread`` to ``max_spread`` periods (just ``spread`` when that is None), consecutive ones
    (they may cross the end of a year) or, when not ``contiguous``, any. Its hours are divided evenly over
    them; hundredths left over go to the first, or to any of them when not ``contiguous``. A ``bpv`` block
    instead takes consecutive weeks; when not ``contiguous`` it takes in each of its periods some weeks.

    ``fixed``: placements a person made. When these hold all hours, the unit stays exactly there, whatever its
    spread; else the rest is divided over the other periods. ``start`` pins the first period only.

    ``after``: units that must be finished in an earlier period. ``not_before``: units that must have begun in
    the same or an earlier period. ``allowed``: when given, the only periods; ``forbidden``: never these.

    ``uses`` names capacities. ``variants``: who follows it, empty is all; ``group``: only this group of them.
    ``tests``: tests that fall in its last period. ``practice``: it is contact with the practice of the trade.
    """

    key: str
    title: str
    hours: Decimal
    first_year: int | None = None
    last_year: int | None = None
    spread: int = 1
    after: tuple[str, ...] = ()
    fixed: tuple[PlanPlacement, ...] = ()
    max_spread: int | None = None
    contiguous: bool = True
    not_before: tuple[str, ...] = ()
    allowed: tuple[Place, ...] = ()
    forbidden: tuple[Place, ...] = ()
    wished: tuple[Place, ...] = ()
    start: Place | None = None
    phase: str = ""
    window: str = ""
    side: Side | None = None
    hour_kind: HourKind | None = None
    place: str = ""
    group: str = ""
    variants: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    pupils: int = 0
    bundle: str = ""
    bpv: Bpv | None = None
    practice: bool = False
    tests: int = 0

    @property
    def most_spread(self) -> int:
        return self.spread if self.max_spread is None else self.max_spread


@dataclass(frozen=True, slots=True)
class Variant:
    """A leerweg, a crebo or a group that switches in; it follows the route from ``start`` to ``end``."""

    key: str
    title: str
    start: Place | None = None
    end: Place | None = None


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of the route; a unit of this phase lies within it."""

    key: str
    title: str
    first: Place
    last: Place


@dataclass(frozen=True, slots=True)
class Window:
    """Periods with a purpose (cspe, CE, summer); a unit of this window lies within them.

    ``closed_to_bpv``: no bpv in these periods. ``reserved``: only units of this window in these periods.
    """

    key: str
    title: str
    periods: tuple[Place, ...]
    closed_to_bpv: bool = False
    reserved: bool = False


@dataclass(frozen=True, slots=True)
class Capacity:
    """What the units that use it may take together in one period; ``per_period`` where it differs."""

    key: str
    title: str
    kind: CapacityKind
    amount: Decimal
    per_period: tuple[tuple[Place, Decimal], ...] = ()

    def of(self, place: Place) -> Decimal:
        return dict(self.per_period).get(place, self.amount)


@dataclass(frozen=True, slots=True)
class Rule:
    """What holds between units, in whatever order they are named."""

    key: str
    kind: RuleKind
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Travel:
    """How heavy a day elsewhere weighs between two places, both ways; 1 is a day of which the way is not known."""

    one: str
    other: str
    weight: Decimal


@dataclass(frozen=True, slots=True)
class HoursNorm:
    """Klokuren at least or at most in some years, of some kinds of hours and sides; empty is all of them.

    It holds for each variant (or for those named). The figures and their source come from outside: a law
    parameter, or what the partners agreed.
    """

    key: str
    title: str
    least: Decimal | None = None
    most: Decimal | None = None
    first_year: int | None = None
    last_year: int | None = None
    hour_kinds: tuple[HourKind, ...] = ()
    sides: tuple[Side, ...] = ()
    variants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Goals:
    """How many points each goal costs, and what still counts as good enough.

    Weights are points per: klokuur outside the tolerance, period without practice, klokuur mbo short, period a
    bundle takes longer, travel day a week, test too many, unit outside its wishes, unit that moved.
    A weight of 0 switches a goal off.
    """

    balance: int = 1
    practice: int = 10
    mbo: int = 1
    bundles: int = 6
    travel: int = 3
    exams: int = 5
    wishes: int = 10
    stability: int = 8
    # Parts of the hours of a period. One in ten is half a day in a week of five: less is not felt.
    tolerance: Decimal = Decimal("0.10")
    mbo_share: Decimal = Decimal("0.10")
    hours_per_day: Decimal = Decimal(6)


@dataclass(frozen=True, slots=True)
class PlanProblem:
    """``previous`` is the plan of before; the units in ``locked`` stay where they are in it."""

    periods: tuple[PeriodSlot, ...]
    units: tuple[PlanUnit, ...]
    variants: tuple[Variant, ...] = ()
    phases: tuple[Phase, ...] = ()
    windows: tuple[Window, ...] = ()
    capacities: tuple[Capacity, ...] = ()
    rules: tuple[Rule, ...] = ()
    norms: tuple[HoursNorm, ...] = ()
    previous: tuple[PlanPlacement, ...] = ()
    locked: tuple[str, ...] = ()
    goals: Goals = Goals()
    travel: tuple[Travel, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """One sentence for people: ``sentence`` is a Dutch template, so that the app can translate it first.

    ``facts`` are the keys of what can be changed: ``units:<key>``, ``periods:<year>-<number>``,
    ``capacities:<key>``, ``rules:<key>``, ``norms:<key>``, ``phases:<key>``, ``windows:<key>``, ``variants:<key>``.
    """

    code: str
    sentence: str
    params: Mapping[str, str] = field(default_factory=dict)
    units: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The sentence in Dutch, filled in."""
        return self.sentence % self.params


@dataclass(frozen=True, slots=True)
class PeriodLoad:
    """Klokuren planned and available in one period, for one variant and group when there are several."""

    route_year: int
    number: int
    planned: Decimal
    available: Decimal
    variant: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class GoalScore:
    """What one goal costs a plan: its points, their percentage of all points, and why in one sentence."""

    goal: Goal
    points: Decimal
    percent: Decimal
    why: Reason


@dataclass(frozen=True, slots=True)
class Score:
    points: Decimal
    goals: tuple[GoalScore, ...]


@dataclass(frozen=True, slots=True)
class PlanResult:
    """The answer.

    ``score`` counts the points of the plan (fewer is better), ``bound`` the points that no valid plan can go
    below, ``gap`` their difference as a percentage of the points of the plan; 0 when proven optimal.
    """

    status: PlanStatus
    placements: tuple[PlanPlacement, ...] = ()
    loads: tuple[PeriodLoad, ...] = ()
    gap: Decimal | None = None
    reasons: tuple[Reason, ...] = ()
    score: Score | None = None
    bound: Decimal | None = None
