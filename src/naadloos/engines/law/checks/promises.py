"""Rules of our own about people and papers: what the partners promise each other must exist.

The law asks for none of this in so many words. A promise that nobody can keep is found here before it is made.
"""

import re
from datetime import date
from decimal import Decimal

from naadloos.engines.law.checks.agreement import own_words
from naadloos.engines.law.day import LawOnDay
from naadloos.engines.law.facts import Facts
from naadloos.engines.law.findings import fails, not_applicable, passes, unknown
from naadloos.engines.law.types import Finding
from naadloos.engines.law.words import list_text
from naadloos.engines.route.calendar import date_text
from naadloos.engines.route.terms import (
    BodyKind,
    CountsFor,
    PartnerSide,
    RegistrationKind,
    SettlementKind,
    Side,
    YesNoUnknown,
    gettext_noop,
)
from naadloos.engines.route.text import number_text

_BOTH = {PartnerSide.VMBO, PartnerSide.MBO}
_JOINT = (BodyKind.STEERING, BodyKind.DEVELOPMENT)
_NO_GROUPS = gettext_noop("groepen die met de route beginnen")
# An amount in a text, such as "€ 12.000" or "€12.000,50" or "12.000 euro".
_AMOUNT = re.compile(r"€\s?(\d[\d.]*(?:,\d{1,2})?)|(\d[\d.]*(?:,\d{1,2})?)\s?euro\b")


def bodies_of_both(facts: Facts, law: LawOnDay) -> Finding:
    """Has every stuurgroep and ontwikkelteam members from both sides?"""
    bodies = [item for item in facts.columns("organisation.bodies", "kind") if item.peek("kind") in _JOINT]
    members = facts.columns("organisation.members", "body", "side")
    sides = {body.key: {item.peek("side") for item in members if item.peek("body") == body.key} for body in bodies}
    if one := [body.name for body in bodies if sides[body.key] and not sides[body.key] >= _BOTH]:
        return fails(gettext_noop("Hier zit maar één kant in: %(bodies)s."), bodies=list_text(one))
    if empty := [body.name for body in bodies if not sides[body.key]]:
        return unknown([f"leden van {list_text(empty)}"])
    if not bodies:
        return unknown([gettext_noop("stuurgroep en ontwikkelteam")])
    return passes(gettext_noop("In elk overleg zitten vmbo en mbo."))


def body_for_voice(facts: Facts, law: LawOnDay) -> Finding:
    """Does the body exist that the agreement promises for the medezeggenschap?"""
    if not own_words(facts, "j"):
        return not_applicable(gettext_noop("De overeenkomst zegt nog niets over medezeggenschap."))
    bodies = facts.columns("organisation.bodies", "kind")
    if any(item.peek("kind") is BodyKind.VOICE for item in bodies):
        return passes(gettext_noop("Het overleg voor medezeggenschap staat in stap 4."))
    if not bodies:
        return unknown([gettext_noop("overleggen en organen")])
    return fails(gettext_noop("De overeenkomst regelt medezeggenschap, maar in stap 4 staat daar geen overleg voor."))


def shared_tests(facts: Facts, law: LawOnDay) -> Finding:
    """Is there a body where both exam committees meet, when a test counts for both diplomas?"""
    tests = facts.columns("exams.assessments", "counts_for")
    if not any(item.peek("counts_for") is CountsFor.BOTH for item in tests):
        return not_applicable(gettext_noop("Geen enkele toets telt voor beide diploma's."))
    bodies = facts.columns("organisation.bodies", "kind")
    if any(item.peek("kind") is BodyKind.EXAMS for item in bodies):
        return passes(gettext_noop("Het examenoverleg staat in stap 4."))
    if not bodies:
        return unknown([gettext_noop("overleggen en organen")])
    return fails(gettext_noop("Er zijn toetsen voor beide diploma's, maar in stap 4 staat geen examenoverleg."))


def team_exists(facts: Facts, law: LawOnDay) -> Finding:
    """Has the promised team members from both sides?"""
    members = facts.columns("execution.team", "side")
    sides = {item.peek("side") for item in members}
    if not members:
        return unknown([gettext_noop("leden van het team")])
    if absent := [side.label for side in (PartnerSide.VMBO, PartnerSide.MBO) if side not in sides]:
        return fails(gettext_noop("Het beloofde team heeft geen lid van het %(side)s."), side=list_text(absent))
    return passes(gettext_noop("Het team heeft leden van beide kanten."))


