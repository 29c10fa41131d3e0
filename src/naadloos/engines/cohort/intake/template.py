"""The XLSX that a school begins from: lists to choose from, an explanation, and examples that are never read."""

import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from naadloos.engines.cohort.intake.events import ADVICES, NEEDED, Column, Event
from naadloos.engines.cohort.intake.read import SHEET
from naadloos.engines.cohort.intake.rows import MOST_LINES
from naadloos.engines.route.terms import Leerweg, gettext_noop

EXPLANATION, EXAMPLE, LISTS = "uitleg", "voorbeeld", "lijsten"
# Rows with lists to choose from.
READY = 2_000

_WIDTHS: Mapping[Column, int] = {Column.KEY: 20, Column.EVENT: 18, Column.ADVICE: 16, Column.VALUE: 20}
_ABOUT = (
    gettext_noop("Zet op het blad “gebeurtenissen” één gebeurtenis per regel. Laat de koppen staan."),
    gettext_noop(
        "Zet geen namen, geboortedatums, BSN, adressen, e-mailadressen of telefoonnummers in dit bestand. Naadloos "
        "weigert een bestand met een kolom daarvoor, en elke regel waar zoiets in staat."
    ),
    gettext_noop(
        "Geef elke leerling een SLEUTEL. Maak daarvoor op school een lijst met willekeurige sleutels, bijvoorbeeld "
        "LL-2027-001, LL-2027-002, en verdeel ze in willekeurige volgorde, niet op alfabet."
    ),
    gettext_noop(
        "Bewaar de lijst met namen en sleutels op school. Deel hem niet met de andere school en niet met Naadloos. "
        "Gebruik voor een leerling altijd dezelfde sleutel."
    ),
    gettext_noop(
        "Een sleutel heeft 3 tot en met 64 tekens: letters, cijfers, - en _. Er staat een cijfer in, en niet meer dan "
        "drie letters achter elkaar. Maak hem niet van een naam, geboortedatum of leerlingnummer."
    ),
    gettext_noop("Schrijf een datum als 01-08-2027. Zet geen formules in het blad en voeg geen cellen samen."),
    gettext_noop("U mag hetzelfde bestand nog een keer inlezen. Wat al bekend is, verandert dan niet."),
    gettext_noop("Het blad “voorbeeld” wordt niet gelezen. De sleutels daarin zijn verzonnen."),
)
_EVENTS: Mapping[Event, str] = {
    Event.START: gettext_noop(
        "De leerling begint in de route. Vul STARTJAAR en LEERWEG in, en als u het weet CREBO, NIVEAU en ADVIES."
    ),
    Event.COUNTED: gettext_noop("De leerling zat op 1 oktober of 1 februari in de route. DATUM is die dag."),
    Event.VO_PASSED: gettext_noop("De leerling heeft de vmbo-fase af en gaat naar de mbo-fase."),
    Event.VMBO_DIPLOMA: gettext_noop("De leerling haalde het vmbo-diploma."),
    Event.PARTS: gettext_noop(
        "Zoveel onderdelen van het mbo-diploma heeft de leerling tot nu toe. Zet het aantal bij WAARDE, 0 tot en met "
        "50."
    ),
    Event.CHANGED: gettext_noop("De leerling blijft in de route, met een andere LEERWEG of een ander CREBO."),
    Event.OTHER_ROUTE: gettext_noop("De leerling gaat de route uit, naar ander onderwijs."),
    Event.LEFT_SCHOOL: gettext_noop(
        "De leerling gaat van school zonder startkwalificatie. Dat is een diploma van havo, vwo of mbo vanaf niveau 2."
    ),
    Event.LEFT_UNKNOWN: gettext_noop("De leerling is afgemeld, en u weet niet waarheen."),
    Event.GONE: gettext_noop("De leerling verhuisde naar het buitenland of overleed. Deze leerling telt niet mee."),
    Event.MBO_DIPLOMA: gettext_noop("De leerling haalde het mbo-diploma. Vul NIVEAU in."),
    Event.FURTHER: gettext_noop("De leerling leert na het mbo-diploma verder bij dezelfde instelling."),
    Event.ABSENT: gettext_noop("Er is een verzuimmelding gedaan op deze DATUM. Zet geen reden in het bestand."),
    Event.LINKED: gettext_noop(
        "De andere school heeft voor deze leerling een andere sleutel. Zet die sleutel bij WAARDE."
    ),
}


