"""Step 8: what it costs, who bears it, how partners settle, and what the calculation reads. Empty is unknown."""

from naadloos.finance.models.figures import OwnFigure, PartnerTerms, Subsidy
from naadloos.finance.models.items import CostItem
from naadloos.finance.models.pupils import PupilCount, Volume
from naadloos.finance.models.terms import CalculationTerms, FinanceTerms

__all__ = [
    "CalculationTerms",
    "CostItem",
    "FinanceTerms",
    "OwnFigure",
    "PartnerTerms",
    "PupilCount",
    "Subsidy",
    "Volume",
]
