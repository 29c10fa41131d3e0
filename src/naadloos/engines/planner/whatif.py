"""What if: pin a unit, forbid it a period, or see what each place would cost, without solving anything."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain

from naadloos.engines.planner.goals import targets_of
from naadloos.engines.planner.layout import lay_out, settle
from naadloos.engines.planner.options import Pieces, from_cents
from naadloos.engines.planner.score import pieces_of
from naadloos.engines.planner.start import Start
from naadloos.engines.planner.types import Place, PlanPlacement, PlanProblem


@dataclass(frozen=True, slots=True)
class PlaceCost:
    """What it costs to let one unit begin here: points more (or fewer) than where it is now.

    ``fits``: no rule is broken that was not broken already. ``placements`` are those of the unit when it moves.
    """

    start: Place
    points: Decimal
    fits: bool
    placements: tuple[PlanPlacement, ...]


def pin(problem: PlanProblem, unit: str, start: Place) -> PlanProblem:
    """The same problem in which the unit begins in this period."""
    units = (replace(each, start=start, fixed=()) if each.key == unit else each for each in problem.units)
    return replace(problem, units=tuple(units), locked=tuple(key for key in problem.locked if key != unit))


def forbid(problem: PlanProblem, unit: str, place: Place) -> PlanProblem:
    """The same problem in which the unit is not given in this period."""
    units = (replace(each, forbidden=(*each.forbidden, place)) if each.key == unit else each for each in problem.units)
    return replace(problem, units=tuple(units))


def costs_of(problem: PlanProblem, placements: Iterable[PlanPlacement], unit: str) -> tuple[PlaceCost, ...]:
    """Per period in which the unit could begin what it would cost, the others staying where they are.

    Of the ways to begin in a period the cheapest that fits counts, and when none fits the cheapest. A unit
    that is not placed yet is compared with not placing it. Raises KeyError for an unknown unit.
    """
    layout = lay_out(settle(problem))
    targets = targets_of(layout)
    at = layout.by_key[unit]
    search = Start(layout, targets, seed=1)
    for each, pieces in pieces_of(layout, placements).items():
        search.put(each, pieces)
    here = search.take(at) if at in search.placed else None
    now = search.board.cost(at, here) if here is not None else 0
    broken = search.broken(at, here) if here is not None else 0.0
    best: dict[int, tuple[bool, int, Pieces]] = {}
    stays = [here] if here is not None else []
    for pieces in chain(stays, _ways(search, at)):
        rank = (search.broken(at, pieces) > broken + 1e-9, search.board.cost(at, pieces), pieces)
        start = pieces[0][0]
        if start not in best or rank < best[start]:
            best[start] = rank
    return tuple(
        PlaceCost(
            layout.place(start),
            from_cents(cost - now),
            not breaks,
            tuple(PlanPlacement(unit, *layout.place(place), from_cents(hours)) for place, hours in pieces),
        )
        for start, (breaks, cost, pieces) in sorted(best.items())
    )


def _ways(search: Start, unit: int) -> Iterable[Pieces]:
    form = search.layout.forms[unit]
    if form.ways.loose is None:
        return (pieces for pieces in form.ways.columns if not form.breaks(pieces))
    return (pieces for start in range(len(search.layout.slots)) for pieces in search.loose(unit, start))
