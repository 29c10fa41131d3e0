"""A unit that fits nowhere: the fewest of its own demands that clash, each in a sentence with what can be changed."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from naadloos.engines.planner import Bpv, PlanProblem, PlanStatus, PlanUnit, Reason, Window, check, plan

MakeUnit = Callable[..., PlanUnit]
MakeProblem = Callable[..., PlanProblem]

FIRST_YEAR = tuple((1, number) for number in range(1, 5))
EXAMS = Window("w", "cspe", ((2, 4),))


def said(problem: PlanProblem) -> list[str]:
    result = plan(problem)
    assert result.status is PlanStatus.INVALID
    return [reason.text for reason in result.reasons]


def codes(reasons: tuple[Reason, ...]) -> list[str]:
    return [reason.code for reason in reasons]


def test_years_and_a_window_outside_them_are_both_named(unit: MakeUnit, problem: MakeProblem) -> None:
    wrong = replace(problem(unit("a", 10, first_year=1, last_year=1, window="w")), windows=(EXAMS,))
    assert said(wrong) == [
        "Eenheid a past nergens, ook niet als het alleen op het bord staat. Dit gaat niet samen:",
        "Eenheid a heeft 10 uur, in één periode.",
        "Eenheid a mag alleen in leerjaar 3.",
        "Eenheid a hoort in het venster cspe.",
    ]
    assert check(wrong)[3].facts == ("units:a", "windows:w")


def test_what_does_not_matter_for_the_clash_is_left_out(unit: MakeUnit, problem: MakeProblem) -> None:
    everywhere = tuple((year, number) for year in (1, 2) for number in range(1, 5))
    wrong = problem(unit("a", 10, last_year=1, allowed=((1, 1), (1, 2)), forbidden=everywhere))
    head, shape, forbidden = check(wrong)
    assert (head.code, shape.code, forbidden.code) == ("past_niet_samen", "eis_geven", "eis_verboden")
    assert forbidden.text == (
        "Eenheid a mag niet in leerjaar 3, periode 1 tot en met 4; leerjaar 4, periode 1 tot en met 4."
    )


def test_a_block_of_bpv_longer_than_where_it_may_be_says_how_many_weeks_there_are(
    unit: MakeUnit, problem: MakeProblem
) -> None:
    slots = problem().periods
    block = unit("a", 360, bpv=Bpv(Decimal(30), 12), allowed=((2, 4),))
    wrong = PlanProblem(tuple(replace(slot, weeks=9) for slot in slots), (block,))
    assert said(wrong)[1:] == [
        "Eenheid a heeft 360 uur bpv: 12 weken van 30 uur achter elkaar.",
        "Eenheid a mag alleen in leerjaar 4, periode 4. Dat zijn samen 9 weken.",
    ]


@pytest.mark.parametrize("contiguous", [True, False])
def test_without_any_one_of_the_demands_the_unit_fits(unit: MakeUnit, problem: MakeProblem, contiguous: bool) -> None:
    closing = {
        "eis_jaren": {"first_year": 1, "last_year": 1},
        "eis_toegestaan": {"allowed": (*FIRST_YEAR[2:], (2, 1), (2, 2), (2, 3))},
        "eis_verboden": {"forbidden": FIRST_YEAR[2:]},
    }

    def made(*left: str) -> PlanProblem:
        demands = {name: value for code in left for name, value in closing[code].items()}
        return problem(unit("a", 20, spread=2, contiguous=contiguous, **demands))

    assert codes(check(made(*closing))) == ["past_niet_samen", "eis_geven", *closing]
    for code in closing:
        assert check(made(*(each for each in closing if each != code))) == ()


def test_a_unit_that_is_too_big_is_the_whole_reason(unit: MakeUnit, problem: MakeProblem) -> None:
    (reason,) = plan(problem(unit("a", 900), unit("b", 50))).reasons
    assert reason.text == (
        "Eenheid a vraagt 900 uur in één periode, maar de ruimste periode waarin het mag, heeft 100 uur."
    )
    assert reason.facts[0] == "units:a"
    assert len(reason.facts) == 9
