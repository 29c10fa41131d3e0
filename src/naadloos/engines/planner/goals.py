"""What the goals cost: the targets that follow from the problem, and the points of a given plan.

Points are counted in hundredths as whole numbers, so that the solver, the search and the sum shown to people
agree to the last digit.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from naadloos.engines.planner.layout import Layout, Row
from naadloos.engines.planner.options import Pieces, cents
from naadloos.engines.planner.types import Goal, PlanUnit
from naadloos.engines.route.terms import HourKind, Side

# What lies outside three times the tolerance counts double: one very full period is worse than three full ones.
FAR = 3
POINT = 100
MBO_YEARS = (1, 2)


@dataclass(frozen=True, slots=True)
class Away:
    """Units that make a row travel in one period, to one place of which the way is known or to all others at once."""

    place: str  # empty: all places of which the way is not known
    units: tuple[int, ...]
    day: int  # hundredths of hours that one day a week gives
    cost: int  # hundredths of points for a day

    def days(self, hours: int) -> int:
        """Days a week for so many hundredths of hours."""
        return -(-hours // self.day)


@dataclass(frozen=True, slots=True)
class RowTargets:
    """What one row should look like, by index of the period; hours in hundredths."""

    row: Row
    ideal: Mapping[int, tuple[int, int]]  # aim and tolerance
    practice: tuple[int, ...]  # units
    mbo: Mapping[int, int]  # hours to reach
    mbo_units: tuple[int, ...]
    away: Mapping[int, tuple[Away, ...]]
    tests: tuple[int, ...]  # units
    tests_most: int


@dataclass(frozen=True, slots=True)
class Targets:
    rows: tuple[RowTargets, ...]
    bundles: tuple[tuple[str, tuple[int, ...], int], ...]  # key, units, periods that the longest unit takes at least
    wished: Mapping[int, frozenset[int]]
    previous: Mapping[int, frozenset[int]]


def is_practice(unit: PlanUnit) -> bool:
    return unit.practice or unit.bpv is not None or unit.hour_kind is HourKind.BPV


def targets_of(layout: Layout) -> Targets:
    goals, forms = layout.goals, layout.forms
    bundles: dict[str, list[int]] = {}
    for form in forms:
        if form.unit.bundle:
            bundles.setdefault(form.unit.bundle, []).append(form.at)
    return Targets(
        tuple(_row_targets(layout, row) for row in layout.rows),
        tuple(
            (key, tuple(units), max(_fewest(layout, unit) for unit in units))
            for key, units in bundles.items()
            if goals.bundles and len(units) > 1
        ),
        {
            form.at: frozenset(layout.index[place] for place in form.unit.wished if place in layout.index)
            for form in forms
            if goals.wishes and form.unit.wished
        },
        layout.previous if goals.stability else {},
    )


def _fewest(layout: Layout, unit: int) -> int:
    """The fewest periods from first to last that the unit can take."""
    ways = layout.forms[unit].ways
    if ways.loose is not None:
        taken = {at for at, _ in ways.loose.fixed}
        free = sorted((weeks for at, weeks in enumerate(ways.loose.weeks) if at not in taken), reverse=True)
        total = ways.loose.hours // ways.loose.week if ways.loose.week else 0
        enough = [count for count in ways.loose.counts if sum(free[:count]) >= total]
        return min(enough or ways.loose.counts) + len(taken)
    return min((each[-1][0] - each[0][0] + 1 for each in ways.columns), default=1)


def _row_targets(layout: Layout, row: Row) -> RowTargets:
    goals, slots = layout.goals, layout.slots
    units = {at: layout.forms[at].unit for at in row.units}
    reserved = {
        layout.index[place]
        for window in layout.problem.windows
        if window.reserved
        for place in window.periods
        if place in layout.index
    }
    open_periods = [at for at in range(row.first, row.last + 1) if at not in reserved]
    room = {at: cents(slots[at].hours) for at in open_periods}
    total, available = sum(cents(unit.hours) for unit in units.values()), sum(room.values())
    ideal = {}
    if goals.balance and available:
        ideal = {
            at: (round(total * here / available), int(here * goals.tolerance)) for at, here in room.items() if here
        }
    mbo_units = tuple(at for at, unit in units.items() if unit.side in (Side.MBO, Side.TOGETHER))
    mbo = {}
    if goals.mbo and mbo_units:
        mbo = {
            at: int(here * goals.mbo_share)
            for at, here in room.items()
            if slots[at].route_year in MBO_YEARS and int(here * goals.mbo_share)
        }
    away = {}
    if goals.travel:
        for at in range(row.first, row.last + 1):
            if found := _away(layout, units, at):
                away[at] = found
    tests = tuple(at for at, unit in units.items() if unit.tests) if goals.exams else ()
    many = sum(units[at].tests for at in tests)
    return RowTargets(
        row,
        ideal,
        tuple(at for at, unit in units.items() if is_practice(unit)) if goals.practice else (),
        mbo,
        mbo_units,
        away,
        tests,
        -(-many // len(open_periods)) if open_periods else 0,
    )


def _away(layout: Layout, units: Mapping[int, PlanUnit], at: int) -> tuple[Away, ...]:
    """Where the units of a row would make it travel to in this period."""
    slot, goals = layout.slots[at], layout.goals
    if not slot.home:
        return ()
    weights = {frozenset((each.one, each.other)): each.weight for each in layout.problem.travel}
    elsewhere: dict[str, list[int]] = {}
    for key, unit in units.items():
        if unit.place and unit.place != slot.home:
            known = frozenset((slot.home, unit.place)) in weights
            elsewhere.setdefault(unit.place if known else "", []).append(key)
    day = cents(goals.hours_per_day) * max(slot.weeks, 1)
    return tuple(
        Away(place, tuple(keys), day, goals.travel * cents(weights.get(frozenset((slot.home, place)), Decimal(1))))
        for place, keys in elsewhere.items()
    )


def cost_of(layout: Layout, targets: Targets, placed: Mapping[int, Pieces]) -> dict[Goal, int]:
    """Hundredths of points per goal; units that are not placed are left aside."""
    goals, size = layout.goals, len(layout.slots)
    found = dict.fromkeys(Goal, 0)
    for target in targets.rows:
        load, mbo, tests = [0] * size, [0] * size, [0] * size
        mbo_units = set(target.mbo_units)
        for unit in target.row.units:
            for at, hours in placed.get(unit, ()):
                load[at] += hours
                if unit in mbo_units:
                    mbo[at] += hours
        for at, (aim, tolerance) in target.ideal.items():
            off = abs(load[at] - aim)
            found[Goal.BALANCE] += goals.balance * (max(0, off - tolerance) + max(0, off - FAR * tolerance))
        for at, least in target.mbo.items():
            found[Goal.MBO] += goals.mbo * max(0, least - mbo[at])
        for unit in target.tests:
            if unit in placed:
                tests[placed[unit][-1][0]] += layout.forms[unit].unit.tests
        for many in tests:
            over = max(0, many - target.tests_most) + max(0, many - 2 * target.tests_most)
            found[Goal.EXAMS] += POINT * goals.exams * over
        if target.practice:
            starts = [placed[unit][0][0] for unit in target.practice if unit in placed]
            first = min(starts, default=target.row.last + 1)
            found[Goal.PRACTICE] += POINT * goals.practice * (first - target.row.first)
        found[Goal.TRAVEL] += sum(away.cost * days for _, away, days in travel_days(target, placed))
    for _, units, fewest in targets.bundles:
        there = [placed[unit] for unit in units if unit in placed]
        if there:
            span = max(each[-1][0] for each in there) - min(each[0][0] for each in there) + 1
            found[Goal.BUNDLES] += POINT * goals.bundles * max(0, span - fewest)
    for unit, places in targets.wished.items():
        if unit in placed:
            found[Goal.WISHES] += wish_cost(goals.wishes, placed[unit], places)
    for unit, places in targets.previous.items():
        if unit in placed and places != {at for at, _ in placed[unit]}:
            found[Goal.STABILITY] += POINT * goals.stability
    return found


def travel_days(target: RowTargets, placed: Mapping[int, Pieces]) -> list[tuple[int, Away, int]]:
    """In which periods the row travels, where to, and on how many days a week."""
    found = []
    for at, elsewhere in target.away.items():
        for away in elsewhere:
            hours = sum(piece for unit in away.units for place, piece in placed.get(unit, ()) if place == at)
            if hours:
                found.append((at, away, away.days(hours)))
    return found


def wish_cost(weight: int, pieces: Pieces, wished: frozenset[int]) -> int:
    """Hundredths of points: the part of its periods that lies outside the wished ones."""
    outside = sum(at not in wished for at, _ in pieces)
    return POINT * weight * outside // len(pieces)
