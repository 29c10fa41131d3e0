"""From what was handed in to what each part can still become: the lowest and the highest mark.

Everything that follows rests on this: a condition that even the lowest marks meet is met, and one that even the highest
do not meet is not. Between the two nothing can be said yet.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from naadloos.engines.results.case import Case, Entry
from naadloos.engines.results.errors import CaseError
from naadloos.engines.results.marks import HIGHEST, LOWEST, bounds_of, mean, whole
from naadloos.engines.results.schema import Part
from naadloos.engines.results.terms import Scale, Word
from naadloos.engines.route.terms import YesNoUnknown, gettext_noop
from naadloos.engines.route.text import Text, text

MOST_OF_A_PART = 12
SIZES = (240, 480, 720)
KEUZEDEEL = "keuzedeel"
_WORDS = {
    Scale.WORD: (Word.GOOD, Word.SUFFICIENT, Word.INSUFFICIENT),
    Scale.EITHER: (Word.GOOD, Word.SUFFICIENT, Word.INSUFFICIENT),
    Scale.DONE: (Word.DONE, Word.NOT_DONE),
    Scale.MARK: (),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One part at one bound: the final mark, the mark of the centraal examen if there is one, and its size."""

    part: str
    name: str
    mark: int
    central: Decimal | None = None
    taken: bool = True
    hours: int = 0
    counts: bool = False
    in_words: bool = False


