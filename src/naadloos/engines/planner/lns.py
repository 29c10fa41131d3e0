"""Better and better plans: most units stay where they are, some are laid out anew by the solver.

Which ones, in turn: those of a few periods, of one bundle with all that waits for it, of a scarce teacher or
room, those that cost most, and a random choice. How many adapts to how fast the solver answers.
"""

import random
from collections.abc import Callable, Mapping
from typing import Any

from naadloos.engines.planner.board import Board
from naadloos.engines.planner.goals import Targets, cost_of
from naadloos.engines.planner.layout import Layout
from naadloos.engines.planner.model import build, placed
from naadloos.engines.planner.objective import objective
from naadloos.engines.planner.options import Pieces

Plan = Mapping[int, Pieces]
# Work (in the solver's own seconds) that one neighbourhood may take, and what making its model costs.
WORK, MAKING, MAKING_PART = 0.4, 0.05, 2e-5
# So many units are freed at first.
MANY = 50


class Neighbours:
    """Chooses which units to free."""

    def __init__(self, layout: Layout, targets: Targets, seed: int) -> None:
        self.layout, self.targets = layout, targets
        self.rng = random.Random(seed)  # noqa: S311 - a search, no secret
        self.ties: list[set[int]] = [set() for _ in layout.forms]
        for pair in layout.pairs:
            self.ties[pair.first].add(pair.second)
            self.ties[pair.second].add(pair.first)
        for _, units, _ in targets.bundles:
            for unit in units:
                self.ties[unit] |= set(units) - {unit}
        self.groups = [units for _, units in layout.apart]
        self.groups += list({limit.units for limit in layout.limits if limit.kind == "capaciteit"})
        self.kinds: tuple[Callable[[Plan, int], list[int]], ...] = (
            self._periods,
            self._tied,
            self._costly,
            self._scarce,
            self._periods,
            self._tied,
            self._random,
        )
        self.turn = 0

    def choose(self, plan: Plan, many: int) -> list[int]:
        kind = self.kinds[self.turn % len(self.kinds)]
        self.turn += 1
        return kind(plan, many)[:many]

    def _fill(self, start: list[int], many: int) -> list[int]:
        """``start`` and then what is tied to it, and to that, until there are enough."""
        found = dict.fromkeys(start)
        queue = list(start)
        while queue and len(found) < many:
            near = sorted(self.ties[queue.pop(0)])
            self.rng.shuffle(near)
            for unit in near:
                if unit not in found:
                    found[unit] = None
                    queue.append(unit)
        rest = [unit for unit in range(len(self.layout.forms)) if unit not in found]
        self.rng.shuffle(rest)
        return [*found, *rest]

    def _random(self, plan: Plan, many: int) -> list[int]:
        return self._fill([], many)

    def _periods(self, plan: Plan, many: int) -> list[int]:
        chosen = set(self.rng.sample(range(len(self.layout.slots)), min(3, len(self.layout.slots))))
        here = [unit for unit, pieces in plan.items() if chosen & {at for at, _ in pieces}]
        self.rng.shuffle(here)
        return self._fill(here[:many], many)

    def _tied(self, plan: Plan, many: int) -> list[int]:
        if self.targets.bundles and self.rng.random() < 0.7:
            _, units, _ = self.rng.choice(self.targets.bundles)
            return self._fill(list(units), many)
        return self._fill([self.rng.randrange(len(self.layout.forms))], many)

    def _costly(self, plan: Plan, many: int) -> list[int]:
        board = Board(self.layout, self.targets)
        for unit, pieces in plan.items():
            board.put(unit, pieces)
        cost: dict[int, float] = {}
        for unit in plan:
            pieces = board.take(unit)
            cost[unit] = board.cost(unit, pieces) * self.rng.random()
            board.put(unit, pieces)
        ranked = sorted(cost, key=lambda unit: -cost[unit])
        return self._fill(ranked[: many // 2], many)

    def _scarce(self, plan: Plan, many: int) -> list[int]:
        users = list(self.rng.choice(self.groups)) if self.groups else []
        self.rng.shuffle(users)
        return self._fill(users[:many], many)


def improve(
    layout: Layout,
    targets: Targets,
    plan: dict[int, Pieces],
    *,
    work: float,
    seed: int,
    better: Callable[[dict[int, Pieces], int], bool],
    over: Callable[[], bool],
    extra: Callable[[Any, Any], None] | None = None,
) -> dict[int, Pieces]:
    """The best plan found; ``better`` is told of each and stops the search when it says True.

    ``work`` is the solver's own time, so that the same input gives the same plan; ``over`` guards the clock.
    """
    from ortools.sat.python import cp_model

    cost = sum(cost_of(layout, targets, plan).values())
    making = MAKING + MAKING_PART * len(layout.forms) * len(layout.rows) * len(layout.slots)
    neighbours = Neighbours(layout, targets, seed)
    many = min(MANY, len(layout.forms))
    while work > 0 and not over() and cost > 0:
        free = set(neighbours.choose(plan, many))
        still = {unit: pieces for unit, pieces in plan.items() if unit not in free}
        built = build(layout, still=still)
        goal = objective(built, targets)
        if extra is not None:
            extra(built, goal)
        built.model.minimize(goal)
        built.model.add(goal <= cost - 1)
        made = cp_model.CpSolver()
        made.parameters.num_workers = 1
        made.parameters.random_seed = seed + neighbours.turn
        made.parameters.max_deterministic_time = min(WORK, work)
        made.parameters.linearization_level = 2
        made.parameters.symmetry_level = 0
        made.parameters.cp_model_probing_level = 0
        status = made.solve(built.model)
        work -= made.response_proto.deterministic_time + making
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            plan = placed(built, made.value)
            cost = sum(cost_of(layout, targets, plan).values())
            if better(plan, cost):
                break
        if status in (cp_model.OPTIMAL, cp_model.INFEASIBLE):
            many = min(many + 2, len(layout.forms))
            if len(free) == len(layout.forms):
                break  # proven: nothing better exists
        elif status == cp_model.UNKNOWN:
            many = max(10, many - 3)
    return plan
