"""From the programme of a route to a problem for the planner, and back from what stands on the board."""

from collections import defaultdict
from datetime import date
from enum import Enum

from django.utils.translation import gettext

from naadloos.engines.law import law_hours
from naadloos.engines.planner import (
    Bpv,
    Capacity,
    Goals,
    HoursNorm,
    PeriodSlot,
    Phase,
    Place,
    PlanPlacement,
    PlanProblem,
    PlanUnit,
    Rule,
    Variant,
    Window,
)
from naadloos.engines.route import RouteDocument
from naadloos.engines.route import document as doc
from naadloos.engines.route.terms import HourKind, UnitKind
from naadloos.engines.route.terms import Phase as PhaseTerm
from naadloos.programme.coverage import LAST_VO_YEAR
from naadloos.programme.houses.places import Sites, sites_of, ways_of, weights_of

# Self study is no onderwijstijd.
_TAUGHT = (HourKind.GUIDED, HourKind.BPV, HourKind.OTHER)
LAW = "wet"


class PlanMode(Enum):
    """What happens with what already stands on the board. What is locked stays in any case."""

    FREE = "vrij"
    FEW = "rust"
    KEEP = "laat"


def build_plan_problem(document: RouteDocument, *, on: date, mode: PlanMode = PlanMode.FREE) -> PlanProblem:
    """The programme as a planning problem, with the hours that the law asks on day ``on``.

    ``mode``: plan everything anew, move as little as possible, or let stand what is placed.
    """
    programme = document.programme
    sites = sites_of(programme)
    slots = tuple(
        PeriodSlot(row.route_year, row.number, row.hours, row.weeks, row.hours_vmbo, row.hours_mbo, sites.of(row.home))
        for row in programme.periods
    )
    places: dict[str, Place] = {row.key: (row.route_year, row.number) for row in programme.periods}
    fixed = _fixed(programme, mode)
    return PlanProblem(
        periods=slots,
        units=tuple(_unit(unit, places, fixed.get(unit.key, ()), sites) for unit in programme.units),
        variants=tuple(
            Variant(row.key, row.title, places.get(row.start or ""), places.get(row.end or ""))
            for row in programme.variants
        ),
        phases=_phases(sorted(places.values())),
        windows=tuple(
            Window(row.key, row.title, tuple(places[key] for key in row.periods), row.closed_to_bpv, row.reserved)
            for row in programme.windows
        ),
        capacities=tuple(Capacity(row.key, row.title, row.kind, row.amount) for row in programme.capacities),
        rules=tuple(Rule(row.key, row.kind, tuple(row.units)) for row in programme.unit_rules),
        norms=(*_law_norms(document, on), *_agreed_norms(programme)),
        previous=placements_of(document) if mode is PlanMode.FEW else (),
        goals=_goals(programme),
        travel=weights_of(ways_of(programme, sites)),
    )


def placements_of(document: RouteDocument) -> tuple[PlanPlacement, ...]:
    """What stands on the board now."""
    return tuple(
        PlanPlacement(row.unit, row.route_year, row.period, row.hours) for row in document.programme.placements
    )


def _fixed(programme: doc.Programme, mode: PlanMode) -> dict[str, tuple[PlanPlacement, ...]]:
    """Placements that must stay, by unit."""
    stays = {unit.key for unit in programme.units if unit.locked or mode is PlanMode.KEEP}
    found: dict[str, list[PlanPlacement]] = defaultdict(list)
    for row in programme.placements:
        if row.unit in stays:
            found[row.unit].append(PlanPlacement(row.unit, row.route_year, row.period, row.hours))
    return {key: tuple(rows) for key, rows in found.items()}


def _unit(unit: doc.Unit, places: dict[str, Place], fixed: tuple[PlanPlacement, ...], sites: Sites) -> PlanUnit:
    return PlanUnit(
        key=unit.key,
        title=unit.title,
        hours=unit.hours,
        first_year=unit.first_year,
        last_year=unit.last_year,
        spread=unit.spread,
        after=tuple(unit.after),
        fixed=fixed,
        max_spread=unit.max_spread,
        contiguous=unit.contiguous,
        not_before=tuple(unit.not_before),
        allowed=tuple(places[key] for key in unit.allowed),
        forbidden=tuple(places[key] for key in unit.forbidden),
        wished=tuple(places[key] for key in unit.wished),
        phase=unit.phase.value if unit.phase else "",
        window=unit.window or "",
        side=unit.side,
        hour_kind=unit.hour_kind,
        # Self study makes nobody travel, wherever it is.
        place="" if unit.hour_kind is HourKind.SELF else sites.of(unit.place),
        group=unit.group,
        variants=tuple(unit.variants),
        uses=tuple(unit.uses),
        pupils=unit.pupils,
        bundle=unit.belongs_to,
        bpv=Bpv(unit.bpv_week_hours, unit.bpv_min_weeks or 1) if unit.bpv_week_hours else None,
        practice=unit.practice or unit.kind is UnitKind.BPV or unit.hour_kind is HourKind.BPV,
        tests=unit.tests,
    )


def _phases(places: list[Place]) -> tuple[Phase, ...]:
    """The vo-fase is leerjaar 3 and 4; what comes after it is the mbo-fase."""
    vo = [place for place in places if place[0] <= LAST_VO_YEAR]
    mbo = [place for place in places if place[0] > LAST_VO_YEAR]
    return tuple(
        Phase(term.value, term.label, found[0], found[-1])
        for term, found in ((PhaseTerm.VO, vo), (PhaseTerm.MBO, mbo))
        if found
    )


def _goals(programme: doc.Programme) -> Goals:
    return Goals(
        balance=programme.weight_balance,
        practice=programme.weight_practice,
        mbo=programme.weight_mbo,
        bundles=programme.weight_bundles,
        travel=programme.weight_travel,
        exams=programme.weight_exams,
        wishes=programme.weight_wishes,
        stability=programme.weight_stability,
    )


def _law_norms(document: RouteDocument, on: date) -> list[HoursNorm]:
    """The norms of the law, each for the variants of its leertraject; for everybody when there are none."""
    if not document.programme.law_hours:
        return []
    tracks = {row.key: row.leertraject for row in document.route.qualifications}
    named = [row for row in document.programme.variants if row.qualification]
    found = []
    for norm in law_hours(document, on=on):
        variants = tuple(row.key for row in named if tracks.get(row.qualification or "") is norm.leertraject)
        if named and not variants:
            continue
        title = gettext("De urennorm voor %(what)s (%(law)s %(article)s)") % {
            "what": gettext(norm.title),
            "law": norm.citation.law,
            "article": norm.citation.article,
        }
        key = f"{LAW}-{norm.rule_id}-{norm.leertraject.value.lower()}"
        found.append(HoursNorm(key, title, least=norm.least, hour_kinds=norm.hour_kinds, variants=variants))
    return found


def _agreed_norms(programme: doc.Programme) -> list[HoursNorm]:
    return [
        HoursNorm(
            row.key,
            row.title,
            row.least,
            row.most,
            row.first_year,
            row.last_year,
            (row.hour_kind,) if row.hour_kind else _TAUGHT,
            (row.side,) if row.side else (),
            tuple(row.variants),
        )
        for row in programme.hours_agreements
    ]
