"""The cross table of overlap as a spreadsheet, out and in again, and as a document.

A row is a pair. Reading it in takes only the columns of the reader's own side: nobody speaks for the other.
"""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from naadloos.documents.content import Annex, DocumentContent, Paragraph, Table
from naadloos.engines.route.terms import OverlapVerdict, Side
from naadloos.organisations.history import in_words
from naadloos.organisations.models import User
from naadloos.programme.actions import give_verdict
from naadloos.programme.coverage import Saving, Savings
from naadloos.programme.workbench import Pair, Workbench
from naadloos.routes.forms.numbers import parse_number
from naadloos.routes.models import Route

MAX_BYTES = 10 * 1024 * 1024
MAX_UNPACKED = 100 * 1024 * 1024
MAX_ROWS = 20_000
SHEET, SAVED = "Overlap", "Bespaard"
FIXED = ("deeltaak", "omschrijving vmbo", "werkproces", "omschrijving mbo", "voorstel", "stand")
OF_A_SIDE = ("oordeel", "klokuren", "toelichting", "door", "op")
SIDES = (Side.VMBO, Side.MBO, Side.TOGETHER)
HEADS = (*FIXED, *(f"{name} {side.value}" for side in SIDES for name in OF_A_SIDE))
WIDTHS = {"omschrijving vmbo": 46, "omschrijving mbo": 40, "werkproces": 18, "stand": 22}


class CrossTableError(Exception):
    """The file cannot be read; nothing was changed."""


def _row(pair: Pair) -> list[Any]:
    cells: list[Any] = [
        pair.proposal.deeltaak,
        pair.deeltaak_title,
        pair.proposal.werkproces,
        pair.werkproces_title,
        _(pair.proposal.likelihood.label),
        "" if pair.hidden else _(pair.state.label),
    ]
    for side in SIDES:
        row = None if pair.hidden else pair.ledger.by_side.get(side)
        cells += (
            [row.verdict.value, row.hours, row.comment, row.decided_by, row.decided_on]
            if row
            else [None] * len(OF_A_SIDE)
        )
    return cells


