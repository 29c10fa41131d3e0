"""Every rule against the cases in tests/cases/law."""

from collections import defaultdict
from typing import Any

import pytest
from law_cases import DAY, KEYS, all_cases, base_data, data_of, never

from naadloos.engines.law import Verdict, check, rules
from naadloos.engines.route import validate_document

CASES = all_cases()


def verdict_of(case: dict[str, Any]) -> Verdict:
    document = validate_document(data_of(case))
    (verdict,) = [each for each in check(document, on=case.get("day", DAY)) if each.rule_id == case["rule"]]
    return verdict


@pytest.mark.parametrize("case", CASES, ids=[f"{case['rule']}: {case['name']}" for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    verdict = verdict_of(case)
    assert verdict.outcome.value == case["outcome"], verdict.text
    if "missing" in case:
        assert list(verdict.missing) == case["missing"]
    if "text" in case:
        assert verdict.text == case["text"]
    if "status" in case:
        assert verdict.status == case["status"]


def test_cases_use_known_words_only() -> None:
    known = {rule.id for rule in rules()}
    assert [case for case in CASES if not case.keys() <= KEYS or case["rule"] not in known] == []


def test_every_rule_has_cases_for_its_outcomes() -> None:
    seen: dict[str, set[str]] = defaultdict(set)
    for case in CASES:
        seen[case["rule"]].add(case["outcome"])
    excused = never()
    wanted = {
        rule.id: {word for word in ("voldoet", "voldoet niet", "onbekend") if (rule.id, word) not in excused}
        for rule in rules()
    }
    for rule in rules():
        if rule.applies.model_dump(exclude_defaults=True):
            wanted[rule.id].add("n.v.t.")
    assert {rule_id: words - seen[rule_id] for rule_id, words in wanted.items() if words - seen[rule_id]} == {}


def test_few_rules_are_excused_and_each_says_why() -> None:
    excused = never()
    assert len(excused) <= 5
    assert all(why.endswith(".") for why in excused.values())
    assert {rule_id for rule_id, _ in excused} <= {rule.id for rule in rules()}


def test_base_route_breaks_no_rule_and_leaves_none_open() -> None:
    outcomes = {each.outcome.value for each in check(validate_document(base_data()), on=DAY)}
    assert outcomes == {"voldoet", "n.v.t."}
