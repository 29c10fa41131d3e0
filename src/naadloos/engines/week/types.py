"""What goes into and comes out of the basisweek: who is where on which half of which day."""

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from naadloos.engines.route.calendar import DAYS
from naadloos.engines.route.terms import Side, Term, WeekKind, gettext_noop
from naadloos.engines.route.text import Text

# Where a group is on half a day.
Kind = WeekKind


class Half(NamedTuple):
    """Half a day: day 1 is maandag; part 1 the morning, 2 the afternoon. Between the two is lunch."""

    day: int
    part: int


HALVES = tuple(Half(day, part) for day in DAYS for part in (1, 2))


class WeekStatus(Term):
    OPTIMAL = "bewezen_optimaal", gettext_noop("bewezen optimaal")
    FEASIBLE = "geldig", gettext_noop("geldig, misschien kan het nog beter")
    STOPPED = "gestopt", gettext_noop("gestopt, dit was het beste tot dan toe")
    IMPOSSIBLE = "onmogelijk", gettext_noop("onmogelijk")
    INVALID = "ongeldig", gettext_noop("de gegevens kloppen niet")
    UNKNOWN = "onbekend", gettext_noop("niet gevonden binnen de tijd")


class WeekGoal(Term):
    GROUPS = "groepen_reizen", gettext_noop("groepen reizen weinig midden op de dag")
    TEACHERS = "docenten_reizen", gettext_noop("docenten reizen weinig midden op de dag")
    WISHES = "wensen", gettext_noop("lessen op de gewenste dagdelen")
    STABILITY = "rust", gettext_noop("weinig anders dan de vorige week")


@dataclass(frozen=True, slots=True)
class Site:
    """A place where groups can be. Of several buildings on one ``grounds`` nobody travels between.

    ``open``: the halves it is there for the route; None is not limited.
    """

    key: str
    title: str
    kind: Kind
    grounds: str = ""
    open: tuple[Half, ...] | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """Minutes between two sites, both ways. A way that is not named is not known, and nobody takes it at noon."""

    one: str
    other: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Room:
    """A practice room: one lesson at a time. ``capacity`` None is not known; ``open`` None is not limited."""

    key: str
    title: str
    site: str
    purposes: tuple[str, ...] = ()
    capacity: int | None = None
    open: tuple[Half, ...] | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """``halves``: how many halves of each kind it has in a week; what is left of the ten is free.

    ``size`` None is not known. ``house``: the side it belongs to, for the fixed days of that house.
    """

    key: str
    title: str
    route_year: int
    halves: tuple[tuple[Kind, int], ...]
    size: int | None = None
    house: Side | None = None

    def asked(self, kind: Kind) -> int:
        known = dict(self.halves)
        if kind is Kind.FREE:
            return len(HALVES) - sum(number for each, number in self.halves if each is not Kind.FREE)
        return known.get(kind, 0)


@dataclass(frozen=True, slots=True)
class Teacher:
    """``halves``: when he or she can; None is not known and then taken as always, with a note."""

    key: str
    name: str
    halves: tuple[Half, ...] | None = None


@dataclass(frozen=True, slots=True)
class Lesson:
    """A block of one or two halves on one day, for one group or for several together.

    ``site`` or, when empty, any site of ``kind``. ``room``: what the room must be for; empty is no practice room.
    All ``teachers`` are there. ``start``: the half it begins, when that is fixed. ``days``: the only days, empty is
    any. ``wished``: halves it would rather begin.
    """

    key: str
    title: str
    groups: tuple[str, ...]
    kind: Kind
    teachers: tuple[str, ...] = ()
    room: str = ""
    length: int = 1
    site: str = ""
    start: Half | None = None
    days: tuple[int, ...] = ()
    wished: tuple[Half, ...] = ()


