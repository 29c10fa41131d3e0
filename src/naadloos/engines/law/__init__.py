"""What the law asks of a route, judged on the facts that the route holds.

Flow of ``check``: ``book`` reads the rules and dated parameters from the data files and trusts nothing in them;
``engine`` takes the rules in force on the day and asks ``applies`` whether a rule is meant for this route; the rule's
named check reads facts through ``facts``, which notes every one, and norms through ``day``, which knows the law on that
day. A fact that is missing gives "onbekend", never a pass. Rules are data: docs/law.md tells how to change one.
"""

from naadloos.engines.law.book import parameters, rules
from naadloos.engines.law.engine import check
from naadloos.engines.law.errors import LawDataError, ParameterNotFound
from naadloos.engines.law.norms import LawHours, law_hours
from naadloos.engines.law.schema import Citation, Parameter, Rule
from naadloos.engines.law.types import FactUsed, Outcome, ParameterUsed, Verdict

__all__ = [
    "Citation",
    "FactUsed",
    "LawDataError",
    "LawHours",
    "Outcome",
    "Parameter",
    "ParameterNotFound",
    "ParameterUsed",
    "Rule",
    "Verdict",
    "check",
    "law_hours",
    "parameters",
    "rules",
]
