"""Which modules make up the beroepsgerichte programma, and which may not be a keuzevak."""

from collections import defaultdict

from naadloos.engines.law.checks.exam_content import module_codes, module_parts
from naadloos.engines.law.day import LawOnDay
from naadloos.engines.law.facts import Facts
from naadloos.engines.law.findings import fails, passes, unknown, worst
from naadloos.engines.law.types import Finding
from naadloos.engines.law.words import list_text
from naadloos.engines.route.terms import Leerweg, gettext_noop

_NO_MODULES = gettext_noop("modules en keuzevakken")
_NO_PROFILE = gettext_noop("profiel en leerweg")
_BEROEPSGERICHT = (Leerweg.BB, Leerweg.KB)


def known_profile(facts: Facts, law: LawOnDay) -> Finding:
    """Is each profile one of those that the law names?"""
    profiles = [item["profile"].strip().upper() for item in facts.items("route.profiles")]
    known = law.words("profielen_beroepsgericht", "alle")
    if strange := [each for each in profiles if each and each not in known]:
        return fails(gettext_noop("Dit is geen profiel van het vmbo: %(profiles)s."), profiles=list_text(strange))
    if not all(profiles) or not profiles:
        return unknown([_NO_PROFILE])
    return passes(gettext_noop("Het profiel is een van de tien beroepsgerichte profielen."))


def profile_modules(facts: Facts, law: LawOnDay) -> Finding:
    """Are all modules of the profielvak in the route, for each profile in bb or kb?"""
    codes = set(module_codes(facts))
    numbers = law.words("profielmodules", "alle")
    findings = []
    for item in facts.items("route.profiles"):
        if item["leerweg"] not in _BEROEPSGERICHT:
            continue
        profile = item["profile"].upper()
        whole = [f"P/{profile}/{number}" for number in numbers]
        absent = [code for code in whole if code not in codes]
        if not profile or len(absent) == len(whole):
            findings.append(unknown([f"modules van het profielvak {profile}".strip()]))
        elif absent:
            findings.append(fails(gettext_noop("Bij het profielvak hoort ook: %(codes)s."), codes=list_text(absent)))
        else:
            findings.append(passes(gettext_noop("Alle modules van het profielvak staan in de route.")))
    return worst(findings) if findings else unknown([_NO_PROFILE])


def _open_codes(facts: Facts) -> bool:
    """Is there a module without a code, or none at all? Then it cannot be said what is not there."""
    codes = [item["code"].strip() for item in facts.items("programme.modules")]
    return not codes or not all(codes)


def own_profile_as_choice(facts: Facts, law: LawOnDay) -> Finding:
    """Is no module of the own profile a keuzevak for pupils in the gemengde leerweg?

    They take two designated modules; the two others of their profile may not come back as keuzevak (RBK 2 lid 1).
    """
    profiles = [(item["profile"].upper(), item["leerweg"]) for item in facts.items("route.profiles")]
    codes = module_codes(facts)
    others = {profile for profile, leerweg in profiles if leerweg in _BEROEPSGERICHT}
    findings = []
    for profile, leerweg in profiles:
        if leerweg is not Leerweg.GL:
            continue
        pair = law.words("gl_modules", profile)
        extra = [
            code for code in codes if module_parts(code)[:2] == ("P", profile) and module_parts(code)[2] not in pair
        ]
        if extra and profile in others:
            findings.append(unknown([f"wie {list_text(extra)} volgt"]))
        elif extra and pair:
            findings.append(
                fails(
                    gettext_noop(
                        "In de gemengde leerweg is dit geen keuzevak, want het hoort bij het eigen profiel: %(codes)s."
                    ),
                    codes=list_text(extra),
                )
            )
        elif not pair or _open_codes(facts):
            findings.append(unknown([_NO_MODULES]))
        else:
            findings.append(passes(gettext_noop("Geen keuzevak komt uit het eigen profiel.")))
    return worst(findings) if findings else unknown([_NO_PROFILE])


def other_profiles_as_choice(facts: Facts, law: LawOnDay) -> Finding:
    """Are there at most two modules of each other profile?

    More is allowed for a profile that the school may give itself, which the route does not hold.
    """
    profiles = facts.items("route.profiles")
    own = {item["profile"].upper() for item in profiles}
    found: dict[str, list[str]] = defaultdict(list)
    for code in module_codes(facts):
        kind, profile, _ = module_parts(code)
        if kind == "P" and profile not in own:
            found[profile].append(code)
    most = law.number("modules_ander_profiel")
    if many := {profile: codes for profile, codes in found.items() if len(codes) > most}:
        return unknown(f"of uw school het profiel {profile} mag geven" for profile in sorted(many))
    if _open_codes(facts) or not own or "" in own:
        return unknown([_NO_MODULES])
    return passes(gettext_noop("Van elk ander profiel staan er niet meer dan twee modules in de route."))
