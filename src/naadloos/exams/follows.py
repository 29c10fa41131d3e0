"""What the tests rest on in the programme, and what another plan would change for them.

A test follows the units that teach what it tests: the deeltaken and werkprocessen that both name; a test of a subject
that names none follows the units with that subject in their title. Nothing here moves a test: its moment is a choice of
people, and is held against the plan.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext

from naadloos.engines.route import RouteDocument, route_year_label
from naadloos.engines.route import document as doc
from naadloos.engines.route.calendar import group_years
from naadloos.exams.build import weeks_of
from naadloos.organisations.words import first_of

Moment = tuple[int, int]
NAMED = 4  # so many codes are named


@dataclass(frozen=True, slots=True)
class Taught:
    """Of what one test tests: which codes, or which subject, the plan teaches, and the last period in which it does."""

    codes: frozenset[str]
    until: Moment | None


def changed_for_tests(before: RouteDocument, after: RouteDocument) -> list[str]:
    """One line for each thing that another plan changes for a test; the moments of the tests themselves stay."""
    places = [{(row.route_year, row.number) for row in each.programme.in_force.periods} for each in (before, after)]
    weeks = [_periods_by_week(each) for each in (before, after)]
    found: list[str] = []
    for item in after.exams.assessments:
        here = (item.route_year, item.period)
        if here in places[0] and here not in places[1]:
            found.append(_line(gettext("“%(test)s” staat in %(at)s, en die periode is er dan niet meer"), item))
        found += _about_lessons(item, taught(before, item), taught(after, item))
        found += _about_week(item, *weeks)
    return found


def taught(document: RouteDocument, item: doc.Assessment) -> Taught:
    """What the plan in force teaches of what this test tests."""
    programme = document.programme.in_force
    # A whole kerntaak is tested by its code; its werkprocessen go on from there.
    whole = tuple(f"{code}-W" for code in item.kerntaken)
    wanted = {*item.deeltaken, *item.werkprocessen}
    units: set[str] = set()
    codes: set[str] = set()
    for unit in programme.units:
        own = {code for code in (*unit.deeltaken, *unit.werkprocessen) if code in wanted or code.startswith(whole)}
        if not wanted and not whole and item.subject and item.subject.casefold() in unit.title.casefold():
            own = {item.subject}
        if own:
            units.add(unit.key)
            codes |= own
    moments = [(row.route_year, row.period) for row in programme.placements if row.unit in units]
    return Taught(frozenset(codes), max(moments, default=None))


def _about_lessons(item: doc.Assessment, old: Taught, new: Taught) -> Iterator[str]:
    if lost := sorted(old.codes - new.codes):
        text = gettext("“%(test)s” (%(at)s) toetst %(codes)s, en geen enkel onderdeel geeft dat dan nog")
        yield _line(text, item, codes=first_of(lost, NAMED))
    if old.until is None or new.until is None or old.until == new.until:
        return
    here = (item.route_year, item.period)
    if new.until > here >= old.until:
        text = gettext(
            "“%(test)s” valt in %(at)s, maar de lessen daarvoor gaan dan door tot en met %(new)s (nu %(old)s)"
        )
    else:
        text = gettext("“%(test)s” (%(at)s): de lessen daarvoor eindigen dan in %(new)s, nu in %(old)s")
    yield _line(text, item, new=_said(new.until), old=_said(old.until))


def _about_week(item: doc.Assessment, old: dict[Moment, int], new: dict[Moment, int]) -> Iterator[str]:
    """A test in a week of the calendar falls in another period when the periods get other weeks."""
    if item.week is None:
        return
    was, becomes = (each.get((item.route_year, item.week)) for each in (old, new))
    if was is not None and becomes is not None and was != becomes:
        text = gettext("“%(test)s” is in week %(week)s: die week valt dan in periode %(new)s, nu in periode %(old)s")
        yield _line(text, item, week=str(item.week), new=str(becomes), old=str(was))


def _periods_by_week(document: RouteDocument) -> dict[Moment, int]:
    """The period of every week, by year of the route and week number, for the first group of the route."""
    found: dict[Moment, int] = {}
    for choice in group_years(document):
        for week in weeks_of(document, choice.route_year, choice.start):
            if week.period is not None:
                found.setdefault((choice.route_year, week.number), week.period)
    return found


def _line(text: str, item: doc.Assessment, **more: str) -> str:
    at = _said((item.route_year, item.period))
    return gettext("toets %(what)s") % {"what": text % {"test": item.title, "at": at, **more}}


def _said(moment: Moment) -> str:
    year, period = moment
    return gettext("%(year)s, periode %(period)s") % {"year": gettext(route_year_label(year)), "period": period}
