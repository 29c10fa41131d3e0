"""What stands on the board: read and written whole units at a time, and remembered so that it can be undone."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db.models import F
from django.utils.timezone import now

from naadloos.engines.planner import PlanPlacement
from naadloos.organisations.models import User
from naadloos.programme.models import BoardMove, Placement, Unit
from naadloos.routes.models import Route

# How a unit stands on the board in a BoardMove: [[year, period, hours], ...], hours as text with two decimals.
Stands = list[list[Any]]


def replace_board(*, actor: User, route: Route, placements: Iterable[PlanPlacement], said: str) -> int:
    """Replace what stands on the board and keep it as one move that can be undone; gives how many units moved.

    Call it in a transaction. Units that moved get a new version, so that a form that was opened before is refused.
    """
    wanted: dict[str, list[PlanPlacement]] = defaultdict(list)
    for row in placements:
        wanted[row.unit].append(row)
    before = stands_of(route, Unit.objects.filter(route=route).values_list("key", flat=True))
    after = {key: stands for key, old in before.items() if (stands := as_stands(wanted.get(key, []))) != old}
    if not after:
        return 0
    put(route, after)
    Unit.objects.filter(route=route, key__in=after).update(version=F("version") + 1, changed_at=now())
    remember(actor, route, said, {key: before[key] for key in after}, after)
    return len(after)


def stands_of(route: Route, keys: Iterable[str]) -> dict[str, Stands]:
    """How these units stand on the board now."""
    found: dict[str, Stands] = {key: [] for key in keys}
    rows = Placement.objects.filter(route=route, unit__key__in=list(found)).order_by("route_year", "period")
    for key, year, period, hours in rows.values_list("unit__key", "route_year", "period", "hours"):
        found[key].append([year, period, f"{hours:.2f}"])
    return found


def as_stands(placements: Iterable[PlanPlacement]) -> Stands:
    """The placements of one unit as a move keeps them, in the order of time."""
    return sorted([row.route_year, row.period, f"{row.hours:.2f}"] for row in placements)


def put(route: Route, stands: dict[str, Stands]) -> None:
    """Let these units stand so; the others stay."""
    Placement.objects.filter(route=route, unit__key__in=stands).delete()
    units = {unit.key: unit for unit in Unit.objects.filter(route=route, key__in=stands)}
    Placement.objects.bulk_create(
        Placement(route=route, unit=units[key], route_year=year, period=period, hours=Decimal(hours))
        for key, rows in stands.items()
        for year, period, hours in rows
    )


def remember(actor: User, route: Route, said: str, before: dict[str, Any], after: dict[str, Any]) -> None:
    """Put it on the pile of what can be undone; what had been taken back before cannot be done again now."""
    BoardMove.objects.filter(route=route, undone=True).delete()
    BoardMove.objects.create(route=route, at=now(), actor=actor, said=said[:400], before=before, after=after)
