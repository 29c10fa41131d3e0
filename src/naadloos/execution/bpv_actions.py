"""Writing bpv: matches, agreements, visits, signals, and a company that falls away.

Permission, validation, history in one transaction. No key of a pupil and no text about one stands in the history, which
everybody of the route may read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from naadloos.engines.bpv import Slot, doubt_of
from naadloos.engines.route.terms import YesNoUnknown
from naadloos.execution.bpv_build import company_of
from naadloos.execution.bpv_queries import places_of, seats_taken
from naadloos.execution.models import BpvMatch, BpvPupil, BpvSettings, PracticePlace, Signal, Visit
from naadloos.organisations.base import StaleError, Versioned
from naadloos.organisations.history import difference, record, values_of
from naadloos.organisations.models import User
from naadloos.routes.actions import require_editor, save_fact
from naadloos.routes.models import Cohort, Route
from naadloos.routes.queries import scope_of
from naadloos.routes.registry import FactKind, provider_of
from naadloos.routes.words import say

STEP = 10
# What everybody of the route may read of a change.
_OPEN_FIELDS = frozenset(
    {"begins_on", "ends_on", "sent_on", "school_on", "student_on", "company_on", "seats", "longest_km"}
    | {"on", "by", "follow_up_on", "followed_on", "seriousness", "closed_on"}
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A place that a person accepts: numbers of the pupil and the company, and the period."""

    pupil: int
    company: int
    route_year: int
    period: int


@dataclass(frozen=True, slots=True)
class Accepted:
    """``refused``: in words, without keys of pupils; those pupils are still without a place."""

    done: int
    refused: tuple[str, ...]


def require(actor: User, route: Route) -> None:
    """Raises PermissionDenied."""
    require_editor(actor, route, provider_of(STEP))


def company_kind() -> FactKind:
    found = next(each for each in provider_of(STEP).kinds if each.name == "practice_places")
    if not isinstance(found, FactKind):
        raise TypeError
    return found


def _hold(company: PracticePlace) -> None:
    """Lets nobody else count the places of this company until the end of the transaction.

    A write holds the row on PostgreSQL and the database on SQLite; a lock for reading would do nothing there.
    """
    PracticePlace.objects.filter(pk=company.pk).update(version=models.F("version"))


# -- matches ---------------------------------------------------------------------------------------


@transaction.atomic
def accept_matches(
    *, actor: User, route: Route, cohort: Cohort, wanted: Sequence[Wanted], slots: dict[tuple[int, int], Slot]
) -> Accepted:
    """Write proposed matches, each on its own: what cannot be any more is told and spoils no other.

    ``slots``: the periods of this group with their days. Raises PermissionDenied.
    """
    require(actor, route)
    pupils = {row.pk: row for row in BpvPupil.objects.filter(route=route, cohort=cohort)}
    companies = {row.pk: row for row in PracticePlace.objects.filter(route=route)}
    done, refused = 0, []
    for each in wanted:
        pupil, company = pupils.get(each.pupil), companies.get(each.company)
        slot = slots.get((each.route_year, each.period))
        if pupil is None or company is None or slot is None:
            refused.append(_("Deze leerling, dit bedrijf of deze periode is er niet meer."))
            continue
        made = BpvMatch(
            route=route,
            cohort=cohort,
            company=company,
            route_year=each.route_year,
            period=each.period,
            crebo=pupil.crebo,
            pupil=pupil,
            begins_on=slot.starts,
            ends_on=slot.ends,
        )
        try:
            with transaction.atomic():
                _place(made, slot)
        except ValidationError as error:
            refused.append(f"{made}: {' '.join(error.messages)}")
            continue
        done += 1
        _record(actor, route, "toegevoegd", made)
    return Accepted(done, tuple(refused))


@transaction.atomic
def save_group_match(*, actor: User, route: Route, match: BpvMatch, slot: Slot) -> None:
    """Keep places for a group without keys. Raises PermissionDenied, ValidationError."""
    match.begins_on, match.ends_on = slot.starts, slot.ends
    add_match(actor=actor, route=route, match=match, slot=slot)


@transaction.atomic
def add_match(*, actor: User, route: Route, match: BpvMatch, slot: Slot) -> None:
    """Add a match with its days as they are. Raises PermissionDenied, ValidationError."""
    require(actor, route)
    match.route = route
    check_signed(match)
    _place(match, slot)
    _record(actor, route, "toegevoegd", match)


