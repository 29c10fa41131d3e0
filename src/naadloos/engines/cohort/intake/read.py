"""Reading what a school delivers: every line taken or refused on its own, with the reason."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from naadloos.engines.cohort.intake.events import (
    ADVICES,
    LEERWEG_CODES,
    MOST_PARTS,
    MUST,
    NEEDED,
    USES,
    Column,
    Event,
    EventLine,
    IntakeError,
    Problem,
)
from naadloos.engines.cohort.intake.personal import cell_text, key_problem, personal_in
from naadloos.engines.cohort.intake.rows import Row, read_rows
from naadloos.engines.route.terms import Leerweg, gettext_noop
from naadloos.engines.route.text import Text, text

SHEET = "gebeurtenissen"

_MISSING = gettext_noop("Deze kolommen ontbreken: %(kolommen)s. Begin met het lege bestand dat u hier downloadt.")
_NOTHING = gettext_noop("Onder de koppen staat niets.")
_UNKNOWN = gettext_noop("Kolom %(kolom)s kent Naadloos niet; die is niet gelezen. Lever niet meer dan nodig is.")
_BLANK = gettext_noop("Hier staat niets. Vul %(kolom)s in.")
_NEEDS = gettext_noop("Bij “%(gebeurtenis)s” hoort een %(kolom)s. Vul die in.")
_NEEDS_CHANGE = gettext_noop("Bij “wissel” hoort de nieuwe LEERWEG of het nieuwe CREBO. Vul een van beide in.")
_NO_VALUE = gettext_noop("WAARDE hoort alleen bij “mbo_deel” en “koppeling”. Maak de cel leeg.")
_CHOICE = gettext_noop("Dit kent Naadloos niet bij %(kolom)s. Kies uit: %(keuze)s.")
_DATE = gettext_noop("Dit is geen datum. Schrijf die als 01-08-2027 of 2027-08-01.")
_YEAR = gettext_noop("Een STARTJAAR is een jaartal, zoals 2027: het jaar van de eerste schooldag.")
_CREBO = gettext_noop("Een CREBO heeft vijf cijfers.")
_LEVEL = gettext_noop("Een NIVEAU is 1, 2, 3 of 4.")
_PARTS = gettext_noop("Bij “mbo_deel” is WAARDE een heel getal van 0 tot en met %(meest)s.")


@dataclass(frozen=True, slots=True)
class Intake:
    """``lines``: what was read. ``problems``: what was not, and why. ``columns``: those that were read."""

    lines: tuple[EventLine, ...]
    problems: tuple[Problem, ...]
    columns: tuple[str, ...]


def read_events(content: bytes) -> Intake:
    """Read CSV or XLSX. Raises IntakeError, and nothing else, for a file that is refused as a whole."""
    table = read_rows(content, SHEET)
    columns = tuple(head if head in set(Column) else str(number) for number, head in enumerate(table.heads, 1))
    missing = tuple(name.value for name in NEEDED if name not in columns)
    if missing:
        raise IntakeError(text(_MISSING, kolommen=missing))
    if not table.rows:
        raise IntakeError(text(_NOTHING))
    problems = [
        Problem(1, name, text(_UNKNOWN, kolom=int(name)))
        for name, head in zip(columns, table.heads, strict=True)
        if name not in set(Column) and head
    ]
    lines = []
    for row in table.rows:
        found = _line(row, columns)
        if isinstance(found, EventLine):
            lines.append(found)
        else:
            problems += found
    return Intake(tuple(lines), tuple(problems), tuple(name for name in columns if name in set(Column)))


def parse_day(cell: str) -> date | None:
    """A day as 01-08-2027 or 2027-08-01; None when it is none.

    >>> parse_day("1-8-2027"), parse_day("2027-08-01"), parse_day("31-02-2027")
    (datetime.date(2027, 8, 1), datetime.date(2027, 8, 1), None)
    """
    if found := re.fullmatch(r"([0-9]{1,2})-([0-9]{1,2})-([0-9]{4})", cell):
        day, month, year = (int(part) for part in found.groups())
    elif found := re.fullmatch(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", cell):
        year, month, day = (int(part) for part in found.groups())
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _line(row: Row, columns: tuple[str, ...]) -> EventLine | list[Problem]:
    if row.problem is not None:
        return [Problem(row.number, "", row.problem)]
    cells = dict(zip(columns, row.cells, strict=True))
    if personal := _personal(row.number, cells):
        return personal
    return _Reader(row.number, cells).read()


def _personal(number: int, cells: Mapping[str, str]) -> list[Problem]:
    problems = []
    keys = {Column.KEY} | ({Column.VALUE} if cells[Column.EVENT].lower() == Event.LINKED else set())
    for name, cell in cells.items():
        if not cell:
            continue
        if name in keys:
            said = key_problem(cell)
        else:
            found = personal_in(cell)
            said = cell_text(found) if found is not None else None
        if said is not None:
            problems.append(Problem(number, str(name), said))
    return problems


class _Reader:
    """The cells of one line; what is wrong is gathered, so that people see all of it at once."""

    def __init__(self, number: int, cells: Mapping[str, str]) -> None:
        self.number, self.cells = number, cells
        self.problems: list[Problem] = []

    def read(self) -> EventLine | list[Problem]:
        key = self._needed(Column.KEY)
        kind = self._kind()
        on = self._on()
        found = (self._start_year(), self._leerweg(), self._crebo(), self._level(), self._advice())
        if kind is None or on is None or self.problems:
            return self.problems
        value = self._value(kind)
        for column in Column:
            if column in MUST.get(kind, ()) and not self._cell(column):
                self._wrong(column, text(_NEEDS, gebeurtenis=kind.value, kolom=column.value))
        start_year, leerweg, crebo, level, high_advice = found
        if kind is Event.CHANGED and leerweg is None and not crebo:
            self._wrong(Column.LEERWEG, text(_NEEDS_CHANGE))
        if self.problems:
            return self.problems
        uses = USES.get(kind, frozenset())
        return EventLine(
            self.number,
            key,
            kind,
            on,
            start_year if Column.START_YEAR in uses else None,
            leerweg if Column.LEERWEG in uses else None,
            crebo if Column.CREBO in uses else "",
            level if Column.LEVEL in uses else None,
            high_advice if Column.ADVICE in uses else None,
            value,
        )

    def _cell(self, column: Column) -> str:
        return self.cells.get(column, "")

    def _wrong(self, column: Column, said: Text) -> None:
        self.problems.append(Problem(self.number, column.value, said))

    def _needed(self, column: Column) -> str:
        if not self._cell(column):
            self._wrong(column, text(_BLANK, kolom=column.value))
        return self._cell(column)

    def _kind(self) -> Event | None:
        code = self._needed(Column.EVENT).lower()
        if code and code not in set(Event):
            self._wrong(
                Column.EVENT, text(_CHOICE, kolom=Column.EVENT.value, keuze=tuple(each.value for each in Event))
            )
        return Event.of(code) if code in set(Event) else None

    def _on(self) -> date | None:
        cell = self._needed(Column.ON)
        day = parse_day(cell)
        if cell and day is None:
            self._wrong(Column.ON, text(_DATE))
        return day

    def _start_year(self) -> int | None:
        cell = self._cell(Column.START_YEAR)
        if cell and not re.fullmatch(r"20[0-9]{2}", cell):
            self._wrong(Column.START_YEAR, text(_YEAR))
            return None
        return int(cell) if cell else None

    def _leerweg(self) -> Leerweg | None:
        cell = self._cell(Column.LEERWEG).lower()
        if cell and cell not in LEERWEG_CODES:
            choices = tuple(LEERWEG_CODES)
            self._wrong(Column.LEERWEG, text(_CHOICE, kolom=Column.LEERWEG.value, keuze=choices))
        return LEERWEG_CODES.get(cell)

    def _crebo(self) -> str:
        cell = self._cell(Column.CREBO)
        if cell and not re.fullmatch(r"[0-9]{5}", cell):
            self._wrong(Column.CREBO, text(_CREBO))
        return cell

    def _level(self) -> int | None:
        cell = self._cell(Column.LEVEL)
        if cell and not re.fullmatch(r"[1-4]", cell):
            self._wrong(Column.LEVEL, text(_LEVEL))
            return None
        return int(cell) if cell else None

    def _advice(self) -> bool | None:
        cell = re.sub(r"\s*([/-])\s*", r"\1", self._cell(Column.ADVICE).lower())
        if cell and cell not in ADVICES:
            self._wrong(Column.ADVICE, text(_CHOICE, kolom=Column.ADVICE.value, keuze=tuple(ADVICES)))
        return ADVICES.get(cell)

    def _value(self, kind: Event) -> str:
        cell = self._cell(Column.VALUE)
        if cell and Column.VALUE not in USES.get(kind, ()):
            self._wrong(Column.VALUE, text(_NO_VALUE))
        elif cell and kind is Event.PARTS:
            if not re.fullmatch(r"[0-9]{1,2}", cell) or int(cell) > MOST_PARTS:
                self._wrong(Column.VALUE, text(_PARTS, meest=MOST_PARTS))
            else:
                return str(int(cell))
        return cell
