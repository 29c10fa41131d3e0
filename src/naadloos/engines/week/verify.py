"""Judge a week, whoever made it: who, when, why and what to do. Shares no code with the model or its layout."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from naadloos.engines.route.calendar import DAYS
from naadloos.engines.route.terms import gettext_noop
from naadloos.engines.route.text import Value, text
from naadloos.engines.week.types import (
    HALVES,
    Conflict,
    Group,
    Half,
    HouseDay,
    Kind,
    Lesson,
    LessonAt,
    Room,
    Stay,
    Week,
    WeekProblem,
)
from naadloos.engines.week.wording import half_text, halves_text

Where = dict[tuple[str, Half], Stay]


def verify(problem: WeekProblem, week: Week) -> tuple[Conflict, ...]:
    """Every conflict; empty when the week is valid. Goals are wishes and not judged."""
    return tuple(_Judge(problem, week).all())


def _conflict(
    code: str, sentence: str, todo: str, halves: tuple[Half, ...], facts: tuple[str, ...], **values: Value
) -> Conflict:
    return Conflict(code, text(sentence, **values), text(todo, **values), halves, facts)


class _Judge:
    def __init__(self, problem: WeekProblem, week: Week) -> None:
        self.problem, self.week = problem, week
        self.groups = {each.key: each for each in problem.groups}
        self.sites = {each.key: each for each in problem.sites}
        self.rooms = {each.key: each for each in problem.rooms}
        self.lessons = {each.key: each for each in problem.lessons}
        self.named = any(site.kind is Kind.COMPANY for site in problem.sites)
        self.where: Where = {}

    def all(self) -> Iterator[Conflict]:
        for stay in self.week.stays:
            yield from self.stay(stay)
        for group in self.problem.groups:
            yield from self.counts(group)
            yield from self.days(group)
        for day in self.problem.house_days:
            yield from self.house_day(day)
        yield from self.lessons_at()

    # -- where groups are --------------------------------------------------------------------------

    def stay(self, stay: Stay) -> Iterator[Conflict]:
        group, site = self.groups.get(stay.group), self.sites.get(stay.site)
        if group is None:
            yield _conflict(
                "onbekende_groep",
                gettext_noop("Op %(when)s staat een groep die niet bestaat: %(who)s."),
                gettext_noop("Haal %(who)s weg."),
                (stay.half,),
                (),
                who=stay.group,
                when=half_text(stay.half),
            )
            return
        about = (f"groups:{group.key}",)
        said: dict[str, Value] = {"who": group.title, "when": half_text(stay.half)}
        if (group.key, stay.half) in self.where:
            yield _conflict(
                "twee_plekken",
                gettext_noop("%(who)s staat op %(when)s op twee plekken."),
                gettext_noop("Kies één plek voor %(who)s op %(when)s."),
                (stay.half,),
                about,
                **said,
            )
            return
        self.where[group.key, stay.half] = stay
        nameless = stay.kind is Kind.FREE or (stay.kind is Kind.COMPANY and not self.named)
        if not stay.site and nameless:
            return
        if site is None or site.kind is not stay.kind:
            yield _conflict(
                "onbekende_plek",
                gettext_noop("%(who)s staat op %(when)s op een plek die niet bestaat of van een andere soort is."),
                gettext_noop("Kies voor %(who)s op %(when)s een plek van het soort %(kind)s."),
                (stay.half,),
                about,
                **said,
                kind=str(stay.kind.label),
            )
        elif site.open is not None and stay.half not in site.open:
            yield _conflict(
                "plek_dicht",
                gettext_noop("%(who)s staat op %(when)s op %(site)s, maar daar kan de route dan niet terecht."),
                gettext_noop("Kies een ander dagdeel; %(site)s kan op: %(open)s."),
                (stay.half,),
                (*about, f"sites:{site.key}"),
                **said,
                site=site.title,
                open=halves_text(site.open),
            )

    def counts(self, group: Group) -> Iterator[Conflict]:
        about = (f"groups:{group.key}",)
        missing = tuple(half for half in HALVES if (group.key, half) not in self.where)
        if missing:
            yield _conflict(
                "geen_plek",
                gettext_noop("Van %(who)s is niet gezegd waar de groep is op: %(when)s."),
                gettext_noop("Kies voor %(when)s een plek, of zet vrij."),
                missing,
                about,
                who=group.title,
                when=halves_text(missing),
            )
        asked = dict(group.halves)
        for kind in (Kind.VMBO, Kind.MBO, Kind.COMPANY):
            here = tuple(half for half in HALVES if (stay := self.where.get((group.key, half))) and stay.kind is kind)
            less = len(here) < asked.get(kind, 0)
            if len(here) == asked.get(kind, 0):
                continue
            yield _conflict(
                "aantal",
                gettext_noop("%(who)s heeft %(given)s dagdelen %(kind)s, maar dat moeten er %(asked)s zijn."),
                gettext_noop("Zet voor %(who)s %(more)s dagdelen %(kind)s erbij.")
                if less
                else gettext_noop("Haal bij %(who)s %(more)s dagdelen %(kind)s weg; nu op %(when)s."),
                here,
                about,
                who=group.title,
                kind=str(kind.label),
                given=len(here),
                asked=asked.get(kind, 0),
                more=abs(len(here) - asked.get(kind, 0)),
                when=halves_text(here),
            )

    def days(self, group: Group) -> Iterator[Conflict]:
        about = (f"groups:{group.key}",)
        for day in DAYS:
            pair = (Half(day, 1), Half(day, 2))
            one, other = (self.where.get((group.key, half)) for half in pair)
            if one is None or other is None:
                continue
            company = (one.kind is Kind.COMPANY, other.kind is Kind.COMPANY)
            if self.problem.whole_company_days and company[0] != company[1]:
                yield _conflict(
                    "halve_bpv_dag",
                    gettext_noop("%(who)s is op %(day)s maar een halve dag bij het bedrijf."),
                    gettext_noop("Maak van %(day)s een hele bpv-dag, of zet het andere dagdeel op een andere dag."),
                    pair,
                    about,
                    who=group.title,
                    day=DAYS[day],
                )
            if Kind.FREE not in (one.kind, other.kind):
                yield from self.noon(pair, one.site, other.site, group.title, about)

    def noon(
        self, pair: tuple[Half, Half], one: str, other: str, who: str, about: tuple[str, ...]
    ) -> Iterator[Conflict]:
        """Whether the way between morning and afternoon fits in the lunch break."""
        if one == other or (one not in self.sites and one) or (other not in self.sites and other):
            return
        here, there = self.sites.get(one), self.sites.get(other)
        if here and there and here.grounds and here.grounds == there.grounds:
            return
        known = [way.minutes for way in self.problem.ways if {way.one, way.other} == {one, other}]
        said: dict[str, Value] = {
            "who": who,
            "day": DAYS[pair[0].day],
            "one": here.title if here else str(Kind.COMPANY.label),
            "other": there.title if there else str(Kind.COMPANY.label),
            "noon": self.problem.noon_minutes,
        }
        if not known:
            yield _conflict(
                "reistijd_onbekend",
                gettext_noop(
                    "%(who)s gaat op %(day)s tussen de middag van %(one)s naar %(other)s, "
                    "maar de reistijd is niet bekend."
                ),
                gettext_noop("Vul de reistijd in, of blijf op %(day)s op één plek."),
                pair,
                about,
                **said,
            )
        elif known[0] > self.problem.noon_minutes:
            yield _conflict(
                "te_ver",
                gettext_noop(
                    "%(who)s gaat op %(day)s tussen de middag van %(one)s naar %(other)s: %(minutes)s minuten, "
                    "en er passen er %(noon)s."
                ),
                gettext_noop("Blijf op %(day)s op één plek, of maak een van beide dagdelen vrij."),
                pair,
                about,
                **said,
                minutes=known[0],
            )

    def house_day(self, day: HouseDay) -> Iterator[Conflict]:
        for group in self.problem.groups:
            if day.groups and group.key not in day.groups:
                continue
            if day.route_years and group.route_year not in day.route_years:
                continue
            if day.house is not None and group.house is not day.house:
                continue
            wrong = []
            for half in sorted(set(day.halves)):
                stay = self.where.get((group.key, half))
                if stay is not None and (stay.kind is not day.kind or (day.site and stay.site != day.site)):
                    wrong.append(half)
            if wrong:
                yield _conflict(
                    "vaste_dag",
                    gettext_noop("%(who)s heeft op %(when)s een vast dagdeel (%(kind)s), maar is elders: %(what)s."),
                    gettext_noop("Zet %(who)s op %(when)s op “%(kind)s”, of spreek een ander vast dagdeel af."),
                    tuple(wrong),
                    (f"groups:{group.key}", f"house_days:{day.key}"),
                    who=group.title,
                    when=halves_text(wrong),
                    kind=str(day.kind.label),
                    what=day.title,
                )

    # -- lessons -----------------------------------------------------------------------------------

    def lessons_at(self) -> Iterator[Conflict]:
        placed: dict[str, LessonAt] = {}
        for each in self.week.lessons:
            lesson = self.lessons.get(each.lesson)
            if lesson is None:
                yield _conflict(
                    "onbekende_les",
                    gettext_noop("Op %(when)s staat een les die niet bestaat: %(what)s."),
                    gettext_noop("Haal %(what)s weg."),
                    (each.start,),
                    (),
                    what=each.lesson,
                    when=half_text(each.start),
                )
            elif each.lesson in placed:
                yield self.about(
                    "les_dubbel",
                    lesson,
                    each,
                    gettext_noop("%(what)s staat twee keer in de week, ook op %(when)s."),
                    gettext_noop("Haal %(what)s op %(when)s weg."),
                )
            else:
                placed[each.lesson] = each
                yield from self.when(lesson, each)
                yield from self.site(lesson, each)
                yield from self.room(lesson, each)
        for lesson in self.problem.lessons:
            if lesson.key not in placed:
                yield _conflict(
                    "les_ontbreekt",
                    gettext_noop("%(what)s staat nog niet in de week."),
                    gettext_noop("Kies een dagdeel voor %(what)s."),
                    (),
                    (f"lessons:{lesson.key}",),
                    what=lesson.title,
                )
        yield from self.at_once(placed)
        yield from self.teachers(placed)

    def about(
        self,
        code: str,
        lesson: Lesson,
        at: LessonAt,
        sentence: str,
        todo: str,
        facts: tuple[str, ...] = (),
        **values: Value,
    ) -> Conflict:
        said: dict[str, Value] = {"what": lesson.title, "when": half_text(at.start), **values}
        return _conflict(code, sentence, todo, self.halves(lesson, at), (f"lessons:{lesson.key}", *facts), **said)

    def halves(self, lesson: Lesson, at: LessonAt) -> tuple[Half, ...]:
        return tuple(
            Half(at.start.day, at.start.part + more) for more in range(lesson.length) if at.start.part + more < 3
        )

    def when(self, lesson: Lesson, at: LessonAt) -> Iterator[Conflict]:
        if lesson.start is not None and at.start != lesson.start:
            yield self.about(
                "ander_begin",
                lesson,
                at,
                gettext_noop("%(what)s staat op %(when)s, maar hoort vast op %(start)s."),
                gettext_noop("Zet %(what)s op %(start)s."),
                start=half_text(lesson.start),
            )
        if lesson.days and at.start.day not in lesson.days:
            yield self.about(
                "andere_dag",
                lesson,
                at,
                gettext_noop("%(what)s staat op %(when)s, maar mag alleen op: %(days)s."),
                gettext_noop("Kies voor %(what)s een van deze dagen: %(days)s."),
                days=tuple(DAYS[day] for day in lesson.days),
            )
        if at.start.part + lesson.length > 3:
            yield self.about(
                "past_niet",
                lesson,
                at,
                gettext_noop("%(what)s duurt een hele dag, maar begint op %(when)s."),
                gettext_noop("Laat %(what)s in de ochtend beginnen."),
            )

    def site(self, lesson: Lesson, at: LessonAt) -> Iterator[Conflict]:
        known = self.sites.get(at.site)
        if known is None and not at.site and lesson.kind is Kind.COMPANY and not self.named and not lesson.site:
            known_kind: Kind | None = Kind.COMPANY
        else:
            known_kind = known.kind if known else None
        if known_kind is not lesson.kind or (lesson.site and at.site != lesson.site):
            yield self.about(
                "les_andere_plek",
                lesson,
                at,
                gettext_noop("%(what)s staat op %(when)s op een plek waar de les niet kan."),
                gettext_noop("Kies voor %(what)s een plek van het soort %(kind)s."),
                kind=str(lesson.kind.label),
            )
            return
        if known is not None and known.open is not None and not set(self.halves(lesson, at)) <= set(known.open):
            yield self.about(
                "les_plek_dicht",
                lesson,
                at,
                gettext_noop("%(what)s staat op %(when)s op %(site)s, maar daar kan de route dan niet terecht."),
                gettext_noop("Kies een ander dagdeel; %(site)s kan op: %(open)s."),
                (f"sites:{known.key}",),
                site=known.title,
                open=halves_text(known.open),
            )
        away = []
        for key in lesson.groups:
            for half in self.halves(lesson, at):
                stay = self.where.get((key, half))
                if key in self.groups and stay is not None and (stay.kind, stay.site) != (lesson.kind, at.site):
                    away.append(key)
        if away:
            yield self.about(
                "groep_elders",
                lesson,
                at,
                gettext_noop("%(what)s staat op %(when)s, maar dan is elders: %(who)s."),
                gettext_noop("Verplaats %(what)s, of zet de groep op %(when)s op de plek van de les."),
                tuple(f"groups:{key}" for key in dict.fromkeys(away)),
                who=tuple(self.groups[key].title for key in dict.fromkeys(away)),
            )

    def room(self, lesson: Lesson, at: LessonAt) -> Iterator[Conflict]:
        room = self.rooms.get(at.room)
        if room is None:
            if lesson.room or at.room:
                yield self.about(
                    "geen_lokaal",
                    lesson,
                    at,
                    gettext_noop("%(what)s heeft op %(when)s geen lokaal voor %(purpose)s."),
                    gettext_noop("Kies een lokaal voor %(purpose)s op de plek van de les."),
                    purpose=lesson.room,
                )
            return
        yield from self.fits(lesson, at, room)

    def fits(self, lesson: Lesson, at: LessonAt, room: Room) -> Iterator[Conflict]:
        facts = (f"rooms:{room.key}",)
        if lesson.room and lesson.room not in room.purposes:
            yield self.about(
                "lokaal_ander_doel",
                lesson,
                at,
                gettext_noop("%(what)s vraagt een lokaal voor %(purpose)s; %(room)s is dat niet."),
                gettext_noop("Kies een lokaal voor %(purpose)s."),
                facts,
                purpose=lesson.room,
                room=room.title,
            )
        if room.site != at.site:
            yield self.about(
                "lokaal_elders",
                lesson,
                at,
                gettext_noop("%(what)s is op %(when)s niet op de plek van %(room)s."),
                gettext_noop("Kies een lokaal op de plek van de les."),
                facts,
                room=room.title,
            )
        if room.open is not None and not set(self.halves(lesson, at)) <= set(room.open):
            yield self.about(
                "lokaal_dicht",
                lesson,
                at,
                gettext_noop("%(what)s staat op %(when)s in %(room)s, maar dat lokaal is er dan niet voor de route."),
                gettext_noop("Kies een ander lokaal, of een ander dagdeel; %(room)s kan op: %(open)s."),
                facts,
                room=room.title,
                open=halves_text(room.open),
            )
        size = sum(self.groups[key].size or 0 for key in lesson.groups if key in self.groups)
        if room.capacity is not None and size > room.capacity:
            yield self.about(
                "lokaal_te_klein",
                lesson,
                at,
                gettext_noop("%(what)s heeft %(size)s leerlingen; in %(room)s passen er %(capacity)s."),
                gettext_noop("Kies een groter lokaal, of splits de les."),
                facts,
                room=room.title,
                size=size,
                capacity=room.capacity,
            )

    def at_once(self, placed: dict[str, LessonAt]) -> Iterator[Conflict]:
        """Two lessons that want the same room, group or teacher on the same half."""
        names = {each.key: each.name for each in self.problem.teachers}
        for one, other in combinations(placed.values(), 2):
            first, second = self.lessons[one.lesson], self.lessons[other.lesson]
            both = tuple(sorted(set(self.halves(first, one)) & set(self.halves(second, other))))
            if not both:
                continue
            said: dict[str, Value] = {"one": first.title, "other": second.title, "when": halves_text(both)}
            facts = (f"lessons:{first.key}", f"lessons:{second.key}")
            if one.room and one.room == other.room:
                room = self.rooms[one.room].title if one.room in self.rooms else one.room
                yield _conflict(
                    "lokaal_bezet",
                    gettext_noop("%(room)s is op %(when)s dubbel bezet: %(one)s en %(other)s."),
                    gettext_noop("Verplaats een van beide lessen, of kies een ander lokaal."),
                    both,
                    (f"rooms:{one.room}", *facts),
                    **said,
                    room=room,
                )
            for key in sorted(set(first.groups) & set(second.groups)):
                yield _conflict(
                    "groep_dubbel",
                    gettext_noop("%(who)s heeft op %(when)s twee lessen: %(one)s en %(other)s."),
                    gettext_noop("Verplaats een van beide lessen."),
                    both,
                    (f"groups:{key}", *facts),
                    **said,
                    who=self.groups[key].title if key in self.groups else key,
                )
            for key in sorted(set(first.teachers) & set(second.teachers)):
                yield _conflict(
                    "docent_dubbel",
                    gettext_noop("%(who)s staat op %(when)s voor twee lessen: %(one)s en %(other)s."),
                    gettext_noop("Verplaats een van beide lessen, geef ze samen, of kies een andere docent."),
                    both,
                    (f"teachers:{key}", *facts),
                    **said,
                    who=names.get(key, key),
                )

    def teachers(self, placed: dict[str, LessonAt]) -> Iterator[Conflict]:
        for teacher in self.problem.teachers:
            at: dict[Half, str] = {}
            absent: dict[str, list[Half]] = defaultdict(list)
            for key, each in placed.items():
                lesson = self.lessons[key]
                if teacher.key not in lesson.teachers:
                    continue
                for half in self.halves(lesson, each):
                    at[half] = each.site
                    if teacher.halves is not None and half not in teacher.halves:
                        absent[key].append(half)
            for key, halves in absent.items():
                yield _conflict(
                    "docent_kan_niet",
                    gettext_noop("%(who)s kan niet op %(when)s, maar staat dan voor %(what)s."),
                    gettext_noop("Verplaats %(what)s naar een dagdeel waarop %(who)s kan: %(can)s."),
                    tuple(halves),
                    (f"teachers:{teacher.key}", f"lessons:{key}"),
                    who=teacher.name,
                    when=halves_text(halves),
                    what=self.lessons[key].title,
                    can=halves_text(teacher.halves or ()),
                )
            for day in DAYS:
                pair = (Half(day, 1), Half(day, 2))
                if pair[0] in at and pair[1] in at:
                    facts = (f"teachers:{teacher.key}",)
                    yield from self.noon(pair, at[pair[0]], at[pair[1]], teacher.name, facts)
