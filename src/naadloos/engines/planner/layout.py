"""The problem in whole numbers and in the order of time, made once for model, goals and start.

A *row* is what one pupil sees: a variant and, when its units have groups, one of these groups. What is shared
by variants stands in several rows but takes a room or a teacher once.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations
from typing import Literal

from naadloos.engines.planner.options import Pieces, Ways, cents, ways
from naadloos.engines.planner.types import (
    Goals,
    HoursNorm,
    PeriodSlot,
    Place,
    PlanProblem,
    PlanUnit,
    Variant,
)
from naadloos.engines.route.terms import CapacityKind, RuleKind, Side

# Rules that close periods to one unit; each can be let go on its own when demands clash.
Closing = Literal[
    "jaren", "toegestaan", "verboden", "begin", "fase", "venster", "gereserveerd", "bpv_venster", "variant"
]


@dataclass(frozen=True, slots=True)
class Form:
    """One unit with all its ways, and which periods each rule closes to it."""

    unit: PlanUnit
    at: int
    ways: Ways
    closed: Mapping[Closing, frozenset[int]]
    start: int | None  # index of the period it must begin in

    def breaks(self, pieces: Pieces) -> frozenset[Closing]:
        """The rules that this way of placing breaks."""
        found = {kind for kind, periods in self.closed.items() if any(at in periods for at, _ in pieces)}
        if self.start is not None and pieces[0][0] != self.start:
            found.add("begin")
        return frozenset(found)

    @property
    def shut(self) -> frozenset[int]:
        """Every period that is closed to it."""
        return frozenset().union(*self.closed.values())


@dataclass(frozen=True, slots=True)
class Row:
    variant: str
    group: str
    units: tuple[int, ...]
    first: int
    last: int  # inclusive


@dataclass(frozen=True, slots=True)
class Limit:
    """Hours (or pupils) of units in one period that may not be more than ``most``."""

    kind: Literal["ruimte", "ruimte_vmbo", "ruimte_mbo", "capaciteit"]
    key: str  # of the row or the capacity
    at: int
    most: int
    units: tuple[int, ...]
    pupils: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """``second`` stands in a relation to ``first``."""

    kind: Literal["na", "niet_voor", "samen"]
    first: int
    second: int
    rule: str  # key of the rule, empty when it comes from the unit itself


@dataclass(frozen=True)
class Layout:
    problem: PlanProblem
    slots: tuple[PeriodSlot, ...]
    forms: tuple[Form, ...]
    rows: tuple[Row, ...]
    limits: tuple[Limit, ...]
    pairs: tuple[Pair, ...]
    apart: tuple[tuple[str, tuple[int, ...]], ...]

    @property
    def goals(self) -> Goals:
        return self.problem.goals

    @cached_property
    def index(self) -> dict[Place, int]:
        return {(slot.route_year, slot.number): at for at, slot in enumerate(self.slots)}

    @cached_property
    def by_key(self) -> dict[str, int]:
        return {form.unit.key: form.at for form in self.forms}

    @cached_property
    def previous(self) -> dict[int, frozenset[int]]:
        """Per unit the periods it had in the plan of before, as far as these still exist."""
        found: dict[int, set[int]] = {}
        for each in self.problem.previous:
            place = self.index.get((each.route_year, each.period))
            if place is not None and each.unit in self.by_key:
                found.setdefault(self.by_key[each.unit], set()).add(place)
        return {unit: frozenset(places) for unit, places in found.items()}

    def place(self, at: int) -> Place:
        return self.slots[at].route_year, self.slots[at].number


def in_order(problem: PlanProblem) -> tuple[PeriodSlot, ...]:
    """The periods in the order of time."""
    return tuple(sorted(problem.periods, key=lambda slot: (slot.route_year, slot.number)))


def settle(problem: PlanProblem) -> PlanProblem:
    """The same problem with what is locked written as fixed placements."""
    if not problem.locked:
        return problem
    locked = set(problem.locked)

    def settled(unit: PlanUnit) -> PlanUnit:
        places = tuple(each for each in problem.previous if each.unit == unit.key)
        return replace(unit, fixed=places) if unit.key in locked and places else unit

    return replace(problem, units=tuple(settled(unit) for unit in problem.units), locked=())


def lay_out(problem: PlanProblem) -> Layout:
    """``problem`` passed ``check`` and is settled."""
    slots = in_order(problem)
    index = {(slot.route_year, slot.number): at for at, slot in enumerate(slots)}
    forms = tuple(_form(problem, unit, at, slots, index) for at, unit in enumerate(problem.units))
    rows = tuple(_rows(problem, index))
    return Layout(
        problem,
        slots,
        forms,
        rows,
        tuple(_limits(problem, slots, rows)),
        tuple(_pairs(problem)),
        tuple(_apart(problem)),
    )


def follows(unit: PlanUnit, variant: str) -> bool:
    return not unit.variants or variant in unit.variants


def norm_applies(norm: HoursNorm, unit: PlanUnit) -> bool:
    """Whether the hours of the unit count for the norm."""
    return (not norm.hour_kinds or unit.hour_kind in norm.hour_kinds) and (not norm.sides or unit.side in norm.sides)


def norm_years(norm: HoursNorm, slots: tuple[PeriodSlot, ...]) -> list[int]:
    return [
        at
        for at, slot in enumerate(slots)
        if (norm.first_year or slot.route_year) <= slot.route_year <= (norm.last_year or slot.route_year)
    ]


def stretch(variant: Variant | None, index: Mapping[Place, int]) -> tuple[int, int]:
    """First and last period that the variant is there."""
    start = index[variant.start] if variant and variant.start else 0
    end = index[variant.end] if variant and variant.end else len(index) - 1
    return start, end


def _form(
    problem: PlanProblem, unit: PlanUnit, at: int, slots: tuple[PeriodSlot, ...], index: Mapping[Place, int]
) -> Form:
    fixed = tuple(sorted((index[each.route_year, each.period], cents(each.hours)) for each in unit.fixed))
    return Form(
        unit,
        at,
        ways(unit, fixed, tuple(slot.weeks for slot in slots)),
        {kind: found for kind, found in _closed(problem, unit, slots, index) if found},
        index[unit.start] if unit.start else None,
    )


def _closed(
    problem: PlanProblem, unit: PlanUnit, slots: tuple[PeriodSlot, ...], index: Mapping[Place, int]
) -> Iterable[tuple[Closing, frozenset[int]]]:
    everywhere = frozenset(range(len(slots)))

    def at(places: Iterable[Place]) -> frozenset[int]:
        return frozenset(index[place] for place in places if place in index)

    first, last = unit.first_year, unit.last_year
    yield (
        "jaren",
        frozenset(
            at
            for at, slot in enumerate(slots)
            if (first is not None and slot.route_year < first) or (last is not None and slot.route_year > last)
        ),
    )
    if unit.allowed:
        yield "toegestaan", everywhere - at(unit.allowed)
    yield "verboden", at(unit.forbidden)
    for phase in problem.phases:
        if phase.key == unit.phase:
            yield "fase", everywhere - at(place for place in index if phase.first <= place <= phase.last)
    shut: frozenset[int] = frozenset()
    reserved: frozenset[int] = frozenset()
    for window in problem.windows:
        if window.key == unit.window:
            yield "venster", everywhere - at(window.periods)
        elif window.reserved:
            reserved |= at(window.periods)
        if window.closed_to_bpv and unit.bpv is not None and window.key != unit.window:
            shut |= at(window.periods)
    yield "gereserveerd", reserved
    yield "bpv_venster", shut
    outside: frozenset[int] = frozenset()
    for variant in problem.variants:
        if follows(unit, variant.key):
            begin, end = stretch(variant, index)
            outside |= everywhere - frozenset(range(begin, end + 1))
    yield "variant", outside


def _rows(problem: PlanProblem, index: Mapping[Place, int]) -> Iterable[Row]:
    for variant in problem.variants or (None,):
        mine = [(at, unit) for at, unit in enumerate(problem.units) if variant is None or follows(unit, variant.key)]
        for group in sorted({unit.group for _, unit in mine if unit.group}) or [""]:
            units = tuple(at for at, unit in mine if unit.group in ("", group))
            yield Row(variant.key if variant else "", group, units, *stretch(variant, index))


def _limits(problem: PlanProblem, slots: tuple[PeriodSlot, ...], rows: tuple[Row, ...]) -> Iterable[Limit]:
    units = problem.units
    sides = [
        (at, slot, kind, hours, side)
        for at, slot in enumerate(slots)
        for kind, hours, side in (
            ("ruimte_vmbo", slot.hours_vmbo, Side.VMBO),
            ("ruimte_mbo", slot.hours_mbo, Side.MBO),
        )
        if hours is not None
    ]
    for row in rows:
        key = f"{row.variant}|{row.group}"
        for at, slot in enumerate(slots):
            yield Limit("ruimte", key, at, cents(slot.hours), row.units)
        for at, _, kind, hours, side in sides:
            # What both give together needs both.
            mine = tuple(unit for unit in row.units if units[unit].side in (side, Side.TOGETHER))
            if mine:
                yield Limit(kind, key, at, cents(hours), mine)  # type: ignore[arg-type]
    for capacity in problem.capacities:
        users = tuple(at for at, unit in enumerate(units) if capacity.key in unit.uses)
        pupils = capacity.kind is CapacityKind.PRACTICE
        for at, slot in enumerate(slots):
            amount = capacity.of((slot.route_year, slot.number))
            if users:
                yield Limit("capaciteit", capacity.key, at, int(amount) if pupils else cents(amount), users, pupils)


def _pairs(problem: PlanProblem) -> Iterable[Pair]:
    at = {unit.key: place for place, unit in enumerate(problem.units)}
    for unit in problem.units:
        for key in dict.fromkeys(unit.after):
            yield Pair("na", at[key], at[unit.key], "")
        for key in dict.fromkeys(unit.not_before):
            yield Pair("niet_voor", at[key], at[unit.key], "")
    for rule in problem.rules:
        if rule.kind is RuleKind.SAME:
            for first, second in combinations([at[key] for key in rule.units], 2):
                yield Pair("samen", first, second, rule.key)


def _apart(problem: PlanProblem) -> Iterable[tuple[str, tuple[int, ...]]]:
    at = {unit.key: place for place, unit in enumerate(problem.units)}
    for rule in problem.rules:
        if rule.kind is RuleKind.APART:
            yield rule.key, tuple(at[key] for key in rule.units)
