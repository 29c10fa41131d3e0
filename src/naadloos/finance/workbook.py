"""The calculation as a spreadsheet with live formulas: every figure once, each computed from the cells that it reads.

Inputs stand on one sheet and have a name; formulas read them by that name. Computed figures stand on the sheet of the
partner whose sums need them, or on "Samen" when more partners do. The formulas come from the expressions that gave the
values here, so a change of an input works through to every sum. An unknown input is ``NA()``: what needs it stays an
error and never becomes zero. Text of people is written as text, also when it begins with "=".
"""

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from naadloos.documents.view import one_line
from naadloos.engines.finance import (
    ALL_PARTNERS,
    Basis,
    Cell,
    Outcome,
    Place,
    Total,
    Unit,
    View,
    spreadsheet,
)
from naadloos.engines.finance.expressions import in_words
from naadloos.engines.route.calendar import school_year_text
from naadloos.finance.statement import payments
from naadloos.finance.words import say

_BOLD, _TINT = Font(bold=True), PatternFill("solid", fgColor="F3EFE7")
_FORMATS = {Unit.EURO: "#,##0.00", Unit.EURO_PER_POINT: "#,##0.00", Unit.SHARE: "0.00%"}
_LONGEST_NAME = 31  # of a sheet, says Excel
_VALUE = "B"
_TOTALS = (Total.REVENUE, Total.SUBSIDIES, Total.COSTS, Total.OVERHEAD, Total.SETTLEMENT, Total.RESULT)


class Formula(str):
    """A text that is meant to be worked out; only this module makes them."""

    __slots__ = ()


Value = str | int | Decimal | None


@dataclass(slots=True)
class _Book:
    """The workbook in the making. ``where``: the address or name of every figure, by its id."""

    outcome: Outcome
    workbook: Workbook = field(default_factory=Workbook)
    where: dict[str, str] = field(default_factory=dict)
    titles: set[str] = field(default_factory=set)

    def sheet(self, title: str) -> Worksheet:
        """A sheet whose name Excel takes: without its signs, short enough, not there yet."""
        plain = re.sub(r"[:\\/?*\[\]']", " ", title).strip() or "-"
        name, number = plain[:_LONGEST_NAME], 1
        while name.casefold() in self.titles:
            number += 1
            name = f"{plain[: _LONGEST_NAME - len(str(number)) - 1]} {number}"
        self.titles.add(name.casefold())
        return self.workbook.create_sheet(name)

    def name(self, prefix: str, id: str, sheet: Worksheet, row: int) -> str:
        """A name of its own for one cell. The prefix keeps it from looking like an address."""
        plain = prefix + re.sub(r"[^A-Za-z0-9_]", "_", id)
        name, number = plain, 1
        while name in self.workbook.defined_names:
            number += 1
            name = f"{plain}_{number}"
        address = f"{quote_sheetname(sheet.title)}!${_VALUE}${row}"
        self.workbook.defined_names[name] = DefinedName(name, attr_text=address)
        return name


def finance_workbook(outcome: Outcome, *, title: str) -> bytes:
    """Sheets: summary, settlement, one per partner, what they share, inputs, and how to read it."""
    book = _Book(outcome)
    front, settled = book.sheet(_("Samenvatting")), book.sheet(_("Verrekening"))
    book.workbook.remove(book.workbook.worksheets[0])
    partners = {each.id: book.sheet(each.name) for each in outcome.case.partners}
    shared, inputs, reading = book.sheet(_("Samen")), book.sheet(_("Invoer")), book.sheet(_("Uitleg"))
    _inputs(book, inputs)
    owners = _owners(outcome)
    rows = {id: [each for each in outcome.sheet.cells if owners.get(each.id) == id] for id in (*partners, ALL_PARTNERS)}
    sheets = {**partners, ALL_PARTNERS: shared}
    for id, cells in rows.items():
        _place(book, sheets[id], cells)
    for id, cells in rows.items():
        _figures(book, sheets[id], cells)
    _front(book, front, title)
    _settled(book, settled)
    _explain(reading)
    for sheet in book.workbook.worksheets:
        _widths(sheet)
    stream = io.BytesIO()
    book.workbook.save(stream)
    return stream.getvalue()


def _owners(outcome: Outcome) -> dict[str, str]:
    """Per computed figure the one partner whose sums need it; those of more partners, or of none, are of all."""
    found: dict[str, str] = {}
    for partner in outcome.case.partners:
        sums = [id for place, id in outcome.sums.items() if place.partner == partner.id]
        for id in outcome.sheet.below(*sums):
            found[id] = ALL_PARTNERS if id in found else partner.id
    return {each.id: found.get(each.id, ALL_PARTNERS) for each in outcome.sheet.cells}


def _put(sheet: Worksheet, row: int, column: int, value: Value, number_format: str = "") -> None:
    cell = sheet.cell(row, column)
    assert isinstance(cell, SheetCell)  # noqa: S101 (no cells are merged)
    if isinstance(value, str) and not isinstance(value, Formula):
        cell.value = one_line(value)
        cell.data_type = "s"
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    else:
        cell.value = value
    if number_format:
        cell.number_format = number_format


def _head(sheet: Worksheet, row: int, heads: Sequence[str]) -> None:
    for column, head in enumerate(heads, start=1):
        _put(sheet, row, column, head)
        sheet.cell(row, column).font = _BOLD
        sheet.cell(row, column).fill = _TINT


