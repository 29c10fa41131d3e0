"""Made-up basisweeks: six groups, two schools, a college of two buildings, ten practice rooms. The same per seed."""

from random import Random

from naadloos.engines.route.terms import Side
from naadloos.engines.week import HALVES, Group, Half, HouseDay, Kind, Lesson, Room, Site, Teacher, Way, WeekProblem

PURPOSES = ("bouw", "hout", "metaal", "zorg", "keuken")
SITES = (
    Site("school", "De School", Kind.VMBO),
    Site("dependance", "De Dependance", Kind.VMBO),
    Site("college", "Het College", Kind.MBO),
    Site("hal", "De Praktijkhal", Kind.MBO),
)
WAYS = (
    Way("school", "dependance", 10),
    Way("school", "college", 25),
    Way("school", "hal", 40),
    Way("dependance", "college", 35),
    Way("college", "hal", 12),
)


def week(groups: int, teachers: int, rooms: int, seed: int, days: int = 4) -> WeekProblem:
    """A busy week: rooms and teachers are there for a part of it, and one half is fixed by the college.

    With teachers who are there two ``days`` it is often impossible.
    """
    draw = Random(seed)
    made = []
    for at in range(groups):
        year = at % 4 + 1
        halves = [
            ((Kind.VMBO, 7), (Kind.MBO, 3)),
            ((Kind.VMBO, 6), (Kind.MBO, 4)),
            ((Kind.VMBO, 3), (Kind.MBO, 3), (Kind.COMPANY, 2)),
            ((Kind.MBO, 4), (Kind.COMPANY, 4)),
        ][year - 1]
        made.append(Group(f"g{at}", f"Groep {at}", year, halves, draw.randrange(14, 25), Side.VMBO))
    in_rooms = [
        Room(
            f"r{at}",
            f"Lokaal {at}",
            draw.choice(["college", "hal", "school"]) if at >= len(PURPOSES) else "college",
            (PURPOSES[at % len(PURPOSES)],),
            draw.choice([24, 26, 28]),
            tuple(sorted(draw.sample(HALVES, 7))),
        )
        for at in range(rooms)
    ]
    people = []
    for at in range(teachers):
        mine = draw.sample(range(1, 6), days)
        people.append(Teacher(f"t{at}", f"Docent {at}", tuple(half for half in HALVES if half.day in mine)))
    lessons = []
    for group in made:
        for kind, number in group.halves:
            if kind is Kind.COMPANY:
                continue
            # One half is without a lesson of its own.
            for at in range(number - 1):
                practice = kind is Kind.MBO and at < 2
                lessons.append(
                    Lesson(
                        f"{group.key}-{kind.value}-{at}",
                        f"{kind.value} {at + 1} van {group.title}",
                        (group.key,),
                        kind,
                        (draw.choice(people).key,),
                        draw.choice(PURPOSES) if practice else "",
                        wished=tuple(draw.sample(HALVES, 4)) if draw.random() < 0.3 else (),
                    )
                )
    day = HouseDay("intro", "mbo-dag van leerjaar 3", Kind.MBO, (Half(2, 1),), route_years=(1,))
    return WeekProblem(tuple(made), SITES, tuple(lessons), tuple(people), tuple(in_rooms), WAYS, (day,))
