"""A kwalificatiedossier as PDF, by its contents page: PDFs are made here, none is committed."""

import io
import json
import subprocess
from pathlib import Path
from typing import Any

import factories
import pytest
from django.test import Client
from helpers import client_of
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from test_curriculum_import import RICH, xml
from test_curriculum_import_page import ADDRESS, confirm, data_folder, text_of, upload, waiting_files

from naadloos import cli
from naadloos.curriculum.importers import (
    CatalogueImportError,
    ImportReport,
    Subject,
    import_pdf,
    import_sbb,
    pdf_contents,
    pdf_pages,
)
from naadloos.curriculum.importers import pdf as pdf_importer
from naadloos.curriculum.importers.pdf_contents import Item, parse, profiles_of, read_contents
from naadloos.curriculum.models import CatalogueImport, CatalogueManager, Kerntaak, Qualification, Werkproces

__all__ = ["data_folder"]

ENTRIES = [
    ("B1-K1: Verzint iets", 5),
    ("B1-K1-W1: Bereidt het verzonnen werk voor", 6),
    ("B1-K1-W2: Verzint een heel lange naam voor een werkproces die niet op één regel van de inhoudsopgave past", 7),
    ("P1-K1: Doet het ene", 9),
    ("P1-K1-W1: Doet het ene klein", 10),
    ("P2-K1: Doet het andere", 11),
    ("P2-K1-W1: Doet het andere groot", 12),
]
# The words go in as data; the leaders fill the line as in a dossier.
SOURCE = b"""#set page(width: 15cm, height: 20cm)
#for (title, number) in json(bytes(sys.inputs.data)) [
  #block(width: 100%)[#title #box(width: 1fr, repeat[.]) #number]
]
#pagebreak()
= B1-K1: Verzint iets
De tekst van de kerntaak zelf."""
ONE = ENTRIES[:5]
NEW = Subject("29970", "Verzonnen opleiding", 2)


def pdf(entries: list[tuple[str, int]] = ONE, source: bytes = SOURCE) -> bytes:
    import typst

    made = typst.compile(source, format="pdf", sys_inputs={"data": json.dumps(entries)}, ignore_system_fonts=True)
    assert isinstance(made, bytes)
    return made


def file(tmp_path: Path, content: bytes | None = None) -> Path:
    path = tmp_path / "dossier.pdf"
    path.write_bytes(pdf() if content is None else content)
    return path


def codes(crebo: str) -> set[str]:
    return set(Werkproces.objects.filter(kerntaak__qualification__crebo=crebo).values_list("code", flat=True))


def told(report: ImportReport, outcome: str) -> dict[str, str]:
    return {line.place: line.reason for line in report.lines if line.outcome == outcome and line.reason}


def test_the_contents_page_gives_codes_and_titles_also_over_two_lines(tmp_path: Path) -> None:
    found = read_contents(file(tmp_path, pdf(ENTRIES)))
    assert [(item.code, item.title) for item in found] == [tuple(title.split(": ", 1)) for title, _number in ENTRIES]
    assert profiles_of(found) == {"P1": "Doet het ene", "P2": "Doet het andere"}


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["B1-K1: Doet iets ........ 12"], [Item("B1-K1", "Doet iets")]),
        (["B1-K1 : Doet iets . . . . 12"], [Item("B1-K1", "Doet iets")]),
        (["B1–K1–W2: Doet iets………12"], [Item("B1-K1-W2", "Doet iets")]),
        (["P2-K1-W3 Doet iets\t14"], [Item("P2-K1-W3", "Doet iets")]),
        (["B1-K1: Zorgt voor zorg-/", "begeleiding ..... 3"], [Item("B1-K1", "Zorgt voor zorg-/begeleiding")]),
        (["B1-K1: Stelt hulp-", "en steunwerk ..... 3"], [Item("B1-K1", "Stelt hulp- en steunwerk")]),
        (["B1-K1: Doet iets", "......", "3"], [Item("B1-K1", "Doet iets")]),
        (["B1-K1: Een ..... 3", "B1-K1: Twee ..... 4"], [Item("B1-K1", "Een")]),
        # A heading in the text itself has no page number; neither has what follows it.
        (["B1-K1: Doet iets", "B1-K1-W1: Nog iets ..... 4"], [Item("B1-K1-W1", "Nog iets")]),
        (["B1-K1: Doet iets", "a", "b", "c", "d ..... 4"], []),
        (["B1-K1: ....... 4", "C1-K1: iets ..... 4", "iets B1-K1: iets ..... 4"], []),
        ([f"B1-K1: {'x' * 301} ..... 4"], []),
    ],
)
def test_lines_of_a_contents_page(lines: list[str], expected: list[Item]) -> None:
    assert parse(lines) == expected


