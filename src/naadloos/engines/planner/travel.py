"""How often pupils travel in a plan: what the goal counts, for people, and also of a problem that has faults."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from naadloos.engines.planner.types import Place, PlanPlacement, PlanProblem, PlanUnit


@dataclass(frozen=True, slots=True)
class TravelDays:
    """Days a week in one period, for one variant and group, to one place of which the way is ``known``.

    When the way is not known it is to all those places together. ``units`` are given there in this period.
    """

    route_year: int
    number: int
    days: int
    home: str
    places: tuple[str, ...]
    known: bool
    units: tuple[str, ...]
    variant: str = ""
    group: str = ""


def travel_days_of(problem: PlanProblem, placements: Iterable[PlanPlacement]) -> tuple[TravelDays, ...]:
    """On how many days a week pupils are elsewhere, also when travel weighs nothing in a plan.

    The hours elsewhere in a week, divided by those of a day and rounded up: per place of which the way is known, and
    for all others together.
    """
    given: dict[str, dict[Place, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for each in placements:
        given[each.unit][each.route_year, each.period] += each.hours
    ways = {frozenset((way.one, way.other)) for way in problem.travel}
    found = []
    for variant, group, units in _pupils(problem):
        for slot in sorted(problem.periods, key=lambda slot: (slot.route_year, slot.number)):
            at = (slot.route_year, slot.number)
            elsewhere: dict[str, list[PlanUnit]] = defaultdict(list)
            for unit in units:
                if slot.home and unit.place and unit.place != slot.home and given[unit.key][at]:
                    known = frozenset((slot.home, unit.place)) in ways
                    elsewhere[unit.place if known else ""].append(unit)
            day = problem.goals.hours_per_day * max(slot.weeks, 1)
            for place, there in elsewhere.items():
                hours = sum((given[unit.key][at] for unit in there), Decimal(0))
                days = int((hours / day).to_integral_value(ROUND_CEILING))
                places, keys = tuple(sorted({unit.place for unit in there})), tuple(unit.key for unit in there)
                found.append(TravelDays(*at, days, slot.home, places, bool(place), keys, variant, group))
    return tuple(found)


def _pupils(problem: PlanProblem) -> Iterator[tuple[str, str, list[PlanUnit]]]:
    """What one pupil follows: per variant, and per group within it."""
    for variant in [each.key for each in problem.variants] or [""]:
        mine = [unit for unit in problem.units if not unit.variants or not variant or variant in unit.variants]
        for group in sorted({unit.group for unit in mine if unit.group}) or [""]:
            yield variant, group, [unit for unit in mine if unit.group in ("", group)]
