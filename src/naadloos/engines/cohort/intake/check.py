"""Does what is delivered fit with what is known of each pupil? Read it in twice, and the second time nothing changes.

A pupil may have a key at each side; a line with ``koppeling`` says that two keys are the same pupil.
"""

from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from naadloos.engines.cohort.intake.events import EXITS, SIGNED_OFF, Column, Event, EventLine, day_text
from naadloos.engines.cohort.intake.personal import key_problem
from naadloos.engines.route.terms import Term, gettext_noop
from naadloos.engines.route.text import Text, text

FIRST_DAY = date(2015, 1, 1)
MOST_ON_A_DAY = 20


class Verdict(Term):
    NEW = "nieuw", gettext_noop("nieuw")
    KNOWN = "bekend", gettext_noop("al bekend")
    CHANGED = "gewijzigd", gettext_noop("gewijzigd")
    REFUSED = "geweigerd", gettext_noop("geweigerd")


@dataclass(frozen=True, slots=True)
class Change:
    """What a start said and says now; "" when it said nothing."""

    column: Column
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Checked:
    """One line. ``why``: the reason of a refusal, or what people should know of a line that is taken.

    ``pupil``: the key under which this pupil is known, which is another one after a koppeling. ``result``: what must
    be stored; of a changed start the old facts with the new ones over them.
    """

    line: EventLine
    verdict: Verdict
    pupil: str
    why: Text | None = None
    changes: tuple[Change, ...] = ()
    result: EventLine | None = None


_FUTURE = gettext_noop("De datum %(datum)s ligt in de toekomst. Lever aan wat is gebeurd.")
_PAST = gettext_noop("De datum %(datum)s ligt voor 2015. Kijk de datum na.")
_CREBO = gettext_noop("Een CREBO heeft vijf cijfers.")
_START_YEAR = gettext_noop(
    "De DATUM %(datum)s past niet bij STARTJAAR %(jaar)s: die valt tussen 1 mei van dat jaar en 31 juli van het jaar "
    "erna."
)
_COUNTING = gettext_noop("Een teldatum is 1 oktober of 1 februari, niet %(datum)s.")
_NO_START = gettext_noop("Van deze leerling is geen “start” bekend. Lever die eerst aan, of koppel de sleutels.")
_BEFORE = gettext_noop("Dit is voor de start op %(datum)s. Kijk beide datums na.")
_TWO_STARTS = gettext_noop(
    "Een andere regel zegt iets anders over de start van deze leerling: %(wat)s. Kijk na welke klopt."
)
_START_LATE = gettext_noop(
    "De nieuwe startdatum komt na “%(wat)s” op %(datum)s. Verwijder die gebeurtenis eerst, of kijk de datum na."
)
_CHANGED = gettext_noop("De start verandert: %(wat)s.")
_TWO_EXITS = gettext_noop("Deze leerling is al uit de route: “%(wat)s” op %(datum)s. Is dat fout, verwijder dat eerst.")
_AFTER_EXIT = gettext_noop("Dit is na “%(wat)s” op %(datum)s. Kijk na welke van beide klopt.")
_EXIT_EARLY = gettext_noop("Na deze datum staat nog “%(wat)s” op %(datum)s. Kijk na welke van beide klopt.")
_HAS_DIPLOMA = gettext_noop("Deze leerling haalde op %(datum)s het mbo-diploma. Afmelden is dan niet nodig.")
_LATE_DIPLOMA = gettext_noop(
    "Dit diploma telt niet mee voor de route: de leerling was al uit de route op %(datum)s (“%(wat)s”)."
)
_NEXT_DIPLOMA = gettext_noop("Het eerste diploma, van %(datum)s, telt voor de route.")
_NO_DIPLOMA = gettext_noop("“verder” kan alleen na “mbo_diploma”. Lever dat eerst aan.")
_ONCE = gettext_noop("“%(wat)s” staat er al, op %(datum)s. Is dat fout, verwijder dat eerst.")
_PARTS = gettext_noop("Op %(datum)s waren het er %(aantal)s; dit past daar niet bij. Kijk beide aantallen na.")
_SELF = gettext_noop("Een sleutel kan niet aan zichzelf worden gekoppeld.")
_LINKED = gettext_noop("Een van deze sleutels hoort al bij een andere leerling. Kijk de koppeling na.")
_LINK_STARTS = gettext_noop(
    "Beide sleutels hebben een eigen start. Laat één school de start aanleveren en verwijder de andere."
)
_MANY = gettext_noop("Van deze leerling staat “%(wat)s” op deze dag al %(n)s keer. Kijk het bestand na.")
_KEY = gettext_noop("Dit is geen sleutel die Naadloos toelaat.")

