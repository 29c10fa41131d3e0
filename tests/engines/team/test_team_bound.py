"""The bound on hand-overs that needs no search: never above what is possible, and not always 0."""

from dataclasses import replace
from decimal import Decimal

from conftest_team import all_divisions, need, small_teams, teacher, worth
from conftest_team import problem as make
from hypothesis import HealthCheck, given, settings

from naadloos.engines.route.terms import Side
from naadloos.engines.team import Control, TeamGoal, TeamProblem, TeamResult, propose
from naadloos.engines.team.bound import fewest_handovers, least_given
from naadloos.engines.team.layout import lay_out


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(small_teams())
def test_no_division_is_below_the_bound_of_its_own_open_hours(problem: TeamProblem) -> None:
    layout = lay_out(problem)
    bounds: dict[int, int] = {}
    for division in all_divisions(problem):
        uncovered, handovers, *_rest = worth(problem, division)
        grains = layout.grains(uncovered)
        if grains not in bounds:
            bounds[grains] = fewest_handovers(layout, grains)
        assert bounds[grains] <= handovers
        covered = {each.need: 0 for each in division}
        for each in division:
            covered[each.need] += layout.grains(each.hours)
        least = least_given(layout, grains)
        assert all(covered.get(row.need.key, 0) >= least[at] for at, row in enumerate(layout.rows))


def handovers(result: TeamResult) -> tuple[int, int]:
    found = next(each for each in result.goals if each.goal is TeamGoal.HANDOVERS)
    return int(found.value), int(found.bound)


def stopped() -> Control:
    control = Control()
    control.stop()
    return control


def test_a_need_that_is_more_than_one_teacher_has_is_shared() -> None:
    problem = make(*(teacher(f"t{at}", 20) for at in range(4)), need("a", 45), need("b", 20))
    # Without any search: three for the first unit, one for the second.
    assert handovers(propose(problem, control=stopped())) == (2, 2)
    assert fewest_handovers(lay_out(problem), 0) == 2


def test_a_line_changes_hands_when_nobody_can_give_all_of_it() -> None:
    none = Decimal(0)
    early = replace(teacher("early", 30), per_period=(((1, 2), none),))
    late = replace(teacher("late", 30), per_period=(((1, 1), none),))
    problem = make(early, late, need("a", 20, 1), need("a", 20, 2))
    assert fewest_handovers(lay_out(problem), 0) == 1
    assert fewest_handovers(lay_out(problem), lay_out(problem).grains(need("a", 20).hours)) == 0


def test_hours_that_are_lost_anyhow_are_no_excuse_elsewhere() -> None:
    # Nobody gives taal, so its 30 hours stay open; bouw still takes two teachers.
    problem = make(teacher("x", 20), teacher("y", 20), need("a", 40), need("b", 30, skills="taal"))
    layout = lay_out(problem)
    open_hours = layout.rows[1].hours
    assert least_given(layout, open_hours) == [layout.rows[0].hours, 0]
    assert fewest_handovers(layout, open_hours) == 1
    # The same when the hours are lost because two units want one teacher.
    rivals = make(teacher("x", 20), teacher("y", 10), need("a", 30), need("b", 20, skills="taal"))
    assert fewest_handovers(lay_out(rivals), lay_out(rivals).rows[1].hours) == 1


def test_both_sides_together_need_two_teachers_anyhow() -> None:
    sides = [teacher("v", 30), teacher("m", 30, Side.MBO)]
    assert fewest_handovers(lay_out(make(*sides, need("a", 40, side=Side.TOGETHER))), 0) == 0
    more = [*sides, teacher("w", 30)]
    assert fewest_handovers(lay_out(make(*more, need("a", 80, side=Side.TOGETHER))), 0) == 1
