"""Reading the document so that every fact read is noted: a check cannot forget to say what it rests on."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from naadloos.engines.law.types import FactUsed, FactValue
from naadloos.engines.route import STEPS, RouteDocument
from naadloos.engines.route.document import LawAnswer
from naadloos.engines.route.labels import label_of
from naadloos.engines.route.terms import Term

_LONGEST = 120
_STEPS = {step.section: step.number for step in STEPS}
# The route's own facts are entered in step 1, except who takes part and where.
_ROUTE_STEPS = {"partners": 2, "location": 2}


def step_of(path: str) -> int:
    """The step (1-10) where people enter the fact at ``path``.

    >>> step_of("route.years"), step_of("route.partners"), step_of("programme.units")
    (1, 2, 5)
    """
    section, _, name = path.partition(".")
    return _ROUTE_STEPS.get(name.split(".")[0], 1) if section == "route" else _STEPS[section]


class Item:
    """One thing in a list of the document; reading a property notes it."""

    def __init__(self, facts: "Facts", path: str, thing: Any) -> None:
        self._facts, self._path, self._thing = facts, path, thing

    @property
    def key(self) -> str:
        return str(self._thing.key)

    @property
    def name(self) -> str:
        """What people call it."""
        thing = self._thing
        for name in ("title", "name", "company"):
            if text := getattr(thing, name, ""):
                return str(text)
        if hasattr(thing, "subject"):
            return f"bepaling {thing.subject}"
        if hasattr(thing, "leerweg"):
            return f"{thing.profile} {thing.leerweg.value}".strip()
        if hasattr(thing, "start_year"):
            return f"groep {thing.start_year}"
        if hasattr(thing, "school_year"):
            return f"schooljaar {thing.school_year}-{thing.school_year + 1}"
        return str(getattr(thing, "crebo", "") or getattr(thing, "code", "") or self.key)

    def __getitem__(self, name: str) -> Any:
        """Read a property and note it by itself. Raises AttributeError for a name that does not exist."""
        value = getattr(self._thing, name)
        self._facts.note(f"{self.name}: {label_of(name)}", value, f"{self._path}.{self.key}.{name}")
        return value

    def peek(self, name: str) -> Any:
        """Read a property that the list's column already noted."""
        return getattr(self._thing, name)


class Facts:
    """The document as a check sees it."""

    def __init__(self, document: RouteDocument) -> None:
        self._document = document
        self._used: dict[str, FactUsed] = {}

    @property
    def used(self) -> tuple[FactUsed, ...]:
        return tuple(self._used.values())

    def note(self, label: str, value: Any, path: str, step: int | None = None) -> None:
        """Keep a fact, in the order of reading; the first reading of a path counts."""
        if path not in self._used:
            self._used[path] = FactUsed(label, shown(value), step or step_of(path), path)

    def answers(self, rule_id: str, step: int) -> list[LawAnswer]:
        """What people answered to the question of a rule, in the order of the document; notes the last answer."""
        found = [each for each in self._document.law_answers if each.rule == rule_id]
        self.note(label_of("answer"), found[-1].answer if found else None, f"law_answers.{rule_id}", step)
        return found

    def _find(self, path: str) -> Any:
        section, _, name = path.partition(".")
        return getattr(getattr(self._document, section), name)

    def value(self, path: str) -> Any:
        """One fact, such as "route.years"."""
        value = self._find(path)
        self.note(label_of(path.rpartition(".")[2]), value, path)
        return value

    def text(self, path: str) -> str:
        """One text, without the spaces around it."""
        return str(self.value(path)).strip()

    def items(self, path: str) -> tuple[Item, ...]:
        """The things in a list, such as "route.profiles"; notes how many there are."""
        found = self._find(path)
        self.note(f"{label_of(path.rpartition('.')[2])}: aantal", len(found), path)
        return tuple(Item(self, path, thing) for thing in found)

    def columns(self, path: str, *names: str) -> tuple[Item, ...]:
        """The things in a long list; notes per property for how many it is filled in. Read them with ``peek``."""
        items = self.items(path)
        for name in names:
            filled = sum(is_filled(item.peek(name)) for item in items)
            label = f"{label_of(path.rpartition('.')[2])}: {label_of(name)}"
            self.note(label, f"{filled} van {len(items)} ingevuld", f"{path}.*.{name}")
        return items

    def total(self, label: str, path: str, values: Iterator[Decimal]) -> Decimal:
        """A sum over a list, noted as one fact under its own label."""
        total = sum(values, Decimal(0))
        self.note(label, total, f"{path}#{label}")
        return total


def is_filled(value: object) -> bool:
    """Is there something? The answer "onbekend" is nothing; "nee" and 0 are something."""
    return value not in (None, "", "onbekend", [])


def shown(value: Any) -> FactValue:
    """The value as people recognise it."""
    if isinstance(value, Term):
        return value.label
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, list):
        return ", ".join(str(shown(each)) for each in value) or None
    if isinstance(value, str):
        text = " ".join(value.split())
        return (text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…") or None
    if value is None or isinstance(value, int | Decimal | date):
        return value
    return str(value)