_ONLY_ONCE = frozenset({Event.VO_PASSED, Event.VMBO_DIPLOMA, Event.FURTHER})
_AFTER_DIPLOMA = frozenset({Event.FURTHER, Event.MBO_DIPLOMA, Event.COUNTED, Event.ABSENT})
# Somebody without a diploma who left may still earn one; who went to another school earns it there.
_DIPLOMA_AFTER = frozenset({Event.LEFT_SCHOOL, Event.LEFT_UNKNOWN})
_FACTS = (
    (Column.START_YEAR, "start_year"),
    (Column.LEERWEG, "leerweg"),
    (Column.CREBO, "crebo"),
    (Column.LEVEL, "level"),
    (Column.ADVICE, "high_advice"),
    (Column.VALUE, "value"),
)


def links_of(events: Iterable[EventLine]) -> dict[str, str]:
    """Which key belongs to which, by the lines with koppeling; of each the first line counts."""
    links: dict[str, str] = {}
    for event in events:
        if event.kind is Event.LINKED and event.value:
            mine, other = pupil_key(event.key, links), pupil_key(event.value, links)
            if mine != other:
                links[other] = mine
    return links


def pupil_key(key: str, links: Mapping[str, str]) -> str:
    """The key under which a pupil is known."""
    seen = {key}
    while (following := links.get(key)) is not None and following not in seen:
        key = following
        seen.add(key)
    return key


def check_events(
    lines: Sequence[EventLine], known: Mapping[str, tuple[EventLine, ...]], *, today: date
) -> tuple[Checked, ...]:
    """One verdict per line, in the order of the lines. ``known``: what is stored, by key."""
    checker = _Checker(lines, known, today)
    return tuple(checker.verdicts())


def _rank(line: EventLine) -> int:
    """The order on one day: what ends a route comes last, and a diploma before being signed off."""
    if line.kind is Event.START:
        return 0
    if line.kind is Event.MBO_DIPLOMA:
        return 2
    if line.kind in SIGNED_OFF:
        return 4
    return 3 if line.kind is Event.FURTHER else 1


class _Checker:
    def __init__(self, lines: Sequence[EventLine], known: Mapping[str, tuple[EventLine, ...]], today: date) -> None:
        self.lines, self.today = lines, today
        stored = [event for events in known.values() for event in events]
        self.links = links_of(stored)
        self.with_start = {pupil_key(event.key, self.links) for event in (*stored, *lines) if event.kind is Event.START}
        self.roots = set(self.links.values())
        self.link_problems: dict[int, Text] = {}
        for index, line in enumerate(lines):
            if line.kind is Event.LINKED and (said := self._link(line)) is not None:
                self.link_problems[index] = said
        self.pupils: dict[str, _Pupil] = {}
        for event in sorted(stored, key=lambda each: each.on):
            self._pupil(event).keep(event, stored=True)

    def verdicts(self) -> list[Checked]:
        found: dict[int, Checked] = {}
        # Starts first, wherever they stand in the file; then in the order of time.
        order = sorted(
            range(len(self.lines)),
            key=lambda index: (
                self.lines[index].kind is not Event.START,
                self.lines[index].on,
                _rank(self.lines[index]),
                index,
            ),
        )
        for index in order:
            line = self.lines[index]
            said = self.link_problems.get(index) or self._form(line)
            pupil = pupil_key(line.key, self.links)
            if said is not None:
                found[index] = Checked(line, Verdict.REFUSED, pupil, said)
            else:
                found[index] = self._pupil(line).take(line, pupil)
        return [found[index] for index in range(len(self.lines))]

    def _pupil(self, event: EventLine) -> "_Pupil":
        return self.pupils.setdefault(pupil_key(event.key, self.links), _Pupil())

    def _link(self, line: EventLine) -> Text | None:
        if line.key == line.value:
            return text(_SELF)
        if key_problem(line.value) is not None:
            return text(_KEY)
        mine, other = pupil_key(line.key, self.links), pupil_key(line.value, self.links)
        if mine == other:
            return None
        # A key that stands for more keys is joined to no other: two pupils could become one by mistake.
        if other != line.value or other in self.roots:
            return text(_LINKED)
        if mine in self.with_start and other in self.with_start:
            return text(_LINK_STARTS)
        if other in self.with_start:
            self.with_start.add(mine)
        self.roots.add(mine)
        self.links[other] = mine
        return None

    def _form(self, line: EventLine) -> Text | None:
        """What is wrong with the line itself."""
        said: Text | None = None
        if key_problem(line.key) is not None:
            said = text(_KEY)
        elif line.on > self.today:
            said = text(_FUTURE, datum=day_text(line.on))
        elif line.on < FIRST_DAY:
            said = text(_PAST, datum=day_text(line.on))
        elif line.crebo and not (len(line.crebo) == 5 and line.crebo.isascii() and line.crebo.isdigit()):
            said = text(_CREBO)
        elif line.kind is Event.COUNTED and (line.on.month, line.on.day) not in ((10, 1), (2, 1)):
            said = text(_COUNTING, datum=day_text(line.on))
        elif line.kind is Event.START and not _fits_year(line):
            said = text(_START_YEAR, datum=day_text(line.on), jaar=line.start_year or 0)
        return said


