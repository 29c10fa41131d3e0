"""Reading the document so that every fact read is noted: a check cannot forget to say what it rests on."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from naadloos.engines.law.types import FactUsed, FactValue
from naadloos.engines.route import STEPS, RouteDocument
from naadloos.engines.route.calendar import school_year_text
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


class Reading:
    """One document, read once for all rules: two hundred rules ask for the same lists, names and counts."""

    def __init__(self, document: RouteDocument) -> None:
        self._document = document
        self._lists: dict[str, tuple[list[Any], FactUsed]] = {}
        self._columns: dict[tuple[str, str], FactUsed] = {}
        self._properties: dict[tuple[str, str, str], FactUsed] = {}
        self._names: dict[int, str] = {}
        self._answers: dict[str, list[LawAnswer]] = defaultdict(list)
        for each in document.law_answers:
            self._answers[each.rule].append(each)

    def find(self, path: str) -> Any:
        """The value at a path, such as "route.years"."""
        section, _, name = path.partition(".")
        return getattr(getattr(self._document, section), name)

    def things(self, path: str) -> tuple[list[Any], FactUsed]:
        """A list of the document, and the fact how many there are."""
        if path not in self._lists:
            found = self.find(path)
            label = f"{label_of(path.rpartition('.')[2])}: aantal"
            self._lists[path] = found, FactUsed(label, len(found), step_of(path), path)
        return self._lists[path]

    def column(self, path: str, name: str) -> FactUsed:
        """For how many things in a list a property is filled in."""
        if (path, name) not in self._columns:
            things, _ = self.things(path)
            filled = sum(is_filled(getattr(thing, name)) for thing in things)
            label = f"{label_of(path.rpartition('.')[2])}: {label_of(name)}"
            said = f"{filled} van {len(things)} ingevuld"
            self._columns[path, name] = FactUsed(label, said, step_of(path), f"{path}.*.{name}")
        return self._columns[path, name]

    def property(self, path: str, thing: Any, name: str) -> FactUsed:
        """One property of one thing."""
        key = path, thing.key, name
        if key not in self._properties:
            label = f"{self.name(thing)}: {label_of(name)}"
            fact = FactUsed(label, shown(getattr(thing, name)), step_of(path), f"{path}.{thing.key}.{name}")
            self._properties[key] = fact
        return self._properties[key]

    def name(self, thing: Any) -> str:
        """What people call a thing."""
        # The document is frozen and outlives the reading, so that an identity stays one thing.
        if id(thing) not in self._names:
            self._names[id(thing)] = _name(thing)
        return self._names[id(thing)]

    def answers(self, rule_id: str) -> list[LawAnswer]:
        """What people answered to the question of a rule, in the order of the document."""
        return self._answers.get(rule_id, [])


def _name(thing: Any) -> str:
    fields = type(thing).model_fields
    for name in ("title", "name", "company"):
        if name in fields and (text := getattr(thing, name)):
            return str(text)
    if "subject" in fields:
        return f"bepaling {thing.subject}"
    if "leerweg" in fields:
        return f"{thing.profile} {thing.leerweg.value}".strip()
    if "start_year" in fields:
        return f"groep {thing.start_year}"
    if "school_year" in fields:
        return f"schooljaar {school_year_text(thing.school_year)}"
    return next(
        (str(text) for name in ("crebo", "code") if name in fields and (text := getattr(thing, name))), thing.key
    )


class Item:
    """One thing in a list of the document; reading a property notes it."""

    __slots__ = ("_facts", "_path", "_thing")

    def __init__(self, facts: "Facts", path: str, thing: Any) -> None:
        self._facts, self._path, self._thing = facts, path, thing

    @property
    def key(self) -> str:
        return str(self._thing.key)

    @property
    def name(self) -> str:
        """What people call it."""
        return self._facts.reading.name(self._thing)

    def __getitem__(self, name: str) -> Any:
        """Read a property and note it by itself. Raises AttributeError for a name that does not exist."""
        self._facts.keep(self._facts.reading.property(self._path, self._thing, name))
        return getattr(self._thing, name)

    def peek(self, name: str) -> Any:
        """Read a property that the list's column already noted."""
        return getattr(self._thing, name)


class Facts:
    """The document as one check sees it."""

    def __init__(self, source: RouteDocument | Reading) -> None:
        self.reading = source if isinstance(source, Reading) else Reading(source)
        self._used: dict[str, FactUsed] = {}

    @property
    def used(self) -> tuple[FactUsed, ...]:
        return tuple(self._used.values())

    def keep(self, fact: FactUsed) -> None:
        """Note a fact, in the order of reading; the first reading of a path counts."""
        self._used.setdefault(fact.path, fact)

    def answers(self, rule_id: str, step: int) -> list[LawAnswer]:
        """What people answered to the question of a rule, in the order of the document; notes the last answer."""
        found = self.reading.answers(rule_id)
        value = found[-1].answer.label if found else None
        self.keep(FactUsed(label_of("answer"), value, step, f"law_answers.{rule_id}"))
        return found

    def value(self, path: str) -> Any:
        """One fact, such as "route.years"."""
        value = self.reading.find(path)
        self.keep(FactUsed(label_of(path.rpartition(".")[2]), shown(value), step_of(path), path))
        return value

    def text(self, path: str) -> str:
        """One text, without the spaces around it."""
        return str(self.value(path)).strip()

    def items(self, path: str) -> tuple[Item, ...]:
        """The things in a list, such as "route.profiles"; notes how many there are."""
        things, fact = self.reading.things(path)
        self.keep(fact)
        return tuple(Item(self, path, thing) for thing in things)

    def columns(self, path: str, *names: str) -> tuple[Item, ...]:
        """The things in a long list; notes per property for how many it is filled in. Read them with ``peek``."""
        items = self.items(path)
        for name in names:
            self.keep(self.reading.column(path, name))
        return items

    def total(self, label: str, path: str, values: Iterator[Decimal]) -> Decimal:
        """A sum over a list, noted as one fact under its own label."""
        total = sum(values, Decimal(0))
        self.keep(FactUsed(label, total, step_of(path), f"{path}#{label}"))
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
