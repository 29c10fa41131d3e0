"""One change by hand, judged at once: nothing is solved."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from naadloos.engines.week.layout import NOWHERE, Layout, covered
from naadloos.engines.week.score import points_of
from naadloos.engines.week.types import HALVES, Conflict, Half, Kind, LessonAt, Move, Option, Stay, Week, WeekProblem
from naadloos.engines.week.verify import verify


def move_lesson(problem: WeekProblem, week: Week, lesson: str, start: Half, site: str = "", room: str = "") -> Move:
    """Put a lesson on another half; what its groups did then, goes to the halves that the lesson leaves.

    So the numbers of halves stay as they are. Without ``site`` it is that of the room, else where the lesson was.
    Raises KeyError for an unknown lesson.
    """
    one = {each.key: each for each in problem.lessons}[lesson]
    before = next((each for each in week.lessons if each.lesson == lesson), None)
    if not site:
        site = {each.key: each.site for each in problem.rooms}.get(room, before.site if before else one.site)
    new = covered(one, start)
    stays = {(stay.group, stay.half): stay for stay in week.stays}
    old = covered(one, before.start) if before is not None else ()
    left = [half for half in old if half not in new]
    taken = [half for half in new if half not in old]
    for group in one.groups:
        for to, away in zip(left, taken, strict=False):
            if (stay := stays.get((group, away))) is not None:
                stays[group, to] = replace(stay, half=to)
        for half in new:
            stays[group, half] = Stay(group, half, one.kind, site)
    lessons = tuple(each for each in week.lessons if each.lesson != lesson)
    return _judged(problem, week, Week(tuple(stays.values()), (*lessons, LessonAt(lesson, start, site, room))))


def swap_halves(problem: WeekProblem, week: Week, group: str, one: Half, other: Half) -> Move:
    """Swap what a group does on two halves; lessons of one half that lie there for this group alone go along."""
    turn = {one: other, other: one}
    stays = tuple(
        replace(stay, half=turn.get(stay.half, stay.half)) if stay.group == group else stay for stay in week.stays
    )
    about = {each.key: each for each in problem.lessons}
    lessons = tuple(
        replace(each, start=turn.get(each.start, each.start))
        if each.lesson in about and about[each.lesson].groups == (group,) and about[each.lesson].length == 1
        else each
        for each in week.lessons
    )
    return _judged(problem, week, Week(stays, lessons))


def set_stay(problem: WeekProblem, week: Week, stay: Stay) -> Move:
    """Say where a group is on one half, in place of what was said before."""
    rest = tuple(each for each in week.stays if (each.group, each.half) != (stay.group, stay.half))
    return _judged(problem, week, Week((*rest, stay), week.lessons))


def options_of(problem: WeekProblem, week: Week, lesson: str) -> tuple[Option, ...]:
    """Every half, site and room for one lesson with what that brings. Raises KeyError for an unknown lesson."""
    layout = Layout(problem)
    one = {each.key: each for each in problem.lessons}[lesson]
    spots = [site.key for site in layout.sites_of(one)] or ([NOWHERE] if one.kind is Kind.COMPANY else [])
    rooms = layout.rooms_of(one) if one.room else []
    found = []
    for start in HALVES:
        if one.length == 2 and start.part == 2:
            continue
        for site in spots:
            for room in [room.key for room in rooms if room.site == site] if one.room else [""]:
                move = move_lesson(problem, week, lesson, start, site, room)
                found.append(Option(start, site, room, move))
    return tuple(found)


def _judged(problem: WeekProblem, before: Week, after: Week) -> Move:
    old, new = verify(problem, before), verify(problem, after)
    points = points_of(problem, after) - points_of(problem, before)
    return Move(after, _without(new, old), _without(old, new), points)


def _without(some: Iterable[Conflict], others: Iterable[Conflict]) -> tuple[Conflict, ...]:
    left = Counter(str(each.text) for each in others)
    found = []
    for each in some:
        if left[str(each.text)]:
            left[str(each.text)] -= 1
        else:
            found.append(each)
    return tuple(found)
