"""Import the vmbo side from SLO's JSON: modules, keuzevakken, deeltaken, eindtermen per leerweg, kern.

The UUID is the key, because some prefixes are wrong (a deeltaak ``K/MET/2`` in keuzevak ``K/MET/13``). A repaired
code is reported. Imported texts replace the short descriptions that ship. What an earlier edition had and this one does
not: a module or deeltaak is marked as withdrawn, an eindterm is removed and its text kept among the changes.
"""

import re
from dataclasses import dataclass, field
from itertools import chain, count
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop as _

from naadloos.curriculum.codes import vmbo_code
from naadloos.curriculum.importers.edition import Edition, Origin, Thing, free_ids
from naadloos.curriculum.importers.report import ImportReport, Outcome, Said
from naadloos.curriculum.importers.slo_files import Rows, read_files
from naadloos.curriculum.importers.texts import line_of
from naadloos.curriculum.models import (
    CatalogueImport,
    CatalogueSource,
    Deeltaak,
    Eindterm,
    Kerndeel,
    Module,
    TextChange,
    VmboProfile,
)

SOURCE = "SLO, examenprogramma's beroepsgerichte profielvakken (officiële teksten)"
# SLO's ids of the three leerwegen.
LEVELS = {
    "bb": "861d98e4-e5ae-4ed7-89f6-f224605f7c97",
    "kb": "8574855d-0670-42bf-9f73-dc6706278b8b",
    "gl": "64852857-b601-419f-9cbb-e1335a185303",
}


# One line of the report for each of these, or nearly so.
COUNTED = ("profiel", "module", "keuzevak", "deeltaak", "globale_eindterm")
GONE = _("staat niet meer in het bestand")
TWICE = _("staat twee keer in het bestand; de eerste telt")


@transaction.atomic
def import_slo(path: Path, origin: Origin | None = None) -> ImportReport:
    """Read a folder or ZIP. Raises CatalogueImportError, and then changes nothing."""
    origin = origin or Origin(path.name)
    report = ImportReport(f"SLO ({origin.name})")
    return _Import(read_files(path), report, Edition(CatalogueImport.Kind.SLO, origin, report, path)).run()


