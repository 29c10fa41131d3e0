"""The problem with every way to place a lesson, and which ways are too long for noon."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from naadloos.engines.week.types import HALVES, Half, Kind, Lesson, Room, Site, WeekProblem

# Where a group is at a company that is not named, and where it is when free.
NOWHERE, FREE = "", "-"


@dataclass(frozen=True, slots=True)
class Option:
    """One way to place a lesson."""

    start: Half
    site: str
    room: str
    halves: tuple[Half, ...]


@dataclass(frozen=True)
class Layout:
    problem: WeekProblem

    @cached_property
    def spots(self) -> dict[str, tuple[Kind, tuple[Half, ...] | None]]:
        """Every place a group can be: the sites, a company without a name when none is named, and free."""
        found = {site.key: (site.kind, site.open) for site in self.problem.sites}
        if not any(site.kind is Kind.COMPANY for site in self.problem.sites):
            found[NOWHERE] = (Kind.COMPANY, None)
        return {**found, FREE: (Kind.FREE, None)}

    @cached_property
    def minutes(self) -> dict[tuple[str, str], int]:
        """Known ways, in both directions; 0 within the same grounds."""
        sites = self.problem.sites
        found = {
            (one.key, other.key): 0
            for one in sites
            for other in sites
            if one.key == other.key or (one.grounds and one.grounds == other.grounds)
        }
        for way in self.problem.ways:
            for pair in ((way.one, way.other), (way.other, way.one)):
                found.setdefault(pair, way.minutes)
        return found

    def near(self, one: str, other: str) -> bool:
        """Nobody travels between them."""
        return one == other or FREE in (one, other) or self.minutes.get((one, other)) == 0

    def reachable(self, one: str, other: str) -> bool:
        """In the lunch break."""
        if self.near(one, other):
            return True
        known = self.minutes.get((one, other))
        return known is not None and known <= self.problem.noon_minutes

    def options(self, lesson: Lesson) -> tuple[Option, ...]:
        """Each way that its own demands, the sites and the rooms leave; teachers and groups apart."""
        return tuple(self._options(lesson))

    def _options(self, lesson: Lesson) -> Iterator[Option]:
        for start in starts(lesson):
            halves = covered(lesson, start)
            for site in self.sites_of(lesson):
                if not _open(site.open, halves):
                    continue
                if not lesson.room:
                    yield Option(start, site.key, "", halves)
                    continue
                for room in self.rooms_of(lesson):
                    if room.site == site.key and _open(room.open, halves):
                        yield Option(start, site.key, room.key, halves)
            if lesson.kind is Kind.COMPANY and NOWHERE in self.spots and not lesson.site and not lesson.room:
                yield Option(start, NOWHERE, "", halves)

    def sites_of(self, lesson: Lesson) -> list[Site]:
        return [
            site
            for site in self.problem.sites
            if site.kind is lesson.kind and (not lesson.site or site.key == lesson.site)
        ]

    def rooms_of(self, lesson: Lesson) -> list[Room]:
        """Rooms for this purpose in which all its groups fit together, as far as known."""
        size = self.size_of(lesson)
        return [
            room
            for room in self.problem.rooms
            if lesson.room in room.purposes and (room.capacity is None or size <= room.capacity)
        ]

    def size_of(self, lesson: Lesson) -> int:
        return sum(group.size or 0 for group in self.problem.groups if group.key in lesson.groups)


def starts(lesson: Lesson) -> list[Half]:
    return [
        half
        for half in HALVES
        if (lesson.start is None or half == lesson.start)
        and (not lesson.days or half.day in lesson.days)
        and (lesson.length == 1 or half.part == 1)
    ]


def covered(lesson: Lesson, start: Half) -> tuple[Half, ...]:
    return (start,) if lesson.length == 1 else (start, Half(start.day, 2))


def _open(known: tuple[Half, ...] | None, halves: tuple[Half, ...]) -> bool:
    return known is None or set(halves) <= set(known)
