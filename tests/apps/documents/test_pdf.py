"""The PDF is tagged (PDF/UA-1), always the same for the same content, and prints texts as they were typed."""

import io
from dataclasses import replace

import pikepdf
import pytest
from document_example import HOSTILE, example
from pdf_text import pdf_text

from naadloos.documents import DocumentContent, Paragraph, RenderError, Table, render_pdf


def opened(content: DocumentContent) -> pikepdf.Pdf:
    return pikepdf.Pdf.open(io.BytesIO(render_pdf(content)))


def test_pdf_is_tagged_titled_and_dutch() -> None:
    with opened(example()) as document:
        root = document.Root
        assert bool(root.MarkInfo.Marked) is True
        assert "/StructTreeRoot" in root
        assert str(root.Lang) == "nl"
        assert bool(root.ViewerPreferences.DisplayDocTitle) is True
        with document.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == "Samenwerkingsovereenkomst"
            assert metadata["dc:creator"] == ["Het Lijstercollege, ROC Waterdam"]


def tags(node: pikepdf.Object) -> list[str]:
    found = [str(node["/S"])] if "/S" in node else []
    children = node.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary):
            found += tags(child)
    return found


def test_pdf_has_real_headings_tables_and_lists() -> None:
    with opened(example()) as document:
        found = set(tags(document.Root.StructTreeRoot))
    assert {"/H1", "/Table", "/THead", "/TH", "/TD", "/L", "/LI", "/Caption"} <= found


def test_pdf_of_same_content_is_the_same_file() -> None:
    assert render_pdf(example()) == render_pdf(example())


def test_pdf_changes_with_a_name() -> None:
    content = example()
    renamed = replace(content, parties=(replace(content.parties[0], name="De Merel"), *content.parties[1:]))
    assert render_pdf(content) != render_pdf(renamed)


def test_pdf_text_holds_names_hours_amounts_version_and_fingerprint() -> None:
    text = pdf_text(render_pdf(example()))
    for part in ("Het Lijstercollege", "1.250", "€ 12.500,00", "versie 2.1", "0123456789abcdef", "OPEN:"):
        assert part in text
    assert "0123456789abcdef0" not in text


def test_pdf_counts_its_pages() -> None:
    content = example()
    with opened(content) as document:
        pages = len(document.pages)
    assert pages > 1
    assert f"pagina {pages} van {pages}" in pdf_text(render_pdf(content))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_pdf_prints_hostile_text_literally(hostile: str) -> None:
    content = DocumentContent(hostile, hostile, intro=(Paragraph(hostile), Table(hostile, (hostile,), ((hostile,),))))
    assert pdf_text(render_pdf(content)).count(hostile) >= 4


def test_pdf_shows_the_number_of_a_character_no_font_has() -> None:
    content = DocumentContent("Titel", intro=(Paragraph("blij \U0001f600 en \x07 stil ≥ 2"),))
    assert "blij [U+1F600] en  stil ≥ 2" in pdf_text(render_pdf(content))


def test_pdf_of_empty_content_is_made() -> None:
    with opened(DocumentContent("Leeg")) as document:
        assert len(document.pages) == 1


def test_pdf_error_is_a_dutch_sentence() -> None:
    content = replace(DocumentContent("Titel"), language="geen-taal-maar-iets-anders")
    with pytest.raises(RenderError, match=r"^De PDF kan niet worden gemaakt\."):
        render_pdf(content)


def test_a_table_of_few_but_tall_rows_goes_on_on_the_next_page() -> None:
    tall = "\n".join(f"regel {number}" for number in range(60))
    table = Table("Bord", ("Wie", "Periode 1"), (("vmbo", tall), ("samen", tall), ("mbo", tall)))
    with opened(DocumentContent(title="Programma", intro=(table,))) as document:
        assert len(document.pages) >= 4
