"""The overview of the programme as a spreadsheet: numbers as numbers, sums as formulas that keep working.

Text of people is written as text, also when it begins with "=".
"""

import io
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.worksheet import Worksheet

from naadloos.documents.view import one_line
from naadloos.engines.route import route_year_label
from naadloos.programme.audience import followers
from naadloos.programme.lessons import LessonGroup, LessonYear
from naadloos.programme.overview import Overview

Value = str | int | Decimal | date | None
_BOLD = Font(bold=True)
_TINT = PatternFill("solid", fgColor="F3EFE7")
_HOURS = "#,##0.00"
_LONGEST = 60
_LONGEST_NAME = 31  # of a sheet, says Excel


class Formula(str):
    """A text that is meant to be worked out; only this module makes them."""

    __slots__ = ()


def write_overview(overview: Overview) -> bytes:
    """Sheets: overview, a lessentabel per year, placements, units."""
    book = Workbook()
    first = book.active
    assert isinstance(first, Worksheet)  # noqa: S101 (a new workbook has a sheet)
    first.title = _("Overzicht")
    names = [f"{_('Lessentabel')} {year.label}"[:_LONGEST_NAME] for year in overview.years]
    totals = [_lessons(book.create_sheet(name), year) for name, year in zip(names, overview.years, strict=True)]
    _front(first, overview, totals)
    _placements(book.create_sheet(_("Plaatsingen")), overview)
    _units(book.create_sheet(_("Onderdelen")), overview)
    for sheet in book.worksheets:
        _widths(sheet)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _put(cell: Cell, value: Value) -> None:
    """Write one value; a text stays a text, and only a Formula is a formula."""
    if isinstance(value, Formula):
        cell.value = value
        cell.number_format = _HOURS
    elif isinstance(value, str):
        cell.value = one_line(value)
        cell.data_type = "s"
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    else:
        cell.value = value
        if isinstance(value, Decimal):
            cell.number_format = _HOURS
        elif isinstance(value, date):
            cell.number_format = "yyyy-mm-dd"


def _append(sheet: Worksheet, values: Iterable[Value], *, bold: bool = False) -> int:
    """Add a row under the last one and give its number."""
    number = 1 if sheet.max_row == 1 and sheet["A1"].value is None else sheet.max_row + 1
    for column, value in enumerate(values, start=1):
        cell = sheet.cell(number, column)
        assert isinstance(cell, Cell)  # noqa: S101 (no cells are merged)
        _put(cell, value)
        if bold:
            cell.font, cell.fill = _BOLD, _TINT
    return number


def _widths(sheet: Worksheet) -> None:
    """Wide enough to read: as the longest text of the column, within reason. Formulas count as numbers."""
    for column in sheet.columns:
        texts = [str(cell.value) for cell in column if cell.value is not None and cell.data_type != "f"]
        widest = max((len(text) for text in texts), default=0)
        sheet.column_dimensions[get_column_letter(column[0].column or 1)].width = max(11, min(widest + 2, _LONGEST))


# -- lessentabel -----------------------------------------------------------------------------------


class _Columns:
    """Where the columns of a lessentabel are: texts, hours per period, the year, and the same per week."""

    first = 6

    def __init__(self, year: LessonYear) -> None:
        count = len(year.periods)
        self.hours = [get_column_letter(self.first + at) for at in range(count)]
        self.year = get_column_letter(self.first + count)
        self.weekly = [get_column_letter(self.first + count + 1 + at) for at in range(count)]
        self.year_weekly = get_column_letter(self.first + 2 * count + 1)

        self.weeks = [*(period.weeks for period in year.periods), year.taught.year.weeks]

    def own(self, row: int, weeks: int) -> list[Value]:
        """The year and the hours per week of a row whose hours per period are there; ``weeks`` is the row of these."""
        per_week: list[Value] = [
            Formula(f"={column}{row}/{column}${weeks}") if known else _("onbekend")
            for column, known in zip([*self.hours, self.year], self.weeks, strict=True)
        ]
        return [Formula(f"=SUM({self.hours[0]}{row}:{self.hours[-1]}{row})"), *per_week]


