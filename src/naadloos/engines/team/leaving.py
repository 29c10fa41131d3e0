"""What if a teacher leaves: what is hit, who could take it over, and what stays open."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from naadloos.engines.route.terms import YesNoUnknown, gettext_noop
from naadloos.engines.route.text import text
from naadloos.engines.team.solve import propose
from naadloos.engines.team.suits import available, suits
from naadloos.engines.team.types import Assignment, Leaving, Lost, Place, TakeOver, TeamProblem
from naadloos.engines.team.wording import period_text


def without(problem: TeamProblem, teacher: str) -> TeamProblem:
    """The same problem without this teacher. Raises KeyError for an unknown teacher."""
    if teacher not in {each.key for each in problem.teachers}:
        raise KeyError(teacher)
    return replace(
        problem,
        teachers=tuple(
            replace(each, apart=tuple(key for key in each.apart if key != teacher))
            for each in problem.teachers
            if each.key != teacher
        ),
        wishes=tuple(wish for wish in problem.wishes if wish.teacher != teacher),
        fixed=tuple(each for each in problem.fixed if each.teacher != teacher),
    )


def leaves(
    problem: TeamProblem, assignments: Iterable[Assignment], teacher: str, *, seconds: float = 3.0, seed: int = 1
) -> Leaving:
    """What is hit when ``teacher`` leaves a division that is valid. Raises KeyError for an unknown teacher."""
    given = tuple(assignments)
    rest = without(problem, teacher)
    kept = tuple(each for each in given if each.teacher != teacher)
    lost = tuple(each for each in given if each.teacher == teacher)
    after = propose(replace(rest, fixed=kept), seconds=seconds, seed=seed)
    before = sum((need.hours for need in problem.needs), Decimal(0)) - sum((each.hours for each in given), Decimal(0))
    short = max(Decimal(0), after.uncovered - before)
    names = {each.key: each.name for each in problem.teachers}
    hit = tuple(dict.fromkeys(period_text((each.route_year, each.period)) for each in lost))
    hours = sum((each.hours for each in lost), Decimal(0))
    name = names[teacher]
    if not lost:
        words = text(gettext_noop("%(name)s geeft niets in deze route. Vertrek raakt niets."), name=name)
    elif short:
        words = text(
            gettext_noop(
                "Zonder %(name)s vallen %(hours)s klokuren weg (%(hit)s). Collega's kunnen %(taken)s klokuren "
                "overnemen; voor %(short)s klokuren is een nieuwe docent nodig."
            ),
            name=name,
            hours=hours,
            hit=hit,
            taken=hours - short,
            short=short,
        )
    else:
        words = text(
            gettext_noop("Zonder %(name)s vallen %(hours)s klokuren weg (%(hit)s). Collega's kunnen alles overnemen."),
            name=name,
            hours=hours,
            hit=hit,
        )
    return Leaving(teacher, _lost(rest, kept, lost), after, short, words)


def _lost(rest: TeamProblem, kept: tuple[Assignment, ...], lost: tuple[Assignment, ...]) -> tuple[Lost, ...]:
    used: dict[tuple[str, Place], Decimal] = defaultdict(Decimal)
    for each in kept:
        used[each.teacher, (each.route_year, each.period)] += each.hours
    periods = {(each.route_year, each.number): each for each in rest.periods}
    needs = {need.key: need for need in rest.needs}
    found = []
    for each in lost:
        place = (each.route_year, each.period)
        takers = []
        for one in rest.teachers:
            room = available(one, periods[place])
            left = Decimal(0) if room is None else room - used[one.key, place]
            if left > 0 and suits(one, needs[each.need], periods[place]) is not YesNoUnknown.NO:
                takers.append(TakeOver(one.key, left))
        takers.sort(key=lambda taker: (-taker.hours, taker.teacher))
        found.append(Lost(each, tuple(takers)))
    return tuple(found)
