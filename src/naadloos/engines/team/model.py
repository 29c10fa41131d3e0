"""The rules as a CP-SAT model: per need and teacher who may, a Boolean (there or not) and the grains given."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from naadloos.engines.route.terms import Side
from naadloos.engines.team.layout import Layout, Shares
from naadloos.engines.team.score import fair
from naadloos.engines.team.types import Place, TeamGoal

if TYPE_CHECKING:
    from ortools.sat.python import cp_model


@dataclass(slots=True)
class Built:
    layout: Layout
    model: "cp_model.CpModel"
    there: dict[tuple[int, int], Any] = field(default_factory=dict)
    grains: dict[tuple[int, int], Any] = field(default_factory=dict)
    handovers: list[Any] = field(default_factory=list)
    wishes: list[Any] = field(default_factory=list)
    over: list[Any] = field(default_factory=list)

    def goal(self, goal: TeamGoal) -> Any:
        from ortools.sat.python import cp_model

        total = cp_model.LinearExpr.sum
        if goal is TeamGoal.UNCOVERED:
            return sum(row.hours for row in self.layout.rows) - total(list(self.grains.values()))
        if goal is TeamGoal.HANDOVERS:
            return total(self.handovers)
        if goal is TeamGoal.DOUBTS:
            doubts = [self.there[at, who] for at, row in enumerate(self.layout.rows) for who, doubt in row.may if doubt]
            return total(doubts)
        return total(self.wishes if goal is TeamGoal.WISHES else self.over)


def build(layout: Layout) -> Built:
    from ortools.sat.python import cp_model

    built = Built(layout, cp_model.CpModel())
    for at, row in enumerate(layout.rows):
        for who, _ in row.may:
            built.there[at, who] = built.model.new_bool_var("")
            most = min(row.most, layout.room[who, row.need.place])
            built.grains[at, who] = built.model.new_int_var(0, most, "")
            built.model.add(built.grains[at, who] <= most * built.there[at, who])
            built.model.add(built.grains[at, who] >= row.least * built.there[at, who])
        _need(built, at)
    for (at, who), grains in layout.fixed.items():
        built.model.add(built.grains[at, who] >= grains)
    used: dict[tuple[int, Place], list[Any]] = defaultdict(list)
    for (at, who), var in built.grains.items():
        used[who, layout.rows[at].need.place].append(var)
    for pair, mine in used.items():
        built.model.add(_sum(mine) <= layout.room[pair])
    for line in layout.lines:
        _handovers(built, line)
    for who, rather, rows in layout.wished:
        _wish(built, who, rather, rows)
    return built


def _need(built: Built, at: int) -> None:
    row, teachers = built.layout.rows[at], built.layout.problem.teachers
    mine = {who: built.grains[at, who] for who, _ in row.may}
    if not mine:
        return
    built.model.add(_sum(mine.values()) <= row.hours)
    if row.need.side is Side.TOGETHER:
        # Each side leaves at least the smallest piece to the other, who is there once all hours are covered.
        for side in (Side.VMBO, Side.MBO):
            if ours := [var for who, var in mine.items() if teachers[who].side is side]:
                built.model.add(_sum(ours) <= row.most)
    by_key = {teachers[who].key: who for who in mine}
    for who in mine:
        for key in teachers[who].apart:
            if (other := by_key.get(key)) is not None and other != who:
                built.model.add(built.there[at, who] + built.there[at, other] <= 1)


def _handovers(built: Built, line: tuple[int, ...]) -> None:
    """Every time someone begins on a line counts, but for those whom it needs anyhow."""
    begun: list[Any] = []
    before: dict[int, Any] = {}
    for at in line:
        here = {who: built.there[at, who] for who, _ in built.layout.rows[at].may}
        for who, var in here.items():
            if who not in before:
                begun.append(var)
                continue
            begins = built.model.new_bool_var("")
            built.model.add(begins >= var - before[who])
            begun.append(begins)
        before = here
    if len(begun) > built.layout.beginners(line):
        more = built.model.new_int_var(0, len(begun), "")
        built.model.add(more >= _sum(begun) - built.layout.beginners(line))
        built.handovers.append(more)


def _wish(built: Built, who: int, rather: bool, rows: tuple[int, ...]) -> None:
    """A wish that is not met; one about what the teacher may never give is missed, or met, anyhow."""
    there = [built.there[at, who] for at in rows if (at, who) in built.there]
    missed = built.model.new_bool_var("")
    if rather:
        built.model.add(missed >= 1 - _sum(there))
    else:
        for var in there:
            built.model.add(missed >= var)
    built.wishes.append(missed)


def add_spread(built: Built, given: int) -> None:
    """Grains above one's fair share, once it is known how many are given in all."""
    of: dict[int, list[Any]] = defaultdict(list)
    for (_, who), var in built.grains.items():
        of[who].append(var)
    for who, share in fair(built.layout, given).items():
        mine = of[who]
        over = built.model.new_int_var(0, max(0, built.layout.helps[who]), "")
        built.model.add(over >= _sum(mine) - share)
        built.over.append(over)


def _sum(parts: Iterable[Any]) -> Any:
    from ortools.sat.python import cp_model

    return cp_model.LinearExpr.sum(list(parts))


def shares_of(built: Built, value: Any) -> Shares:
    return {pair: value(var) for pair, var in built.grains.items() if value(built.there[pair])}
