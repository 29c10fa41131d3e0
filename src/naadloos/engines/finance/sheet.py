"""The sheet: inputs and cells in the order in which they can be computed, each of which explains itself."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from naadloos.engines.finance.expressions import (
    Apply,
    Expression,
    Operator,
    Ref,
    evaluate,
    in_words,
    references,
    spreadsheet,
)
from naadloos.engines.finance.terms import FigureStatus, Unit
from naadloos.engines.route.text import Text

Values = Mapping[str, Decimal | None]


def added(values: Values, ids: Iterable[str]) -> Decimal | None:
    """The sum of some values; unknown when one of them is."""
    found = [values[each] for each in ids]
    known = [each for each in found if each is not None]
    return sum(known, Decimal(0)) if len(known) == len(found) else None


class Input(NamedTuple):
    """A figure that was not computed: from the register, or entered by somebody.

    ``key``: the parameter, or the field that it was entered in. ``of``: what it is of, such as a crebo. ``low`` and
    ``high``: how far it may lie, for scenarios; None is not said. ``observed``: so many of so many, from real counts.
    ``volume``: it says how many pupils there are. ``asked_of``: whose controller knows it.
    """

    id: str
    key: str
    label: Text
    value: Decimal | None
    unit: Unit
    status: FigureStatus
    source: str
    entered_by: str = ""
    partner: str = ""
    of: str = ""
    year: int | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    observed: tuple[int, int] | None = None
    volume: bool = False


class Cell(NamedTuple):
    """A computed figure. ``rule``: why it is computed so, with the article."""

    id: str
    label: Text
    unit: Unit
    expression: Expression
    value: Decimal | None
    rule: str = ""

    @property
    def rounded(self) -> bool:
        """Is it rounded to whole cents?"""
        return isinstance(self.expression, Apply) and self.expression.operator is Operator.ROUND


@dataclass(frozen=True, slots=True)
class Explanation:
    """One cell opened: the formula in words and for a spreadsheet, and what it reads."""

    cell: Cell
    words: str
    formula: str
    inputs: tuple[Input, ...]
    cells: tuple[Cell, ...]
    missing: tuple[Input, ...]


@dataclass(slots=True)
class Sheet:
    """``add`` and ``put`` belong to the making; after that it is only read."""

    entries: dict[str, Input | Cell] = field(default_factory=dict)
    values: dict[str, Decimal | None] = field(default_factory=dict)
    _reads: dict[str, frozenset[str]] = field(default_factory=dict, repr=False, compare=False)

    def put(self, entry: Input) -> Ref:
        """An input; the same id a second time is the same input."""
        if entry.id not in self.entries:
            self.entries[entry.id] = entry
            self.values[entry.id] = entry.value
        return Ref(entry.id)

    def add(self, id: str, label: Text, unit: Unit, expression: Expression, rule: str = "") -> Ref:
        """A cell that reads only what is there already. Raises KeyError when it reads more, or is there twice."""
        if id in self.entries:
            raise KeyError(id)
        value = evaluate(expression, self.values)
        self.entries[id] = Cell(id, label, unit, expression, value, rule)
        self.values[id] = value
        return Ref(id)

    def __getitem__(self, id: str) -> Input | Cell:
        return self.entries[id]

    def __contains__(self, id: str) -> bool:
        return id in self.entries

    def cell(self, id: str) -> Cell:
        found = self.entries[id]
        if isinstance(found, Input):
            raise KeyError(id)
        return found

    @property
    def inputs(self) -> Iterator[Input]:
        return (each for each in self.entries.values() if isinstance(each, Input))

    @property
    def cells(self) -> Iterator[Cell]:
        return (each for each in self.entries.values() if isinstance(each, Cell))

    def below(self, *ids: str) -> set[str]:
        """Everything that these depend on, themselves too."""
        found: set[str] = set()
        todo = list(ids)
        while todo:
            id = todo.pop()
            if id not in found:
                found.add(id)
                entry = self.entries[id]
                if isinstance(entry, Cell):
                    todo += self.reads(entry)
        return found

    def missing(self, *ids: str) -> tuple[Input, ...]:
        """The empty inputs that these depend on; of a cell that is known: none, whatever it reads."""
        below = self.below(*(id for id in ids if self.values[id] is None))
        return tuple(each for each in self.inputs if each.id in below and each.value is None)

    def explain(self, id: str) -> Explanation:
        """Open a cell. A page links on to the cells that it reads."""
        cell = self.cell(id)
        read = [self.entries[each] for each in dict.fromkeys(references(cell.expression))]
        return Explanation(
            cell,
            in_words(cell.expression, lambda each: str(self.entries[each].label)),
            spreadsheet(cell.expression, lambda each: each),
            tuple(each for each in read if isinstance(each, Input)),
            tuple(each for each in read if isinstance(each, Cell)),
            self.missing(id),
        )

    def reads(self, cell: Cell) -> frozenset[str]:
        """What a cell reads itself; kept, because the studies ask it of every cell many times."""
        found = self._reads.get(cell.id)
        if found is None:
            found = self._reads[cell.id] = frozenset(references(cell.expression))
        return found

    def again(self, changed: Values, only: set[str] | None = None) -> dict[str, Decimal | None]:
        """All values when some inputs are different. ``only``: the ids to compute (see ``below``).

        A cell that is in ``changed`` and not in ``only`` is held at that value.
        """
        values = dict(self.values)
        values.update(changed)
        stale = set(changed)
        for id, entry in self.entries.items():
            if isinstance(entry, Input) or (only is not None and id not in only):
                continue
            if not stale.isdisjoint(self.reads(entry)):
                value = evaluate(entry.expression, values)
                if value != values[id]:
                    values[id] = value
                    stale.add(id)
        return values

    def changed(self, changed: Values) -> "Sheet":
        """The same cells as a sheet of its own, with some inputs different."""
        values = self.again(changed)
        entries = {
            id: entry if entry.value == values[id] else entry._replace(value=values[id])
            for id, entry in self.entries.items()
        }
        return Sheet(entries, values)
