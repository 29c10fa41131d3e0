"""Small weeks: by hand, at random, and every week of one, its points counted apart from the engine."""

from collections.abc import Iterator
from itertools import permutations, product

from hypothesis import strategies as st

from naadloos.engines.week import (
    HALVES,
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
    verify,
)

VMBO, MBO, COMPANY, FREE = Kind.VMBO, Kind.MBO, Kind.COMPANY, Kind.FREE
SCHOOL, COLLEGE = Site("school", "De School", VMBO), Site("college", "Het College", MBO)
NEAR = (Way("school", "college", 20),)


def group(key: str = "g", size: int | None = 20, **halves: int) -> Group:
    numbers = halves or {"vmbo": 8, "mbo": 2}
    return Group(key, f"Groep {key}", 1, tuple((Kind(kind), number) for kind, number in numbers.items()), size)  # type: ignore[call-arg]


def lesson(key: str, groups: str = "g", kind: Kind = MBO, **more: object) -> Lesson:
    return Lesson(key, f"Les {key}", tuple(groups.split()), kind, **more)  # type: ignore[arg-type]


def problem(*parts: Group | Lesson | Teacher | Room | HouseDay, **more: object) -> WeekProblem:
    given: dict[str, object] = {"sites": (SCHOOL, COLLEGE), "ways": NEAR, **more}

    def of(kind: type) -> tuple[object, ...]:
        return tuple(each for each in parts if isinstance(each, kind))

    return WeekProblem(
        groups=of(Group) or (group(),),
        lessons=of(Lesson),
        teachers=of(Teacher),
        rooms=of(Room),
        house_days=of(HouseDay),
        **given,
    )  # type: ignore[arg-type]


def hand(problem: WeekProblem, days: dict[str, str], *lessons: LessonAt) -> Week:
    """A week written as ten letters per group: v, m, b or . per half."""
    kinds = {"v": (VMBO, "school"), "m": (MBO, "college"), "b": (COMPANY, ""), ".": (FREE, "")}
    stays = [
        Stay(key, half, *kinds[letter])
        for key, letters in days.items()
        for half, letter in zip(HALVES, letters, strict=True)
    ]
    return Week(tuple(stays), lessons)


def all_weeks(problem: WeekProblem) -> Iterator[Week]:
    """Every valid week: all orders of the kinds with all sites, and all ways to place the lessons in them."""
    per_group = []
    for one in problem.groups:
        alone = WeekProblem(
            (one,),
            problem.sites,
            ways=problem.ways,
            house_days=tuple(day for day in problem.house_days if not day.groups or one.key in day.groups),
            noon_minutes=problem.noon_minutes,
            whole_company_days=problem.whole_company_days,
        )
        kinds = [kind for kind in Kind for _ in range(one.asked(kind))]
        rows = []
        for order in set(permutations(kinds)) if len(set(kinds)) < 2 else _orders(kinds):
            sites = [[site.key for site in problem.sites if site.kind is kind] or [""] for kind in order]
            for chosen in product(*sites):
                stays = tuple(
                    Stay(one.key, half, kind, site) for half, kind, site in zip(HALVES, order, chosen, strict=True)
                )
                if not verify(alone, Week(stays)):
                    rows.append(stays)
        per_group.append(rows)
    ways = [
        [
            LessonAt(one.key, start, site, room)
            for start in HALVES
            for site in [site.key for site in problem.sites if site.kind is one.kind]
            for room in ([room.key for room in problem.rooms] if one.room else [""])
        ]
        for one in problem.lessons
    ]
    for rows in product(*per_group):
        stays = tuple(each for row in rows for each in row)
        there = {(stay.group, stay.half): stay.site for stay in stays}
        open_ways = [
            [at for at in each if all(there[key, at.start] == at.site for key in one.groups)]
            for one, each in zip(problem.lessons, ways, strict=True)
        ]
        for lessons in product(*open_ways):
            week = Week(stays, lessons)
            if not verify(problem, week):
                yield week


def _orders(kinds: list[Kind]) -> Iterator[tuple[Kind, ...]]:
    """All different orders, without making equal ones again and again."""
    if not kinds:
        yield ()
        return
    for kind in dict.fromkeys(kinds):
        rest = list(kinds)
        rest.remove(kind)
        for order in _orders(rest):
            yield (kind, *order)


