"""How the partners deal with companies, with each other and with those who have a say."""

from naadloos.agreements.draft import ArticleDraft, Setting, law_draft
from naadloos.agreements.words import date_text, list_text, sentence
from naadloos.engines.route.terms import BodyKind, OrganisationKind


def companies(setting: Setting) -> ArticleDraft:
    document = setting.document
    draft = law_draft(setting, "g", "Betrokkenheid van het bedrijfsleven")
    there = [partner for partner in document.route.partners if partner.left_on is None]
    names = {partner.name for partner in there if partner.kind == OrganisationKind.COMPANY}
    if names:
        draft.say(f"Bij de route zijn als partner betrokken: {list_text(sorted(names))}.", 2)
    places = sorted({place.company for place in document.execution.practice_places})
    if places:
        draft.say(f"Plaatsen voor praktijkleren zijn er bij: {list_text(places)}.", 10)
    if not draft.own_text(setting, "g"):
        draft.ask("Hoe het bedrijfsleven de route mee invult, ontbreekt.", 9, "clauses?subject=g")
    return draft


def disputes(setting: Setting) -> ArticleDraft:
    draft = law_draft(setting, "h", "Geschillen")
    if not draft.own_text(setting, "h"):
        draft.ask("Hoe partijen een geschil oplossen, ontbreekt.", 9, "clauses?subject=h")
    return draft


def changes(setting: Setting) -> ArticleDraft:
    draft = law_draft(setting, "i", "Toetreden, opzeggen en wijzigen")
    if not draft.own_text(setting, "i"):
        draft.ask(
            "De voorwaarden voor toetreden, voor opzeggen of ontbinden en voor andere wijzigingen "
            "ontbreken, met hoe de gevolgen voor leerlingen en studenten worden beperkt.",
            9,
            "clauses?subject=i",
        )
    return draft


def voice(setting: Setting) -> ArticleDraft:
    draft = law_draft(setting, "j", "Medezeggenschap")
    known = False
    for body in setting.document.organisation.bodies:
        if body.kind is not BodyKind.VOICE:
            continue
        draft.say(sentence(f"Bij de route is betrokken: {body.name}"), 4)
        if body.task.strip():
            known = draft.say(f"Taak van {body.name}: {body.task}", 4)
        if body.rhythm.strip():
            draft.say(sentence(f"{body.name} komt bij elkaar: {body.rhythm}"), 4)
    if not (draft.own_text(setting, "j") or known):
        draft.ask("Hoe de medezeggenschap van school en instelling is ingericht, ontbreekt.", 9, "clauses?subject=j")
    return draft


def quality(setting: Setting) -> ArticleDraft:
    data = setting.document.monitoring
    draft = ArticleDraft("Kwaliteit en evaluatie")
    cycle = draft.say(data.cycle, 7)
    own = draft.own_text(setting, "kwaliteit")
    if not (cycle or own):
        draft.ask("Hoe de kwaliteit van de route wordt gevolgd en besproken, ontbreekt.", 7, "plan")
    header = ("Indicator", "Wie", "Bron", "Moment", "Nu", "Streven")
    rows = [
        (
            item.title,
            *(value or "onbekend" for value in (item.owner, item.source, item.moment, item.baseline, item.target)),
        )
        for item in data.indicators
    ]
    if not draft.table("Wat de partners volgen", header, rows, 7):
        draft.ask("Er zijn nog geen indicatoren gekozen.", 7, "indicators")
    if data.evaluations:
        draft.say("Evaluaties:")
        draft.bullets(
            (
                f"{item.title}: {date_text(item.on) if item.on else 'datum te bevestigen'}"
                + (f", door {item.owner}" if item.owner else "")
                for item in data.evaluations
            ),
            7,
        )
    else:
        draft.ask("Er is nog geen evaluatie gepland.", 7, "evaluations")
    return draft
