"""What the programme covers of what it must: deeltaken of the chosen modules, werkprocessen of the opleidingen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from naadloos.curriculum.models import Deeltaak, VmboProfile, Werkproces
from naadloos.engines.route import RouteDocument, route_year_label
from naadloos.engines.route.document import Unit
from naadloos.engines.route.terms import HourKind, Side, UnitKind

# Years 1 and 2 of a route are leerjaar 3 and 4 of the vmbo.
LAST_VO_YEAR = 2


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


@dataclass(frozen=True, slots=True)
class Saving:
    """Klokuren of one year of the route, or of one module: with bundles, saved, and what it would be without."""

    name: str
    hours: Decimal
    saved: Decimal

    @property
    def without(self) -> Decimal:
        return self.hours + self.saved


def _bundles(document: RouteDocument) -> list[Unit]:
    return [unit for unit in document.programme.units if unit.kind == UnitKind.BUNDLE and unit.overlap_hours]


def savings_per_year(document: RouteDocument) -> list[Saving]:
    """What bundles save in each year; a bundle over more years saves in proportion to its hours there."""
    planned = {row.route_year: row.total for row in hours_per_year(document)}
    saved: dict[int, Decimal] = {}
    for unit in _bundles(document):
        placed = [row for row in document.programme.placements if row.unit == unit.key]
        whole = sum((row.hours for row in placed), Decimal(0))
        for row in placed:
            part = (unit.overlap_hours or Decimal(0)) * row.hours / whole
            saved[row.route_year] = saved.get(row.route_year, Decimal(0)) + part
    return [
        Saving(route_year_label(year), planned[year], saved.get(year, Decimal(0)).quantize(Decimal("0.01")))
        for year in planned
    ]


def _savings(document: RouteDocument, group: Callable[[str], str], titles: Mapping[str, str]) -> list[Saving]:
    """What bundles save of each group of deeltaken, divided evenly over the deeltaken of the bundle."""
    hours: dict[str, Decimal] = {}
    saved: dict[str, Decimal] = {}
    for unit in _bundles(document):
        for deeltaak in unit.deeltaken:
            name, share = group(deeltaak), Decimal(1) / len(unit.deeltaken)
            hours[name] = hours.get(name, Decimal(0)) + unit.hours * share
            saved[name] = saved.get(name, Decimal(0)) + (unit.overlap_hours or Decimal(0)) * share
    cent = Decimal("0.01")
    return [
        Saving(titles.get(name, name), hours[name].quantize(cent), saved[name].quantize(cent)) for name in sorted(hours)
    ]


def savings_per_module(document: RouteDocument) -> list[Saving]:
    """What bundles save of each module or keuzevak."""
    titles = {module.code: f"{module.code} {module.title}".strip() for module in document.programme.modules}
    return _savings(document, lambda deeltaak: deeltaak.rsplit("/", 1)[0], titles)


def savings_per_profile(document: RouteDocument) -> list[Saving]:
    """What bundles save of each vmbo profile; a keuzevak counts for the profile that its code names."""
    titles = {profile.code: str(profile) for profile in VmboProfile.objects.all()}
    return _savings(document, lambda deeltaak: deeltaak.split("/")[1], titles)


@dataclass(frozen=True, slots=True)
class Savings:
    """Klokuren that bundles save, per year of the route, per profile, and per module or keuzevak."""

    years: list[Saving]
    profiles: list[Saving]
    modules: list[Saving]


def savings_of(document: RouteDocument) -> Savings:
    return Savings(savings_per_year(document), savings_per_profile(document), savings_per_module(document))


@dataclass(frozen=True, slots=True)
class Earned:
    """One kerntaak of a qualification: which of its werkprocessen are taught before the mbo phase begins."""

    kerntaak: str
    total: int
    early: list[tuple[str, str]]


def earned_before_mbo(document: RouteDocument) -> list[Earned]:
    """What of the qualification a pupil has already done in leerjaar 3 and 4: every unit that teaches the werkproces
    and stands wholly in those years."""
    years: dict[str, set[int]] = {}
    for row in document.programme.placements:
        years.setdefault(row.unit, set()).add(row.route_year)
    early = {
        code
        for unit in document.programme.units
        if years.get(unit.key) and max(years[unit.key]) <= LAST_VO_YEAR
        for code in unit.werkprocessen
    }
    crebos = [qualification.crebo for qualification in document.route.qualifications]
    found: dict[str, list[tuple[str, str]]] = {}
    rows = Werkproces.objects.filter(kerntaak__qualification__crebo__in=crebos)
    for item in rows.select_related("kerntaak__qualification").order_by("full_code"):
        name = f"{item.kerntaak.qualification.crebo} {item.kerntaak}"
        found.setdefault(name, []).append((item.full_code, item.title))
    return [Earned(name, len(items), [item for item in items if item[0] in early]) for name, items in found.items()]
