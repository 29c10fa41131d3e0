"""A next group inside the same route: what goes along, what moves a year, and what must be found out again.

Nothing of an earlier group is changed: its dates, actions, team and places stay as they are; what the next group needs
is added beside them. What people must find out again becomes an action of which nothing is known yet.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from naadloos.engines.route import RouteDocument, fingerprint
from naadloos.engines.route.calendar import school_year_text
from naadloos.engines.route.document import Cohort
from naadloos.engines.route.terms import Side
from naadloos.routes.models import Route
from naadloos.routes.state import kind_url

# 52 weeks keep the day of the week: a Monday stays a Monday.
YEAR = timedelta(weeks=52)
# So near to the moved day the date is there already.
NEAR = timedelta(days=21)


@dataclass(frozen=True, slots=True)
class Again:
    """A date or action made anew. ``there``: something like it exists already, so it is not proposed again."""

    key: str
    title: str
    who: str
    before: date | None
    after: date | None
    there: bool


@dataclass(frozen=True, slots=True)
class Difference:
    what: str
    before: str
    after: str
    unknown: bool
    url: str


@dataclass(frozen=True, slots=True)
class Rollover:
    from_year: int
    to_year: int
    exists: bool
    taken: list[str]
    differences: list[Difference]
    dates: list[Again]
    actions: list[Again]
    confirm: list[str]

    @property
    def mark(self) -> str:
        """The sign of what was shown; another one means that somebody changed the route meanwhile."""
        rows = [(each.key, str(each.after), each.there) for each in (*self.dates, *self.actions)]
        return fingerprint({"years": [self.from_year, self.to_year, self.exists], "rows": rows, "new": self.confirm})


def a_year_later(day: date) -> date:
    """
    >>> a_year_later(date(2027, 8, 30))
    datetime.date(2028, 8, 28)
    """
    return day + YEAR


def rollover(route: Route, document: RouteDocument, from_year: int) -> Rollover | None:
    """What the group after that of ``from_year`` needs; None when there is no such group."""
    groups = {each.start_year: each for each in document.route.cohorts}
    if from_year not in groups:
        return None
    to_year = from_year + 1
    actions = _actions(document, from_year)
    known = {each.title for each in document.execution.readiness} | {each.title for each in actions}
    return Rollover(
        from_year,
        to_year,
        to_year in groups,
        _taken(document),
        _differences(route, document, groups[from_year], groups.get(to_year)),
        _dates(document, from_year),
        actions,
        [title for title in _to_confirm(document, to_year) if title not in known],
    )


def _renamed(words: str, from_year: int) -> str:
    """The words for the next group: "cohort 2027" becomes "cohort 2028"."""
    return words.replace(str(from_year), str(from_year + 1))


def _of_another(words: str, from_year: int, document: RouteDocument) -> bool:
    return any(str(each.start_year) in words for each in document.route.cohorts if each.start_year != from_year)


def _dates(document: RouteDocument, from_year: int) -> list[Again]:
    """Dates in the years of this group, from the school year before it; those that name another group are not its."""
    first, last = date(from_year - 1, 8, 1), date(from_year + document.route.years, 7, 31)
    found = []
    for each in document.execution.dates:
        if not first <= each.on <= last or _of_another(f"{each.title} {each.audience}", from_year, document):
            continue
        title, after = _renamed(each.title, from_year), a_year_later(each.on)
        there = any(
            other.title == title and other.key != each.key and abs(other.on - after) <= NEAR
            for other in document.execution.dates
        )
        found.append(Again(each.key, title, _renamed(each.audience, from_year), each.on, after, there))
    return found


def _actions(document: RouteDocument, from_year: int) -> list[Again]:
    """Actions before the first school day of this group; those without a day go along without one."""
    found = []
    last = date(from_year + document.route.years, 7, 31)
    for each in document.execution.readiness:
        if _of_another(each.title, from_year, document) or (each.due_on and each.due_on > last):
            continue
        title = _renamed(each.title, from_year)
        after = a_year_later(each.due_on) if each.due_on else None
        others = [other for other in document.execution.readiness if other.title == title and other.key != each.key]
        # One without a day is there when any other of its name is; a copy of a copy is none.
        there = any(after is None or (other.due_on and abs(other.due_on - after) <= NEAR) for other in others)
        found.append(Again(each.key, title, each.owner, each.due_on, after, there))
    return found


def _to_confirm(document: RouteDocument, year: int) -> Iterable[str]:
    if document.execution.team:
        yield _("Opnieuw bevestigen: het team van groep %(year)s") % {"year": year}
    if document.execution.practice_places:
        yield _("Opnieuw bevestigen: de leerbedrijven van groep %(year)s") % {"year": year}


def _taken(document: RouteDocument) -> list[str]:
    counts = (
        (_("onderdelen van het programma"), len(document.programme.units)),
        (_("toetsen en examens"), len(document.exams.assessments)),
        (_("indicatoren"), len(document.monitoring.indicators)),
        (_("kostenposten"), len(document.finance.cost_items)),
        (_("bepalingen van de overeenkomst"), len(document.agreement.clauses)),
    )
    return [f"{number} {what}" for what, number in counts if number]


def _differences(route: Route, document: RouteDocument, old: Cohort, new: Cohort | None) -> list[Difference]:
    year, unknown = old.start_year + 1, _("onbekend")

    def row(what: str, before: str, after: str, step: int, kind: str) -> Difference:
        return Difference(what, before or unknown, after or unknown, not after, kind_url(route, step, kind))

    def calendar(side: Side, start: int) -> str:
        days = [
            each.first_day for each in document.programme.school_years if each.side is side and each.start_year == start
        ]
        return f"{min(days):%d-%m-%Y}" if days else ""

    def pupils(cohort: Cohort | None) -> str:
        numbers = [each.pupils for each in document.finance.volumes if cohort and each.cohort == cohort.key]
        return str(sum(each or 0 for each in numbers)) if numbers and None not in numbers else ""

    def norm(cohort: Cohort | None) -> str:
        return _(cohort.hours_norm.label) if cohort and cohort.hours_norm else ""

    def fixed(start: int) -> str:
        days = [each.fixed_on for each in document.exams.regulations if each.school_year == start and each.fixed_on]
        return f"{min(days):%d-%m-%Y}" if days else ""

    rows = [
        row(_("Schooljaar"), school_year_text(old.start_year), school_year_text(year), 1, "cohorts"),
        row(
            _("Eerste schooldag vmbo"),
            calendar(Side.VMBO, old.start_year),
            calendar(Side.VMBO, year),
            5,
            "school_years",
        ),
        row(_("Urennorm"), norm(old), norm(new), 1, "cohorts"),
        row(_("Aantal leerlingen"), pupils(old), pupils(new), 8, "volumes"),
        row(_("PTA en examenreglement vastgesteld"), fixed(old.start_year), fixed(year), 6, "regulations"),
    ]
    team, places = len(document.execution.team), len(document.execution.practice_places)
    if team:
        rows.append(row(_("Team"), _("%(n)s mensen") % {"n": team}, "", 10, "team"))
    if places:
        rows.append(row(_("Leerbedrijven"), _("%(n)s bedrijven") % {"n": places}, "", 10, "practice_places"))
    return rows
