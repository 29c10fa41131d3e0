"""Between the database and the portable document: every fact by its own name, every reference by key or code."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.utils.translation import gettext as _
from pydantic import BaseModel

from naadloos.engines.route import RouteDocument, RouteFileError
from naadloos.engines.route.document import Fact
from naadloos.engines.route.document import LawAnswer as LawAnswerItem
from naadloos.engines.route.document import NotApplicable as NotApplicableItem
from naadloos.routes import editions
from naadloos.routes.asked import question
from naadloos.routes.models import LawAnswer, NotApplicable, Route, RouteFact
from naadloos.routes.registry import FactKind, Kind, SingleKind, all_kinds, providers

# -- database -> document --------------------------------------------------------------------------


def _plain(value: Any) -> Any:
    if isinstance(value, models.Manager):
        return sorted(_plain(item) for item in value.all())
    if isinstance(value, RouteFact):
        return value.key
    if isinstance(value, models.Model):
        return value.portable_code  # type: ignore[attr-defined]
    return value


def _item(instance: RouteFact, item: type[Fact]) -> dict[str, Any]:
    return {name: _plain(getattr(instance, name)) for name in item.model_fields}


def _relations(model: type[models.Model], names: Iterable[str]) -> tuple[list[str], list[str]]:
    one, many = [], []
    for name in names:
        try:
            found = model._meta.get_field(name)
        except FieldDoesNotExist:
            continue
        if found.many_to_many:
            many.append(name)
        elif found.is_relation:
            one.append(name)
    return one, many


def _with_relations(kind: FactKind, route: Route, one: list[str], many: list[str]) -> models.QuerySet[Any]:
    through = {
        "RoutePartner": ["organisation"],
        "RouteQualification": ["qualification"],
        "ChosenModule": ["module"],
        "Verdict": ["avo__subject"],
    }
    one = [*one, *through.get(kind.model.__name__, [])]
    rows = kind.model._default_manager.filter(route=route).prefetch_related(*many)
    # Without a name Django would follow every foreign key, the route and all that it points to included.
    return rows.select_related(*one) if one else rows


def queryset_of(kind: FactKind, route: Route) -> models.QuerySet[Any]:
    """All facts of one kind in a route, with what a list or the document needs, in a fixed number of queries."""
    names = [*kind.item.model_fields, *kind.columns]
    return _with_relations(kind, route, *_relations(kind.model, dict.fromkeys(names)))


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where a kind of fact is read from, when its own columns and the keys of other facts hold all of it."""

    names: tuple[str, ...]
    paths: tuple[str, ...]
    many: tuple[str, ...]


@cache
def _columns(model: type[models.Model], item: type[Fact]) -> _Columns | None:
    """``None`` when the document also wants what a model works out, or the code of a piece of the catalogue."""
    fields = {field.name: field for field in model._meta.get_fields()}
    one, many = _relations(model, item.model_fields)
    outside = (name for name in one if not issubclass(fields[name].related_model, RouteFact))  # type: ignore[arg-type]
    if not item.model_fields.keys() <= fields.keys() or any(outside):
        return None
    names = tuple(name for name in item.model_fields if name not in many)
    return _Columns(names, tuple(f"{name}__key" if name in one else name for name in names), tuple(many))


def _dump(kind: FactKind, route: Route) -> list[dict[str, Any]]:
    """All facts of one kind as plain data; of the facts that they point to only the key is read."""
    columns = _columns(kind.model, kind.item)
    if columns is None:
        one, many = _relations(kind.model, kind.item.model_fields)
        return [_item(instance, kind.item) for instance in _with_relations(kind, route, one, many)]
    rows = question(kind.model, "route", ("pk", *columns.paths)).of(route)
    linked = {name: _links(kind, name, route) for name in columns.many} if rows else {}
    return [
        {**dict(zip(columns.names, values, strict=True)), **{name: of.get(pk, []) for name, of in linked.items()}}
        for pk, *values in rows
    ]


def _links(kind: FactKind, name: str, route: Route) -> dict[int, list[str]]:
    """Per fact the keys or codes of what it is linked to under this name, in order and without making facts."""
    field: Any = kind.model._meta.get_field(name)
    source, target = field.m2m_field_name(), field.m2m_reverse_field_name()
    through, of_route = field.remote_field.through, f"{source}__route"
    if issubclass(field.related_model, RouteFact):
        rows = question(through, of_route, (f"{source}_id", f"{target}__key"), (f"{target}__key",)).of(route)
    else:
        pairs = question(through, of_route, (f"{source}_id", f"{target}_id")).of(route)
        used = through._default_manager.filter(**{of_route: route}).values(f"{target}_id")
        codes = {item.pk: item.portable_code for item in field.related_model._default_manager.filter(pk__in=used)}
        rows = sorted([source_pk, codes[pk]] for source_pk, pk in pairs)
    found: dict[int, list[str]] = {}
    for pk, text in rows:
        found.setdefault(pk, []).append(text)
    return found


def dump_kinds(route: Route, kinds: Iterable[Kind]) -> dict[str, Any]:
    """The given kinds of fact as plain data, by their names in the document."""
    section: dict[str, Any] = {}
    for kind in kinds:
        if isinstance(kind, SingleKind):
            rows = question(kind.model, "route", tuple(kind.fields)).of(route)
            # A route without this row has what a new row has.
            values = rows[0] if rows else [getattr(kind.model(), name) for name in kind.fields]
            section |= dict(zip(kind.fields, values, strict=True))
        else:
            section[kind.name] = _dump(kind, route)
    return section


