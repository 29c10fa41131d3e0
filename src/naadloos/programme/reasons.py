"""Why a plan cannot be, or does not fit: each reason with the places where it can be changed."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from naadloos.engines.planner import Reason
from naadloos.programme.models import Capacity, HoursAgreement, Period, Unit, UnitRule, Variant, Window
from naadloos.programme.problem import LAW
from naadloos.programme.queries import sentence_of
from naadloos.routes.models import Route, RouteFact

STEP = 5
# A fact of the planner, and where people change it: the model and the kind of fact in step 5.
_MODELS: dict[str, tuple[type[RouteFact], str]] = {
    "units": (Unit, "units"),
    "capacities": (Capacity, "capacities"),
    "windows": (Window, "windows"),
    "variants": (Variant, "variants"),
    "rules": (UnitRule, "unit_rules"),
    "norms": (HoursAgreement, "hours_agreements"),
}

# So many of one kind at the most; more are one link to where all of them are.
MOST = {"periods": 4, "units": 6}
# What only announces the demands that follow, each with links of its own.
HEADS = frozenset({"botsing", "past_niet_samen"})

# The field of a unit or a capacity that holds what the reason is about.
_FIELDS = {
    "eenheid_te_groot": "hours",
    "eis_capaciteit": "amount",
    "eis_fase": "phase",
    "eis_geven": "hours",
    "eis_jaren": "first_year",
    "eis_niet_voor": "not_before",
    "eis_toegestaan": "allowed",
    "eis_vast": "locked",
    "eis_venster": "window",
    "eis_verboden": "forbidden",
    "eis_volgorde": "after",
    "kring": "after",
}

Link = tuple[str, str]
LinkedReason = tuple[str, list[Link]]


def linked_reasons(route: Route, reasons: Sequence[Reason]) -> list[LinkedReason]:
    """Each reason as (sentence, [(label, url)]): what can be changed about it, and where.

    Costs at most one query per kind of fact that is named. When hours of the law are among them, a last line says
    that these can wait until the programme is complete.
    """
    named = [_facts(reason) for reason in reasons]
    places = _places(route, (fact for facts in named for fact in facts))
    found: list[LinkedReason] = []
    for reason, facts in zip(reasons, named, strict=True):
        found.append((sentence_of(reason), list(dict.fromkeys(_links(route, reason, facts, places)))))
    if any(_is_law(fact) for facts in named for fact in facts):
        text = _("Is het programma nog niet compleet? Dan kunt u de urennorm van de wet zolang uitzetten.")
        found.append((text, [_settings(route)]))
    return found


def _links(route: Route, reason: Reason, facts: Sequence[str], places: dict[str, list[Link]]) -> Iterator[Link]:
    """The places of these facts, at the field itself where that is known; of very many the one place of them all."""
    field = f"#id_{_FIELDS[reason.code]}" if reason.code in _FIELDS else ""
    lists = {"periods": _("Perioden"), "units": _("Onderdelen")}
    many = {kind for kind, most in MOST.items() if sum(fact.startswith(f"{kind}:") for fact in facts) > most}
    for fact in facts:
        kind = fact.partition(":")[0]
        if kind in many:
            yield lists[kind], f"{reverse('route_step', args=[route.pk, STEP])}#{kind}"
        else:
            own = field if kind in ("units", "capacities") else ""
            yield from ((label, url + own) for label, url in places.get(fact, []))


def _facts(reason: Reason) -> tuple[str, ...]:
    """What can be changed; a reason about units that names nothing else is about these units themselves."""
    if reason.code in HEADS:
        return ()
    return reason.facts or tuple(f"units:{key}" for key in reason.units)


def _is_law(fact: str) -> bool:
    return fact.startswith(f"norms:{LAW}-")


def _settings(route: Route) -> Link:
    return _("Wat telt in een plan"), reverse("single_edit", args=[route.pk, STEP, "settings"])


def _places(route: Route, facts: Iterable[str]) -> dict[str, list[Link]]:
    """Where each fact can be changed; what is no longer there has no place."""
    wanted: dict[str, set[str]] = {}
    for fact in facts:
        kind, _colon, key = fact.partition(":")
        wanted.setdefault(kind, set()).add(key)
    found: dict[str, list[Link]] = {}
    for kind, keys in wanted.items():
        if kind == "periods":
            for period in Period.objects.filter(route=route):
                key = f"{period.route_year}-{period.number}"
                if key in keys:
                    found[f"periods:{key}"] = [_fact(route, "periods", period)]
        elif kind == "phases":
            # Where a phase ends follows from the periods.
            link = (_("Perioden"), f"{reverse('route_step', args=[route.pk, STEP])}#periods")
            found |= {f"phases:{key}": [link] for key in keys}
        elif kind in _MODELS:
            model, name = _MODELS[kind]
            named: Any = model._default_manager.filter(route=route, key__in=keys)
            for row in named.prefetch_related("units") if model is UnitRule else named:
                found[f"{kind}:{row.key}"] = [_fact(route, name, row)]
    law = [(_("De wet over de uren"), reverse("route_law", args=[route.pk])), _settings(route)]
    return found | {f"norms:{key}": law for key in wanted.get("norms", ()) if _is_law(f"norms:{key}")}


def _fact(route: Route, kind: str, row: RouteFact) -> Link:
    return str(row), reverse("fact_edit", args=[route.pk, STEP, kind, row.pk])
