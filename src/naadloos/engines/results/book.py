"""Read the data files and refuse whatever is not right in them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from naadloos.engines.results.checks import CHECKS
from naadloos.engines.results.errors import ResultDataError
from naadloos.engines.results.schema import Cohort, Paper, Parameter, Part, Rule, Strict
from naadloos.engines.results.terms import Exam

Model = TypeVar("Model", bound=Strict)

_REASONS = {
    "extra_forbidden": "deze eigenschap bestaat niet",
    "missing": "deze eigenschap ontbreekt",
    "string_type": "hier hoort tekst; zet een nummer tussen aanhalingstekens",
    "string_pattern_mismatch": "deze waarde heeft niet de juiste vorm",
    "literal_error": "deze waarde staat niet in de lijst",
    "enum": "deze waarde staat niet in de lijst",
}
# Norms that no rule names, because the engine itself reads them.
READ_BY_ENGINE = frozenset({"herkansingen", "herkansing_cspe", "maatschappijleer_opnieuw", "certificaat_minimum"})


@dataclass(frozen=True, slots=True)
class Book:
    """All data of the engine, checked against each other."""

    rules: tuple[Rule, ...]
    parts: tuple[Part, ...]
    parameters: Mapping[str, Parameter]
    cohorts: Mapping[str, Cohort]
    papers: Mapping[str, Paper]

    def parts_of(self, exam: Exam) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if exam in part.exams)

    def rules_for(self, exam: Exam, on: date) -> tuple[Rule, ...]:
        """The rules in force on a day, in the order of the data."""
        return tuple(rule for rule in self.rules if exam in rule.exams and rule.holds_on(on))


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
    """The rules that ship with the program."""
    return load_book(files("naadloos.engines.results") / "data")


def load_book(folder: Traversable) -> Book:
    """Read the five kinds of files. Raises ResultDataError with file, item and property."""
    norms = _by_name(Parameter, folder / "parameters", "key")
    cohorts = _by_name(Cohort, folder / "rules" / "cohorts", "id")
    papers = _by_name(Paper, folder / "rules" / "papers", "id")
    parts: list[Part] = []
    for place, item, data in _items(folder / "rules" / "parts"):
        part = _model(Part, place, item, data)
        if any(other.id == part.id and set(other.exams) & set(part.exams) for other in parts):
            raise ResultDataError(place, part.id, "exams", "dit onderdeel staat twee keer in één examen")
        parts.append(part)
    _combinations_exist(parts)
    rules: list[Rule] = []
    for place, item, data in _items(folder / "rules" / "exams"):
        rule = _model(Rule, place, item, data)
        _fits(rule, place, norms, cohorts)
        if any(other.id == rule.id and _overlap(other, rule) for other in rules):
            raise ResultDataError(place, rule.id, "id", "deze regel staat twee keer in dezelfde tijd")
        rules.append(rule)
    unused = norms.keys() - {key for rule in rules for key in rule.parameters} - READ_BY_ENGINE
    if unused:
        raise ResultDataError("parameters", min(unused), "key", "niets gebruikt deze parameter")
    return Book(tuple(rules), tuple(parts), norms, cohorts, papers)


def _by_name(model: type[Model], folder: Traversable, name: str) -> dict[str, Model]:
    found: dict[str, Model] = {}
    for place, item, data in _items(folder):
        made = _model(model, place, item, data)
        if getattr(made, name) in found:
            raise ResultDataError(place, item, name, "dit staat er twee keer in")
        found[getattr(made, name)] = made
    return found


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
            raise ResultDataError(place, "", "", f"dit is geen geldige YAML: {error}") from None
        if not isinstance(content, list) or not all(isinstance(each, dict) for each in content):
            raise ResultDataError(place, "", "", "hier hoort een lijst")
        for number, each in enumerate(content, start=1):
            yield place, str(each.get("id") or each.get("key") or f"nummer {number}"), each


def _model(model: type[Model], place: str, item: str, data: dict[str, Any]) -> Model:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise ResultDataError(place, item, name, _REASONS.get(first["type"], first["msg"])) from None


def _fits(rule: Rule, place: str, norms: Mapping[str, Parameter], cohorts: Mapping[str, Cohort]) -> None:
    """Does the rule name a check, norms and a cohort that exist, with a value on its first and last day?"""
    if rule.check not in CHECKS:
        raise ResultDataError(place, rule.id, "check", f"controle {rule.check!r} bestaat niet")
    if rule.cohort is not None and rule.cohort.id not in cohorts:
        raise ResultDataError(place, rule.id, "cohort", f"groep {rule.cohort.id!r} bestaat niet")
    for key in rule.parameters:
        if key not in norms:
            raise ResultDataError(place, rule.id, "parameters", f"parameter {key!r} bestaat niet")
        if not _covered(norms[key], rule):
            raise ResultDataError(
                place, rule.id, "parameters", f"{key!r} heeft niet op elke dag van de regel een waarde"
            )


def _combinations_exist(parts: list[Part]) -> None:
    for part in parts:
        for exam in part.exams:
            known = {other.id for other in parts if exam in other.exams and not other.combines}
            if lost := set(part.combines) - known:
                raise ResultDataError("parts", part.id, "combines", f"onderdeel {min(lost)!r} bestaat niet in {exam}")


def _overlap(one: Rule, other: Rule) -> bool:
    return one.holds_on(other.valid_from) or other.holds_on(one.valid_from)


def _covered(norm: Parameter, rule: Rule) -> bool:
    """Has the norm a value on every day of the rule?"""
    day = rule.valid_from
    for value in norm.values:
        if value.holds_on(day):
            if value.valid_to is None or (rule.valid_to is not None and rule.valid_to <= value.valid_to):
                return True
            day = date.fromordinal(value.valid_to.toordinal() + 1)
    return False
