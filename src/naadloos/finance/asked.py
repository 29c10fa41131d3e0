"""Which figures are asked of whom: what is missing first, then what is only an estimate."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from naadloos.engines.finance import FigureStatus, Input, Outcome, Parameter, Per, default_register
from naadloos.finance.models import OwnFigure
from naadloos.finance.words import figure, say
from naadloos.routes.models import Route
from naadloos.routes.state import kind_url

STEP = 8
# By the first word of an input's id: the kind of fact in which it is entered.
_KINDS = {
    "post": "cost_items",
    "in": "volumes",
    "blijft": "volumes",
    "slaagt": "volumes",
    "lwoo": "volumes",
    "vertrek": "volumes",
    "volwassen": "volumes",
    "extra": "volumes",
    "geteld": "counts",
    "overhead": "partner_terms",
    "sleutel": "partner_terms",
    "subsidie": "subsidies",
    "cofinanciering": "subsidies",
}


@dataclass(frozen=True, slots=True)
class Question:
    """One figure to fill in or to confirm, for all the years in which it is used."""

    label: str
    value: str
    status: str
    find: str
    partner: str
    url: str
    years: str
    missing: bool


def questions(route: Route, outcome: Outcome, inputs: Iterable[Input]) -> list[Question]:
    """Inputs as questions, in the order in which they come; one figure in more years is one question."""
    together: dict[tuple[str, str, str], list[Input]] = {}
    for each in inputs:
        together.setdefault((each.key, each.of, each.partner), []).append(each)
    names = {each.id: each.name for each in outcome.case.partners}
    own = {
        (row.partner.key, row.parameter, row.of): row.pk
        for row in OwnFigure.objects.filter(route=route).select_related("partner").order_by("-valid_from")
    }
    found = []
    for (key, of, partner), rows in together.items():
        first = rows[0]
        years = sorted({row.year for row in rows if row.year is not None})
        found.append(
            Question(
                _label(first),
                figure(first.value, first.unit),
                say(first.status.label),
                first.source,
                names.get(partner, ""),
                _url(route, first, own.get((partner, key, of))),
                f"{years[0]}–{years[-1]}" if len(years) > 1 else "".join(map(str, years)),
                first.value is None,
            )
        )
    return found


def missing(outcome: Outcome) -> list[Input]:
    return list(outcome.missing)


def estimates(outcome: Outcome) -> list[Input]:
    """What is filled in and counts in a result, but is not confirmed."""
    below = outcome.sheet.below(*outcome.results)
    unsure = (FigureStatus.ESTIMATE, FigureStatus.PROVISIONAL)
    return [each for each in outcome.sheet.inputs if each.id in below and each.status in unsure]


def _label(entry: Input) -> str:
    """Of a parameter the name without its year; that stands beside it."""
    register = default_register()
    if entry.key not in register:
        return say(entry.label)
    label = say(register[entry.key].label)
    return f"{label} ({entry.of})" if entry.of else label


def _url(route: Route, entry: Input, own: int | None) -> str:
    register = default_register()
    if entry.key not in register:
        return kind_url(route, STEP, _KINDS.get(entry.id.split(".", 1)[0], "calculation"))
    if own is not None:
        return reverse("fact_edit", args=[route.pk, STEP, "figures", own])
    query = {"parameter": entry.key, "of": entry.of, "valid_from": _begin(register[entry.key], entry.year)}
    return f"{reverse('fact_add', args=[route.pk, STEP, 'figures'])}?{urlencode(query)}"


def _begin(parameter: Parameter, year: int | None) -> str:
    """The first day of the year in which it is needed."""
    if year is None:
        return ""
    return f"{year}-08-01" if parameter.per is Per.SCHOOL_YEAR else f"{year}-01-01"
