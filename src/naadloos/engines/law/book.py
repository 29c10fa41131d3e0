"""Read the law's data files and refuse whatever is not right in them."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from naadloos.engines.law.checks import CHECKS
from naadloos.engines.law.errors import LawDataError
from naadloos.engines.law.schema import Parameter, Rule
from naadloos.engines.sourced import DataFiles, first_day_without, overlap

_READ = DataFiles(LawDataError)


@dataclass(frozen=True, slots=True)
class Book:
    """All rules and parameters, checked against each other."""

    rules: tuple[Rule, ...]
    parameters: dict[str, Parameter]


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
    for place, item, data in _READ.items(folder / "parameters"):
        norm = _READ.model(Parameter, place, item, data)
        if norm.key in norms:
            raise LawDataError(place, norm.key, "key", "deze parameter staat er twee keer in")
        norms[norm.key] = norm
    found: list[Rule] = []
    for place, item, data in _READ.items(folder / "rules"):
        rule = _READ.model(Rule, place, item, data)
        _fits(rule, place, norms, found)
        found.append(rule)
    unused = norms.keys() - {key for rule in found for key in rule.parameters}
    if unused:
        raise LawDataError("parameters", min(unused), "key", "geen regel gebruikt deze parameter")
    return Book(tuple(sorted(found, key=lambda rule: rule.step)), norms)


def _fits(rule: Rule, place: str, norms: dict[str, Parameter], earlier: list[Rule]) -> None:
    """Does the rule name a check and norms that exist, with a value on each of its days?"""
    if rule.check not in CHECKS:
        raise LawDataError(place, rule.id, "check", f"controle {rule.check!r} bestaat niet")
    for key in rule.parameters:
        if key not in norms:
            raise LawDataError(place, rule.id, "parameters", f"parameter {key!r} bestaat niet")
        if (gap := first_day_without(norms[key].values, rule)) is not None:
            raise LawDataError(place, rule.id, "parameters", f"{key!r} heeft geen waarde op {gap.isoformat()}")
    for other in earlier:
        if other.id == rule.id and overlap(other, rule):
            raise LawDataError(place, rule.id, "id", "deze regel staat twee keer in dezelfde tijd")
