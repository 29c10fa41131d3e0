"""Which leerweg goes with which mbo level, and whose profile it is."""

from naadloos.engines.law.day import LawOnDay
from naadloos.engines.law.facts import Facts
from naadloos.engines.law.findings import every_yes, fails, passes, unknown, worst
from naadloos.engines.law.types import Finding
from naadloos.engines.law.words import list_text
from naadloos.engines.route.terms import OrganisationKind, PartnerSide, gettext_noop

SCHOOLS = (OrganisationKind.VMBO, OrganisationKind.VSG)


def levels(facts: Facts, law: LawOnDay, *, key: str) -> Finding:
    """Has each leerweg an allowed level, and each level an allowed leerweg? ``key``: the table of combinations."""
    leerwegen = list(dict.fromkeys(item["leerweg"].value for item in facts.items("route.profiles")))
    found = sorted({str(item["level"]) for item in facts.items("route.qualifications")})
    missing = [] if leerwegen else [gettext_noop("profiel en leerweg")]
    missing += [] if found else [gettext_noop("mbo-opleiding en niveau")]
    if missing:
        return unknown(missing)
    allowed = {leerweg: set(law.words(key, leerweg)) for leerweg in leerwegen}
    stray = [f"{leerweg} met niveau {list_text(found)}" for leerweg in leerwegen if not allowed[leerweg] & set(found)]
    usable = set().union(*allowed.values())
    stray += [f"{list_text(leerwegen)} met niveau {level}" for level in found if level not in usable]
    if stray:
        return fails(gettext_noop("Deze combinatie mag niet: %(combinations)s."), combinations=list_text(stray))
    pairs = {"leerweg": list_text(leerwegen), "level": list_text(found)}
    if all(allowed[leerweg] >= set(found) for leerweg in leerwegen):
        return passes(gettext_noop("De combinatie %(leerweg)s met niveau %(level)s mag."), **pairs)
    # The document does not tie a leerweg to an opleiding, so a forbidden pair cannot be excluded.
    return unknown(
        [gettext_noop("welke leerweg naar welke opleiding leidt")],
        gettext_noop("Niet elke leerweg (%(leerweg)s) mag leiden naar elk niveau (%(level)s) van deze route."),
        **pairs,
    )


def related(facts: Facts, law: LawOnDay) -> Finding:
    """Is each opleiding aanverwant to the profile? A person decided that; here it is only read."""
    return every_yes(
        facts.items("route.qualifications"),
        "related",
        yes=gettext_noop("Elke opleiding is aanverwant aan het profiel van de route."),
        no=gettext_noop("Niet aanverwant aan het profiel: %(names)s."),
        about="verwantschap",
        empty=gettext_noop("mbo-opleiding"),
    )


def profile_of_school(facts: Facts, law: LawOnDay) -> Finding:
    """Is each profile given by a school that takes part?"""
    partners = {partner.key: partner for partner in facts.items("route.partners")}
    findings = []
    for profile in facts.items("route.profiles"):
        partner = partners.get(profile["offered_by"] or "")
        if partner is None or not profile.peek("profile"):
            findings.append(unknown([f"welke school het profiel {profile.name} geeft"]))
        elif partner["kind"] in SCHOOLS and partner["side"] is PartnerSide.VMBO:
            findings.append(passes(gettext_noop("Elk profiel van de route wordt gegeven door een school in de route.")))
        else:
            findings.append(
                fails(
                    gettext_noop("Het profiel %(profile)s staat op naam van %(partner)s, en dat is geen vmbo-school."),
                    profile=profile.name,
                    partner=partner.name,
                )
            )
    return worst(findings) if findings else unknown([gettext_noop("profiel en leerweg")])
