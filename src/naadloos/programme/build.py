"""From the route to the engines: the only place where the programme's models and the engines meet."""

from naadloos.curriculum.queries import deeltaken_parts, kern_parts, leerwegen_of, levels_of, werkprocessen_parts
from naadloos.engines.overlap import TextUnit
from naadloos.engines.planner import PeriodSlot, PlanPlacement, PlanProblem, PlanUnit
from naadloos.engines.route import RouteDocument
from naadloos.engines.route.terms import UnitKind


def build_overlap_input(document: RouteDocument, *, module: str | None = None) -> tuple[list[TextUnit], list[TextUnit]]:
    """Deeltaken (with their eindtermen of the route's leerwegen) and werkprocessen (with their texts) to compare.

    ``module`` limits the vmbo side to one module or keuzevak.
    """
    codes = [item.code for item in document.programme.modules if module is None or item.code == module]
    leerwegen = sorted({profile.leerweg.value for profile in document.route.profiles})
    crebos = [item.crebo for item in document.route.qualifications]
    taught, levels = leerwegen_of(codes), levels_of(crebos)
    return (
        [
            TextUnit(
                code,
                title,
                texts,
                _leerwegen(taught.get(code, ()), leerwegen),
                module=code.rsplit("/", 1)[0] if "/" in code else "",
            )
            for code, title, texts in deeltaken_parts(codes, leerwegen)
        ],
        [
            TextUnit(code, title, texts, level=levels[code.split(" ", 1)[0]])
            for code, title, texts in werkprocessen_parts(crebos)
        ],
    )


def _leerwegen(taught: tuple[str, ...], chosen: list[str]) -> tuple[str, ...]:
    """The leerwegen of the route in which a deeltaak is taught; all of the route when its eindtermen are not known."""
    return tuple(name for name in chosen if not taught or name in taught)


def build_kern_input(document: RouteDocument) -> list[TextUnit]:
    """The kern of the route's profiles, to compare the generic werkprocessen with."""
    profiles = sorted({profile.profile for profile in document.route.profiles})
    return [TextUnit(code, title) for code, title, _texts in kern_parts(profiles)]


def build_plan_problem(document: RouteDocument, *, keep: bool = False) -> PlanProblem:
    """The periods and units of the route as a planning problem; with ``keep`` what is placed stays where it is."""
    programme = document.programme
    fixed: dict[str, list[PlanPlacement]] = {}
    if keep:
        for row in programme.placements:
            fixed.setdefault(row.unit, []).append(PlanPlacement(row.unit, row.route_year, row.period, row.hours))
    return PlanProblem(
        periods=tuple(
            PeriodSlot(period.route_year, period.number, period.hours, period.weeks) for period in programme.periods
        ),
        units=tuple(
            PlanUnit(
                key=unit.key,
                title=unit.title,
                hours=unit.hours,
                first_year=unit.first_year,
                last_year=unit.last_year,
                spread=unit.spread,
                after=tuple(unit.after),
                fixed=tuple(fixed.get(unit.key, ())),
                side=unit.side,
                hour_kind=unit.hour_kind,
                practice=unit.kind is UnitKind.BPV,
            )
            for unit in programme.units
        ),
    )


def placements_of(document: RouteDocument) -> tuple[PlanPlacement, ...]:
    """What stands on the board now."""
    return tuple(
        PlanPlacement(row.unit, row.route_year, row.period, row.hours) for row in document.programme.placements
    )
