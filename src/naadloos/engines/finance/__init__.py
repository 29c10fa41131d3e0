"""What a route costs, earns and settles, per partner and year.

Flow of ``calculate``: ``validate`` refuses what cannot be; ``model`` reads figures from the case and from the register
of dated amounts; ``volume`` counts pupils, ``revenue_vo`` and ``revenue_mbo`` what they bring, ``costs`` what they
cost, ``settlement`` who pays whom, ``totals`` adds up. Each figure is a cell of one sheet with its expression, so that
a page can open it down to what was entered, and a spreadsheet gets the same formula. An unknown figure makes unknown
whatever depends on it. The studies compute the very same cells again: ``break_even``, ``scenarios``, ``tornado``,
``draws``, ``influence``, ``checks`` and ``options``. docs/finance.md has the formulas and their sources.
"""

from naadloos.engines.finance.breakeven import BreakEven, Interval, Step, break_even
from naadloos.engines.finance.calculate import calculate
from naadloos.engines.finance.checks import Check, Reconciliation
from naadloos.engines.finance.checks_again import checks
from naadloos.engines.finance.draws import Band, Draws, draws
from naadloos.engines.finance.errors import CaseError, FinanceDataError, Problem
from naadloos.engines.finance.expressions import Apply, Expression, Number, Operator, Ref, spreadsheet
from naadloos.engines.finance.influence import Question, influence
from naadloos.engines.finance.limits import read_number
from naadloos.engines.finance.options import POT, Option, Payment, options, payments
from naadloos.engines.finance.outcome import ALL_PARTNERS, Line, Outcome, Place
from naadloos.engines.finance.register import Parameter, Register, default_register
from naadloos.engines.finance.revenue_mbo import earlier_level
from naadloos.engines.finance.revenue_vo import monthly
from naadloos.engines.finance.scenarios import Scenarios, scenarios
from naadloos.engines.finance.sheet import Cell, Explanation, Input, Sheet
from naadloos.engines.finance.terms import (
    Basis,
    Budget,
    CheckName,
    CostKind,
    Distribution,
    FigureStatus,
    OverheadBase,
    Per,
    Section,
    Settlement,
    Total,
    Unit,
    Verdict,
    View,
)
from naadloos.engines.finance.tornado import Bar, Tornado, tornado
from naadloos.engines.finance.types import (
    UNKNOWN,
    Cohort,
    CostItem,
    Counted,
    Diploma,
    Given,
    OwnValue,
    Partner,
    RouteCase,
    Settings,
    Settled,
    Share,
    Site,
    Subsidy,
    Variant,
    given,
)
from naadloos.engines.finance.validate import validate
from naadloos.engines.finance.vat import VatCondition, VatLine, vat_lines
from naadloos.engines.route.text import Text

__all__ = [
    "ALL_PARTNERS",
    "POT",
    "UNKNOWN",
    "Apply",
    "Band",
    "Bar",
    "Basis",
    "BreakEven",
    "Budget",
    "CaseError",
    "Cell",
    "Check",
    "CheckName",
    "Cohort",
    "CostItem",
    "CostKind",
    "Counted",
    "Diploma",
    "Distribution",
    "Draws",
    "Explanation",
    "Expression",
    "FigureStatus",
    "FinanceDataError",
    "Given",
    "Input",
    "Interval",
    "Line",
    "Number",
    "Operator",
    "Option",
    "Outcome",
    "OverheadBase",
    "OwnValue",
    "Parameter",
    "Partner",
    "Payment",
    "Per",
    "Place",
    "Problem",
    "Question",
    "Reconciliation",
    "Ref",
    "Register",
    "RouteCase",
    "Scenarios",
    "Section",
    "Settings",
    "Settled",
    "Settlement",
    "Share",
    "Sheet",
    "Site",
    "Step",
    "Subsidy",
    "Text",
    "Tornado",
    "Total",
    "Unit",
    "Variant",
    "VatCondition",
    "VatLine",
    "Verdict",
    "View",
    "break_even",
    "calculate",
    "checks",
    "default_register",
    "draws",
    "earlier_level",
    "given",
    "influence",
    "monthly",
    "options",
    "payments",
    "read_number",
    "scenarios",
    "spreadsheet",
    "tornado",
    "validate",
    "vat_lines",
]
