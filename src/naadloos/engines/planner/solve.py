"""Make the best plan, or say why there is none.

A first plan comes from ``start``; ``lns`` makes it better by laying out parts anew; ``prove`` takes the whole,
improves further and pushes up what no plan can go below. The first two are plain steps with a seed; the last
works by turns, so that equal input gives an equal plan.
"""

import time
from collections.abc import Callable, Iterable
from decimal import Decimal

from naadloos.engines.planner import lns
from naadloos.engines.planner.arithmetic import shortages, too_full
from naadloos.engines.planner.check import check
from naadloos.engines.planner.clash import clash
from naadloos.engines.planner.control import Control
from naadloos.engines.planner.goals import Targets, cost_of, targets_of
from naadloos.engines.planner.layout import Layout, Row, lay_out, settle
from naadloos.engines.planner.options import Pieces, cents, from_cents
from naadloos.engines.planner.prove import Proof, Prover
from naadloos.engines.planner.score import pieces_of, score_of
from naadloos.engines.planner.start import Start
from naadloos.engines.planner.types import (
    PeriodLoad,
    PlanPlacement,
    PlanProblem,
    PlanResult,
    PlanStatus,
    Reason,
)
from naadloos.engines.planner.verify import verify
from naadloos.engines.route.terms import gettext_noop

# ``on_better`` gets each better plan and stops the search by answering True.
OnBetter = Callable[[PlanResult], bool]

# Up to so many units one model answers at once; above it, a part of the time gives it a good start.
SMALL, EARLY = 30, 0.1
# The first plan: when a search does not end soon another begins, each twice as long.
TRIES, ROUNDS = 4, 60


def plan(
    problem: PlanProblem,
    *,
    seconds: float = 10.0,
    seed: int = 1,
    on_better: OnBetter | None = None,
    workers: int = 2,
    clock: float | None = None,
    repeatable: bool = True,
    start: Iterable[PlanPlacement] = (),
    control: Control | None = None,
) -> PlanResult:
    """The best plan found with about ``seconds`` of work; equal input gives an equal result.

    The work is counted in the solver's own time, so that the speed of the machine does not decide. Only the
    ``clock`` does, which stops it after half as long again when nothing else is said. Stopping through
    ``on_better`` keeps the best plan so far. Without ``repeatable`` the workers of the solver help each other as
    it comes: usually a better plan in the same time, but not the same plan each time.
    Finding the clashing demands of an impossible problem may take as long again.
    ``start``: a plan that was found before, to go on from; it is left aside when it breaks a rule of this problem.
    Through ``control`` another thread stops the search or asks how good it is by now.

    A problem with faults is not solved but returned as ``ongeldig`` with every fault. When nothing fits, the
    reasons name the demands that cannot go together. ``onbekend`` says that neither a plan nor a proof was
    found in time.
    """
    faults = check(problem)
    if faults:
        return PlanResult(PlanStatus.INVALID, reasons=faults)
    layout = lay_out(settle(problem))
    if reasons := shortages(layout):
        return PlanResult(PlanStatus.IMPOSSIBLE, reasons=reasons)
    search = Search(layout, seconds, seed, on_better, workers, clock, repeatable=repeatable)
    given = tuple(start)
    if given and not verify(layout.problem, given):
        search.given = pieces_of(layout, given)
    if control is not None:
        control.follow(search)
    return search.run()


