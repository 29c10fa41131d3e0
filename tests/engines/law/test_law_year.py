"""Which law a route is judged by, and what another law year does to it."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from law_cases import base_data, merged
from law_documents import documents

from naadloos.engines.law import (
    ChangeKind,
    Outcome,
    change_days,
    check,
    difference,
    in_law_year,
    law_day,
    law_hours,
    parameters,
    preview,
    rules,
)
from naadloos.engines.route import RouteDocument, validate_document

# A whole route is a long thing to print; hypothesis only prints it.
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")

NOVEMBER = date(2026, 11, 25)


def base(change: dict[str, object] | None = None, year: int | None = None) -> RouteDocument:
    return in_law_year(validate_document(merged(base_data(), change or {})), year)


def test_a_route_keeps_the_law_of_its_year_until_another_is_adopted() -> None:
    kept = {each.rule_id for each in check(base(year=2025), on=NOVEMBER)}
    newer = {each.rule_id for each in check(base(year=2026), on=NOVEMBER)}
    assert "minder-uren-schoolplan" in kept - newer
    assert "sr-informatie" in newer - kept
    assert check(base(year=2026), on=NOVEMBER) == check(base(), on=NOVEMBER)


def test_a_law_year_ahead_brings_its_law_before_it_begins() -> None:
    before = date(2026, 5, 1)
    assert "sr-informatie" not in {each.rule_id for each in check(base(), on=before)}
    assert "sr-informatie" in {each.rule_id for each in check(base(year=2026), on=before)}


def test_norms_follow_the_law_year_and_the_calendar_does_not() -> None:
    def guided(year: int) -> str:
        (found,) = [each for each in check(base(year=year), on=NOVEMBER) if each.rule_id == "uren-begeleid"]
        return next(each.value for each in found.parameters if "bol-route (4)" in each.label)

    assert (guided(2025), guided(2026)) == ("2.950", "2.700")
    silent: dict[str, object] = {"agreement": {"clauses": [{"key": "ch", "drop": True}]}}
    late = [each for each in check(base(silent, 2025), on=date(2027, 8, 1)) if each.rule_id == "afspraak-h"]
    assert [each.outcome for each in late] == [Outcome.FAIL]


def test_the_hours_for_a_plan_follow_the_law_year() -> None:
    # Until the new norm fewer hours with proven quality might do, so no plan was refused for its hours.
    assert law_hours(base(year=2025), on=NOVEMBER) == ()
    assert law_hours(base(year=2026), on=NOVEMBER) == law_hours(base(), on=NOVEMBER) != ()


def test_the_days_of_change_are_those_of_the_data() -> None:
    days = change_days()
    assert date(2026, 8, 1) in days
    assert date(2026, 10, 1) in days
    assert date(2033, 8, 1) in days, "the day after a rule lapses"
    assert list(days) == sorted(set(days))
    assert date(2026, 1, 1) not in days, "the oldest law that was read changes nothing"


def test_between_two_days_of_change_the_same_rules_and_norms_hold() -> None:
    dated = [*rules(), *(value for norm in parameters() for value in norm.values)]
    days = change_days()
    for day in (date(2026, 3, 1), *days):
        following = next((each for each in days if each > day), date(2060, 1, 1)) - timedelta(days=1)
        assert [each.holds_on(day) for each in dated] == [each.holds_on(following) for each in dated]


def test_a_preview_tells_what_comes_at_once_and_what_comes_later_in_the_year() -> None:
    before = date(2026, 5, 1)
    at_once, later, *rest = preview(base(year=2025), 2026, on=before)
    assert (at_once.day, later.day, rest) == (date(2026, 8, 1), date(2026, 10, 1), [])
    found = {each.rule_id: each for each in at_once.changes}
    assert found["sr-informatie"].kinds == (ChangeKind.COMES,)
    assert found["minder-uren-schoolplan"].kinds == (ChangeKind.GOES,)
    assert "keuzevak-bestaat" not in found
    assert "keuzevak-bestaat" in {each.rule_id for each in later.changes}
    in_november = preview(base(year=2025), 2026, on=NOVEMBER)
    assert [stage.day for stage in in_november] == [NOVEMBER]
    assert "keuzevak-bestaat" in {each.rule_id for each in in_november[0].changes}


def test_a_preview_of_the_own_year_or_of_a_year_without_change_is_empty() -> None:
    assert [stage.changes for stage in preview(base(year=2026), 2026, on=NOVEMBER)] == [()]
    assert [stage.changes for stage in preview(base(year=2026), 2027, on=NOVEMBER)] == [()]


def test_the_difference_between_two_days_does_not_look_at_the_law_year() -> None:
    days = date(2026, 7, 31), date(2026, 8, 1)
    assert difference(base(year=2026), *days) == difference(base(), *days) != ()


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None, max_examples=25)
@given(
    document=documents(),
    adopted=st.integers(2025, 2034),
    year=st.integers(2025, 2034),
    on=st.dates(date(2026, 1, 1), date(2034, 12, 31)),
)
def test_what_a_preview_shows_is_what_adopting_brings(
    document: RouteDocument, adopted: int, year: int, on: date
) -> None:
    before = {each.rule_id: each for each in check(in_law_year(document, adopted), on=on)}
    after = {each.rule_id: each for each in check(in_law_year(document, year), on=on)}
    at_once = preview(in_law_year(document, adopted), year, on=on)[0]
    assert at_once.day == law_day(year, on)
    shown = {each.rule_id: each for each in at_once.changes}
    for rule_id in before.keys() | after.keys():
        if rule_id in shown:
            assert (shown[rule_id].before, shown[rule_id].after) == (before.get(rule_id), after.get(rule_id))
        else:
            assert before[rule_id].outcome is after[rule_id].outcome
