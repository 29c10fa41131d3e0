"""The lessentabel: per leerjaar what is given, by whom, in how many klokuren a period, a year and a week.

Self study is no onderwijstijd; it stands apart and is in no sum but its own. A sum per week is the hours divided by the
lesweken of the period, or of all periods of the year.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from naadloos.engines.route import RouteDocument, route_year_label
from naadloos.engines.route import document as doc
from naadloos.engines.route.terms import HourKind, Side, UnitKind
from naadloos.programme.audience import followers

NOTHING = Decimal(0)
TAUGHT = (HourKind.GUIDED, HourKind.BPV, HourKind.OTHER)
# As the lanes of the board: what is given together stands between the two.
SIDES = (Side.VMBO, Side.TOGETHER, Side.MBO)
_KINDS = list(UnitKind)


@dataclass(frozen=True, slots=True)
class Cell:
    """Klokuren in some ``weeks``; None when the number of weeks is not known."""

    hours: Decimal
    weeks: int | None

    @property
    def per_week(self) -> Decimal | None:
        """Klokuren per week, to the hundredth."""
        return (self.hours / self.weeks).quantize(Decimal("0.01"), ROUND_HALF_UP) if self.weeks else None


@dataclass(frozen=True, slots=True)
class LessonPeriod:
    """``available``: klokuren for one pupil in the period; None for hours that lie in a period that does not exist."""

    number: int
    weeks: int | None
    available: Decimal | None


@dataclass(frozen=True, slots=True)
class Line:
    """One row of hours per period and in the year."""

    cells: tuple[Cell, ...]
    year: Cell


@dataclass(frozen=True, slots=True)
class LessonRow:
    """One unit in one year; ``followers`` says for whom it is when not for everybody."""

    unit: doc.Unit
    followers: str
    line: Line


@dataclass(frozen=True, slots=True)
class LessonGroup:
    """What one side gives in one year, by kind of unit; or, without a side, the self study."""

    side: Side | None
    rows: tuple[LessonRow, ...]
    total: Line


@dataclass(frozen=True, slots=True)
class LessonYear:
    route_year: int
    label: str
    periods: tuple[LessonPeriod, ...]
    groups: tuple[LessonGroup, ...]
    kinds: tuple[tuple[HourKind, Line], ...]
    taught: Line
    self_study: LessonGroup | None


@dataclass(frozen=True, slots=True)
class Rest:
    """Klokuren of a unit that stand nowhere on the board yet."""

    unit: doc.Unit
    hours: Decimal


def lesson_years(document: RouteDocument) -> list[LessonYear]:
    """The lessentabel of each year of the route that has periods or hours."""
    found = [_year(document, year) for year in range(1, document.route.years + 1)]
    return [year for year in found if year.periods]


def unplaced(programme: doc.Programme) -> list[Rest]:
    """What is not on the board yet, in the order of the units."""
    placed: dict[str, Decimal] = defaultdict(Decimal)
    for row in programme.placements:
        placed[row.unit] += row.hours
    return [Rest(unit, unit.hours - placed[unit.key]) for unit in programme.units if unit.hours > placed[unit.key]]


def _year(document: RouteDocument, year: int) -> LessonYear:
    programme = document.programme
    hours: dict[str, dict[int, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for row in programme.placements:
        if row.route_year == year:
            hours[row.unit][row.period] += row.hours
    periods = _periods(programme, year, {number for given in hours.values() for number in given})
    rows = [
        LessonRow(unit, followers(unit, programme), _line(periods, hours[unit.key]))
        for unit in sorted(programme.units, key=lambda unit: (_KINDS.index(unit.kind), unit.title, unit.key))
        if unit.key in hours
    ]
    taught = [row for row in rows if row.unit.hour_kind in TAUGHT]
    alone = [row for row in rows if row.unit.hour_kind not in TAUGHT]
    return LessonYear(
        route_year=year,
        label=route_year_label(year),
        periods=periods,
        groups=tuple(
            _group(periods, side, mine) for side in SIDES if (mine := [row for row in taught if row.unit.side == side])
        ),
        kinds=tuple((kind, _sum(periods, (row for row in taught if row.unit.hour_kind == kind))) for kind in TAUGHT),
        taught=_sum(periods, taught),
        self_study=_group(periods, None, alone) if alone else None,
    )


def _periods(programme: doc.Programme, year: int, used: set[int]) -> tuple[LessonPeriod, ...]:
    found = {
        row.number: LessonPeriod(row.number, row.weeks, row.hours)
        for row in programme.periods
        if row.route_year == year
    }
    for number in used - set(found):
        found[number] = LessonPeriod(number, None, None)
    return tuple(found[number] for number in sorted(found))


def _group(periods: Sequence[LessonPeriod], side: Side | None, rows: list[LessonRow]) -> LessonGroup:
    return LessonGroup(side, tuple(rows), _sum(periods, rows))


def _sum(periods: Sequence[LessonPeriod], rows: Iterable[LessonRow]) -> Line:
    total: dict[int, Decimal] = defaultdict(Decimal)
    for row in rows:
        for period, cell in zip(periods, row.line.cells, strict=True):
            total[period.number] += cell.hours
    return _line(periods, total)


def _line(periods: Sequence[LessonPeriod], hours: dict[int, Decimal]) -> Line:
    weeks = [period.weeks for period in periods]
    whole = sum(number for number in weeks if number is not None) if None not in weeks else None
    cells = tuple(Cell(hours.get(period.number, NOTHING), period.weeks) for period in periods)
    return Line(cells, Cell(sum((cell.hours for cell in cells), NOTHING), whole))
