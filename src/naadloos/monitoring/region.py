"""Beside other routes and beside the country: no ranking, only what lies outside chance."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from naadloos.documents.charts import INK, TOGETHER, VMBO, Chart, chart
from naadloos.engines.cohort import Definition, Kind, Published, definitions
from naadloos.engines.cohort.intervals import funnel, standardise
from naadloos.engines.cohort.verdict import CHANCE, Share, percent, share_of
from naadloos.monitoring.figures import from_json
from naadloos.monitoring.models import FigureReport, NationalShare
from naadloos.monitoring.reading import headline
from naadloos.organisations.models import User
from naadloos.routes.models import Route
from naadloos.routes.rules import routes_for


@dataclass(frozen=True, slots=True)
class RoutePoint:
    """One route in the funnel; ``place`` in words: within chance, above or below it."""

    name: str
    share: Share
    own: bool
    place: str


@dataclass(frozen=True, slots=True)
class Funnel:
    chart: Chart
    points: tuple[RoutePoint, ...]
    middle: int
    sentence: str


def comparable() -> list[Definition]:
    return [each for each in definitions().values() if each.kind is Kind.SHARE]


def reports_for(user: User) -> list[tuple[Route, Published]]:
    """The newest report of each route that this person may see."""
    newest = FigureReport.objects.filter(route__in=routes_for(user)).values("route").annotate(last=Max("pk"))
    rows = FigureReport.objects.filter(pk__in=newest.values("last")).defer("raw", "cells").select_related("route")
    return [(row.route, from_json(row.content)) for row in rows]


def funnel_of(reports: Sequence[tuple[Route, Published]], definition: Definition, own: Route) -> Funnel | None:
    """None with fewer than three routes of which a percentage may be told exactly: then there is no common middle."""
    found: list[tuple[Route, Share]] = []
    for route, published in reports:
        row = headline(published.figures.get(definition.key, ()))
        share = share_of(row) if row and row.told else None
        if share is not None and share.exact:
            found.append((route, share))
    of = sum(share.of for _route, share in found)
    if len(found) < 3 or not of:
        return None
    middle = sum(share.hits[0] for _route, share in found) / of
    limits = {each.of: each for each in funnel([share.of for _route, share in found], middle)}
    points = []
    for route, share in sorted(found, key=lambda each: each[0].name):
        limit = limits[share.of]
        if limit.low_95 <= share.low <= limit.high_95:
            place = _("binnen toeval")
        elif share.low > limit.high_95:
            place = _("hoger dan toeval verklaart")
        else:
            place = _("lager dan toeval verklaart")
        points.append(RoutePoint(route.name, share, route.pk == own.pk, place))
    outside = sum(each.place != _("binnen toeval") for each in points)
    sentence = _(
        "%(n)s routes, samen %(middle)s %%. Bij %(outside)s ligt het cijfer buiten wat toeval verklaart. "
        "Verschil in leerlingen is hier niet verrekend."
    ) % {"n": len(points), "middle": percent(middle), "outside": outside}
    return Funnel(_funnel_chart(points, middle), tuple(points), percent(middle), sentence)


def _funnel_chart(points: Sequence[RoutePoint], middle: float) -> Chart:
    sizes = [each.share.of for each in points]
    smallest, largest = max(min(sizes) - 5, 5), max(sizes) + 10
    step = max((largest - smallest) // 40, 1)
    limits = [
        {"of": each.of, "low": 100 * each.low_95, "high": 100 * each.high_95}
        for each in funnel(list(range(smallest, largest + 1, step)), middle)
    ]
    x = {"field": "of", "type": "quantitative", "title": _("leerlingen"), "scale": {"zero": False, "nice": False}}
    own, other = _("deze route"), _("andere routes")
    spec: dict[str, Any] = {
        "height": 260,
        "layer": [
            {
                "data": {"values": limits},
                "mark": {"type": "area", "opacity": 0.18, "color": TOGETHER},
                "encoding": {
                    "x": x,
                    "y": {"field": "low", "type": "quantitative", "title": "%", "scale": {"zero": False}},
                    "y2": {"field": "high"},
                },
            },
            {
                "data": {"values": [{}]},
                "mark": {"type": "rule", "color": INK, "strokeDash": [4, 3]},
                "encoding": {"y": {"datum": 100 * middle}},
            },
            {
                "data": {
                    "values": [
                        {"of": each.share.of, "now": 100 * each.share.low, "who": own if each.own else other}
                        for each in points
                    ]
                },
                "mark": {"type": "point", "filled": True, "size": 90, "opacity": 1},
                "encoding": {
                    "x": x,
                    "y": {"field": "now", "type": "quantitative"},
                    "color": {
                        "field": "who",
                        "title": None,
                        "scale": {"domain": [own, other], "range": [VMBO, TOGETHER]},
                        "legend": {"orient": "top"},
                    },
                },
            },
        ],
    }
    return chart(spec, _("Elke stip is een route; de band is wat toeval verklaart bij dat aantal leerlingen."))


@dataclass(frozen=True, slots=True)
class National:
    """One figure beside the country, for the same mix of leerwegen."""

    title: str
    own: str
    expected: str
    sentence: str
    sources: tuple[str, ...]


def national_of(route: Route, published: Published | None) -> list[National]:
    """For each figure with national shares; one query."""
    shares: dict[str, dict[str, NationalShare]] = {}
    for row in NationalShare.objects.filter(route=route):
        shares.setdefault(row.definition, {})[row.leerweg] = row
    found = []
    for key, by_leerweg in shares.items():
        definition = definitions().get(key)
        if definition is None or published is None:
            continue
        top = headline(published.figures.get(key, ()))
        rows = [
            row
            for row in published.figures.get(key, ())
            if row.scope == "leerweg" and top is not None and row.k == top.k and row.told
        ]
        sources = tuple(dict.fromkeys(f"{each.source}, {each.period}" for each in by_leerweg.values()))
        found.append(_compared(definition, rows, by_leerweg, sources))
    return found


def _compared(
    definition: Definition, rows: Sequence[Any], by_leerweg: dict[str, NationalShare], sources: tuple[str, ...]
) -> National:
    exact = [(row, share_of(row)) for row in rows]
    strata = [
        (
            share.hits[0],
            share.of,
            float(by_leerweg[row.name].share) / 100 if row.name in by_leerweg else None,
        )
        for row, share in exact
        if share is not None and share.exact
    ]
    result = standardise(strata)
    title = _(definition.title)
    if result is None:
        why = _("Van geen leerweg is zowel het eigen als het landelijke cijfer precies bekend.")
        return National(title, "", "", why, sources)
    left_out = len(rows) - sum(share is not None and share.exact for _row, share in exact)
    sentence = _("%(own)s van %(of)s leerlingen; met dezelfde leerwegen verwacht u landelijk %(expected)s.") % {
        "own": result.hits,
        "of": result.of,
        "expected": round(result.expected),
    }
    if result.chance < CHANCE:
        sentence += " " + _("Dat verschil is geen toeval.")
    else:
        sentence += " " + _("Dat verschil kan toeval zijn.")
    if left_out or result.left_out:
        sentence += " " + _("Leerwegen met verborgen of ontbrekende cijfers tellen niet mee.")
    own = f"{percent(result.hits / result.of)} %"
    return National(title, own, f"{percent(result.expected / result.of)} %", sentence, sources)
