"""Reading data files: YAML without double keys, one form per item, messages that name file, item and property."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from naadloos.engines.sourced.schema import Dated, Strict

try:
    # The same loader in C: some ten times as quick.
    from yaml import CSafeLoader as SafeLoader
except ImportError:  # PyYAML was built without libyaml
    from yaml import SafeLoader  # type: ignore[assignment]

Model = TypeVar("Model", bound=Strict)

_REASONS = {
    "extra_forbidden": "deze eigenschap bestaat niet",
    "missing": "deze eigenschap ontbreekt",
    "string_type": "hier hoort tekst; zet een nummer tussen aanhalingstekens",
    "string_pattern_mismatch": "deze waarde heeft niet de juiste vorm",
    "literal_error": "deze waarde staat niet in de lijst",
    "enum": "deze waarde staat niet in de lijst",
}


class DataError(ValueError):
    """A data file does not hold what it should.

    ``place`` is the file, ``item`` the rule or parameter, ``name`` the property.
    """

    def __init__(self, place: str, item: str, name: str, reason: str) -> None:
        self.place, self.item, self.name, self.reason = place, item, name, reason
        super().__init__(f"{place}, {item or 'bestand'}, eigenschap {name or '-'}: {reason}")


def read_yaml(text: str) -> Any:
    """What stands in YAML of our own. Raises yaml.YAMLError."""
    return yaml.load(text, Loader=SafeLoader)


class _Loader(SafeLoader):
    """YAML without double keys: the second one would silently win."""


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[Any, Any]:
    keys = [loader.construct_object(key) for key, _ in node.value]
    for key in keys:
        if keys.count(key) > 1:
            raise yaml.YAMLError(f"{key!r} staat er twee keer, regel {node.start_mark.line + 1}")
    return loader.construct_mapping(node, deep=True)


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


@dataclass(frozen=True, slots=True)
class DataFiles:
    """A reader that says what is wrong with ``error``."""

    error: type[DataError]

    def items(self, folder: Traversable) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """Each item of each file, with the file's name and the item's own name for messages."""
        for file in sorted(folder.iterdir(), key=lambda each: each.name):
            if not file.name.endswith(".yaml"):
                continue
            place = f"{folder.name}/{file.name}"
            try:
                # The loader is a safe one: it makes plain values only.
                content = yaml.load(file.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506
            except yaml.YAMLError as error:
                raise self.error(place, "", "", f"dit is geen geldige YAML: {error}") from None
            if not isinstance(content, list) or not all(isinstance(each, dict) for each in content):
                raise self.error(place, "", "", "hier hoort een lijst")
            for number, each in enumerate(content, start=1):
                yield place, str(each.get("id") or each.get("key") or f"nummer {number}"), each

    def model(self, model: type[Model], place: str, item: str, data: dict[str, Any]) -> Model:
        """One item in its form."""
        try:
            return model.model_validate(data)
        except ValidationError as error:
            first = error.errors()[0]
            name = ".".join(str(part) for part in first["loc"])
            raise self.error(place, item, name, _REASONS.get(first["type"], first["msg"])) from None


def overlap(one: Dated, other: Dated) -> bool:
    """Is there a day on which both hold?"""
    return one.holds_on(other.valid_from) or other.holds_on(one.valid_from)


def first_day_without(values: Iterable[Dated], whole: Dated) -> date | None:
    """The first day of ``whole`` without one of the ``values`` (in the order of time); None when there is none."""
    day = whole.valid_from
    for value in values:
        if value.holds_on(day):
            if value.valid_to is None or (whole.valid_to is not None and whole.valid_to <= value.valid_to):
                return None
            day = value.valid_to + timedelta(days=1)
    return day
