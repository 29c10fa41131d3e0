"""The general subjects (avo) in the spreadsheet: out and in again, and rows that do not fit."""

import json
from pathlib import Path
from typing import Any

import pytest
from test_curriculum_avo import REAL, programme, write
from test_curriculum_sheet import sheet

from naadloos.curriculum.importers import import_avo, import_xlsx
from naadloos.curriculum.models import AvoDomain, AvoEindterm, AvoSubject, TextChange
from naadloos.curriculum.sheet import write_catalogue

Row = dict[str, Any]
SUBJECT: Row = {"kant": "vmbo", "soort": "avo-vak", "code": "ZZ", "titel": "Eigen vak", "uitgave": "2026"}
DOMAIN: Row = {"kant": "vmbo", "soort": "avo-domein", "vak": "zz", "code": "ZZ/K/1", "titel": "Eerste"}
INNER: Row = DOMAIN | {"code": "ZZ/K/1/a", "titel": "Diep", "domein": "ZZ/K/1"}
TERM: Row = {
    "kant": "vmbo",
    "soort": "avo-eindterm",
    "vak": "ZZ",
    "domein": "ZZ/K/1/a",
    "code": "ZZ/K/1/1",
    "tekst": "Kan iets.",
    "leerwegen": "bb, tl",
    "ce": "ja",
}


def everything() -> list[Any]:
    """All that there is of avo, without the numbers of the database."""
    return [
        list(AvoSubject.objects.order_by("code").values_list("code", "title", "edition", "slo_id")),
        list(
            AvoDomain.objects.order_by("subject__code", "position").values_list(
                "subject__code", "code", "title", "parent__code", "position"
            )
        ),
        list(
            AvoEindterm.objects.order_by("domain__subject__code", "domain__position", "position").values_list(
                "domain__code", "code", "text", "slo_id", "bb", "kb", "gl", "tl", "ce", "se"
            )
        ),
    ]


def catalogue(tmp_path: Path) -> Path:
    path = tmp_path / "catalogus.xlsx"
    path.write_bytes(write_catalogue())
    return path


def test_avo_comes_back_without_change(db: None, tmp_path: Path) -> None:
    import_avo(write(tmp_path / "avo.json", programme()))
    before = everything()
    report = import_xlsx(catalogue(tmp_path))
    assert report.changed_nothing
    assert report.counts["geweigerd"] == 0
    assert everything() == before


def test_avo_goes_into_an_empty_catalogue_as_it_was(db: None, tmp_path: Path) -> None:
    import_avo(write(tmp_path / "avo.json", programme()))
    before, path = everything(), catalogue(tmp_path)
    AvoEindterm.objects.all().delete()
    AvoDomain.objects.all().delete()
    AvoSubject.objects.all().delete()
    assert import_xlsx(path).counts["overgenomen"] == 8
    assert everything() == before
    # The file of SLO finds everything by its id.
    assert import_avo(tmp_path / "avo.json").changed_nothing


@pytest.mark.skipif(not REAL.is_file(), reason="the real file of SLO is not beside the project")
def test_the_real_subjects_come_back_without_change(db: None, tmp_path: Path) -> None:
    import_avo(REAL)
    before = everything()
    report = import_xlsx(catalogue(tmp_path))
    assert report.changed_nothing
    assert report.counts["geweigerd"] == 0
    assert everything() == before


def test_own_rows_in_any_order(db: None, tmp_path: Path) -> None:
    path = sheet(tmp_path, TERM, INNER, DOMAIN, SUBJECT, TERM | {"code": None, "tekst": "Zonder code.", "ce": None})
    report = import_xlsx(path)
    assert (report.counts["overgenomen"], report.counts["geweigerd"]) == (5, 0)
    found = AvoEindterm.objects.get(code="ZZ/K/1/1")
    assert (found.levels, found.ce, found.se) == ("bb, tl", True, None)
    assert found.domain.parent == AvoDomain.objects.get(code="ZZ/K/1")
    assert AvoSubject.objects.get(code="ZZ").edition == "2026"
    assert [item.position for item in AvoEindterm.objects.filter(domain=found.domain)] == [1, 2]
    assert import_xlsx(path).changed_nothing


