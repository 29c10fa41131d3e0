"""The description per leerjaar, and how long the route lasts."""

from decimal import Decimal

from naadloos.engines.law.day import LawOnDay
from naadloos.engines.law.facts import Facts, Item
from naadloos.engines.law.findings import fails, passes, unknown, worst
from naadloos.engines.law.types import Finding
from naadloos.engines.law.words import list_text
from naadloos.engines.route import route_year_label
from naadloos.engines.route.terms import LawPart, gettext_noop


def per_year(facts: Facts, law: LawOnDay) -> Finding:
    """Is every part placed in a leerjaar and named vo, beroepsonderwijs or combination, and is no year empty?"""
    units = facts.columns("programme.units", "law_part", "combined_split", "first_year", "last_year")
    if not units:
        return unknown([gettext_noop("onderdelen van het programma")])
    years = facts.value("route.years")
    placements = facts.columns("programme.placements", "route_year")
    exams = facts.columns("exams.assessments", "route_year")
    late = {item.peek("route_year") for item in (*placements, *exams)} - set(range(1, years + 1))
    if late:
        return fails(
            gettext_noop("Er staat iets in jaar %(late)s van de route, maar de route duurt %(years)s jaar."),
            late=list_text(str(year) for year in sorted(late)),
            years=str(years),
        )
    missing = []
    if names := [item.name for item in units if item.peek("law_part") is None]:
        missing.append(f"of het vo, beroepsonderwijs of een combinatie is, bij {list_text(names)}")
    if names := [item.name for item in units if _split_missing(item)]:
        missing.append(f"welk deel vo is en welk deel beroepsonderwijs, bij {list_text(names)}")
    taught = {item.key: _years(item, placements) for item in units}
    if names := [item.name for item in units if not taught[item.key]]:
        missing.append(f"in welk leerjaar, bij {list_text(names)}")
    filled = set().union(*taught.values())
    missing += [f"programma in {route_year_label(year)}" for year in range(1, years + 1) if year not in filled]
    if not exams:
        missing.append(gettext_noop("toetsen en examens per leerjaar"))
    if missing:
        return unknown(missing)
    return passes(
        gettext_noop("Programma en examens zijn per leerjaar beschreven, met de verdeling die de wet vraagt.")
    )


def _split_missing(unit: Item) -> bool:
    return unit.peek("law_part") is LawPart.COMBINED and not unit.peek("combined_split").strip()


def _years(unit: Item, placements: tuple[Item, ...]) -> set[int]:
    """The years a unit is taught in; empty when not all its hours have a year."""
    mine = [item for item in placements if item.peek("unit") == unit.key]
    if mine and sum((item.peek("hours") for item in mine), Decimal(0)) >= unit.peek("hours"):
        return {item.peek("route_year") for item in mine}
    first, last = unit.peek("first_year"), unit.peek("last_year")
    return {first} if first is not None and first == last else set()


# How the rows of the norm call the length of an opleiding in years.
STUDY_YEARS = {1: "eenjarig", 2: "tweejarig", 3: "driejarig", 4: "langer dan drie jaar"}


def duration(facts: Facts, law: LawOnDay) -> Finding:
    """Does the length of the route lie between the bounds for the opleiding?

    The bounds depend on the length of the opleiding itself. As long as that is not filled in and the answer differs
    per length, the verdict is unknown.
    """
    years = facts.value("route.years")
    findings = []
    for item in facts.items("route.qualifications"):
        least = law.rows("cursusduur_minimum", f"{item['level']} ")
        if item["study_years"] is not None:
            # A length that the law does not name at this level leaves every bound open.
            named = f"{item['level']} {STUDY_YEARS[item['study_years']]}"
            least = {name: low for name, low in least.items() if name == named} or least
        most = {name: law.row("cursusduur_maximum", name) for name in least}
        fitting = [name for name, low in least.items() if low <= years <= (most[name] or 0)]
        said = {"years": str(years), "name": item.name}
        if not least:
            findings.append(unknown([gettext_noop("mbo-opleiding op niveau 2, 3 of 4")]))
        elif not fitting:
            findings.append(
                fails(gettext_noop("Een route van %(years)s jaar past niet bij de opleiding %(name)s."), **said)
            )
        elif len(fitting) == len(least):
            findings.append(
                passes(gettext_noop("Een route van %(years)s jaar past bij de opleiding %(name)s."), **said)
            )
        else:
            findings.append(
                unknown(
                    [f"studieduur van {item.name}"],
                    gettext_noop(
                        "Een route van %(years)s jaar past bij %(name)s als die opleiding %(length)s is. "
                        "Vul in hoe lang de opleiding zelf duurt."
                    ),
                    length=list_text((name.partition(" ")[2] for name in fitting), "of"),
                    **said,
                )
            )
    return worst(findings) if findings else unknown([gettext_noop("mbo-opleiding en niveau")])
