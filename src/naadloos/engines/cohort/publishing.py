"""From counts of one route to what may be told: per group, per school year, of the last three together, per leerweg.

Every count that is told, and every count that could be worked out from told ones, is a cell of one table with sums.
The table is told row by row, the most useful first; ``disclosure`` refuses what would show a small group, and then
the row is told less precisely or not at all. What leaves this module is what anybody can know from the told rows.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from naadloos.engines.cohort.counting import Ask, Counts, answer, asks_of
from naadloos.engines.cohort.definitions import Definition, Frame, definitions
from naadloos.engines.cohort.disclosure import MINIMUM_SHARE, Disclosure, Shown, Statement, Sum, too_close
from naadloos.engines.cohort.pupils import LAST_K, LEERWEGEN, Pupils
from naadloos.engines.cohort.words import Language, language

# How many groups or school years are put together, as the inspectie does for small numbers.
POOLED = 3
# So many rows are told before the exact attack looks: often enough something follows from one of them.
_TOGETHER = 6
STATES = ("here", "diploma", "switch", "vsv", "unknown")
_BASES = {Frame.COHORT: ("counted",), Frame.YEAR: ("followed",)}
_K = tuple(range(LAST_K))

# (flags of, flags hit, cohort, k, leerweg) -> pupils. The flags name the count; an empty leerweg is all of them.
Key = tuple[tuple[str, ...], tuple[str, ...], int, int, str]
Raw = dict[Key, int]
# Groups and counting dates.
_Places = tuple[tuple[int, int], ...]
# What a row is about: scope, name, k, and the years that were put together.
_Head = tuple[str, str, int | None, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Row:
    """One told figure. ``scope``: "samen" (the last three together), "groep", "schooljaar" or "leerweg" (of samen).

    ``name``: the start year of the group, the school year, or the leerweg; ``years``: which were put together.
    ``of``, ``hit`` and ``maybe`` (where to is not known) are what everybody can know of each count; ``told`` is False
    when nothing of this row may be told.
    """

    scope: str
    name: str
    k: int | None
    years: tuple[int, ...]
    of: Shown
    hit: Shown
    maybe: Shown
    told: bool

    @property
    def low(self) -> int:
        return self.hit.low

    @property
    def high(self) -> int | None:
        """The most that can be a hit, by what is told; None when nothing bounds it."""
        most = [each for each in (_plus(self.hit.high, self.maybe.high), self.of.high) if each is not None]
        return min(most, default=None)

    @property
    def has_share(self) -> bool:
        """May a percentage be told: it is known how many count, and they are enough."""
        return self.told and self.of.exact and self.of.low >= MINIMUM_SHARE and self.high is not None


@dataclass(frozen=True, slots=True)
class Flow:
    """Where one group (0: all together, by year of the route) stands at counting date k, or left in the year after."""

    cohort: int
    k: int
    total: Shown
    states: Mapping[str, Shown]
    told: bool


@dataclass(frozen=True, slots=True)
class Published:
    """What may be told of one route. ``held``: groups whose newest changes are too small to tell apart from before."""

    as_of: date
    figures: Mapping[str, tuple[Row, ...]]
    flows: tuple[Flow, ...]
    risks: tuple[Flow, ...]
    held: tuple[int, ...] = ()
    cells: Mapping[str, Shown] | None = None


def _plus(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other


def raw_counts(pupils: Pupils) -> Raw:
    """Every count of one route that any figure needs, also the nothings. Raises ValueError for several routes."""
    asks = list(_asks())
    return raw_of(answer(pupils, asks))


def raw_of(counts: Counts) -> Raw:
    if len(counts.routes) > 1:
        raise ValueError("these are pupils of several routes")
    found: Raw = {}
    for ask, array in counts.found.items():
        for index, cohort in enumerate(counts.cohorts):
            for k in ask.k:
                for number, leerweg in enumerate(LEERWEGEN):
                    if value := int(array[0, index, k, number]):
                        found[ask.of, ask.hit, cohort, k, leerweg] = value
                if total := int(array[0, index, k].sum()):
                    found[ask.of, ask.hit, cohort, k, ""] = total
    return found


def _asks() -> Iterator[Ask]:
    for base in _BASES.values():
        yield Ask(base, (), _K)
    for state in STATES:
        yield Ask(("counted",), (state,), _K)
        yield Ask(("followed",), (f"next_{state}",), _K[:-1])
    for each in definitions().values():
        if each.from_pupils and each.frame:
            of, hit, most = asks_of(each)
            yield from (of, hit, most)


@cache
def _language() -> Language:
    return language((each.of, each.hit) for each in _asks())


def publish(
    raw: Raw, as_of: date, *, before: Sequence[Published] = (), raw_before: Raw | None = None
) -> tuple[Published, Raw]:
    """What may be told of these counts, and the counts that it rests on.

    ``before`` are all reports that people saw and ``raw_before`` the counts of the last: a group whose told counts
    would change by 1 to 4 stays as it was, since the difference of two reports would show a small group.
    """
    held: set[int] = set()
    cohorts = sorted({key[2] for key in raw})
    while True:
        used = _with_held(raw, raw_before or {}, held)
        made = _Report(used, as_of, cohorts).published(tuple(sorted(held)))
        close = {
            cohort
            for report in before
            for name in too_close(report.cells or {}, made.cells or {})
            for cohort in _cohorts_in(name, made)
        }
        if not close - held:
            return made, used
        held |= close


def _with_held(raw: Raw, before: Raw, held: set[int]) -> Raw:
    """A held group keeps the counts of the counting dates that were known before."""
    if not held:
        return raw
    known = {(key[2], key[3]) for key in before if key[2] in held}
    kept = {key: value for key, value in raw.items() if (key[2], key[3]) not in known}
    return kept | {key: value for key, value in before.items() if (key[2], key[3]) in known}


def _cohorts_in(name: str, made: Published) -> set[int]:
    """Which groups a count is about: its own, or all that it was put together from."""
    part = name.split("|")[1]
    years = {int(each) for each in part.split("+")} if part else set()
    groups = {each.cohort for each in made.flows if each.cohort}
    return years & groups or groups


@dataclass(slots=True)
class _Line:
    """A row in the making: how many (``of``), and the parts that it falls into; ``rank`` orders what is told first."""

    rank: tuple[int, int]
    of: str
    parts: tuple[str, ...]
    told: bool = False


class _Report:
    def __init__(self, raw: Raw, as_of: date, cohorts: list[int]) -> None:
        self.raw, self.as_of, self.cohorts = raw, as_of, cohorts
        self.words = _language()
        # Everybody knows which leerwegen the route has.
        self.leerwegen = tuple(each for each in LEERWEGEN if any(key[4] == each for key in raw))
        self.counts: dict[str, int] = {}
        # By places and leerweg the cells by name of the set.
        self.tables: dict[tuple[_Places, str], dict[str, str]] = {}
        # The places and leerwegen that rows are about.
        self.rows: dict[tuple[_Places, str], None] = {}
        self.sums: dict[tuple[str, tuple[str, ...]], Sum] = {}
        self.lines: list[_Line] = []

    def published(self, held: tuple[int, ...]) -> Published:
        flows = [(cohort, k, self._line((5, -cohort), *cells)) for cohort, k, cells in self._flows()]
        risks = [(0, k, self._line((2, k), *cells)) for k, cells in self._risks()]
        rows = {
            key: [(*head, self._line(rank, *cells)) for rank, head, cells in self._rows(each)]
            for key, each in definitions().items()
            if each.from_pupils
        }
        self._link()
        known = self._tell()
        return Published(
            self.as_of,
            {key: tuple(self._row(known, *each) for each in found) for key, found in rows.items()},
            tuple(self._flow(known, *each) for each in flows),
            tuple(self._flow(known, *each) for each in risks),
            held,
            {name: known.shown(name) for name in self.counts},
        )

    # -- telling ------------------------------------------------------------------------------------

    def _line(self, rank: tuple[int, int], of: str, *parts: str) -> _Line:
        line = _Line(rank, of, parts)
        self.lines.append(line)
        return line

    def _tell(self) -> Disclosure:
        """Tell the rows rank by rank; the exact attack looks at each rank before the next begins."""
        known = Disclosure(self.counts, [*self.sums.values()])
        for rank in sorted({line.rank[0] for line in self.lines}):
            left = sorted((line for line in self.lines if line.rank[0] == rank), key=lambda line: line.rank)
            while left:
                left = left[_tell_on(known, left[:_TOGETHER]) :]
        return known

    # -- cells and sums -----------------------------------------------------------------------------

    def get(self, of: tuple[str, ...], hit: tuple[str, ...], cohort: int, k: int, leerweg: str = "") -> int:
        return self.raw.get((of, hit, cohort, k, leerweg), 0)

    def cell(self, of: tuple[str, ...], hit: tuple[str, ...], places: _Places, leerweg: str = "") -> str:
        """The count of one or several groups and counting dates together."""
        words = self.words.names[of, hit]
        name = _name(words, places, leerweg)
        if name not in self.counts:
            self.counts[name] = sum(self.get(of, hit, cohort, k, leerweg) for cohort, k in places)
            self.tables.setdefault((places, leerweg), {})[words] = name
            if len(places) > 1 and not leerweg:
                self.total(name, [self.cell(of, hit, (place,)) for place in places])
        return name

    def rest(self, whole: tuple[str, str], part: tuple[str, str], places: _Places, leerweg: str = "") -> str:
        """What is in the whole and not in the part within it; both are (name of the set, name of the cell)."""
        words = self.words.rests[whole[0], part[0]]
        name = _name(words, places, leerweg)
        self.counts.setdefault(name, max(self.counts[whole[1]] - self.counts[part[1]], 0))
        self.total(whole[1], (part[1], name))
        return name

    def total(self, name: str, parts: Iterable[str]) -> None:
        """A count that is the sum of others, known to everybody; no sum when the counts say otherwise."""
        chosen = tuple(parts)
        if self.counts[name] == sum(self.counts[part] for part in chosen) and chosen != (name,):
            self.sums[name, chosen] = Sum(name, chosen)

    def _link(self) -> None:
        """Whatever lies within something else leaves a rest, which anybody can work out and which may be small too.

        All rests of what is told, and elsewhere those within the states: they hold figures about other years together.
        """
        wide = {self.words.names[base, ()] for base in _BASES.values()}
        wide |= {self.words.names[("followed",), (f"next_{state}",)] for state in STATES}
        for (places, leerweg), cells in self.tables.items():
            for each in self.words.insides:
                if (
                    each.whole in cells
                    and each.part in cells
                    and ((places, leerweg) in self.rows or each.whole in wide)
                ):
                    self.rest((each.whole, cells[each.whole]), (each.part, cells[each.part]), places, leerweg)
        for places, leerweg in self.rows:
            for each in self.words.insides if not leerweg else ():
                name = _name(each.rest, places, "")
                for parts in (
                    [_name(each.rest, (place,), "") for place in places],
                    [_name(each.rest, places, other) for other in self.leerwegen],
                ):
                    if name in self.counts and all(part in self.counts for part in parts):
                        self.total(name, parts)

    # -- the flow of groups -------------------------------------------------------------------------

    def _flows(self) -> Iterator[tuple[int, int, list[str]]]:
        for cohort in self.cohorts:
            for k in _K:
                if not self.get(("counted",), (), cohort, k):
                    continue
                at = ((cohort, k),)
                whole = self.cell(("counted",), (), at)
                parts = [self.cell(("counted",), (state,), at) for state in STATES]
                self.rows[at, ""] = None
                self.total(whole, parts)
                self._year_after(cohort, k)
                yield cohort, k, [whole, *parts]

    def _year_after(self, cohort: int, k: int) -> None:
        """Between two counting dates: who was here left or stayed, and each stock grew by who left that way."""
        if not self.get(("followed",), (), cohort, k):
            return
        now, later = ((cohort, k),), ((cohort, k + 1),)
        news = {state: self.cell(("followed",), (f"next_{state}",), now) for state in STATES}
        self.total(self.cell(("followed",), (), now), news.values())
        for state in STATES:
            stock = [] if state == "here" else [self.cell(("counted",), (state,), now)]
            self.total(self.cell(("counted",), (state,), later), [*stock, news[state]])

    def _risks(self) -> Iterator[tuple[int, list[str]]]:
        """All groups together, by year of the route."""
        for k in _K[:-1]:
            places = tuple((cohort, k) for cohort in self.cohorts if self.get(("followed",), (), cohort, k))
            if places:
                self.rows[places, ""] = None
                whole = self.cell(("followed",), (), places)
                parts = [self.cell(("followed",), (f"next_{state}",), places) for state in STATES]
                self.total(whole, parts)
                yield k, [whole, *parts]

    def _flow(self, known: Disclosure, cohort: int, k: int, line: _Line) -> Flow:
        states = {state: known.shown(name) for state, name in zip(STATES, line.parts, strict=True)}
        return Flow(cohort, k, known.shown(line.of), states, line.told)

    # -- the figures --------------------------------------------------------------------------------

    def _rows(self, each: Definition) -> Iterator[tuple[tuple[int, int], _Head, tuple[str, ...]]]:
        """Per row how soon it is told, what it is about, and its cells."""
        year = each.frame is Frame.YEAR
        for k in (None,) if year else each.k:
            places = self._places(each, k)
            scope = "schooljaar" if year else "groep"
            for name, at in places.items():
                yield (3, -name), (scope, str(name), k, (name,)), self._cells(each, at)
            last = sorted(places)[-POOLED:]
            pooled = tuple(place for name in last for place in places[name])
            if not pooled:
                continue
            yield (1, k or 0), ("samen", "", k, tuple(last)), self._cells(each, pooled)
            for leerweg in LEERWEGEN:
                if any(self.get(each.of, (), cohort, at, leerweg) for cohort, at in pooled):
                    yield (4, k or 0), ("leerweg", leerweg, k, tuple(last)), self._cells(each, pooled, leerweg)

    def _places(self, each: Definition, k: int | None) -> dict[int, _Places]:
        """By group (frame groep) or school year (frame schooljaar) the groups and counting dates it is counted over.

        All that everybody would look at, also when nobody counts there: then figures about the same pupils are counted
        over the same places, and what lies within what is seen.
        """
        found: dict[int, _Places] = {}
        for cohort in self.cohorts:
            for at in each.k if k is None else (k,):
                if each.frame and self.get(_BASES[each.frame], (), cohort, at):
                    name = cohort if k is not None else cohort + at
                    found[name] = (*found.get(name, ()), (cohort, at))
        return {
            name: places for name, places in found.items() if any(self.get(each.of, (), *place) for place in places)
        }

    def _cells(self, each: Definition, places: _Places, leerweg: str = "") -> tuple[str, ...]:
        """Who counts; who is a hit, who is none, and who may be one."""
        of, hit, most = (
            (self.words.names[ask.of, ask.hit], self.cell(ask.of, ask.hit, places, leerweg)) for ask in asks_of(each)
        )
        self.rows[places, leerweg] = None
        if leerweg:
            for ask in asks_of(each):
                whole = self.cell(ask.of, ask.hit, places)
                self.total(whole, [self.cell(ask.of, ask.hit, places, other) for other in self.leerwegen])
        if not each.hit:
            return (of[1],)
        if not each.maybe:
            return of[1], hit[1], self.rest(of, hit, places, leerweg)
        maybe, miss = self.rest(most, hit, places, leerweg), self.rest(of, most, places, leerweg)
        return of[1], hit[1], miss, maybe

    def _row(self, known: Disclosure, scope: str, name: str, k: int | None, years: tuple[int, ...], line: _Line) -> Row:
        of = known.shown(line.of)
        hit = known.shown(line.parts[0]) if line.parts else of
        maybe = known.shown(line.parts[2]) if len(line.parts) > 2 else Shown(0, 0)
        return Row(scope, name, k, years, of, hit, maybe, line.told)


def _name(words: str, places: _Places, leerweg: str) -> str:
    cohorts = "+".join(str(cohort) for cohort, _k in places)
    return f"{words}|{cohorts}|{'+'.join(str(k) for _cohort, k in places)}|{leerweg}"


def _tell_on(known: Disclosure, lines: list[_Line]) -> int:
    """Tell rows up to and including the first from which, with the others, something follows; returns how many."""
    marks = [known.mark()]
    for line in lines:
        line.told = any(known.tell(each) for each in _ways(known, line))
        marks.append(known.mark())
    if not known.narrowed(any_=True):
        return len(lines)
    safe, seen = 0, len(lines)
    while seen - safe > 1:
        middle = (safe + seen) // 2
        known.back_to(marks[middle])
        if known.narrowed(any_=True):
            seen = middle
        else:
            safe = middle
    # Seldom: this row is told less precisely, or not at all.
    line = lines[safe]
    for each in _ways(known, line):
        known.back_to(marks[safe])
        line.told = known.tell(each) and not known.narrowed(any_=True)
        if line.told:
            return seen
    known.back_to(marks[safe])
    return seen


def _ways(known: Disclosure, line: _Line) -> Iterator[list[Statement]]:
    """Ways to tell a row, the most telling first: everything; without what would give a small part away; how many."""
    whole = known.label(line.of)
    labels = [known.label(part) for part in line.parts]
    small = [each for each in labels if each.low != each.high]
    exact = sorted((each for each in labels if each.low == each.high), key=lambda each: each.low)
    if whole.low == whole.high:
        for kept in range(len(exact), -1, -1):
            yield [whole, *small, *exact[:kept]]
    yield [whole]
