"""Every rule has a case in which it bites, in the proposal and in the checker."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from conftest_team import NO, UNKNOWN, YES, given, need, problem, teacher

from naadloos.engines.route.terms import Side
from naadloos.engines.team import (
    Assignment,
    Need,
    Skill,
    Teacher,
    TeamGoal,
    TeamPeriod,
    TeamProblem,
    TeamStatus,
    Wish,
    check,
    leaves,
    propose,
    solve,
    verify,
    without,
)


@pytest.fixture(autouse=True, params=["greedy", "nothing"])
def _start(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each rule holds for the first division and, when that gives nothing, for the model alone."""
    if request.param == "nothing":
        monkeypatch.setattr(solve, "greedy", lambda layout: dict(layout.fixed))


def codes(one: TeamProblem, *assignments: Assignment) -> list[str]:
    return [fault.code for fault in verify(one, assignments)]


def who(one: TeamProblem) -> list[tuple[str, str, Decimal]]:
    result = propose(one)
    assert verify(one, result.assignments) == ()
    return [(each.teacher, each.unit, each.hours) for each in result.assignments]


def test_a_teacher_gives_only_what_he_can() -> None:
    one = problem(teacher("a", skills="taal"), teacher("b"), need("u", 40))
    assert who(one) == [("b", "u", Decimal(40))]
    assert codes(one, given("a", "u", 40)) == ["kan_niet"]


def test_hours_of_a_teacher_in_a_period_are_a_limit() -> None:
    one = problem(teacher("a", 30), need("u", 20), need("v", 20))
    result = propose(one)
    assert result.uncovered == Decimal(10)
    assert codes(one, given("a", "u", 20), given("a", "v", 20)) == ["te_vol"]
    per_period = replace(one.teachers[0], per_period=(((1, 1), Decimal(40)),))
    assert propose(replace(one, teachers=(per_period,))).uncovered == 0


def test_unknown_hours_are_never_taken_as_hours() -> None:
    one = problem(teacher("a", per_week=None), need("u", 20))
    result = propose(one)
    assert result.uncovered == Decimal(20)
    assert [str(note) for note in result.notes] == [
        "Van Docent a zijn de uren niet bekend; er is niets toegewezen waar ze ontbreken."
    ]
    assert codes(one, given("a", "u", 20)) == ["uren_onbekend"]


def test_each_side_gives_its_own_units() -> None:
    one = problem(
        teacher("a"), teacher("b", side=Side.MBO), need("u", 20, side=Side.MBO), need("v", 20, side=Side.VMBO)
    )
    assert who(one) == [("b", "u", Decimal(20)), ("a", "v", Decimal(20))]
    assert codes(one, given("a", "u", 20)) == ["andere_kant"]


def test_a_unit_of_both_sides_has_a_teacher_of_each() -> None:
    one = problem(teacher("a"), teacher("b", side=Side.MBO), need("u", 20, side=Side.TOGETHER), smallest=Decimal(4))
    assert {each[0] for each in who(one)} == {"a", "b"}
    assert codes(one, given("a", "u", 20)) == ["niet_samen"]
    alone = replace(one, teachers=one.teachers[:1])
    (gap,) = propose(alone).gaps
    assert (gap.hours, gap.side) == (Decimal(4), Side.MBO)


def test_who_is_not_qualified_is_never_assigned_where_it_is_asked() -> None:
    one = problem(teacher("a", qualified=NO), need("u", 20), need("v", 20, qualified=False))
    assert who(one) == [("a", "v", Decimal(20))]
    assert codes(one, given("a", "u", 20)) == ["niet_bevoegd"]


def test_a_qualification_that_ends_counts_to_its_last_day() -> None:
    ends = teacher("a", valid_until=date(2027, 2, 27))
    one = problem(ends, need("u", 20, 1), need("u", 20, 2))
    assert [each.period for each in propose(one).assignments] == [1]
    assert codes(one, given("a", "u", 20, 2)) == ["niet_bevoegd"]
    undated = replace(one, periods=tuple(replace(each, last_day=None) for each in one.periods))
    assert [each.doubt for each in propose(undated).assignments] == [True, True]


def test_a_skill_has_its_own_qualification() -> None:
    mixed = replace(teacher("a", qualified=NO), skills=(Skill("bouw", YES), Skill("taal")))
    one = problem(mixed, need("u", 20), need("v", 20, skills="taal"))
    assert who(one) == [("a", "u", Decimal(20))]


