"""The controllers' table: every line and sum of one partner, year by year; each amount opens its cell."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from naadloos.engines.finance import ALL_PARTNERS, Basis, Line, Outcome, Place, Section, Total, View
from naadloos.engines.route.calendar import school_year_text
from naadloos.finance.words import euro, say


@dataclass(frozen=True, slots=True)
class Amount:
    """``cell`` is empty when there is nothing in that year."""

    text: str
    cell: str
    unknown: bool = False


NOTHING = Amount("", "")


@dataclass(frozen=True, slots=True)
class Row:
    label: str
    amounts: tuple[Amount, ...]
    is_sum: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Table:
    years: tuple[str, ...]
    groups: tuple[Group, ...]
    # What stands beside the sums: a loss that is not one of this partner, or a figure for information.
    notes: tuple[Row, ...]


# Which lines stand above which sum. Lines of costs have no calendar year of their own: in the view by cash there are
# only their sums.
_GROUPS: tuple[tuple[Total, tuple[Section, ...]], ...] = (
    (
        Total.REVENUE,
        (
            Section.VO,
            Section.LWOO,
            Section.SITE,
            Section.MBO,
            Section.DIPLOMA,
            Section.COURSE_FEE,
            Section.COURSE_FEE_WITHHELD,
        ),
    ),
    (Total.SUBSIDIES, (Section.SUBSIDY,)),
    (Total.COSTS, (Section.COST,)),
    (Total.OVERHEAD, ()),
    (Total.SETTLEMENT, (Section.SETTLEMENT,)),
    (Total.RESULT, ()),
)
_OF_CASH = (Total.CUMULATIVE, Total.ADVANCE, Total.CARRIED)
_NOTED = (Section.OVERLAP, Section.LEAVERS, Section.OWN_SHARE)


def finance_table(outcome: Outcome, partner: str, basis: Basis, view: View) -> Table:
    """``partner`` is its id, or empty for all together."""
    years = outcome.years(basis)
    groups = []
    for total, sections in _GROUPS:
        lines = (
            [] if partner == ALL_PARTNERS and total is Total.SETTLEMENT else list(_lines(outcome, partner, sections))
        )
        rows = _rows(outcome, lines, basis, view, years, partner)
        sums = [_sum(outcome, total, partner, basis, view, years)]
        if total is Total.RESULT and basis is Basis.CASH:
            extra = [_sum(outcome, each, partner, basis, view, years) for each in _OF_CASH]
            sums += [each for each in extra if any(amount.cell for amount in each.amounts)]
        groups.append(Group(_(total.label).capitalize(), (*rows, *sums)))
    heads = tuple(str(year) if basis is Basis.CASH else school_year_text(year) for year in years)
    notes = _rows(outcome, list(_lines(outcome, partner, _NOTED)), basis, view, years, partner)
    if basis is Basis.ACCRUAL:
        # What it would still cost to finish the cohorts on their way, when a year begins without a new one.
        leaving = _sum(outcome, Total.EXIT, partner, basis, view, years)
        notes += [leaving] if any(each.cell for each in leaving.amounts) else []
    return Table(heads, tuple(groups), tuple(notes))


def _lines(outcome: Outcome, partner: str, sections: Iterable[Section]) -> Iterable[Line]:
    for line in outcome.of(*sections):
        if partner in (ALL_PARTNERS, line.partner, line.counterparty):
            yield line


def _rows(
    outcome: Outcome, lines: list[Line], basis: Basis, view: View, years: tuple[int, ...], partner: str
) -> list[Row]:
    """One row per kind of line, cohort and variant or item; the years beside each other."""
    rows: dict[tuple[str, ...], dict[int, list[tuple[Line, int]]]] = defaultdict(lambda: defaultdict(list))
    for line in lines:
        year = line.calendar_year if basis is Basis.CASH else line.school_year
        if year is None:
            continue
        sign = -1 if line.section is Section.SETTLEMENT and line.partner == partner and not line.net else 1
        rows[_name(outcome, line, partner)][year].append((line, sign))
    found = []
    for name, per_year in rows.items():
        amounts = tuple(_amount(outcome, per_year.get(year, []), view) for year in years)
        if any(each.text for each in amounts):
            found.append(Row(" · ".join(each for each in name if each), amounts))
    return found


def _name(outcome: Outcome, line: Line, partner: str) -> tuple[str, ...]:
    items = {each.id: each.title for each in outcome.case.items}
    items |= {each.id: each.title for each in outcome.case.subsidies}
    variants = {v.id: v.title for cohort in outcome.case.cohorts for v in cohort.variants}
    other = ""
    if line.counterparty:
        receives = line.counterparty == partner
        name = outcome.case.partner(line.partner if receives else line.counterparty).name
        other = (_("van %(wie)s") if receives else _("aan %(wie)s")) % {"wie": name}
    elif partner == ALL_PARTNERS:
        other = outcome.case.partner(line.partner).name
    cohort = _("groep %(jaar)s") % {"jaar": line.cohort} if line.cohort else ""
    what = items.get(line.item) or _(line.section.label)
    return what, variants.get(line.variant, ""), cohort, other


def _amount(outcome: Outcome, lines: list[tuple[Line, int]], view: View) -> Amount:
    if not lines:
        return NOTHING
    cells = [line.cell if view is View.INTEGRAL else line.marginal for line, _sign in lines]
    if not any(cells):
        return NOTHING
    values = [outcome.sheet.values[cell] for cell in cells if cell]
    known = [each for each in values if each is not None]
    sign = lines[0][1]
    whole: Decimal | None = sign * sum(known, Decimal(0)) if len(known) == len(values) else None
    # More lines in one amount have no cell of their own to open.
    opens = [each for each in cells if each]
    return Amount(euro(whole), opens[0] if len(opens) == 1 else "", whole is None)


def _sum(outcome: Outcome, total: Total, partner: str, basis: Basis, view: View, years: tuple[int, ...]) -> Row:
    amounts = []
    for year in years:
        id = outcome.sums.get(Place(total, partner, basis, view, year), "")
        value = outcome.sheet.values[id] if id else None
        amounts.append(Amount(euro(value), id, value is None) if id else NOTHING)
    return Row(say(total.label), tuple(amounts), is_sum=True)
