"""The checks that compute the cells again: with twice the pupils, a year later, and without any amount."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from naadloos.engines.finance.calculate import calculate
from naadloos.engines.finance.checks import (
    NO_LINES,
    SOME_LINES_UNKNOWN,
    Check,
    Reconciliation,
    fails,
    is_unknown,
    look,
    passes,
    reconcile,
)
from naadloos.engines.finance.expressions import CENT, COUNT, Apply, Expression, Operator, Ref, evaluate
from naadloos.engines.finance.outcome import Line, Outcome
from naadloos.engines.finance.register import Register
from naadloos.engines.finance.sheet import Sheet, Values
from naadloos.engines.finance.terms import CheckName, CostKind, Section, Unit
from naadloos.engines.finance.types import RouteCase
from naadloos.engines.finance.validate import LAST_YEAR
from naadloos.engines.route.terms import gettext_noop


def checks(
    outcome: Outcome, register: Register | None = None, counts: Iterable[Reconciliation] = ()
) -> tuple[Check, ...]:
    """All checks in the order of ``CheckName``; one for each of ``counts``."""
    made = [*look(outcome), _doubling(outcome), _shift(outcome, register), _missing(outcome), *reconcile(counts)]
    order = list(CheckName)
    return tuple(sorted(made, key=lambda each: order.index(each.name)))


# -- twice the pupils ------------------------------------------------------------------------------

_PER_PUPIL = frozenset({CostKind.BPV, CostKind.MATERIAL, CostKind.EXAM})
_LOOKED_AT = frozenset(Section) - {Section.SITE, Section.SETTLEMENT}
_DOUBLED = gettext_noop(
    "Met twee keer zoveel leerlingen in even veel groepen verdubbelen %(dubbel)s regels, en blijven %(gelijk)s regels "
    "gelijk."
)
_NOT_DOUBLED = gettext_noop(
    "%(regel)s: %(een)s euro wordt met twee keer zoveel leerlingen in even veel groepen %(twee)s euro, en hoort dan "
    "%(hoort)s euro te zijn."
)


def _doubling(outcome: Outcome) -> Check:
    """The amount of a vestiging is left out, because it is a step; settlements follow the lines that they settle."""
    sheet = outcome.sheet
    pupils: dict[str, Decimal | None] = {
        each.id: each.value * 2
        for each in sheet.inputs
        if each.volume and each.unit is Unit.PUPILS and each.value is not None
    }
    held = {each.id for each in sheet.cells if each.unit is Unit.GROUPS}
    again = sheet.again(pupils, set(sheet.entries) - held)
    lines = [each for each in outcome.lines if each.section in _LOOKED_AT and each.section.counts]
    pairs = [(each, sheet.values[each.cell], again[each.cell]) for each in lines]
    doubled = unknown = 0
    for line, one, two in pairs:
        if one is None or two is None:
            unknown += 1
            continue
        variable = _goes_per_pupil(outcome.case, line)
        doubled += variable
        due = one * 2 if variable else one
        # Rounding to cents before or after the doubling is all that may differ.
        if abs(two - due) > (CENT if variable else 0):
            regel = str(sheet[line.cell].label)
            return fails(CheckName.DOUBLING, _NOT_DOUBLED, regel=regel, een=one, twee=two, hoort=due)
    if not pairs or unknown:
        return _not_all(CheckName.DOUBLING, len(pairs), unknown)
    return passes(CheckName.DOUBLING, _DOUBLED, dubbel=doubled, gelijk=len(pairs) - doubled)


def _goes_per_pupil(case: RouteCase, line: Line) -> bool:
    if line.section is Section.COST:
        return next(each.kind for each in case.items if each.id == line.item) in _PER_PUPIL
    return line.section.is_revenue


def _not_all(name: CheckName, lines: int, unknown: int) -> Check:
    return is_unknown(name, SOME_LINES_UNKNOWN, regels=lines, onbekend=unknown) if lines else is_unknown(name, NO_LINES)


# -- a year later ----------------------------------------------------------------------------------

_SHIFTED = gettext_noop(
    "Met alle groepen %(stap)s jaar later schuiven %(regels)s bedragen aan bekostiging precies zo veel op, samen "
    "%(som)s euro."
)
_NOT_SHIFTED = gettext_noop(
    "%(regel)s: %(een)s euro voor schooljaar %(jaar)s wordt met alle groepen %(stap)s jaar later %(twee)s euro voor "
    "schooljaar %(later)s."
)
_OTHER_LINES = gettext_noop("Met alle groepen %(stap)s jaar later worden %(een)s bedragen aan bekostiging er %(twee)s.")


def _shift(outcome: Outcome, register: Register | None) -> Check:
    """With the amounts of each year taken along, as they differ from year to year."""
    name = CheckName.SHIFT
    cohorts = outcome.case.cohorts
    step = -1 if any(each.start_year >= LAST_YEAR for each in cohorts) else 1
    moved = tuple(replace(each, start_year=each.start_year + step) for each in cohorts)
    later = calculate(replace(outcome.case, cohorts=moved), register)
    amounts = dict(_taken_along(outcome.sheet, later.sheet, step))
    again = later.sheet.again(amounts, set(later.sheet.entries) - set(amounts))
    one, two = ([each for each in made.lines if each.section.is_revenue] for made in (outcome, later))
    if len(one) != len(two):
        return fails(name, _OTHER_LINES, stap=step, een=len(one), twee=len(two))
    unknown, whole = 0, Decimal(0)
    for before, after in zip(one, two, strict=True):
        value, same = outcome.value(before), again[after.cell]
        if value is None or same is None:
            unknown += 1
            continue
        whole += value
        if value != same or _when(before, step) != _when(after, 0):
            regel = str(outcome.sheet[before.cell].label)
            years = {"jaar": before.school_year, "later": after.school_year}
            return fails(name, _NOT_SHIFTED, regel=regel, een=value, twee=same, stap=step, **years)
    if not one or unknown:
        return _not_all(name, len(one), unknown)
    return passes(name, _SHIFTED, stap=step, regels=len(one), som=whole)


def _when(line: Line, step: int) -> tuple[str, int, int | None]:
    paid = None if line.calendar_year is None else line.calendar_year + step
    return line.partner, line.school_year + step, paid


def _taken_along(sheet: Sheet, later: Sheet, step: int) -> Iterator[tuple[str, Decimal | None]]:
    for id in later.entries:
        if id.startswith("p."):
            stem, year = id.rsplit(".", 1)
            earlier = f"{stem}.{int(year) - step}"
            if earlier in sheet:
                yield id, sheet.values[earlier]


# -- what is missing -------------------------------------------------------------------------------

_NEVER_ZERO = gettext_noop(
    "Lege cijfers: %(leeg)s. Uitkomsten die daardoor onbekend zijn: %(onbekend)s; geen daarvan telt als nul. Zonder de "
    "bedragen uit het register wordt alles onbekend wat ermee wordt berekend: %(regels)s regels."
)
_KNOWN_FROM_NOTHING = gettext_noop("%(wat)s is %(bedrag)s, terwijl er een cijfer voor ontbreekt.")
_KNOWN_WITHOUT = gettext_noop(
    "%(wat)s blijft %(bedrag)s euro, ook als elk bedrag uit het register ontbreekt; dat hoort onbekend te worden."
)


def _missing(outcome: Outcome) -> Check:
    name, sheet = CheckName.MISSING, outcome.sheet
    for cell in sheet.cells:
        value = sheet.values[cell.id]
        if value is not None and _reads_unknown(cell.expression, sheet.values):
            return fails(name, _KNOWN_FROM_NOTHING, wat=str(cell.label), bedrag=value)
    amounts: dict[str, Decimal | None] = {each.id: None for each in sheet.inputs if each.id.startswith("p.")}
    again = sheet.again(amounts)
    staff = {each.id for each in outcome.case.items if each.kind.is_staff}
    lines = [e for e in outcome.lines if e.section.is_revenue or (e.section is Section.COST and e.item in staff)]
    for line in lines:
        left = again[line.cell]
        if left is not None:
            return fails(name, _KNOWN_WITHOUT, wat=str(sheet[line.cell].label), bedrag=left)
    if not lines:
        return is_unknown(name, NO_LINES)
    empty = sum(1 for each in sheet.inputs if each.value is None)
    unknown = sum(1 for each in sheet.cells if sheet.values[each.id] is None)
    return passes(name, _NEVER_ZERO, leeg=empty, onbekend=unknown, regels=len(lines))


def _reads_unknown(expression: Expression, values: Values) -> bool:
    """Written apart from ``evaluate``, so that one holds the other."""
    if isinstance(expression, Ref):
        return values[expression.id] is None
    if not isinstance(expression, Apply):
        return False
    read = expression.arguments
    if expression.operator is Operator.AT_LEAST:
        # The branch that is not taken does not matter.
        one, other = evaluate(read[0], values), evaluate(read[1], values)
        if one is not None and other is not None:
            read = (read[2] if (one - other).quantize(COUNT, ROUND_HALF_UP) >= 0 else read[3],)
    return any(_reads_unknown(each, values) for each in read)
