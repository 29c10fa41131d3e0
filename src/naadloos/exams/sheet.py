"""A PTA or examenplan as a spreadsheet: our own columns out, and the columns of others recognised by their heads."""

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from naadloos.curriculum.importers.report import CatalogueImportError
from naadloos.curriculum.importers.xlsx_file import read_book, row_of
from naadloos.engines.route import document as doc
from naadloos.engines.route import route_year_label

SHEET, EXPLANATION = "PTA", "Uitleg"
EXAMPLE = "voorbeeld"
MOST_ROWS, MOST_COLUMNS, MOST_SHEETS, HEAD_WITHIN = 500, 60, 20, 15
# Values that schools merge over several rows; only filled down in files that are not our own.
_FILLED_DOWN = ("subject", "route_year", "study_year", "crebo")


@dataclass(frozen=True, slots=True)
class Column:
    """``head``: ours; ``also``: how others call it, in small letters without signs; ``help``: what may stand in it."""

    name: str
    head: str
    also: tuple[str, ...]
    help: str
    width: int = 14


COLUMNS = (
    Column("key", "sleutel", (), "Laat staan wat er staat; leeg is een nieuwe toets.", 18),
    Column(
        "title",
        "toets of examen",
        (
            "toets",
            "titel",
            "naam",
            "examen",
            "naam toets",
            "naam van de toets",
            "toetsnaam",
            "toetsonderdeel",
            "naam examen",
            "exameneenheid",
            "examenonderdeel",
            "onderdeel",
            "toetscode en naam",
        ),
        "De naam van de toets.",
        40,
    ),
    Column(
        "subject",
        "vak",
        ("vak of kerntaak", "vak module of kerntaak", "vaknaam", "module", "keuzevak"),
        "Vrije tekst.",
        26,
    ),
    Column(
        "kind",
        "soort",
        ("soort toets", "toetssoort", "type", "type toets", "soort examen", "examensoort", "se of ce"),
        "SE, PO, PWS, cspe, CE, PvB, mbo-examen, instellingsexamen, generiek of keuzedeel.",
        18,
    ),
    Column("counts_for", "telt voor", ("telt mee voor", "diploma", "voor diploma"), "vmbo, mbo of beide."),
    Column(
        "route_year",
        "leerjaar",
        ("jaar", "klas", "leerjaar of mbo jaar", "jaar van de route"),
        "leerjaar 3, leerjaar 4, mbo-jaar 1 en verder.",
    ),
    Column("study_year", "studiejaar", ("mbo jaar", "mbojaar", "opleidingsjaar"), "Jaar van het mbo: 1, 2, 3.", 12),
    Column(
        "period",
        "periode",
        ("blok", "toetsperiode", "periode van afname", "afnameperiode", "moment"),
        "1 tot en met 6.",
        10,
    ),
    Column("week", "week", ("weeknummer", "weeknr", "toetsweek", "week van afname"), "Weeknummer van de kalender.", 8),
    Column(
        "form",
        "vorm",
        ("toetsvorm", "examenvorm", "afnamevorm", "wijze van toetsing", "wijze van afname"),
        "Vrije tekst.",
        24,
    ),
    Column(
        "minutes",
        "duur",
        ("duur in minuten", "tijdsduur", "tijd", "afnameduur", "duur min", "minuten"),
        "60, 60 min of 1,5 uur.",
        10,
    ),
    Column("tools", "hulpmiddelen", ("toegestane hulpmiddelen", "hulpmiddel"), "Vrije tekst.", 24),
    Column(
        "weight",
        "weging",
        ("gewicht", "weegfactor", "wegingsfactor", "weging in", "percentage", "telt"),
        "Een getal of procent.",
        10,
    ),
    Column("retakes", "aantal herkansingen", ("herkansingen",), "Een getal; ja is 1, nee is 0.", 12),
    Column(
        "retake",
        "herkansing",
        (
            "herkansbaar",
            "herkansing mogelijk",
            "herkansingsmogelijkheid",
            "herkansing ja nee",
            "hoe gaat de herkansing",
        ),
        "Hoe de herkansing gaat.",
        22,
    ),
    Column("side", "wie neemt af", ("door", "afname door", "afgenomen door", "uitvoering"), "vmbo, mbo of samen.", 12),
    Column("committee", "examencommissie", ("verantwoordelijke examencommissie",), "vmbo, mbo of samen.", 16),
    Column(
        "variants",
        "wie doet mee",
        ("variant", "varianten", "voor wie", "doelgroep"),
        "Namen van varianten; leeg is iedereen.",
        22,
    ),
    Column(
        "content",
        "inhoud",
        (
            "stof",
            "leerstof",
            "examenstof",
            "stofomschrijving",
            "omschrijving",
            "leerinhoud",
            "inhoud onderwijsprogramma",
        ),
        "Vrije tekst.",
        40,
    ),
    Column("content_source", "herkomst van de stof", ("herkomst", "abc"), "a, b of c (WVO 2.60a lid 3).", 12),
    Column(
        "deeltaken", "deeltaken", ("deeltaak", "examenstof code", "modules en deeltaken"), "Codes: P/BWI/02/01.", 24
    ),
    Column("eindtermen", "eindtermen", ("eindterm", "codes eindtermen"), "Codes met een komma ertussen.", 24),
    Column(
        "crebo",
        "crebo",
        ("crebonummer", "crebocode", "opleiding"),
        "Vijf cijfers; alleen nodig bij meer opleidingen.",
        10,
    ),
    Column("kerntaken", "kerntaken", ("kerntaak", "kerntaakcode"), "Codes: 25786 B1-K1.", 22),
    Column("werkprocessen", "werkprocessen", ("werkproces", "wp", "werkprocescode"), "Codes: 25786 B1-K1-W3.", 30),
    Column(
        "generic",
        "generiek onderdeel",
        ("generiek", "generieke onderdelen"),
        "Nederlands, rekenen, Engels, loopbaan en burgerschap.",
        20,
    ),
    Column(
        "keuzedelen", "keuzedelen", ("keuzedeel", "keuzedeelcode"), "Code of naam van een keuzedeel van de route.", 20
    ),
)
_NAMES = {head: column.name for column in COLUMNS for head in (column.head, *column.also)}
_NEEDED = frozenset({"title", "subject", "kerntaken", "werkprocessen", "deeltaken", "keuzedelen", "generic"})


