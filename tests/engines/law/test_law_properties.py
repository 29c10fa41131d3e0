"""What must hold for any route, on any day."""

from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from law_cases import DAY, all_cases, base_data, data_of, merged
from law_documents import documents

from naadloos.engines.law import Outcome, check, law_day, parameters, rules
from naadloos.engines.route import RouteDocument, validate_document

# A whole route is a long thing to print; hypothesis only prints it.
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")

DAYS = st.dates(date(2024, 1, 1), date(2040, 12, 31))
DOCUMENTS = documents()
CASES = all_cases()
SLOW_TO_MAKE = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None, max_examples=25
)


@SLOW_TO_MAKE
@given(document=DOCUMENTS, on=DAYS)
def test_any_document_on_any_day_gets_one_verdict_per_rule_in_force(document: RouteDocument, on: date) -> None:
    verdicts = check(document, on=on)
    assert sorted(each.rule_id for each in verdicts) == sorted(
        rule.id for rule in rules() if rule.holds_on(law_day(document.law_year, on))
    )
    for verdict in verdicts:
        assert verdict.text
        assert verdict.facts
        assert (verdict.outcome is not Outcome.UNKNOWN) or verdict.missing
        assert {each.key for each in verdict.parameters} <= {each.key for each in parameters()}


@SLOW_TO_MAKE
@given(document=DOCUMENTS, on=DAYS)
def test_same_document_and_day_give_the_same_verdicts(document: RouteDocument, on: date) -> None:
    again = validate_copy(document)
    assert check(document, on=on) == check(again, on=on)


def validate_copy(document: RouteDocument) -> RouteDocument:
    return RouteDocument.model_validate(document.model_dump(mode="json"))


def blanks(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[tuple[Any, ...], Any]]:
    """Every fact that may be taken away, with what is left then: nothing, an empty text or "onbekend"."""
    found: list[tuple[tuple[Any, ...], Any]] = []
    for name, value in data.items() if isinstance(data, dict) else enumerate(data):
        here = (*path, name)
        if isinstance(value, dict | list):
            found += blanks(value, here)
        elif value in ("ja", "nee"):
            found.append((here, "onbekend"))
        elif value not in (None, "") and name not in ("key", "drop"):
            found += [(here, None), (here, "")]
    return found


def without(data: dict[str, Any], path: tuple[Any, ...], value: Any) -> RouteDocument | None:
    """The document with one fact taken away; None when it cannot do without."""
    copy = deepcopy(data)
    target: Any = copy
    for part in path[:-1]:
        target = target[part]
    target[path[-1]] = value
    try:
        return validate_document(copy)
    except ValueError:
        return None


@SLOW_TO_MAKE
@given(draw=st.data())
def test_taking_a_fact_away_never_makes_a_rule_pass(draw: st.DataObject) -> None:
    """Taken away is a value, not a thing from a list: without the one wrong company the others may well do.

    One value is left out: a cohort without a norm has made no choice, and that is what the law asks of a cohort that
    had none.
    """
    data = base_data()
    for case in draw.draw(st.lists(st.sampled_from(CASES), max_size=1)):
        data = data_of(case)
    facts = [each for each in blanks(data) if each[0][-1] != "hours_norm"]
    answers = [each for each in facts if each[0][0] == "law_answers"]
    path, value = draw.draw(
        st.one_of(st.sampled_from([each for each in facts if each not in answers]), st.sampled_from(answers))
    )
    less = without(data, path, value)
    if less is None:
        return
    before = {each.rule_id: each.outcome for each in check(validate_document(data), on=DAY)}
    passes = {each.rule_id for each in check(less, on=DAY) if each.outcome is Outcome.PASS}
    assert {rule_id for rule_id in passes if before[rule_id] in (Outcome.FAIL, Outcome.UNKNOWN)} == set()


@settings(deadline=None, max_examples=25)
@given(more=st.integers(0, 5000), less=st.integers(0, 5000))
def test_more_hours_never_meet_a_norm_less(more: int, less: int) -> None:
    less, more = sorted((less, more))
    order = [Outcome.FAIL, Outcome.UNKNOWN, Outcome.PASS]

    def outcome(hours: int) -> Outcome:
        change = {"programme": {"units": [{"key": "u3", "hours": hours}]}}
        document = validate_document(merged(base_data(), change))
        (verdict,) = [each for each in check(document, on=DAY) if each.rule_id == "uren-begeleid"]
        return verdict.outcome

    assert order.index(outcome(less)) <= order.index(outcome(more))
