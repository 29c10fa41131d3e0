"""The summary for a board: the figures per partner, and three sentences that follow from them."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from naadloos.documents.charts import INK, MBO, TOGETHER, VMBO, Chart, bars_and_line
from naadloos.engines.finance import ALL_PARTNERS, Basis, Outcome, Place, Total, View
from naadloos.engines.route.calendar import school_year_text
from naadloos.engines.route.terms import PartnerSide
from naadloos.finance.statement import Payment, payments
from naadloos.finance.words import whole_euro

YEARS_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Year:
    """``cash`` of the calendar year, ``earned`` of the school year that begins in it; with the cells that open them."""

    year: int
    cash: Decimal | None
    cash_cell: str
    earned: Decimal | None
    earned_cell: str
    # The school years are fewer than the calendar years: nothing is earned in the last ones.
    has_earned: bool


@dataclass(frozen=True, slots=True)
class PartnerView:
    name: str
    side: str
    years: tuple[Year, ...]
    chart: Chart


@dataclass(frozen=True, slots=True)
class Overview:
    sentences: tuple[str, ...]
    partners: tuple[PartnerView, ...]
    missing: int


def overview(outcome: Outcome, view: View) -> Overview:
    """All partners, and the route as a whole when there are more of them."""
    paid = payments(outcome)
    shown = [(each.id, each.name, each.side.value) for each in outcome.case.partners]
    if len(shown) > 1:
        shown.append((ALL_PARTNERS, _("Alle partners samen"), ""))
    return Overview(
        (_result(outcome, view), _advance(outcome, view), _settled(outcome, paid)),
        tuple(_partner(outcome, view, *each) for each in shown),
        len(outcome.missing),
    )


def _partner(outcome: Outcome, view: View, id: str, name: str, side: str) -> PartnerView:
    years = tuple(_year(outcome, view, id, year) for year in outcome.calendar_years[:YEARS_SHOWN])
    colour = {PartnerSide.VMBO.value: VMBO, PartnerSide.MBO.value: MBO}.get(side, TOGETHER)
    rows = [{"x": str(each.year), "bar": _float(each.cash), "line": _float(each.earned)} for each in years]
    picture = bars_and_line(
        rows,
        bar=(_("kas"), colour),
        line=(_("toegerekend"), INK),
        summary=_("Resultaat van %(partner)s per jaar: staven zijn kas, de lijn is toegerekend.") % {"partner": name},
    )
    return PartnerView(name, side, years, picture)


def _year(outcome: Outcome, view: View, id: str, year: int) -> Year:
    cash = Place(Total.RESULT, id, Basis.CASH, view, year)
    earned = cash._replace(basis=Basis.ACCRUAL)
    cash_cell, earned_cell = outcome.sums[cash], outcome.sums.get(earned, "")
    values = outcome.sheet.values
    return Year(
        year, values[cash_cell], cash_cell, values[earned_cell] if earned_cell else None, earned_cell, bool(earned_cell)
    )


def _float(amount: Decimal | None) -> float | None:
    """A picture is drawn, not signed."""
    return None if amount is None else float(amount)


def _result(outcome: Outcome, view: View) -> str:
    """What remains over all school years, together and per partner."""
    whole = _over_years(outcome, view, ALL_PARTNERS)
    period = {
        "van": school_year_text(outcome.school_years[0]),
        "tot": school_year_text(outcome.school_years[-1]),
    }
    if whole is None:
        count = len(outcome.missing)
        return ngettext(
            "Wat de route oplevert is nog onbekend: er ontbreekt %(n)s gegeven.",
            "Wat de route oplevert is nog onbekend: er ontbreken %(n)s gegevens.",
            count,
        ) % {"n": count}
    each = "; ".join(
        f"{partner.name} {whole_euro(_over_years(outcome, view, partner.id))}" for partner in outcome.case.partners
    )
    words = {**period, "bedrag": whole_euro(abs(whole)), "partners": each}
    if whole < 0:
        return _("Van %(van)s tot en met %(tot)s komt de route samen %(bedrag)s tekort (%(partners)s).") % words
    return _("Van %(van)s tot en met %(tot)s houdt de route samen %(bedrag)s over (%(partners)s).") % words


def _over_years(outcome: Outcome, view: View, partner: str) -> Decimal | None:
    found = [outcome.amount(Total.RESULT, partner, year=year, view=view) for year in outcome.school_years]
    known = [each for each in found if each is not None]
    return sum(known, Decimal(0)) if len(known) == len(found) else None


def _advance(outcome: Outcome, view: View) -> str:
    """Who has to wait longest for how much."""
    deepest: tuple[Decimal, str, int] | None = None
    for partner in outcome.case.partners:
        for year in outcome.calendar_years:
            amount = outcome.amount(Total.ADVANCE, partner.id, year=year, basis=Basis.CASH, view=view)
            if amount is None:
                return _("Hoeveel er moet worden voorgeschoten is nog onbekend.")
            if amount and (deepest is None or amount > deepest[0]):
                deepest = (amount, partner.id, year)
    if deepest is None:
        return _("Niemand hoeft geld voor te schieten.")
    amount, id, year = deepest
    words = {"partner": outcome.case.partner(id).name, "bedrag": whole_euro(amount), "jaar": year}
    if back := _paid_back(outcome, view, id, year):
        return _(
            "%(partner)s schiet het meeste voor: eind %(jaar)s is dat %(bedrag)s; eind %(terug)s is het terugverdiend."
        ) % {**words, "terug": back}
    return (
        _("%(partner)s schiet het meeste voor: eind %(jaar)s is dat %(bedrag)s; dat komt met deze groepen niet terug.")
        % words
    )


def _paid_back(outcome: Outcome, view: View, id: str, after: int) -> int | None:
    """The first year at whose end nothing is in advance any more."""
    for year in outcome.calendar_years:
        if year > after and not outcome.amount(Total.ADVANCE, id, year=year, basis=Basis.CASH, view=view):
            return year
    return None


def _settled(outcome: Outcome, paid: list[Payment]) -> str:
    """The settlement in one line: per pair the sum of all school years."""
    if not paid:
        return _("De partners betalen elkaar niets.")
    if any(each.amount is None for each in paid):
        return _("Wat de partners elkaar betalen is nog onbekend.")
    pairs: dict[tuple[str, str], Decimal] = {}
    for each in paid:
        pair = (each.payer, each.receiver)
        pairs[pair] = pairs.get(pair, Decimal(0)) + (each.amount or Decimal(0))
    lines = []
    for (payer, receiver), amount in pairs.items():
        years = [each.school_year for each in paid if (each.payer, each.receiver) == (payer, receiver)]
        lines.append(
            _("%(van)s betaalt %(aan)s samen %(bedrag)s (%(begin)s tot en met %(eind)s)")
            % {
                "van": outcome.case.partner(payer).name,
                "aan": outcome.case.partner(receiver).name,
                "bedrag": whole_euro(amount),
                "begin": school_year_text(min(years)),
                "eind": school_year_text(max(years)),
            }
        )
    return "; ".join(lines) + "."