Sheet = tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One part: between what bounds it lies, and what is missing. ``entry`` is its place in the case, if it has one."""

    part: Part
    low: Row
    high: Row
    missing: tuple[Text, ...] = ()
    entry: int | None = None

    @property
    def name(self) -> str:
        return self.low.name


@dataclass(frozen=True, slots=True)
class Picture:
    """All parts of one exam. ``doubts``: what the outcome also rests on and was not confirmed in the law."""

    lines: tuple[Line, ...]
    parts: tuple[Part, ...]
    notes: tuple[Text, ...] = ()
    doubts: tuple[Text, ...] = ()

    def without(self, left_out: Iterable[int]) -> "Picture":
        """The same exam without the lines at these places."""
        gone = set(left_out)
        return replace(self, lines=tuple(line for place, line in enumerate(self.lines) if place not in gone))

    @property
    def low(self) -> Sheet:
        return self._with_combined([line.low for line in self.lines])

    @property
    def high(self) -> Sheet:
        return self._with_combined([line.high for line in self.lines])

    @property
    def missing(self) -> tuple[Text, ...]:
        return tuple(each for line in self.lines for each in line.missing)

    def missing_in(self, parts: Iterable[str]) -> tuple[Text, ...]:
        """What is missing of these parts, or of the parts that they are made of."""
        wanted = set(parts)
        for part in self.parts:
            if part.id in wanted:
                wanted |= set(part.combines)
        return tuple(each for line in self.lines if line.part.id in wanted for each in line.missing)

    def _with_combined(self, rows: list[Row]) -> Sheet:
        made = [
            Row(part.id, part.title, _combined(part, rows), counts=part.counts) for part in self.parts if part.combines
        ]
        return (*rows, *made)


def _combined(part: Part, rows: Sequence[Row]) -> int:
    """One mark out of several, rounded as every final mark (UWVO 3.35 lid 3-5)."""
    last = [row.mark for row in rows if row.part == part.combines[-1]]
    if len(part.combines) == 1:
        return whole(mean(last))
    first = [row.mark for row in rows if row.part == part.combines[0]]
    # Two lists of the same weight, whatever their lengths.
    return whole((mean(first) + mean(last)) / 2)


def picture_of(case: Case, parts: Sequence[Part], *, keuzedeel_hours: int) -> Picture:
    """What each part of the exam can still become.

    ``parts``: the parts of this exam, in the order of the data. ``keuzedeel_hours``: klokuren that the keuzedelen must
    have together. Raises CaseError when what was handed in cannot be a result.
    """
    known = {part.id for part in parts if not part.combines}
    for place, entry in enumerate(case.entries):
        if entry.part not in known:
            raise CaseError(place, "part", text(gettext_noop("Dit onderdeel hoort niet bij dit examen.")))
    reading = _Reading(case)
    lines: list[Line] = []
    for part in parts:
        if part.combines:
            continue
        own = [(place, entry) for place, entry in enumerate(case.entries) if entry.part == part.id]
        if len(own) > MOST_OF_A_PART:
            raise CaseError(own[-1][0], "part", text(gettext_noop("Dit zijn te veel onderdelen van één soort.")))
        several = max(len(own), part.count) > 1
        lines += [reading.line(part, place, entry, n if several else 0) for n, (place, entry) in enumerate(own, 1)]
        lines += [_nothing(part, n if several else 0) for n in range(len(own) + 1, part.count + 1)]
        if part.id == KEUZEDEEL:
            lines += _keuzedelen_to_come(part, [entry for _, entry in own], keuzedeel_hours)
    keuzedelen = [line for line in lines if line.part.id == KEUZEDEEL]
    if len(keuzedelen) > 1 and any(entry.part == KEUZEDEEL and entry.word for entry in case.entries):
        reading.doubts.append(
            text(gettext_noop("Hoe een woord meetelt in het gemiddelde van de keuzedelen, moet nog worden nagelezen."))
        )
    return Picture(tuple(lines), tuple(parts), tuple(reading.notes), tuple(reading.doubts))


def _name(part: Part, number: int) -> str:
    return f"{part.title} {number}" if number else part.title


def _nothing(part: Part, number: int, name: str = "", hours: int = 0) -> Line:
    """A part of which nothing is known: any mark is possible."""
    shown = name or _name(part, number)
    central = part.central is not YesNoUnknown.NO
    low, high = (
        Row(
            part.id,
            shown,
            int(bound),
            bound if central else None,
            taken=bound == HIGHEST,
            hours=hours,
            counts=part.counts,
            in_words=part.scale in (Scale.WORD, Scale.DONE),
        )
        for bound in (LOWEST, HIGHEST)
    )
    return Line(part, low, high, (text("%(name)s", name=shown),))


def _keuzedelen_to_come(part: Part, known: Sequence[Entry], hours: int) -> list[Line]:
    """Keuzedelen that are still needed for the size that the law asks, as many small ones as fit.

    Small ones leave the most room, so that nothing is called certain too early.
    """
    short = hours - sum(entry.hours or 0 for entry in known)
    return [
        _nothing(part, 0, gettext_noop("een keuzedeel dat er nog bij komt"), SIZES[0])
        for _ in range(0, short, SIZES[0])
    ]


class _Reading:
    """Reads entries, and keeps what a person should know about how they were read."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.notes: list[Text] = []
        self.doubts: list[Text] = []

    def line(self, part: Part, place: int, entry: Entry, number: int) -> Line:
        name = entry.name or _name(part, number)
        if part.id == KEUZEDEEL and entry.hours not in SIZES:
            reason = text(gettext_noop("Kies de omvang van %(name)s: 240, 480 of 720 klokuren."), name=name)
            raise CaseError(place, "hours", reason)
        if entry.word is not None:
            return self._in_a_word(part, place, entry, name)
        if part.scale in (Scale.WORD, Scale.DONE) and entry.own is not None:
            raise CaseError(place, "own", text(gettext_noop("%(name)s heeft een woord, geen cijfer."), name=name))
        central = entry.has_central or part.central
        if central is YesNoUnknown.NO:
            return self._one_mark(part, place, entry, name)
        return self._two_marks(part, place, entry, name)

    def _in_a_word(self, part: Part, place: int, entry: Entry, name: str) -> Line:
        assert entry.word is not None  # noqa: S101  # the caller looked
        if entry.word not in _WORDS[part.scale]:
            raise CaseError(place, "word", text(gettext_noop("Dit woord past niet bij %(name)s."), name=name))
        if entry.own is not None or entry.central is not None:
            raise CaseError(
                place, "word", text(gettext_noop("Vul bij %(name)s een cijfer in, of een woord."), name=name)
            )
        low, high = (
            Row(part.id, name, mark, hours=entry.hours or 0, counts=part.counts, in_words=True)
            for mark in bounds_of(entry.word)
        )
        return Line(part, low, high, entry=place)

    def _one_mark(self, part: Part, place: int, entry: Entry, name: str) -> Line:
        if entry.central is not None or entry.resit is not None:
            reason = text(gettext_noop("%(name)s heeft geen centraal examen."), name=name)
            raise CaseError(place, "central", reason)
        mark = _checked(entry.own, place, "own", name)
        if mark is None:
            nothing = _nothing(part, 0, name, entry.hours or 0)
            low, high = replace(nothing.low, central=None), replace(nothing.high, central=None)
            return replace(nothing, low=low, high=high, entry=place)
        if mark != mark.to_integral_value():
            reason = text(gettext_noop("Vul een heel cijfer in: %(name)s heeft geen centraal examen."), name=name)
            raise CaseError(place, "own", reason)
        row = Row(part.id, name, int(mark), hours=entry.hours or 0, counts=part.counts)
        return Line(part, row, row, entry=place)

    def _two_marks(self, part: Part, place: int, entry: Entry, name: str) -> Line:
        """Schoolexamen and centraal examen weigh the same (UWVO 3.32, EKB 15)."""
        missing: list[Text] = []
        central_low, central_high = self._central(part, place, entry, name, missing)
        own = _checked(entry.own, place, "own", name)
        if entry.no_own:
            if own is not None:
                reason = text(
                    gettext_noop("%(name)s heeft geen schoolexamen, maar er staat wel een cijfer."), name=name
                )
                raise CaseError(place, "own", reason)
            self.doubts.append(
                text(
                    gettext_noop(
                        "%(name)s heeft geen schoolexamen. Dat het cijfer van het centraal examen dan het eindcijfer "
                        "is, moet nog worden nagelezen."
                    ),
                    name=name,
                )
            )
            low, high = whole(central_low), whole(central_high)
        else:
            if own is None:
                own_exam = gettext_noop("%(name)s: instellingsexamen")
                missing.insert(
                    0, text(own_exam if self.case.exam.is_mbo else gettext_noop("%(name)s: schoolexamen"), name=name)
                )
            low = whole(mean([LOWEST if own is None else own, central_low]))
            high = whole(mean([HIGHEST if own is None else own, central_high]))
        taken = entry.own is not None or entry.central is not None
        return Line(
            part,
            Row(part.id, name, low, central_low, taken=taken, counts=part.counts),
            Row(part.id, name, high, central_high, counts=part.counts),
            tuple(missing),
            place,
        )

    def _central(self, part: Part, place: int, entry: Entry, name: str, missing: list[Text]) -> tuple[Decimal, Decimal]:
        """Between which bounds the mark of the centraal examen lies; the highest of two chances counts (UWVO 3.39)."""
        first, second = _checked(entry.central, place, "central", name), _checked(entry.resit, place, "resit", name)
        if second is not None and first is None:
            reason = text(gettext_noop("Vul bij %(name)s eerst het cijfer van het centraal examen in."), name=name)
            raise CaseError(place, "resit", reason)
        best = max((mark for mark in (first, second) if mark is not None), default=None)
        if best is not None and entry.early and self.case.promoted is not YesNoUnknown.YES:
            if self.case.promoted is YesNoUnknown.NO:
                self.notes.append(
                    text(
                        gettext_noop("Het centraal examen van %(name)s vervalt: de kandidaat is niet overgegaan."),
                        name=name,
                    )
                )
                missing.append(text(gettext_noop("%(name)s: centraal examen"), name=name))
            else:
                missing.append(
                    text(gettext_noop("%(name)s: is de kandidaat overgegaan na het centraal examen?"), name=name)
                )
            return LOWEST, HIGHEST
        if best is None:
            missing.append(text(gettext_noop("%(name)s: centraal examen"), name=name))
            return LOWEST, HIGHEST
        return best, best


def _checked(mark: Decimal | None, place: int, field: str, name: str) -> Decimal | None:
    """A mark from 1 to 10 with at most one decimal."""
    if mark is not None and not (LOWEST <= mark <= HIGHEST and mark == mark.quantize(Decimal("0.1"))):
        reason = text(gettext_noop("Een cijfer ligt van 1 tot en met 10, met ten hoogste één decimaal."))
        raise CaseError(place, field, reason)
    return mark
