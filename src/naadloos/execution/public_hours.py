"""The pictures of the programme on the page for pupils and parents: where one learns, per year of the route."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from naadloos.documents.charts import MBO, TOGETHER, VMBO, Chart, Spec, chart
from naadloos.engines.route import route_year_label
from naadloos.engines.route.document import Programme, Unit
from naadloos.engines.route.terms import HourKind, Side, UnitKind

COMPANY = "#8a6a00"


class At(StrEnum):
    """Where, or with whom, a pupil learns."""

    SCHOOL = "vmbo"
    MBO = "mbo"
    BOTH = "samen"
    COMPANY = "bedrijf"

    @property
    def label(self) -> str:
        return _(_LABELS[self])


_LABELS = {
    At.SCHOOL: gettext_noop("les van het vmbo"),
    At.MBO: gettext_noop("les van het mbo"),
    At.BOTH: gettext_noop("les van vmbo en mbo samen"),
    At.COMPANY: gettext_noop("leren bij een bedrijf"),
}
COLOURS = {At.SCHOOL: VMBO, At.MBO: MBO, At.BOTH: TOGETHER, At.COMPANY: COMPANY}
_OF_SIDE = {Side.VMBO: At.SCHOOL, Side.MBO: At.MBO, Side.TOGETHER: At.BOTH}


@dataclass(frozen=True, slots=True)
class YearHours:
    """Klokuren of one year of the route, self study left out. ``weeks``: how many are planned, 0 is not known."""

    year: int
    weeks: int
    hours: dict[At, Decimal]

    @property
    def total(self) -> Decimal:
        return sum(self.hours.values(), Decimal(0))

    @property
    def lessons(self) -> Decimal:
        return self.total - self.hours[At.COMPANY]

    @property
    def label(self) -> str:
        return _(route_year_label(self.year))


@dataclass(frozen=True, slots=True)
class Programmes:
    """The years of pupils who all have the same hours; ``who`` is "" when that is everybody."""

    who: str
    years: tuple[YearHours, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart with the sentence before it and the table beneath it."""

    title: str
    sentence: str
    chart: Chart
    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def whole(value: Decimal) -> str:
    """Hours on a page for pupils: whole ones are precise enough."""
    return number_format(value.quantize(Decimal(1), ROUND_HALF_UP), force_grouping=True)


def programmes(programme: Programme) -> tuple[Programmes, ...]:
    """The hours per year, once for each group of pupils with hours of its own; nothing when nothing is planned."""
    if not programme.placements:
        return ()
    if not programme.variants:
        return (Programmes("", _years(programme, "")),)
    groups: dict[tuple[Any, ...], list[str]] = defaultdict(list)
    years: dict[tuple[Any, ...], tuple[YearHours, ...]] = {}
    for variant in programme.variants:
        found = _years(programme, variant.key)
        mark = tuple((each.year, *each.hours.values()) for each in found)
        groups[mark].append(variant.title)
        years[mark] = found
    if len(groups) == 1:
        return tuple(Programmes("", found) for found in years.values())
    return tuple(Programmes(", ".join(names), years[mark]) for mark, names in groups.items())


def _years(programme: Programme, variant: str) -> tuple[YearHours, ...]:
    units = {unit.key: unit for unit in programme.units if not variant or not unit.variants or variant in unit.variants}
    hours: dict[int, dict[At, Decimal]] = defaultdict(lambda: dict.fromkeys(At, Decimal(0)))
    for each in programme.placements:
        unit = units.get(each.unit)
        if unit is not None and unit.hour_kind is not HourKind.SELF:
            hours[each.route_year][_at(unit)] += each.hours
    weeks: dict[int, int] = defaultdict(int)
    for period in programme.periods:
        weeks[period.route_year] += period.weeks
    return tuple(YearHours(year, weeks[year], hours[year]) for year in sorted(hours))


def _at(unit: Unit) -> At:
    if unit.hour_kind is HourKind.BPV or unit.kind is UnitKind.BPV:
        return At.COMPANY
    return _OF_SIDE[unit.side]


def picture(found: Programmes) -> Picture:
    """How the hours of a year are divided, as bars with a table."""
    used = [at for at in At if any(year.hours[at] for year in found.years)]
    title = _("De uren per leerjaar")
    if found.who:
        title = _("De uren per leerjaar: %(who)s") % {"who": found.who}
    return Picture(
        title=title,
        sentence=_sentence(found.years),
        chart=_chart(found.years, used),
        caption=_("Uren per leerjaar, in klokuren"),
        header=(_("Leerjaar"), *(at.label.capitalize() for at in used), _("Samen")),
        rows=tuple((year.label, *(whole(year.hours[at]) for at in used), whole(year.total)) for year in found.years),
    )


def _sentence(years: Sequence[YearHours]) -> str:
    total = sum((year.total for year in years), Decimal(0))
    company = sum((year.hours[At.COMPANY] for year in years), Decimal(0))
    if not company or not total:
        return _("In de hele route krijg je %(total)s uur les.") % {"total": whole(total)}
    return _("In de hele route leer je %(company)s van de %(total)s uur bij een bedrijf.") % {
        "company": whole(company),
        "total": whole(total),
    }


def _chart(years: Sequence[YearHours], used: Sequence[At]) -> Chart:
    values = [
        {"year": year.label, "at": at.label, "order": number, "hours": float(year.hours[at])}
        for year in years
        for number, at in enumerate(used)
    ]
    summary = _(
        "Elke balk is een leerjaar. De kleuren laten zien van wie je les krijgt. De tabel hieronder zegt hetzelfde."
    )
    wide = _spec(values, [year.label for year in years], used, columns=len(used))
    narrow = _spec(values, [year.label for year in years], used, columns=1)
    return chart({**wide, "width": 640}, summary, narrow={**narrow, "width": 170})


def _spec(values: list[dict[str, Any]], order: list[str], used: Sequence[At], *, columns: int) -> Spec:
    return {
        "data": {"values": values},
        "height": {"step": 38},
        "mark": {"type": "bar", "height": 24, "stroke": "#fff", "strokeWidth": 1.5},
        "encoding": {
            "y": {"field": "year", "type": "nominal", "sort": order, "title": None},
            "x": {
                "field": "hours",
                "type": "quantitative",
                "stack": "zero",
                "title": None,
                "axis": {"format": ",.0f", "tickCount": 4},
            },
            "order": {"field": "order", "type": "quantitative"},
            "color": {
                "field": "at",
                "title": None,
                "sort": [at.label for at in used],
                "scale": {"domain": [at.label for at in used], "range": [COLOURS[at] for at in used]},
                "legend": {"orient": "top", "columns": columns, "labelLimit": 220},
            },
        },
    }