def test_unknown_qualification_only_with_a_mark_and_only_when_nobody_else_can() -> None:
    one = problem(teacher("a", qualified=UNKNOWN), teacher("b", 20), need("u", 20), need("v", 20, 2))
    assert who(one) == [("b", "u", Decimal(20)), ("b", "v", Decimal(20))]
    alone = replace(one, teachers=one.teachers[:1])
    assert [each.doubt for each in propose(alone).assignments] == [True, True]
    assert codes(alone, given("a", "u", 20)) == ["niet_gemerkt"]
    assert codes(alone, given("a", "u", 20, doubt=True)) == []
    assert codes(one, given("b", "u", 20, doubt=True)) == ["onnodig_gemerkt"]
    free = replace(one, needs=(replace(one.needs[0], qualified=False),))
    assert codes(free, given("a", "u", 20, doubt=True)) == ["onnodig_gemerkt"]


def test_a_teacher_comes_on_the_days_of_the_lessons() -> None:
    one = problem(teacher("a", days=(1, 2)), need("u", 20, days=(3,)), need("v", 20, days=(2, 3)))
    assert who(one) == [("a", "v", Decimal(20))]
    assert codes(one, given("a", "u", 20)) == ["andere_dag"]


def test_two_who_may_not_are_never_on_one_unit() -> None:
    one = problem(teacher("a", 10, apart=("b",)), teacher("b", 10), teacher("c", 10), need("u", 20))
    assert {each[0] for each in who(one)} in ({"a", "c"}, {"b", "c"})
    assert codes(one, given("a", "u", 10), given("b", "u", 10)) == ["apart"]


def test_nobody_comes_for_less_than_the_smallest_piece() -> None:
    one = problem(teacher("a", 18), teacher("b", 30), need("u", 20), smallest=Decimal(5))
    assert who(one) == [("b", "u", Decimal(20))]
    assert codes(one, given("a", "u", 18), given("b", "u", 2)) == ["te_klein"]
    assert codes(replace(one, grain=Decimal(1)), given("b", "u", "19.5")) == ["korrel"]


def test_a_small_piece_is_not_given_to_save_a_handover() -> None:
    one = problem(teacher("a", 18), teacher("b", 18), need("u", 20), need("v", 16), smallest=Decimal(5))
    found = who(one)
    assert sum(each[2] for each in found) == Decimal(36)
    assert min(each[2] for each in found) >= Decimal(5)


def test_no_wish_undoes_what_is_fixed_or_what_both_sides_give() -> None:
    not_b = Wish("b", "u", rather=False)
    both = problem(teacher("a"), teacher("b", side=Side.MBO), need("u", 20, side=Side.TOGETHER), not_b)
    assert {each[0] for each in who(both)} == {"a", "b"}
    halves = problem(teacher("a", 10), teacher("c", 10), *both.teachers[1:], *both.needs, not_b)
    assert "b" in {each[0] for each in who(halves)}
    fixed = problem(teacher("a"), teacher("b"), need("u", 20), not_b, fixed=(given("b", "u", 5),))
    assert "b" in {each[0] for each in who(fixed)}


def test_the_smallest_piece_is_rounded_up_to_the_grain() -> None:
    one = problem(teacher("a", 1), teacher("b", 30), need("u", 4), smallest=Decimal("1.5"), grain=Decimal(1))
    assert who(one) == [("b", "u", Decimal(4))]


def test_never_more_than_asked() -> None:
    one = problem(teacher("a"), need("u", 20))
    assert codes(one, given("a", "u", 21)) == ["te_veel"]


def test_the_checker_finds_what_does_not_exist() -> None:
    one = problem(teacher("a"), need("u", 20))
    assert codes(one, given("x", "u", 20)) == ["onbekende_docent"]
    assert codes(one, given("a", "x", 20)) == ["onbekende_vraag"]
    assert codes(one, given("a", "u", 0)) == ["uren_nul"]
    assert codes(one, given("a", "u", 10), given("a", "u", 10)) == ["uren_nul"]


def test_what_people_fixed_stays() -> None:
    one = problem(teacher("a"), teacher("b"), need("u", 20), fixed=(given("b", "u", 5),))
    assert ("b", "u") in {each[:2] for each in who(one)}
    assert codes(one, given("a", "u", 20)) == ["vast_weg"]
    wrong = replace(one, fixed=(given("b", "u", 25),))
    assert propose(wrong).status is TeamStatus.INVALID


def test_the_same_teacher_keeps_a_unit_and_group() -> None:
    one = problem(
        teacher("a", 20), teacher("b", 20), need("u", 20, 1), need("u", 20, 2), need("v", 20, 1), need("v", 20, 2)
    )
    result = propose(one)
    kept = {(each.unit, each.teacher) for each in result.assignments}
    assert len(kept) == 2
    assert result.goals[1].value == 0
    changed = replace(one, teachers=(replace(one.teachers[0], per_period=(((1, 2), Decimal(0)),)), *one.teachers[1:]))
    assert propose(changed).uncovered == Decimal(20)


