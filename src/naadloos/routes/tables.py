"""Lists of facts as a page shows them: column heads and cells in words, ready for a template."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from naadloos.organisations.history import in_words
from naadloos.routes.models import Route, RouteFact, SingleFact
from naadloos.routes.portable import queryset_of
from naadloos.routes.registry import FactKind, SingleKind, StepProvider

# Columns that are a property of the model instead of a field.
_HEADS = {
    "name": gettext_noop("naam"),
    "title": gettext_noop("naam"),
    "code": gettext_noop("code"),
    "kind": gettext_noop("soort"),
    "brin": "BRIN",
    "place": gettext_noop("plaats"),
    "figure_name": gettext_noop("gegeven"),
    "settled_amount": gettext_noop("verrekening in euro"),
}


_NUMERIC = {"settled_amount"}


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    numeric: bool
    unknown: bool
    side: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    cells: list[Cell]
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class FactTable:
    kind: FactKind
    heads: list[tuple[str, bool]]
    rows: list[Row]
    add_url: str


@dataclass(frozen=True, slots=True)
class SingleBlock:
    kind: SingleKind
    values: list[tuple[str, str]]
    url: str
    filled: bool


def _field(model: type[models.Model], name: str) -> Any:
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist:
        return None


def _head(model: type[models.Model], name: str) -> tuple[str, bool]:
    field = _field(model, name)
    if field is None:
        return _(_HEADS.get(name, name)), name in _NUMERIC
    return str(field.verbose_name), isinstance(field, models.DecimalField | models.IntegerField)


def _cell(instance: models.Model, name: str) -> Cell:
    field = _field(type(instance), name)
    value = getattr(instance, name)
    numeric = (isinstance(field, models.DecimalField | models.IntegerField) and not field.choices) or name in _NUMERIC
    raw = value
    if field is not None and field.choices:
        value = getattr(instance, f"get_{name}_display")()
    elif isinstance(value, models.Manager):
        value = ", ".join(str(item) for item in value.all())
    elif name == "kind" and field is None:
        value = instance.organisation.get_kind_display()  # type: ignore[attr-defined]
    unknown = value is None or value == ""
    text = _("onbekend") if unknown and numeric else in_words(value)
    if name == "start_year" or (field is not None and field.name == "year"):
        text, numeric = (str(value) if value is not None else "—"), True
    return Cell(
        text=text,
        numeric=numeric,
        unknown=unknown and numeric,
        side=str(raw) if name == "side" else "",
    )


def fact_table(route: Route, provider: StepProvider, kind: FactKind) -> FactTable:
    """All facts of one kind of a route as a table, in a fixed number of queries."""
    instances = list(queryset_of(kind, route))
    head, words = kind.worked_out or ("", None)
    answers = words(route, instances) if words else []
    rows = []
    for number, instance in enumerate(instances):
        arguments = [route.pk, provider.number, kind.name, instance.pk]
        last = [Cell(answers[number], numeric=False, unknown=False)] if answers else []
        rows.append(
            Row(
                cells=[_cell(instance, name) for name in kind.columns] + last,
                name=str(instance),
                url=reverse("fact_edit", args=arguments),
            )
        )
    return FactTable(
        kind=kind,
        heads=[_head(kind.model, name) for name in kind.columns] + ([(str(head), False)] if words else []),
        rows=rows,
        add_url=reverse("fact_add", args=[route.pk, provider.number, kind.name]),
    )


def single_block(route: Route, provider: StepProvider, kind: SingleKind) -> SingleBlock:
    """The facts that a route has once, as label and text."""
    instance = kind.model._default_manager.filter(route=route).first() or kind.model(route=route)
    values = [
        (
            str(_field(kind.model, name).verbose_name),
            _("geen")
            if name in kind.nothing_when_empty and getattr(instance, name) is None
            else _cell(instance, name).text,
        )
        for name in kind.fields
    ]
    return SingleBlock(
        kind=kind,
        values=values,
        url=reverse("single_edit", args=[route.pk, provider.number, kind.name]),
        filled=any(getattr(instance, name) not in ("", None) for name in kind.fields),
    )


def stale_rows(current: RouteFact | SingleFact | models.Model, typed: dict[str, Any]) -> list[tuple[str, str, str]]:
    """What somebody else saved against what this person typed: (label, saved, typed)."""
    rows = []
    for name, value in typed.items():
        field = _field(type(current), name)
        if field is None or field.many_to_many:
            continue
        saved = _cell(current, name).text
        mine = value
        if field.choices:
            mine = dict(field.flatchoices).get(value, value)
        mine_text = in_words(mine)
        if saved != mine_text and not (saved == _("onbekend") and mine_text == "—"):
            rows.append((str(field.verbose_name), saved, mine_text))
    return rows
