"""Sums per partner and of all together: toegerekend per school year, kas per calendar year, integral and marginal."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from naadloos.engines.finance.expressions import Expression, Ref, add, cents, largest, mul, number, sub, total
from naadloos.engines.finance.model import ZERO, Model
from naadloos.engines.finance.outcome import ALL_PARTNERS, Line, Place
from naadloos.engines.finance.settlement import pool_all
from naadloos.engines.finance.terms import Basis, OverheadBase, Section, Total, Unit, View
from naadloos.engines.finance.types import Partner
from naadloos.engines.route.terms import gettext_noop
from naadloos.engines.route.text import Text, text

_LABEL = gettext_noop("%(wat)s van %(partner)s, %(basis)s %(jaar)s (%(weergave)s)")
_TOGETHER = gettext_noop("alle partners samen")
RULES = {
    Total.OVERHEAD: gettext_noop("Het afgesproken deel van de gekozen grondslag; marginaal met een eigen, lager deel."),
    Total.RESULT: gettext_noop("Bekostiging en subsidies, min directe kosten en overhead, plus de verrekening."),
    Total.CUMULATIVE: gettext_noop("Het resultaat van dit jaar en alle jaren ervoor."),
    Total.ADVANCE: gettext_noop("Wat er tot nu toe meer is uitgegeven dan ontvangen."),
    Total.CARRIED: gettext_noop("Het afgesproken deel van wat alle partners samen voorfinancieren."),
}


@dataclass(slots=True)
class Totals:
    """The sums in the making. ``school_years`` and ``calendar_years``: all that a line falls in."""

    model: Model
    school_years: tuple[int, ...]
    calendar_years: tuple[int, ...]
    sums: dict[Place, str] = field(default_factory=dict)
    _lines: dict[tuple[str, int], list[Line]] = field(default_factory=lambda: defaultdict(list))

    def make(self) -> None:
        """All sums. With a pool over the whole route, its lines are added on the way."""
        for line in self.model.lines:
            self._lines[line.partner, line.school_year].append(line)
        for partner in self.model.case.partners:
            for year in self.school_years:
                self._before_settlement(partner, year)
        if self.model.case.settings.pool:
            self._pool()
        for year in self.school_years:
            self._settlement(year)
            self._accrual_results(year)
        for year in self.calendar_years:
            self._cash(year)
        self._advances()

    def _put(self, place: Place, expression: Expression) -> Ref:
        names = {each.id: each.name for each in self.model.case.partners}
        label: Text = text(
            _LABEL,
            wat=place.total.label,
            partner=names.get(place.partner, _TOGETHER),
            basis=place.basis.value,
            jaar=place.year,
            weergave=place.view.value,
        )
        who = place.partner or "samen"
        id = f"som.{place.total.value}.{who}.{place.basis.value}.{place.view.value}.{place.year}"
        cell = self.model.sheet.add(id, label, Unit.EURO, expression, RULES.get(place.total, ""))
        self.sums[place] = cell.id
        return cell

    def _both(self, total_of: Total, partner: str, basis: Basis, year: int, lines: Iterable[Line]) -> None:
        """Integral and marginal sums of lines; one cell where they are the same."""
        chosen = list(lines)
        whole = Place(total_of, partner, basis, View.INTEGRAL, year)
        self._put(whole, total(tuple(Ref(each.cell) for each in chosen)))
        part = whole._replace(view=View.MARGINAL)
        if all(each.marginal == each.cell for each in chosen):
            self.sums[part] = self.sums[whole]
        else:
            self._put(part, total(tuple(Ref(each.marginal) for each in chosen if each.marginal)))

    def ref(self, total_of: Total, partner: str, basis: Basis, view: View, year: int) -> Ref:
        return Ref(self.sums[Place(total_of, partner, basis, view, year)])

    # -- toegerekend -------------------------------------------------------------------------------

    def _before_settlement(self, partner: Partner, year: int) -> None:
        lines = self._lines[partner.id, year]
        for total_of, chosen in (
            (Total.REVENUE, [each for each in lines if each.section.is_revenue]),
            (Total.SUBSIDIES, [each for each in lines if each.section is Section.SUBSIDY]),
            (Total.COSTS, [each for each in lines if each.section is Section.COST]),
        ):
            self._both(total_of, partner.id, Basis.ACCRUAL, year, chosen)
        for view in View:
            place = Place(Total.OVERHEAD, partner.id, Basis.ACCRUAL, view, year)
            base = self._overhead_base(partner.id, view, year, lines)
            self._put(place, cents(mul(base, self._overhead_share(partner, view))) if base is not None else ZERO)

    def _overhead_share(self, partner: Partner, view: View) -> Ref:
        share = partner.overhead_integral if view is View.INTEGRAL else partner.overhead_marginal
        label = text(gettext_noop("overhead van %(partner)s (%(weergave)s)"), partner=partner.name, weergave=view.value)
        return self.model.given(f"overhead.{partner.id}.{view.value}", label, Unit.SHARE, share, partner=partner.id)

    def _overhead_base(self, partner: str, view: View, year: int, lines: list[Line]) -> Expression | None:
        """None: there is nothing to take a share of, so an unknown share does not matter."""
        base = self.model.case.settings.overhead_base
        if base is OverheadBase.REVENUE:
            chosen = [each for each in lines if each.section.is_revenue]
            return self.ref(Total.REVENUE, partner, Basis.ACCRUAL, view, year) if chosen else None
        costs = [each for each in lines if each.section is Section.COST]
        if base is OverheadBase.COSTS:
            return self.ref(Total.COSTS, partner, Basis.ACCRUAL, view, year) if costs else None
        staff = {each.id for each in self.model.case.items if each.kind.is_staff}
        paid = [each.cell if view is View.INTEGRAL else each.marginal for each in costs if each.item in staff]
        return total(tuple(Ref(each) for each in paid if each)) if any(paid) else None

    def _without_settlement(self, partner: str, basis: Basis, view: View, year: int) -> Expression:
        place = (partner, basis, view, year)
        return sub(
            add(self.ref(Total.REVENUE, *place), self.ref(Total.SUBSIDIES, *place)),
            add(self.ref(Total.COSTS, *place), self.ref(Total.OVERHEAD, *place)),
        )

    def _pool(self) -> None:
        """The results so far, with the settlements per item, are put in one pot."""
        view = self.model.case.settings.overhead
        before: dict[tuple[str, int], Ref] = {}
        for partner in self.model.case.partners:
            for year in self.school_years:
                result = add(
                    self._without_settlement(partner.id, Basis.ACCRUAL, view, year), self._net(partner.id, year)
                )
                label = text(
                    gettext_noop("resultaat van %(partner)s vóór de pot, %(jaar)s"), partner=partner.name, jaar=year
                )
                before[partner.id, year] = self.model.sheet.add(
                    f"voor_pot.{partner.id}.{year}", label, Unit.EURO, result
                )
        first = len(self.model.lines)
        pool_all(self.model, before, self.school_years)
        for line in self.model.lines[first:]:
            self._lines[line.partner, line.school_year].append(line)

    def _net(self, partner: str, year: int) -> Expression:
        """Received minus paid, and what comes out of pots."""
        settled = [each for each in self.model.lines if each.section is Section.SETTLEMENT and each.school_year == year]
        plus = [Ref(e.cell) for e in settled if e.counterparty == partner or (e.net and e.partner == partner)]
        minus = [Ref(e.cell) for e in settled if e.partner == partner and not e.net]
        if not minus:
            return total(tuple(plus))
        return sub(total(tuple(plus)), total(tuple(minus)))

    def _settlement(self, year: int) -> None:
        for partner in self.model.case.partners:
            place = Place(Total.SETTLEMENT, partner.id, Basis.ACCRUAL, View.INTEGRAL, year)
            self._put(place, self._net(partner.id, year))
            self.sums[place._replace(view=View.MARGINAL)] = self.sums[place]

    def _accrual_results(self, year: int) -> None:
        mine = self.model.case.partners
        lines = [each for partner in mine for each in self._lines[partner.id, year]]
        # All together is summed from the lines, not from the partners, so that the two can be held against each other.
        self._both(Total.REVENUE, ALL_PARTNERS, Basis.ACCRUAL, year, [e for e in lines if e.section.is_revenue])
        subsidies = [each for each in lines if each.section is Section.SUBSIDY]
        self._both(Total.SUBSIDIES, ALL_PARTNERS, Basis.ACCRUAL, year, subsidies)
        self._both(Total.COSTS, ALL_PARTNERS, Basis.ACCRUAL, year, [e for e in lines if e.section is Section.COST])
        for view in View:
            self._sum_of_partners((Total.OVERHEAD, Total.SETTLEMENT), Basis.ACCRUAL, view, year)
            self._results(Basis.ACCRUAL, view, year)

    def _sum_of_partners(self, totals: Iterable[Total], basis: Basis, view: View, year: int) -> None:
        for total_of in totals:
            parts = tuple(self.ref(total_of, each.id, basis, view, year) for each in self.model.case.partners)
            self._put(Place(total_of, ALL_PARTNERS, basis, view, year), total(parts))

    def _results(self, basis: Basis, view: View, year: int) -> None:
        for who in (*(each.id for each in self.model.case.partners), ALL_PARTNERS):
            settled = self.ref(Total.SETTLEMENT, who, basis, view, year)
            result = add(self._without_settlement(who, basis, view, year), settled)
            self._put(Place(Total.RESULT, who, basis, view, year), result)

    # -- kas ---------------------------------------------------------------------------------------

    def _cash(self, year: int) -> None:
        partners = [each.id for each in self.model.case.partners]
        for partner in partners:
            paid = [e for s in self.school_years for e in self._lines[partner, s] if e.calendar_year == year]
            self._both(Total.REVENUE, partner, Basis.CASH, year, [e for e in paid if e.section.is_revenue])
            subsidies = [each for each in paid if each.section is Section.SUBSIDY]
            self._both(Total.SUBSIDIES, partner, Basis.CASH, year, subsidies)
            for view in View:
                for total_of in (Total.COSTS, Total.OVERHEAD):
                    place = Place(total_of, partner, Basis.CASH, view, year)
                    self._put(place, total(tuple(self._parts(total_of, partner, view, year))))
        self._cash_settlement(partners, year)
        for view in View:
            shared = (Total.REVENUE, Total.SUBSIDIES, Total.COSTS, Total.OVERHEAD, Total.SETTLEMENT)
            self._sum_of_partners(shared, Basis.CASH, view, year)
            self._results(Basis.CASH, view, year)

    def _parts(self, total_of: Total, partner: str, view: View, year: int) -> Iterable[Ref]:
        """The last months of the school year before, and the first ones of the one that begins."""
        for school_year, first in ((year - 1, False), (year, True)):
            if school_year in self.school_years:
                whole = self.ref(total_of, partner, Basis.ACCRUAL, view, school_year)
                yield self._spread(whole, school_year, first=first)

    def _spread(self, whole: Ref, school_year: int, *, first: bool) -> Ref:
        return self.model.spread(f"deel.{whole.id}", self.model.sheet[whole.id].label, whole, school_year, first=first)

    def _cash_settlement(self, partners: list[str], year: int) -> None:
        """Payments are spread one by one, so that what one pays is to the cent what the other receives."""
        plus: dict[str, list[Ref]] = {each: [] for each in partners}
        minus: dict[str, list[Ref]] = {each: [] for each in partners}
        pots: dict[tuple[str, bool], list[Line]] = defaultdict(list)
        for line in self.model.lines:
            if line.section is not Section.SETTLEMENT:
                continue
            first = line.school_year == year
            if line.net:
                if first or line.school_year == year - 1:
                    pots[line.cell.rsplit(".", 1)[0], first].append(line)
                continue
            if line.calendar_year is not None:
                cell = Ref(line.cell) if line.calendar_year == year else None
            else:
                near = first or line.school_year == year - 1
                cell = self._spread(Ref(line.cell), line.school_year, first=first) if near else None
            if cell is not None:
                plus[line.counterparty].append(cell)
                minus[line.partner].append(cell)
        for (_, first), lines in pots.items():
            for line, cell in zip(lines, self._pot_parts(lines, first=first), strict=True):
                plus[line.partner].append(cell)
        for partner in partners:
            net: Expression = total(tuple(plus[partner]))
            if minus[partner]:
                net = sub(net, total(tuple(minus[partner])))
            place = Place(Total.SETTLEMENT, partner, Basis.CASH, View.INTEGRAL, year)
            self._put(place, net)
            self.sums[place._replace(view=View.MARGINAL)] = self.sums[place]

    def _pot_parts(self, lines: list[Line], *, first: bool) -> list[Ref]:
        """Parts of one pot; the last partner has what is left, so that they add to 0.00."""
        cells = [self._spread(Ref(each.cell), each.school_year, first=first) for each in lines[:-1]]
        last = lines[-1]
        id = f"deel.{last.cell}.{'najaar' if first else 'voorjaar'}"
        label = self.model.sheet[last.cell].label
        if id not in self.model.sheet:
            self.model.sheet.add(id, label, Unit.EURO, sub(ZERO, total(tuple(cells))))
        return [*cells, Ref(id)]

    def _advances(self) -> None:
        """What has been spent before it is paid, and who carries it."""
        partners = [each.id for each in self.model.case.partners]
        for view in View:
            for who in (*partners, ALL_PARTNERS):
                before: Ref | None = None
                for year in self.calendar_years:
                    result = self.ref(Total.RESULT, who, Basis.CASH, view, year)
                    place = Place(Total.CUMULATIVE, who, Basis.CASH, view, year)
                    before = self._put(place, result if before is None else add(before, result))
                    self._put(place._replace(total=Total.ADVANCE), largest(ZERO, sub(ZERO, before)))
            for year in self.calendar_years:
                whole = tuple(self.ref(Total.ADVANCE, each, Basis.CASH, view, year) for each in partners)
                for carrier in self.model.case.settings.carriers:
                    place = Place(Total.CARRIED, carrier.partner, Basis.CASH, view, year)
                    self._put(place, cents(mul(number(carrier.share), total(whole))))
