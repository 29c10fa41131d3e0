"""The benchmarks measure what they say: the adapter reads an instance, and made-up routes stay the same."""

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from benchmarks import bacp, planner
from benchmarks.data import DATA
from benchmarks.routes import route
from naadloos.engines.planner import PeriodSlot, PlanProblem, PlanUnit
from naadloos.engines.planner.check import check

SMALL = {
    "name": "small",
    "n_periods": 3,
    "course_load": [3, 1, 2, 2, 1],
    "prerequisites": [[2, 1], [5, 2]],
    "load_lb": 1,
    "load_ub": 9,
    "courses_lb": 1,
    "courses_ub": 2,
}


def test_both_models_find_the_lowest_peak() -> None:
    assert bacp.ours(SMALL) == bacp.bare(SMALL) == (3, 3)


def test_lower_limits_are_kept() -> None:
    tight = {**SMALL, "course_load": [1, 1, 1, 1, 9], "prerequisites": [], "load_lb": 2}
    assert bacp.ours(tight)[0] == bacp.bare(tight)[0] == 9


def test_command_prints_a_list_of_objects(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "one.json"
    path.write_text(json.dumps({"small": SMALL}), encoding="utf-8")
    assert bacp.main([str(path), "--json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert (found["name"], found["objective"], found["bound"]) == ("small", 3, 3)
    assert {"seconds", "reference_seconds"} <= found.keys()
    assert bacp.main([str(path)]) == 0
    assert "| small | 3 | 3 |" in capsys.readouterr().out


@pytest.mark.skipif(not (DATA / "bacp").exists(), reason="../shared/data/bacp is absent")
def test_a_published_instance_is_proven() -> None:
    instance = json.loads((DATA / "bacp" / "bacp_even.json").read_text(encoding="utf-8"))["bacp-28"]
    objective, bound = bacp.ours(instance)
    assert objective == bound == bacp.bare(instance)[0]


@pytest.mark.parametrize("size", [(60, 16, 1), (120, 20, 2), (200, 24, 4)])
def test_routes_are_sound_and_the_same_each_time(size: tuple[int, int, int]) -> None:
    made = route(*size, 2)
    assert check(made) == ()
    assert made == route(*size, 2)
    assert made != route(*size, 1)
    assert (len(made.units), len(made.periods)) == size[:2]
    assert made.previous


def test_references_give_points_of_valid_plans() -> None:
    easy = PlanProblem(
        tuple(PeriodSlot(1, number, Decimal(100)) for number in (1, 2)),
        (PlanUnit("a", "A", Decimal(50)), PlanUnit("b", "B", Decimal(50))),
    )
    assert planner.greedy(easy) == planner.hill_climbing(easy, 0.2) == 0
    full = replace(easy, units=(*easy.units, PlanUnit("c", "C", Decimal(150))))
    assert planner.greedy(full) is None
