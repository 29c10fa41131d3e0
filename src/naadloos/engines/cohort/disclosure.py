"""Which counts may be told, so that nobody can work out a small group: not by a sum, a complement or a difference.

A count of 1 to 4 is small: at most it is told that it is small. Counts are told one statement after another, the most
useful first; a statement is refused when, together with all that was told before and all sums that everybody knows, it
would leave fewer than three values possible for any small count, also for one that is never told itself, such as the
difference between two years. What was refused is not told at all, or is told less precisely by the caller.

Two attacks look at this. The quick one carries bounds through the sums. The exact one (``narrowed``) finds whole tables
that fit everything told, and so sees what follows only from several sums together.
"""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from naadloos.engines.cohort.attack import Attack

MINIMUM_COUNT, MINIMUM_SHARE = 5, 10
# How many values a small count must still be able to have.
ROOM = 3


@dataclass(frozen=True, slots=True)
class Sum:
    """``total`` is the sum of ``parts``, and everybody knows it."""

    total: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """A count lies between ``low`` and ``high``; when they are equal it is told exactly."""

    name: str
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Shown:
    """What everybody can know of a count. ``high`` is None when nothing bounds it; ``told`` when it was told itself."""

    low: int
    high: int | None
    told: bool = False

    @property
    def exact(self) -> bool:
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment while counts are being told."""

    low: tuple[int, ...]
    high: tuple[int, ...]
    told: frozenset[int]


class Disclosure:
    """The counts, the sums, and what has been told so far."""

    def __init__(self, counts: Mapping[str, int], sums: Sequence[Sum], *, minimum: int = MINIMUM_COUNT) -> None:
        """Raises ValueError for a sum that is wrong."""
        for each in sums:
            if counts[each.total] != sum(counts[part] for part in each.parts):
                raise ValueError(f"{each.total} is not the sum of its parts")
        self.minimum = minimum
        self._names = list(counts)
        self._number = {name: index for index, name in enumerate(self._names)}
        self._counts = [counts[name] for name in self._names]
        self._sums = [(self._number[each.total], tuple(self._number[part] for part in each.parts)) for each in sums]
        self._sums_of: list[list[int]] = [[] for _ in self._names]
        for at, (total, parts) in enumerate(self._sums):
            for index in (total, *parts):
                self._sums_of[index].append(at)
        # More than any count; what nothing bounds keeps it.
        self._most = 2 * max(self._counts, default=0) + 100
        self._low = [0] * len(self._names)
        self._high = [self._most] * len(self._names)
        self._told: set[int] = set()
        self._attack: Attack | None = None

    def count(self, name: str) -> int:
        return self._counts[self._number[name]]

    def is_small(self, name: str) -> bool:
        return 0 < self.count(name) < self.minimum

    def label(self, name: str) -> Statement:
        """What may at most be told of a count by itself: itself, or that it is small."""
        count = self.count(name)
        return Statement(name, 1, self.minimum - 1) if self.is_small(name) else Statement(name, count, count)

    def tell(self, statements: Iterable[Statement]) -> bool:
        """Tell these together, or nothing at all when that would narrow down a small count.

        Raises ValueError for a statement that is not true.
        """
        undo: dict[int, tuple[int, int]] = {}
        changed: list[int] = []
        chosen = list(statements)
        for each in chosen:
            if not each.low <= self.count(each.name) <= each.high:
                raise ValueError(f"{each.name} does not lie between {each.low} and {each.high}")
        for each in chosen:
            index = self._number[each.name]
            self._narrow(index, each.low, each.high, undo, changed)
        if self._carry(changed, undo):
            self._told |= {self._number[each.name] for each in chosen}
            return True
        for index, (low, high) in undo.items():
            self._low[index], self._high[index] = low, high
        return False

    def mark(self) -> Mark:
        """What has been told so far, to go back to."""
        return Mark(tuple(self._low), tuple(self._high), frozenset(self._told))

    def back_to(self, mark: Mark) -> None:
        """Forget what was told after the mark."""
        self._low, self._high, self._told = list(mark.low), list(mark.high), set(mark.told)

    def shown(self, name: str) -> Shown:
        """What everybody can know of a count now."""
        index = self._number[name]
        high = self._high[index]
        return Shown(self._low[index], None if high >= self._most else high, index in self._told)

    def _narrow(self, index: int, low: int, high: int, undo: dict[int, tuple[int, int]], changed: list[int]) -> None:
        if low > self._low[index] or high < self._high[index]:
            undo.setdefault(index, (self._low[index], self._high[index]))
            self._low[index], self._high[index] = max(low, self._low[index]), min(high, self._high[index])
            changed.append(index)

    def _carry(self, changed: list[int], undo: dict[int, tuple[int, int]]) -> bool:
        """Carry new bounds through the sums; False as soon as a small count has too few values left."""
        low, high = self._low, self._high
        if not all(self._has_room(index) for index in changed):
            return False
        waiting = deque(dict.fromkeys(at for index in changed for at in self._sums_of[index]))
        waits = set(waiting)
        while waiting:
            at = waiting.popleft()
            waits.remove(at)
            total, parts = self._sums[at]
            least = most = 0
            for part in parts:
                least += low[part]
                most += high[part]
            moved: list[int] = []
            # Written out: this is done for every sum again and again.
            if least > low[total] or most < high[total]:
                self._narrow(total, least, most, undo, moved)
            least_total, most_total = low[total], high[total]
            for part in parts:
                before_low, before_high = low[part], high[part]
                new_low, new_high = least_total - most + before_high, most_total - least + before_low
                if new_low > before_low or new_high < before_high:
                    self._narrow(part, new_low, new_high, undo, moved)
                    least += low[part] - before_low
                    most += high[part] - before_high
            for index in moved:
                if not self._has_room(index):
                    return False
                for other in self._sums_of[index]:
                    if other not in waits:
                        waits.add(other)
                        waiting.append(other)
        return True

    def _has_room(self, index: int) -> bool:
        return self._high[index] - self._low[index] + 1 >= ROOM or not 0 < self._counts[index] < self.minimum

    # -- the exact attack ---------------------------------------------------------------------------

    def narrowed(self, *, any_: bool = False) -> list[str]:
        """Small counts for which fewer than ROOM values fit all that is told, found by solving whole tables.

        With ``any_`` one of them is enough.
        """
        small = [index for index, count in enumerate(self._counts) if 0 < count < self.minimum]
        if not small:
            return []
        if self._attack is None:
            self._attack = Attack(self._counts, self._sums, ROOM)
        return [self._names[index] for index in self._attack.narrowed(small, self._low, self._high, any_=any_)]


def too_close(before: Mapping[str, Shown], after: Mapping[str, Shown], minimum: int = MINIMUM_COUNT) -> list[str]:
    """Counts of which two reports together tell that they changed by a small number: that is a small group."""
    found = []
    for name in before.keys() & after.keys():
        one, other = before[name], after[name]
        if one.high is None or other.high is None:
            continue
        least, most = other.low - one.high, other.high - one.low
        if most - least + 1 < ROOM and any(0 < abs(each) < minimum for each in range(least, most + 1)):
            found.append(name)
    return sorted(found)
