"""Every plan of a small problem, and its points, written apart from the engine."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, permutations, product
from math import ceil

from hypothesis import strategies as st

from naadloos.engines.planner import (
    Bpv,
    Capacity,
    CapacityKind,
    HoursNorm,
    PeriodSlot,
    Place,
    PlanPlacement,
    PlanProblem,
    PlanUnit,
    Rule,
    RuleKind,
    Travel,
    Variant,
    Window,
    verify,
)
from naadloos.engines.route.terms import HourKind, Side

Plan = tuple[PlanPlacement, ...]
WAYS = (Travel("vmbo", "mbo", Decimal("0.83")), Travel("bos", "vmbo", Decimal("2.5")))


def places_of(problem: PlanProblem) -> list[Place]:
    return sorted((slot.route_year, slot.number) for slot in problem.periods)


def all_ways(problem: PlanProblem, unit: PlanUnit) -> Iterator[Plan]:
    """All sets of periods with the hours divided evenly, the first getting what is left over, or whole weeks."""
    places = places_of(problem)
    weeks = {(slot.route_year, slot.number): slot.weeks for slot in problem.periods}
    if unit.bpv is not None:
        total = int(unit.hours / unit.bpv.hours_per_week)
        for numbers in product(*(range(weeks[place] + 1) for place in places)):
            if sum(numbers) == total:
                yield tuple(
                    PlanPlacement(unit.key, *place, number * unit.bpv.hours_per_week)
                    for place, number in zip(places, numbers, strict=True)
                    if number
                )
        return
    for count in range(1, len(places) + 1):
        cents = int(unit.hours * 100)
        parts = [Decimal(cents // count + (at < cents % count)) / 100 for at in range(count)]
        # Consecutive periods get what is left over in order; of freely chosen ones any may get it.
        orders = [tuple(parts)] if unit.contiguous else sorted(set(permutations(parts)))
        for chosen in combinations(places, count):
            for order in orders:
                yield tuple(PlanPlacement(unit.key, *place, part) for place, part in zip(chosen, order, strict=True))


def all_plans(problem: PlanProblem) -> Iterator[Plan]:
    alone = []
    for unit in problem.units:
        # First by itself, without what ties it to others: that leaves few ways to combine.
        loose = replace(unit, after=(), not_before=(), uses=())
        own = replace(problem, units=(loose,), capacities=(), rules=(), norms=(), previous=())
        alone.append([way for way in all_ways(problem, unit) if not verify(own, way)])
    for rows in product(*alone):
        plan = tuple(each for row in rows for each in row)
        if not verify(problem, plan):
            yield plan


def points(problem: PlanProblem, plan: Plan) -> Decimal:
    """The points of a plan, straight from what docs/planner.md says."""
    goals, places = problem.goals, places_of(problem)
    slots = {(slot.route_year, slot.number): slot for slot in problem.periods}
    reserved = {place for window in problem.windows if window.reserved for place in window.periods}
    at: dict[str, dict[Place, Decimal]] = {unit.key: {} for unit in problem.units}
    for each in plan:
        at[each.unit][each.route_year, each.period] = each.hours
    total = Decimal(0)
    for variant in problem.variants or (Variant("", ""),):
        units = [unit for unit in problem.units if not unit.variants or variant.key in unit.variants]
        there = [
            place
            for place in places
            if (variant.start is None or place >= variant.start) and (variant.end is None or place <= variant.end)
        ]
        normal = [place for place in there if place not in reserved]
        room = sum((slots[place].hours for place in normal), Decimal(0))
        hours = sum((unit.hours for unit in units), Decimal(0))
        for place in normal:
            here = slots[place]
            load = sum((at[unit.key].get(place, Decimal(0)) for unit in units), Decimal(0))
            if here.hours:
                aim = Decimal(round(hours * 100 * here.hours * 100 / (room * 100))) / 100
                slack = Decimal(int(here.hours * 100 * goals.tolerance)) / 100
                off = abs(load - aim)
                total += goals.balance * (max(Decimal(0), off - slack) + max(Decimal(0), off - 3 * slack))
            mbo = [unit for unit in units if unit.side in (Side.MBO, Side.TOGETHER)]
            if mbo and here.route_year <= 2:
                given = sum((at[unit.key].get(place, Decimal(0)) for unit in mbo), Decimal(0))
                least = Decimal(int(here.hours * 100 * goals.mbo_share)) / 100
                total += goals.mbo * max(Decimal(0), least - given)
        for place in there:
            here = slots[place]
            day = goals.hours_per_day * max(here.weeks, 1)
            away = [unit for unit in units if unit.place and here.home and unit.place != here.home]
            # Each place of which the way is known has its own days and weight; the others together weigh 1.
            ways = {other: way.weight for way in problem.travel for other in _other_end(way, here.home)}
            for known, weight in [("", Decimal(1)), *ways.items()]:
                going = [unit for unit in away if (unit.place if unit.place in ways else "") == known]
                hours_there = sum((at[unit.key].get(place, Decimal(0)) for unit in going), Decimal(0))
                total += goals.travel * weight * ceil(hours_there / day)
        practice = [unit for unit in units if unit.practice or unit.bpv or unit.hour_kind is HourKind.BPV]
        if practice:
            first = min(min(at[unit.key]) for unit in practice)
            total += goals.practice * (places.index(first) - places.index(there[0]))
        tests = sum(unit.tests for unit in units)
        most = -(-tests // len(normal)) if normal else 0
        for place in places:
            many = sum(unit.tests for unit in units if max(at[unit.key]) == place)
            total += goals.exams * (max(0, many - most) + max(0, many - 2 * most))
    for bundle in sorted({unit.bundle for unit in problem.units if unit.bundle}):
        rows = [sorted(places.index(place) for place in at[u.key]) for u in problem.units if u.bundle == bundle]
        if len(rows) > 1:
            span = max(row[-1] for row in rows) - min(row[0] for row in rows) + 1
            least_span = max(
                min(
                    places.index(max((e.route_year, e.period) for e in way))
                    - places.index(min((e.route_year, e.period) for e in way))
                    + 1
                    for way in all_ways(problem, unit)
                    if not _shape_faults(problem, unit, way)
                )
                for unit in problem.units
                if unit.bundle == bundle
            )
            total += goals.bundles * max(0, span - least_span)
    for unit in problem.units:
        mine = at[unit.key]
        if unit.wished:
            outside = sum(place not in unit.wished for place in mine)
            total += Decimal(100 * goals.wishes * outside // len(mine)) / 100
        before = {(each.route_year, each.period) for each in problem.previous if each.unit == unit.key}
        if before and before != mine.keys():
            total += goals.stability
    return total


def _shape_faults(problem: PlanProblem, unit: PlanUnit, way: Plan) -> bool:
    """Whether the unit may be spread like this at all, wherever it lies."""
    bare = PlanUnit(
        unit.key,
        unit.title,
        unit.hours,
        spread=unit.spread,
        max_spread=unit.max_spread,
        contiguous=unit.contiguous,
        bpv=unit.bpv,
        fixed=unit.fixed,
    )
    found = verify(PlanProblem(problem.periods, (bare,)), way)
    return any(each.code in ("spreiding", "bpv_weken", "vast_verplaatst") for each in found)


def _other_end(way: Travel, home: str) -> list[str]:
    return [other for one, other in ((way.one, way.other), (way.other, way.one)) if one == home]


@st.composite
def small_problems(draw: st.DrawFn) -> PlanProblem:
    """Three units at most over four periods at most, with any of the rules; solvable or not."""
    places = list(product(range(1, 3), range(1, draw(st.integers(1, 2)) + 1)))
    some = st.lists(st.sampled_from(places), max_size=2, unique=True).map(tuple)
    slots = tuple(
        PeriodSlot(
            *place,
            Decimal(draw(st.integers(8, 22))),
            2,
            hours_mbo=draw(st.sampled_from([None, None, Decimal(12)])),
            home=draw(st.sampled_from(["", "vmbo", "mbo"])),
        )
        for place in places
    )
    variants = draw(
        st.sampled_from(
            [(), (), (Variant("a", "A"), Variant("b", "B")), (Variant("a", "A"), Variant("b", "B", start=places[1]))]
        )
    )
    units = []
    for number in range(draw(st.integers(1, 3))):
        keys = [unit.key for unit in units]
        spread = draw(st.integers(1, 2))
        bpv = draw(st.sampled_from([None, None, None, Bpv(Decimal(3), 1)]))
        units.append(
            PlanUnit(
                f"u{number}",
                f"Eenheid {number}",
                Decimal(9) if bpv else Decimal(draw(st.integers(100, 1200))) / 100,
                first_year=draw(st.sampled_from([None, None, None, 2])),
                spread=spread,
                max_spread=draw(st.sampled_from([None, spread + 1])) if spread < len(places) else None,
                contiguous=draw(st.booleans()),
                after=tuple(draw(st.lists(st.sampled_from(keys), max_size=1)) if keys else []),
                not_before=tuple(draw(st.lists(st.sampled_from(keys), max_size=1)) if keys else []),
                forbidden=draw(some)[:1] if draw(st.integers(0, 3)) == 0 else (),
                wished=draw(some),
                side=draw(st.sampled_from([None, Side.VMBO, Side.MBO, Side.TOGETHER])),
                hour_kind=draw(st.sampled_from([None, HourKind.GUIDED])),
                place=draw(st.sampled_from(["", "vmbo", "mbo", "bos", "hei"])),
                variants=draw(st.sampled_from([(), ("a",)])) if variants else (),
                uses=draw(st.sampled_from([(), ("zaal",)])),
                bundle=draw(st.sampled_from(["", "b"])),
                bpv=bpv,
                practice=draw(st.booleans()),
                tests=draw(st.integers(0, 2)),
            )
        )
    keys = [unit.key for unit in units]
    rules = []
    if len(keys) > 1 and draw(st.booleans()):
        kind = draw(st.sampled_from([RuleKind.SAME, RuleKind.APART]))
        rules.append(Rule("r", kind, tuple(keys[:2])))
    previous = tuple(
        PlanPlacement(key, *draw(st.sampled_from(places)), Decimal(1)) for key in keys if draw(st.booleans())
    )
    norm = HoursNorm("n", "Norm", Decimal(draw(st.integers(0, 8))), None, 2, 2)
    return PlanProblem(
        slots,
        tuple(units),
        variants,
        windows=(Window("w", "Venster", (places[0],), closed_to_bpv=draw(st.booleans())),),
        capacities=(Capacity("zaal", "Zaal", CapacityKind.ROOM, Decimal(draw(st.integers(8, 20)))),),
        rules=tuple(rules),
        norms=draw(st.sampled_from([(), (norm,)])),
        previous=previous,
        travel=draw(st.sampled_from([(), WAYS[:1], WAYS])),
    )
