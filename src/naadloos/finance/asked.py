"""Which figures are asked of whom, in the order in which they matter."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from naadloos.engines.finance import ALL_PARTNERS, Input, Outcome, Parameter, Per, Question, default_register, influence
from naadloos.finance.models import OwnFigure
from naadloos.finance.words import figure, say, whole_euro
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


FIRST = 8


@dataclass(frozen=True, slots=True)
class Asked:
    """One figure to fill in or to confirm, for all the years in which it is used. ``matters``: how much, in words."""

    label: str
    value: str
    status: str
    find: str
    url: str
    years: str
    matters: str
    empty: bool


@dataclass(frozen=True, slots=True)
class Party:
    """What one controller is asked, the figure that matters most first; what matters little stands in ``rest``."""

    name: str
    empty: int
    first: tuple[Asked, ...]
    rest: tuple[Asked, ...]


def parties(route: Route, outcome: Outcome) -> list[Party]:
    """Per partner what is asked, and at the end what the partners agree on together."""
    names = {each.id: each.name for each in outcome.case.partners} | {ALL_PARTNERS: gettext("Samen af te spreken")}
    own = {
        (row.partner.key, row.parameter, row.of): row.pk
        for row in OwnFigure.objects.filter(route=route).select_related("partner").order_by("-valid_from")
    }
    asked = influence(outcome)
    found = []
    for id, name in names.items():
        rows = [_asked(route, each, own) for each in asked.get(id, ())]
        empty = sum(each.empty for each in rows)
        shown = max(FIRST, empty)
        if rows:
            found.append(Party(name, empty, tuple(rows[:shown]), tuple(rows[shown:])))
    return found


def _asked(route: Route, question: Question, own: dict[tuple[str, str, str], int]) -> Asked:
    first = question.inputs[0]
    years = sorted({each.year for each in question.inputs if each.year is not None})
    return Asked(
        _label(first),
        figure(first.value, first.unit),
        say(first.status.label),
        first.source,
        _url(route, first, own.get((first.partner, first.key, first.of))),
        f"{years[0]}\N{EN DASH}{years[-1]}" if len(years) > 1 else "".join(map(str, years)),
        _matters(question),
        question.empty,
    )


def _matters(question: Question) -> str:
    if question.unknown:
        return ngettext("houdt %(n)s uitkomst onbekend", "houdt %(n)s uitkomsten onbekend", question.unknown) % {
            "n": question.unknown
        }
    if question.moves is None:
        return gettext("nog niet te zeggen")
    return gettext("verschuift %(bedrag)s") % {"bedrag": whole_euro(question.moves)}


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
