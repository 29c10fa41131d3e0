"""Reading in from the browser: nothing is stored before the person confirms, and hostile files are refused."""

import io
import json
import os
import time
import zipfile
from pathlib import Path
from typing import Any

import factories
import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation
from helpers import client_of, run_jobs
from test_curriculum_avo import programme
from test_curriculum_import import XML, files
from test_curriculum_sheet import KERNTAAK, OPLEIDING, sheet

from naadloos.curriculum import actions, uploads
from naadloos.curriculum.forms import ImportForm
from naadloos.curriculum.importers import avo, import_xlsx, sbb, slo_files, xlsx_file
from naadloos.curriculum.importers.report import Said
from naadloos.curriculum.models import AvoSubject, CatalogueImport, Deeltaak, Eindterm, Qualification, TextChange
from naadloos.curriculum.sheet import write_template
from naadloos.organisations.models import Membership, User

ADDRESS = "/curriculum/inlezen/"


@pytest.fixture(autouse=True)
def data_folder(settings: Any, tmp_path: Path) -> Path:
    settings.DATA = tmp_path / "data"
    return Path(settings.DATA) / "inlezen"


@pytest.fixture
def manager(db: None) -> User:
    user = factories.person("Bea Heerder")
    factories.organisation("mbo", manager=user)
    return user


@pytest.fixture
def visitor(manager: User) -> Client:
    return client_of(manager)


def slo_zip() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, rows in files().items():
            package.writestr(f"map/{name}.json", json.dumps(rows))
    return stream.getvalue()


def upload(visitor: Client, content: bytes, name: str = "bestand.xml", **fields: str) -> Any:
    """Send a file, and let the worker find out what it would do."""
    response = visitor.post(ADDRESS, {"file": SimpleUploadedFile(name, content), **fields})
    run_jobs()
    return response


def confirm(visitor: Client, address: str) -> Any:
    """Press the button, let the worker import, and follow the job to where it leads."""
    started = visitor.post(address)
    run_jobs()
    return visitor.get(started.url)


def waiting_files(folder: Path) -> list[str]:
    return sorted(item.name for item in folder.glob("*")) if folder.is_dir() else []


def text_of(response: Any) -> str:
    return str(response.content.decode())


def test_nothing_is_stored_until_it_is_confirmed(visitor: Client, manager: User, data_folder: Path) -> None:
    response = upload(visitor, XML.encode(), "dossier.xml", edition="herziening 2026", dated="2026-08-01")
    assert response.status_code == 302
    assert not Qualification.objects.filter(crebo="29999").exists()
    assert not CatalogueImport.objects.exists()
    page = text_of(visitor.get(response.url))
    for words in ("dossier.xml", "herziening 2026", "1 augustus 2026", "29999 B1-K1-W1", "geen crebo van vijf cijfers"):
        assert words in page
    assert "Lees dit bestand in" in page
    assert not CatalogueImport.objects.exists()
    done = confirm(visitor, response.url)
    made = CatalogueImport.objects.get()
    assert done.url == f"/curriculum/wijzigingen/{made.pk}/"
    assert (made.kind, made.file_name, made.edition, made.actor, made.actor_name) == (
        "sbb",
        "dossier.xml",
        "herziening 2026",
        manager,
        "Bea Heerder",
    )
    assert len(made.checksum) == 64
    assert Qualification.objects.filter(crebo="29999").exists()
    assert waiting_files(data_folder) == []
    assert visitor.get(response.url).status_code == 404
    assert visitor.post(response.url).status_code == 404


def test_the_file_that_waits_is_private(visitor: Client, manager: User, data_folder: Path) -> None:
    address = upload(visitor, XML.encode()).url
    token = address.rstrip("/").rsplit("/", 1)[-1]
    assert data_folder.stat().st_mode & 0o077 == 0
    assert (data_folder / token).stat().st_mode & 0o077 == 0
    assert (data_folder / token / "bestand").stat().st_mode & 0o077 == 0
    other = factories.person()
    factories.organisation("vmbo", manager=other)
    assert client_of(other).get(address).status_code == 404
    assert client_of(other).post(address).status_code == 404
    member = factories.person()
    Membership.objects.create(user=member, organisation=factories.organisation("vmbo"))
    assert client_of(member).get(address).status_code == 403
    for action in (actions.confirm_import, actions.check_import, actions.start_import):
        with pytest.raises(PermissionDenied):
            action(actor=member, token=token)
    assert visitor.get(f"{ADDRESS}../../geheim/").status_code == 404


def test_a_file_can_be_thrown_away(visitor: Client, data_folder: Path) -> None:
    address = upload(visitor, XML.encode()).url
    assert visitor.post(f"{address}weg/").url == ADDRESS
    assert waiting_files(data_folder) == []
    assert not Qualification.objects.filter(crebo="29999").exists()


