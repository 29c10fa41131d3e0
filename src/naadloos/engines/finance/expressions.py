"""The tree of one cell: value, spreadsheet formula and words all come from it, so that they cannot differ.

An unknown operand makes the whole unknown (None), also when it would be multiplied by zero. The one exception is
``at_least``: the branch that is not taken does not matter.
"""

from collections.abc import Callable, Iterator, Mapping
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import NamedTuple

from naadloos.engines.route.text import number_text

CENT = Decimal("0.01")
# Counts are compared at this precision, so that a spreadsheet with floating point finds the same number of groups.
COUNT = Decimal("0.000001")
_ONE = Decimal(1)
_SUM_ARGUMENTS = 200


class Operator(StrEnum):
    ADD = "add"
    SUB = "sub"
    MUL = "mul"
    DIV = "div"
    MIN = "min"
    MAX = "max"
    CEIL = "ceil"
    ROUND = "round"
    SUM = "sum"
    AT_LEAST = "at_least"


class Number(NamedTuple):
    value: Decimal


class Ref(NamedTuple):
    """The value of an input or of another cell."""

    id: str


class Apply(NamedTuple):
    """``round`` is to whole cents, half up; ``ceil`` to a whole number; ``at_least(a, b, x, y)`` is x if a >= b."""

    operator: Operator
    arguments: tuple["Expression", ...]


Expression = Number | Ref | Apply


def number(value: Decimal | int | str) -> Number:
    return Number(Decimal(value))


def add(*terms: Expression) -> Expression:
    return Apply(Operator.ADD, terms)


def sub(one: Expression, other: Expression) -> Expression:
    return Apply(Operator.SUB, (one, other))


def mul(*factors: Expression) -> Expression:
    return Apply(Operator.MUL, factors)


def div(one: Expression, other: Expression) -> Expression:
    return Apply(Operator.DIV, (one, other))


def smallest(*terms: Expression) -> Expression:
    return Apply(Operator.MIN, terms)


def largest(*terms: Expression) -> Expression:
    return Apply(Operator.MAX, terms)


def whole_up(term: Expression) -> Expression:
    return Apply(Operator.CEIL, (term,))


def cents(term: Expression) -> Expression:
    return Apply(Operator.ROUND, (term,))


def total(terms: tuple[Expression, ...]) -> Expression:
    return Apply(Operator.SUM, terms)


def at_least(one: Expression, other: Expression, then: Expression, otherwise: Expression) -> Expression:
    return Apply(Operator.AT_LEAST, (one, other, then, otherwise))


def to_cents(value: Decimal) -> Decimal:
    """Half up, as an accountant and a spreadsheet do."""
    return value.quantize(CENT, ROUND_HALF_UP)


def evaluate(expression: Expression, values: Mapping[str, Decimal | None]) -> Decimal | None:
    """The exact value; None when something that it depends on is unknown, or when it is divided by zero."""
    if isinstance(expression, Ref):
        return values[expression.id]
    if isinstance(expression, Number):
        return expression.value
    if expression.operator is Operator.AT_LEAST:
        return _branch(expression.arguments, values)
    found: list[Decimal] = []
    for argument in expression.arguments:
        value = evaluate(argument, values)
        if value is None:
            return None
        found.append(value)
    return _apply(expression.operator, found)


def _branch(arguments: tuple[Expression, ...], values: Mapping[str, Decimal | None]) -> Decimal | None:
    one, other = evaluate(arguments[0], values), evaluate(arguments[1], values)
    if one is None or other is None:
        return None
    # At the precision of counts, as in a spreadsheet.
    holds = (one - other).quantize(COUNT, ROUND_HALF_UP) >= 0
    return evaluate(arguments[2] if holds else arguments[3], values)


def _apply(operator: Operator, found: list[Decimal]) -> Decimal | None:
    first = found[0] if found else Decimal(0)
    if operator is Operator.MUL:
        for value in found[1:]:
            first = first * value
        return first
    if operator is Operator.ROUND:
        return first.quantize(CENT, ROUND_HALF_UP)
    if operator is Operator.SUM or operator is Operator.ADD:
        return sum(found[1:], first)
    if operator is Operator.SUB:
        return first - found[1]
    if operator is Operator.DIV:
        return first / found[1] if found[1] else None
    if operator is Operator.MIN:
        return min(found)
    if operator is Operator.MAX:
        return max(found)
    return first.quantize(COUNT, ROUND_HALF_UP).quantize(_ONE, ROUND_CEILING)


