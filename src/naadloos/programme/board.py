"""Reading the board: leerjaren with periods and lanes, what stands in them, and how good the plan is.

A unit that is given in periods that follow each other within one leerjaar is one card over those periods on a wide
screen; on a phone it is a card in each of them that says "2 van 4".
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.timezone import localdate
from django.utils.translation import gettext, ngettext

from naadloos.engines.planner import Reason, Score, check, score, verify
from naadloos.engines.route import RouteDocument, route_year_label
from naadloos.engines.route import document as doc
from naadloos.engines.route.terms import HourKind, Side, UnitKind
from naadloos.organisations.history import in_words
from naadloos.programme.audience import followed_by_one
from naadloos.programme.models import BoardMove, Unit
from naadloos.programme.problem import build_plan_problem, placements_of
from naadloos.programme.queries import sentence_of
from naadloos.programme.reasons import LinkedReason, linked_reasons
from naadloos.routes.models import Route
from naadloos.routes.portable import build_document
from naadloos.routes.queries import route_history

STEP = 5
LANES = (Side.VMBO, Side.TOGETHER, Side.MBO)
_SIDES = (
    ("hours_vmbo", "vmbo", (Side.VMBO, Side.TOGETHER)),
    ("hours_mbo", "mbo", (Side.MBO, Side.TOGETHER)),
)


@dataclass(frozen=True, slots=True)
class Mark:
    """Something special about a unit: an icon, and the words that say the same."""

    icon: str
    words: str


@dataclass(frozen=True, slots=True)
class Card:
    """One unit as it is shown, wherever it stands."""

    pk: int
    version: int
    key: str
    title: str
    side: str
    side_label: str
    kind: str
    hours: Decimal
    planned: Decimal
    periods: int
    variants: str
    locked: bool
    first: str
    marks: tuple[Mark, ...]

    @property
    def missing(self) -> Decimal:
        """Klokuren that are not on the board yet; below zero when there are too many."""
        return self.hours - self.planned

    @property
    def missing_line(self) -> str:
        """How much still has to be planned, in words."""
        if self.missing < 0:
            return gettext("%(hours)s uur te veel op het bord") % {"hours": in_words(-self.missing)}
        if not self.planned:
            return gettext("%(hours)s uur") % {"hours": in_words(self.hours)}
        return gettext("nog %(missing)s van %(all)s uur") % {
            "missing": in_words(self.missing),
            "all": in_words(self.hours),
        }


@dataclass(frozen=True, slots=True)
class Piece:
    """A card in one period. ``span`` and ``row`` are its place in the grid; a ``more`` piece goes on from the period
    before and has no card of its own on a wide screen."""

    card: Card
    hours: Decimal
    together: Decimal
    number: int
    offset: int
    column: int
    span: int
    row: int
    more: bool

    @property
    def line(self) -> str:
        """How much, and which part of the whole: "54 van 189 uur · 2 van 7 perioden"."""
        if self.span == self.card.periods:
            return _hours_line(self.card.hours, self.card.hours, self.span, self.span)
        return _hours_line(self.together, self.card.hours, self.span, self.card.periods)

    @property
    def own_line(self) -> str:
        """The same for this period alone, where each period has a card of its own."""
        if self.card.periods == 1:
            return _hours_line(self.hours, self.card.hours, 1, 1)
        return gettext("%(hours)s uur · %(number)s van %(all)s") % {
            "hours": in_words(self.hours),
            "number": self.number,
            "all": self.card.periods,
        }


@dataclass(frozen=True, slots=True)
class SideHours:
    """Klokuren planned in a period and what one side can give there; ``available`` None is no limit of its own."""

    name: str
    planned: Decimal
    available: Decimal | None

    @property
    def over(self) -> Decimal:
        return max(Decimal(0), self.planned - self.available) if self.available is not None else Decimal(0)


@dataclass(frozen=True, slots=True)
class Column:
    """One period of a leerjaar."""

    route_year: int
    number: int
    weeks: int
    column: int
    planned: Decimal
    available: Decimal
    sides: tuple[SideHours, ...]
    lanes: tuple[tuple[str, str, tuple[Piece, ...]], ...]
    windows: tuple[str, ...]

    @property
    def place(self) -> str:
        return f"{self.route_year}-{self.number}"

    @property
    def label(self) -> str:
        return period_label(self.route_year, self.number)

    @property
    def full(self) -> bool:
        return self.planned > self.available or any(side.over for side in self.sides)

    @property
    def said(self) -> list[str]:
        """What is too full, in words."""
        found = []
        if self.planned > self.available:
            found.append(gettext("%(hours)s uur te vol") % {"hours": in_words(self.planned - self.available)})
        found += [
            gettext("%(side)s: %(hours)s uur te veel") % {"side": side.name, "hours": in_words(side.over)}
            for side in self.sides
            if side.over
        ]
        return found

    @property
    def percent(self) -> int:
        return min(100, int(self.planned * 100 / self.available)) if self.available else 100


@dataclass(frozen=True, slots=True)
class Lane:
    """The rows of one side in the grid of a leerjaar."""

    side: str
    label: str
    row: int
    rows: int


@dataclass(frozen=True, slots=True)
class Year:
    number: int
    label: str
    columns: tuple[Column, ...]
    lanes: tuple[Lane, ...]
    rows: int
    planned: Decimal
    available: Decimal

    @property
    def mbo_phase(self) -> bool:
        return self.number > 2


@dataclass(frozen=True, slots=True)
class GoalLine:
    label: str
    points: Decimal
    percent: Decimal
    why: str


@dataclass(frozen=True, slots=True)
class Board:
    """Everything on the board, for all or for one variant."""

    years: tuple[Year, ...]
    loose: tuple[Card, ...]
    faults: int
    reasons: list[LinkedReason]
    goals: tuple[GoalLine, ...]
    points: Decimal | None
    units: int
    variants: tuple[tuple[str, str], ...]
    variant: str
    # Variants or groups are in other lessons at the same time: hours are those of who has most.
    parallel: bool
    undo: BoardMove | None
    redo: BoardMove | None
    recent: tuple[BoardMove, ...]
    stamp: str

    @property
    def only(self) -> str:
        """The title of the one variant that is shown."""
        return dict(self.variants).get(self.variant, "")


def period_label(route_year: int, number: int) -> str:
    return gettext("%(year)s, periode %(n)s") % {"year": route_year_label(route_year), "n": number}


def _hours_line(hours: Decimal, total: Decimal, periods: int, of: int) -> str:
    part = {"hours": in_words(hours), "all": in_words(total), "n": periods, "of": of}
    if periods == of:
        if periods == 1:
            return gettext("%(hours)s uur") % part
        return gettext("%(hours)s uur · %(n)s perioden") % part
    return gettext("%(hours)s van %(all)s uur · %(n)s van %(of)s perioden") % part


def board_stamp(route: Route) -> str:
    """A sign that differs after every change in the programme; an open board asks for it. One query."""
    return str(route_history(route, STEP).values_list("pk", flat=True).first() or 0)


def board_document(route: Route) -> RouteDocument:
    """What the board needs of the route: its head and the programme, and nothing of the other steps."""
    return build_document(route, only={STEP})


def moves_of(route: Route) -> tuple[BoardMove | None, BoardMove | None, tuple[BoardMove, ...]]:
    """What can be undone now, what can be done again now, and the last moves; one query."""
    rows = list(BoardMove.objects.filter(route=route).select_related("actor")[:30])
    done = [row for row in rows if not row.undone]
    undone = [row for row in rows if row.undone]
    return (done[0] if done else None, undone[-1] if undone else None, tuple(done[:5]))


def board_of(route: Route, document: RouteDocument, variant: str = "") -> Board:
    """The board as it stands; ``variant`` limits it to what that variant sees. Five queries besides the document."""
    programme = document.programme
    variants = tuple((row.key, row.title) for row in programme.variants)
    if variant not in dict(variants):
        variant = ""
    shown = {unit.key for unit in programme.units if not variant or not unit.variants or variant in unit.variants}
    stands: dict[str, dict[tuple[int, int], Decimal]] = defaultdict(dict)
    for row in programme.placements:
        stands[row.unit][row.route_year, row.period] = row.hours
    cards = {card.key: card for card in _cards(route, programme, stands) if card.key in shown}
    undo, redo, recent = moves_of(route)
    reasons, result = judge(document)
    return Board(
        years=tuple(_years(document, cards, stands, variant)),
        loose=tuple(card for card in cards.values() if card.missing),
        faults=len(reasons) if programme.placements else 0,
        reasons=linked_reasons(route, reasons) if programme.placements else [],
        goals=tuple(_goal_lines(result)) if result else (),
        points=result.points if result else None,
        units=len(programme.units),
        variants=variants,
        variant=variant,
        parallel=bool(variants) or any(unit.group for unit in programme.units),
        undo=undo,
        redo=redo,
        recent=recent,
        stamp=board_stamp(route),
    )


def judge(document: RouteDocument) -> tuple[tuple[Reason, ...], Score | None]:
    """What is wrong with what stands on the board, and its points; those only when the programme itself is sound."""
    problem, placements = build_plan_problem(document, on=localdate()), placements_of(document)
    sound = bool(placements) and not check(problem)
    return verify(problem, placements), score(problem, placements) if sound else None


def _goal_lines(result: Score) -> Iterator[GoalLine]:
    for row in result.goals:
        yield GoalLine(gettext(row.goal.label), row.points, row.percent, sentence_of(row.why))


def _marks(unit: doc.Unit, windows: dict[str, str]) -> Iterator[Mark]:
    if unit.kind is UnitKind.BUNDLE:
        yield Mark("link", gettext("bundel"))
    elif unit.belongs_to:
        yield Mark("link", gettext("hoort bij %(name)s") % {"name": unit.belongs_to})
    if unit.tests:
        yield Mark("clipboard-document-check", ngettext("%(n)s toets", "%(n)s toetsen", unit.tests) % {"n": unit.tests})
    if unit.window:
        yield Mark("academic-cap", windows.get(unit.window, ""))
    if unit.kind is UnitKind.BPV or unit.hour_kind is HourKind.BPV:
        yield Mark("briefcase", gettext("bpv of stage"))
    elif unit.practice:
        yield Mark("briefcase", gettext("praktijk"))
    if unit.locked:
        yield Mark("lock-closed", gettext("staat vast"))


def _cards(route: Route, programme: doc.Programme, stands: dict[str, dict[tuple[int, int], Decimal]]) -> Iterator[Card]:
    versions = {
        key: (pk, version) for key, pk, version in Unit.objects.filter(route=route).values_list("key", "pk", "version")
    }
    variants = {row.key: row.title for row in programme.variants}
    windows = {row.key: row.title for row in programme.windows}
    for unit in sorted(programme.units, key=lambda each: (each.kind.value, each.title)):
        if unit.key not in versions:
            # Removed by somebody between one query and the next.
            continue
        at = stands.get(unit.key, {})
        pk, version = versions[unit.key]
        yield Card(
            pk=pk,
            version=version,
            key=unit.key,
            title=unit.title,
            side=unit.side.value,
            side_label=gettext(unit.side.label),
            kind=gettext(unit.kind.label),
            hours=unit.hours,
            planned=sum(at.values(), Decimal(0)),
            periods=len(at),
            variants=", ".join(variants[key] for key in unit.variants),
            locked=unit.locked,
            first="{}-{}".format(*min(at)) if at else "",
            marks=tuple(_marks(unit, windows)),
        )


def _years(
    document: RouteDocument,
    cards: dict[str, Card],
    stands: dict[str, dict[tuple[int, int], Decimal]],
    variant: str,
) -> Iterator[Year]:
    programme = document.programme
    followers = followed_by_one(programme, variant)
    sides = {unit.key: unit.side for unit in programme.units}
    order = sorted((row.route_year, row.number) for row in programme.periods)
    windows = {
        (row.route_year, row.number): tuple(each.title for each in programme.windows if row.key in each.periods)
        for row in programme.periods
    }

    def most(places: list[tuple[int, int]], only: tuple[Side, ...] = tuple(Side)) -> Decimal:
        return max(
            sum(
                (stands.get(key, {}).get(place, Decimal(0)) for key in one if sides[key] in only for place in places),
                Decimal(0),
            )
            for one in followers
        )

    for year in sorted({place[0] for place in order}):
        periods = sorted((row for row in programme.periods if row.route_year == year), key=lambda row: row.number)
        places = [(year, row.number) for row in periods]
        pieces, lanes, rows = _lay(year, places, order, cards, stands)
        yield Year(
            number=year,
            label=route_year_label(year),
            columns=tuple(
                Column(
                    route_year=year,
                    number=row.number,
                    weeks=row.weeks,
                    column=at,
                    planned=most([(year, row.number)]),
                    available=row.hours,
                    sides=tuple(
                        SideHours(name, most([(year, row.number)], both), getattr(row, field))
                        for field, name, both in _SIDES
                        if getattr(row, field) is not None
                    ),
                    lanes=tuple(
                        (side.value, gettext(side.label), tuple(pieces[side, at]))
                        for side in LANES
                        if pieces.get((side, at))
                    ),
                    windows=windows[year, row.number],
                )
                for at, row in enumerate(periods, start=1)
            ),
            lanes=lanes,
            rows=rows,
            planned=most(places),
            available=sum((row.hours for row in periods), Decimal(0)),
        )


def _lay(
    year: int,
    places: list[tuple[int, int]],
    order: list[tuple[int, int]],
    cards: dict[str, Card],
    stands: dict[str, dict[tuple[int, int], Decimal]],
) -> tuple[dict[tuple[Side, int], list[Piece]], tuple[Lane, ...], int]:
    """The pieces of one leerjaar by lane and column, the lanes, and the number of the last row; row 1 is the head."""
    pieces: dict[tuple[Side, int], list[Piece]] = defaultdict(list)
    lanes, top = [], 2
    for side in LANES:
        runs = [
            (run, card)
            for card in cards.values()
            if card.side == side.value
            for run in _runs(at for at, place in enumerate(places, start=1) if place in stands.get(card.key, {}))
        ]
        # Long ones first: what takes the whole year lies at the top of its lane, and the short ones fill up.
        runs.sort(key=lambda item: (-len(item[0]), item[0][0], item[1].kind, item[1].title))
        taken: list[set[int]] = []
        for run, card in runs:
            row = next((at for at, used in enumerate(taken) if not used & set(run)), len(taken))
            if row == len(taken):
                taken.append(set())
            taken[row] |= set(run)
            for piece in _pieces(card, run, places, order, stands[card.key], top + row):
                pieces[side, piece.column].append(piece)
        if runs:
            lanes.append(Lane(side.value, gettext(side.label), top, len(taken)))
            top += len(taken)
    for found in pieces.values():
        found.sort(key=lambda piece: piece.row)
    return pieces, tuple(lanes), top - 1


def _runs(columns: Iterable[int]) -> list[list[int]]:
    """
    >>> _runs([1, 2, 4])
    [[1, 2], [4]]
    """
    found: list[list[int]] = []
    for at in columns:
        if found and found[-1][-1] == at - 1:
            found[-1].append(at)
        else:
            found.append([at])
    return found


def _pieces(
    card: Card,
    run: list[int],
    places: list[tuple[int, int]],
    order: list[tuple[int, int]],
    stands: dict[tuple[int, int], Decimal],
    row: int,
) -> Iterator[Piece]:
    everywhere = sorted(stands)
    together = sum((stands[places[at - 1]] for at in run), Decimal(0))
    for index, at in enumerate(run):
        place = places[at - 1]
        yield Piece(
            card=card,
            hours=stands[place],
            together=together,
            number=everywhere.index(place) + 1,
            # How far this period lies after the first one: who drags this piece moves the whole.
            offset=order.index(place) - order.index(everywhere[0]) if everywhere[0] in order else 0,
            column=at,
            span=len(run),
            row=row,
            more=index > 0,
        )
