"""Marks: what is allowed, how they are rounded, and between which bounds a mark lies that is not there yet."""

from decimal import ROUND_HALF_UP, Decimal

from naadloos.engines.results.terms import Word

LOWEST, HIGHEST = Decimal(1), Decimal(10)
SUFFICIENT = 6
_INTERVALS = {
    Word.GOOD: (6, 10),
    Word.SUFFICIENT: (6, 10),
    Word.DONE: (6, 10),
    Word.INSUFFICIENT: (1, 5),
    Word.NOT_DONE: (1, 5),
}


def whole(mark: Decimal) -> int:
    """Round to a whole mark: first decimal 5 or more goes up, 4 or less goes down (UWVO 3.32, EKB 15).

    >>> whole(Decimal("5.45")), whole(Decimal("5.5"))
    (5, 6)
    """
    return int(mark.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def mean(marks: list[Decimal] | list[int]) -> Decimal:
    """The arithmetic mean, not rounded. Raises ZeroDivisionError without marks."""
    return sum((Decimal(mark) for mark in marks), Decimal(0)) / Decimal(len(marks))


def bounds_of(word: Word) -> tuple[int, int]:
    """Between which whole marks a word lies."""
    return _INTERVALS[word]
