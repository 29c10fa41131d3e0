"""The spreadsheet of the catalogue: its columns, an empty template, and the present catalogue in it."""

import io
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from naadloos.curriculum.models import (
    AvoDomain,
    AvoEindterm,
    AvoSubject,
    Deeltaak,
    Eindterm,
    Kerntaak,
    Keuzedeel,
    KeuzedeelLink,
    Knowledge,
    Module,
    Qualification,
    Werkproces,
)

SHEET = "Catalogus"
HEADS = (
    "kant",
    "soort",
    "code",
    "titel",
    "tekst",
    "resultaat",
    "gedrag",
    "leerwegen",
    "niveau",
    "crebo",
    "dossier",
    "geldig vanaf",
    "einde instroom",
    "einde opleiding",
    "opvolger",
    "klokuren",
    "oordeel",
    "bron",
    "datum",
    "vak",
    "domein",
    "ce",
    "se",
    "uitgave",
    "slo-id",
    "officieel",
)
WIDTHS = {"code": 18, "titel": 46, "tekst": 60, "resultaat": 40, "gedrag": 40, "dossier": 30, "bron": 30, "slo-id": 38}
# What may stand under "soort", and on which side; what is read first comes first.
KINDS = {
    "opleiding": "mbo",
    "kerntaak": "mbo",
    "vakkennis": "mbo",
    "werkproces": "mbo",
    "keuzedeel": "mbo",
    "keuzedeelkoppeling": "mbo",
    "profielmodule": "vmbo",
    "keuzevak": "vmbo",
    "deeltaak": "vmbo",
    "eindterm": "vmbo",
    "avo-vak": "vmbo",
    "avo-domein": "vmbo",
    "avo-eindterm": "vmbo",
}
YES, NO = "ja", "nee"

Row = dict[str, Any]


def write_template() -> bytes:
    """The columns without rows, and a page that explains them."""
    return _book(iter(()))


def write_catalogue() -> bytes:
    """Everything of both sides that the spreadsheet can hold; reading it in again changes nothing."""
    return _book(_rows())


