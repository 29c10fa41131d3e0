"""Import our own spreadsheet: rows of both sides, each taken or refused on its own.

An empty cell leaves what is there. A text that was read from an official source stays, unless the row says that it is
the official text itself. Nothing is withdrawn: a spreadsheet need not be complete.
"""

import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from naadloos.curriculum.codes import keuzedeel_code, mbo_code, vmbo_code
from naadloos.curriculum.importers import sbb
from naadloos.curriculum.importers.edition import Edition, Origin, Thing, word
from naadloos.curriculum.importers.report import CatalogueImportError, ImportReport, Outcome, Said
from naadloos.curriculum.importers.texts import line_of
from naadloos.curriculum.importers.xlsx_avo import AvoRow, AvoRows
from naadloos.curriculum.importers.xlsx_file import RefusedError, SheetRow, parse_date, read_rows
from naadloos.curriculum.models import (
    CatalogueImport,
    CatalogueSource,
    Deeltaak,
    Eindterm,
    Kerntaak,
    Keuzedeel,
    KeuzedeelLink,
    Knowledge,
    Module,
    Qualification,
    TextChange,
    VmboProfile,
    Werkproces,
)
from naadloos.curriculum.sheet import KINDS, YES

SOURCE = "Excel-bestand van de gebruiker"
# An eindterm without an id of SLO gets one that follows from its code.
_NAMESPACE = uuid.UUID("6f0c8f0a-4a55-4f0e-9b5e-3d6f1f6f2a11")
_ORDER = list(KINDS)


@transaction.atomic
def import_xlsx(path: Path, origin: Origin | None = None) -> ImportReport:
    """Read one spreadsheet. Raises CatalogueImportError, and then changes nothing."""
    origin = origin or Origin(path.name)
    report = ImportReport(f"Excel ({origin.name})")
    rows = read_rows(path)
    if not rows:
        raise CatalogueImportError(gettext("In het blad “Catalogus” staat geen enkele rij."))
    report.expected = len(rows)
    reader = _Reader(report, Edition(CatalogueImport.Kind.SHEET, origin, report, path))
    # Whatever the order of the rows: an opleiding before its kerntaken, a module before its deeltaken.
    for row in sorted(rows, key=lambda item: (_rank(item), _inner(item), item.number)):
        reader.take(row)
    reader.successors()
    report.lines.sort(key=lambda line: int(line.where.values["n"]))
    CatalogueSource.objects.update_or_create(
        name=SOURCE, defaults={"edition": origin.edition or origin.name[:120], "counts": report.counts}
    )
    reader.edition.finish()
    return report


def _kind(row: SheetRow) -> str:
    return row.cells.get("soort", "").lower()


def _rank(row: SheetRow) -> int:
    return _ORDER.index(_kind(row)) if _kind(row) in _ORDER else len(_ORDER)


def _inner(row: SheetRow) -> bool:
    """A subdomain comes after the domains."""
    return _kind(row) == "avo-domein" and bool(row.cells.get("domein"))


