"""What a route document knows of a week: places and the ways between them."""

from naadloos.engines.route import RouteDocument
from naadloos.engines.route.terms import PartnerSide
from naadloos.engines.week.types import Group, Kind, Lesson, Room, Site, Teacher, Way, WeekProblem

KINDS = {PartnerSide.VMBO: Kind.VMBO, PartnerSide.MBO: Kind.MBO, PartnerSide.OTHER: Kind.COMPANY}


def from_document(
    document: RouteDocument,
    groups: tuple[Group, ...],
    *,
    lessons: tuple[Lesson, ...] = (),
    teachers: tuple[Teacher, ...] = (),
    rooms: tuple[Room, ...] = (),
) -> WeekProblem:
    """A problem with the places whose side is known, and the ways between them; the document has no groups."""
    places = [place for place in document.programme.locations if place.side is not None]
    keys = {place.key for place in places}
    return WeekProblem(
        groups,
        tuple(Site(each.key, each.title, KINDS[each.side], each.site) for each in places if each.side is not None),
        lessons,
        teachers,
        rooms,
        tuple(
            Way(each.one, each.other, each.minutes)
            for each in document.programme.travels
            if each.one in keys and each.other in keys
        ),
    )
