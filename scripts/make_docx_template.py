"""Write the DOCX template of all documents: ``python scripts/make_docx_template.py``.

The template holds styles, page set-up and Jinja tags for docxtpl; a tag with ``p``, ``tr`` or ``tc`` takes
the paragraph, row or cell it stands in out of the document. Widths and alignment of cells are tags inside
attributes.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

TARGET = Path(__file__).parent.parent / "src/naadloos/documents/templates/document.docx"
LANGUAGE = "nl-NL"
FONT = "Calibri"
INK, SOFT, PLUM = RGBColor(0x1B, 0x23, 0x33), RGBColor(0x4B, 0x53, 0x64), RGBColor(0x6B, 0x23, 0x58)
TINT = "F7EFF5"


def element(tag: str, **attributes: str) -> Any:
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def set_style(
    document: Any,
    name: str,
    size: float,
    colour: RGBColor = INK,
    *,
    bold: bool = False,
    before: float = 0,
    after: float = 6,
) -> Any:
    styles = document.styles
    known = name in [style.name for style in styles]
    style = styles[name] if known else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if not known:
        style.base_style = styles["Normal"]
    style.font.name, style.font.size, style.font.bold, style.font.italic = FONT, Pt(size), bold, False
    style.font.color.rgb = colour
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    # Theme fonts win over named ones, so they go.
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:cs"), FONT)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    return style


def set_styles(document: Any) -> None:
    set_style(document, "Normal", 11)
    title = set_style(document, "Title", 26, bold=True, after=2)
    for border in title.element.pPr.findall(qn("w:pBdr")):
        title.element.pPr.remove(border)
    set_style(document, "Subtitle", 14, PLUM, after=12)
    set_style(document, "Heading 1", 14, PLUM, bold=True, before=16, after=3)
    set_style(document, "List Bullet", 11, after=3)
    caption = set_style(document, "Caption", 9.5, SOFT, bold=True, before=8, after=3)
    caption.paragraph_format.keep_with_next = True
    duty = set_style(document, "Wettelijke plicht", 9.5, SOFT, after=5)
    duty.font.italic, duty.paragraph_format.keep_with_next = True, True
    set_style(document, "Bron", 9, SOFT, before=2, after=6)
    set_style(document, "Tabeltekst", 9.5, after=0)
    shaded = set_style(document, "Open punt", 11, after=6)
    # Word wants the shading before the spacing.
    shaded.element.get_or_add_pPr().insert(0, element("w:shd", val="clear", color="auto", fill=TINT))
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in defaults.findall(qn("w:lang")):
        defaults.remove(old)
    defaults.append(element("w:lang", val=LANGUAGE, eastAsia=LANGUAGE, bidi="ar-SA"))


def field(paragraph: Any, code: str) -> None:
    run = paragraph.add_run()
    for kind in ("begin", None, "end"):
        if kind:
            run._r.append(element("w:fldChar", fldCharType=kind))
        else:
            instruction = element("w:instrText")
            instruction.text = code
            run._r.append(instruction)


def header_and_footer(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin, section.bottom_margin = Mm(28), Mm(25)
    for style in ("Header", "Footer"):
        set_style(document, style, 9, SOFT)
    header = section.header.paragraphs[0]
    header.text = (
        "{{ title }}{% if subtitle %} · {{ subtitle }}{% endif %}{% if version %} · versie {{ version }}{% endif %}"
    )
    footer = section.footer.paragraphs[0]
    footer.add_run("{% if fingerprint %}Vingerafdruk {{ fingerprint }} · {% endif %}pagina ")
    field(footer, "PAGE")
    footer.add_run(" van ")
    field(footer, "NUMPAGES")


def say(document: Any, *texts: str, style: str = "Normal") -> None:
    for text in texts:
        document.add_paragraph(text, style=style)


def set_cell(cell: Any, text: str, *, width: str = "", align: str = "", bold: str = "0", header: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.style = "Tabeltekst"
    run = paragraph.add_run(text)
    if align:
        paragraph._p.get_or_add_pPr().append(element("w:jc", val=align))
    run._r.get_or_add_rPr().append(element("w:b", val=bold))
    properties = cell._tc.get_or_add_tcPr()
    for old in properties.findall(qn("w:tcW")):
        properties.remove(old)
    if width:
        properties.append(element("w:tcW", w=width, type="dxa"))
    if header:
        properties.append(element("w:shd", val="clear", color="auto", fill=TINT))


def data_table(document: Any) -> None:
    table = document.add_table(rows=4, cols=3)
    table.style = "Table Grid"
    table.autofit = False
    grid = table._tbl.tblGrid
    for column in list(grid):
        grid.remove(column)
    # docxtpl renders the whole XML, so a loop may stand between elements.
    grid.text = "{% for c in b.columns %}"
    column = element("w:gridCol", w="{{ c.width }}")
    column.tail = "{% endfor %}"
    grid.append(column)
    head, begin, row, end = table.rows
    set_cell(head.cells[0], "{%tc for c in b.columns %}")
    set_cell(head.cells[1], "{{ c.title }}", width="{{ c.width }}", align="{{ c.align }}", bold="1", header=True)
    set_cell(head.cells[2], "{%tc endfor %}")
    head._tr.get_or_add_trPr().append(element("w:tblHeader"))
    set_cell(begin.cells[0], "{%tr for r in b.rows %}")
    set_cell(row.cells[0], "{%tc for c in r.cells %}")
    set_cell(row.cells[1], "{{ c.text }}", width="{{ c.width }}", align="{{ c.align }}", bold="{{ c.bold }}")
    set_cell(row.cells[2], "{%tc endfor %}")
    row._tr.get_or_add_trPr().append(element("w:cantSplit"))
    set_cell(end.cells[0], "{%tr endfor %}")


def blocks(document: Any, name: str) -> None:
    say(
        document,
        f"{{%p for b in {name} %}}",
        "{%p if b.kind == 'paragraph' %}",
        "{{ b.text }}",
        "{%p endif %}",
    )
    say(document, "{%p if b.kind == 'open' %}")
    opened = document.add_paragraph(style="Open punt")
    opened.add_run("OPEN: ").bold = True
    opened.add_run("{{ b.text }}")
    say(document, "{%p endif %}", "{%p if b.kind == 'list' %}", "{%p for i in b['items'] %}")
    say(document, "{{ i }}", style="List Bullet")
    say(document, "{%p endfor %}", "{%p endif %}", "{%p if b.kind == 'table' %}")
    say(document, "{{ b.caption }}", style="Caption")
    data_table(document)
    say(document, "", style="Tabeltekst")
    say(document, "{%p endif %}", "{%p endfor %}")


def contents(document: Any) -> None:
    """A table of contents that Word can renew, with the heads already in it for programs that cannot."""
    say(document, "{%p if articles|length > 2 %}")
    document.add_paragraph().add_run("Inhoud").bold = True
    begin = document.add_paragraph()
    run = begin.add_run()
    run._r.append(element("w:fldChar", fldCharType="begin"))
    instruction = element("w:instrText")
    instruction.text = 'TOC \\o "1-1" \\h'
    run._r.append(instruction)
    run._r.append(element("w:fldChar", fldCharType="separate"))
    say(document, "{%p for a in articles %}", "{{ a.heading }}", "{%p endfor %}")
    document.add_paragraph().add_run()._r.append(element("w:fldChar", fldCharType="end"))
    say(document, "{%p endif %}")


def body(document: Any) -> None:
    say(document, "{{ title }}", style="Title")
    say(document, "{%p if subtitle %}")
    say(document, "{{ subtitle }}", style="Subtitle")
    say(document, "{%p endif %}", "{%p for m in meta %}", "{{ m.label }}: {{ m.value }}", "{%p endfor %}")
    say(document, "{%p if open_count %}")
    say(
        document,
        "OPEN: aantal punten dat nog niet is ingevuld: {{ open_count }}. De lijst staat achteraan.",
        style="Open punt",
    )
    say(document, "{%p endif %}", "{%p if parties %}")
    say(document, "Partijen", style="Heading 1")
    say(document, "{%p for p in parties %}")
    party = document.add_paragraph(style="List Bullet")
    party.add_run("{{ p.name }}").bold = True
    party.add_run(
        "{% if p.place %}, te {{ p.place }}{% endif %}{% if p.role %}. {{ p.role }}{% endif %}"
        "{% if p.represented_by %}. Vertegenwoordigd door {{ p.represented_by }}{% endif %}"
    )
    say(document, "{%p endfor %}", "{%p endif %}")
    blocks(document, "intro")
    contents(document)
    say(document, "{%p for a in articles %}")
    say(document, "{{ a.heading }}", style="Heading 1")
    say(document, "{%p if a.duty %}")
    say(document, "{{ a.duty }}", style="Wettelijke plicht")
    say(document, "{%p endif %}")
    blocks(document, "a.blocks")
    say(document, "{%p if a.sources %}")
    say(document, "Komt uit: {{ a.sources }}", style="Bron")
    say(document, "{%p endif %}", "{%p endfor %}", "{%p if signatures %}")
    say(document, "Handtekeningen", style="Heading 1")
    say(document, "{%p for s in signatures %}")
    signature = document.add_paragraph()
    signature.add_run("{{ s.party }}").bold = True
    signature.paragraph_format.keep_with_next = True
    for text in ("Naam: {{ s.name }}", "Functie: {{ s.function }}"):
        document.add_paragraph(text).paragraph_format.keep_with_next = True
    say(document, "{%p if s.approved %}", "{{ s.approved }}", "{%p endif %}")
    document.add_paragraph("Plaats en datum:").paragraph_format.keep_with_next = True
    document.add_paragraph("Handtekening:").paragraph_format.space_after = Pt(54)
    say(document, "{%p endfor %}", "{%p endif %}", "{%p if open_points %}")
    say(document, "Wat nog open staat", style="Heading 1")
    blocks(document, "open_points")
    say(document, "{%p endif %}", "{%p for a in annexes %}")
    document.add_paragraph("{{ a.heading }}", style="Heading 1").paragraph_format.page_break_before = True
    blocks(document, "a.blocks")
    say(document, "{%p endfor %}")


def main(target: Path = TARGET) -> None:
    document = Document()
    set_styles(document)
    header_and_footer(document)
    body(document)
    properties = document.core_properties
    properties.title = properties.subject = properties.keywords = properties.comments = ""
    properties.author = properties.last_modified_by = "Naadloos"
    properties.language = LANGUAGE
    properties.created = properties.modified = datetime(2026, 1, 1, tzinfo=UTC)
    target.parent.mkdir(parents=True, exist_ok=True)
    document.save(str(target))


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:2]))