def _place(match: BpvMatch, slot: Slot) -> None:
    """Write a new match when there is room at a recognised company. Raises ValidationError."""
    company = match.company
    _hold(company)
    check_recognised(match, slot)
    match.full_clean()
    there = places_of(company, match.route_year, match.period)
    check_room(match, there, seats_taken(company, match.cohort_id, match.route_year, match.period))
    match.save()


def check_recognised(match: BpvMatch, slot: Slot) -> None:
    """Raises ValidationError when the company may not have this match."""
    if why := say(doubt_of(company_of(match.company), match.crebo, slot)):
        raise ValidationError(why)


def check_room(match: BpvMatch, there: int | None, taken: int) -> None:
    """``taken``: by other matches of the same group. Raises ValidationError when there is no room."""
    company = match.company
    if there is None:
        raise ValidationError(
            _("Van %(company)s is voor deze periode niet bekend hoeveel plekken er zijn. Vul dat eerst in.")
            % {"company": company.company}
        )
    if taken + match.seats > there:
        raise ValidationError(
            _("%(company)s heeft in deze periode %(places)s plekken; er zijn er al %(taken)s bezet.")
            % {"company": company.company, "places": there, "taken": taken}
        )


def check_signed(match: BpvMatch) -> None:
    """Raises ValidationError for a praktijkovereenkomst that would be sent or signed in the future."""
    today = timezone.localdate()
    for name in ("sent_on", "school_on", "student_on", "company_on"):
        if (on := getattr(match, name)) is not None and on > today:
            raise ValidationError({name: _("Deze dag ligt in de toekomst. Vul in wanneer het is gebeurd.")})


@transaction.atomic
def save_match(*, actor: User, route: Route, match: BpvMatch, version: int) -> None:
    """Change days of a match, who signed, or how many a group has; more of them need room.

    Raises PermissionDenied, ValidationError, StaleError.
    """
    require(actor, route)
    check_signed(match)
    _hold(match.company)
    before = BpvMatch.objects.filter(pk=match.pk, route=route).values_list("seats", flat=True).first() or 0
    if match.seats > before:
        taken = seats_taken(match.company, match.cohort_id, match.route_year, match.period) - before
        check_room(match, places_of(match.company, match.route_year, match.period), taken)
    _save(actor, route, match, version)


@transaction.atomic
def remove_match(*, actor: User, route: Route, match: BpvMatch, version: int) -> None:
    """Take a match away because a person says so. Raises PermissionDenied, StaleError."""
    require(actor, route)
    current = BpvMatch.objects.filter(pk=match.pk, route=route).first()
    if current is None:
        return
    if current.version != version:
        raise StaleError(current)
    current.delete()
    _record(actor, route, "verwijderd", current)


# -- pupils, visits, signals, settings --------------------------------------------------------------


@transaction.atomic
def save_pupil(*, actor: User, route: Route, pupil: BpvPupil, version: int, companies: Sequence[PracticePlace]) -> None:
    """Add or change a pupil by key. Raises PermissionDenied, ValidationError, StaleError."""
    require(actor, route)
    is_new = pupil.pk is None
    if pupil.cohort.route_id != route.pk or any(row.route_id != route.pk for row in companies):
        raise ValidationError(_("Deze groep of dit bedrijf hoort niet bij de route."))
    if not is_new and pupil.matches.exclude(crebo=pupil.crebo, cohort=pupil.cohort).exists():
        raise ValidationError(
            _("Deze leerling heeft al een plek in een andere groep of opleiding. Haal die eerst weg.")
        )
    pupil.route = route
    pupil.full_clean()
    if is_new:
        pupil.save()
    else:
        pupil.save_version(version)
    pupil.companies.set(companies)
    subject = _("leerling voor de bpv, groep %(year)s") % {"year": pupil.cohort.start_year}
    _note(actor, route, "toegevoegd" if is_new else "gewijzigd", subject, f"bpv_pupil:{pupil.pk}")


@transaction.atomic
def remove_pupil(*, actor: User, route: Route, pupil: BpvPupil) -> None:
    """Remove a pupil without a match. Raises PermissionDenied, ValidationError."""
    require(actor, route)
    if pupil.matches.exists():
        raise ValidationError(_("Deze leerling heeft nog een plek. Haal die eerst weg."))
    key, subject = pupil.pk, _("leerling voor de bpv, groep %(year)s") % {"year": pupil.cohort.start_year}
    pupil.delete()
    _note(actor, route, "verwijderd", subject, f"bpv_pupil:{key}")