def _lessons(sheet: Worksheet, year: LessonYear) -> dict[str, str]:
    """Write one lessentabel; gives where its sums per year are: {"begeleid": "'Sheet'!J20", ...}."""
    columns = _Columns(year)
    names = [f"{_('Periode')} {period.number}" for period in year.periods]
    texts = [_("Wie"), _("Onderdeel"), _("Soort"), _("Soort uren"), _("Voor wie")]
    weekly = [f"{name} {_('per week')}" for name in names]
    head = _append(sheet, [*texts, *names, _("Hele jaar"), *weekly, _("Hele jaar per week")], bold=True)
    known: list[Value] = [_("onbekend") if period.weeks is None else period.weeks for period in year.periods]
    row = head + 1
    whole = Formula(f"=SUM({columns.hours[0]}{row}:{columns.hours[-1]}{row})")
    weeks = _append(sheet, ["", _("lesweken"), "", "", "", *known, whole if columns.weeks[-1] else _("onbekend")])
    sheet[f"{columns.year}{weeks}"].number_format = "0"
    sums = [_group(sheet, columns, group, weeks) for group in year.groups]
    last = sheet.max_row
    places = {}
    for kind, _line in year.kinds:
        number = sheet.max_row + 1
        by_kind = [
            Formula(f'=SUMIF($D${weeks + 1}:$D${last},"{_(kind.value)}",{column}${weeks + 1}:{column}${last})')
            for column in columns.hours
        ]
        _append(sheet, ["", _(kind.label), "", "", "", *by_kind, *columns.own(number, weeks)], bold=True)
        places[kind.value] = f"{quote_sheetname(sheet.title)}!{columns.year}{number}"
    number = sheet.max_row + 1
    taught = [Formula(f"={'+'.join(f'{column}{at}' for at in sums)}" if sums else "=0") for column in columns.hours]
    _append(sheet, ["", _("onderwijstijd"), "", "", "", *taught, *columns.own(number, weeks)], bold=True)
    places["onderwijstijd"] = f"{quote_sheetname(sheet.title)}!{columns.year}{number}"
    if year.self_study:
        number = _group(sheet, columns, year.self_study, weeks)
        places["zelfstudie"] = f"{quote_sheetname(sheet.title)}!{columns.year}{number}"
    sheet.freeze_panes = f"C{head + 1}"
    return places


def _group(sheet: Worksheet, columns: _Columns, group: LessonGroup, weeks: int) -> int:
    """The units of one side and their sum; gives the number of the row with the sum."""
    start = sheet.max_row + 1
    for at, row in enumerate(group.rows, start=start):
        unit = row.unit
        texts = [_(unit.side.label), unit.title, _(unit.kind.label), _(unit.hour_kind.value), row.followers]
        _append(sheet, [*texts, *(cell.hours for cell in row.line.cells), *columns.own(at, weeks)])
    number = start + len(group.rows)
    name = _("Totaal %(side)s") % {"side": _(group.side.label)} if group.side else _("Totaal zelfstudie")
    below = [Formula(f"=SUM({column}{start}:{column}{number - 1})") for column in columns.hours]
    return _append(sheet, ["", name, "", "", "", *below, *columns.own(number, weeks)], bold=True)


# -- the other sheets ------------------------------------------------------------------------------


def _front(sheet: Worksheet, overview: Overview, places: Sequence[dict[str, str]]) -> None:
    printed = overview.printed
    _append(sheet, [_("Onderwijsprogramma"), overview.name], bold=True)
    sheet.freeze_panes = "A2"
    _append(sheet, [_("Datum"), overview.on])
    _append(sheet, [_("Versie"), printed.words])
    _append(sheet, [_("Voor wie"), printed.audience.label])
    _year_sums(sheet, overview, places)
    _norms(sheet, overview)
    if overview.unplaced:
        _append(sheet, [None])
        _append(sheet, [_("Nog niet geplaatst"), _("klokuren")], bold=True)
        for rest in overview.unplaced:
            _append(sheet, [rest.unit.title, rest.hours])
    if overview.versions:
        _append(sheet, [None])
        _append(sheet, [_("Vastgestelde versie"), _("Vastgesteld op"), _("Vastgesteld door")], bold=True)
        for version in overview.versions:
            _append(sheet, [version.number, version.on, version.by])