@dataclass(frozen=True, slots=True)
class HouseDay:
    """On these halves the groups are at this kind of place (or at ``site``): a fixed day of a house.

    ``groups``, ``route_years`` and ``house``: whom it is for, each empty is all.
    """

    key: str
    title: str
    kind: Kind
    halves: tuple[Half, ...]
    site: str = ""
    groups: tuple[str, ...] = ()
    route_years: tuple[int, ...] = ()
    house: Side | None = None

    def holds_for(self, group: Group) -> bool:
        return (
            (not self.groups or group.key in self.groups)
            and (not self.route_years or group.route_year in self.route_years)
            and (self.house is None or group.house is self.house)
        )


@dataclass(frozen=True, slots=True)
class Stay:
    """Where a group is on one half; ``site`` is empty when free, or at a company that is not named."""

    group: str
    half: Half
    kind: Kind
    site: str = ""


@dataclass(frozen=True, slots=True)
class LessonAt:
    """``start`` is the first half; a lesson of two goes on in the afternoon."""

    lesson: str
    start: Half
    site: str = ""
    room: str = ""


@dataclass(frozen=True, slots=True)
class Week:
    stays: tuple[Stay, ...] = ()
    lessons: tuple[LessonAt, ...] = ()


@dataclass(frozen=True, slots=True)
class WeekGoals:
    """Points per: group that travels at noon, teacher that travels at noon, lesson outside its wishes, and stay or
    lesson that is elsewhere than in the previous week. 0 switches a goal off."""

    groups: int = 10
    teachers: int = 4
    wishes: int = 5
    stability: int = 1


@dataclass(frozen=True, slots=True)
class WeekProblem:
    """The week of one period. ``noon_minutes``: the longest way that fits in the lunch break.

    ``whole_company_days``: at a company for the whole day or not at all.
    """

    groups: tuple[Group, ...]
    sites: tuple[Site, ...]
    lessons: tuple[Lesson, ...] = ()
    teachers: tuple[Teacher, ...] = ()
    rooms: tuple[Room, ...] = ()
    ways: tuple[Way, ...] = ()
    house_days: tuple[HouseDay, ...] = ()
    noon_minutes: int = 30
    whole_company_days: bool = True
    previous: Week | None = None
    goals: WeekGoals = WeekGoals()


@dataclass(frozen=True, slots=True)
class Conflict:
    """One thing that is wrong with a week: why (``text`` says who and when too) and what to do about it.

    ``facts``: ``groups:<key>``, ``teachers:<key>``, ``rooms:<key>``, ``lessons:<key>``, ``sites:<key>``,
    ``house_days:<key>``.
    """

    code: str
    text: Text
    todo: Text
    halves: tuple[Half, ...] = ()
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the problem cannot be read, or a demand that clashes with others."""

    code: str
    text: Text
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GoalPoints:
    goal: WeekGoal
    points: int
    why: Text


@dataclass(frozen=True, slots=True)
class WeekResult:
    """Fewer points is better; no week goes below ``bound``; ``gap`` is the difference as a percentage of the points."""

    status: WeekStatus
    week: Week = Week()
    points: int = 0
    bound: int = 0
    gap: Decimal = Decimal(0)
    goals: tuple[GoalPoints, ...] = ()
    reasons: tuple[Reason, ...] = ()
    notes: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Demand:
    """One thing that is asked of a week, and that a person could let go."""

    kind: str
    key: str = ""
    what: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """``possible`` None: not known in time. ``minimal``: proven that without any one of the demands the rest fits."""

    possible: bool | None
    reasons: tuple[Reason, ...] = ()
    demands: tuple[Demand, ...] = ()
    minimal: bool = False


@dataclass(frozen=True, slots=True)
class Move:
    """A week after one change by hand: the conflicts it brings and takes away, and points more or fewer than before."""

    week: Week
    brings: tuple[Conflict, ...] = ()
    solves: tuple[Conflict, ...] = ()
    points: int = 0

    @property
    def fits(self) -> bool:
        return not self.brings


@dataclass(frozen=True, slots=True)
class Option:
    """Where a lesson could go, and what that brings."""

    start: Half
    site: str
    room: str
    move: Move
