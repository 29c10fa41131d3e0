"""Works out the formulas of a spreadsheet that the program wrote: SUM, SUMIF, and + - / of cells."""

import re
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

_SUM = re.compile(r"=SUM\(([A-Z$0-9:]+)\)")
_SUMIF = re.compile(r"=SUMIF\((.+?),(.+?),(.+?)\)")
_REF = re.compile(r"(?:(?:'([^']+)'|(\w+))!)?([A-Z]+)(\d+)")


def worked_out(book: Workbook, sheet: Worksheet, place: str) -> Any:
    """The value of one cell; formulas are worked out, what is text or number stays so."""
    cell = sheet[place.replace("$", "")]
    if cell.data_type != "f":
        return Decimal(str(cell.value)) if isinstance(cell.value, int | float | Decimal) else cell.value
    formula = cell.value
    if found := _SUM.fullmatch(formula):
        return sum((value for value in _range(book, sheet, found[1]) if isinstance(value, Decimal)), Decimal(0))
    if found := _SUMIF.fullmatch(formula):
        tested, summed = _range(book, sheet, found[1]), _range(book, sheet, found[3])
        wanted = found[2].strip('"') if found[2].startswith('"') else worked_out(book, sheet, found[2])
        return sum((value for test, value in zip(tested, summed, strict=True) if test == wanted), Decimal(0))
    return _arithmetic(book, sheet, formula[1:].replace("$", ""))


def _range(book: Workbook, sheet: Worksheet, text: str) -> list[Any]:
    name, _, places = text.rpartition("!")
    target = book[name.strip("'")] if name else sheet
    return [worked_out(book, target, cell.coordinate) for row in target[places.replace("$", "")] for cell in row]


def _arithmetic(book: Workbook, sheet: Worksheet, text: str) -> Decimal:
    total, sign = Decimal(0), "+"
    rest = text
    while rest:
        found = _REF.match(rest)
        number = re.match(r"\d+", rest)
        if found:
            target = book[found[1] or found[2]] if found[1] or found[2] else sheet
            value, rest = worked_out(book, target, found[3] + found[4]), rest[found.end() :]
        elif number:
            value, rest = Decimal(number[0]), rest[number.end() :]
        else:
            raise ValueError(text)
        total = {"+": total + value, "-": total - value, "/": total / value if sign == "/" else total}[sign]
        sign, rest = rest[:1], rest[1:]
    return total
