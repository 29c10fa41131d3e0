"""The same case with the work for each other settled in every way: who pays whom, and what each partner ends with.

Only items that somebody else than the owner executes are settled in another way; all else stays as it is, the autumn
overlap too. Beside what was agreed, no option has the pot over the whole route, because that would level them all.
The amount per pupil of S2 is derived once from S1: what S1 pays for an item in all years together, divided by its
pupils in those years, to cents. Pupils count at the price level of their year, as the amount is raised with it.
No option is called better: what one partner pays, another receives.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from naadloos.engines.finance.calculate import calculate
from naadloos.engines.finance.errors import CaseError, Problem
from naadloos.engines.finance.expressions import to_cents
from naadloos.engines.finance.outcome import Line, Outcome
from naadloos.engines.finance.register import Register
from naadloos.engines.finance.sheet import added
from naadloos.engines.finance.terms import Basis, FigureStatus, Section, Settlement, Total, View
from naadloos.engines.finance.types import UNKNOWN, CostItem, Given, RouteCase, Settled

# The pot of S3 with three partners or more.
POT = ""
# So large that rounding to cents does not matter in what pupils bring per euro.
_MANY = Decimal(1_000_000)
_COMPARED = (Settlement.COST, Settlement.PER_PUPIL, Settlement.POOL, Settlement.IN_KIND)


@dataclass(frozen=True, slots=True)
class Payment:
    """What one partner pays another in one year, of all items together; None is unknown.

    ``POT`` as payer or receiver: out of or into the pot of three partners or more.
    """

    payer: str
    receiver: str
    basis: Basis
    year: int
    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class Option:
    """``how``: None is as agreed. Either ``outcome`` with what follows from it, or the ``problems`` that prevent it.

    ``per_pupil``: of S2, the derived amount by item. ``received``: per partner what it receives minus what it pays, of
    all years. ``results``: per partner and view the toegerekend result of all years.
    """

    how: Settlement | None
    outcome: Outcome | None
    problems: tuple[Problem, ...] = ()
    per_pupil: Mapping[str, Decimal | None] | None = None

    @property
    def payments(self) -> tuple[Payment, ...]:
        return payments(self.outcome) if self.outcome else ()

    def received(self, partner: str) -> Decimal | None:
        return self._whole(Total.SETTLEMENT, partner, View.INTEGRAL)

    def result(self, partner: str, view: View = View.INTEGRAL) -> Decimal | None:
        return self._whole(Total.RESULT, partner, view)

    def _whole(self, total: Total, partner: str, view: View) -> Decimal | None:
        if self.outcome is None:
            return None
        return added(self.outcome.sheet.values, self.outcome.over_years(total, partner, view=view))


def options(case: RouteCase, register: Register | None = None) -> tuple[Option, ...]:
    """As agreed, and then S1 to S4. Raises CaseError when the case itself is not valid."""
    agreed = Option(None, calculate(case, register))
    apart = replace(case, settings=replace(case.settings, pool=False))
    return (agreed, *(_option(apart, how, register) for how in _COMPARED))


def _option(case: RouteCase, how: Settlement, register: Register | None) -> Option:
    amounts = per_pupil(case, register) if how is Settlement.PER_PUPIL else {}
    try:
        outcome = calculate(_settled(case, how, amounts), register)
    except CaseError as error:
        # Such as a pot without a key for each partner.
        return Option(how, None, error.problems)
    return Option(how, outcome, per_pupil=amounts or None)


def per_pupil(case: RouteCase, register: Register | None = None) -> dict[str, Decimal | None]:
    """The amount per pupil that brings as much as S1 does, of each item of work for another.

    None is unknown; also of work that costs something without pupils, since no amount per pupil brings that.
    """
    by_cost = _paid_by_item(calculate(_settled(case, Settlement.COST, {}), register))
    many = {each.id: _MANY for each in case.items}
    by_pupil = _paid_by_item(calculate(_settled(case, Settlement.PER_PUPIL, many), register))
    found: dict[str, Decimal | None] = {}
    for item, cost in by_cost.items():
        pupils = by_pupil[item]
        if cost is None or pupils is None or (cost and not pupils):
            found[item] = None
        else:
            found[item] = to_cents(cost * _MANY / pupils) if pupils else Decimal(0)
    return found


def _paid_by_item(outcome: Outcome) -> dict[str, Decimal | None]:
    others = {each.id for each in outcome.case.items if _is_for_another(each)}
    cells: dict[str, list[str]] = {}
    for line in outcome.of(Section.SETTLEMENT):
        if line.item in others:
            cells.setdefault(line.item, []).append(line.cell)
    return {item: added(outcome.sheet.values, ids) for item, ids in cells.items()}


def _is_for_another(item: CostItem) -> bool:
    """Work for another that is settled at all; what each bears itself stays so in every option."""
    own = all(each.how is Settlement.OWN for each in item.settled)
    return not own and any(each.partner != item.owner for each in item.executors)


def _settled(case: RouteCase, how: Settlement, amounts: Mapping[str, Decimal | None]) -> RouteCase:
    return replace(
        case,
        items=tuple(
            replace(each, settled=(Settled(how, per_pupil=_given(amounts.get(each.id))),))
            if _is_for_another(each)
            else each
            for each in case.items
        ),
    )


def _given(amount: Decimal | None) -> Given:
    return UNKNOWN if amount is None else Given(amount, status=FigureStatus.ESTIMATE)


def payments(outcome: Outcome) -> tuple[Payment, ...]:
    """Who pays whom how much, toegerekend per school year and kas per calendar year; what is 0 in a year is left out.

    Payments in both directions stand beside each other: they are not set off.
    """
    cells: dict[tuple[str, str, Basis, int], list[tuple[str, bool]]] = {}
    for line in outcome.of(Section.SETTLEMENT):
        for basis, year, cell in _when(line, outcome):
            for payer, receiver, minus in _who(line, outcome.sheet.values[cell], outcome.case):
                cells.setdefault((payer, receiver, basis, year), []).append((cell, minus))
    made = (
        Payment(payer, receiver, basis, year, _sum(outcome, parts))
        for (payer, receiver, basis, year), parts in cells.items()
    )
    order = list(Basis)
    kept = (each for each in made if each.amount != 0)
    return tuple(sorted(kept, key=lambda each: (order.index(each.basis), each.year, each.payer, each.receiver)))


def _sum(outcome: Outcome, parts: Iterable[tuple[str, bool]]) -> Decimal | None:
    values = [(outcome.sheet.values[cell], minus) for cell, minus in parts]
    known = [-value if minus else value for value, minus in values if value is not None]
    return sum(known, Decimal(0)) if len(known) == len(values) else None


def _when(line: Line, outcome: Outcome) -> Iterator[tuple[Basis, int, str]]:
    """The cells of a line: of its school year, and of the calendar years in which it is paid."""
    yield Basis.ACCRUAL, line.school_year, line.cell
    if line.calendar_year is not None:
        yield Basis.CASH, line.calendar_year, line.cell
        return
    for year, part in ((line.school_year, "najaar"), (line.school_year + 1, "voorjaar")):
        yield Basis.CASH, year, f"deel.{line.cell}.{part}"


def _who(line: Line, value: Decimal | None, case: RouteCase) -> Iterator[tuple[str, str, bool]]:
    """Payer, receiver, and whether the value counts with a minus."""
    if not line.net:
        yield line.partner, line.counterparty, False
        return
    others = [each.id for each in case.partners if each.id != line.partner]
    if len(others) != 1:
        pays = value is not None and value < 0
        yield (line.partner, POT, True) if pays else (POT, line.partner, False)
    elif value is None or value > 0:
        # Of two partners the other one's line says the same with a minus.
        yield others[0], line.partner, False
