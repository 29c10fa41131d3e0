"""The Word file opens, has real styles and tables, and prints texts as they were typed."""

import io
import subprocess
import sys
import zipfile
from importlib.resources import files
from pathlib import Path
from typing import Any

import docx
import pytest
from document_example import HOSTILE, example

from naadloos.documents import BulletList, DocumentContent, Open, Paragraph, RenderError, Table, render_docx
from naadloos.documents import docx as docx_module


def opened(content: DocumentContent) -> Any:
    return docx.Document(io.BytesIO(render_docx(content)))


def paragraphs(document: Any, style: str) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == style]


def test_docx_has_real_headings_and_lists() -> None:
    document = opened(example())
    assert paragraphs(document, "Title") == ["Samenwerkingsovereenkomst"]
    assert paragraphs(document, "Heading 1") == [
        "Partijen",
        "Artikel 1  Doel",
        "Artikel 2  Leiding",
        "Artikel 3  Geld",
        "Handtekeningen",
        "Wat nog open staat",
        "Bijlage 1  Programma",
    ]
    assert paragraphs(document, "List Bullet")[-2:] == ["een", "twee"]
    assert "OPEN: Wie betaalt, ontbreekt." in paragraphs(document, "Open punt")


def test_docx_table_repeats_its_header_and_aligns_numbers() -> None:
    table = opened(example()).tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Onderdeel", "Klokuur", "Bedrag"],
        ["Houtbouw", "1.250", "€ 12.500,00"],
        ["Totaal", "1.250", "€ 12.500,00"],
    ]
    xml = table.rows[0]._tr.xml
    assert "w:tblHeader" in xml
    assert [cell.paragraphs[0].alignment.name for cell in table.rows[1].cells] == ["LEFT", "RIGHT", "RIGHT"]
    assert [row.cells[0].paragraphs[0].runs[0].bold for row in table.rows] == [True, False, True]


def test_docx_is_dutch_and_has_a_title() -> None:
    document = opened(example())
    assert document.core_properties.title == "Samenwerkingsovereenkomst"
    assert document.core_properties.language == "nl-NL"
    assert document.core_properties.comments == ""
    assert 'w:lang w:val="nl-NL"' in document.styles.element.xml


def test_docx_header_and_footer_carry_version_and_fingerprint() -> None:
    section = opened(example()).sections[0]
    header = "Samenwerkingsovereenkomst · Route Bouwen · versie 2.1"
    assert section.header.paragraphs[0].text == header
    assert section.footer.paragraphs[0].text.startswith("Vingerafdruk 0123456789abcdef · pagina ")


def test_docx_splits_long_text_into_paragraphs() -> None:
    texts = paragraphs(opened(example()), "Normal")
    position = texts.index("Eerste alinea.")
    assert texts[position : position + 2] == ["Eerste alinea.", "Tweede alinea."]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_docx_prints_hostile_text_literally(hostile: str) -> None:
    blocks = (
        Paragraph(hostile),
        BulletList((hostile,)),
        Open(hostile),
        Table(hostile, (hostile,), ((hostile,),)),
    )
    document = opened(DocumentContent(hostile, intro=blocks))
    assert paragraphs(document, "Title") == [hostile]
    assert hostile in paragraphs(document, "Normal")
    assert paragraphs(document, "List Bullet") == [hostile]
    assert paragraphs(document, "Open punt") == [f"OPEN: {hostile}"]
    assert [cell.text for cell in document.tables[0].columns[0].cells] == [hostile, hostile]


def test_docx_drops_what_xml_cannot_carry() -> None:
    document = opened(DocumentContent("Titel", intro=(Paragraph("a\x00b\x0bc \ud800d"),)))
    assert "abc d" in paragraphs(document, "Normal")


def test_docx_table_with_ragged_rows_is_refused() -> None:
    with pytest.raises(ValueError, match="every row needs 2 cells"):
        Table("Uren", ("a", "b"), (("1",),))


def test_docx_error_is_a_dutch_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "document.docx").write_bytes(b"geen zip")
    monkeypatch.setattr(docx_module, "files", lambda package: tmp_path)
    with pytest.raises(RenderError, match=r"^Het Word-bestand kan niet worden gemaakt\."):
        render_docx(example())


def test_docx_template_is_what_the_script_makes(tmp_path: Path) -> None:
    script = Path(__file__).parents[3] / "scripts" / "make_docx_template.py"
    made = tmp_path / "document.docx"
    subprocess.run([sys.executable, str(script), str(made)], check=True)
    kept = files("naadloos.documents").joinpath("templates", "document.docx").read_bytes()
    with zipfile.ZipFile(made) as new, zipfile.ZipFile(io.BytesIO(kept)) as old:
        assert {name: new.read(name) for name in new.namelist()} == {n: old.read(n) for n in old.namelist()}


def test_a_longer_document_has_a_table_of_contents_with_its_heads() -> None:
    document = opened(example())
    xml = document.element.xml
    assert 'TOC \\o "1-1" \\h' in xml
    heads = paragraphs(document, "Heading 1")
    listed = paragraphs(document, "Normal")
    assert all(head in listed for head in heads if head.startswith("Artikel"))
    short = opened(DocumentContent(title="Kort"))
    assert "TOC" not in short.element.xml
