"""The form of a rule and of a parameter in the data files. A key that is not named here is refused."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from naadloos.engines.route.terms import Leertraject, Leerweg, RouteType, gettext_noop
from naadloos.engines.sourced import LAWS as EVERY_LAW
from naadloos.engines.sourced import Dated, Place, Sentence, Strict, in_order

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{2,40}$")]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{2,40}$")]
Number = Annotated[Decimal, Field(ge=0, max_digits=9, decimal_places=2)]
Status = Literal["bevestigd", "te_bevestigen"]

# The check of a rule that only a person can judge, and what that person can do.
QUESTION = "vraag"
ANSWER_IT = gettext_noop("Ga na of dit zo is en beantwoord de vraag. Leg bij de toelichting vast waar het staat.")

# Laws that a rule of a route may rest on.
LAWS = {
    name: EVERY_LAW[name] for name in ("WVO", "WEB", "UWVO", "EKB", "WMS", "REP", "RBK", "BUL", "BRO", "RRO", "BBO")
}


class Citation(Place):
    """One place in a law. ``route_type`` limits it to one of the two routes."""

    laws = LAWS

    route_type: RouteType | None = None


class DatedValue(Dated):
    """A number, a day, a short text, or a table of numbers or texts."""

    value: Number | date | str | dict[str, Number] | dict[str, str]


class Parameter(Strict):
    """A norm as a history of dated values, so that the past stays computable."""

    key: Name
    label: Sentence
    unit: Sentence
    reference: tuple[Citation, ...] = Field(min_length=1)
    status: Status
    checked_on: date
    values: tuple[DatedValue, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def values_do_not_overlap(self) -> Self:
        in_order(self.values)
        return self


class Applies(Strict):
    """For which routes a rule is meant; what is left out does not limit."""

    route_type: RouteType | None = None
    vertical_school: bool | None = None
    leerwegen: tuple[Leerweg, ...] = ()
    levels: tuple[Annotated[int, Field(ge=1, le=4)], ...] = ()
    leertrajecten: tuple[Leertraject, ...] = ()
    route_year: Annotated[int, Field(ge=2, le=6)] | None = None
    """Only for routes that have this year; 1 is leerjaar 3."""
    cohort_from: Annotated[int, Field(ge=2020, le=2060)] | None = None
    cohort_to: Annotated[int, Field(ge=2020, le=2060)] | None = None
    """Start years of the groups that the rule is meant for, the last one included."""
    work_learning: bool = False
    vmbo_exam: bool = False
    funding_handed_over: bool = False
    teams: bool = False


class Rule(Dated):
    """One duty, the check that judges it and the place in the law. ``text_state``: date of the text that was read.

    ``question`` is what a person answers with ja (the duty is met) or nee when the facts in the route do not tell.
    A rule of our own (``source: eigen_regel``) rests on no article: it asks that what is promised exists.
    """

    id: Id
    title: Sentence
    duty: Sentence
    step: Annotated[int, Field(ge=1, le=10)]
    check: Name
    question: Annotated[Sentence, StringConstraints(pattern=r"\?$")] | None = None
    parameters: tuple[Name, ...] = ()
    applies: Applies = Applies()
    source: Literal["wet", "eigen_regel"] = "wet"
    citations: tuple[Citation, ...] = ()
    text_state: date
    status: Status
    checked_on: date
    todo: Sentence = ANSWER_IT

    @model_validator(mode="after")
    def source_fits_the_rest(self) -> Self:
        if (self.source == "wet") != bool(self.citations):
            raise ValueError("een regel uit de wet noemt artikelen (citations), een eigen regel niet")
        if self.question is None and (self.check == QUESTION or "todo" not in self.model_fields_set):
            raise ValueError("een regel zonder vraag (question) heeft een eigen controle en een todo")
        return self
