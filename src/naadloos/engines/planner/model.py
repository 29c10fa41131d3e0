"""The choice of one option per unit as a CP-SAT model.

One Boolean per unit and option. Prerequisites are written per period ("not both finished at or after t and
started at or before t"), which gives the solver a much tighter relaxation than comparing a start with an end.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from naadloos.engines.planner.options import Option, cents, options
from naadloos.engines.planner.types import PeriodSlot, PlanProblem

if TYPE_CHECKING:
    from ortools.sat.python import cp_model


@dataclass(frozen=True, slots=True)
class Demand:
    """One thing that is asked of a plan, and that a person could let go."""

    kind: Literal["geven", "jaren", "volgorde", "ruimte"]
    unit: str = ""
    before: str = ""
    route_year: int = 0


Switch = Callable[[Demand], Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Ways:
    """The problem in time order with all options of all units, made once for every model."""

    problem: PlanProblem
    slots: tuple[PeriodSlot, ...]
    by_unit: Mapping[str, tuple[Option, ...]]

    @classmethod
    def of(cls, problem: PlanProblem, slots: tuple[PeriodSlot, ...]) -> "Ways":
        return cls(problem, slots, {unit.key: options(unit, slots) for unit in problem.units})


@dataclass(frozen=True, slots=True)
class Built:
    model: "cp_model.CpModel"
    chosen: Mapping[str, tuple["cp_model.IntVar", ...]]
    loads: tuple[Any, ...]  # per period the linear expression of its hundredths of hours


def build(ways: Ways, switch: Switch = lambda _: (), *, into: "cp_model.CpModel | None" = None) -> Built:
    """The demands without an objective, in a new model or ``into`` one.

    ``switch`` may give literals under which a demand holds; none means always.
    """
    from ortools.sat.python import cp_model

    model = cp_model.CpModel() if into is None else into
    chosen = {
        key: tuple(model.new_bool_var(f"{key}@{option.first}") for option in found)
        for key, found in ways.by_unit.items()
    }
    for key, found in ways.by_unit.items():
        model.add_at_most_one(chosen[key])
        model.add_bool_or(chosen[key]).only_enforce_if(*switch(Demand("geven", unit=key)))
        outside = [var for var, option in zip(chosen[key], found, strict=True) if not option.allowed]
        if outside:
            model.add(sum(outside) == 0).only_enforce_if(*switch(Demand("jaren", unit=key)))
    for unit in ways.problem.units:
        for before in dict.fromkeys(unit.after):
            literals = switch(Demand("volgorde", unit=unit.key, before=before))
            for at in range(len(ways.slots)):
                late = [v for v, each in zip(chosen[before], ways.by_unit[before], strict=True) if each.last >= at]
                early = [
                    v for v, each in zip(chosen[unit.key], ways.by_unit[unit.key], strict=True) if each.first <= at
                ]
                if late and early:
                    model.add(sum(late) + sum(early) <= 1).only_enforce_if(*literals)
    loads = tuple(
        sum(
            hours * var
            for key, found in ways.by_unit.items()
            for var, option in zip(chosen[key], found, strict=True)
            for place, hours in option.pieces
            if place == at
        )
        for at in range(len(ways.slots))
    )
    for slot, load in zip(ways.slots, loads, strict=True):
        if not isinstance(load, int):
            model.add(load <= cents(slot.hours)).only_enforce_if(*switch(Demand("ruimte", route_year=slot.route_year)))
    return Built(model, chosen, loads)


def solver(*, seconds: float, seed: int) -> "cp_model.CpSolver":
    """A solver that gives the same answer each time.

    One worker and a limit in deterministic time (a unit is about a second of work), so that the answer does
    not depend on the machine. The limit on the clock only guards against a very slow machine.
    """
    from ortools.sat.python import cp_model

    made = cp_model.CpSolver()
    made.parameters.num_workers = 1
    made.parameters.random_seed = seed
    made.parameters.max_deterministic_time = seconds
    made.parameters.max_time_in_seconds = 4 * seconds + 1
    return made
