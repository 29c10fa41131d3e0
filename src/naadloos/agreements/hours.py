"""Klokuren of the programme per year of the route. What has no year yet is kept apart, never guessed."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from decimal import Decimal

from naadloos.engines.route.document import Programme, Unit

NOT_PLACED = None  # the year of hours that have no place yet
HoursByYear = dict[tuple[int | None, str], Decimal]


def placed_hours(programme: Programme, unit: Unit) -> dict[int | None, Decimal]:
    """The hours of one unit per year: as placed on the board, else the one year it is meant for."""
    found: dict[int | None, Decimal] = defaultdict(Decimal)
    for placement in programme.placements:
        if placement.unit == unit.key:
            found[placement.route_year] += placement.hours
    rest = unit.hours - sum(found.values(), Decimal())
    if rest > 0:
        one_year = unit.first_year is not None and unit.first_year == unit.last_year and not found
        found[unit.first_year if one_year else NOT_PLACED] += rest
    return dict(found)


def hours_by_year(programme: Programme, units: Iterable[Unit], group: Callable[[Unit], str]) -> HoursByYear:
    """Sum of klokuren per (year, group)."""
    result: HoursByYear = defaultdict(Decimal)
    for unit in units:
        for year, hours in placed_hours(programme, unit).items():
            result[year, group(unit)] += hours
    return dict(result)


def too_many_placed(programme: Programme) -> list[Unit]:
    """Units with more hours on the board than they have."""
    return [unit for unit in programme.units if sum(placed_hours(programme, unit).values()) > unit.hours]
