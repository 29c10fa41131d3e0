"""Import a qualification file of SBB (XML): qualifications with kerntaken, werkprocessen and their texts.

The file is read as a stream, dossier by dossier, without DOCTYPE, entities or network. Codes are not in the file;
they follow from the attribute ``hoofdstuk`` of profile, kerntaak and werkproces.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import transaction
from lxml import etree

from naadloos.curriculum.importers.report import CatalogueImportError, ImportReport, Outcome
from naadloos.curriculum.models import CatalogueSource, Kerntaak, Qualification, Werkproces

SOURCE = "SBB, kwalificatiedossiers (officiële teksten)"
MAX_BYTES = 150 * 1024 * 1024
_TEXTS = {
    "description": "werkprocesomschrijving",
    "result": "werkprocesresultaat",
    "behaviour": "werkprocesgedrag",
}


@transaction.atomic
def import_sbb(path: Path) -> ImportReport:
    """Read one XML file. Raises CatalogueImportError, and then changes nothing."""
    _guard(path)
    report = ImportReport(f"SBB ({path.name})")
    found = 0
    for dossier in _dossiers(path):
        found += 1
        _take_dossier(dossier, report)
    if not found:
        raise CatalogueImportError(f"{path}: hierin staat geen kwalificatiedossier. Is het een XML-bestand van SBB?")
    CatalogueSource.objects.update_or_create(
        name=SOURCE, defaults={"edition": path.name[:120], "counts": report.counts}
    )
    return report


def _guard(path: Path) -> None:
    try:
        size = path.stat().st_size
        with path.open("rb") as handle:
            head = handle.read(4096)
            handle.seek(0)
            # Tags are written in one byte per sign in UTF-8; anything else is not what SBB gives out.
            if head[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"\x00" in head:
                raise CatalogueImportError(f"{path}: dit bestand is niet in UTF-8.")
            tail = b""
            while block := handle.read(1024 * 1024):
                both = (tail + block).upper()
                if b"<!DOCTYPE" in both or b"<!ENTITY" in both:
                    raise CatalogueImportError(
                        f"{path}: een DOCTYPE of ENTITY mag niet. Gebruik het bestand van SBB zelf."
                    )
                tail = block[-16:]
    except OSError as error:
        raise CatalogueImportError(f"{path}: dit bestand is niet te lezen ({error.strerror}).") from error
    if size > MAX_BYTES:
        raise CatalogueImportError(f"{path}: groter dan {MAX_BYTES // 1024 // 1024} MB.")


def _dossiers(path: Path) -> Iterator[Any]:
    try:
        stream = etree.iterparse(
            str(path),
            events=("end",),
            tag="dossier",
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=False,
        )
        for _event, element in stream:
            yield element
            # What was read is let go, so that memory does not grow with the file.
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise CatalogueImportError(f"{path}, regel {error.lineno}: dit is geen geldige XML ({error.msg}).") from None


def _take_dossier(dossier: Any, report: ImportReport) -> None:
    title = _line(dossier.get("titel"))
    basis = dossier.findall("./basis/basistaken/basiskerntaken/kerntaak")
    profiles = dossier.findall("./profielen/profiel")
    if not profiles:
        report.add(f"regel {dossier.sourceline}", Outcome.REFUSED, f"dossier {title}: geen profiel gevonden")
    for profile in profiles:
        place = f"regel {profile.sourceline}"
        crebo = _line(profile.findtext("./creboinformatie/crebo"))
        level = _line(profile.get("niveau"))
        name = _line(profile.get("titel"))
        if not (len(crebo) == 5 and crebo.isdigit()):
            report.add(place, Outcome.REFUSED, f"profiel {name}: geen crebo van vijf cijfers")
            continue
        if level not in {"1", "2", "3", "4"}:
            report.add(place, Outcome.REFUSED, f"profiel {name}: niveau {level or 'ontbreekt'}")
            continue
        qualification = Qualification.objects.filter(crebo=crebo).first() or Qualification(crebo=crebo)
        _save(
            qualification,
            {
                "name": name,
                "level": int(level),
                "dossier_name": title,
                "dossier_confirmed": True,
                "source": SOURCE,
            },
            report,
            f"{place}, crebo {crebo}",
        )
        number = _line(profile.get("hoofdstuk")) or "1"
        tasks = [("B1", "basis", task, "./basiswerkprocessen/werkproces") for task in basis]
        tasks += [
            (f"P{number}", "profiel", task, "./profielwerkprocessen/werkproces")
            for task in profile.findall(".//profielkerntaken/kerntaak")
        ]
        for part, kind, task, path in tasks:
            _take_kerntaak(qualification, part, kind, task, path, report)


def _take_kerntaak(
    qualification: Qualification, part: str, kind: str, task: Any, path: str, report: ImportReport
) -> None:
    number = _line(task.get("hoofdstuk"))
    place = f"regel {task.sourceline}"
    if not number.isdigit():
        report.add(place, Outcome.REFUSED, f"kerntaak {_line(task.get('titel'))}: geen nummer")
        return
    code = f"{part}-K{int(number)}"
    kerntaak = Kerntaak.objects.filter(qualification=qualification, code=code).first() or Kerntaak(
        qualification=qualification, code=code
    )
    _save(kerntaak, {"title": _line(task.get("titel")), "part": kind}, report, f"{place}, {qualification.crebo} {code}")
    stored = {row.code: row for row in kerntaak.werkprocessen.all()}
    for item in task.findall(path):
        chapter = _line(item.get("hoofdstuk"))
        where = f"regel {item.sourceline}"
        if not chapter.isdigit():
            report.add(where, Outcome.REFUSED, f"werkproces {_line(item.get('titel'))}: geen nummer")
            continue
        short = f"{code}-W{int(chapter)}"
        werkproces = stored.get(short) or Werkproces(
            kerntaak=kerntaak, code=short, full_code=f"{qualification.crebo} {short}"
        )
        values = {"title": _line(item.get("titel")), "official": True}
        values |= {name: _text(item.find(tag)) for name, tag in _TEXTS.items()}
        _save(werkproces, values, report, f"{where}, {werkproces.full_code}")


def _save(instance: Any, values: dict[str, Any], report: ImportReport, place: str) -> None:
    new = instance.pk is None
    different = [name for name, value in values.items() if getattr(instance, name) != value]
    for name in different:
        setattr(instance, name, values[name])
    if new or different:
        instance.save()
    report.add(place, Outcome.TAKEN if new else Outcome.CHANGED if different else Outcome.UNCHANGED)


def _line(text: Any) -> str:
    return " ".join(str(text or "").split())


def _text(element: Any) -> str:
    """The text itself, lines kept; the parts per profile inside it are other elements."""
    if element is None:
        return ""
    lines = (" ".join(line.split()) for line in str(element.text or "").splitlines())
    return "\n".join(line for line in lines if line)