def _year_sums(sheet: Worksheet, overview: Overview, places: Sequence[dict[str, str]]) -> None:
    kinds = ("begeleid", "bpv", "overig", "onderwijstijd", "zelfstudie")
    _append(sheet, [None])
    start = _append(sheet, [_("Klokuren per jaar"), *(_(kind) for kind in kinds)], bold=True)
    for year, found in zip(overview.years, places, strict=True):
        cells = [Formula(f"={found[kind]}") if kind in found else Decimal(0) for kind in kinds]
        _append(sheet, [year.label, *cells])
    end = start + len(overview.years)
    if overview.years:
        sums = [Formula(f"=SUM({get_column_letter(at)}{start + 1}:{get_column_letter(at)}{end})") for at in range(2, 7)]
        _append(sheet, [_("hele route"), *sums], bold=True)


def _norms(sheet: Worksheet, overview: Overview) -> None:
    _append(sheet, [None])
    heads = (
        _("Uren en normen"),
        _("Voor wie"),
        _("Waar het staat"),
        _("Op het bord"),
        _("Nog niet geplaatst"),
        _("Ten minste"),
        _("Hoogstens"),
        _("Verschil"),
        _("Oordeel"),
        _("Uitleg"),
    )
    _append(sheet, heads, bold=True)
    for line in overview.norms:
        source = f"{line.source} ({_('te bevestigen')})" if line.to_confirm else line.source
        number = sheet.max_row + 1
        bound = "F" if line.least is not None else "G"
        over = line.most is not None and line.planned > line.most
        difference: Value = Formula(f"=D{number}-{'G' if over else bound}{number}")
        if line.difference is None:
            difference = _("onbekend")
        norms: list[Value] = [line.least, line.most] if line.difference is not None else [_("onbekend"), None]
        texts = [line.title, line.audience.label, source]
        hours: list[Value] = [line.planned, line.unplaced, *norms, difference]
        _append(sheet, [*texts, *hours, _(line.answer.value), line.words])


def _placements(sheet: Worksheet, overview: Overview) -> None:
    programme = overview.printed.document.programme
    numbers = {unit.key: number for number, unit in enumerate(programme.units, start=1)}
    units = {unit.key: unit for unit in programme.units}
    heads = (
        _("Nummer"),
        _("Onderdeel"),
        _("Jaar"),
        _("Periode"),
        _("Klokuren"),
        _("Wie"),
        _("Soort uren"),
    )
    _append(sheet, heads, bold=True)
    for row in sorted(programme.placements, key=lambda row: (row.route_year, row.period, units[row.unit].title)):
        unit = units[row.unit]
        when: list[Value] = [route_year_label(row.route_year), row.period, row.hours]
        _append(sheet, [numbers[row.unit], unit.title, *when, _(unit.side.label), _(unit.hour_kind.value)])
    _total(sheet, 5)
    sheet.freeze_panes = "C2"


def _units(sheet: Worksheet, overview: Overview) -> None:
    """The units, numbered as in the sheet of placements, so that what is placed is added up from there."""
    programme = overview.printed.document.programme
    heads = (
        _("Nummer"),
        _("Onderdeel"),
        _("Klokuren"),
        _("Op het bord"),
        _("Nog niet geplaatst"),
        _("Wie"),
        _("Soort"),
        _("Soort uren"),
        _("Plaats"),
        _("Voor wie"),
        _("Deeltaken"),
        _("Werkprocessen"),
    )
    _append(sheet, heads, bold=True)
    placed = quote_sheetname(_("Plaatsingen"))
    last = len(programme.placements) + 1
    for number, unit in enumerate(programme.units, start=1):
        at = number + 1
        on_board = Formula(f"=SUMIF({placed}!$A$2:$A${last},A{at},{placed}!$E$2:$E${last})" if last > 1 else "=0")
        hours: list[Value] = [unit.hours, on_board, Formula(f"=C{at}-D{at}")]
        texts = [
            _(unit.side.label),
            _(unit.kind.label),
            _(unit.hour_kind.value),
            unit.place,
            followers(unit, programme),
        ]
        _append(sheet, [number, unit.title, *hours, *texts, ", ".join(unit.deeltaken), ", ".join(unit.werkprocessen)])
    _total(sheet, 3, 4, 5)
    sheet.freeze_panes = "C2"


def _total(sheet: Worksheet, *columns: int) -> None:
    """A row with the sum of these columns, when there is anything to add up."""
    last = sheet.max_row
    if last < 2:
        return
    values: list[Value] = [None, _("Totaal"), *([None] * (max(columns) - 2))]
    for column in columns:
        letter = get_column_letter(column)
        values[column - 1] = Formula(f"=SUM({letter}2:{letter}{last})")
    _append(sheet, values, bold=True)
