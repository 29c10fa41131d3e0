"""Which figures matter most, so that a page asks the few that matter first, each of the controller who knows it.

The order, per partner:

1. Empty figures come before estimates: as long as one is empty, results stay unknown. Among them, the one that keeps
   the most results unknown comes first. Of those that keep the same number unknown, what nobody has bounds for comes
   first, since nobody can say that it matters little; then the one that moves the most money between the bounds that
   the register mentions (``reach``), each other empty figure halfway its own bounds. Those bounds only order questions:
   what they make of a result is never shown.
2. Estimates follow, the one that moves the most money first: between the low and the high that were said with it, else
   between the bounds of the register when they hold it, else a stated share of itself up and down.

The money that a figure moves is the sum over all lines and overheads of what it makes each of them go up or down. So a
figure that only moves money from one partner to the other counts as well. What is confirmed or printed in a regulation
is not asked, and neither is a figure that moves nothing and keeps nothing unknown.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from naadloos.engines.finance.outcome import ALL_PARTNERS, Outcome
from naadloos.engines.finance.reach import STATED_SHARE, Bounds, figures, said_bounds, stated_bounds
from naadloos.engines.finance.register import Register, default_register
from naadloos.engines.finance.sheet import Input, Sheet, Values
from naadloos.engines.finance.terms import Basis, FigureStatus, Total

_ASKED = (FigureStatus.EMPTY, FigureStatus.ESTIMATE)


@dataclass(frozen=True, slots=True)
class Question:
    """A figure to ask for, with one input for each year in which it is read.

    ``unknown``: how many results it keeps unknown. ``moves``: the money that it moves; None: it is empty, or a line
    that it moves cannot be computed.
    """

    inputs: tuple[Input, ...]
    unknown: int
    moves: Decimal | None

    @property
    def partner(self) -> str:
        """Whose controller knows it; ``ALL_PARTNERS``: it is agreed together."""
        return self.inputs[0].partner or ALL_PARTNERS

    @property
    def empty(self) -> bool:
        return any(each.value is None for each in self.inputs)


def influence(outcome: Outcome, register: Register | None = None) -> Mapping[str, tuple[Question, ...]]:
    """The questions per partner, in the order in which to ask them; who has none is left out."""
    study = _Study(outcome, register or default_register())
    found: dict[str, list[Question]] = {}
    for question in study.questions():
        found.setdefault(question.partner, []).append(question)
    return {partner: tuple(asked) for partner, asked in found.items()}


class _Study:
    def __init__(self, outcome: Outcome, register: Register) -> None:
        self.sheet, self.register = outcome.sheet, register
        self.results = outcome.results
        self.moved = _moved(outcome)
        self.below = outcome.sheet.below(*self.moved, *self.results)
        halfway = {
            each.id: (reach.low + reach.high) / 2
            for each in outcome.sheet.inputs
            if each.value is None and (reach := self._reach(each)) is not None
        }
        self.base = outcome.sheet.changed(halfway)

    def questions(self) -> list[Question]:
        asked = (each for each in self.sheet.inputs if each.id in self.below and each.status in _ASKED)
        weighed = [self._weigh(group) for group in figures(asked)]
        weighed = [(question, moves) for question, moves in weighed if question.unknown or moves]
        return [question for question, _ in sorted(weighed, key=_order)]

    def _weigh(self, group: tuple[Input, ...]) -> tuple[Question, Decimal | None]:
        empty = any(each.value is None for each in group)
        unknown = _kept_unknown(self.sheet, group, self.results) if empty else 0
        moves = self._moves(group)
        return Question(group, unknown, None if empty else moves), moves

    def _reach(self, input: Input) -> Bounds | None:
        """What the register mentions."""
        reach = self.register[input.key].reach if input.key in self.register else None
        return None if reach is None else Bounds(reach.low, reach.high)

    def _bounds(self, input: Input) -> Bounds | None:
        said, reach = said_bounds(input), self._reach(input)
        if said is not None or input.value is None:
            return said or reach
        if reach is not None and reach.low <= input.value <= reach.high:
            return reach
        return stated_bounds(input, STATED_SHARE)

    def _moves(self, group: tuple[Input, ...]) -> Decimal | None:
        """None: without bounds nobody knows."""
        bounds = {each.id: self._bounds(each) for each in group}
        if any(each is None for each in bounds.values()):
            return None
        low = self.base.again({id: each.low for id, each in bounds.items() if each}, self.below)
        high = self.base.again({id: each.high for id, each in bounds.items() if each}, self.below)
        return _distance(low, high, self.moved)


def _order(pair: tuple[Question, Decimal | None]) -> tuple[bool, int, bool, Decimal]:
    question, moves = pair
    return (not question.empty, -question.unknown, moves is not None, -(moves or Decimal(0)))


def _moved(outcome: Outcome) -> tuple[str, ...]:
    """The cells in which money moves: each line that is part of a result, and each overhead of a partner."""
    lines = [each.cell for each in outcome.lines if each.section.counts]
    overheads = [
        id
        for place, id in outcome.sums.items()
        if place.total is Total.OVERHEAD and place.basis is Basis.ACCRUAL and place.partner != ALL_PARTNERS
    ]
    return tuple(dict.fromkeys([*lines, *overheads]))


def _distance(low: Values, high: Values, cells: Iterable[str]) -> Decimal:
    """What is unknown at one of both cannot be weighed."""
    pairs = ((low[each], high[each]) for each in cells)
    return sum((abs(b - a) for a, b in pairs if a is not None and b is not None), Decimal(0))


def _kept_unknown(sheet: Sheet, group: tuple[Input, ...], results: tuple[str, ...]) -> int:
    """The results that are unknown and depend on this figure, as the sheet reads it."""
    reached = {each.id for each in group}
    for cell in sheet.cells:
        if sheet.values[cell.id] is None and not reached.isdisjoint(sheet.reads(cell)):
            reached.add(cell.id)
    return sum(1 for id in results if id in reached)
