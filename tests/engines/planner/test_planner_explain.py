"""The demands that are named really clash, and without any one of them the others go together."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal

import pytest
from conftest_brute import all_plans, small_problems
from conftest_planner import make_problem, make_unit
from hypothesis import HealthCheck, assume, given, settings

from naadloos.engines.planner import (
    Bpv,
    Capacity,
    CapacityKind,
    Demand,
    HoursNorm,
    Phase,
    PlanPlacement,
    PlanProblem,
    PlanStatus,
    PlanUnit,
    Rule,
    RuleKind,
    Window,
    explain,
    plan,
)
from naadloos.engines.planner.check import check
from naadloos.engines.route.terms import HourKind, Side

PLENTY = Decimal(1000)


def asking_only(problem: PlanProblem, demands: Iterable[Demand]) -> PlanProblem:
    """The problem with nothing asked but these demands; written apart from the model."""
    kept = set(demands)

    def has(kind: str, **more: object) -> bool:
        return any(
            each.kind == kind and all(getattr(each, name) == value for name, value in more.items()) for each in kept
        )

    def slim(unit: PlanUnit) -> PlanUnit:
        key = unit.key
        years = has("jaren", unit=key)
        return replace(
            unit,
            first_year=unit.first_year if years else None,
            last_year=unit.last_year if years else None,
            allowed=unit.allowed if has("toegestaan", unit=key) else (),
            forbidden=unit.forbidden if has("verboden", unit=key) else (),
            start=unit.start if has("begin", unit=key) else None,
            phase=unit.phase if has("fase", unit=key) else "",
            window=unit.window if has("venster", unit=key) else "",
            after=tuple(o for o in unit.after if o in there and has("na", unit=key, other=o, key="")),
            not_before=tuple(o for o in unit.not_before if o in there and has("niet_voor", unit=key, other=o, key="")),
            uses=tuple(name for name in unit.uses if has("capaciteit", key=name)),
        )

    # A norm that asks hours at least is about the units that count for it: these may be given.
    counted = {
        unit.key
        for norm in problem.norms
        if norm.least is not None and has("norm", key=norm.key)
        for unit in problem.units
        if not norm.hour_kinds or unit.hour_kind in norm.hour_kinds
    }
    there = {unit.key for unit in problem.units if has("geven", unit=unit.key)} | counted
    units = tuple(slim(unit) for unit in problem.units if unit.key in there)
    rules = []
    for rule in problem.rules:
        left = tuple(key for key in rule.units if key in there)
        asked = has("apart", key=rule.key) if rule.kind is RuleKind.APART else has_pairs(kept, rule)
        if asked and len(left) > 1:
            rules.append(replace(rule, units=left))
    return replace(
        problem,
        units=units,
        rules=tuple(rules),
        norms=tuple(norm for norm in problem.norms if has("norm", key=norm.key)),
        periods=tuple(
            replace(
                slot,
                hours=slot.hours if has("ruimte", route_year=slot.route_year) else PLENTY,
                hours_vmbo=slot.hours_vmbo if has("ruimte_vmbo", route_year=slot.route_year) else None,
                hours_mbo=slot.hours_mbo if has("ruimte_mbo", route_year=slot.route_year) else None,
            )
            for slot in problem.periods
        ),
        windows=tuple(
            replace(
                window,
                closed_to_bpv=window.closed_to_bpv and has("bpv_venster"),
                reserved=window.reserved and has("gereserveerd"),
            )
            for window in problem.windows
        ),
    )


def has_pairs(kept: set[Demand], rule: Rule) -> bool:
    return any(each.key == rule.key for each in kept)


def full(*keys: str, hours: int = 60) -> list[PlanUnit]:
    return [make_unit(key, hours) for key in keys]


CASES: dict[str, Callable[[], PlanProblem]] = {
    "five in four periods": lambda: make_problem(*full(*"abcde"), make_unit("los", 10), years=1),
    "chain and years": lambda: make_problem(
        make_unit("a", 60, first_year=2),
        *(make_unit(key, 60, after=("a",)) for key in "bcd"),
        make_unit("e", 90, first_year=2, spread=2, after=("a",)),
        make_unit("los", 10),
    ),
    "teacher": lambda: replace(
        make_problem(*(make_unit(key, 30, uses=("d",), last_year=1) for key in "abcde"), make_unit("los", 10)),
        capacities=(Capacity("d", "Docent", CapacityKind.TEACHER, Decimal(50)),),
    ),
    "practice places": lambda: replace(
        make_problem(*(make_unit(key, 10, uses=("p",), pupils=15, start=(1, 1)) for key in "ab"), make_unit("c", 5)),
        capacities=(Capacity("p", "Plaatsen", CapacityKind.PRACTICE, Decimal(20)),),
    ),
    "apart and window": lambda: replace(
        make_problem(*(make_unit(key, 10, window="w") for key in "ab"), make_unit("c", 5)),
        windows=(Window("w", "cspe", ((1, 4),)),),
        rules=(Rule("r", RuleKind.APART, ("a", "b")),),
    ),
    "same and phase": lambda: replace(
        make_problem(make_unit("a", 10, phase="f"), make_unit("b", 10, last_year=1), make_unit("c", 5)),
        phases=(Phase("f", "mbo-fase", (2, 1), (2, 4)),),
        rules=(Rule("r", RuleKind.SAME, ("a", "b")),),
    ),
    "not before and fixed": lambda: make_problem(
        make_unit("a", 10, fixed=(PlanPlacement("a", 2, 2, Decimal(10)),)),
        make_unit("b", 10, not_before=("a",), allowed=((1, 1), (2, 1))),
    ),
    "norm and room": lambda: replace(
        make_problem(*(make_unit(key, 60, hour_kind=HourKind.GUIDED) for key in "abcde"), per_year=3),
        norms=(HoursNorm("n", "Begeleide uren", Decimal(200), None, 1, 1, (HourKind.GUIDED,)),),
    ),
    "side": lambda: replace(
        make_problem(*(make_unit(key, 30, side=Side.MBO, last_year=1) for key in "abcde")),
        periods=tuple(replace(slot, hours_mbo=Decimal(40)) for slot in make_problem().periods),
    ),
    "bpv": lambda: replace(
        make_problem(
            make_unit("a", 40, bpv=Bpv(Decimal(5), 8), last_year=1),
            make_unit("b", 90, start=(1, 2)),
            make_unit("c", 90, start=(1, 4)),
        ),
        periods=tuple(replace(slot, weeks=4) for slot in make_problem().periods),
        windows=(Window("w", "CE", ((1, 3),), closed_to_bpv=True),),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_every_demand_is_needed_for_the_clash(name: str) -> None:
    problem = CASES[name]()
    found = explain(problem)
    assert found.possible is False
    assert found.minimal
    assert len(found.demands) > 1
    assert not any(each.unit == "los" for each in found.demands)
    assert plan(asking_only(problem, found.demands)).status is PlanStatus.IMPOSSIBLE
    for demand in found.demands:
        less = asking_only(problem, [each for each in found.demands if each != demand])
        assert plan(less).status is PlanStatus.OPTIMAL, demand


@pytest.mark.parametrize("name", CASES)
def test_explanation_says_what_can_be_changed(name: str) -> None:
    found = explain(CASES[name]())
    for reason in found.reasons:
        assert reason.text
        assert "%(" not in reason.text
        assert reason.facts


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(small_problems())
def test_explanation_agrees_with_trying_everything(problem: PlanProblem) -> None:
    assume(not check(problem))
    possible = next(all_plans(problem), None) is not None
    found = explain(problem, seconds=10)
    assert found.possible is possible
    assert bool(found.demands) is not possible
    assert found.minimal is not possible


def test_possible_problem_needs_no_explanation() -> None:
    found = explain(make_problem(make_unit("a", 10)))
    assert (found.possible, found.reasons, found.demands) == (True, (), ())
