"""The questionnaires as data, and what is refused."""

import re
from importlib.resources import files

import pytest

from naadloos.engines.cohort.questionnaires import (
    FILE,
    Audience,
    ItemKind,
    UnknownAnswerError,
    checked,
    questionnaires,
    read,
)
from naadloos.engines.route.terms import Benefit
from naadloos.engines.sourced import DataError


def text() -> str:
    return files("naadloos.engines.cohort").joinpath("data", FILE).read_text(encoding="utf-8")


def test_each_audience_has_eight_to_ten_short_statements() -> None:
    found = questionnaires()
    assert set(found) == set(Audience)
    for questionnaire in found.values():
        assert 8 <= len(questionnaire.items) <= 10
        for item in questionnaire.items:
            assert item.text.endswith("."), item.text
            assert len(item.text.split()) <= 14, item.text


def test_the_statements_speak_about_every_benefit() -> None:
    spoken = {item.benefit for each in questionnaires().values() for item in each.items}
    assert spoken == {*Benefit, None}


def test_two_statements_that_the_benefits_rest_on() -> None:
    items = {item.key: item for item in questionnaires()[Audience.PUPILS].items}
    assert (items["vak_beeld"].text, items["vak_beeld"].benefit) == (
        "Ik weet hoe het werk in dit vak eruitziet.",
        Benefit.PRACTICE,
    )
    assert (items["anders_havo"].kind, items["anders_havo"].benefit) == (ItemKind.YES_NO, Benefit.HAVO)
    assert items["dubbel"].reversed


def test_no_question_asks_for_free_text() -> None:
    for questionnaire in questionnaires().values():
        for item in questionnaire.items:
            assert set(item.answers) <= {"1", "2", "3", "4", "5", "ja", "nee", "weet_niet"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('benefit: "1"', 'benefit: "7"'),
        ("key: vak_beeld", "key: Vak Beeld"),
        ("key: praktijk", "key: vak_beeld"),
        ("audience: ouders", "audience: buren"),
        ("audience: ouders", "audience: team"),
        ("kind: ja_nee", "kind: open"),
        ("kind: ja_nee", "kind: ja_nee, reversed: true"),
        ("reversed: true", "omgekeerd: true"),
    ],
)
def test_a_wrong_file_is_refused(old: str, new: str) -> None:
    with pytest.raises(DataError):
        read(text().replace(old, new, 1))


def test_a_questionnaire_that_is_too_short_is_refused() -> None:
    lines = text().splitlines()
    first = [line for line in lines if re.match(r"    - \{", line)][:3]
    with pytest.raises(DataError):
        read("\n".join(line for line in lines if line not in first))


def test_only_known_answers_are_kept() -> None:
    pupils = questionnaires()[Audience.PUPILS]
    given = {"vak_beeld": "5", "anders_havo": "weet_niet"}
    assert checked(pupils, given) == given
    for wrong in ({"vak_beeld": "6"}, {"vak_beeld": "ja"}, {"naam": "Sanne"}, {"anders_havo": "1"}):
        with pytest.raises(UnknownAnswerError):
            checked(pupils, wrong)
