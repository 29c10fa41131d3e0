"""Make the best plan, or say why there is none.

A first plan comes from ``start``. Then two things run side by side: ``lns`` makes it better, ``prove`` pushes
up what no plan can go below. They do not look at each other, so that equal input gives an equal plan; the
better plan of the two is the answer, and the bound holds for both.
"""

import threading
import time
from collections.abc import Callable
from decimal import Decimal

from naadloos.engines.planner import lns
from naadloos.engines.planner.arithmetic import shortages, too_full
from naadloos.engines.planner.check import check
from naadloos.engines.planner.clash import clash
from naadloos.engines.planner.goals import Targets, cost_of, targets_of
from naadloos.engines.planner.layout import Layout, Row, lay_out, settle
from naadloos.engines.planner.options import Pieces, cents, from_cents
from naadloos.engines.planner.prove import Proof, Prover
from naadloos.engines.planner.score import score_of
from naadloos.engines.planner.start import Start
from naadloos.engines.planner.types import (
    PeriodLoad,
    PlanPlacement,
    PlanProblem,
    PlanResult,
    PlanStatus,
    Reason,
)
from naadloos.engines.route.terms import gettext_noop

# ``on_better`` gets each better plan and stops the search by answering True.
OnBetter = Callable[[PlanResult], bool]

# Below so many units one model answers at once; above it, a few rounds give the prover a good start.
SMALL, EARLY = 30, 0.15
TRIES, ROUNDS = 6, 150


def plan(
    problem: PlanProblem,
    *,
    seconds: float = 10.0,
    seed: int = 1,
    on_better: OnBetter | None = None,
    workers: int = 2,
) -> PlanResult:
    """The best plan found with about ``seconds`` of work; equal input gives an equal result.

    The work is counted in the solver's own time, so that the speed of the machine does not decide; the clock
    only stops it after half as long again. Stopping through ``on_better`` keeps the best plan so far.
    Finding the clashing demands of an impossible problem may take as long again.

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
    return Search(layout, seconds, seed, on_better, workers).run()


class Search:
    """One run of ``plan`` on a problem without faults."""

    def __init__(self, layout: Layout, seconds: float, seed: int, on_better: OnBetter | None, workers: int) -> None:
        self.layout, self.targets = layout, targets_of(layout)
        self.seconds, self.seed, self.on_better, self.workers = seconds, seed, on_better, workers
        self.until = time.monotonic() + 1.5 * seconds + 1
        self.prover = Prover(layout, self.targets, seed=seed, workers=max(1, workers - 1))
        self.best: dict[int, Pieces] | None = None
        self.cost = 0
        self.stopped = False
        self.lock = threading.Lock()

    def run(self) -> PlanResult:
        first = first_plan(self.layout, self.targets, self.seed, self.until)
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
            self.prover = Prover(self.layout, self.targets, seed=self.seed, workers=max(1, self.workers - 1))
        self._tell(first, sum(cost_of(self.layout, self.targets, first).values()))
        if self.cost == 0 or self.stopped:
            return self._result(optimal=self.cost == 0)
        return self._improve(first)

    def _improve(self, first: dict[int, Pieces]) -> PlanResult:
        # Freeing nearly all units of a small problem would repeat what the prover does.
        small = len(self.layout.forms) <= SMALL
        alone = self.workers == 1
        found = first
        if not small:
            found = self._search(first, self.seconds * (0.5 if alone else EARLY), self.seed)
        proofs: list[Proof] = []

        def prove() -> None:
            work = self.seconds * (0.5 if alone else 1)
            proofs.append(
                self.prover.run(found, work=work, seconds=self._left(), better=self._heard if small or alone else None)
            )

        if small or alone:
            prove()
        elif not self.stopped:
            thread = threading.Thread(target=prove, daemon=True)
            thread.start()
            found = self._search(found, self.seconds * (1 - EARLY), self.seed + 1, thread)
            if self.stopped:
                self.prover.stop()
            thread.join()
        proof = proofs[0] if proofs else Proof(None, 0, optimal=False, impossible=False)
        costs = sum(cost_of(self.layout, self.targets, found).values())
        if proof.plan is not None:
            other = sum(cost_of(self.layout, self.targets, proof.plan).values())
            # A proven plan is the answer also when the search found as good a one: when it did, is chance.
            if other < costs or proof.optimal:
                found, costs = proof.plan, other
        if costs < self.cost or not self.stopped:
            self.best, self.cost = found, costs
        return self._result(optimal=proof.optimal)

    def _search(
        self, start: dict[int, Pieces], work: float, seed: int, beside: threading.Thread | None = None
    ) -> dict[int, Pieces]:
        def over() -> bool:
            ready = beside is not None and not beside.is_alive() and self.prover.bound >= self.cost
            return self.stopped or ready or time.monotonic() > self.until

        return lns.improve(self.layout, self.targets, start, work=work, seed=seed, better=self._tell, over=over)

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


def first_plan(layout: Layout, targets: Targets, seed: int, until: float) -> dict[int, Pieces] | None:
    """A valid plan without the solver, or None when the search gives up."""
    for number in range(TRIES):
        start = Start(layout, targets, seed + number)
        if start.search(until, ROUNDS) is not None:
            return start.improve(until)
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
