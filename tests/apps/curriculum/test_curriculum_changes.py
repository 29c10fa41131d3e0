"""Editions: what an import changes is kept, and can be asked for by code."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from test_curriculum_import import BB, RICH, XML, files, folder, key, xml

from naadloos.curriculum.importers import Origin, import_sbb, import_slo
from naadloos.curriculum.models import CatalogueImport, Deeltaak, Eindterm, Module, TextChange, Werkproces
from naadloos.curriculum.queries import changes_since


def rows(made: CatalogueImport) -> set[tuple[Any, ...]]:
    return set(made.changes.values_list("kind", "thing", "unit", "field", "old", "new"))


def latest() -> CatalogueImport:
    return CatalogueImport.objects.order_by("pk").last() or CatalogueImport()


def test_a_first_import_keeps_its_edition_and_is_no_change(db: None, tmp_path: Path) -> None:
    import_slo(folder(tmp_path / "slo", files()), Origin("slo.zip", "uitgave 2025", date(2025, 12, 11)))
    made = latest()
    assert (made.kind, made.file_name, made.edition, made.dated, made.actor_name) == (
        "slo",
        "slo.zip",
        "uitgave 2025",
        date(2025, 12, 11),
        "Naadloos",
    )
    # Only what the official list does not name.
    assert {row[0] for row in rows(made)} == {"vervallen"}
    assert {row[2] for row in rows(made)} == {"K/BWI/02/01", "P/BWI/02/01", "P/BWI/02/03", "P/BWI/02/04"}
    assert Deeltaak.objects.get(code="P/BWI/02/01").withdrawn


def test_changed_added_and_removed_texts_of_slo(db: None, tmp_path: Path) -> None:
    import_slo(folder(tmp_path / "slo", files()))
    data = files()
    data["deeltaak"][0]["title"] = "Muren, anders."
    data["globale_eindterm"][0] |= {"title": "Anders.", "niveau_id": [BB]}
    new = {"id": key(23), "prefix": "P/BWI/02/02-03", "title": "Nieuw.", "niveau_id": [BB]}
    data["globale_eindterm"].append(new)
    data["deeltaak"][0]["examenprogramma_bg_globale_eindterm_id"] = [key(20), key(23)]
    data["profiel"][0]["examenprogramma_bg_keuzevak_id"] = []
    report = import_slo(folder(tmp_path / "slo", data))
    unit = "P/BWI/02/02"
    assert rows(latest()) == {
        ("gewijzigd", "deeltaak", unit, "title", "Een verzonnen deeltaak over muren.", "Muren, anders."),
        ("gewijzigd", "eindterm", unit, "text", "Verzonnen eindterm een.", "Anders."),
        ("gewijzigd", "eindterm", unit, "levels", "bb, kb", "bb"),
        ("nieuw", "eindterm", unit, "text", "", "Nieuw."),
        ("vervallen", "eindterm", unit, "text", "Verzonnen eindterm twee.", ""),
        ("vervallen", "keuzevak", "K/BWI/02", "title", "Schoonmetselwerk", ""),
    }
    assert report.counts["vervallen"] == 2
    assert not Eindterm.objects.filter(slo_id=key(21)).exists()
    assert Module.objects.get(code="K/BWI/02").withdrawn
    import_slo(folder(tmp_path / "slo", files()))
    assert not Module.objects.get(code="K/BWI/02").withdrawn
    assert ("nieuw", "keuzevak", "K/BWI/02", "title", "", "Schoonmetselwerk") in rows(latest())


def test_deeltaken_that_change_places_keep_their_codes(db: None, tmp_path: Path) -> None:
    data = files()
    data["deeltaak"].append(
        {"id": key(12), "prefix": "P/BWI/02/03", "title": "Drie.", "examenprogramma_bg_globale_eindterm_id": []}
    )
    data["module"][0]["examenprogramma_bg_deeltaak_id"] = [key(10), key(12)]
    import_slo(folder(tmp_path / "slo", data))
    data["deeltaak"][0]["prefix"], data["deeltaak"][2]["prefix"] = "P/BWI/02/03", "P/BWI/02/02"
    import_slo(folder(tmp_path / "slo", data))
    assert str(Deeltaak.objects.get(code="P/BWI/02/03").slo_id) == key(10)
    assert Deeltaak.objects.get(code="P/BWI/02/02").title == "Drie."


def test_changed_and_withdrawn_werkprocessen_of_sbb(db: None, tmp_path: Path) -> None:
    import_sbb(xml(tmp_path))
    other = XML.replace("Klaar.", "Helemaal klaar.").replace(
        'titel="Levert op" hoofdstuk="4"', 'titel="Nieuw" hoofdstuk="5"'
    )
    import_sbb(xml(tmp_path, other))
    assert rows(latest()) == {
        ("gewijzigd", "werkproces", "29999 B1-K1-W1", "result", "Klaar.", "Helemaal klaar."),
        ("nieuw", "werkproces", "29999 P2-K1-W5", "title", "", "Nieuw"),
        ("vervallen", "werkproces", "29999 P2-K1-W4", "title", "Levert op", ""),
    }
    assert Werkproces.objects.get(full_code="29999 P2-K1-W4").withdrawn


def test_knowledge_that_is_gone_keeps_its_text(db: None, tmp_path: Path) -> None:
    import_sbb(xml(tmp_path, RICH))
    import_sbb(xml(tmp_path, RICH.replace('<vakkennisenvaardigheden referentie="k1"/>', "")))
    assert ("vervallen", "vakkennis", "29999 B1-K1", "text", "kent stenen", "") in rows(latest())


@pytest.fixture
def changes(db: None) -> CatalogueImport:
    made = CatalogueImport.objects.create(kind="slo", file_name="a", actor_name="x")
    units = ["P/BWI/02/02", "P/BWI/02", "P/BWI/03/01", "25786 B1-K1-W1", "25786 B1-K1", "25786", "25829 B1-K1-W10"]
    TextChange.objects.bulk_create(
        TextChange(catalogue_import=made, kind="gewijzigd", thing="deeltaak", code=unit, unit=unit, field="title")
        for unit in units
    )
    return made


@pytest.mark.parametrize(
    ("codes", "units"),
    [
        (["P/BWI/02"], ["P/BWI/02", "P/BWI/02/02"]),
        (["P/BWI/02/02"], ["P/BWI/02/02"]),
        (["25786"], ["25786", "25786 B1-K1", "25786 B1-K1-W1"]),
        (["25786 B1-K1"], ["25786 B1-K1", "25786 B1-K1-W1"]),
        (["25829 B1-K1-W1"], []),
        ([], []),
    ],
)
def test_a_code_stands_for_what_is_under_it(changes: CatalogueImport, codes: list[str], units: list[str]) -> None:
    assert [change.unit for change in changes_since(codes, timezone.localdate())] == units


def test_only_since_the_day_and_in_one_query(changes: CatalogueImport, django_assert_num_queries: Any) -> None:
    today = timezone.localdate()
    with django_assert_num_queries(1):
        found = changes_since(["P/BWI/02", "25786"], today)
        assert {change.catalogue_import.file_name for change in found} == {"a"}
    assert changes_since(["P/BWI/02"], today + timedelta(days=1)) == []


def test_a_name_of_ours_that_gives_way_to_the_official_one_is_no_change(db: None, tmp_path: Path) -> None:
    other = XML.replace("29999", "25786").replace("Bereidt voor", "Anders dan wij schreven")
    import_sbb(xml(tmp_path, other))
    assert {row[0] for row in rows(latest())} == {"vervallen"}
    import_sbb(xml(tmp_path, other.replace("Verzonnen vak", "Nieuwe naam")))
    assert rows(latest()) == {("gewijzigd", "opleiding", "25786", "name", "Verzonnen vak", "Nieuwe naam")}
