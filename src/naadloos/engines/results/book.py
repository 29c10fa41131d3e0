"""Read the data files and refuse whatever is not right in them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TypeVar

from naadloos.engines.results.checks import CHECKS
from naadloos.engines.results.errors import ResultDataError
from naadloos.engines.results.schema import Cohort, Paper, Parameter, Part, Rule
from naadloos.engines.results.terms import Exam
from naadloos.engines.sourced import DataFiles, Strict, first_day_without, overlap

Model = TypeVar("Model", bound=Strict)

_READ = DataFiles(ResultDataError)
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
    for place, item, data in _READ.items(folder / "rules" / "parts"):
        part = _READ.model(Part, place, item, data)
        if any(other.id == part.id and set(other.exams) & set(part.exams) for other in parts):
            raise ResultDataError(place, part.id, "exams", "dit onderdeel staat twee keer in één examen")
        parts.append(part)
    _combinations_exist(parts)
    rules: list[Rule] = []
    for place, item, data in _READ.items(folder / "rules" / "exams"):
        rule = _READ.model(Rule, place, item, data)
        _fits(rule, place, norms, cohorts)
        if any(other.id == rule.id and overlap(other, rule) for other in rules):
            raise ResultDataError(place, rule.id, "id", "deze regel staat twee keer in dezelfde tijd")
        rules.append(rule)
    unused = norms.keys() - {key for rule in rules for key in rule.parameters} - READ_BY_ENGINE
    if unused:
        raise ResultDataError("parameters", min(unused), "key", "niets gebruikt deze parameter")
    return Book(tuple(rules), tuple(parts), norms, cohorts, papers)


def _by_name(model: type[Model], folder: Traversable, name: str) -> dict[str, Model]:
    found: dict[str, Model] = {}
    for place, item, data in _READ.items(folder):
        made = _READ.model(model, place, item, data)
        if getattr(made, name) in found:
            raise ResultDataError(place, item, name, "dit staat er twee keer in")
        found[getattr(made, name)] = made
    return found


def _fits(rule: Rule, place: str, norms: Mapping[str, Parameter], cohorts: Mapping[str, Cohort]) -> None:
    """Does the rule name a check, norms and a cohort that exist, with a value on its first and last day?"""
    if rule.check not in CHECKS:
        raise ResultDataError(place, rule.id, "check", f"controle {rule.check!r} bestaat niet")
    if rule.cohort is not None and rule.cohort.id not in cohorts:
        raise ResultDataError(place, rule.id, "cohort", f"groep {rule.cohort.id!r} bestaat niet")
    for key in rule.parameters:
        if key not in norms:
            raise ResultDataError(place, rule.id, "parameters", f"parameter {key!r} bestaat niet")
        if first_day_without(norms[key].values, rule) is not None:
            raise ResultDataError(
                place, rule.id, "parameters", f"{key!r} heeft niet op elke dag van de regel een waarde"
            )


def _combinations_exist(parts: list[Part]) -> None:
    for part in parts:
        for exam in part.exams:
            known = {other.id for other in parts if exam in other.exams and not other.combines}
            if lost := set(part.combines) - known:
                raise ResultDataError("parts", part.id, "combines", f"onderdeel {min(lost)!r} bestaat niet in {exam}")
