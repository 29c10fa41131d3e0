"""Made-up routes of any size, hard on purpose and each made around a hidden plan, so that a valid plan exists.

What makes them hard: periods with a few percent of room to spare in every variant; teachers and rooms that
are short in just those periods; wishes that crowd into a few popular periods; prerequisites, bundles and
tests that pull against each other; practice in whole weeks beside it; in one route of three a plan of before.
"""

import random
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import product

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
    Variant,
    Window,
)
from naadloos.engines.route.terms import HourKind, Side

YEARS = 4
SKILLS = tuple(f"docent-{name}" for name in ("ne", "en", "wi", "bwi", "mvi", "pie", "lob", "burger"))
ROOMS = ("lokaal-hout", "lokaal-metaal", "lokaal-zorg")
SPARE = Decimal("0.04")


@dataclass(slots=True)
class _Making:
    rng: random.Random
    places: list[Place]
    variants: tuple[str, ...]
    units: list[PlanUnit] = field(default_factory=list)
    hidden: dict[str, dict[int, Decimal]] = field(default_factory=dict)
    load: dict[tuple[str, int], Decimal] = field(default_factory=dict)

    def full(self, unit_variants: tuple[str, ...], at: int) -> Decimal:
        return max(self.load.get((variant, at), Decimal(0)) for variant in unit_variants or self.variants)


