"""What every check offers: a condition on one set of marks, and a sentence about what it means."""

from collections.abc import Callable
from dataclasses import dataclass

from naadloos.engines.results.norms import Norms
from naadloos.engines.results.picture import Picture, Row, Sheet
from naadloos.engines.results.terms import Holds
from naadloos.engines.route.text import Text

Condition = Callable[[Sheet, Norms], bool]


@dataclass(frozen=True, slots=True)
class Finding:
    """Why a rule holds, does not hold, or is not to be said yet; and what is still needed."""

    reason: Text
    needed: tuple[Text, ...] = ()
    missing: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """One kind of condition.

    ``surely`` must be monotone: higher marks never make it untrue. That is what lets the lowest and the highest marks
    speak for everything between them. ``possibly`` is the mildest reading, where the law leaves one open; it follows
    from ``surely``.
    """

    surely: Condition
    explain: Callable[[Holds, Picture, Norms], Finding]
    possibly: Condition | None = None

    def holds(self, picture: Picture, norms: Norms) -> Holds:
        if self.surely(picture.low, norms):
            return Holds.YES
        return Holds.OPEN if (self.possibly or self.surely)(picture.high, norms) else Holds.NO


def rows_of(sheet: Sheet, parts: tuple[str, ...]) -> list[Row]:
    """The rows of these parts, in the order of the parts."""
    return [row for part in parts for row in sheet if row.part == part]


def names_of(rows: list[Row]) -> tuple[str, ...]:
    return tuple(row.name for row in rows)
