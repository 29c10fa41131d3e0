"""What a route document knows of a week: groups, lessons, rooms, fixed days, places and the ways between them."""

from collections import Counter, defaultdict

from naadloos.engines.route import RouteDocument
from naadloos.engines.route.calendar import DAYS
from naadloos.engines.route.document import TeamMember
from naadloos.engines.route.terms import PartnerSide, Side, WeekKind
from naadloos.engines.week.types import (
    Group,
    Half,
    HouseDay,
    Kind,
    Lesson,
    LessonAt,
    Room,
    Site,
    Stay,
    Teacher,
    Way,
    Week,
    WeekProblem,
)

KINDS = {PartnerSide.VMBO: Kind.VMBO, PartnerSide.MBO: Kind.MBO, PartnerSide.OTHER: Kind.COMPANY}
_HOUSES = {PartnerSide.VMBO: Side.VMBO, PartnerSide.MBO: Side.MBO}


def from_document(document: RouteDocument) -> WeekProblem:
    """The problem of step 10; places whose side is not known are left out."""
    data, programme = document.execution, document.programme
    places = [place for place in programme.locations if place.side is not None]
    keys = {place.key for place in places}
    return WeekProblem(
        groups=tuple(
            Group(
                each.key,
                each.title,
                each.route_year,
                ((Kind.VMBO, each.at_vmbo), (Kind.MBO, each.at_mbo), (Kind.COMPANY, each.at_company)),
                each.size,
                _HOUSES.get(each.house) if each.house else None,
            )
            for each in data.week_groups
        ),
        sites=tuple(
            Site(each.key, each.title, KINDS[each.side], each.site) for each in places if each.side is not None
        ),
        lessons=tuple(
            Lesson(
                each.key,
                each.title,
                tuple(each.groups),
                each.kind,
                tuple(each.teachers),
                each.room,
                each.length,
                each.place or "",
                Half(each.day, each.part or 1) if each.day and (each.part or each.length == 2) else None,
                (each.day,) if each.day else (),
            )
            for each in data.week_lessons
            if each.groups
        ),
        teachers=tuple(_teacher(each) for each in data.team),
        rooms=tuple(
            Room(
                each.key,
                each.title,
                each.place,
                tuple(word.strip() for word in each.purposes.split(",") if word.strip()),
                each.capacity,
            )
            for each in data.rooms
            if each.place in keys
        ),
        ways=tuple(
            Way(each.one, each.other, each.minutes)
            for each in programme.travels
            if each.one in keys and each.other in keys
        ),
        house_days=tuple(
            HouseDay(
                each.key,
                each.title,
                each.kind,
                tuple(Half(each.day, part) for part in ((each.part,) if each.part else (1, 2))),
                route_years=(each.route_year,) if each.route_year else (),
                house=_HOUSES.get(each.house) if each.house else None,
            )
            for each in data.house_days
        ),
    )


def _teacher(member: TeamMember) -> Teacher:
    days = [int(day) for day in member.days.split(",") if day]
    halves = tuple(Half(day, part) for day in DAYS if day in days for part in (1, 2))
    return Teacher(member.key, member.name, halves or None)


def half_days(document: RouteDocument) -> dict[str, Counter[WeekKind]]:
    """Per group that is on the board: how many half days it is where."""
    found: dict[str, Counter[WeekKind]] = defaultdict(Counter)
    for stay in document.execution.week_stays:
        found[stay.group][stay.kind] += 1
    return found


def week_of(document: RouteDocument) -> Week:
    """The week as people put it on the board."""
    data = document.execution
    return Week(
        tuple(Stay(each.group, Half(each.day, each.part), each.kind, each.place or "") for each in data.week_stays),
        tuple(
            LessonAt(each.lesson, Half(each.day, each.part), each.place or "", each.room or "")
            for each in data.lesson_places
        ),
    )
