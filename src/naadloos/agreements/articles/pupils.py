"""The pupil in the route: enrolment, responsibility, leaving early, complaints and data."""

from naadloos.agreements.draft import GOOD_PRACTICE, ArticleDraft, Setting, law_draft


def enrolment(setting: Setting) -> ArticleDraft:
    draft = ArticleDraft("Inschrijving en fasen", "WVO 2020 art. 2.107e; WEB art. 9.1.6")
    draft.say(
        "Vo-fase: in de eerste twee leerjaren van de route (leerjaar 3 en 4 van het vmbo) is de leerling "
        "ingeschreven bij de school, in de leerweg en het profiel van de route. Het studentenstatuut van de "
        "instelling geldt dan al voor de leerling."
    )
    if setting.document.route.years <= 2:
        draft.say("De route is opgezet voor twee leerjaren.", 1)
    draft.say(
        "Mbo-fase: vanaf het derde leerjaar van de route schrijft de school de leerling uit en schrijft de "
        "instelling hem in als student. De school geeft dan deze gegevens door: geslachtsnaam, voorletters, "
        "geboortedatum, geslacht en persoonsgebonden nummer."
    )
    return draft


def responsibility(setting: Setting) -> ArticleDraft:
    draft = ArticleDraft("Verantwoordelijkheid", "WVO 2020 art. 2.107f; WEB art. 9.1.7")
    draft.say("Gedurende de hele route is verantwoordelijk:")
    draft.bullets(
        (
            "de school: voor de vmbo-onderdelen van het programma, het vmbo-examen en het vmbo-diploma;",
            "de instelling: voor de mbo-onderdelen van het programma, ook de beroepspraktijkvorming, het "
            "mbo-examen en het mbo-diploma.",
        )
    )
    return draft


def transfer(setting: Setting) -> ArticleDraft:
    draft = law_draft(setting, "f", "Overstapoptie", "art. 2.107k; WEB art. 9.1.14")
    draft.say(
        "Stopt een leerling of student voordat de route met succes is afgerond, dan kan hij alsnog een "
        "vmbo-diploma of een diploma van een beroepsopleiding halen dat past bij zijn niveau en leeftijd. "
        "School en instelling beoordelen samen wat past. Dit geldt niet na een definitieve verwijdering."
    )
    if not draft.own_text(setting, "f"):
        draft.ask("De inhoud van de overstapoptie ontbreekt.", 9, "clauses?subject=f")
    return draft


def complaints(setting: Setting) -> ArticleDraft:
    draft = ArticleDraft("Klachten", "WVO 2020 art. 2.107f lid 3; WEB art. 9.1.7; verdere uitwerking is goede praktijk")
    draft.say(
        "De klachtenregeling van de school geldt ook voor wat de instelling in de route doet. De "
        "klachtenregeling van de instelling geldt ook voor wat de school in de route doet."
    )
    if not draft.own_text(setting, "klachten"):
        draft.ask(
            "Waar leerlingen, studenten en ouders met een klacht terechtkunnen, ontbreekt.",
            9,
            "clauses?subject=klachten",
        )
    return draft


def privacy(setting: Setting) -> ArticleDraft:
    draft = ArticleDraft("Privacy", f"{GOOD_PRACTICE}. Grondslag: WVO 2020 art. 8.17 lid 5; WEB art. 2.5.5a lid 9")
    draft.say(
        "School en instelling mogen voor het volgen van de route het persoonsgebonden nummer gebruiken en "
        "gegevens over leren en begeleiding uitwisselen, binnen de grenzen van de wet."
    )
    if not draft.own_text(setting, "privacy"):
        draft.ask("De afspraken over gegevens van leerlingen en studenten ontbreken.", 9, "clauses?subject=privacy")
    return draft
