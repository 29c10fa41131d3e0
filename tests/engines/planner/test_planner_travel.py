"""Travel between places: what a day weighs, and how often pupils travel."""

from dataclasses import replace
from decimal import Decimal

import pytest
from conftest_planner import make_unit

from naadloos.engines.planner import (
    Goal,
    Goals,
    PeriodSlot,
    PlanPlacement,
    PlanProblem,
    PlanStatus,
    Travel,
    Variant,
    plan,
    score,
    travel_days_of,
)

ONLY_TRAVEL = Goals(balance=0, practice=0, mbo=0, bundles=0, travel=3, exams=0, wishes=0, stability=0)
HOMES = (
    PeriodSlot(1, 1, Decimal(100), 10, home="school"),
    PeriodSlot(1, 2, Decimal(100), 10, home="roc"),
)


def problem(*ways: Travel, places: tuple[str, ...] = ("hal",)) -> PlanProblem:
    units = tuple(make_unit(f"u{number}", 60, place=place) for number, place in enumerate(places))
    return PlanProblem(HOMES, units, goals=ONLY_TRAVEL, travel=ways)


def test_a_short_way_weighs_less_than_a_long_one() -> None:
    near_roc = problem(Travel("school", "hal", Decimal(2)), Travel("hal", "roc", Decimal("0.5")))
    near_school = problem(Travel("school", "hal", Decimal("0.5")), Travel("hal", "roc", Decimal(2)))
    for asked, period in ((near_roc, 2), (near_school, 1)):
        result = plan(asked, seconds=5)
        assert result.status is PlanStatus.OPTIMAL
        assert [each.period for each in result.placements] == [period]
        assert result.score is not None
        # One day a week: 60 hours over 10 weeks.
        assert result.score.points == result.bound == Decimal("1.5")


def test_a_way_that_is_not_known_weighs_1_and_unknown_places_share_a_day() -> None:
    placements = (PlanPlacement("u0", 1, 1, Decimal(60)), PlanPlacement("u1", 1, 1, Decimal(30)))
    points = {}
    for name, ways in {
        "none known": (),
        "one known": (Travel("school", "hal", Decimal(1)),),
    }.items():
        found = score(problem(*ways, places=("hal", "bos")), placements)
        points[name] = {each.goal: each.points for each in found.goals}[Goal.TRAVEL]
    # 90 hours in 10 weeks are two days; apart they are one day and a day that is begun.
    assert points == {"none known": Decimal(6), "one known": Decimal(6)}
    halves = (PlanPlacement("u0", 1, 1, Decimal(30)), PlanPlacement("u1", 1, 1, Decimal(30)))
    asked = problem(Travel("school", "hal", Decimal(1)), places=("hal", "bos"))
    asked = replace(asked, units=tuple(replace(unit, hours=Decimal(30)) for unit in asked.units))
    assert score(asked, halves).points == Decimal(6)
    assert score(replace(asked, travel=()), halves).points == Decimal(3)


def test_travel_days_name_the_place_and_whether_its_way_is_known() -> None:
    asked = problem(Travel("school", "hal", Decimal(1)), places=("hal", "bos", "school", ""))
    placements = tuple(PlanPlacement(f"u{number}", 1, 1, Decimal(25)) for number in range(4))
    for each in (asked, replace(asked, goals=replace(ONLY_TRAVEL, travel=0))):
        found = travel_days_of(each, placements)
        assert [(row.places, row.known, row.days, row.home, row.units) for row in found] == [
            (("hal",), True, 1, "school", ("u0",)),
            (("bos",), False, 1, "school", ("u1",)),
        ]


def test_each_variant_travels_for_itself() -> None:
    asked = replace(problem(), variants=(Variant("a", "A"), Variant("b", "B")))
    asked = replace(asked, units=(replace(asked.units[0], variants=("b",)),))
    found = travel_days_of(asked, (PlanPlacement("u0", 1, 1, Decimal(60)),))
    assert [(row.variant, row.days) for row in found] == [("b", 1)]


@pytest.mark.parametrize(
    "way", [Travel("hal", "hal", Decimal(1)), Travel("a", "b", Decimal(-1)), Travel("a", "b", Decimal("0.001"))]
)
def test_a_way_that_cannot_be_is_said_before_planning(way: Travel) -> None:
    result = plan(problem(way), seconds=1)
    assert result.status is PlanStatus.INVALID
    assert [reason.code for reason in result.reasons] == ["reis_fout"]


def test_a_period_counts_once_however_many_variants_travel_in_it() -> None:
    asked = replace(
        problem(places=("hal", "hal")),
        variants=(Variant("v1", "richting een"), Variant("v2", "richting twee")),
    )
    asked = replace(
        asked, units=(replace(asked.units[0], variants=("v1",)), replace(asked.units[1], hours=Decimal(90)))
    )
    placements = (PlanPlacement("u0", 1, 1, Decimal(60)), PlanPlacement("u1", 1, 1, Decimal(90)))
    why = {each.goal: each.why.text for each in score(asked, placements).goals}[Goal.TRAVEL]
    # 150 hours in 10 weeks are three days for the first variant, 90 are two for the second.
    assert why == "In 1 van de 2 perioden wordt gereisd, in de drukste periode op 3 dagen per week."
