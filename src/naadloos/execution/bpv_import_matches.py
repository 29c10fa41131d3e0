"""Reading in who goes where, with how far the praktijkovereenkomst is, and visits to companies.

Each line is judged by the same rules as a person's own work (``bpv_actions``), and written by the same actions. A line
about a match that is there changes its days; another company is another match, and a person takes the first away.
"""

from collections import Counter, defaultdict
from datetime import date
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from naadloos.engines.bpv import Slot
from naadloos.engines.cohort.intake import Personal, personal_in
from naadloos.engines.cohort.intake.personal import cell_text
from naadloos.execution import bpv_actions as actions
from naadloos.execution.bpv_build import slots_of
from naadloos.execution.bpv_lines import (
    NOTHING,
    Line,
    Reader,
    RefusedError,
    SheetLine,
    day,
    needed,
    route_year_of,
    whole,
)
from naadloos.execution.bpv_queries import matches_of
from naadloos.execution.bpv_sheet import MATCHES, VISITS
from naadloos.execution.models import BpvMatch, BpvPupil, PeriodPlaces, PracticePlace, Visit
from naadloos.execution.models.bpv import MOST_SEATS
from naadloos.organisations.models import User
from naadloos.routes.models import Cohort, Route, RouteQualification
from naadloos.routes.portable import build_document
from naadloos.routes.words import say

_DAYS = ("begins_on", "ends_on", "sent_on", "school_on", "student_on", "company_on")


class Matches(Reader):
    """A line is of one pupil, by key, or of a group without keys."""

    kind = MATCHES
    persons = True

    def __init__(self, route: Route) -> None:
        super().__init__(route)
        document = build_document(route)
        self.cohorts = {row.start_year: row for row in Cohort.objects.filter(route=route)}
        self.slots = {row.pk: slots_of(document, row) for row in self.cohorts.values()}
        self.pupils = {row.pupil: row for row in BpvPupil.objects.filter(route=route).select_related("cohort")}
        self.crebos = {
            row.crebo for row in RouteQualification.objects.filter(route=route).select_related("qualification")
        }
        self.places = {
            (row.company_id, row.route_year, row.period): row.places for row in PeriodPlaces.objects.filter(route=route)
        }
        self.known: dict[Any, BpvMatch] = {}
        self.taken: Counter[Any] = Counter()
        for row in matches_of(route):
            row.route = route
            self.known[_mark(row)] = row
            self.taken[_room(row)] += row.seats

    def take(self, line: SheetLine) -> Line:
        cells = line.cells
        # The key, the company and the name of a group have checks of their own.
        self.no_person(cells, "pupil", "company", "group")
        if ("pupil" in cells) == ("group" in cells):
            raise RefusedError(_("vul SLEUTEL in voor één leerling, of KLAS voor een groep zonder sleutels"))
        made = BpvMatch(
            route=self.route,
            company=self.company(needed(cells, "company", self.heads["company"])),
            route_year=route_year_of(needed(cells, "route_year", self.heads["route_year"]), self.route.years),
            period=whole(needed(cells, "period", self.heads["period"]), 1, 6, self.heads["period"]),
        )
        if "pupil" in cells:
            self._of_pupil(made, cells)
        else:
            self._of_group(made, cells)
        self.once(_mark(made))
        row = self.known.get(_mark(made))
        values: dict[str, Any] = {name: _day_in(cells, name, self.heads) for name in _DAYS if name in cells}
        if row is None:
            return self._new(line, made, values)
        if row.company_id != made.company_id:
            raise RefusedError(
                _("deze leerling heeft in deze periode al een plek bij een ander bedrijf; haal die koppeling eerst weg")
            )
        if row.pupil_id is None and "seats" in cells:
            values["seats"] = made.seats
        before = row.seats
        save = partial(_save_match, route=self.route, match=row)
        return self.finish(line, row, values, _called(row), check=lambda: self._check(row, before), save=save)

    def _of_pupil(self, made: BpvMatch, cells: dict[str, str]) -> None:
        pupil = self.pupils.get(cells["pupil"])
        if pupil is None:
            raise RefusedError(_("SLEUTEL: deze leerling is er niet; lees eerst de leerlingen in"))
        if self._cohort(cells) != pupil.cohort:
            raise RefusedError(_("GROEP: deze leerling zit in een andere groep"))
        if cells.get("crebo", pupil.crebo) != pupil.crebo:
            raise RefusedError(_("CREBO: deze leerling volgt een andere opleiding; de cel mag leeg blijven"))
        if cells.get("seats", "1") != "1":
            raise RefusedError(_("AANTAL: een leerling heeft één plek; de cel mag leeg blijven"))
        made.pupil, made.cohort, made.crebo = pupil, pupil.cohort, pupil.crebo

    def _of_group(self, made: BpvMatch, cells: dict[str, str]) -> None:
        made.cohort = self._cohort(cells)
        made.crebo = needed(cells, "crebo", self.heads["crebo"])
        if made.crebo not in self.crebos:
            raise RefusedError(_("dit crebo hoort niet bij een opleiding van de route"))
        made.group = cells["group"]
        if "seats" in cells or _mark(made) not in self.known:
            made.seats = whole(needed(cells, "seats", self.heads["seats"]), 1, MOST_SEATS, self.heads["seats"])

    def _cohort(self, cells: dict[str, str]) -> Cohort:
        year = whole(needed(cells, "cohort", self.heads["cohort"]), 2020, 2060, self.heads["cohort"])
        if year not in self.cohorts:
            raise RefusedError(_("de route heeft geen groep %(year)s") % {"year": year})
        return self.cohorts[year]

    def _new(self, line: SheetLine, made: BpvMatch, values: dict[str, Any]) -> Line:
        own = self.slots[made.cohort_id].get((made.route_year, made.period))
        if own is None:
            raise RefusedError(
                _("PERIODE: volgens het programma heeft deze groep dan geen bpv; kijk het jaar en de periode na")
            )
        begins, ends = values.get("begins_on") or own.starts, values.get("ends_on") or own.ends
        values |= {"begins_on": begins, "ends_on": ends}
        slot = Slot(own.key, own.title, begins, ends, own.year)

        def check() -> None:
            actions.check_recognised(made, slot)
            self._check(made, 0)

        save = partial(_add_match, route=self.route, match=made, slot=slot)
        return self.finish(line, made, values, _called(made), check=check, save=save)

    def _check(self, match: BpvMatch, before: int) -> None:
        """``before``: the seats that it has already. Lines before this one in the file count."""
        actions.check_signed(match)
        match.full_clean()
        room = _room(match)
        if match.seats > before:
            there = self.places.get((match.company_id, match.route_year, match.period))
            actions.check_room(match, there, self.taken[room] - before)
        self.taken[room] += match.seats - before


