"""From the versions that a group is pinned to to what the engine reckons with."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from naadloos.engines.progress import Diploma, Kind, Part, Programme, Way
from naadloos.engines.route import RouteDocument
from naadloos.engines.route import document as doc
from naadloos.engines.route.terms import CountsFor, Side
from naadloos.exams.queries import kept_assessments
from naadloos.execution.models import Group
from naadloos.programme.queries import kept_units
from naadloos.routes.models import Route
from naadloos.routes.portable import build_document

# What is asked of pupils stands in the programme and the exams.
STEPS = (5, 6)
_BOTH = frozenset(Diploma)
_OF_SIDE = {Side.VMBO: frozenset({Diploma.VMBO}), Side.MBO: frozenset({Diploma.MBO}), Side.TOGETHER: _BOTH}


def ways_of(document: RouteDocument) -> dict[str, Way]:
    """The variants of the route by key, with the crebo that each leads to."""
    crebos = {each.key: each.crebo for each in document.route.qualifications}
    # A route with one opleiding need not name it in every variant.
    only = next(iter(crebos.values())) if len(crebos) == 1 else ""
    return {
        each.key: Way(each.key, each.title, crebos.get(each.qualification or "", only))
        for each in document.programme.variants
    }


def unit_part(unit: doc.Unit) -> Part:
    """A unit counts for the diploma whose content it covers; without content for that of who gives it."""
    covers = {Diploma.VMBO} if unit.deeltaken else set()
    if unit.werkprocessen:
        covers.add(Diploma.MBO)
    return Part(
        Kind.UNIT,
        unit.key,
        unit.title,
        frozenset(covers) or _OF_SIDE[unit.side],
        frozenset(unit.deeltaken),
        frozenset(unit.werkprocessen),
        Decimal(unit.hours),
        frozenset(unit.variants),
        unit.last_year,
    )


def assessment_part(item: doc.Assessment) -> Part:
    """Whole kerntaken count as themselves where their werkprocessen are not named."""
    tasks = {code for code in item.kerntaken if not any(each.startswith(f"{code}-") for each in item.werkprocessen)}
    counts = {CountsFor.VMBO: frozenset({Diploma.VMBO}), CountsFor.MBO: frozenset({Diploma.MBO})}
    return Part(
        Kind.ASSESSMENT,
        item.key,
        item.title,
        counts.get(item.counts_for, _BOTH),
        frozenset(item.deeltaken),
        frozenset({*item.werkprocessen, *item.generic, *tasks, *(f"keuzedeel {each}" for each in item.keuzedelen)}),
        None,
        frozenset(item.variants),
        item.route_year,
    )


@dataclass(frozen=True, slots=True)
class Versions:
    """Everything that groups of one route can be pinned to, read once for a page."""

    document: RouteDocument
    units: Mapping[int, list[doc.Unit]]
    assessments: Mapping[tuple[int, int], list[doc.Assessment]]

    @property
    def ways(self) -> dict[str, Way]:
        return ways_of(self.document)

    def programme(self, group: Group) -> Programme:
        """What the group is held to. A version that is not there is what stands in the route now."""
        return self.programme_at(group.plan, exams_of(group))

    def programme_at(self, plan: int | None, exams: tuple[int, int] | None) -> Programme:
        document = self.document
        units = self.units.get(plan, document.programme.units) if plan is not None else document.programme.units
        tests = self.assessments.get(exams) if exams is not None else None
        parts = _parts(units, document.exams.assessments if tests is None else tests)
        everything = [
            *(part for found in self.units.values() for part in _parts(found, [])),
            *(part for items in self.assessments.values() for part in _parts([], items)),
            *_parts(document.programme.units, document.exams.assessments),
        ]
        return Programme(parts, self.ways, tuple(everything))


def exams_of(group: Group) -> tuple[int, int] | None:
    if group.exams_year is None or group.exams_number is None:
        return None
    return group.exams_year, group.exams_number


def _parts(units: Iterable[doc.Unit], items: Iterable[doc.Assessment]) -> tuple[Part, ...]:
    return (*(unit_part(each) for each in units), *(assessment_part(each) for each in items))


def read_versions(route: Route, document: RouteDocument | None = None) -> Versions:
    return Versions(document or build_document(route, only=STEPS), kept_units(route), kept_assessments(route))


def differences(before: Programme, after: Programme) -> tuple[list[Part], list[Part], list[tuple[Part, Part]]]:
    """Parts that came, that went, and that are not the same any more (before, after)."""
    old = {(each.kind, each.key): each for each in before.parts}
    new = {(each.kind, each.key): each for each in after.parts}
    came = [each for name, each in new.items() if name not in old]
    went = [each for name, each in old.items() if name not in new]
    changed = [(old[name], each) for name, each in new.items() if name in old and old[name] != each]
    return came, went, changed


def part_of(programme: Programme, kind: Kind, said: str) -> Part | None:
    """The part that a code or a whole title in a file means; None when no or more than one has that title."""
    known = {each.key: each for each in (*programme.earlier, *programme.parts) if each.kind is kind}
    if said in known:
        return known[said]
    wanted = _plain(said)
    found = [each for each in programme.parts if each.kind is kind and _plain(each.title) == wanted]
    return found[0] if len(found) == 1 else None


def _plain(title: str) -> str:
    return re.sub(r"\s+", " ", title).strip().casefold()
