"""What schools say about pupils: one line per event, under a key that means nothing outside the school."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from naadloos.engines.route.terms import Leerweg, Term, gettext_noop
from naadloos.engines.route.text import Text


class Event(Term):
    """What happened. The values are the codes in files."""

    START = "start", gettext_noop("begint in de route")
    COUNTED = "telling", gettext_noop("zit op een teldatum in de route")
    VO_PASSED = "vo_klaar", gettext_noop("heeft de vmbo-fase af en gaat naar de mbo-fase")
    VMBO_DIPLOMA = "vmbo_diploma", gettext_noop("haalt het vmbo-diploma")
    PARTS = "mbo_deel", gettext_noop("heeft zoveel onderdelen van het mbo-diploma")
    CHANGED = "wissel", gettext_noop("wisselt van leerweg of opleiding binnen de route")
    OTHER_ROUTE = "uit_route", gettext_noop("gaat naar ander onderwijs")
    LEFT_SCHOOL = "uit_onderwijs", gettext_noop("gaat van school zonder startkwalificatie")
    LEFT_UNKNOWN = "uit_onbekend", gettext_noop("is afgemeld, en niemand weet waarheen")
    GONE = "vertrokken", gettext_noop("is naar het buitenland verhuisd of overleden")
    MBO_DIPLOMA = "mbo_diploma", gettext_noop("haalt het mbo-diploma")
    FURTHER = "verder", gettext_noop("leert na het diploma verder bij dezelfde instelling")
    ABSENT = "verzuim", gettext_noop("heeft een verzuimmelding")
    LINKED = "koppeling", gettext_noop("heeft bij de andere school een andere sleutel")


class Column(StrEnum):
    """The heads of the columns in files."""

    KEY = "SLEUTEL"
    EVENT = "GEBEURTENIS"
    ON = "DATUM"
    START_YEAR = "STARTJAAR"
    LEERWEG = "LEERWEG"
    CREBO = "CREBO"
    LEVEL = "NIVEAU"
    ADVICE = "ADVIES"
    VALUE = "WAARDE"


NEEDED = (Column.KEY, Column.EVENT, Column.ON)
# What each event may say besides who and when; what stands in another column is looked at and then left out.
USES: Mapping[Event, frozenset[Column]] = {
    Event.START: frozenset({Column.START_YEAR, Column.LEERWEG, Column.CREBO, Column.LEVEL, Column.ADVICE}),
    Event.COUNTED: frozenset({Column.LEERWEG, Column.CREBO, Column.LEVEL}),
    Event.CHANGED: frozenset({Column.LEERWEG, Column.CREBO, Column.LEVEL}),
    Event.MBO_DIPLOMA: frozenset({Column.CREBO, Column.LEVEL}),
    Event.PARTS: frozenset({Column.VALUE}),
    Event.LINKED: frozenset({Column.VALUE}),
}
MUST: Mapping[Event, frozenset[Column]] = {
    Event.START: frozenset({Column.START_YEAR, Column.LEERWEG}),
    Event.MBO_DIPLOMA: frozenset({Column.LEVEL}),
    Event.PARTS: frozenset({Column.VALUE}),
    Event.LINKED: frozenset({Column.VALUE}),
}
# Somebody signs the pupil off; a diploma ends the route too, but other things may come after it.
SIGNED_OFF = frozenset({Event.OTHER_ROUTE, Event.LEFT_SCHOOL, Event.LEFT_UNKNOWN, Event.GONE})
EXITS = SIGNED_OFF | {Event.MBO_DIPLOMA}
MOST_PARTS = 50

LEERWEG_CODES: Mapping[str, Leerweg] = {
    **{each.value: each for each in Leerweg},
    "bl": Leerweg.BB,
    "kl": Leerweg.KB,
}
# Advice of primary school: could the pupil have gone to havo? None: not known.
ADVICES: Mapping[str, bool | None] = {
    "vmbo-b": False,
    "vmbo-k": False,
    "vmbo-gt": False,
    "vmbo-gt/havo": True,
    "havo": True,
    "havo/vwo": True,
    "vwo": True,
    "onbekend": None,
}


@dataclass(frozen=True, slots=True)
class EventLine:
    """One event. ``number``: the line in the file, 0 when it comes from elsewhere. None and "": not said.

    ``value``: the number of parts, or the key that the other side uses.
    """

    number: int
    key: str
    kind: Event
    on: date
    start_year: int | None = None
    leerweg: Leerweg | None = None
    crebo: str = ""
    level: int | None = None
    high_advice: bool | None = None
    value: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a line is not read. ``column``: its head when it is ours, else its number; "" is the whole line.

    ``said`` never holds what stood in the cell: that could be a name.
    """

    line: int
    column: str
    said: Text


class IntakeError(ValueError):
    """The file is refused as a whole; ``said`` is the sentence for people and repeats nothing from the file."""

    def __init__(self, said: Text) -> None:
        self.said = said
        super().__init__(str(said))


def day_text(day: date) -> str:
    """
    >>> day_text(date(2027, 8, 1))
    '01-08-2027'
    """
    return f"{day.day:02}-{day.month:02}-{day.year:04}"