def test_a_second_file_replaces_the_first_and_old_ones_go(visitor: Client, data_folder: Path) -> None:
    upload(visitor, XML.encode())
    old = data_folder / ("o" * 32)
    old.mkdir()
    (old / "actor").write_text("0")
    long_ago = time.time() - 2 * 24 * 3600
    os.utime(old, (long_ago, long_ago))
    address = upload(visitor, XML.encode()).url
    assert waiting_files(data_folder) == [address.rstrip("/").rsplit("/", 1)[-1]]


def test_an_slo_zip_an_avo_file_and_a_spreadsheet_are_told_apart(visitor: Client, tmp_path: Path) -> None:
    for content, name in (
        (slo_zip(), "x.zip"),
        (json.dumps(programme()).encode(), "y.json"),
        (sheet(tmp_path, OPLEIDING, KERNTAAK | {"titel": "=1+1"}).read_bytes(), "z.xlsx"),
    ):
        address = upload(visitor, content, name).url
        if name == "z.xlsx":
            page = text_of(visitor.get(address))
            assert "rij 3" in page
            assert "staat een formule" in page
        confirm(visitor, address)
    assert set(CatalogueImport.objects.values_list("kind", "file_name")) == {
        ("slo", "x.zip"),
        ("avo", "y.json"),
        ("xlsx", "z.xlsx"),
    }
    assert Deeltaak.objects.get(code="P/BWI/02/02").official
    assert AvoSubject.objects.count() == 2
    assert Qualification.objects.filter(crebo="29990").exists()


def test_a_file_that_changes_nothing_cannot_be_confirmed_by_mistake(visitor: Client) -> None:
    confirm(visitor, upload(visitor, XML.encode()).url)
    page = text_of(visitor.get(upload(visitor, XML.encode()).url))
    assert "verandert niets" in page
    assert "Lees dit bestand in" not in page


def test_the_preview_shows_texts_side_by_side(visitor: Client) -> None:
    confirm(visitor, upload(visitor, slo_zip(), "x.zip").url)
    Eindterm.objects.filter(code="P/BWI/02/02-01").update(text="Zo stond het er.")
    before = TextChange.objects.count()
    page = text_of(visitor.get(upload(visitor, slo_zip(), "x.zip").url))
    assert "Zo stond het er." in page
    assert "Verzonnen eindterm een." in page
    assert TextChange.objects.count() == before


def bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("module.json", " " * 1_000_000)
    return stream.getvalue()


def xlsx_with(member: str, content: bytes) -> bytes:
    """A spreadsheet in which one of the inner files is something else."""
    book = io.BytesIO(write_template())
    made = io.BytesIO()
    with zipfile.ZipFile(book) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for item in source.infolist():
            package.writestr(item.filename, content if item.filename == member else source.read(item))
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.xlsx", xlsx_with("xl/workbook.xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><workbook/>"), "DOCTYPE"),
        ("a.xlsx", xlsx_with("xl/worksheets/sheet1.xml", b"<a>" * 2_000_000), "te groot"),
        ("a.xlsx", xlsx_with("xl/workbook.xml", b"<workbook"), "beschadigd"),
        ("a.json", b'\xef\xbb\xbf[{"id": "\xff"}]', "niet in UTF-8"),
        ("a.xml", b"<sbb>" + b"<a>" * 400 + b"</sbb>", "geen geldige XML"),
        ("a.zip", bomb(), "te groot"),
        ("a.zip", b"PK\x03\x04 kapot", "beschadigd"),
        ("a.xml", b'<?xml version="1.0"?><!DOCTYPE sbb [<!ENTITY a "b">]><sbb/>', "DOCTYPE"),
        ("a.xml", '<?xml version="1.0" encoding="utf-16"?><sbb/>'.encode("utf-16"), "UTF-8"),
        ("a.xml", b'<?xml version="1.0"?><sbb>\xe9</sbb>', "UTF-8"),
        ("a.xml", b"<sbb><dossiers>", "geen geldige XML"),
        ("a.json", b"[{}]", "niet de goede vorm"),
        ("a.json", b"\xff\xfe[\x00]\x00", "UTF-8"),
        ("a.pdf", b"%PDF-1.7", "beschadigd"),
        ("a.doc", b"Zomaar tekst.", "kent Naadloos niet"),
        ("a.xls", b"\xd0\xcf\x11\xe0 oud", "kent Naadloos niet"),
        ("a.xml", b"", "leeg"),
    ],
)
def test_hostile_files_get_a_plain_refusal_and_leave_nothing(
    visitor: Client, data_folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, content: bytes, said: str
) -> None:
    monkeypatch.setattr(slo_files, "MAX_TOTAL", 10_000)
    monkeypatch.setattr(xlsx_file, "MAX_UNPACKED", 1_000_000)
    response = upload(visitor, content, name)
    # What is wrong at first sight is said at once, the rest when the file was read.
    shown = response if response.status_code == 422 else visitor.get(response.url)
    page = text_of(shown)
    assert said in page
    assert "Lees dit bestand in" not in page
    assert str(data_folder) not in page
    assert waiting_files(data_folder) == []
    assert not CatalogueImport.objects.exists()


