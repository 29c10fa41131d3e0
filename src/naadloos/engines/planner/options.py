"""Every way to place one unit: which period gets how many hundredths of a klokuur."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from naadloos.engines.planner.types import PlanUnit

Pieces = tuple[tuple[int, int], ...]  # hundredths of hours by index of the period, in time order


def cents(hours: Decimal) -> int:
    """Klokuren as whole hundredths; exact, because ``check`` refused anything finer."""
    return int(hours.scaleb(2))


def from_cents(value: int) -> Decimal:
    return Decimal(value).scaleb(-2)


@dataclass(frozen=True, slots=True)
class Loose:
    """A unit whose periods are chosen one by one: it is too much to list every set of periods.

    ``fixed`` are pieces that stand. Of ``hours`` every further period gets an even share; with ``week`` it
    gets a number of weeks of that many hundredths instead, from ``least`` to what ``weeks`` says per period.
    """

    fixed: Pieces
    hours: int
    counts: tuple[int, ...]  # how many periods besides the fixed ones
    week: int = 0
    least: int = 0
    weeks: tuple[int, ...] = ()


@dataclass(frozen=True)
class Ways:
    """How one unit may be placed, rules of place and time left aside."""

    columns: tuple[Pieces, ...]
    loose: Loose | None = None

    @cached_property
    def longest(self) -> int:
        return max((len(each) for each in self.columns), default=0)


def divide(total: int, parts: int) -> list[int]:
    """``total`` in even parts, what is left over going to the first."""
    each, left = divmod(total, parts)
    return [each + (place < left) for place in range(parts)]


def ways(unit: PlanUnit, fixed: Pieces, weeks: tuple[int, ...]) -> Ways:
    """All ways to place the unit; ``weeks`` are those of the periods of the route."""
    total = cents(unit.hours)
    if fixed and sum(hours for _, hours in fixed) == total:
        return Ways((fixed,))
    if unit.contiguous and unit.bpv is not None:
        rows = _blocks(total // cents(unit.bpv.hours_per_week), cents(unit.bpv.hours_per_week), weeks)
        return Ways(tuple(dict.fromkeys(row for row in rows if set(fixed) <= set(row))))
    if unit.contiguous or (unit.most_spread == 1 and unit.bpv is None):
        return Ways(tuple(dict.fromkeys(_rows(unit, dict(fixed), total, len(weeks)))))
    rest = total - sum(hours for _, hours in fixed)
    counts = tuple(count - len(fixed) for count in range(unit.spread, unit.most_spread + 1) if count > len(fixed))
    if unit.bpv is None:
        return Ways((), Loose(fixed, rest, counts))
    week = cents(unit.bpv.hours_per_week)
    return Ways((), Loose(fixed, rest, counts, week, unit.bpv.min_weeks, weeks))


def _rows(unit: PlanUnit, fixed: dict[int, int], total: int, periods: int) -> Iterator[Pieces]:
    """Consecutive periods, the hours divided evenly over those without fixed hours."""
    for count in range(unit.spread, unit.most_spread + 1):
        for start in range(periods - count + 1):
            window = range(start, start + count)
            free = [at for at in window if at not in fixed]
            rest = total - sum(fixed.values())
            if not fixed.keys() <= set(window) or not free or rest < len(free):
                continue
            pieces = fixed | dict(zip(free, divide(rest, len(free)), strict=True))
            yield tuple(sorted(pieces.items()))


def _blocks(length: int, week: int, weeks: tuple[int, ...]) -> Iterator[Pieces]:
    """Consecutive weeks, wherever the first of them lies."""
    for start in range(len(weeks)):
        for skipped in range(weeks[start]):
            left = length
            pieces = []
            for at in range(start, len(weeks)):
                here = min(left, weeks[at] - (skipped if at == start else 0))
                if here == 0:
                    break  # a period without weeks interrupts the block
                pieces.append((at, here * week))
                left -= here
                if left == 0:
                    yield tuple(pieces)
                    break
