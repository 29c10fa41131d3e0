"""Team and basisweek: proposals for six groups, forty teachers and ten rooms, beside a greedy reference."""

import statistics
import time
from collections import defaultdict

from benchmarks.figures import Figure, fastest
from benchmarks.teams import team
from benchmarks.weeks import week
from naadloos.engines import team as teams
from naadloos.engines import week as weeks
from naadloos.engines.team.layout import lay_out
from naadloos.engines.team.score import values
from naadloos.engines.team.start import greedy as greedy_team
from naadloos.engines.team.types import TeamGoal
from naadloos.engines.week.layout import Layout

GROUPS, TEACHERS, ROOMS = 6, 40, 10
SEEDS = (0, 1, 2)
SIZE = f"{GROUPS} groups, {TEACHERS} teachers"


def figures() -> list[Figure]:
    # Loading the solver takes most of a second, once per process: not part of any proposal.
    from ortools.sat.python import cp_model  # noqa: F401

    return [*_teams(), *_weeks(), *_clashes()]


def _teams() -> list[Figure]:
    found = []
    for seed in SEEDS:
        problem = team(GROUPS, TEACHERS, seed)
        begin = time.perf_counter()
        result = teams.propose(problem, clock=9.5)
        seconds = time.perf_counter() - begin
        if faults := teams.verify(problem, result.assignments):
            raise RuntimeError(str(faults[0].text))
        layout = lay_out(problem)
        begin = time.perf_counter()
        first = values(layout, greedy_team(layout))
        greedy_seconds = time.perf_counter() - begin
        what = f"team {seed}: {SIZE}, {len(problem.needs)} needs"
        ours = {each.goal: each for each in result.goals}
        open_hours, handovers = ours[TeamGoal.UNCOVERED], ours[TeamGoal.HANDOVERS]
        reference = float(layout.hours(first[TeamGoal.UNCOVERED]))
        found += [
            Figure("week", f"{what}; uncovered", "greedy (reference)", reference, "klokuren"),
            Figure("week", f"{what}; uncovered", "team", float(open_hours.value), "klokuren"),
            Figure("week", f"{what}; uncovered, bound", "team", float(open_hours.bound), "klokuren"),
            Figure("week", f"{what}; hand-overs", "greedy (reference)", first[TeamGoal.HANDOVERS], "times"),
            Figure("week", f"{what}; hand-overs", "team", float(handovers.value), "times"),
            Figure("week", f"{what}; hand-overs, bound", "team", float(handovers.bound), "times"),
            Figure("week", f"{what}; time", "greedy (reference)", round(greedy_seconds, 3), "s"),
            Figure("week", f"{what}; time", "team", round(seconds, 2), "s"),
        ]
    return found


def _weeks() -> list[Figure]:
    times, gaps, ours, theirs, left, moves, proven = [], [], [], [], [], [], 0
    for seed in SEEDS:
        problem = week(GROUPS, TEACHERS, ROOMS, seed)
        begin = time.perf_counter()
        result = weeks.propose(problem, clock=9.5)
        times.append(time.perf_counter() - begin)
        if not result.week.stays or weeks.verify(problem, result.week):
            raise RuntimeError("no valid week")
        gaps.append(float(result.gap))
        proven += result.status is weeks.WeekStatus.OPTIMAL
        ours.append(result.points)
        reference = greedy_week(problem)
        conflicts = weeks.verify(problem, reference)
        left.append(len(conflicts))
        theirs.append(sum(each.points for each in weeks.score(problem, reference)))
        first = result.week.lessons[0]
        moves.append(
            1000
            * fastest(
                lambda problem=problem, week=result.week, first=first: weeks.move_lesson(  # type: ignore[misc]
                    problem, week, first.lesson, weeks.Half(3, 1), first.site, first.room
                ),
                5,
            )
        )
    what = f"{len(SEEDS)} basisweeks: {SIZE}, {ROOMS} rooms"
    return [
        Figure("week", f"{what}; conflicts left, median", "greedy (reference)", statistics.median(left), "conflicts"),
        Figure("week", f"{what}; conflicts left, median", "basisweek", 0, "conflicts"),
        Figure("week", f"{what}; points, median", "greedy (reference)", statistics.median(theirs), "points"),
        Figure("week", f"{what}; points, median", "basisweek", statistics.median(ours), "points"),
        Figure("week", f"{what}; gap, largest", "basisweek", max(gaps), "%"),
        Figure("week", f"{what}; proven optimal", "basisweek", proven, f"of {len(SEEDS)}"),
        Figure("week", f"{what}; time, slowest", "basisweek", round(max(times), 2), "s"),
        Figure("week", f"{what}; one move judged, slowest", "basisweek", round(max(moves), 1), "ms"),
    ]