def head_name(text: str) -> str:
    """The field that a column head stands for; "" when it is not recognised.

    >>> head_name("Toetsvorm:"), head_name("Duur (min.)"), head_name("docent")
    ('form', 'minutes', '')
    """
    words = " ".join(re.sub(r"[^a-z0-9 ]+", " ", text.lower()).split())
    return _NAMES.get(words, "")


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One row of a file by the fields of its columns. ``problem``: why it cannot be read; ``own``: made by us."""

    sheet: str
    number: int
    cells: dict[str, str]
    problem: str = ""
    own: bool = False


def read_sheet(path: Path) -> list[SheetLine]:
    """The rows of every sheet whose head is recognised. Raises CatalogueImportError."""
    lines: list[SheetLine] = read_book(path, _read)
    return lines


def _read(book: Any) -> list[SheetLine]:
    found: list[SheetLine] = []
    seen = False
    for name in book.sheetnames[:MOST_SHEETS]:
        if name == EXPLANATION or not hasattr(book[name], "iter_rows"):
            continue
        rows = book[name].iter_rows(max_col=MOST_COLUMNS, max_row=MOST_ROWS + HEAD_WITHIN + 1)
        heads: list[str] = []
        before: dict[str, str] = {}
        for number, cells in enumerate(rows, start=1):
            if not heads:
                heads = _heads(cells) if number <= HEAD_WITHIN else []
                seen = seen or bool(heads)
                continue
            line = _line(name, number, heads, cells, before)
            if line:
                found.append(line)
            if len(found) > MOST_ROWS:
                raise CatalogueImportError(_("Dit bestand heeft meer dan %(n)s rijen.") % {"n": MOST_ROWS})
    if not seen:
        raise CatalogueImportError(
            _(
                "Naadloos herkent geen kolommen. "
                "Zet in de eerste rij koppen als “toets”, “vak”, “leerjaar” en “periode”."
            )
        )
    return found


def _heads(cells: Sequence[Any]) -> list[str]:
    """The fields of a row of heads; empty when this row is none."""
    names: list[str] = []
    for cell in cells:
        name = head_name(str(cell.value)[:80]) if isinstance(cell.value, str) else ""
        names.append("" if name in names else name)
    found = {name for name in names if name}
    return names if len(found) >= 2 and found & _NEEDED else []


def _line(sheet: str, number: int, heads: list[str], cells: Sequence[Any], before: dict[str, str]) -> SheetLine | None:
    row = row_of(number, dict(zip(heads, cells, strict=False)))
    if row is None:
        return None
    own = "key" in heads
    values = row.cells
    if not own:
        for name in _FILLED_DOWN:
            if name in heads:
                values[name] = before[name] = values.get(name) or before.get(name, "")
        if not any(value for name, value in values.items() if name not in _FILLED_DOWN):
            return None
        if not values.get("route_year") and not values.get("study_year"):
            values["route_year"] = _year_of_sheet(sheet)
    return SheetLine(sheet, number, values, str(row.problem or ""), own)


def _year_of_sheet(name: str) -> str:
    """A sheet that is called after a year says so for all its rows."""
    found = re.search(r"(leerjaar|lj|klas|mbo[- ]?jaar)\s*[0-9]", name.lower())
    return found.group(0) if found else ""


# -- out -------------------------------------------------------------------------------------------

_EXAMPLES: tuple[dict[str, str], ...] = (
    {
        "key": EXAMPLE,
        "title": "Praktijkopdracht tuinmuur",
        "subject": "Keuzevak schoonmetselwerk",
        "kind": "SE",
        "counts_for": "beide",
        "route_year": "leerjaar 4",
        "period": "2",
        "week": "3",
        "form": "praktijkopdracht",
        "minutes": "480",
        "weight": "100",
        "retakes": "1",
        "side": "samen",
        "committee": "samen",
        "content_source": "a",
        "deeltaken": "K/BWI/02/01, K/BWI/02/02",
        "werkprocessen": "25786 B1-K1-W3",
    },
    {
        "key": EXAMPLE,
        "title": "Proeve van bekwaamheid metselen",
        "subject": "Kerntaak B1-K1",
        "kind": "PvB",
        "counts_for": "mbo",
        "route_year": "mbo-jaar 2",
        "period": "4",
        "form": "in het leerbedrijf",
        "retakes": "1",
        "side": "mbo",
        "committee": "mbo",
        "kerntaken": "25786 B1-K1",
    },
)


def _cells(item: doc.Assessment, variants: Mapping[str, str]) -> dict[str, str]:
    codes = {
        name: ", ".join(getattr(item, name))
        for name in ("deeltaken", "werkprocessen", "kerntaken", "generic", "keuzedelen")
    }
    plain = {
        name: "" if (value := getattr(item, name)) is None else str(value)
        for name in (
            "key",
            "title",
            "subject",
            "period",
            "week",
            "form",
            "minutes",
            "tools",
            "retakes",
            "retake",
            "content",
        )
    }
    chosen = {
        name: getattr(item, name).value if getattr(item, name) else ""
        for name in ("kind", "counts_for", "side", "committee", "content_source")
    }
    return {
        **plain,
        **codes,
        **chosen,
        "eindtermen": item.eindtermen,
        "weight": "" if item.weight is None else f"{item.weight.normalize():f}".replace(".", ","),
        "route_year": route_year_label(item.route_year),
        "variants": ", ".join(variants[key] for key in item.variants if key in variants),
    }


def write_sheet(items: Iterable[doc.Assessment], variants: Mapping[str, str]) -> bytes:
    """The assessments as XLSX in our own columns, with an explanation; two example rows when there are none.

    ``variants``: titles by key. Texts that begin with "=" stay texts.
    """
    book = Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101 (a new workbook has a sheet)
    sheet.title = SHEET
    rows = [_cells(item, variants) for item in items] or list(_EXAMPLES)
    columns = [column for column in COLUMNS if column.name not in ("study_year", "crebo")]
    _fill(
        sheet,
        [[column.head for column in columns], *([row.get(column.name, "") for column in columns] for row in rows)],
    )
    for number, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    sheet.freeze_panes = "C2"
    about = book.create_sheet(EXPLANATION)
    _fill(about, [["kolom", "wat er mag staan"], *([column.head, column.help] for column in columns)])
    about.column_dimensions["A"].width, about.column_dimensions["B"].width = 26, 80
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _fill(sheet: Any, rows: Sequence[Sequence[str]]) -> None:
    for values in rows:
        sheet.append([None] * len(values))
        for cell, value in zip(sheet[sheet.max_row], values, strict=True):
            cell.value = value or None
            if value:
                cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for cell in sheet[1]:
        cell.font = Font(bold=True)
