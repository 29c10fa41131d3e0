"""The whole calculation of one route."""

from naadloos.engines.finance import costs, revenue_mbo, revenue_vo, settlement, subsidies, volume
from naadloos.engines.finance.errors import CaseError
from naadloos.engines.finance.leaving import exits
from naadloos.engines.finance.model import Model
from naadloos.engines.finance.outcome import Outcome
from naadloos.engines.finance.register import Register, default_register
from naadloos.engines.finance.totals import Totals
from naadloos.engines.finance.types import RouteCase
from naadloos.engines.finance.validate import validate


def calculate(case: RouteCase, register: Register | None = None) -> Outcome:
    """All lines and sums of one route, exact to the cent.

    What is not known stays unknown and names the figures that are missing; it never counts as zero.
    Raises CaseError, with a sentence per field, when the case is not valid (see ``validate``).
    """
    used = register or default_register()
    if problems := validate(case, used):
        raise CaseError(problems)
    model = Model(case, used)
    heads = volume.count(model)
    revenue_vo.earn(model, heads)
    revenue_mbo.earn(model, heads)
    subsidies.receive(model)
    works = costs.spend(model, heads)
    settlement.settle(model, works)
    school_years, calendar_years = _years(model)
    totals = Totals(model, school_years, calendar_years)
    totals.make()
    sums = totals.sums | exits(model, school_years)
    return Outcome(
        case, model.sheet, tuple(model.lines), sums, school_years, calendar_years, tuple(model.doubts.values())
    )


def _years(model: Model) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """All school years and calendar years that some line falls in, without gaps."""
    school = [each.school_year for each in model.lines] or [0]
    paid = [each.calendar_year for each in model.lines if each.calendar_year is not None]
    first, last = min(school), max(school)
    return tuple(range(first, last + 1)), tuple(range(min([first, *paid]), max([last + 1, *paid]) + 1))
