"""What a plan costs in penalty points by the weights of today, whoever made it: one measure for all that is compared.

A plan by hand is counted as the planner counts its own, so that a proposal, a version and the board can be laid side by
side. Where the points cannot be counted, or say less than they seem to, the notes say why.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.timezone import localdate
from django.utils.translation import gettext, ngettext

from naadloos.engines.planner import Goal, Reason, check, score, verify
from naadloos.engines.route import RouteDocument
from naadloos.organisations.words import first_of
from naadloos.programme.problem import build_plan_problem, placements_of
from naadloos.programme.queries import sentence_of
from naadloos.programme.stored import GoalLine
from naadloos.programme.versions import Content, with_content

NAMED = 3  # so many units that are gone are named


@dataclass(frozen=True, slots=True)
class Worth:
    """``points`` is None when they cannot be counted. ``goals`` are in the order of the planner.

    ``faults`` counts the broken rules: of such a plan the points say less. ``notes``: why they say nothing, or less.
    """

    points: Decimal | None
    goals: tuple[GoalLine, ...]
    faults: int
    notes: tuple[str, ...]

    @property
    def costly(self) -> list[GoalLine]:
        """The goals that cost points, the dearest first."""
        return sorted((line for line in self.goals if line.points), key=lambda line: -line.points)


@dataclass(frozen=True, slots=True)
class GoalPair:
    """The points of one goal on both sides of a comparison; None where they cannot be counted."""

    goal: str
    before: Decimal | None
    after: Decimal | None

    @property
    def differs(self) -> bool:
        return self.before != self.after


def worth_of(document: RouteDocument, content: Content | None = None) -> Worth:
    """Of the board of the route; with ``content`` of that version, with the units and periods that it has."""
    then = document if content is None else with_content(document, content)
    placements = placements_of(then)
    if not placements:
        return Worth(None, (), 0, (gettext("Er staat niets op het bord."),))
    problem = build_plan_problem(then, on=localdate())
    wrong = check(problem)
    if wrong:
        said = gettext("Niet te berekenen: %(reason)s") % {"reason": sentence_of(wrong[0])}
        return Worth(None, (), len(wrong), (said, *_gone(document, then)))
    faults, found = verify(problem, placements), score(problem, placements)
    goals = tuple(
        GoalLine(gettext(row.goal.label), row.points, row.percent, sentence_of(row.why)) for row in found.goals
    )
    return Worth(found.points, goals, len(faults), (*_broken(faults), *_gone(document, then)))


def beside(before: Worth, after: Worth) -> list[GoalPair]:
    """Every goal that costs something in one of both, those that differ most first."""
    one, other = ({line.goal: line.points for line in worth.goals} for worth in (before, after))
    names = [gettext(goal.label) for goal in Goal]
    pairs = [GoalPair(name, one.get(name), other.get(name)) for name in names if one.get(name) or other.get(name)]
    return sorted(pairs, key=lambda pair: -abs((pair.before or Decimal(0)) - (pair.after or Decimal(0))))


def _broken(faults: Iterable[Reason]) -> Iterator[str]:
    found = list(faults)
    if found:
        yield ngettext(
            "Er is %(n)s fout, dus de punten zijn niet eerlijk te vergelijken: %(first)s",
            "Er zijn %(n)s fouten, dus de punten zijn niet eerlijk te vergelijken. De eerste: %(first)s",
            len(found),
        ) % {"n": len(found), "first": sentence_of(found[0])}


def _gone(now: RouteDocument, then: RouteDocument) -> Iterator[str]:
    """Units of a version that the route does not have any more: it can be compared, but not be put back whole."""
    here = {unit.key for unit in now.programme.units}
    titles = [unit.title for unit in then.programme.units if unit.key not in here]
    if titles:
        yield ngettext(
            "Dit onderdeel bestaat niet meer: %(titles)s.",
            "Deze onderdelen bestaan niet meer: %(titles)s.",
            len(titles),
        ) % {"titles": first_of(titles, NAMED)}