@pytest.mark.parametrize(
    ("module", "name", "content", "said"),
    [
        (xlsx_file, "a.xlsx", write_template(), "groter dan 10 MB"),
        (avo, "a.json", json.dumps(programme()).encode(), "groter dan 0 MB"),
        (sbb, "a.xml", XML.encode(), "groter dan 0 MB"),
    ],
)
def test_each_kind_of_file_has_its_own_limit(
    visitor: Client,
    data_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    module: Any,
    name: str,
    content: bytes,
    said: str,
) -> None:
    monkeypatch.setattr(module, "MAX_BYTES", 10)
    response = upload(visitor, content, name)
    assert said in text_of(visitor.get(response.url))
    assert waiting_files(data_folder) == []


def test_a_file_of_200_mb_is_refused_before_it_is_read() -> None:
    file = SimpleUploadedFile("groot.xml", b"<sbb/>")
    file.size = 200 * 1024 * 1024
    form = ImportForm({}, {"file": file})
    assert form.errors["file"] == ["Dit bestand is groter dan 150 MB. Er is niets ingelezen."]


def test_a_size_that_lies_is_found_while_writing(
    visitor: Client, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "MAX_BYTES", 100)
    response = upload(visitor, XML.encode())
    assert response.status_code == 422
    assert "groter dan" in text_of(response)
    assert waiting_files(data_folder) == []


def test_a_name_with_a_path_or_markup_is_only_shown(visitor: Client, data_folder: Path) -> None:
    page = text_of(visitor.get(upload(visitor, XML.encode(), "../../<b>kwaad.xml").url))
    assert "&lt;b&gt;kwaad.xml" in page
    assert "<b>kwaad" not in page


def test_a_file_that_no_longer_fits_says_so(visitor: Client, data_folder: Path) -> None:
    address = upload(visitor, XML.encode()).url
    token = address.rstrip("/").rsplit("/", 1)[-1]
    (data_folder / token / "bestand").write_bytes(b"<sbb>")
    response = confirm(visitor, address)
    assert "Mislukt" in text_of(response)
    assert "geen geldige XML" in text_of(response)
    assert waiting_files(data_folder) == []


def test_stay_within_rights(visitor: Client, outsider: User, data_folder: Path) -> None:
    assert client_of(outsider).get(ADDRESS).status_code == 403
    assert upload(client_of(outsider), XML.encode()).status_code == 403
    assert waiting_files(data_folder) == []
    with pytest.raises(PermissionDenied):
        actions.try_import(actor=outsider, chunks=[XML.encode()], name="a.xml")


def test_the_downloads_are_spreadsheets(outsider: User) -> None:
    for name in ("sjabloon", "catalogus"):
        response = client_of(outsider).get(f"/curriculum/{name}.xlsx")
        assert response["Content-Type"].endswith("spreadsheetml.sheet")
        assert "attachment" in response["Content-Disposition"]
        assert zipfile.is_zipfile(io.BytesIO(response.content))


@pytest.mark.parametrize("number", [1, 3])
def test_queries_of_the_page(visitor: Client, django_assert_num_queries: Any, number: int) -> None:
    for place in range(number):
        CatalogueImport.objects.create(kind="slo", file_name=f"{place}.zip", actor_name="x")
    with django_assert_num_queries(5):
        visitor.get(ADDRESS)


def test_reasons_are_in_the_language_of_the_reader(visitor: Client, tmp_path: Path) -> None:
    """Also when the file was tried in another language."""
    content = sheet(tmp_path, OPLEIDING, KERNTAAK | {"titel": "=1+1"}).read_bytes()
    address = upload(visitor, content, "z.xlsx").url
    assert "in de kolom “titel” staat een formule" in text_of(visitor.get(address))
    visitor.post(reverse("set_language"), {"language": "en", "next": "/"})
    page = text_of(visitor.get(address))
    assert "there is a formula in the column “titel”" in page
    assert "staat een formule" not in page


def test_a_report_speaks_the_language_of_the_moment(db: None, tmp_path: Path) -> None:
    report = import_xlsx(sheet(tmp_path, OPLEIDING | {"titel": "=1+1"}))
    with translation.override("en"):
        assert report.lines[0].reason == "there is a formula in the column “titel”"
        assert "there is a formula" in report.text()
    assert "staat een formule" in report.text()


def test_a_reason_survives_json_with_what_it_says_inside() -> None:
    inner = Said("vakkennis van %(code)s", {"code": "B1-K1 100%"})
    reason = Said("regel %(n)s, %(what)s", {"n": 3, "what": inner})
    again = Said.from_data(json.loads(json.dumps(reason.as_data())))
    assert again == reason
    assert str(again) == "regel 3, vakkennis van B1-K1 100%"
    assert str(Said("100% zeker")) == "100% zeker"
    assert str(Said()) == ""
