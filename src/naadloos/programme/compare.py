"""Two versions of the programme side by side: what differs, old and new value, and the hours per leerjaar."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import gettext as _

from naadloos.engines.planner import PlanPlacement
from naadloos.engines.route import RouteDocument, route_year_label
from naadloos.engines.route import document as doc
from naadloos.engines.route.terms import Side
from naadloos.organisations.history import in_words
from naadloos.programme.coverage import hours_per_year
from naadloos.programme.models import Period, Unit
from naadloos.programme.versions import Content, with_content
from naadloos.routes.models import RouteFact

NOTHING = "—"


@dataclass(frozen=True, slots=True)
class Difference:
    """One line of the table: which unit or period, what of it, and both values in words."""

    what: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class YearBySide:
    """Klokuren on the board in one leerjaar for one side, before and after."""

    year: str
    side: str
    before: Decimal
    after: Decimal

    @property
    def differs(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Comparison:
    rows: list[Difference]
    hours: list[YearBySide]


def compare(document: RouteDocument, before: Content, after: Content) -> Comparison:
    """What differs between two contents of versions; ``document`` gives the names of what they refer to."""
    names = _names(document, before, after)
    places = [_places_by_unit(content) for content in (before, after)]
    rows = []
    one, other = ({row["key"]: row for row in content["units"]} for content in (before, after))
    for key in {**one, **other}:
        title = (other.get(key) or one[key])["title"]
        if key not in one or key not in other:
            words = _("staat erin"), NOTHING
            rows.append(Difference(title, _("onderdeel"), *(words if key in one else words[::-1])))
        else:
            rows += _fields(title, Unit, doc.Unit, one[key], other[key], names)
        if (old := places[0].get(key, NOTHING)) != (new := places[1].get(key, NOTHING)):
            rows.append(Difference(title, _("op het bord"), old, new))
    rows += _periods(before, after, names)
    return Comparison(rows, _hours(document, before, after))


def places_text(placements: Iterable[PlanPlacement]) -> dict[str, str]:
    """Per unit where it stands, in words: "leerjaar 3: periode 1 tot en met 3 (40 uur per periode)"."""
    found: dict[str, dict[int, list[PlanPlacement]]] = defaultdict(lambda: defaultdict(list))
    for row in sorted(placements, key=lambda each: (each.route_year, each.period)):
        found[row.unit][row.route_year].append(row)
    return {
        unit: "; ".join(f"{route_year_label(year)}: {', '.join(_stretches(rows))}" for year, rows in years.items())
        for unit, years in found.items()
    }


def _stretches(rows: Sequence[PlanPlacement]) -> Iterator[str]:
    """Periods of one year in words; those that follow each other with equal hours together."""
    stretches: list[list[PlanPlacement]] = []
    for row in rows:
        last = stretches[-1][-1] if stretches else None
        if last is not None and (last.period + 1, last.hours) == (row.period, row.hours):
            stretches[-1].append(row)
        else:
            stretches.append([row])
    for stretch in stretches:
        words = {"n": stretch[0].period, "last": stretch[-1].period, "hours": in_words(stretch[0].hours)}
        if len(stretch) == 1:
            yield _("periode %(n)s (%(hours)s uur)") % words
        else:
            yield _("periode %(n)s tot en met %(last)s (%(hours)s uur per periode)") % words


def _places_by_unit(content: Content) -> dict[str, str]:
    rows = (doc.Placement.model_validate(row) for row in content["placements"])
    return places_text(PlanPlacement(row.unit, row.route_year, row.period, row.hours) for row in rows)


def _periods(before: Content, after: Content, names: Mapping[str, str]) -> list[Difference]:
    one, other = (
        {(row["route_year"], row["number"]): row for row in content["periods"]} for content in (before, after)
    )
    rows: list[Difference] = []
    for place in sorted({**one, **other}):
        title = period_title(*place)
        if place not in one or place not in other:
            words = _("bestaat"), NOTHING
            rows.append(Difference(title, _("periode"), *(words if place in one else words[::-1])))
        else:
            rows += _fields(title, Period, doc.Period, one[place], other[place], names)
    return rows


def period_title(route_year: int, number: int) -> str:
    return f"{route_year_label(route_year)}, {_('periode')} {number}"


def _fields(
    title: str,
    model: type[RouteFact],
    item: type[doc.Fact],
    one: Mapping[str, Any],
    other: Mapping[str, Any],
    names: Mapping[str, str],
) -> list[Difference]:
    """What differs between two states of one fact, by the labels that the forms use."""
    old, new = item.model_validate(one), item.model_validate(other)
    rows = []
    for name in item.model_fields:
        left, right = getattr(old, name), getattr(new, name)
        if name == "key" or left == right:
            continue
        rows.append(
            Difference(title, _label(model, name), _words(model, name, left, names), _words(model, name, right, names))
        )
    return rows


def _label(model: type[RouteFact], name: str) -> str:
    try:
        return str(getattr(model._meta.get_field(name), "verbose_name", name))
    except FieldDoesNotExist:
        return name


def _words(model: type[RouteFact], name: str, value: Any, names: Mapping[str, str]) -> str:
    if isinstance(value, list):
        return ", ".join(names.get(each, str(each)) for each in value) or NOTHING
    offered: Any = getattr(model._meta.get_field(name), "choices", None) or ()
    plain = getattr(value, "value", value)
    label = next((str(text) for key, text in offered if key == plain), None)
    return label or in_words(names.get(plain, plain) if isinstance(plain, str) else plain)


def _names(document: RouteDocument, *contents: Content) -> dict[str, str]:
    """What the keys in units mean: other units, periods, variants, windows and capacities."""
    programme = document.programme
    found: dict[str, str] = {}
    for facts in (programme.variants, programme.windows, programme.capacities):
        found |= {row.key: row.title for row in facts}
    for content in contents:
        found |= {row["key"]: row["title"] for row in content["units"]}
        found |= {row["key"]: period_title(row["route_year"], row["number"]) for row in content["periods"]}
    return found


def _hours(document: RouteDocument, before: Content, after: Content) -> list[YearBySide]:
    one, other = (hours_per_year(with_content(document, content)) for content in (before, after))
    return [
        YearBySide(left.label, _(side.label), left.by_side[side.value], right.by_side[side.value])
        for left, right in zip(one, other, strict=True)
        for side in Side
        if left.by_side[side.value] or right.by_side[side.value]
    ]
