"""Fingerprints that tell whether a programme, or what stands on its board, is still the same."""

import json
from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any

from naadloos.engines.planner import Goals, PlanPlacement
from naadloos.engines.route import RouteDocument
from naadloos.programme.problem import build_plan_problem


def signature_of(document: RouteDocument, *, on: date) -> str:
    """Of everything that decides whether a plan is valid, with the hours that the law asks on day ``on``.

    Names and weights do not count: a plan stays valid when they change. What stands on the board does not count
    either, except where it is locked.
    """
    problem = build_plan_problem(document, on=on)
    nameless = replace(
        problem,
        goals=Goals(),
        units=tuple(replace(row, title="") for row in problem.units),
        variants=tuple(replace(row, title="") for row in problem.variants),
        windows=tuple(replace(row, title="") for row in problem.windows),
        phases=tuple(replace(row, title="") for row in problem.phases),
        capacities=tuple(replace(row, title="") for row in problem.capacities),
        norms=tuple(replace(row, title="") for row in problem.norms),
    )
    return _hash(asdict(nameless))


def board_signature(placements: Iterable[PlanPlacement]) -> str:
    """Of what stands on the board."""
    return _hash(sorted([row.unit, row.route_year, row.period, _plain(row.hours)] for row in placements))


def _hash(value: Any) -> str:
    return sha256(json.dumps(value, default=_plain, sort_keys=True).encode()).hexdigest()


def _plain(value: object) -> str:
    return str(value.normalize()) if isinstance(value, Decimal) else str(value)
