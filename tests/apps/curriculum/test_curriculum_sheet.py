"""Our own spreadsheet: template, catalogue out and in again, and files that are not what they say."""

import io
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from test_curriculum_import import RICH, files, folder, real_slo, xml

from naadloos.curriculum.importers import CatalogueImportError, import_sbb, import_slo, import_xlsx, xlsx_file
from naadloos.curriculum.models import Deeltaak, Eindterm, Kerntaak, Keuzedeel, Module, Qualification, Werkproces
from naadloos.curriculum.sheet import HEADS, SHEET, write_catalogue, write_template

Row = dict[str, Any]
OPLEIDING: Row = {"kant": "mbo", "soort": "opleiding", "crebo": 29990, "titel": "Verzonnen vak", "niveau": 2}
KERNTAAK: Row = {"kant": "mbo", "soort": "kerntaak", "crebo": "29990", "code": "b1 k1", "titel": "Doet iets"}
WERKPROCES: Row = {"kant": "mbo", "soort": "werkproces", "code": "29990-B1-K1-W2", "titel": "Doet dat", "tekst": "a\nb"}


def sheet(tmp_path: Path, *rows: Row, heads: tuple[str, ...] = HEADS, title: str = SHEET) -> Path:
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = title
    page.append(list(heads))
    for row in rows:
        page.append([row.get(head) for head in heads])
    path = tmp_path / "blad.xlsx"
    book.save(path)
    return path


def outcomes(report: Any) -> list[tuple[str, str, str]]:
    return [(line.place, str(line.outcome.value), line.reason) for line in report.lines]


def test_the_template_has_the_columns_and_an_explanation() -> None:
    book = load_workbook(io.BytesIO(write_template()))
    assert [cell.value for cell in book[SHEET][1]] == list(HEADS)
    assert book[SHEET].max_row == 1
    assert len(book.sheetnames) == 2