def _book(rows: Iterator[Row]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(SHEET)
    for number, head in enumerate(HEADS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = WIDTHS.get(head, 14)
    sheet.freeze_panes = "D2"
    sheet.append([_cell(sheet, head, bold=True) for head in HEADS])
    for row in rows:
        sheet.append([_cell(sheet, row.get(head)) for head in HEADS])
    help_sheet = book.create_sheet(_("Uitleg"))
    help_sheet.column_dimensions["A"].width = 18
    help_sheet.column_dimensions["B"].width = 100
    for name, text in _explained():
        help_sheet.append([_cell(help_sheet, name, bold=True), _cell(help_sheet, text)])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _cell(sheet: Any, value: Any, *, bold: bool = False) -> Any:
    if isinstance(value, str):
        value = ILLEGAL_CHARACTERS_RE.sub(" ", value)
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        # A text that begins with "=" stays a text.
        cell.data_type = "s"
    if isinstance(value, date):
        cell.number_format = "dd-mm-yyyy"
    if bold:
        cell.font = Font(bold=True)
    return cell


def _explained() -> Iterator[tuple[str, str]]:
    yield "kant", _("vmbo of mbo")
    yield "soort", ", ".join(KINDS)
    yield (
        "code",
        _(
            "P/BWI/01, P/BWI/01/02, P/BWI/01/02-03, B1-K1, B1-K1-W3, K0023, of de code van een avo-vak (NE), domein of "
            "eindterm; bij een opleiding staat hier niets"
        ),
    )
    yield "titel", _("de naam, of bij een deeltaak de omschrijving")
    yield "tekst", _("de tekst van een eindterm of vakkennis; bij een werkproces de omschrijving")
    yield "resultaat, gedrag", _("alleen bij een werkproces")
    yield "leerwegen", _("alleen bij een eindterm: bb, kb, gl; bij een avo-eindterm ook tl")
    yield "niveau", _("alleen bij een opleiding: 1, 2, 3 of 4")
    yield "crebo", _("vijf cijfers: van de opleiding, of van de opleiding waar de rij bij hoort")
    yield "dossier", _("alleen bij een opleiding: de naam van het kwalificatiedossier")
    yield "datums", _("alleen bij een opleiding: 01-08-2027")
    yield "opvolger", _("alleen bij een opleiding: het crebo van de opleiding die deze vervangt")
    yield "klokuren", _("alleen bij een keuzedeel: 240, 480 of 720")
    yield "oordeel", _("alleen bij een keuzedeelkoppeling: gekoppeld, overlap of ondoelmatig")
    yield "bron, datum", _("alleen bij een keuzedeelkoppeling: welke lijst dit zegt, en van welke dag die is")
    yield "vak", _("alleen bij een avo-domein en avo-eindterm: de code van het vak")
    yield "domein", _("bij een avo-eindterm: de code van het domein; bij een subdomein: die van het domein erboven")
    yield "ce, se", _("alleen bij een avo-eindterm: ja of nee voor centraal examen en schoolexamen; leeg is onbekend")
    yield "uitgave", _("alleen bij een avo-vak")
    yield "slo-id", _("het kenmerk van SLO van een avo-vak of avo-eindterm; laat het staan, of laat het leeg")
    yield "officieel", _("ja als dit de officiële tekst is. Zonder ja blijft een officiële tekst staan.")
    yield _("leeg"), _("een lege cel laat staan wat er staat")


def _official(value: bool) -> str:
    return YES if value else NO


def _rows() -> Iterator[Row]:
    yield from _mbo()
    for module in Module.objects.order_by("code"):
        yield {"kant": "vmbo", "soort": module.kind, "code": module.code, "titel": module.title}
    for deeltaak in Deeltaak.objects.order_by("code"):
        yield {
            "kant": "vmbo",
            "soort": "deeltaak",
            "code": deeltaak.code,
            "titel": deeltaak.title,
            "officieel": _official(deeltaak.official),
        }
    for item in Eindterm.objects.select_related("deeltaak").order_by("deeltaak__code", "code", "pk"):
        yield {
            "kant": "vmbo",
            "soort": "eindterm",
            "code": item.code,
            "tekst": item.text,
            "leerwegen": item.levels,
            "officieel": YES,
        }
    yield from _avo()


def _avo() -> Iterator[Row]:
    for subject in AvoSubject.objects.order_by("code"):
        yield {
            "kant": "vmbo",
            "soort": "avo-vak",
            "code": subject.code,
            "titel": subject.title,
            "uitgave": subject.edition,
            "slo-id": str(subject.slo_id),
            "officieel": YES,
        }
    for domain in AvoDomain.objects.select_related("subject", "parent").order_by("subject__code", "position"):
        yield {
            "kant": "vmbo",
            "soort": "avo-domein",
            "vak": domain.subject.code,
            "domein": domain.parent.code if domain.parent else None,
            "code": domain.code,
            "titel": domain.title,
            "officieel": YES,
        }
    order = ("domain__subject__code", "domain__position", "position", "pk")
    for item in AvoEindterm.objects.select_related("domain__subject").order_by(*order):
        yield {
            "kant": "vmbo",
            "soort": "avo-eindterm",
            "vak": item.domain.subject.code,
            "domein": item.domain.code,
            "code": item.code,
            "tekst": item.text,
            "leerwegen": item.levels,
            "ce": _known(item.ce),
            "se": _known(item.se),
            "slo-id": str(item.slo_id),
            "officieel": YES,
        }


def _known(value: bool | None) -> str | None:
    return None if value is None else _official(value)


def _mbo() -> Iterator[Row]:
    for item in Qualification.objects.select_related("successor").order_by("crebo"):
        yield {
            "kant": "mbo",
            "soort": "opleiding",
            "crebo": item.crebo,
            "titel": item.name,
            "niveau": item.level,
            "dossier": item.dossier_name,
            "geldig vanaf": item.valid_from,
            "einde instroom": item.intake_ends,
            "einde opleiding": item.ends,
            "opvolger": item.successor.crebo if item.successor else None,
        }
    for task in Kerntaak.objects.select_related("qualification").order_by("qualification__crebo", "code"):
        yield {
            "kant": "mbo",
            "soort": "kerntaak",
            "crebo": task.qualification.crebo,
            "code": task.code,
            "titel": task.title,
        }
    for line in Knowledge.objects.select_related("kerntaak__qualification"):
        yield {
            "kant": "mbo",
            "soort": "vakkennis",
            "crebo": line.kerntaak.qualification.crebo,
            "code": line.kerntaak.code,
            "tekst": line.text,
        }
    for process in Werkproces.objects.select_related("kerntaak__qualification"):
        yield {
            "kant": "mbo",
            "soort": "werkproces",
            "crebo": process.kerntaak.qualification.crebo,
            "code": process.code,
            "titel": process.title,
            "tekst": process.description,
            "resultaat": process.result,
            "gedrag": process.behaviour,
            "officieel": _official(process.official),
        }
    for extra in Keuzedeel.objects.all():
        yield {
            "kant": "mbo",
            "soort": "keuzedeel",
            "code": extra.code,
            "titel": extra.title,
            "klokuren": extra.hours,
        }
    for link in KeuzedeelLink.objects.select_related("keuzedeel", "qualification"):
        yield {
            "kant": "mbo",
            "soort": "keuzedeelkoppeling",
            "code": link.keuzedeel.code,
            "crebo": link.qualification.crebo,
            "oordeel": link.kind,
            "bron": link.source,
            "datum": link.dated,
        }
