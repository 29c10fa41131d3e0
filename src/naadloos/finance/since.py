"""What changed since an approval, and by how much each cause changed the money: steps that add up exactly.

The route as it was approved is turned into the route of today one kind of fact at a time; each turn is calculated anew.
So the differences of all turns together are the whole difference, and each has a cause that people recognise.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from naadloos.engines.finance import Total
from naadloos.engines.route import RouteDocument
from naadloos.finance.queries import outcome_of
from naadloos.finance.statement import payments
from naadloos.finance.words import euro

# In this order: first what really happened, then what was planned, then what was agreed.
_TURNS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (gettext_noop("getelde leerlingen"), ("counts",)),
    (gettext_noop("verwachte aantallen leerlingen"), ("volumes",)),
    (gettext_noop("eigen gegevens van de partners"), ("figures", "partner_terms")),
    (gettext_noop("kostenposten en subsidies"), ("cost_items", "subsidies")),
)


@dataclass(frozen=True, slots=True)
class Money:
    """Results of all school years per partner, and what they receive minus pay; None is unknown."""

    results: dict[str, Decimal | None]
    settled: dict[str, Decimal | None]


@dataclass(frozen=True, slots=True)
class Turn:
    cause: str
    results: tuple[str, ...]
    settled: tuple[str, ...]
    changed: bool


@dataclass(frozen=True, slots=True)
class Since:
    partners: tuple[str, ...]
    before: Turn
    turns: tuple[Turn, ...]
    after: Turn


def since(approved: RouteDocument, now: RouteDocument) -> Since:
    """Both sides calculated, and every cause between them; causes that change nothing are left out."""
    names = {each.key: each.name for each in (*approved.route.partners, *now.route.partners)}
    stages = list(_stages(approved, now))
    told = [(cause, money_of(document)) for cause, document in stages]
    keys = [key for key in names if any(key in money.results for _cause, money in told)]
    # What the approval itself recorded: amounts of a regulation may have become known since.
    recorded = _recorded(approved)
    moments = [recorded, *(money for _cause, money in told)]
    causes = [_("bedragen uit de regelingen"), *(_(cause) for cause, _document in stages[1:])]
    turns = tuple(
        _turn(cause, keys, before, after) for cause, before, after in zip(causes, moments, moments[1:], strict=False)
    )
    nothing = Money({}, {})
    return Since(
        tuple(names[key] for key in keys),
        _turn(_("bij het akkoord"), keys, nothing, recorded),
        tuple(each for each in turns if each.changed),
        _turn(_("nu"), keys, nothing, moments[-1]),
    )


def _stages(approved: RouteDocument, now: RouteDocument) -> Iterator[tuple[str, RouteDocument]]:
    """From the route that was approved to that of today. Cohorts and partners first: the facts point to them."""
    yield "", approved
    document = now.model_copy(update={"finance": approved.finance, "programme": approved.programme})
    yield gettext_noop("partners, groepen, profielen en opleidingen"), document
    for cause, fields in _TURNS:
        document = _with(document, now, fields)
        yield cause, document
    document = document.model_copy(update={"programme": now.programme})
    yield gettext_noop("vastgesteld programma"), document
    yield gettext_noop("keuzes voor de berekening"), now


def _with(document: RouteDocument, now: RouteDocument, fields: tuple[str, ...]) -> RouteDocument:
    update: dict[str, Any] = {field: getattr(now.finance, field) for field in fields}
    if "counts" in fields:
        # A count stands at a group that was expected; those that were taken away since are not there any more.
        update["counts"] = [
            row for row in now.finance.counts if row.volume in {v.key for v in document.finance.volumes}
        ]
    if "volumes" in fields:
        update["counts"] = now.finance.counts
    return document.model_copy(update={"finance": document.finance.model_copy(update=update)})


def money_of(document: RouteDocument) -> Money:
    outcome = outcome_of(document).outcome
    if outcome is None:
        return Money({}, {})
    results = {
        partner.id: _added([outcome.amount(Total.RESULT, partner.id, year=year) for year in outcome.school_years])
        for partner in outcome.case.partners
    }
    paid = [(each.payer, each.receiver, each.amount) for each in payments(outcome)]
    return Money(results, _net(results, paid))


def _recorded(document: RouteDocument) -> Money:
    """What the document said when it was approved."""
    results: dict[str, Decimal | None] = {}
    for key in dict.fromkeys(row.partner for row in document.finance.results):
        results[key] = _added([row.amount for row in document.finance.results if row.partner == key])
    paid = [(each.payer, each.receiver, each.amount) for each in document.finance.payments]
    return Money(results, _net(results, paid))


def _net(results: dict[str, Decimal | None], paid: list[tuple[str, str, Decimal | None]]) -> dict[str, Decimal | None]:
    found: dict[str, Decimal | None] = {}
    for key in results:
        mine = [
            None if amount is None else (amount if receiver == key else -amount)
            for payer, receiver, amount in paid
            if key in (payer, receiver)
        ]
        found[key] = _added(mine)
    return found


def _added(amounts: list[Decimal | None]) -> Decimal | None:
    known = [each for each in amounts if each is not None]
    return sum(known, Decimal(0)) if len(known) == len(amounts) else None


def _turn(cause: str, keys: list[str], before: Money, after: Money) -> Turn:
    results = [_difference(before.results, after.results, key) for key in keys]
    settled = [_difference(before.settled, after.settled, key) for key in keys]
    return Turn(
        cause,
        tuple(map(euro, results)),
        tuple(map(euro, settled)),
        any(each is None or each for each in (*results, *settled)),
    )


def _difference(before: dict[str, Decimal | None], after: dict[str, Decimal | None], key: str) -> Decimal | None:
    """Of a partner that is not there: nothing. From unknown to unknown there is no difference to tell."""
    old, new = before.get(key, Decimal(0)), after.get(key, Decimal(0))
    if old is None and new is None:
        return None
    return None if old is None or new is None else new - old