def test_the_empty_template_is_refused_with_a_reason(db: None, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(write_template())
    with pytest.raises(CatalogueImportError, match="geen enkele rij"):
        import_xlsx(path)


def test_rows_of_the_mbo_in_any_order(db: None, tmp_path: Path) -> None:
    more = OPLEIDING | {
        "geldig vanaf": datetime(2026, 8, 1),  # noqa: DTZ001 (a day in a spreadsheet)
        "einde instroom": "31-07-2028",
        "opvolger": 25786,
    }
    extra = {
        "kant": "mbo",
        "soort": "keuzedeel",
        "code": "K0023",
        "titel": "Deel",
        "klokuren": 240,
        "crebo": "29990, 25786",
    }
    knowledge = KERNTAAK | {"soort": "vakkennis", "titel": None, "tekst": "kent stenen"}
    path = sheet(tmp_path, WERKPROCES, KERNTAAK, more, extra, knowledge)
    report = import_xlsx(path)
    assert report.counts["geweigerd"] == 0
    assert [place for place, _outcome, _reason in outcomes(report)] == [
        "rij 2, 29990 B1-K1-W2",
        "rij 3, 29990 B1-K1",
        "rij 4, 29990",
        "rij 4, 29990",
        "rij 5, K0023",
        "rij 5, K0023 29990",
        "rij 5, K0023 25786",
        "rij 6, 29990 B1-K1",
    ]
    found = Qualification.objects.get(crebo="29990")
    assert (found.valid_from, found.intake_ends, found.successor) == (
        date(2026, 8, 1),
        date(2028, 7, 31),
        Qualification.objects.get(crebo="25786"),
    )
    process = Werkproces.objects.get(full_code="29990 B1-K1-W2")
    assert (process.description, process.official) == ("a\nb", False)
    assert {item.crebo for item in Keuzedeel.objects.get().qualifications.all()} == {"29990", "25786"}
    assert Kerntaak.objects.get(qualification=found).knowledge.get().text == "kent stenen"
    assert import_xlsx(path).changed_nothing


def test_rows_of_the_vmbo(db: None, tmp_path: Path) -> None:
    rows: list[Row] = [
        {"kant": "vmbo", "soort": "keuzevak", "code": "K/BWI/77", "titel": "Eigen keuzevak"},
        {"kant": "vmbo", "soort": "deeltaak", "code": "k/bwi/77.1", "titel": "Doe dit", "officieel": "ja"},
        {"kant": "vmbo", "soort": "eindterm", "code": "K/BWI/77/01-2", "tekst": "Kan dat", "leerwegen": "bb, gl"},
    ]
    report = import_xlsx(sheet(tmp_path, *rows))
    assert report.counts["overgenomen"] == 3
    assert Module.objects.get(code="K/BWI/77").number == 77
    found = Eindterm.objects.get(code="K/BWI/77/01-02")
    assert (found.levels, found.deeltaak.official) == ("bb, gl", True)
    assert import_xlsx(sheet(tmp_path, *rows)).changed_nothing


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (OPLEIDING | {"titel": "=1+1"}, "staat een formule"),
        (OPLEIDING | {"crebo": 2999}, "vijf cijfers"),
        (OPLEIDING | {"niveau": 7}, "niveau"),
        (OPLEIDING | {"kant": "vmbo"}, "hoort bij het mbo"),
        (OPLEIDING | {"soort": "iets"}, "geen soort"),
        (OPLEIDING | {"einde opleiding": "30-02-2027"}, "geen datum"),
        (OPLEIDING | {"titel": "x" * 201}, "te lang"),
        (OPLEIDING | {"titel": None}, "titel ontbreekt"),
        (OPLEIDING | {"titel": "x" * 20_001}, "te lang"),
        (OPLEIDING | {"opvolger": "99999"}, "geen opvolger"),
        (KERNTAAK, "29990 is niet bekend"),
        (WERKPROCES | {"crebo": "25786"}, "een ander dan in de kolom"),
        (WERKPROCES | {"code": "25786 B9-K9-W9"}, "kerntaak van dit werkproces"),
        ({"kant": "mbo", "soort": "keuzedeel", "code": "K23", "titel": "x"}, "K0023"),
        ({"kant": "mbo", "soort": "keuzedeel", "code": "K0023", "titel": "x", "crebo": "99999"}, "99999"),
        ({"kant": "vmbo", "soort": "keuzevak", "code": "P/BWI/01", "titel": "x"}, "K/BWI/01"),
        ({"kant": "vmbo", "soort": "deeltaak", "code": "P/BWI/99/01", "titel": "x"}, "module van deze deeltaak"),
        (
            {"kant": "vmbo", "soort": "eindterm", "code": "P/BWI/02/02-01", "tekst": "x", "leerwegen": "tl"},
            "bb, kb en gl",
        ),
        ({"kant": "vmbo", "soort": "eindterm", "code": "zomaar", "tekst": "x"}, "van een bekende deeltaak"),
    ],
)
def test_a_wrong_row_is_refused_with_a_reason_and_spoils_no_other(
    db: None, tmp_path: Path, row: Row, said: str
) -> None:
    good = {"kant": "vmbo", "soort": "keuzevak", "code": "K/BWI/77", "titel": "Eigen keuzevak"}
    report = import_xlsx(sheet(tmp_path, row, good))
    refused = [line for line in report.lines if line.outcome == "geweigerd"]
    assert len(refused) == 1
    assert refused[0].place.startswith("rij 2")
    assert said in refused[0].reason
    assert Module.objects.filter(code="K/BWI/77").exists()


def test_the_same_code_twice_counts_once(db: None, tmp_path: Path) -> None:
    report = import_xlsx(sheet(tmp_path, OPLEIDING, OPLEIDING | {"titel": "Anders"}))
    assert report.counts["geweigerd"] == 1
    assert Qualification.objects.get(crebo="29990").name == "Verzonnen vak"


def test_opleidingen_cannot_follow_each_other_in_a_circle(db: None, tmp_path: Path) -> None:
    other = OPLEIDING | {"crebo": "29991", "opvolger": "29990"}
    report = import_xlsx(sheet(tmp_path, OPLEIDING | {"opvolger": "29991"}, other))
    assert report.counts["geweigerd"] == 1
    assert Qualification.objects.filter(crebo__startswith="2999").exclude(successor=None).count() == 1


def test_an_official_text_stays_unless_the_row_says_that_it_is_official(db: None, tmp_path: Path) -> None:
    import_slo(folder(tmp_path / "slo", files()))
    row = {"kant": "vmbo", "soort": "deeltaak", "code": "P/BWI/02/02", "titel": "Onze tekst"}
    refused = import_xlsx(sheet(tmp_path, row))
    assert "officiële tekst" in refused.lines[0].reason
    assert Deeltaak.objects.get(code="P/BWI/02/02").title == "Een verzonnen deeltaak over muren."
    import_xlsx(sheet(tmp_path, row | {"officieel": "ja"}))
    assert Deeltaak.objects.get(code="P/BWI/02/02").title == "Onze tekst"


def test_an_empty_cell_leaves_what_is_there(db: None, tmp_path: Path) -> None:
    import_xlsx(sheet(tmp_path, OPLEIDING, KERNTAAK, WERKPROCES))
    import_xlsx(sheet(tmp_path, WERKPROCES | {"titel": None, "tekst": None, "gedrag": "Netjes."}))
    found = Werkproces.objects.get(full_code="29990 B1-K1-W2")
    assert (found.title, found.description, found.behaviour) == ("Doet dat", "a\nb", "Netjes.")


