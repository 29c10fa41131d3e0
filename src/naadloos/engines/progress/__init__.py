"""How far a pupil is: done, missing and double for both diplomas, phases, and what may pass to the other side."""

from naadloos.engines.progress.balance import Balance, DiplomaList, Line, balance
from naadloos.engines.progress.exchange import Along, Category, Exchange, Purpose, judge_exchange, takes_along
from naadloos.engines.progress.phases import Stay, clash, counting_days, phase_on
from naadloos.engines.progress.types import Diploma, Fact, Kind, Outcome, Part, Programme, Standing, Way

__all__ = [
    "Along",
    "Balance",
    "Category",
    "Diploma",
    "DiplomaList",
    "Exchange",
    "Fact",
    "Kind",
    "Line",
    "Outcome",
    "Part",
    "Programme",
    "Purpose",
    "Standing",
    "Stay",
    "Way",
    "balance",
    "clash",
    "counting_days",
    "judge_exchange",
    "phase_on",
    "takes_along",
]
