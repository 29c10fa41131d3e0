"""The XLSX that people begin from when they give figures as sums: the heads, the indicators, and an explanation."""

import io
from collections.abc import Callable, Sequence

from naadloos.engines.cohort.definitions import Definition, Kind, definitions
from naadloos.engines.cohort.intake.aggregates import SHEET, FigureColumn
from naadloos.engines.cohort.intake.template import EXPLANATION, LISTS, READY, fill
from naadloos.engines.route.terms import gettext_noop

_ABOUT = (
    gettext_noop("Zet op het blad “cijfers” één cijfer per regel. Laat de koppen staan."),
    gettext_noop("Schrijf een SCHOOLJAAR als 2027-2028. Vul bij BRON in waar het cijfer vandaan komt."),
    gettext_noop("Zet er “<5” als een aantal verborgen is. Naadloos rekent dan met 1 tot en met 4."),
    gettext_noop(
        "Zet geen namen of nummers van personen in dit bestand. Voeg geen cellen samen en zet er geen formules in."
    ),
    gettext_noop("U mag hetzelfde bestand nog een keer inlezen. Wat al bekend is, verandert dan niet."),
)
_SHARE = gettext_noop("TELLER en NOEMER")
_COUNT = gettext_noop("TELLER")
_PERCENT = gettext_noop("TELLER en NOEMER, of WAARDE in procenten")
_VALUE = gettext_noop("WAARDE")


def needs_of(definition: Definition) -> str:
    """Which columns a line of this indicator needs."""
    if definition.kind is Kind.SHARE:
        return _SHARE
    if definition.kind is Kind.COUNT:
        return _COUNT
    return _PERCENT if definition.unit == "%" else _VALUE


def figures_template(route_name: str, keys: Sequence[str], *, translate: Callable[[str], str] = str) -> bytes:
    """The file for one route, with the keys of its indicators to choose from.

    ``translate`` is for the sentences; keys and heads stay as they are.
    """
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    chosen = [each for each in definitions().values() if each.key in keys]
    book = Workbook()
    page = book.active
    assert page is not None  # noqa: S101 (a new workbook has a sheet)
    page.title = SHEET
    fill(page, [[each.value for each in FigureColumn]])
    for number, column in enumerate(FigureColumn, 1):
        shape = page.column_dimensions[get_column_letter(number)]
        shape.width = {FigureColumn.INDICATOR: 26, FigureColumn.SOURCE: 50}.get(column, 13)
        # Excel makes a date of a school year when it may.
        shape.number_format = "@"
    about = book.create_sheet(EXPLANATION)
    rows = [[translate(gettext_noop("Cijfers voor de monitor")), route_name]]
    rows += [["", translate(sentence)] for sentence in _ABOUT]
    rows += [
        [""],
        [FigureColumn.INDICATOR.value, translate(gettext_noop("wat het is")), translate(gettext_noop("vul in"))],
    ]
    rows += [[each.key, translate(each.title), translate(needs_of(each))] for each in chosen]
    fill(about, rows)
    for letter, width in (("A", 32), ("B", 80), ("C", 40)):
        about.column_dimensions[letter].width = width
    lists = book.create_sheet(LISTS)
    fill(lists, [[FigureColumn.INDICATOR.value], *([each.key] for each in chosen)])
    lists.sheet_state = "hidden"
    if chosen:
        rule = DataValidation(type="list", formula1=f"{LISTS}!$A$2:$A${len(chosen) + 1}", allow_blank=True)
        rule.error = translate(gettext_noop("Kies een waarde uit de lijst."))
        rule.showErrorMessage = True
        page.add_data_validation(rule)
        rule.add(f"A2:A{READY + 1}")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
