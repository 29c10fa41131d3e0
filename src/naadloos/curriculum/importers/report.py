"""What an import did, line by line, and how it says that it cannot go on."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import gettext_noop

# Of each kind of exception the terminal shows this many.
MOST = 25
# Whoever watches hears once in so many lines.
STEP = 20


class CatalogueImportError(Exception):
    """The file cannot be read; nothing was changed. The text says what is wrong, where, and what to do."""


class Outcome(StrEnum):
    TAKEN = gettext_noop("overgenomen")
    CHANGED = gettext_noop("gewijzigd")
    UNCHANGED = gettext_noop("ongewijzigd")
    REPAIRED = gettext_noop("hersteld")
    REFUSED = gettext_noop("geweigerd")
    REMOVED = gettext_noop("vervallen")


@dataclass(frozen=True, slots=True)
class Line:
    place: str
    outcome: Outcome
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A text that is new, other or gone, with what stood there before."""

    kind: str
    thing: str
    code: str
    field: str
    old: str
    new: str


@dataclass(slots=True)
class ImportReport:
    """``lines`` holds one line per thing in the file; ``text`` sums them up and names every exception."""

    source: str
    lines: list[Line] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    # The row that keeps this edition.
    import_id: int | None = None
    # How many lines there will be, when the importer can tell.
    expected: int | None = None
    watch: Callable[[int, int | None], None] | None = None

    def add(self, place: str, outcome: Outcome, reason: str = "") -> None:
        self.lines.append(Line(place, outcome, reason))
        if self.watch and len(self.lines) % STEP == 0:
            self.watch(len(self.lines), self.expected)

    @property
    def counts(self) -> dict[str, int]:
        found = Counter(line.outcome.value for line in self.lines)
        return {outcome.value: found.get(outcome.value, 0) for outcome in Outcome}

    @property
    def changed_nothing(self) -> bool:
        return not any(line.outcome in {Outcome.TAKEN, Outcome.CHANGED, Outcome.REMOVED} for line in self.lines)

    def text(self) -> str:
        """For the terminal: the numbers first, then what was repaired or refused and why."""
        numbers = ", ".join(f"{number} {name}" for name, number in self.counts.items() if number)
        rows = [f"{self.source}: {numbers or 'niets gevonden'}"]
        for outcome in (Outcome.REFUSED, Outcome.REPAIRED, Outcome.REMOVED):
            found = [line for line in self.lines if line.outcome == outcome]
            rows += [f"  {line.outcome}: {line.place}: {line.reason}" for line in found[:MOST]]
            if len(found) > MOST:
                rows.append(f"  {outcome}: en nog {len(found) - MOST}")
        return "\n".join(rows)
