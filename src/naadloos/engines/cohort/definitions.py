"""Indicators as data: who counts, who is a hit, when, from which source, and what one may compare it with.

The file is data/indicators.yaml. The words under ``of``, ``hit`` and ``maybe`` are the vocabulary of ``pupils.FLAGS``.
"""

from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal

from pydantic import Field

from naadloos.engines.cohort.pupils import FLAGS, LAST_K
from naadloos.engines.route.terms import Benefit
from naadloos.engines.sourced import DataError, DataFiles
from naadloos.engines.sourced.schema import Strict


class Frame(StrEnum):
    """COHORT: where a group stands at counting date k. YEAR: what happened between counting date k and the next."""

    COHORT = "groep"
    YEAR = "schooljaar"


class Kind(StrEnum):
    """COUNT: a number of pupils. SHARE: a part of them. GIVEN: no pupils; people or other steps give the figure."""

    COUNT = "aantal"
    SHARE = "deel"
    GIVEN = "opgegeven"


class Reference(Strict):
    """A national figure in per cent with its source; ``status`` says whether somebody saw it in that source."""

    label: Annotated[str, Field(min_length=3)]
    value: Annotated[float, Field(ge=0, le=100)]
    level: Annotated[int, Field(ge=1, le=4)] | None = None
    year: Annotated[str, Field(pattern=r"^\d{4}-\d{4}$")]
    source: Annotated[str, Field(min_length=3)]
    status: Literal["bevestigd", "te bevestigen"]


class Version(Strict):
    """Which definition holds for school years that begin in or after ``since``."""

    since: Annotated[int, Field(ge=2000, le=2100)]
    text: Annotated[str, Field(min_length=10)]
    status: Literal["bevestigd", "te bevestigen"]


class Definition(Strict):
    """One indicator. ``better``: which way is good, "" when neither; ``minimum``: least pupils for a percentage."""

    key: Annotated[str, Field(pattern=r"^[a-z0-9-]{3,40}$")]
    title: Annotated[str, Field(min_length=5)]
    benefit: Benefit | None = None
    kind: Kind
    numerator: str
    denominator: str = ""
    moment: str
    source: str
    method: str
    # Which choice of the design this figure puts to the test.
    doubts: str
    step: Annotated[int, Field(ge=1, le=10)]
    better: Literal["hoger", "lager", ""] = ""
    minimum: Annotated[int, Field(ge=10)] = 10
    frame: Frame | None = None
    k: tuple[int, ...] = ()
    of: tuple[str, ...] = ()
    hit: tuple[str, ...] = ()
    maybe: tuple[str, ...] = ()
    # A figure of another kind is given in this unit: "klokuren", "weken", "aantal", "%".
    unit: str = "%"
    versions: tuple[Version, ...] = ()
    references: tuple[Reference, ...] = ()

    @property
    def from_pupils(self) -> bool:
        return self.kind is not Kind.GIVEN

    def version(self, year: int) -> Version | None:
        """The definition that holds for a school year (2026 = 2026-2027); None when it has only one."""
        held = [each for each in self.versions if each.since <= year]
        return held[-1] if held else None

    def breaks(self, first: int, last: int) -> list[Version]:
        """The changes of definition after the first and up to the last of these school years."""
        return [each for each in self.versions if first < each.since <= last]


class DefinitionError(DataError):
    """indicators.yaml does not hold what it should."""


_FILES = DataFiles(DefinitionError)


@cache
def definitions() -> dict[str, Definition]:
    """All indicators by key, in the order of the file. Raises DefinitionError."""
    found: dict[str, Definition] = {}
    for place, item, data in _FILES.items(files("naadloos.engines.cohort") / "data"):
        if place != "data/indicators.yaml":
            continue
        each = _FILES.model(Definition, place, item, data)
        _check(each, place)
        if each.key in found:
            raise DefinitionError(place, each.key, "key", "deze indicator staat er twee keer")
        found[each.key] = each
    return found


def _check(each: Definition, place: str) -> None:
    for name in ("of", "hit", "maybe"):
        for flag in getattr(each, name):
            if flag not in FLAGS:
                raise DefinitionError(place, each.key, name, f"het woord {flag!r} bestaat niet")
    if each.from_pupils and (each.frame is None or not each.of or not each.k):
        raise DefinitionError(place, each.key, "frame", "een cijfer over leerlingen heeft frame, k en of nodig")
    if not each.from_pupils and (each.frame or each.k or each.of or each.hit or each.maybe):
        raise DefinitionError(place, each.key, "frame", "een opgegeven cijfer telt geen leerlingen")
    if each.kind is Kind.SHARE and not each.hit:
        raise DefinitionError(place, each.key, "hit", "een deel heeft een teller nodig")
    if any(not 0 <= k < LAST_K for k in each.k):
        raise DefinitionError(place, each.key, "k", f"kies 0 tot en met {LAST_K - 1}")
    if [version.since for version in each.versions] != sorted({version.since for version in each.versions}):
        raise DefinitionError(place, each.key, "versions", "zet de versies op volgorde van jaar, elk jaar een keer")
