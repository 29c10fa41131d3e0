"""Aim, subject and duration of the route."""

from naadloos.agreements.draft import ArticleDraft, Setting, law_draft
from naadloos.agreements.words import TO_CONFIRM, date_text, list_text
from naadloos.engines.route.calendar import school_year_text
from naadloos.engines.route.terms import YesNoUnknown


def purpose(setting: Setting) -> ArticleDraft:
    draft = ArticleDraft("Doel en visie")
    aim, vision = setting.document.purpose, setting.document.vision
    why = [draft.say(aim.problem, 1), draft.say(aim.why_route, 1)]
    if not any(why):
        draft.ask("Welk probleem de route oplost en waarom een route nodig is, ontbreekt.", 1, "purpose")
    if aim.not_for.strip():
        draft.say(f"Voor wie de route niet bedoeld is: {aim.not_for}", 1)
    if not draft.say(vision.vision, 3):
        draft.ask("De gezamenlijke visie ontbreekt.", 3, "vision")
    if vision.different_on_purpose.strip():
        draft.say(f"Wat bewust verschillend blijft: {vision.different_on_purpose}", 3)
    aims = [(goal.title, goal.indicator, goal.baseline, goal.target, goal.year, 1) for goal in aim.goals]
    aims += [(goal.title, goal.indicator, goal.baseline, goal.target, goal.year, 3) for goal in vision.objectives]
    rows = [
        (title, *(value or "onbekend" for value in (indicator, baseline, target)), str(year or "onbekend"))
        for title, indicator, baseline, target, year, _ in aims
    ]
    steps = {step for *_, step in aims}
    if not draft.table("Doelen", ("Doel", "Indicator", "Nu", "Streven", "Jaar"), rows, *steps):
        draft.ask("Er zijn nog geen doelen vastgelegd.", 3, "objectives")
    return draft


def subject(setting: Setting) -> ArticleDraft:
    route = setting.document.route
    draft = law_draft(setting, "a", "De route: profiel en kwalificatie", "art. 2.107a")
    years = f"{route.years} leerjaren, gerekend vanaf leerjaar 3 van het vmbo"
    draft.say(f"De route heet {route.name}. Het is een {route.type.label}. De route duurt {years}.", 1)
    names = {partner.key: partner.name for partner in route.partners}
    profiles = [
        f"Profiel {profile.profile}, {profile.leerweg.label}"
        + (f", gegeven door {names[profile.offered_by]}" if profile.offered_by in names else "")
        for profile in route.profiles
    ]
    if profiles:
        draft.say("Het vmbo-deel van de route:")
        draft.bullets(profiles, 1)
    else:
        draft.ask("Het profiel en de leerweg van de route ontbreken.", 1, "profiles")
    if not route.qualifications:
        draft.ask("De kwalificatie of het opleidingsdomein van de route ontbreekt.", 1, "qualifications")
        return draft
    related = {
        YesNoUnknown.YES: "aanverwant",
        YesNoUnknown.NO: "niet aanverwant",
        YesNoUnknown.UNKNOWN: TO_CONFIRM,
    }
    draft.table(
        "Kwalificaties van de route",
        ("Crebo", "Kwalificatie", "Niveau", "Leertraject", "Aanverwant aan het profiel"),
        [
            (item.crebo, item.name, str(item.level), item.leertraject.label, related[item.related])
            for item in route.qualifications
        ],
        1,
    )
    for item in route.qualifications:
        if item.related is not YesNoUnknown.YES:
            known = "is nog te bevestigen" if item.related is YesNoUnknown.UNKNOWN else "is niet zo"
            draft.ask(f"Dat kwalificatie {item.crebo} aanverwant is aan het profiel, {known}.", 1, "qualifications")
    return draft


def duration(setting: Setting) -> ArticleDraft:
    agreement, route = setting.document.agreement, setting.document.route
    draft = ArticleDraft("Looptijd en cohorten")
    if agreement.starts_on is None:
        draft.ask(f"De begindatum van de {setting.name} ontbreekt.", 9, "term")
    else:
        draft.say(f"Deze {setting.name} gaat in op {date_text(agreement.starts_on)}.", 9)
    if agreement.ends_on is None:
        draft.ask(f"De einddatum van de {setting.name} ontbreekt.", 9, "term")
    else:
        draft.say(f"Zij loopt tot en met {date_text(agreement.ends_on)}.", 9)
    if route.cohorts:
        draft.say(f"Zij geldt voor {list_text(_cohort(cohort.start_year) for cohort in route.cohorts)}.", 1)
        rows = [
            (
                school_year_text(cohort.start_year),
                cohort.hours_norm.label if cohort.hours_norm else TO_CONFIRM,
                date_text(cohort.norm_decided_on) if cohort.hours_norm else TO_CONFIRM,
                cohort.norm_decided_by or TO_CONFIRM,
            )
            for cohort in route.cohorts
        ]
        header = ("Cohort", "Urennorm", "Besloten op", "Besloten door")
        draft.table("Urennorm per cohort", header, rows, 5)
    else:
        draft.ask("Voor welke cohorten de afspraken gelden, ontbreekt.", 1, "cohorts")
    return draft


def _cohort(start_year: int) -> str:
    return f"het cohort dat start in schooljaar {school_year_text(start_year)}"
