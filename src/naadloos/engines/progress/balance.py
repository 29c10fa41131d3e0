"""The exact list of one pupil: what is done, what is missing and what is double, for each of both diplomas.

Inside one variant the same content comes back on purpose, in a later unit; that is not double. Content of a unit that
the variant of now does not ask for can stand in for a unit that is missing; what does not, was done for nothing.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from naadloos.engines.progress.types import Diploma, Fact, Kind, Outcome, Part, Programme, Standing, Way
from naadloos.engines.route.terms import gettext_noop
from naadloos.engines.route.text import Text, text

_CREBO = re.compile(r"([0-9]{5}) ")
_EVERYBODY = Way("", "")

_COUNTS_UNIT = gettext_noop("De inhoud (%(codes)s) is al gedaan in %(delen)s.")
_COUNTS_TEST = gettext_noop(
    "De inhoud (%(codes)s) is al getoetst in %(delen)s. De examencommissie beslist of dat telt."
)
_PARTLY = gettext_noop("Al gedaan in %(delen)s; nog nodig: %(codes)s.")
_NOT_PASSED = gettext_noop("Wel gedaan, niet behaald.")
_NOT_ASKED = gettext_noop("Gedaan, maar in deze variant niet gevraagd.")
_TWICE_CONTENT = gettext_noop("In deze variant niet gevraagd; de inhoud (%(codes)s) is ook gedaan in %(delen)s.")
_TWICE = gettext_noop("%(n)s keer gedaan.")
_EXEMPT = gettext_noop("Met een vrijstelling.")
_OLD = gettext_noop("Gedaan in een eerdere versie; in dit programma niet gevraagd.")


@dataclass(frozen=True, slots=True)
class Line:
    """One part on the list. ``behind``: it should have been done in an earlier year of the route.

    ``contents``: the codes that it is about: all of them, or what is still needed. ``instead``: the titles of the parts
    whose content stands in for it.
    """

    part: Part
    standing: Standing
    why: Text | None = None
    contents: tuple[str, ...] = ()
    behind: bool = False
    instead: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DiplomaList:
    diploma: Diploma
    lines: tuple[Line, ...]

    def of(self, standing: Standing) -> tuple[Line, ...]:
        return tuple(each for each in self.lines if each.standing is standing)

    def hours(self, standing: Standing) -> Decimal:
        """Klokuren of the units with a known size."""
        return sum((each.part.hours for each in self.of(standing) if each.part.hours is not None), Decimal(0))

    @property
    def behind(self) -> tuple[Line, ...]:
        return tuple(each for each in self.lines if each.behind)


@dataclass(frozen=True, slots=True)
class Balance:
    """``unknown``: what was done but stands in no version that is known. ``left``: klokuren still to do, each once."""

    vmbo: DiplomaList
    mbo: DiplomaList
    unknown: tuple[Fact, ...]
    left: Decimal

    @property
    def lists(self) -> tuple[DiplomaList, DiplomaList]:
        return self.vmbo, self.mbo


Name = tuple[Kind, str]


def balance(programme: Programme, facts: Iterable[Fact], *, variant: str, route_year: int | None = None) -> Balance:
    """What a pupil in this variant has done, still must do, and did for nothing.

    ``route_year``: where the pupil is now; what belongs to an earlier year is behind then. None is not known.
    """
    way = programme.ways.get(variant, Way(variant, variant))
    known = {(part.kind, part.key): part for part in (*programme.earlier, *programme.parts)}
    kept: dict[Name, list[Fact]] = {}
    for fact in facts:
        kept.setdefault((fact.kind, fact.key), []).append(fact)
    unknown = tuple(each for name, found in kept.items() if name not in known for each in found)
    lists = {each: _list(programme, known, kept, way, each, route_year) for each in Diploma}
    missing = {
        (line.part.kind, line.part.key): line.part.hours or Decimal(0)
        for each in lists.values()
        for line in each.of(Standing.MISSING)
    }
    return Balance(lists[Diploma.VMBO], lists[Diploma.MBO], unknown, sum(missing.values(), Decimal(0)))


def asks(part: Part, way: Way) -> bool:
    return not part.variants or way.key in part.variants


def contents(part: Part, diploma: Diploma, way: Way) -> frozenset[str]:
    """What it covers of one diploma; werkprocessen of another crebo are about another diploma."""
    if diploma is Diploma.VMBO:
        return part.deeltaken
    return frozenset(code for code in part.mbo if _fits(code, way))


def _fits(code: str, way: Way) -> bool:
    found = _CREBO.match(code)
    return found is None or not way.crebo or found[1] == way.crebo


def diplomas(part: Part, way: Way) -> frozenset[Diploma]:
    """For which diploma it counts in this variant.

    A unit for both diplomas whose werkprocessen are all of another crebo counts for the vmbo alone.
    """
    if part.diplomas == set(Diploma) and part.mbo and not contents(part, Diploma.MBO, way):
        return frozenset({Diploma.VMBO})
    return part.diplomas


def _list(
    programme: Programme,
    known: dict[Name, Part],
    kept: dict[Name, list[Fact]],
    way: Way,
    diploma: Diploma,
    route_year: int | None,
) -> DiplomaList:
    now = {(part.kind, part.key) for part in programme.parts}
    asked = [part for part in programme.parts if asks(part, way) and diploma in diplomas(part, way)]
    done = {name for name, facts in kept.items() if any(each.outcome is not Outcome.FAILED for each in facts)}
    spare = [
        known[name]
        for name in known
        if name in done
        and not (name in now and asks(known[name], way))
        and diploma in diplomas(known[name], _EVERYBODY)
    ]
    lines, used = [], set()
    for part in asked:
        name = (part.kind, part.key)
        if name in done:
            lines.append(_done(part, kept[name], diploma, way))
            continue
        line, sources = _undone(part, spare, diploma, way)
        if line.standing is Standing.COUNTS:
            used |= {(each.kind, each.key) for each in sources}
        else:
            behind = route_year is not None and part.last_year is not None and part.last_year < route_year
            why = line.why or (text(_NOT_PASSED) if name in kept else None)
            line = Line(part, line.standing, why, line.contents, behind, line.instead)
        lines.append(line)
    finished = [part for part in asked if (part.kind, part.key) in done]
    lines += [_double(part, finished, diploma, now) for part in spare if (part.kind, part.key) not in used]
    lines += [again for part in finished if (again := _twice(part, kept[part.kind, part.key])) is not None]
    return DiplomaList(diploma, tuple(lines))


def _passed(facts: Sequence[Fact]) -> list[Fact]:
    return [each for each in facts if each.outcome is not Outcome.FAILED]


def _done(part: Part, facts: Sequence[Fact], diploma: Diploma, way: Way) -> Line:
    exempt = all(each.outcome is Outcome.EXEMPT for each in _passed(facts))
    why = text(_EXEMPT) if exempt else None
    return Line(part, Standing.DONE, why, tuple(sorted(contents(part, diploma, way))))


def _undone(part: Part, spare: Sequence[Part], diploma: Diploma, way: Way) -> tuple[Line, list[Part]]:
    wanted = contents(part, diploma, way)
    sources = [each for each in spare if each.kind is part.kind and wanted & contents(each, diploma, _EVERYBODY)]
    covered = frozenset[str]().union(*(contents(each, diploma, _EVERYBODY) for each in sources)) & wanted
    titles = tuple(each.title for each in sources)
    if wanted and covered == wanted:
        said = _COUNTS_UNIT if part.kind is Kind.UNIT else _COUNTS_TEST
        codes = tuple(sorted(wanted))
        return Line(part, Standing.COUNTS, text(said, codes=codes, delen=titles), codes, instead=titles), sources
    needed = tuple(sorted(wanted - covered))
    why = text(_PARTLY, delen=titles, codes=needed) if sources else None
    return Line(part, Standing.MISSING, why, needed, instead=titles), sources


def _double(part: Part, finished: Sequence[Part], diploma: Diploma, now: set[Name]) -> Line:
    mine = contents(part, diploma, _EVERYBODY)
    again = [each for each in finished if each.kind is part.kind and mine & contents(each, diploma, _EVERYBODY)]
    codes = tuple(sorted(mine))
    if again:
        both = mine & frozenset[str]().union(*(contents(each, diploma, _EVERYBODY) for each in again))
        titles = tuple(each.title for each in again)
        return Line(part, Standing.DOUBLE, text(_TWICE_CONTENT, codes=tuple(sorted(both)), delen=titles), codes)
    said = _NOT_ASKED if (part.kind, part.key) in now else _OLD
    return Line(part, Standing.DOUBLE, text(said), codes)


def _twice(part: Part, facts: Sequence[Fact]) -> Line | None:
    """A unit that was done again, as by who stays in a year; a test that was passed twice was a retake."""
    days = {each.on for each in facts if each.outcome is Outcome.PASSED}
    if part.kind is not Kind.UNIT or len(days) < 2:
        return None
    return Line(part, Standing.DOUBLE, text(_TWICE, n=len(days)))