@given(st.lists(st.text(alphabet="BPKW12-:. \t–x", max_size=40), max_size=12))
def test_any_lines_give_sound_items(lines: list[str]) -> None:
    for item in parse(lines):
        assert item.title.strip() == item.title != ""
        assert item.part in {"B1", "B2", "P1", "P2", "B11", "B12", "B21", "B22", "P11", "P12", "P21", "P22"}


def test_a_new_opleiding_and_the_same_file_twice(db: None, tmp_path: Path) -> None:
    path = file(tmp_path)
    report = import_pdf(path, subject=NEW)
    found = Qualification.objects.get(crebo="29970")
    assert (found.name, found.level, found.source) == ("Verzonnen opleiding", 2, pdf_importer.SOURCE)
    assert report.counts["overgenomen"] == 6
    assert codes("29970") == {"B1-K1-W1", "B1-K1-W2", "P1-K1-W1"}
    assert not Werkproces.objects.filter(kerntaak__qualification=found, official=True).exists()
    assert import_pdf(path, subject=NEW).changed_nothing
    assert CatalogueImport.objects.filter(kind="pdf").count() == 2


def test_one_profile_of_more_must_be_chosen(db: None, tmp_path: Path) -> None:
    path = file(tmp_path, pdf(ENTRIES))
    with pytest.raises(CatalogueImportError, match=r"P1 \(Doet het ene\); P2 \(Doet het andere\)"):
        import_pdf(path, subject=NEW)
    with pytest.raises(CatalogueImportError, match=r"P3 staat niet in deze PDF\. Wel: P1, P2"):
        import_pdf(path, subject=Subject("29970", "x", 2, "p3"))
    assert not Qualification.objects.filter(crebo="29970").exists()
    import_pdf(path, subject=Subject("29970", "x", 2, "p2"))
    assert codes("29970") == {"B1-K1-W1", "B1-K1-W2", "P2-K1-W1"}


def test_a_new_crebo_needs_a_name_and_a_level(db: None, tmp_path: Path) -> None:
    for subject in (Subject("29970"), Subject("29970", "x"), Subject("29970", "", 2), Subject("29970", "x" * 201, 2)):
        with pytest.raises(CatalogueImportError, match="29970 is nieuw"):
            import_pdf(file(tmp_path), subject=subject)
    with pytest.raises(CatalogueImportError, match="vijf cijfers"):
        import_pdf(file(tmp_path), subject=Subject("2997", "x", 2))


def test_official_titles_and_texts_stay(db: None, tmp_path: Path) -> None:
    import_sbb(xml(tmp_path, RICH))
    before = list(Werkproces.objects.filter(full_code__startswith="29999").values())
    tasks = list(Kerntaak.objects.filter(qualification__crebo="29999").values())
    report = import_pdf(file(tmp_path), subject=Subject("29999", "Andere naam", 4))
    assert report.changed_nothing
    assert list(Werkproces.objects.filter(full_code__startswith="29999").values()) == before
    assert list(Kerntaak.objects.filter(qualification__crebo="29999").values()) == tasks
    assert Qualification.objects.get(crebo="29999").name == "Verzonnen vak"
    assert "die blijft" in told(report, "ongewijzigd")["29999 B1-K1-W1"]
    assert "blijft staan" in told(report, "ongewijzigd")["29999 P2-K1-W4"]
    assert "uit de XML van SBB" in told(report, "geweigerd")["29999 B1-K1-W2"]
    assert "die blijft" in report.text()


