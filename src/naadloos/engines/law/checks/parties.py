"""Who takes part, where, and whether the minister knows."""

from naadloos.engines.law.checks.agreement import settled
from naadloos.engines.law.checks.combination import SCHOOLS
from naadloos.engines.law.day import LawOnDay
from naadloos.engines.law.facts import Facts
from naadloos.engines.law.findings import fails, passes, unknown, worst
from naadloos.engines.law.types import Finding
from naadloos.engines.law.words import list_text
from naadloos.engines.route.calendar import date_text
from naadloos.engines.route.terms import OrganisationKind, PartnerSide, RegistrationKind, gettext_noop

INSTITUTIONS = (OrganisationKind.MBO, OrganisationKind.VSG)


def parties(facts: Facts, law: LawOnDay) -> Finding:
    """Is there a school and an institution to make the agreement?"""
    partners = [(item, item["side"], item["kind"]) for item in facts.items("route.partners")]
    findings = []
    for side, kinds, name in (
        (PartnerSide.VMBO, SCHOOLS, gettext_noop("vmbo-school")),
        (PartnerSide.MBO, INSTITUTIONS, gettext_noop("mbo-instelling")),
    ):
        mine = [(item, kind) for item, its_side, kind in partners if its_side is side]
        if any(kind in kinds for _, kind in mine):
            findings.append(passes(gettext_noop("Een vmbo-school en een mbo-instelling doen mee aan de route.")))
        elif mine:
            findings.append(
                fails(
                    gettext_noop("Aan de kant van het %(side)s staat %(partner)s, maar dat is geen %(name)s."),
                    side=side.label,
                    partner=list_text(item.name for item, _ in mine),
                    name=name,
                )
            )
        else:
            findings.append(unknown([name]))
    return worst(findings)


def location(facts: Facts, law: LawOnDay) -> Finding:
    """Does the place of the route name a school or institution that takes part?"""
    place = facts.text("route.location")
    names = [
        item["name"] for item in facts.items("route.partners") if item["side"] in (PartnerSide.VMBO, PartnerSide.MBO)
    ]
    if not place:
        return unknown([gettext_noop("plaats van uitvoering")])
    here = [name for name in names if name and name.casefold() in place.casefold()]
    if here:
        return passes(gettext_noop("De route wordt gegeven op een locatie van %(partners)s."), partners=list_text(here))
    return unknown(
        [gettext_noop("van welke school of instelling de locatie is")],
        gettext_noop("Bij de plaats van uitvoering staat geen naam van een school of instelling uit de route."),
    )


def notice(facts: Facts, law: LawOnDay) -> Finding:
    """Has the joint notice been given? The law names no date, so a notice still to come is no failure."""
    planned = None
    for item in facts.items("agreement.registrations"):
        if item.peek("kind") is not RegistrationKind.NOTICE:
            continue
        done = item["done_on"]
        if done is not None and done <= law.on:
            return passes(gettext_noop("De melding aan de minister is gedaan op %(day)s."), day=date_text(done))
        planned = planned or done
    missing = [gettext_noop("datum van de gezamenlijke melding")]
    if planned is None:
        return unknown(missing)
    return unknown(missing, gettext_noop("De melding staat gepland op %(day)s."), day=date_text(planned))


def no_entree(facts: Facts, law: LawOnDay) -> Finding:
    """Is there no entreeopleiding in the route?"""
    levels = [(item.name, item["level"]) for item in facts.items("route.qualifications")]
    least = law.number("laagste_niveau")
    if wrong := [name for name, level in levels if level < least]:
        return fails(
            gettext_noop("Een entreeopleiding kan geen deel zijn van de route: %(names)s."), names=list_text(wrong)
        )
    if not levels:
        return unknown([gettext_noop("mbo-opleiding en niveau")])
    return passes(gettext_noop("Elke opleiding is op niveau 2 of hoger."))


def registration(facts: Facts, law: LawOnDay, *, kind: RegistrationKind) -> Finding:
    """Has this registration been made? What is not there is a failure once the agreement has begun."""
    found = [item["done_on"] for item in facts.items("agreement.registrations") if item.peek("kind") is kind]
    done = [day for day in found if day is not None and day <= law.on]
    if done:
        return passes(gettext_noop("Dit is geregistreerd op %(day)s."), day=date_text(min(done)))
    return settled(facts, law, [kind.label])
