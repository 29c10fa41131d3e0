"""Each kind of rule has a case where it bites: without it a better plan exists, with it the plan changes."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

import pytest
from conftest_planner import make_problem, make_unit

from naadloos.engines.planner import (
    Bpv,
    Capacity,
    CapacityKind,
    Goals,
    HoursNorm,
    Phase,
    Place,
    PlanPlacement,
    PlanProblem,
    PlanStatus,
    Rule,
    RuleKind,
    Variant,
    Window,
    plan,
    verify,
)
from naadloos.engines.planner.types import PlanUnit
from naadloos.engines.route.terms import HourKind, Side

FIRST: Place = (1, 1)
SECOND: Place = (1, 2)
LAST: Place = (1, 3)


@dataclass(frozen=True)
class Bite:
    """``with_rule`` asks one thing more than ``without``; a plan that ignores it is refused with ``code``."""

    without: PlanProblem
    with_rule: PlanProblem
    code: str


def three(*units: PlanUnit, **more: object) -> PlanProblem:
    return replace(make_problem(*units, years=1, per_year=3, hours=100), **more)


def first(problem: PlanProblem, **more: object) -> PlanProblem:
    """The same problem with something more asked of its first unit."""
    return replace(problem, units=(replace(problem.units[0], **more), *problem.units[1:]))


WISH = {"wished": (FIRST,)}
ONE = three(make_unit("a", 10, **WISH))
TWO = three(make_unit("a", 10, **WISH), make_unit("b", 10, **WISH))
ROOMS = tuple(replace(slot, weeks=4) for slot in ONE.periods)
BPV = replace(three(make_unit("a", 12, bpv=Bpv(Decimal(3), 2), side=Side.MBO, **WISH)), periods=ROOMS)
VMBO = three(make_unit("a", 10, side=Side.VMBO, **WISH), make_unit("b", 10, side=Side.VMBO, **WISH))
MBO = three(
    make_unit("a", 10, side=Side.TOGETHER, **WISH), make_unit("b", 10, side=Side.MBO, **WISH), goals=Goals(mbo=0)
)


def capacity(kind: CapacityKind, amount: int, *per: tuple[Place, Decimal]) -> tuple[Capacity, ...]:
    return (Capacity("c", "Zaal", kind, Decimal(amount), per),)


def using(problem: PlanProblem, **more: object) -> PlanProblem:
    return replace(problem, units=tuple(replace(unit, uses=("c",), **more) for unit in problem.units))


CASES: dict[str, Callable[[], Bite]] = {
    "jaren": lambda: Bite(
        make_problem(make_unit("a", 10, **WISH)),
        make_problem(make_unit("a", 10, first_year=2, **WISH)),
        "buiten_jaren",
    ),
    "toegestaan": lambda: Bite(ONE, first(ONE, allowed=(SECOND,)), "niet_toegestaan"),
    "verboden": lambda: Bite(ONE, first(ONE, forbidden=(FIRST,)), "verboden"),
    "begin": lambda: Bite(ONE, first(ONE, start=LAST), "ander_begin"),
    "vast": lambda: Bite(ONE, first(ONE, fixed=(PlanPlacement("a", 1, 3, Decimal(10)),)), "vast_verplaatst"),
    "op slot": lambda: Bite(
        ONE,
        replace(ONE, locked=("a",), previous=(PlanPlacement("a", 1, 3, Decimal(10)),)),
        "vast_verplaatst",
    ),
    "fase": lambda: Bite(
        ONE, first(replace(ONE, phases=(Phase("f", "Fase", SECOND, LAST),)), phase="f"), "buiten_fase"
    ),
    "venster": lambda: Bite(
        ONE, first(replace(ONE, windows=(Window("w", "cspe", (LAST,)),)), window="w"), "buiten_venster"
    ),
    "gereserveerd": lambda: Bite(
        ONE, replace(ONE, windows=(Window("w", "zomer", (FIRST,), reserved=True),)), "gereserveerd"
    ),
    "bpv buiten examens": lambda: Bite(
        BPV, replace(BPV, windows=(Window("w", "CE", (FIRST,), closed_to_bpv=True),)), "bpv_in_venster"
    ),
    "bpv minstens zo lang": lambda: Bite(
        first(BPV, contiguous=False, spread=1, max_spread=3, wished=(FIRST, LAST)),
        first(
            replace(BPV, periods=tuple(replace(slot, weeks=1 + 3 * (slot.number == 2)) for slot in BPV.periods)),
            contiguous=False,
            spread=1,
            max_spread=3,
            wished=(FIRST, LAST),
        ),
        "bpv_weken",
    ),
    "variant er niet": lambda: Bite(
        replace(ONE, variants=(Variant("v", "Instroom"),)),
        replace(ONE, variants=(Variant("v", "Instroom", start=SECOND),)),
        "variant_afwezig",
    ),
    "spreiding": lambda: Bite(ONE, first(ONE, spread=2), "spreiding"),
    "aaneengesloten": lambda: Bite(
        first(ONE, spread=2, contiguous=False, wished=(FIRST, LAST)),
        first(ONE, spread=2, wished=(FIRST, LAST)),
        "spreiding",
    ),
    "na": lambda: Bite(TWO, replace(TWO, units=(TWO.units[0], replace(TWO.units[1], after=("a",)))), "volgorde"),
    "niet voor": lambda: Bite(
        three(make_unit("a", 10, wished=(LAST,)), make_unit("b", 10, **WISH)),
        three(make_unit("a", 10, wished=(LAST,)), make_unit("b", 10, not_before=("a",), **WISH)),
        "niet_voor",
    ),
    "samen": lambda: Bite(
        three(make_unit("a", 10, wished=(LAST,)), make_unit("b", 10, **WISH)),
        three(
            make_unit("a", 10, wished=(LAST,)),
            make_unit("b", 10, **WISH),
            rules=(Rule("r", RuleKind.SAME, ("a", "b")),),
        ),
        "niet_samen",
    ),
    "apart": lambda: Bite(TWO, replace(TWO, rules=(Rule("r", RuleKind.APART, ("a", "b")),)), "niet_apart"),
    "ruimte": lambda: Bite(
        TWO, replace(TWO, periods=tuple(replace(slot, hours=Decimal(15)) for slot in TWO.periods)), "te_vol"
    ),
    "ruimte vmbo": lambda: Bite(
        VMBO, replace(VMBO, periods=tuple(replace(s, hours_vmbo=Decimal(15)) for s in VMBO.periods)), "te_vol_vmbo"
    ),
    "ruimte mbo, ook voor wat samen is": lambda: Bite(
        MBO, replace(MBO, periods=tuple(replace(s, hours_mbo=Decimal(15)) for s in MBO.periods)), "te_vol_mbo"
    ),
    "lokaal": lambda: Bite(TWO, using(replace(TWO, capacities=capacity(CapacityKind.ROOM, 15))), "capaciteit"),
    "docent in een periode": lambda: Bite(
        TWO,
        using(replace(TWO, capacities=capacity(CapacityKind.TEACHER, 99, (FIRST, Decimal(12))))),
        "capaciteit",
    ),
    "praktijkplaatsen": lambda: Bite(
        TWO, using(replace(TWO, capacities=capacity(CapacityKind.PRACTICE, 25)), pupils=20), "capaciteit"
    ),
    "norm minstens": lambda: Bite(
        make_problem(make_unit("a", 10, hour_kind=HourKind.GUIDED, **WISH)),
        replace(
            make_problem(make_unit("a", 10, hour_kind=HourKind.GUIDED, **WISH)),
            norms=(HoursNorm("n", "Norm", Decimal(5), None, 2, 2, (HourKind.GUIDED,)),),
        ),
        "norm_te_weinig",
    ),
    "norm hoogstens": lambda: Bite(
        make_problem(make_unit("a", 10, **WISH)),
        replace(make_problem(make_unit("a", 10, **WISH)), norms=(HoursNorm("n", "Norm", None, Decimal(5), 1, 1),)),
        "norm_te_veel",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_rule_changes_the_plan(name: str) -> None:
    case = CASES[name]()
    free, bound = plan(case.without), plan(case.with_rule)
    assert free.status is bound.status is PlanStatus.OPTIMAL
    assert verify(case.without, free.placements) == ()
    assert case.code in {each.code for each in verify(case.with_rule, free.placements)}
    assert verify(case.with_rule, bound.placements) == ()
    assert bound.score is not None
    assert free.score is not None
    assert bound.placements != free.placements


def test_shared_unit_takes_a_teacher_once_and_each_variant_its_hours() -> None:
    variants = (Variant("v", "V"), Variant("w", "W"))
    shared = make_unit("a", 60)
    own = [make_unit(key, 60, variants=(key,)) for key in ("v", "w")]
    case = replace(
        make_problem(shared, *own, years=1, per_year=1, hours=120),
        variants=variants,
        capacities=capacity(CapacityKind.TEACHER, 60),
    )
    case = first(case, uses=("c",))
    result = plan(case)
    assert result.status is PlanStatus.OPTIMAL
    assert [(each.variant, each.planned) for each in result.loads] == [("v", Decimal(120)), ("w", Decimal(120))]


def test_groups_have_hours_of_their_own() -> None:
    groups = [make_unit(key, 60, group=key) for key in ("x", "y")]
    case = make_problem(*groups, make_unit("all", 40), years=1, per_year=1, hours=100)
    result = plan(case)
    assert [(each.group, each.planned) for each in result.loads] == [("x", Decimal(100)), ("y", Decimal(100))]
    less = replace(case, periods=tuple(replace(slot, hours=Decimal(99)) for slot in case.periods))
    assert plan(less).status is PlanStatus.IMPOSSIBLE


def test_bpv_crosses_periods_in_whole_weeks() -> None:
    case = replace(
        make_problem(make_unit("b", 30, bpv=Bpv(Decimal(5), 6)), years=1, per_year=3, hours=100),
        periods=tuple(replace(slot, weeks=4) for slot in make_problem(years=1, per_year=3).periods),
    )
    result = plan(case)
    assert sum(each.hours for each in result.placements) == Decimal(30)
    assert all(each.hours % 5 == 0 for each in result.placements)
    assert len(result.placements) == 2
    assert verify(case, result.placements) == ()
    torn = (PlanPlacement("b", 1, 1, Decimal(15)), PlanPlacement("b", 1, 3, Decimal(15)))
    assert "bpv_weken" in {each.code for each in verify(case, torn)}
