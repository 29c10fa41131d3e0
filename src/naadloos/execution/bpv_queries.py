"""Reading bpv: who goes where, what is due, what rests on a company."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Sum
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from naadloos.engines.bpv import Slot, doubt_of
from naadloos.engines.route.terms import YesNoUnknown
from naadloos.execution.models import BpvMatch, BpvPupil, CompanyRole, PeriodPlaces, PracticePlace, Signal, Visit
from naadloos.routes.asked import question
from naadloos.routes.models import Route
from naadloos.routes.words import say

# Days before the end of a recognition, or the begin of a match, in which something must be done.
BEFORE_END, BEFORE_BEGIN = 120, 42
# Days after its begin within which a match is visited.
FIRST_VISIT = 35


@dataclass(frozen=True, slots=True)
class Due:
    """Something that must be done at a company; ``late`` when the day is over. Holds no key of a pupil."""

    what: str
    company: PracticePlace
    on: date | None
    late: bool
    url: str


def company_for(route: Route, pk: int) -> PracticePlace:
    """Raises Http404."""
    return _one(PracticePlace, route, pk)


def match_for(route: Route, pk: int) -> BpvMatch:
    """Raises Http404."""
    found = BpvMatch.objects.filter(route=route, pk=pk).select_related("company", "pupil", "cohort").first()
    if found is None:
        raise Http404
    return found


def pupil_for(route: Route, pk: int) -> BpvPupil:
    """Raises Http404."""
    return _one(BpvPupil, route, pk)


def visit_for(route: Route, pk: int) -> Visit:
    """Raises Http404."""
    return _one(Visit, route, pk)


def signal_for(route: Route, pk: int) -> Signal:
    """Raises Http404."""
    return _one(Signal, route, pk)


def _one(model: Any, route: Route, pk: int) -> Any:
    found = model.objects.filter(route=route, pk=pk).first()
    if found is None:
        raise Http404
    return found


def matches_of(route: Route) -> list[BpvMatch]:
    return list(BpvMatch.objects.filter(route=route).select_related("company", "pupil", "cohort"))


def seats_taken(company: PracticePlace, cohort_id: int, route_year: int, period: int) -> int:
    """Pupils of one group at a company in a period."""
    rows = BpvMatch.objects.filter(company=company, cohort=cohort_id, route_year=route_year, period=period)
    return int(rows.aggregate(n=Sum("seats"))["n"] or 0)


def places_of(company: PracticePlace, route_year: int, period: int) -> int | None:
    """None when nobody filled in how many."""
    row = PeriodPlaces.objects.filter(company=company, route_year=route_year, period=period).first()
    return None if row is None else row.places


@dataclass(frozen=True, slots=True)
class Signed:
    """How many praktijkovereenkomsten of a company are signed by all three, of the pupils who are matched to it.

    ``late``: not signed although the bpv has begun.
    """

    signed: int = 0
    of: int = 0
    late: int = 0

    @property
    def answer(self) -> YesNoUnknown:
        """Are they signed? What is not signed before the bpv begins may still come."""
        if self.signed == self.of:
            return YesNoUnknown.YES
        return YesNoUnknown.NO if self.late else YesNoUnknown.UNKNOWN

    @property
    def words(self) -> str:
        return _("%(signed)s van %(of)s getekend") % {"signed": self.signed, "of": self.of}


def signed_of(route: Route) -> dict[str, Signed]:
    """By key of the company; only of companies with a pupil. A group without keys has nobody who signs."""
    found: dict[str, Signed] = {}
    today = timezone.localdate()
    names = ("company__key", "pupil_id", "begins_on", "school_on", "student_on", "company_on")
    for key, pupil, begins_on, *days in question(BpvMatch, "route", names).of(route):
        if pupil is None:
            continue
        before = found.get(key, Signed())
        done = all(days)
        late = not done and begins_on is not None and begins_on <= today
        found[key] = Signed(before.signed + done, before.of + 1, before.late + late)
    return found


def signed_words(route: Route, companies: Sequence[Any]) -> list[str]:
    """Per company how many are signed; what people filled in where nobody is matched."""
    found = signed_of(route)
    return [found[row.key].words if row.key in found else str(row.get_agreement_signed_display()) for row in companies]


def rests_on_company(route: Route, company: PracticePlace) -> list[str]:
    """What rests on a company, as lines for people."""
    matches = BpvMatch.objects.filter(company=company).count()
    places = PeriodPlaces.objects.filter(company=company).count()
    roles = CompanyRole.objects.filter(company=company).count()
    lines = [
        (matches, ngettext("%(n)s koppeling van leerlingen", "%(n)s koppelingen van leerlingen", matches)),
        (places, ngettext("plekken in %(n)s periode", "plekken in %(n)s perioden", places)),
        (roles, ngettext("%(n)s rol in programma of examen", "%(n)s rollen in programma of examen", roles)),
    ]
    return [words % {"n": count} for count, words in lines if count]


def doubt_about(match: BpvMatch, company: Any, slot: Slot) -> str:
    """Why this match may not be any more, by the recognition of its company; else nothing."""
    return say(doubt_of(company, match.crebo, slot))


def due_of(route: Route, companies: Sequence[PracticePlace], matches: Sequence[BpvMatch], today: date) -> list[Due]:
    """What is to be done at the companies of a route, the latest first; four queries at most."""
    by_pk = {row.pk: row for row in companies}
    at: dict[int, list[BpvMatch]] = {}
    for match in matches:
        at.setdefault(match.company_id, []).append(match)
    found: list[Due] = []
    for company in companies:
        found += _due_recognition(route, company, at.get(company.pk, []), today)
        found += _due_agreements(route, company, at.get(company.pk, []), today)
    found += _due_visits(route, by_pk, matches, today)
    for signal in Signal.objects.filter(route=route, company__in=list(by_pk), closed_on__isnull=True):
        what = _("open signaal van %(day)s, ernst: %(how)s") % {
            "day": date_format(signal.on, "j F Y"),
            "how": signal.get_seriousness_display(),
        }
        url = _page(route, by_pk[signal.company_id])
        found.append(Due(what, by_pk[signal.company_id], None, signal.seriousness == "hoog", url))
    return sorted(found, key=lambda each: (not each.late, each.on is None, each.on or today, each.company.company))


def _page(route: Route, company: PracticePlace) -> str:
    return reverse("bpv_company", args=[route.pk, company.pk])


def _due_recognition(route: Route, company: PracticePlace, mine: Sequence[BpvMatch], today: date) -> list[Due]:
    url, ahead = _page(route, company), [match for match in mine if match.ends_on is None or match.ends_on >= today]
    if company.recognised == YesNoUnknown.NO and ahead:
        return [Due(_("geen erkenning, en er zijn koppelingen"), company, None, True, url)]
    if company.recognised == YesNoUnknown.UNKNOWN:
        return [Due(_("zoek op of dit een erkend leerbedrijf is"), company, None, bool(ahead), url)]
    if company.recognised == YesNoUnknown.YES and not company.crebos:
        return [Due(_("vul in voor welke crebo's de erkenning geldt"), company, None, False, url)]
    until = company.recognised_until
    if until is not None and company.recognised == YesNoUnknown.YES and until <= today + timedelta(BEFORE_END):
        return [Due(_("de erkenning loopt af"), company, until, until < today, url)]
    return []


def _due_agreements(route: Route, company: PracticePlace, mine: Sequence[BpvMatch], today: date) -> list[Due]:
    soon = [
        match
        for match in mine
        if match.pupil_id is not None
        and match.stand != BpvMatch.Stand.SIGNED
        and match.begins_on is not None
        and match.begins_on <= today + timedelta(BEFORE_BEGIN)
        and (match.ends_on is None or match.ends_on >= today)
    ]
    if not soon:
        return []
    first = min(match.begins_on for match in soon if match.begins_on)
    words = ngettext(
        "%(n)s praktijkovereenkomst is niet getekend", "%(n)s praktijkovereenkomsten zijn niet getekend", len(soon)
    )
    return [Due(words % {"n": len(soon)}, company, first, first < today, _page(route, company))]


def _due_visits(
    route: Route, companies: dict[int, PracticePlace], matches: Sequence[BpvMatch], today: date
) -> list[Due]:
    found, latest = [], {}
    for visit in Visit.objects.filter(route=route, company__in=list(companies)).order_by("on"):
        latest[visit.company_id] = visit.on
        if visit.follow_up_on and visit.followed_on is None:
            company = companies[visit.company_id]
            late = visit.follow_up_on < today
            found.append(Due(_("vervolg op een bezoek"), company, visit.follow_up_on, late, _page(route, company)))
    running: dict[int, date] = {}
    for match in matches:
        if match.begins_on and match.begins_on <= today and (match.ends_on is None or match.ends_on >= today):
            running[match.company_id] = min(match.begins_on, running.get(match.company_id, match.begins_on))
    for pk, begun in running.items():
        if latest.get(pk, date.min) < begun:
            by = begun + timedelta(FIRST_VISIT)
            found.append(Due(_("eerste bezoek"), companies[pk], by, by < today, _page(route, companies[pk])))
    return found


def watched_days(routes: Sequence[Any]) -> list[tuple[Any, date, str]]:
    """Ends of recognitions, and visits that go on; for who leads."""
    found = []
    ends = PracticePlace.objects.filter(
        route__in=routes, recognised=YesNoUnknown.YES, recognised_until__isnull=False, matches__isnull=False
    ).distinct()
    for company in ends:
        if company.recognised_until:
            said = _("de erkenning van %(who)s loopt af") % {"who": company.company}
            found.append((company.route_id, company.recognised_until, said))
    visits = Visit.objects.filter(route__in=routes, follow_up_on__isnull=False, followed_on__isnull=True)
    for visit in visits.select_related("company"):
        if visit.follow_up_on:
            said = _("vervolg op het bezoek aan %(who)s") % {"who": visit.company.company}
            found.append((visit.route_id, visit.follow_up_on, said))
    return found
