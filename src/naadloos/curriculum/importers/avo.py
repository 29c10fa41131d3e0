"""Import the exam programmes of the general subjects (avo) of the vmbo from one JSON file.

The file is a list of subjects; a subject has domains, a domain eindtermen and perhaps subdomains with eindtermen. The
same eindterm (by UUID) may stand in several subjects. An eindterm or domain that an earlier edition had and this one
has not is removed; its text is kept among the changes.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext, gettext_noop
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from naadloos.curriculum.importers.edition import Edition, Origin, Thing
from naadloos.curriculum.importers.report import CatalogueImportError, ImportReport, Outcome
from naadloos.curriculum.importers.texts import MAX_TEXT, line_of
from naadloos.curriculum.models import (
    AvoDomain,
    AvoEindterm,
    AvoSubject,
    CatalogueImport,
    CatalogueSource,
    TextChange,
)

SOURCE = "SLO, examenprogramma's avo-vakken vmbo (officiële teksten)"
MAX_BYTES = 20 * 1024 * 1024
LEVELS = ("bb", "kb", "gl", "tl")
TWICE = gettext_noop("staat twee keer in het bestand; de eerste telt")
GONE = gettext_noop("staat niet meer in het bestand")
Text = Annotated[str, Field(min_length=1, max_length=MAX_TEXT)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=False)


class _Eindterm(_Strict):
    id: UUID
    prefix: Annotated[str, Field(max_length=24)] | None = None
    tekst: Text
    ce: bool | None = None
    se: bool | None = None
    leerwegen: list[str]


class _Subdomain(_Strict):
    prefix: Annotated[str, Field(min_length=1, max_length=24)]
    titel: Text
    eindtermen: list[_Eindterm]


class _Domain(_Subdomain):
    subdomeinen: list[_Subdomain] = []


class _Subject(_Strict):
    id: UUID
    titel: Annotated[str, Field(min_length=1, max_length=200)]
    prefix: Annotated[str, Field(min_length=1, max_length=40)]
    versie: Annotated[str, Field(max_length=20)] = ""
    domeinen: list[_Domain]


_FILE = TypeAdapter(Annotated[list[_Subject], Field(min_length=1, max_length=200)])


@transaction.atomic
def import_avo(path: Path, origin: Origin | None = None) -> ImportReport:
    """Read one JSON file. Raises CatalogueImportError, and then changes nothing."""
    origin = origin or Origin(path.name)
    report = ImportReport(f"SLO, avo ({origin.name})")
    reader = _Reader(report, Edition(CatalogueImport.Kind.AVO, origin, report, path))
    subjects = _read(path)
    for subject in subjects:
        reader.take_subject(subject)
    edition = origin.edition or ", ".join(sorted({line_of(item.versie) for item in subjects if item.versie}))[:120]
    CatalogueSource.objects.update_or_create(name=SOURCE, defaults={"edition": edition, "counts": report.counts})
    reader.edition.finish(edition)
    return report


def _read(path: Path) -> list[_Subject]:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise CatalogueImportError(
                gettext("%(file)s: groter dan %(n)s MB.") % {"file": path, "n": MAX_BYTES // 1024 // 1024}
            )
        return _FILE.validate_python(json.loads(path.read_bytes().decode("utf-8-sig")))
    except OSError as error:
        raise CatalogueImportError(
            gettext("%(file)s: dit bestand is niet te lezen (%(error)s).") % {"file": path, "error": error.strerror}
        ) from error
    except UnicodeDecodeError:
        raise CatalogueImportError(gettext("%(file)s: dit bestand is niet in UTF-8.") % {"file": path}) from None
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        place = " > ".join(str(part) for part in first["loc"]) or gettext("het begin")
        raise CatalogueImportError(
            gettext(
                "%(file)s: %(place)s heeft niet de goede vorm (%(n)s fouten). "
                "Is dit het bestand met examenprogramma's van avo-vakken?"
            )
            % {"file": path, "place": place, "n": error.error_count()}
        ) from None
    except json.JSONDecodeError as error:
        raise CatalogueImportError(
            gettext("%(file)s, regel %(n)s: dit is geen geldige JSON.") % {"file": path, "n": error.lineno}
        ) from None
    except RecursionError:
        raise CatalogueImportError(gettext("%(file)s: te diep genest.") % {"file": path}) from None
    except ValueError:
        raise CatalogueImportError(
            gettext("%(file)s: hierin staat een getal dat te groot is.") % {"file": path}
        ) from None


@dataclass
class _Reader:
    report: ImportReport
    edition: Edition
    codes: set[str] = field(default_factory=set)

    def take_subject(self, row: _Subject) -> None:
        code = line_of(row.prefix).split("/")[0][:10].upper()
        if not code or code in self.codes:
            self.report.add(
                code or row.titel, Outcome.REFUSED, TWICE if code else gettext_noop("dit vak heeft geen code")
            )
            return
        self.codes.add(code)
        subject = AvoSubject.objects.filter(code=code).first() or AvoSubject(code=code)
        known = subject.pk is not None
        if AvoSubject.objects.filter(slo_id=row.id).exclude(pk=subject.pk).exists():
            self.report.add(code, Outcome.REFUSED, gettext_noop("een ander vak heeft al deze UUID"))
            return
        values = {"title": _subject_title(row.titel), "edition": line_of(row.versie), "slo_id": row.id}
        self.edition.save(subject, values, code, Thing("avo-vak", code, code, ("title",), known))
        stored = {domain.code: domain for domain in subject.domains.all()}
        eindtermen = {
            (item.domain_id, str(item.slo_id)): item for item in AvoEindterm.objects.filter(domain__subject=subject)
        }
        seen: set[str] = set()
        seen_terms: set[tuple[int, str]] = set()
        for position, (item, parent_code) in enumerate(_domains(row), start=1):
            name = line_of(item.prefix)
            if name in seen:
                self.report.add(f"{code} {name}", Outcome.REFUSED, TWICE)
                continue
            seen.add(name)
            domain = stored.get(name) or AvoDomain(subject=subject, code=name)
            stored[name] = domain
            values = {
                "title": line_of(item.titel),
                "position": position,
                "parent": stored.get(parent_code) if parent_code else None,
                "withdrawn": False,
            }
            self.edition.save(domain, values, f"{code} {name}", Thing("domein", name, code, ("title",), known))
            self.take_eindtermen(code, domain, item.eindtermen, eindtermen, seen_terms, known)
        self.remove_gone(code, stored, eindtermen, seen, seen_terms)

    def take_eindtermen(
        self,
        subject: str,
        domain: AvoDomain,
        rows: list[_Eindterm],
        stored: dict[tuple[int, str], AvoEindterm],
        seen: set[tuple[int, str]],
        known: bool,
    ) -> None:
        new = []
        for position, row in enumerate(rows, start=1):
            key = (domain.pk, str(row.id))
            code = line_of(row.prefix)
            place = f"{subject} {code or domain.code}"
            if key in seen:
                self.report.add(place, Outcome.REFUSED, TWICE)
                continue
            seen.add(key)
            values: dict[str, Any] = {
                "code": code,
                "text": line_of(row.tekst),
                "position": position,
                "ce": row.ce,
                "se": row.se,
                **{level: level in row.leerwegen for level in LEVELS},
            }
            found = stored.get(key)
            eindterm = found or AvoEindterm(domain=domain, slo_id=row.id)
            before = eindterm.levels
            what = Thing("avo-eindterm", code or domain.code, subject, ("text",), known)
            different = self.edition.compare(eindterm, values, what)
            for name in different:
                setattr(eindterm, name, values[name])
            if found is None:
                new.append(eindterm)
                self.report.add(place, Outcome.TAKEN)
            elif different:
                eindterm.save()
                if before != eindterm.levels:
                    self.edition.note(TextChange.Kind.CHANGED, what, "levels", before, eindterm.levels)
                self.report.add(place, Outcome.CHANGED)
            else:
                self.report.add(place, Outcome.UNCHANGED)
        AvoEindterm.objects.bulk_create(new, batch_size=500)

    def remove_gone(
        self,
        subject: str,
        domains: dict[str, AvoDomain],
        eindtermen: dict[tuple[int, str], AvoEindterm],
        seen: set[str],
        seen_terms: set[tuple[int, str]],
    ) -> None:
        """First the eindtermen that are gone, then the domains, from the inside out."""
        for key, item in eindtermen.items():
            if key not in seen_terms:
                self.edition.remove(item, Thing("avo-eindterm", item.code or subject, subject, ("text",), True), GONE)
        gone = [domain for code, domain in domains.items() if code not in seen]
        for domain in sorted(gone, key=lambda item: item.parent_id is None):
            self.edition.remove(domain, Thing("domein", domain.code, subject, ("title",), True), GONE)


def _domains(subject: _Subject) -> Iterator[tuple[_Subdomain, str]]:
    """Each domain with "", each subdomain with the code of its domain."""
    for domain in subject.domeinen:
        yield domain, ""
        for sub in domain.subdomeinen:
            yield sub, line_of(domain.prefix)


def _subject_title(text: str) -> str:
    """Nederlandse taal, for "Examenprogramma Nederlandse taal vmbo"."""
    title = line_of(text)
    title = title.removeprefix("Examenprogramma ")
    for end in (" vmbo gl/tl", " vmbo"):
        title = title.removesuffix(end)
    return title or line_of(text)
