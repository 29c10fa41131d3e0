"""The form of the data files. A key that is not named here is refused."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from naadloos.engines.results.terms import Exam, Scale, Status
from naadloos.engines.route.terms import YesNoUnknown
from naadloos.engines.sourced import LAWS, Dated, Place, Sentence, Strict, in_order

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{1,40}$")]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{1,40}$")]
Number = Annotated[Decimal, Field(ge=0, max_digits=7, decimal_places=2)]


class Citation(Place):
    """One place in a law."""

    laws = {name: LAWS[name] for name in ("WVO", "WEB", "UWVO", "EKB", "LPW")}


class Sourced(Strict):
    """Something that rests on a law: where, which text was read, and whether it was found there."""

    citations: tuple[Citation, ...] = Field(min_length=1)
    text_state: date
    checked_on: date
    status: Status


class Pattern(Strict):
    """Which marks may be below the others, and how high one of the others must then be at least."""

    low: tuple[Annotated[int, Field(ge=1, le=10)], ...] = Field(min_length=1)
    high: Annotated[int, Field(ge=1, le=10)] | None = None


class Compensation(Strict):
    """The patterns of marks with which a candidate passes; all other marks are ``others`` or higher."""

    others: Annotated[int, Field(ge=1, le=10)]
    patterns: tuple[Pattern, ...] = Field(min_length=1)


class DatedValue(Dated):
    """A number, a table of numbers, a table of names of parts, or a set of patterns."""

    value: Number | Compensation | dict[str, Number] | dict[str, str]


class Parameter(Sourced):
    """A norm as a history of dated values, so that the past stays computable."""

    key: Name
    label: Sentence
    unit: Sentence
    values: tuple[DatedValue, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def values_do_not_overlap(self) -> Self:
        in_order(self.values)
        return self


class Cohort(Sourced):
    """Students for whom another rule holds, by the day on which they began and the year that they entered.

    ``started_before``: first day that is too late, by the study year in which the student entered.
    ``extra_years``: the student also finishes within the length of the opleiding and these years.
    """

    id: Id
    title: Sentence
    started_before: dict[Annotated[str, StringConstraints(pattern=r"^[1-4]$")], date]
    extra_years: Annotated[int, Field(ge=0, le=9)]


class Part(Sourced):
    """One part of an exam: a subject, a kerntaak, or a mark that is made of others.

    ``count``: how many a full exam has. ``counts``: its mark takes part in the pattern of marks. ``combines``: made of
    the marks of these parts; where there are two, the first weighs as often as there are of the second.
    ``central``: what a form may start with; the caller says what is so.
    """

    id: Name
    title: Sentence
    exams: tuple[Exam, ...] = Field(min_length=1)
    count: Annotated[int, Field(ge=0, le=9)] = 1
    scale: Scale = Scale.MARK
    central: YesNoUnknown = YesNoUnknown.NO
    counts: bool = False
    may_leave_out: bool = False
    combines: tuple[Name, ...] = Field(default=(), max_length=2)


class CohortCondition(Strict):
    id: Id
    inside: bool


class Rule(Sourced, Dated):
    """One condition for a diploma or for cum laude, and the check that judges it."""

    id: Id
    title: Sentence
    duty: Sentence
    exams: tuple[Exam, ...] = Field(min_length=1)
    purpose: Literal["diploma", "cum_laude"] = "diploma"
    check: Name
    parameters: tuple[Name, ...] = ()
    cohort: CohortCondition | None = None


class Paper(Strict):
    """What somebody can hold who leaves, and what the law says of it. Nothing found: no place, and to be confirmed."""

    id: Id
    title: Sentence
    duty: Sentence
    citations: tuple[Citation, ...] = ()
    text_state: date
    checked_on: date
    status: Status

    @model_validator(mode="after")
    def without_a_place_it_is_to_be_confirmed(self) -> Self:
        if not self.citations and self.status is Status.CONFIRMED:
            raise ValueError("zonder vindplaats kan dit niet bevestigd zijn")
        return self
