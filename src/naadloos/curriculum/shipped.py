"""The catalogue that ships: codes and names, and short descriptions of our own for some deeltaken.

Loading it again changes nothing, and never touches a text that was imported from an official source.
"""

from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction

from naadloos.curriculum.models import (
    CatalogueSource,
    Deeltaak,
    GenericPart,
    Kerntaak,
    Module,
    Qualification,
    VmboProfile,
    Werkproces,
)
from naadloos.engines.sourced import read_yaml

DATA = Path(__file__).parent / "data"


@cache
def read(name: str) -> Any:
    """One of our data files."""
    return read_yaml((DATA / f"{name}.yaml").read_text(encoding="utf-8"))


@transaction.atomic
def load_shipped() -> None:
    """Add what is missing of the shipped catalogue."""
    _vmbo(read("vmbo"))
    _deeltaken(read("deeltaken"))
    _mbo(read("mbo"))
    _generic(read("generiek"))


def _vmbo(data: dict[str, Any]) -> None:
    have = set(Module.objects.values_list("code", flat=True))
    profiles = {profile.code: profile for profile in VmboProfile.objects.all()}
    new = []
    for row in data["profiles"]:
        profile = profiles.get(row["code"]) or VmboProfile.objects.create(
            code=row["code"], abbreviation=row["abbreviation"], title=row["title"]
        )
        for letter, kind, key in (("P", Module.Kind.PROFILE, "modules"), ("K", Module.Kind.ELECTIVE, "keuzevakken")):
            for number, title in row[key].items():
                code = f"{letter}/{profile.code}/{number}"
                if code not in have:
                    new.append(Module(profile=profile, code=code, kind=kind, number=int(number), title=title))
    Module.objects.bulk_create(new)
    CatalogueSource.objects.get_or_create(name=data["source"], defaults={"edition": data["edition"]})


def _deeltaken(data: dict[str, dict[str, str]]) -> None:
    have = set(Deeltaak.objects.values_list("code", flat=True))
    modules = Module.objects.in_bulk(list(data), field_name="code")
    Deeltaak.objects.bulk_create(
        Deeltaak(module=modules[module], code=f"{module}/{number}", title=title)
        for module, rows in data.items()
        for number, title in rows.items()
        # After an import the official list counts; ours may not add to it.
        if f"{module}/{number}" not in have and not modules[module].slo_id
    )


def _generic(data: dict[str, Any]) -> None:
    """The generic parts are ours alone, so a better file simply replaces what stood there."""
    for part in data["parts"]:
        for level, reference in part["levels"].items():
            GenericPart.objects.update_or_create(
                level=level,
                code=part["code"],
                defaults={
                    "title": part["title"],
                    "source": part["source"],
                    "confirmed": part["confirmed"],
                    "reference_level": reference.get("reference", ""),
                    "reference_source": reference.get("source", ""),
                    "reference_confirmed": reference.get("confirmed", False),
                },
            )


def _mbo(data: dict[str, Any]) -> None:
    have = set(Qualification.objects.values_list("crebo", flat=True))
    werkprocessen = []
    for row in data["qualifications"]:
        if row["crebo"] in have:
            continue
        qualification = Qualification.objects.create(
            crebo=row["crebo"],
            name=row["name"],
            level=row["level"],
            dossier_name=row["dossier"],
            dossier_confirmed=row["dossier_confirmed"],
            source=data["source"],
        )
        for item in row["kerntaken"]:
            kerntaak = Kerntaak.objects.create(qualification=qualification, code=item["code"], title=item["title"])
            werkprocessen += [
                Werkproces(
                    kerntaak=kerntaak,
                    code=f"{item['code']}-{number}",
                    full_code=f"{row['crebo']} {item['code']}-{number}",
                    title=title,
                )
                for number, title in item["werkprocessen"].items()
            ]
    Werkproces.objects.bulk_create(werkprocessen)
    CatalogueSource.objects.get_or_create(name=data["source"])
