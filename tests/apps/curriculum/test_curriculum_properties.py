"""Properties of all importers: whatever the file, it is read or refused with a reason; and codes in any spelling."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_curriculum_avo import programme
from test_curriculum_import import RICH, files, folder
from test_curriculum_sheet import sheet

from naadloos.curriculum import uploads
from naadloos.curriculum.codes import PROFILES, mbo_code, vmbo_code
from naadloos.curriculum.importers import (
    CatalogueImportError,
    ImportReport,
    Origin,
    import_avo,
    import_sbb,
    import_slo,
    import_xlsx,
)
from naadloos.curriculum.models import Deeltaak, Qualification, Werkproces
from naadloos.curriculum.sheet import HEADS, KINDS, write_catalogue

# Files of examples go into one folder of the test; each example writes the file anew.
in_one_folder = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=20,
)


def read_or_refused(importer: Callable[[Path], ImportReport], path: Path) -> ImportReport | None:
    try:
        return importer(path)
    except CatalogueImportError:
        return None


# -- codes -----------------------------------------------------------------------------------------


@given(
    st.sampled_from("BP"),
    st.integers(1, 99),
    st.integers(1, 99),
    st.none() | st.integers(1, 99),
    st.none() | st.integers(10_000, 99_999),
)
def test_an_mbo_code_in_any_spelling_is_one_code(
    part: str, number: int, task: int, process: int | None, crebo: int | None
) -> None:
    pieces = [f"{part}{number}", f"K{task}"] + ([f"W{process}"] if process else [])
    code = "-".join(pieces)
    full = f"{crebo} {code}" if crebo else code
    spellings = [full, full.lower(), full.replace("-", " - "), full.replace("-", " "), full.replace(" ", "-")]
    assert {mbo_code(text) for text in spellings} == {full}


@given(st.sampled_from(sorted(PROFILES)), st.integers(1, 99), st.integers(1, 99))
def test_a_vmbo_code_in_any_spelling_is_one_code(profile: str, module: int, deeltaak: int) -> None:
    code = f"P/{PROFILES[profile]}/{module:02}/{deeltaak:02}"
    spellings = [f"P/{profile}/{module}.{deeltaak}", f"p {profile.lower()} {module:02} {deeltaak}", f" {code.lower()} "]
    assert {vmbo_code(text) for text in spellings} == {code}


# -- whatever the file -----------------------------------------------------------------------------


@given(content=st.binary(max_size=300))
@in_one_folder
def test_any_bytes_are_read_or_refused(db: None, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bestand"
    path.write_bytes(content)
    for importer in (import_slo, import_sbb, import_avo, import_xlsx):
        assert read_or_refused(importer, path) is None


@given(start=st.sampled_from([b"PK\x03\x04", b"<", b"[", b"{", b"\xef\xbb\xbf<"]), content=st.binary(max_size=120))
@in_one_folder
def test_any_bytes_of_an_upload_are_read_or_refused(db: None, tmp_path: Path, start: bytes, content: bytes) -> None:
    path = tmp_path / "bestand"
    path.write_bytes(start + content)

    def upload(path: Path) -> ImportReport:
        return uploads.run(uploads.kind_of(path), path, Origin("bestand"))

    assert read_or_refused(upload, path) is None


@given(value=json_values)
@in_one_folder
def test_any_json_is_read_or_refused(db: None, tmp_path: Path, value: Any) -> None:
    path = tmp_path / "avo.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    assert read_or_refused(import_avo, path) is None


@given(
    place=st.sampled_from(["id", "titel", "prefix", "versie", "domeinen"]),
    value=json_values,
)
@in_one_folder
def test_any_value_within_an_avo_file_is_read_or_refused(db: None, tmp_path: Path, place: str, value: Any) -> None:
    data = programme()
    data[0][place] = value
    path = tmp_path / "avo.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    read_or_refused(import_avo, path)


@given(
    name=st.sampled_from(sorted(files())),
    key=st.sampled_from(["id", "prefix", "title", "niveau_id", "examenprogramma_bg_deeltaak_id"]),
    value=json_values,
)
@in_one_folder
def test_any_value_within_the_files_of_slo_is_read_or_refused(
    db: None, tmp_path: Path, name: str, key: str, value: Any
) -> None:
    data = files()
    data[name][0][key] = value
    path = folder(tmp_path / "slo", data)
    read_or_refused(import_slo, path)


@given(
    old=st.sampled_from(
        ['nr="1"', 'hoofdstuk="1"', 'niveau="2"', "29999", "Verzonnen dossier", "<basis>", "Klaar.", "K0023", "k0023"]
    ),
    new=st.text(alphabet=st.characters(codec="utf-8"), max_size=30),
)
@in_one_folder
def test_any_text_within_xml_is_read_or_refused(db: None, tmp_path: Path, old: str, new: str) -> None:
    path = tmp_path / "dossier.xml"
    path.write_bytes(RICH.replace(old, new).encode())
    read_or_refused(import_sbb, path)


@given(place=st.integers(min_value=0), with_byte=st.integers(0, 255))
@in_one_folder
def test_a_damaged_byte_in_a_spreadsheet_is_read_or_refused(
    db: None, tmp_path: Path, place: int, with_byte: int
) -> None:
    content = bytearray(
        sheet(tmp_path, {"kant": "mbo", "soort": "opleiding", "crebo": 29990, "titel": "x"}).read_bytes()
    )
    content[place % len(content)] = with_byte
    path = tmp_path / "kapot.xlsx"
    path.write_bytes(bytes(content))
    read_or_refused(import_xlsx, path)


cells = (
    st.none()
    | st.integers(-10, 99_999)
    | st.booleans()
    | st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=20)
)
rows = st.lists(
    st.fixed_dictionaries(
        {"soort": st.sampled_from(sorted(KINDS)), "code": st.sampled_from(["P/BWI/01", "B1-K1", "NE", "K0023", "?"])},
        optional={head: cells for head in HEADS if head not in {"soort", "code", "kant"}},
    ),
    min_size=1,
    max_size=4,
)


@given(rows=rows)
@in_one_folder
def test_any_rows_are_taken_or_refused_one_by_one_and_twice_is_once(
    db: None, tmp_path: Path, rows: list[dict[str, Any]]
) -> None:
    path = sheet(tmp_path, *[row | {"kant": KINDS[row["soort"]]} for row in rows])
    report = import_xlsx(path)
    assert len(report.lines) >= len(rows)
    assert import_xlsx(path).changed_nothing


# -- out and in again, and twice -------------------------------------------------------------------

titles = st.text(alphabet=st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=60)


@given(title=titles, text=titles, level=st.integers(1, 4))
@in_one_folder
def test_the_spreadsheet_gives_back_what_went_in(db: None, tmp_path: Path, title: str, text: str, level: int) -> None:
    rows = [
        {"kant": "mbo", "soort": "opleiding", "crebo": 29990, "titel": f"V {title}", "niveau": level},
        {"kant": "mbo", "soort": "kerntaak", "crebo": 29990, "code": "B1-K1", "titel": "Doet"},
        {
            "kant": "mbo",
            "soort": "werkproces",
            "crebo": 29990,
            "code": "B1-K1-W1",
            "titel": "Doet",
            "tekst": f"T {text}",
        },
    ]
    import_xlsx(sheet(tmp_path, *rows))
    stored = (
        Qualification.objects.get(crebo="29990").name,
        Werkproces.objects.get(full_code="29990 B1-K1-W1").description,
    )
    path = tmp_path / "catalogus.xlsx"
    path.write_bytes(write_catalogue())
    report = import_xlsx(path)
    assert report.changed_nothing
    assert report.counts["geweigerd"] == 0
    assert stored == (
        Qualification.objects.get(crebo="29990").name,
        Werkproces.objects.get(full_code="29990 B1-K1-W1").description,
    )
    Qualification.objects.get(crebo="29990").kerntaken.get().werkprocessen.all().delete()
    Qualification.objects.get(crebo="29990").delete()


@given(texts=st.lists(titles, min_size=2, max_size=2))
@in_one_folder
def test_reading_the_files_of_slo_twice_changes_nothing(db: None, tmp_path: Path, texts: list[str]) -> None:
    data = files()
    for row, text in zip(data["globale_eindterm"], texts, strict=False):
        row["title"] = f"E {text}"
    data["deeltaak"][0]["title"] = f"D {texts[0]}"
    path = folder(tmp_path / "slo", data)
    import_slo(path)
    before = list(Deeltaak.objects.order_by("pk").values())
    assert import_slo(path).changed_nothing
    assert list(Deeltaak.objects.order_by("pk").values()) == before


@given(text=titles)
@in_one_folder
def test_reading_an_avo_file_twice_changes_nothing(db: None, tmp_path: Path, text: str) -> None:
    data = programme()
    data[0]["domeinen"][0]["eindtermen"][0]["tekst"] = f"T {text}"
    path = tmp_path / "avo.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    import_avo(path)
    assert import_avo(path).changed_nothing


# -- a ZIP that lies -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["../../module.json", "/etc/module.json", "a" * 300 + "/module.json"])
def test_names_within_a_zip_lead_nowhere(db: None, tmp_path: Path, name: str) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr(name, json.dumps(files()["module"]))
    path = tmp_path / "slo.zip"
    path.write_bytes(stream.getvalue())
    with pytest.raises(CatalogueImportError, match="ontbreken"):
        import_slo(path)
    assert {item.name for item in tmp_path.iterdir()} == {"slo.zip"}
