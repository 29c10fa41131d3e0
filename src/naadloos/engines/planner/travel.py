"""How often pupils travel in a plan, as the goal counts it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from naadloos.engines.planner.goals import targets_of, travel_days
from naadloos.engines.planner.layout import lay_out, settle
from naadloos.engines.planner.score import pieces_of
from naadloos.engines.planner.types import PlanPlacement, PlanProblem


@dataclass(frozen=True, slots=True)
class TravelDays:
    """Days a week in one period, for one variant and group, to ``place`` or (known is False) to several places.

    ``units`` are those that are given there in this period.
    """

    route_year: int
    number: int
    days: int
    home: str
    places: tuple[str, ...]
    known: bool
    units: tuple[str, ...]
    variant: str = ""
    group: str = ""


def travel_days_of(problem: PlanProblem, placements: Iterable[PlanPlacement]) -> tuple[TravelDays, ...]:
    """On how many days a week pupils are elsewhere, also when travel weighs nothing in a plan.

    Places of which the way is known count apart; the others together. ``problem`` must be without faults.
    """
    layout = lay_out(settle(replace(problem, goals=replace(problem.goals, travel=1))))
    placed = pieces_of(layout, placements)
    found = []
    for target in targets_of(layout).rows:
        for at, away, days in travel_days(target, placed):
            units = [unit for unit in away.units if any(place == at for place, _ in placed.get(unit, ()))]
            found.append(
                TravelDays(
                    *layout.place(at),
                    days=days,
                    home=layout.slots[at].home,
                    places=tuple(sorted({layout.forms[unit].unit.place for unit in units})),
                    known=bool(away.place),
                    units=tuple(layout.forms[unit].unit.key for unit in units),
                    variant=target.row.variant,
                    group=target.row.group,
                )
            )
    return tuple(found)
