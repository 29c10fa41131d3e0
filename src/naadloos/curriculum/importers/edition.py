"""One import while it runs: what is written, the report, and the texts that were other before.

An importer says of each thing what it is and under which code routes know it; ``Edition`` writes what is new or
different and keeps the old text. A thing that comes for the first time together with all of its list is no change;
a thing that comes into a list that was known already is.
"""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.db import models
from django.db.models import ProtectedError

from naadloos.curriculum.importers.report import Change, ImportReport, Outcome, Said
from naadloos.curriculum.models import CatalogueImport, TextChange


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a file comes from: its name for people, the edition and its date as far as known, and who reads it in."""

    name: str = ""
    edition: str = ""
    dated: date | None = None
    actor: Any = None
    # Hears how many lines were read, and of how many when that is known; it may raise to break off.
    watch: Callable[[int, int | None], None] | None = None


@dataclass(frozen=True, slots=True)
class Thing:
    """What is being written. ``known``: it, or the list that it belongs to, was official already."""

    thing: str
    code: str
    unit: str
    texts: tuple[str, ...]
    known: bool


@dataclass(slots=True)
class Edition:
    kind: CatalogueImport.Kind
    origin: Origin
    report: ImportReport
    path: Path | None = None
    rows: list[TextChange] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.report.watch = self.origin.watch

    def save(
        self,
        instance: models.Model,
        values: dict[str, Any],
        place: str | Said,
        what: Thing,
        *,
        repaired: str | Said = "",
    ) -> None:
        """Write what is new or different, keep the texts that were other, and report it."""
        new = instance.pk is None
        different = self.compare(instance, values, what)
        for name in different:
            setattr(instance, name, values[name])
        if new or different:
            instance.save()
        self.report.add(place, Outcome.TAKEN if new else Outcome.CHANGED if different else Outcome.UNCHANGED)
        if repaired:
            self.report.add(place, Outcome.REPAIRED, repaired)

    def compare(self, instance: models.Model, values: dict[str, Any], what: Thing) -> list[str]:
        """The names of the values that differ; what a person reads of them goes into the list of changes."""
        different = [name for name, value in values.items() if word(getattr(instance, name)) != word(value)]
        if instance.pk is None or (values.get("withdrawn") is False and getattr(instance, "withdrawn", False)):
            if what.texts and (what.known or instance.pk):
                name = what.texts[0]
                self.note(TextChange.Kind.ADDED, what, name, "", word(values.get(name, getattr(instance, name))))
            return different
        for name in different:
            old = word(getattr(instance, name))
            if name in what.texts and (old or what.known):
                self.note(TextChange.Kind.CHANGED, what, name, old, word(values[name]))
        return different

    def withdraw(self, instance: Any, what: Thing, reason: str | Said) -> None:
        """Mark as withdrawn what this edition no longer names; its code stays, because routes may refer to it."""
        if instance.withdrawn:
            return
        instance.withdrawn = True
        instance.save(update_fields=["withdrawn"])
        self._gone(instance, what, reason)

    def remove(self, instance: models.Model, what: Thing, reason: str | Said) -> None:
        """Delete a text and keep what it said; what a route refers to is marked as withdrawn instead."""
        if getattr(instance, "withdrawn", False):
            return
        self._gone(instance, what, reason)
        try:
            instance.delete()
        except ProtectedError:
            instance.withdrawn = True  # type: ignore[attr-defined]
            instance.save(update_fields=["withdrawn"])

    def _gone(self, instance: models.Model, what: Thing, reason: str | Said) -> None:
        self.report.add(what.code, Outcome.REMOVED, reason)
        self.note(TextChange.Kind.REMOVED, what, what.texts[0], word(getattr(instance, what.texts[0])), "")

    def note(self, kind: TextChange.Kind, what: Thing, name: str, old: str, new: str) -> None:
        row = TextChange(
            kind=kind, thing=what.thing, code=what.code[:40], unit=what.unit[:24], field=name, old=old, new=new
        )
        self.rows.append(row)
        self.report.changes.append(Change(kind.value, what.thing, what.code, name, old, new))

    def finish(self, edition: str = "") -> CatalogueImport:
        """Keep the edition and its changes; call it last, in the transaction of the import."""
        made = CatalogueImport.objects.create(
            kind=self.kind,
            file_name=(self.origin.name or (self.path.name if self.path else ""))[:200],
            edition=(self.origin.edition or edition)[:120],
            dated=self.origin.dated,
            checksum=checksum_of(self.path),
            actor=self.origin.actor,
            actor_name=str(self.origin.actor or "Naadloos")[:120],
            counts=self.report.counts,
        )
        for row in self.rows:
            row.catalogue_import = made
        TextChange.objects.bulk_create(self.rows, batch_size=500)
        self.report.import_id = made.pk
        return made


def checksum_of(path: Path | None) -> str:
    """SHA-256 of a file; "" for a folder."""
    if path is None or not path.is_file():
        return ""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def free_ids(stored: Iterable[Any], wanted: dict[str, str]) -> None:
    """Take the source's id off things that get another one, so that no id stands twice while things move."""
    for row in stored:
        if row.slo_id and wanted.get(row.code, str(row.slo_id)) != str(row.slo_id):
            row.slo_id = None
            row.save(update_fields=["slo_id"])
    taken = {key: code for code, key in wanted.items()}
    for row in stored:
        if row.slo_id and taken.get(str(row.slo_id), row.code) != row.code:
            row.slo_id = None
            row.save(update_fields=["slo_id"])


def word(value: Any) -> str:
    """A value as it is compared and kept."""
    if isinstance(value, models.Model):
        return str(getattr(value, "portable_code", value.pk))
    return "" if value is None else str(value)
