"""The shared data next to the project: read, never copied."""

import json
from pathlib import Path
from typing import Any

from naadloos.engines.overlap import TextUnit

DATA = Path(__file__).parents[2] / "shared" / "data"


class DataAbsentError(Exception):
    """The folder with shared data is not there."""


def read(name: str) -> Any:
    path = DATA / name
    if not path.exists():
        raise DataAbsentError(f"../shared/data/{name} is absent")
    return json.loads(path.read_text(encoding="utf-8"))


def profiles() -> dict[str, list[TextUnit]]:
    """Per vmbo profile all deeltaken of its modules and keuzevakken, each with its eindtermen."""
    folder = "slo_examenprogramma_bg"
    eindtermen = {each["id"]: each["title"] for each in read(f"{folder}/globale_eindterm.json")}
    deeltaken = {
        each["id"]: TextUnit(
            each["prefix"],
            each["title"],
            tuple(eindtermen[key] for key in each["examenprogramma_bg_globale_eindterm_id"]),
            module=each["prefix"].rsplit("/", 1)[0],
        )
        for each in read(f"{folder}/deeltaak.json")
    }
    parts = {
        each["id"]: each["examenprogramma_bg_deeltaak_id"]
        for name in ("module", "keuzevak")
        for each in read(f"{folder}/{name}.json")
    }
    return {
        profile["prefix"]: [
            deeltaken[key]
            for part in profile["examenprogramma_bg_module_id"] + profile["examenprogramma_bg_keuzevak_id"]
            for key in parts[part]
        ]
        for profile in read(f"{folder}/profiel.json")
    }


def module_units() -> dict[str, list[TextUnit]]:
    """Per profielmodule (P/BWI/01) its deeltaken with their eindtermen."""
    found: dict[str, list[TextUnit]] = {}
    for units in profiles().values():
        for unit in units:
            if unit.code.startswith("P/"):
                found.setdefault(unit.code.rsplit("/", 1)[0], []).append(unit)
    return found


def modules() -> dict[str, list[str]]:
    """Per module (P/BWI/01) the texts of its deeltaken and eindtermen."""
    folder = "slo_examenprogramma_bg"
    eindtermen = {each["id"]: each["title"] for each in read(f"{folder}/globale_eindterm.json")}
    deeltaken = {each["id"]: each for each in read(f"{folder}/deeltaak.json")}
    found: dict[str, list[str]] = {}
    for module in read(f"{folder}/module.json"):
        parts = [deeltaken[key] for key in module["examenprogramma_bg_deeltaak_id"]]
        found[module["prefix"]] = [
            text
            for part in parts
            for text in (
                part["title"],
                *(eindtermen[key] for key in part["examenprogramma_bg_globale_eindterm_id"]),
            )
        ]
    return dict(sorted(found.items()))


def qualification(crebo: str) -> list[TextUnit]:
    """The werkprocessen of one qualification, titles only."""
    (found,) = (each for each in read("mbo_kwalificaties_selectie.json")["kwalificaties"] if each["crebo"] == crebo)
    return [
        TextUnit(f"{crebo} {each['code']}", each["titel"])
        for kerntaak in found["kerntaken"]
        for each in kerntaak["werkprocessen"]
    ]


def all_qualifications() -> list[TextUnit]:
    """The werkprocessen of every qualification in the selection."""
    rows = read("mbo_kwalificaties_selectie.json")["kwalificaties"]
    return [unit for row in rows for unit in qualification(row["crebo"])]
