"""Pieces of the form of a data file. A key that is not named in a form is refused."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Annotated, ClassVar, Self

from pydantic import BaseModel, ConfigDict, StringConstraints, model_validator

Sentence = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=600)]

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
    "LPW": ("Leerplichtwet 1969", "BWBR0002628"),
}


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Place(Strict):
    """One place in a law; ``laws``: those that a kind of data file may name."""

    laws: ClassVar[Mapping[str, tuple[str, str]]] = LAWS

    law: str
    bwbr: str
    # Quoted in the data: as a number, 2.60 would silently become 2.6.
    article: Annotated[str, StringConstraints(pattern=r"^[0-9]+[a-z]*(\.[0-9]+[a-z]*)*$")]
    lid: Annotated[str, StringConstraints(pattern=r"^[0-9]+[a-z]?$")] | None = None
    onderdeel: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]{1,3}$")] | None = None

    @model_validator(mode="after")
    def law_has_this_number(self) -> Self:
        if self.law not in self.laws:
            raise ValueError(f"wet {self.law!r} is niet bekend; kies uit {', '.join(self.laws)}")
        if self.laws[self.law][1] != self.bwbr:
            raise ValueError(f"bij {self.law} hoort {self.laws[self.law][1]}, niet {self.bwbr}")
        return self

    @property
    def url(self) -> str:
        """The text of the article on wetten.overheid.nl."""
        lid = f"&lid={self.lid}" if self.lid else ""
        return f"https://wetten.overheid.nl/jci1.3:c:{self.bwbr}&artikel={self.article}{lid}"

    def __str__(self) -> str:
        parts = [self.laws[self.law][0], f"art. {self.article}"]
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


def in_order(values: Sequence[Dated]) -> None:
    """Refuse values that overlap. Raises ValueError when values overlap or are not in the order of time."""
    for earlier, later in pairwise(values):
        if earlier.valid_to is None or earlier.valid_to >= later.valid_from:
            raise ValueError("waarden overlappen elkaar of staan niet op volgorde van datum")