def teachers_of_side(facts: Facts, law: LawOnDay) -> Finding:
    """Has each side that gives a part a partner, and a teacher in the team?"""
    units = facts.columns("programme.units", "side")
    given = {item.peek("side") for item in units}
    asked = _BOTH if Side.TOGETHER in given else {PartnerSide.of(side.value) for side in given}
    partners = {item["side"] for item in facts.items("route.partners")}
    team = facts.columns("execution.team", "side")
    if not units:
        return unknown([gettext_noop("onderdelen van het programma")])
    if absent := sorted(side.label for side in asked - partners):
        return fails(
            gettext_noop("Er zijn onderdelen van het %(side)s, maar er is geen partner aan die kant."),
            side=list_text(absent),
        )
    if not team:
        return unknown([gettext_noop("leden van het team")])
    if absent := sorted(side.label for side in asked - {item.peek("side") for item in team}):
        return fails(
            gettext_noop("Er zijn onderdelen van het %(side)s, maar in het team zit niemand van die kant."),
            side=list_text(absent),
        )
    return passes(gettext_noop("Elke kant die lessen geeft heeft iemand in het team."))


def mandates(facts: Facts, law: LawOnDay) -> Finding:
    """Has each school and institution a contact person with mandate?"""
    contacts = facts.columns("partners.contacts", "partner", "mandate")
    refused, missing = [], []
    partners = [item for item in facts.items("route.partners") if item["side"] in _BOTH]
    for partner in partners:
        answers = {item.peek("mandate") for item in contacts if item.peek("partner") == partner.key}
        if YesNoUnknown.YES in answers:
            continue
        if answers == {YesNoUnknown.NO}:
            refused.append(partner.name)
        else:
            missing.append(f"contactpersoon met mandaat van {partner.name}")
    if refused:
        return fails(gettext_noop("Niemand heeft mandaat namens %(partners)s."), partners=list_text(refused))
    if missing or not partners:
        return unknown(missing or [gettext_noop("partners")])
    return passes(gettext_noop("Namens elke school en instelling heeft iemand mandaat."))


def amounts(facts: Facts, law: LawOnDay) -> Finding:
    """Is every amount that the agreement names an amount of step 8?"""
    found: list[str] = []
    for item in facts.items("agreement.clauses"):
        found += [one or two for one, two in _AMOUNT.findall(item["text"])]
    if not found:
        return not_applicable(gettext_noop("De eigen bepalingen noemen geen bedrag."))
    items = facts.columns("finance.cost_items", "amount", "settlement_amount")
    known = {item.peek(name) for item in items for name in ("amount", "settlement_amount")} - {None}
    known |= {each.peek("amount") for each in facts.columns("finance.payments", "amount")} - {None}
    known |= {
        sum((item.peek(name) or Decimal(0) for item in items), Decimal(0)) for name in ("amount", "settlement_amount")
    }
    strange = [text for text in found if Decimal(text.replace(".", "").replace(",", ".")) not in known]
    if not items:
        return unknown([gettext_noop("kostenposten")])
    if strange and any(item.peek("settlement_amount") is None or item.peek("amount") is None for item in items):
        return unknown([f"kostenpost van {list_text(strange)} euro"])
    if strange:
        return fails(
            gettext_noop("Dit bedrag staat wel in de overeenkomst, maar niet in stap 8: %(amounts)s euro."),
            amounts=list_text(strange),
        )
    return passes(gettext_noop("De bedragen in de overeenkomst staan ook in stap 8."))


def costs_settled(facts: Facts, law: LawOnDay) -> Finding:
    """Is for every cost item agreed who pays it, before the agreement begins?"""
    items = facts.columns("finance.cost_items", "settlement")
    starts = facts.value("agreement.starts_on")
    if not items:
        return unknown([gettext_noop("kostenposten")])
    names = [item.name for item in items if item.peek("settlement") is SettlementKind.OPEN]
    if names and starts is not None and starts <= law.on:
        return fails(
            gettext_noop("De overeenkomst geldt, maar hierover is niets afgesproken: %(items)s."),
            items=list_text(names),
        )
    if names:
        return unknown([f"verrekening van {list_text(names)}"])
    return passes(gettext_noop("Voor elke kostenpost is afgesproken wie betaalt."))


def funding_has_amount(facts: Facts, law: LawOnDay) -> Finding:
    """Is there a cost item settled in money, when funding is handed over?"""
    items = facts.columns("finance.cost_items", "settlement", "settlement_amount")
    payments = facts.columns("finance.payments", "amount")
    if payments and all(each.peek("amount") is not None for each in payments):
        return passes(gettext_noop("De overgedragen bekostiging staat als bedrag bij de kostenposten."))
    if not items:
        return unknown([gettext_noop("kostenposten")])
    in_money = [item for item in items if item.peek("settlement") not in (SettlementKind.OWN, SettlementKind.OPEN)]
    if not in_money:
        return fails(gettext_noop("Er wordt bekostiging overgedragen, maar geen kostenpost wordt verrekend."))
    if names := [item.name for item in in_money if item.peek("settlement_amount") is None]:
        return unknown([f"bedrag van {list_text(names)}"])
    return passes(gettext_noop("De overgedragen bekostiging staat als bedrag bij de kostenposten."))


