"""Results of a questionnaire in which no single person shows, whoever looks and however often.

1. Answers come in batches of at least five (``may_show``); a batch is shown whole or not at all.
2. Per item the shown set grows only when five more people answered *that* item, so that two views never differ by one.
3. Answers in words (oneens, neutraal, eens) are counted only when each count, and each count that came since they were
   last shown, is zero or at least five; else there is only the mean.
4. The interval follows from the mean and the number alone. One from the spread of the answers would give that spread
   away, and with five answers on a scale of five the spread tells nearly every answer.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from naadloos.engines.cohort.questionnaires import Item, ItemKind, Questionnaire, ScaleAnswer, YesNoAnswer
from naadloos.engines.route.terms import Term, gettext_noop

SMALLEST = 5
SMALLEST_SHARE = 10
_Z = Decimal("1.96")
_TENTH = Decimal("0.1")
_LOWEST, _HIGHEST = 1, 5

Answers = Mapping[str, str]


class Part(Term):
    """What people said of a statement, as it is worded."""

    DISAGREE = "oneens", gettext_noop("oneens")
    NEUTRAL = "neutraal", gettext_noop("neutraal")
    AGREE = "eens", gettext_noop("eens")


_PARTS: Mapping[str, Part] = {
    ScaleAnswer.STRONGLY_DISAGREE: Part.DISAGREE,
    ScaleAnswer.DISAGREE: Part.DISAGREE,
    ScaleAnswer.NEUTRAL: Part.NEUTRAL,
    ScaleAnswer.AGREE: Part.AGREE,
    ScaleAnswer.STRONGLY_AGREE: Part.AGREE,
    YesNoAnswer.NO: Part.DISAGREE,
    YesNoAnswer.YES: Part.AGREE,
}


@dataclass(frozen=True, slots=True)
class Interval:
    """A value with its 95 % interval."""

    value: Decimal
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class ItemResult:
    """What may be shown of one item; ``n`` is 0 when that is nothing.

    ``mean``: 5 is favourable, so a reversed item is turned round; None for yes or no. ``parts`` (how many) and
    ``share`` (per cent that agrees, or says yes) are about the statement as it is worded; None when a group in it is
    too small.
    """

    item: Item
    n: int
    mean: Interval | None = None
    parts: Mapping[Part, int] | None = None
    share: Interval | None = None


def may_show(waiting: int) -> bool:
    """Are there enough answers that nobody has seen yet to show them together?"""
    return waiting >= SMALLEST


def results(questionnaire: Questionnaire, batches: Sequence[Sequence[Answers]]) -> tuple[ItemResult, ...]:
    """The result of each item; ``batches`` in the order in which they came to be shown."""
    return tuple(_result(item, batches) for item in questionnaire.items)


def _result(item: Item, batches: Sequence[Sequence[Answers]]) -> ItemResult:
    states = _states(item, batches)
    if not states:
        return ItemResult(item, 0)
    now = states[-1]
    agree, parts = _words(states)
    return ItemResult(
        item,
        now.total(),
        _mean(item, now) if item.kind == ItemKind.SCALE else None,
        parts,
        _share(now.total(), agree) if agree is not None and now.total() >= SMALLEST_SHARE else None,
    )


def _states(item: Item, batches: Sequence[Sequence[Answers]]) -> list[Counter[str]]:
    """The counts of an item that were or are shown, oldest first: each holds at least five answers more."""
    known = set(item.answers) & set(_PARTS)
    counted: Counter[str] = Counter()
    states: list[Counter[str]] = []
    for batch in batches:
        counted.update(answer[item.key] for answer in batch if answer.get(item.key) in known)
        if counted.total() - (states[-1].total() if states else 0) >= SMALLEST:
            states.append(Counter(counted))
    return states


def _words(states: Sequence[Counter[str]]) -> tuple[int | None, Mapping[Part, int] | None]:
    """How many agree, and all three counts; None where that cannot be shown now.

    Both are measured against when they were last shown. The three counts give the first one away, so they are shown
    only with it.
    """
    agree: int | None = None
    parts: Mapping[Part, int] | None = None
    last_two, last_three = [0, 0], [0, 0, 0]
    for state in states:
        agree, parts = None, None
        merged = Counter(dict.fromkeys(Part, 0))
        for answer, count in state.items():
            merged[_PARTS[answer]] += count
        three = [merged[part] for part in Part]
        two = [merged[Part.AGREE], state.total() - merged[Part.AGREE]]
        if _grew_enough(last_two, two):
            agree, last_two = two[0], two
            if _grew_enough(last_three, three):
                parts, last_three = dict(zip(Part, three, strict=True)), three
    return agree, parts


def _grew_enough(before: Sequence[int], now: Sequence[int]) -> bool:
    return all(new == old or new - old >= SMALLEST for old, new in zip(before, now, strict=True))


def _mean(item: Item, counted: Counter[str]) -> Interval:
    total = sum(int(answer) * count for answer, count in counted.items())
    n = counted.total()
    if item.reversed:
        total = (_LOWEST + _HIGHEST) * n - total
    value = (Decimal(total) / n).quantize(_TENTH, ROUND_HALF_UP)
    width = Decimal(_HIGHEST - _LOWEST)
    low, high = _wilson((value - _LOWEST) / width, n)
    return Interval(
        value,
        (_LOWEST + width * low).quantize(_TENTH, ROUND_FLOOR),
        (_LOWEST + width * high).quantize(_TENTH, ROUND_CEILING),
    )


def _share(n: int, agree: int) -> Interval:
    share = Decimal(agree) / n
    low, high = (100 * each for each in _wilson(share, n))
    whole = Decimal(1)
    return Interval(
        (100 * share).quantize(whole, ROUND_HALF_UP),
        low.quantize(whole, ROUND_FLOOR),
        high.quantize(whole, ROUND_CEILING),
    )


def _wilson(share: Decimal, n: int) -> tuple[Decimal, Decimal]:
    """The interval of Wilson for a share. For a mean on a scale from 0 to 1 it is on the safe side: no spread around
    that mean is larger than that of answers at the two ends."""
    square = _Z * _Z
    scale = 1 + square / n
    middle = (share + square / (2 * n)) / scale
    half = _Z * (share * (1 - share) / n + square / (4 * n * n)).sqrt() / scale
    return max(middle - half, Decimal(0)), min(middle + half, Decimal(1))
