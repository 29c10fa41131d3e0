"""Is a rule meant for this route? If not, the verdict says why."""

from naadloos.engines.law.facts import Facts
from naadloos.engines.law.findings import not_applicable, unknown
from naadloos.engines.law.schema import Applies
from naadloos.engines.law.types import Finding
from naadloos.engines.law.words import list_text
from naadloos.engines.route.terms import CountsFor, Leerweg, RouteType, YesNoUnknown, gettext_noop

NO_EXAM = gettext_noop(
    "In deze geïntegreerde leerroute staat geen vmbo-examen. De school hoeft dat daar niet te geven."
)
NO_FUNDING = gettext_noop("Er wordt geen bekostiging overgedragen.")
OPEN_FUNDING = gettext_noop("of er bekostiging wordt overgedragen")
NO_TEAM = gettext_noop("Bij geen enkel onderdeel staat dat een team ervoor verantwoordelijk is.")


def reason_not_to_judge(applies: Applies, facts: Facts) -> Finding | None:
    """Why the rule is not for this route, or that this cannot be known yet; None when it is."""
    if not applies.model_fields_set:
        return None
    if applies.route_type is not None and (found := facts.value("route.type")) is not applies.route_type:
        return not_applicable(
            gettext_noop("Deze regel geldt voor een %(wanted)s. Uw route is een %(found)s."),
            wanted=applies.route_type.label,
            found=found.label,
        )
    if applies.vertical_school is not None:
        inside = facts.value("route.vertical_school")
        if inside and not applies.vertical_school:
            return not_applicable(
                gettext_noop("Deze regel geldt niet voor een route binnen één verticale scholengemeenschap.")
            )
        if not inside and applies.vertical_school:
            return not_applicable(
                gettext_noop("Deze regel geldt alleen voor een route binnen één verticale scholengemeenschap.")
            )
    for judge in (
        _route_year,
        _leerwegen,
        _levels,
        _leertrajecten,
        _cohorts,
        _work_learning,
        _vmbo_exam,
        _funding,
        _teams,
    ):
        if (found := judge(applies, facts)) is not None:
            return found
    return None


def _route_year(applies: Applies, facts: Facts) -> Finding | None:
    if applies.route_year is None or facts.value("route.years") >= applies.route_year:
        return None
    return not_applicable(
        gettext_noop("Deze regel gaat over jaar %(wanted)s van de route. Uw route is korter."),
        wanted=str(applies.route_year),
    )


def _leerwegen(applies: Applies, facts: Facts) -> Finding | None:
    if not applies.leerwegen:
        return None
    found = [profile["leerweg"] for profile in facts.items("route.profiles")]
    if not found:
        return unknown([gettext_noop("profiel en leerweg")])
    if set(found) & set(applies.leerwegen):
        return None
    return not_applicable(
        gettext_noop("Deze regel geldt voor de leerweg %(wanted)s. Uw route heeft %(found)s."),
        wanted=list_text((each.value for each in applies.leerwegen), "of"),
        found=list_text(each.value for each in found),
    )


def _levels(applies: Applies, facts: Facts) -> Finding | None:
    if not applies.levels:
        return None
    found = [qualification["level"] for qualification in facts.items("route.qualifications")]
    if not found:
        return unknown([gettext_noop("mbo-opleiding en niveau")])
    if set(found) & set(applies.levels):
        return None
    return not_applicable(
        gettext_noop("Deze regel geldt voor niveau %(wanted)s. Uw route heeft niveau %(found)s."),
        wanted=list_text((str(each) for each in applies.levels), "of"),
        found=list_text(str(each) for each in sorted(found)),
    )


def _leertrajecten(applies: Applies, facts: Facts) -> Finding | None:
    if not applies.leertrajecten:
        return None
    found = [qualification["leertraject"] for qualification in facts.items("route.qualifications")]
    if not found:
        return unknown([gettext_noop("mbo-opleiding en leertraject")])
    if set(found) & set(applies.leertrajecten):
        return None
    return not_applicable(
        gettext_noop("Deze regel geldt voor het leertraject %(wanted)s. Uw route heeft %(found)s."),
        wanted=list_text((each.value for each in applies.leertrajecten), "of"),
        found=list_text(each.value for each in found),
    )


def _cohorts(applies: Applies, facts: Facts) -> Finding | None:
    """Is there a group that started in the years of the rule?"""
    first, last = applies.cohort_from, applies.cohort_to
    if first is None and last is None:
        return None
    found = [cohort["start_year"] for cohort in facts.items("route.cohorts")]
    if not found:
        return unknown([gettext_noop("groepen die met de route beginnen")])
    if any((first or year) <= year <= (last or year) for year in found):
        return None
    if last is None:
        return not_applicable(gettext_noop("Deze regel geldt voor groepen vanaf %(year)s."), year=str(first))
    return not_applicable(gettext_noop("Deze regel geldt voor groepen tot en met %(year)s."), year=str(last))


def _work_learning(applies: Applies, facts: Facts) -> Finding | None:
    """Only the basisberoepsgerichte leerweg has leer-werktrajecten (WVO 2.103)."""
    if not applies.work_learning:
        return None
    profiles = [item for item in facts.items("route.profiles") if item["leerweg"] is Leerweg.BB]
    answers = [item["work_learning"] for item in profiles]
    if YesNoUnknown.YES in answers:
        return None
    if YesNoUnknown.UNKNOWN in answers:
        return unknown([gettext_noop("of de leerweg een leer-werktraject is")])
    return not_applicable(gettext_noop("Deze route heeft geen leer-werktraject."))


def _vmbo_exam(applies: Applies, facts: Facts) -> Finding | None:
    """A geïntegreerde leerroute may do without the vmbo exam (WVO 2.107l lid 4)."""
    if not applies.vmbo_exam or facts.value("route.type") is not RouteType.GLR:
        return None
    tests = facts.columns("exams.assessments", "counts_for")
    if any(item.peek("counts_for") is not CountsFor.MBO for item in tests):
        return None
    return not_applicable(NO_EXAM)


def _funding(applies: Applies, facts: Facts) -> Finding | None:
    if not applies.funding_handed_over:
        return None
    answer = facts.value("finance.funding_handed_over")
    if answer is YesNoUnknown.NO:
        return not_applicable(NO_FUNDING)
    return None if answer is YesNoUnknown.YES else unknown([OPEN_FUNDING])


def _teams(applies: Applies, facts: Facts) -> Finding | None:
    if not applies.teams or any(item.peek("team") for item in facts.columns("programme.units", "team")):
        return None
    return not_applicable(NO_TEAM)
