"""The year of measuring: what happens when, what is due, and the proposed calendar."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from naadloos.engines.route.terms import gettext_noop
from naadloos.monitoring.models import CycleMoment, Delivery, Evaluation, Measure, Survey
from naadloos.organisations.models import User
from naadloos.routes.actions import save_fact
from naadloos.routes.models import Route
from naadloos.routes.registry import provider_of

STEP = 7

# A proposal, from monitoring.md B.4: month, day, what, with what.
PROPOSED: tuple[tuple[int, int, str, str], ...] = (
    (
        10,
        1,
        gettext_noop("Telling van 1 oktober: instroom naast de verwachting"),
        gettext_noop("leerlingenbestanden van beide kanten"),
    ),
    (
        12,
        1,
        gettext_noop("Eerste signalen: verzuim en hoe het na honderd dagen gaat"),
        gettext_noop("verzuimregister en mentoren"),
    ),
    (
        1,
        15,
        gettext_noop("Examencijfers van DUO naast de eigen cijfers"),
        gettext_noop("bestand geslaagden en gezakten van DUO"),
    ),
    (
        2,
        1,
        gettext_noop("Telling van 1 februari en gesprek halverwege"),
        gettext_noop("mbo-bestanden van DUO en leerlingenbestand"),
    ),
    (
        3,
        15,
        gettext_noop("Vragenlijsten en cijfers over voortijdig schoolverlaten"),
        gettext_noop("vragenlijsten van de route"),
    ),
    (7, 1, gettext_noop("Resultaten, examens en overgang"), gettext_noop("examenadministratie van beide kanten")),
    (
        9,
        15,
        gettext_noop("Evaluatie met besluiten, en verslag aan besturen en medezeggenschap"),
        gettext_noop("jaarrapportage van Naadloos"),
    ),
)


@dataclass(frozen=True, slots=True)
class YearItem:
    """Something on a day of the school year. ``kind``: moment, evaluation, measure, survey or delivery."""

    on: date
    kind: str
    title: str
    who: str
    done: bool
    late: bool
    pk: int = 0


def day_in(school_year: int, month: int, day: int) -> date:
    """This day in a school year; 31 in a month that has none is its last day."""
    year = school_year if month >= 8 else school_year + 1
    for last in range(day, 27, -1):
        try:
            return date(year, month, last)
        except ValueError:
            continue
    return date(year, month, day)


def year_items(route: Route, school_year: int, today: date) -> list[YearItem]:
    """Everything of one school year in the order of time; five queries."""
    first, last = date(school_year, 8, 1), date(school_year + 1, 7, 31)
    found = []
    for moment in CycleMoment.objects.filter(route=route):
        on = day_in(school_year, moment.month, moment.day)
        found.append(YearItem(on, "moment", moment.title, moment.owner, on < today, late=False, pk=moment.pk))
    for each in Evaluation.objects.filter(route=route, on__range=(first, last)):
        done = bool(each.result)
        if each.on:
            found.append(
                YearItem(each.on, "evaluation", each.title, each.owner, done, not done and each.on < today, each.pk)
            )
    for row in Measure.objects.filter(route=route, check_on__range=(first, last)):
        done = row.helped != "nog-niet"
        if row.check_on:
            title = _("Hielp het? %(title)s") % {"title": row.title}
            found.append(
                YearItem(row.check_on, "measure", title, row.owner, done, not done and row.check_on < today, row.pk)
            )
    for survey in Survey.objects.filter(route=route, school_year=school_year):
        title = _("Vragenlijst voor %(who)s sluit") % {"who": survey.get_audience_display()}
        found.append(
            YearItem(survey.closes_on, "survey", title, "", survey.closes_on < today, late=False, pk=survey.pk)
        )
    for delivery in Delivery.objects.filter(route=route, at__date__range=(first, last)).select_related(
        "partner__organisation"
    ):
        title = _("Aangeleverd door %(partner)s, volledig tot en met %(day)s") % {
            "partner": delivery.partner,
            "day": delivery.known_until.strftime("%d-%m-%Y"),
        }
        found.append(
            YearItem(delivery.at.date(), "delivery", title, delivery.by, done=True, late=False, pk=delivery.pk)
        )
    return sorted(found, key=lambda each: (each.on, each.kind, each.title))


def next_up(items: Sequence[YearItem], today: date) -> YearItem | None:
    return next((each for each in items if not each.done and each.on >= today), None)


@transaction.atomic
def take_proposed(*, actor: User, route: Route) -> list[CycleMoment]:
    """Put the proposed calendar into the plan; what is there on the same month and day is left.

    Raises PermissionDenied, ValidationError.
    """
    provider = provider_of(STEP)
    kind = next(each for each in provider.kinds if each.name == "moments")
    known = set(CycleMoment.objects.filter(route=route).values_list("month", "day"))
    made = []
    for month, day, title, source in PROPOSED:
        if (month, day) not in known:
            moment = CycleMoment(month=month, day=day, title=_(title), source=_(source))
            save_fact(actor=actor, route=route, provider=provider, kind=kind, instance=moment, version=0)
            made.append(moment)
    return made
