"""A first plan, fast: place units one by one where they hurt least, then move those that break a rule.

Every rule that is broken weighs a little more after each round in which it stays broken, so that the search
does not go in circles. What comes out either keeps every rule or is given up; the solver judges it again.
"""

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass

from naadloos.engines.planner.board import Board
from naadloos.engines.planner.goals import Targets
from naadloos.engines.planner.layout import Layout, norm_applies, norm_years
from naadloos.engines.planner.options import Loose, Pieces, cents, divide
from naadloos.engines.planner.windows import windows

# Points are far below the weight of a broken rule: they only decide between equals.
SLIGHT = 1e-7
# So many units of a broken rule move in a round, and so much heavier the rule gets.
FEW, HEAVIER = 2, 1.15


@dataclass(slots=True)
class _Sum:
    """Hours that together may be at most ``most``; a minimum counts below zero."""

    most: int
    scale: float
    units: list[int]
    at: int | None = None  # the period it is about; None is several
    used: int = 0
    weight: float = 1.0


class Start:
    """The search for a first plan; ``placed`` holds where each unit is now."""

    def __init__(self, layout: Layout, targets: Targets, seed: int) -> None:
        self.layout, self.targets = layout, targets
        self.rng = random.Random(seed)  # noqa: S311 - a search, no secret
        self.columns = [tuple(each for each in form.ways.columns if not form.breaks(each)) for form in layout.forms]
        self.windows = windows(layout)
        self.columns = [
            tuple(each for each in columns if self._inside(at, each)) or columns
            for at, columns in enumerate(self.columns)
        ]
        self.sums: list[_Sum] = []
        # per unit and period the sums it counts in: index, factor of its hours, amount for being there at all
        self.touch: list[list[list[tuple[int, int, int]]]] = [[[] for _ in layout.slots] for _ in layout.forms]
        # per unit the norms it counts for, over several periods at once: index, sign, periods
        self.counted: list[list[tuple[int, int, frozenset[int]]]] = [[] for _ in layout.forms]
        self._add_limits()
        self._add_norms()
        self.near: list[list[tuple[int, str, bool, int]]] = [[] for _ in layout.forms]
        self.pair_weight: list[float] = []
        self._add_pairs()
        self.board = Board(layout, targets)

    @property
    def placed(self) -> dict[int, Pieces]:
        return self.board.placed

    def _inside(self, unit: int, pieces: Pieces) -> bool:
        first, last = self.windows[unit]
        return first <= pieces[0][0] and pieces[-1][0] <= last

    def _add_limits(self) -> None:
        for limit in self.layout.limits:
            index = len(self.sums)
            self.sums.append(_Sum(limit.most, 1 / max(limit.most, 1), list(limit.units), limit.at))
            for unit in limit.units:
                if limit.pupils:
                    self.touch[unit][limit.at].append((index, 0, self.layout.forms[unit].unit.pupils))
                else:
                    self.touch[unit][limit.at].append((index, 1, 0))

    def _add_norms(self) -> None:
        layout = self.layout
        for norm in layout.problem.norms:
            years = norm_years(norm, layout.slots)
            for row in layout.rows:
                if norm.variants and row.variant not in norm.variants:
                    continue
                units = [unit for unit in row.units if norm_applies(norm, layout.forms[unit].unit)]
                for hours, sign in ((norm.least, -1), (norm.most, 1)):
                    if hours is None:
                        continue
                    index = len(self.sums)
                    most = sign * cents(hours)
                    movable = list(row.units) if sign < 0 else units
                    self.sums.append(_Sum(most, 4 / max(abs(most), 1), movable))
                    for unit in units:
                        self.counted[unit].append((index, sign, frozenset(years)))

    def _add_pairs(self) -> None:
        for pair in self.layout.pairs:
            number = len(self.pair_weight)
            self.pair_weight.append(1.0)
            self.near[pair.first].append((pair.second, pair.kind, True, number))
            self.near[pair.second].append((pair.first, pair.kind, False, number))
        for _, units in self.layout.apart:
            number = len(self.pair_weight)
            self.pair_weight.append(1.0)
            for unit in units:
                self.near[unit] += [(other, "apart", True, number) for other in units if other != unit]

    def put(self, unit: int, pieces: Pieces) -> None:
        self.board.put(unit, pieces)
        self._count(unit, pieces, 1)

    def take(self, unit: int) -> Pieces:
        pieces = self.board.take(unit)
        self._count(unit, pieces, -1)
        return pieces

    def _count(self, unit: int, pieces: Pieces, sign: int) -> None:
        for at, hours in pieces:
            for index, factor, flat in self.touch[unit][at]:
                self.sums[index].used += sign * (factor * hours + flat)
        for index, factor, years in self.counted[unit]:
            self.sums[index].used += sign * factor * sum(hours for at, hours in pieces if at in years)

    def _piece_cost(self, unit: int, at: int, hours: int) -> float:
        cost = 0.0
        for index, factor, flat in self.touch[unit][at]:
            cost += self._excess(index, factor * hours + flat)
        return cost

    def _excess(self, index: int, amount: int) -> float:
        """How much more a sum is broken with this amount added."""
        each = self.sums[index]
        over = each.used - each.most
        return each.weight * each.scale * (max(over + amount, 0) - max(over, 0))

    def _pair_broken(self, unit: int, pieces: Pieces, other: int, kind: str, leads: bool) -> int:
        """How far two units are from keeping what holds between them."""
        there = self.placed.get(other)
        if there is None:
            return 0
        one, two = (pieces, there) if leads else (there, pieces)
        if kind == "na":
            return max(0, one[-1][0] + 1 - two[0][0])
        if kind == "niet_voor":
            return max(0, one[0][0] - two[0][0])
        if kind == "samen":
            return abs(one[0][0] - two[0][0])
        return len({at for at, _ in one} & {at for at, _ in two})

    def broken(self, unit: int, pieces: Pieces) -> float:
        """How much putting the unit here would break."""
        cost = sum(self._piece_cost(unit, at, hours) for at, hours in pieces)
        for index, sign, years in self.counted[unit]:
            amount = sign * sum(hours for at, hours in pieces if at in years)
            cost += self._excess(index, amount)
        for other, kind, leads, number in self.near[unit]:
            cost += 0.3 * self.pair_weight[number] * self._pair_broken(unit, pieces, other, kind, leads)
        return cost

    def _best(self, unit: int) -> tuple[float, Pieces] | None:
        loose = self.layout.forms[unit].ways.loose
        found = self.columns[unit] if loose is None else tuple(self.loose(unit))
        best: tuple[float, float, Pieces] | None = None
        for pieces in found:
            broken = self.broken(unit, pieces)
            if best is not None and broken > best[0]:
                continue
            rank = (broken + SLIGHT * self.board.cost(unit, pieces), self.rng.random(), pieces)
            if best is None or rank < best:
                best = rank
        return None if best is None else (best[0], best[2])

    def loose(self, unit: int, start: int | None = None) -> Iterator[Pieces]:
        """Per number of periods one good choice: those where its share hurts least; from ``start`` when given."""
        form = self.layout.forms[unit]
        loose = form.ways.loose
        if loose is None:
            return
        fixed = dict(loose.fixed)
        shut = form.shut
        if shut & fixed.keys():
            return
        first, last = self.windows[unit]
        free = [at for at in range(first, last + 1) if at not in fixed and at not in shut]
        begin = form.start if start is None else start
        if begin is not None:
            free = [at for at in free if at >= begin]
            if begin not in free and begin not in fixed:
                return
        for count in loose.counts:
            parts = divide(loose.hours, count)
            ranked = sorted(free, key=lambda at: (self._piece_cost(unit, at, parts[0]), self.rng.random()))
            chosen = ranked[:count]
            if begin is not None and begin not in fixed:
                chosen = [begin, *(at for at in ranked if at != begin)][:count]
            if len(chosen) < count:
                continue
            chosen.sort()
            if loose.week:
                weeks = _weeks(loose, chosen)
                if weeks is None:
                    continue
                parts = [loose.week * number for number in weeks]
            yield tuple(sorted((fixed | dict(zip(chosen, parts, strict=True))).items()))

    def _to_move(self) -> list[int]:
        """A few units of each broken rule, in any order; each broken rule gets heavier."""
        found: dict[int, None] = {}
        for each in self.sums:
            if each.used > each.most:
                each.weight *= HEAVIER
                there = [
                    unit for unit in each.units if each.at is None or any(at == each.at for at, _ in self.placed[unit])
                ]
                found.update(dict.fromkeys(self.rng.sample(there, min(FEW, len(there)))))
        for unit, pieces in self.placed.items():
            for other, kind, leads, number in self.near[unit]:
                if self._pair_broken(unit, pieces, other, kind, leads):
                    self.pair_weight[number] *= HEAVIER
                    found[unit] = None
        units = list(found)
        self.rng.shuffle(units)
        return units

    def search(self, until: float, rounds: int = 200) -> dict[int, Pieces] | None:
        """Where everything goes, or None; gives up at ``until`` on the clock or after so many rounds."""
        order = sorted(
            range(len(self.layout.forms)),
            key=lambda at: (
                self.windows[at][0],
                self.windows[at][1] - self.windows[at][0],
                -cents(self.layout.forms[at].unit.hours),
                at,
            ),
        )
        for unit in order:
            best = self._best(unit)
            if best is None:
                return None
            self.put(unit, best[1])
        for _ in range(rounds):
            units = self._to_move()
            if not units:
                return dict(self.placed)
            for unit in units:
                here = self.take(unit)
                best = self._best(unit)
                self.put(unit, best[1] if best is not None else here)
            if time.monotonic() > until:
                return None
        return None

    def improve(self, until: float, sweeps: int = 20) -> dict[int, Pieces]:
        """Move single units to where they cost less, keeping every rule, until none can gain."""
        idle, sweep = 0, 0
        units = list(range(len(self.layout.forms)))
        while idle < 1 and sweep < sweeps:
            idle, sweep = 1, sweep + 1
            self.rng.shuffle(units)
            for unit in units:
                here = self.take(unit)
                best, cost = here, self.board.cost(unit, here)
                # Without the unit a minimum may be missed: where it lay, nothing was broken.
                allowed = self.broken(unit, here) + 1e-9
                loose = self.layout.forms[unit].ways.loose
                for pieces in self.columns[unit] if loose is None else self.loose(unit):
                    new = self.board.cost(unit, pieces)
                    if new < cost and self.broken(unit, pieces) <= allowed:
                        best, cost, idle = pieces, new, 0
                self.put(unit, best)
                if time.monotonic() > until:
                    return dict(self.placed)
        return dict(self.placed)


def _weeks(loose: Loose, chosen: list[int]) -> list[int] | None:
    """Whole weeks over the chosen periods: each the least, then as many as fit from the first on."""
    left = loose.hours // loose.week - loose.least * len(chosen)
    found = []
    for at in chosen:
        more = min(left, loose.weeks[at] - loose.least)
        if more < 0:
            return None
        found.append(loose.least + more)
        left -= more
    return found if left == 0 else None
