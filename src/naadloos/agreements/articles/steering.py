"""The leiding of the route: who they are and how they account for it."""

from naadloos.agreements.draft import ArticleDraft, Setting, law_draft
from naadloos.agreements.words import sentence
from naadloos.engines.route.document import Body
from naadloos.engines.route.terms import BodyKind, PartnerSide


def _steering_bodies(setting: Setting) -> list[Body]:
    return [body for body in setting.document.organisation.bodies if body.kind == BodyKind.STEERING]


def steering(setting: Setting) -> ArticleDraft:
    draft = law_draft(setting, "b", "Leiding van de route")
    bodies = _steering_bodies(setting)
    if not bodies:
        draft.ask("Wie de leiding van de route vormen, ontbreekt.", 4, "bodies?kind=stuurgroep")
    for body in bodies:
        members = [item for item in setting.document.organisation.members if item.body == body.key]
        draft.say(sentence(f"De leiding van de route ligt bij: {body.name}"), 4)
        rows = [(member.name, member.side.label, member.role or "onbekend") for member in members]
        draft.table(f"Samenstelling van {body.name}", ("Naam", "Kant", "Rol"), rows, 4)
        absent = {PartnerSide.VMBO, PartnerSide.MBO} - {member.side for member in members}
        if absent:
            sides = " en ".join(sorted((side.label for side in absent), reverse=True))
            draft.ask(f"In {body.name} is nog niemand opgenomen namens: {sides}.", 4, "members")
        if body.task.strip():
            draft.say(f"Taak van {body.name}: {body.task}", 4)
    own = draft.own_text(setting, "b")
    if bodies and not own and not all(body.task.strip() for body in bodies):
        draft.ask("De taken en bevoegdheden van de leiding ontbreken.", 4, "bodies")
    if not own:
        draft.ask("Hoe de leiding wordt benoemd en welke bevoegdheden zij krijgt, ontbreekt.", 9, "clauses?subject=b")
    return draft


def accountability(setting: Setting) -> ArticleDraft:
    draft = law_draft(setting, "c", "Informeren en verantwoorden")
    known = False
    for body in _steering_bodies(setting):
        if body.reports_to.strip():
            known = draft.say(sentence(f"{body.name} legt verantwoording af aan: {body.reports_to}"), 4)
        if body.rhythm.strip():
            draft.say(sentence(f"{body.name} komt bij elkaar: {body.rhythm}"), 4)
    if not (draft.own_text(setting, "c") or known):
        draft.ask(
            "Hoe de leiding het bevoegd gezag informeert en verantwoording aflegt, ontbreekt.", 9, "clauses?subject=c"
        )
    return draft
