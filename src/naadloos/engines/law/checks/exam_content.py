"""Do modules, keuzevakken, keuzedelen and kerntaken make up a full exam?"""

import re

from naadloos.engines.law.day import LawOnDay
from naadloos.engines.law.facts import Facts
from naadloos.engines.law.findings import fails, passes, unknown, worst
from naadloos.engines.law.types import Finding
from naadloos.engines.law.words import list_text
from naadloos.engines.route.terms import CountsFor, Leerweg, gettext_noop
from naadloos.engines.route.text import number_text

_WERKPROCES = re.compile(r"^(\d{5})\s+([A-Z]\d+-K\d+)-W\d+$")


def keuzedelen(facts: Facts, law: LawOnDay) -> Finding:
    """Is the size of the keuzedelen enough for the level?"""
    levels = {str(item["level"]) for item in facts.items("route.qualifications")}
    chosen = facts.items("programme.keuzedelen")
    norms = [norm for level in sorted(levels) if (norm := law.row("keuzedelen_omvang", level)) is not None]
    if not chosen or not norms:
        missing = [] if chosen else [gettext_noop("keuzedelen")]
        return unknown(missing + ([] if norms else [gettext_noop("mbo-opleiding op niveau 2, 3 of 4")]))
    norm, total = max(norms), sum(item["sbu"] for item in chosen)
    said = {"total": number_text(total), "norm": number_text(norm)}
    if total >= norm:
        return passes(gettext_noop("De keuzedelen zijn samen %(total)s klokuren. Nodig zijn er %(norm)s."), **said)
    if total >= norm - law.number("keuzedelen_vermindering"):
        return unknown(
            [gettext_noop("of de vermindering van 240 klokuren (WEB 6.1.2a) geldt")],
            gettext_noop(
                "De keuzedelen zijn samen %(total)s klokuren en er zijn er %(norm)s nodig. "
                "Dit is alleen genoeg als de vermindering van 240 klokuren geldt."
            ),
            **said,
        )
    return fails(gettext_noop("De keuzedelen zijn samen %(total)s klokuren. Er zijn er %(norm)s nodig."), **said)


def module_codes(facts: Facts) -> list[str]:
    codes = (item["code"].strip().upper() for item in facts.items("programme.modules"))
    return list(dict.fromkeys(code for code in codes if code))


def module_parts(code: str) -> tuple[str, str, str]:
    """Kind, profile and number of "P/BWI/01"."""
    kind, profile, number, *_ = [*code.split("/"), "", "", ""]
    return kind, profile, number


def keuzevakken(facts: Facts, law: LawOnDay) -> Finding:
    """Are there enough keuzevakken for the leerweg with the highest number?

    A profielmodule of another profile may be a keuzevak, so that one counts too.
    """
    profiles = facts.items("route.profiles")
    own = {item["profile"].upper() for item in profiles}
    norms = [law.row("keuzevakken_aantal", item["leerweg"].value) for item in profiles]
    norm = max((each for each in norms if each is not None), default=None)
    codes = module_codes(facts)
    if not codes or norm is None or "" in own:
        missing = [] if codes else [gettext_noop("modules en keuzevakken")]
        return unknown(missing + ([] if norm is not None and "" not in own else [gettext_noop("profiel en leerweg")]))
    chosen = [code for code in codes if _is_keuzevak(code, own)]
    said = {"count": str(len(chosen)), "norm": number_text(norm)}
    if len(chosen) >= norm:
        return passes(gettext_noop("Er staan %(count)s keuzevakken in de route. Nodig zijn er %(norm)s."), **said)
    return fails(gettext_noop("Er staan %(count)s keuzevakken in de route. Er zijn er %(norm)s nodig."), **said)


def _is_keuzevak(code: str, own: set[str]) -> bool:
    kind, profile, _ = module_parts(code)
    return kind == "K" or (kind == "P" and profile not in own)


def gl_modules(facts: Facts, law: LawOnDay) -> Finding:
    """Are the two modules of the profile in the route, for each gl profile?"""
    codes = set(module_codes(facts))
    findings = []
    for item in facts.items("route.profiles"):
        if item["leerweg"] is not Leerweg.GL:
            continue
        profile = item["profile"].upper()
        pair = law.words("gl_modules", profile)
        mine = sorted(code for code in codes if module_parts(code)[:2] == ("P", profile))
        absent = [f"P/{profile}/{number}" for number in pair if f"P/{profile}/{number}" not in codes]
        if not pair or not mine:
            findings.append(unknown([f"modules van het profielvak {profile}".strip()]))
        elif absent:
            findings.append(
                fails(gettext_noop("In de gemengde leerweg hoort hier ook bij: %(codes)s."), codes=list_text(absent))
            )
        else:
            findings.append(passes(gettext_noop("De twee modules van de gemengde leerweg staan in de route.")))
    return worst(findings) if findings else unknown([gettext_noop("profiel en leerweg")])


def _kerntaken(codes: list[str]) -> tuple[set[str], list[str]]:
    """The kerntaken behind codes of werkprocessen, and the codes that cannot be read."""
    read = [(code.strip(), _WERKPROCES.match(code.strip())) for code in codes]
    return {f"{hit[1]} {hit[2]}" for _, hit in read if hit}, [code or "(leeg)" for code, hit in read if not hit]


def kerntaken(facts: Facts, law: LawOnDay) -> Finding:
    """Is every kerntaak that is taught also examined for the mbo diploma?

    The document does not say which kerntaken a kwalificatie has, so one that is neither taught nor examined cannot be
    seen here.
    """
    crebos = {item["crebo"]: item.name for item in facts.items("route.qualifications")}
    units = facts.columns("programme.units", "werkprocessen")
    tests = facts.columns("exams.assessments", "counts_for", "werkprocessen")
    taught, strange = _kerntaken([code for item in units for code in item.peek("werkprocessen")])
    examined, strange_too = _kerntaken(
        [code for item in tests if item.peek("counts_for") is not CountsFor.VMBO for code in item.peek("werkprocessen")]
    )
    missing = [] if crebos else [gettext_noop("mbo-opleiding")]
    absent = []
    for crebo, name in crebos.items():
        mine = {each for each in taught if each.startswith(crebo)}
        tested = {each for each in examined if each.startswith(crebo)}
        missing += [] if mine else [f"werkprocessen van {name} in het programma"]
        missing += [] if tested else [f"werkprocessen van {name} in de examens"]
        # Without any code in the exams nothing has been filled in yet, so nothing can be said to be left out.
        absent += sorted(mine - tested) if tested else []
    if strange or strange_too:
        missing.append(f"leesbare code van werkproces {list_text([*strange, *strange_too])}")
    if absent:
        return fails(
            gettext_noop("Deze kerntaken krijgen les maar geen mbo-examen: %(codes)s."), codes=list_text(absent)
        )
    if missing:
        return unknown(missing)
    return passes(
        gettext_noop(
            "Elke kerntaak uit het programma komt terug in een mbo-examen. "
            "Ga zelf na of het programma alle kerntaken van de kwalificatie bevat."
        )
    )
