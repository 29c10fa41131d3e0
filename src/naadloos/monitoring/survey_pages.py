"""What the pages of a survey show: the results in words, two pictures, and the link as a QR code."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from naadloos.documents.charts import INK, NARROW, TOGETHER, WIDE, Chart, Spec, chart
from naadloos.engines.cohort.questionnaires import ItemKind, YesNoAnswer
from naadloos.engines.cohort.survey import ItemResult, Part
from naadloos.monitoring.models import Survey
from naadloos.monitoring.survey_queries import results_of

# Light and dark as well as hue; the sides of the route have colours of their own, so not those.
_COLOURS = {Part.DISAGREE: "#c98a2b", Part.NEUTRAL: "#d9d4c8", Part.AGREE: TOGETHER}


@dataclass(frozen=True, slots=True)
class Row:
    """One statement with what may be shown of it, as text; "" is what may not."""

    number: int
    text: str
    reversed: bool
    n: int
    mean: str
    interval: str
    parts: str
    share: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart with the sentence that stands before it."""

    sentence: str
    chart: Chart


@dataclass(frozen=True, slots=True)
class Outcome:
    rows: Sequence[Row]
    means: Picture | None
    parts: Picture | None


def outcome(survey: Survey) -> Outcome:
    found = list(enumerate(results_of(survey), start=1))
    scored = [(number, each) for number, each in found if each.mean]
    counted = [(number, each) for number, each in found if each.parts and each.item.kind == ItemKind.SCALE]
    return Outcome(
        [_row(number, each) for number, each in found],
        _means(scored) if scored else None,
        _distribution(counted) if counted else None,
    )


def _row(number: int, result: ItemResult) -> Row:
    mean, share = result.mean, result.share
    words = _words_of(result)
    return Row(
        number=number,
        text=_(result.item.text),
        reversed=result.item.reversed,
        n=result.n,
        mean=_number(mean.value) if mean else "",
        interval=_("%(low)s tot %(high)s") % {"low": _number(mean.low), "high": _number(mean.high)} if mean else "",
        parts=", ".join(f"{words[part]} {count}" for part, count in (result.parts or {}).items() if part in words),
        share=_("%(share)s %% (%(low)s tot %(high)s %%)") % {"share": share.value, "low": share.low, "high": share.high}
        if share
        else "",
    )


def _words_of(result: ItemResult) -> dict[Part, str]:
    if result.item.kind == ItemKind.YES_NO:
        return {Part.DISAGREE: _(YesNoAnswer.NO.label), Part.AGREE: _(YesNoAnswer.YES.label)}
    return {part: _(part.label) for part in Part}


def _number(value: Decimal) -> str:
    return number_format(value, 1, use_l10n=True)


def _means(found: Sequence[tuple[int, ItemResult]]) -> Picture:
    rows = [
        {
            "number": str(number),
            "label": f"{number}. {_(each.item.text)}",
            "value": float(each.mean.value),
            "low": float(each.mean.low),
            "high": float(each.mean.high),
        }
        for number, each in found
        if each.mean
    ]
    ranked = sorted(rows, key=lambda row: float(str(row["value"])))
    lowest, highest = ranked[0], ranked[-1]
    words = {
        "top": highest["label"],
        "high": _number(Decimal(str(highest["value"]))),
        "bottom": lowest["label"],
        "low": _number(Decimal(str(lowest["value"]))),
    }
    sentence = _("Het hoogst scoort “%(top)s” (%(high)s), het laagst “%(bottom)s” (%(low)s).") % words
    summary = _("De stip is het gemiddelde van 1 tot 5; 5 is gunstig. De streep is het bereik met 95 % zekerheid.")
    wide = _means_spec(rows, "label", label=430, width=WIDE - 450)
    return Picture(sentence, chart(wide, summary, narrow=_means_spec(rows, "number", label=30, width=NARROW - 20)))


def _means_spec(rows: Sequence[dict[str, Any]], name: str, *, label: int, width: int) -> Spec:
    order = [row[name] for row in rows]
    y = {"field": name, "type": "nominal", "sort": order, "title": None, "axis": {"labelLimit": label}}
    scale = {"domain": [1, 5], "nice": False}
    axis = {"values": [1, 2, 3, 4, 5], "format": "d"}
    x = {"type": "quantitative", "title": None, "scale": scale, "axis": axis}
    return {
        "data": {"values": list(rows)},
        "height": {"step": 28},
        "width": width,
        "layer": [
            {
                "mark": {"type": "rule", "strokeWidth": 3, "color": TOGETHER, "opacity": 0.45},
                "encoding": {"y": y, "x": {"field": "low", **x}, "x2": {"field": "high"}},
            },
            {
                "mark": {"type": "point", "filled": True, "size": 110, "color": TOGETHER, "opacity": 1},
                "encoding": {"y": y, "x": {"field": "value", **x}},
            },
        ],
    }


def _distribution(found: Sequence[tuple[int, ItemResult]]) -> Picture:
    rows = [
        {
            "number": str(number),
            "label": f"{number}. {_(each.item.text)}",
            "part": _(part.label),
            "order": place,
            "count": count,
        }
        for number, each in found
        for place, (part, count) in enumerate((each.parts or {}).items())
    ]
    sentence = _("Bij %(n)s van de stellingen is elke groep groot genoeg om te tonen hoe er is geantwoord.") % {
        "n": len(found)
    }
    summary = _("Van links naar rechts: hoeveel mensen het oneens zijn, ertussenin zitten en het eens zijn.")
    wide = _distribution_spec(rows, "label", label=430, width=WIDE - 450)
    return Picture(
        sentence, chart(wide, summary, narrow=_distribution_spec(rows, "number", label=30, width=NARROW - 20))
    )


def _distribution_spec(rows: Sequence[dict[str, Any]], name: str, *, label: int, width: int) -> Spec:
    order = list(dict.fromkeys(row[name] for row in rows))
    color = {
        "field": "part",
        "title": None,
        "scale": {"domain": [_(part.label) for part in Part], "range": [_COLOURS[part] for part in Part]},
        "legend": {"orient": "top"},
    }
    axis = {"format": "d", "tickMinStep": 1}
    return {
        "data": {"values": list(rows)},
        "height": {"step": 28},
        "width": width,
        "mark": {"type": "bar", "height": 16, "stroke": INK, "strokeWidth": 0.5},
        "encoding": {
            "y": {"field": name, "type": "nominal", "sort": order, "title": None, "axis": {"labelLimit": label}},
            "x": {"field": "count", "type": "quantitative", "title": None, "axis": axis},
            "color": color,
            "order": {"field": "order"},
        },
    }
