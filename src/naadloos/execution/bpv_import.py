"""Reading bpv in from a spreadsheet: what becomes of every line is shown first, and stored after a yes.

A wrong line spoils no other. An empty cell leaves what is there, "-" makes it empty. Nothing is removed, and reading
the same file again changes nothing.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from naadloos.engines.bpv import area_name
from naadloos.engines.cohort.intake import IntakeError, personal_in
from naadloos.engines.cohort.intake.personal import cell_text
from naadloos.engines.cohort.intake.read import parse_day
from naadloos.engines.cohort.intake.rows import read_rows
from naadloos.engines.route import fingerprint
from naadloos.engines.route.terms import Term, YesNoUnknown
from naadloos.execution.bpv_actions import STEP, require
from naadloos.execution.bpv_build import settings_of
from naadloos.execution.bpv_sheet import ALSO, AREAS, COLUMNS, COMPANIES, PLACES, PUPILS
from naadloos.execution.models import BpvPupil, PeriodPlaces, PracticePlace
from naadloos.organisations.base import StaleError
from naadloos.organisations.history import difference, record, values_of
from naadloos.organisations.models import User
from naadloos.routes.models import Cohort, Route, RouteQualification
from naadloos.routes.queries import scope_of
from naadloos.routes.state import refresh_statuses
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
    write: Callable[[], None] | None = field(default=None, repr=False)


class RefusedError(ValueError):
    """A line cannot be taken; the text says why and what to do."""


def read_sheet(content: bytes, kind: str) -> tuple[list[SheetLine], list[str]]:
    """The lines of a file, and the heads that are not read. Raises ValidationError for a file as a whole."""
    try:
        table = read_rows(content, kind, persons=kind == PUPILS)
    except IntakeError as error:
        raise ValidationError(say(error.said)) from error
    names = {column.head: column.name for column in COLUMNS[kind]}
    own = {column.name for column in COLUMNS[kind]}
    also = {head: name for head, name in ALSO.items() if name in own and head not in names}
    known = [(names | also).get(head, "") for head in table.heads]
    missing = [column.head for column in COLUMNS[kind] if column.needed and column.name not in known]
    if missing:
        raise ValidationError(
            _("Deze kolommen ontbreken: %(names)s. Begin met het lege bestand.") % {"names": ", ".join(missing)}
        )
    lines = []
    for row in table.rows:
        if row.problem is not None:
            lines.append(SheetLine(row.number, {}, say(row.problem)))
        else:
            cells = {name: cell for name, cell in zip(known, row.cells, strict=True) if name and cell}
            lines.append(SheetLine(row.number, cells))
    strange = [head for head, name in zip(table.heads, known, strict=True) if head and not name]
    return lines, strange if kind != PUPILS else [_("een kolom die Naadloos niet kent")] * bool(strange)


def judge(route: Route, kind: str, lines: Sequence[SheetLine]) -> list[Line]:
    """What would become of each line; nothing is written."""
    return _READERS[kind](route).judge(lines)


def sign_of(lines: Sequence[Line]) -> str:
    """The sign of a list as a person sees it."""
    rows = [[each.number, each.title, each.outcome.value, each.reason, *map(list, each.changes)] for each in lines]
    return fingerprint({"lines": rows})


@transaction.atomic
def store(*, actor: User, route: Route, kind: str, lines: Sequence[SheetLine], seen: str) -> list[Line]:
    """Take over the lines as a person saw them. Raises PermissionDenied, StaleError when something changed since."""
    require(actor, route)
    # Held from here, so that nobody changes anything between judging and writing.
    Route.objects.filter(pk=route.pk).update(name=route.name)
    found = judge(route, kind, lines)
    if sign_of(found) != seen:
        raise StaleError(route)
    written = [line for line in found if line.write is not None]
    for line in written:
        if line.write is not None:
            line.write()
            if kind not in (PUPILS, AREAS):
                _note(actor, route, line.outcome, line.title, line.changes)
    if kind in (PUPILS, AREAS) and written:
        what = _("leerlingen voor de bpv") if kind == PUPILS else _("ligging van postcodes en plaatsen")
        _note(actor, route, Outcome.NEW, f"{what}: {len(written)}", ())
    refresh_statuses(route)
    return found


def _note(actor: User, route: Route, outcome: Outcome, title: str, changes: Changes) -> None:
    record(
        scope=scope_of(route),
        step=STEP,
        actor=actor,
        verb="toegevoegd" if outcome is Outcome.NEW else "gewijzigd",
        subject=_("%(what)s (uit een bestand)") % {"what": title},
        changes=list(changes),
    )


# -- one kind of lines ------------------------------------------------------------------------------


class _Reader:
    """Judges the lines of one kind; the second line about the same thing is refused."""

    def __init__(self, route: Route) -> None:
        self.route = route
        self.used: set[Any] = set()
        self.companies = list(PracticePlace.objects.filter(route=route).order_by("pk"))

    def judge(self, lines: Sequence[SheetLine]) -> list[Line]:
        return [self._judge(line) for line in lines]

    def _judge(self, line: SheetLine) -> Line:
        try:
            if line.problem:
                raise RefusedError(line.problem)
            return self.take(line)
        except RefusedError as error:
            return Line(line.number, self.title(line), Outcome.REFUSED, str(error))
        except ValidationError as error:
            return Line(line.number, self.title(line), Outcome.REFUSED, _messages(error))

    def take(self, line: SheetLine) -> Line:
        raise NotImplementedError

    def title(self, line: SheetLine) -> str:
        return line.cells.get("company", "")[:80]

    def once(self, mark: Any) -> None:
        if mark in self.used:
            raise RefusedError(_("dit staat al eerder in het bestand; de eerste regel telt"))
        self.used.add(mark)

    def company(self, text: str) -> PracticePlace:
        """By key, or by a name that only one has."""
        found = [row for row in self.companies if row.key == text]
        found = found or [row for row in self.companies if row.company.casefold() == text.casefold()]
        if not found:
            raise RefusedError(_("bedrijf “%(name)s” is er niet; lees eerst de bedrijven in") % {"name": text[:60]})
        if len(found) > 1:
            raise RefusedError(_("er zijn meer bedrijven met deze naam; gebruik de sleutel"))
        return found[0]

    def finish(self, line: SheetLine, instance: Any, values: dict[str, Any], title: str) -> Line:
        """The outcome of setting these values; written only later."""
        before = values_of(instance) if instance.pk else {}
        for name, value in values.items():
            setattr(instance, name, value)
        instance.full_clean()
        if not before:
            return Line(line.number, title, Outcome.NEW, write=instance.save)
        changes = tuple(difference(before, values_of(instance)))
        if not changes:
            return Line(line.number, title, Outcome.SAME)
        version = instance.version
        return Line(line.number, title, Outcome.CHANGED, changes=changes, write=lambda: instance.save_version(version))


class _Companies(_Reader):
    def take(self, line: SheetLine) -> Line:
        key, name = line.cells.get("key", ""), line.cells.get("company", "")
        if key:
            row = next((each for each in self.companies if each.key == key), None)
            if row is None:
                raise RefusedError(_("deze sleutel hoort niet bij een bedrijf van de route; maak de cel leeg"))
        else:
            same = [each for each in self.companies if name and each.company.casefold() == name.casefold()]
            if len(same) > 1:
                raise RefusedError(_("er zijn meer bedrijven met deze naam; gebruik de sleutel"))
            row = same[0] if same else PracticePlace(route=self.route)
        if not name and not row.pk:
            raise RefusedError(_("de naam van het bedrijf ontbreekt"))
        self.once(row.pk or name.casefold())
        return self.finish(line, row, self._values(line.cells), name or row.company)

    @staticmethod
    def _values(cells: dict[str, str]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name, cell in cells.items():
            if name == "key":
                continue
            if name == "recognised":
                found[name] = _choice(cell, [each.value for each in YesNoUnknown], "ERKEND")
            elif name in ("recognised_until", "stops_on"):
                found[name] = None if cell == NOTHING else _day(cell)
            elif cell == NOTHING and name != "company":
                found[name] = ""
            elif name == "crebos":
                found[name] = _crebos(cell)
            elif name == "postcode":
                found[name] = cell.upper()
            else:
                found[name] = cell
        return found


class _Places(_Reader):
    def __init__(self, route: Route) -> None:
        super().__init__(route)
        rows = PeriodPlaces.objects.filter(route=route).select_related("company")
        self.known = {(row.company_id, row.route_year, row.period): row for row in rows}

    def take(self, line: SheetLine) -> Line:
        cells = line.cells
        company = self.company(_needed(cells, "company", "BEDRIJF"))
        year = _route_year(_needed(cells, "route_year", "JAAR"), self.route.years)
        period = _whole(_needed(cells, "period", "PERIODE"), 1, 6, "PERIODE")
        number = _whole(_needed(cells, "places", "PLEKKEN"), 0, 1000, "PLEKKEN")
        self.once((company.pk, year, period))
        row = self.known.get((company.pk, year, period)) or PeriodPlaces(
            route=self.route, company=company, route_year=year, period=period
        )
        return self.finish(line, row, {"places": number}, str(row))


class _Pupils(_Reader):
    def __init__(self, route: Route) -> None:
        super().__init__(route)
        self.cohorts = {row.start_year: row for row in Cohort.objects.filter(route=route)}
        self.crebos = {
            row.crebo for row in RouteQualification.objects.filter(route=route).select_related("qualification")
        }
        rows = BpvPupil.objects.filter(route=route).select_related("cohort").prefetch_related("companies")
        self.known = {row.pupil: row for row in rows}

    def title(self, line: SheetLine) -> str:
        """A line that is refused may hold a name: it is called by its number alone."""
        return ""

    def take(self, line: SheetLine) -> Line:
        cells = line.cells
        for name in ("area", "kinds", "companies", "cohort", "crebo"):
            if (found := personal_in(cells.get(name, ""), prose=True)) is not None:
                raise RefusedError(say(cell_text(found)))
        key = _needed(cells, "pupil", "SLEUTEL")
        year = _whole(_needed(cells, "cohort", "GROEP"), 2020, 2060, "GROEP")
        if year not in self.cohorts:
            raise RefusedError(_("de route heeft geen groep %(year)s") % {"year": year})
        crebo = _needed(cells, "crebo", "CREBO")
        if crebo not in self.crebos:
            raise RefusedError(_("dit crebo hoort niet bij een opleiding van de route"))
        row = self.known.get(key) or BpvPupil(route=self.route, pupil=key)
        values: dict[str, Any] = {"cohort": self.cohorts[year], "crebo": crebo}
        if row.pk and (row.cohort_id, row.crebo) != (values["cohort"].pk, crebo) and row.matches.exists():
            raise RefusedError(_("deze leerling heeft al een plek; haal die weg voor u groep of opleiding wijzigt"))
        if "area" in cells:
            values["area"] = "" if cells["area"] == NOTHING else cells["area"]
        if "kinds" in cells:
            values["kinds"] = "" if cells["kinds"] == NOTHING else cells["kinds"]
        if "longest_km" in cells:
            none = cells["longest_km"] == NOTHING
            values["longest_km"] = None if none else _whole(cells["longest_km"], 0, 300, "HOOGSTENS KM")
        wished = self._wished(cells.get("companies"))
        self.once(key)
        before = {company.pk for company in row.companies.all()} if row.pk else set()
        made = self.finish(line, row, values, key)
        return self._with_wishes(made, row, before, wished)

    def _wished(self, cell: str | None) -> list[PracticePlace] | None:
        if cell is None:
            return None
        return [] if cell == NOTHING else [self.company(part.strip()) for part in cell.split(";") if part.strip()]

    @staticmethod
    def _with_wishes(made: Line, row: BpvPupil, before: set[int], wished: list[PracticePlace] | None) -> Line:
        if wished is None or {company.pk for company in wished} == before:
            return made
        first = made.write

        def write() -> None:
            if first is not None:
                first()
            row.companies.set(wished)

        if made.outcome is Outcome.SAME:
            made.outcome = Outcome.CHANGED
        if made.outcome is Outcome.CHANGED:
            names = ", ".join(company.company for company in wished)
            made.changes = (*made.changes, (_("wens: bedrijf"), "…", names or "—"))
        made.write = write
        return made


class _Areas(_Reader):
    """All areas are one row in the database: the last line writes what the lines gathered."""

    def __init__(self, route: Route) -> None:
        super().__init__(route)
        self.settings = settings_of(route)
        self.positions: dict[str, list[float]] = dict(self.settings.positions)

    def title(self, line: SheetLine) -> str:
        return line.cells.get("area", "")[:60]

    def take(self, line: SheetLine) -> Line:
        cells = line.cells
        name = area_name(_needed(cells, "area", "GEBIED"))[:60]
        at = [
            _degrees(_needed(cells, "lat", "LAT"), 90, "LAT"),
            _degrees(_needed(cells, "lon", "LON"), 180, "LON"),
        ]
        self.once(name)
        before = self.positions.get(name)
        if before == at:
            return Line(line.number, name, Outcome.SAME)
        self.positions[name] = at
        if before is None:
            return Line(line.number, name, Outcome.NEW, write=self._write)
        changes = ((_("ligging"), _place_words(before), _place_words(at)),)
        return Line(line.number, name, Outcome.CHANGED, changes=changes, write=self._write)

    def _write(self) -> None:
        if self.settings.positions != self.positions:
            self.settings.positions = self.positions
            self.settings.save()


_READERS: dict[str, type[_Reader]] = {COMPANIES: _Companies, PLACES: _Places, PUPILS: _Pupils, AREAS: _Areas}


# -- cells ------------------------------------------------------------------------------------------


def _messages(error: ValidationError) -> str:
    return " ".join(dict.fromkeys(error.messages))


def _needed(cells: dict[str, str], name: str, head: str) -> str:
    if not cells.get(name):
        raise RefusedError(_("%(head)s is leeg") % {"head": head})
    return cells[name]


def _whole(cell: str, low: int, high: int, head: str) -> int:
    if not re.fullmatch(r"[0-9]{1,6}", cell) or not low <= int(cell) <= high:
        raise RefusedError(
            _("%(head)s is een heel getal van %(low)s tot en met %(high)s") % {"head": head, "low": low, "high": high}
        )
    return int(cell)


def _route_year(cell: str, years: int) -> int:
    """
    >>> _route_year("3", 4), _route_year("mbo-jaar 1", 4), _route_year("Leerjaar 4", 4)
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


