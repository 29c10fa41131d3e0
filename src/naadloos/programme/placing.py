"""Putting a whole plan on the board, in place of what stands there."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from django.db.models import F
from django.utils.timezone import now

from naadloos.engines.planner import PlanPlacement
from naadloos.organisations.models import User
from naadloos.programme.models import BoardMove, Placement, Unit
from naadloos.routes.models import Route

Rows = dict[str, list[list[object]]]


def replace_board(*, actor: User, route: Route, placements: Iterable[PlanPlacement], said: str) -> int:
    """Replace what stands on the board and keep it as one move that can be undone; gives how many units moved.

    Call it in a transaction. Units that moved get a new version, so that a form that was opened before is refused.
    """
    units = {unit.key: unit for unit in Unit.objects.filter(route=route)}
    fresh = tuple(placements)
    before = _rows(standing(route))
    after = _rows(fresh)
    moved = sorted(key for key in {*before, *after} if before.get(key) != after.get(key))
    if not moved:
        return 0
    Placement.objects.filter(route=route, unit__key__in=moved).delete()
    Placement.objects.bulk_create(
        Placement(route=route, unit=units[row.unit], route_year=row.route_year, period=row.period, hours=row.hours)
        for row in fresh
        if row.unit in moved
    )
    Unit.objects.filter(route=route, key__in=moved).update(version=F("version") + 1, changed_at=now())
    # What was undone before cannot be done again on top of another board.
    BoardMove.objects.filter(route=route, undone=True).delete()
    BoardMove.objects.create(
        route=route,
        at=now(),
        actor=actor,
        said=said[:400],
        before={key: before.get(key, []) for key in moved},
        after={key: after.get(key, []) for key in moved},
    )
    return len(moved)


def standing(route: Route) -> tuple[PlanPlacement, ...]:
    """What stands on the board now, read without the rest of the route."""
    rows = Placement.objects.filter(route=route).select_related("unit")
    return tuple(PlanPlacement(row.unit.key, row.route_year, row.period, row.hours) for row in rows)


def _rows(placements: Iterable[PlanPlacement]) -> Rows:
    """As in ``BoardMove``: per unit its [year, period, hours] in the order of time."""
    found: dict[str, list[tuple[int, int, Decimal]]] = defaultdict(list)
    for row in placements:
        found[row.unit].append((row.route_year, row.period, row.hours))
    return {
        key: [[year, period, f"{hours:.2f}"] for year, period, hours in sorted(rows)] for key, rows in found.items()
    }
