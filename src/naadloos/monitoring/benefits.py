"""Each benefit from promise to result: promised in step 3, planned in the design, given in the school, its result."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from naadloos.engines.route import RouteDocument
from naadloos.engines.route.calendar import school_year_text
from naadloos.engines.route.saved import saved_hours
from naadloos.engines.route.terms import Benefit, HourKind
from naadloos.engines.route.text import number_text
from naadloos.monitoring.inweek import in_week
from naadloos.monitoring.models import Realised
from naadloos.monitoring.reading import Reading
from naadloos.routes.models import Route


@dataclass(frozen=True, slots=True)
class Planned:
    """What the design says of a benefit; ``number`` when it is a number that can stand beside what was given."""

    text: str
    number: Decimal | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Audit:
    """One benefit followed through. ``warnings``: where the steps do not fit each other."""

    benefit: Benefit
    promised: tuple[str, ...]
    planned: tuple[Planned, ...]
    given: tuple[str, ...]
    results: tuple[Reading, ...]
    surveys: tuple[str, ...]
    warnings: tuple[str, ...]
    doubts: tuple[str, ...]


def audits(
    route: Route, document: RouteDocument, readings: list[Reading], surveys: dict[str, list[str]]
) -> list[Audit]:
    """All six benefits; one query."""
    given: dict[str, list[Realised]] = defaultdict(list)
    for row in Realised.objects.filter(route=route):
        given[row.benefit].append(row)
    found = []
    for benefit in Benefit:
        promised = [each for each in document.vision.objectives if each.benefit is benefit]
        planned = PLANNED[benefit](document)
        rows = given[benefit.value]
        results = tuple(each for each in readings if each.benefit == benefit.value)
        found.append(
            Audit(
                benefit,
                tuple(f"{each.title}: {each.target}" if each.target else each.title for each in promised),
                tuple(planned),
                (*in_week(benefit, document), *(_given(row) for row in rows)),
                results,
                tuple(surveys.get(benefit.value, [])),
                tuple(_warnings(bool(promised), planned, rows, results)),
                tuple(dict.fromkeys(each for each in (_doubt(reading) for reading in results) if each)),
            )
        )
    return found


def _given(row: Realised) -> str:
    year = school_year_text(row.school_year)
    if row.given is None:
        return _("%(what)s, %(year)s: nog niet ingevuld") % {"what": row.title, "year": year}
    values = {"what": row.title, "year": year, "given": number_text(row.given), "unit": row.measured_in}
    if row.planned is None:
        return _("%(what)s, %(year)s: %(given)s %(unit)s") % values
    return _("%(what)s, %(year)s: %(given)s %(unit)s van de geplande %(planned)s") % {
        **values,
        "planned": number_text(row.planned),
    }


def _warnings(promised: bool, planned: list[Planned], rows: list[Realised], results: tuple[Reading, ...]) -> list[str]:
    found = []
    if not promised:
        found.append(_("Stap 3 belooft hier niets over."))
    if promised and not planned:
        found.append(_("Beloofd, maar in het ontwerp staat er nog niets voor."))
    if planned and not rows:
        found.append(_("Nog niet ingevuld wat er echt is gegeven."))
    for row in rows:
        if row.planned and row.given is not None and row.given < row.planned * Decimal("0.9"):
            found.append(
                _("%(what)s, %(year)s: minder gegeven dan gepland.")
                % {"what": row.title, "year": school_year_text(row.school_year)}
            )
    if promised and not any(each.now for each in results):
        found.append(_("Er is nog geen cijfer dat laat zien of de belofte is gehaald."))
    return found


def _doubt(reading: Reading) -> str:
    if reading.indicator is not None and reading.indicator.doubts:
        return reading.indicator.doubts
    return _(reading.definition.doubts) if reading.definition else ""


# -- what the design says ----------------------------------------------------------------------------


def _practice(document: RouteDocument) -> list[Planned]:
    units = {unit.key: unit for unit in document.programme.units}
    hours: dict[int, Decimal] = defaultdict(Decimal)
    for row in document.programme.placements:
        unit = units.get(row.unit)
        if unit is not None and unit.hour_kind == HourKind.BPV and row.route_year <= 2:
            hours[row.route_year] += row.hours
    return [
        Planned(
            _("%(n)s klokuren praktijk in jaar %(year)s van de route") % {"n": number_text(value), "year": year},
            value,
            "klokuren",
        )
        for year, value in sorted(hours.items())
    ]


def _companies(document: RouteDocument) -> list[Planned]:
    names = {each.company for each in document.execution.practice_places if each.company}
    if not names:
        return []
    count = len(names)
    said = ngettext("%(n)s bedrijf met stageplaatsen", "%(n)s bedrijven met stageplaatsen", count) % {"n": count}
    return [Planned(said, Decimal(count), _("bedrijven"))]


def _overlap(document: RouteDocument) -> list[Planned]:
    hours = saved_hours(document)
    if not hours:
        return []
    return [Planned(_("%(n)s klokuren dubbele les bespaard") % {"n": number_text(hours)}, hours, "klokuren")]


def _havo(document: RouteDocument) -> list[Planned]:
    high = [each for each in document.route.qualifications if each.level == 4]
    return [Planned(_("opleiding op niveau 4: %(name)s") % {"name": each.name}) for each in high]


def _teams(document: RouteDocument) -> list[Planned]:
    sides: dict[str, set[str]] = defaultdict(set)
    for member in document.organisation.members:
        sides[member.body].add(member.side.value)
    joint = {key for key, found in sides.items() if {"vmbo", "mbo"} <= found}
    meetings = sum(each.body in joint for each in document.organisation.meetings)
    planned = []
    if joint:
        count = len(joint)
        said = ngettext("%(n)s overleg met beide kanten", "%(n)s overleggen met beide kanten", count) % {"n": count}
        planned.append(Planned(said))
    if meetings:
        said = ngettext("%(n)s vergadering gepland", "%(n)s vergaderingen gepland", meetings) % {"n": meetings}
        planned.append(Planned(said, Decimal(meetings), _("vergaderingen")))
    return planned


def _transfer(document: RouteDocument) -> list[Planned]:
    return [
        Planned(_("naar %(name)s, niveau %(level)s") % {"name": each.name, "level": each.level})
        for each in document.route.qualifications
    ]


PLANNED: dict[Benefit, Callable[[RouteDocument], list[Planned]]] = {
    Benefit.PRACTICE: _practice,
    Benefit.COMPANIES: _companies,
    Benefit.OVERLAP: _overlap,
    Benefit.HAVO: _havo,
    Benefit.TEAMS: _teams,
    Benefit.TRANSFER: _transfer,
}