def write_crosstable(bench: Workbench, savings: Savings) -> bytes:
    """All listed pairs as XLSX, and what bundling saves on a second sheet. Texts that begin with "=" stay texts."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101 (a new workbook has a sheet)
    sheet.title = SHEET
    sheet.append(HEADS)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for number, head in enumerate(HEADS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = WIDTHS.get(head, 14)
    for pair in [*bench.listed, *bench.general_listed]:
        _append(sheet, _row(pair))
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = sheet.dimensions
    _write_savings(book.create_sheet(SAVED), savings)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _append(sheet: Any, values: list[Any]) -> None:
    sheet.append([None] * len(values))
    for cell, value in zip(sheet[sheet.max_row], values, strict=True):
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")


def _savings_rows(savings: Savings) -> list[tuple[str, Saving]]:
    """What the sums are per, with each sum."""
    return [
        *((_("leerjaar"), row) for row in savings.years),
        *((_("profiel"), row) for row in savings.profiles),
        *((_("module of keuzevak"), row) for row in savings.modules),
    ]


def _savings_heads() -> tuple[str, ...]:
    return (_("per"), _("naam"), _("zonder bundels"), _("met bundels"), _("bespaard"))


def _write_savings(sheet: Any, savings: Savings) -> None:
    """To read only: reading a cross table in never looks at this sheet."""
    sheet.append(_savings_heads())
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for letter, width in (("A", 20), ("B", 46), ("C", 16), ("D", 16), ("E", 14)):
        sheet.column_dimensions[letter].width = width
    for kind, row in _savings_rows(savings):
        _append(sheet, [kind, row.name, row.without, row.hours, row.saved])


@dataclass(frozen=True, slots=True)
class Line:
    """What happened with one row of the file: taken, changed, unchanged or refused, and why."""

    number: int
    pair: str
    outcome: str
    reason: str = ""


def read_crosstable(content: bytes, *, bench: Workbench, actor: User, route: Route, on: date) -> list[Line]:
    """Take the verdicts of the reader's own side from a spreadsheet; a wrong row does not spoil the rest.

    Returns one line per row that says something. Raises CrossTableError for a file that is no cross table, and
    PermissionDenied.
    """
    lines = []
    with transaction.atomic():
        for number, cells in _rows(content):
            lines.append(_take(number, cells, bench=bench, actor=actor, route=route, on=on))
    return [line for line in lines if line.outcome]


def _rows(content: bytes) -> Iterator[tuple[int, dict[str, Any]]]:
    if len(content) > MAX_BYTES:
        raise CrossTableError(_("Het bestand is groter dan 10 MB."))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if sum(member.file_size for member in package.infolist()) > MAX_UNPACKED:
                raise CrossTableError(_("Uitgepakt is dit bestand te groot."))
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as error:
        raise CrossTableError(_("Dit is geen Excel-bestand (.xlsx).")) from error
    if SHEET not in book.sheetnames:
        raise CrossTableError(_("Het blad “Overlap” ontbreekt. Begin met het bestand dat u hier downloadt."))
    rows = book[SHEET].iter_rows(values_only=True)
    heads = [str(value or "").strip() for value in next(rows, ())]
    missing = [head for head in ("deeltaak", "werkproces") if head not in heads]
    if missing:
        raise CrossTableError(_("Deze kolommen ontbreken: %(names)s.") % {"names": ", ".join(missing)})
    for number, values in enumerate(rows, start=2):
        if number > MAX_ROWS:
            raise CrossTableError(_("Het blad heeft te veel rijen."))
        cells = dict(zip(heads, values, strict=False))
        if any(value not in (None, "") for value in values):
            yield number, cells


def _take(number: int, cells: dict[str, Any], *, bench: Workbench, actor: User, route: Route, on: date) -> Line:
    deeltaak, werkproces = str(cells.get("deeltaak") or "").strip(), str(cells.get("werkproces") or "").strip()
    name = f"{deeltaak} ↔ {werkproces}"
    side = bench.side.value
    raw = str(cells.get(f"oordeel {side}") or "").strip().lower()
    comment, hours = cells.get(f"toelichting {side}"), cells.get(f"klokuren {side}")
    if not raw:
        return Line(number, name, "")
    if any(isinstance(value, str) and value.startswith("=") for value in (raw, hours)):
        return Line(number, name, _("geweigerd"), _("in deze rij staat een formule"))
    pair = bench.find(deeltaak, werkproces)
    if pair is None:
        return Line(number, name, _("geweigerd"), _("dit paar hoort niet bij de gekozen modules en opleidingen"))
    known = {item.value: item for item in OverlapVerdict} | {_(item.label).lower(): item for item in OverlapVerdict}
    if raw not in known:
        return Line(number, name, _("geweigerd"), _("“%(word)s” is geen oordeel") % {"word": raw[:40]})
    try:
        found_hours = _hours(hours)
    except ValueError:
        return Line(number, name, _("geweigerd"), _("“%(word)s” is geen getal") % {"word": str(hours)[:40]})
    text = str(comment or "").strip()[:2000]
    own = pair.own
    if own and (own.verdict, own.hours, own.comment) == (known[raw], found_hours, text):
        return Line(number, name, _("ongewijzigd"))
    give_verdict(
        actor=actor,
        route=route,
        deeltaak=deeltaak,
        werkproces=werkproces,
        verdict=known[raw].value,
        hours=found_hours,
        comment=text,
        on=on,
    )
    return Line(number, name, _("gewijzigd") if own else _("overgenomen"))


def _hours(value: Any) -> Decimal | None:
    if value in (None, ""):
        return None
    number = Decimal(str(value)) if isinstance(value, int | float) else parse_number(str(value), decimal_comma=True)
    if not 0 <= number <= 10_000:
        raise ValueError(value)
    return number.quantize(Decimal("0.01"))


def _saved_table(savings: Savings) -> Table:
    rows = tuple(
        (kind, row.name, in_words(row.without), in_words(row.hours), in_words(row.saved))
        for kind, row in _savings_rows(savings)
    )
    return Table(_("Bespaarde klokuren"), _savings_heads(), rows, numeric=(2, 3, 4))


def crosstable_document(bench: Workbench, savings: Savings, route: Route, *, on: date) -> DocumentContent:
    """The judged pairs, and what bundling saves, as a document to read and keep."""
    judged = [pair for pair in [*bench.listed, *bench.general_listed] if pair.shown]
    header = (_("Vmbo"), _("Mbo"), _("Oordeel"), _("Door"), _("Klokuren"), _("Toelichting"))
    rows = tuple(
        (
            f"{pair.proposal.deeltaak} {pair.deeltaak_title}",
            f"{pair.proposal.werkproces} {pair.werkproces_title}",
            _(row.verdict.label),
            f"{row.decided_by} ({_(row.side.label)}), {in_words(row.decided_on)}",
            _("onbekend") if row.hours is None else in_words(row.hours),
            row.comment,
        )
        for pair in judged
        for row in pair.shown
    )
    return DocumentContent(
        title=_("Overlap van vmbo en mbo"),
        subtitle=route.name,
        meta=((_("Datum"), in_words(on)), (_("Beoordeelde paren"), str(len(judged)))),
        intro=(Paragraph(_("Elke kant oordeelt voor zichzelf. Een besluit dat samen is genomen, gaat voor.")),),
        # An annex may be set on a turned page, which six columns need.
        annexes=(
            Annex(_("Alle oordelen"), (Table(_("Alle oordelen"), header, rows, numeric=(4,)),)),
            Annex(_("Bespaarde klokuren"), (_saved_table(savings),)),
        ),
        article_word="",
    )
