"""On small problems the plan is the best of all plans, tried one by one."""

from conftest_brute import all_plans, points, small_problems
from hypothesis import HealthCheck, given, settings

from naadloos.engines.planner import PlanProblem, PlanStatus, plan, score, verify


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(small_problems())
def test_the_plan_is_the_best_of_all_plans(problem: PlanProblem) -> None:
    result = plan(problem, seconds=20)
    every = list(all_plans(problem))
    if result.status in (PlanStatus.INVALID, PlanStatus.IMPOSSIBLE):
        assert every == []
        assert result.reasons
        return
    assert result.status is PlanStatus.OPTIMAL
    assert verify(problem, result.placements) == ()
    assert result.score is not None
    assert result.score.points == points(problem, result.placements) == min(points(problem, each) for each in every)
    assert result.bound == result.score.points
    assert score(problem, result.placements) == result.score


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(small_problems())
def test_points_are_what_the_documentation_says(problem: PlanProblem) -> None:
    for each in list(all_plans(problem))[:40]:
        assert score(problem, each).points == points(problem, each)