def test_the_catalogue_that_ships_comes_back_without_change(db: None, tmp_path: Path) -> None:
    import_sbb(xml(tmp_path, RICH))
    import_slo(folder(tmp_path / "slo", files()))
    path = tmp_path / "catalogus.xlsx"
    path.write_bytes(write_catalogue())
    report = import_xlsx(path)
    assert report.changed_nothing
    assert [line for line in report.lines if line.outcome == "geweigerd"] == []


@real_slo
def test_the_real_catalogue_comes_back_without_change(db: None, tmp_path: Path) -> None:
    from test_curriculum_import import SLO

    import_slo(SLO)
    path = tmp_path / "catalogus.xlsx"
    path.write_bytes(write_catalogue())
    assert import_xlsx(path).changed_nothing


@given(title=st.text(min_size=1, max_size=40).filter(lambda text: text.strip() != ""))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_title_goes_out_and_in_without_change(db: None, tmp_path: Path, title: str) -> None:
    Deeltaak.objects.filter(code="P/BWI/02/02").update(title=xlsx_file.text_of(title).replace("\n", " ") or "x")
    path = tmp_path / "catalogus.xlsx"
    path.write_bytes(write_catalogue())
    report = import_xlsx(path)
    assert report.changed_nothing
    assert report.counts["geweigerd"] == 0


def test_wrong_sheets_and_columns_are_named(db: None, tmp_path: Path) -> None:
    with pytest.raises(CatalogueImportError, match="blad “Catalogus” ontbreekt"):
        import_xlsx(sheet(tmp_path, OPLEIDING, title="Blad1"))
    with pytest.raises(CatalogueImportError, match="ontbreken: code"):
        import_xlsx(sheet(tmp_path, OPLEIDING, heads=("kant", "soort", "titel")))
    with pytest.raises(CatalogueImportError, match="kent Naadloos niet: kleur"):
        import_xlsx(sheet(tmp_path, OPLEIDING, heads=("kant", "soort", "code", "kleur")))


def test_too_many_rows_and_bombs_are_refused(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = sheet(tmp_path, OPLEIDING, OPLEIDING, OPLEIDING)
    monkeypatch.setattr(xlsx_file, "MAX_ROWS", 2)
    with pytest.raises(CatalogueImportError, match="meer dan 2 rijen"):
        import_xlsx(path)
    monkeypatch.setattr(xlsx_file, "MAX_UNPACKED", 1_000)
    with pytest.raises(CatalogueImportError, match="te groot"):
        import_xlsx(path)
    monkeypatch.setattr(xlsx_file, "MAX_BYTES", 10)
    with pytest.raises(CatalogueImportError, match="10 MB"):
        import_xlsx(path)


def test_a_sheet_that_claims_to_be_huge_is_read_quickly(db: None, tmp_path: Path) -> None:
    own = f'ref="A1:{get_column_letter(len(HEADS))}2"'.encode()
    path = replaced(sheet(tmp_path, OPLEIDING), "xl/worksheets/sheet1.xml", own, b'ref="A1:XFD1048576"')
    assert import_xlsx(path).counts["overgenomen"] == 1


def replaced(path: Path, member: str, old: bytes, new: bytes) -> Path:
    """The same package with something else in one of its files."""
    target = path.with_name("anders.xlsx")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w") as package:
        for item in source.infolist():
            content = source.read(item)
            if item.filename == member:
                assert old in content
                content = content.replace(old, new)
            package.writestr(item.filename, content)
    return target


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (b"<worksheet", b"<!DOCTYPE a [<!ENTITY b 'c'>]><worksheet", "DOCTYPE"),
        (b"<sheetData>", b"<sheetData><row r='x'><c r='??'/>", "beschadigd"),
        (b"</worksheet>", b"", "beschadigd"),
    ],
)
def test_hostile_or_broken_xml_inside_is_refused(db: None, tmp_path: Path, old: bytes, new: bytes, said: str) -> None:
    path = replaced(sheet(tmp_path, OPLEIDING), "xl/worksheets/sheet1.xml", old, new)
    with pytest.raises(CatalogueImportError, match=said):
        import_xlsx(path)
    assert not Qualification.objects.filter(crebo="29990").exists()


def test_what_is_no_spreadsheet_is_refused(db: None, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"geen zip")
    with pytest.raises(CatalogueImportError, match="geen Excel-bestand"):
        import_xlsx(path)