class Search:
    """One run of ``plan`` on a problem without faults."""

    def __init__(
        self,
        layout: Layout,
        seconds: float,
        seed: int,
        on_better: OnBetter | None,
        workers: int,
        clock: float | None,
        *,
        repeatable: bool,
    ) -> None:
        self.layout, self.targets, self.repeatable = layout, targets_of(layout), repeatable
        self.seconds, self.seed, self.on_better, self.workers = seconds, seed, on_better, workers
        self.until = time.monotonic() + (1.5 * seconds + 1 if clock is None else clock)
        self.prover = Prover(layout, self.targets, seed=seed, workers=workers)
        self.best: dict[int, Pieces] | None = None
        self.cost = 0
        self.stopped = False
        self.given: dict[int, Pieces] | None = None

    def stop(self) -> None:
        """End soon with the best so far; from any thread, and again when the search went on with a next part."""
        self.stopped = True
        self.until = min(self.until, time.monotonic())
        self.prover.stop()

    def now(self) -> PlanResult | None:
        """The best so far with what is proven by now; from any thread."""
        return None if self.best is None else self._result(optimal=False)

    def run(self) -> PlanResult:
        first = self.given or first_plan(self.layout, self.targets, self.seed, self.until, told=self._heard)
        if first is None:
            if full := too_full(self.layout):
                return PlanResult(PlanStatus.IMPOSSIBLE, reasons=tuple(full))
            proof = self.prover.run(None, work=self.seconds, seconds=self._left(), first_only=True)
            if proof.impossible:
                reasons = clash(self.layout, seconds=self.seconds, seed=self.seed)
                return PlanResult(PlanStatus.IMPOSSIBLE, reasons=reasons)
            if proof.plan is None:
                return PlanResult(PlanStatus.UNKNOWN, reasons=(_out_of_time(),))
            first = proof.plan
        self._tell(first, sum(cost_of(self.layout, self.targets, first).values()))
        if self.cost == 0 or self.stopped:
            return self._result(optimal=self.cost == 0)
        return self._improve(first)

    def _improve(self, first: dict[int, Pieces]) -> PlanResult:
        units = len(self.layout.forms)
        if units <= SMALL:
            return self._prove(first, self.seconds)
        found = self._search(first, self.seconds * EARLY)
        return self._prove(found, self.seconds * (1 - EARLY))

    def _prove(self, found: dict[int, Pieces], work: float) -> PlanResult:
        """One model with everything; it also finds plans."""
        if self.stopped:
            return self._result(optimal=False)
        self.prover = Prover(
            self.layout, self.targets, seed=self.seed, workers=self.workers, repeatable=self.repeatable
        )
        return self._end(found, self.prover.run(found, work=work, seconds=self._left(), better=self._heard))

    def _end(self, found: dict[int, Pieces], proof: Proof) -> PlanResult:
        cost = sum(cost_of(self.layout, self.targets, found).values())
        if proof.plan is not None:
            other = sum(cost_of(self.layout, self.targets, proof.plan).values())
            # A proven plan is the answer also when the search found as good a one: when it did, is chance.
            if other < cost or proof.optimal:
                found, cost = proof.plan, other
        if cost < self.cost or not self.stopped:
            self.best, self.cost = found, cost
        return self._result(optimal=proof.optimal)

    def _search(self, start: dict[int, Pieces], work: float) -> dict[int, Pieces]:
        def over() -> bool:
            return self.stopped or time.monotonic() > self.until

        return lns.improve(self.layout, self.targets, start, work=work, seed=self.seed, better=self._tell, over=over)

    def _left(self) -> float:
        return max(0.01, self.until - time.monotonic())

    def _heard(self, found: dict[int, Pieces]) -> bool:
        return self._tell(found, sum(cost_of(self.layout, self.targets, found).values()))

    def _tell(self, found: dict[int, Pieces], cost: int) -> bool:
        if self.best is None or cost < self.cost:
            self.best, self.cost = found, cost
            if self.on_better is not None and self.on_better(self._result(optimal=False)):
                self.stopped = True
        return self.stopped

    def _result(self, *, optimal: bool) -> PlanResult:
        if self.best is None:
            raise RuntimeError("no plan to give")
        bound = self.cost if optimal else min(self.prover.bound, self.cost)
        return result_of(self.layout, self.targets, self.best, bound)


def first_plan(
    layout: Layout,
    targets: Targets,
    seed: int,
    until: float,
    tries: int = TRIES,
    told: Callable[[dict[int, Pieces]], bool] | None = None,
) -> dict[int, Pieces] | None:
    """A valid plan without the solver, or None when the search gives up; ``told`` hears of it before it is improved."""
    for number in range(tries):
        start = Start(layout, targets, seed + number)
        found = start.search(until, ROUNDS * 2**number)
        if found is not None:
            return found if told is not None and told(found) else start.improve(until)
    return None


def result_of(layout: Layout, targets: Targets, found: dict[int, Pieces], bound: int) -> PlanResult:
    costs = cost_of(layout, targets, found)
    total = sum(costs.values())
    placements = placements_of(layout, found)
    gap = Decimal(0) if bound >= total else (Decimal(100 * (total - bound)) / max(total, 100)).quantize(Decimal("0.01"))
    return PlanResult(
        PlanStatus.OPTIMAL if bound >= total else PlanStatus.VALID,
        placements,
        loads_of(layout, found),
        gap,
        score=score_of(layout, targets, found),
        bound=from_cents(bound),
    )


def placements_of(layout: Layout, found: dict[int, Pieces]) -> tuple[PlanPlacement, ...]:
    return tuple(
        PlanPlacement(form.unit.key, *layout.place(at), from_cents(hours))
        for form in layout.forms
        for at, hours in found[form.at]
    )


def loads_of(layout: Layout, found: dict[int, Pieces]) -> tuple[PeriodLoad, ...]:
    return tuple(_load(layout, found, row, at) for row in layout.rows for at in range(row.first, row.last + 1))


def _load(layout: Layout, found: dict[int, Pieces], row: Row, at: int) -> PeriodLoad:
    hours = sum(piece for unit in row.units for place, piece in found[unit] if place == at)
    return PeriodLoad(
        *layout.place(at), from_cents(hours), from_cents(cents(layout.slots[at].hours)), row.variant, row.group
    )


def _out_of_time() -> Reason:
    return Reason(
        "tijd_op",
        gettext_noop(
            "Binnen de tijd is geen plan gevonden, en ook niet bewezen dat er geen is. Geef meer rekentijd "
            "of meer ruimte."
        ),
    )
