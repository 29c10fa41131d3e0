"""The cells of a sheet for many draws at once, in floating point: for statistics alone, which nobody signs.

Unknown is not-a-number, which spreads as unknown does. Rounding forgives a hair, so that what is exactly half a cent in
Decimal, and a hair less in floating point, is rounded up here too.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal

import numpy as np
import numpy.typing as npt

from naadloos.engines.finance.expressions import Expression, Number, Operator, Ref
from naadloos.engines.finance.sheet import Cell, Sheet

Array = npt.NDArray[np.float64]
# One block of draws at a time, so that the cells of a large route fit in memory and in the cache.
BLOCK = 2_000
_HAIR = 1e-6
_RELATIVE_HAIR = 4e-15


def compute(sheet: Sheet, drawn: Mapping[str, Array], chosen: Iterable[tuple[str, ...]], count: int) -> list[Array]:
    """For each sum of cells its value in every draw. Cells that no drawn input reaches keep their exact value."""
    sums = list(chosen)
    cells = _reached(sheet, set(drawn), {id for ids in sums for id in ids})
    exact = {id: _array(value) for id, value in sheet.values.items()}
    found = [np.empty(count) for _ in sums]
    with np.errstate(divide="ignore", invalid="ignore"):
        for first in range(0, count, BLOCK):
            block = slice(first, min(first + BLOCK, count))
            values = exact | {id: each[block] for id, each in drawn.items()}
            for cell in cells:
                values[cell.id] = _value(cell.expression, values)
            for whole, ids in zip(found, sums, strict=True):
                whole[block] = sum((values[id] for id in ids), _array(Decimal(0)))
    return found


def _reached(sheet: Sheet, drawn: set[str], chosen: set[str]) -> tuple[Cell, ...]:
    """The cells of the chosen sums that a drawn input reaches, in the order of the sheet."""
    return tuple(_above(sheet, drawn, sheet.below(*chosen)))


def _above(sheet: Sheet, drawn: set[str], below: set[str]) -> Iterator[Cell]:
    stale = set(drawn)
    for cell in sheet.cells:
        if cell.id in below and not stale.isdisjoint(sheet.reads(cell)):
            stale.add(cell.id)
            yield cell


def _array(value: Decimal | None) -> Array:
    return np.asarray(np.nan if value is None else float(value), dtype=np.float64)


def _value(expression: Expression, values: Mapping[str, Array]) -> Array:
    if isinstance(expression, Ref):
        return values[expression.id]
    if isinstance(expression, Number):
        return _array(expression.value)
    parts = [_value(argument, values) for argument in expression.arguments]
    if not parts:
        return _array(Decimal(0))
    return _APPLY[expression.operator](parts)


def _whole(value: Array) -> Array:
    """To whole numbers, half away from zero."""
    size = np.abs(value)
    return np.asarray(np.copysign(np.floor(size + (0.5 + _HAIR) + size * _RELATIVE_HAIR), value))


def _fold(operation: Callable[[Array, Array], Array]) -> Callable[[list[Array]], Array]:
    def folded(parts: list[Array]) -> Array:
        found = parts[0]
        for part in parts[1:]:
            found = operation(found, part)
        return found

    return folded


def _quotient(parts: list[Array]) -> Array:
    one, other = parts
    return np.asarray(np.where(other == 0, np.nan, one / other))


def _at_least(parts: list[Array]) -> Array:
    one, other, then, otherwise = parts
    more = _whole((one - other) * 1e6)
    return np.asarray(np.where(np.isnan(more), np.nan, np.where(more >= 0, then, otherwise)))


_APPLY: dict[Operator, Callable[[list[Array]], Array]] = {
    Operator.ADD: _fold(np.add),
    Operator.SUM: _fold(np.add),
    Operator.SUB: _fold(np.subtract),
    Operator.MUL: _fold(np.multiply),
    Operator.DIV: _quotient,
    Operator.MIN: _fold(np.minimum),
    Operator.MAX: _fold(np.maximum),
    Operator.CEIL: lambda parts: np.ceil(_whole(parts[0] * 1e6) / 1e6),
    Operator.ROUND: lambda parts: _whole(parts[0] * 100) / 100,
    Operator.AT_LEAST: _at_least,
}
