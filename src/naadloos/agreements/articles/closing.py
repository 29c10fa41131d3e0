"""Registration, execution, remaining agreements and signing."""

from naadloos.agreements.draft import ArticleDraft, Setting
from naadloos.agreements.words import TO_CONFIRM, date_text, or_unknown
from naadloos.engines.route.terms import FirstAgreementStatus, RegistrationKind, YesNoUnknown

# Subjects with an article of their own. The rest is printed under 'Overige afspraken': no text is lost.
SUBJECTS = frozenset({"b", "c", "d", "e", "f", "g", "h", "i", "j", "kwaliteit", "klachten", "privacy"})
_JOINT_ONLY = frozenset({"h", "i"})
_KNOWN = {YesNoUnknown.YES: "ja", YesNoUnknown.NO: "nee", YesNoUnknown.UNKNOWN: TO_CONFIRM}


def registration(setting: Setting) -> ArticleDraft:
    draft = ArticleDraft(
        "Melding en registratie", "Melding: WVO 2020 art. 2.107c; WEB art. 9.1.4. Registratie: goede praktijk"
    )
    if setting.vertical:
        draft.say("Het bevoegd gezag meldt aan de minister dat het de route aanbiedt.")
    else:
        draft.say(
            "Het bevoegd gezag van de school en dat van de instelling melden samen aan de minister dat zij "
            "de route aanbieden."
        )
    names = {partner.key: partner.name for partner in setting.document.route.partners}
    rows = []
    for kind in RegistrationKind:
        found = [item for item in setting.document.agreement.registrations if item.kind is kind]
        rows += [
            (
                kind.label,
                names.get(item.partner or "", "samen"),
                item.value or "–",
                date_text(item.done_on) if item.done_on else "nog te doen",
            )
            for item in found
        ]
        if not found:
            rows.append((kind.label, "nog te bepalen", "–", "nog te doen"))
    steps = (9,) if setting.document.agreement.registrations else ()
    draft.table("Melding en registratie", ("Wat", "Wie", "Kenmerk", "Gedaan op"), rows, *steps)
    return draft


def execution(setting: Setting) -> ArticleDraft:
    data = setting.document.execution
    draft = ArticleDraft("Uitvoering: team en leerbedrijven")
    team = [
        (member.name, member.side.label, or_unknown(member.teaches), _KNOWN[member.qualified]) for member in data.team
    ]
    if not draft.table("Team van de route", ("Naam", "Kant", "Geeft", "Bevoegd"), team, 10):
        draft.ask("Het team van de route ontbreekt.", 10, "team")
    places = [
        (
            place.company,
            or_unknown(place.place),
            "onbekend" if place.places is None else str(place.places),
            _KNOWN[place.recognised],
            or_unknown(place.period),
        )
        for place in data.practice_places
    ]
    header = ("Bedrijf", "Plaats", "Aantal plaatsen", "Erkend leerbedrijf", "Periode")
    if not draft.table("Leerbedrijven", header, places, 10, numeric=(2,)):
        draft.ask("De leerbedrijven ontbreken.", 10, "practice_places")
    return draft


def other(setting: Setting) -> ArticleDraft:
    """What is agreed but has no article of its own. Left out when there is nothing."""
    draft = ArticleDraft("Overige afspraken")
    draft.bullets(
        (
            f"{item.subject}: {item.agreement}" if item.agreement else item.subject
            for item in setting.document.partners.first_agreements
            if item.status is FirstAgreementStatus.AGREED
        ),
        2,
    )
    placed = SUBJECTS - _JOINT_ONLY if setting.vertical else SUBJECTS
    for clause in setting.document.agreement.clauses:
        if clause.subject not in placed:
            draft.say(clause.text, 9)
    return draft


def signing(setting: Setting) -> ArticleDraft:
    draft = ArticleDraft("Ondertekening")
    if setting.vertical:
        draft.say("Het bevoegd gezag van de verticale scholengemeenschap stelt deze regeling vast en ondertekent haar.")
    else:
        draft.say("Het bevoegd gezag van elke partij ondertekent deze overeenkomst.")
    if setting.approvals:
        draft.say("Akkoord is gegeven door:")
        draft.bullets(
            (f"{line.party}: {line.name}, {line.function}, op {date_text(line.on)}" for line in setting.approvals),
            9,
        )
    for party in setting.parties:
        approved = any(line.party == party.name for line in setting.approvals)
        contact = setting.contact(party)
        if approved:
            continue
        if contact is None:
            draft.ask(f"Wie tekent namens {party.name}, ontbreekt.", 2, "contacts")
        elif contact.mandate is not YesNoUnknown.YES:
            draft.ask(f"Het mandaat van {contact.name} namens {party.name} is nog te bevestigen.", 2, "contacts")
    return draft
