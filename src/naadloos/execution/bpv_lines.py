"""Lines of bpv from a spreadsheet: what a line is, what becomes of it, and what may stand in a cell."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from naadloos.engines.cohort.intake import parse_day, personal_in
from naadloos.engines.cohort.intake.personal import cell_text
from naadloos.engines.route.terms import Term
from naadloos.execution.bpv_sheet import COLUMNS
from naadloos.execution.models import PracticePlace
from naadloos.organisations.history import difference, values_of
from naadloos.organisations.models import User
from naadloos.routes.models import Route
from naadloos.routes.words import say

NOTHING = "-"
Changes = tuple[tuple[str, str, str], ...]


class Outcome(Term):
    NEW = "nieuw", gettext_noop("nieuw")
    CHANGED = "gewijzigd", gettext_noop("gewijzigd")
    SAME = "al bekend", gettext_noop("al bekend")
    REFUSED = "geweigerd", gettext_noop("geweigerd")


@dataclass(frozen=True, slots=True)
class SheetLine:
    """``cells`` by the names of the columns. ``problem``: why the line cannot be read."""

    number: int
    cells: dict[str, str]
    problem: str = ""


@dataclass(slots=True)
class Line:
    """What becomes of one line. ``write`` does it."""

    number: int
    title: str
    outcome: Outcome
    reason: str = ""
    changes: Changes = ()
    write: Callable[[User], None] | None = field(default=None, repr=False)


class RefusedError(ValueError):
    """A line cannot be taken; the text says why and what to do."""


# Writes an object with the version that was seen, 0 when it is new.
Save = Callable[[User, int], None]


class Reader:
    """Judges the lines of one kind; the second line about the same thing is refused.

    ``persons``: the lines are about pupils. One that is refused may hold a name, so it is called by its number alone,
    and no reason repeats what stands in a cell.
    """

    kind = ""
    persons = False

    def __init__(self, route: Route) -> None:
        self.route = route
        self.heads = {column.name: column.head for column in COLUMNS[self.kind]}
        self.used: set[Any] = set()
        self.mark: Any = None
        self.companies = list(PracticePlace.objects.filter(route=route).order_by("pk"))

    def judge(self, lines: Sequence[SheetLine]) -> list[Line]:
        return [self._judge(line) for line in lines]

    def _judge(self, line: SheetLine) -> Line:
        self.mark = None
        try:
            if line.problem:
                raise RefusedError(line.problem)
            return self.take(line)
        except RefusedError as error:
            reason = str(error)
        except ValidationError as error:
            reason = self._messages(error)
        # A line that is refused takes nothing from a right one about the same thing.
        self.used.discard(self.mark)
        return Line(line.number, self.title(line), Outcome.REFUSED, reason)

    def _messages(self, error: ValidationError) -> str:
        """What is wrong, and in which column."""
        if not hasattr(error, "error_dict"):
            return " ".join(dict.fromkeys(error.messages))
        found = []
        for name, said in error.message_dict.items():
            head = self.heads.get(name)
            found += [f"{head}: {each}" if head else each for each in said]
        return " ".join(dict.fromkeys(found))

    def take(self, line: SheetLine) -> Line:
        raise NotImplementedError

    def title(self, line: SheetLine) -> str:
        """What a line that is refused is called."""
        return "" if self.persons else line.cells.get("company", "")[:80]

    def no_person(self, cells: dict[str, str], *free: str) -> None:
        """Refuses a line in which any cell but these (``free``) says something about a person."""
        for name, cell in cells.items():
            if name not in free and (found := personal_in(cell, prose=True)) is not None:
                raise RefusedError(say(cell_text(found)))

    def once(self, mark: Any) -> None:
        if mark in self.used:
            raise RefusedError(_("dit staat al eerder in het bestand; de eerste regel telt"))
        self.used.add(mark)
        self.mark = mark

    def company(self, text: str) -> PracticePlace:
        """By key, or by a name that only one has."""
        found = [row for row in self.companies if row.key == text]
        found = found or [row for row in self.companies if row.company.casefold() == text.casefold()]
        if not found and self.persons:
            raise RefusedError(_("BEDRIJF: dit bedrijf is er niet; gebruik de sleutel, of lees eerst de bedrijven in"))
        if not found:
            raise RefusedError(_("bedrijf “%(name)s” is er niet; lees eerst de bedrijven in") % {"name": text[:60]})
        if len(found) > 1:
            raise RefusedError(_("er zijn meer bedrijven met deze naam; gebruik de sleutel"))
        return found[0]

    def finish(
        self,
        line: SheetLine,
        instance: Any,
        values: dict[str, Any],
        title: str,
        *,
        check: Callable[[], None] | None = None,
        save: Save | None = None,
    ) -> Line:
        """The outcome of setting these values; written only later. ``check`` and ``save``: of who has own rules."""
        before = values_of(instance) if instance.pk else {}
        stood = {name: getattr(instance, name) for name in values} if instance.pk else {}
        for name, value in values.items():
            setattr(instance, name, value)
        try:
            (check or instance.full_clean)()
        except ValidationError:
            for name, value in stood.items():
                setattr(instance, name, value)
            raise
        version = instance.version if before else 0

        def write(actor: User) -> None:
            if save is not None:
                save(actor, version)
            elif version:
                instance.save_version(version)
            else:
                instance.save()

        if not before:
            return Line(line.number, title, Outcome.NEW, write=write)
        changes = tuple(difference(before, values_of(instance)))
        if not changes:
            return Line(line.number, title, Outcome.SAME)
        return Line(line.number, title, Outcome.CHANGED, changes=changes, write=write)


# -- cells ------------------------------------------------------------------------------------------


def needed(cells: dict[str, str], name: str, head: str) -> str:
    if not cells.get(name):
        raise RefusedError(_("%(head)s is leeg") % {"head": head})
    return cells[name]


def whole(cell: str, low: int, high: int, head: str) -> int:
    if not re.fullmatch(r"[0-9]{1,6}", cell) or not low <= int(cell) <= high:
        raise RefusedError(
            _("%(head)s is een heel getal van %(low)s tot en met %(high)s") % {"head": head, "low": low, "high": high}
        )
    return int(cell)


def route_year_of(cell: str, years: int) -> int:
    """
    >>> route_year_of("3", 4), route_year_of("mbo-jaar 1", 4), route_year_of("Leerjaar 4", 4)
    (3, 3, 2)
    """
    plain = " ".join(cell.lower().replace("-", " ").split())
    if found := re.fullmatch(r"(?:leerjaar|lj|klas) ([34])", plain):
        year = int(found[1]) - 2
    elif found := re.fullmatch(r"mbo ?jaar ([1-4])", plain):
        year = int(found[1]) + 2
    elif re.fullmatch(r"[1-6]", plain):
        year = int(plain)
    else:
        raise RefusedError(_("JAAR is 1 tot en met %(n)s, of leerjaar 3, mbo-jaar 1") % {"n": years})
    if year > years:
        raise RefusedError(_("de route duurt %(n)s jaar") % {"n": years})
    return year


def choice(cell: str, choices: Sequence[str], head: str) -> str:
    if cell.lower() not in choices:
        raise RefusedError(_("%(head)s is %(choices)s") % {"head": head, "choices": ", ".join(choices)})
    return cell.lower()


def day(cell: str, head: str = "") -> date:
    """``head``: the column, for lines of which no cell may be repeated."""
    found = parse_day(cell)
    if found is None and head:
        raise RefusedError(_("%(head)s is geen datum; schrijf die als 01-08-2027") % {"head": head})
    if found is None:
        raise RefusedError(_("“%(cell)s” is geen datum; schrijf die als 01-08-2027") % {"cell": cell[:20]})
    return found


def crebos_of(cell: str) -> str:
    parts = [part for part in re.split(r"[\s,;]+", cell) if part]
    if any(not re.fullmatch(r"[0-9]{5}", part) for part in parts):
        raise RefusedError(_("een crebo heeft vijf cijfers; zet er een spatie tussen"))
    return " ".join(dict.fromkeys(parts))
