"""Keeping: until when each kind of data may stay, removing it by itself with a report, and who looked at it.

Figures that were told stay: they hold nobody. The terms are parameters with a source (monitoring.md B.5); those that
nobody confirmed say "te bevestigen".
"""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max, Min, Q
from django.utils.translation import gettext as _

from naadloos.engines.route.terms import gettext_noop
from naadloos.monitoring import figures
from naadloos.monitoring.models import AccessEntry, Deletion, PupilEvent, PupilKey, RemovedKey, RoutePupil, SurveyAnswer
from naadloos.organisations.models import User
from naadloos.routes.models import Route, RoutePartner

EXITS = ("uit_route", "uit_onderwijs", "uit_onbekend", "vertrokken", "mbo_diploma")
ABSENCE = "verzuim"


@dataclass(frozen=True, slots=True)
class DataClass:
    """One kind of data. ``years`` after ``after`` (in words) it is removed; ``status`` of that term."""

    key: str
    title: str
    years: int
    after: str
    source: str
    status: str


CLASSES: tuple[DataClass, ...] = (
    DataClass(
        "leerling",
        gettext_noop("gebeurtenissen en sleutel van een leerling"),
        2,
        gettext_noop("nadat de leerling uit de route is"),
        gettext_noop("in beginsel 2 jaar na vertrek (onderwijsconsument.nl 2022)"),
        gettext_noop("te bevestigen"),
    ),
    DataClass(
        "verzuim",
        gettext_noop("meldingen van verzuim"),
        5,
        gettext_noop("na de melding, en niet langer dan de andere gegevens van de leerling"),
        gettext_noop("vo: verzuim en in- en uitschrijving 5 jaar (Kennisnet 2024)"),
        gettext_noop("te bevestigen"),
    ),
    DataClass(
        "antwoord",
        gettext_noop("losse antwoorden op vragenlijsten"),
        2,
        gettext_noop("nadat de vragenlijst sloot"),
        gettext_noop("eigen keuze van Naadloos: anoniem, en niet langer nodig dan de vergelijking met het jaar ervoor"),
        gettext_noop("eigen keuze"),
    ),
    DataClass(
        "inzage",
        gettext_noop("wie gegevens van leerlingen zag"),
        5,
        gettext_noop("na de inzage"),
        gettext_noop("eigen keuze van Naadloos: zolang gegevens van leerlingen kunnen bestaan"),
        gettext_noop("eigen keuze"),
    ),
)


@dataclass(frozen=True, slots=True)
class Kept:
    """What of one kind of data is there now, and when the first of it goes."""

    data_class: DataClass
    count: int
    next_on: date | None


def log_access(actor: User, route: Route, partner: RoutePartner, what: str, *, pupils: int) -> None:
    """Write down that somebody saw or changed data of single pupils."""
    AccessEntry.objects.create(route=route, partner=partner, who=str(actor)[:120], what=what[:200], pupils=pupils)


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def _years_after(day: date, years: int) -> date:
    return _years_before(day, -years)


def overview(route: Route, today: date) -> list[Kept]:
    """What is kept of each kind; a few queries."""
    by_key = {each.key: each for each in CLASSES}
    left = _left(route)
    pupils = RoutePupil.objects.filter(route=route).count()
    first_left = min(left.values(), default=None)
    absence = PupilEvent.objects.filter(pupil__route=route, kind=ABSENCE)
    answers = SurveyAnswer.objects.filter(survey__route=route)
    access = AccessEntry.objects.filter(route=route)
    firsts = {
        "leerling": (pupils, first_left),
        "verzuim": (absence.count(), absence.aggregate(first=Min("on"))["first"]),
        "antwoord": (answers.count(), answers.aggregate(first=Min("survey__closes_on"))["first"]),
        "inzage": (access.count(), _day(access.aggregate(first=Min("at"))["first"])),
    }
    return [
        Kept(by_key[key], count, _years_after(first, by_key[key].years) if first else None)
        for key, (count, first) in firsts.items()
    ]


def _day(moment: object) -> date | None:
    return moment.date() if hasattr(moment, "date") else None


def _left(route: Route) -> dict[int, date]:
    """By pupil the last day on which the route was left."""
    rows = PupilEvent.objects.filter(pupil__route=route, kind__in=EXITS).values("pupil").annotate(last=Max("on"))
    return {row["pupil"]: row["last"] for row in rows}


@transaction.atomic
def remove_due(route: Route, today: date) -> list[Deletion]:
    """Remove what is past its date, with a report. What may be told was made before and stays."""
    by_key = {each.key: each for each in CLASSES}
    made = []

    def report(key: str, count: int) -> None:
        if count:
            each = by_key[key]
            reason = _("%(years)s jaar %(after)s") % {"years": each.years, "after": _(each.after)}
            made.append(Deletion.objects.create(route=route, data_class=key, reason=reason[:300], count=count))

    limit = _years_before(today, by_key["leerling"].years)
    due = [pupil for pupil, last in _left(route).items() if last < limit]
    leaving = RoutePupil.objects.filter(pk__in=due)
    figures.archive(route, leaving)
    report("leerling", len(due))
    keys = PupilKey.objects.filter(pupil__in=leaving).values_list("partner_id", "digest")
    RemovedKey.objects.bulk_create(
        [RemovedKey(partner_id=partner, digest=digest) for partner, digest in keys], ignore_conflicts=True
    )
    leaving.delete()
    old = PupilEvent.objects.filter(
        pupil__route=route, kind=ABSENCE, on__lt=_years_before(today, by_key["verzuim"].years)
    )
    report("verzuim", old.count())
    old.delete()
    answers = SurveyAnswer.objects.filter(
        survey__route=route, survey__closes_on__lt=_years_before(today, by_key["antwoord"].years)
    )
    report("antwoord", answers.count())
    answers.delete()
    access = AccessEntry.objects.filter(route=route, at__date__lt=_years_before(today, by_key["inzage"].years))
    report("inzage", access.count())
    access.delete()
    return made


def remove_everywhere(today: date) -> list[Deletion]:
    """For the daily run: every route that holds anything."""
    routes = Route.objects.filter(
        Q(pk__in=RoutePupil.objects.values("route"))
        | Q(pk__in=SurveyAnswer.objects.values("survey__route"))
        | Q(pk__in=AccessEntry.objects.values("route"))
    )
    return [deletion for route in routes.distinct() for deletion in remove_due(route, today)]
