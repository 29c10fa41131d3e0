"""Charts as SVG, made on the server: the same picture on a page and in a document, with a table beneath it there.

Two widths, because the letters of one picture that shrinks to a phone cannot be read.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.safestring import SafeString, mark_safe

WIDE, NARROW = 900, 230
# The colours and the letter of the theme (tokens.css).
INK, VMBO, MBO, TOGETHER = "#1d2433", "#a8480c", "#0a6464", "#5a3789"
_SOFT, _LINE = "#525b6b", "#ddd7cb"
_FONT = "Naadloos, sans-serif"

Spec = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Chart:
    """The same picture for a wide and for a narrow screen. ``summary``: what there is to see, in one sentence."""

    wide: SafeString
    narrow: SafeString
    summary: str


def chart(spec: Mapping[str, Any], summary: str) -> Chart:
    """Render a Vega-Lite specification without a width."""
    return Chart(
        _svg(json.dumps(_themed({**spec, "width": WIDE}))),
        _svg(json.dumps(_themed({**spec, "width": NARROW}))),
        summary,
    )


def bars_and_line(
    rows: Sequence[Mapping[str, Any]],
    *,
    bar: tuple[str, str],
    line: tuple[str, str],
    summary: str,
    height: int = 200,
) -> Chart:
    """``rows`` hold ``x``, ``bar`` and ``line``, None is unknown; ``bar`` and ``line`` are (name, colour)."""
    x = {
        "field": "x",
        "type": "ordinal",
        "title": None,
        "sort": None,
        "axis": {"labelAngle": 0, "labelOverlap": "parity"},
    }

    def layer(field: str, mark: Spec) -> Spec:
        return {
            "mark": mark,
            "encoding": {
                "x": x,
                "y": {"field": field, "type": "quantitative", "title": None, "axis": {"format": ",.0f"}},
                "color": {"datum": {"bar": bar, "line": line}[field][0], "type": "nominal"},
            },
        }

    spec: Spec = {
        "data": {"values": list(rows)},
        "height": height,
        "layer": [
            layer("bar", {"type": "bar", "cornerRadiusEnd": 2}),
            layer("line", {"type": "line", "point": {"size": 55, "filled": True}, "strokeWidth": 2.5}),
        ],
        "encoding": {
            "color": {
                "title": None,
                "scale": {"domain": [bar[0], line[0]], "range": [bar[1], line[1]]},
                "legend": {"orient": "top"},
            }
        },
    }
    return chart(spec, summary)


def _themed(spec: Mapping[str, Any]) -> Spec:
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        **spec,
        "background": "transparent",
        "config": {
            "font": _FONT,
            "view": {"stroke": None},
            "axis": {
                "labelColor": _SOFT,
                "titleColor": _SOFT,
                "labelFontSize": 13,
                "titleFontSize": 13,
                "gridColor": _LINE,
                "domainColor": _LINE,
                "tickColor": _LINE,
            },
            "legend": {"labelColor": INK, "labelFontSize": 13, "symbolType": "square"},
            "locale": {
                "number": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["€ ", ""]},
            },
        },
    }


@lru_cache(maxsize=64)
def _svg(spec: str) -> SafeString:
    """Slow libraries are loaded when the first chart is drawn."""
    import vl_convert

    drawn = vl_convert.vegalite_to_svg(spec, vl_version="v5.21")
    # Every text in it was escaped by the library that drew it.
    return mark_safe(drawn.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1))  # noqa: S308