def references(expression: Expression) -> Iterator[str]:
    """The ids that an expression reads, as often as it reads them."""
    if isinstance(expression, Ref):
        yield expression.id
    elif isinstance(expression, Apply):
        for argument in expression.arguments:
            yield from references(argument)


def spreadsheet(expression: Expression, where: Callable[[str], str]) -> str:
    """The formula for a spreadsheet, without the equals sign. ``where`` gives the address or name of an id.

    An unknown input belongs in the sheet as ``=NA()``: an empty cell would count as zero.

    >>> spreadsheet(cents(mul(Ref("n"), number("1.5"))), {"n": "B2"}.__getitem__)
    'ROUND((B2*1.5),2)'
    """
    if isinstance(expression, Ref):
        return where(expression.id)
    if isinstance(expression, Number):
        return f"{expression.value:f}" if expression.value >= 0 else f"({expression.value:f})"
    parts = [spreadsheet(argument, where) for argument in expression.arguments]
    return _SHEET[expression.operator](parts)


def _sum(parts: list[str]) -> str:
    """A function takes 255 arguments at most."""
    if not parts:
        return "0"
    chunks = [parts[at : at + _SUM_ARGUMENTS] for at in range(0, len(parts), _SUM_ARGUMENTS)]
    return "+".join(f"SUM({','.join(chunk)})" for chunk in chunks)


_SHEET: dict[Operator, Callable[[list[str]], str]] = {
    Operator.ADD: lambda parts: f"({'+'.join(parts)})",
    Operator.SUB: lambda parts: f"({parts[0]}-{parts[1]})",
    Operator.MUL: lambda parts: f"({'*'.join(parts)})",
    Operator.DIV: lambda parts: f"({parts[0]}/{parts[1]})",
    Operator.MIN: lambda parts: f"MIN({','.join(parts)})",
    Operator.MAX: lambda parts: f"MAX({','.join(parts)})",
    Operator.CEIL: lambda parts: f"ROUNDUP(ROUND({parts[0]},6),0)",
    Operator.ROUND: lambda parts: f"ROUND({parts[0]},2)",
    Operator.SUM: _sum,
    Operator.AT_LEAST: lambda parts: f"IF(ROUND({parts[0]}-{parts[1]},6)>=0,{parts[2]},{parts[3]})",
}


def in_words(expression: Expression, name: Callable[[str], str]) -> str:
    """The formula in Dutch. ``name`` gives the name of an id.

    >>> in_words(cents(mul(Ref("n"), number("1.5"))), {"n": "aantal leerlingen"}.__getitem__)
    'aantal leerlingen × 1,5, afgerond op centen'
    """
    if isinstance(expression, Apply) and expression.operator is Operator.ROUND:
        return f"{in_words(expression.arguments[0], name)}, afgerond op centen"
    return _words(expression, name, inside=False)


def _words(expression: Expression, name: Callable[[str], str], *, inside: bool) -> str:
    if isinstance(expression, Ref):
        return name(expression.id)
    if isinstance(expression, Number):
        return number_text(expression.value)
    parts = [_words(argument, name, inside=True) for argument in expression.arguments]
    said = _WORDS[expression.operator](parts)
    return f"({said})" if inside and expression.operator in _BRACKETS and len(parts) > 1 else said


_BRACKETS = frozenset({Operator.ADD, Operator.SUB, Operator.SUM, Operator.DIV, Operator.MUL})
_WORDS: dict[Operator, Callable[[list[str]], str]] = {
    Operator.ADD: " + ".join,
    Operator.SUB: " − ".join,
    Operator.MUL: " × ".join,
    Operator.DIV: " : ".join,
    Operator.MIN: lambda parts: f"het kleinste van ({'; '.join(parts)})",
    Operator.MAX: lambda parts: f"het grootste van ({'; '.join(parts)})",
    Operator.CEIL: lambda parts: f"naar boven afgerond op een heel getal ({parts[0]})",
    Operator.ROUND: lambda parts: f"afgerond op centen ({parts[0]})",
    Operator.SUM: lambda parts: " + ".join(parts) or "0",
    Operator.AT_LEAST: lambda parts: f"als {parts[0]} ten minste {parts[1]} is: {parts[2]}, anders {parts[3]}",
}
