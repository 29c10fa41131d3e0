"""What the programme covers of what it must: deeltaken of the chosen modules, werkprocessen of the opleidingen."""

from dataclasses import dataclass
from decimal import Decimal

from naadloos.curriculum.models import Deeltaak, Werkproces
from naadloos.engines.route import RouteDocument, route_year_label
from naadloos.engines.route.terms import HourKind, Side


@dataclass(frozen=True, slots=True)
class Coverage:
    required: dict[str, str]
    covered: frozenset[str]

    @property
    def missing(self) -> list[tuple[str, str]]:
        return [(code, title) for code, title in self.required.items() if code not in self.covered]

    @property
    def done(self) -> int:
        return len(self.required) - len(self.missing)

    @property
    def complete(self) -> bool:
        return bool(self.required) and not self.missing


def deeltaken_coverage(document: RouteDocument) -> Coverage:
    """Deeltaken of the chosen modules and keuzevakken against those that a unit covers."""
    codes = [module.code for module in document.programme.modules]
    required = dict(Deeltaak.objects.filter(module__code__in=codes).order_by("code").values_list("code", "title"))
    return Coverage(required, frozenset(code for unit in document.programme.units for code in unit.deeltaken))


def werkprocessen_coverage(document: RouteDocument) -> Coverage:
    """Werkprocessen of the qualifications against those that a unit covers."""
    crebos = [qualification.crebo for qualification in document.route.qualifications]
    required = dict(
        Werkproces.objects.filter(kerntaak__qualification__crebo__in=crebos)
        .order_by("full_code")
        .values_list("full_code", "title")
    )
    return Coverage(required, frozenset(code for unit in document.programme.units for code in unit.werkprocessen))


@dataclass(frozen=True, slots=True)
class YearHours:
    """Planned klokuren of one year of the route, by side and by kind of hour."""

    route_year: int
    label: str
    by_side: dict[str, Decimal]
    guided: Decimal
    bpv: Decimal
    other: Decimal
    self_study: Decimal

    @property
    def total(self) -> Decimal:
        """Onderwijstijd: guided, bpv and other hours; self study does not count."""
        return self.guided + self.bpv + self.other

    def share(self, side: str, most: Decimal) -> int:
        """Width of a bar in percent, for a picture."""
        return int(self.by_side.get(side, Decimal(0)) * 100 / most) if most else 0


def hours_per_year(document: RouteDocument) -> list[YearHours]:
    """Planned klokuren per year of the route, from what is placed on the board."""
    units = {unit.key: unit for unit in document.programme.units}
    rows = []
    for year in range(1, document.route.years + 1):
        placed = [row for row in document.programme.placements if row.route_year == year]

        def total(kind: HourKind, placed: list = placed) -> Decimal:  # type: ignore[type-arg]
            return sum((row.hours for row in placed if units[row.unit].hour_kind == kind), Decimal(0))

        rows.append(
            YearHours(
                route_year=year,
                label=route_year_label(year),
                by_side={
                    side.value: sum((row.hours for row in placed if units[row.unit].side == side), Decimal(0))
                    for side in Side
                },
                guided=total(HourKind.GUIDED),
                bpv=total(HourKind.BPV),
                other=total(HourKind.OTHER),
                self_study=total(HourKind.SELF),
            )
        )
    return rows


def saved_hours(document: RouteDocument) -> Decimal:
    """Klokuren of overlap that bundles save."""
    return sum((unit.overlap_hours or Decimal(0) for unit in document.programme.units), Decimal(0))
