"""Reading bpv in from a spreadsheet: what becomes of every line is shown first, and stored after a yes.

A wrong line spoils no other. An empty cell leaves what is there, "-" makes it empty. Nothing is removed, and reading
the same file again changes nothing.
"""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from naadloos.engines.bpv import area_name
from naadloos.engines.cohort.intake import IntakeError
from naadloos.engines.cohort.intake.rows import read_rows
from naadloos.engines.route import fingerprint
from naadloos.engines.route.terms import YesNoUnknown
from naadloos.execution.bpv_actions import STEP, require
from naadloos.execution.bpv_build import settings_of
from naadloos.execution.bpv_import_matches import Matches, Visits
from naadloos.execution.bpv_lines import (
    NOTHING,
    Changes,
    Line,
    Outcome,
    Reader,
    RefusedError,
    SheetLine,
    choice,
    crebos_of,
    day,
    needed,
    route_year_of,
    whole,
)
from naadloos.execution.bpv_sheet import ALSO, AREAS, COLUMNS, COMPANIES, MATCHES, PLACES, PUPILS, VISITS
from naadloos.execution.models import BpvPupil, PeriodPlaces, PracticePlace
from naadloos.organisations.base import StaleError
from naadloos.organisations.history import record
from naadloos.organisations.models import User
from naadloos.routes.models import Cohort, Route, RouteQualification
from naadloos.routes.queries import scope_of
from naadloos.routes.state import refresh_statuses
from naadloos.routes.words import say


def read_sheet(content: bytes, kind: str) -> tuple[list[SheetLine], list[str]]:
    """The lines of a file, and the heads that are not read. Raises ValidationError for a file as a whole."""
    try:
        table = read_rows(content, kind, persons=_READERS[kind].persons)
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
    if strange and _READERS[kind].persons:
        # The head itself may be a name.
        strange = [_("een kolom die Naadloos niet kent")]
    return lines, strange


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
            line.write(actor)
            if kind in (COMPANIES, PLACES):
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


class _Companies(Reader):
    kind = COMPANIES

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
                found[name] = choice(cell, [each.value for each in YesNoUnknown], "ERKEND")
            elif name in ("recognised_until", "stops_on"):
                found[name] = None if cell == NOTHING else day(cell)
            elif cell == NOTHING and name != "company":
                found[name] = ""
            elif name == "crebos":
                found[name] = crebos_of(cell)
            elif name == "postcode":
                found[name] = cell.upper()
            else:
                found[name] = cell
        return found


class _Places(Reader):
    kind = PLACES

    def __init__(self, route: Route) -> None:
        super().__init__(route)
        rows = PeriodPlaces.objects.filter(route=route).select_related("company")
        self.known = {(row.company_id, row.route_year, row.period): row for row in rows}

    def take(self, line: SheetLine) -> Line:
        cells = line.cells
        company = self.company(needed(cells, "company", "BEDRIJF"))
        year = route_year_of(needed(cells, "route_year", "JAAR"), self.route.years)
        period = whole(needed(cells, "period", "PERIODE"), 1, 6, "PERIODE")
        number = whole(needed(cells, "places", "PLEKKEN"), 0, 1000, "PLEKKEN")
        self.once((company.pk, year, period))
        row = self.known.get((company.pk, year, period)) or PeriodPlaces(
            route=self.route, company=company, route_year=year, period=period
        )
        return self.finish(line, row, {"places": number}, str(row))


class _Pupils(Reader):
    kind = PUPILS
    persons = True

    def __init__(self, route: Route) -> None:
        super().__init__(route)
        self.cohorts = {row.start_year: row for row in Cohort.objects.filter(route=route)}
        self.crebos = {
            row.crebo for row in RouteQualification.objects.filter(route=route).select_related("qualification")
        }
        rows = BpvPupil.objects.filter(route=route).select_related("cohort").prefetch_related("companies")
        self.known = {row.pupil: row for row in rows}

    def take(self, line: SheetLine) -> Line:
        cells = line.cells
        self.no_person(cells, "pupil")
        key = needed(cells, "pupil", "SLEUTEL")
        year = whole(needed(cells, "cohort", "GROEP"), 2020, 2060, "GROEP")
        if year not in self.cohorts:
            raise RefusedError(_("de route heeft geen groep %(year)s") % {"year": year})
        crebo = needed(cells, "crebo", "CREBO")
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
            values["longest_km"] = None if none else whole(cells["longest_km"], 0, 300, "HOOGSTENS KM")
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

        def write(actor: User) -> None:
            if first is not None:
                first(actor)
            row.companies.set(wished)

        if made.outcome is Outcome.SAME:
            made.outcome = Outcome.CHANGED
        if made.outcome is Outcome.CHANGED:
            names = ", ".join(company.company for company in wished)
            made.changes = (*made.changes, (_("wens: bedrijf"), "…", names or "—"))
        made.write = write
        return made


class _Areas(Reader):
    kind = AREAS

    """All areas are one row in the database: the last line writes what the lines gathered."""

    def __init__(self, route: Route) -> None:
        super().__init__(route)
        self.settings = settings_of(route)
        self.positions: dict[str, list[float]] = dict(self.settings.positions)

    def title(self, line: SheetLine) -> str:
        return line.cells.get("area", "")[:60]

    def take(self, line: SheetLine) -> Line:
        cells = line.cells
        name = area_name(needed(cells, "area", "GEBIED"))[:60]
        at = [
            _degrees(needed(cells, "lat", "LAT"), 90, "LAT"),
            _degrees(needed(cells, "lon", "LON"), 180, "LON"),
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

    def _write(self, actor: User) -> None:
        if self.settings.positions != self.positions:
            self.settings.positions = self.positions
            self.settings.save()


_READERS: dict[str, type[Reader]] = {
    COMPANIES: _Companies,
    PLACES: _Places,
    PUPILS: _Pupils,
    AREAS: _Areas,
    MATCHES: Matches,
    VISITS: Visits,
}


# -- cells ------------------------------------------------------------------------------------------


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
