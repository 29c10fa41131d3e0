"""What comes out of the law engine."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from naadloos.engines.law.schema import Citation
from naadloos.engines.route.terms import Term, gettext_noop

FactValue = str | int | Decimal | date | None


class Outcome(Term):
    PASS = "voldoet", gettext_noop("voldoet")
    FAIL = "voldoet niet", gettext_noop("voldoet niet")
    UNKNOWN = "onbekend", gettext_noop("onbekend")
    NOT_APPLICABLE = "n.v.t.", gettext_noop("n.v.t.")


@dataclass(frozen=True, slots=True)
class FactUsed:
    """One fact that a verdict rests on.

    ``label`` is Dutch; ``path`` is the place in the document, with the item's key where there is one; ``step`` (1-10)
    is where people enter it. Long texts are cut: the value is there to recognise, not to copy.
    """

    label: str
    value: FactValue
    step: int
    path: str


@dataclass(frozen=True, slots=True)
class ParameterUsed:
    """A norm that a verdict rests on, as it was on day ``at``; ``unit`` says what the value counts."""

    key: str
    label: str
    value: str
    unit: str
    at: date
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: a Dutch %-template with its parameters, and the Dutch names of what is missing."""

    outcome: Outcome
    sentence: str
    params: Mapping[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one rule works out for one route on one day.

    ``status`` is "te bevestigen" as soon as the rule or one of the norms used was not confirmed in the text of the law.
    ``step`` is where the user can change something. ``question`` is set when a person's answer counts: the facts alone
    do not tell. ``answered`` says whether that answer is what the outcome rests on.
    """

    rule_id: str
    title: str
    duty: str
    step: int
    outcome: Outcome
    sentence: str
    params: dict[str, str]
    facts: tuple[FactUsed, ...]
    parameters: tuple[ParameterUsed, ...]
    missing: tuple[str, ...]
    citations: tuple[Citation, ...]
    status: str
    todo: str
    text_state: date
    question: str = ""
    answered: bool = False

    @property
    def text(self) -> str:
        """The sentence in Dutch, filled in."""
        return self.sentence % self.params if self.params else self.sentence
