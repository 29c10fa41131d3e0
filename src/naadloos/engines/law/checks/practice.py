"""Practice in companies."""

from naadloos.engines.law.day import LawOnDay
from naadloos.engines.law.facts import Facts
from naadloos.engines.law.findings import every_yes
from naadloos.engines.law.types import Finding
from naadloos.engines.route.terms import gettext_noop


def companies(facts: Facts, law: LawOnDay) -> Finding:
    """Is every company an erkend leerbedrijf?"""
    return every_yes(
        facts.items("execution.practice_places"),
        "recognised",
        yes=gettext_noop("Elk leerbedrijf is erkend."),
        no=gettext_noop("Geen erkend leerbedrijf: %(names)s."),
        about="erkenning",
        empty=gettext_noop("leerbedrijven"),
    )
