"""Make the best plan, or say why there is none.

Two goals, one after the other: first the fullest period as little full as can be (in steps of two percent of
what is available), then every period as near as can be to the average share, where a difference within two
percent of a period's hours does not count. Two percent is half an hour a week: finer goals would only make
the proof slow, not the timetable better.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from naadloos.engines.planner.arithmetic import shortages
from naadloos.engines.planner.check import check
from naadloos.engines.planner.clash import clash
from naadloos.engines.planner.model import Built, Ways, build, solver
from naadloos.engines.planner.options import cents, from_cents, in_order
from naadloos.engines.planner.types import (
    PeriodLoad,
    PlanPlacement,
    PlanProblem,
    PlanResult,
    PlanStatus,
    Reason,
)
from naadloos.engines.route.terms import gettext_noop

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

# Both goals count in fiftieths (two percent) of the hours of a period.
STEPS = 50
# Each goal is tried with little and then with much linear reasoning: the first finds plans fast, the second
# proves. The second number is the part of the goal's time.
TRIES = ((0, 0.3), (2, 0.7))


def plan(problem: PlanProblem, *, seconds: float = 5.0, seed: int = 1) -> PlanResult:
    """The most balanced plan found with about ``seconds`` of work; equal input gives an equal result.

    Finding the clashing demands of an impossible problem may take as long again.

    A problem with faults is not solved but returned as ``ongeldig`` with every fault. When nothing fits, the
    reasons name the demands that cannot go together. ``onbekend`` says that neither a plan nor a proof was
    found in time.
    """
    faults = check(problem)
    if faults:
        return PlanResult(PlanStatus.INVALID, reasons=faults)
    ways = Ways.of(problem, in_order(problem))
    if not problem.units:
        return PlanResult(PlanStatus.OPTIMAL, loads=_loads(ways, ()), gap=Decimal(0))
    if reasons := shortages(ways):
        return PlanResult(PlanStatus.IMPOSSIBLE, reasons=reasons)
    return _search(ways, seconds, seed)


@dataclass(frozen=True, slots=True)
class _Best:
    """Outcome of one goal: the option per unit, its value and the bound, both in the goal's own unit."""

    chosen: Mapping[str, int]
    value: int
    bound: float
    proven: bool


def _search(ways: Ways, seconds: float, seed: int) -> PlanResult:
    built = build(ways)
    peak = _add_peak(ways, built)
    first = _optimise(built, peak, {}, seconds / 2, seed)
    if first is None:
        reasons = clash(ways, seconds=seconds, seed=seed)
        return PlanResult(PlanStatus.IMPOSSIBLE, reasons=reasons)
    if not first.chosen:
        return PlanResult(PlanStatus.UNKNOWN, reasons=(_out_of_time(),))
    built.model.add(peak <= first.value)
    second = _optimise(built, sum(_add_deviations(ways, built)), first.chosen, seconds / 2, seed)
    best = second if second is not None and second.chosen else first
    placements = _placements(ways, best.chosen)
    proven = first.proven and second is not None and second.proven
    return PlanResult(
        status=PlanStatus.OPTIMAL if proven else PlanStatus.VALID,
        placements=placements,
        loads=_loads(ways, placements),
        gap=_gap(ways, first, second),
    )


def _gap(ways: Ways, first: _Best, second: _Best | None) -> Decimal | None:
    """Percentage: of the fullest period while that is unproven, else of all hours that could lie better."""
    if not first.proven:
        return _percentage(first.value - first.bound, first.value)
    if second is None or not second.chosen:
        return None
    return _percentage(second.value - second.bound, sum(cents(unit.hours) for unit in ways.problem.units))


def _percentage(part: float, whole: float) -> Decimal:
    return Decimal(100 * max(part, 0.0) / whole).quantize(Decimal("0.01"))


def _add_peak(ways: Ways, built: Built) -> "cp_model.IntVar":
    peak = built.model.new_int_var(0, STEPS, "peak")
    for slot, load in zip(ways.slots, built.loads, strict=True):
        built.model.add(STEPS * load <= peak * cents(slot.hours))
    return peak


def _add_deviations(ways: Ways, built: Built) -> list["cp_model.IntVar"]:
    """Per period the hundredths of hours that its load differs too much from the average share."""
    available = [cents(slot.hours) for slot in ways.slots]
    total = sum(cents(unit.hours) for unit in ways.problem.units)
    found = []
    for at, (here, load) in enumerate(zip(available, built.loads, strict=True)):
        difference = built.model.new_int_var(0, max(here, 1), f"difference@{at}")
        target, slack = round(total * here / sum(available)), here // STEPS
        built.model.add(difference >= load - target - slack)
        built.model.add(difference >= target - slack - load)
        found.append(difference)
    return found


def _optimise(built: Built, goal: Any, start: Mapping[str, int], seconds: float, seed: int) -> _Best | None:
    """Minimise the goal. None when it is proven that nothing fits; an empty choice when time ran out."""
    from ortools.sat.python import cp_model

    built.model.minimize(goal)
    found: _Best | None = None
    bound = 0.0
    for level, part in TRIES:
        built.model.clear_hints()  # type: ignore[no-untyped-call,unused-ignore]
        for key, at in (found.chosen if found else start).items():
            for place, var in enumerate(built.chosen[key]):
                built.model.add_hint(var, place == at)
        made = solver(seconds=seconds * part, seed=seed)
        made.parameters.linearization_level = level
        status = made.solve(built.model)
        if status == cp_model.INFEASIBLE:
            return None
        if status == cp_model.MODEL_INVALID:
            raise RuntimeError(built.model.validate())
        bound = max(bound, made.best_objective_bound if status != cp_model.UNKNOWN else 0.0)
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            value = round(made.objective_value)
            if found is None or value < found.value or status == cp_model.OPTIMAL:
                chosen = {
                    key: next(place for place, var in enumerate(row) if made.boolean_value(var))
                    for key, row in built.chosen.items()
                }
                found = _Best(chosen, value, bound, proven=status == cp_model.OPTIMAL)
            if found.proven:
                break
    if found is None:
        return _Best({}, 0, 0.0, proven=False)
    return _Best(found.chosen, found.value, bound, proven=found.proven)


def _placements(ways: Ways, chosen: Mapping[str, int]) -> tuple[PlanPlacement, ...]:
    return tuple(
        PlanPlacement(unit.key, ways.slots[at].route_year, ways.slots[at].number, from_cents(hours))
        for unit in ways.problem.units
        for at, hours in ways.by_unit[unit.key][chosen[unit.key]].pieces
    )


def _loads(ways: Ways, placements: tuple[PlanPlacement, ...]) -> tuple[PeriodLoad, ...]:
    return tuple(
        PeriodLoad(
            slot.route_year,
            slot.number,
            sum(
                (each.hours for each in placements if (each.route_year, each.period) == (slot.route_year, slot.number)),
                Decimal(0),
            ),
            slot.hours,
        )
        for slot in ways.slots
    )


def _out_of_time() -> Reason:
    return Reason(
        "tijd_op",
        gettext_noop(
            "Binnen de tijd is geen plan gevonden, en ook niet bewezen dat er geen is. Geef meer rekentijd "
            "of meer ruimte."
        ),
    )
