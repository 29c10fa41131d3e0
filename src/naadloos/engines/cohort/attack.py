"""The exact attack: which small counts does everything that is told, taken together, leave too few values for?

A count is safe as soon as there are enough whole tables that fit all that is told and differ in it; those are looked
for, and each is checked in whole numbers. A count is found when it is proven that there are none. Most tables come from
a linear programme, whose corners are nearly always whole here and which proves the bounds; where a corner is not whole,
a search in whole numbers decides.

One attack looks many times, and little changes in between. So everything that was learned is kept: how a table may move
without a sum becoming wrong, which nearly always still fits after more is told; and why a count was pinned, which
nearly always is so again. Both are checked in whole numbers against what is told now. The programme is kept too: only
its bounds and its goal change, and it goes on from the corner where it was.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

_NEAR = 1e-6
# So many counts that were found before are looked at first.
_TOGETHER = 4
# More changes than this are not kept, the oldest moves go first.
_KEPT = 400_000
# So many counts at most are made whole one after another before searching in whole numbers.
_FIXED = 12
_DEAR = 10
_PRIME = 1_000_003
# A value of a count is kept in one number, behind the number of the count.
_SHIFT = 32
# A proof multiplies sums by whole numbers; those of the programme are nearly always whole after one of these.
_TIMES = (1, 2, 3, 4, 6, 12)


class Attack:
    """``truth``: the counts, which fit. ``sums``: (number of the total, numbers of its parts)."""

    def __init__(self, truth: Sequence[int], sums: Sequence[tuple[int, tuple[int, ...]]], room: int) -> None:
        self._truth: Ints = np.array(truth, dtype=np.int64)
        self._room = room
        rows, columns, signs = [], [], []
        for at, (total, parts) in enumerate(sums):
            for index, sign in ((total, -1), *((part, 1) for part in parts)):
                rows.append(at)
                columns.append(index)
                signs.append(sign)
        shape = (len(sums), len(truth))
        self._matrix = coo_matrix((np.array(signs, dtype=np.int64), (rows, columns)), shape=shape).tocsr()
        # Found before: those are looked at first.
        self._suspects: dict[int, None] = {}
        self._first = True
        self._moves = _Moves(self._truth, self._matrix)
        needed = self._matrix[_needed(self._matrix)]
        self._proofs = _Proofs(needed)
        self._far = _Far(needed)
        self._near = _Near(self._truth, needed)
        self._search = _Search(self._truth, self._matrix)

    def narrowed(
        self, small: Sequence[int], low: Sequence[int], high: Sequence[int], *, any_: bool = False
    ) -> list[int]:
        """The small counts for which fewer than ``room`` values fit; with ``any_`` one of them is enough."""
        self._low, self._high = np.array(low, dtype=np.int64), np.array(high, dtype=np.int64)
        asked = self._near.lasting = set(small)
        pinned = self._proofs.pinned(self._low, self._high, self._room) & asked
        found = [index for index in small if index in pinned]
        if not (found and any_):
            order = [each for each in self._suspects if each in asked]
            order += [each for each in small if each not in self._suspects]
            found += self._solved([each for each in order if each not in pinned], any_)
        self._suspects = dict.fromkeys([*found, *self._suspects])
        self._first = False
        return found

    def _solved(self, small: list[int], any_: bool) -> list[int]:
        self._open = small
        self._moves.forget()
        self._looked = 0
        self._row: Ints = np.ones(len(self._truth), dtype=np.int64)
        self._single: Ints = np.zeros(0, dtype=np.int64)
        self._see()
        found: list[int] = []
        if any_:
            # What followed before nearly always follows again.
            for index in [each for each in self._open if each in self._suspects][:_TOGETHER]:
                if index in self._open and not self._safe(index):
                    return [index]
        while self._open and not (any_ and found):
            index = self._open[0]
            if not self._safe(index):
                found.append(index)
                self._open.remove(index)
        return found

    def _see(self) -> None:
        """Leave out what the moves show to be safe; those that were seen before in this look count on."""
        row, single = self._moves.seen(self._low, self._high, self._looked)
        self._looked = len(self._moves)
        self._row, self._single = np.maximum(row, self._row), np.unique(np.concatenate([single, self._single]))
        singles = np.bincount(self._single >> _SHIFT, minlength=len(self._truth))
        safe = np.maximum(self._row, 1 + singles) >= self._room
        self._open = [index for index in self._open if not safe[index]]

    # -- linear -------------------------------------------------------------------------------------

    def _push(self, index: int, sign: int) -> float:
        """Go to a corner where a count is most or least and keep how that differs from the truth; returns how far."""
        most = self._far.most(index, sign, self._low, self._high)
        if self._moves.add(self._far.corner() - self._truth):
            self._see()
        return most

    def _safe(self, index: int) -> bool:
        # At first everything may still move: the smallest moves take longer to find, but last longest.
        for value in (int(self._truth[index]) + 1, int(self._truth[index]) - 1) if self._first else ():
            if index in self._open and self._low[index] <= value <= self._high[index]:
                self._step(index, value)
        if index not in self._open:
            return True
        most = int(np.floor(self._push(index, 1) + _NEAR))
        if index not in self._open:
            return True
        above = self._far.multiples() if most < self._high[index] else None
        least = int(np.ceil(-self._push(index, -1) - _NEAR))
        if index not in self._open:
            return True
        if most - least + 1 >= self._room:
            return self._found(index, least, most)
        if above is not None:
            self._proofs.add(index, above, self._low, self._high, most)
        if least > self._low[index]:
            self._proofs.add(index, -self._far.multiples(), self._low, self._high, least)
        return False

    def _step(self, index: int, value: int) -> None:
        away = self._near.away(index, value, self._low, self._high)
        if away is not None and self._moves.add(away):
            self._see()

    def _found(self, index: int, least: int, most: int) -> bool:
        """Tables with enough values of this count, close to the truth; those are nearly always whole."""
        for value in sorted(range(least, most + 1), key=lambda each: abs(each - int(self._truth[index])))[:5]:
            if index in self._open and value != self._truth[index]:
                self._step(index, value)
        return index not in self._open or self._searched(index)

    # -- in whole numbers ---------------------------------------------------------------------------

    def _searched(self, index: int) -> bool:
        """Look for tables with other values of this count, in whole numbers; False when there are too few."""
        values = [int(self._truth[index])]
        while len(values) < self._room:
            away = self._search.away(index, values, self._low, self._high)
            if away is None:
                return False
            values.append(int(self._truth[index] + away[index]))
            self._moves.add(away)
        self._open.remove(index)
        self._see()
        return True


def _terms(matrix: Any, row: int) -> list[tuple[int, int]]:
    part = slice(matrix.indptr[row], matrix.indptr[row + 1])
    return list(zip(matrix.indices[part].tolist(), matrix.data[part].tolist(), strict=True))


def _needed(matrix: Any) -> list[int]:
    """Sums from which all others follow; a programme with fewer sums is solved sooner.

    Reckoned modulo a prime. Were a sum left out that does not follow, then the programmes would prove less, and the
    search in whole numbers, which has all sums, would decide.
    """
    often = np.bincount(matrix.indices, minlength=matrix.shape[1]).tolist()
    solved: dict[int, dict[int, int]] = {}
    needed = []
    for row in range(matrix.shape[0]):
        left = dict(_terms(matrix, row))
        while (index := next((each for each in left if each in solved), None)) is not None:
            times = left[index]
            for each, sign in solved[index].items():
                left[each] = (left.get(each, 0) - times * sign) % _PRIME
                if not left[each]:
                    del left[each]
        if left:
            # What is in few sums makes few others longer.
            index = min(left, key=lambda each: often[each])
            inverse = pow(left[index], -1, _PRIME)
            solved[index] = {each: sign * inverse % _PRIME for each, sign in left.items()}
            needed.append(row)
    return needed


class _Moves:
    """Changes of several counts at once that leave every sum right, each as small as it can be made."""

    def __init__(self, truth: Ints, matrix: Any) -> None:
        self._truth, self._matrix = truth, matrix
        links = matrix.tocoo()
        self._rows, self._columns = links.row, links.col
        self._known: dict[bytes, None] = {}
        # All moves behind each other: how many counts each changes, which, and by how much.
        self._lengths: list[int] = []
        self._cells: Ints = np.zeros(0, dtype=np.int64)
        self._steps: Ints = np.zeros(0, dtype=np.int64)

    def add(self, away: Floats) -> bool:
        """Keep the parts of a difference with the truth that are whole and leave the sums right; is any of them new?"""
        steps = np.rint(away).astype(np.int64)
        group = self._groups(np.abs(away) > _NEAR)
        size = len(steps)
        wrong = np.concatenate([np.abs(steps - away) > _NEAR, self._matrix @ steps != 0])
        steps[np.isin(group[:size], group[wrong])] = 0
        moved = np.flatnonzero(steps)
        order = moved[np.argsort(group[moved], kind="stable")]
        fresh = [
            (cells, change)
            for cells in np.split(order, np.flatnonzero(np.diff(group[order])) + 1)
            if len(cells) and self._is_new(cells, change := self._smallest(steps[cells]))
        ]
        if fresh:
            self._lengths += [len(cells) for cells, _change in fresh]
            self._cells = np.concatenate([self._cells, *(cells for cells, _change in fresh)])
            self._steps = np.concatenate([self._steps, *(change for _cells, change in fresh)])
        return bool(fresh)

    def _groups(self, changed: Bools) -> Ints:
        """The group of each count and each sum: changed counts with no sum in common may change apart."""
        size = len(changed)
        linked = changed[self._columns]
        ends = (self._rows[linked] + size, self._columns[linked])
        shape = (size + self._matrix.shape[0],) * 2
        graph = coo_matrix((np.ones(len(ends[0]), dtype=np.int8), ends), shape=shape)
        groups: Ints = connected_components(graph, directed=False)[1]
        return groups

    def _smallest(self, steps: Ints) -> Ints:
        """A part of a move is a move as well, and so is the same the other way."""
        result: Ints = steps // (np.gcd.reduce(steps) * (1 if steps[0] > 0 else -1))
        return result

    def _is_new(self, cells: Ints, steps: Ints) -> bool:
        key = cells.tobytes() + steps.tobytes()
        new = key not in self._known
        self._known[key] = None
        return new

    def __len__(self) -> int:
        return len(self._lengths)

    def forget(self) -> None:
        """Keep the newest when there are very many."""
        while len(self._cells) > _KEPT:
            half = len(self._lengths) // 2
            gone = sum(self._lengths[:half])
            self._lengths, self._cells, self._steps = self._lengths[half:], self._cells[gone:], self._steps[gone:]
            self._known = dict.fromkeys(list(self._known)[half:])

    def seen(self, low: Ints, high: Ints, since: int = 0) -> tuple[Ints, Ints]:
        """By the moves from ``since`` on: per count how many values in a row fit, and single values beside the truth.

        Those are numbers that hold both the count and the value.
        """
        lengths = np.array(self._lengths[since:], dtype=np.int64)
        row: Ints = np.ones(len(self._truth), dtype=np.int64)
        if not len(lengths):
            return row, np.zeros(0, dtype=np.int64)
        first = len(self._cells) - int(lengths.sum())
        cells, steps = self._cells[first:], self._steps[first:]
        starts = np.cumsum(lengths) - lengths
        more, less = (high - self._truth)[cells], (self._truth - low)[cells]
        rise, size = steps > 0, np.abs(steps)
        up = np.minimum.reduceat(np.where(rise, more, less) // size, starts)
        down = np.minimum.reduceat(np.where(rise, less, more) // size, starts)
        # As often as it goes, so many values; of what goes only once each new value counts.
        np.maximum.at(row, cells, np.repeat(1 + up + down, lengths))
        once = np.repeat(up + down == 1, lengths)
        away = steps[once] * np.where(np.repeat(up > 0, lengths)[once], 1, -1)
        return row, (cells[once] << _SHIFT) + away + (1 << (_SHIFT - 1))


class _Proofs:
    """Why a count was pinned: sums put together so that it follows from the bounds of other counts.

    Each is an equation that holds for every table, so it may be used whatever is told.
    """

    def __init__(self, matrix: Any) -> None:
        self._matrix = matrix
        self._about: list[tuple[int, int]] = []
        self._rises: Ints = np.zeros((0, matrix.shape[1]), dtype=np.int64)
        self._falls: Ints = np.zeros((0, matrix.shape[1]), dtype=np.int64)

    def add(self, index: int, multiples: Floats, low: Ints, high: Ints, bound: int) -> None:
        """Keep the equation with these multiples of the sums, when in whole numbers it gives this bound too."""
        for times in _TIMES:
            whole = np.rint(multiples * times).astype(np.int64)
            weights = -np.asarray(whole @ self._matrix, dtype=np.int64)
            weights[index] += times
            rises, falls = np.maximum(weights, 0), np.minimum(weights, 0)
            if bound in (-((-rises @ low - falls @ high) // times), (rises @ high + falls @ low) // times):
                self._about.append((index, times))
                self._rises = np.concatenate([self._rises, rises[np.newaxis, :]])
                self._falls = np.concatenate([self._falls, falls[np.newaxis, :]])
                return

    def pinned(self, low: Ints, high: Ints, room: int) -> set[int]:
        """The counts for which the proofs leave fewer than ``room`` values."""
        most = (self._rises @ high + self._falls @ low).tolist()
        least = (self._rises @ low + self._falls @ high).tolist()
        bounds: dict[int, tuple[int, int]] = {}
        for (index, times), up, down in zip(self._about, most, least, strict=True):
            before = bounds.get(index, (int(low[index]), int(high[index])))
            bounds[index] = (max(before[0], -(-down // times)), min(before[1], up // times))
        return {index for index, (down, up) in bounds.items() if up - down + 1 < room}


class _Programme:
    """A linear programme over all counts that is made once."""

    def __init__(self, matrix: Any) -> None:
        self._matrix = matrix
        self._solver: Any = None
        self._low: list[int] = []
        self._high: list[int] = []

    def _new(self, parameters: str) -> Any:
        from ortools.linear_solver import pywraplp

        solver = pywraplp.Solver.CreateSolver("GLOP")
        # What is simplified beforehand cannot be gone on from.
        solver.SetSolverSpecificParametersAsString(f"use_preprocessing:false {parameters}")
        return solver

    def _changed(self, low: Ints, high: Ints) -> Iterable[tuple[int, int, int]]:
        """Which counts have other bounds than last time, and those."""
        before = zip(self._low, self._high, strict=True)
        self._low, self._high = low.tolist(), high.tolist()
        now = zip(self._low, self._high, strict=True)
        return [(index, *new) for index, (old, new) in enumerate(zip(before, now, strict=True)) if old != new]


class _Far(_Programme):
    """How far counts can go."""

    def most(self, index: int, sign: int, low: Ints, high: Ints) -> float:
        # Going on from corner to corner may go astray in rounding; then it begins anew.
        for anew in (self._solver is None, True):
            if anew:
                self._build(low, high)
            for each, least, most in self._changed(low, high):
                self._variables[each].SetBounds(least, most)
            goal = self._solver.Objective()
            goal.Clear()
            goal.SetCoefficient(self._variables[index], sign)
            goal.SetMaximization()
            if self._solver.Solve() == self._solver.OPTIMAL:
                return float(goal.Value())
        raise ArithmeticError("the counts fit themselves, so there must be a solution")

    def corner(self) -> Floats:
        return np.array([each.solution_value() for each in self._variables])

    def multiples(self) -> Floats:
        """Of each sum, which together prove that it goes no further."""
        return np.array([each.dual_value() for each in self._sums])

    def _build(self, low: Ints, high: Ints) -> None:
        self._solver = self._new("")
        self._low, self._high = low.tolist(), high.tolist()
        self._variables = [
            self._solver.NumVar(least, most, "") for least, most in zip(self._low, self._high, strict=True)
        ]
        self._sums = []
        for row in range(self._matrix.shape[0]):
            constraint = self._solver.Constraint(0, 0)
            for index, sign in _terms(self._matrix, row):
                constraint.SetCoefficient(self._variables[index], sign)
            self._sums.append(constraint)


class _Near(_Programme):
    """The table with another value of one count that differs least from the truth."""

    def __init__(self, truth: Ints, matrix: Any) -> None:
        super().__init__(matrix)
        self._truth = truth
        # Small counts are never told exactly, so a move of those lasts longest: others are changed less readily.
        self.lasting: set[int] = set()

    def away(self, index: int, value: int, low: Ints, high: Ints) -> Floats | None:
        """How it differs from the truth; None when there is none."""
        if self._solver is None:
            self._build(low, high)
        for each, least, most in self._changed(low, high):
            self._bound(each, least, most)
        self._loose = np.flatnonzero(low < high).tolist()
        fixed = {index: value - int(self._truth[index])}
        away = self._solved(fixed)
        # Where the corner is not whole one count is made whole, and then often the others are.
        while away is not None and len(fixed) < _FIXED and (part := np.abs(away - np.rint(away))).max() > _NEAR:
            closest = int(np.where(part > _NEAR, part, 1).argmin())
            fixed[closest] = int(np.rint(away[closest]))
            next_ = self._solved(fixed)
            if next_ is None:
                break
            away = next_
        for each in fixed:
            self._bound(each, int(low[each]), int(high[each]))
        return away

    def _solved(self, fixed: dict[int, int]) -> Floats | None:
        for each, change in fixed.items():
            for way, size in zip(self._ways[each], (max(change, 0), max(-change, 0)), strict=True):
                way.SetBounds(size, size)
        if self._solver.Solve() != self._solver.OPTIMAL:
            return None
        away = np.zeros(len(self._ways))
        for each in self._loose:
            more, less = self._ways[each]
            away[each] = more.solution_value() - less.solution_value()
        return away

    def _bound(self, index: int, least: int, most: int) -> None:
        more, less = self._ways[index]
        more.SetBounds(0, most - int(self._truth[index]))
        less.SetBounds(0, int(self._truth[index]) - least)

    def _build(self, low: Ints, high: Ints) -> None:
        # From one count to the next only two bounds change: the last corner is close to the next.
        self._solver = self._new("use_dual_simplex:true perturb_costs_in_dual_simplex:true")
        self._low, self._high = low.tolist(), high.tolist()
        goal = self._solver.Objective()
        self._ways = []
        for index in range(len(self._truth)):
            ways = (self._solver.NumVar(0, 0, ""), self._solver.NumVar(0, 0, ""))
            for each in ways:
                goal.SetCoefficient(each, 1 if index in self.lasting else _DEAR)
            self._ways.append(ways)
            self._bound(index, self._low[index], self._high[index])
        goal.SetMinimization()
        for row in range(self._matrix.shape[0]):
            constraint = self._solver.Constraint(0, 0)
            for index, sign in _terms(self._matrix, row):
                constraint.SetCoefficient(self._ways[index][0], sign)
                constraint.SetCoefficient(self._ways[index][1], -sign)


class _Search(_Programme):
    """Tables in whole numbers."""

    def __init__(self, truth: Ints, matrix: Any) -> None:
        super().__init__(matrix)
        self._truth = truth

    def away(self, index: int, without: Sequence[int], low: Ints, high: Ints) -> Floats | None:
        """How a table in which this count has none of these values differs from the truth; None when there is none."""
        from ortools.sat.python import cp_model

        if self._solver is None:
            self._build(low, high)
        for each, least, most in self._changed(low, high):
            self._bound(each, [least, most])
        ends = sorted({int(low[index]) - 1, int(high[index]) + 1, *without})
        gaps = [(one + 1, other - 1) for one, other in pairwise(ends) if other - one > 1]
        self._bound(index, [end for gap in gaps for end in gap])
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 1
        # A table is nearly always found at once; simplifying takes longer.
        solver.parameters.cp_model_probing_level = 0
        solver.parameters.symmetry_level = 0
        solver.parameters.max_presolve_iterations = 1
        status = solver.solve(self._solver) if gaps else cp_model.INFEASIBLE
        self._bound(index, [int(low[index]), int(high[index])])
        if status == cp_model.INFEASIBLE:
            return None
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            raise ArithmeticError("the search in whole numbers did not end")
        away: Floats = np.array([solver.value(each) for each in self._variables], dtype=np.float64) - self._truth
        return away

    def _bound(self, index: int, ends: list[int]) -> None:
        domain = self._solver.proto.variables[index].domain
        domain.clear()
        domain.extend(ends)

    def _build(self, low: Ints, high: Ints) -> None:
        from ortools.sat.python import cp_model

        self._solver = cp_model.CpModel()
        self._low, self._high = low.tolist(), high.tolist()
        self._variables = [
            self._solver.new_int_var(least, most, "") for least, most in zip(self._low, self._high, strict=True)
        ]
        for row in range(self._matrix.shape[0]):
            indices, signs = zip(*_terms(self._matrix, row), strict=True)
            terms = cp_model.LinearExpr.weighted_sum([self._variables[each] for each in indices], signs)
            self._solver.add(terms == 0)
