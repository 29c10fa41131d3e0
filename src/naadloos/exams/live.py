"""The law beside the editor: what step 6 must meet, judged on what is typed and not saved yet.

Nothing is written. One document is read; the typed fact takes the place of the stored one in it.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _
from pydantic import ValidationError

from naadloos.engines import law
from naadloos.engines.route import RouteDocument
from naadloos.engines.route import document as doc
from naadloos.exams.models import Assessment
from naadloos.routes.lawcheck import route_verdicts
from naadloos.routes.models import Route, RouteFact
from naadloos.routes.portable import build_document
from naadloos.routes.state import kind_url

STEP = 6
LIVE_KINDS = ("assessments", "terms")
OPEN = (law.Outcome.FAIL, law.Outcome.UNKNOWN)
LINKS = 3  # of one verdict; more would hide what to do


@dataclass(frozen=True, slots=True)
class FactLink:
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class LiveRow:
    """One verdict. ``before`` is the outcome on what is stored, when the typed changes it."""

    verdict: law.Verdict
    text: str
    before: str
    links: tuple[FactLink, ...]


@dataclass(frozen=True, slots=True)
class LivePanel:
    """``typed``: judged on the form as it stands; ``wrong``: the form cannot be judged yet, so the stored is shown."""

    rows: list[LiveRow]
    passed: list[LiveRow]
    counts: dict[str, int]
    typed: bool
    wrong: bool
    url: str = ""

    @property
    def failed(self) -> int:
        return self.counts.get(law.Outcome.FAIL.value, 0)

    @property
    def unknown(self) -> int:
        return self.counts.get(law.Outcome.UNKNOWN.value, 0)


def live_panel(
    route: Route,
    today: date,
    form: forms.ModelForm[Any] | None = None,
    url: str = "",
    stored: RouteDocument | None = None,
) -> LivePanel:
    """Judge step 6 of the route; with a bound form as if what is typed were saved."""
    stored = stored or build_document(route)
    before = {verdict.rule_id: verdict for verdict in _verdicts(stored, today)}
    bound = form is not None and form.is_bound
    document = with_form(stored, form) if bound and form is not None else stored
    verdicts = _verdicts(document, today) if document is not None and bound else list(before.values())
    keys = dict(Assessment.objects.filter(route=route).values_list("key", "pk"))
    rows = [_row(route, verdict, before.get(verdict.rule_id), keys) for verdict in verdicts]
    order = list(law.Outcome)
    order.remove(law.Outcome.FAIL)
    order.insert(0, law.Outcome.FAIL)
    rows.sort(key=lambda row: order.index(row.verdict.outcome))
    return LivePanel(
        rows=[row for row in rows if row.verdict.outcome in OPEN],
        passed=[row for row in rows if row.verdict.outcome is law.Outcome.PASS],
        counts=dict(Counter(row.verdict.outcome.value for row in rows)),
        typed=bound and document is not None,
        wrong=document is None,
        url=url,
    )


def _verdicts(document: RouteDocument, today: date) -> list[law.Verdict]:
    return [verdict for verdict in route_verdicts(document, today) if verdict.step == STEP]


def with_form(document: RouteDocument, form: forms.ModelForm[Any]) -> RouteDocument | None:
    """The document with what is typed in place of what is stored; None when that is no whole fact yet."""
    form.is_valid()
    typed = {name: _plain(value) for name, value in form.cleaned_data.items() if name != "version"}
    exams = document.exams
    if not isinstance(form.instance, RouteFact):
        names = {name for name in typed if name in doc.Exams.model_fields}
        return document.model_copy(update={"exams": exams.model_copy(update={name: typed[name] for name in names})})
    key = form.instance.key
    known = next((item for item in exams.assessments if item.key == key), None)
    values = (known.model_dump() if known else {}) | typed | {"key": key}
    try:
        item = doc.Assessment.model_validate(
            {name: values[name] for name in doc.Assessment.model_fields if name in values}
        )
    except ValidationError:
        return None
    others = [each for each in exams.assessments if each.key != key]
    return document.model_copy(update={"exams": exams.model_copy(update={"assessments": [*others, item]})})


def _plain(value: Any) -> Any:
    """A cleaned value as the document holds it."""
    if isinstance(value, models.QuerySet | list):
        return sorted(_plain(item) for item in value)
    if isinstance(value, RouteFact):
        return value.key
    if isinstance(value, models.Model):
        return value.portable_code  # type: ignore[attr-defined]
    return None if value == "" else value


def _row(route: Route, verdict: law.Verdict, before: law.Verdict | None, keys: dict[str, int]) -> LiveRow:
    text = _(verdict.sentence) % verdict.params if verdict.params else _(verdict.sentence)
    changed = before is not None and before.outcome is not verdict.outcome
    links = _links(route, verdict, keys) if verdict.outcome in OPEN else ()
    return LiveRow(verdict, text, before.outcome.value if changed and before else "", links)


def _links(route: Route, verdict: law.Verdict, keys: dict[str, int]) -> tuple[FactLink, ...]:
    """Where to enter what it rests on: what is empty first, each place once."""
    facts = sorted(verdict.facts, key=lambda fact: fact.value not in (None, "", 0, "0"))
    found: dict[str, FactLink] = {}
    for fact in facts:
        url = fact_url(route, fact, keys)
        found.setdefault(url, FactLink(_(fact.label), url))
    return tuple(found.values())[:LINKS]


def fact_url(route: Route, fact: law.FactUsed, keys: dict[str, int]) -> str:
    """The field where this fact is entered; else the list or the step it belongs to."""
    parts = fact.path.split("#")[0].split(".")
    if parts[0] != "exams":
        return reverse("route_step", args=[route.pk, fact.step])
    if parts[1] == "regulations":
        return reverse("determination", args=[route.pk])
    if parts[1] != "assessments":
        return reverse("single_edit", args=[route.pk, STEP, "terms"]) + f"#id_{parts[1]}"
    if len(parts) > 3 and parts[2] in keys:
        return reverse("fact_edit", args=[route.pk, STEP, "assessments", keys[parts[2]]]) + f"#id_{parts[3]}"
    return kind_url(route, STEP, "assessments")
