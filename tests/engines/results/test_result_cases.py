"""Every rule against the hand-made tables in tests/cases/results."""

from collections import defaultdict
from typing import Any

import pytest
from result_cases import DAY, KEYS, all_cases, base_data, case_of

from naadloos.engines.results import Exam, Result, default_book, judge

CASES = all_cases()
# Taking an exam is never too late, and which old rule on keuzedelen held is not sure: these two never say no.
NEVER_NO = {"mbo-rekenen-oud", "mbo-keuzedelen-oud"}


def result_of(exam: str, case: dict[str, Any]) -> Result:
    return judge(case_of(exam, case), on=DAY)


@pytest.mark.parametrize(("exam", "case"), CASES, ids=[f"{exam}: {case['name']}" for exam, case in CASES])
def test_case(exam: str, case: dict[str, Any]) -> None:
    result = result_of(exam, case)
    rules = {rule.rule_id: rule for rule in (*result.rules, *result.cum_laude_rules)}
    assert result.outcome.value == case["outcome"], [(r.rule_id, r.holds.value, str(r.reason)) for r in rules.values()]
    assert {name: rules[name].holds.value for name in case.get("rules", {})} == case.get("rules", {})
    for name, text in case.get("text", {}).items():
        assert str(rules[name].reason) == text
    for name, text in case.get("needs", {}).items():
        assert text in [str(each) for each in rules[name].needed]
    finals = {final.name: final for final in result.finals}
    for name, mark in case.get("finals", {}).items():
        assert (finals[name].low, finals[name].high) == (mark, mark)
    if "chances" in case:
        assert [str(each) for each in result.chances] == case["chances"]
    if "notes" in case:
        assert [str(each) for each in result.notes] == case["notes"]
    assert list(result.left_out) == case.get("left_out", [])
    assert result.settled is case.get("settled", False)
    if "cum_laude" in case:
        assert result.cum_laude is not None
        assert result.cum_laude.value == case["cum_laude"]
    if "status" in case:
        assert result.status.value == case["status"]
    if "need" in case:
        assert [str(each) for each in result.needed] == [case["need"]]
    if case.get("needed"):
        assert result.needed


def test_cases_use_known_words_only() -> None:
    assert [case["name"] for _, case in CASES if not case.keys() <= KEYS] == []
    for exam, case in CASES:
        every = {row["key"] for rows in base_data().values() for row in rows}
        assert case.get("change", {}).keys() <= every, (exam, case["name"])


def test_every_rule_has_a_case_for_each_answer() -> None:
    seen: dict[str, set[str]] = defaultdict(set)
    for exam, case in CASES:
        for rule_id, holds in case.get("rules", {}).items():
            seen[rule_id].add(holds)
            rule = next(rule for rule in default_book().rules if rule.id == rule_id)
            assert Exam.of(exam) in rule.exams
    wanted = {"voldoet", "voldoet niet", "nog niet te zeggen"}
    lacking = {
        rule.id: missing
        for rule in default_book().rules
        if (missing := wanted - seen[rule.id] - ({"voldoet niet"} if rule.id in NEVER_NO else set()))
    }
    assert lacking == {}


def test_every_exam_has_cases_for_each_outcome() -> None:
    seen: dict[str, set[str]] = defaultdict(set)
    for exam, case in CASES:
        seen[exam].add(case["outcome"])
    assert {exam.value: seen[exam.value] for exam in Exam} == {
        exam.value: {"geslaagd", "niet geslaagd", "nog niet te zeggen"} for exam in Exam
    }
