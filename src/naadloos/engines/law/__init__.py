"""What the law asks of a route, judged on the facts that the route holds.

Flow of ``check``: ``book`` reads the rules and dated parameters from the data files and trusts nothing in them;
``engine`` takes the rules in force on the day and asks ``applies`` whether a rule is meant for this route; the rule's
named check reads facts through ``facts``, which notes every one, and norms through ``day``, which knows the law on that
day. A fact that is missing gives "onbekend", never a pass; for some rules a person's answer then counts (``answers``).
``year`` tells whose law counts: that of the law year which the route adopted. ``difference`` tells what another day or
another law year changes for a route; ``listing`` makes docs/rules.md. Rules are data:
docs/law.md tells how to change one.
"""

from naadloos.engines.law.book import parameters, rules
from naadloos.engines.law.checks.question import NOT_SEEN
from naadloos.engines.law.difference import ChangeKind, NormChange, RuleChange, Stage, difference, preview
from naadloos.engines.law.engine import OWN_RULE, TO_CONFIRM, check
from naadloos.engines.law.errors import LawDataError, ParameterNotFound
from naadloos.engines.law.listing import markdown
from naadloos.engines.law.norms import LawHours, law_hours
from naadloos.engines.law.schema import LAWS, QUESTION, Citation, Parameter, Rule
from naadloos.engines.law.types import FactUsed, Outcome, ParameterUsed, Verdict
from naadloos.engines.law.year import change_days, first_day_of, in_law_year, last_day_of, law_day, law_year_of

__all__ = [
    "LAWS",
    "NOT_SEEN",
    "OWN_RULE",
    "QUESTION",
    "TO_CONFIRM",
    "ChangeKind",
    "Citation",
    "FactUsed",
    "LawDataError",
    "LawHours",
    "NormChange",
    "Outcome",
    "Parameter",
    "ParameterNotFound",
    "ParameterUsed",
    "Rule",
    "RuleChange",
    "Stage",
    "Verdict",
    "change_days",
    "check",
    "difference",
    "first_day_of",
    "in_law_year",
    "last_day_of",
    "law_day",
    "law_hours",
    "law_year_of",
    "markdown",
    "parameters",
    "preview",
    "rules",
]
