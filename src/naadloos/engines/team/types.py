"""What goes into and comes out of the division of work. Hours are klokuren as Decimal."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from naadloos.engines.route.terms import Side, Term, YesNoUnknown, gettext_noop
from naadloos.engines.route.text import Text

# A period by its year of the route (1 = leerjaar 3) and its number within that year.
Place = tuple[int, int]


class TeamStatus(Term):
    OPTIMAL = "bewezen_optimaal", gettext_noop("bewezen optimaal")
    FEASIBLE = "geldig", gettext_noop("geldig, misschien kan het nog beter")
    STOPPED = "gestopt", gettext_noop("gestopt, dit was het beste tot dan toe")
    INVALID = "ongeldig", gettext_noop("de gegevens kloppen niet")


class TeamGoal(Term):
    """In order of weight: a later one never costs anything of an earlier one."""

    UNCOVERED = "onbezet", gettext_noop("zo weinig mogelijk uren zonder docent")
    HANDOVERS = "wisselingen", gettext_noop("weinig wisselingen van docent")
    DOUBTS = "twijfels", gettext_noop("weinig docenten van wie de bevoegdheid onbekend is")
    WISHES = "wensen", gettext_noop("wensen van docenten")
    SPREAD = "spreiding", gettext_noop("werk eerlijk verdeeld naar beschikbare uren")


@dataclass(frozen=True, slots=True)
class Skill:
    """Something a teacher can teach; ``qualified`` None: as for the teacher as a whole."""

    name: str
    qualified: YesNoUnknown | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class Teacher:
    """``per_week``: klokuren for the route in a week; ``per_period`` where it is known per period.

    None and not named is not known: then nothing is assigned and a note says so. ``days``: 1 is maandag, empty
    is not known and limits nothing. ``valid_until``: last day of the bevoegdheid (or bekwaamheid); None is no end.
    ``apart``: colleagues who are never on the same unit and group in one period.
    """

    key: str
    name: str
    side: Side
    per_week: Decimal | None = None
    per_period: tuple[tuple[Place, Decimal], ...] = ()
    skills: tuple[Skill, ...] = ()
    qualified: YesNoUnknown = YesNoUnknown.UNKNOWN
    valid_until: date | None = None
    days: tuple[int, ...] = ()
    apart: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TeamPeriod:
    """``weeks`` turns klokuren per week into those of the period; ``last_day`` is held against ``valid_until``."""

    route_year: int
    number: int
    weeks: int
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """Klokuren of teaching of one unit to one group in one period; the key is those three together.

    ``side``: whose teachers give it; TOGETHER is both, each at least the smallest piece; None is either.
    ``skills``: a teacher needs them all. ``qualified``: only who is bevoegd. ``days``: when the lessons are,
    empty is not known.
    """

    unit: str
    title: str
    route_year: int
    period: int
    hours: Decimal
    side: Side | None = None
    group: str = ""
    skills: tuple[str, ...] = ()
    qualified: bool = True
    days: tuple[int, ...] = ()

    @property
    def place(self) -> Place:
        return self.route_year, self.period

    @property
    def line(self) -> tuple[str, str]:
        """Over the periods of one line the same teacher is kept when that can be."""
        return self.unit, self.group

    @property
    def key(self) -> tuple[str, str, int, int]:
        return self.unit, self.group, self.route_year, self.period


@dataclass(frozen=True, slots=True)
class Wish:
    """A teacher would rather (or rather not) teach a unit; ``group`` empty is any group."""

    teacher: str
    unit: str
    group: str = ""
    rather: bool = True


@dataclass(frozen=True, slots=True)
class Assignment:
    """``doubt``: the bevoegdheid that the unit asks for is not known of this teacher."""

    teacher: str
    unit: str
    route_year: int
    period: int
    hours: Decimal
    group: str = ""
    doubt: bool = False

    @property
    def need(self) -> tuple[str, str, int, int]:
        return self.unit, self.group, self.route_year, self.period


@dataclass(frozen=True, slots=True)
class TeamProblem:
    """``fixed``: what people decided; a teacher has at least these hours there.

    ``smallest``: nobody comes for fewer klokuren in a period (a need that is smaller is given whole).
    ``grain``: hours are divided in multiples of this; the hours of every need are one.
    """

    periods: tuple[TeamPeriod, ...]
    teachers: tuple[Teacher, ...]
    needs: tuple[Need, ...]
    wishes: tuple[Wish, ...] = ()
    fixed: tuple[Assignment, ...] = ()
    smallest: Decimal = Decimal(1)
    grain: Decimal = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong, in words. ``facts``: ``teachers:<key>``, ``units:<key>``, ``periods:<year>-<number>``."""

    code: str
    text: Text
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Load:
    """Klokuren given and available of one teacher in one period; None is not known."""

    teacher: str
    route_year: int
    period: int
    hours: Decimal
    available: Decimal | None


@dataclass(frozen=True, slots=True)
class Gap:
    """Klokuren of one need without a teacher; ``side`` of which side, None is either."""

    unit: str
    group: str
    route_year: int
    period: int
    hours: Decimal
    side: Side | None
    skills: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """Gaps of the same skills in the same period together, and whom to look for."""

    route_year: int
    period: int
    skills: tuple[str, ...]
    hours: Decimal
    side: Side | None
    day: int | None
    text: Text
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoalValue:
    """``value`` in klokuren (onbezet, spreiding) or a number.

    No division of work goes below ``bound`` without giving up something of the goals before it. ``gap`` is the
    difference as a percentage of the value; 0 when proven.
    """

    goal: TeamGoal
    value: Decimal
    bound: Decimal
    gap: Decimal


@dataclass(frozen=True, slots=True)
class TeamResult:
    """``notes``: what is not known and how that was taken; ``faults``: why the problem could not be read."""

    status: TeamStatus
    assignments: tuple[Assignment, ...] = ()
    loads: tuple[Load, ...] = ()
    gaps: tuple[Gap, ...] = ()
    advice: tuple[Advice, ...] = ()
    goals: tuple[GoalValue, ...] = ()
    notes: tuple[Text, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def uncovered(self) -> Decimal:
        return sum((gap.hours for gap in self.gaps), Decimal(0))


@dataclass(frozen=True, slots=True)
class TakeOver:
    """A colleague who may teach what was lost, and the klokuren he or she has left in that period."""

    teacher: str
    hours: Decimal


@dataclass(frozen=True, slots=True)
class Lost:
    assignment: Assignment
    takers: tuple[TakeOver, ...]


@dataclass(frozen=True, slots=True)
class Leaving:
    """What is hit when a teacher leaves. ``after``: the others keep what they have and take over what they can.

    ``short``: klokuren without a teacher that were covered before.
    """

    teacher: str
    lost: tuple[Lost, ...]
    after: TeamResult
    short: Decimal
    text: Text
