"""What is kept of an answer of the planner: plain data in, and words for people out."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext

from naadloos.engines.planner import Goal, PlanPlacement, PlanResult, PlanStatus, Reason
from naadloos.organisations.history import in_words
from naadloos.programme.queries import sentence_of

Stored = Mapping[str, Any]


def dump_result(result: PlanResult) -> dict[str, Any]:
    """Status, points, bound, gap and what each goal costs. Decimals as text, so that nothing is rounded."""
    goals = result.score.goals if result.score else ()
    return {
        "status": result.status.value,
        "points": str(result.score.points) if result.score else None,
        "bound": _text(result.bound),
        "gap": _text(result.gap),
        "goals": [
            {
                "goal": row.goal.value,
                "points": str(row.points),
                "percent": str(row.percent),
                "why": dump_reason(row.why),
            }
            for row in goals
        ],
    }


def dump_placements(result: PlanResult) -> list[list[Any]]:
    return [[row.unit, row.route_year, row.period, str(row.hours)] for row in result.placements]


def read_placements(stored: list[list[Any]]) -> tuple[PlanPlacement, ...]:
    return tuple(PlanPlacement(unit, year, period, Decimal(hours)) for unit, year, period, hours in stored)


def dump_reason(reason: Reason) -> dict[str, Any]:
    return {
        "code": reason.code,
        "sentence": reason.sentence,
        "params": dict(reason.params),
        "units": list(reason.units),
        "facts": list(reason.facts),
    }


def read_reason(stored: Stored) -> Reason:
    return Reason(stored["code"], stored["sentence"], stored["params"], tuple(stored["units"]), tuple(stored["facts"]))


def number_of(stored: Stored | None, name: str) -> Decimal | None:
    """``points``, ``bound`` or ``gap``; None when it is not known, as for work by hand."""
    text = (stored or {}).get(name)
    return None if text is None else Decimal(text)


def status_words(stored: Stored) -> str:
    """
    >>> status_words({"status": "geldig", "gap": "1.20"})
    'binnen 2 % van het best mogelijke'
    """
    status, gap = PlanStatus.of(stored["status"]), number_of(stored, "gap")
    if status is not PlanStatus.VALID or gap is None or gap >= 100:
        return gettext(status.label)
    return gettext("binnen %(gap)s %% van het best mogelijke") % {"gap": math.ceil(gap)}


def progress_words(stored: Stored) -> str:
    """How good the plan is that a running job has found by now, in one line."""
    points = in_words(number_of(stored, "points"))
    gap = number_of(stored, "gap")
    if stored["status"] == PlanStatus.OPTIMAL.value:
        return gettext("Een plan met %(points)s strafpunten. Bewezen: beter kan niet.") % {"points": points}
    if gap is None or gap >= 100:
        return gettext("Een geldig plan met %(points)s strafpunten. Hoeveel beter het kan, is nog niet bekend.") % {
            "points": points
        }
    return gettext("Een geldig plan met %(points)s strafpunten; hoogstens %(gap)s %% beter mogelijk.") % {
        "points": points,
        "gap": math.ceil(gap),
    }


@dataclass(frozen=True, slots=True)
class GoalLine:
    """What one goal costs a plan: penalty points, their percentage of all points, and the sentence why."""

    goal: str
    points: Decimal
    percent: Decimal
    why: str


def goal_lines(stored: Stored) -> list[GoalLine]:
    """The goals of a plan, the costly ones first."""
    found = [
        GoalLine(
            gettext(Goal.of(row["goal"]).label),
            Decimal(row["points"]),
            Decimal(row["percent"]),
            sentence_of(read_reason(row["why"])),
        )
        for row in stored.get("goals", [])
    ]
    return sorted(found, key=lambda line: -line.points)


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)
