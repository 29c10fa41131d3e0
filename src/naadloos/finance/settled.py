"""The statement of what partners pay each other: per pair, per item with its phase, per school year."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from naadloos.engines.finance import Outcome
from naadloos.engines.route.calendar import school_year_text
from naadloos.finance.statement import Part, payments
from naadloos.finance.table import NOTHING, Amount, Row
from naadloos.finance.words import euro


@dataclass(frozen=True, slots=True)
class Pair:
    payer: str
    receiver: str
    rows: tuple[Row, ...]
    total: str


@dataclass(frozen=True, slots=True)
class Statement:
    years: tuple[str, ...]
    pairs: tuple[Pair, ...]


def statement(outcome: Outcome) -> Statement:
    """Only years in which somebody pays."""
    paid = payments(outcome)
    years = sorted({each.school_year for each in paid})
    found = []
    for payer, receiver in dict.fromkeys((each.payer, each.receiver) for each in paid):
        mine = {each.school_year: each for each in paid if (each.payer, each.receiver) == (payer, receiver)}
        parts: dict[str, dict[int, list[Part]]] = defaultdict(lambda: defaultdict(list))
        for year, payment in mine.items():
            for part in payment.parts:
                parts[_name(outcome, part)][year].append(part)
        rows = [Row(name, tuple(_amount(by_year.get(year, [])) for year in years)) for name, by_year in parts.items()]
        sums = [mine[year].amount if year in mine else Decimal(0) for year in years]
        rows.append(Row(_("samen"), tuple(Amount(euro(each), "", each is None) for each in sums), is_sum=True))
        found.append(
            Pair(
                outcome.case.partner(payer).name,
                outcome.case.partner(receiver).name,
                tuple(rows),
                euro(_added(sums)),
            )
        )
    return Statement(tuple(school_year_text(year) for year in years), tuple(found))


def _name(outcome: Outcome, part: Part) -> str:
    item = next((each for each in outcome.case.items if each.id == part.item), None)
    if item is None:
        return _("vo-geld van het najaar") if part.cohort else _("ruil van uren, of de pot")
    group = _("groep %(jaar)s") % {"jaar": part.cohort} if part.cohort else ""
    return " · ".join(word for word in (item.title, _(item.phase.label), group) if word)


def _amount(parts: list[Part]) -> Amount:
    if not parts:
        return NOTHING
    whole = _added([each.amount for each in parts])
    return Amount(euro(whole), parts[0].cell if len(parts) == 1 else "", whole is None)


def _added(amounts: list[Decimal | None]) -> Decimal | None:
    known = [each for each in amounts if each is not None]
    return sum(known, Decimal(0)) if len(known) == len(amounts) else None
