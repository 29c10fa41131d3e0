"""Units that fit nowhere, even when they would be the only one, with the fewest of their own demands that clash."""

from collections.abc import Callable, Iterator
from itertools import combinations

from naadloos.engines.planner.demands import given, own_demand
from naadloos.engines.planner.layout import Closing, Form, lay_out
from naadloos.engines.planner.options import Loose
from naadloos.engines.planner.types import PlanProblem, Reason
from naadloos.engines.route.terms import gettext_noop

Kinds = frozenset[Closing]


def nowhere(problem: PlanProblem) -> Iterator[Reason]:
    """Of each such unit that it fits nowhere, then its demands one by one; ``problem`` has no other faults."""
    for form in lay_out(problem).forms:
        kinds = _clashing(form, len(problem.periods))
        if kinds is None:
            continue
        unit = form.unit
        about = (unit.key,), (f"units:{unit.key}",)
        if not kinds:
            text = gettext_noop("%(unit)s past niet in de perioden van de route. Maak het korter.")
            yield Reason("past_nergens", text, {"unit": unit.title}, *about)
            continue
        text = gettext_noop("%(unit)s past nergens, ook niet als het alleen op het bord staat. Dit gaat niet samen:")
        yield Reason("past_niet_samen", text, {"unit": unit.title}, *about)
        yield given(unit)
        for kind in sorted(kinds):
            yield own_demand(problem, unit, kind)


def _clashing(form: Form, periods: int) -> Kinds | None:
    """The fewest closing rules that leave the unit no place; none of them when it has none anyway.

    None is that it does fit somewhere.
    """
    every: set[Closing] = set(form.closed)
    if form.start is not None:
        every.add("begin")
    loose = form.ways.loose
    fits = _whole(form) if loose is None else _loosely(form, loose, periods)
    if fits(frozenset(every)):
        return None
    return next(
        frozenset(kinds)
        for size in range(len(every) + 1)
        for kinds in combinations(sorted(every), size)
        if not fits(frozenset(kinds))
    )


def _whole(form: Form) -> Callable[[Kinds], bool]:
    """Whether a unit of which every way is known has one when only these rules hold."""
    broken = [form.breaks(each) for each in form.ways.columns]
    return lambda kinds: any(not each & kinds for each in broken)


def _loosely(form: Form, loose: Loose, periods: int) -> Callable[[Kinds], bool]:
    """Whether a unit of which the periods are chosen one by one has enough of them when only these rules hold."""
    fixed = {at for at, _ in loose.fixed}

    def fits(kinds: Kinds) -> bool:
        shut = frozenset().union(*(form.closed[kind] for kind in kinds if kind in form.closed))
        free = [at for at in range(periods) if at not in shut and at not in fixed]
        if fixed & shut or ("begin" in kinds and form.start in shut):
            return False
        if not loose.week:
            return any(len(free) >= count for count in loose.counts)
        if loose.hours % loose.week:
            return False
        room = sorted((loose.weeks[at] for at in free if loose.weeks[at] >= loose.least), reverse=True)
        weeks = loose.hours // loose.week
        return any(sum(room[:count]) >= weeks >= loose.least * count for count in loose.counts)

    return fits
