"""All dates of a route in one list, each for certain people: read from the document, without a query.

Each source below is one step. A date keeps its ``uid`` as long as its fact exists, so that the calendar of a person
moves it instead of showing it twice.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Event

from naadloos.engines.law import change_days
from naadloos.engines.readiness import first_day
from naadloos.engines.route import RouteDocument
from naadloos.engines.route.calendar import GroupYear, group_years, school_year_of, school_year_text
from naadloos.engines.route.terms import ProgressStatus, Side
from naadloos.execution.ready_build import bpv_periods, exam_windows, periods_by_group
from naadloos.execution.terms import Audience, DateKind
from naadloos.routes.ical import new_calendar, written
from naadloos.routes.models import Route
from naadloos.routes.planning import regulation_before
from naadloos.routes.state import kind_url

A = Audience
STAFF = frozenset(A) - {A.PUPIL}
SCHOOL = frozenset({A.LEADER, A.TEACHER, A.EXAMS, A.PUPIL})
EXAMS = frozenset({A.LEADER, A.TEACHER, A.EXAMS})
FORMAL = frozenset({A.LEADER, A.EXAMS, A.BOARD, A.VOICE})
QUALITY = frozenset({A.LEADER, A.QUALITY, A.TEACHER})
MONEY = frozenset({A.LEADER, A.CONTROLLER, A.BOARD})
SIGNING = frozenset({A.LEADER, A.BOARD, A.CONTROLLER})
WORK = frozenset({A.LEADER, A.TEACHER})
# Words by which people say that a date is for pupils or parents.
PUPIL_WORDS = ("leerling", "ouder", "student", "iedereen")
LAST_ISO_WEEK_OF_SUMMER = 30


@dataclass(frozen=True, slots=True)
class Entry:
    """One date, or the days from ``on`` to ``last`` with both included. ``step`` and ``place``: where it is entered."""

    uid: str
    on: date
    title: str
    kind: DateKind
    audience: frozenset[Audience]
    step: int
    place: str = ""
    last: date | None = None
    begins_at: time | None = None
    minutes: int | None = None
    where: str = ""
    cohort: int | None = None

    @property
    def until(self) -> date:
        return self.last or self.on


def entries(document: RouteDocument) -> list[Entry]:
    """Every date of the route in the order of time."""
    sources = (
        _starts, _periods, _holidays, _exams, _assessments, _regulations, _monitoring, _money, _agreement, _meetings,
        _work, _key_dates, _bpv, _legal,
    )  # fmt: skip
    found = [entry for source in sources for entry in source(document)]
    return sorted(found, key=lambda each: (each.on, each.begins_at or time.min, each.title, each.uid))


def narrowed(found: Iterable[Entry], audience: str = "", kind: str = "") -> list[Entry]:
    return [each for each in found if (not audience or audience in each.audience) and (not kind or each.kind == kind)]


def _group(group: GroupYear) -> str:
    return _("groep %(year)s, %(leerjaar)s") % {"year": group.cohort, "leerjaar": group.label}


# -- step 5 ----------------------------------------------------------------------------------------


def _starts(document: RouteDocument) -> Iterator[Entry]:
    """First school days, where a calendar tells them; the guess of 1 August is no date for a calendar."""
    for group in group_years(document):
        side = Side.VMBO if group.route_year <= 2 else Side.MBO
        day, sure = first_day(document, side, group.start)
        if sure:
            title = _("Eerste schooldag: %(group)s") % {"group": _group(group)}
            uid = f"start-{group.cohort}-{group.route_year}"
            yield Entry(uid, day, title, DateKind.PERIOD, frozenset(A), 5, "school_years", cohort=group.cohort)


def _periods(document: RouteDocument) -> Iterator[Entry]:
    for group, days in periods_by_group(document):
        for number, (first, last) in days.items():
            title = _("Periode %(n)s: %(group)s") % {"n": number, "group": _group(group)}
            uid = f"period-{group.cohort}-{group.route_year}-{number}"
            yield Entry(uid, first, title, DateKind.PERIOD, SCHOOL, 5, "periods", last, cohort=group.cohort)


def _holidays(document: RouteDocument) -> Iterator[Entry]:
    sides = {each.key: each.side for each in document.programme.school_years}
    for each in document.programme.holidays:
        title = f"{each.title} ({sides[each.calendar].value})" if each.calendar in sides else each.title
        yield Entry(
            f"holiday-{each.key}", each.first_day, title, DateKind.HOLIDAY, SCHOOL, 5, "holidays", each.last_day
        )


# -- step 6 ----------------------------------------------------------------------------------------


def _exams(document: RouteDocument) -> Iterator[Entry]:
    for key, title, group, (first, last) in exam_windows(document):
        uid = f"window-{group.cohort}-{key}"
        yield Entry(
            uid, first, f"{title}: {_group(group)}", DateKind.EXAM, SCHOOL, 5, "windows", last, cohort=group.cohort
        )


def _assessments(document: RouteDocument) -> Iterator[Entry]:
    """Tests of which the week is known: from Monday to Friday, of every group in turn."""
    for group in group_years(document):
        for each in document.exams.assessments:
            if each.route_year != group.route_year or each.week is None:
                continue
            monday = monday_of_week(group.start, each.week)
            if monday is not None:
                yield Entry(
                    f"assessment-{group.cohort}-{each.key}",
                    monday,
                    f"{each.title}: {_group(group)}",
                    DateKind.EXAM,
                    SCHOOL,
                    6,
                    "assessments",
                    monday + timedelta(days=4),
                    cohort=group.cohort,
                )


def monday_of_week(school_year: int, week: int) -> date | None:
    """Monday of an ISO week of a school year; None when that year has no week 53.

    >>> monday_of_week(2027, 40), monday_of_week(2027, 10), monday_of_week(2027, 53)
    (datetime.date(2027, 10, 4), datetime.date(2028, 3, 6), None)
    """
    try:
        return date.fromisocalendar(school_year + (week <= LAST_ISO_WEEK_OF_SUMMER), week, 1)
    except ValueError:
        return None


def _regulations(document: RouteDocument) -> Iterator[Entry]:
    names = {
        "committee_vmbo_on": _("examencommissie vmbo over PTA en OER"),
        "committee_mbo_on": _("examencommissie mbo over PTA en OER"),
        "mr_consent_on": _("instemming van de MR met PTA en OER"),
        "fixed_on": _("PTA en examenreglement vastgesteld"),
        "sent_on": _("PTA en examenreglement verstuurd"),
        "oer_fixed_on": _("OER vastgesteld"),
    }
    for each in document.exams.regulations:
        for name, title in names.items():
            if day := getattr(each, name):
                uid = f"regulation-{each.key}-{name}"
                year = school_year_text(each.school_year)
                yield Entry(uid, day, f"{title} ({year})", DateKind.REGULATION, FORMAL, 6, "regulations")


# -- step 7 ----------------------------------------------------------------------------------------


def _monitoring(document: RouteDocument) -> Iterator[Entry]:
    monitoring = document.monitoring
    for year in _school_years(document):
        for moment in monitoring.moments:
            day = _day_in(year, moment.month, moment.day)
            yield Entry(f"moment-{moment.key}-{year}", day, moment.title, DateKind.MONITORING, QUALITY, 7, "moments")
    for each in monitoring.evaluations:
        if each.on:
            yield Entry(
                f"evaluation-{each.key}",
                each.on,
                each.title,
                DateKind.MONITORING,
                QUALITY | {A.BOARD, A.VOICE},
                7,
                "evaluations",
            )
    for measure in monitoring.measures:
        for name, when in (("due", measure.due_on), ("check", measure.check_on)):
            if when:
                title = _("Hielp het? %(title)s") if name == "check" else _("Maatregel: %(title)s")
                yield Entry(
                    f"measure-{measure.key}-{name}",
                    when,
                    title % {"title": measure.title},
                    DateKind.MONITORING,
                    QUALITY,
                    7,
                    "measures",
                )


def _school_years(document: RouteDocument) -> list[int]:
    """The years of the groups, with the one before, in which the first is prepared."""
    years = {each.start for each in group_years(document)}
    return sorted(years | ({min(years) - 1} if years else set()))


def _day_in(school_year: int, month: int, day: int) -> date:
    """This day in a school year; the 31st of a month that has none is its last day."""
    year = school_year if month >= 8 else school_year + 1
    following = date(year + month // 12, month % 12 + 1, 1)
    return min(date(year, month, 1) + timedelta(days=day - 1), following - timedelta(days=1))


# -- steps 8 and 9 ---------------------------------------------------------------------------------


def _money(document: RouteDocument) -> Iterator[Entry]:
    """What has days of its own. Payments between partners are agreed by school year, without a day, and stay out."""
    for each in document.finance.subsidies:
        for name, day, title in (
            ("begins", each.begins_on, _("Subsidie begint: %(title)s")),
            ("ends", each.ends_on, _("Subsidie loopt af: %(title)s")),
        ):
            uid = f"subsidy-{each.key}-{name}"
            yield Entry(uid, day, title % {"title": each.title}, DateKind.MONEY, MONEY, 8, "subsidies")
    for item in document.finance.cost_items:
        if item.ends_on:
            title = _("Kosten lopen af: %(title)s") % {"title": item.title}
            yield Entry(f"cost-{item.key}-ends", item.ends_on, title, DateKind.MONEY, MONEY, 8, "cost_items")


def _agreement(document: RouteDocument) -> Iterator[Entry]:
    agreement = document.agreement
    names = {each.key: each.name for each in document.route.partners}
    for name, title in (
        ("starts_on", _("De overeenkomst gaat in")),
        ("ends_on", _("De overeenkomst loopt af")),
        ("renew_by", _("Besluit of de overeenkomst wordt verlengd")),
    ):
        if day := getattr(agreement, name):
            yield Entry(f"agreement-{name}", day, title, DateKind.AGREEMENT, SIGNING | {A.VOICE}, 9)
    for turn in agreement.turns:
        if turn.due_on:
            title = _("Akkoord van %(partner)s gevraagd") % {"partner": names.get(turn.partner, "")}
            yield Entry(f"turn-{turn.key}", turn.due_on, title, DateKind.AGREEMENT, SIGNING, 9, "turns")


# -- step 4 ----------------------------------------------------------------------------------------


def _meetings(document: RouteDocument) -> Iterator[Entry]:
    names = {each.key: each.name for each in document.organisation.bodies}
    for each in document.organisation.meetings:
        # The agenda stays inside: a feed is read without logging in.
        yield Entry(
            f"meeting-{each.key}",
            each.on,
            names.get(each.body, ""),
            DateKind.MEETING,
            STAFF,
            4,
            "meetings",
            begins_at=each.begins_at,
            minutes=each.minutes,
            where=each.place,
        )


def _work(document: RouteDocument) -> Iterator[Entry]:
    for milestone in document.organisation.milestones:
        yield Entry(
            f"milestone-{milestone.key}", milestone.on, milestone.title, DateKind.ACTION, STAFF, 4, "milestones"
        )
    for action in document.organisation.actions:
        if action.due_on and action.status is not ProgressStatus.DONE:
            title = _("Actie: %(title)s") % {"title": action.title}
            yield Entry(f"action-{action.key}", action.due_on, title, DateKind.ACTION, WORK, 4, "actions")
    for ready in document.execution.readiness:
        if ready.due_on and ready.status is not ProgressStatus.DONE:
            title = _("Klaar voor de start: %(title)s") % {"title": ready.title}
            yield Entry(f"readiness-{ready.key}", ready.due_on, title, DateKind.ACTION, WORK, 10, "readiness")


# -- step 10 ---------------------------------------------------------------------------------------


def _key_dates(document: RouteDocument) -> Iterator[Entry]:
    for each in document.execution.dates:
        for_pupils = any(word in each.audience.lower() for word in PUPIL_WORDS)
        audience = STAFF | {A.PUPIL} if for_pupils else STAFF
        yield Entry(f"date-{each.key}", each.on, each.title, DateKind.KEY, audience, 10, "dates")


def _bpv(document: RouteDocument) -> Iterator[Entry]:
    for key, title, group, (first, last) in bpv_periods(document):
        uid = f"bpv-{group.cohort}-{key}"
        yield Entry(
            uid, first, f"{title}: {_group(group)}", DateKind.BPV, SCHOOL, 5, "units", last, cohort=group.cohort
        )


def _legal(document: RouteDocument) -> Iterator[Entry]:
    """Days that the law itself names: before which PTA and OER are there, and on which the law changes."""
    years = _school_years(document)
    for year in sorted({each.start for each in group_years(document)}):
        known = regulation_before(first_day(document, Side.VMBO, year)[0])
        title = f"{known.title[:1].upper()}{known.title[1:]} ({known.source})"
        yield Entry(f"law-regulation-{year}", known.on, title, DateKind.LEGAL, FORMAL, 6, "regulations")
    for day in change_days():
        if school_year_of(day) in years:
            title = _("De wet verandert, voor zover nu bekend")
            yield Entry(f"law-changes-{day:%Y%m%d}", day, title, DateKind.LEGAL, FORMAL, 1)


# -- shown and sent --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class EntryRow:
    entry: Entry
    url: str
    kind: str
    closed: bool


@dataclass(frozen=True, slots=True)
class Month:
    first: date
    rows: list[EntryRow]


def by_month(route: Route, found: Sequence[Entry], closed: frozenset[int] = frozenset()) -> list[Month]:
    """Months with their dates; a stretch of days stands in the month in which it begins."""
    return [
        Month(
            first,
            [
                EntryRow(each, kind_url(route, each.step, each.place), str(each.kind.label), each.cohort in closed)
                for each in rows
            ],
        )
        for first, rows in groupby(found, key=lambda each: each.on.replace(day=1))
    ]


def feed(route: Route, found: Sequence[Entry], address: str, name: str) -> bytes:
    """The dates as iCalendar. ``address`` is where Naadloos is reached; a date without a time lasts the day."""
    calendar = new_calendar(name)
    # How often a calendar may ask again.
    calendar.add("refresh-interval", timedelta(hours=12), parameters={"value": "DURATION"})
    now = timezone.now()
    for each in found:
        event = Event()
        event.add("uid", f"{each.uid}@{route.pk}")
        event.add("dtstamp", now)
        event.add("summary", each.title)
        event.add("categories", [str(each.kind.label)])
        if each.begins_at is None:
            event.add("dtstart", each.on)
            # In iCalendar the last day is the first that no longer belongs to it.
            event.add("dtend", each.until + timedelta(days=1))
            event.add("transp", "TRANSPARENT")
        else:
            begins = timezone.make_aware(datetime.combine(each.on, each.begins_at))
            event.add("dtstart", begins)
            event.add("dtend", begins + timedelta(minutes=each.minutes or 60))
        if each.where:
            event.add("location", each.where)
        event.add("url", address + reverse("route_step", args=[route.pk, each.step]))
        calendar.add_component(event)
    return written(calendar)
