"""What is still needed, and what a second chance could change.

Both try marks on the same rules that judge: nothing here knows a rule of its own, only who may try again (UWVO 3.16,
3.38). Passing is monotone in every mark, so that the lowest mark that is enough is found by halving.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import ROUND_CEILING, Decimal

from naadloos.engines.results.bench import Bench
from naadloos.engines.results.case import Case, Entry
from naadloos.engines.results.marks import HIGHEST
from naadloos.engines.results.norms import value_on
from naadloos.engines.results.picture import Line
from naadloos.engines.results.terms import Outcome, Scale, Word
from naadloos.engines.route.terms import YesNoUnknown, gettext_noop
from naadloos.engines.route.text import Text, text

PROFIELVAK, MAATSCHAPPIJLEER = "profielvak", "maatschappijleer"
GRADES = range(10, 101)


def still_needed(bench: Bench) -> tuple[Text, ...]:
    """The lowest mark that is enough when everything that is open gets at least that."""
    if not bench.picture.missing:
        return ()
    lowest = _lowest(lambda mark: _outcome(bench, filled(bench, mark)) is Outcome.PASSED)
    if lowest is None:
        return ()
    if all(line.part.scale in (Scale.WORD, Scale.DONE) for line in bench.picture.lines if line.missing):
        return (text(gettext_noop("Wat nog open is, moet voldoende of voldaan zijn.")),)
    if all(line.low.central is None for line in bench.picture.lines if line.missing):
        lowest = lowest.quantize(Decimal(1), rounding=ROUND_CEILING)
    return (
        text(
            gettext_noop(
                "Ten minste een %(mark)s (of voldoende) voor alles wat nog open is, is genoeg om te slagen. Lager kan "
                "ook genoeg zijn, als andere cijfers hoger zijn."
            ),
            mark=lowest,
        ),
    )


def chances(bench: Bench) -> tuple[Text, ...]:
    """For who does not pass: which second chance could still change that, and what mark it takes."""
    if bench.case.exam.is_mbo:
        return ()
    return (*_again_maatschappijleer(bench), *_resits(bench))


def _outcome(bench: Bench, case: Case) -> Outcome:
    return Bench(case, bench.on, bench.book).overall()[0]


def _lowest(enough: Callable[[Decimal], bool]) -> Decimal | None:
    """The lowest mark from 1,0 to 10,0 that is enough; None when even a 10 is not."""
    if not enough(HIGHEST):
        return None
    low, high = GRADES.start, GRADES.stop - 1
    while low < high:
        middle = (low + high) // 2
        if enough(Decimal(middle) / 10):
            high = middle
        else:
            low = middle + 1
    return Decimal(low) / 10


def filled(bench: Bench, mark: Decimal) -> Case:
    """The case with this mark for everything that is open; words are voldoende, and promotion is taken as passed."""
    entries = list(bench.case.entries)
    extra: list[Entry] = []
    for line in bench.picture.lines:
        if line.missing and line.entry is not None:
            entries[line.entry] = _entry(line, bench.case.entries[line.entry], mark)
        elif line.missing:
            extra.append(_entry(line, Entry(line.part.id, hours=line.low.hours or None), mark))
    return replace(bench.case, entries=(*entries, *extra), promoted=YesNoUnknown.YES)


def _entry(line: Line, entry: Entry, mark: Decimal) -> Entry:
    if line.part.scale is Scale.WORD:
        return replace(entry, word=Word.SUFFICIENT)
    if line.part.scale is Scale.DONE:
        return replace(entry, word=Word.DONE)
    if line.low.central is None:
        # Whole marks only: the first whole mark that is at least this.
        return replace(entry, own=mark.quantize(Decimal(1), rounding=ROUND_CEILING))
    lost = entry.early and line.low.central != line.high.central
    central = mark if entry.central is None or lost else entry.central
    own = entry.own if entry.own is not None or entry.no_own else mark
    return replace(
        entry, own=own, central=central, resit=None if lost else entry.resit, early=False if lost else entry.early
    )


def _again_maatschappijleer(bench: Bench) -> Iterator[Text]:
    """The schoolexamen maatschappijleer may be done again when the final mark is too low (UWVO 3.16)."""
    below = value_on(bench.book.parameters["maatschappijleer_opnieuw"], bench.on)
    for line in bench.picture.lines:
        if line.part.id != MAATSCHAPPIJLEER or line.entry is None or line.missing:
            continue
        if isinstance(below, Decimal) and line.low.mark < below:
            found = _lowest_own(bench, line.entry)
            if found is not None:
                yield text(
                    gettext_noop("Het schoolexamen %(name)s mag opnieuw (UWVO 3.16). Dan is een %(mark)s nodig."),
                    name=line.name,
                    mark=found,
                )


def _lowest_own(bench: Bench, place: int) -> int | None:
    for mark in range(1, 11):
        entries = list(bench.case.entries)
        entries[place] = replace(entries[place], own=Decimal(mark))
        if _outcome(bench, replace(bench.case, entries=tuple(entries))) is not Outcome.FAILED:
            return mark
    return None


def _resits(bench: Bench) -> Iterator[Text]:
    """One subject again, and for bb and kb the cspe besides (UWVO 3.38). The highest mark counts (3.39)."""
    left, cspe_left = _left(bench)
    open_lines = [line for line in bench.picture.lines if _may_resit(bench, line)]
    cspe = [line for line in open_lines if line.part.id == PROFIELVAK]
    singles = open_lines if left > 0 else cspe if cspe_left else []
    helped = False
    for line in singles:
        mark = _lowest_resit(bench, [line])
        if mark is not None:
            helped = True
            yield text(
                gettext_noop("Herkansing van %(name)s (UWVO 3.38): dan is ten minste een %(mark)s nodig."),
                name=line.name,
                mark=mark,
            )
    if helped or not (left > 0 and cspe_left):
        return
    for line in open_lines:
        if line in cspe or not cspe:
            continue
        mark = _lowest_resit(bench, [line, cspe[0]])
        if mark is not None:
            yield text(
                gettext_noop(
                    "Herkansing van %(name)s en van het cspe (UWVO 3.38): een %(mark)s of hoger voor allebei is genoeg."
                ),
                name=line.name,
                mark=mark,
            )


def too_many_resits(bench: Bench) -> tuple[Text, ...]:
    """A note when there are more second chances than UWVO 3.38 names; they are judged all the same."""
    if bench.case.exam.is_mbo or _left(bench)[0] >= 0:
        return ()
    return (text(gettext_noop("Er staan meer herkansingen dan UWVO 3.38 noemt.")),)


def _left(bench: Bench) -> tuple[int, int]:
    """Second chances that are left: for subjects (negative when too many are used), and for the cspe besides."""
    used = [entry.part for entry in bench.case.entries if entry.resit is not None]
    left = _allowed(bench, "herkansingen") - sum(1 for part in used if part != PROFIELVAK)
    cspe_left = _allowed(bench, "herkansing_cspe") - used.count(PROFIELVAK)
    # Where the cspe has no chance of its own, it takes that of a subject.
    return (left, cspe_left) if cspe_left >= 0 else (left + cspe_left, 0)


def _may_resit(bench: Bench, line: Line) -> bool:
    if line.entry is None or line.low.central is None or line.low.central != line.high.central:
        return False
    return bench.case.entries[line.entry].resit is None


def _allowed(bench: Bench, key: str) -> int:
    value = value_on(bench.book.parameters[key], bench.on)
    number = value.get(bench.case.exam.value, Decimal(0)) if isinstance(value, dict) else Decimal(0)
    return int(number)


def _lowest_resit(bench: Bench, lines: list[Line]) -> Decimal | None:
    def enough(mark: Decimal) -> bool:
        entries = list(bench.case.entries)
        for line in lines:
            assert line.entry is not None  # noqa: S101  # only lines with an entry may be tried again
            entries[line.entry] = replace(entries[line.entry], resit=mark)
        return _outcome(bench, replace(bench.case, entries=tuple(entries))) is not Outcome.FAILED

    return _lowest(enough)
