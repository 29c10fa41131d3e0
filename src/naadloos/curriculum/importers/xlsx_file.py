"""Reading our spreadsheet from a file of which nothing is trusted: size, kind, columns, rows, formulas."""

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from naadloos.curriculum.importers.report import CatalogueImportError, Said
from naadloos.curriculum.importers.texts import MAX_TEXT, text_of
from naadloos.curriculum.sheet import HEADS, SHEET

MAX_BYTES = 10 * 1024 * 1024
MAX_UNPACKED = 100 * 1024 * 1024
MAX_MEMBERS = 200
MAX_ROWS = 20_000
NEEDED = ("kant", "soort", "code")
_BLOCK = 1024 * 1024
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row that says something. ``problem``: why it cannot be read at all."""

    number: int
    cells: dict[str, str]
    problem: Said | None = None


class RefusedError(Exception):
    """A row is not taken; ``why`` says the reason."""

    def __init__(self, why: str | Said, /, **values: object) -> None:
        super().__init__(why)
        self.why = why if isinstance(why, Said) else Said(why, values)


def read_rows(path: Path) -> list[SheetRow]:
    """The rows of the sheet. Raises CatalogueImportError."""
    return read_book(path, lambda book: list(_rows(book)))


def read_book(path: Path, read: Callable[[Any], Result]) -> Result:
    """Open an XLSX file of which nothing is trusted and give the workbook to ``read``, which takes all it needs.

    Raises CatalogueImportError for a file that is too large, hostile, broken or no XLSX.
    """
    _guard(path)
    try:
        # A handle, because openpyxl judges a path by the end of its name.
        with path.open("rb") as handle:
            book = load_workbook(handle, read_only=True, data_only=False, keep_links=False)
            try:
                return read(book)
            finally:
                book.close()
    except CatalogueImportError:
        raise
    # openpyxl answers a broken file with whatever its parts raise.
    except (
        zipfile.BadZipFile,
        zlib.error,
        InvalidFileException,
        SyntaxError,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        IndexError,
        OSError,
        EOFError,
        RuntimeError,
    ) as error:
        raise CatalogueImportError(_("Dit Excel-bestand is beschadigd. Er is niets ingelezen.")) from error


def _guard(path: Path) -> None:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise CatalogueImportError(_("Het Excel-bestand is groter dan 10 MB."))
        with zipfile.ZipFile(path) as package:
            members = package.infolist()
            if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED:
                raise CatalogueImportError(_("Uitgepakt is dit Excel-bestand te groot."))
            for member in members:
                with package.open(member) as handle:
                    _no_doctype(handle)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise CatalogueImportError(_("Dit is geen Excel-bestand (.xlsx), of het heeft een wachtwoord.")) from error


def _no_doctype(handle: Any) -> None:
    tail = b""
    while block := handle.read(_BLOCK):
        # Zeros between the signs go, so that UTF-16 hides nothing.
        both = (tail + block).replace(b"\x00", b"").upper()
        if b"<!DOCTYPE" in both or b"<!ENTITY" in both:
            raise CatalogueImportError(_("In dit Excel-bestand staat een DOCTYPE of ENTITY. Dat mag niet."))
        tail = block[-32:]


def _rows(book: Any) -> Iterator[SheetRow]:
    if SHEET not in book.sheetnames:
        raise CatalogueImportError(
            _("Het blad “Catalogus” ontbreekt. Begin met het lege bestand dat u hier downloadt.")
        )
    # The size that a sheet claims is not believed: so many columns and rows are read, and no more.
    rows = book[SHEET].iter_rows(max_col=len(HEADS) + 10, max_row=MAX_ROWS + 2)
    heads = [str(cell.value or "").strip().lower()[:40] for cell in next(rows, ())]
    missing = [head for head in NEEDED if head not in heads]
    if missing:
        raise CatalogueImportError(_("Deze kolommen ontbreken: %(names)s.") % {"names": ", ".join(missing)})
    unknown = [head for head in heads if head and head not in HEADS]
    if unknown:
        raise CatalogueImportError(_("Deze kolommen kent Naadloos niet: %(names)s.") % {"names": ", ".join(unknown)})
    for number, cells in enumerate(rows, start=2):
        found = row_of(number, dict(zip(heads, cells, strict=False)))
        if found is None:
            continue
        if number > MAX_ROWS + 1:
            raise CatalogueImportError(_("Het blad heeft meer dan %(n)s rijen.") % {"n": MAX_ROWS})
        yield found


def row_of(number: int, cells: dict[str, Any]) -> SheetRow | None:
    """The words in the cells of one row by their head; None for an empty row. A head of "" is left out."""
    values: dict[str, str] = {}
    problem: Said | None = None
    for head, cell in cells.items():
        if not head:
            continue
        if cell.data_type == "f":
            problem = Said(gettext_noop("in de kolom “%(head)s” staat een formule"), {"head": head})
            continue
        if cell.data_type == "e":
            problem = Said(gettext_noop("in de kolom “%(head)s” staat een fout van Excel"), {"head": head})
            continue
        values[head] = _word(cell.value)
        if len(values[head]) > MAX_TEXT:
            problem = Said(gettext_noop("de tekst in de kolom “%(head)s” is te lang"), {"head": head})
    if not problem and not any(values.values()):
        return None
    return SheetRow(number, values, problem)


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, datetime | date):
        return value.strftime("%d-%m-%Y")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return text_of(value if value is not None else "")


def parse_date(text: str) -> date:
    """A day as 01-08-2027 or 2027-08-01. Raises ValueError."""
    if found := re.fullmatch(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})", text):
        day, month, year = (int(part) for part in found.groups())
        return date(year, month, day)
    return date.fromisoformat(text)
