"""Subsidies: lines of their own that always end, so that nothing lasting leans on them."""

from collections import Counter
from datetime import date

from naadloos.engines.finance.expressions import Expression, Ref, cents, div, mul, number, sub, total
from naadloos.engines.finance.model import Model, is_exactly
from naadloos.engines.finance.outcome import Line
from naadloos.engines.finance.terms import Section, Unit
from naadloos.engines.finance.types import Subsidy
from naadloos.engines.route.calendar import months, school_year_of
from naadloos.engines.route.terms import gettext_noop
from naadloos.engines.route.text import text

_LABEL = gettext_noop("%(naam)s, deel in %(jaar)s van schooljaar %(schooljaar)s")
_RULE = gettext_noop("Gelijk verdeeld over de maanden van begin tot einde; daarna is er niets meer.")
_OWN = gettext_noop("eigen bijdrage bij %(naam)s")
_OWN_RULE = gettext_noop(
    "Het deel van de hele begroting dat de regeling zelf niet betaalt. Ter informatie: de kosten staan bij de "
    "kostenposten."
)


def parts(begins: date, ends: date) -> Counter[tuple[int, int]]:
    """Months per school year and calendar year."""
    return Counter((school_year_of(month), month.year) for month in months(begins, ends))


def receive(model: Model) -> None:
    """Add the lines of all subsidies."""
    for subsidy in model.case.subsidies:
        _receive(model, subsidy)


def _receive(model: Model, subsidy: Subsidy) -> None:
    label = text(gettext_noop("bedrag van %(naam)s"), naam=subsidy.title)
    whole = model.given(f"subsidie.{subsidy.id}", label, Unit.EURO, subsidy.amount, partner=subsidy.partner)
    counts = parts(subsidy.begins, subsidy.ends)
    before: list[Ref] = []
    for (school_year, year), count in counts.items():
        part: Expression = cents(mul(whole, div(number(count), number(counts.total()))))
        if len(before) == len(counts) - 1:
            # The last part is what is left, so that no cent is lost.
            part = sub(whole, total(tuple(before)))
        cell = model.sheet.add(
            f"subsidie.{subsidy.id}.{school_year}.{year}",
            text(_LABEL, naam=subsidy.title, jaar=year, schooljaar=school_year),
            Unit.EURO,
            part,
            _RULE,
        )
        before.append(cell)
        model.lines.append(Line(Section.SUBSIDY, cell.id, cell.id, subsidy.partner, school_year, year, item=subsidy.id))
    if not is_exactly(subsidy.cofinancing, 0):
        _own_share(model, subsidy, whole)


def _own_share(model: Model, subsidy: Subsidy, whole: Ref) -> None:
    label = text(gettext_noop("eigen deel van de begroting bij %(naam)s"), naam=subsidy.title)
    share = model.given(f"cofinanciering.{subsidy.id}", label, Unit.SHARE, subsidy.cofinancing)
    own = cents(div(mul(whole, share), sub(number(1), share)))
    cell = model.sheet.add(f"eigen_bijdrage.{subsidy.id}", text(_OWN, naam=subsidy.title), Unit.EURO, own, _OWN_RULE)
    school_year = school_year_of(subsidy.begins)
    model.lines.append(Line(Section.OWN_SHARE, cell.id, "", subsidy.partner, school_year, item=subsidy.id))
