"""The law beside the editor: what step 6 must meet, judged on what is typed and not saved yet.

Nothing is written. One document is read; the typed fact takes the place of the stored one in it.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.cache import cache
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _
from pydantic import ValidationError

from naadloos.engines import law
from naadloos.engines.route import RouteDocument
from naadloos.engines.route import document as doc
from naadloos.engines.route.labels import label_of
from naadloos.exams.models import Assessment
from naadloos.routes.lawcheck import in_words, route_verdicts
from naadloos.routes.models import Route, RouteFact
from naadloos.routes.portable import build_document
from naadloos.routes.queries import route_history
from naadloos.routes.state import kind_url

STEP = 6
LIVE_KINDS = ("assessments", "terms")
OPEN = (law.Outcome.FAIL, law.Outcome.UNKNOWN)
EMPTY = (None, "", 0, "0")
COLUMN = ["exams", "assessments", "*"]
KEPT = 120  # seconds
LINKS = 5  # of one verdict; more would hide what to do


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
    """``typed``: judged on the form as it stands; ``wrong``: the form cannot be judged yet, so the stored is shown.

    ``asked`` counts the rules of which no fact tells the outcome: they wait for an answer on the law page.
    """

    rows: list[LiveRow]
    passed: list[LiveRow]
    counts: dict[str, int]
    asked: int
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
    place = _Place(route, document or stored, getattr(form.instance, "key", "") if form is not None else "")
    asked = [verdict for verdict in verdicts if verdict.outcome is law.Outcome.UNKNOWN and verdict.question]
    rows = [_row(place, verdict, before.get(verdict.rule_id)) for verdict in verdicts if verdict not in asked]
    order = list(law.Outcome)
    order.remove(law.Outcome.FAIL)
    order.insert(0, law.Outcome.FAIL)
    rows.sort(key=lambda row: order.index(row.verdict.outcome))
    return LivePanel(
        rows=[row for row in rows if row.verdict.outcome in OPEN],
        passed=[row for row in rows if row.verdict.outcome is law.Outcome.PASS],
        counts=dict(Counter(row.verdict.outcome.value for row in rows)),
        asked=len(asked),
        typed=bound and document is not None,
        wrong=document is None,
        url=url,
    )


def recent_document(route: Route) -> RouteDocument:
    """The stored route, kept a short while for who is typing: every write leaves history and so makes it read anew.

    Only for judging what is not saved; what is saved is judged on what was read then.
    """
    found: RouteDocument | None = cache.get(_key(route))
    return found if found is not None else keep(route, build_document(route))


def keep(route: Route, document: RouteDocument) -> RouteDocument:
    """Keep a document that was just read, for ``recent_document``."""
    cache.set(_key(route), document, KEPT)
    return document


def _key(route: Route) -> str:
    last = route_history(route).order_by("-pk").values_list("pk", flat=True).first()
    return f"route-document:{route.pk}:{route.version}:{last}"


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
    fields = doc.Assessment.model_fields
    try:
        # An empty text is "" in the one and None in the other; what may not be empty stays empty, and is refused.
        item = doc.Assessment.model_validate(
            {
                name: field.default if values[name] is None and not field.is_required() else values[name]
                for name, field in fields.items()
                if name in values
            }
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


def _row(place: "_Place", verdict: law.Verdict, before: law.Verdict | None) -> LiveRow:
    changed = before is not None and before.outcome is not verdict.outcome
    links = place.links(verdict) if verdict.outcome in OPEN else ()
    return LiveRow(verdict, in_words(verdict), before.outcome.value if changed and before else "", links)


class _Place:
    """Knows where each fact of step 6 is entered. ``here`` is the key of the assessment on the screen."""

    def __init__(self, route: Route, document: RouteDocument, here: str) -> None:
        self._route, self._document, self._here = route, document, here
        self._keys = dict(Assessment.objects.filter(route=route).values_list("key", "pk"))

    def links(self, verdict: law.Verdict) -> tuple[FactLink, ...]:
        """Where to enter what the verdict rests on: empty fields first, each place once, a few at most."""
        empty = self._empty_fields(verdict)
        if not empty:
            facts = sorted(verdict.facts, key=lambda fact: fact.value not in EMPTY)
            empty = [FactLink(_(fact.label), self._url(fact.step, _parts(fact))) for fact in facts]
        return tuple({link.url: link for link in empty}.values())[:LINKS]

    def _empty_fields(self, verdict: law.Verdict) -> list[FactLink]:
        """The first empty field of each assessment that the verdict misses something of; the one on the screen first.

        A fact about a whole column ("exams.assessments.*.weight") does not say where it is empty; the document does.
        """
        missing = " ".join(verdict.missing)
        columns = [parts[3] for fact in verdict.facts if (parts := _parts(fact))[:3] == COLUMN and len(parts) == 4]
        items = sorted(self._document.exams.assessments, key=lambda item: item.key != self._here)
        found = []
        for item in items:
            name = next((name for name in columns if getattr(item, name) in (*EMPTY, [])), None)
            if name is not None and item.title in missing:
                found.append(FactLink(f"{item.title}: {_(label_of(name))}", self._field(item.key, name)))
        return found

    def _url(self, step: int, parts: list[str]) -> str:
        """The field where this fact is entered; else the list or the step it belongs to."""
        if parts[0] != "exams":
            return reverse("route_step", args=[self._route.pk, step])
        if parts[1] == "regulations":
            return reverse("determination", args=[self._route.pk])
        if parts[1] != "assessments":
            return reverse("single_edit", args=[self._route.pk, STEP, "terms"]) + f"#id_{parts[1]}"
        if len(parts) > 3:
            return self._field(parts[2], parts[3])
        return kind_url(self._route, STEP, "assessments")

    def _field(self, key: str, name: str) -> str:
        """A field of one assessment; of the one on the screen without leaving what is typed."""
        if key == self._here:
            return f"#id_{name}"
        if key not in self._keys:
            return kind_url(self._route, STEP, "assessments")
        return reverse("fact_edit", args=[self._route.pk, STEP, "assessments", self._keys[key]]) + f"#id_{name}"


def _parts(fact: law.FactUsed) -> list[str]:
    return fact.path.split("#")[0].split(".")
