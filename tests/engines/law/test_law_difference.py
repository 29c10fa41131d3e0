"""What changes for a route between two days."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from law_cases import DAY, base_data, merged
from law_documents import documents

from naadloos.engines.law import ChangeKind, NormChange, RuleChange, check, difference, in_law_year
from naadloos.engines.route import RouteDocument, validate_document

# A whole route is a long thing to print; hypothesis only prints it.
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")

LAST_OLD, FIRST_NEW = date(2026, 7, 31), date(2026, 8, 1)
DAYS = st.dates(date(2025, 6, 1), date(2034, 12, 31))


def changes(
    change: dict[str, object] | None = None, days: tuple[date, date] = (LAST_OLD, FIRST_NEW)
) -> dict[str, RuleChange]:
    document = validate_document(merged(base_data(), change or {}))
    return {each.rule_id: each for each in difference(document, *days)}


def test_the_new_law_year_brings_rules_and_ends_others() -> None:
    found = changes()
    assert found["sr-informatie"].kinds == (ChangeKind.COMES,)
    assert found["sr-informatie"].before is None
    assert found["minder-uren-schoolplan"].kinds == (ChangeKind.GOES,)
    assert found["minder-uren-schoolplan"].after is None


def test_a_changed_norm_is_named_with_both_values() -> None:
    change = changes()["uren-begeleid"]
    assert change.kinds == (ChangeKind.OUTCOME, ChangeKind.NORM)
    guided = [each for each in change.norms if each.label == "begeleide onderwijsuren in een bol-route (4)"]
    assert guided == [
        NormChange(guided[0].label, "klokuren over de hele route, naar aantal leerjaren", "2.950", "2.700")
    ]


def test_another_article_is_a_changed_text() -> None:
    assert changes()["leerbedrijf-erkend"].kinds == (ChangeKind.TEXT,)


def test_time_alone_can_change_an_outcome() -> None:
    silent: dict[str, object] = {"agreement": {"clauses": [{"key": "ch", "drop": True}]}}
    found = changes(silent, (date(2027, 7, 31), date(2027, 8, 1)))
    change = found["afspraak-h"]
    assert change.kinds == (ChangeKind.OUTCOME,)
    assert change.before is not None
    assert change.after is not None
    assert (change.before.outcome.value, change.after.outcome.value) == ("onbekend", "voldoet niet")


def test_backwards_a_new_rule_is_one_that_goes() -> None:
    assert changes(days=(FIRST_NEW, LAST_OLD))["sr-informatie"].kinds == (ChangeKind.GOES,)


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None, max_examples=25)
@given(document=documents(), one=DAYS, other=DAYS)
def test_it_tells_exactly_what_two_checks_differ_in(document: RouteDocument, one: date, other: date) -> None:
    assert difference(document, one, one) == ()
    document = in_law_year(document, None)
    found = {each.rule_id: each for each in difference(document, one, other)}
    before = {each.rule_id: each for each in check(document, on=one)}
    after = {each.rule_id: each for each in check(document, on=other)}
    for rule_id in before.keys() | after.keys():
        old, new = before.get(rule_id), after.get(rule_id)
        if rule_id in found:
            assert (found[rule_id].before, found[rule_id].after) == (old, new)
            assert old != new
        else:
            assert old is not None
            assert new is not None
            assert (old.outcome, old.citations, old.text_state) == (new.outcome, new.citations, new.text_state)


def test_the_base_route_only_changes_on_days_that_the_data_name() -> None:
    document = validate_document(base_data())
    assert difference(document, DAY, date(2028, 2, 1)) == ()
