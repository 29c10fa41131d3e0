"""Forward from today and back from the start; what lies between is the slack.

Which step rests on which is our own order, so that time can be counted; a step guides and never forces. The weeks of a
step are those that people gave it. A step without weeks is unknown, and so is what is counted through it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

# What must be there before a step can end: content rests on partners and vision, the agreement on everything.
LINKS: Mapping[int, tuple[int, ...]] = {
    1: (),
    2: (1,),
    3: (2,),
    4: (2,),
    5: (3, 4),
    6: (5,),
    7: (3,),
    8: (5,),
    9: (6, 7, 8),
    10: (9,),
}
WEEK = 7


@dataclass(frozen=True, slots=True)
class StepTask:
    """``weeks``: of work, from beginning to end; None is not known. ``done``: there is nothing left to do."""

    step: int
    weeks: int | None
    done: bool = False


@dataclass(frozen=True, slots=True)
class StepTime:
    """``earliest_*``: when it begins and ends if everybody starts today. ``latest_*``: to be ready for the start.

    Each end is the first day on which it is ready. ``slack``: days that it can be late without moving the start; below
    zero it is too late already. None is unknown, or of a step that is done.
    """

    task: StepTask
    earliest_begin: date | None
    earliest_end: date | None
    latest_begin: date | None
    latest_end: date | None
    critical: bool = False

    @property
    def slack(self) -> int | None:
        if self.task.done or self.earliest_end is None or self.latest_end is None:
            return None
        return (self.latest_end - self.earliest_end).days


@dataclass(frozen=True, slots=True)
class Timeline:
    """``slack``: of the whole, in days; None is unknown. ``missing``: the steps without weeks that keep it so."""

    today: date
    start: date
    steps: tuple[StepTime, ...]
    slack: int | None
    missing: tuple[int, ...]

    @property
    def critical(self) -> tuple[int, ...]:
        """The steps that may not take longer, in their order."""
        return tuple(each.task.step for each in self.steps if each.critical)


def timeline(tasks: Iterable[StepTask], *, today: date, start: date) -> Timeline:
    """Raises KeyError when a step is not among the tasks."""
    known = {each.step: each for each in tasks}
    ahead = _forward(known, today)
    back = _backward(known, start)
    times = [
        StepTime(known[step], *ahead[step], *back[step])
        if not known[step].done
        else StepTime(known[step], None, None, None, None)
        for step in LINKS
    ]
    slacks = [each.slack for each in times if each.slack is not None]
    missing = tuple(step for step in LINKS if not known[step].done and known[step].weeks is None)
    # A step without weeks lies on some way to the start, so nothing can be said of the whole.
    whole = min(slacks, default=(start - today).days) if not missing else None
    steps = tuple(_marked(each, whole) for each in times)
    return Timeline(today, start, steps, whole, missing)


def _marked(each: StepTime, whole: int | None) -> StepTime:
    if whole is None or each.slack != whole:
        return each
    return StepTime(
        each.task, each.earliest_begin, each.earliest_end, each.latest_begin, each.latest_end, critical=True
    )


Dates = tuple[date | None, date | None]


def _forward(known: Mapping[int, StepTask], today: date) -> dict[int, Dates]:
    found: dict[int, Dates] = {}
    for step, before in LINKS.items():
        ends = [found[each][1] for each in before]
        begin = None if None in ends else max([today, *(each for each in ends if each)])
        found[step] = (begin, _later(begin, known[step]))
    return found


def _later(begin: date | None, task: StepTask) -> date | None:
    if task.done:
        return begin
    if begin is None or task.weeks is None:
        return None
    return begin + timedelta(days=task.weeks * WEEK)


def _backward(known: Mapping[int, StepTask], start: date) -> dict[int, Dates]:
    found: dict[int, Dates] = {}
    for step in sorted(LINKS, reverse=True):
        begins = [found[after][0] for after, before in LINKS.items() if step in before]
        end = None if None in begins else min([start, *(each for each in begins if each)])
        found[step] = (_earlier(end, known[step]), end)
    return found


def _earlier(end: date | None, task: StepTask) -> date | None:
    if task.done:
        return end
    if end is None or task.weeks is None:
        return None
    return end - timedelta(days=task.weeks * WEEK)
