"""Does the document hold what the agreement must say? One check per letter of WVO 2.107b lid 2.

What is missing is unknown as long as the agreement has not begun. From its first day an agreement that is silent about
one of these subjects does not do what the law asks.
"""

from naadloos.engines.law.applies import NO_FUNDING, OPEN_FUNDING
from naadloos.engines.law.day import LawOnDay
from naadloos.engines.law.facts import Facts
from naadloos.engines.law.findings import fails, not_applicable, passes, unknown
from naadloos.engines.law.types import Finding
from naadloos.engines.law.words import list_text
from naadloos.engines.route.calendar import date_text
from naadloos.engines.route.terms import BodyKind, PartnerSide, SettlementKind, YesNoUnknown, gettext_noop

# For these letters the own words of the partners are what the law asks for.
BY_CLAUSE = {
    "d": gettext_noop("inrichting van de route, inzet van personeel en voorzieningen"),
    "f": gettext_noop("inhoud van de overstapoptie"),
    "g": gettext_noop("hoe het bedrijfsleven betrokken is"),
    "h": gettext_noop("hoe geschillen worden opgelost"),
    "i": gettext_noop("toetreden, opzeggen, ontbinden en wijzigen"),
}
_NOT_IN_MONEY = (SettlementKind.OWN, SettlementKind.OPEN)


def settled(facts: Facts, law: LawOnDay, missing: list[str]) -> Finding:
    """Passes when nothing is missing; what is missing is a failure once the agreement has begun."""
    if not missing:
        return passes(gettext_noop("Hierover zijn afspraken vastgelegd."))
    start = facts.value("agreement.starts_on")
    if start is None or start > law.on:
        return unknown(missing)
    finding = fails(
        gettext_noop("De afspraken gelden sinds %(start)s, maar dit staat er niet in: %(missing)s."),
        start=date_text(start),
        missing=list_text(missing),
    )
    return Finding(finding.outcome, finding.sentence, finding.params, tuple(missing))


def own_words(facts: Facts, letter: str) -> bool:
    """Did the partners write a text of their own for this letter?"""
    texts = [item["text"] for item in facts.items("agreement.clauses") if item.peek("subject") == letter]
    return any(text.strip() for text in texts)


def clause(facts: Facts, law: LawOnDay, *, letter: str) -> Finding:
    """Is there an own text for this letter?"""
    return settled(facts, law, [] if own_words(facts, letter) else [BY_CLAUSE[letter]])


def route(facts: Facts, law: LawOnDay) -> Finding:
    """a: profile and opleiding."""
    missing = [] if facts.items("route.profiles") else [gettext_noop("profiel en leerweg")]
    missing += [] if facts.items("route.qualifications") else [gettext_noop("mbo-opleiding")]
    return settled(facts, law, missing)


def steering(facts: Facts, law: LawOnDay) -> Finding:
    """b: who leads, how they are appointed, what they may decide."""
    bodies = {
        item.key for item in facts.columns("organisation.bodies", "kind") if item.peek("kind") is BodyKind.STEERING
    }
    members = [item for item in facts.columns("organisation.members", "side") if item.peek("body") in bodies]
    sides = {item.peek("side") for item in members}
    missing = [] if bodies else [gettext_noop("stuurgroep (leiding van de route)")]
    missing += [
        name
        for side, name in (
            (PartnerSide.VMBO, gettext_noop("lid van de stuurgroep namens het vmbo")),
            (PartnerSide.MBO, gettext_noop("lid van de stuurgroep namens het mbo")),
        )
        if side not in sides
    ]
    if not own_words(facts, "b"):
        missing.append(gettext_noop("benoeming, taken en bevoegdheden van de leiding"))
    return settled(facts, law, missing)


def accountability(facts: Facts, law: LawOnDay) -> Finding:
    """c: how the leading body informs and answers to both boards."""
    known = [
        item["reports_to"].strip()
        for item in facts.items("organisation.bodies")
        if item.peek("kind") is BodyKind.STEERING
    ]
    if any(known) or own_words(facts, "c"):
        return settled(facts, law, [])
    return settled(facts, law, [gettext_noop("hoe de leiding informeert en verantwoording aflegt")])


def funding(facts: Facts, law: LawOnDay) -> Finding:
    """e: amount and purpose, only if part of the funding is handed over."""
    answer = facts.value("finance.funding_handed_over")
    if answer is YesNoUnknown.NO:
        return not_applicable(NO_FUNDING)
    if answer is not YesNoUnknown.YES:
        return unknown([OPEN_FUNDING])
    missing = [] if facts.text("finance.funding_purpose") else [gettext_noop("doel van de overdracht")]
    items = [item for item in facts.items("finance.cost_items") if item.peek("settlement") not in _NOT_IN_MONEY]
    # What the calculation says goes before what is written at each item.
    payments = facts.columns("finance.payments", "amount")
    amounts = [each.peek("amount") for each in payments] or [item["settlement_amount"] for item in items]
    if not (own_words(facts, "e") or (amounts and None not in amounts)):
        missing.append(gettext_noop("bedrag dat wordt overgedragen"))
    return settled(facts, law, missing)


def voice(facts: Facts, law: LawOnDay) -> Finding:
    """j: how those who have a say are involved."""
    tasks = [item["task"].strip() for item in facts.items("organisation.bodies") if item.peek("kind") is BodyKind.VOICE]
    if any(tasks) or own_words(facts, "j"):
        return settled(facts, law, [])
    return settled(facts, law, [gettext_noop("inrichting van de medezeggenschap")])
