"""Figures that people enter as sums, one per line: no pupils in it, and hidden small numbers stay intervals."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from naadloos.engines.cohort.definitions import Definition, Kind, definitions
from naadloos.engines.cohort.intake.events import IntakeError, Problem
from naadloos.engines.cohort.intake.personal import cell_text, personal_in
from naadloos.engines.cohort.intake.rows import Row, read_rows
from naadloos.engines.duo.counts import Count, parse_count
from naadloos.engines.route.terms import gettext_noop
from naadloos.engines.route.text import Text, text

SHEET = "cijfers"
MOST_SIGNS = 200


class FigureColumn(StrEnum):
    """The heads of the columns in files."""

    INDICATOR = "INDICATOR"
    YEAR = "SCHOOLJAAR"
    NUMERATOR = "TELLER"
    DENOMINATOR = "NOEMER"
    VALUE = "WAARDE"
    SOURCE = "BRON"


_NEEDED = (FigureColumn.INDICATOR, FigureColumn.YEAR, FigureColumn.SOURCE)

_MISSING = gettext_noop("Deze kolommen ontbreken: %(kolommen)s.")
_MISSING_FIGURES = gettext_noop("Er is geen kolom met cijfers: TELLER en NOEMER, of WAARDE.")
_NOTHING = gettext_noop("Onder de koppen staat niets.")
_UNKNOWN = gettext_noop("Kolom %(kolom)s kent Naadloos niet; die is niet gelezen. Lever niet meer dan nodig is.")
_BLANK = gettext_noop("Hier staat niets. Vul %(kolom)s in.")
_INDICATOR = gettext_noop("Deze indicator kent Naadloos niet. Neem een sleutel uit de lijst van indicatoren.")
_YEAR = gettext_noop("Schrijf een SCHOOLJAAR als 2027-2028.")
_COUNT = gettext_noop("Dit is geen aantal. Zet er een heel getal, of “<5” als het aantal verborgen is.")
_VALUE = gettext_noop("Dit is geen getal van nul of meer. Schrijf het als 12 of 12,5.")
_PERCENT = gettext_noop("Een percentage ligt tussen 0 en 100.")
_LARGER = gettext_noop("De TELLER is groter dan de NOEMER. Kijk beide na.")
_ZERO = gettext_noop("De NOEMER is 0; er is dan geen deel te berekenen.")
_SHARE = gettext_noop("Bij deze indicator horen een TELLER en een NOEMER, en geen WAARDE.")
_AMOUNT = gettext_noop("Bij deze indicator hoort alleen een TELLER.")
_GIVEN = gettext_noop("Bij deze indicator hoort alleen een WAARDE, in %(eenheid)s.")
_GIVEN_SHARE = gettext_noop("Bij deze indicator hoort een WAARDE in procenten, of een TELLER en een NOEMER.")
_LONG = gettext_noop("De BRON heeft meer dan %(n)s tekens. Maak die korter.")
_TWICE = gettext_noop("Deze indicator staat voor dit schooljaar ook op regel %(regel)s. Laat er een staan.")


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. ``year``: 2027 is 2027-2028. Counts are intervals; ``value`` is in the unit of the definition."""

    line: int
    indicator: str
    year: int
    numerator: Count | None
    denominator: Count | None
    value: Decimal | None
    source: str


@dataclass(frozen=True, slots=True)
class Aggregates:
    figures: tuple[Figure, ...]
    problems: tuple[Problem, ...]


def read_aggregates(content: bytes) -> Aggregates:
    """Read CSV or XLSX. Raises IntakeError for a file that is refused as a whole."""
    table = read_rows(content, SHEET)
    ours = set(FigureColumn)
    columns = tuple(head if head in ours else str(number) for number, head in enumerate(table.heads, 1))
    missing = tuple(name.value for name in _NEEDED if name not in columns)
    if missing:
        raise IntakeError(text(_MISSING, kolommen=missing))
    if FigureColumn.VALUE not in columns and not {FigureColumn.NUMERATOR} <= set(columns):
        raise IntakeError(text(_MISSING_FIGURES))
    if not table.rows:
        raise IntakeError(text(_NOTHING))
    problems = [
        Problem(1, name, text(_UNKNOWN, kolom=int(name)))
        for name, head in zip(columns, table.heads, strict=True)
        if name not in ours and head
    ]
    figures: dict[tuple[str, int], Figure] = {}
    for row in table.rows:
        found = _figure(row, columns)
        if not isinstance(found, Figure):
            problems += found
        elif (first := figures.get((found.indicator, found.year))) is not None:
            problems.append(Problem(row.number, FigureColumn.INDICATOR.value, text(_TWICE, regel=first.line)))
        else:
            figures[found.indicator, found.year] = found
    return Aggregates(tuple(figures.values()), tuple(problems))


