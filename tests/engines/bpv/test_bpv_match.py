"""Pupils to places: only where it may, as good as it can be, and with a reason for who has none."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from bpv_cases import CREBO, OTHER, SLOTS, best_by_trying, company, problem, pupil, small_problems
from hypothesis import HealthCheck, given, settings

from naadloos.engines.bpv import (
    PARTS,
    Control,
    Pair,
    ProblemError,
    Unmatched,
    faults,
    faults_of,
    find,
    losing,
    match,
    told,
)
from naadloos.engines.route.terms import YesNoUnknown

QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@QUICK
@given(small_problems())
def test_no_matching_is_better_and_none_breaks_a_rule(case) -> None:  # type: ignore[no-untyped-def]
    result = match(case)
    assert faults_of(case, result) == []
    assert result.optimal
    assert result.bound == result.score == best_by_trying(case)


@QUICK
@given(small_problems())
def test_equal_input_gives_an_equal_result(case) -> None:  # type: ignore[no-untyped-def]
    assert match(case) == match(case)


@QUICK
@given(small_problems())
def test_one_place_more_never_leaves_more_pupils_without(case) -> None:  # type: ignore[no-untyped-def]
    free = replace(case, kept=())
    more = replace(free, places=tuple(replace(each, number=each.number + 1) for each in free.places))
    assert len(match(more).unmatched) <= len(match(free).unmatched)


@QUICK
@given(small_problems())
def test_a_company_that_falls_away_touches_only_its_own_matches(case) -> None:  # type: ignore[no-untyped-def]
    found = losing(case, case.companies[0].key, date(2029, 12, 1))
    assert {pair.company for pair in found.hit} <= {case.companies[0].key}
    told = {(each.pair.pupil, each.pair.slot) for each in found.elsewhere}
    told |= {(each.pupil, each.slot) for each in found.without}
    assert told == {(pair.pupil, pair.slot) for pair in found.hit}


@pytest.mark.parametrize(
    "wrong",
    [
        {"recognised": YesNoUnknown.NO},
        {"recognised": YesNoUnknown.UNKNOWN},
        {"crebos": frozenset()},
        {"crebos": frozenset({OTHER})},
        {"until": date(2029, 11, 27)},
        {"stops": date(2029, 11, 27)},
    ],
)
def test_only_a_recognised_company_for_that_crebo_until_the_end(wrong) -> None:  # type: ignore[no-untyped-def]
    case = problem([company("a", **wrong)], {("a", "s1"): 1}, [pupil("LL-1")])
    assert match(case).matches == ()
    right = problem([company("a", until=date(2029, 11, 28))], {("a", "s1"): 1}, [pupil("LL-1")])
    assert [each.pair for each in match(right).matches] == [Pair("LL-1", "s1", "a")]


def test_a_recognition_with_an_end_needs_a_period_with_one() -> None:
    case = problem([company("a", until=date(2040, 1, 1))], {("a", "s1"): 1}, [pupil("LL-1")])
    undated = replace(case, slots=(replace(SLOTS[0], ends=None), *SLOTS[1:]))
    assert match(case).matches
    assert not match(undated).matches


def test_what_was_agreed_stays_although_something_else_is_nearer_or_wished() -> None:
    case = problem(
        [company("a", area="2222"), company("b")],
        {("a", "s1"): 1, ("b", "s1"): 1},
        [pupil("LL-1", companies=frozenset({"b"}), longest_km=Decimal(1))],
        kept=(Pair("LL-1", "s1", "a"),),
    )
    result = match(case)
    assert [(each.pair.company, each.kept, each.wished) for each in result.matches] == [("a", True, False)]


def test_an_earlier_match_that_may_not_be_any_more_is_told_with_the_reason() -> None:
    case = problem(
        [company("a", recognised=YesNoUnknown.NO), company("b")],
        {("a", "s1"): 1, ("b", "s1"): 1},
        [pupil("LL-1")],
        kept=(Pair("LL-1", "s1", "a"),),
    )
    result = match(case)
    assert [str(each.why) for each in result.released] == ["Bedrijf A is geen erkend leerbedrijf."]
    assert [each.pair.company for each in result.matches] == ["b"]


def test_as_many_pupils_as_possible_goes_before_wishes_and_kilometres() -> None:
    case = problem(
        [company("a", CREBO, OTHER), company("b", area="3333")],
        {("a", "s1"): 1, ("b", "s1"): 1},
        [pupil("LL-1", companies=frozenset({"a"})), pupil("LL-2", crebo=OTHER)],
    )
    assert {(each.pair.pupil, each.pair.company) for each in match(case).matches} == {("LL-1", "b"), ("LL-2", "a")}


def test_the_same_company_in_the_next_period_when_it_can() -> None:
    case = problem(
        [company("a", area="2222"), company("b")],
        {("a", "s1"): 1, ("a", "s2"): 1, ("b", "s1"): 1},
        [pupil("LL-1", "s1", "s2")],
    )
    result = match(case)
    assert [each.pair.company for each in result.matches] == ["a", "a"]
    assert result.total_km == Decimal("22.2")


def _only(case) -> Unmatched:  # type: ignore[no-untyped-def]
    (found,) = match(case).unmatched
    return found


def test_a_shortage_is_told_with_what_would_help() -> None:
    case = problem([company("a")], {("a", "s2"): 1, ("a", "s3"): 2}, [pupil(f"LL-{n}", "s2") for n in range(1, 5)])
    result = match(case)
    assert [str(each.text) for each in result.shortages] == ["3 plekken tekort in mbo-jaar 1, periode 2 voor 25786."]
    assert {str(each.why) for each in result.unmatched} == {
        "Alle plekken voor 25786 in mbo-jaar 1, periode 2 zijn vergeven."
    }
    assert {str(each.helps[0]) for each in result.unmatched} == {"Bedrijf A heeft plek in mbo-jaar 1, periode 3."}


def test_too_far_names_the_distance_and_the_limit() -> None:
    found = _only(problem([company("a", area="3333")], {("a", "s1"): 1}, [pupil("LL-1", longest_km=Decimal("12.5"))]))
    assert str(found.why) == "Het dichtste bedrijf met een plek, Bedrijf A, ligt op 45 km. De grens is 12,5 km."
    assert [str(each) for each in found.helps] == ["Bedrijf A heeft plek in mbo-jaar 1, periode 1, op 45 km."]


@pytest.mark.parametrize(
    ("wrong", "help"),
    [
        ({"recognised": YesNoUnknown.UNKNOWN}, "ga na of de erkenning voor 25786 geldt"),
        ({"until": date(2029, 9, 1)}, "als de erkenning wordt verlengd"),
        ({"crebos": frozenset({OTHER})}, "maar is niet erkend voor 25786"),
    ],
)
def test_doubt_about_a_recognition_is_a_question(wrong, help: str) -> None:  # type: ignore[no-untyped-def]
    found = _only(problem([company("a", **wrong)], {("a", "s1"): 1}, [pupil("LL-1")]))
    assert help in str(found.helps[0])


def test_without_any_company_one_must_be_found() -> None:
    found = _only(problem([company("a")], {}, [pupil("LL-1")]))
    assert str(found.why) == "Geen enkel bedrijf heeft in mbo-jaar 1, periode 1 een plek voor 25786."
    assert "Zoek een erkend leerbedrijf" in str(found.helps[0])


def test_a_distance_that_is_not_known_bars_nobody_and_is_counted() -> None:
    case = problem(
        [company("a", area="9999"), company("b", area="2222")],
        {("a", "s1"): 1, ("b", "s1"): 1},
        [pupil("LL-1", longest_km=Decimal(20)), pupil("LL-2", longest_km=Decimal(20))],
    )
    result = match(case)
    assert len(result.matches) == 2
    assert result.unknown_km == 1
    assert result.total_km == Decimal("11.1")


def test_losing_a_recognition_names_who_is_hit_and_where_they_can_go() -> None:
    case = problem(
        [company("a"), company("b", area="2222")],
        {("a", "s1"): 2, ("a", "s2"): 2, ("b", "s2"): 1},
        [pupil("LL-1", "s1", "s2"), pupil("LL-2", "s2")],
        kept=(Pair("LL-1", "s1", "a"), Pair("LL-1", "s2", "a"), Pair("LL-2", "s2", "a")),
    )
    found = losing(case, "a", date(2029, 12, 1))
    assert {(pair.pupil, pair.slot) for pair in found.hit} == {("LL-1", "s2"), ("LL-2", "s2")}
    assert [each.pair.company for each in found.elsewhere] == ["b"]
    assert len(found.without) == 1


def test_the_checker_sees_what_is_wrong() -> None:
    case = problem([company("a"), company("b", OTHER)], {("a", "s1"): 1}, [pupil("LL-1"), pupil("LL-2")])
    assert faults(case, [Pair("LL-1", "s1", "a")]) == []
    assert faults(case, [Pair("LL-1", "s1", "a"), Pair("LL-2", "s1", "a")])
    assert faults(case, [Pair("LL-1", "s1", "b")])
    assert faults(case, [Pair("LL-1", "s2", "a")])
    assert faults(case, [Pair("LL-1", "s1", "c")])


def test_a_problem_that_is_no_problem_is_refused() -> None:
    one = problem([company("a")], {("a", "s1"): 1}, [pupil("LL-1")])
    for wrong in (
        replace(one, companies=(*one.companies, *one.companies)),
        replace(one, kept=(Pair("LL-9", "s1", "a"),)),
        replace(one, kept=(Pair("LL-1", "s3", "a"),)),
        replace(one, pupils=(replace(one.pupils[0], slots=("s9",)),)),
        replace(one, places=(replace(one.places[0], number=-1),)),
    ):
        with pytest.raises(ProblemError):
            match(wrong)


def test_a_large_group_is_matched() -> None:
    firms = [company(f"c{n}", area=("1111", "2222", "3333")[n % 3]) for n in range(20)]
    case = problem(
        firms,
        {(each.key, slot.key): 4 for each in firms for slot in SLOTS},
        [pupil(f"LL-{n:03}", "s1", "s2", "s3", longest_km=Decimal(15)) for n in range(50)],
    )
    result = match(case)
    assert faults_of(case, result) == []
    assert not result.unmatched


class StopsAfter(Control):
    """Asks for a stop as soon as so many parts are settled; with none it is asked before the search."""

    def __init__(self, parts: int) -> None:
        self.parts = parts
        super().__init__()

    def __setattr__(self, name: str, value: object) -> None:
        super().__setattr__(name, value)
        if name == "settled" and value == self.parts:
            self.stop()


@pytest.mark.parametrize("parts", range(PARTS + 1))
def test_a_search_that_is_stopped_gives_what_was_settled(parts: int) -> None:
    firms = [company("a"), company("b", area="2222", kind="renovatie")]
    wants = {"kinds": frozenset({"renovatie"})}
    case = problem(
        firms,
        {(each.key, slot.key): 1 for each in firms for slot in SLOTS[:2]},
        [pupil("LL-1", "s1", "s2", **wants), pupil("LL-2", "s1", "s2")],
    )
    best = match(case)
    control = StopsAfter(parts)
    found = find(case, control=control)
    result = told(case, found)
    assert faults_of(case, result) == []
    assert control.settled == parts
    names = ("released", "unmatched", "unwished", "changes", "metres")
    for name in names[:parts]:
        assert getattr(result.score, name) == getattr(best.score, name)
    assert result.bound <= best.score
    assert result.optimal == (result.score == result.bound)
    # With fewer than two parts nobody knows how many can have a place.
    assert (control.best is None) == (parts < 2 and control.stopped)
    if parts == PARTS:
        assert result == best


def test_a_matching_that_was_kept_is_told_as_it_was() -> None:
    case = problem([company("a")], {("a", "s1"): 1}, [pupil("LL-1"), pupil("LL-2")])
    control = Control()
    assert told(case, find(case, control=control)) == match(case)
    assert control.settled == PARTS
    assert control.best is not None
    assert faults(case, control.best.chosen) == []