def _fits_year(line: EventLine) -> bool:
    year = line.start_year
    # Some schools enrol before the summer.
    return year is not None and date(year, 5, 1) <= line.on <= date(year + 1, 7, 31)


class _Pupil:
    """What is known of one pupil while the lines are taken one by one.

    No look-up goes through all events: a file with one key on every line must not keep a server busy.
    """

    def __init__(self) -> None:
        self.start: EventLine | None = None
        self.start_stored = False
        self.by_day: dict[tuple[Event, date, str], list[EventLine]] = {}
        self.earliest: dict[Event, EventLine] = {}
        self.latest: dict[Event, EventLine] = {}
        self.parts: list[tuple[date, int]] = []

    def keep(self, event: EventLine, *, stored: bool = False) -> None:
        if event.kind is Event.START:
            self.start, self.start_stored = event, stored
            return
        self.same_day(event).append(event)
        if event.kind not in self.earliest or event.on < self.earliest[event.kind].on:
            self.earliest[event.kind] = event
        if event.kind not in self.latest or event.on > self.latest[event.kind].on:
            self.latest[event.kind] = event
        if event.kind is Event.PARTS:
            insort(self.parts, (event.on, int(event.value)))

    def same_day(self, event: EventLine) -> list[EventLine]:
        other_key = event.value if event.kind is Event.LINKED else ""
        return self.by_day.setdefault((event.kind, event.on, other_key), [])

    def take(self, line: EventLine, pupil: str) -> Checked:
        if line.kind is Event.START:
            return self._take_start(line, pupil)
        same_day = self.same_day(line)
        if any(_says_no_more(line, old) for old in same_day):
            return Checked(line, Verdict.KNOWN, pupil)
        said = self._refusal(line)
        if said is None and len(same_day) >= MOST_ON_A_DAY:
            said = text(_MANY, wat=line.kind.value, n=MOST_ON_A_DAY)
        if said is not None:
            return Checked(line, Verdict.REFUSED, pupil, said)
        note = self._note(line)
        self.keep(line)
        return Checked(line, Verdict.NEW, pupil, note, result=line)

    def _take_start(self, line: EventLine, pupil: str) -> Checked:
        old = self.start
        if old is None:
            if (late := self._before(line.on)) is not None:
                said = text(_START_LATE, wat=late.kind.value, datum=day_text(late.on))
                return Checked(line, Verdict.REFUSED, pupil, said)
            self.keep(line)
            return Checked(line, Verdict.NEW, pupil, result=line)
        new = _over(line, old)
        changes = _changes(old, new)
        if not changes:
            return Checked(line, Verdict.KNOWN, pupil)
        what = tuple(f"{each.column.value} {each.old or '–'} → {each.new}" for each in changes)
        if not self.start_stored:
            return Checked(line, Verdict.REFUSED, pupil, text(_TWO_STARTS, wat=what), changes)
        if (late := self._before(new.on)) is not None:
            said = text(_START_LATE, wat=late.kind.value, datum=day_text(late.on))
            return Checked(line, Verdict.REFUSED, pupil, said, changes)
        # A second line of this file that says something else again is refused.
        self.start, self.start_stored = new, False
        return Checked(line, Verdict.CHANGED, pupil, text(_CHANGED, wat=what), changes, new)

    def _before(self, day: date) -> EventLine | None:
        return next((each for kind, each in self.earliest.items() if each.on < day and kind is not Event.LINKED), None)

    def _refusal(self, line: EventLine) -> Text | None:
        if self.start is None:
            return text(_NO_START)
        if line.kind is Event.LINKED:
            return None
        if line.on < self.start.on:
            return text(_BEFORE, datum=day_text(self.start.on))
        return self._after_exit(line) or self._exit(line) or self._other(line)

    def _after_exit(self, line: EventLine) -> Text | None:
        for exit_ in self._exits():
            words = {"wat": exit_.kind.value, "datum": day_text(exit_.on)}
            if line.kind in SIGNED_OFF:
                if exit_.kind in SIGNED_OFF:
                    return text(_TWO_EXITS, **words)
                if line.on >= exit_.on:
                    return text(_HAS_DIPLOMA, datum=day_text(exit_.on))
            elif line.on > exit_.on and not _may_follow(line.kind, exit_.kind):
                return text(_AFTER_EXIT, **words)
        return None

    def _exit(self, line: EventLine) -> Text | None:
        if line.kind not in EXITS:
            return None
        for later in self.latest.values():
            if later.on > line.on and later.kind is not Event.LINKED and not _may_follow(later.kind, line.kind):
                return text(_EXIT_EARLY, wat=later.kind.value, datum=day_text(later.on))
        return None

    def _other(self, line: EventLine) -> Text | None:
        if line.kind in _ONLY_ONCE and (old := self.earliest.get(line.kind)) is not None:
            return text(_ONCE, wat=old.kind.value, datum=day_text(old.on))
        if line.kind is Event.FURTHER:
            diploma = self.earliest.get(Event.MBO_DIPLOMA)
            return text(_NO_DIPLOMA) if diploma is None or diploma.on > line.on else None
        return self._falls(line) if line.kind is Event.PARTS else None

    def _falls(self, line: EventLine) -> Text | None:
        """What was earned stays: the number never falls, and is one number on one day."""
        number = int(line.value)
        place = bisect_left(self.parts, (line.on, number))
        for on, other in self.parts[max(place - 1, 0) : place + 1]:
            if (on == line.on and other != number) or (on < line.on and other > number):
                return text(_PARTS, datum=day_text(on), aantal=other)
            if on > line.on and other < number:
                return text(_PARTS, datum=day_text(on), aantal=other)
        return None

    def _exits(self) -> list[EventLine]:
        """Of each kind the first."""
        return [each for kind, each in self.earliest.items() if kind in EXITS]

    def _note(self, line: EventLine) -> Text | None:
        """A diploma that is stored but is not how the route ended."""
        if line.kind is not Event.MBO_DIPLOMA:
            return None
        for exit_ in self._exits():
            if exit_.kind in SIGNED_OFF and exit_.on < line.on:
                return text(_LATE_DIPLOMA, wat=exit_.kind.value, datum=day_text(exit_.on))
            if exit_.kind is Event.MBO_DIPLOMA and exit_.on < line.on:
                return text(_NEXT_DIPLOMA, datum=day_text(exit_.on))
        return None


