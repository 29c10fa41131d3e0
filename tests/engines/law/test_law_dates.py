"""The law of a day: what changed on 1 August 2026 and what is not in force gives no verdict."""

from datetime import date

import pytest
from law_cases import base_data, merged

from naadloos.engines.law import Verdict, check, rules
from naadloos.engines.route import RouteDocument, validate_document

LAST_OLD, FIRST_NEW = date(2026, 7, 31), date(2026, 8, 1)


@pytest.fixture
def document() -> RouteDocument:
    return validate_document(merged(base_data(), {"route": {"cohorts": [{"key": "c1", "start_year": 2027}]}}))


def verdict(document: RouteDocument, rule_id: str, on: date) -> Verdict:
    (found,) = [each for each in check(document, on=on) if each.rule_id == rule_id]
    return found


def test_guided_hours_follow_the_norm_of_the_day(document: RouteDocument) -> None:
    before, after = (verdict(document, "uren-begeleid", day) for day in (LAST_OLD, FIRST_NEW))
    assert [before.outcome.value, after.outcome.value] == ["onbekend", "voldoet"]
    assert [p.value for p in before.parameters if p.key == "bol_begeleid"] == ["2.950"]
    assert [p.value for p in after.parameters if p.key == "bol_begeleid"] == ["2.700"]


def test_cohort_with_the_old_norm_keeps_it_afterwards() -> None:
    change = {"route": {"cohorts": [{"key": "c1", "start_year": 2025, "hours_norm": "oud"}]}}
    found = verdict(validate_document(merged(base_data(), change)), "uren-begeleid", date(2028, 1, 1))
    assert found.outcome.value == "voldoet niet"
    assert [(p.value, p.at) for p in found.parameters if p.key == "bol_begeleid"] == [("2.950", LAST_OLD)]


def test_recognition_of_companies_moved_to_another_article(document: RouteDocument) -> None:
    places = [str(verdict(document, "leerbedrijf-erkend", day).citations[1]) for day in (LAST_OLD, FIRST_NEW)]
    assert places == ["WEB art. 1.5.3", "WEB art. 5.2.3"]


def test_choice_of_norm_exists_from_its_first_to_its_last_day(document: RouteDocument) -> None:
    days = [LAST_OLD, FIRST_NEW, date(2033, 7, 31), date(2033, 8, 1)]
    there = ["urennorm-keuze" in {each.rule_id for each in check(document, on=day)} for day in days]
    assert there == [False, True, True, False]


def test_silence_in_the_agreement_fails_from_its_first_day() -> None:
    change = {"agreement": {"clauses": [{"key": "ch", "drop": True}]}}
    silent = validate_document(merged(base_data(), change))
    outcomes = [verdict(silent, "afspraak-h", day).outcome.value for day in (date(2027, 7, 31), date(2027, 8, 1))]
    assert outcomes == ["onbekend", "voldoet niet"]


def test_before_the_first_text_that_was_read_there_are_no_verdicts(document: RouteDocument) -> None:
    first = min(rule.valid_from for rule in rules())
    assert check(document, on=date(2025, 12, 31)) == ()
    assert first == date(2026, 1, 1)