def test_a_title_of_ours_gives_way_and_the_change_is_kept(db: None, tmp_path: Path) -> None:
    process = Werkproces.objects.get(full_code="25786 B1-K1-W1")
    process.description = "Onze tekst."
    process.save()
    report = import_pdf(file(tmp_path), subject=Subject("25786"))
    process.refresh_from_db()
    assert (process.title, process.description) == ("Bereidt het verzonnen werk voor", "Onze tekst.")
    changes = {change.code: (change.old, change.new) for change in report.changes}
    assert changes["25786 B1-K1-W1"] == ("Richt werkplek in voor metselen", "Bereidt het verzonnen werk voor")
    assert Werkproces.objects.filter(full_code="25786 B1-K2-W5", withdrawn=False).exists()


def test_a_werkproces_without_its_kerntaak_is_refused(db: None, tmp_path: Path) -> None:
    report = import_pdf(file(tmp_path, pdf([("B1-K3-W1: Los", 4), ("B1-K1: Doet", 5)])), subject=NEW)
    assert "kerntaak van dit werkproces" in told(report, "geweigerd")["29970 B1-K3-W1"]


# -- files that are not what they say --------------------------------------------------------------


def encrypted() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf())))
    writer.encrypt("geheim", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def heavy() -> bytes:
    """A small file whose one page would unpack to 40 MB."""
    import pikepdf

    document = pikepdf.new()
    document.add_blank_page()
    stream = pikepdf.Stream(document, b"BT /F1 9 Tf (x) Tj ET\n" * 2_000_000)
    document.pages[0].Contents = document.make_indirect(stream)
    made = io.BytesIO()
    document.save(made, compress_streams=True, recompress_flate=True)
    return made.getvalue()


def empty_pages(number: int) -> bytes:
    writer = PdfWriter()
    for _number in range(number):
        writer.add_blank_page(100, 100)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (lambda: b"%PDF-1.7 kapot", "beschadigd"),
        (lambda: pdf()[:800], "beschadigd"),
        (encrypted, "wachtwoord"),
        (heavy, "beschadigd"),
        (lambda: empty_pages(3), "geen inhoudsopgave"),
        (lambda: empty_pages(501), "meer dan 500 bladzijden"),
        (lambda: pdf([("Inleiding", 3)]), "geen inhoudsopgave"),
    ],
)
def test_hostile_and_useless_files_are_refused_with_a_reason(db: None, tmp_path: Path, made: Any, said: str) -> None:
    with pytest.raises(CatalogueImportError, match=said):
        import_pdf(file(tmp_path, made()), subject=NEW)
    assert not Qualification.objects.filter(crebo="29970").exists()


def test_a_page_that_refers_to_itself_ends(db: None, tmp_path: Path) -> None:
    content = b"""%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>> endobj
trailer <</Root 1 0 R>>
%%EOF"""
    with pytest.raises(CatalogueImportError):
        import_pdf(file(tmp_path, content), subject=NEW)


def test_a_file_that_is_too_big_is_not_read(tmp_path: Path) -> None:
    path = file(tmp_path)
    with path.open("r+b") as handle:
        handle.truncate(pdf_pages.MAX_BYTES + 1)
    with pytest.raises(CatalogueImportError, match="groter dan 20 MB"):
        read_contents(path)


def test_a_reader_that_takes_too_long_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def late(*_args: Any, **_options: Any) -> None:
        raise subprocess.TimeoutExpired("python", 30)

    monkeypatch.setattr(pdf_contents.subprocess, "run", late)
    with pytest.raises(CatalogueImportError, match="te veel tijd"):
        read_contents(file(tmp_path))


