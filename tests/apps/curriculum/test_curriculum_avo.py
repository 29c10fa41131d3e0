"""The exam programmes of avo subjects: the real file when it is there, a small one of our own always."""

import json
from pathlib import Path
from typing import Any

import pytest
from helpers import ROOT

from naadloos.curriculum.importers import CatalogueImportError, import_avo
from naadloos.curriculum.models import AvoDomain, AvoEindterm, AvoSubject, TextChange

REAL = ROOT.parent / "shared" / "data" / "slo_avo_vmbo.json"


def key(number: int) -> str:
    return f"00000000-0000-4000-9000-{number:012}"


def term(number: int, text: str, levels: list[str], prefix: str | None = "XX/K/1/1") -> dict[str, Any]:
    return {"id": key(number), "prefix": prefix, "tekst": text, "ce": None, "se": 1, "leerwegen": levels}


def programme() -> list[dict[str, Any]]:
    """Two invented subjects that share an eindterm; one has a subdomain."""
    return [
        {
            "id": key(1),
            "titel": "Examenprogramma Verzonnen vak vmbo",
            "prefix": "XX/vmbo",
            "versie": "2020",
            "leerwegen": ["bb", "kb"],
            "domeinen": [
                {
                    "prefix": "XX/K/1",
                    "titel": "Oriëntatie",
                    "eindtermen": [term(10, "De kandidaat kan iets.", ["bb", "kb"])],
                    "subdomeinen": [
                        {"prefix": "XX/K/1/a", "titel": "Diep", "eindtermen": [term(11, "Dieper.", ["tl"], None)]}
                    ],
                }
            ],
        },
        {
            "id": key(2),
            "titel": "Examenprogramma Ander vak vmbo gl/tl",
            "prefix": "YY/vmbo",
            "versie": "",
            "leerwegen": ["gl", "tl"],
            "domeinen": [
                {
                    "prefix": "YY/K/1",
                    "titel": "Oriëntatie",
                    "eindtermen": [term(10, "De kandidaat kan iets.", ["gl", "tl"])],
                    "subdomeinen": [],
                }
            ],
        },
    ]


def write(path: Path, data: Any) -> Path:
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def test_subjects_domains_and_eindtermen_with_their_leerwegen(db: None, tmp_path: Path) -> None:
    path = write(tmp_path / "avo.json", programme())
    report = import_avo(path)
    assert [(subject.code, subject.title) for subject in AvoSubject.objects.all()] == [
        ("YY", "Ander vak"),
        ("XX", "Verzonnen vak"),
    ]
    deep = AvoEindterm.objects.get(text="Dieper.")
    assert (deep.levels, deep.code, deep.se, deep.ce) == ("tl", "", True, None)
    assert deep.domain.parent == AvoDomain.objects.get(code="XX/K/1")
    assert AvoEindterm.objects.filter(slo_id=key(10)).count() == 2
    assert (report.counts["overgenomen"], report.counts["geweigerd"]) == (8, 0)
    assert import_avo(path).changed_nothing
    assert not TextChange.objects.filter(thing="avo-eindterm").exists()


def test_what_a_new_edition_changes_adds_and_drops_is_kept(db: None, tmp_path: Path) -> None:
    import_avo(write(tmp_path / "avo.json", programme()))
    data = programme()
    first = data[0]["domeinen"][0]
    first["eindtermen"][0] |= {"tekst": "Iets anders.", "leerwegen": ["kb"]}
    first["eindtermen"].append(term(12, "Een derde.", ["kb"], "XX/K/1/3"))
    first["subdomeinen"] = []
    import_avo(write(tmp_path / "avo.json", data))
    found = TextChange.objects.filter(unit="XX").values_list("kind", "thing", "field", "old", "new")
    assert set(found) == {
        ("gewijzigd", "avo-eindterm", "text", "De kandidaat kan iets.", "Iets anders."),
        ("gewijzigd", "avo-eindterm", "levels", "bb, kb", "kb"),
        ("nieuw", "avo-eindterm", "text", "", "Een derde."),
        ("vervallen", "avo-eindterm", "text", "Dieper.", ""),
        ("vervallen", "domein", "title", "Diep", ""),
    }
    assert not AvoDomain.objects.filter(code="XX/K/1/a").exists()
    assert AvoDomain.objects.filter(code="XX/K/1").exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "geen geldige JSON"),
        (b"[]", "niet de goede vorm"),
        (b'[{"id": "x"}]', "0 > id heeft niet de goede vorm"),
        (b"\xff\xfe[", "niet in UTF-8"),
        (b"[" * 100_000, "te diep genest"),
        (b"[" + b"9" * 5_000 + b"]", "getal dat te groot is"),
    ],
)
def test_a_wrong_or_hostile_file_is_refused(db: None, tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "avo.json"
    path.write_bytes(content)
    with pytest.raises(CatalogueImportError, match=said):
        import_avo(path)
    assert not AvoSubject.objects.exists()


@pytest.mark.skipif(not REAL.is_file(), reason="the real file of SLO is not beside the project")
def test_the_real_file(db: None) -> None:
    report = import_avo(REAL)
    assert AvoSubject.objects.count() == 25
    assert AvoDomain.objects.filter(parent=None).count() == 316
    assert AvoDomain.objects.exclude(parent=None).count() == 144
    assert AvoEindterm.objects.count() == 1_734
    assert report.counts["geweigerd"] == 0
    assert import_avo(REAL).changed_nothing
