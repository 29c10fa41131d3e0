"""What comes out."""

from dataclasses import dataclass

from naadloos.engines.results.schema import Citation
from naadloos.engines.results.terms import Exam, Holds, Outcome, Status
from naadloos.engines.route.text import Text


@dataclass(frozen=True, slots=True)
class RuleResult:
    """How one rule works out. ``only_for``: the group it is for, when it is not known whether the student is in it."""

    rule_id: str
    title: str
    duty: str
    holds: Holds
    reason: Text
    needed: tuple[Text, ...]
    missing: tuple[Text, ...]
    citations: tuple[Citation, ...]
    status: Status
    only_for: str = ""


@dataclass(frozen=True, slots=True)
class Final:
    """The final mark of one part: ``low`` and ``high`` are equal when it is certain. ``entry``: place in the case.

    ``made``: computed from other parts. ``in_words``: judged in a word, so that the numbers are only bounds.
    """

    part: str
    name: str
    low: int
    high: int
    entry: int | None
    made: bool
    in_words: bool
    left_out: bool


@dataclass(frozen=True, slots=True)
class Result:
    """Does this candidate pass, and why.

    ``settled``: marks are missing, but cannot change the outcome. ``needed``: what is still needed for the whole exam.
    ``chances``: what a second chance could still change. ``doubts``: what was not confirmed in the law, besides rules
    with that status. ``cum_laude`` is None where the law has none.
    """

    exam: Exam
    outcome: Outcome
    status: Status
    rules: tuple[RuleResult, ...]
    finals: tuple[Final, ...]
    missing: tuple[Text, ...] = ()
    settled: bool = False
    needed: tuple[Text, ...] = ()
    chances: tuple[Text, ...] = ()
    notes: tuple[Text, ...] = ()
    doubts: tuple[Text, ...] = ()
    left_out: tuple[str, ...] = ()
    cum_laude: Outcome | None = None
    cum_laude_rules: tuple[RuleResult, ...] = ()
    open_facts: tuple[Text, ...] = ()
