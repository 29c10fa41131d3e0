"""The problem in whole grains, with for every need who may give it."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from math import ceil

from naadloos.engines.route.terms import Side, YesNoUnknown
from naadloos.engines.team.suits import available, suits
from naadloos.engines.team.types import Need, Place, TeamProblem

Shares = dict[tuple[int, int], int]  # grains by index of the need and of the teacher


@dataclass(frozen=True, slots=True)
class Row:
    """One need: ``least`` and ``most`` grains of one teacher, and per teacher who may whether there is doubt."""

    need: Need
    hours: int
    least: int
    most: int
    may: tuple[tuple[int, bool], ...]


@dataclass(frozen=True)
class Layout:
    problem: TeamProblem
    rows: tuple[Row, ...]
    room: dict[tuple[int, Place], int]

    @cached_property
    def lines(self) -> tuple[tuple[int, ...], ...]:
        """The needs of one unit and group, in order of time."""
        found: dict[tuple[str, str], list[int]] = defaultdict(list)
        for at in sorted(range(len(self.rows)), key=lambda at: self.rows[at].need.place):
            found[self.rows[at].need.line].append(at)
        return tuple(tuple(row) for row in found.values())

    @cached_property
    def doubtful(self) -> frozenset[tuple[int, int]]:
        return frozenset((at, who) for at, row in enumerate(self.rows) for who, doubt in row.may if doubt)

    @cached_property
    def fixed(self) -> Shares:
        teachers = {teacher.key: at for at, teacher in enumerate(self.problem.teachers)}
        needs = {row.need.key: at for at, row in enumerate(self.rows)}
        return {
            (needs[each.need], teachers[each.teacher]): self.grains(each.hours)
            for each in self.problem.fixed
            if each.need in needs
        }

    @cached_property
    def wished(self) -> tuple[tuple[int, bool, tuple[int, ...]], ...]:
        """Per wish the teacher, whether rather, and the needs it is about."""
        teachers = {teacher.key: at for at, teacher in enumerate(self.problem.teachers)}
        return tuple(
            (
                teachers[wish.teacher],
                wish.rather,
                tuple(
                    at
                    for at, row in enumerate(self.rows)
                    if row.need.unit == wish.unit and (not wish.group or row.need.group == wish.group)
                ),
            )
            for wish in self.problem.wishes
        )

    @cached_property
    def helps(self) -> dict[int, int]:
        """Grains that each teacher who can help at all has on the whole, in the periods in which work is for him."""
        places: dict[int, set[Place]] = defaultdict(set)
        for row in self.rows:
            for who, _ in row.may:
                places[who].add(row.need.place)
        return {who: sum(self.room[who, place] for place in found) for who, found in sorted(places.items())}

    def beginners(self, row: tuple[int, ...]) -> int:
        """How many teachers a line needs anyhow."""
        return 2 if self.rows[row[0]].need.side is Side.TOGETHER else 1

    def grains(self, hours: Decimal) -> int:
        return int(hours // self.problem.grain)

    def hours(self, grains: int) -> Decimal:
        return grains * self.problem.grain


def lay_out(problem: TeamProblem) -> Layout:
    """Of a problem without faults."""
    periods = {(each.route_year, each.number): each for each in problem.periods}
    grain = problem.grain
    room: dict[tuple[int, Place], int] = {}
    for at, teacher in enumerate(problem.teachers):
        for place, period in periods.items():
            known = available(teacher, period)
            room[at, place] = 0 if known is None else int(known // grain)
    rows = []
    for need in problem.needs:
        hours = int(need.hours // grain)
        least = min(ceil(problem.smallest / grain), hours)
        most = hours
        if need.side is Side.TOGETHER:
            least = min(least, hours // 2)
            most = hours - least
        least = max(least, 1)
        may = [
            (at, said is YesNoUnknown.UNKNOWN)
            for at, teacher in enumerate(problem.teachers)
            if room[at, need.place] >= least <= most
            and (said := suits(teacher, need, periods[need.place])) is not YesNoUnknown.NO
        ]
        rows.append(Row(need, hours, least, most, tuple(may)))
    return Layout(problem, tuple(rows), room)
