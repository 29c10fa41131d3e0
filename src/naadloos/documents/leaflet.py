"""A leaflet as PDF/UA: parts with a head, bars with their table, and an address to scan. On A4 or A5."""

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from naadloos.documents.content import Block, HouseStyle, Table, texts
from naadloos.documents.pdf import PDF_STANDARD, compile_template
from naadloos.documents.view import blocks_view, one_line

SHORT = 600  # characters; a longer part may go on on the next page


class Size(StrEnum):
    A4 = "a4"
    A5 = "a5"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name and its parts in the order of ``Bars.colours``."""

    label: str
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """``legend`` holds (name, colour); the table says the same in numbers."""

    legend: tuple[tuple[str, str], ...]
    bars: tuple[Bar, ...]
    table: Table


@dataclass(frozen=True, slots=True)
class LeafletPart:
    title: str
    blocks: tuple[Block, ...] = ()
    bars: Bars | None = None


@dataclass(frozen=True, slots=True)
class Leaflet:
    """``scan``: a picture (PNG) of ``address``; ``scan_text`` is what is read aloud in its place."""

    title: str
    subtitle: str
    language: str
    author: str
    parts: tuple[LeafletPart, ...]
    address: str = ""
    address_text: str = ""
    scan: bytes = b""
    scan_text: str = ""
    foot: str = ""
    style: HouseStyle | None = None


def render_leaflet(leaflet: Leaflet, size: Size) -> bytes:
    """Render a leaflet as tagged PDF. Raises RenderError."""
    data = json.dumps(_view(leaflet, size), ensure_ascii=False)
    return compile_template("leaflet.typ", data, format="pdf", pdf_standards=PDF_STANDARD)


def _view(leaflet: Leaflet, size: Size) -> dict[str, Any]:
    style = leaflet.style or HouseStyle()
    return {
        "size": size.value,
        "title": one_line(leaflet.title),
        "subtitle": one_line(leaflet.subtitle),
        "language": leaflet.language,
        "author": one_line(leaflet.author),
        "parts": [_part(part) for part in leaflet.parts],
        "address": leaflet.address,
        "address_text": one_line(leaflet.address_text),
        "scan": list(leaflet.scan),
        "scan_text": one_line(leaflet.scan_text),
        "foot": one_line(leaflet.foot),
        "colour": style.colour,
        "logos": [{"name": one_line(logo.name), "picture": list(logo.picture)} for logo in style.logos],
    }


def _part(part: LeafletPart) -> dict[str, Any]:
    return {
        "title": one_line(part.title),
        "blocks": blocks_view(part.blocks),
        "short": sum(map(len, texts(part.blocks))) < SHORT,
        "bars": None if part.bars is None else _bars(part.bars),
    }


def _bars(bars: Bars) -> dict[str, Any]:
    most = max((sum(bar.values) for bar in bars.bars), default=0) or 1
    return {
        "legend": [{"name": one_line(name), "colour": colour} for name, colour in bars.legend],
        "bars": [
            {"label": one_line(bar.label), "shares": [round(value / most * 100, 3) for value in bar.values]}
            for bar in bars.bars
        ],
        "table": blocks_view((bars.table,))[0],
    }
