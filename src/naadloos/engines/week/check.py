"""What is wrong with the problem itself, and what is not known."""

from collections import Counter
from collections.abc import Iterator

from naadloos.engines.route.terms import gettext_noop
from naadloos.engines.route.text import Text, text
from naadloos.engines.week.types import HALVES, Half, Kind, Reason, WeekProblem


def check(problem: WeekProblem) -> tuple[Reason, ...]:
    """Every fault; empty when the problem can be solved or explained."""
    return (*_doubles(problem), *_names(problem), *_figures(problem))


def _doubles(problem: WeekProblem) -> Iterator[Reason]:
    for what, keys in (
        ("groups", [each.key for each in problem.groups]),
        ("sites", [each.key for each in problem.sites]),
        ("rooms", [each.key for each in problem.rooms]),
        ("teachers", [each.key for each in problem.teachers]),
        ("lessons", [each.key for each in problem.lessons]),
        ("house_days", [each.key for each in problem.house_days]),
        ("ways", ["-".join(sorted((each.one, each.other))) for each in problem.ways]),
    ):
        for key, count in Counter(keys).items():
            if count > 1 or key in ("", "-"):
                sentence = gettext_noop("%(key)s staat er twee keer in, of heeft geen naam.")
                yield Reason("dubbel", text(sentence, key=key), (f"{what}:{key}",))


def _names(problem: WeekProblem) -> Iterator[Reason]:
    groups = {each.key for each in problem.groups}
    sites = {each.key: each.kind for each in problem.sites}
    teachers = {each.key for each in problem.teachers}
    named: list[tuple[str, str, str]] = [
        (room.site, "rooms", room.key) for room in problem.rooms if room.site not in sites
    ]
    named += [(key, "ways", way.one) for way in problem.ways for key in (way.one, way.other) if key not in sites]
    for lesson in problem.lessons:
        wrong = [key for key in lesson.groups if key not in groups] + [
            key for key in lesson.teachers if key not in teachers
        ]
        if lesson.site and sites.get(lesson.site) is not lesson.kind:
            wrong.append(lesson.site)
        named += [(key, "lessons", lesson.key) for key in wrong]
    for day in problem.house_days:
        wrong = [key for key in day.groups if key not in groups]
        if day.site and sites.get(day.site) is not day.kind:
            wrong.append(day.site)
        named += [(key, "house_days", day.key) for key in wrong]
    for key, what, where in named:
        sentence = gettext_noop("Bij %(where)s staat %(key)s, maar dat bestaat niet of is van een andere soort.")
        yield Reason("onbekend", text(sentence, where=where, key=key), (f"{what}:{where}",))


def _figures(problem: WeekProblem) -> Iterator[Reason]:
    for group in problem.groups:
        numbers = [number for kind, number in group.halves if kind is not Kind.FREE]
        kinds = Counter(kind for kind, _ in group.halves)
        if any(number < 0 for number in numbers) or sum(numbers) > len(HALVES) or max(kinds.values(), default=0) > 1:
            sentence = gettext_noop("%(who)s vraagt %(count)s dagdelen; een week heeft er 10.")
            yield Reason("dagdelen", text(sentence, who=group.title, count=sum(numbers)), (f"groups:{group.key}",))
        free = dict(group.halves).get(Kind.FREE)
        if free is not None and sum(numbers) + free != len(HALVES):
            sentence = gettext_noop("%(who)s vraagt %(count)s dagdelen; een week heeft er 10.")
            yield Reason(
                "dagdelen", text(sentence, who=group.title, count=sum(numbers) + free), (f"groups:{group.key}",)
            )
        if group.size is not None and group.size < 0:
            sentence = gettext_noop("%(who)s heeft minder dan 0 leerlingen.")
            yield Reason("grootte", text(sentence, who=group.title), (f"groups:{group.key}",))
    for lesson in problem.lessons:
        if lesson.length not in (1, 2) or not lesson.groups or lesson.kind is Kind.FREE:
            sentence = gettext_noop("%(what)s duurt 1 of 2 dagdelen, heeft een groep en is niet op een vrij dagdeel.")
            yield Reason("les", text(sentence, what=lesson.title), (f"lessons:{lesson.key}",))
    for site in problem.sites:
        if site.kind is Kind.FREE:
            sentence = gettext_noop("%(what)s is een plek van het vmbo, het mbo of een bedrijf.")
            yield Reason("plek", text(sentence, what=site.title), (f"sites:{site.key}",))
    if any(way.minutes < 0 for way in problem.ways) or problem.noon_minutes < 0:
        yield Reason("minuten", text(gettext_noop("Een reistijd is 0 minuten of meer.")))
    if not all(half in HALVES for half in _halves(problem)):
        yield Reason(
            "dagdeel", text(gettext_noop("Een dagdeel is een ochtend of middag van maandag tot en met vrijdag."))
        )
    goals = problem.goals
    if min(goals.groups, goals.teachers, goals.wishes, goals.stability) < 0:
        yield Reason("gewicht", text(gettext_noop("Een gewicht is 0 of meer.")))


def _halves(problem: WeekProblem) -> Iterator[Half]:
    for known in (
        *(each.open for each in problem.sites),
        *(each.open for each in problem.rooms),
        *(each.halves for each in problem.teachers),
        *(each.halves for each in problem.house_days),
        *(each.wished for each in problem.lessons),
    ):
        yield from known or ()
    for lesson in problem.lessons:
        if lesson.start is not None:
            yield lesson.start
        yield from (Half(day, 1) for day in lesson.days)


def notes_of(problem: WeekProblem) -> tuple[Text, ...]:
    """What is not known, and how it was taken."""
    found = []
    used = {key for lesson in problem.lessons for key in lesson.teachers}
    if names := tuple(each.name for each in problem.teachers if each.halves is None and each.key in used):
        sentence = gettext_noop("Niet bekend is wanneer zij kunnen; het voorstel rekent op alle dagdelen: %(who)s.")
        found.append(text(sentence, who=names))
    in_rooms = {key for lesson in problem.lessons if lesson.room for key in lesson.groups}
    if names := tuple(each.title for each in problem.groups if each.size is None and each.key in in_rooms):
        sentence = gettext_noop(
            "Niet bekend is hoe groot ze zijn; of ze in het lokaal passen is niet nagegaan: %(who)s."
        )
        found.append(text(sentence, who=names))
    asked = {lesson.room for lesson in problem.lessons} - {""}
    if names := tuple(each.title for each in problem.rooms if each.capacity is None and asked & set(each.purposes)):
        sentence = gettext_noop("Niet bekend is hoeveel leerlingen erin passen: %(what)s.")
        found.append(text(sentence, what=names))
    return tuple(found)
