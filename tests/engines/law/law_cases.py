"""The cases that a jurist can read: a base route and what is different in each case."""

from copy import deepcopy
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from naadloos.engines.law import rules
from naadloos.engines.sourced import read_yaml

FOLDER = Path(__file__).parents[2] / "cases" / "law"
DAY = date(2027, 11, 15)
KEYS = {"rule", "name", "day", "set", "answer", "outcome", "missing", "text", "status"}
# An answer given for a text of the rule that no longer is the text.
OLD_TEXT = date(2020, 1, 1)


def base_data(*, answers: bool = True) -> dict[str, Any]:
    """The route of base.yaml; somebody answered every question of a rule with ja."""
    data = deepcopy(_base())
    asking = [rule for rule in rules() if rule.question] if answers else []
    data["law_answers"] = [answer(rule.id, rule.text_state) for rule in asking]
    return data


@cache
def _base() -> dict[str, Any]:
    data = read_yaml((FOLDER / "base.yaml").read_text(encoding="utf-8"))
    assert isinstance(data, dict)
    return data


def answer(rule_id: str, text_state: date, said: str = "ja") -> dict[str, Any]:
    given = {"answer": said, "by": "J. Vos", "on": date(2027, 11, 1)}
    return {"key": f"{rule_id}-{text_state:%y%m%d}"[-40:], "rule": rule_id, "text_state": text_state, **given}


def data_of(case: dict[str, Any]) -> dict[str, Any]:
    """The base route with the change and the answer of a case."""
    data: dict[str, Any] = merged(base_data(), case.get("set", {}))
    if said := case.get("answer"):
        mine = [each for each in data["law_answers"] if each["rule"] == case["rule"]]
        rest = [each for each in data["law_answers"] if each["rule"] != case["rule"]]
        if said == "oud":
            rest.append(answer(case["rule"], OLD_TEXT))
        elif said != "geen":
            rest += [each | {"answer": said} for each in mine]
        data["law_answers"] = rest
    return data


def _all_rows() -> list[dict[str, Any]]:
    files = sorted(path for path in FOLDER.glob("*.yaml") if path.name != "base.yaml")
    return [row for path in files for row in read_yaml(path.read_text(encoding="utf-8"))]


def all_cases() -> list[dict[str, Any]]:
    return [row for row in _all_rows() if "never" not in row]


def never() -> dict[tuple[str, str], str]:
    """(rule, outcome) that no route can show, and why."""
    return {(row["rule"], row["never"]): row["because"] for row in _all_rows() if "never" in row}


def merged(data: Any, change: Any) -> Any:
    """``data`` with ``change`` laid over it.

    Things in a list are recognised by their key; ``drop`` takes one away, and an empty list empties the list.
    """
    if isinstance(data, dict) and isinstance(change, dict):
        return {**data, **{name: merged(data.get(name), value) for name, value in change.items()}}
    if isinstance(data, list) and isinstance(change, list) and change and isinstance(change[0], dict):
        things = {thing["key"]: thing for thing in deepcopy(data)}
        for each in change:
            if each.get("drop"):
                del things[each["key"]]
            else:
                things[each["key"]] = merged(things.get(each["key"], {}), each)
        return list(things.values())
    return change
