"""Charts as SVG, made on the server: the same picture on a page and in a document, with a table beneath it there.

Two widths, because the letters of one picture that shrinks to a phone cannot be read.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from naadloos.engines.route.calendar import MONTHS

WIDE, NARROW = 900, 230
# The colours and the letter of the theme (tokens.css).
INK, VMBO, MBO, TOGETHER = "#1d2433", "#a8480c", "#0a6464", "#5a3789"
BAND = "#d5ebdc"
_SOFT, _LINE = "#525b6b", "#ddd7cb"
_FONT = "Naadloos, sans-serif"

Spec = dict[str, Any]
_DAYS = ["zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag"]
_TIME: Spec = {
    "dateTime": "%a %e %B %Y %X",
    "date": "%d-%m-%Y",
    "time": "%H:%M:%S",
    "periods": ["", ""],
    "days": _DAYS,
    "shortDays": [day[:2] for day in _DAYS],
    "months": list(MONTHS),
    "shortMonths": ["mrt" if month == "maart" else month[:3] for month in MONTHS],
}


@dataclass(frozen=True, slots=True)
class Chart:
    """The same picture for a wide and for a narrow screen. ``summary``: what there is to see, in one sentence."""

    wide: SafeString
    narrow: SafeString
    summary: str


def chart(spec: Mapping[str, Any], summary: str, *, narrow: Mapping[str, Any] | None = None) -> Chart:
    """Render a Vega-Lite specification without a width. ``narrow``: another one for the narrow screen."""
    small = spec if narrow is None else narrow
    return Chart(
        _svg(json.dumps(_themed({**spec, "width": spec.get("width", WIDE)}))),
        _svg(json.dumps(_themed({**small, "width": small.get("width", NARROW)}))),
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


def line_with_bands(
    points: Sequence[tuple[int, float | None]], bands: Sequence[tuple[int, int]], *, x_title: str, summary: str
) -> Chart:
    """A line over whole numbers; in the bands (both ends belong to them) it is at zero or above."""
    half = 0.5
    shaded = [{"begin": first - half, "end": last + half} for first, last in bands]
    x = {"field": "x", "type": "quantitative", "title": x_title, "scale": {"nice": False}}
    y = {"field": "y", "type": "quantitative", "title": None, "axis": {"format": ",.0f"}}
    spec: Spec = {
        "height": 220,
        "layer": [
            {
                "data": {"values": shaded},
                "mark": {"type": "rect", "color": BAND, "opacity": 1},
                "encoding": {
                    "x": {"field": "begin", "type": "quantitative", "title": x_title},
                    "x2": {"field": "end"},
                },
            },
            {
                "data": {"values": [{"zero": 0}]},
                "mark": {"type": "rule", "color": INK},
                "encoding": {"y": {"datum": 0}},
            },
            {
                "data": {"values": [{"x": size, "y": value} for size, value in points]},
                "mark": {"type": "line", "color": TOGETHER, "point": {"size": 14, "color": TOGETHER}},
                "encoding": {"x": x, "y": y},
            },
        ],
    }
    return chart(spec, summary)


def spans(rows: Sequence[Mapping[str, Any]], *, today: str, kinds: tuple[str, str], summary: str) -> Chart:
    """A Gantt picture: ``rows`` hold ``label``, ``from``, ``to`` (days as text) and ``kind``."""
    return chart(
        _spans_spec(rows, today, kinds, label=300, width=WIDE - 260),
        summary,
        narrow=_spans_spec(rows, today, kinds, label=110, width=NARROW - 50),
    )


def _spans_spec(
    rows: Sequence[Mapping[str, Any]], today: str, kinds: tuple[str, str], *, label: int, width: int
) -> Spec:
    order = [row["label"] for row in rows]
    x = {"type": "temporal", "title": None, "axis": {"format": "%b %Y", "tickCount": max(width // 90, 2)}}
    bars = {
        "mark": {"type": "bar", "height": 16, "cornerRadius": 3},
        "encoding": {
            "y": {"field": "label", "type": "nominal", "sort": order, "title": None, "axis": {"labelLimit": label}},
            "x": {"field": "from", **x},
            "x2": {"field": "to"},
            "color": {
                "field": "kind",
                "title": None,
                "scale": {"domain": list(kinds), "range": [VMBO, MBO]},
                "legend": {"orient": "top"},
            },
        },
    }
    now = {
        "data": {"values": [{"day": today}]},
        "mark": {"type": "rule", "color": INK, "strokeWidth": 2},
        "encoding": {"x": {"field": "day", **x}},
    }
    return {"data": {"values": list(rows)}, "height": {"step": 28}, "width": width, "layer": [bars, now]}


def spread(rows: Sequence[Mapping[str, Any]], middle: float, *, names: tuple[str, str], summary: str) -> Chart:
    """A tornado: ``rows`` hold ``label``, ``low`` and ``high`` around the ``middle``, the largest first."""
    order = [row["label"] for row in rows]
    values = [
        {"label": row["label"], "from": middle, "to": row[end], "end": name}
        for row in rows
        for end, name in zip(("low", "high"), names, strict=True)
    ]
    return chart(
        _spread_spec(values, order, middle, names, label=340, width=WIDE - 300),
        summary,
        narrow=_spread_spec(values, order, middle, names, label=120, width=NARROW - 60),
    )


def _spread_spec(
    values: list[dict[str, Any]], order: list[str], middle: float, names: tuple[str, str], *, label: int, width: int
) -> Spec:
    """``label``: the most room for a name, in the pixels of the picture."""
    y = {"field": "label", "type": "nominal", "sort": order, "title": None, "axis": {"labelLimit": label}}
    x = {
        "field": "from",
        "type": "quantitative",
        "title": None,
        "scale": {"zero": False},
        "axis": {"format": ",.0f", "labelOverlap": "parity", "tickCount": 6},
    }
    color = {
        "field": "end",
        "sort": list(names),
        "title": None,
        "scale": {"domain": list(names), "range": [VMBO, MBO]},
        "legend": {"orient": "top"},
    }
    bars = {
        "mark": {"type": "bar", "height": 16},
        "encoding": {"y": y, "x": x, "x2": {"field": "to"}, "color": color},
    }
    zero = {"data": {"values": [{}]}, "mark": {"type": "rule", "color": INK}, "encoding": {"x": {"datum": middle}}}
    return {"data": {"values": values}, "height": {"step": 30}, "width": width, "layer": [bars, zero]}


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
                "time": _TIME,
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