def lasts_long_enough(facts: Facts, law: LawOnDay) -> Finding:
    """Does the agreement hold until the last group has finished?"""
    ends = facts.value("agreement.ends_on")
    if ends is None:
        return not_applicable(gettext_noop("De overeenkomst heeft geen einddatum."))
    starts = [item["start_year"] for item in facts.items("route.cohorts")]
    if not starts:
        return unknown([_NO_GROUPS])
    last = date(max(starts) + facts.value("route.years"), 7, 1)
    said = {"ends": date_text(ends), "year": str(last.year)}
    if ends < last:
        return fails(
            gettext_noop("De overeenkomst loopt tot %(ends)s. De laatste groep is pas klaar in de zomer van %(year)s."),
            **said,
        )
    return passes(
        gettext_noop("De overeenkomst loopt tot %(ends)s. De laatste groep is klaar in de zomer van %(year)s."), **said
    )


def begins_in_time(facts: Facts, law: LawOnDay) -> Finding:
    """Does the agreement begin before the school year of the first group is under way?"""
    begins = facts.value("agreement.starts_on")
    starts = [item["start_year"] for item in facts.items("route.cohorts")]
    missing = [] if begins else [gettext_noop("begindatum van de overeenkomst")]
    missing += [] if starts else [_NO_GROUPS]
    if begins is None or not starts:
        return unknown(missing)
    if begins > date(min(starts), 9, 30):
        return fails(
            gettext_noop("De overeenkomst begint op %(day)s. Dan is de eerste groep al bezig."), day=date_text(begins)
        )
    return passes(
        gettext_noop("De overeenkomst begint op %(day)s, bij de start van de eerste groep."), day=date_text(begins)
    )


def notice_in_time(facts: Facts, law: LawOnDay) -> Finding:
    """Was the notice to the minister given before the first group began?"""
    days = [
        item["done_on"]
        for item in facts.items("agreement.registrations")
        if item.peek("kind") is RegistrationKind.NOTICE
    ]
    starts = [item["start_year"] for item in facts.items("route.cohorts")]
    known = [day for day in days if day is not None]
    missing = [] if known else [gettext_noop("datum van de gezamenlijke melding")]
    missing += [] if starts else [_NO_GROUPS]
    if missing:
        return unknown(missing)
    if min(known) > date(min(starts), 9, 30):
        return fails(
            gettext_noop("De melding was op %(day)s. Toen was de eerste groep al begonnen."), day=date_text(min(known))
        )
    return passes(gettext_noop("De melding gaat vooraf aan de eerste groep."))


def places_enough(facts: Facts, law: LawOnDay) -> Finding:
    """Are there as many practice places as pupils expected?"""
    groups = [item["expected_mid"] for item in facts.items("purpose.target_groups")]
    places = [item["places"] for item in facts.items("execution.practice_places")]
    missing = [] if groups and None not in groups else [gettext_noop("verwacht aantal leerlingen")]
    missing += [] if places and None not in places else [gettext_noop("aantal plekken per leerbedrijf")]
    if missing:
        return unknown(missing)
    said = {"places": number_text(Decimal(sum(places))), "pupils": number_text(Decimal(sum(groups)))}
    if sum(places) < sum(groups):
        return fails(gettext_noop("Er zijn %(places)s plekken bij leerbedrijven voor %(pupils)s leerlingen."), **said)
    return passes(gettext_noop("Er zijn %(places)s plekken bij leerbedrijven voor %(pupils)s leerlingen."), **said)


def objectives_measured(facts: Facts, law: LawOnDay) -> Finding:
    """Is the indicator of every objective measured in step 7? Under another name only a person can tell."""
    names = [(item.name, item["indicator"].strip()) for item in facts.items("vision.objectives")]
    known = {item["title"].strip().casefold() for item in facts.items("monitoring.indicators")}
    missing = [f"indicator van {name}" for name, indicator in names if not indicator]
    missing += [] if names else [gettext_noop("doelstellingen")]
    strange = [indicator for _, indicator in names if indicator and indicator.casefold() not in known]
    missing += [f"{indicator} in stap 7" for indicator in strange]
    return unknown(missing) if missing else passes(gettext_noop("Wat is beloofd wordt ook gemeten."))


def groups_in_route(facts: Facts, law: LawOnDay) -> Finding:
    """Is every target group meant for a profile and leerweg of the route?"""
    offered = {(item["profile"].upper(), item["leerweg"]) for item in facts.items("route.profiles")}
    groups = [(item.name, item["profile"].upper(), item["leerweg"]) for item in facts.items("purpose.target_groups")]
    missing = [] if offered else [gettext_noop("profiel en leerweg")]
    missing += (
        []
        if groups and all(profile for _, profile, _ in groups)
        else [gettext_noop("doelgroep met profiel en leerweg")]
    )
    strange = [
        f"{profile} {leerweg.value}" for _, profile, leerweg in groups if profile and (profile, leerweg) not in offered
    ]
    if strange and offered:
        return fails(
            gettext_noop("Deze doelgroep past niet bij een profiel van de route: %(groups)s."),
            groups=list_text(strange),
        )
    return unknown(missing) if missing else passes(gettext_noop("Elke doelgroep past bij een profiel van de route."))
