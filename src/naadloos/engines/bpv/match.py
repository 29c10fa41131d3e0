"""Pupils to places, by mixed integer programming (HiGHS): what comes first is settled first.

In this order: keep what was agreed before, as many pupils as possible, wishes, the same company in the next period,
few kilometres. Each is made as good as it can be, and then held while the next one is. Recognition, places and the
longest way are never given up. A distance that is not known counts as a little more than the longest that is.
"""

from collections import defaultdict
from dataclasses import dataclass, fields
from decimal import Decimal
from math import ceil

from naadloos.engines import search
from naadloos.engines.bpv.explain import explain_released, explain_unmatched, shortages_of
from naadloos.engines.bpv.rules import Rules
from naadloos.engines.bpv.types import Match, Pair, Problem, Result, Score

# Seconds for each of the five; what is not proven by then is told by the bound.
SECONDS = 8.0
PARTS = len(fields(Score))


# What is settled when it is known how many pupils can have a place; before that there is nothing to keep.
_WORTH_KEEPING = ("released", "unmatched")


@dataclass(frozen=True, slots=True)
class Found:
    """A matching as it is kept. ``bound`` and ``optimal`` as in ``Result``, which ``told`` makes of it."""

    chosen: frozenset[Pair]
    bound: Score
    optimal: bool


class Control(search.Control):
    """Give it to ``find`` and keep it; ``stop`` may be called from any thread, and the rest be read from any.

    HiGHS cannot be told to break off what it works on: a search that was asked to stop ends after that part. Who does
    not want to wait takes ``best``. ``settled``: how many of the ``PARTS`` are done.
    """

    def __init__(self) -> None:
        super().__init__()
        self.settled = 0
        self.best: Found | None = None


def match(problem: Problem, *, seconds: float = SECONDS) -> Result:
    """The best matching, and what none can be better than. Raises ProblemError."""
    rules = Rules(problem)
    return describe(rules, _Solver(rules, seconds, Control()).run())


def find(problem: Problem, *, seconds: float = SECONDS, control: Control) -> Found:
    """As ``match``, for who follows the search; stopped early it gives the best so far. Raises ProblemError."""
    return _Solver(Rules(problem), seconds, control).run()


def told(problem: Problem, found: Found) -> Result:
    """What people must know of a matching of this problem that was kept. Raises ProblemError."""
    return describe(Rules(problem), found)


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


def describe(rules: Rules, found: Found) -> Result:
    """A matching with everything that people must know of it."""
    chosen = found.chosen
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
        found.bound,
        found.optimal,
    )


