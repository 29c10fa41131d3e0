"""Divide the work: one goal after the other, each without giving up anything of those before it."""

import time
from decimal import Decimal
from typing import Any

from naadloos.engines.search import Control
from naadloos.engines.team.bound import fewest_handovers
from naadloos.engines.team.check import check
from naadloos.engines.team.layout import Layout, Shares, lay_out
from naadloos.engines.team.lns import improve, rank
from naadloos.engines.team.model import Built, add_spread, build, shares_of
from naadloos.engines.team.score import advice_of, assignments_of, gaps_of, loads_of, notes_of, values
from naadloos.engines.team.start import greedy
from naadloos.engines.team.types import GoalValue, TeamGoal, TeamProblem, TeamResult, TeamStatus

# Which part of what is left of the time each goal may take; hand-overs are the hard one.
SHARES = {
    TeamGoal.UNCOVERED: 0.3,
    TeamGoal.HANDOVERS: 0.5,
    TeamGoal.DOUBTS: 0.3,
    TeamGoal.WISHES: 0.4,
    TeamGoal.SPREAD: 1.0,
}
# Before the whole is taken for these goals parts are divided anew: of the work, and until when on the clock.
PARTS = {TeamGoal.UNCOVERED: (0.15, 0.25), TeamGoal.HANDOVERS: (0.5, 0.65)}
# Of what is left, to go back to what the parts had found once it is known how much can be covered.
NEAR = 0.2
IN_HOURS = (TeamGoal.UNCOVERED, TeamGoal.SPREAD)


def propose(
    problem: TeamProblem,
    *,
    seconds: float = 3.0,
    seed: int = 1,
    workers: int = 1,
    clock: float | None = None,
    control: Control | None = None,
) -> TeamResult:
    """The best division found with about ``seconds`` of work; equal input gives an equal result.

    The work is counted in the solver's own time, so that the speed of the machine does not decide; only the
    ``clock`` does, which stops it after four times as long when nothing else is said: a second of the solver's own
    time is two or three on a common machine. A problem with faults is
    not solved but returned as ``ongeldig``. There always is a division: what nobody can give is a gap.
    """
    if faults := check(problem):
        return TeamResult(TeamStatus.INVALID, faults=faults)
    return _Search(lay_out(problem), seconds, seed, workers, clock, control or Control()).run()


