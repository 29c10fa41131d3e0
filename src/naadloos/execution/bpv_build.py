"""From the models of bpv to the engine: one group of the route at a time."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from naadloos.engines.bpv import Company, Need, Pair, Places, Problem, Pupil, Slot, needs
from naadloos.engines.route import RouteDocument, route_year_label
from naadloos.engines.route.terms import YesNoUnknown
from naadloos.execution.models import BpvMatch, BpvPupil, BpvSettings, PeriodPlaces, PracticePlace
from naadloos.finance.queries import expected_pupils
from naadloos.programme.queries import period_days
from naadloos.routes.models import Cohort, Route

Moment = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Group:
    """All that is known of one group of the route: its needs, its periods, and who goes where."""

    cohort: Cohort
    needs: tuple[Need, ...]
    slots: dict[Moment, Slot]
    companies: dict[int, PracticePlace]
    places: dict[tuple[int, Moment], int]
    pupils: tuple[BpvPupil, ...]
    matches: tuple[BpvMatch, ...]
    settings: BpvSettings

    def engine_company(self, pk: int) -> Company:
        return company_of(self.companies[pk])

    def slot_of(self, match: BpvMatch) -> Slot:
        """The period of a match; one that left the programme has no known days."""
        moment = (match.route_year, match.period)
        own = self.slots.get(moment)
        starts, ends = match.begins_on or (own and own.starts), match.ends_on or (own and own.ends)
        return Slot(slot_key(moment), own.title if own else match.moment, starts or None, ends or None)


def slot_key(moment: Moment) -> str:
    return f"{moment[0]}-{moment[1]}"


def moment_of(key: str) -> Moment:
    year, _dash, period = key.partition("-")
    return int(year), int(period)


def company_of(row: PracticePlace) -> Company:
    """A company as the engine knows it, by its number in the database."""
    return Company(
        str(row.pk),
        row.company,
        frozenset(row.crebos.split()),
        YesNoUnknown.of(row.recognised),
        row.recognised_until,
        row.stops_on,
        row.postcode or row.place,
        row.kind,
    )


def cohorts_of(route: Route) -> list[Cohort]:
    return list(Cohort.objects.filter(route=route).order_by("start_year"))


def settings_of(route: Route) -> BpvSettings:
    return BpvSettings.objects.filter(route=route).first() or BpvSettings(route=route)


def read_group(route: Route, document: RouteDocument, cohort: Cohort) -> Group:
    """Read one group; the number of queries does not depend on the amount of data."""
    needed = needs(document, expected_pupils(document), [cohort.start_year])
    places: dict[tuple[int, Moment], int] = {
        (row.company_id, (row.route_year, row.period)): row.places for row in PeriodPlaces.objects.filter(route=route)
    }
    return Group(
        cohort,
        needed,
        _slots(document, cohort.start_year, needed),
        {row.pk: row for row in PracticePlace.objects.filter(route=route).order_by("company", "pk")},
        places,
        tuple(BpvPupil.objects.filter(route=route, cohort=cohort).prefetch_related("companies")),
        tuple(BpvMatch.objects.filter(route=route, cohort=cohort).select_related("company", "pupil", "cohort")),
        settings_of(route),
    )


def slots_of(document: RouteDocument, cohort: Cohort) -> dict[Moment, Slot]:
    """The periods in which this group has bpv, with their days."""
    return _slots(document, cohort.start_year, needs(document, {}, [cohort.start_year]))


def _slots(document: RouteDocument, start_year: int, needed: Sequence[Need]) -> dict[Moment, Slot]:
    found: dict[Moment, Slot] = {}
    for route_year in sorted({each.route_year for each in needed}):
        school_year = start_year + route_year - 1
        known = period_days(document.programme.in_force, route_year, school_year)
        for number, (first, last) in _spread(document, route_year, school_year).items():
            moment = (route_year, number)
            if any((each.route_year, each.period) == moment for each in needed):
                starts, ends = known.get(number, (first, last))
                title = f"{route_year_label(route_year)}, {_('periode %(n)s') % {'n': number}}"
                found[moment] = Slot(slot_key(moment), title, starts, ends, route_year)
    return found


def _spread(document: RouteDocument, route_year: int, school_year: int) -> dict[int, tuple[date, date]]:
    """Without a calendar: the school year in parts by weeks, the last until its last day."""
    periods = sorted(
        (row for row in document.programme.in_force.periods if row.route_year == route_year), key=lambda row: row.number
    )
    begin, days = date(school_year, 8, 1), (date(school_year + 1, 7, 31) - date(school_year, 8, 1)).days + 1
    total, before, found = sum(row.weeks for row in periods), 0, {}
    for row in periods:
        after = before + row.weeks
        first, last = begin + timedelta(days * before // total), begin + timedelta(days * after // total - 1)
        found[row.number] = (first, last)
        before = after
    return found


def build_problem(group: Group, *, on: date) -> Problem:
    """What is to be matched from this day on; what a group without keys takes is not free any more."""
    ahead = {moment: slot for moment, slot in group.slots.items() if slot.ends is None or slot.ends >= on}
    moments = sorted(ahead)
    taken: dict[tuple[int, Moment], int] = defaultdict(int)
    for row in group.matches:
        if row.pupil_id is None:
            taken[row.company_id, (row.route_year, row.period)] += row.seats
    pupils = []
    for one in group.pupils:
        mine = [
            slot_key(moment)
            for moment in moments
            if any((each.route_year, each.period) == moment and each.crebo == one.crebo for each in group.needs)
        ]
        pupils.append(
            Pupil(
                str(one.pk),
                one.crebo,
                tuple(mine),
                one.area,
                frozenset(str(company.pk) for company in one.companies.all()),
                frozenset(kind.strip() for kind in one.kinds.split(",") if kind.strip()),
                None if one.longest_km is None else Decimal(one.longest_km),
            )
        )
    needs_place = {(each.key, slot) for each in pupils for slot in each.slots}
    kept = [
        Pair(str(row.pupil_id), slot_key((row.route_year, row.period)), str(row.company_id))
        for row in group.matches
        if (str(row.pupil_id), slot_key((row.route_year, row.period))) in needs_place
    ]
    longest = group.settings.longest_km
    return Problem(
        tuple(ahead[moment] for moment in moments),
        tuple(company_of(row) for row in group.companies.values()),
        tuple(
            Places(str(pk), slot_key(moment), max(0, number - taken[pk, moment]))
            for (pk, moment), number in group.places.items()
            if moment in ahead
        ),
        tuple(pupils),
        tuple(kept),
        None if longest is None else Decimal(longest),
        {name: (at[0], at[1]) for name, at in group.settings.positions.items()},
    )