def test_wishes_count_after_handovers_and_before_the_spread() -> None:
    parts = (teacher("a", 100), teacher("b", 10), need("u", 10))
    assert who(problem(*parts, Wish("b", "u"))) == [("b", "u", Decimal(10))]
    assert who(problem(*parts, Wish("a", "u", rather=False))) == [("b", "u", Decimal(10))]
    assert who(problem(*parts, Wish("b", "u", "other"))) == [("a", "u", Decimal(10))]


def test_work_is_spread_over_who_has_hours() -> None:
    one = problem(teacher("a", 40), teacher("b", 40), need("u", 20), need("v", 20))
    assert {each[0] for each in who(one)} == {"a", "b"}
    assert {goal.goal: goal.value for goal in propose(one).goals}[TeamGoal.SPREAD] == 0


def test_a_gap_says_whom_to_look_for() -> None:
    one = problem(
        teacher("a", 20),
        need("u", 46, 2, Side.MBO, days=(2,)),
        need("v", 20, 2, Side.MBO, days=(2, 3)),
        need("w", 5, 1, None, ""),
    )
    result = propose(replace(one, teachers=()))
    assert [str(each.text) for each in result.advice] == [
        "Zoek 5 klokuren Onderdeel w voor leerjaar 3, periode 1.",
        "Zoek 66 klokuren bouw voor leerjaar 3, periode 2; het meest helpt een docent van het mbo op dinsdag.",
    ]
    assert result.advice[1].units == ("u", "v")
    sideless = problem(need("u", 5, days=(3,)), need("v", 4, 2, Side.VMBO))
    assert [str(each.text) for each in propose(sideless).advice] == [
        "Zoek 5 klokuren bouw voor leerjaar 3, periode 1; het meest helpt een docent op woensdag.",
        "Zoek 4 klokuren bouw voor leerjaar 3, periode 2; het meest helpt een docent van het vmbo.",
    ]


def test_loads_name_every_teacher_and_period() -> None:
    result = propose(problem(teacher("a", 30), need("u", 20)))
    assert [(each.period, each.hours, each.available) for each in result.loads] == [
        (1, Decimal(20), Decimal(30)),
        (2, Decimal(0), Decimal(30)),
    ]


def test_when_a_teacher_leaves_it_is_said_what_is_hit() -> None:
    one = problem(teacher("a", 30), teacher("b", 30), need("u", 30), need("v", 20), Wish("a", "u"))
    division = propose(one).assignments
    found = leaves(one, division, "a")
    assert [each.assignment.unit for each in found.lost] == ["u"]
    assert [(taker.teacher, taker.hours) for taker in found.lost[0].takers] == [("b", Decimal(10))]
    assert found.short == Decimal(20)
    assert str(found.text) == (
        "Zonder Docent a vallen 30 klokuren weg (leerjaar 3, periode 1). Collega's kunnen 10 klokuren overnemen; "
        "voor 20 klokuren is een nieuwe docent nodig."
    )
    assert verify(without(one, "a"), found.after.assignments) == ()
    enough = replace(one, teachers=(*one.teachers, teacher("c", 30)))
    assert leaves(enough, division, "a").short == 0
    assert "niets" in str(leaves(enough, division, "c").text)
    with pytest.raises(KeyError):
        leaves(one, division, "x")


FAULTY: list[tuple[str, TeamProblem]] = [
    ("dubbel", problem(teacher("a"), teacher("a"))),
    ("dubbel", problem(need("u", 5), need("u", 6))),
    ("dubbel", TeamProblem((TeamPeriod(1, 1, 8), TeamPeriod(1, 1, 8)), (), ())),
    ("korrel", problem(grain=Decimal(0))),
    ("uren", problem(need("u", 0))),
    ("uren", problem(need("u", 5), grain=Decimal(2))),
    ("uren", problem(Need("u", "U", 1, 1, Decimal("NaN")))),
    ("uren_docent", problem(teacher("a", -5))),
    ("kant", problem(teacher("a", side=Side.TOGETHER))),
    ("dag", problem(teacher("a", days=(6,)))),
    ("onbekende_periode", problem(need("u", 5, 7))),
    ("onbekende_docent", problem(teacher("a", apart=("x",)))),
    ("onbekende_docent", problem(need("u", 5), Wish("x", "u"))),
    ("onbekend_onderdeel", problem(teacher("a"), Wish("a", "u"))),
    ("te_vol", problem(teacher("a", 1), need("u", 5), fixed=(given("a", "u", 5),))),
]


@pytest.mark.parametrize(("code", "one"), FAULTY)
def test_a_problem_with_faults_is_not_solved(code: str, one: TeamProblem) -> None:
    assert code in [fault.code for fault in check(one)]
    result = propose(one)
    assert (result.status, result.faults) == (TeamStatus.INVALID, check(one))
    assert all(str(fault.text) for fault in result.faults)


def test_a_teacher_is_frozen() -> None:
    with pytest.raises(AttributeError):
        Teacher("a", "A", Side.VMBO).name = "B"  # type: ignore[misc]