@given(content=st.binary(max_size=400))
@settings(max_examples=60, deadline=None)
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("pdf") / "a.pdf"
    path.write_bytes(b"%PDF-1.4\n" + content)
    assert set(pdf_pages.read(path)) <= {"lines", "refused"}


@given(place=st.integers(min_value=0), with_byte=st.integers(0, 255))
@settings(max_examples=60, deadline=None)
def test_a_damaged_byte_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, place: int, with_byte: int
) -> None:
    content = bytearray(GOOD)
    content[place % len(content)] = with_byte
    path = tmp_path_factory.mktemp("pdf") / "a.pdf"
    path.write_bytes(bytes(content))
    assert set(pdf_pages.read(path)) <= {"lines", "refused"}


GOOD = pdf()


# -- in the browser and in the terminal ------------------------------------------------------------


@pytest.fixture
def visitor(db: None) -> Client:
    user = factories.person("Bea Heerder")
    CatalogueManager.objects.create(user=user)
    return client_of(user)


def test_upload_ask_show_confirm(visitor: Client, data_folder: Path) -> None:
    address = upload(visitor, pdf(ENTRIES), "dossier.pdf").url
    asked = visitor.get(address).url
    assert asked == f"{address}pdf/"
    page = text_of(visitor.get(asked))
    for words in ("dossier.pdf", "P2 Doet het andere", "7 kerntaken en werkprocessen"):
        assert words in page
    # Nothing can be confirmed that was not shown.
    visitor.post(address)
    assert not Qualification.objects.filter(crebo="29970").exists()
    wrong = visitor.post(asked, {"crebo": "29970", "profile": "P2", "name": "", "level": ""})
    assert wrong.status_code == 422
    assert "kent dit crebo nog niet" in text_of(wrong)
    right = {"crebo": "29970", "profile": "P2", "name": "Verzonnen opleiding", "level": "2"}
    assert visitor.post(asked, right).url == address
    page = text_of(visitor.get(address))
    for words in ("29970 P2-K1-W1", "29970 B1-K1", "Lees dit bestand in"):
        assert words in page
    assert not Qualification.objects.filter(crebo="29970").exists()
    # Going back shows what was typed.
    assert "Verzonnen opleiding" in text_of(visitor.get(asked))
    confirm(visitor, address)
    assert codes("29970") == {"B1-K1-W1", "B1-K1-W2", "P2-K1-W1"}
    assert CatalogueImport.objects.get().kind == "pdf"
    assert waiting_files(data_folder) == []


def test_the_page_of_a_pdf_is_only_there_for_a_pdf(visitor: Client, data_folder: Path) -> None:
    address = upload(visitor, RICH.encode(), "dossier.xml").url
    assert visitor.get(f"{address}pdf/").status_code == 404
    assert client_of(factories.person()).get(f"{address}pdf/").status_code == 403


@pytest.mark.parametrize(("content", "said"), [(b"%PDF-1.7 kapot", "beschadigd"), (encrypted(), "wachtwoord")])
def test_a_hostile_pdf_is_refused_in_the_browser(visitor: Client, data_folder: Path, content: bytes, said: str) -> None:
    response = upload(visitor, content, "a.pdf")
    assert response.status_code == 422
    assert said in text_of(response)
    assert waiting_files(data_folder) == []
    assert visitor.get(ADDRESS).status_code == 200


def test_the_terminal(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    monkeypatch.setattr(cli, "_ready", lambda: None)
    path = file(tmp_path, pdf(ENTRIES))
    words = ["import", "pdf", str(path), "--crebo", "29970", "--name", "Verzonnen", "--level", "3", "--profile", "P2"]
    options = cli.parser().parse_args(words)
    options.run(options)
    assert "6 overgenomen" in capsys.readouterr().out
    options = cli.parser().parse_args(["import", "pdf", str(path)])
    with pytest.raises(cli.CommandError, match="--crebo"):
        options.run(options)
    options = cli.parser().parse_args(["import", "pdf", str(path), "--crebo", "29970"])
    with pytest.raises(cli.CommandError, match="meer profielen"):
        options.run(options)