def _figure(row: Row, columns: tuple[str, ...]) -> Figure | list[Problem]:
    if row.problem is not None:
        return [Problem(row.number, "", row.problem)]
    cells = dict(zip(columns, row.cells, strict=True))
    personal = [
        Problem(row.number, str(name), cell_text(found))
        for name, cell in cells.items()
        if (found := personal_in(cell, prose=name == FigureColumn.SOURCE)) is not None
    ]
    return personal or _Reader(row.number, cells).read()


class _Reader:
    def __init__(self, number: int, cells: Mapping[str, str]) -> None:
        self.number, self.cells = number, cells
        self.problems: list[Problem] = []

    def read(self) -> Figure | list[Problem]:
        definition = self._definition()
        year = self._year()
        source = self._needed(FigureColumn.SOURCE)
        if len(source) > MOST_SIGNS:
            self._wrong(FigureColumn.SOURCE, text(_LONG, n=MOST_SIGNS))
        numerator, denominator = self._count(FigureColumn.NUMERATOR), self._count(FigureColumn.DENOMINATOR)
        value = self._value()
        if definition is None or year is None or self.problems:
            return self.problems
        self._fits(definition, numerator, denominator, value)
        if self.problems:
            return self.problems
        return Figure(self.number, definition.key, year, numerator, denominator, value, source)

    def _fits(
        self, definition: Definition, numerator: Count | None, denominator: Count | None, value: Decimal | None
    ) -> None:
        """Does the definition ask for the figures that are there?"""
        shape = (numerator is not None, denominator is not None, value is not None)
        is_share = shape == (True, True, False)
        if definition.kind is Kind.SHARE:
            if not is_share:
                self._wrong(FigureColumn.NUMERATOR, text(_SHARE))
        elif definition.kind is Kind.COUNT:
            if shape != (True, False, False):
                self._wrong(FigureColumn.NUMERATOR, text(_AMOUNT))
        elif definition.unit == "%":
            if not is_share and shape != (False, False, True):
                self._wrong(FigureColumn.VALUE, text(_GIVEN_SHARE))
            elif value is not None and value > 100:
                self._wrong(FigureColumn.VALUE, text(_PERCENT))
        elif shape != (False, False, True):
            self._wrong(FigureColumn.VALUE, text(_GIVEN, eenheid=definition.unit))
        if is_share and numerator is not None and denominator is not None:
            if denominator.high == 0:
                self._wrong(FigureColumn.DENOMINATOR, text(_ZERO))
            elif numerator.low > denominator.high:
                self._wrong(FigureColumn.NUMERATOR, text(_LARGER))

    def _cell(self, column: FigureColumn) -> str:
        return self.cells.get(column, "")

    def _wrong(self, column: FigureColumn, said: Text) -> None:
        self.problems.append(Problem(self.number, column.value, said))

    def _needed(self, column: FigureColumn) -> str:
        if not self._cell(column):
            self._wrong(column, text(_BLANK, kolom=column.value))
        return self._cell(column)

    def _definition(self) -> Definition | None:
        key = self._needed(FigureColumn.INDICATOR).lower()
        found = definitions().get(key)
        if key and found is None:
            self._wrong(FigureColumn.INDICATOR, text(_INDICATOR))
        return found

    def _year(self) -> int | None:
        cell = self._needed(FigureColumn.YEAR)
        found = re.fullmatch(r"(20[0-9]{2}) ?[-/–] ?(20[0-9]{2})", cell)
        if found and int(found[2]) == int(found[1]) + 1:
            return int(found[1])
        if cell:
            self._wrong(FigureColumn.YEAR, text(_YEAR))
        return None

    def _count(self, column: FigureColumn) -> Count | None:
        cell = self._cell(column)
        if not cell:
            return None
        try:
            if len(cell) > 12:
                raise ValueError
            return parse_count(cell)
        except ValueError:
            # The error repeats the cell.
            self._wrong(column, text(_COUNT))
            return None

    def _value(self) -> Decimal | None:
        cell = self._cell(FigureColumn.VALUE)
        if not cell:
            return None
        plain = cell.removesuffix("%").strip()
        if re.fullmatch(r"[0-9]{1,3}(\.[0-9]{3})+(,[0-9]{1,4})?", plain):
            plain = plain.replace(".", "")
        if not re.fullmatch(r"[0-9]{1,12}([.,][0-9]{1,4})?", plain):
            self._wrong(FigureColumn.VALUE, text(_VALUE))
            return None
        return Decimal(plain.replace(",", "."))
