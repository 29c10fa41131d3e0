"""What rests on a pair or uses a code: told before it is changed, computed from the route itself."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from naadloos.engines.route import RouteDocument
from naadloos.engines.route.document import AdoptedPlan, Assessment, Programme, Unit
from naadloos.engines.route.document import Verdict as VerdictItem
from naadloos.engines.route.terms import UnitKind
from naadloos.organisations.history import in_words
from naadloos.routes.registry import providers

# Approvals of these steps freeze the programme.
STEPS = (5, 9)


@dataclass(frozen=True, slots=True)
class Touch:
    """``bundles`` by title, ``hours`` saved in klokuren, ``assessments`` by title, ``steps`` that were agreed."""

    bundles: tuple[str, ...]
    hours: Decimal
    assessments: tuple[str, ...]
    steps: tuple[int, ...]
    # The keys of the bundles.
    keys: tuple[str, ...] = ()

    @property
    def words(self) -> list[str]:
        """One line for each thing that would have to follow; empty when nothing rests on the pair."""
        lines = []
        if self.bundles:
            lines.append(
                ngettext(
                    "%(n)s bundel rust hierop: %(titles)s", "%(n)s bundels rusten hierop: %(titles)s", len(self.bundles)
                )
                % {"n": len(self.bundles), "titles": ", ".join(self.bundles)}
            )
        if self.hours:
            lines.append(_("%(hours)s bespaarde klokuren") % {"hours": in_words(self.hours)})
        if self.assessments:
            lines.append(
                ngettext("%(n)s toets: %(titles)s", "%(n)s toetsen: %(titles)s", len(self.assessments))
                % {"n": len(self.assessments), "titles": ", ".join(self.assessments)}
            )
        lines += [_("het akkoord met stap %(number)s") % {"number": number} for number in self.steps if self.bundles]
        return lines


@dataclass(frozen=True, slots=True)
class Use:
    """What in a route uses a code of the catalogue, or what is under it."""

    verdicts: tuple[VerdictItem, ...]
    units: tuple[str, ...]
    bundles: tuple[str, ...]
    assessments: tuple[str, ...]
    # Klokuren of the units and bundles; klokuren that the bundles save.
    hours: Decimal
    saved: Decimal

    @property
    def words(self) -> list[str]:
        """One line for each thing that this touches; empty when nothing uses the code."""
        lines = []
        if count := len(self.verdicts):
            lines.append(ngettext("%(n)s oordeel over overlap", "%(n)s oordelen over overlap", count) % {"n": count})
        for titles, one, many in (
            (self.units, gettext_noop("onderdeel: %(titles)s"), gettext_noop("onderdelen: %(titles)s")),
            (self.bundles, gettext_noop("bundel: %(titles)s"), gettext_noop("bundels: %(titles)s")),
            (self.assessments, gettext_noop("toets: %(titles)s"), gettext_noop("toetsen: %(titles)s")),
        ):
            if titles:
                lines.append(_(one if len(titles) == 1 else many) % {"titles": ", ".join(titles)})
        if self.hours:
            lines.append(_("%(hours)s klokuren in die onderdelen") % {"hours": in_words(self.hours)})
        if self.saved:
            lines.append(_("%(hours)s bespaarde klokuren") % {"hours": in_words(self.saved)})
        return lines


def is_under(code: str, unit: str) -> bool:
    """Is this code the unit itself or a part of it, such as ``P/BWI/01/02`` of ``P/BWI/01``?"""
    return code == unit or (code.startswith(unit) and code[len(unit)] in "/ -")


def what_uses(document: RouteDocument, unit: str) -> Use:
    """Everything in the route that uses this code of the catalogue, computed from the route itself."""

    def touched(item: Unit | Assessment) -> bool:
        return any(is_under(code, unit) for code in (*item.deeltaken, *item.werkprocessen))

    units = [item for item in document.programme.units if touched(item)]
    return Use(
        verdicts=tuple(
            item for item in document.programme.verdicts if is_under(item.left, unit) or is_under(item.right, unit)
        ),
        units=tuple(item.title for item in units if item.kind != UnitKind.BUNDLE),
        bundles=tuple(item.title for item in units if item.kind == UnitKind.BUNDLE),
        assessments=tuple(item.title for item in document.exams.assessments if touched(item)),
        hours=sum((item.hours for item in units), Decimal(0)),
        saved=sum((item.overlap_hours or Decimal(0) for item in units), Decimal(0)),
    )


def without_units(document: RouteDocument, keys: Collection[str]) -> RouteDocument:
    """The route as it would be without these units and what stands on the board of them, also once that is adopted."""
    programme = document.programme
    adopted = programme.adopted
    return document.model_copy(
        update={
            "programme": programme.model_copy(
                update={
                    **_without(programme, keys),
                    "adopted": adopted and adopted.model_copy(update=_without(adopted, keys)),
                }
            )
        }
    )


def _without(plan: Programme | AdoptedPlan, keys: Collection[str]) -> dict[str, list[Any]]:
    return {
        "units": [unit for unit in plan.units if unit.key not in keys],
        "placements": [row for row in plan.placements if row.unit not in keys],
    }


def changed_elsewhere(document: RouteDocument, keys: Collection[str]) -> list[str]:
    """What the other steps would say differently without these units: articles of the agreement, for one."""
    after = without_units(document, keys)
    return [line for provider in providers() for line in provider.changed_by(document, after)]


def what_rests_on_unit(document: RouteDocument, key: str) -> list[str]:
    """One line for each thing that was built on a unit or bundle."""
    unit = next((item for item in document.programme.units if item.key == key), None)
    if unit is None:
        return []
    lines = []
    placed = [row for row in document.programme.placements if row.unit == key]
    if placed:
        hours = sum((row.hours for row in placed), Decimal(0))
        lines.append(_("%(hours)s klokuren op het bord") % {"hours": in_words(hours)})
    if unit.overlap_hours:
        lines.append(_("%(hours)s bespaarde klokuren") % {"hours": in_words(unit.overlap_hours)})
    codes = {*unit.deeltaken, *unit.werkprocessen}
    tests = [item.title for item in document.exams.assessments if codes & {*item.deeltaken, *item.werkprocessen}]
    if tests:
        lines.append(
            ngettext("%(n)s toets: %(titles)s", "%(n)s toetsen: %(titles)s", len(tests))
            % {"n": len(tests), "titles": ", ".join(tests)}
        )
    later = [item.title for item in document.programme.units if key in item.after]
    if later:
        lines.append(_("moet klaar zijn voor: %(titles)s") % {"titles": ", ".join(later)})
    return lines + changed_elsewhere(document, {key})


def what_rests_on(document: RouteDocument, deeltaak: str, werkproces: str, agreed_steps: frozenset[int]) -> Touch:
    """Everything in the route that was built on this pair."""
    bundles = [
        unit
        for unit in document.programme.units
        if unit.kind == "bundel" and deeltaak in unit.deeltaken and werkproces in unit.werkprocessen
    ]
    assessments = [
        item for item in document.exams.assessments if deeltaak in item.deeltaken and werkproces in item.werkprocessen
    ]
    return Touch(
        bundles=tuple(unit.title for unit in bundles),
        hours=sum((unit.overlap_hours or Decimal(0) for unit in bundles), Decimal(0)),
        assessments=tuple(item.title for item in assessments),
        steps=tuple(number for number in STEPS if number in agreed_steps),
        keys=tuple(unit.key for unit in bundles),
    )