def _choice(cell: str, choices: Sequence[str], head: str) -> str:
    if cell.lower() not in choices:
        raise RefusedError(_("%(head)s is %(choices)s") % {"head": head, "choices": ", ".join(choices)})
    return cell.lower()


def _day(cell: str) -> Any:
    found = parse_day(cell)
    if found is None:
        raise RefusedError(_("“%(cell)s” is geen datum; schrijf die als 01-08-2027") % {"cell": cell[:20]})
    return found


def _crebos(cell: str) -> str:
    parts = [part for part in re.split(r"[\s,;]+", cell) if part]
    if any(not re.fullmatch(r"[0-9]{5}", part) for part in parts):
        raise RefusedError(_("een crebo heeft vijf cijfers; zet er een spatie tussen"))
    return " ".join(dict.fromkeys(parts))


def _degrees(cell: str, most: int, head: str) -> float:
    try:
        value = float(cell.replace(",", "."))
    except ValueError:
        raise RefusedError(_("%(head)s is geen getal") % {"head": head}) from None
    if not -most <= value <= most:
        raise RefusedError(_("%(head)s is een plek die niet bestaat") % {"head": head})
    return round(value, 5)


def _place_words(at: Sequence[float]) -> str:
    return f"{at[0]:.3f}, {at[1]:.3f}"
