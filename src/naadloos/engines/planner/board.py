"""A plan that can be changed one unit at a time, with the cost of each change known at once.

The same points as ``goals.cost_of``, kept per row and period, so that moving one unit only looks at the
periods that it leaves and enters.
"""

from naadloos.engines.planner.goals import FAR, POINT, RowTargets, Targets, wish_cost
from naadloos.engines.planner.layout import Layout
from naadloos.engines.planner.options import Pieces


class Board:
    """``placed`` holds where each unit is; a unit must be taken before it is put elsewhere."""

    def __init__(self, layout: Layout, targets: Targets) -> None:
        self.layout, self.targets, self.goals = layout, targets, layout.goals
        self.placed: dict[int, Pieces] = {}
        self.rows = [_RowBoard(target, len(layout.slots)) for target in targets.rows]
        self.of_unit: list[list[_RowBoard]] = [[] for _ in layout.forms]
        for row in self.rows:
            for unit in row.target.row.units:
                self.of_unit[unit].append(row)
        self.bundle: dict[int, tuple[tuple[int, ...], int]] = {}
        for _, units, fewest in targets.bundles:
            self.bundle |= {unit: (tuple(each for each in units if each != unit), fewest) for unit in units}

    def put(self, unit: int, pieces: Pieces) -> None:
        self.placed[unit] = pieces
        for row in self.of_unit[unit]:
            row.change(unit, pieces, 1, self.layout.forms[unit].unit.tests)

    def take(self, unit: int) -> Pieces:
        pieces = self.placed.pop(unit)
        for row in self.of_unit[unit]:
            row.change(unit, pieces, -1, self.layout.forms[unit].unit.tests)
        return pieces

    def cost(self, unit: int, pieces: Pieces) -> int:
        """Hundredths of points that putting the unit here adds; it must not be placed now."""
        cost = sum(row.cost(self, unit, pieces) for row in self.of_unit[unit])
        if unit in self.bundle:
            others, fewest = self.bundle[unit]
            there = [self.placed[each] for each in others if each in self.placed]
            first = min((each[0][0] for each in there), default=pieces[0][0])
            last = max((each[-1][0] for each in there), default=first)
            before = max(0, last - first + 1 - fewest) if there else 0
            after = max(0, max(last, pieces[-1][0]) - min(first, pieces[0][0]) + 1 - fewest)
            cost += POINT * self.goals.bundles * (after - before)
        if unit in self.targets.wished:
            cost += wish_cost(self.goals.wishes, pieces, self.targets.wished[unit])
        previous = self.targets.previous.get(unit)
        if previous is not None and previous != {at for at, _ in pieces}:
            cost += POINT * self.goals.stability
        return cost


class _RowBoard:
    """What one row has in each period."""

    def __init__(self, target: RowTargets, size: int) -> None:
        self.target = target
        self.load, self.mbo, self.tests = [0] * size, [0] * size, [0] * size
        self.mbo_units = frozenset(target.mbo_units)
        self.practice = frozenset(target.practice)
        self.elsewhere = {
            (at, unit): away for at, elsewhere in target.away.items() for away in elsewhere for unit in away.units
        }
        self.away = {(at, away.place): 0 for at, elsewhere in target.away.items() for away in elsewhere}
        self.begins: dict[int, int] = {}

    def change(self, unit: int, pieces: Pieces, sign: int, tests: int) -> None:
        for at, hours in pieces:
            self.load[at] += sign * hours
            if unit in self.mbo_units:
                self.mbo[at] += sign * hours
            if away := self.elsewhere.get((at, unit)):
                self.away[at, away.place] += sign * hours
        if tests:
            self.tests[pieces[-1][0]] += sign * tests
        if unit in self.practice:
            if sign > 0:
                self.begins[unit] = pieces[0][0]
            else:
                del self.begins[unit]

    def cost(self, board: Board, unit: int, pieces: Pieces) -> int:
        goals, target = board.goals, self.target
        cost = 0
        for at, hours in pieces:
            if at in target.ideal:
                aim, tolerance = target.ideal[at]
                old, new = abs(self.load[at] - aim), abs(self.load[at] + hours - aim)
                cost += goals.balance * (
                    max(0, new - tolerance)
                    + max(0, new - FAR * tolerance)
                    - max(0, old - tolerance)
                    - max(0, old - FAR * tolerance)
                )
            if at in target.mbo and unit in self.mbo_units:
                short = target.mbo[at] - self.mbo[at]
                cost += goals.mbo * (max(0, short - hours) - max(0, short))
            if away := self.elsewhere.get((at, unit)):
                there = self.away[at, away.place]
                cost += away.cost * (away.days(there + hours) - away.days(there))
        many = board.layout.forms[unit].unit.tests
        if many and target.tests:
            most, here = target.tests_most, self.tests[pieces[-1][0]]
            over = sum(max(0, here + many - times * most) - max(0, here - times * most) for times in (1, 2))
            cost += POINT * goals.exams * over
        if unit in self.practice:
            none = target.row.last + 1
            first = min(self.begins.values(), default=none)
            cost += POINT * goals.practice * (min(first, pieces[0][0]) - first)
        return cost
