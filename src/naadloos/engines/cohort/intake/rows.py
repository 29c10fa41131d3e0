"""Rows and columns of a file of which nothing is trusted: CSV with any separator, or XLSX.

Each line is read by itself, so that a wrong one (a quote that is not closed, a cell too many) spoils no other. That is
why this does not use the reader of engines/duo, which refuses the file then.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from naadloos.engines.cohort.intake.events import IntakeError, day_text
from naadloos.engines.cohort.intake.personal import column_text, personal_column
from naadloos.engines.route.terms import gettext_noop
from naadloos.engines.route.text import Text, text

MOST_BYTES = 10 * 1024 * 1024
MOST_UNPACKED = 50 * 1024 * 1024
MOST_MEMBERS = 200
MOST_LINES = 20_000
MOST_COLUMNS = 60
MOST_SIGNS = 500
MOST_MERGED = 2_000
_SEPARATORS = ";,\t|"
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*\bref\s*=\s*[\"'][A-Z]*([0-9]+)(?::[A-Z]*([0-9]+))?[\"']")

_EMPTY = gettext_noop("Het bestand is leeg.")
_LARGE = gettext_noop("Het bestand is groter dan 10 MB. Neem het bestand van één jaar.")
_PAGE = gettext_noop("Dit is een webpagina en geen tabel. Bewaar het bestand zelf en kies dat.")
_UTF16 = gettext_noop("Dit bestand kan niet worden gelezen. Bewaar het als “CSV UTF-8” en kies dat.")
_DUO = gettext_noop(
    "Dit is een bestand van DUO zonder koppen. Lees een GRONDSLAG-bestand in bij “bestand van DUO”. Een RO blijft "
    "binnen de instelling."
)
_ONE_COLUMN = gettext_noop("Dit bestand heeft maar één kolom. Kies een CSV met koppen boven de kolommen.")
_HEADS = gettext_noop("De eerste regel, met de koppen van de kolommen, kan niet worden gelezen.")
_COLUMNS = gettext_noop("Het bestand heeft meer dan %(n)s kolommen. Neem alleen de kolommen die nodig zijn.")
_LINES = gettext_noop("Het bestand heeft meer dan %(n)s regels. Neem het bestand van één jaar.")
_TWICE = gettext_noop("Kolom %(kolom)s heeft dezelfde kop als een kolom daarvoor. Haal een van beide weg.")
_NO_XLSX = gettext_noop("Dit is geen Excel-bestand (.xlsx), of het heeft een wachtwoord.")
_BOMB = gettext_noop("Uitgepakt is dit Excel-bestand te groot.")
_DOCTYPE = gettext_noop("In dit Excel-bestand staat een DOCTYPE of ENTITY. Dat mag niet.")
_BROKEN = gettext_noop("Dit Excel-bestand is beschadigd. Er is niets ingelezen.")
_SHEET = gettext_noop("Het blad “%(blad)s” ontbreekt. Begin met het lege bestand dat u hier downloadt.")
_MANY_MERGED = gettext_noop("In dit Excel-bestand zijn te veel cellen samengevoegd. Begin met het lege bestand.")
_TOO_MANY = gettext_noop("Deze regel heeft meer cellen dan er koppen zijn. Kijk de regel na.")
_QUOTE = gettext_noop("Op deze regel klopt een aanhalingsteken niet. Haal het weg of sluit het af.")
_LONG = gettext_noop("Op deze regel staat een cel met meer dan %(n)s tekens. Maak die korter.")
_FORMULA = gettext_noop("Op deze regel staat een formule. Zet er de waarde zelf neer.")
_FAULT = gettext_noop("Op deze regel staat een fout van Excel. Zet er de waarde zelf neer.")
_IS_MERGED = gettext_noop("Op deze regel zijn cellen samengevoegd. Splits ze, en vul elke cel.")


@dataclass(frozen=True, slots=True)
class Row:
    """``cells``: as many as there are heads. ``problem``: why the whole line cannot be read."""

    number: int
    cells: tuple[str, ...]
    problem: Text | None = None


@dataclass(frozen=True, slots=True)
class Rows:
    """``heads`` in capitals; "" for a column without one."""

    heads: tuple[str, ...]
    rows: tuple[Row, ...]


def read_rows(content: bytes, sheet: str, *, persons: bool = True) -> Rows:
    """Read a table; of an XLSX the sheet with this name, or its only one. Raises IntakeError.

    A file with a column for names or numbers of persons is refused before anything else is looked at; ``persons`` is
    False for a file that is about something else, such as companies.
    """
    if not content.strip():
        raise IntakeError(text(_EMPTY))
    if len(content) > MOST_BYTES:
        raise IntakeError(text(_LARGE))
    return _xlsx(content, sheet, persons) if content[:2] == b"PK" else _csv(content, persons)


def decoded(line: bytes) -> str:
    """UTF-8 when it is, else Windows-1252; per line, so that one sign changes nothing elsewhere."""
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace")


def lines_of(content: bytes) -> list[bytes]:
    """The lines, whatever their end."""
    return content.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")


def _csv(content: bytes, persons: bool) -> Rows:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise IntakeError(text(_UTF16))
    if content.lstrip()[:200].lower().startswith((b"<!doctype", b"<html")):
        raise IntakeError(text(_PAGE))
    lines = [(number, line) for number, line in enumerate(lines_of(content), 1) if line.strip(b" \t;,|\x00")]
    # Excel sometimes says the separator in a line of its own.
    if lines and re.fullmatch(rb"\"?sep=.\"?", lines[0][1].strip()):
        del lines[0]
    if not lines:
        raise IntakeError(text(_EMPTY))
    if len(lines) > MOST_LINES + 1:
        raise IntakeError(text(_LINES, n=MOST_LINES))
    first = decoded(lines[0][1])
    separator = max(_SEPARATORS, key=first.count)
    if re.match(r"\"?VLP\b", first):
        raise IntakeError(text(_DUO))
    heads = _cells(first, separator)
    if heads is None:
        raise IntakeError(text(_HEADS))
    names = _heads(heads, persons)
    return Rows(names, tuple(_csv_row(number, decoded(line), separator, len(names)) for number, line in lines[1:]))


def _cells(line: str, separator: str) -> list[str] | None:
    try:
        return next(csv.reader([line], delimiter=separator, strict=True), [])
    except csv.Error:
        return None


def _csv_row(number: int, line: str, separator: str, width: int) -> Row:
    cells = _cells(line, separator)
    if cells is None:
        return Row(number, (), text(_QUOTE))
    while len(cells) > width and not cells[-1].strip():
        cells.pop()
    return _row(number, cells, width)


def _row(number: int, cells: list[str], width: int) -> Row:
    if len(cells) > width:
        return Row(number, (), text(_TOO_MANY))
    if any(len(cell) > MOST_SIGNS for cell in cells):
        return Row(number, (), text(_LONG, n=MOST_SIGNS))
    return Row(number, tuple(cell.strip() for cell in cells) + ("",) * (width - len(cells)))


def _heads(cells: list[str], persons: bool) -> tuple[str, ...]:
    while cells and not cells[-1].strip():
        cells.pop()
    if len(cells) > MOST_COLUMNS:
        raise IntakeError(text(_COLUMNS, n=MOST_COLUMNS))
    for number, cell in enumerate(cells, 1):
        if persons and (kind := personal_column(cell)) is not None:
            raise IntakeError(column_text(kind, number))
    if len(cells) < 2:
        raise IntakeError(text(_ONE_COLUMN))
    names = tuple(" ".join(cell.split()).upper() for cell in cells)
    for number, name in enumerate(names, 1):
        if name and name in names[: number - 1]:
            raise IntakeError(text(_TWICE, kolom=number))
    return names


# -- XLSX ------------------------------------------------------------------------------------------


def _xlsx(content: bytes, sheet: str, persons: bool) -> Rows:
    from openpyxl import load_workbook

    try:
        _guard(content)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        try:
            return _sheet(book, sheet, content, persons)
        finally:
            book.close()
    except IntakeError:
        raise
    # A broken file is answered with whatever the parts that read it raise, of any kind.
    except Exception as error:
        raise IntakeError(text(_BROKEN)) from error


def _guard(content: bytes) -> None:
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
    except Exception as error:
        raise IntakeError(text(_NO_XLSX)) from error
    with package:
        members = package.infolist()
        if any(member.flag_bits & 1 for member in members) or "[Content_Types].xml" not in package.namelist():
            raise IntakeError(text(_NO_XLSX))
        # No more is unpacked of a member than the size that is counted here.
        if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_UNPACKED:
            raise IntakeError(text(_BOMB))
        for member in members:
            # Zeros between the signs go, so that UTF-16 hides nothing.
            unpacked = package.read(member).replace(b"\x00", b"").upper()
            if b"<!DOCTYPE" in unpacked or b"<!ENTITY" in unpacked:
                raise IntakeError(text(_DOCTYPE))


def _sheet(book: Any, wanted: str, content: bytes, persons: bool) -> Rows:
    found = [name for name in book.sheetnames if name.strip().lower() == wanted]
    if not found and len(book.sheetnames) == 1:
        found = list(book.sheetnames)
    if not found or not hasattr(book[found[0]], "iter_rows"):
        raise IntakeError(text(_SHEET, blad=wanted))
    page = book[found[0]]
    merged = _merged(content, str(getattr(page, "_worksheet_path", "")))
    # The size that a sheet claims is not believed: so many columns and rows are read, and no more.
    rows = page.iter_rows(max_col=MOST_COLUMNS + 1, max_row=MOST_LINES + 2)
    heads = _heads([_word(cell.value) for cell in next(rows, ())], persons)
    return Rows(heads, tuple(_xlsx_rows(rows, len(heads), merged)))


def _merged(content: bytes, path: str) -> set[int]:
    """The rows with merged cells: only the first of such cells has a value, so the others would be lost."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        raw = package.read(path.removeprefix("/")).replace(b"\x00", b"")
    found: set[int] = set()
    for number, match in enumerate(_MERGED.finditer(raw)):
        if number >= MOST_MERGED:
            raise IntakeError(text(_MANY_MERGED))
        first, last = int(match[1][:9]), int((match[2] or match[1])[:9])
        found.update(range(first, min(last, MOST_LINES + 2) + 1))
    return found


def _xlsx_rows(rows: Any, width: int, merged: set[int]) -> Iterator[Row]:
    for number, cells in enumerate(rows, 2):
        words = [_word(cell.value) for cell in cells]
        while words and not words[-1]:
            words.pop()
        if not words:
            continue
        if number > MOST_LINES + 1:
            raise IntakeError(text(_LINES, n=MOST_LINES))
        kinds = {cell.data_type for cell in cells}
        if "f" in kinds or "e" in kinds:
            yield Row(number, (), text(_FORMULA if "f" in kinds else _FAULT))
        elif number in merged:
            yield Row(number, (), text(_IS_MERGED))
        else:
            yield _row(number, words, width)


def _word(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return day_text(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
