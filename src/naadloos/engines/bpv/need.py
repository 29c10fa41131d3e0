"""How many places a group needs in which period, for how long: read from the programme on the board."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from naadloos.engines.route import RouteDocument, route_year_label
from naadloos.engines.route import document as doc
from naadloos.engines.route.terms import HourKind

# In these years of the route a pupil is no student yet (WVO 2.107e); a praktijkovereenkomst names the student.
LAST_YEAR_OF_PUPIL = 2


@dataclass(frozen=True, slots=True)
class Need:
    """What one group needs in one period for one opleiding, per pupil in klokuren.

    ``pupils``: how many are expected; None is not known. ``units``: titles of the parts of the programme.
    """

    group: int
    route_year: int
    period: int
    crebo: str
    hours: Decimal
    weeks: int
    pupils: int | None
    units: tuple[str, ...]

    @property
    def label(self) -> str:
        return f"{route_year_label(self.route_year)}, periode {self.period}"

    @property
    def before_enrolment(self) -> bool:
        """In the years of the vmbo the praktijkovereenkomst, which names the student, is no ground for practice."""
        return self.route_year <= LAST_YEAR_OF_PUPIL

    @property
    def hours_a_week(self) -> Decimal:
        return (self.hours / self.weeks).quantize(Decimal("0.1"))


Expected = Mapping[tuple[int, int, str], int]


def needs(document: RouteDocument, expected: Expected, groups: Sequence[int] | None = None) -> tuple[Need, ...]:
    """The need of every group, in order of time. ``expected``: pupils by (group, year of the route, crebo)."""
    programme = document.programme.in_force
    units = {unit.key: unit for unit in programme.units if unit.hour_kind == HourKind.BPV}
    weeks = {(row.route_year, row.number): row.weeks for row in programme.periods}
    hours: dict[tuple[int, int, str], Decimal] = defaultdict(Decimal)
    titles: dict[tuple[int, int, str], list[str]] = defaultdict(list)
    for row in programme.placements:
        unit = units.get(row.unit)
        if unit is None or (row.route_year, row.period) not in weeks:
            continue
        for crebo in crebos_of(document, unit, row.route_year, row.period):
            hours[row.route_year, row.period, crebo] += row.hours
            if unit.title not in titles[row.route_year, row.period, crebo]:
                titles[row.route_year, row.period, crebo].append(unit.title)
    starts = sorted({row.start_year for row in document.route.cohorts} if groups is None else set(groups))
    return tuple(
        Need(
            group,
            year,
            period,
            crebo,
            amount,
            weeks[year, period],
            expected.get((group, year, crebo)),
            tuple(titles[year, period, crebo]),
        )
        for group in starts
        for (year, period, crebo), amount in sorted(hours.items())
        if amount > 0
    )


def not_on_the_board(document: RouteDocument) -> tuple[str, ...]:
    """Parts with bpv that stand in no period yet: what they need is not counted."""
    programme = document.programme.in_force
    placed = {row.unit for row in programme.placements if row.hours > 0}
    return tuple(
        unit.title
        for unit in programme.units
        if unit.hour_kind == HourKind.BPV and unit.hours and unit.key not in placed
    )


def crebos_of(document: RouteDocument, unit: doc.Unit, route_year: int, period: int) -> list[str]:
    """Of which opleidingen the pupils follow this part in this period."""
    programme = document.programme
    crebos = {row.key: row.crebo for row in document.route.qualifications}
    at = {row.key: (row.route_year, row.number) for row in programme.in_force.periods}
    variants = [row for row in programme.variants if not unit.variants or row.key in unit.variants]
    if not variants:
        return sorted(set(crebos.values()))
    found: set[str] = set()
    for row in variants:
        first, last = at.get(row.start or "", (0, 0)), at.get(row.end or "", (99, 0))
        if first <= (route_year, period) <= last:
            found |= {crebos[row.qualification]} if row.qualification in crebos else set(crebos.values())
    return sorted(found)
