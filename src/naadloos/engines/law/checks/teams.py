"""Teams that answer for a part of the programme together (WVO 7.13a)."""

from naadloos.engines.law.applies import NO_TEAM
from naadloos.engines.law.day import LawOnDay
from naadloos.engines.law.facts import Facts, Item
from naadloos.engines.law.findings import every_yes, fails, not_applicable, passes, unknown
from naadloos.engines.law.types import Finding
from naadloos.engines.law.words import list_text
from naadloos.engines.route.terms import LawPart, gettext_noop

_FOR_TEAMS = (LawPart.VO_CROSS, LawPart.COMBINED)


def _team_units(facts: Facts) -> list[Item]:
    return [item for item in facts.columns("programme.units", "team") if item.peek("team")]


def team_parts(facts: Facts, law: LawOnDay) -> Finding:
    """Does a team only answer for vakoverstijgend and combined parts?"""
    units = [(item, item["law_part"]) for item in _team_units(facts)]
    if not units:
        return not_applicable(NO_TEAM)
    wrong = [item.name for item, part in units if part is not None and part not in _FOR_TEAMS]
    if wrong:
        return fails(
            gettext_noop(
                "Dit is vakoverstijgend noch een combinatie, dus een team kan er niet voor instaan: %(units)s."
            ),
            units=list_text(wrong),
        )
    open_units = [item.name for item, part in units if part is None]
    if open_units:
        return unknown([f"deel volgens de wet van {list_text(open_units)}"])
    return passes(gettext_noop("Teams staan alleen in voor vakoverstijgende en gecombineerde onderdelen."))


def team_members(facts: Facts, law: LawOnDay) -> Finding:
    """Is every member of the team qualified?"""
    if not _team_units(facts):
        return not_applicable(NO_TEAM)
    return every_yes(
        facts.items("execution.team"),
        "qualified",
        yes=gettext_noop("Bij elk teamlid staat dat het bevoegd is."),
        no=gettext_noop("Niet bevoegd: %(names)s."),
        about="bevoegdheid",
        empty=gettext_noop("leden van het team"),
    )
