"""How the vmbo exam is spread over the years of the route, beside what is allowed.

WVO 2.56 lid 4: a centraal examen in one or more, not all, subjects in an earlier leerjaar. In a route WVO 2.107j: the
second or third year; in the first in one or more subjects. UWVO 3.12: the schoolexamen of a subject is closed before
its centraal examen. UWVO 3.17: from 1 April.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.utils.translation import gettext as _

from naadloos.engines.route import RouteDocument, route_year_label
from naadloos.engines.route import document as doc
from naadloos.engines.route.calendar import group_years
from naadloos.engines.route.terms import AssessmentKind, gettext_noop
from naadloos.exams.build import weeks_of
from naadloos.exams.load import FIRST_WEEK
from naadloos.exams.required import CENTRAL, SCHOOL, for_vmbo
from naadloos.organisations.history import in_words

FIRST_YEAR, LAST_YEAR = 1, 3
# No centraal examen before this day (UWVO 3.17 lid 2).
OPENS = (4, 1)
# What is later than this month belongs to the autumn before.
LAST_MONTH = 7
_SOURCE_ROUTE = "WVO 2.107j"


class Verdict(StrEnum):
    ALLOWED = gettext_noop("voldoet")
    REFUSED = gettext_noop("voldoet niet")
    UNKNOWN = gettext_noop("onbekend")


@dataclass(frozen=True, slots=True)
class Finding:
    verdict: Verdict
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class SubjectSpread:
    """A subject of the vmbo: its schoolexamens and centrale examens in order; ``finding`` on their order."""

    subject: str
    school: tuple[doc.Assessment, ...]
    central: tuple[doc.Assessment, ...]
    finding: Finding | None


@dataclass(frozen=True, slots=True)
class Spread:
    subjects: tuple[SubjectSpread, ...]
    findings: tuple[Finding, ...]


def moment_in_words(item: doc.Assessment) -> str:
    """``leerjaar 4, periode 3, week 11``."""
    words = _("%(year)s, periode %(period)s") % {"year": _(route_year_label(item.route_year)), "period": item.period}
    return words if item.week is None else _("%(moment)s, week %(week)s") % {"moment": words, "week": item.week}


def _order(item: doc.Assessment) -> tuple[int, int]:
    return item.route_year, item.period


def _week_in_year(week: int) -> int:
    """The place of a calendar week in a school year."""
    return week - FIRST_WEEK if week >= FIRST_WEEK else week + 53 - FIRST_WEEK


def spread_of(document: RouteDocument) -> Spread:
    """The vmbo exam per subject, and what the law says of its moments."""
    tests = [item for item in document.exams.assessments if for_vmbo(item)]
    subjects: dict[str, tuple[str, list[doc.Assessment]]] = {}
    for item in tests:
        if item.kind in CENTRAL | SCHOOL:
            name = item.subject or item.title
            subjects.setdefault(name.lower(), (name, []))[1].append(item)
    rows = [_subject(name, items) for name, items in subjects.values()]
    central = [item for item in tests if item.kind in CENTRAL]
    return Spread(tuple(rows), (*_years(rows, central), *_opens(document, central)))


def _subject(name: str, items: Sequence[doc.Assessment]) -> SubjectSpread:
    ordered = sorted(items, key=lambda item: (*_order(item), _week_in_year(item.week) if item.week else 0))
    school = tuple(item for item in ordered if item.kind in SCHOOL)
    central = tuple(item for item in ordered if item.kind in CENTRAL)
    return SubjectSpread(name, school, central, _closed(school, central))


def _closed(school: Sequence[doc.Assessment], central: Sequence[doc.Assessment]) -> Finding | None:
    """Is the schoolexamen closed before the centraal examen of the subject?"""
    if not school or not central:
        return None
    first, source = central[0], "UWVO 3.12"
    late = [item for item in school if _later(item, first)]
    if late:
        names = ", ".join(item.title for item in late)
        return Finding(
            Verdict.REFUSED, _("Dit schoolexamen valt na het centraal examen: %(tests)s.") % {"tests": names}, source
        )
    same = [item for item in school if _order(item) == _order(first) and not (item.week and first.week)]
    if same:
        names = ", ".join(item.title for item in same)
        return Finding(
            Verdict.UNKNOWN,
            _("Schoolexamen en centraal examen staan in dezelfde periode. Vul bij beide de week in: %(tests)s.")
            % {"tests": names},
            source,
        )
    return Finding(Verdict.ALLOWED, _("Het schoolexamen is klaar voor het centraal examen."), source)


def _later(item: doc.Assessment, central: doc.Assessment) -> bool:
    if _order(item) != _order(central) or not (item.week and central.week):
        return _order(item) > _order(central)
    return _week_in_year(item.week) >= _week_in_year(central.week)


def _years(rows: Iterable[SubjectSpread], central: Sequence[doc.Assessment]) -> Iterable[Finding]:
    if not central:
        yield Finding(Verdict.UNKNOWN, _("Er staat nog geen cspe of centraal examen in de route."), _SOURCE_ROUTE)
        return
    late = [item.title for item in central if item.route_year > LAST_YEAR]
    if late:
        yield Finding(
            Verdict.REFUSED,
            _("Dit centraal examen valt na het derde jaar van de route: %(tests)s.") % {"tests": ", ".join(late)},
            "WVO 2.107j lid 1",
        )
    subjects = [row for row in rows if row.central]
    early = [row.subject for row in subjects if any(item.route_year == FIRST_YEAR for item in row.central)]
    if early and len(early) == len(subjects):
        yield Finding(
            Verdict.REFUSED,
            _("Alle vakken hebben hun centraal examen in leerjaar 3. Dat mag voor een of meer vakken, niet voor alle."),
            "WVO 2.56 lid 4, 2.107j lid 1",
        )
    elif early:
        yield Finding(
            Verdict.ALLOWED,
            _(
                "In leerjaar 3 is het centraal examen van: %(subjects)s. "
                "De uitslag vervalt als de leerling blijft zitten."
            )
            % {"subjects": ", ".join(early)},
            "WVO 2.56 lid 4, 2.107j lid 1 en 5",
        )
    elif not late:
        yield Finding(
            Verdict.ALLOWED,
            _("De centrale examens vallen in het tweede of derde jaar van de route."),
            "WVO 2.107j lid 1",
        )


def _opens(document: RouteDocument, central: Sequence[doc.Assessment]) -> Iterable[Finding]:
    """Is no cspe before 1 April? Judged by the calendar of the first group that has one."""
    source = "UWVO 3.17 lid 2"
    for item in central:
        if item.kind is not AssessmentKind.CSPE:
            continue
        if item.route_year == LAST_YEAR:
            yield Finding(
                Verdict.ALLOWED,
                _("“%(test)s” is in het eerste mbo-jaar. In een route mag dat; SLO noemt leerjaar 3 of 4.")
                % {"test": item.title},
                "WVO 2.107j lid 1, SLO",
            )
        last = _last_day(document, item)
        if last is None:
            yield Finding(
                Verdict.UNKNOWN,
                _("“%(test)s”: of het na 1 april is, is pas te zien met een schoolkalender.") % {"test": item.title},
                source,
            )
        elif last < date(last.year, *OPENS) or last.month > LAST_MONTH:
            yield Finding(
                Verdict.REFUSED,
                _("“%(test)s” is uiterlijk op %(day)s. De afname van het cspe begint niet voor 1 april.")
                % {"test": item.title, "day": in_words(last)},
                source,
            )
        elif item.week is None:
            yield Finding(
                Verdict.UNKNOWN,
                _("“%(test)s”: de periode loopt tot na 1 april. Vul de week in.") % {"test": item.title},
                source,
            )
        else:
            yield Finding(
                Verdict.ALLOWED,
                _("“%(test)s” is na 1 april. Het einde van de afname verschilt per jaar: te bevestigen.")
                % {"test": item.title},
                source,
            )


def _last_day(document: RouteDocument, item: doc.Assessment) -> date | None:
    """The last day on which it can be; None when no calendar says it."""
    for choice in group_years(document):
        if choice.route_year != item.route_year:
            continue
        weeks = weeks_of(document, choice.route_year, choice.start)
        mine = [week for week in weeks if (week.number == item.week if item.week else week.period == item.period)]
        if mine:
            return mine[-1].monday + timedelta(days=4)
    return None
