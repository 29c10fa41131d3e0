"""The samenwerkingsovereenkomst, or the regeling of a verticale scholengemeenschap, from a route's facts.

Every article rests on what the ten steps hold or on the law. What is missing is shown as open, with the step
where it is filled in; nothing is made up.
"""

from collections.abc import Sequence
from datetime import date

from naadloos.agreements.annexes import all_annexes
from naadloos.agreements.articles import all_articles
from naadloos.agreements.draft import ApprovalLine, ArticleDraft, Setting
from naadloos.agreements.words import TO_CONFIRM, date_text
from naadloos.documents.content import DocumentContent, Party, Signature
from naadloos.engines.route import RouteDocument
from naadloos.engines.route.calendar import school_year_text
from naadloos.engines.route.document import Partner
from naadloos.engines.route.terms import OrganisationKind, PartnerSide, RouteType, YesNoUnknown

__all__ = ["ApprovalLine", "compose_agreement"]


def compose_agreement(
    document: RouteDocument,
    *,
    on: date,
    version: str,
    fingerprint: str | None,
    approvals: Sequence[ApprovalLine] = (),
) -> DocumentContent:
    """Compose the agreement of a route as it stands on day ``on``."""
    setting = Setting(document, on, tuple(approvals))
    intro = _intro(setting)
    drafts = all_articles(setting)
    open_points = intro.open_points("Partijen")
    articles = []
    for number, draft in enumerate(drafts, 1):
        articles.append(draft.finish(number))
        open_points += draft.open_points(f"Artikel {number} {draft.title}")
    route = document.route
    kind = "Geïntegreerde leerroute" if route.type is RouteType.GLR else "Doorlopende leerroute"
    return DocumentContent(
        title="Regeling van de verticale scholengemeenschap" if setting.vertical else "Samenwerkingsovereenkomst",
        subtitle=f"{kind} {route.name}",
        parties=tuple(_party(setting, partner) for partner in setting.parties),
        meta=_meta(setting, version, len(open_points)),
        intro=intro.blocks,
        articles=tuple(articles),
        annexes=all_annexes(setting),
        open_points=tuple(open_points),
        signatures=tuple(_signature(setting, partner) for partner in setting.parties),
        fingerprint=fingerprint,
    )


def _meta(setting: Setting, version: str, open_count: int) -> tuple[tuple[str, str], ...]:
    approved = {line.party for line in setting.approvals}
    if open_count:
        status = "concept, 1 punt staat nog open" if open_count == 1 else f"concept, {open_count} punten staan nog open"
    elif setting.parties and all(party.name in approved for party in setting.parties):
        status = "akkoord gegeven door alle partijen"
    else:
        status = "geen open punten, akkoord nog niet compleet"
    cohorts = ", ".join(school_year_text(cohort.start_year) for cohort in setting.document.route.cohorts)
    meta = [("Versie", version), ("Datum", date_text(setting.on)), ("Status", status)]
    if cohorts:
        meta.append(("Start van de cohorten", cohorts))
    return tuple(meta)


def _party(setting: Setting, partner: Partner) -> Party:
    if partner.kind is OrganisationKind.VSG:
        role = "Bevoegd gezag van de verticale scholengemeenschap"
    elif partner.side is PartnerSide.VMBO:
        role = "Bevoegd gezag van de vmbo-school, hierna: de school"
    else:
        role = "Bevoegd gezag van de mbo-instelling, hierna: de instelling"
    if partner.brin:
        role += f" (BRIN {partner.brin})"
    return Party(partner.name, role, partner.place, _represented_by(setting, partner))


def _represented_by(setting: Setting, partner: Partner) -> str:
    contact = setting.contact(partner)
    if contact is None:
        return ""
    name = f"{contact.name}, {contact.function}" if contact.function else contact.name
    return name if contact.mandate is YesNoUnknown.YES else f"{name} (mandaat {TO_CONFIRM})"


def _signature(setting: Setting, partner: Partner) -> Signature:
    for line in setting.approvals:
        if line.party == partner.name:
            return Signature(partner.name, line.name, line.function, f"Akkoord gegeven op {date_text(line.on)}")
    contact = setting.contact(partner)
    if contact is None:
        return Signature(partner.name)
    return Signature(partner.name, contact.name, contact.function)


def _intro(setting: Setting) -> ArticleDraft:
    draft = ArticleDraft("Partijen", "")
    sides = {partner.side for partner in setting.parties}
    whole = setting.vertical and any(partner.kind is OrganisationKind.VSG for partner in setting.parties)
    if not whole:
        if PartnerSide.VMBO not in sides:
            draft.ask("De vmbo-school ontbreekt.", 2, "partners")
        if PartnerSide.MBO not in sides:
            draft.ask("De mbo-instelling ontbreekt.", 2, "partners")
    glr = setting.document.route.type is RouteType.GLR
    if setting.vertical:
        draft.say(
            "De route ligt geheel binnen één verticale scholengemeenschap. Daarom is er geen overeenkomst "
            "nodig: het bevoegd gezag regelt de onderwerpen zelf (WVO 2020 art. 2.107b lid 3; WEB art. "
            "9.1.3 lid 3). Geschillen en toetreding hoeven niet te worden geregeld. De medezeggenschap "
            "staat er wel in, omdat de WEB die niet uitzondert."
        )
    else:
        basis = "WVO 2020 art. 2.107b en WEB art. 9.1.3"
        if glr:
            basis = "WVO 2020 art. 2.107l met 2.107b en WEB art. 9.1.17"
        draft.say(
            f"De partijen bieden de route samen aan. In deze overeenkomst leggen zij vast wat zij afspreken ({basis})."
        )
    draft.say(
        "Onder de titel van elk artikel staat welke wet het onderwerp vraagt, of dat het goede praktijk is. "
        "Onder aan elk artikel staat uit welke stappen van het stappenplan de inhoud komt."
    )
    return draft
