"""The exact attack: which small counts does everything that is told, taken together, leave too few values for?

A count is safe as soon as there are enough whole tables that fit all that is told and differ in it; those are looked
for, and each is checked in whole numbers. A count is found when it is proven that there are none. Most tables come from
a linear programme, whose corners are nearly always whole here and which proves the bounds; where a corner is not whole,
a search in whole numbers decides. Tables that were found are kept: they nearly always still fit after more is told.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_matrix, csr_matrix
from scipy.sparse.csgraph import connected_components

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

_NEAR = 1e-6
# Rounds in which all counts that are not safe yet are pushed up or down together.
_TOGETHER = 4
_KEPT = 120


class Attack:
    """``truth``: the counts, which fit. ``sums``: (number of the total, numbers of its parts)."""

    def __init__(self, truth: Sequence[int], sums: Sequence[tuple[int, tuple[int, ...]]], room: int) -> None:
        self._truth: Ints = np.array(truth, dtype=np.int64)
        self._room = room
        # Found before: those are looked at first.
        self._suspects: dict[int, None] = {}
        self._tables: Ints = self._truth[np.newaxis, :]
        rows, columns, signs = [], [], []
        for at, (total, parts) in enumerate(sums):
            for index, sign in ((total, -1), *((part, 1) for part in parts)):
                rows.append(at)
                columns.append(index)
                signs.append(sign)
        shape = (len(sums), len(truth))
        self._matrix = coo_matrix((np.array(signs, dtype=np.int64), (rows, columns)), shape=shape).tocsr()

    def narrowed(
        self, small: Sequence[int], low: Sequence[int], high: Sequence[int], *, any_: bool = False
    ) -> list[int]:
        """The small counts for which fewer than ``room`` values fit; with ``any_`` one of them is enough."""
        look = _Look(self, np.array(low, dtype=np.int64), np.array(high, dtype=np.int64))
        found = look.narrowed(
            [
                *(each for each in self._suspects if each in small),
                *(each for each in small if each not in self._suspects),
            ],
            any_,
        )
        self._suspects = dict.fromkeys([*found, *self._suspects])
        return found


class _Look:
    """One look at everything that is told: ``low`` and ``high`` of each count."""

    def __init__(self, attack: Attack, low: Ints, high: Ints) -> None:
        self.attack, self.low, self.high = attack, low, high
        self.truth, self.matrix = attack._truth, attack._matrix
        self.free: Bools = low < high
        self._divide()

    def _divide(self) -> None:
        """Counts that are known divide the table into parts that have nothing to do with each other."""
        size = len(self.truth)
        links = self.matrix.tocoo()
        loose = self.free[links.col]
        rows = self.matrix.shape[0]
        ends = (links.row[loose] + size, links.col[loose])
        graph = coo_matrix((np.ones(int(loose.sum())), ends), shape=(size + rows, size + rows))
        self.parts, group = connected_components(graph, directed=False)
        self.group: Ints = group[:size].astype(np.int64)
        self.row_group: Ints = group[size : size + rows].astype(np.int64)
        # The parts whose sums a count is in; a known count may be in sums of several.
        counts = np.concatenate([links.col, np.arange(size)])
        parts = np.concatenate([self.row_group[links.row], self.group])
        self.touched = csr_matrix((np.ones(len(counts), dtype=np.int32), (counts, parts)), shape=(size, self.parts))

    def fits(self, tables: Ints) -> Bools:
        """Per table and part whether it agrees with all that is known of each count in a sum of that part."""
        wrong = csr_matrix((tables < self.low) | (tables > self.high))
        found: Bools = (wrong @ self.touched).toarray() == 0
        return found

    def narrowed(self, small: list[int], any_: bool) -> list[int]:
        self.values: dict[int, set[int]] = {index: {int(self.truth[index])} for index in small}
        self._see(self.attack._tables)
        self.open = [index for index in small if len(self.values[index]) < self.attack._room]
        if not self.open:
            return []
        return self._solved(any_)

    def _see(self, tables: Ints) -> None:
        """Note the values in these tables, and in those as far on the other side of the truth and twice as far."""
        away = tables - self.truth
        index = np.array(list(self.values), dtype=np.int64)
        several = np.concatenate([self.truth + times * away for times in (1, -1, 2, -2)])
        new = self.fits(several)[:, self.group[index]] & (several[:, index] != self.truth[index])
        for at, which in zip(*(each.tolist() for each in np.nonzero(new)), strict=True):
            self.values[int(index[which])].add(int(several[at, index[which]]))

    def _keep(self, table: Ints) -> None:
        self.attack._tables = np.concatenate([self.attack._tables, table[np.newaxis, :]])[-_KEPT:]
        self._see(table[np.newaxis, :])
        self.open = [index for index in self.open if len(self.values[index]) < self.attack._room]

    # -- linear -------------------------------------------------------------------------------------

    def _solved(self, any_: bool) -> list[int]:
        self._build()
        found: list[int] = []
        if any_:
            # What followed before nearly always follows again.
            for index in [each for each in self.open if each in self.attack._suspects][:_TOGETHER]:
                if index in self.open and not self._safe(index):
                    return [index]
        chance = np.random.default_rng(1)
        for turn in range(_TOGETHER):
            if len(self.open) > _TOGETHER:
                signs = np.full(len(self.open), 1 - 2 * turn) if turn < 2 else chance.choice((-1, 1), len(self.open))
                self._push(dict(zip(self.open, (int(each) for each in signs), strict=True)))
        while self.open and not (any_ and found):
            index = self.open[0]
            if not self._safe(index):
                found.append(index)
                self.open.remove(index)
        return found

    def _safe(self, index: int) -> bool:
        most = np.floor(self._push({index: 1})[index] + _NEAR)
        if index not in self.open:
            return True
        least = np.ceil(self._push({index: -1})[index] - _NEAR)
        return index not in self.open or (
            most - least + 1 >= self.attack._room and self._found(index, int(least), int(most))
        )

    def _found(self, index: int, least: int, most: int) -> bool:
        """Tables with enough values of this count, close to the truth; those are nearly always whole."""
        for value in sorted(range(least, most + 1), key=lambda each: abs(each - int(self.truth[index])))[:5]:
            if index in self.open and value not in self.values[index]:
                self._close(index, value)
        return index not in self.open or self._searched(index)

    def _build(self) -> None:
        from ortools.linear_solver import pywraplp

        groups = {int(self.group[index]) for index in self.open}
        inside = np.isin(self.group, list(groups)) & self.free
        self.near: Any = None
        self.rows: list[tuple[int, list[tuple[int, int]]]] = []
        self.solver = pywraplp.Solver.CreateSolver("GLOP")
        self.variables: dict[int, Any] = {
            int(index): self.solver.NumVar(int(self.low[index]), int(self.high[index]), "")
            for index in np.flatnonzero(inside)
        }
        indptr, indices, data = (each.tolist() for each in (self.matrix.indptr, self.matrix.indices, self.matrix.data))
        loose, low = inside.tolist(), self.low.tolist()
        for row in np.flatnonzero(np.isin(self.row_group, list(groups))).tolist():
            terms = list(zip(indices[indptr[row] : indptr[row + 1]], data[indptr[row] : indptr[row + 1]], strict=True))
            known = -sum(sign * low[index] for index, sign in terms if not loose[index])
            terms = [(index, sign) for index, sign in terms if loose[index]]
            self.rows.append((known, terms))
            constraint = self.solver.Constraint(known, known)
            for index, sign in terms:
                constraint.SetCoefficient(self.variables[index], sign)

    def _push(self, wanted: dict[int, int]) -> npt.NDArray[np.float64]:
        """The corner that lies furthest this way; its whole parts are kept as a table."""
        goal = self.solver.Objective()
        goal.Clear()
        goal.SetMaximization()
        for index, sign in wanted.items():
            goal.SetCoefficient(self.variables[index], sign)
        if self.solver.Solve() != self.solver.OPTIMAL:
            raise ArithmeticError("the counts fit themselves, so there must be a solution")
        corner = self.truth.astype(float)
        for index, variable in self.variables.items():
            corner[index] = variable.solution_value()
        self._whole(corner)
        result: npt.NDArray[np.float64] = corner
        return result

    def _whole(self, corner: npt.NDArray[np.float64]) -> None:
        """Keep the whole parts of a corner, and the truth in the other parts."""
        table = np.rint(corner).astype(np.int64)
        wrong = set(self.group[np.abs(table - corner) > _NEAR].tolist())
        wrong |= set(self.row_group[self.matrix @ table != 0].tolist())
        self._keep(np.where(np.isin(self.group, list(wrong)), self.truth, table))

    def _close(self, index: int, value: int) -> None:
        """The table with this value that differs least from the truth; kept when it is whole."""
        if self.near is None:
            self._build_near()
        away = value - int(self.truth[index])
        up, down = self.ways[index]
        bounds = [(each, each.lb(), each.ub()) for each in (up, down)]
        up.SetBounds(max(away, 0), max(away, 0))
        down.SetBounds(max(-away, 0), max(-away, 0))
        if self.near.Solve() == self.near.OPTIMAL:
            corner = self.truth.astype(float)
            for each, (more, less) in self.ways.items():
                corner[each] += more.solution_value() - less.solution_value()
            self._whole(corner)
        for each, least, most in bounds:
            each.SetBounds(least, most)

    def _build_near(self) -> None:
        from ortools.linear_solver import pywraplp

        self.near = pywraplp.Solver.CreateSolver("GLOP")
        # From one count to the next only two bounds change: the last corner is close to the next.
        self.near.SetSolverSpecificParametersAsString("use_dual_simplex:true use_preprocessing:false")
        self.ways: dict[int, tuple[Any, Any]] = {}
        goal = self.near.Objective()
        for index in self.variables:
            more = self.near.NumVar(0, int(self.high[index] - self.truth[index]), "")
            less = self.near.NumVar(0, int(self.truth[index] - self.low[index]), "")
            goal.SetCoefficient(more, 1)
            goal.SetCoefficient(less, 1)
            self.ways[index] = (more, less)
        goal.SetMinimization()
        for _known, terms in self.rows:
            constraint = self.near.Constraint(0, 0)
            for index, sign in terms:
                constraint.SetCoefficient(self.ways[index][0], sign)
                constraint.SetCoefficient(self.ways[index][1], -sign)

    # -- in whole numbers ---------------------------------------------------------------------------

    def _searched(self, index: int) -> bool:
        """Look for tables with other values of this count, in whole numbers; False when there are too few."""
        from ortools.sat.python import cp_model

        model = cp_model.CpModel()
        group = self.group[index]
        inside = np.flatnonzero((self.group == group) & self.free)
        variables = {int(each): model.new_int_var(int(self.low[each]), int(self.high[each]), "") for each in inside}
        for row in np.flatnonzero(self.row_group == group):
            part = slice(self.matrix.indptr[row], self.matrix.indptr[row + 1])
            terms = zip(self.matrix.indices[part], self.matrix.data[part], strict=True)
            model.add(sum(int(sign) * variables.get(int(each), int(self.low[each])) for each, sign in terms) == 0)
        while index in self.open:
            for value in self.values[index]:
                model.add(variables[index] != value)
            solver = cp_model.CpSolver()
            solver.parameters.num_workers = 1
            solver.parameters.random_seed = 1
            status = solver.solve(model)
            if status == cp_model.INFEASIBLE:
                return False
            if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
                raise ArithmeticError("the search in whole numbers did not end")
            table = self.truth.copy()
            for each, variable in variables.items():
                table[each] = solver.value(variable)
            self._keep(table)
        return True