class _Search:
    def __init__(
        self, layout: Layout, seconds: float, seed: int, workers: int, clock: float | None, control: Control
    ) -> None:
        # Loading the solver takes a good part of a second, once per process: not part of the clock.
        from ortools.sat.python import cp_model  # noqa: F401

        self.layout, self.seed, self.workers, self.control = layout, seed, workers, control
        self.work = seconds
        self.clock = 4 * seconds + 1 if clock is None else clock
        self.until = time.monotonic() + self.clock
        self.out_of_clock = False

    def run(self) -> TeamResult:
        best = greedy(self.layout)
        built = build(self.layout)
        bounds: dict[TeamGoal, int] = {}
        for goal in TeamGoal:
            if goal is TeamGoal.SPREAD:
                add_spread(built, sum(best.values()))
            if goal in PARTS:
                best = self._parts(best, goal)
            before = best
            best, bounds[goal] = self._goal(built, goal, best)
            if goal is TeamGoal.UNCOVERED and best is not before:
                best = self._near(built, before, best)
            built.model.add(built.goal(goal) <= values(self.layout, best)[goal])
        return self._result(best, bounds)

    def _parts(self, best: Shares, goal: TeamGoal) -> Shares:
        work, part = PARTS[goal]
        end = self.until - (1 - part) * self.clock

        def over() -> bool:
            return self.control.stopped or time.monotonic() > end

        found, took = improve(self.layout, best, work=self.work * work, seed=self.seed, over=over)
        self.work -= took
        return found

    def _near(self, built: Built, before: Shares, best: Shares) -> Shares:
        """Covering as much, with little that is other than what the parts had found: they kept teachers on lines."""
        from ortools.sat.python import cp_model

        most = values(self.layout, best)[TeamGoal.UNCOVERED]
        # Whoever was on a need stays there, and few come beside them; when that cannot be, as near to it as can be.
        for stay in (True, False):
            covered = built.model.clone()
            covered.add(built.goal(TeamGoal.UNCOVERED) <= most)
            covered.minimize(sum(var for pair, var in built.there.items() if pair not in before))
            for pair in before if stay else ():
                covered.add(built.there[pair] == 1)
            _hint(built, covered, before if stay else best)
            left = self.until - time.monotonic()
            if self.control.stopped or left <= 0:
                return best
            made = self._solver(max(0.01, self.work * NEAR), left * NEAR)
            self.control.follow(made)
            status = made.solve(covered)
            self.work -= made.response_proto.deterministic_time
            if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
                return shares_of(built, made.value)
        return best

    def _goal(self, built: Built, goal: TeamGoal, best: Shares) -> tuple[Shares, int]:
        """The best of this goal, and what is proven of it."""
        from ortools.sat.python import cp_model

        now = values(self.layout, best)[goal]
        floor = self._floor(goal, best) if now else 0
        if now == floor:
            return best, now
        left = self.until - time.monotonic()
        if self.control.stopped or left <= 0:
            self.out_of_clock = True
            return best, floor
        if floor:
            built.model.add(built.goal(goal) >= floor)
        made = self._solver(max(0.01, self.work * SHARES[goal]), left * SHARES[goal])
        built.model.minimize(built.goal(goal))
        _hint(built, built.model, best)
        self.control.follow(made)
        status = made.solve(built.model)
        self.work -= made.response_proto.deterministic_time
        if status == cp_model.MODEL_INVALID:
            raise RuntimeError(built.model.validate())
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            found = shares_of(built, made.value)
            # As good for this goal is not enough: what the parts won for the next ones would be lost.
            if rank(self.layout, found) < rank(self.layout, best):
                best, now = found, values(self.layout, found)[goal]
        if time.monotonic() > self.until:
            self.out_of_clock = True
        if status == cp_model.OPTIMAL:
            return best, now
        # The values are whole numbers: just above 41 means at least 42.
        bound = made.best_objective_bound
        return best, min(now, max(floor, -int(-(bound - 1e-6) // 1))) if bound > 0 else floor

    def _floor(self, goal: TeamGoal, best: Shares) -> int:
        """What is proven of a goal without a search."""
        if goal is not TeamGoal.HANDOVERS:
            return 0
        return fewest_handovers(self.layout, values(self.layout, best)[TeamGoal.UNCOVERED])

    def _solver(self, work: float, seconds: float) -> Any:
        from ortools.sat.python import cp_model

        made = cp_model.CpSolver()
        made.parameters.random_seed = self.seed
        made.parameters.num_workers = self.workers
        made.parameters.interleave_search = self.workers > 1
        made.parameters.max_deterministic_time = work
        made.parameters.max_time_in_seconds = seconds
        if self.workers == 1:
            made.parameters.linearization_level = 2
        return made

    def _result(self, best: Shares, bounds: dict[TeamGoal, int]) -> TeamResult:
        layout = self.layout
        counted = values(layout, best)
        goals = tuple(_value(layout, goal, counted[goal], bounds[goal]) for goal in TeamGoal)
        gaps = gaps_of(layout, best)
        if all(each.gap == 0 for each in goals):
            status = TeamStatus.OPTIMAL
        else:
            status = TeamStatus.STOPPED if self.control.stopped or self.out_of_clock else TeamStatus.FEASIBLE
        return TeamResult(
            status,
            assignments_of(layout, best),
            loads_of(layout, best),
            gaps,
            advice_of(layout, gaps),
            goals,
            notes_of(layout),
        )


def _value(layout: Layout, goal: TeamGoal, value: int, bound: int) -> GoalValue:
    gap = Decimal(0) if bound >= value else (Decimal(100 * (value - bound)) / value).quantize(Decimal("0.01"))
    if goal in IN_HOURS:
        return GoalValue(goal, layout.hours(value), layout.hours(bound), gap)
    return GoalValue(goal, Decimal(value), Decimal(bound), gap)


def _hint(built: Built, model: Any, shares: Shares) -> None:
    model.clear_hints()
    for pair, var in built.there.items():
        model.add_hint(var, pair in shares)
        model.add_hint(built.grains[pair], shares.get(pair, 0))
