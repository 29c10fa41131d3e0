"""Funding that is handed over, and the costs of the route."""

from collections.abc import Sequence
from decimal import Decimal

from naadloos.agreements.draft import GOOD_PRACTICE, ArticleDraft, Setting, law_draft
from naadloos.agreements.words import TO_CONFIRM, euro_text, list_text, or_unknown
from naadloos.engines.route.calendar import school_year_text
from naadloos.engines.route.document import CostItem
from naadloos.engines.route.terms import SettlementKind, YesNoUnknown

FOLLOWS = (SettlementKind.HOURS, SettlementKind.SHARE, SettlementKind.IN_KIND)
_NOT_IN_MONEY = (SettlementKind.OWN, SettlementKind.OPEN)


def funding(setting: Setting) -> ArticleDraft:
    finance = setting.document.finance
    draft = law_draft(setting, "e", "Bekostiging die wordt overgedragen", "art. 5.42a; WEB art. 9.1.15")
    if finance.funding_handed_over is YesNoUnknown.NO:
        draft.say("Niet van toepassing (n.v.t.): er wordt geen bekostiging overgedragen.", 8)
        draft.own_text(setting, "e")
        return draft
    if finance.funding_handed_over is YesNoUnknown.UNKNOWN:
        draft.ask("Of er bekostiging wordt overgedragen, is nog niet bekend.", 8, "terms")
        draft.own_text(setting, "e")
        return draft
    draft.say("Er wordt bekostiging overgedragen.", 8)
    if finance.funding_purpose.strip():
        draft.say(f"Doel: {finance.funding_purpose}", 8)
    else:
        draft.ask("Het doel waarvoor de bekostiging wordt overgedragen, ontbreekt.", 8, "terms")
    items = [item for item in finance.cost_items if item.settlement not in _NOT_IN_MONEY]
    draft.table(
        "Wat wordt verrekend",
        ("Post", "Afspraak", "Bedrag", "Status"),
        [(item.title, _settlement(item), agreed_text(item), confirmation(item)) for item in items],
        8,
        numeric=(2,),
    )
    paid = payment_rows(setting)
    draft.table("Wie betaalt wie, per schooljaar", PAYMENT_HEADER, paid, 8, numeric=(3,))
    own = draft.own_text(setting, "e")
    payments = finance.payments
    amounts = [each.amount for each in payments] or [item.settlement_amount for item in items]
    known = bool(amounts) and None not in amounts
    if not (own or known):
        draft.ask("De hoogte van het bedrag dat wordt overgedragen, ontbreekt.", 8, "cost_items")
    return draft


def costs(setting: Setting) -> ArticleDraft:
    finance = setting.document.finance
    draft = ArticleDraft("Financiële afspraken", GOOD_PRACTICE)
    if not draft.say(finance.principles, 8):
        draft.ask("De uitgangspunten voor de verdeling van de kosten ontbreken.", 8, "terms")
    items = finance.cost_items
    if not items:
        draft.ask("De kosten van de route ontbreken.", 8, "cost_items")
        return draft
    draft.say("Bijlage 3 geeft bij elke post ook aan wie uitvoert en waar het bedrag vandaan komt.")
    rows = [
        (
            item.title,
            item.phase.label,
            or_unknown(item.owner),
            euro_text(amount_of(setting, item)),
            confirmation(item),
            _settlement(item),
        )
        for item in items
    ]
    rows.append((*total_row(setting, items), "", ""))
    header = ("Post", "Fase", "Wie draagt de kosten", "Bedrag per cohort", "Status", "Verrekening")
    draft.table("Kosten van de route", header, rows, 8, numeric=(3,), total=True)
    unknown = [item.title for item in items if amount_of(setting, item) is None]
    if unknown:
        draft.ask(f"Het bedrag is onbekend van: {list_text(unknown)}.", 8, "cost_items")
    loose = [item.title for item in items if item.settlement is SettlementKind.OPEN]
    if loose:
        draft.ask(f"Hoe er wordt verrekend, is nog niet afgesproken bij: {list_text(loose)}.", 8, "cost_items")
    return draft


PAYMENT_HEADER = ("Schooljaar", "Betaalt", "Ontvangt", "Bedrag")


def payment_rows(setting: Setting) -> list[tuple[str, str, str, str]]:
    """The same amounts as on the pages of step 8."""
    names = {partner.key: partner.name for partner in setting.document.route.partners}
    return [
        (school_year_text(each.school_year), names[each.payer], names[each.receiver], euro_text(each.amount))
        for each in setting.document.finance.payments
    ]


def amount_of(setting: Setting, item: CostItem) -> Decimal | None:
    """What the calculation says; without one what was filled in."""
    worked_out = {each.key: each.amount for each in setting.document.finance.costs}
    return worked_out.get(item.key, item.amount)


def agreed_text(item: CostItem) -> str:
    """An agreed amount, or that it follows from the calculation."""
    if item.settlement_amount is None and item.settlement in FOLLOWS:
        return "volgt uit de berekening"
    return euro_text(item.settlement_amount)


def total_row(setting: Setting, items: Sequence[CostItem]) -> tuple[str, str, str, str]:
    """The sum of what is known; it says so when something is not."""
    amounts = [amount_of(setting, item) for item in items]
    known = [amount for amount in amounts if amount is not None]
    missing = len(items) - len(known)
    label = f"Totaal zonder {missing} onbekend" if missing else "Totaal"
    return label, "", "", euro_text(sum(known, Decimal()) if known else None)


def confirmation(item: CostItem) -> str:
    return "bevestigd" if item.confirmed else TO_CONFIRM


def _settlement(item: CostItem) -> str:
    return ": ".join(part for part in (item.settlement.label, item.settlement_text) if part)
