"""Practice in companies."""

from naadloos.engines.law.day import LawOnDay
from naadloos.engines.law.facts import Facts
from naadloos.engines.law.findings import fails, passes, unknown, worst
from naadloos.engines.law.types import Finding
from naadloos.engines.route.terms import YesNoUnknown, gettext_noop


def companies(facts: Facts, law: LawOnDay) -> Finding:
    """Is every company an erkend leerbedrijf?"""
    findings = []
    for item in facts.items("execution.practice_places"):
        answer = item["recognised"]
        if answer is YesNoUnknown.YES:
            findings.append(passes(gettext_noop("Elk leerbedrijf is erkend.")))
        elif answer is YesNoUnknown.NO:
            findings.append(fails(gettext_noop("%(name)s is geen erkend leerbedrijf."), name=item.name))
        else:
            findings.append(unknown([f"erkenning van {item.name}"]))
    return worst(findings) if findings else unknown([gettext_noop("leerbedrijven")])
