"""A route document gives a team problem that can be solved."""

from decimal import Decimal

from naadloos.demo.load import read_route
from naadloos.engines.team import TeamStatus, check, from_document, propose, verify


def test_needs_and_teachers_come_from_the_route() -> None:
    document = read_route("bwi-metselaar")
    problem = from_document(document, skills={})
    assert check(problem) == ()
    assert problem.needs
    result = propose(problem, seconds=0.3, clock=60)
    assert result.status in (TeamStatus.OPTIMAL, TeamStatus.FEASIBLE)
    assert verify(problem, result.assignments) == ()
    covered = sum((each.hours for each in result.assignments), Decimal(0))
    assert covered + result.uncovered == sum((each.hours for each in problem.needs), Decimal(0))
