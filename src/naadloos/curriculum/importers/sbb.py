"""Import a qualification file of SBB (XML): qualifications with kerntaken, werkprocessen, vakkennis and their texts.

The file is read as a stream, dossier by dossier, without DOCTYPE, entities or network. Codes are not in the file;
they follow from the attribute ``hoofdstuk`` of profile, kerntaak and werkproces. A text of the basis may have a part
for one profile; it comes after the shared text. What an earlier edition of a qualification had and this one has not
is marked as withdrawn.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from lxml import etree

from naadloos.curriculum.importers.edition import Edition, Origin, Thing
from naadloos.curriculum.importers.report import CatalogueImportError, ImportReport, Outcome, Said
from naadloos.curriculum.importers.texts import line_of, text_of
from naadloos.curriculum.models import (
    CatalogueImport,
    CatalogueSource,
    Kerntaak,
    Keuzedeel,
    KeuzedeelLink,
    Knowledge,
    Qualification,
    Werkproces,
)

SOURCE = "SBB, kwalificatiedossiers (officiële teksten)"
MAX_BYTES = 150 * 1024 * 1024
MAX_NAME = {"dossier": 200, "profiel": 200, "kerntaak": 300, "werkproces": 300}
TWICE = _("%(what)s: staat twee keer in het bestand; de eerste telt")
GONE = _("staat niet meer in het dossier")
_ENCODING = re.compile(rb"""^[^<]*<\?xml[^>]*encoding\s*=\s*["']([^"']+)["']""")
# element of a werkproces -> our field; the part of one profile is in <aanvullend>.
_TEXTS = {
    "description": "werkprocesomschrijving",
    "result": "werkprocesresultaat",
    "behaviour": "werkprocesgedrag",
}
_DATES = {"valid_from": "Geldig_vanaf", "intake_ends": "Datum_einde_instroom", "ends": "Datum_einde_opleiding"}


@transaction.atomic
def import_sbb(path: Path, origin: Origin | None = None) -> ImportReport:
    """Read one XML file. Raises CatalogueImportError, and then changes nothing."""
    origin = origin or Origin(path.name)
    _guard(path)
    report = ImportReport(f"SBB ({origin.name})")
    reader = _Reader(report, Edition(CatalogueImport.Kind.SBB, origin, report, path))
    found = 0
    for element in _elements(path):
        found += 1
        if element.tag == "dossier":
            reader.take_dossier(element)
        else:
            reader.take_keuzedeel(element)
    if not found:
        raise CatalogueImportError(
            gettext("%(file)s: hierin staat geen kwalificatiedossier. Is het een XML-bestand van SBB?") % {"file": path}
        )
    edition = origin.edition or ", ".join(sorted(reader.versions))[:120] or origin.name[:120]
    CatalogueSource.objects.update_or_create(name=SOURCE, defaults={"edition": edition, "counts": report.counts})
    reader.edition.finish(edition)
    return report


def _guard(path: Path) -> None:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise CatalogueImportError(
                gettext("%(file)s: groter dan %(n)s MB.") % {"file": path, "n": MAX_BYTES // 1024 // 1024}
            )
        with path.open("rb") as handle:
            head = handle.read(4096)
            handle.seek(0)
            # A DOCTYPE can hide in another encoding; SBB gives out UTF-8, in which tags are one byte per sign.
            named = _ENCODING.match(head)
            if named and named.group(1).strip().upper() not in {b"UTF-8", b"UTF8", b"US-ASCII", b"ASCII"}:
                raise CatalogueImportError(gettext("%(file)s: dit bestand is niet in UTF-8.") % {"file": path})
            decoder = codecs.getincrementaldecoder("utf-8")()
            tail = b""
            while block := handle.read(1024 * 1024):
                decoder.decode(block)
                both = (tail + block).upper()
                if b"\x00" in block:
                    raise CatalogueImportError(gettext("%(file)s: dit bestand is niet in UTF-8.") % {"file": path})
                if b"<!DOCTYPE" in both or b"<!ENTITY" in both:
                    raise CatalogueImportError(
                        gettext("%(file)s: een DOCTYPE of ENTITY mag niet. Gebruik het bestand van SBB zelf.")
                        % {"file": path}
                    )
                tail = block[-16:]
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        raise CatalogueImportError(gettext("%(file)s: dit bestand is niet in UTF-8.") % {"file": path}) from None
    except OSError as error:
        raise CatalogueImportError(
            gettext("%(file)s: dit bestand is niet te lezen (%(error)s).") % {"file": path, "error": error.strerror}
        ) from error


def _elements(path: Path) -> Iterator[Any]:
    """Each dossier, and each keuzedeel that stands outside a dossier."""
    try:
        stream = etree.iterparse(
            str(path),
            events=("start", "end"),
            tag=("dossier", "keuzedeel"),
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=False,
        )
        inside = 0
        for event, element in stream:
            if element.tag == "dossier":
                inside += 1 if event == "start" else -1
            if event == "start" or inside:
                continue
            yield element
            # What was read is let go, so that memory does not grow with the file.
            element.clear()
            while element.getprevious() is not None and element.getparent() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise CatalogueImportError(
            gettext("%(file)s, regel %(n)s: dit is geen geldige XML (%(error)s).")
            % {"file": path, "n": error.lineno, "error": error.msg}
        ) from None


@dataclass
class _Reader:
    report: ImportReport
    edition: Edition
    versions: set[str] = field(default_factory=set)
    crebos: set[str] = field(default_factory=set)
    links: dict[Any, Qualification] = field(default_factory=dict)

    def take_dossier(self, dossier: Any) -> None:
        title = line_of(dossier.get("titel"))
        knowledge = {
            str(item.get("nr")): line_of(item.get("titel"))
            for item in dossier.findall("./kennisenvaardigheden/kennisofvaardigheid")
        }
        basis = dossier.findall("./basis/basistaken/basiskerntaken/kerntaak")
        profiles = dossier.findall("./profielen/profiel")
        if version := line_of(dossier.get("versie")):
            self.versions.add(version)
        if not profiles:
            self.refuse(dossier, Said(_("dossier %(title)s: geen profiel gevonden"), {"title": title}))
        for profile in profiles:
            qualification = self.take_profile(profile, dossier, title)
            if qualification is not None:
                self.take_tasks(qualification, profile, basis, knowledge)
                self.links[profile] = qualification
        for item in dossier.iter("keuzedeel"):
            keuzedeel = self.take_keuzedeel(item)
            own = next((self.links[above] for above in item.iterancestors("profiel") if above in self.links), None)
            if keuzedeel is not None and own is not None:
                self.take_link(keuzedeel, own, item)
        self.links.clear()

    def refuse(self, element: Any, reason: Said) -> None:
        self.report.add(_at(element), Outcome.REFUSED, reason)

    def take_profile(self, profile: Any, dossier: Any, title: str) -> Qualification | None:
        crebo = line_of(profile.findtext("./creboinformatie/crebo"))
        level = line_of(profile.get("niveau"))
        name = line_of(profile.get("titel"))
        if not re.fullmatch(r"[0-9]{5}", crebo):
            self.refuse(profile, Said(_("profiel %(name)s: geen crebo van vijf cijfers"), {"name": name}))
            return None
        if level not in {"1", "2", "3", "4"}:
            why = _("profiel %(name)s: niveau %(level)s") if level else _("profiel %(name)s: niveau ontbreekt")
            self.refuse(profile, Said(why, {"name": name, "level": level}))
            return None
        if not name or len(name) > MAX_NAME["profiel"] or len(title) > MAX_NAME["dossier"]:
            self.refuse(profile, Said(_("crebo %(crebo)s: de naam ontbreekt of is te lang"), {"crebo": crebo}))
            return None
        if crebo in self.crebos:
            self.refuse(profile, Said(TWICE, {"what": f"crebo {crebo}"}))
            return None
        self.crebos.add(crebo)
        values: dict[str, Any] = {
            "name": name,
            "level": int(level),
            "dossier_name": title,
            "dossier_confirmed": True,
            "source": SOURCE,
        }
        own = line_of(dossier.findtext("./dossiercrebos/dossiercrebo"))
        if re.fullmatch(r"[0-9]{5}", own):
            values["dossier_crebo"] = own
        values |= self.dates(profile.find("./creboinformatie/crebo"))
        qualification = Qualification.objects.filter(crebo=crebo).first() or Qualification(crebo=crebo)
        known = qualification.source == SOURCE
        # What we shipped in other words and gives way to the official text is no change of the opleiding.
        texts = ("name", "level", "dossier_name", "valid_from", "intake_ends", "ends") if known else ()
        what = Thing("opleiding", crebo, crebo, texts, known)
        self.edition.save(qualification, values, _at(profile, f"crebo {crebo}"), what)
        return qualification

    def dates(self, crebo: Any) -> dict[str, date | None]:
        found: dict[str, date | None] = {}
        for name, attribute in _DATES.items():
            text = line_of(crebo.get(attribute))
            try:
                found[name] = datetime.strptime(text, "%d-%m-%Y").date() if text else None  # noqa: DTZ007 (a day)
            except ValueError:
                self.refuse(
                    crebo,
                    Said(
                        _("%(field)s: “%(text)s” is geen datum zoals 01-08-2025"),
                        {"field": attribute, "text": text[:20]},
                    ),
                )
        return found

    def take_tasks(
        self, qualification: Qualification, profile: Any, basis: list[Any], knowledge: dict[str, str]
    ) -> None:
        chapter = _number(profile) or "1"
        tasks = [("B1", "basis", task, "./basiswerkprocessen/werkproces") for task in basis]
        tasks += [
            (f"P{chapter}", "profiel", task, "./profielwerkprocessen/werkproces")
            for task in profile.findall(".//profielkerntaken/kerntaak")
        ]
        stored = {row.code: row for row in qualification.kerntaken.all()}
        processes = {row.full_code: row for row in Werkproces.objects.filter(kerntaak__qualification=qualification)}
        known = any(row.official for row in processes.values())
        taken: set[str] = set()
        for part, kind, task, path in tasks:
            number = _number(task)
            title = line_of(task.get("titel"))
            code = f"{part}-K{number}"
            if not number or not title or len(title) > MAX_NAME["kerntaak"]:
                self.refuse(task, Said(_("kerntaak %(title)s: geen nummer of geen goede naam"), {"title": title[:80]}))
                continue
            full = f"{qualification.crebo} {code}"
            if full in taken:
                self.refuse(task, Said(TWICE, {"what": f"kerntaak {full}"}))
                continue
            taken.add(full)
            kerntaak = stored.get(code) or Kerntaak(qualification=qualification, code=code)
            what = Thing("kerntaak", full, full, ("title",) if known else (), known)
            values = {"title": title, "part": kind, "withdrawn": False}
            self.edition.save(kerntaak, values, _at(task, full), what)
            self.take_knowledge(kerntaak, full, task, str(profile.get("nr")), knowledge)
            for item in task.findall(path):
                if werkproces := self.take_werkproces(kerntaak, full, item, profile, processes, taken, known):
                    taken.add(werkproces)
        for row in processes.values():
            if row.full_code not in taken:
                self.edition.withdraw(row, Thing("werkproces", row.full_code, row.full_code, ("title",), True), GONE)
        for kerntaak in stored.values():
            full = f"{qualification.crebo} {kerntaak.code}"
            if full not in taken:
                self.edition.withdraw(kerntaak, Thing("kerntaak", full, full, ("title",), True), GONE)

    def take_werkproces(
        self,
        kerntaak: Kerntaak,
        full: str,
        item: Any,
        profile: Any,
        processes: dict[str, Werkproces],
        taken: set[str],
        known: bool,
    ) -> str | None:
        number, title = _number(item), line_of(item.get("titel"))
        if not number or not title or len(title) > MAX_NAME["werkproces"]:
            why = _("werkproces %(title)s: geen goede naam") if number else _("werkproces %(title)s: geen nummer")
            self.refuse(item, Said(why, {"title": title[:80]}))
            return None
        code, full_code = f"{kerntaak.code}-W{number}", f"{full}-W{number}"
        if full_code in taken:
            self.refuse(item, Said(TWICE, {"what": f"werkproces {full_code}"}))
            return None
        werkproces = processes.get(full_code) or Werkproces(kerntaak=kerntaak, code=code, full_code=full_code)
        values: dict[str, Any] = {"title": title, "official": True, "withdrawn": False}
        values |= {name: _text(item.find(tag), str(profile.get("nr"))) for name, tag in _TEXTS.items()}
        texts = ("title", *_TEXTS) if known else ()
        what = Thing("werkproces", full_code, full_code, texts, known)
        self.edition.save(werkproces, values, _at(item, full_code), what)
        return full_code

    def take_knowledge(self, kerntaak: Kerntaak, full: str, task: Any, profile: str, titles: dict[str, str]) -> None:
        """The lines of vakkennis of a kerntaak: the shared ones, then those of this profile."""
        found = task.findall("./vakkennisenvaardigheden/vakkennisenvaardigheden")
        for extra in task.iterfind("./vakkennisenvaardigheden/vakkennisenvaardighedenperprofiel/aanvullend"):
            if _of_profile(extra, profile):
                found += extra.findall("./vakkennisenvaardighedenonderdelen/vakkennisenvaardigheden")
        stored = {row.sbb_number: row for row in kerntaak.knowledge.all()}
        had = bool(stored)
        seen: set[str] = set()
        for position, element in enumerate(found, start=1):
            number = str(element.get("referentie"))[:20]
            text = titles.get(number, "")
            if number in seen:
                continue
            seen.add(number)
            if not text:
                why = _("vakkennis %(number)s van %(code)s staat niet in de lijst van het dossier")
                self.refuse(element, Said(why, {"number": number, "code": full}))
                continue
            row = stored.get(number) or Knowledge(kerntaak=kerntaak, sbb_number=number)
            what = Thing("vakkennis", full, full, ("text",), had)
            place = _at(element, Said(_("vakkennis van %(code)s"), {"code": full}))
            self.edition.save(row, {"text": text, "position": position}, place, what)
        for number, row in stored.items():
            if number not in seen:
                self.edition.remove(row, Thing("vakkennis", full, full, ("text",), True), GONE)

    def take_link(self, keuzedeel: Keuzedeel, qualification: Qualification, element: Any) -> None:
        """A keuzedeel that stands within a profile is linked to that qualification."""
        code, crebo = keuzedeel.code, qualification.crebo
        link = KeuzedeelLink.objects.filter(keuzedeel=keuzedeel, qualification=qualification).first()
        link = link or KeuzedeelLink(keuzedeel=keuzedeel, qualification=qualification)
        values = {"kind": KeuzedeelLink.Kind.LINKED.value, "source": SOURCE, "dated": self.edition.origin.dated}
        what = Thing("keuzedeelkoppeling", f"{code} {crebo}", crebo, ("kind",), link.pk is not None)
        self.edition.save(link, values, _at(element, f"{code} {crebo}"), what)

    def take_keuzedeel(self, element: Any) -> Keuzedeel | None:
        """A keuzedeel, when the file has any: code and name as attribute or child, hours when given."""
        code = _own(element, "code").upper()
        title = _own(element, "titel") or _own(element, "naam")
        hours = _own(element, "sbu") or _own(element, "studielast")
        if not re.fullmatch(r"K[0-9]{4}", code) or not title or len(title) > 300:
            why = _("keuzedeel %(code)s %(title)s: geen code zoals K0023, of geen goede naam")
            self.refuse(element, Said(why, {"code": code[:20], "title": title[:80]}))
            return None
        keuzedeel = Keuzedeel.objects.filter(code=code).first() or Keuzedeel(code=code)
        values: dict[str, Any] = {"title": title}
        if re.fullmatch(r"[0-9]{1,4}", hours):
            values["hours"] = int(hours)
        what = Thing("keuzedeel", code, code, ("title", "hours"), keuzedeel.pk is not None)
        self.edition.save(keuzedeel, values, _at(element, f"keuzedeel {code}"), what)
        return keuzedeel


def _at(element: Any, what: str | Said = "") -> Said:
    """Where in the file: the line, and what stands there."""
    if not what:
        return Said(_("regel %(n)s"), {"n": element.sourceline})
    return Said(_("regel %(n)s, %(what)s"), {"n": element.sourceline, "what": what})


def _own(element: Any, name: str) -> str:
    return line_of(element.get(name) or element.findtext(f"./{name}"))


def _number(element: Any) -> str:
    """The attribute ``hoofdstuk`` as a number without zeros in front; "" when it is no such number."""
    text = line_of(element.get("hoofdstuk"))
    return str(int(text)) if re.fullmatch(r"[0-9]{1,2}", text) else ""


def _of_profile(extra: Any, profile: str) -> bool:
    return any(str(item.get("referentie")) == profile for item in extra.findall("./profiel"))


def _text(element: Any, profile: str) -> str:
    """The shared text, then what is added for this profile; lines are kept."""
    if element is None:
        return ""
    parts = [text_of(element.text)]
    for extra in element.iterfind("./*/aanvullend"):
        if _of_profile(extra, profile):
            parts.append(text_of(extra.findtext("./omschrijving")))
    return "\n".join(part for part in parts if part)
