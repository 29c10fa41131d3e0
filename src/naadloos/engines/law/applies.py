"""Is a rule meant for this route? If not, the verdict says why."""

from naadloos.engines.law.facts import Facts
from naadloos.engines.law.findings import not_applicable, unknown
from naadloos.engines.law.schema import Applies
from naadloos.engines.law.types import Finding
from naadloos.engines.law.words import list_text
from naadloos.engines.route.terms import gettext_noop


def reason_not_to_judge(applies: Applies, facts: Facts) -> Finding | None:
    """Why the rule is not for this route, or that this cannot be known yet; None when it is."""
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
    return _leerwegen(applies, facts) or _levels(applies, facts)


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