def _may_follow(kind: Event, exit_: Event) -> bool:
    if exit_ is Event.MBO_DIPLOMA:
        return kind in _AFTER_DIPLOMA
    if kind is Event.MBO_DIPLOMA:
        return exit_ in _DIPLOMA_AFTER
    # It says that the diploma, which is checked by itself, was followed by more.
    return kind is Event.FURTHER and exit_ in _DIPLOMA_AFTER


def _says_no_more(line: EventLine, old: EventLine) -> bool:
    """The same event, with nothing in it that is not known yet."""
    if line.kind is not old.kind or line.on != old.on:
        return False
    return all(
        getattr(line, name) in (None, "") or getattr(line, name) == getattr(old, name) for _column, name in _FACTS
    )


def _over(line: EventLine, old: EventLine) -> EventLine:
    """The old facts with those of the line over them; an empty cell leaves what is there."""
    said = {name: value for _column, name in _FACTS if (value := getattr(line, name)) not in (None, "")}
    return replace(old, number=line.number, on=line.on, **said)


def _changes(old: EventLine, new: EventLine) -> tuple[Change, ...]:
    found = [Change(Column.ON, day_text(old.on), day_text(new.on))] if old.on != new.on else []
    for column, name in _FACTS:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            found.append(Change(column, _word(before), _word(after)))
    return tuple(found)


def _word(value: object) -> str:
    if isinstance(value, bool):
        # Of the advice is kept only whether it reaches to havo.
        return "havo of hoger" if value else "vmbo"
    return "" if value is None else str(value)
