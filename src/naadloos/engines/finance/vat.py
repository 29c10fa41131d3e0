"""Btw on what partners pay each other: what the rules ask of each payment, and what can be seen of it here.

Source: finance.md A.5 (Wet OB art. 11 lid 1 onder o; Besluit omzetbelasting terbeschikkingstelling personeel, Stcrt.
2024, 17448, paragraph 6.3). Nothing here says whether btw is due: the facts stand beside the conditions, people answer
the rest, and a tax adviser judges.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from naadloos.engines.finance.outcome import Outcome
from naadloos.engines.finance.sheet import added
from naadloos.engines.finance.terms import CostKind, Section, Verdict
from naadloos.engines.finance.types import CostItem
from naadloos.engines.finance.validate import MOST_SURCHARGE
from naadloos.engines.route.terms import gettext_noop
from naadloos.engines.route.text import Text, text

SOURCE = "Wet OB 1968 art. 11 lid 1 onder o; Besluit terbeschikkingstelling personeel (Stcrt. 2024, 17448) par. 6.3"

_LENDER = gettext_noop("a. De uitlener past zelf de vrijstelling voor onderwijs toe op het hoofdwerk.")
_BORROWER = gettext_noop("b. De inlener gebruikt deze persoon voor vrijgesteld onderwijs.")
_NEEDED = gettext_noop("c. Zonder dit uitlenen kan dat onderwijs niet zo worden gegeven.")
_PRICE = gettext_noop("d. Het doel is niet vooral extra inkomsten, in concurrentie met ondernemers die btw betalen.")

_SCHOOLS = gettext_noop("%(van)s en %(aan)s zijn school of instelling in deze route.")
_LESSONS = gettext_noop("Het zijn lessen of begeleiding in de route.")
_LESS_CLEAR = gettext_noop("Coördinatie en ondersteuning vallen hier minder duidelijk onder.")
_WITHIN = gettext_noop("Betaald wordt %(betaald)s euro; de brutoloonkosten met 5 procent erbij zijn %(grens)s euro.")
_ABOVE = gettext_noop(
    "Betaald wordt %(betaald)s euro, meer dan de brutoloonkosten met 5 procent erbij: %(grens)s euro. Dan is deze "
    "voorwaarde niet vanzelf vervuld."
)
_PRICE_UNKNOWN = gettext_noop("Wat er wordt betaald of wat het kost is nog onbekend.")
_POT = gettext_noop(
    "Kosten in een pot met een verdeelsleutel zijn geen uitlenen; voor kosten voor gemene rekening gelden eigen regels "
    "(te bevestigen)."
)
_NO_STAFF = gettext_noop(
    "Dit is geen uitlenen van personeel. Verhuur van een ruimte en kosten delen naar een vaste sleutel hebben eigen "
    "regels (te bevestigen)."
)


@dataclass(frozen=True, slots=True)
class VatCondition:
    """``verdict``: only what can be seen here; unknown is for people. ``to_confirm``: the rule is not sure."""

    question: Text
    seen: Text
    verdict: Verdict
    to_confirm: bool = False


@dataclass(frozen=True, slots=True)
class VatLine:
    """One item that one partner pays another for. ``conditions``: none when it is no staff; ``note`` says why.

    Of a pot nobody pays one other partner: ``payer`` and ``receiver`` are empty and there is no amount.
    """

    item: CostItem
    payer: str
    receiver: str
    amount: Decimal | None
    conditions: tuple[VatCondition, ...]
    note: Text | None = None


def vat_lines(outcome: Outcome) -> tuple[VatLine, ...]:
    """Every item that is settled in money between two partners, in the order of the case."""
    return tuple(_lines(outcome))


def _lines(outcome: Outcome) -> Iterator[VatLine]:
    items = {each.id: each for each in outcome.case.items}
    pots: set[str] = set()
    paid: dict[tuple[str, str, str], list[str]] = {}
    for line in outcome.of(Section.SETTLEMENT):
        if line.item and not line.net:
            paid.setdefault((line.item, line.partner, line.counterparty), []).append(line.cell)
        elif line.item:
            pots.add(line.item)
    for (id, payer, receiver), cells in paid.items():
        item, amount = items[id], added(outcome.sheet.values, cells)
        if not item.kind.is_staff:
            yield VatLine(item, payer, receiver, amount, (), text(_NO_STAFF))
            continue
        names = {"van": outcome.case.partner(receiver).name, "aan": outcome.case.partner(payer).name}
        yield VatLine(
            item,
            payer,
            receiver,
            amount,
            (
                VatCondition(text(_LENDER), text(_SCHOOLS, **names), Verdict.UNKNOWN),
                _borrower(item),
                VatCondition(text(_NEEDED), text(_LESSONS), Verdict.UNKNOWN),
                _price(outcome, item, receiver, amount),
            ),
        )
    for id in sorted(pots):
        yield VatLine(items[id], "", "", None, (), text(_POT))


def _borrower(item: CostItem) -> VatCondition:
    if item.kind is CostKind.COORDINATION:
        return VatCondition(text(_BORROWER), text(_LESS_CLEAR), Verdict.UNKNOWN, to_confirm=True)
    return VatCondition(text(_BORROWER), text(_LESSONS), Verdict.UNKNOWN)


def _price(outcome: Outcome, item: CostItem, receiver: str, amount: Decimal | None) -> VatCondition:
    """Met when the fee stays within the gross wage cost; a cost charge of at most 5 % does not spoil it."""
    cells = [each.cell for each in outcome.of(Section.COST) if (each.item, each.partner) == (item.id, receiver)]
    cost = added(outcome.sheet.values, cells)
    if amount is None or cost is None:
        return VatCondition(text(_PRICE), text(_PRICE_UNKNOWN), Verdict.UNKNOWN)
    most = cost * (1 + MOST_SURCHARGE)
    # Every line was rounded by itself: a cent per line is no profit.
    within = amount <= most + Decimal("0.01") * len(cells)
    values = {"betaald": amount, "grens": round(most, 2)}
    if within:
        return VatCondition(text(_PRICE), text(_WITHIN, **values), Verdict.PASS)
    return VatCondition(text(_PRICE), text(_ABOVE, **values), Verdict.UNKNOWN)
