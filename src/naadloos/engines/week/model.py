"""The rules as a CP-SAT model: a Boolean per group, half and spot, and one per way to place a lesson."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from naadloos.engines.route.calendar import DAYS
from naadloos.engines.week.layout import FREE, Layout, Option
from naadloos.engines.week.types import HALVES, Demand, Half, Kind, LessonAt, Stay, Week, WeekGoal

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

Switch = Callable[[Demand], Sequence[Any]]


@dataclass(slots=True)
class Built:
    layout: Layout
    model: "cp_model.CpModel"
    at: dict[tuple[str, Half, str], Any] = field(default_factory=dict)
    ways: dict[str, list[tuple[Any, Option]]] = field(default_factory=dict)
    costs: dict[WeekGoal, list[Any]] = field(default_factory=lambda: {goal: [] for goal in WeekGoal})

    def where(self, group: str, half: Half, spot: str) -> Any:
        return self.at.get((group, half, spot), 0)


def build(
    layout: Layout,
    switch: Switch | None = None,
    *,
    only: frozenset[Demand] | None = None,
    into: "cp_model.CpModel | None" = None,
) -> Built:
    """All rules; with ``switch`` each demand hangs on its literals, with ``only`` the other demands are left out."""
    from ortools.sat.python import cp_model

    built = Built(layout, into or cp_model.CpModel())

    def demand(rule: Any, kind: str, key: str = "", what: str = "") -> None:
        """Add a rule that a person could let go."""
        one = Demand(kind, key, what)
        if only is not None and one not in only:
            return
        added = built.model.add(rule)
        if switch is not None:
            added.only_enforce_if(list(switch(one)))

    _groups(built, demand)
    _lessons(built, demand)
    _teachers(built, demand)
    return built


Ask = Callable[..., None]


def _groups(built: Built, demand: Ask) -> None:
    layout, problem = built.layout, built.layout.problem
    for group in problem.groups:
        for half in HALVES:
            for spot in layout.spots:
                built.at[group.key, half, spot] = built.model.new_bool_var("")
            built.model.add_exactly_one(built.at[group.key, half, spot] for spot in layout.spots)
            for spot, (_, known) in layout.spots.items():
                if known is not None and half not in known:
                    demand(built.at[group.key, half, spot] == 0, "open", spot)
        for kind in Kind:
            mine = [built.at[group.key, half, spot] for half in HALVES for spot in _of(layout, kind)]
            if mine or group.asked(kind):
                demand(_sum(mine) == group.asked(kind), "aantal", group.key, kind.value)
        for fixed in problem.house_days:
            if fixed.holds_for(group):
                for half in fixed.halves:
                    there = [
                        built.at[group.key, half, spot]
                        for spot in _of(layout, fixed.kind)
                        if not fixed.site or spot == fixed.site
                    ]
                    demand(_sum(there) >= 1, "huisdag", fixed.key, group.key)
        for day in DAYS:
            _noon(
                built,
                demand,
                [{spot: built.at[group.key, Half(day, part), spot] for spot in layout.spots} for part in (1, 2)],
            )
            if problem.whole_company_days:
                parts = [
                    _sum([built.at[group.key, Half(day, part), spot] for spot in _of(layout, Kind.COMPANY)])
                    for part in (1, 2)
                ]
                demand(parts[0] == parts[1], "hele_dagen")


def _noon(built: Built, demand: Ask, spots: list[dict[str, Any]], goal: WeekGoal = WeekGoal.GROUPS) -> None:
    """Someone who is at one spot in the morning and another in the afternoon travels at noon, when that can be."""
    layout = built.layout
    morning, afternoon = spots
    moves: list[Any] = []
    for one, var in morning.items():
        far = [other for spot, other in afternoon.items() if not layout.reachable(one, spot)]
        if far:
            demand(var + _sum(far) <= 1, "reizen")
        away = [
            other for spot, other in afternoon.items() if not layout.near(one, spot) and layout.reachable(one, spot)
        ]
        if away:
            moves.append((var, away))
    if moves:
        travels = built.model.new_bool_var("")
        for var, away in moves:
            built.model.add(travels >= var + _sum(away) - 1)
        built.costs[goal].append(travels)


def _lessons(built: Built, demand: Ask) -> None:
    layout, problem = built.layout, built.layout.problem
    rooms: dict[tuple[str, Half], list[Any]] = defaultdict(list)
    groups: dict[tuple[str, Half], list[Any]] = defaultdict(list)
    for lesson in problem.lessons:
        ways = [(built.model.new_bool_var(""), option) for option in layout.options(lesson)]
        built.ways[lesson.key] = ways
        built.model.add(_sum([var for var, _ in ways]) <= 1)
        demand(_sum([var for var, _ in ways]) >= 1, "les", lesson.key)
        per_spot: dict[tuple[Half, str], list[Any]] = defaultdict(list)
        for var, option in ways:
            for half in option.halves:
                per_spot[half, option.site].append(var)
                if option.room:
                    rooms[option.room, half].append(var)
                for group in lesson.groups:
                    groups[group, half].append(var)
        for (half, site), there in per_spot.items():
            for group in lesson.groups:
                built.model.add(_sum(there) <= built.at[group, half, site])
        if lesson.wished and (outside := [var for var, option in ways if option.start not in lesson.wished]):
            built.costs[WeekGoal.WISHES].append(_sum(outside))
    for busy in (*rooms.values(), *groups.values()):
        if len(busy) > 1:
            built.model.add_at_most_one(busy)


def _teachers(built: Built, demand: Ask) -> None:
    problem = built.layout.problem
    for teacher in problem.teachers:
        there: dict[Half, dict[str, list[Any]]] = {half: defaultdict(list) for half in HALVES}
        for lesson in problem.lessons:
            if teacher.key in lesson.teachers:
                for var, option in built.ways[lesson.key]:
                    for half in option.halves:
                        there[half][option.site].append(var)
        for half, spots in there.items():
            mine = [var for each in spots.values() for var in each]
            if not mine:
                continue
            if len(mine) > 1:
                built.model.add_at_most_one(mine)
            if teacher.halves is not None and half not in teacher.halves:
                demand(_sum(mine) == 0, "docent", teacher.key)
        for day in DAYS:
            both = [{spot: _sum(found) for spot, found in there[Half(day, part)].items()} for part in (1, 2)]
            _noon(built, demand, both, WeekGoal.TEACHERS)


def objective(built: Built) -> Any:
    goals, problem = built.layout.problem.goals, built.layout.problem
    weights = {
        WeekGoal.GROUPS: goals.groups,
        WeekGoal.TEACHERS: goals.teachers,
        WeekGoal.WISHES: goals.wishes,
        WeekGoal.STABILITY: goals.stability,
    }
    if problem.previous is not None:
        _stability(built, problem.previous)
    return sum(weights[goal] * _sum(terms) for goal, terms in built.costs.items() if terms)


def _stability(built: Built, previous: Week) -> None:
    """A stay or lesson of the previous week that is not so any more; what does not exist any more does not count."""
    costs = built.costs[WeekGoal.STABILITY]
    for stay in dict.fromkeys(previous.stays):
        spot = FREE if stay.kind is Kind.FREE else stay.site
        if (var := built.at.get((stay.group, stay.half, spot))) is not None:
            costs.append(1 - var)
    for each in dict.fromkeys(previous.lessons):
        if each.lesson in built.ways:
            same = [
                var for var, option in built.ways[each.lesson] if (option.start, option.room) == (each.start, each.room)
            ]
            costs.append(1 - _sum(same))


def week_of(built: Built, value: Callable[[Any], int]) -> Week:
    spots = built.layout.spots
    stays = [
        Stay(group, half, spots[spot][0], "" if spot == FREE else spot)
        for (group, half, spot), var in built.at.items()
        if value(var)
    ]
    lessons = [
        LessonAt(key, option.start, option.site, option.room)
        for key, ways in built.ways.items()
        for var, option in ways
        if value(var)
    ]
    return Week(tuple(stays), tuple(lessons))


def _of(layout: Layout, kind: Kind) -> list[str]:
    return [spot for spot, (each, _) in layout.spots.items() if each is kind]


def _sum(parts: Sequence[Any]) -> Any:
    from ortools.sat.python import cp_model

    return cp_model.LinearExpr.sum(list(parts))