@transaction.atomic
def save_visit(*, actor: User, route: Route, visit: Visit, version: int = 0) -> None:
    """Note a visit that took place, or change one. Raises PermissionDenied, ValidationError, StaleError."""
    require(actor, route)
    check_visit(visit)
    _save(actor, route, visit, version)


def check_visit(visit: Visit) -> None:
    """Raises ValidationError for a visit that would be, or be followed up, in the future."""
    today = timezone.localdate()
    if visit.on > today:
        raise ValidationError({"on": _("Deze dag ligt in de toekomst. Vul in wanneer het bezoek was.")})
    if visit.followed_on is not None and visit.followed_on > today:
        raise ValidationError({"followed_on": _("Deze dag ligt in de toekomst. Vul in wanneer het is gebeurd.")})


@transaction.atomic
def follow_visit(*, actor: User, route: Route, visit: Visit, on: date) -> None:
    """What was still to be done after a visit is done. Raises PermissionDenied, ValidationError."""
    require(actor, route)
    visit.followed_on = on
    _save(actor, route, visit, visit.version)


@transaction.atomic
def save_signal(*, actor: User, route: Route, signal: Signal) -> None:
    """Note a signal. Raises PermissionDenied, ValidationError."""
    require(actor, route)
    if signal.on > timezone.localdate():
        raise ValidationError({"on": _("Deze dag ligt in de toekomst.")})
    _save(actor, route, signal, 0)


@transaction.atomic
def close_signal(*, actor: User, route: Route, signal: Signal, on: date) -> None:
    """Raises PermissionDenied, ValidationError."""
    require(actor, route)
    signal.closed_on = on
    _save(actor, route, signal, signal.version)


@transaction.atomic
def save_settings(*, actor: User, route: Route, settings: BpvSettings, version: int) -> None:
    """How far pupils travel. Raises PermissionDenied, ValidationError, StaleError."""
    require(actor, route)
    _save(actor, route, settings, version)


# -- a company falls away ---------------------------------------------------------------------------


@transaction.atomic
def company_falls_away(
    *, actor: User, route: Route, company: PracticePlace, version: int, on: date, stops: bool
) -> None:
    """After the day ``on`` a company has no recognition, or no places, any more. Its matches stand and are flagged.

    Raises PermissionDenied, ValidationError, StaleError.
    """
    require(actor, route)
    if stops:
        company.stops_on = on
    else:
        company.recognised_until = on
        if on <= timezone.localdate():
            company.recognised = YesNoUnknown.NO
    save_fact(
        actor=actor, route=route, provider=provider_of(STEP), kind=company_kind(), instance=company, version=version
    )


# -- shared ------------------------------------------------------------------------------------------


def _save(actor: User, route: Route, row: Versioned, version: int) -> None:
    """Add or change a row with the version that a person saw, and its history."""
    model: Any = type(row)
    before = values_of(model.objects.get(pk=row.pk, route=route)) if row.pk else {}
    setattr(row, "route", route)  # noqa: B010 (every model of bpv has one)
    row.full_clean()
    if row.pk:
        row.save_version(version)
    else:
        row.save()
    after = values_of(model.objects.get(pk=row.pk))
    changes = difference(_readable(before), _readable(after))
    if before and before == after:
        return
    _record(actor, route, "gewijzigd" if before else "toegevoegd", row, changes)


def _readable(values: dict[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
    return {name: value for name, value in values.items() if name in _OPEN_FIELDS}


def _record(
    actor: User, route: Route, verb: str, row: models.Model, changes: list[tuple[str, str, str]] | None = None
) -> None:
    key = f"{row._meta.model_name}:{row.pk or ''}"
    _note(actor, route, verb, f"{row._meta.verbose_name}: {row}", key, changes)


def _note(
    actor: User,
    route: Route,
    verb: str,
    subject: str,
    key: str,
    changes: list[tuple[str, str, str]] | None = None,
) -> None:
    record(scope=scope_of(route), step=STEP, actor=actor, verb=verb, subject=subject, subject_key=key, changes=changes)