def build_document(route: Route, *, only: Collection[int] | None = None) -> RouteDocument:
    """Read the whole route as one document; the number of queries does not depend on the amount of data.

    ``only`` names the steps whose sections are read, besides the head of the route; those of the others stay empty.
    What is made from such a part must not be kept or shown as the route.
    """
    data: dict[str, Any] = {
        provider.step.section: provider.facts(route)
        for provider in providers()
        if only is None or provider.number in only
    }
    head_kinds = [kind for _provider, kind in all_kinds() if kind.section == "route"]
    data["route"] = {
        "name": route.name,
        "type": route.type,
        "years": route.years,
        "vertical_school": route.vertical_school,
        "location": route.location,
        **dump_kinds(route, head_kinds),
    }
    data["curriculum"] = editions.of_route(route)
    data["not_applicable"] = [_item(row, NotApplicableItem) for row in NotApplicable.objects.filter(route=route)]
    data["law_year"] = route.law_year
    data["law_answers"] = [_item(row, LawAnswerItem) for row in LawAnswer.objects.filter(route=route)]
    document = RouteDocument.model_validate(data)
    # What follows from the whole route cannot be said of a part of it.
    return document if only is not None else _worked_out(document)


def _worked_out(document: RouteDocument) -> RouteDocument:
    update = {}
    for provider in providers():
        if found := provider.worked_out(document):
            section: BaseModel = getattr(document, provider.step.section)
            update[provider.step.section] = section.model_copy(update=found)
    return document.model_copy(update=update)


# -- document -> database --------------------------------------------------------------------------


class Resolver:
    """Finds what a reference in the file points to; notes what is not there instead of stopping at the first."""

    def __init__(self, route: Route) -> None:
        self.route = route
        self.problems: list[tuple[str, str]] = []
        self._facts: dict[tuple[type[models.Model], str], RouteFact] = {}
        self._codes: dict[type[models.Model], dict[str, models.Model]] = {}

    def note(self, place: str, reason: str) -> None:
        self.problems.append((place, reason))

    def add(self, instance: RouteFact) -> None:
        self._facts[type(instance), instance.key] = instance

    def find(self, model: type[models.Model], value: str, place: str) -> models.Model | None:
        """The fact with this key in the route, or the catalogue's object with this code."""
        if issubclass(model, RouteFact):
            found: models.Model | None = self._facts.get((model, value))
        else:
            if model not in self._codes:
                self._codes[model] = {item.portable_code: item for item in model._default_manager.all()}  # type: ignore[attr-defined]
            found = self._codes[model].get(value)
        if found is None:
            self.note(
                place,
                _("%(value)s staat niet in de catalogus; laad eerst de officiële teksten of pas de code aan")
                % {"value": value},
            )
        return found


def _load_kind(kind: FactKind, items: list[Fact], resolver: Resolver, place: str) -> None:
    one, many = _relations(kind.model, kind.item.model_fields)
    later: list[tuple[RouteFact, str, list[str], str]] = []
    for index, item in enumerate(items):
        where = f"{place}.{kind.name}.{index}"
        values: dict[str, Any] = {"route": resolver.route, "key": item.key}
        for name in type(item).model_fields:
            value = getattr(item, name)
            if name in many or name == "key":
                continue
            try:
                field = kind.model._meta.get_field(name)
            except FieldDoesNotExist:
                continue
            if name in one:
                related: Any = field.related_model
                values[name] = resolver.find(related, value, f"{where}.{name}") if value else None
            else:
                values[name] = value
        if any(values[name] is None and getattr(item, name) for name in one if name in values):
            # The reason is noted; without what it refers to the fact cannot be kept.
            continue
        if kind.load:
            loaded = kind.load(item, resolver)
            if not loaded:
                resolver.note(where, _("dit gegeven verwijst naar iets dat niet in de catalogus staat"))
                continue
            values |= loaded
        instance = kind.model(**values)
        try:
            instance.full_clean(exclude=[name for name in one if values.get(name) is None])
        except ValidationError as error:
            resolver.note(where, " ".join(error.messages))
            continue
        instance.save()
        resolver.add(instance)
        later += [(instance, name, getattr(item, name), f"{where}.{name}") for name in many]
    for instance, name, codes, where in later:
        related = kind.model._meta.get_field(name).related_model
        found = [resolver.find(related, code, where) for code in codes]  # type: ignore[arg-type]
        getattr(instance, name).set([item for item in found if item is not None])


def load_document(route: Route, document: RouteDocument) -> None:
    """Fill an empty route with a document; call it in a transaction. Raises RouteFileError with every problem."""
    resolver = Resolver(route)
    order = sorted(all_kinds(), key=lambda pair: pair[1].section != "route" or pair[1].name != "partners")
    order.sort(key=lambda pair: pair[1].section != "route")
    for provider, kind in order:
        name = kind.section or provider.step.section
        section: BaseModel = getattr(document, name)
        if isinstance(kind, SingleKind):
            single = kind.model(route=route, **{field: getattr(section, field) for field in kind.fields})
            single.save()
        else:
            _load_kind(kind, getattr(section, kind.name), resolver, name)
    for row in document.not_applicable:
        NotApplicable.objects.create(route=route, key=row.key, step=row.step, item=row.item, reason=row.reason)
    for index, item in enumerate(document.law_answers):
        answer = LawAnswer(route=route, **item.model_dump())
        try:
            answer.full_clean()
        except ValidationError as error:
            resolver.note(f"law_answers.{index}", " ".join(error.messages))
            continue
        answer.save()
    if resolver.problems:
        raise RouteFileError(resolver.problems)
