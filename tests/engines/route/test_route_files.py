"""The route file: written and read without loss, wrong files refused with their place, differences named."""

import json
from copy import deepcopy
from typing import Any

import jsonschema
import pytest
import yaml
from helpers import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

from naadloos.engines.route import (
    RouteFileError,
    canonical,
    dump_document,
    fingerprint,
    json_schema,
    load_document,
    sections,
    validate_document,
)
from naadloos.engines.route.diff import differences

FOLDER = ROOT / "src" / "naadloos" / "demo" / "routes"
NAMES = sorted(path.stem for path in FOLDER.glob("*.yaml"))


def demo(name: str = "bwi-metselaar") -> dict[str, Any]:
    data = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return validate_document(data).model_dump(mode="json")


BWI = demo()


@pytest.mark.parametrize("name", NAMES)
def test_writing_and_reading_loses_nothing(name: str) -> None:
    document = validate_document(demo(name))
    text = dump_document(document)
    assert load_document(text) == document
    assert dump_document(load_document(text)) == text


@pytest.mark.parametrize("name", NAMES)
def test_a_file_fits_the_published_schema(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema())
    jsonschema.validate(json.loads(dump_document(validate_document(demo(name)))), json_schema())


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"\xff\xfe\x00", "bestand"),
        (b"{\n\n nee", "regel 3"),
        (b"[" * 100_000, "bestand"),
        (b'{"a": ' + b"1" * 6_000 + b"}", "bestand"),
        (b"[]", "bestand"),
    ],
)
def test_what_is_no_route_file_is_refused_with_its_place(content: bytes, place: str) -> None:
    with pytest.raises(RouteFileError) as error:
        load_document(content)
    assert error.value.problems[0][0].startswith(place)


def test_a_file_that_is_too_large_is_not_read() -> None:
    with pytest.raises(RouteFileError, match="20 MB"):
        load_document(b" " * (20 * 1024 * 1024 + 1))


def change(data: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    data = deepcopy(data)
    *way, last = path.split(".")
    target: Any = data
    for part in way:
        target = target[int(part)] if part.isdigit() else target[part]
    target[int(last) if last.isdigit() else last] = value
    return data


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("route.years", 99),
        ("route.partners.0.brin", "verkeerd"),
        ("programme.units.0.hours", -1),
        ("programme.units.0.hours", "NaN"),
        ("programme.units.0.side", "iemand"),
        ("organisation.milestones.0.on", "2026-13-01"),
        ("finance.cost_items.0.amount", "1e400"),
    ],
)
def test_a_wrong_value_is_named_by_its_path(path: str, value: Any) -> None:
    with pytest.raises(RouteFileError) as error:
        validate_document(change(BWI, path, value))
    assert path in {place for place, _reason in error.value.problems}


def test_every_problem_is_named_at_once() -> None:
    data = change(change(BWI, "route.years", 99), "programme.units.0.hours", -1)
    with pytest.raises(RouteFileError) as error:
        validate_document(data)
    assert len(error.value.problems) == 2


def test_a_key_twice_and_a_key_that_is_not_there() -> None:
    twice = deepcopy(BWI)
    twice["programme"]["units"][1]["key"] = twice["programme"]["units"][0]["key"]
    with pytest.raises(RouteFileError, match="komt twee keer voor"):
        validate_document(twice)
    with pytest.raises(RouteFileError, match=r"programme\.placements\.0\.unit"):
        validate_document(change(BWI, "programme.placements.0.unit", "weg"))


def test_equal_content_has_an_equal_fingerprint_whatever_the_order() -> None:
    turned = dict(reversed(BWI["route"].items()))
    assert canonical(turned) == canonical(BWI["route"])
    assert fingerprint(turned) == fingerprint(BWI["route"])
    assert fingerprint(change(BWI, "route.years", 5)) != fingerprint(BWI)


def test_no_difference_between_equals_and_order_of_items_is_none() -> None:
    assert differences(BWI, deepcopy(BWI)) == []
    turned = deepcopy(BWI)
    turned["organisation"]["risks"].reverse()
    assert differences(BWI, turned) == []


ITEMS = [
    (section, name, index)
    for section, value in sections(validate_document(BWI)).items()
    for name, items in value
    if isinstance(items, list)
    for index in range(len(items))
]


@settings(max_examples=60)
@given(st.sampled_from(ITEMS))
def test_a_removed_item_is_named_once_and_an_added_one_too(place: tuple[str, str, int]) -> None:
    section, name, index = place
    without = deepcopy(BWI)
    del without[section][name][index]
    removed, added = differences(BWI, without), differences(without, BWI)
    assert [item.kind for item in removed] == ["vervallen"]
    assert [item.kind for item in added] == ["toegevoegd"]


@settings(max_examples=60)
@given(st.sampled_from([place for place in ITEMS if "title" in BWI[place[0]][place[1]][place[2]]]), st.text("abc"))
def test_a_changed_value_shows_old_and_new(place: tuple[str, str, int], text: str) -> None:
    section, name, index = place
    old = BWI[section][name][index]["title"]
    found = differences(BWI, change(BWI, f"{section}.{name}.{index}.title", f"{old} {text}x"))
    assert [(item.kind, item.before, item.after) for item in found] == [("gewijzigd", old, f"{old} {text}x")]
