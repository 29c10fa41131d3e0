"""One figure opened: how it is computed, from which figures, and where those come from."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from naadloos.engines.finance import Cell, FigureStatus, Input, Outcome
from naadloos.engines.finance.expressions import in_words
from naadloos.finance.words import figure, say


@dataclass(frozen=True, slots=True)
class Origin:
    """``cell``: where it can be opened further; empty for an input that has nothing below it."""

    label: str
    value: str
    cell: str
    status: str = ""
    to_confirm: bool = False
    source: str = ""
    entered_by: str = ""
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class Opened:
    label: str
    value: str
    unknown: bool
    words: str
    rule: str
    formula: str
    reads: tuple[Origin, ...]
    missing: tuple[Origin, ...]


def opened(outcome: Outcome, id: str) -> Opened:
    """Raises KeyError when there is no such figure."""
    entry = outcome.sheet[id]
    if isinstance(entry, Input):
        here = origin(entry)
        return Opened(here.label, here.value, here.unknown, "", "", "", (here,), ())
    told = outcome.explain(id)
    return Opened(
        say(entry.label),
        figure(entry.value, entry.unit),
        entry.value is None,
        in_words(entry.expression, lambda each: f"“{say(outcome.sheet[each].label)}”"),
        say(entry.rule) if entry.rule else "",
        told.formula,
        (*map(origin, told.cells), *map(origin, told.inputs)),
        tuple(map(origin, told.missing)),
    )


def origin(entry: Cell | Input) -> Origin:
    value = figure(entry.value, entry.unit)
    if isinstance(entry, Cell):
        return Origin(say(entry.label), value, entry.id, unknown=entry.value is None)
    return Origin(
        say(entry.label),
        value,
        "",
        _(entry.status.label),
        entry.status in (FigureStatus.PROVISIONAL, FigureStatus.ESTIMATE),
        entry.source,
        entry.entered_by,
        entry.value is None,
    )
