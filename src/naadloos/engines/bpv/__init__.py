"""Bpv: how many places a route needs, who can go where, why not, and what a company that falls away touches.

``need`` reads the programme; ``match`` puts pupils (keys, never names) at recognised companies and proves how good that
is, and ``find`` does so for who follows the search and may stop it; ``losing`` tells what is hit when a company loses
its recognition; ``check`` looks a matching over independently.
"""

from naadloos.engines.bpv.check import faults, faults_of
from naadloos.engines.bpv.explain import doubt_of, shortage
from naadloos.engines.bpv.lost import Lost, losing
from naadloos.engines.bpv.match import PARTS, Control, Found, find, match, told
from naadloos.engines.bpv.need import LAST_YEAR_OF_PUPIL, Need, needs, not_on_the_board
from naadloos.engines.bpv.rules import area_name, recognition_bar
from naadloos.engines.bpv.types import (
    Bar,
    Company,
    Match,
    Pair,
    Places,
    Problem,
    ProblemError,
    Pupil,
    Released,
    Result,
    Score,
    Shortage,
    Slot,
    Unmatched,
)

__all__ = [
    "LAST_YEAR_OF_PUPIL",
    "PARTS",
    "Bar",
    "Company",
    "Control",
    "Found",
    "Lost",
    "Match",
    "Need",
    "Pair",
    "Places",
    "Problem",
    "ProblemError",
    "Pupil",
    "Released",
    "Result",
    "Score",
    "Shortage",
    "Slot",
    "Unmatched",
    "area_name",
    "doubt_of",
    "faults",
    "faults_of",
    "find",
    "losing",
    "match",
    "needs",
    "not_on_the_board",
    "recognition_bar",
    "shortage",
    "told",
]
