"""Every way to place one unit: which period gets how many hundredths of a klokuur."""

from dataclasses import dataclass
from decimal import Decimal

from naadloos.engines.planner.check import in_years
from naadloos.engines.planner.types import PeriodSlot, PlanProblem, PlanUnit


def cents(hours: Decimal) -> int:
    """Klokuren as whole hundredths; exact, because ``check`` refused anything finer."""
    return int(hours.scaleb(2))


def from_cents(value: int) -> Decimal:
    return Decimal(value).scaleb(-2)


@dataclass(frozen=True, slots=True)
class Option:
    """Hundredths of hours by index of the period in time order; ``allowed``: within the unit's years."""

    pieces: tuple[tuple[int, int], ...]
    allowed: bool

    @property
    def first(self) -> int:
        return self.pieces[0][0]

    @property
    def last(self) -> int:
        return self.pieces[-1][0]


def in_order(problem: PlanProblem) -> tuple[PeriodSlot, ...]:
    """The periods in the order of time."""
    return tuple(sorted(problem.periods, key=lambda slot: (slot.route_year, slot.number)))


def options(unit: PlanUnit, slots: tuple[PeriodSlot, ...]) -> tuple[Option, ...]:
    """All ways to place the unit, also outside its years: to explain that the years are the trouble."""
    index = {(slot.route_year, slot.number): at for at, slot in enumerate(slots)}
    fixed = {index[each.route_year, each.period]: cents(each.hours) for each in unit.fixed}
    total = cents(unit.hours)
    if fixed and sum(fixed.values()) == total:
        return (Option(tuple(sorted(fixed.items())), allowed=True),)
    found = []
    for start in range(len(slots) - unit.spread + 1):
        window = range(start, start + unit.spread)
        if not fixed.keys() <= set(window):
            continue
        free = [at for at in window if at not in fixed]
        each, left = divmod(total - sum(fixed.values()), len(free))
        pieces = fixed | {at: each + (place < left) for place, at in enumerate(free)}
        allowed = all(in_years(unit, slots[at].route_year) for at in window)
        found.append(Option(tuple(sorted(pieces.items())), allowed))
    return tuple(found)
