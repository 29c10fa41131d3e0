"""Writing what follows from the calendars: weeks and hours of periods, and holidays that were pasted."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from naadloos.engines.route import fingerprint, route_year_label
from naadloos.engines.route.calendar import school_year_text
from naadloos.organisations.base import StaleError
from naadloos.organisations.history import in_words, record
from naadloos.organisations.models import User
from naadloos.programme.houses.paste import Outcome, PastedLine, days_in_words, read_lines
from naadloos.programme.houses.periods import NewPeriod, follow_calendar
from naadloos.programme.models import Holiday, Period, SchoolYear
from naadloos.routes.actions import require_editor
from naadloos.routes.models import Route
from naadloos.routes.portable import build_document
from naadloos.routes.queries import scope_of
from naadloos.routes.registry import provider_of
from naadloos.routes.state import refresh_statuses

STEP = 5


def sign_of(rows: list[NewPeriod]) -> str:
    """The sign of what a person saw before weeks and hours are taken over: the old values and the new."""
    shown = [[row.dates.period.key, *map(str, change)] for row in rows for change in row.changes]
    return fingerprint({"rows": shown})


@transaction.atomic
def take_weeks(*, actor: User, route: Route, route_year: int, start_year: int, seen: str) -> int:
    """Give the periods of one route year the weeks and hours that the calendar of a school year has.

    ``seen`` is the sign of what the person confirmed. Returns how many periods changed. Raises PermissionDenied,
    StaleError when the calendar or the periods changed since, ValidationError.
    """
    require_editor(actor, route, provider_of(STEP))
    rows = follow_calendar(build_document(route).programme, route_year, start_year)
    if sign_of(rows) != seen:
        raise StaleError(route)
    changed = [row for row in rows if row.changes]
    periods = {period.key: period for period in Period.objects.filter(route=route, route_year=route_year)}
    told = []
    for row in changed:
        period = periods[row.dates.period.key]
        for name, old, new in row.changes:
            setattr(period, name, new)
            label = f"{period.get_number_display()}: {period._meta.get_field(name).verbose_name}"  # type: ignore[union-attr]
            told.append((label, in_words(old), in_words(new)))
        period.full_clean()
        period.save_version(period.version)
    if changed:
        record(
            scope=scope_of(route),
            step=STEP,
            actor=actor,
            verb="weken en uren overgenomen",
            subject=_("jaarplanning %(year)s, %(route_year)s")
            % {"year": school_year_text(start_year), "route_year": _(route_year_label(route_year))},
            changes=told,
        )
        refresh_statuses(route)
    return len(changed)


@transaction.atomic
def take_lines(*, actor: User, route: Route, calendar: SchoolYear, text: str) -> list[PastedLine]:
    """Take pasted holidays into a calendar of the route; a wrong line does not spoil the rest.

    Returns what became of each line. Raises PermissionDenied.
    """
    require_editor(actor, route, provider_of(STEP))
    programme = build_document(route).programme
    item = next(row for row in programme.school_years if row.key == calendar.key)
    lines = [_take(route, calendar, line) for line in read_lines(text, item, programme.holidays)]
    taken = [line for line in lines if line.outcome in (Outcome.NEW, Outcome.CHANGED)]
    if taken:
        record(
            scope=scope_of(route),
            step=STEP,
            actor=actor,
            verb="vakanties overgenomen",
            subject=f"{calendar._meta.verbose_name}: {calendar}",
            subject_key=f"school_years:{calendar.key}",
            changes=[(line.title, line.reason or "—", _days(line)) for line in taken],
        )
        refresh_statuses(route)
    return lines


def _days(line: PastedLine) -> str:
    if line.first_day is None or line.last_day is None:
        return "—"
    return days_in_words(line.first_day, line.last_day)


def _take(route: Route, calendar: SchoolYear, line: PastedLine) -> PastedLine:
    if line.outcome not in (Outcome.NEW, Outcome.CHANGED) or line.first_day is None or line.last_day is None:
        return line
    row = Holiday(route=route, calendar=calendar, title=line.title)
    if line.changes:
        row = Holiday.objects.get(route=route, key=line.changes)
    row.kind, row.first_day, row.last_day = line.kind, line.first_day, line.last_day
    try:
        row.full_clean()
    except ValidationError as error:
        return PastedLine(line.number, line.text, Outcome.REFUSED, " ".join(error.messages))
    if line.changes:
        row.save_version(row.version)
    else:
        row.save()
    return line
