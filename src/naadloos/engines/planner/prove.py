"""The whole problem in one model: a bound that no plan can go below, and for small problems the best plan."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from naadloos.engines.planner.goals import Targets
from naadloos.engines.planner.layout import Layout
from naadloos.engines.planner.model import Built, build, hints, placed
from naadloos.engines.planner.objective import objective
from naadloos.engines.planner.options import Pieces

# The part of the solver that uses all linear reasoning it has proves best here.
PROVER = "max_lp"


@dataclass(frozen=True, slots=True)
class Proof:
    """``plan`` is None when none was found; ``impossible`` when it is proven that there is none."""

    plan: dict[int, Pieces] | None
    bound: int
    optimal: bool
    impossible: bool


class Prover:
    """One run of the whole model; ``bound`` is what is proven so far."""

    def __init__(
        self,
        layout: Layout,
        targets: Targets,
        *,
        seed: int,
        workers: int,
        bound_only: bool = False,
        repeatable: bool = True,
    ) -> None:
        from ortools.sat.python import cp_model

        self.layout, self.targets, self.seed = layout, targets, seed
        self.bound = 0
        self.solver = cp_model.CpSolver()
        parameters = self.solver.parameters
        parameters.random_seed = seed
        parameters.num_workers = workers
        parameters.symmetry_level = 0
        parameters.cp_model_probing_level = 0
        if workers == 1:
            # A single worker follows the parameters themselves.
            parameters.linearization_level = 2
        else:
            # One proves, the others look for plans near what its relaxation says; by turns when it must be
            # the same each time.
            parameters.subsolvers.append(PROVER)
            parameters.interleave_search = repeatable

    def run(
        self,
        start: dict[int, Pieces] | None,
        *,
        work: float,
        seconds: float,
        first_only: bool = False,
        better: Callable[[dict[int, Pieces]], bool] | None = None,
    ) -> Proof:
        """Minimise from ``start``; with ``first_only`` stop at any valid plan. ``work`` is the solver's own time."""
        from ortools.sat.python import cp_model

        built = build(self.layout)
        if not first_only:
            built.model.minimize(objective(built, self.targets))
        if start is not None:
            for var, value in complete(built, start):
                built.model.add_hint(var, value)
        self.solver.parameters.max_deterministic_time = work
        self.solver.parameters.max_time_in_seconds = seconds
        self.solver.parameters.stop_after_first_solution = first_only
        self.solver.best_bound_callback = self._raise_bound

        class Found(cp_model.CpSolverSolutionCallback):  # type: ignore[misc,unused-ignore]
            def on_solution_callback(self) -> None:
                if better is not None and better(placed(built, self.value)):
                    self.stop_search()

        status = self.solver.solve(built.model, Found() if better is not None else None)
        if status == cp_model.MODEL_INVALID:
            raise RuntimeError(built.model.validate())
        found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
        if not first_only and status != cp_model.INFEASIBLE:
            self._raise_bound(self.solver.best_objective_bound)
        return Proof(
            placed(built, self.solver.value) if found else None,
            self.bound,
            status == cp_model.OPTIMAL and not first_only,
            status == cp_model.INFEASIBLE,
        )

    def stop(self) -> None:
        """End the search that is going on; nothing happens when none is."""
        self.solver.stop_search()

    def _raise_bound(self, bound: float) -> None:
        # The points are whole numbers: just above 41 means at least 42.
        self.bound = max(self.bound, -int(-(bound - 1e-6) // 1)) if bound > 0 else self.bound


def complete(built: Built, plan: dict[int, Pieces]) -> list[tuple[Any, int]]:
    """The values of all variables, also those that follow from the plan: only a complete start is used at once."""
    from ortools.sat.python import cp_model

    model, known = built.model, hints(built, plan)
    for var, value in known:
        model.add_hint(var, value)
    made = cp_model.CpSolver()
    made.parameters.num_workers = 1
    made.parameters.fix_variables_to_their_hinted_value = True
    made.parameters.max_deterministic_time = 2
    status = made.solve(model)
    model.clear_hints()  # type: ignore[no-untyped-call,unused-ignore]
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return known
    variables = [model.get_int_var_from_proto_index(index) for index in range(len(model.proto.variables))]
    return [(var, made.value(var)) for var in variables]
