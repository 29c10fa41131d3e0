"""Read the law's data files and refuse whatever is not right in them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from naadloos.engines.law.checks import CHECKS
from naadloos.engines.law.errors import LawDataError
from naadloos.engines.law.schema import Dated, Parameter, Rule, Strict

Model = TypeVar("Model", bound=Strict)

_REASONS = {
    "extra_forbidden": "deze eigenschap bestaat niet",
    "missing": "deze eigenschap ontbreekt",
    "string_type": "hier hoort tekst; zet een nummer tussen aanhalingstekens",
    "string_pattern_mismatch": "deze waarde heeft niet de juiste vorm",
    "literal_error": "deze waarde staat niet in de lijst",
    "enum": "deze waarde staat niet in de lijst",
}


@dataclass(frozen=True, slots=True)
class Book:
    """All rules and parameters, checked against each other."""

    rules: tuple[Rule, ...]
    parameters: dict[str, Parameter]


class _Loader(yaml.SafeLoader):
    """YAML without double keys: the second one would silently win."""


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[Any, Any]:
    keys = [loader.construct_object(key) for key, _ in node.value]
    for key in keys:
        if keys.count(key) > 1:
            raise yaml.YAMLError(f"{key!r} staat er twee keer, regel {node.start_mark.line + 1}")
    return loader.construct_mapping(node, deep=True)


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


@cache
def default_book() -> Book:
    """The law that ships with the program."""
    return load_book(files("naadloos.engines.law") / "data")


def rules() -> tuple[Rule, ...]:
    """Every rule, also those that no longer hold or do not hold yet."""
    return default_book().rules


def parameters() -> tuple[Parameter, ...]:
    """Every norm with its whole history."""
    return tuple(default_book().parameters.values())


def load_book(folder: Traversable) -> Book:
    """Read ``folder``/rules and ``folder``/parameters. Raises LawDataError with file, rule and property."""
    norms: dict[str, Parameter] = {}
    for place, item, data in _items(folder / "parameters"):
        norm = _model(Parameter, place, item, data)
        if norm.key in norms:
            raise LawDataError(place, norm.key, "key", "deze parameter staat er twee keer in")
        norms[norm.key] = norm
    found: list[Rule] = []
    for place, item, data in _items(folder / "rules"):
        rule = _model(Rule, place, item, data)
        _fits(rule, place, norms, found)
        found.append(rule)
    unused = norms.keys() - {key for rule in found for key in rule.parameters}
    if unused:
        raise LawDataError("parameters", min(unused), "key", "geen regel gebruikt deze parameter")
    return Book(tuple(sorted(found, key=lambda rule: rule.step)), norms)


def _items(folder: Traversable) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Each item of each file, with the file's name and the item's own name for messages."""
    for file in sorted(folder.iterdir(), key=lambda each: each.name):
        if not file.name.endswith(".yaml"):
            continue
        place = f"{folder.name}/{file.name}"
        try:
            # The loader is a safe one: it makes plain values only.
            content = yaml.load(file.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506
        except yaml.YAMLError as error:
            raise LawDataError(place, "", "", f"dit is geen geldige YAML: {error}") from None
        if not isinstance(content, list) or not all(isinstance(each, dict) for each in content):
            raise LawDataError(place, "", "", "hier hoort een lijst")
        for number, each in enumerate(content, start=1):
            yield place, str(each.get("id") or each.get("key") or f"nummer {number}"), each


def _model(model: type[Model], place: str, item: str, data: dict[str, Any]) -> Model:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise LawDataError(place, item, name, _REASONS.get(first["type"], first["msg"])) from None


def _fits(rule: Rule, place: str, norms: dict[str, Parameter], earlier: list[Rule]) -> None:
    """Does the rule name a check and norms that exist, with a value on each of its days?"""
    if rule.check not in CHECKS:
        raise LawDataError(place, rule.id, "check", f"controle {rule.check!r} bestaat niet")
    for key in rule.parameters:
        if key not in norms:
            raise LawDataError(place, rule.id, "parameters", f"parameter {key!r} bestaat niet")
        if (gap := _first_day_without(norms[key], rule)) is not None:
            raise LawDataError(place, rule.id, "parameters", f"{key!r} heeft geen waarde op {gap.isoformat()}")
    for other in earlier:
        if other.id == rule.id and _overlap(other, rule):
            raise LawDataError(place, rule.id, "id", "deze regel staat twee keer in dezelfde tijd")


def _overlap(one: Dated, other: Dated) -> bool:
    return one.holds_on(other.valid_from) or other.holds_on(one.valid_from)


def _first_day_without(norm: Parameter, rule: Rule) -> date | None:
    """The first day of the rule on which the norm has no value."""
    day = rule.valid_from
    for value in norm.values:
        if value.holds_on(day):
            if value.valid_to is None or (rule.valid_to is not None and rule.valid_to <= value.valid_to):
                return None
            day = value.valid_to + timedelta(days=1)
    return day