def route(units: int, periods: int, variants: int, seed: int) -> PlanProblem:
    """A route of so many units over so many periods (a multiple of four) and variants."""
    rng = random.Random(f"{units}-{periods}-{variants}-{seed}")
    places = list(product(range(1, YEARS + 1), range(1, periods // YEARS + 1)))
    names = tuple(f"variant-{number + 1}" for number in range(variants))
    making = _Making(rng, places, names)
    weeks = 40 // (periods // YEARS)
    for number in range(units):
        _add_unit(making, number, weeks)
    popular = rng.sample(range(periods), max(3, periods // 5))
    for number, unit in enumerate(making.units):
        making.units[number] = _with_ties(making, unit, number, popular)
    return _problem(making, weeks, seed)


def _add_unit(making: _Making, number: int, weeks: int) -> None:
    rng, size = making.rng, len(making.places)
    key = f"u{number}"
    if number % 40 == 39:
        return _add_bpv(making, key, weeks)
    spread = rng.choice([1, 1, 1, 2, 2, 3, 4])
    hours = Decimal(rng.choice([8, 10, 12, 15, 18, 20, 24, 30, 36, 40])) * (2 if spread > 2 else 1)
    mine: tuple[str, ...] = ()
    if len(making.variants) > 1 and rng.random() < 0.45:
        mine = tuple(sorted(rng.sample(making.variants, rng.randint(1, len(making.variants) - 1))))
    starts = sorted(
        range(size - spread + 1),
        key=lambda start: max(making.full(mine, at) for at in range(start, start + spread)),
    )
    start = rng.choice(starts[: 1 + len(starts) // 4])
    loose = spread >= 3 and rng.random() < 0.2
    chosen = list(range(start, start + spread))
    if loose:
        chosen = sorted(rng.sample(starts, min(spread, len(starts))))
    share = (hours / spread).quantize(Decimal("0.01"))
    pieces = dict.fromkeys(chosen, share)
    pieces[chosen[0]] += hours - share * len(chosen)
    side = rng.choice([Side.VMBO, Side.VMBO, Side.MBO, Side.MBO, Side.TOGETHER])
    first, last = making.places[chosen[0]][0], making.places[chosen[-1]][0]
    years = rng.choice([(None, None), (None, None), (first, last), (max(1, first - 1), None), (None, last)])
    unit = PlanUnit(
        key,
        f"Eenheid {number}",
        hours,
        *years,
        spread=spread,
        max_spread=spread + 1 if spread < 3 and rng.random() < 0.3 else None,
        contiguous=not loose,
        variants=mine,
        side=side,
        hour_kind=rng.choice([HourKind.GUIDED, HourKind.GUIDED, HourKind.GUIDED, HourKind.OTHER]),
        place="mbo" if side is Side.MBO else "vmbo" if rng.random() < 0.7 else "",
        uses=tuple(
            [rng.choice(SKILLS)] if rng.random() < 0.6 else [],
        )
        + tuple([rng.choice(ROOMS)] if rng.random() < 0.25 else []),
        tests=rng.choice([0, 0, 1, 1, 2]),
        practice=rng.random() < 0.06,
    )
    _keep(making, unit, pieces)
    return None


def _add_bpv(making: _Making, key: str, weeks: int) -> None:
    """A block of practice over the end of one period and the start of the next."""
    size, rng = len(making.places), making.rng
    start = rng.randrange(size // 2, size - 2)
    length = weeks // 2 + 2
    first = rng.randint(2, weeks // 2)
    week = Decimal(4)
    unit = PlanUnit(
        key,
        f"Stage {key}",
        week * length,
        first_year=2,
        side=Side.MBO,
        hour_kind=HourKind.BPV,
        bpv=Bpv(week, 4),
        pupils=20,
        uses=("praktijkplaatsen",),
    )
    _keep(making, unit, {start: week * first, start + 1: week * (length - first)})


def _keep(making: _Making, unit: PlanUnit, pieces: dict[int, Decimal]) -> None:
    making.units.append(unit)
    making.hidden[unit.key] = pieces
    for variant in unit.variants or making.variants:
        for at, hours in pieces.items():
            making.load[variant, at] = making.load.get((variant, at), Decimal(0)) + hours


def _with_ties(making: _Making, unit: PlanUnit, number: int, popular: list[int]) -> PlanUnit:
    """Prerequisites that the hidden plan keeps, and wishes that crowd together."""
    rng = making.rng
    begin = min(making.hidden[unit.key])
    before = [
        other.key
        for other in making.units
        if max(making.hidden[other.key]) < begin and (not other.variants or other.variants == unit.variants)
    ]
    after = tuple(sorted(rng.sample(before, min(len(before), rng.choice([0, 0, 1, 1, 2]))))) if before else ()
    earlier = [other.key for other in making.units if other.key != unit.key and min(making.hidden[other.key]) <= begin]
    not_before: tuple[str, ...] = ()
    if rng.random() < 0.08:
        found = [key for key in earlier if min(making.hidden[key]) < begin]
        not_before = (rng.choice(found),) if found else ()
    wished: tuple[Place, ...] = ()
    if rng.random() < 0.4 and unit.bpv is None:
        wished = tuple(making.places[at] for at in sorted(rng.sample(popular, rng.randint(1, 3))))
    return replace(
        unit,
        after=after,
        not_before=not_before,
        wished=wished,
        bundle=_bundle(making, unit, number),
    )


def _bundle(making: _Making, unit: PlanUnit, number: int) -> str:
    """One unit in four opens a bundle with the next that begins less than four periods from it."""
    for first in range(number - number % 4, number + 1, 4):
        opener = making.units[first]
        far = abs(min(making.hidden[opener.key]) - min(making.hidden[unit.key]))
        if unit.bpv is None and opener.bpv is None and far < 4:
            return f"bundel-{first}"
    return ""


def _problem(making: _Making, weeks: int, seed: int) -> PlanProblem:
    size = len(making.places)
    slots = []
    for at, (year, number) in enumerate(making.places):
        most = making.full((), at)
        slots.append(
            PeriodSlot(
                year,
                number,
                (most * (1 + SPARE)).quantize(Decimal(1)) + 1,
                weeks,
                home="vmbo" if year <= 2 else "mbo",
            )
        )
    exam = tuple(place for place in making.places if place[0] == 2 and place[1] == size // YEARS)
    free = not any(unit.bpv and making.places.index(exam[0]) in making.hidden[unit.key] for unit in making.units)
    return PlanProblem(
        periods=tuple(slots),
        units=tuple(making.units),
        variants=tuple(Variant(name, name.capitalize()) for name in making.variants)
        if len(making.variants) > 1
        else (),
        windows=(Window("ce", "Centraal examen", exam, closed_to_bpv=free),),
        capacities=tuple(_capacities(making)),
        rules=tuple(_rules(making)),
        norms=tuple(_norms(making)),
        previous=_previous(making) if seed % 3 == 2 else (),
    )


def _capacities(making: _Making) -> list[Capacity]:
    """What the hidden plan takes in each period and a little more: scarce everywhere."""
    found = []
    for key in (*SKILLS, *ROOMS):
        users = [unit for unit in making.units if key in unit.uses]
        taken = [
            sum((making.hidden[unit.key].get(at, Decimal(0)) for unit in users), Decimal(0))
            for at in range(len(making.places))
        ]
        spare = max(Decimal(6), sum(taken, Decimal(0)) / len(taken) / 2).quantize(Decimal(1))
        amounts = tuple((place, hours + spare) for place, hours in zip(making.places, taken, strict=True))
        kind = CapacityKind.TEACHER if key in SKILLS else CapacityKind.ROOM
        found.append(Capacity(key, key.replace("-", " "), kind, Decimal(0), amounts))
    blocks = [unit for unit in making.units if unit.bpv]
    if blocks:
        most = max(sum(at in making.hidden[unit.key] for unit in blocks) for at in range(len(making.places)))
        kind = CapacityKind.PRACTICE
        found.append(Capacity("praktijkplaatsen", "Praktijkplaatsen", kind, Decimal(20 * most)))
    return found


def _rules(making: _Making) -> list[Rule]:
    """Pairs that the hidden plan happens to begin together or keep apart."""
    rng, found = making.rng, []
    units = [unit for unit in making.units if unit.bpv is None]
    for number in range(len(units) // 15):
        one, other = rng.sample(units, 2)
        here, there = making.hidden[one.key], making.hidden[other.key]
        if min(here) == min(there):
            found.append(Rule(f"samen-{number}", RuleKind.SAME, (one.key, other.key)))
        elif not here.keys() & there.keys():
            found.append(Rule(f"apart-{number}", RuleKind.APART, (one.key, other.key)))
    return found


def _norms(making: _Making) -> list[HoursNorm]:
    """Guided hours per year, a little under what the variant with the fewest has in the hidden plan."""
    found = []
    for year in range(1, YEARS + 1):
        least = min(
            sum(
                (
                    hours
                    for unit in making.units
                    if unit.hour_kind is HourKind.GUIDED and (not unit.variants or variant in unit.variants)
                    for at, hours in making.hidden[unit.key].items()
                    if making.places[at][0] == year
                ),
                Decimal(0),
            )
            for variant in making.variants
        )
        kinds = (HourKind.GUIDED,)
        found.append(
            HoursNorm(f"jaar-{year}", f"Begeleide uren jaar {year}", least * 95 // 100, None, year, year, kinds)
        )
    return found


def _previous(making: _Making) -> tuple[PlanPlacement, ...]:
    """The hidden plan, with some of its units elsewhere: what a school had before the change."""
    found = []
    for unit in making.units:
        shift = making.rng.choice([0, 0, 0, 1, -1])
        pieces = making.hidden[unit.key]
        if min(pieces) + shift < 0 or max(pieces) + shift >= len(making.places):
            shift = 0
        for at, hours in pieces.items():
            found.append(PlanPlacement(unit.key, *making.places[at + shift], hours))
    return tuple(found)