def worth(problem: WeekProblem, week: Week) -> int:
    """The points straight from what docs/week.md says."""
    goals, total = problem.goals, 0
    ways = {frozenset((way.one, way.other)): way.minutes for way in problem.ways}
    at = {(stay.group, stay.half): stay for stay in week.stays}
    lessons = {each.key: each for each in problem.lessons}
    for one in problem.groups:
        for day in range(1, 6):
            first, second = at[one.key, Half(day, 1)], at[one.key, Half(day, 2)]
            moves = first.site != second.site and FREE not in (first.kind, second.kind)
            total += goals.groups * (moves and ways.get(frozenset((first.site, second.site)), 1) > 0)
    for teacher in problem.teachers:
        where = {
            half: each.site
            for each in week.lessons
            if teacher.key in lessons[each.lesson].teachers
            for half in ((each.start,) if lessons[each.lesson].length == 1 else (each.start, Half(each.start.day, 2)))
        }
        for day in range(1, 6):
            pair = {where[half] for half in (Half(day, 1), Half(day, 2)) if half in where}
            total += goals.teachers * (len(pair) == 2)
    for each in week.lessons:
        wished = lessons[each.lesson].wished
        total += goals.wishes * bool(wished and each.start not in wished)
    if problem.previous is not None:
        total += goals.stability * len(set(problem.previous.stays) - set(week.stays))
        total += goals.stability * len(set(problem.previous.lessons) - set(week.lessons))
    return total


@st.composite
def small_weeks(draw: st.DrawFn) -> WeekProblem:
    """One or two groups that are mostly free, so that every week can be tried."""
    groups = []
    for at in range(draw(st.integers(1, 2))):
        kinds = draw(
            st.sampled_from(
                [{"vmbo": 1}, {"vmbo": 1, "mbo": 1}, {"mbo": 2}, {"bedrijf": 2}, {"mbo": 1, "bedrijf": 1}]
                if at
                else [{"vmbo": 1, "mbo": 1}, {"mbo": 1}, {"vmbo": 1, "mbo": 2}, {"mbo": 1, "bedrijf": 2}]
            )
        )
        groups.append(group(f"g{at}", draw(st.sampled_from([10, 20])), **kinds))
    halves = st.lists(st.sampled_from(HALVES), min_size=1, max_size=5, unique=True).map(tuple)
    teachers = [Teacher(f"t{at}", f"Docent t{at}", draw(st.one_of(st.none(), halves))) for at in range(2)]
    rooms = [
        Room(
            "r",
            "Lokaal r",
            "college",
            ("hout",),
            draw(st.sampled_from([10, 40, None])),
            draw(st.one_of(st.none(), halves)),
        ),
        Room("q", "Lokaal q", "school", ("hout",)),
    ]
    lessons = []
    for at in range(draw(st.integers(0, 2))):
        kind = draw(st.sampled_from([VMBO, MBO]))
        lessons.append(
            lesson(
                f"l{at}",
                draw(st.sampled_from([each.key for each in groups] + [" ".join(each.key for each in groups)])),
                kind,
                teachers=draw(st.sampled_from([(), ("t0",), ("t1",)])),
                room=draw(st.sampled_from(["", "hout"])),
                length=draw(st.sampled_from([1, 1, 2])),
                start=draw(st.sampled_from([None, None, Half(1, 1)])),
                days=draw(st.sampled_from([(), (1, 2)])),
                wished=draw(st.sampled_from([(), (Half(2, 1),), (Half(1, 1), Half(4, 2))])),
            )
        )
    parts: list[Group | Lesson | Teacher | Room | HouseDay] = [*groups, *lessons, *teachers, *rooms]
    if draw(st.booleans()):
        parts.append(HouseDay("h", "vaste mbo-dag", MBO, (draw(st.sampled_from(HALVES)),), groups=("g0",)))
    open_ = draw(st.one_of(st.none(), st.lists(st.sampled_from(HALVES), min_size=3, unique=True).map(tuple)))
    previous = None
    if draw(st.booleans()):
        previous = Week((Stay("g0", Half(3, 1), MBO, "college"), Stay("g0", Half(1, 1), FREE)))
    return problem(
        *parts,
        sites=(SCHOOL, Site("college", "Het College", MBO, open=open_)),
        ways=draw(st.sampled_from([(), NEAR, (Way("school", "college", 45),)])),
        whole_company_days=draw(st.booleans()),
        previous=previous,
    )
