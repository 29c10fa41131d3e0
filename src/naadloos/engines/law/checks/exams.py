"""When the central exam is taken, and what the PTA says about each test."""

from naadloos.engines.law.applies import NO_EXAM
from naadloos.engines.law.day import LawOnDay
from naadloos.engines.law.facts import Facts, Item, is_filled
from naadloos.engines.law.findings import fails, not_applicable, passes, unknown
from naadloos.engines.law.types import Finding
from naadloos.engines.law.words import list_text
from naadloos.engines.route.terms import AssessmentKind, CountsFor, RouteType, gettext_noop

CENTRAL = (AssessmentKind.CE, AssessmentKind.CSPE)
SCHOOL = (AssessmentKind.SE, AssessmentKind.PO, AssessmentKind.PWS)


def vmbo_tests(facts: Facts, kinds: tuple[AssessmentKind, ...], *columns: str) -> list[Item]:
    """The assessments of these kinds that count for the vmbo; ``columns`` are read with ``peek``."""
    tests = facts.columns("exams.assessments", "kind", "counts_for", *columns)
    return [item for item in tests if item.peek("kind") in kinds and item.peek("counts_for") is not CountsFor.MBO]


def ce_moment(facts: Facts, law: LawOnDay) -> Finding:
    """Is the central exam taken in year 2 or 3 of the route, and are not all subjects in year 1?"""
    tests = vmbo_tests(facts, CENTRAL, "route_year")
    if not tests:
        if facts.value("route.type") is RouteType.GLR:
            return not_applicable(NO_EXAM)
        return unknown([gettext_noop("centrale examens (CE of cspe) met hun jaar")])
    first, last = law.number("ce_eerste_jaar"), law.number("ce_laatste_jaar")
    late = [item.name for item in tests if item.peek("route_year") > last]
    if late:
        return fails(
            gettext_noop("Dit centraal examen valt na het derde leerjaar van de route: %(tests)s."),
            tests=list_text(late),
        )
    early = [item.name for item in tests if item.peek("route_year") < first]
    if len(early) == len(tests):
        return fails(
            gettext_noop("Alle centrale examens staan in leerjaar 3. Dat mag voor een of meer vakken, niet voor alle.")
        )
    if early:
        return passes(
            gettext_noop(
                "De centrale examens vallen op tijd. In leerjaar 3 staat: %(tests)s. "
                "Die uitslag vervalt als de leerling blijft zitten."
            ),
            tests=list_text(early),
        )
    return passes(gettext_noop("De centrale examens vallen in het tweede of derde leerjaar van de route."))


def _complete(facts: Facts, tests: list[Item], missing: list[str], sentence: str) -> Finding:
    if not tests:
        if facts.value("route.type") is RouteType.GLR:
            return not_applicable(NO_EXAM)
        return unknown([gettext_noop("toetsen van het schoolexamen")])
    return unknown(missing) if missing else passes(sentence)


def pta_content(facts: Facts, law: LawOnDay) -> Finding:
    """Does every school test have its content, form, resit and weight, and is there a rule for the mark?"""
    tests = vmbo_tests(facts, SCHOOL, "content", "deeltaken", "form", "retake", "weight")
    missing = []
    # Codes of deeltaken tell which exam matter is tested as well as words do.
    if names := [item.name for item in tests if not (item.peek("content").strip() or any(item.peek("deeltaken")))]:
        missing.append(f"inhoud van {list_text(names)}")
    for column, name in (("form", "vorm"), ("retake", "herkansing"), ("weight", "weging")):
        if names := [item.name for item in tests if not is_filled(item.peek(column))]:
            missing.append(f"{name} van {list_text(names)}")
    if not facts.text("exams.mark_rule"):
        missing.append(gettext_noop("hoe het cijfer van het schoolexamen ontstaat"))
    return _complete(facts, tests, missing, gettext_noop("Bij elke toets van het PTA staat wat de wet vraagt."))


def pta_origin(facts: Facts, law: LawOnDay) -> Finding:
    """Can every school test be traced to compulsory matter, matter of the central exam or an own choice?"""
    tests = vmbo_tests(facts, SCHOOL, "content_source")
    names = [item.name for item in tests if item.peek("content_source") is None]
    missing = [f"herkomst van de stof van {list_text(names)}"] if names else []
    return _complete(facts, tests, missing, gettext_noop("Bij elke toets van het PTA staat waar de stof vandaan komt."))
