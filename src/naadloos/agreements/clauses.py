"""The library of clauses: own wording as data, with a version, conditions and how sure it is."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from naadloos.agreements.placeholders import PLACEHOLDERS, Placeholder, filled, names_in, unknown_names
from naadloos.engines.route import RouteDocument
from naadloos.engines.route.document import Clause
from naadloos.engines.route.terms import OrganisationKind, YesNoUnknown, gettext_noop
from naadloos.engines.sourced import read_yaml

_FOLDER = Path(__file__).parent / "library"
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]


class Condition(BaseModel):
    """For which routes a clause is meant; what is left out does not matter."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    vertical: bool | None = None
    companies: bool | None = None
    funding: Literal["ja", "nee"] | None = None


class LibraryClause(BaseModel):
    """One clause. ``subject`` is a letter of WVO 2.107b lid 2 or a name of good practice."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{3,40}$")]
    version: Annotated[int, Field(ge=1)]
    subject: Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,30}$")]
    title: Line
    duty: str = ""
    status: Literal["bevestigd", "te_bevestigen"]
    when: Condition = Condition()
    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=20, max_length=5000)]

    @property
    def mark(self) -> str:
        """What a clause of a route remembers of where it came from: "geschil-bemiddelaar@1"."""
        return f"{self.id}@{self.version}"

    @property
    def sources(self) -> list[int]:
        """The steps its facts come from."""
        return sorted({PLACEHOLDERS[name].step for name in names_in(self.text)})


@dataclass(frozen=True, slots=True)
class Choice:
    """A clause as one route would read it."""

    clause: LibraryClause
    text: str
    missing: list[Placeholder]
    # Why it does not fit this route; nothing when it fits.
    misfit: str
    # This route has it, word for word or adapted.
    taken: bool


class LibraryError(ValueError):
    """The library names a fact that is not there, or a clause twice."""


@cache
def library() -> tuple[LibraryClause, ...]:
    """All clauses, in the order of the file. Raises LibraryError."""
    rows = read_yaml((_FOLDER / "bepalingen.yaml").read_text(encoding="utf-8"))
    found = tuple(LibraryClause.model_validate(row) for row in rows)
    if len({each.id for each in found}) != len(found):
        raise LibraryError("a clause stands in the library twice")
    for each in found:
        if wrong := unknown_names(each.text):
            raise LibraryError(f"{each.id} names {wrong[0]}, which is no fact of a route")
    return found


def choices_for(document: RouteDocument, subject: str) -> list[Choice]:
    """The clauses on one subject, those that fit the route first."""
    taken = {name for each in document.agreement.clauses for name, _version in marks_of(each.library)}
    found = []
    for clause in library():
        if clause.subject == subject:
            text, missing = filled(clause.text, document)
            found.append(Choice(clause, text, missing, misfit(clause.when, document), clause.id in taken))
    return sorted(found, key=lambda each: bool(each.misfit))


def misfit(when: Condition, document: RouteDocument) -> str:
    """Why a clause with this condition is not for this route; nothing when it is, or when that is not known."""
    companies = any(each.kind is OrganisationKind.COMPANY for each in document.route.partners)
    funding = document.finance.funding_handed_over
    if when.vertical is not None and when.vertical != document.route.vertical_school:
        return (
            gettext_noop("alleen binnen één verticale scholengemeenschap")
            if when.vertical
            else gettext_noop("niet nodig binnen één verticale scholengemeenschap")
        )
    if when.companies is not None and when.companies != companies:
        return (
            gettext_noop("er is nog geen bedrijf partner")
            if when.companies
            else gettext_noop("er zijn al bedrijven partner")
        )
    if when.funding is not None and funding is not YesNoUnknown.UNKNOWN and when.funding != funding.value:
        return (
            gettext_noop("er wordt geen bekostiging overgedragen")
            if when.funding == "ja"
            else gettext_noop("er wordt bekostiging overgedragen")
        )
    return ""


def marks_of(library_marks: str) -> list[tuple[str, int]]:
    """
    >>> marks_of("geschil-bemiddelaar@1 overstap-warm@2")
    [('geschil-bemiddelaar', 1), ('overstap-warm', 2)]
    """
    found = [mark.partition("@") for mark in library_marks.split()]
    return [(name, int(version)) for name, _at, version in found if version.isdecimal()]


def newer(clause: Clause) -> list[LibraryClause]:
    """The texts of the library that this clause came from and that were given another wording since."""
    versions = dict(marks_of(clause.library))
    return [each for each in library() if each.version > versions.get(each.id, each.version)]
