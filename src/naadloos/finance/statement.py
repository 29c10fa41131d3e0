"""Who pays whom: the payments of an outcome, one row per payer, receiver and school year."""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from naadloos.engines.finance import Line, Outcome, Section


@dataclass(frozen=True, slots=True)
class Part:
    """One line of a payment; ``cell`` opens it."""

    cell: str
    item: str
    cohort: str
    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class Payment:
    """``amount`` is None when one of its parts is unknown."""

    payer: str
    receiver: str
    school_year: int
    parts: tuple[Part, ...] = field(default=())

    @property
    def amount(self) -> Decimal | None:
        known = [each.amount for each in self.parts if each.amount is not None]
        return sum(known, Decimal(0)) if len(known) == len(self.parts) else None


def payments(outcome: Outcome) -> list[Payment]:
    """All payments in the order of school year, payer and receiver; what is exactly nothing is left out."""
    found: dict[tuple[int, str, str], list[Part]] = defaultdict(list)
    pots: dict[tuple[int, str, str], list[Line]] = defaultdict(list)
    for line in outcome.of(Section.SETTLEMENT):
        if line.net:
            pots[line.school_year, line.cohort, line.item].append(line)
        else:
            key = (line.school_year, line.partner, line.counterparty)
            found[key].append(Part(line.cell, line.item, line.cohort, outcome.value(line)))
    for (year, _cohort, _item), lines in pots.items():
        for payer, receiver, part in _out_of_pot(outcome, lines):
            found[year, payer, receiver].append(part)
    rows = [Payment(payer, receiver, year, tuple(parts)) for (year, payer, receiver), parts in sorted(found.items())]
    return [each for each in rows if each.amount != 0]


def _out_of_pot(outcome: Outcome, lines: list[Line]) -> list[tuple[str, str, Part]]:
    """A pot as payments: who ends below zero pays who ends above, in the order of the partners.

    Of two partners one pays the other; of more every shortage is paid to the next surplus until nothing is left.
    """
    nets = {each.partner: outcome.value(each) for each in lines}
    first = lines[0]
    if any(each is None for each in nets.values()):
        partners = list(nets)
        return [(one, other, Part(first.cell, first.item, first.cohort, None)) for one, other in pairwise(partners)]
    left = {partner: amount or Decimal(0) for partner, amount in nets.items()}
    cells = {each.partner: each.cell for each in lines}
    found = []
    for payer in left:
        for receiver in left:
            moved = min(-left[payer], left[receiver])
            if moved > 0:
                left[payer] += moved
                left[receiver] -= moved
                found.append((payer, receiver, Part(cells[receiver], first.item, first.cohort, moved)))
    return found
