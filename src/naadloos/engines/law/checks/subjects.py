"""Is a subject in the programme or the exams? Looked up by word in the names that people gave.

A name that does not hold the word shows nothing: the subject may go by another name. So these checks pass or are
unknown, and then a person answers.
"""

from naadloos.engines.law.day import LawOnDay
from naadloos.engines.law.facts import Facts
from naadloos.engines.law.findings import passes, unknown, worst
from naadloos.engines.law.types import Finding
from naadloos.engines.law.words import list_text
from naadloos.engines.route.terms import AssessmentKind, CountsFor, LawPart, Leerweg, gettext_noop

# What a subject is called, and the words that show it. Not "kunst": that is in "kunststof" too.
COMMON = {
    "nederlands": (gettext_noop("Nederlands"), ("nederlands",)),
    "engels": (gettext_noop("Engels"), ("engels",)),
    "maatschappijleer": (gettext_noop("maatschappijleer"), ("maatschappijleer",)),
    "lo": (gettext_noop("lichamelijke opvoeding"), ("lichamelijke opvoeding",)),
    "kunst": (gettext_noop("een kunstvak"), ("kunstvak", "beeldende", "muziek", "dans", "drama")),
}
GENERIC = {
    "nederlands": (gettext_noop("mbo-examen Nederlands"), ("nederlands",)),
    "rekenen": (gettext_noop("mbo-examen rekenen"), ("rekenen",)),
    "engels": (gettext_noop("mbo-examen Engels"), ("engels",)),
    "lb": (gettext_noop("loopbaan en burgerschap"), ("burgerschap",)),
}
_SHOWN = gettext_noop("Dit staat in de route: %(subject)s.")


def _vmbo_names(facts: Facts) -> list[str]:
    """The names of what is taught and examined for the vmbo, in small letters."""
    units = facts.columns("programme.units", "law_part")
    tests = facts.columns("exams.assessments", "subject", "counts_for")
    names = [item.name for item in units if item.peek("law_part") is not LawPart.MBO]
    for item in tests:
        if item.peek("counts_for") is not CountsFor.MBO:
            names += [item.name, item.peek("subject")]
    return [name.casefold() for name in names]


def _has(names: list[str], words: tuple[str, ...]) -> bool:
    return any(word in name for name in names for word in words)


def common(facts: Facts, law: LawOnDay, *, subject: str) -> Finding:
    """Is a subject of the gemeenschappelijk deel in the vmbo part of the programme or the exams?"""
    label, words = COMMON[subject]
    return passes(_SHOWN, subject=label) if _has(_vmbo_names(facts), words) else unknown([label])


def of_profile(facts: Facts, law: LawOnDay) -> Finding:
    """Are the algemene vakken of each profile there?

    A row of the norm holds one group per word: how many of which subjects, as "1:wiskunde" or "2:wiskunde|biologie".
    """
    names = _vmbo_names(facts)
    findings = []
    for item in facts.items("route.profiles"):
        if item["leerweg"] is Leerweg.TL:
            continue
        groups = law.words("profielvakken", item["profile"].upper())
        absent = []
        for group in groups:
            number, _, subjects = group.partition(":")
            choice = subjects.split("|")
            if sum(_has(names, (each,)) for each in choice) < int(number):
                absent.append(f"{number} van {list_text(choice, 'of')}" if len(choice) > 1 else choice[0])
        if absent or not groups:
            findings.append(unknown(absent or [f"algemene vakken van het profiel {item.peek('profile')}".strip()]))
        else:
            findings.append(passes(gettext_noop("De algemene vakken van het profiel staan in de route.")))
    return worst(findings) if findings else unknown([gettext_noop("profiel en leerweg")])


def generic(facts: Facts, law: LawOnDay, *, part: str) -> Finding:
    """Is a generic part of the mbo exam among the exams for the mbo diploma?"""
    label, words = GENERIC[part]
    tests = facts.columns("exams.assessments", "subject", "counts_for")
    names = [
        name.casefold()
        for item in tests
        if item.peek("counts_for") is not CountsFor.VMBO
        for name in (item.name, item.peek("subject"))
    ]
    return passes(_SHOWN, subject=label) if _has(names, words) else unknown([label])


def profielwerkstuk(facts: Facts, law: LawOnDay) -> Finding:
    """Is there a profielwerkstuk among the tests?"""
    tests = facts.columns("exams.assessments", "kind")
    if any(item.peek("kind") is AssessmentKind.PWS for item in tests):
        return passes(gettext_noop("Het profielwerkstuk staat bij de toetsen."))
    return unknown([gettext_noop("profielwerkstuk")])
