"""indicators.yaml: what it holds, and what is refused with file, item and property."""

from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml

from naadloos.engines.cohort import Kind, definitions
from naadloos.engines.cohort.definitions import DefinitionError
from naadloos.engines.cohort.pupils import FLAGS

SOURCE = files("naadloos.engines.cohort").joinpath("data", "indicators.yaml").read_text(encoding="utf-8")
ITEMS: list[dict[str, Any]] = yaml.safe_load(SOURCE)
SHARE = next(each for each in ITEMS if each["key"] == "vsv")
GIVEN = next(each for each in ITEMS if each["kind"] == "opgegeven")


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Read definitions from a text in place of the file."""
    import importlib

    module = importlib.import_module("naadloos.engines.cohort.definitions")

    def reader(text: str) -> Any:
        (tmp_path / "data").mkdir(exist_ok=True)
        (tmp_path / "data" / "indicators.yaml").write_text(text, encoding="utf-8")
        monkeypatch.setattr(module, "files", lambda _package: tmp_path)
        return definitions.__wrapped__()

    return reader


def test_the_file_is_right_and_uses_every_benefit() -> None:
    found = definitions()
    assert list(found) == [each["key"] for each in ITEMS]
    assert {each.benefit for each in found.values() if each.benefit} == {
        each["benefit"] for each in ITEMS if "benefit" in each
    }
    assert sum(each.kind is Kind.GIVEN for each in found.values()) > 5


def test_the_definition_of_vsv_changes_in_2026() -> None:
    vsv = definitions()["vsv"]
    one, other = vsv.version(2025), vsv.version(2026)
    assert one is not None
    assert other is not None
    assert (one.since, other.since, other.status) == (2000, 2026, "te bevestigen")
    assert vsv.version(1999) is None
    assert [each.since for each in vsv.breaks(2024, 2026)] == [2026]
    assert vsv.breaks(2026, 2028) == []
    assert definitions()["instroom"].version(2026) is None


def test_every_word_is_in_the_vocabulary() -> None:
    for each in definitions().values():
        assert {*each.of, *each.hit, *each.maybe} <= set(FLAGS)


VERSION = {"since": 2020, "text": "tekst van de definitie", "status": "bevestigd"}
REFERENCE = {"label": "norm", "value": 9.2, "year": "2024-2025", "source": "bron", "status": "bevestigd"}
WRONG: list[tuple[str, dict[str, Any], str]] = [
    ("a word under of", {"of": ["followed", "nergens"]}, "of"),
    ("a word under hit", {"hit": ["nergens"]}, "hit"),
    ("a word under maybe", {"maybe": ["nergens"]}, "maybe"),
    ("no frame", {"frame": None}, "frame"),
    ("no k", {"k": []}, "frame"),
    ("nobody counts", {"of": []}, "frame"),
    ("a share without a numerator", {"hit": []}, "hit"),
    ("k beyond the last", {"k": [0, 7]}, "k"),
    ("k before the first", {"k": [-1]}, "k"),
    ("versions not in order", {"versions": [VERSION, {**VERSION, "since": 2010}]}, "versions"),
    ("two versions of one year", {"versions": [VERSION, VERSION]}, "versions"),
    ("a version of long ago", {"versions": [{**VERSION, "since": 1999}]}, "versions.0.since"),
    ("a version without text", {"versions": [{**VERSION, "text": "kort"}]}, "versions.0.text"),
    ("a status that does not exist", {"versions": [{**VERSION, "status": "waar"}]}, "versions.0.status"),
    ("a reference above 100", {"references": [{**REFERENCE, "value": 101}]}, "references.0.value"),
    ("a reference of one year", {"references": [{**REFERENCE, "year": "2024"}]}, "references.0.year"),
    ("a level that does not exist", {"references": [{**REFERENCE, "level": 5}]}, "references.0.level"),
    ("a reference without a source", {"references": [{**REFERENCE, "source": ""}]}, "references.0.source"),
    ("a property that does not exist", {"colour": "red"}, "colour"),
    ("a kind that does not exist", {"kind": "gevoel"}, "kind"),
    ("a frame that does not exist", {"frame": "eeuw"}, "frame"),
    ("a benefit that does not exist", {"benefit": "9"}, "benefit"),
    ("a step that does not exist", {"step": 11}, "step"),
    ("a minimum below ten", {"minimum": 9}, "minimum"),
    ("a way that is not better", {"better": "beter"}, "better"),
    ("a title that is too short", {"title": "vsv"}, "title"),
]


@pytest.mark.parametrize(("change", "name"), [each[1:] for each in WRONG], ids=[each[0] for each in WRONG])
def test_what_is_wrong_is_refused_with_its_place(read: Any, change: dict[str, Any], name: str) -> None:
    text = yaml.safe_dump([{**SHARE, **change}], allow_unicode=True)
    with pytest.raises(DefinitionError) as caught:
        read(text)
    assert (caught.value.place, caught.value.item, caught.value.name) == ("data/indicators.yaml", "vsv", name)


@pytest.mark.parametrize("name", ["title", "kind", "numerator", "moment", "source", "method", "doubts", "step"])
def test_what_is_missing_is_refused(read: Any, name: str) -> None:
    with pytest.raises(DefinitionError) as caught:
        read(yaml.safe_dump([{key: value for key, value in SHARE.items() if key != name}]))
    assert (caught.value.item, caught.value.name) == ("vsv", name)


@pytest.mark.parametrize(
    "change", [{"of": ["here"]}, {"hit": ["here"]}, {"maybe": ["unknown"]}, {"k": [1]}, {"frame": "groep"}]
)
def test_a_given_figure_counts_no_pupils(read: Any, change: dict[str, Any]) -> None:
    with pytest.raises(DefinitionError) as caught:
        read(yaml.safe_dump([{**GIVEN, **change}]))
    assert (caught.value.item, caught.value.name) == (GIVEN["key"], "frame")


def test_a_key_in_the_wrong_form_or_twice_is_refused(read: Any) -> None:
    with pytest.raises(DefinitionError) as caught:
        read(yaml.safe_dump([{**SHARE, "key": "Vsv!"}]))
    assert (caught.value.item, caught.value.name) == ("Vsv!", "key")
    with pytest.raises(DefinitionError, match="twee keer") as caught:
        read(yaml.safe_dump([SHARE, SHARE]))
    assert (caught.value.item, caught.value.name) == ("vsv", "key")


@pytest.mark.parametrize("text", ["[", "a: 1", "- 1", "- key: a\n  key: b\n"])
def test_a_file_that_is_no_list_of_items_is_refused(read: Any, text: str) -> None:
    with pytest.raises(DefinitionError) as caught:
        read(text)
    assert caught.value.place == "data/indicators.yaml"
