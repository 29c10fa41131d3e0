"""Phases against a day-by-day reckoning, and the closed list of what may pass."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from naadloos.engines.progress import (
    Category,
    Diploma,
    Exchange,
    Fact,
    Kind,
    Outcome,
    Part,
    Programme,
    Purpose,
    Stay,
    balance,
    clash,
    judge_exchange,
    takes_along,
)
from naadloos.engines.route.terms import Phase

TODAY = date(2028, 9, 1)
FIRST = date(2027, 1, 1)
days = st.integers(0, 1200).map(lambda number: FIRST + timedelta(days=number))
stays = st.lists(
    st.tuples(st.sampled_from((Phase.VO, Phase.MBO)), days, st.none() | st.integers(0, 700)).map(
        lambda row: Stay(row[0], row[1], None if row[2] is None else row[1] + timedelta(days=row[2]))
    ),
    max_size=4,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(stays)
def test_nobody_is_in_both_phases_on_a_counting_date(found: list[Stay]) -> None:
    clashes = []
    for number in range(2200):
        day = FIRST + timedelta(days=number)
        if (day.month, day.day) in ((10, 1), (2, 1)):
            here = {each.phase for each in found if each.first <= day and (each.last is None or day <= each.last)}
            if len(here) == 2:
                clashes.append(day)
    assert clash(found) == min(clashes, default=None)


def test_a_change_of_phase_between_counting_dates_may_overlap_in_the_holiday() -> None:
    assert clash([Stay(Phase.VO, FIRST, date(2029, 7, 31)), Stay(Phase.MBO, date(2029, 7, 15))]) is None
    assert clash([Stay(Phase.VO, FIRST), Stay(Phase.MBO, date(2029, 8, 1))]) == date(2029, 10, 1)


def asked(category: Category, **given: object) -> Exchange:
    return Exchange(category, Purpose.FOLLOW, "vmbo", "mbo", **given)  # type: ignore[arg-type]


@pytest.mark.parametrize("category", list(Category))
def test_only_the_closed_list_passes(category: Category) -> None:
    full = asked(category, related=True, health=True, since=date(2028, 3, 1))
    assert (judge_exchange(full, on=TODAY) is None) == (category.value[0] in "bcde")


def test_conditions_of_the_list() -> None:
    assert judge_exchange(asked(Category.HOME), on=TODAY) is not None
    assert "AVG" in str(judge_exchange(asked(Category.LIMITS, related=True), on=TODAY))
    assert judge_exchange(asked(Category.GUIDANCE), on=TODAY) is None
    assert "01-09-2027" not in str(judge_exchange(asked(Category.ABSENCE, since=date(2027, 9, 2)), on=TODAY))
    assert judge_exchange(asked(Category.ABSENCE, since=date(2027, 8, 1)), on=TODAY) is not None
    assert judge_exchange(Exchange(Category.RESULTS, Purpose.OTHER, "vmbo", "mbo"), on=TODAY) is not None
    assert judge_exchange(Exchange(Category.RESULTS, Purpose.FOLLOW, "vmbo", "anders"), on=TODAY) is not None
    assert judge_exchange(Exchange(Category.RESULTS, Purpose.FOLLOW, "mbo", "mbo"), on=TODAY) is not None


def test_a_leaver_takes_along_the_phases_and_what_is_done_and_each_part_once() -> None:
    part = Part(Kind.UNIT, "muur", "De muur", frozenset(Diploma))
    other = Part(Kind.UNIT, "dak", "Het dak", frozenset(Diploma))
    found = balance(Programme((part, other)), [Fact(Kind.UNIT, "muur", TODAY, Outcome.PASSED)], variant="")
    lines = takes_along(found, [Stay(Phase.VO, date(2027, 8, 30), date(2028, 7, 1))])
    assert [(each.category, str(each.what)) for each in lines] == [
        (Category.CAREER, "fase VO van 30-08-2027 tot en met 01-07-2028"),
        (Category.RESULTS, "De muur: behaald (vmbo en mbo)"),
    ]
