"""The points of a week per goal, each with a sentence; counted from the week, without the model."""

from naadloos.engines.route.calendar import DAYS
from naadloos.engines.route.terms import gettext_noop
from naadloos.engines.route.text import Text, text
from naadloos.engines.week.layout import FREE, Layout
from naadloos.engines.week.types import GoalPoints, Half, Kind, Week, WeekGoal, WeekProblem


def score(problem: WeekProblem, week: Week) -> tuple[GoalPoints, ...]:
    """What each goal costs; a lesson or stay that does not exist is passed over."""
    layout = Layout(problem)
    lessons = {lesson.key: lesson for lesson in problem.lessons}
    at = {(stay.group, stay.half): _spot(stay.kind, stay.site) for stay in week.stays}
    teaches: dict[tuple[str, Half], str] = {}
    outside = []
    for each in week.lessons:
        if (lesson := lessons.get(each.lesson)) is None:
            continue
        if lesson.wished and each.start not in lesson.wished:
            outside.append(lesson.title)
        for teacher in lesson.teachers:
            teaches[teacher, each.start] = each.site
            if lesson.length == 2:
                teaches[teacher, Half(each.start.day, 2)] = each.site
    groups = [group.title for group in problem.groups for _ in _travels(layout, at, group.key)]
    teachers = [one.name for one in problem.teachers for _ in _travels(layout, teaches, one.key)]
    changed = _changed(layout, week)
    goals = problem.goals
    return (
        _points(WeekGoal.GROUPS, goals.groups, groups),
        _points(WeekGoal.TEACHERS, goals.teachers, teachers),
        _points(WeekGoal.WISHES, goals.wishes, outside),
        GoalPoints(
            WeekGoal.STABILITY,
            goals.stability * changed,
            text(gettext_noop("%(count)s dagdelen of lessen zijn anders dan in de vorige week."), count=changed),
        ),
    )


def points_of(problem: WeekProblem, week: Week) -> int:
    return sum(each.points for each in score(problem, week))


def _points(goal: WeekGoal, weight: int, names: list[str]) -> GoalPoints:
    sentences = {
        WeekGoal.GROUPS: gettext_noop("Midden op de dag reizen: %(who)s."),
        WeekGoal.TEACHERS: gettext_noop("Docenten die midden op de dag reizen: %(who)s."),
        WeekGoal.WISHES: gettext_noop("Niet op een gewenst dagdeel: %(who)s."),
    }
    why: Text = text(sentences[goal], who=tuple(dict.fromkeys(names)))
    return GoalPoints(goal, weight * len(names), why if names else text(gettext_noop("Niets.")))


def _spot(kind: Kind, site: str) -> str:
    return FREE if kind is Kind.FREE else site


def _travels(layout: Layout, at: dict[tuple[str, Half], str], who: str) -> list[int]:
    found = []
    for day in DAYS:
        one, other = at.get((who, Half(day, 1))), at.get((who, Half(day, 2)))
        if one is not None and other is not None and not layout.near(one, other):
            found.append(day)
    return found


def _changed(layout: Layout, week: Week) -> int:
    previous = layout.problem.previous
    if previous is None:
        return 0
    groups = {group.key for group in layout.problem.groups}
    lessons = {lesson.key for lesson in layout.problem.lessons}
    now = {(stay.group, stay.half, _spot(stay.kind, stay.site)) for stay in week.stays}
    then = {(stay.group, stay.half, _spot(stay.kind, stay.site)) for stay in previous.stays}
    there = {each for each in then if each[0] in groups and each[2] in layout.spots}
    placed = {(each.lesson, each.start, each.room) for each in week.lessons}
    before = {(each.lesson, each.start, each.room) for each in previous.lessons if each.lesson in lessons}
    return len(there - now) + len(before - placed)
