"""Dividing the lessons: what is decided, what is wrong with it, a proposal, and what if somebody leaves."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from naadloos.engines.route import RouteDocument
from naadloos.engines.route.steps import route_year_label
from naadloos.engines.route.text import number_text
from naadloos.engines.team import (
    Assignment,
    Leaving,
    Need,
    TeamProblem,
    TeamResult,
    leaves,
    propose,
    verify,
)
from naadloos.engines.team.suits import available
from naadloos.execution.models import Assigned, TeamMember
from naadloos.organisations.history import record
from naadloos.organisations.models import User
from naadloos.routes import shown
from naadloos.routes.actions import require_editor
from naadloos.routes.models import Route
from naadloos.routes.queries import scope_of
from naadloos.routes.registry import provider_of
from naadloos.routes.state import refresh_statuses
from naadloos.routes.words import say

STEP = 10
SECONDS = 4.0
SALT = "naadloos.team"


@dataclass(frozen=True, slots=True)
class TeacherRow:
    """One teacher: hours per period beside what is available; None is not known."""

    name: str
    side: str
    cells: tuple[tuple[str, str, bool], ...]
    total: str


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit for one group in one year: who gives it and what is still open, in klokuren."""

    title: str
    group: str
    periods: str
    asked: str
    who: str
    open: str


@dataclass(frozen=True, slots=True)
class YearUnits:
    """The units of one year of the route, and how much of that year has no teacher yet."""

    label: str
    rows: tuple[UnitRow, ...]
    asked: str
    open: str


@dataclass(frozen=True, slots=True)
class TeamView:
    """``heads``: per year its label and the numbers of its periods."""

    heads: tuple[tuple[str, tuple[int, ...]], ...]
    teachers: tuple[TeacherRow, ...]
    years: tuple[YearUnits, ...]
    faults: tuple[str, ...]
    asked: str
    covered: str
    open: Decimal


def decided(document: RouteDocument) -> list[Assignment]:
    """What people decided, as the engine reads it."""
    return [
        Assignment(each.teacher, each.unit, each.route_year, each.period, each.hours, each.group)
        for each in document.execution.assigned
    ]


def team_view(problem: TeamProblem, given: Sequence[Assignment]) -> TeamView:
    """The page for what is decided, or for a proposal."""
    names = {each.key: each.name for each in problem.teachers}
    by_teacher: dict[tuple[str, int, int], Decimal] = defaultdict(Decimal)
    by_need: dict[tuple[str, str, int, int], list[Assignment]] = defaultdict(list)
    for each in given:
        by_teacher[each.teacher, each.route_year, each.period] += each.hours
        by_need[each.need].append(each)
    teachers = []
    for teacher in problem.teachers:
        cells = []
        for period in problem.periods:
            hours = by_teacher[teacher.key, period.route_year, period.number]
            room = available(teacher, period)
            too_many = room is not None and hours > room
            cells.append((number_text(hours), "?" if room is None else number_text(round(room, 1)), too_many))
        total = sum((each.hours for each in given if each.teacher == teacher.key), Decimal(0))
        teachers.append(TeacherRow(teacher.name, teacher.side.value, tuple(cells), number_text(total)))
    found = {need.key: sum((each.hours for each in by_need[need.key]), Decimal(0)) for need in problem.needs}
    covered = sum((min(found[need.key], need.hours) for need in problem.needs), Decimal(0))
    asked = sum((need.hours for need in problem.needs), Decimal(0))
    by_year: dict[int, list[int]] = defaultdict(list)
    for period in problem.periods:
        by_year[period.route_year].append(period.number)
    return TeamView(
        tuple((_(route_year_label(year)), tuple(numbers)) for year, numbers in by_year.items()),
        tuple(teachers),
        tuple(
            _year(year, [need for need in problem.needs if need.route_year == year], by_need, found, names)
            for year in by_year
        ),
        tuple(say(each.text) for each in verify(problem, given)) if given else (),
        number_text(asked),
        number_text(covered),
        asked - covered,
    )


def _year(
    year: int,
    needs: Sequence[Need],
    given: Mapping[tuple[str, str, int, int], Sequence[Assignment]],
    hours: Mapping[tuple[str, str, int, int], Decimal],
    names: Mapping[str, str],
) -> YearUnits:
    by_unit: dict[tuple[str, str], list[Need]] = defaultdict(list)
    for need in needs:
        by_unit[need.unit, need.group].append(need)
    rows, nobody = [], Decimal(0)
    for found in by_unit.values():
        who: dict[str, Decimal] = defaultdict(Decimal)
        still = Decimal(0)
        for need in found:
            for each in given[need.key]:
                who[names.get(each.teacher, each.teacher)] += each.hours
            still += max(need.hours - hours[need.key], Decimal(0))
        nobody += still
        rows.append(
            UnitRow(
                found[0].title,
                found[0].group,
                ", ".join(str(need.period) for need in found),
                number_text(sum((need.hours for need in found), Decimal(0))),
                ", ".join(f"{name} {number_text(value)}" for name, value in who.items()),
                number_text(still),
            )
        )
    asked = sum((need.hours for need in needs), Decimal(0))
    return YearUnits(_(route_year_label(year)), tuple(rows), number_text(asked), number_text(nobody))


def proposal(problem: TeamProblem) -> TeamResult:
    """The best division found in a few seconds."""
    return propose(problem, seconds=SECONDS)


def leaving(problem: TeamProblem, teacher: str, given: Sequence[Assignment]) -> Leaving:
    """What is hit when this teacher leaves."""
    return leaves(problem, tuple(given), teacher, seconds=SECONDS)


def signed(route: Route, given: Iterable[Assignment]) -> str:
    """What was shown, so that exactly this is taken over."""
    rows = [[each.teacher, each.unit, each.group, each.route_year, each.period, str(each.hours)] for each in given]
    return shown.sign(route, SALT, rows)


def shown_before(route: Route, text: str) -> list[Assignment]:
    """Raises signing.BadSignature for what is too old or of another route."""
    return [
        Assignment(teacher, unit, year, period, Decimal(hours), group)
        for teacher, unit, group, year, period, hours in shown.shown_before(
            route, SALT, text, valid=shown.PROPOSAL_VALID
        )
    ]


@transaction.atomic
def take_over(*, actor: User, route: Route, given: Sequence[Assignment]) -> int:
    """Put this division in the place of the one that was decided. Raises PermissionDenied, ValidationError.

    A teacher who is gone meanwhile is left out, and the hours stay open.
    """
    require_editor(actor, route, provider_of(STEP))
    members = {each.key: each for each in TeamMember.objects.filter(route=route)}
    Assigned.objects.filter(route=route).delete()
    made = 0
    for each in given:
        if each.teacher not in members:
            continue
        row = Assigned(
            route=route,
            teacher=members[each.teacher],
            unit=each.unit,
            group=each.group,
            route_year=each.route_year,
            period=each.period,
            hours=each.hours,
        )
        row.full_clean()
        row.save()
        made += 1
    record(
        scope=scope_of(route),
        step=STEP,
        actor=actor,
        verb="gewijzigd",
        subject=_("verdeling van de lessen: %(n)s regels") % {"n": made},
    )
    refresh_statuses(route)
    return made
