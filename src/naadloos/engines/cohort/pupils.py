"""Pupils as columns: one row per pupil of a route, without a name, with the dates of what happened.

Counting dates are 1 October. ``k`` counts them from the start: k = 0 is the first October in the route, k = 1 the next.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Any

import numpy as np
import numpy.typing as npt

from naadloos.engines.route.terms import Leerweg

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Days = npt.NDArray[np.datetime64]

LEERWEGEN = tuple(each.value for each in Leerweg)
LAST_K = 7
_NEVER = np.datetime64("9999-12-31", "D")


class Exit(IntEnum):
    """How a pupil left the route. UNKNOWN: where to is not known. OTHER: moved away or died, not counted."""

    NONE = 0
    DIPLOMA = 1
    SWITCH = 2
    VSV = 3
    UNKNOWN = 4
    OTHER = 5


@dataclass(frozen=True, slots=True)
class Pupil:
    """One pupil. ``cohort``: year of the first school day. None is not (yet), ``parts`` and ``absences`` None unknown.

    ``parts``: parts of the mbo diploma earned before the mbo phase. ``absences``: days on which absence was reported.
    ``high_advice``: could have gone to havo by the advice of primary school. ``goes_on``: studies on after the diploma
    at the same institution. ``known_until``: until when everything that happened has been delivered.
    """

    cohort: int
    leerweg: str
    level: int
    known_until: date
    exit: Exit = Exit.NONE
    exit_on: date | None = None
    vo_passed: date | None = None
    vmbo_diploma: date | None = None
    switched_inside: date | None = None
    diploma_level: int = 0
    goes_on: bool = False
    parts: int | None = None
    absences: tuple[date, ...] | None = None
    high_advice: bool | None = None
    route: int = 0


@dataclass(frozen=True, slots=True)
class Pupils:
    """The same as columns of equal length. Dates that did not happen lie in the year 9999; -1 is unknown."""

    route: Ints
    cohort: Ints
    leerweg: Ints
    level: Ints
    known_until: Days
    exit: Ints
    exit_on: Days
    vo_passed: Days
    vmbo_diploma: Days
    switched_inside: Days
    diploma_level: Ints
    goes_on: Bools
    parts: Ints
    # Bit k is set when absence was reported between counting date k and the next; -1 when nobody delivered it.
    absence: Ints
    high_advice: Ints

    def __len__(self) -> int:
        return len(self.cohort)


def october(year: int) -> date:
    """The counting date in a calendar year."""
    return date(year, 10, 1)


def columns(pupils: Iterable[Pupil]) -> Pupils:
    """Put pupils into columns. Raises ValueError for a leerweg that does not exist."""
    rows = list(pupils)

    def ints(values: Iterable[int]) -> Ints:
        return np.fromiter(values, dtype=np.int64, count=len(rows))

    def days(values: Iterable[date | None]) -> Days:
        return np.array(
            [_NEVER if each is None else np.datetime64(each, "D") for each in values], dtype="datetime64[D]"
        )

    return Pupils(
        route=ints(each.route for each in rows),
        cohort=ints(each.cohort for each in rows),
        leerweg=ints(LEERWEGEN.index(each.leerweg) for each in rows),
        level=ints(each.level for each in rows),
        known_until=days(each.known_until for each in rows),
        exit=ints(int(each.exit) for each in rows),
        exit_on=days(each.exit_on for each in rows),
        vo_passed=days(each.vo_passed for each in rows),
        vmbo_diploma=days(each.vmbo_diploma for each in rows),
        switched_inside=days(each.switched_inside for each in rows),
        diploma_level=ints(each.diploma_level for each in rows),
        goes_on=np.array([each.goes_on for each in rows], dtype=np.bool_),
        parts=ints(-1 if each.parts is None else each.parts for each in rows),
        absence=ints(_absence_bits(each) for each in rows),
        high_advice=ints(-1 if each.high_advice is None else int(each.high_advice) for each in rows),
    )


def _absence_bits(pupil: Pupil) -> int:
    if pupil.absences is None:
        return -1
    bits = 0
    for day in pupil.absences:
        k = day.year - pupil.cohort - (day < october(day.year))
        if 0 <= k < LAST_K:
            bits |= 1 << k
    return bits


class AtCount:
    """What is true of each pupil at counting date ``k`` and in the year after it; each flag is worked out once.

    The names are the vocabulary of indicators.yaml.
    """

    def __init__(self, pupils: Pupils, k: int) -> None:
        self._pupils, self._k = pupils, k
        self._found: dict[str, Bools] = {}
        self._days: dict[int, Days] = {}
        self._states: dict[int, Ints] = {}

    def flag(self, name: str) -> Bools:
        """Raises KeyError for a name that is not in the vocabulary."""
        if name not in self._found:
            self._found[name] = FLAGS[name](self)
        return self._found[name]

    def who(self, of: tuple[str, ...], hit: tuple[str, ...]) -> Bools:
        """Pupils with all of the flags ``of`` and, when there are any, one of ``hit``. Raises KeyError."""
        result = np.logical_and.reduce([self.flag(name) for name in of])
        if hit:
            result = result & np.logical_or.reduce([self.flag(name) for name in hit])
        who: Bools = result
        return who

    def day(self, k: int) -> Days:
        """Counting date k of each pupil."""
        if k not in self._days:
            # 1 October is nine months after New Year.
            years = (self._pupils.cohort - 1970 + k).astype("datetime64[Y]")
            self._days[k] = (years.astype("datetime64[M]") + np.timedelta64(9, "M")).astype("datetime64[D]")
        return self._days[k]

    def state(self, k: int) -> Ints:
        if k not in self._states:
            self._states[k] = np.where(self._pupils.exit_on <= self.day(k), self._pupils.exit, 0)
        return self._states[k]

    def ended(self, code: Exit, later: int = 0) -> Bools:
        result: Bools = self.state(self._k + later) == code
        return result

    def observed(self, later: int = 0) -> Bools:
        result: Bools = self.day(self._k + later) <= self._pupils.known_until
        return result

    def by(self, days: Days, later: int = 0) -> Bools:
        result: Bools = days <= self.day(self._k + later)
        return result

    @property
    def pupils(self) -> Pupils:
        return self._pupils

    @property
    def k(self) -> int:
        return self._k


def _fitting(at: AtCount) -> Bools:
    """Diploma at or above the level that the leerweg lets expect: bb 2, kb 3, gl and tl 4 (monitoring.md B.1)."""
    expected = np.array([{"bb": 2, "kb": 3}.get(each, 4) for each in LEERWEGEN], dtype=np.int64)
    result: Bools = at.flag("next_diploma") & (at.pupils.diploma_level >= expected[at.pupils.leerweg])
    return result


FLAGS: dict[str, Any] = {
    # at the counting date
    "counted": lambda at: at.observed() & (at.state(at.k) != Exit.OTHER),
    "here": lambda at: at.observed() & (at.state(at.k) == Exit.NONE),
    "in_vo": lambda at: at.flag("here") & ~at.by(at.pupils.vo_passed),
    "in_mbo": lambda at: at.flag("here") & at.by(at.pupils.vo_passed),
    "first_mbo": lambda at: at.flag("in_mbo") & ~at.by(at.pupils.vo_passed, -1),
    "diploma": lambda at: at.ended(Exit.DIPLOMA),
    "switch": lambda at: at.ended(Exit.SWITCH),
    "vsv": lambda at: at.ended(Exit.VSV),
    "unknown": lambda at: at.ended(Exit.UNKNOWN),
    "vo_passed": lambda at: at.by(at.pupils.vo_passed),
    "vmbo_diploma": lambda at: at.by(at.pupils.vmbo_diploma),
    "level_4": lambda at: at.pupils.level == 4,
    "advice_known": lambda at: at.pupils.high_advice >= 0,
    "high_advice": lambda at: at.pupils.high_advice == 1,
    "parts_known": lambda at: at.pupils.parts >= 0,
    "parts_earned": lambda at: at.pupils.parts >= 1,
    # in the year after it
    "followed": lambda at: at.flag("here") & at.observed(1) & (at.state(at.k + 1) != Exit.OTHER),
    "next_here": lambda at: at.ended(Exit.NONE, 1),
    "next_diploma": lambda at: at.ended(Exit.DIPLOMA, 1),
    "next_switch": lambda at: at.ended(Exit.SWITCH, 1),
    "next_vsv": lambda at: at.ended(Exit.VSV, 1),
    "next_unknown": lambda at: at.ended(Exit.UNKNOWN, 1),
    "left": lambda at: ~at.ended(Exit.NONE, 1),
    "left_school": lambda at: at.flag("left") & ~(at.flag("next_diploma") & at.pupils.goes_on),
    "switched_inside": lambda at: at.by(at.pupils.switched_inside, 1) & ~at.by(at.pupils.switched_inside),
    "fitting_diploma": _fitting,
    "absence_known": lambda at: at.pupils.absence >= 0,
    "absent": lambda at: (at.pupils.absence >= 0) & ((at.pupils.absence >> at.k) & 1 == 1),
}
