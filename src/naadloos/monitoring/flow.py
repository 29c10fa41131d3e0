"""Where the pupils are: per group and year, and how they leave a route in the course of time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from naadloos.documents.charts import INK, MBO, TOGETHER, VMBO, Chart, chart
from naadloos.engines.cohort import Flow, Published, Shown
from naadloos.engines.cohort.disclosure import MINIMUM_SHARE
from naadloos.engines.cohort.publishing import STATES
from naadloos.engines.cohort.risks import Curve, RiskYear, curves, still_here
from naadloos.engines.cohort.verdict import percent
from naadloos.monitoring.reading import count_text

_SOFT = "#8a93a3"
COLOURS = {"here": MBO, "diploma": TOGETHER, "switch": VMBO, "vsv": INK, "unknown": _SOFT}


def state_names() -> dict[str, str]:
    return {
        "here": _("in de route"),
        "diploma": _("met mbo-diploma"),
        "switch": _("ander onderwijs"),
        "vsv": _("zonder startkwalificatie weg"),
        "unknown": _("bestemming onbekend"),
    }


@dataclass(frozen=True, slots=True)
class FlowRow:
    """A line of the table beneath the picture."""

    name: str
    total: str
    states: tuple[str, ...]
    told: bool


@dataclass(frozen=True, slots=True)
class FlowView:
    heads: tuple[str, ...]
    rows: tuple[FlowRow, ...]
    chart: Chart | None
    sentence: str

    @property
    def table(self) -> list[tuple[FlowRow, list[tuple[str, str]]]]:
        """Each line with its cells and the head that belongs to each."""
        return [(row, list(zip(self.heads, row.states, strict=True))) for row in self.rows]


def group_flows(published: Published) -> list[tuple[int, FlowView]]:
    """Per group how it stood at each 1 October."""
    found = []
    for cohort in sorted({each.cohort for each in published.flows}, reverse=True):
        rows = [each for each in published.flows if each.cohort == cohort]
        found.append((cohort, _group(cohort, rows)))
    return found


def _group(cohort: int, rows: Sequence[Flow]) -> FlowView:
    names = state_names()
    lines = tuple(_line(_("1 oktober %(year)s") % {"year": cohort + row.k}, row) for row in rows)
    told = [row for row in rows if row.told and row.total.exact]
    return FlowView(
        tuple(names[state] for state in STATES),
        tuple(line for line in lines if line.told),
        _areas(cohort, told) if len(told) > 1 else None,
        _flow_sentence(cohort, told, len(rows)),
    )


def _line(name: str, row: Flow) -> FlowRow:
    if not row.told:
        return FlowRow(name, _("niet getoond"), tuple("—" for _state in STATES), told=False)
    return FlowRow(name, count_text(row.total), tuple(count_text(row.states[state]) for state in STATES), told=True)


def _flow_sentence(cohort: int, told: Sequence[Flow], years: int) -> str:
    if not told:
        return _("Deze groep is te klein om per jaar te tonen zonder iemand te laten zien.")
    last = told[-1]
    said = _("Van de %(of)s leerlingen van groep %(cohort)s waren er op 1 oktober %(year)s %(here)s in de route.") % {
        "of": count_text(last.total),
        "cohort": cohort,
        "year": cohort + last.k,
        "here": count_text(last.states["here"]),
    }
    if len(told) < years:
        said += " " + _("Andere jaren zijn te klein om te tonen zonder iemand te laten zien.")
    return said


def _areas(cohort: int, told: Sequence[Flow]) -> Chart:
    """Stacked bars, as high as there are pupils; what is hidden shares what is left and is drawn lighter."""
    names = state_names()
    values = [
        {
            "x": str(cohort + row.k),
            "n": height,
            "state": names[state],
            "order": order,
            "sure": row.states[state].exact,
        }
        for row in told
        for order, (state, height) in enumerate(heights(row).items())
    ]
    spec: dict[str, Any] = {
        "data": {"values": values},
        "height": 220,
        "mark": {"type": "bar"},
        "encoding": {
            "x": {"field": "x", "type": "ordinal", "sort": None, "title": None, "axis": {"labelAngle": 0}},
            "y": {"field": "n", "type": "quantitative", "title": None},
            "order": {"field": "order"},
            "opacity": {"condition": {"test": "datum.sure", "value": 1}, "value": 0.45},
            "color": {
                "field": "state",
                "title": None,
                "sort": [names[state] for state in STATES],
                "scale": {
                    "domain": [names[state] for state in STATES],
                    "range": [COLOURS[state] for state in STATES],
                },
                "legend": {"orient": "top", "columns": 3},
            },
        },
    }
    narrow = {**spec, "encoding": {**spec["encoding"]}}
    narrow["encoding"]["color"] = {**spec["encoding"]["color"], "legend": {"orient": "top", "columns": 1}}
    return chart(
        spec, _("Groep %(year)s per 1 oktober; lichter is een verborgen aantal.") % {"year": cohort}, narrow=narrow
    )


def heights(row: Flow) -> dict[str, float]:
    """How high each part is drawn. Of a hidden count only bounds are known: the middles are made to fit the whole."""
    most = row.total.low
    middles = {state: _middle(row.states[state], most) for state in STATES}
    hidden = [state for state in STATES if not row.states[state].exact]
    left = most - sum(middles[state] for state in STATES if state not in hidden)
    of_hidden = sum(middles[state] for state in hidden)
    return {
        state: middle * left / of_hidden if state in hidden and of_hidden else middle
        for state, middle in middles.items()
    }


def _middle(shown: Shown, most: int) -> float:
    return (shown.low + (most if shown.high is None else shown.high)) / 2


@dataclass(frozen=True, slots=True)
class RiskView:
    """Curves of all groups together; ``rows``: per year of the route the part that left in each way, in words."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    chart: Chart
    sentence: str

    @property
    def table(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Each line with its cells and the head that belongs to each."""
        return [(name, list(zip(self.heads, parts, strict=True))) for name, parts in self.rows]


def risk_view(published: Published) -> RiskView | None:
    """None when too little may be told to draw a curve."""
    years = []
    for row in published.risks:
        if not row.told or not row.total.exact or row.total.low < MINIMUM_SHARE:
            break
        ways = {
            state: (row.states[state].low, _most(row.states[state], row.total.low))
            for state in STATES
            if state != "here"
        }
        years.append(RiskYear(row.k, row.total.low, ways))
    found = curves(years)
    if not found:
        return None
    names = state_names()
    here = still_here(found)
    out = [way for way in STATES if way != "here"]
    rows = tuple(
        (
            _("na %(n)s jaar") % {"n": year.k + 1},
            (_part(*here[index]), *(_part(*found[way].part[index]) for way in out)),
        )
        for index, year in enumerate(years)
    )
    last = years[-1].k + 1
    sentence = _(
        "Van 100 leerlingen zijn er na %(n)s jaar naar schatting %(here)s nog in de route en hebben er "
        "%(diploma)s het diploma."
    ) % {"n": last, "here": _part(*here[-1]), "diploma": _part(*found["diploma"].part[-1])}
    return RiskView((names["here"], *(names[way] for way in out)), rows, _curves_chart(years, found, names), sentence)


def _most(shown: Shown, of: int) -> int:
    return of if shown.high is None else min(shown.high, of)


def _part(low: float, high: float) -> str:
    one, other = percent(low), percent(high)
    return str(one) if one == other else _("%(low)s tot %(high)s") % {"low": one, "high": other}


def _curves_chart(years: Sequence[RiskYear], found: dict[str, Curve], names: dict[str, str]) -> Chart:
    values = []
    for way, curve in found.items():
        values.append({"x": 0, "low": 0, "high": 0, "mid": 0, "way": names[way]})
        for index, year in enumerate(years):
            values.append(
                {
                    "x": year.k + 1,
                    "low": 100 * curve.low[index],
                    "high": 100 * curve.high[index],
                    "mid": 100 * sum(curve.part[index]) / 2,
                    "way": names[way],
                }
            )
        # The last step needs some room to be seen.
        values.append({**values[-1], "x": years[-1].k + 1.4})
    x = {
        "field": "x",
        "type": "quantitative",
        "title": _("jaren na de start"),
        "axis": {"tickMinStep": 1, "format": "d"},
        "scale": {"nice": False},
    }
    color = {
        "field": "way",
        "title": None,
        "scale": {"domain": [names[way] for way in found], "range": [COLOURS[way] for way in found]},
        "legend": {"orient": "top", "columns": 2, "symbolOpacity": 1},
    }
    spec: dict[str, Any] = {
        "data": {"values": values},
        "height": 240,
        "layer": [
            {
                "mark": {"type": "area", "opacity": 0.15, "interpolate": "step-after"},
                "encoding": {
                    "x": x,
                    "y": {"field": "low", "type": "quantitative", "title": "%"},
                    "y2": {"field": "high"},
                    "color": color,
                },
            },
            {
                "mark": {"type": "line", "interpolate": "step-after", "strokeWidth": 2.5},
                "encoding": {"x": x, "y": {"field": "mid", "type": "quantitative"}, "color": color},
            },
        ],
    }
    return chart(spec, _("Hoe leerlingen de route verlaten; de band is het 95%-interval."), narrow=spec)