def test_a_changed_row_is_a_change_only_when_it_says_that_it_is_official(db: None, tmp_path: Path) -> None:
    import_xlsx(sheet(tmp_path, SUBJECT, DOMAIN, INNER, TERM))
    other = TERM | {"tekst": "Kan iets anders.", "leerwegen": "kb", "ce": "nee"}
    refused = import_xlsx(sheet(tmp_path, other))
    assert "officiële tekst" in refused.lines[0].reason
    import_xlsx(sheet(tmp_path, other | {"officieel": "ja"}))
    found = AvoEindterm.objects.get(code="ZZ/K/1/1")
    assert (found.text, found.levels, found.ce) == ("Kan iets anders.", "kb", False)
    assert set(TextChange.objects.values_list("unit", "field", "old", "new")) == {
        ("ZZ", "text", "Kan iets.", "Kan iets anders."),
        ("ZZ", "levels", "bb, tl", "kb"),
    }


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (SUBJECT | {"code": "Y" * 11}, "code ontbreekt of is te lang"),
        (SUBJECT | {"code": "YY", "titel": None}, "titel ontbreekt"),
        (SUBJECT | {"code": "YY", "slo-id": "x"}, "geen kenmerk van SLO"),
        (SUBJECT | {"code": "YY", "slo-id": "SAME"}, "een ander vak heeft al"),
        (SUBJECT | {"code": "YY", "uitgave": "x" * 21}, "te lang"),
        (DOMAIN | {"vak": "YY"}, "het vak YY is niet bekend"),
        (DOMAIN | {"code": "ZZ/K/2", "domein": "ZZ/K/9"}, "ZZ/K/9"),
        (DOMAIN | {"code": "ZZ/K/2", "domein": "ZZ/K/1/a"}, "zelf een subdomein"),
        (DOMAIN | {"domein": "ZZ/K/1/a"}, "zelf een subdomein"),
        (TERM | {"domein": None}, "domein van deze eindterm"),
        (TERM | {"code": "ZZ/K/1/2", "tekst": None}, "tekst ontbreekt"),
        (TERM | {"leerwegen": "havo"}, "bb, kb, gl en tl"),
        (TERM | {"ce": "misschien"}, "staat ja, nee of niets"),
        (TERM | {"code": "x" * 25}, "te lang"),
    ],
)
def test_a_wrong_row_is_refused_with_a_reason(db: None, tmp_path: Path, row: Row, said: str) -> None:
    import_xlsx(sheet(tmp_path, SUBJECT, DOMAIN, INNER, TERM))
    before = everything()
    if row.get("slo-id") == "SAME":
        row = row | {"slo-id": str(AvoSubject.objects.get(code="ZZ").slo_id)}
    report = import_xlsx(sheet(tmp_path, row))
    assert report.counts["geweigerd"] == 1
    assert said in report.lines[0].reason
    assert everything() == before


def test_a_code_that_stands_twice_needs_the_id(db: None, tmp_path: Path) -> None:
    data = json.loads(json.dumps(programme()))
    terms = data[0]["domeinen"][0]["eindtermen"]
    terms.append(terms[0] | {"id": "00000000-0000-4000-9000-000000000099", "tekst": "Nog een."})
    import_avo(write(tmp_path / "avo.json", data))
    row = TERM | {"vak": "XX", "domein": "XX/K/1", "code": "XX/K/1/1", "tekst": "Nieuw.", "officieel": "ja"}
    report = import_xlsx(sheet(tmp_path, row))
    assert "slo-id" in report.lines[0].reason
    import_xlsx(sheet(tmp_path, row | {"slo-id": "00000000-0000-4000-9000-000000000099"}))
    texts = AvoEindterm.objects.filter(domain__code="XX/K/1").values_list("text", flat=True)
    assert set(texts) == {"De kandidaat kan iets.", "Nieuw."}
