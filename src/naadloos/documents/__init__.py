"""Documents of every step: one description of the content, rendered as PDF/UA or as DOCX.

A step composes a ``DocumentContent``; ``render_pdf`` and ``render_docx`` print it. The text of a user goes in
as data and is never read as markup of typst, Jinja or XML.
"""

from naadloos.documents.content import (
    Annex,
    Article,
    Block,
    BulletList,
    DocumentContent,
    HouseStyle,
    Logo,
    Open,
    OpenPoint,
    Paragraph,
    Party,
    Signature,
    Table,
    texts,
)
from naadloos.documents.docx import render_docx
from naadloos.documents.errors import RenderError
from naadloos.documents.pdf import render_pdf

__all__ = [
    "Annex",
    "Article",
    "Block",
    "BulletList",
    "DocumentContent",
    "HouseStyle",
    "Logo",
    "Open",
    "OpenPoint",
    "Paragraph",
    "Party",
    "RenderError",
    "Signature",
    "Table",
    "render_docx",
    "render_pdf",
    "texts",
]
