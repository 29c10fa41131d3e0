"""What it still costs to finish the cohorts that are on their way, when the route begins no new ones."""

from naadloos.engines.finance.expressions import Expression, Ref, sub, total
from naadloos.engines.finance.model import Model
from naadloos.engines.finance.outcome import ALL_PARTNERS, Line, Place
from naadloos.engines.finance.terms import Basis, Section, Total, Unit, View
from naadloos.engines.route.terms import gettext_noop
from naadloos.engines.route.text import text

_LABEL = gettext_noop("afmaken van de groepen die vóór %(jaar)s begonnen, %(partner)s")
_RULE = gettext_noop(
    "Directe kosten min bekostiging en verrekening van alle schooljaren vanaf dit jaar, zonder overhead en subsidies. "
    "Onder nul: er blijft geld over."
)


def exits(model: Model, years: tuple[int, ...]) -> dict[Place, str]:
    """For each first school year without a new cohort in which others still go on."""
    found: dict[Place, str] = {}
    starts = {each.id: each.start_year for each in model.case.cohorts}
    lasts = {c.id: c.start_year + max(v.years for v in c.variants) - 1 for c in model.case.cohorts}
    for year in years:
        running = {each for each in starts if starts[each] < year <= lasts[each]}
        if not running:
            continue
        last = max(lasts[each] for each in running)
        lines = [
            each
            for each in model.lines
            if each.school_year >= year and (each.cohort in running or (not each.cohort and each.school_year <= last))
        ]
        for partner in (*model.case.partners, None):
            id = partner.id if partner else ALL_PARTNERS
            name = partner.name if partner else gettext_noop("alle partners samen")
            cell = model.sheet.add(
                f"uitstap.{id or 'samen'}.{year}",
                text(_LABEL, jaar=year, partner=name),
                Unit.EURO,
                _cost(lines, id),
                _RULE,
            )
            for view in View:
                found[Place(Total.EXIT, id, Basis.ACCRUAL, view, year)] = cell.id
    return found


def _cost(lines: list[Line], partner: str) -> Expression:
    mine = [each for each in lines if partner in (ALL_PARTNERS, each.partner)]
    out = [each.cell for each in mine if each.section is Section.COST]
    income = [each.cell for each in mine if each.section.is_revenue]
    if partner != ALL_PARTNERS:
        settled = [each for each in lines if each.section is Section.SETTLEMENT]
        out += [each.cell for each in settled if each.partner == partner and not each.net]
        income += [e.cell for e in settled if e.counterparty == partner or (e.net and e.partner == partner)]
    return sub(total(tuple(map(Ref, out))), total(tuple(map(Ref, income))))
