"""The cases that an exam secretary can read: a base candidate per exam, and what is different in each case."""

from dataclasses import fields
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from naadloos.engines.results import Case, Entry, Exam, Start, Word
from naadloos.engines.route.terms import YesNoUnknown
from naadloos.engines.sourced import read_yaml

FOLDER = Path(__file__).parents[2] / "cases" / "results"
DAY = date(2027, 7, 1)
NEW = Start(began_on=date(2025, 8, 1))
KEYS = {
    *("name", "exams", "change", "add", "empty", "promoted", "start", "fewer_hours"),
    *("outcome", "rules", "finals", "text", "needs", "chances", "notes", "left_out"),
    *("settled", "status", "cum_laude", "needed", "need"),
}
_READ: dict[str, Any] = {
    "own": lambda value: Decimal(str(value)),
    "central": lambda value: Decimal(str(value)),
    "resit": lambda value: Decimal(str(value)),
    "word": Word.of,
    "has_central": YesNoUnknown.of,
}


@cache
def base_data() -> dict[str, list[dict[str, Any]]]:
    data = read_yaml((FOLDER / "base.yaml").read_text(encoding="utf-8"))
    assert isinstance(data, dict)
    return data


def all_cases() -> list[tuple[str, dict[str, Any]]]:
    """Every case once per exam that it names."""
    files = sorted(path for path in FOLDER.glob("*.yaml") if path.name != "base.yaml")
    rows = [case for path in files for case in read_yaml(path.read_text(encoding="utf-8"))]
    return [(exam, case) for case in rows for exam in case["exams"]]


def entry(data: dict[str, Any]) -> Entry:
    known = {each.name for each in fields(Entry)}
    values = {name: value for name, value in data.items() if name != "key" and value is not None}
    assert values.keys() <= known, values
    return Entry(**{name: _READ.get(name, lambda given: given)(value) for name, value in values.items()})


def case_of(exam: str, case: dict[str, Any]) -> Case:
    """The candidate of a case: the base with what is different. Changes of subjects of another exam are skipped."""
    rows = [] if case.get("empty") else [*base_data()[exam], *case.get("add", [])]
    change = case.get("change", {})
    rows = [{**row, **change.get(row["key"], {})} for row in rows]
    return Case(
        Exam.of(exam),
        tuple(entry(row) for row in rows if not row.get("weg")),
        promoted=YesNoUnknown.of(case.get("promoted", "onbekend")),
        start=Start(**case["start"]) if "start" in case else NEW,
        fewer_hours=case.get("fewer_hours", False),
    )