class _Solver:
    """Every pair that may be is a variable of 0 or 1, and so is every company that a pupil stays with."""

    def __init__(self, rules: Rules, seconds: float, control: Control) -> None:
        self.rules, self.seconds, self.control = rules, seconds, control
        problem = rules.problem
        self.pairs = [
            pair
            for pupil in problem.pupils
            for slot in pupil.slots
            for company in problem.companies
            if rules.bar(pair := Pair(pupil.key, slot, company.key)) is None
        ]
        self.index = {pair: number for number, pair in enumerate(self.pairs)}
        self.stays = [
            (self.index[first], self.index[second])
            for pupil in problem.pupils
            for one, other in zip(pupil.slots, pupil.slots[1:], strict=False)
            for company in problem.companies
            if (first := Pair(pupil.key, one, company.key)) in self.index
            and (second := Pair(pupil.key, other, company.key)) in self.index
        ]
        # Rows that may not go above their limit: (variables, factors, limit).
        self.rows: list[tuple[list[int], list[int], int]] = []
        self._capacity()

    def _capacity(self) -> None:
        at_pupil: dict[tuple[str, str], list[int]] = defaultdict(list)
        at_company: dict[tuple[str, str], list[int]] = defaultdict(list)
        for pair, number in self.index.items():
            at_pupil[pair.pupil, pair.slot].append(number)
            at_company[pair.company, pair.slot].append(number)
        for several in at_pupil.values():
            self.rows.append((several, [1] * len(several), 1))
        for key, several in at_company.items():
            if len(several) > self.rules.places[key]:
                self.rows.append((several, [1] * len(several), self.rules.places[key]))
        for number, both in enumerate(self.stays, len(self.pairs)):
            self.rows += [([number, each], [1, -1], 0) for each in both]

    def run(self) -> Found:
        bounds: list[int] = []
        optimal = True
        # Nobody anywhere breaks no rule.
        chosen: frozenset[Pair] = frozenset()
        for name, (fixed, factors) in self._goals().items():
            found, bound = self._settle(factors)
            chosen = chosen if found is None else found
            value: int = getattr(score_of(self.rules, chosen), name)
            # After a goal that is not proven, what holds for the next ones is not known.
            bounds.append(max(0, min(fixed + bound, value)) if optimal else 0)
            optimal = optimal and value == bounds[-1]
            used = [number for number, factor in enumerate(factors) if factor]
            if used:
                self.rows.append((used, [factors[number] for number in used], value - fixed))
            if not self.control.stopped:
                self._settled(chosen, bounds)
        return Found(chosen, Score(*bounds), optimal)

    def _settled(self, chosen: frozenset[Pair], bounds: list[int]) -> None:
        """Let others see how far it is; of what is not settled nothing is proven."""
        if len(bounds) >= len(_WORTH_KEEPING):
            self.control.best = Found(chosen, Score(*bounds), optimal=False)
        self.control.settled = len(bounds)

    def _goals(self) -> dict[str, tuple[int, list[int]]]:
        """What is made small, in the order and by the names of ``Score``: what is fixed, and a factor per variable."""
        rules = self.rules
        far = unknown_metres(rules)
        none = [0] * len(self.stays)
        return {
            "released": (len(rules.kept), [-(pair in rules.kept) for pair in self.pairs] + none),
            "unmatched": (sum(len(pupil.slots) for pupil in rules.problem.pupils), [-1] * len(self.pairs) + none),
            "unwished": (0, [int(not rules.wished(pair)) for pair in self.pairs] + none),
            "changes": (
                sum(max(len(pupil.slots) - 1, 0) for pupil in rules.problem.pupils),
                [0] * len(self.pairs) + [-1] * len(self.stays),
            ),
            "metres": (0, [far if (each := rules.metres(pair)) is None else each for pair in self.pairs] + none),
        }

    def _settle(self, factors: list[int]) -> tuple[frozenset[Pair] | None, int]:
        """A matching with this sum as small as it can be, and what the sum cannot go below."""
        if not any(factors):
            return None, 0
        if self.control.stopped:
            return None, -sum(map(abs, factors))
        import numpy as np
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import csr_matrix

        size = len(factors)
        data = [factor for _used, row, _limit in self.rows for factor in row]
        columns = [number for used, _row, _limit in self.rows for number in used]
        lines = [line for line, (used, _row, _limit) in enumerate(self.rows) for _number in used]
        matrix = csr_matrix((data, (lines, columns)), shape=(len(self.rows), size))
        # To stay is whole of itself when the places are.
        whole = np.array([1] * len(self.pairs) + [0] * len(self.stays))
        found = milp(
            np.array(factors),
            constraints=LinearConstraint(matrix, -np.inf, np.array([limit for *_row, limit in self.rows], dtype=float)),
            integrality=whole,
            bounds=Bounds(0, 1),
            options={"mip_rel_gap": 0, "time_limit": self.seconds},
        )
        bound = -sum(map(abs, factors)) if found.mip_dual_bound is None else ceil(found.mip_dual_bound - 1e-6)
        if found.x is None:
            return None, bound
        return frozenset(pair for pair, number in self.index.items() if found.x[number] > 0.5), bound
