"""A file with rows and columns, whatever its separator and encoding."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

MOST_BYTES = 60 * 1024 * 1024
_SEPARATORS = ";,\t|"


class TableError(ValueError):
    """The file is no table that can be read; the text says in Dutch what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Table:
    """``columns`` in capitals without spaces around them; rows as dictionaries of cells without spaces around them."""

    columns: tuple[str, ...]
    rows: tuple[dict[str, str], ...]
    encoding: str
    separator: str

    def __iter__(self) -> Iterator[dict[str, str]]:
        return iter(self.rows)

    def has(self, *names: str) -> bool:
        return all(name in self.columns for name in names)


def read_table(content: bytes) -> Table:
    """Read a CSV of DUO (static file or data portal) or one's own. Raises TableError."""
    if not content.strip():
        raise TableError("Het bestand is leeg.")
    if len(content) > MOST_BYTES:
        raise TableError("Het bestand is groter dan 60 MB. Neem het bestand van één jaar.")
    if content.lstrip()[:200].lower().startswith((b"<!doctype", b"<html")):
        raise TableError("Dit is een webpagina en geen tabel. Open de link en bewaar het CSV-bestand zelf.")
    if content[:2] == b"PK":
        raise TableError("Dit is een Excel- of ZIP-bestand. Bewaar het als CSV en kies dat.")
    text, encoding = _decoded(content)
    first = text.lstrip("\ufeff").splitlines()[0]
    separator = max(_SEPARATORS, key=first.count)
    if not first.count(separator):
        raise TableError("Dit bestand heeft maar één kolom. Kies een CSV met koppen boven de kolommen.")
    reader = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=separator)
    try:
        head, *body = reader
    except csv.Error as error:
        raise TableError(f"Het bestand kan niet als tabel worden gelezen ({error}).") from error
    columns = tuple(" ".join(name.split()).upper().replace("_", " ") for name in head)
    if len(set(columns)) != len(columns):
        raise TableError("Twee kolommen hebben dezelfde kop. Geef ze elk een eigen kop.")
    rows = []
    for number, cells in enumerate(body, 2):
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(columns):
            raise TableError(
                f"Regel {number} heeft {len(cells)} kolommen in plaats van {len(columns)}. Kijk die regel na."
            )
        rows.append({name: cell.strip() for name, cell in zip(columns, cells, strict=True)})
    if not rows:
        raise TableError("Onder de koppen staat niets.")
    return Table(columns, tuple(rows), encoding, separator)


def _decoded(content: bytes) -> tuple[str, str]:
    """UTF-8 when it is; older files are Windows-1252."""
    try:
        return content.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace"), "cp1252"
