"""The cases that a jurist can read: a base route and what is different in each case."""

from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parents[2] / "cases" / "law"
DAY = date(2027, 11, 15)
KEYS = {"rule", "name", "day", "set", "outcome", "missing", "text", "status"}


def base_data() -> dict[str, Any]:
    data = yaml.safe_load((FOLDER / "base.yaml").read_text(encoding="utf-8"))
    assert isinstance(data, dict)
    return data


def all_cases() -> list[dict[str, Any]]:
    files = sorted(path for path in FOLDER.glob("*.yaml") if path.name != "base.yaml")
    return [case for path in files for case in yaml.safe_load(path.read_text(encoding="utf-8"))]


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
