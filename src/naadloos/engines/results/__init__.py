"""Does a candidate pass? The result rules of the vmbo and of the mbo, judged on the marks that are there.

Flow of ``judge``: ``book`` reads rules, norms and the parts of each exam from the data files and trusts nothing in
them; ``picture`` says between which bounds each part still lies; the named checks are put to the lowest and the highest
marks, so that "geslaagd" and "niet geslaagd" are only said when no missing mark can change them; ``chances`` tries what
is still needed. ``leaving`` tells what somebody holds who leaves now. Rules are data: docs/results.md tells how to
change one.
"""

from naadloos.engines.results.book import Book, default_book, load_book
from naadloos.engines.results.case import Case, Entry, Start
from naadloos.engines.results.errors import CaseError, ResultDataError
from naadloos.engines.results.judge import judge
from naadloos.engines.results.leaving import Holding, Leaver, leaving
from naadloos.engines.results.picture import SIZES
from naadloos.engines.results.route import RouteResult, route_result
from naadloos.engines.results.schema import Citation, Parameter, Part, Rule
from naadloos.engines.results.terms import Exam, Holds, Outcome, Scale, Status, Word
from naadloos.engines.results.types import Final, Result, RuleResult
from naadloos.engines.route.text import Marked, Text, Value

__all__ = [
    "SIZES",
    "Book",
    "Case",
    "CaseError",
    "Citation",
    "Entry",
    "Exam",
    "Final",
    "Holding",
    "Holds",
    "Leaver",
    "Marked",
    "Outcome",
    "Parameter",
    "Part",
    "Result",
    "ResultDataError",
    "RouteResult",
    "Rule",
    "RuleResult",
    "Scale",
    "Start",
    "Status",
    "Text",
    "Value",
    "Word",
    "default_book",
    "judge",
    "leaving",
    "load_book",
    "route_result",
]
