"""What an import did, line by line, and how it says that it cannot go on.

A reason is kept as a Dutch sentence with its values apart, so that it can be read later, and by somebody else, in the
language of the reader.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext, gettext_noop

from naadloos.curriculum.models import FIELD_LABELS

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


# What the page and the terminal tell about with a reason.
TOLD = (Outcome.REFUSED, Outcome.REPAIRED, Outcome.REMOVED)


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence marked with ``gettext_noop`` and its values; as text it is in the language of the reader.

    Without values it may also be a code or a name, which no language changes.
    """

    sentence: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        if not self.sentence:
            return ""
        text = gettext(self.sentence)
        return text % {name: _translated(value) for name, value in self.values.items()} if self.values else text

    def as_data(self) -> list[Any]:
        """For JSON; ``from_data`` makes the same again."""
        values = {name: value.as_data() if isinstance(value, Said) else value for name, value in self.values.items()}
        return [self.sentence, values]

    @classmethod
    def from_data(cls, data: list[Any]) -> "Said":
        sentence, values = data
        return cls(
            sentence, {name: cls.from_data(item) if isinstance(item, list) else item for name, item in values.items()}
        )


def said(text: "str | Said") -> Said:
    return text if isinstance(text, Said) else Said(text)


def _translated(value: Any) -> Any:
    return str(value) if isinstance(value, Said) else value


@dataclass(frozen=True, slots=True)
class Line:
    where: Said
    outcome: Outcome
    why: Said = Said()

    @property
    def place(self) -> str:
        return str(self.where)

    @property
    def reason(self) -> str:
        return str(self.why)


@dataclass(frozen=True, slots=True)
class Change:
    """A text that is new, other or gone, with what stood there before."""

    kind: str
    thing: str
    code: str
    field: str
    old: str
    new: str

    @property
    def field_label(self) -> str:
        return str(FIELD_LABELS.get(self.field, self.field))


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

    def add(self, place: str | Said, outcome: Outcome, reason: str | Said = "") -> None:
        self.lines.append(Line(said(place), outcome, said(reason)))
        if self.watch and len(self.lines) % STEP == 0:
            self.watch(len(self.lines), self.expected)

    @property
    def counts(self) -> dict[str, int]:
        found = Counter(line.outcome.value for line in self.lines)
        return {outcome.value: found.get(outcome.value, 0) for outcome in Outcome}

    @property
    def changed_nothing(self) -> bool:
        return not any(line.outcome in {Outcome.TAKEN, Outcome.CHANGED, Outcome.REMOVED} for line in self.lines)

    def with_reason(self, outcome: Outcome) -> list[Line]:
        """The lines of this outcome that a person must read: all that were told, of the others those with a reason."""
        return [line for line in self.lines if line.outcome == outcome and (outcome in TOLD or line.why.sentence)]

    def text(self) -> str:
        """For the terminal: the numbers first, then what was repaired or refused and why."""
        numbers = ", ".join(f"{number} {gettext(name)}" for name, number in self.counts.items() if number)
        rows = [f"{self.source}: {numbers or gettext('niets gevonden')}"]
        for outcome in (*TOLD, Outcome.UNCHANGED):
            found = self.with_reason(outcome)
            rows += [f"  {gettext(outcome.value)}: {line.place}: {line.reason}" for line in found[:MOST]]
            if len(found) > MOST:
                rows.append(f"  {gettext(outcome.value)}: " + gettext("en nog %(n)s") % {"n": len(found) - MOST})
        return "\n".join(rows)