def _inputs(book: _Book, sheet: Worksheet) -> None:
    heads = (
        _("Gegeven"),
        _("Waarde"),
        _("Eenheid"),
        _("Jaar"),
        _("Hoe zeker"),
        _("Waar het vandaan komt"),
        _("Ingevuld door"),
    )
    _head(sheet, 1, heads)
    for row, entry in enumerate(book.outcome.sheet.inputs, start=2):
        value: Value = Formula("=NA()") if entry.value is None else entry.value
        _put(sheet, row, 1, say(entry.label).capitalize())
        _put(sheet, row, 2, value, _FORMATS.get(entry.unit, "General"))
        _put(sheet, row, 3, _(entry.unit.label))
        _put(sheet, row, 4, entry.year)
        _put(sheet, row, 5, _("onbekend") if entry.value is None else _(entry.status.label))
        _put(sheet, row, 6, entry.source)
        _put(sheet, row, 7, entry.entered_by)
        book.where[entry.id] = book.name("in_", entry.id, sheet, row)
    sheet.freeze_panes = "B2"


def _place(book: _Book, sheet: Worksheet, cells: Iterable[Cell]) -> None:
    """Where each figure will stand; formulas may read figures of later sheets."""
    sums = set(book.outcome.sums.values())
    for row, entry in enumerate(cells, start=2):
        address = f"{quote_sheetname(sheet.title)}!${_VALUE}${row}"
        book.where[entry.id] = book.name("som_", entry.id, sheet, row) if entry.id in sums else address


def _figures(book: _Book, sheet: Worksheet, cells: Iterable[Cell]) -> None:
    entries = book.outcome.sheet
    _head(sheet, 1, (_("Gegeven"), _("Waarde"), _("Eenheid"), _("Hoe het is berekend"), _("Waarom zo")))
    for row, entry in enumerate(cells, start=2):
        formula = Formula("=" + spreadsheet(entry.expression, book.where.__getitem__))
        _put(sheet, row, 1, say(entry.label).capitalize())
        _put(sheet, row, 2, formula, _FORMATS.get(entry.unit, "General"))
        _put(sheet, row, 3, _(entry.unit.label))
        _put(sheet, row, 4, in_words(entry.expression, lambda each: say(entries[each].label)))
        _put(sheet, row, 5, say(entry.rule) if entry.rule else "")
    sheet.freeze_panes = "B2"


def _front(book: _Book, sheet: Worksheet, title: str) -> None:
    _put(sheet, 1, 1, title)
    sheet.cell(1, 1).font = Font(bold=True, size=14)
    row = 3
    parties = [(each.id, each.name) for each in book.outcome.case.partners] + [(ALL_PARTNERS, _("alle partners samen"))]
    for basis in Basis:
        years = book.outcome.years(basis)
        labels = [str(year) if basis is Basis.CASH else school_year_text(year) for year in years]
        for view in View:
            for id, name in parties:
                _head(sheet, row, (f"{name}: {_(basis.label)}, {_(view.label)}", *labels))
                for total in _TOTALS:
                    row += 1
                    _put(sheet, row, 1, _(total.label).capitalize())
                    for column, year in enumerate(years, start=2):
                        cell = book.outcome.sums[Place(total, id, basis, view, year)]
                        _put(sheet, row, column, Formula(f"={book.where[cell]}"), _FORMATS[Unit.EURO])
                row += 2
    sheet.freeze_panes = "B2"


def _settled(book: _Book, sheet: Worksheet) -> None:
    names = {each.id: each.name for each in book.outcome.case.partners}
    titles = {each.id: each.title for each in book.outcome.case.items}
    _head(sheet, 1, (_("Waarvoor"), _("Bedrag"), _("Betaalt"), _("Ontvangt"), _("Schooljaar")))
    row = 1
    for payment in payments(book.outcome):
        for part in payment.parts:
            row += 1
            _put(sheet, row, 1, titles.get(part.item, _("najaar, ruil of pot")))
            # Out of a pot of more partners an amount is a part of a net; the cell itself stands on the partner's sheet.
            whole = book.outcome.sheet.values[part.cell] == part.amount
            value: Value = Formula(f"={book.where[part.cell]}") if whole else part.amount
            _put(sheet, row, 2, value, _FORMATS[Unit.EURO])
            _put(sheet, row, 3, names[payment.payer])
            _put(sheet, row, 4, names[payment.receiver])
            _put(sheet, row, 5, school_year_text(payment.school_year))
    sheet.freeze_panes = "A2"


def _explain(sheet: Worksheet) -> None:
    lines = (
        _("Elk bedrag is een formule. Verander een waarde op het blad Invoer en alles rekent mee."),
        _("Een onbekend gegeven staat op het blad Invoer als NA(); wat ervan afhangt wordt een fout, nooit nul."),
        _("Elk gegeven en elke som heeft een naam; kijk daarvoor bij Formules, Namen beheren."),
        _("De aantallen groepen zijn naar boven afgerond; elke regel is afgerond op centen."),
        _("Een schatting of een voorlopig bedrag is nog te bevestigen."),
    )
    for row, line in enumerate(lines, start=1):
        _put(sheet, row, 1, line)


def _widths(sheet: Worksheet) -> None:
    for column in range(1, sheet.max_column + 1):
        sheet.column_dimensions[get_column_letter(column)].width = 56 if column in (1, 4, 6) and column != 2 else 18
