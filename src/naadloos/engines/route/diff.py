"""The difference between two contents, item by item, in words a person can check."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from naadloos.engines.route.labels import label_of


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference. ``place`` leads to it, outermost first, in Dutch labels and titles.

    ``before`` is None for what was added, ``after`` for what was removed.
    """

    place: tuple[str, ...]
    what: str
    before: str | None
    after: str | None

    @property
    def kind(self) -> str:
        if self.before is None:
            return "toegevoegd"
        return "vervallen" if self.after is None else "gewijzigd"


def differences(before: dict[str, Any], after: dict[str, Any]) -> list[Difference]:
    """List what differs between two contents made by ``model_dump(mode="json")``; items are matched by their key."""
    return list(_dicts(before, after, ()))


def _dicts(before: dict[str, Any], after: dict[str, Any], path: tuple[str, ...]) -> Iterator[Difference]:
    for name in {**before, **after}:
        old, new = before.get(name), after.get(name)
        if old == new or name == "key":
            continue
        if isinstance(old, dict) and isinstance(new, dict):
            yield from _dicts(old, new, (*path, name))
        elif _keyed(old) and _keyed(new):
            yield from _lists(old or [], new or [], (*path, name))
        else:
            yield Difference(_place(path), label_of(name), _words(old), _words(new))


def _lists(before: list[dict[str, Any]], after: list[dict[str, Any]], path: tuple[str, ...]) -> Iterator[Difference]:
    old = {item["key"]: item for item in before}
    new = {item["key"]: item for item in after}
    place = _place(path)
    for key in {**old, **new}:
        if key not in new:
            yield Difference(place, item_name(old[key]), item_name(old[key]), None)
        elif key not in old:
            yield Difference(place, item_name(new[key]), None, item_name(new[key]))
        else:
            yield from _dicts(old[key], new[key], (*path, item_name(new[key])))


def _keyed(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, dict) and "key" in item for item in value)


def item_name(item: dict[str, Any]) -> str:
    """What a person calls an item: its title, name, text or code."""
    for name in (
        "title",
        "name",
        "subject",
        "company",
        "text",
        "code",
        "deeltaak",
        "profile",
        "kind",
        "start_year",
    ):
        if item.get(name):
            text = str(item[name])
            return text if len(text) <= 80 else text[:77] + "…"
    return str(item.get("key", ""))


def _place(path: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(label_of(part) for part in path)


def _words(value: Any) -> str:
    if value is None or value in ("", []):
        return "—"
    if value is True:
        return "ja"
    if value is False:
        return "nee"
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    return str(value)