class Visits(Reader):
    """A visit has no key: it is known by its company, its day and who was there."""

    kind = VISITS
    persons = True

    def __init__(self, route: Route) -> None:
        super().__init__(route)
        self.known: dict[Any, list[Visit]] = defaultdict(list)
        for row in Visit.objects.filter(route=route).select_related("company", "match"):
            row.route = route
            self.known[row.company_id, row.on, row.by.casefold()].append(row)

    def take(self, line: SheetLine) -> Line:
        cells = line.cells
        self.no_person(cells, "company", "by")
        company = self.company(needed(cells, "company", self.heads["company"]))
        on = day(needed(cells, "on", self.heads["on"]), self.heads["on"])
        by = needed(cells, "by", self.heads["by"])
        # Who of the school was there may be called by name, as on the page; more is not needed.
        if (found := personal_in(by, prose=True)) not in (None, Personal.NAME):
            raise RefusedError(f"{self.heads['by']}: {say(cell_text(found))}")
        row = self._row(company, on, by, cells)
        self.once(row.pk or (company.pk, on, by.casefold()))
        values: dict[str, Any] = {
            name: _day_in(cells, name, self.heads) for name in ("follow_up_on", "followed_on") if name in cells
        }
        if "what" in cells:
            values["what"] = "" if cells["what"] == NOTHING else cells["what"]

        def check() -> None:
            actions.check_visit(row)
            row.full_clean()

        return self.finish(
            line, row, values, str(row), check=check, save=partial(_save_visit, route=self.route, visit=row)
        )

    def _row(self, company: PracticePlace, on: date, by: str, cells: dict[str, str]) -> Visit:
        found = self.known[company.pk, on, by.casefold()]
        if len(found) > 1:
            found = [row for row in found if row.what == cells.get("what", "")]
        if len(found) > 1 or (not found and self.known[company.pk, on, by.casefold()]):
            raise RefusedError(_("er zijn meer bezoeken van deze persoon op deze dag; wijzig ze bij het bedrijf"))
        return found[0] if found else Visit(route=self.route, company=company, on=on, by=by)


def _mark(row: BpvMatch) -> Any:
    """What a match is known by: a pupil has one place in a period, a group one at each company."""
    if row.pupil_id is not None:
        return row.pupil_id, row.route_year, row.period
    return row.group.casefold(), row.cohort_id, row.crebo, row.company_id, row.route_year, row.period


def _room(row: BpvMatch) -> Any:
    """Whom a match shares its places with."""
    return row.company_id, row.cohort_id, row.route_year, row.period


def _called(row: BpvMatch) -> str:
    return f"{row.who}: {row}"


def _day_in(cells: dict[str, str], name: str, heads: dict[str, str]) -> date | None:
    return None if cells[name] == NOTHING else day(cells[name], heads[name])


def _add_match(actor: User, version: int, *, route: Route, match: BpvMatch, slot: Slot) -> None:
    actions.add_match(actor=actor, route=route, match=match, slot=slot)


def _save_match(actor: User, version: int, *, route: Route, match: BpvMatch) -> None:
    actions.save_match(actor=actor, route=route, match=match, version=version)


def _save_visit(actor: User, version: int, *, route: Route, visit: Visit) -> None:
    actions.save_visit(actor=actor, route=route, visit=visit, version=version)
