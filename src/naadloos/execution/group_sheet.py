"""The files of groups: empty ones to begin from with the codes of the route, and the list for ROD."""

import csv
import io
from collections.abc import Iterable

from django.utils.translation import gettext as _

from naadloos.engines.progress import Kind, Outcome, Part, Way
from naadloos.engines.route import RouteDocument
from naadloos.engines.route.terms import Phase
from naadloos.execution.group_import import Sheet
from naadloos.execution.group_queries import Counted

COUNTED_HEADS = (
    "SLEUTEL",
    "FASE",
    "LEERROUTE",
    "LEERROUTECODE",
    "LEERWEG",
    "PROFIEL",
    "CREBO",
    "VAN",
    "TOT",
    "STATUS",
)


def empty_file(sheet: Sheet, groups: Iterable[str], parts: Iterable[Part]) -> bytes:
    """Heads, an explanation, and the codes that may stand in it."""
    from openpyxl import Workbook

    book = Workbook()
    page = book.active
    assert page is not None  # noqa: S101 (a new workbook has a sheet)
    page.title = sheet.value
    page.append(list(sheet.heads))
    page.freeze_panes = "A2"
    lines = [
        [_("Eén regel per leerling en per gebeurtenis. Laat de koppen staan. Zet er geen namen of nummers in.")],
        ["SLEUTEL", _("dezelfde sleutel als bij het aanleveren van cijfers, zoals LL-2027-001")],
    ]
    if sheet is Sheet.PLACEMENT:
        lines += [["GROEP", ", ".join(groups)], ["FASE", "VO, MBO"], ["VAN", "01-08-2027"]]
        lines += [["TOT", _("laatste dag; leeg is: nog bezig")]]
    else:
        lines += [
            ["SOORT", ", ".join(each.value for each in Kind)],
            ["CODE", _("code of hele titel, zie blad “codes”")],
        ]
        lines += [["DATUM", "20-06-2028"], ["UITSLAG", ", ".join(each.value for each in Outcome) + ", 6,4"]]
    about = book.create_sheet("uitleg")
    for line in lines:
        about.append(line)
    if sheet is Sheet.PROGRESS:
        codes = book.create_sheet("codes")
        codes.append(["SOORT", "CODE", _("titel")])
        for part in parts:
            codes.append([part.kind.value, part.key, part.title])
    for each in book.worksheets:
        for row in each.iter_rows():
            for cell in row:
                # A title that begins with "=" is a title and no formula.
                cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type
        for letter in "ABCDE":
            each.column_dimensions[letter].width = 24
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def counted_file(rows: Iterable[Counted], names: dict[str, str], document: RouteDocument, ways: dict[str, Way]) -> str:
    """The list for ROD of one side. ``names``: the own key by the key as it is kept."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(COUNTED_HEADS)
    profiles = {each.key: each for each in document.route.profiles}
    variants = {each.key: each for each in document.programme.variants}
    only = document.route.profiles[0] if len(document.route.profiles) == 1 else None
    for row in rows:
        variant = variants.get(row.variant)
        profile = profiles.get(variant.profile or "", only) if variant else only
        is_vo = row.phase == Phase.VO
        crebo = ways[row.variant].crebo if row.variant in ways else ""
        writer.writerow(
            (
                names.get(row.digest, row.digest),
                row.phase.upper(),
                document.route.type.value,
                document.route.type.value,
                profile.leerweg.value if is_vo and profile else "",
                profile.profile if is_vo and profile else "",
                "" if is_vo else crebo,
                row.first.isoformat(),
                row.last.isoformat() if row.last else "",
                # Field names and codes of the register stand in annexes that were not read.
                _("leerroutecode te bevestigen"),
            )
        )
    return "\ufeff" + out.getvalue()