@dataclass
class _Reader:
    report: ImportReport
    edition: Edition

    def __post_init__(self) -> None:
        self.qualifications = {item.crebo: item for item in Qualification.objects.select_related("successor")}
        self.tasks = {
            f"{item.qualification.crebo} {item.code}": item for item in Kerntaak.objects.select_related("qualification")
        }
        self.processes = {item.full_code: item for item in Werkproces.objects.all()}
        self.modules = {item.code: item for item in Module.objects.all()}
        self.deeltaken = {item.code: item for item in Deeltaak.objects.all()}
        self.profiles = {item.code: item for item in VmboProfile.objects.all()}
        self.extras = {item.code: item for item in Keuzedeel.objects.all()}
        self.knowledge = {(item.kerntaak_id, item.text) for item in Knowledge.objects.all()}
        self.eindtermen: dict[str, list[Eindterm]] = {}
        for item in Eindterm.objects.select_related("deeltaak"):
            self.eindtermen.setdefault(item.code, []).append(item)
        self.links = {
            (item.keuzedeel.code, item.qualification.crebo): item
            for item in KeuzedeelLink.objects.select_related("keuzedeel", "qualification")
        }
        self.avo = AvoRows(self.edition)
        self.used: set[tuple[str, str]] = set()
        self.later: list[tuple[SheetRow, Qualification, str]] = []
        self.takers: dict[str, Callable[[SheetRow], None]] = {
            "opleiding": self.opleiding,
            "kerntaak": self.kerntaak,
            "vakkennis": self.vakkennis,
            "werkproces": self.werkproces,
            "keuzedeel": self.keuzedeel,
            "keuzedeelkoppeling": self.link,
            "profielmodule": self.module,
            "keuzevak": self.module,
            "deeltaak": self.deeltaak,
            "eindterm": self.eindterm,
            "avo-vak": lambda row: self.write_avo(row, self.avo.subject(row)),
            "avo-domein": lambda row: self.write_avo(row, self.avo.domain(row)),
            "avo-eindterm": lambda row: self.write_avo(row, self.avo.eindterm(row)),
        }

    def take(self, row: SheetRow) -> None:
        kind, side = _kind(row), row.cells.get("kant", "").lower()
        try:
            if row.problem:
                raise RefusedError(row.problem)
            if kind not in KINDS:
                raise RefusedError(_("“%(word)s” is geen soort"), word=kind[:40])
            if side != KINDS[kind]:
                raise RefusedError(_("een %(kind)s hoort bij het %(side)s"), kind=kind, side=KINDS[kind])
            self.takers[kind](row)
        except RefusedError as error:
            self.report.add(_place(row), Outcome.REFUSED, error.why)

    def write(
        self,
        row: SheetRow,
        instance: models.Model,
        values: dict[str, Any],
        what: Thing,
        locked: bool,
        *,
        key: str = "",
    ) -> None:
        """Write the filled cells of a row; refuse when that would overwrite an official text.

        ``key``: what may stand in the file once, when that is not the code.
        """
        if (what.thing, key or what.code) in self.used:
            raise RefusedError(_("deze code staat twee keer in het bestand; de eerste rij telt"))
        self.used.add((what.thing, key or what.code))
        filled = {name: value for name, value in values.items() if value not in ("", None)}
        other = any(word(getattr(instance, name)) != word(value) for name, value in filled.items())
        if locked and other and not _official(row):
            raise RefusedError(_("hier staat een officiële tekst; zet “ja” bij officieel als deze nieuw is"))
        if hasattr(instance, "official") and _official(row):
            filled["official"] = True
        self.edition.save(instance, filled, _place(row, what.code), what)

    def opleiding(self, row: SheetRow) -> None:
        crebo = _crebo(row)
        found = self.qualifications.get(crebo)
        name, level = _title(row, 200, needed=found is None), row.cells.get("niveau", "")
        if level not in {"", "1", "2", "3", "4"} or (found is None and not level):
            raise RefusedError(_("het niveau is 1, 2, 3 of 4"))
        item = found or Qualification(crebo=crebo, source=SOURCE)
        values: dict[str, Any] = {"name": name, "level": int(level) if level else None}
        values["dossier_name"] = line_of(row.cells.get("dossier", ""))[:200]
        for field, head in (("valid_from", "geldig vanaf"), ("intake_ends", "einde instroom")):
            values[field] = _day(row, head)
        values["ends"] = _day(row, "einde opleiding")
        successor = row.cells.get("opvolger", "")
        what = Thing("opleiding", crebo, crebo, ("name", "level", "valid_from", "intake_ends", "ends"), False)
        self.write(row, item, values, what, item.source == sbb.SOURCE)
        self.qualifications[crebo] = item
        if successor:
            self.later.append((row, item, successor))

    def successors(self) -> None:
        """After all rows: the successor of an opleiding may stand further down."""
        for row, item, crebo in self.later:
            other = self.qualifications.get(crebo)
            if other is None or item.would_circle(other):
                self.report.add(
                    _place(row, item.crebo),
                    Outcome.REFUSED,
                    Said(_("%(crebo)s kan geen opvolger zijn: niet bekend, of een kring"), {"crebo": crebo}),
                )
            elif item.successor_id != other.pk:
                what = Thing("opleiding", item.crebo, item.crebo, ("successor",), True)
                self.edition.save(item, {"successor": other}, _place(row, item.crebo), what)

    def kerntaak(self, row: SheetRow) -> None:
        qualification, code = self._of_qualification(row, werkproces=False)
        full = f"{qualification.crebo} {code}"
        found = self.tasks.get(full)
        part = "basis" if code.startswith("B") else "profiel"
        task = found or Kerntaak(qualification=qualification, code=code, part=part)
        values = {"title": _title(row, 300, needed=found is None)}
        what = Thing("kerntaak", full, full, ("title",), False)
        self.write(row, task, values, what, qualification.source == sbb.SOURCE and found is not None)
        self.tasks[full] = task

    def vakkennis(self, row: SheetRow) -> None:
        qualification, code = self._of_qualification(row, werkproces=False)
        task = self.tasks.get(f"{qualification.crebo} {code}")
        text = line_of(row.cells.get("tekst", ""))
        if task is None or not text:
            raise RefusedError(_("deze kerntaak is niet bekend, of de tekst ontbreekt"))
        full = f"{qualification.crebo} {code}"
        if (task.pk, text) in self.knowledge:
            self.report.add(_place(row, full), Outcome.UNCHANGED)
            return
        self.knowledge.add((task.pk, text))
        line = Knowledge(kerntaak=task, position=900)
        self.edition.save(line, {"text": text}, _place(row, full), Thing("vakkennis", full, full, ("text",), False))

    def werkproces(self, row: SheetRow) -> None:
        qualification, code = self._of_qualification(row, werkproces=True)
        full = f"{qualification.crebo} {code}"
        task = self.tasks.get(full.rsplit("-W", 1)[0])
        if task is None:
            raise RefusedError(_("de kerntaak van dit werkproces is niet bekend"))
        found = self.processes.get(full)
        item = found or Werkproces(kerntaak=task, code=code, full_code=full)
        values = {
            "title": _title(row, 300, needed=found is None),
            "description": row.cells.get("tekst", ""),
            "result": row.cells.get("resultaat", ""),
            "behaviour": row.cells.get("gedrag", ""),
        }
        what = Thing("werkproces", full, full, ("title", "description", "result", "behaviour"), item.official)
        self.write(row, item, values, what, item.official)
        self.processes[full] = item

    def keuzedeel(self, row: SheetRow) -> None:
        code = keuzedeel_code(row.cells.get("code", ""))
        if code is None:
            raise RefusedError(_("een keuzedeel heeft een code zoals K0023"))
        found = self.extras.get(code)
        hours = row.cells.get("klokuren", "")
        if hours and not re.fullmatch(r"[0-9]{1,4}", hours):
            raise RefusedError(_("de klokuren zijn een heel getal"))
        crebos = self._crebos(row)
        item = found or Keuzedeel(code=code)
        values = {"title": _title(row, 300, needed=found is None), "hours": int(hours) if hours else None}
        self.write(row, item, values, Thing("keuzedeel", code, code, ("title", "hours"), False), locked=False)
        self.extras[code] = item
        for crebo in crebos:
            # What a list says of this pair is more than that it stands in this column.
            if (code, crebo) not in self.links:
                self.write_link(row, item, crebo, {"kind": KeuzedeelLink.Kind.LINKED.value} | self._origin(row))

    def link(self, row: SheetRow) -> None:
        code = keuzedeel_code(row.cells.get("code", ""))
        item = self.extras.get(code or "")
        if item is None:
            raise RefusedError(_("dit keuzedeel is niet bekend; zet het in een eigen rij met soort keuzedeel"))
        kind = row.cells.get("oordeel", "").lower()
        if kind not in KeuzedeelLink.Kind.values:
            raise RefusedError(_("het oordeel is gekoppeld, overlap of ondoelmatig"))
        crebos = self._crebos(row)
        if not crebos:
            raise RefusedError(_("het crebo ontbreekt"))
        values = {"kind": kind} | self._origin(row)
        for crebo in crebos:
            self.write_link(row, item, crebo, values)

    def write_link(self, row: SheetRow, item: Keuzedeel, crebo: str, values: dict[str, Any]) -> None:
        pair = f"{item.code} {crebo}"
        found = self.links.get((item.code, crebo))
        link = found or KeuzedeelLink(keuzedeel=item, qualification=self.qualifications[crebo])
        what = Thing("keuzedeelkoppeling", pair, crebo, ("kind",), False)
        self.write(row, link, values, what, locked=False)
        self.links[item.code, crebo] = link

    def _origin(self, row: SheetRow) -> dict[str, Any]:
        """The list that says it and its day; for a new row without them those of the file."""
        origin = self.edition.origin
        source = line_of(row.cells.get("bron", "")) or (origin.edition or origin.name if self._fresh(row) else "")
        return {
            "source": source[:300],
            "dated": _day(row, "datum") or (origin.dated if self._fresh(row) else None),
        }

    def _fresh(self, row: SheetRow) -> bool:
        code = keuzedeel_code(row.cells.get("code", "")) or ""
        return not any((code, crebo) in self.links for crebo in self._crebos(row))

    def _crebos(self, row: SheetRow) -> list[str]:
        crebos = list(dict.fromkeys(re.findall(r"[0-9]+", row.cells.get("crebo", ""))))
        unknown = [crebo for crebo in crebos if crebo not in self.qualifications]
        if unknown:
            raise RefusedError(_("deze crebo's zijn niet bekend: %(crebos)s"), crebos=", ".join(unknown)[:80])
        return crebos

    def write_avo(self, row: SheetRow, found: AvoRow) -> None:
        before = getattr(found.instance, "levels", "")
        new = found.instance.pk is None
        self.write(row, found.instance, found.values, found.what, not new, key=found.key)
        self.avo.keep(found.instance)
        after = getattr(found.instance, "levels", "")
        if not new and before != after:
            self.edition.note(TextChange.Kind.CHANGED, found.what, "levels", before, after)

    def module(self, row: SheetRow) -> None:
        code = vmbo_code(row.cells.get("code", ""))
        kind = _kind(row)
        if code is None or code.count("/") != 2 or (code[0] == "P") != (kind == "profielmodule"):
            raise RefusedError(_("een profielmodule heeft een code zoals P/BWI/01, een keuzevak zoals K/BWI/01"))
        found = self.modules.get(code)
        _letter, profile, number = code.split("/")
        item = found or Module(profile=self.profiles[profile], code=code, kind=kind, number=int(number))
        values = {"title": _title(row, 300, needed=found is None)}
        self.write(row, item, values, Thing(kind, code, code, ("title",), False), bool(item.slo_id))
        self.modules[code] = item

    def deeltaak(self, row: SheetRow) -> None:
        code = vmbo_code(row.cells.get("code", ""))
        if code is None or code.count("/") != 3:
            raise RefusedError(_("een deeltaak heeft een code zoals P/BWI/01/02"))
        module = self.modules.get(code.rsplit("/", 1)[0])
        if module is None:
            raise RefusedError(_("de module van deze deeltaak is niet bekend"))
        found = self.deeltaken.get(code)
        item = found or Deeltaak(module=module, code=code)
        values = {"title": line_of(row.cells.get("titel", ""))}
        if found is None and not values["title"]:
            raise RefusedError(_("de titel ontbreekt"))
        what = Thing("deeltaak", code, code, ("title",) if item.official else (), item.official)
        self.write(row, item, values, what, item.official)
        self.deeltaken[code] = item

    def eindterm(self, row: SheetRow) -> None:
        code = line_of(row.cells.get("code", ""))
        start, _dash, number = code.rpartition("-")
        deeltaak = self.deeltaken.get(vmbo_code(start) or "")
        # Some codes of SLO do not belong to their deeltaak; a code that stands there once is known by itself.
        stored = self.eindtermen.get(code, [])
        if not stored and deeltaak is not None and re.fullmatch(r"[0-9]{1,2}", number):
            code = f"{deeltaak.code}-{int(number):02}"
            stored = self.eindtermen.get(code, [])
        if len(stored) > 1:
            raise RefusedError(_("deze code hebben meer eindtermen; lees het bestand van SLO in"))
        if stored:
            deeltaak = stored[0].deeltaak
        elif deeltaak is None or code.count("-") != 1:
            raise RefusedError(_("een eindterm heeft een code zoals P/BWI/01/02-03 van een bekende deeltaak"))
        levels = set(re.findall(r"[a-z]+", row.cells.get("leerwegen", "").lower()))
        if levels - {"bb", "kb", "gl"}:
            raise RefusedError(_("de leerwegen zijn bb, kb en gl"))
        text = line_of(row.cells.get("tekst", ""))
        if not stored and not (text and levels):
            raise RefusedError(_("de tekst of de leerwegen ontbreken"))
        item = stored[0] if stored else Eindterm(deeltaak=deeltaak, code=code, slo_id=uuid.uuid5(_NAMESPACE, code))
        before = item.levels
        values: dict[str, Any] = {"text": text}
        if levels:
            values |= {name: name in levels for name in ("bb", "kb", "gl")}
        what = Thing("eindterm", item.code, deeltaak.code, ("text",), bool(stored))
        self.write(row, item, values, what, bool(stored))
        self.eindtermen[item.code] = [item]
        if stored and before != item.levels:
            self.edition.note(TextChange.Kind.CHANGED, what, "levels", before, item.levels)

    def _of_qualification(self, row: SheetRow, *, werkproces: bool) -> tuple[Qualification, str]:
        code = mbo_code(row.cells.get("code", ""))
        own, _space, short = (code or "").rpartition(" ")
        if not short or ("-W" in short) != werkproces:
            raise RefusedError(
                _("een werkproces heeft een code zoals B1-K1-W3")
                if werkproces
                else _("een kerntaak heeft een code zoals B1-K1")
            )
        crebo = _crebo(row) if row.cells.get("crebo") or not own else own
        if own and own != crebo:
            raise RefusedError(_("het crebo in de code is een ander dan in de kolom crebo"))
        qualification = self.qualifications.get(crebo)
        if qualification is None:
            raise RefusedError(_("de opleiding %(crebo)s is niet bekend"), crebo=crebo)
        return qualification, short


def _place(row: SheetRow, code: str = "") -> Said:
    code = line_of(code or " ".join(filter(None, (row.cells.get("crebo", ""), row.cells.get("code", "")))))[:40]
    if not code:
        return Said(_("rij %(n)s"), {"n": row.number})
    return Said(_("rij %(n)s, %(code)s"), {"n": row.number, "code": code})


def _official(row: SheetRow) -> bool:
    return row.cells.get("officieel", "").lower() == YES


def _crebo(row: SheetRow) -> str:
    crebo = row.cells.get("crebo", "")
    if not re.fullmatch(r"[0-9]{5}", crebo):
        raise RefusedError(_("een crebo heeft vijf cijfers"))
    return crebo


def _title(row: SheetRow, longest: int, *, needed: bool) -> str:
    title = line_of(row.cells.get("titel", ""))
    if needed and not title:
        raise RefusedError(_("de titel ontbreekt"))
    if len(title) > longest:
        raise RefusedError(_("de titel is te lang"))
    return title


def _day(row: SheetRow, head: str) -> date | None:
    text = row.cells.get(head, "")
    try:
        return parse_date(text) if text else None
    except ValueError:
        raise RefusedError(_("bij “%(head)s” staat geen datum zoals 01-08-2027"), head=head) from None
