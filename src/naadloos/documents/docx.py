"""DOCX with docxtpl, from a template that ``scripts/make_docx_template.py`` writes."""

import io
import zipfile
from importlib.resources import files
from typing import Any

from markupsafe import Markup, escape

from naadloos.documents.content import DocumentContent
from naadloos.documents.errors import RenderError
from naadloos.documents.view import document_view

TABLE_WIDTH = 9070  # twentieths of a point between the margins of A4
_LANGUAGES = {"nl": "nl-NL", "en": "en-GB"}


def render_docx(content: DocumentContent) -> bytes:
    """Render a document as DOCX. Raises RenderError."""
    from docxtpl import DocxTemplate
    from jinja2 import TemplateError

    view = document_view(content)
    for blocks in _block_lists(view):
        for block in blocks:
            if block["kind"] == "table":
                _lay_out_table(block)
    try:
        template = DocxTemplate(
            io.BytesIO(files("naadloos.documents").joinpath("templates", "document.docx").read_bytes())
        )
        logos = view.pop("logos")
        template.render(_literal(view), autoescape=True)
        _dress(template.docx, view["colour"], logos)
        properties = template.docx.core_properties
        properties.title = view["title"][:255]
        properties.author = view["author"][:255]
        properties.subject = view["subtitle"][:255]
        properties.language = _LANGUAGES.get(content.language, content.language)
        stream = io.BytesIO()
        template.save(stream)
    except (TemplateError, ValueError, KeyError, OSError, SyntaxError, zipfile.BadZipFile) as error:
        raise RenderError(
            "Het Word-bestand kan niet worden gemaakt. Probeer het opnieuw of kies PDF; "
            "blijft het misgaan, meld dit dan aan de beheerder."
        ) from error
    return stream.getvalue()


def _dress(document: Any, colour: str, logos: list[dict[str, Any]]) -> None:
    """Put the logos above the title and give heads the colour of the partners."""
    from docx.shared import Mm, RGBColor

    if colour:
        for name in ("Subtitle", "Heading 1"):
            document.styles[name].font.color.rgb = RGBColor.from_string(colour.removeprefix("#").upper())
    if logos:
        run = document.paragraphs[0].insert_paragraph_before().add_run()
        for logo in logos:
            picture = run.add_picture(io.BytesIO(bytes(logo["picture"])), height=Mm(16))
            picture._inline.docPr.set("descr", f"Logo van {logo['name']}")
            run.add_text("  ")


def _block_lists(view: dict[str, Any]) -> list[list[dict[str, Any]]]:
    parts = [*view["articles"], *view["annexes"]]
    return [view["intro"], view["open_points"], *(part["blocks"] for part in parts)]


def _lay_out_table(table: dict[str, Any]) -> None:
    """Give every cell its width and alignment: a Word table knows no columns."""
    total = sum(column["weight"] for column in table["columns"])
    for column in table["columns"]:
        column["width"] = TABLE_WIDTH * column["weight"] // total
        column["align"] = "right" if column["numeric"] else "left"
    last = len(table["rows"]) - 1
    table["rows"] = [
        {
            "cells": [
                {
                    "text": text,
                    "width": column["width"],
                    "align": column["align"],
                    "bold": "1" if table["total"] and index == last else "0",
                }
                for text, column in zip(row, table["columns"], strict=True)
            ]
        }
        for index, row in enumerate(table["rows"])
    ]


def _literal(value: Any) -> Any:
    """Escape every text for XML, braces included: docxtpl reads {_{ in the result as {{."""
    if isinstance(value, str):
        escaped = str(escape(value)).replace("{", "&#123;").replace("}", "&#125;")
        return Markup(escaped)  # noqa: S704  escaped on the line above
    if isinstance(value, dict):
        return {name: _literal(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_literal(item) for item in value]
    return value
