"""What comes out: lines, sums per partner and year, and the sheet in which each of them can be opened."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from naadloos.engines.finance.sheet import Explanation, Input, Sheet, Values
from naadloos.engines.finance.terms import Basis, Section, Total, View
from naadloos.engines.finance.types import RouteCase
from naadloos.engines.route.text import Text

# The partner of the sums of all partners together.
ALL_PARTNERS = ""


class Line(NamedTuple):
    """One figure of one partner in one school year; ``cell`` is its id in the sheet.

    ``calendar_year``: in which it is paid; None: 5/12 in the first and 7/12 in the second calendar year of the school
    year. ``marginal``: the cell that counts in the marginal view; empty is none. ``counterparty``: who receives it, of
    a settlement that ``partner`` pays. ``net``: of a pool the amount that ``partner`` receives (below zero: pays).
    """

    section: Section
    cell: str
    marginal: str
    partner: str
    school_year: int
    calendar_year: int | None = None
    counterparty: str = ""
    cohort: str = ""
    variant: str = ""
    item: str = ""
    net: bool = False


class Place(NamedTuple):
    """Where a sum stands. ``view`` matters for overhead and everything that counts it in."""

    total: Total
    partner: str
    basis: Basis
    view: View
    year: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """``sums``: the id of the cell of each sum. ``doubts``: what the law does not say in so many words."""

    case: RouteCase
    sheet: Sheet
    lines: tuple[Line, ...]
    sums: Mapping[Place, str]
    school_years: tuple[int, ...]
    calendar_years: tuple[int, ...]
    doubts: tuple[Text, ...] = ()

    def years(self, basis: Basis) -> tuple[int, ...]:
        return self.calendar_years if basis is Basis.CASH else self.school_years

    def amount(
        self,
        total: Total,
        partner: str = ALL_PARTNERS,
        *,
        year: int,
        basis: Basis = Basis.ACCRUAL,
        view: View = View.INTEGRAL,
    ) -> Decimal | None:
        """A sum; None is unknown. Of all partners together when no partner is named. Raises KeyError."""
        return self.sheet.values[self.sums[Place(total, partner, basis, view, year)]]

    def over_years(
        self,
        total: Total,
        partner: str = ALL_PARTNERS,
        *,
        basis: Basis = Basis.ACCRUAL,
        view: View = View.INTEGRAL,
    ) -> tuple[str, ...]:
        """The ids of a sum in every year; added they are that of the whole time. Raises KeyError."""
        return tuple(self.sums[Place(total, partner, basis, view, year)] for year in self.years(basis))

    def again(self, changed: Values) -> "Outcome":
        """The same cells with some inputs different. The case stays as it was given."""
        return replace(self, sheet=self.sheet.changed(changed))

    def value(self, line: Line) -> Decimal | None:
        return self.sheet.values[line.cell]

    def explain(self, id: str) -> Explanation:
        return self.sheet.explain(id)

    def of(self, *sections: Section) -> Iterator[Line]:
        return (line for line in self.lines if line.section in sections)

    @property
    def results(self) -> tuple[str, ...]:
        """The ids of all results."""
        return tuple(id for place, id in self.sums.items() if place.total is Total.RESULT)

    @property
    def missing(self) -> tuple[Input, ...]:
        """The empty figures that keep some result unknown."""
        return self.sheet.missing(*self.results)
