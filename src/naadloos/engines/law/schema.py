"""The form of a rule and of a parameter in the data files. A key that is not named here is refused."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from naadloos.engines.route.terms import Leertraject, Leerweg, RouteType, gettext_noop

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{2,40}$")]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{2,40}$")]
Sentence = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=600)]
Number = Annotated[Decimal, Field(ge=0, max_digits=9, decimal_places=2)]
Status = Literal["bevestigd", "te_bevestigen"]

# The check of a rule that only a person can judge, and what that person can do.
QUESTION = "vraag"
ANSWER_IT = gettext_noop("Ga na of dit zo is en beantwoord de vraag. Leg bij de toelichting vast waar het staat.")

# Short name, name for people, number of the law on wetten.overheid.nl.
LAWS = {
    "WVO": ("WVO 2020", "BWBR0044212"),
    "WEB": ("WEB", "BWBR0007625"),
    "UWVO": ("UWVO 2020", "BWBR0045787"),
    "EKB": ("Examen- en kwalificatiebesluit WEB", "BWBR0027963"),
    "WMS": ("WMS", "BWBR0020685"),
    "REP": ("Regeling examenprogramma's vo", "BWBR0022061"),
    "RBK": ("Regeling beroepsgerichte keuzevakken vmbo", "BWBR0038193"),
    "BUL": ("Besluit uitwisseling leer- en begeleidingsgegevens", "BWBR0031619"),
    "BRO": ("Besluit register onderwijsdeelnemers", "BWBR0042639"),
    "RRO": ("Regeling register onderwijsdeelnemers", "BWBR0043632"),
    "BBO": ("Besluit bekwaamheidseisen onderwijspersoneel", "BWBR0018692"),
}


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Citation(Strict):
    """One place in a law. ``route_type`` limits it to one of the two routes."""

    law: str
    bwbr: str
    # Quoted in the data: as a number, 2.60 would silently become 2.6.
    article: Annotated[str, StringConstraints(pattern=r"^[0-9]+[a-z]*(\.[0-9]+[a-z]*)*$")]
    lid: Annotated[str, StringConstraints(pattern=r"^[0-9]+[a-z]?$")] | None = None
    onderdeel: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]{1,3}$")] | None = None
    route_type: RouteType | None = None

    @model_validator(mode="after")
    def law_has_this_number(self) -> Self:
        if self.law not in LAWS:
            raise ValueError(f"wet {self.law!r} is niet bekend; kies uit {', '.join(LAWS)}")
        if LAWS[self.law][1] != self.bwbr:
            raise ValueError(f"bij {self.law} hoort {LAWS[self.law][1]}, niet {self.bwbr}")
        return self

    @property
    def url(self) -> str:
        """The text of the article on wetten.overheid.nl."""
        lid = f"&lid={self.lid}" if self.lid else ""
        return f"https://wetten.overheid.nl/jci1.3:c:{self.bwbr}&artikel={self.article}{lid}"

    def __str__(self) -> str:
        parts = [LAWS[self.law][0], f"art. {self.article}"]
        parts += [f"lid {self.lid}"] if self.lid else []
        parts += [f"onderdeel {self.onderdeel}"] if self.onderdeel else []
        return " ".join(parts)


class Dated(Strict):
    """Something that holds from a day up to and including a day; no last day means: still."""

    valid_from: date
    valid_to: date | None = None

    @model_validator(mode="after")
    def first_day_is_not_after_the_last(self) -> Self:
        if self.valid_to is not None and self.valid_to < self.valid_from:
            raise ValueError("valid_to ligt voor valid_from")
        return self

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


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
        for earlier, later in zip(self.values, self.values[1:], strict=False):
            if earlier.valid_to is None or earlier.valid_to >= later.valid_from:
                raise ValueError("waarden overlappen elkaar of staan niet op volgorde van datum")
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