def _clashes() -> list[Figure]:
    times, counts, minimal = [], [], 0
    for seed in range(6):
        problem = week(GROUPS, TEACHERS, ROOMS, seed, days=2)
        begin = time.perf_counter()
        found = weeks.explain(problem)
        if found.possible is False:
            times.append(time.perf_counter() - begin)
            counts.append(len(found.demands))
            minimal += found.minimal
    what = f"{len(times)} impossible basisweeks: {SIZE}, {ROOMS} rooms"
    return [
        Figure("week", f"{what}; demands that clash, median", "basisweek", statistics.median(counts), "demands"),
        Figure("week", f"{what}; proven smallest", "basisweek", minimal, f"of {len(times)}"),
        Figure("week", f"{what}; time, slowest", "basisweek", round(max(times), 2), "s"),
    ]


def greedy_week(problem: weeks.WeekProblem) -> weeks.Week:
    """Lessons with the fewest ways first, each on the first half where nothing stands in the way; then the rest.

    What a person does with a board; a lesson for which no half is left stays out, and shows as a conflict.
    """
    layout = Layout(problem)
    groups = {each.key: each for each in problem.groups}
    teachers = {each.key: each for each in problem.teachers}
    at: dict[tuple[str, weeks.Half], weeks.Stay] = {}
    given: dict[tuple[str, weeks.Kind], int] = defaultdict(int)
    busy: set[tuple[str, weeks.Half]] = set()
    placed = []

    def stay(group: str, half: weeks.Half, kind: weeks.Kind, site: str) -> bool:
        here = at.get((group, half))
        other = at.get((group, weeks.Half(half.day, 3 - half.part)))
        if here is not None:
            return (here.kind, here.site) == (kind, site)
        if given[group, kind] >= groups[group].asked(kind):
            return False
        return other is None or weeks.Kind.FREE in (kind, other.kind) or layout.reachable(site, other.site)

    def put(group: str, half: weeks.Half, kind: weeks.Kind, site: str) -> None:
        if (group, half) not in at:
            at[group, half] = weeks.Stay(group, half, kind, site)
            given[group, kind] += 1

    for day in problem.house_days:
        for group in problem.groups:
            site = next((each.key for each in problem.sites if each.kind is day.kind), "")
            if day.holds_for(group):
                for half in day.halves:
                    put(group.key, half, day.kind, site)
    for group in problem.groups:
        for half in [weeks.Half(day, part) for day in (5, 4, 3) for part in (1, 2)]:
            if given[group.key, weeks.Kind.COMPANY] < group.asked(weeks.Kind.COMPANY):
                put(group.key, half, weeks.Kind.COMPANY, "")
    for lesson in sorted(problem.lessons, key=lambda each: len(layout.options(each))):
        for option in layout.options(lesson):
            takes = [
                (who, half) for half in option.halves for who in (*lesson.teachers, *lesson.groups, option.room) if who
            ]
            free = all(
                (known := teachers[who].halves) is None or half in known
                for who in lesson.teachers
                for half in option.halves
            )
            fits = all(stay(group, half, lesson.kind, option.site) for group in lesson.groups for half in option.halves)
            if free and fits and not busy & set(takes):
                busy.update(takes)
                placed.append(weeks.LessonAt(lesson.key, option.start, option.site, option.room))
                for group in lesson.groups:
                    for half in option.halves:
                        put(group, half, lesson.kind, option.site)
                break
    for group in problem.groups:
        for half in weeks.HALVES:
            for site in problem.sites:
                if (group.key, half) not in at and stay(group.key, half, site.kind, site.key):
                    put(group.key, half, site.kind, site.key)
            if (group.key, half) not in at:
                put(group.key, half, weeks.Kind.FREE, "")
    return weeks.Week(tuple(at.values()), tuple(placed))
