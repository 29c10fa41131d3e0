"""Pupils to places, by an exact solver: what comes first is settled first.

In this order: keep what was agreed before, as many pupils as possible, wishes, the same company in the next period,
few kilometres. Each is made as good as it can be, and then held while the next one is. Recognition, places and the
longest way are never given up. A distance that is not known counts as a little more than the longest that is.
"""

from collections import defaultdict
from decimal import Decimal
from math import ceil
from typing import Any

from naadloos.engines.bpv.explain import explain_released, explain_unmatched, shortages_of
from naadloos.engines.bpv.rules import Rules
from naadloos.engines.bpv.types import Match, Pair, Problem, Result, Score

# Work per criterion in the solver's own time, so that the speed of the machine does not decide.
WORK = 4.0


def match(problem: Problem, *, work: float = WORK, seed: int = 1) -> Result:
    """The best matching. Equal input gives an equal result. Raises ProblemError."""
    rules = Rules(problem)
    solver = _Solver(rules, work, seed)
    chosen, bound, optimal = solver.run()
    return describe(rules, chosen, bound, optimal=optimal)


def score_of(rules: Rules, chosen: frozenset[Pair]) -> Score:
    """What a matching scores."""
    far = unknown_metres(rules)
    at = {(pair.pupil, pair.slot): pair.company for pair in chosen}
    metres = [rules.metres(pair) for pair in chosen]
    return Score(
        released=len(rules.kept - chosen),
        unmatched=sum(len(pupil.slots) for pupil in rules.problem.pupils) - len(chosen),
        unwished=sum(not rules.wished(pair) for pair in chosen),
        changes=sum(
            not (here := at.get((pupil.key, one))) or here != at.get((pupil.key, other))
            for pupil in rules.problem.pupils
            for one, other in zip(pupil.slots, pupil.slots[1:], strict=False)
        ),
        metres=sum(far if each is None else each for each in metres),
    )


def unknown_metres(rules: Rules) -> int:
    """What a distance that is not known counts for."""
    known = [
        km for pupil in rules.problem.pupils for company in rules.problem.companies if (km := rules.km(pupil, company))
    ]
    return round(max(known, default=0.0) * 1000) + 1


def describe(rules: Rules, chosen: frozenset[Pair], bound: Score, *, optimal: bool) -> Result:
    """A matching with everything that people must know of it."""
    order = {slot.key: number for number, slot in enumerate(rules.problem.slots)}
    matches = []
    for pair in sorted(chosen, key=lambda each: (order[each.slot], each.pupil)):
        km = rules.km(rules.pupils[pair.pupil], rules.companies[pair.company])
        matches.append(Match(pair, None if km is None else round(km, 1), rules.wished(pair), pair in rules.kept))
    known = [each.km for each in matches if each.km is not None]
    unmatched = explain_unmatched(rules, chosen)
    return Result(
        tuple(matches),
        unmatched,
        explain_released(rules, chosen),
        shortages_of(rules, unmatched),
        Decimal(str(round(sum(known), 1))),
        len(matches) - len(known),
        score_of(rules, chosen),
        bound,
        optimal,
    )


class _Solver:
    def __init__(self, rules: Rules, work: float, seed: int) -> None:
        from ortools.sat.python import cp_model

        self.cp, self.rules, self.work, self.seed = cp_model, rules, work, seed
        self.model: Any = cp_model.CpModel()
        problem = rules.problem
        self.vars: dict[Pair, Any] = {}
        for pupil in problem.pupils:
            for slot in pupil.slots:
                for company in problem.companies:
                    pair = Pair(pupil.key, slot, company.key)
                    if rules.bar(pair) is None:
                        self.vars[pair] = self.model.new_bool_var(f"{len(self.vars)}")
        self._capacity()
        self.stays = self._stays()

    def _capacity(self) -> None:
        at_pupil: dict[tuple[str, str], list[Any]] = defaultdict(list)
        at_company: dict[tuple[str, str], list[Any]] = defaultdict(list)
        for pair, var in self.vars.items():
            at_pupil[pair.pupil, pair.slot].append(var)
            at_company[pair.company, pair.slot].append(var)
        for variables in at_pupil.values():
            self.model.add_at_most_one(variables)
        for key, variables in at_company.items():
            if len(variables) > self.rules.places[key]:
                self.model.add(sum(variables) <= self.rules.places[key])

    def _stays(self) -> list[Any]:
        found = []
        for pupil in self.rules.problem.pupils:
            for one, other in zip(pupil.slots, pupil.slots[1:], strict=False):
                for company in self.rules.problem.companies:
                    first = self.vars.get(Pair(pupil.key, one, company.key))
                    second = self.vars.get(Pair(pupil.key, other, company.key))
                    if first is not None and second is not None:
                        both = self.model.new_bool_var(f"s{len(found)}")
                        self.model.add_implication(both, first)
                        self.model.add_implication(both, second)
                        found.append(both)
        return found

    def run(self) -> tuple[frozenset[Pair], Score, bool]:
        bounds: list[int] = []
        optimal = True
        # Nobody anywhere breaks no rule.
        chosen: frozenset[Pair] = frozenset()
        for name, goal in self._goals().items():
            found, bound = self._settle(goal, chosen)
            chosen = chosen if found is None else found
            value: int = getattr(score_of(self.rules, chosen), name)
            # After a goal that is not proven, what holds for the next ones is not known.
            bounds.append(min(bound, value) if optimal else 0)
            optimal = optimal and value == bound
            self.model.add(goal <= value)
        return chosen, Score(*bounds), optimal

    def _goals(self) -> dict[str, Any]:
        """What is made small, in the order and by the names of ``Score``."""
        rules, variables = self.rules, self.vars
        turns = sum(max(len(pupil.slots) - 1, 0) for pupil in rules.problem.pupils)
        far = unknown_metres(rules)
        metres = {pair: far if (each := rules.metres(pair)) is None else each for pair in variables}
        total = self.cp.LinearExpr.weighted_sum
        every = list(variables)
        all_of = [variables[pair] for pair in every]
        return {
            "released": len(rules.kept) - total(all_of, [int(pair in rules.kept) for pair in every]),
            "unmatched": sum(len(pupil.slots) for pupil in rules.problem.pupils) - total(all_of, [1] * len(every)),
            "unwished": total(all_of, [int(not rules.wished(pair)) for pair in every]),
            "changes": turns - total(self.stays, [1] * len(self.stays)),
            "metres": total(all_of, [metres[pair] for pair in every]),
        }

    def _settle(self, goal: Any, before: frozenset[Pair]) -> tuple[frozenset[Pair] | None, int]:
        """A matching with this goal as small as it can be, and what it cannot go below."""
        self.model.clear_hints()
        for pair, var in self.vars.items():
            self.model.add_hint(var, pair in before)
        self.model.minimize(goal)
        solver = self.cp.CpSolver()
        solver.parameters.max_deterministic_time = self.work
        solver.parameters.random_seed = self.seed
        solver.parameters.num_workers = 1
        status = solver.solve(self.model)
        if status not in (self.cp.OPTIMAL, self.cp.FEASIBLE):
            return None, 0
        bound = max(0, ceil(solver.best_objective_bound - 1e-6))
        return frozenset(pair for pair, var in self.vars.items() if solver.boolean_value(var)), bound
