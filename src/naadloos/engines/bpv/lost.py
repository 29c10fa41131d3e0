"""What happens when a company loses its recognition or stops: told before it is written."""

from dataclasses import dataclass, replace
from datetime import date

from naadloos.engines.bpv.match import SECONDS, match
from naadloos.engines.bpv.rules import Rules, recognition_bar
from naadloos.engines.bpv.types import Match, Pair, Problem, ProblemError, Slot, Unmatched
from naadloos.engines.route.terms import YesNoUnknown


@dataclass(frozen=True, slots=True)
class Lost:
    """``hit``: matches of the company that no longer can be. ``elsewhere``: where there is a place for some of them,
    with all other matches as they are. ``without``: for whom there is none.
    """

    hit: tuple[Pair, ...]
    elsewhere: tuple[Match, ...]
    without: tuple[Unmatched, ...]


def losing(problem: Problem, company: str, on: date, *, stops: bool = False, seconds: float = SECONDS) -> Lost:
    """What is hit when this company has no recognition (or no places) any more after the day ``on``.

    What ended before that day stands. Raises ProblemError.
    """
    rules = Rules(problem)
    if company not in rules.companies:
        raise ProblemError("this company is not there")
    before = rules.companies[company]
    lost = replace(before, stops=_first(before.stops, on)) if stops else replace(before, until=_first(before.until, on))
    mine = [pair for pair in problem.kept if pair.company == company]
    hit = tuple(pair for pair in sorted(mine) if not _over(rules.slots[pair.slot], on))
    gone = set(hit)
    after = replace(
        problem,
        companies=tuple(lost if each.key == company else each for each in problem.companies),
        kept=tuple(pair for pair in problem.kept if pair not in gone and _stands(rules, pair)),
    )
    found = match(after, seconds=seconds)
    asked = {(pair.pupil, pair.slot) for pair in hit}
    return Lost(
        hit,
        tuple(each for each in found.matches if (each.pair.pupil, each.pair.slot) in asked),
        tuple(each for each in found.unmatched if (each.pupil, each.slot) in asked),
    )


def _first(one: date | None, other: date) -> date:
    return other if one is None else min(one, other)


def _over(slot: Slot, on: date) -> bool:
    return slot.ends is not None and slot.ends <= on


def _stands(rules: Rules, pair: Pair) -> bool:
    """An earlier match that was wrong already takes no place from others."""
    company = rules.companies[pair.company]
    right = company.recognised is YesNoUnknown.YES
    return right and recognition_bar(company, rules.pupils[pair.pupil].crebo, rules.slots[pair.slot]) is None
