"""When nothing fits, the plan says which demands clash."""

from collections.abc import Callable
from decimal import Decimal

from naadloos.engines.planner import PlanPlacement, PlanProblem, PlanStatus, PlanUnit, Reason, plan
from naadloos.engines.planner.clash import clashing_demands
from naadloos.engines.planner.layout import lay_out
from naadloos.engines.planner.model import Demand

MakeUnit = Callable[..., PlanUnit]
MakeProblem = Callable[..., PlanProblem]


def reasons(problem: PlanProblem) -> tuple[Reason, ...]:
    result = plan(problem)
    assert (result.status, result.placements) == (PlanStatus.IMPOSSIBLE, ())
    return result.reasons


def test_more_hours_than_the_route_holds(unit: MakeUnit, problem: MakeProblem) -> None:
    (reason,) = reasons(problem(unit("a", 700, spread=8), unit("b", "200.5", spread=4)))
    assert reason.text == "In de hele route past 800 uur, maar er moet 900,5 uur in."


def test_more_hours_than_a_year_holds(unit: MakeUnit, problem: MakeProblem) -> None:
    (reason,) = reasons(problem(unit("a", 340, spread=4, last_year=1), unit("b", 90, last_year=1), unit("c", 50)))
    assert reason.text == "In leerjaar 3 past 400 uur, maar er moet 430 uur in: Eenheid a en Eenheid b."
    assert reason.units == ("a", "b")


def test_more_hours_than_one_period_holds(unit: MakeUnit, problem: MakeProblem) -> None:
    fixed = [unit(key, 60, fixed=(PlanPlacement(key, 1, 2, Decimal(60)),)) for key in "ab"]
    (reason,) = reasons(problem(*fixed, unit("c", 50)))
    assert reason.text == ("In leerjaar 3, periode 2 past 100 uur, maar er moet 120 uur in: Eenheid a en Eenheid b.")


def test_unit_too_big_for_any_period(unit: MakeUnit, problem: MakeProblem) -> None:
    (reason,) = reasons(problem(unit("a", 150)))
    assert (reason.code, reason.units) == ("eenheid_te_groot", ("a",))


def test_chain_too_long_for_the_years(unit: MakeUnit, problem: MakeProblem) -> None:
    (reason,) = reasons(
        problem(
            unit("a", 60, spread=3),
            unit("b", 20, after=("a",)),
            unit("c", 20, after=("b",), last_year=1),
            unit("z", 5),
        )
    )
    assert (reason.code, reason.units) == ("keten_te_lang", ("a", "b", "c"))
    assert "Eenheid b is op zijn vroegst klaar na leerjaar 3, periode 4" in reason.text


def test_clash_that_counting_does_not_show(unit: MakeUnit, problem: MakeProblem) -> None:
    five = [unit(f"u{at}", 60, last_year=1) for at in range(5)]
    head, *rest = reasons(problem(*five, unit("los", 10)))
    assert (head.code, head.units) == ("botsing", ("u0", "u1", "u2", "u3", "u4"))
    assert {each.code for each in rest} == {"eis_geven", "eis_jaren", "eis_ruimte"}
    assert rest[-1].text == "In leerjaar 3 is per periode niet meer ruimte dan opgegeven (samen 400 uur)."


def test_clash_of_prerequisite_and_room_leaves_the_rest_out(unit: MakeUnit, problem: MakeProblem) -> None:
    head, *rest = reasons(
        problem(
            unit("e", 60, fixed=(PlanPlacement("e", 2, 3, Decimal(60)),)),
            unit("f", 70, after=("e",)),
            unit("g", 70, after=("e",)),
            unit("los", 40, spread=4),
        )
    )
    assert head.units == ("e", "f", "g")
    assert [each.text for each in rest if each.code == "eis_volgorde"] == [
        "Eenheid f begint pas als Eenheid e klaar is.",
        "Eenheid g begint pas als Eenheid e klaar is.",
    ]


def test_clashing_demands_are_minimal(unit: MakeUnit, problem: MakeProblem) -> None:
    case = problem(*(unit(f"u{at}", 60) for at in range(5)), years=1)
    found = clashing_demands(lay_out(case), seconds=5, seed=1)
    assert found.minimal
    assert found.demands == (*(Demand("geven", unit=f"u{at}") for at in range(5)), Demand("ruimte", route_year=1))


def test_every_reason_can_be_read(unit: MakeUnit, problem: MakeProblem) -> None:
    for reason in reasons(problem(*(unit(f"u{at}", 60, last_year=1, first_year=1) for at in range(5)))):
        assert reason.text
        assert "%(" not in reason.text
