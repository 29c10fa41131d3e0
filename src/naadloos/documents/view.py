"""From content to what a template needs: plain dicts and lists with clean, split texts.

Both renderers start here, so a PDF and a DOCX of the same content say the same.
"""

import unicodedata
from dataclasses import asdict
from typing import Any

from naadloos.documents.content import (
    Annex,
    Article,
    Block,
    BulletList,
    DocumentContent,
    Open,
    Paragraph,
    Table,
)

FINGERPRINT_LENGTH = 16
LONG_TABLE = 12  # lines; a longer table may go on on the next page
WIDE_TABLE = 6  # columns; an annex with a wider table is set on a turned page


def clean(text: str) -> str:
    """Remove what neither XML nor a font can carry: control characters and lone surrogates."""
    normal = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return "".join(
        "\n" if char == "\n" else " " if char == "\t" else char
        for char in normal
        if char in "\n\t" or unicodedata.category(char) not in {"Cc", "Cs", "Cn", "Co"}
    )


def lines(text: str) -> list[str]:
    """The non-empty lines of a text."""
    return [line.strip() for line in clean(text).split("\n") if line.strip()]


def document_view(content: DocumentContent) -> dict[str, Any]:
    return {
        "title": one_line(content.title),
        "subtitle": one_line(content.subtitle),
        "language": content.language,
        "author": ", ".join(one_line(party.name) for party in content.parties),
        "version": one_line(content.version),
        "fingerprint": one_line(content.fingerprint or "")[:FINGERPRINT_LENGTH],
        "parties": [_one_lines(asdict(party)) for party in content.parties],
        "meta": [{"label": one_line(label), "value": one_line(value)} for label, value in content.meta],
        "intro": blocks_view(content.intro),
        "articles": [_article_view(article, content.article_word) for article in content.articles],
        "annexes": [_annex_view(number, annex) for number, annex in enumerate(content.annexes, 1)],
        "open_points": _open_points_view(content),
        "open_count": len(content.open_points),
        "colour": content.style.colour if content.style else "",
        "logos": [
            {"name": one_line(logo.name), "picture": list(logo.picture)}
            for logo in (content.style.logos if content.style else ())
        ],
        "signatures": [_one_lines(asdict(signature)) for signature in content.signatures],
    }


def one_line(text: str) -> str:
    return " ".join(lines(text))


def _one_lines(values: dict[str, str]) -> dict[str, str]:
    return {name: one_line(value) for name, value in values.items()}


def _article_view(article: Article, word: str) -> dict[str, Any]:
    number = f"{word} {article.number}" if word else f"{article.number}."
    duty = one_line(article.duty)
    if article.letter:
        duty = f"Onderdeel {article.letter} van de wet: {duty}"
    return {
        "heading": f"{number}  {one_line(article.title)}",
        "duty": duty,
        "blocks": blocks_view(article.blocks),
        "sources": ", ".join(one_line(source) for source in article.sources),
    }


def _annex_view(number: int, annex: Annex) -> dict[str, Any]:
    return {
        "heading": f"Bijlage {number}  {one_line(annex.title)}",
        "blocks": blocks_view(annex.blocks),
        "wide": any(isinstance(block, Table) and len(block.header) > WIDE_TABLE for block in annex.blocks),
    }


def _open_points_view(content: DocumentContent) -> list[dict[str, Any]]:
    if not content.open_points:
        return []
    table = Table(
        caption="Punten die nog open staan",
        header=("Plaats", "Wat ontbreekt", "In te vullen bij"),
        rows=tuple((point.place, point.text, f"stap {point.step}") for point in content.open_points),
    )
    return blocks_view((table,))


def blocks_view(blocks: tuple[Block, ...]) -> list[dict[str, Any]]:
    return [view for block in blocks for view in _block_views(block)]


def _block_views(block: Block) -> list[dict[str, Any]]:
    match block:
        case Paragraph(text):
            return [{"kind": "paragraph", "text": line} for line in lines(text)]
        case Open(text):
            return [{"kind": "open", "text": one_line(text)}]
        case BulletList(items):
            return [{"kind": "list", "items": ["\n".join(lines(item)) for item in items if lines(item)]}]
        case Table():
            return [_table_view(block)]


def _table_view(table: Table) -> dict[str, Any]:
    weights = column_weights(table)
    rows = [["\n".join(lines(cell)) for cell in row] for row in table.rows]
    return {
        "kind": "table",
        "caption": one_line(table.caption),
        "columns": [
            {"title": one_line(title), "numeric": index in table.numeric, "weight": weights[index]}
            for index, title in enumerate(table.header)
        ],
        "rows": rows,
        "long": sum(max((cell.count("\n") + 1 for cell in row), default=1) for row in rows) > LONG_TABLE,
        "total": table.total and bool(table.rows),
    }


def column_weights(table: Table) -> list[int]:
    """Relative widths: room for the longest word, more for long texts; numbers stay on one line."""
    weights = []
    for index, title in enumerate(table.header):
        cells = [row[index] for row in table.rows]
        word = max(len(word) for word in ("", *title.split(), *" ".join(cells).split()))
        text = max((len(cell) for cell in cells), default=0)
        weights.append(max(6, min(max(word, text if index in table.numeric else text // 3), 28)) + 2)
    return weights