def template(
    route_name: str,
    groups: Sequence[int],
    leerwegen: Sequence[Leerweg],
    crebos: Mapping[str, int],
    *,
    translate: Callable[[str], str] = str,
) -> bytes:
    """The file for one route: its groups (by start year), leerwegen and crebos with their level.

    ``translate`` is for the sentences; codes and heads stay Dutch.
    """
    from openpyxl import Workbook

    book = Workbook()
    page = book.active
    assert page is not None  # noqa: S101 (a new workbook has a sheet)
    page.title = SHEET
    fill(page, [[each.value for each in Column]])
    _formats(page)
    lists = {
        Column.EVENT: [each.value for each in Event],
        Column.START_YEAR: [str(year) for year in groups],
        Column.LEERWEG: [each.value for each in leerwegen or tuple(Leerweg)],
        Column.CREBO: list(crebos),
        Column.LEVEL: [str(level) for level in sorted(set(crebos.values()) or {1, 2, 3, 4})],
        Column.ADVICE: list(ADVICES),
    }
    _explain(book.create_sheet(EXPLANATION), route_name, lists, translate)
    example = book.create_sheet(EXAMPLE)
    fill(example, [[each.value for each in Column], *_examples(groups, leerwegen, crebos)])
    _formats(example)
    _choices(page, book.create_sheet(LISTS), lists, translate)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def fill(page: Any, rows: Sequence[Sequence[str]]) -> None:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Font

    for number, values in enumerate(rows, 1):
        for column, value in enumerate(values, 1):
            if value:
                cell = page.cell(number, column, ILLEGAL_CHARACTERS_RE.sub(" ", value))
                # A text that begins with "=" stays a text.
                cell.data_type = "s"
                cell.alignment = Alignment(wrap_text=number > 1, vertical="top")
                if number == 1:
                    cell.font = Font(bold=True)
    page.freeze_panes = "A2"


def _formats(page: Any) -> None:
    from openpyxl.utils import get_column_letter

    for number, column in enumerate(Column, 1):
        shape = page.column_dimensions[get_column_letter(number)]
        shape.width = _WIDTHS.get(column, 13)
        # Excel makes a number or a date of a key when it may.
        shape.number_format = "dd-mm-yyyy" if column is Column.ON else "@"


def _choices(page: Any, lists_page: Any, lists: Mapping[Column, list[str]], translate: Callable[[str], str]) -> None:
    """Lists on a hidden sheet, because one that is written out may hold no more than 255 signs."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    longest = max(len(values) for values in lists.values())
    fill(
        lists_page,
        [
            [column.value for column in lists],
            *([values[row] if row < len(values) else "" for values in lists.values()] for row in range(longest)),
        ],
    )
    lists_page.sheet_state = "hidden"
    for place, (column, values) in enumerate(lists.items(), 1):
        if not values:
            continue
        letter, mine = get_column_letter(place), get_column_letter(list(Column).index(column) + 1)
        rule = DataValidation(
            type="list", formula1=f"{LISTS}!${letter}$2:${letter}${len(values) + 1}", allow_blank=True
        )
        rule.error = translate(gettext_noop("Kies een waarde uit de lijst."))
        # A group or opleiding that is not in the list may be right all the same.
        rule.errorStyle = "warning" if column in (Column.START_YEAR, Column.CREBO, Column.LEVEL) else "stop"
        rule.showErrorMessage = True
        page.add_data_validation(rule)
        rule.add(f"{mine}2:{mine}{READY + 1}")


def _explain(page: Any, route_name: str, lists: Mapping[Column, list[str]], translate: Callable[[str], str]) -> None:
    rows = [[translate(gettext_noop("Gegevens over leerlingen voor de monitor")), route_name]]
    rows += [["", translate(sentence)] for sentence in _ABOUT]
    rows += [["", translate(gettext_noop("Het blad heeft hoogstens %(n)s regels.")) % {"n": MOST_LINES}]]
    rows += [[""], [translate(gettext_noop("GEBEURTENIS")), translate(gettext_noop("wat het is"))]]
    rows += [[each.value, translate(_EVENTS[each])] for each in Event]
    rows += [[""], [translate(gettext_noop("kolom")), translate(gettext_noop("wat er mag staan"))]]
    needed = ", ".join(each.value for each in NEEDED)
    rows += [[needed, translate(gettext_noop("Vul deze op elke regel in."))]]
    rows += [[column.value, ", ".join(values)] for column, values in lists.items() if values]
    rows += [[Column.LEERWEG.value, translate(gettext_noop("BL, KL, GL en TL mogen ook."))]]
    fill(page, rows)
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 32, 100


def _examples(groups: Sequence[int], leerwegen: Sequence[Leerweg], crebos: Mapping[str, int]) -> list[list[str]]:
    year = min(groups, default=2027)
    leerweg = leerwegen[0].value if leerwegen else Leerweg.BB.value
    crebo, level = next(iter(crebos.items()), ("", 2))

    def row(key: str, kind: Event, on: str, **more: str) -> list[str]:
        said = {Column.KEY: key, Column.EVENT: kind.value, Column.ON: on}
        said |= {Column[name.upper()]: value for name, value in more.items()}
        return [said.get(column, "") for column in Column]

    return [
        row(
            "VB-000-001",
            Event.START,
            f"01-08-{year}",
            start_year=str(year),
            leerweg=leerweg,
            crebo=crebo,
            level=str(level),
            advice="vmbo-k",
        ),
        row("VB-000-001", Event.COUNTED, f"01-10-{year}"),
        row("VB-000-001", Event.PARTS, f"30-06-{year + 1}", value="3"),
        row("VB-000-001", Event.VO_PASSED, f"10-07-{year + 2}"),
        row("VB-000-001", Event.LINKED, f"01-08-{year + 2}", value="MB-000-917"),
        row("MB-000-917", Event.MBO_DIPLOMA, f"05-07-{year + 4}", level=str(level), crebo=crebo),
        row("VB-000-002", Event.START, f"01-08-{year}", start_year=str(year), leerweg=leerweg, advice="onbekend"),
        row("VB-000-002", Event.OTHER_ROUTE, f"15-02-{year + 1}"),
    ]
