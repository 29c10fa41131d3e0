"""Small teams: by hand, at random, and every division of one, counted apart from the engine."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import product
from math import ceil

from hypothesis import strategies as st

from naadloos.engines.route.terms import Side, YesNoUnknown
from naadloos.engines.team import Assignment, Need, Skill, Teacher, TeamPeriod, TeamProblem, Wish, verify

YES, NO, UNKNOWN = YesNoUnknown.YES, YesNoUnknown.NO, YesNoUnknown.UNKNOWN
TEN = Decimal(10)


def teacher(key: str, per_period: int = 100, side: Side = Side.VMBO, skills: str = "bouw", **more: object) -> Teacher:
    given: dict[str, object] = {"qualified": YES, "per_week": Decimal(per_period) / 10, **more}
    return Teacher(key, f"Docent {key}", side, skills=tuple(map(Skill, skills.split())), **given)  # type: ignore[arg-type]


def need(
    unit: str, hours: int, period: int = 1, side: Side | None = None, skills: str = "bouw", **more: object
) -> Need:
    return Need(
        unit,
        f"Onderdeel {unit}",
        1,
        period,
        Decimal(hours),
        side,
        skills=tuple(skills.split()),
        **more,  # type: ignore[arg-type]
    )


def problem(*parts: Teacher | Need | Wish, periods: int = 2, **more: object) -> TeamProblem:
    return TeamProblem(
        tuple(TeamPeriod(1, number, 10, date(2027, number, 28)) for number in range(1, periods + 1)),
        tuple(each for each in parts if isinstance(each, Teacher)),
        tuple(each for each in parts if isinstance(each, Need)),
        tuple(each for each in parts if isinstance(each, Wish)),
        **more,  # type: ignore[arg-type]
    )


def given(who: str, unit: str, hours: int | str, period: int = 1, **more: object) -> Assignment:
    return Assignment(who, unit, 1, period, Decimal(hours), **more)  # type: ignore[arg-type]


def all_divisions(problem: TeamProblem) -> Iterator[tuple[Assignment, ...]]:
    """Every valid division in steps of the grain; needs and teachers alone are judged first, so that few are left."""
    per_need = []
    for one in problem.needs:
        steps = range(int(one.hours / problem.grain) + 1)
        ways = []
        for numbers in product(steps, repeat=len(problem.teachers)):
            if sum(numbers) > steps[-1]:
                continue
            way = tuple(
                mark(problem, Assignment(each.key, one.unit, *one.place, number * problem.grain, one.group))
                for each, number in zip(problem.teachers, numbers, strict=True)
                if number
            )
            if all(fault.code == "vast_weg" for fault in verify(problem, way)):
                ways.append(way)
        per_need.append(ways)
    for rows in product(*per_need):
        division = tuple(each for row in rows for each in row)
        if not verify(problem, division):
            yield division


def mark(problem: TeamProblem, one: Assignment) -> Assignment:
    """The assignment with the mark that the checker asks for."""
    marked = Assignment(one.teacher, one.unit, one.route_year, one.period, one.hours, one.group, True)
    codes = {fault.code for fault in verify(problem, [one])}
    return marked if "niet_gemerkt" in codes else one


def worth(problem: TeamProblem, division: tuple[Assignment, ...]) -> tuple[Decimal, ...]:
    """The five goals straight from what docs/week.md says."""
    hours = {each.key: Decimal(0) for each in problem.needs}
    who: dict[tuple[str, str, int, int], set[str]] = {each.key: set() for each in problem.needs}
    for each in division:
        hours[each.need] += each.hours
        who[each.need].add(each.teacher)
    open_hours = sum((each.hours - hours[each.key] for each in problem.needs), Decimal(0))
    handovers = 0
    for line in {each.line for each in problem.needs}:
        rows = sorted((each for each in problem.needs if each.line == line), key=lambda each: each.place)
        begins = sum(len(who[row.key] - (who[rows[at - 1].key] if at else set())) for at, row in enumerate(rows))
        handovers += max(0, begins - (2 if rows[0].side is Side.TOGETHER else 1))
    missed = 0
    for wish in problem.wishes:
        does = any(
            each.teacher == wish.teacher and each.unit == wish.unit and wish.group in ("", each.group)
            for each in division
        )
        missed += does is not wish.rather
    rooms: dict[str, Decimal] = {}
    for each in problem.teachers:
        useful = set()
        for row in problem.needs:
            least = min(problem.smallest, row.hours)
            if row.side is Side.TOGETHER:
                least = min(least, row.hours / problem.grain // 2 * problem.grain)
            alone = TeamProblem(
                problem.periods, problem.teachers, problem.needs, (), (), problem.smallest, problem.grain
            )
            one = mark(alone, Assignment(each.key, row.unit, *row.place, max(least, problem.grain), row.group))
            if not verify(alone, [one]):
                useful.add(row.place)
        if useful:
            weeks = {(slot.route_year, slot.number): slot.weeks for slot in problem.periods}
            own = dict(each.per_period)
            rooms[each.key] = sum(
                (
                    (own.get(place, (each.per_week or Decimal(0)) * weeks[place])) // problem.grain * problem.grain
                    for place in useful
                ),
                Decimal(0),
            )
    total, spread = sum(rooms.values()), Decimal(0)
    covered = sum((each.hours for each in division), Decimal(0))
    for key, room in rooms.items():
        mine = sum((each.hours for each in division if each.teacher == key), Decimal(0))
        share = ceil(covered * room / problem.grain / total) * problem.grain
        spread += max(Decimal(0), mine - share)
    doubts = sum(each.doubt for each in division)
    return open_hours, Decimal(handovers), Decimal(doubts), Decimal(missed), spread


@st.composite
def small_teams(draw: st.DrawFn) -> TeamProblem:
    """Up to three teachers and three needs, in tens of hours."""
    sides = st.sampled_from([Side.VMBO, Side.MBO])
    count = draw(st.integers(1, 3))
    teachers = []
    for at in range(count):
        until = draw(st.sampled_from([None, date(2027, 1, 31)]))
        apart = ("t0",) if at and draw(st.booleans()) and draw(st.booleans()) else ()
        teachers.append(
            teacher(
                f"t{at}",
                draw(st.sampled_from([10, 20, 25, 30])),
                draw(sides),
                draw(st.sampled_from(["bouw", "taal", "bouw taal"])),
                qualified=draw(st.sampled_from([YES, YES, NO, UNKNOWN])),
                valid_until=until,
                days=draw(st.sampled_from([(), (1,), (1, 2)])),
                apart=apart,
            )
        )
    keys = draw(st.lists(st.tuples(st.sampled_from("ab"), st.integers(1, 2)), min_size=1, max_size=3, unique=True))
    per_unit = {unit: draw(st.sampled_from([None, Side.VMBO, Side.TOGETHER, Side.TOGETHER])) for unit in "ab"}
    needs = [
        need(
            unit,
            draw(st.sampled_from([10, 20, 30])),
            period,
            per_unit[unit],
            draw(st.sampled_from(["bouw", "bouw", "taal", ""])),
            qualified=draw(st.booleans()),
            days=draw(st.sampled_from([(), (2,)])),
        )
        for unit, period in keys
    ]
    wishes = [Wish("t0", keys[0][0], rather=draw(st.booleans()))] if draw(st.booleans()) else []
    return problem(*teachers, *needs, *wishes, smallest=TEN, grain=TEN)
