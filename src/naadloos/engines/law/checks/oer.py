"""What the OER and the examenreglement must hold, and when they must be there.

What is missing is unknown until the first group has certainly begun: on the day by which PTA and examenreglement of its
first school year must be there. From then on it is a failure.
"""

from datetime import date

from naadloos.engines.law.checks.calendar import deadline, regulations
from naadloos.engines.law.day import LawOnDay
from naadloos.engines.law.facts import Facts, Item
from naadloos.engines.law.findings import fails, passes, unknown, worst
from naadloos.engines.law.types import Finding
from naadloos.engines.law.words import list_text
from naadloos.engines.route.calendar import date_text
from naadloos.engines.route.terms import HourKind, gettext_noop


def _there(facts: Facts, law: LawOnDay, missing: list[str]) -> Finding:
    if not missing:
        return passes(gettext_noop("Dit is in de route vastgelegd."))
    starts = [item["start_year"] for item in facts.items("route.cohorts")]
    if not starts or law.on < deadline(law, min(starts)):
        return unknown(missing)
    finding = fails(
        gettext_noop("De eerste groep is begonnen, maar dit ontbreekt: %(missing)s."), missing=list_text(missing)
    )
    return Finding(finding.outcome, finding.sentence, finding.params, tuple(missing))


def irregularities(facts: Facts, law: LawOnDay) -> Finding:
    """Are the measures on irregularities written down?"""
    return _there(
        facts, law, [] if facts.text("exams.irregularities") else [gettext_noop("maatregelen bij onregelmatigheden")]
    )


def written(facts: Facts, law: LawOnDay, *, name: str) -> Finding:
    """Does the regulation itself say it? Without its text people are asked, as it may be written down elsewhere."""
    if facts.text(f"exams.{name}"):
        return passes(gettext_noop("Dit staat in de examenregeling."))
    return unknown([law.rule.question or law.rule.title])


def opleiding(facts: Facts, law: LawOnDay) -> Finding:
    """Kwalificatie, level and leerweg: a qualification in the document has all three."""
    return _there(facts, law, [] if facts.items("route.qualifications") else [gettext_noop("mbo-opleiding")])


def keuzedelen(facts: Facts, law: LawOnDay) -> Finding:
    """Are the keuzedelen named?"""
    return _there(facts, law, [] if facts.items("programme.keuzedelen") else [gettext_noop("keuzedelen")])


def _in_a_year(item: Item, placed: set[str]) -> bool:
    first = item.peek("first_year")
    return item.key in placed or (first is not None and first == item.peek("last_year"))


def hours_per_year(facts: Facts, law: LawOnDay, *, kind: HourKind) -> Finding:
    """Has each part with hours of this kind a year?"""
    units = facts.columns("programme.units", "hour_kind", "first_year", "last_year")
    placed = {item.peek("unit") for item in facts.columns("programme.placements", "unit")}
    mine = [item for item in units if item.peek("hour_kind") is kind]
    missing = [] if mine else [f"onderdelen met {kind.label}"]
    if names := [item.name for item in mine if not _in_a_year(item, placed)]:
        missing.append(f"jaar van {list_text(names)}")
    return _there(facts, law, missing)


def periods(facts: Facts, law: LawOnDay) -> Finding:
    """Are there periods, or parts placed in them?"""
    there = facts.items("programme.periods") or facts.items("programme.placements")
    return _there(facts, law, [] if there else [gettext_noop("onderwijsperioden")])


def location(facts: Facts, law: LawOnDay) -> Finding:
    """Is there a place?"""
    return _there(facts, law, [] if facts.text("route.location") else [gettext_noop("plaats van uitvoering")])


def in_time(facts: Facts, law: LawOnDay) -> Finding:
    """Was the OER fixed before the studiejaar began?

    The law asks "in time before the start". Between the first day of the studiejaar and the day by which the PTA must
    be there, that depends on the first day of the opleiding, which the document does not hold.
    """
    found, absent = regulations(facts, law)
    findings = [unknown([f"vaststelling van de OER voor schooljaar {year}"]) for year in absent]
    month, day = law.text("studiejaar_begin").split("-")
    for item in found:
        fixed, year = item["oer_fixed_on"], item.peek("school_year")
        if fixed is None:
            findings.append(unknown([f"datum waarop de OER is vastgesteld ({item.name})"]))
        elif fixed >= deadline(law, year):
            findings.append(
                fails(
                    gettext_noop(
                        "De OER voor %(year)s is vastgesteld op %(day)s. Dat is na het begin van de opleiding."
                    ),
                    year=item.name,
                    day=date_text(fixed),
                )
            )
        elif fixed >= date(year, int(month), int(day)) or fixed > law.on:
            findings.append(unknown([f"of de OER er vóór het begin van de opleiding was ({item.name})"]))
        else:
            findings.append(passes(gettext_noop("De OER is vastgesteld voordat het studiejaar begon.")))
    return worst(findings) if findings else unknown([gettext_noop("vaststelling van de OER")])


def committee(facts: Facts, law: LawOnDay, *, name: str, label: str) -> Finding:
    """Did the examencommissie have its say before the determination? ``name``: the date of the committee."""
    found, absent = regulations(facts, law)
    findings = [unknown([f"{label} voor schooljaar {year}"]) for year in absent]
    for item in found:
        said, fixed = item[name], item["fixed_on"]
        if said is None:
            findings.append(unknown([f"{label} ({item.name})"]))
        elif fixed is None or said > law.on:
            findings.append(unknown([f"vaststelling ({item.name})"]))
        elif said > fixed:
            findings.append(
                fails(
                    gettext_noop("De vaststelling voor %(year)s was op %(fixed)s, de examencommissie pas op %(said)s."),
                    year=item.name,
                    fixed=date_text(fixed),
                    said=date_text(said),
                )
            )
        else:
            findings.append(passes(gettext_noop("De examencommissie ging vooraf aan de vaststelling.")))
    return worst(findings) if findings else unknown([label])
