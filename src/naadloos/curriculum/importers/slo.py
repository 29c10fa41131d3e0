"""Import the vmbo side from SLO's JSON: modules, keuzevakken, deeltaken, eindtermen per leerweg, kern.

The UUID is the key, because some prefixes are wrong (a deeltaak ``K/MET/2`` in keuzevak ``K/MET/13``). A repaired
code is reported. Imported texts replace the short descriptions that ship.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import models, transaction

from naadloos.curriculum.codes import vmbo_code
from naadloos.curriculum.importers.report import CatalogueImportError, ImportReport, Outcome
from naadloos.curriculum.importers.slo_files import Rows, read_files
from naadloos.curriculum.models import CatalogueSource, Deeltaak, Eindterm, Kerndeel, Module, VmboProfile

SOURCE = "SLO, examenprogramma's beroepsgerichte profielvakken (officiële teksten)"
# SLO's ids of the three leerwegen.
LEVELS = {
    "bb": "861d98e4-e5ae-4ed7-89f6-f224605f7c97",
    "kb": "8574855d-0670-42bf-9f73-dc6706278b8b",
    "gl": "64852857-b601-419f-9cbb-e1335a185303",
}


@transaction.atomic
def import_slo(path: Path) -> ImportReport:
    """Read a folder or ZIP. Raises CatalogueImportError, and then changes nothing."""
    return _Import(read_files(path), ImportReport(f"SLO ({path.name})")).run()


@dataclass
class _Import:
    files: dict[str, Rows]
    report: ImportReport
    taken_codes: set[str] = field(default_factory=set)

    def run(self) -> ImportReport:
        self._modules()
        self._deeltaken()
        self._eindtermen()
        self._kern()
        CatalogueSource.objects.update_or_create(name=SOURCE, defaults={"counts": self.report.counts})
        return self.report

    def _children(self, row: dict[str, Any], name: str) -> list[dict[str, Any]]:
        found = []
        for key in row.get(f"examenprogramma_bg_{name}_id") or []:
            child = self.files[name].get(str(key))
            if child is None:
                self.report.add(str(row["prefix"]), Outcome.REFUSED, f"{name} {key} staat niet in {name}.json")
            else:
                found.append(child)
        return found

    def _save(self, instance: models.Model, values: dict[str, Any], place: str, repaired: str = "") -> None:
        """Write what is new or different, and say which it was."""
        new = instance.pk is None
        different = [name for name, value in values.items() if str(getattr(instance, name)) != str(value)]
        for name in different:
            setattr(instance, name, values[name])
        if new or different:
            instance.save()
        outcome = Outcome.TAKEN if new else Outcome.CHANGED if different else Outcome.UNCHANGED
        self.report.add(place, outcome)
        if repaired:
            self.report.add(place, Outcome.REPAIRED, repaired)

    def _modules(self) -> None:
        profiles = {profile.code: profile for profile in VmboProfile.objects.all()}
        stored = {module.code: module for module in Module.objects.all()}
        self.module_of: list[tuple[Module, dict[str, Any]]] = []
        seen: set[str] = set()
        for row in self.files["profiel"].values():
            profile = profiles.get(str(row["prefix"]).strip().upper())
            if profile is None:
                self.report.add(str(row["prefix"]), Outcome.REFUSED, "dit profiel kent Naadloos niet")
                continue
            self._save(profile, {"slo_id": row["id"]}, profile.code)
            for name, kind in (("module", Module.Kind.PROFILE), ("keuzevak", Module.Kind.ELECTIVE)):
                for child in self._children(row, name):
                    code = vmbo_code(str(child["prefix"]))
                    if code is None or code.count("/") != 2:
                        self.report.add(str(child["prefix"]), Outcome.REFUSED, "dit is geen code van een module")
                        continue
                    if code in seen:
                        self.report.add(code, Outcome.REFUSED, "staat twee keer in het bestand; de eerste telt")
                        continue
                    seen.add(code)
                    module = stored.get(code) or Module(
                        profile=profile, code=code, kind=kind, number=int(code[-2:]), title=""
                    )
                    self._save(module, {"title": _clean(child["title"]), "slo_id": child["id"]}, code)
                    self.module_of.append((module, child))

    def _deeltaken(self) -> None:
        stored = {deeltaak.code: deeltaak for deeltaak in Deeltaak.objects.all()}
        self.deeltaak_of: list[tuple[Deeltaak, dict[str, Any]]] = []
        for module, row in self.module_of:
            children = self._children(row, "deeltaak")
            used: set[str] = set()
            for position, child in enumerate(children, start=1):
                code, repaired = self._deeltaak_code(module.code, str(child["prefix"]), position, used)
                used.add(code)
                deeltaak = stored.get(code) or Deeltaak(module=module, code=code, title="")
                values = {"title": _clean(child["title"]), "official": True, "slo_id": child["id"]}
                self._save(deeltaak, values, code, repaired)
                self.deeltaak_of.append((deeltaak, child))

    def _deeltaak_code(self, module: str, prefix: str, position: int, used: set[str]) -> tuple[str, str]:
        code = vmbo_code(prefix)
        if code and code.startswith(f"{module}/") and code not in used:
            return code, "" if code == prefix else f"in het bestand staat {prefix}"
        last = re.search(r"(\d{1,2})\s*$", prefix)
        number = int(last.group(1)) if last else position
        made = f"{module}/{number:02}"
        if made in used or not last:
            made = f"{module}/{position:02}"
        return made, f"in het bestand staat {prefix or 'geen code'}"

    def _eindtermen(self) -> None:
        stored = {str(item.slo_id): item for item in Eindterm.objects.all()}
        new, changed = [], []
        for deeltaak, row in self.deeltaak_of:
            for child in self._children(row, "globale_eindterm"):
                levels = {str(level) for level in child.get("niveau_id") or []}
                values: dict[str, Any] = {
                    "deeltaak_id": deeltaak.pk,
                    "code": str(child["prefix"])[:24],
                    "text": _clean(child["title"]),
                    **{name: key in levels for name, key in LEVELS.items()},
                }
                found = stored.get(str(child["id"]))
                if found is None:
                    found = Eindterm(slo_id=child["id"], **values)
                    stored[str(child["id"])] = found
                    new.append(found)
                    outcome = Outcome.TAKEN
                elif any(getattr(found, name) != value for name, value in values.items()):
                    for name, value in values.items():
                        setattr(found, name, value)
                    changed.append(found)
                    outcome = Outcome.CHANGED
                else:
                    outcome = Outcome.UNCHANGED
                self.report.add(values["code"], outcome)
        Eindterm.objects.bulk_create(new)
        Eindterm.objects.bulk_update(
            [item for item in changed if item.pk], ["deeltaak", "code", "text", "bb", "kb", "gl"]
        )

    def _kern(self) -> None:
        profiles = {profile.code: profile for profile in VmboProfile.objects.all()}
        stored = {(item.profile_id, str(item.slo_id)): item for item in Kerndeel.objects.all()}
        new = []
        for row in self.files["profiel"].values():
            profile = profiles.get(str(row["prefix"]).strip().upper())
            if profile is None:
                continue
            for kern in self._children(row, "kern"):
                for part in self._children(kern, "kerndeel"):
                    for child in self._children(part, "globale_eindterm"):
                        key = (profile.pk, str(child["id"]))
                        code, title = str(child["prefix"])[:24], _clean(child["title"])
                        found = stored.get(key)
                        if found is None:
                            found = Kerndeel(profile=profile, code=code, title=title, slo_id=child["id"])
                            stored[key] = found
                            new.append(found)
                            self.report.add(code, Outcome.TAKEN)
                        elif found.pk:
                            self._save(found, {"code": code, "title": title}, code)
        Kerndeel.objects.bulk_create(new)


def _clean(text: Any) -> str:
    found = " ".join(str(text).split())
    if not found:
        raise CatalogueImportError("Een titel in het bestand is leeg.")
    return found
