"""Make a division better by dividing a few lines anew, again and again, the others staying as they are."""

from collections import defaultdict
from collections.abc import Callable
from random import Random
from typing import Any

from naadloos.engines.team.layout import Layout, Shares
from naadloos.engines.team.model import build, shares_of
from naadloos.engines.team.score import values
from naadloos.engines.team.types import TeamGoal

# Lines at once, and the solver's own time for one part: with more lines a part is rarely solved.
LINES, PART = 7, 0.06
# Making the model of a part takes longer than solving it; counted as a fixed time, so that the clock does not decide.
MAKING = 0.01
# In a row without anything better; then more of the same is of little use.
PATIENCE = 60


def improve(
    layout: Layout, shares: Shares, *, work: float, seed: int, over: Callable[[], bool]
) -> tuple[Shares, float]:
    """A division that is at least as good, goal after goal, and the solver's own time that it took."""
    draw = Random(seed)  # noqa: S311 - where to look next, nothing secret
    lines = layout.lines
    if len(lines) <= LINES:
        return shares, 0.0  # one part would be the whole, and that comes next anyhow
    near = _near(layout)
    spent, idle = 0.0, 0
    now = rank(layout, shares)
    while spent < work and idle < PATIENCE and not over():
        first = draw.choice(_bad(layout, shares) or range(len(lines)))
        if draw.random() < 0.2:
            first = draw.randrange(len(lines))
        others = draw.sample(near[first], min(LINES - 1, len(near[first])))
        part = sorted(at for each in (first, *others) for at in lines[each])
        found, took = _anew(layout, shares, part, seed)
        spent += took
        idle += 1
        if found is not None and (other := rank(layout, found)) <= now:
            if other < now:
                idle = 0
            shares, now = found, other
    return shares, spent


def rank(layout: Layout, shares: Shares) -> tuple[int, ...]:
    return tuple(values(layout, shares)[goal] for goal in TeamGoal)


def _near(layout: Layout) -> list[list[int]]:
    """Per line those with a teacher in common in a period."""
    may: list[set[Any]] = [
        {(who, layout.rows[at].need.place) for at in line for who, _ in layout.rows[at].may} for line in layout.lines
    ]
    return [[other for other in range(len(may)) if other != one and may[one] & may[other]] for one in range(len(may))]


def _bad(layout: Layout, shares: Shares) -> list[int]:
    """Lines with a change of teacher or hours without one."""
    given: dict[int, dict[int, int]] = defaultdict(dict)
    for (at, who), grains in shares.items():
        given[at][who] = grains
    found = []
    for number, line in enumerate(layout.lines):
        everyone = {who for at in line for who in given[at]}
        short = any(sum(given[at].values()) < layout.rows[at].hours for at in line)
        if short or len(everyone) > layout.beginners(line):
            found.append(number)
    return found


def _anew(layout: Layout, shares: Shares, part: list[int], seed: int) -> tuple[Shares | None, float]:
    """These needs divided anew in the room that the others leave, and the time it took."""
    from ortools.sat.python import cp_model

    number = {at: index for index, at in enumerate(part)}
    room = dict(layout.room)
    for (at, who), grains in shares.items():
        if at not in number:
            room[who, layout.rows[at].need.place] -= grains
    small = Layout(layout.problem, tuple(layout.rows[at] for at in part), room)
    built = build(small)
    for pair, var in built.there.items():
        before = shares.get((part[pair[0]], pair[1]), 0)
        built.model.add_hint(var, before > 0)
        built.model.add_hint(built.grains[pair], before)
    wishes = len(layout.problem.wishes) + 1
    doubts = wishes * (len(built.there) + 1)
    changes = doubts * (len(built.there) + 1)
    built.model.minimize(
        changes * built.goal(TeamGoal.UNCOVERED)
        + doubts * built.goal(TeamGoal.HANDOVERS)
        + wishes * built.goal(TeamGoal.DOUBTS)
        + built.goal(TeamGoal.WISHES)
    )
    made = cp_model.CpSolver()
    made.parameters.num_workers = 1
    made.parameters.random_seed = seed
    made.parameters.max_deterministic_time = PART
    made.parameters.cp_model_probing_level = 0
    made.parameters.symmetry_level = 0
    status = made.solve(built.model)
    took = made.response_proto.deterministic_time + MAKING
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None, took
    kept = {pair: grains for pair, grains in shares.items() if pair[0] not in number}
    return {**kept, **{(part[at], who): grains for (at, who), grains in shares_of(built, made.value).items()}}, took
