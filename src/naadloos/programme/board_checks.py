"""What a move would do: where a unit can begin, what that costs, and which rules it breaks. Nothing is written here."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext, ngettext

from naadloos.engines.planner import (
    Place,
    PlanPlacement,
    PlanProblem,
    Reason,
    check,
    costs_of,
    score,
    verify,
)
from naadloos.engines.route import RouteDocument
from naadloos.engines.route import document as doc
from naadloos.organisations.history import in_words
from naadloos.programme.board import period_label
from naadloos.programme.problem import build_plan_problem, placements_of
from naadloos.programme.queries import in_language


@dataclass(frozen=True, slots=True)
class Option:
    """One period in which a unit could begin.

    ``points`` is what the plan costs more (or fewer) than now; None when that is not counted, because the programme
    itself has faults or a rule of the unit forbids the period. ``breaks`` are only the rules that are not broken now.
    ``placements`` is how the unit would stand; empty when the route ends before its last period.
    """

    start: Place
    here: bool
    points: Decimal | None
    breaks: tuple[str, ...]
    mends: tuple[str, ...]
    placements: tuple[PlanPlacement, ...]

    @property
    def label(self) -> str:
        return period_label(*self.start)

    @property
    def kind(self) -> str:
        """For colour and sign: here, unfit, cheaper, equal or dearer."""
        if self.here:
            return "here"
        if self.breaks or not self.placements:
            return "unfit"
        if not self.points:
            return "equal"
        return "cheaper" if self.points < 0 else "dearer"

    @property
    def word(self) -> str:
        return {
            "here": gettext("staat hier"),
            "unfit": gettext("past niet"),
            "cheaper": gettext("goedkoper"),
            "equal": gettext("gelijk"),
            "dearer": gettext("duurder"),
        }[self.kind]

    @property
    def cost(self) -> str:
        """As "kost 3 punten minder"; empty when nothing can be counted."""
        if self.points is None:
            return ""
        if not self.points:
            return gettext("kost evenveel punten")
        # In words a tenth is exact enough; a small difference is still one.
        many = max(abs(self.points).quantize(Decimal("0.1")), Decimal("0.1"))
        values = {"n": in_words(many)}
        plural = 1 if many == 1 else 2
        if self.points < 0:
            return ngettext("kost %(n)s punt minder", "kost %(n)s punten minder", plural) % values
        return ngettext("kost %(n)s punt meer", "kost %(n)s punten meer", plural) % values

    @property
    def sentence(self) -> str:
        """What is said when the unit is held above this period."""
        if self.here:
            return gettext("hier staat het nu")
        if not self.placements:
            return gettext("past niet, de route is dan te vroeg afgelopen")
        if not self.breaks:
            return ", ".join(filter(None, [gettext("past"), self.cost]))
        said = gettext("past niet. %(reason)s") % {"reason": self.breaks[0]}
        if rest := len(self.breaks) - 1:
            said += " " + ngettext("En nog %(n)s regel.", "En nog %(n)s regels.", rest) % {"n": rest}
        return said

    @property
    def sign(self) -> str:
        """Says which broken rules a person agreed with; other ones ask again."""
        return hashlib.sha256("\n".join(self.breaks).encode()).hexdigest()[:16]


def options_of(document: RouteDocument, key: str) -> list[Option]:
    """Every period of the route with what it does to let this unit begin there. Raises KeyError for another key."""
    weigh = _Weigh(document, key)
    return [weigh.option(place) for place in weigh.places]


def option_at(document: RouteDocument, key: str, start: Place) -> Option | None:
    """The same for one period, with the points also where a rule of the unit forbids it; None for no such period."""
    weigh = _Weigh(document, key)
    if start not in weigh.places:
        return None
    found = weigh.option(start)
    if found.points is None and found.placements and weigh.sound:
        # The engine does not cost what a rule of the unit itself forbids; a person may still do it.
        after = (*weigh.rest, *found.placements)
        found = replace(found, points=score(weigh.problem, after).points - score(weigh.problem, weigh.now).points)
    return found


class _Weigh:
    """What is needed once to weigh all periods for one unit."""

    def __init__(self, document: RouteDocument, key: str) -> None:
        self.unit = {unit.key: unit for unit in document.programme.units}[key]
        self.problem = _free(build_plan_problem(document, on=localdate()), key)
        self.places = sorted((slot.route_year, slot.number) for slot in self.problem.periods)
        self.now = placements_of(document)
        self.rest = tuple(row for row in self.now if row.unit != key)
        mine = sorted((row.route_year, row.period) for row in self.now if row.unit == key)
        self.here = mine[0] if mine else None
        self.broken = verify(self.problem, self.now)
        self.sound = not check(self.problem)
        self.costs = {row.start: row for row in costs_of(self.problem, self.now, key)} if self.sound else {}

    def option(self, start: Place) -> Option:
        found = self.costs.get(start)
        placements = found.placements if found else evenly(self.unit, start, self.places)
        after = (*self.rest, *placements)
        new, gone = compare(self.broken, verify(self.problem, after)) if placements else ((), ())
        return Option(
            start,
            start == self.here,
            found.points if found else None,
            tuple(in_language(new)),
            tuple(in_language(gone)),
            placements,
        )


def _free(problem: PlanProblem, key: str) -> PlanProblem:
    """Nothing is fixed for what a person moves by hand; what is locked is refused before."""
    return replace(problem, units=tuple(replace(unit, fixed=()) if unit.key == key else unit for unit in problem.units))


def evenly(unit: doc.Unit, start: Place, places: list[Place]) -> tuple[PlanPlacement, ...]:
    """The unit over its least number of periods from ``start``; empty when there are not so many."""
    at = places.index(start)
    chosen = places[at : at + unit.spread]
    if len(chosen) < unit.spread:
        return ()
    parts = divide(unit.hours, unit.spread)
    return tuple(PlanPlacement(unit.key, *place, hours) for place, hours in zip(chosen, parts, strict=True))


def divide(hours: Decimal, parts: int) -> list[Decimal]:
    """Divide hours evenly in whole hundredths that add up exactly.

    >>> divide(Decimal("10"), 3)
    [Decimal('3.34'), Decimal('3.33'), Decimal('3.33')]
    """
    hundredths = int(hours * 100)
    base, rest = divmod(hundredths, parts)
    return [Decimal(base + (1 if index < rest else 0)) / 100 for index in range(parts)]


# Reasons with an amount: which figure is too high against which. A smaller excess than before is no new fault.
_AMOUNTS = {
    "te_vol": ("planned", "available"),
    "te_vol_vmbo": ("planned", "available"),
    "te_vol_mbo": ("planned", "available"),
    "capaciteit": ("planned", "available"),
    "norm_te_weinig": ("asked", "planned"),
    "norm_te_veel": ("planned", "asked"),
}


def compare(before: Iterable[Reason], after: Iterable[Reason]) -> tuple[list[Reason], list[Reason]]:
    """What is wrong now and was not, or less; and what was wrong and is not any more."""
    old, new = ({_subject(reason): reason for reason in reasons} for reasons in (before, after))
    return (
        [reason for key, reason in new.items() if key not in old or _excess(reason) > _excess(old[key])],
        [reason for key, reason in old.items() if key not in new],
    )


def _subject(reason: Reason) -> tuple[Any, ...]:
    if reason.code in _AMOUNTS:
        return (reason.code, reason.facts, reason.params.get("who"))
    return (reason.code, reason.text)


def _excess(reason: Reason) -> Decimal:
    if reason.code not in _AMOUNTS:
        return Decimal(0)
    high, low = (Decimal(reason.params[name].replace(",", ".")) for name in _AMOUNTS[reason.code])
    return high - low
