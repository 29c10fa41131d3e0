"""Import kerntaken and werkprocessen by title from the contents page of a kwalificatiedossier (PDF).

A way out for who has no XML of SBB. Crebo, level and the profile that belongs to the crebo are not reliably in the
file: the person says them. Titles that came from the XML of SBB stay, texts are not touched, and nothing is withdrawn.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from naadloos.curriculum.importers import sbb
from naadloos.curriculum.importers.edition import Edition, Origin, Thing
from naadloos.curriculum.importers.pdf_contents import Item, profiles_of, read_contents
from naadloos.curriculum.importers.report import CatalogueImportError, ImportReport, Outcome, Said
from naadloos.curriculum.importers.texts import line_of
from naadloos.curriculum.models import CatalogueImport, CatalogueSource, Kerntaak, Qualification, Werkproces

SOURCE = "Kwalificatiedossier als PDF (namen uit de inhoudsopgave)"
STAYS = _("hier staat de naam uit een officiële bron; die blijft")
ABSENT = _("staat niet in de inhoudsopgave; blijft staan")


@dataclass(frozen=True, slots=True)
class Subject:
    """What the person says about the PDF. ``name`` and ``level`` only count for a crebo that is not known yet."""

    crebo: str
    name: str = ""
    level: int | None = None
    profile: str = ""


@transaction.atomic
def import_pdf(path: Path, origin: Origin | None = None, *, subject: Subject) -> ImportReport:
    """Read one dossier for one crebo. Raises CatalogueImportError, and then changes nothing."""
    origin = origin or Origin(path.name)
    items = _chosen(read_contents(path), subject)
    report = ImportReport(f"PDF ({origin.name})")
    _Import(subject, items, report, Edition(CatalogueImport.Kind.PDF, origin, report, path)).run()
    return report


def _chosen(items: list[Item], subject: Subject) -> list[Item]:
    """The basis and the one profile. Raises CatalogueImportError when it is not clear which."""
    profiles = profiles_of(items)
    profile = subject.profile.strip().upper()
    if profile and profile not in profiles:
        raise CatalogueImportError(
            gettext("Profiel %(profile)s staat niet in deze PDF. Wel: %(all)s.")
            % {"profile": profile[:10], "all": ", ".join(profiles) or gettext("geen enkel profiel")}
        )
    if not profile and len(profiles) > 1:
        listed = "; ".join(f"{part} ({title[:80]})" for part, title in profiles.items())
        raise CatalogueImportError(
            gettext("In deze PDF staan meer profielen: %(all)s. Kies welk profiel bij crebo %(crebo)s hoort.")
            % {"all": listed, "crebo": subject.crebo}
        )
    wanted = profile or next(iter(profiles), "")
    return [item for item in items if item.part.startswith("B") or item.part == wanted]


@dataclass
class _Import:
    subject: Subject
    items: list[Item]
    report: ImportReport
    edition: Edition
    tasks: dict[str, Kerntaak] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)

    def run(self) -> None:
        self.take_qualification()
        self.tasks = {task.code: task for task in self.qualification.kerntaken.all()}
        processes = {
            process.code: process for process in Werkproces.objects.filter(kerntaak__qualification=self.qualification)
        }
        for item in self.items:
            if "-W" in item.code:
                self.take_werkproces(item, processes)
            else:
                self.take_kerntaak(item)
        for code in sorted({*self.tasks, *processes} - self.seen):
            self.report.add(f"{self.qualification.crebo} {code}", Outcome.UNCHANGED, ABSENT)
        CatalogueSource.objects.update_or_create(
            name=SOURCE, defaults={"edition": self.edition.origin.edition, "counts": self.report.counts}
        )
        self.edition.finish()

    def take_qualification(self) -> None:
        crebo, name = self.subject.crebo.strip(), line_of(self.subject.name)
        if not re.fullmatch(r"[0-9]{5}", crebo):
            raise CatalogueImportError(gettext("Een crebo heeft vijf cijfers."))
        found = Qualification.objects.filter(crebo=crebo).first()
        # The list of SBB is complete; a dossier in PDF does not add to it.
        self.locked = found is not None and found.source == sbb.SOURCE
        self.known = found is not None and found.source == SOURCE
        if found is not None:
            self.qualification = found
            self.report.add(crebo, Outcome.UNCHANGED)
            return
        if not name or len(name) > sbb.MAX_NAME["profiel"] or self.subject.level not in {1, 2, 3, 4}:
            raise CatalogueImportError(
                gettext("Crebo %(crebo)s is nieuw. Vul de naam van de opleiding en het niveau in.") % {"crebo": crebo}
            )
        self.qualification = Qualification(crebo=crebo)
        values = {"name": name, "level": self.subject.level, "source": SOURCE}
        self.edition.save(self.qualification, values, crebo, Thing("opleiding", crebo, crebo, ("name",), False))

    def take_kerntaak(self, item: Item) -> None:
        found = self.tasks.get(item.code)
        if found is None and self.locked:
            self.refuse(item)
            return
        part = "basis" if item.part.startswith("B") else "profiel"
        task = found or Kerntaak(qualification=self.qualification, code=item.code, part=part)
        self.write(task, item, "kerntaak", found is not None and self.locked)
        self.tasks[item.code] = task

    def take_werkproces(self, item: Item, processes: dict[str, Werkproces]) -> None:
        task = self.tasks.get(item.code.rsplit("-W", 1)[0])
        found = processes.get(item.code)
        if task is None or (found is None and self.locked):
            self.refuse(item)
            return
        full = f"{self.qualification.crebo} {item.code}"
        process = found or Werkproces(kerntaak=task, code=item.code, full_code=full)
        self.write(process, item, "werkproces", found is not None and (self.locked or found.official))

    def refuse(self, item: Item) -> None:
        why = _("deze opleiding is ingelezen uit de XML van SBB; daarin staat deze code niet")
        if not self.locked:
            why = _("de kerntaak van dit werkproces staat niet in de inhoudsopgave")
        self.report.add(f"{self.qualification.crebo} {item.code}", Outcome.REFUSED, why)

    def write(self, row: Any, item: Item, thing: str, official: bool) -> None:
        self.seen.add(item.code)
        full = f"{self.qualification.crebo} {item.code}"
        if official:
            self.report.add(full, Outcome.UNCHANGED, Said(STAYS) if row.title != item.title else "")
            return
        what = Thing(thing, full, full, ("title",), self.known)
        self.edition.save(row, {"title": item.title, "withdrawn": False}, full, what)
