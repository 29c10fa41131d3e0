"""The basisweek on the board: the week as it is, what is wrong with it in words, one move, and a proposal."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from naadloos.engines.route import RouteDocument
from naadloos.engines.route.terms import Side, WeekKind
from naadloos.engines.week import (
    DAYS,
    HALVES,
    Half,
    Week,
    WeekProblem,
    WeekResult,
    explain,
    from_document,
    propose,
    swap_halves,
    verify,
    week_of,
)
from naadloos.engines.week.layout import covered
from naadloos.execution.models import LessonPlace, PracticeRoom, WeekGroup, WeekLesson, WeekStay
from naadloos.organisations.history import record
from naadloos.organisations.models import User
from naadloos.routes.actions import require_editor
from naadloos.routes.models import Route
from naadloos.routes.portable import build_document
from naadloos.routes.queries import scope_of
from naadloos.routes.registry import provider_of
from naadloos.routes.state import refresh_statuses
from naadloos.routes.words import say

STEP = 10
SECONDS = 4.0


@dataclass(frozen=True, slots=True)
class Cell:
    """One half day of one group: where, and which lessons. ``choice`` is "soort:plaats" for the form."""

    half: Half
    kind: str
    where: str
    lessons: tuple[str, ...]
    wrong: bool
    choice: str


@dataclass(frozen=True, slots=True)
class GroupWeek:
    key: str
    title: str
    cells: tuple[Cell, ...]
    asked: str
    house: Side | None = None


@dataclass(frozen=True, slots=True)
class Wrong:
    text: str
    todo: str


@dataclass(frozen=True, slots=True)
class LessonRow:
    key: str
    title: str
    groups: str
    when: str
    room: str


@dataclass(frozen=True, slots=True)
class Board:
    days: tuple[str, ...]
    groups: tuple[GroupWeek, ...]
    lessons: tuple[LessonRow, ...]
    conflicts: tuple[Wrong, ...]
    choices: tuple[tuple[str, str], ...]


def problem_and_week(document: RouteDocument) -> tuple[WeekProblem, Week]:
    return from_document(document), week_of(document)


def board_of(problem: WeekProblem, week: Week) -> Board:
    """The week as people see it."""
    sites = {each.key: each.title for each in problem.sites}
    rooms = {each.key: each.title for each in problem.rooms}
    teachers = {each.key: each.name for each in problem.teachers}
    at = {(stay.group, stay.half): stay for stay in week.stays}
    placed = {each.lesson: each for each in week.lessons}
    conflicts = verify(problem, week) if week.stays or week.lessons else ()
    wrong = {
        (fact.partition(":")[2], half)
        for each in conflicts
        for fact in each.facts
        if fact.startswith("groups:")
        for half in each.halves
    }
    lessons_at: dict[tuple[str, Half], list[str]] = defaultdict(list)
    rows = []
    for lesson in problem.lessons:
        where = placed.get(lesson.key)
        names = ", ".join(teachers.get(key, key) for key in lesson.teachers)
        if where is not None:
            for half in covered(lesson, where.start):
                for key in lesson.groups:
                    words = [lesson.title, rooms.get(where.room, ""), names]
                    lessons_at[key, half].append(" · ".join(word for word in words if word))
        titles = [group.title for group in problem.groups if group.key in lesson.groups]
        when = half_text(where.start, lesson.length) if where else ""
        rows.append(
            LessonRow(lesson.key, lesson.title, ", ".join(titles), when, rooms.get(where.room, "") if where else "")
        )
    groups = []
    for group in problem.groups:
        cells = []
        for half in HALVES:
            stay = at.get((group.key, half))
            kind = stay.kind if stay else None
            cells.append(
                Cell(
                    half,
                    kind.value if kind else "",
                    (sites.get(stay.site, "") if stay else "") or (_(kind.label) if kind else ""),
                    tuple(lessons_at[group.key, half]),
                    (group.key, half) in wrong,
                    f"{kind.value}:{stay.site}" if stay and kind else "",
                )
            )
        asked = ", ".join(f"{_(kind.label)} {count}" for kind, count in group.halves if count)
        groups.append(GroupWeek(group.key, group.title, tuple(cells), asked, group.house))
    choices = [("", _("niets")), (f"{WeekKind.FREE.value}:", _(WeekKind.FREE.label))]
    choices += [(f"{site.kind.value}:{site.key}", site.title) for site in problem.sites]
    choices.append((f"{WeekKind.COMPANY.value}:", _("leerbedrijf")))
    return Board(
        tuple(_(name) for name in DAYS.values()),
        tuple(groups),
        tuple(rows),
        tuple(Wrong(say(each.text), say(each.todo)) for each in conflicts),
        tuple(choices),
    )


def half_text(half: Half, length: int = 1) -> str:
    day = _(DAYS[half.day])
    if length == 2:
        return day
    return _("%(day)sochtend") % {"day": day} if half.part == 1 else _("%(day)smiddag") % {"day": day}


def proposal(problem: WeekProblem) -> WeekResult:
    """The best week found in a few seconds."""
    return propose(problem, seconds=SECONDS)


def why_not(problem: WeekProblem) -> list[str]:
    """The few demands that cannot go together, in words."""
    return [say(each.text) for each in explain(problem, seconds=SECONDS).reasons]


@transaction.atomic
def put(*, actor: User, route: Route, group: WeekGroup, half: Half, choice: str) -> None:
    """Put one group somewhere on one half day; an empty choice clears it. Raises PermissionDenied, ValidationError."""
    require_editor(actor, route, provider_of(STEP))
    kind, _colon, place = choice.partition(":")
    row = WeekStay.objects.filter(route=route, group=group, day=half.day, part=half.part).first()
    before = row.get_kind_display() if row else "—"
    if not choice:
        if row:
            row.delete()
    else:
        row = row or WeekStay(route=route, group=group, day=half.day, part=half.part)
        row.kind, row.place = kind, place or None
        row.full_clean()
        row.save()
    after = row.get_kind_display() if row and choice else "—"
    _log(actor, route, f"{group}, {half_text(half)}", [(_("waar"), str(before), str(after))])


@dataclass(frozen=True, slots=True)
class Swapped:
    """What a swap did, in words: lessons that went along with where they are now, and lessons that stayed."""

    went: tuple[str, ...]
    stayed: tuple[str, ...]


@transaction.atomic
def swap(*, actor: User, route: Route, group: WeekGroup, one: Half, other: Half) -> Swapped:
    """Let two half days of a group change places, with the lessons that are there for this group alone.

    A lesson of a whole day or of more groups stays: it is not one of this half day. Raises PermissionDenied,
    ValidationError.
    """
    require_editor(actor, route, provider_of(STEP))
    if one == other:
        raise ValidationError(_("Kies twee verschillende dagdelen."))
    problem, before = problem_and_week(build_document(route))
    after = swap_halves(problem, before, group.key, one, other).week
    # Out of the way first: a group is never twice on one half day, not even in between.
    WeekStay.objects.filter(route=route, group=group).filter(_on(one) | _on(other)).delete()
    for stay in after.stays:
        if stay.group == group.key and stay.half in (one, other):
            _save(WeekStay(group=group, kind=stay.kind.value, **_where(route, stay.half, stay.site)))
    starts = {each.lesson: each.start for each in before.lessons}
    changes = _move_lessons(route, starts, after)
    moved = {each.lesson for each in after.lessons if each.start != starts[each.lesson]}
    stayed = [
        lesson.title
        for lesson in problem.lessons
        if group.key in lesson.groups
        and lesson.key in starts
        and lesson.key not in moved
        and {one, other} & set(covered(lesson, starts[lesson.key]))
    ]
    _log(actor, route, f"{group}, {half_text(one)} ⇄ {half_text(other)}", changes)
    return Swapped(tuple(f"{title}: {now}" for title, _was, now in changes), tuple(stayed))


def _on(half: Half) -> Q:
    return Q(day=half.day, part=half.part)


def _move_lessons(route: Route, starts: Mapping[str, Half], after: Week) -> list[tuple[str, str, str]]:
    """Put the lessons that begin elsewhere now there; what was and is, for the history."""
    changes = []
    for each in after.lessons:
        was = starts[each.lesson]
        if each.start == was:
            continue
        row = LessonPlace.objects.select_related("lesson").get(route=route, lesson__key=each.lesson)
        row.day, row.part = each.start
        _save(row)
        changes.append((row.lesson.title, half_text(was), half_text(each.start)))
    return changes


@transaction.atomic
def place_lesson(
    *, actor: User, route: Route, lesson: WeekLesson, half: Half | None, place: str, room: int | None
) -> None:
    """Put a lesson on a half day and in a room, or lay it away (None). Raises PermissionDenied, ValidationError."""
    require_editor(actor, route, provider_of(STEP))
    row = LessonPlace.objects.filter(route=route, lesson=lesson).first()
    before = half_text(Half(row.day, row.part), lesson.length) if row else "—"
    if half is None:
        if row:
            row.delete()
        after = "—"
    else:
        row = row or LessonPlace(route=route, lesson=lesson)
        row.day, row.part, row.place = half.day, half.part, place or None
        row.room = PracticeRoom.objects.filter(route=route, pk=room).first() if room else None
        row.full_clean()
        row.save()
        after = half_text(half, lesson.length)
    _log(actor, route, str(lesson), [(_("wanneer"), before, after)])


@transaction.atomic
def take_over(*, actor: User, route: Route, week: Week) -> None:
    """Put a whole week in the place of the one on the board. Raises PermissionDenied, ValidationError."""
    require_editor(actor, route, provider_of(STEP))
    groups = {each.key: each for each in WeekGroup.objects.filter(route=route)}
    lessons = {each.key: each for each in WeekLesson.objects.filter(route=route)}
    rooms = {each.key: each for each in PracticeRoom.objects.filter(route=route)}
    WeekStay.objects.filter(route=route).delete()
    LessonPlace.objects.filter(route=route).delete()
    for stay in week.stays:
        if stay.group in groups:
            _save(WeekStay(group=groups[stay.group], kind=stay.kind.value, **_where(route, stay.half, stay.site)))
    for each in week.lessons:
        if each.lesson in lessons:
            room = rooms.get(each.room)
            _save(LessonPlace(lesson=lessons[each.lesson], room=room, **_where(route, each.start, each.site)))
    _log(actor, route, _("de basisweek"), [])


def _where(route: Route, half: Half, site: str) -> dict[str, Any]:
    return {"route": route, "day": half.day, "part": half.part, "place": site or None}


def _save(row: WeekStay | LessonPlace) -> None:
    row.full_clean()
    row.save()


def _log(actor: User, route: Route, subject: str, changes: list[tuple[str, str, str]]) -> None:
    record(
        scope=scope_of(route),
        step=STEP,
        actor=actor,
        verb="gewijzigd",
        subject=_("basisweek: %(what)s") % {"what": subject},
        changes=changes,
    )
    refresh_statuses(route)


def half_in(value: str) -> Half:
    """A half day such as "3-1". Raises ValidationError."""
    day, _dash, part = value.partition("-")
    if day in {"1", "2", "3", "4", "5"} and part in {"1", "2"}:
        return Half(int(day), int(part))
    raise ValidationError(_("Dit dagdeel bestaat niet."))
