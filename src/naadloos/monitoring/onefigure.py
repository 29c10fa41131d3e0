"""One figure opened: what it means, what it is now, per group and leerweg, and a picture of its course."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from naadloos.documents.charts import INK, TOGETHER, VMBO, Chart, chart
from naadloos.engines.cohort import Definition, Kind, Row, definitions
from naadloos.engines.route.calendar import school_year_text
from naadloos.monitoring.figures import latest
from naadloos.monitoring.models import FigureReport, Indicator, IndicatorFigure
from naadloos.monitoring.reading import (
    Point,
    Reading,
    count_text,
    given_reading,
    headline,
    pupil_reading,
    row_name,
    row_text,
    years_text,
)
from naadloos.routes.models import Route


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table: what it is about, how many count, how many are a hit, and the part."""

    name: str
    of: str
    hits: str
    part: str


@dataclass(frozen=True, slots=True)
class OneFigure:
    reading: Reading
    definition: Definition | None
    lines: tuple[Line, ...]
    leerwegen: tuple[Line, ...]
    chart: Chart | None
    breaks: tuple[str, ...]
    references: tuple[str, ...]
    report: FigureReport | None
    pooled: str


def one_figure(route: Route, key: str) -> OneFigure | None:
    """By the key of an indicator of the route or of a standard definition; None when there is neither."""
    indicator = Indicator.objects.filter(route=route, key=key).first()
    if indicator is None:
        indicator = Indicator.objects.filter(route=route, definition=key).first() if key in definitions() else None
    definition = definitions().get(indicator.definition if indicator else key)
    if indicator is None and definition is None:
        return None
    found = latest(route)
    given = list(IndicatorFigure.objects.filter(indicator=indicator)) if indicator else []
    if definition is not None and definition.from_pupils and not given:
        if found is None:
            return _empty(definition, indicator)
        return _counted(definition, indicator, *found)
    if indicator is None:
        return None
    reading = given_reading(indicator, given)
    lines = tuple(Line(each.name, "", "", each.told) for each in reading.points)
    picture = _course(reading.points, _unit(definition), indicator)
    return OneFigure(reading, definition, lines, (), picture, (), (), None, "")


def _empty(definition: Definition, indicator: Indicator | None) -> OneFigure | None:
    if indicator is None:
        return None
    return OneFigure(given_reading(indicator, []), definition, (), (), None, (), _references(definition), None, "")


def _counted(definition: Definition, indicator: Indicator | None, published: Any, report: FigureReport) -> OneFigure:
    rows = published.figures.get(definition.key, ())
    top = headline(rows)
    reading = pupil_reading(definition, published, report, indicator)
    each_one = [row for row in rows if row.scope in ("groep", "schooljaar")]
    years = [int(row.name) for row in each_one if row.scope == "schooljaar"]
    breaks = definition.breaks(min(years), max(years)) if years else []
    return OneFigure(
        reading,
        definition,
        tuple(_line(row, definition) for row in each_one),
        tuple(_line(row, definition) for row in rows if row.scope == "leerweg" and top and row.k == top.k),
        _course(reading.points, "%", indicator) if definition.kind is Kind.SHARE else None,
        tuple(
            _("Vanaf schooljaar %(year)s geldt een andere definitie: %(text)s (%(status)s)")
            % {"year": school_year_text(each.since), "text": _(each.text), "status": _(each.status)}
            for each in breaks
        ),
        _references(definition),
        report,
        years_text(top.years) if top else "",
    )


def _line(row: Row, definition: Definition) -> Line:
    name = row_name(row)
    if row.k is not None and row.scope == "groep":
        name = _("%(group)s, %(k)s jaar na de start") % {"group": name, "k": row.k} if row.k else name
    if not row.told:
        return Line(name, "—", "—", row_text(row, definition))
    hits = "" if definition.kind is Kind.COUNT else count_text(row.hit)
    return Line(name, count_text(row.of), hits, row_text(row, definition))


def _references(definition: Definition) -> tuple[str, ...]:
    return tuple(
        _("%(label)s: %(value)s %% (%(year)s, %(source)s, %(status)s)")
        % {
            "label": _(each.label),
            "value": f"{each.value:g}".replace(".", ","),
            "year": each.year,
            "source": each.source,
            "status": _(each.status),
        }
        for each in definition.references
    )


def _unit(definition: Definition | None) -> str:
    return _(definition.unit) if definition else ""


def _course(points: tuple[Point, ...], unit: str, indicator: Indicator | None) -> Chart | None:
    """The course over groups or years: a dot with its interval, and the promise as a line."""
    values = []
    for each in points:
        if each.share is not None:
            values.append(
                {
                    "x": each.name,
                    "low": 100 * each.share.band.low,
                    "high": 100 * each.share.band.high,
                    "now": 100 * each.share.middle,
                }
            )
        elif each.value is not None:
            number = float(each.value)
            values.append({"x": each.name, "low": number, "high": number, "now": number})
    if len(values) < 2:
        return None
    x = {"field": "x", "type": "ordinal", "sort": None, "title": None, "axis": {"labelAngle": 0}}
    layers: list[dict[str, Any]] = [
        {
            "mark": {"type": "rule", "strokeWidth": 6, "color": TOGETHER, "opacity": 0.3},
            "encoding": {"x": x, "y": {"field": "low", "type": "quantitative", "title": unit}, "y2": {"field": "high"}},
        },
        {
            "mark": {"type": "point", "filled": True, "size": 90, "color": TOGETHER, "opacity": 1},
            "encoding": {"x": x, "y": {"field": "now", "type": "quantitative"}},
        },
    ]
    for name, colour in (("target_value", VMBO), ("baseline_value", INK)):
        value = getattr(indicator, name, None)
        if value is not None:
            layers.append(
                {
                    "data": {"values": [{}]},
                    "mark": {"type": "rule", "color": colour, "strokeDash": [5, 3], "strokeWidth": 2},
                    "encoding": {"y": {"datum": float(value)}},
                }
            )
    spec: dict[str, Any] = {"data": {"values": values}, "height": 220, "layer": layers}
    return chart(
        spec, _("Per groep of jaar, met wat toeval ervan kan maken; de streepjeslijnen zijn belofte en nulmeting.")
    )
