"""School exam before central exam, and an exam for every keuzedeel."""

from naadloos.engines.law.checks.exams import CENTRAL, SCHOOL, vmbo_tests
from naadloos.engines.law.day import LawOnDay
from naadloos.engines.law.facts import Facts, Item
from naadloos.engines.law.findings import fails, passes, unknown
from naadloos.engines.law.types import Finding
from naadloos.engines.law.words import list_text
from naadloos.engines.route.terms import AssessmentKind, gettext_noop


def _moment(item: Item) -> tuple[int, int]:
    return item.peek("route_year"), item.peek("period")


def school_before_central(facts: Facts, law: LawOnDay) -> Finding:
    """Is the school exam of a subject closed before its central exam?

    Within one period the document knows no order, so that stays unknown.
    """
    columns = ("subject", "route_year", "period")
    central, school = vmbo_tests(facts, CENTRAL, *columns), vmbo_tests(facts, SCHOOL, *columns)
    if not central or not school:
        return unknown([gettext_noop("schoolexamens en centrale examens met hun vak, jaar en periode")])
    late, same, unnamed = [], [], [item.name for item in (*central, *school) if not item.peek("subject").strip()]
    for exam in central:
        for item in school:
            subject = exam.peek("subject").strip().casefold()
            if not subject or item.peek("subject").strip().casefold() != subject:
                continue
            if _moment(item) > _moment(exam):
                late.append(item.name)
            elif _moment(item) == _moment(exam):
                same.append(item.name)
    if late:
        return fails(
            gettext_noop("Dit valt na het centraal examen in hetzelfde vak: %(tests)s."), tests=list_text(late)
        )
    missing = [f"vak van {list_text(unnamed)}"] if unnamed else []
    missing += [f"of {list_text(same)} vóór het centraal examen valt"] if same else []
    if missing:
        return unknown(missing)
    return passes(gettext_noop("De schoolexamens vallen vóór het centraal examen in hetzelfde vak."))


def keuzedeel_exams(facts: Facts, law: LawOnDay) -> Finding:
    """Are there as many exams for keuzedelen as keuzedelen?"""
    chosen = len(facts.items("programme.keuzedelen"))
    tests = facts.columns("exams.assessments", "kind")
    found = sum(item.peek("kind") is AssessmentKind.KEUZEDEEL for item in tests)
    if not chosen or not found:
        missing = [] if chosen else [gettext_noop("keuzedelen")]
        return unknown(missing + ([] if found else [gettext_noop("examens van de keuzedelen")]))
    said = {"found": str(found), "chosen": str(chosen)}
    if found < chosen:
        return fails(gettext_noop("Er zijn %(found)s examens voor %(chosen)s keuzedelen."), **said)
    return passes(gettext_noop("Elk keuzedeel heeft een examen."))
