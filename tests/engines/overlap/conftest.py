"""Real deeltaken and werkprocessen, read from the shared data next to the project when it is there."""

import json
from pathlib import Path
from typing import Any

import pytest

from naadloos.engines.overlap import TextUnit

DATA = Path(__file__).parents[4] / "shared" / "data"


def read(name: str) -> Any:
    path = DATA / name
    if not path.exists():
        pytest.skip(f"shared data is absent: {name}")
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def slo_deeltaken() -> list[TextUnit]:
    """All 677 deeltaken with their eindtermen."""
    eindtermen = {each["id"]: each["title"] for each in read("slo_examenprogramma_bg/globale_eindterm.json")}
    return [
        TextUnit(
            each["prefix"],
            each["title"],
            tuple(eindtermen[key] for key in each["examenprogramma_bg_globale_eindterm_id"]),
        )
        for each in read("slo_examenprogramma_bg/deeltaak.json")
    ]


@pytest.fixture(scope="session")
def bwi_deeltaken(slo_deeltaken: list[TextUnit]) -> list[TextUnit]:
    """The 13 deeltaken of the profielmodules of Bouwen, wonen en interieur."""
    return [each for each in slo_deeltaken if each.code.startswith("P/BWI/")]


@pytest.fixture(scope="session")
def metselaar() -> list[TextUnit]:
    """The werkprocessen of crebo 25786."""
    (found,) = (each for each in read("mbo_kwalificaties_selectie.json")["kwalificaties"] if each["crebo"] == "25786")
    return [
        TextUnit(f"25786 {each['code']}", each["titel"])
        for kerntaak in found["kerntaken"]
        for each in kerntaak["werkprocessen"]
    ]
