"""Practice in companies."""

from naadloos.engines.law.day import LawOnDay
from naadloos.engines.law.facts import Facts
from naadloos.engines.law.findings import every_yes, not_applicable, unknown
from naadloos.engines.law.types import Finding, Outcome
from naadloos.engines.law.words import list_text
from naadloos.engines.route.terms import HourKind, gettext_noop


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


def agreements(facts: Facts, law: LawOnDay) -> Finding:
    """Is there a signed praktijkovereenkomst with every company? Until the agreement begins it may still come."""
    finding = every_yes(
        facts.items("execution.practice_places"),
        "agreement_signed",
        yes=gettext_noop("Met elk leerbedrijf is een praktijkovereenkomst getekend."),
        no=gettext_noop("Niet elke praktijkovereenkomst is getekend: %(names)s."),
        about="praktijkovereenkomst",
        empty=gettext_noop("leerbedrijven"),
    )
    starts = facts.value("agreement.starts_on")
    if finding.outcome is Outcome.FAIL and (starts is None or starts > law.on):
        return unknown([gettext_noop("getekende praktijkovereenkomsten")], finding.sentence, **finding.params)
    return finding


def before_enrolment(facts: Facts, law: LawOnDay) -> Finding:
    """Is there bpv in years 1 and 2, when pupils are not yet mbo-student?

    The praktijkovereenkomst names the student, not the pupil. A person has to say on what such practice rests.
    """
    units = facts.columns("programme.units", "hour_kind", "first_year")
    bpv = [item for item in units if item.peek("hour_kind") is HourKind.BPV]
    placed = facts.columns("programme.placements", "unit", "route_year")
    first: dict[str, int] = {}
    for item in placed:
        first[item.peek("unit")] = min(item.peek("route_year"), first.get(item.peek("unit"), 9))
    years = {item.key: first.get(item.key, item.peek("first_year")) for item in bpv}
    if open_units := [item.name for item in bpv if years[item.key] is None]:
        return unknown([f"jaar van {list_text(open_units)}"])
    if early := [item.name for item in bpv if years[item.key] <= 2]:
        return unknown([f"grondslag van {list_text(early)}"])
    if not bpv:
        return unknown([gettext_noop("onderdelen met bpv-uren")])
    return not_applicable(gettext_noop("De bpv begint als de leerlingen mbo-student zijn."))