@dataclass
class _Import:
    files: dict[str, Rows]
    report: ImportReport
    edition: Edition
    module_of: list[tuple[Module, dict[str, Any]]] = field(default_factory=list)
    deeltaak_of: list[tuple[Deeltaak, dict[str, Any]]] = field(default_factory=list)

    def run(self) -> ImportReport:
        self.report.expected = sum(len(self.files[name]) for name in COUNTED)
        self._modules()
        self._deeltaken()
        self._eindtermen()
        self._kern()
        CatalogueSource.objects.update_or_create(
            name=SOURCE, defaults={"edition": self.edition.origin.edition, "counts": self.report.counts}
        )
        self.edition.finish()
        return self.report

    def _children(self, row: dict[str, Any], name: str) -> list[dict[str, Any]]:
        found = []
        for key in row.get(f"examenprogramma_bg_{name}_id") or []:
            child = self.files[name].get(str(key).lower())
            if child is None:
                self.report.add(
                    str(row["prefix"]),
                    Outcome.REFUSED,
                    Said(_("%(name)s %(key)s staat niet in %(name)s.json"), {"name": name, "key": str(key)[:60]}),
                )
            else:
                found.append(child)
        return found

    def _profiles(self) -> list[tuple[VmboProfile, dict[str, Any]]]:
        profiles = {profile.code: profile for profile in VmboProfile.objects.all()}
        found: list[tuple[VmboProfile, dict[str, Any]]] = []
        for row in self.files["profiel"].values():
            profile = profiles.get(str(row["prefix"]).strip().upper())
            if profile is None:
                self.report.add(str(row["prefix"]), Outcome.REFUSED, _("dit profiel kent Naadloos niet"))
            elif any(profile is other for other, _row in found):
                self.report.add(profile.code, Outcome.REFUSED, TWICE)
            else:
                found.append((profile, row))
        return found

    def _modules(self) -> None:
        self.profiles = self._profiles()
        profiles = [profile for profile, _row in self.profiles]
        free_ids(profiles, {profile.code: row["id"] for profile, row in self.profiles})
        stored = {module.code: module for module in Module.objects.all()}
        known = any(module.slo_id for module in stored.values())
        plan: dict[str, tuple[VmboProfile, Module.Kind, dict[str, Any]]] = {}
        seen: set[str] = set()
        for profile, row in self.profiles:
            for name, kind in (("module", Module.Kind.PROFILE), ("keuzevak", Module.Kind.ELECTIVE)):
                for child in self._children(row, name):
                    code = vmbo_code(str(child["prefix"]))
                    if code is None or code.count("/") != 2:
                        self.report.add(str(child["prefix"]), Outcome.REFUSED, _("dit is geen code van een module"))
                    elif code in plan or child["id"] in seen:
                        self.report.add(code, Outcome.REFUSED, TWICE)
                    else:
                        seen.add(child["id"])
                        plan[code] = (profile, kind, child)
        free_ids(stored.values(), {code: child["id"] for code, (_profile, _kind, child) in plan.items()})
        for profile, row in self.profiles:
            thing = Thing("profiel", profile.code, profile.code, (), known)
            self.edition.save(profile, {"slo_id": row["id"]}, profile.code, thing)
        for code, (profile, kind, child) in plan.items():
            module = stored.get(code) or Module(profile=profile, code=code, kind=kind, number=int(code[-2:]), title="")
            values = {"title": line_of(child["title"]), "slo_id": child["id"], "withdrawn": False}
            # A short name of ours that gives way to the official one is no change of the programme.
            texts = ("title",) if known else ()
            self.edition.save(module, values, code, Thing(str(kind.value), code, code, texts, known))
            self.module_of.append((module, child))
        for module in stored.values():
            if module.slo_id and module.code not in plan and module.profile in profiles:
                self.edition.withdraw(module, Thing(module.kind, module.code, module.code, ("title",), True), GONE)

    def _deeltaken(self) -> None:
        stored = {deeltaak.code: deeltaak for deeltaak in Deeltaak.objects.select_related("module")}
        official = {deeltaak.module_id for deeltaak in stored.values() if deeltaak.official}
        plan: dict[str, tuple[Module, dict[str, Any], str | Said]] = {}
        seen: set[str] = set()
        for module, row in self.module_of:
            used: set[str] = set()
            for position, child in enumerate(self._children(row, "deeltaak"), start=1):
                if child["id"] in seen:
                    self.report.add(str(child["prefix"]), Outcome.REFUSED, TWICE)
                    continue
                seen.add(child["id"])
                code, repaired = self._deeltaak_code(module.code, str(child["prefix"]), position, used)
                used.add(code)
                plan[code] = (module, child, repaired)
        free_ids(stored.values(), {code: child["id"] for code, (_module, child, _repaired) in plan.items()})
        for code, (module, child, repaired) in plan.items():
            deeltaak = stored.get(code) or Deeltaak(module=module, code=code, title="")
            values = {
                "title": line_of(child["title"]),
                "official": True,
                "slo_id": child["id"],
                "withdrawn": False,
            }
            known = module.pk in official and (deeltaak.official or deeltaak.pk is None)
            # A short description of ours that gives way to the official text is no change of the programme.
            texts = ("title",) if known else ()
            self.edition.save(deeltaak, values, code, Thing("deeltaak", code, code, texts, known), repaired=repaired)
            self.deeltaak_of.append((deeltaak, child))
        modules = {module.pk for module, _row in self.module_of}
        for deeltaak in stored.values():
            if deeltaak.module_id in modules and deeltaak.code not in plan:
                what = Thing("deeltaak", deeltaak.code, deeltaak.code, ("title",), True)
                self.edition.withdraw(deeltaak, what, GONE if deeltaak.official else _("staat niet in het bestand"))

    def _deeltaak_code(self, module: str, prefix: str, position: int, used: set[str]) -> tuple[str, str | Said]:
        code = vmbo_code(prefix)
        if code and code.startswith(f"{module}/") and code not in used:
            return code, "" if code == prefix else Said(_("in het bestand staat %(code)s"), {"code": prefix})
        last = re.search(r"([0-9]{1,2})\s*$", prefix)
        numbers = chain([int(last.group(1))] if last else [], count(position))
        made = next(found for number in numbers if (found := f"{module}/{number:02}") not in used)
        if not prefix.strip():
            return made, _("in het bestand staat geen code")
        return made, Said(_("in het bestand staat %(code)s"), {"code": prefix})

    def _eindtermen(self) -> None:
        stored = {str(item.slo_id): item for item in Eindterm.objects.all()}
        had = {item.deeltaak_id for item in stored.values()}
        seen: set[str] = set()
        new, changed = [], []
        for deeltaak, row in self.deeltaak_of:
            for child in self._children(row, "globale_eindterm"):
                if child["id"] in seen:
                    self.report.add(str(child["prefix"]), Outcome.REFUSED, TWICE)
                    continue
                seen.add(child["id"])
                levels = {str(level) for level in child.get("niveau_id") or []}
                values: dict[str, Any] = {
                    "deeltaak_id": deeltaak.pk,
                    "code": line_of(child["prefix"])[:24],
                    "text": line_of(child["title"]),
                    **{name: key in levels for name, key in LEVELS.items()},
                }
                found = stored.get(child["id"])
                known = deeltaak.pk in had
                what = Thing("eindterm", values["code"], deeltaak.code, ("text",), known)
                before = found.levels if found else ""
                fresh = found or Eindterm(slo_id=child["id"])
                different = self.edition.compare(fresh, values, what)
                for name in different:
                    setattr(fresh, name, values[name])
                if found is None:
                    new.append(fresh)
                    outcome = Outcome.TAKEN
                elif different:
                    if before != found.levels:
                        self.edition.note(TextChange.Kind.CHANGED, what, "levels", before, found.levels)
                    changed.append(found)
                    outcome = Outcome.CHANGED
                else:
                    outcome = Outcome.UNCHANGED
                self.report.add(values["code"], outcome)
        taken = {deeltaak.pk: deeltaak.code for deeltaak, _row in self.deeltaak_of}
        for key, item in stored.items():
            if key not in seen and item.deeltaak_id in taken:
                self.edition.remove(item, Thing("eindterm", item.code, taken[item.deeltaak_id], ("text",), True), GONE)
        Eindterm.objects.bulk_create(new, batch_size=500)
        Eindterm.objects.bulk_update(changed, ["deeltaak", "code", "text", "bb", "kb", "gl"], batch_size=200)

    def _kern(self) -> None:
        stored = {(item.profile_id, str(item.slo_id)): item for item in Kerndeel.objects.all()}
        had = {profile for profile, _key in stored}
        seen: set[tuple[int, str]] = set()
        for profile, row in self.profiles:
            children = [
                child
                for kern in self._children(row, "kern")
                for part in self._children(kern, "kerndeel")
                for child in self._children(part, "globale_eindterm")
            ]
            for child in children:
                key = (profile.pk, child["id"])
                if key in seen:
                    continue
                seen.add(key)
                code, title = line_of(child["prefix"])[:24], line_of(child["title"])
                found = stored.get(key) or Kerndeel(profile=profile, slo_id=child["id"])
                what = Thing("kern", code, profile.code, ("title",), profile.pk in had)
                self.edition.save(found, {"code": code, "title": title, "withdrawn": False}, code, what)
        profiles = {profile.pk: profile.code for profile, _row in self.profiles}
        for (profile_id, slo_id), item in stored.items():
            if (profile_id, slo_id) not in seen and profile_id in profiles:
                self.edition.remove(item, Thing("kern", item.code, profiles[profile_id], ("title",), True), GONE)
