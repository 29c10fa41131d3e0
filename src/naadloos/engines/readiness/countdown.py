"""Days until the start of each group, until its mbo phase, and until the exams."""

from collections.abc import Sequence
from datetime import date

from naadloos.engines.readiness.types import Countdown, Moment
from naadloos.engines.route.document import Cohort, RouteDocument
from naadloos.engines.route.terms import Side
from naadloos.engines.route.terms import gettext_noop as _
from naadloos.engines.route.text import Text, text

# Years 1 and 2 of the route are leerjaar 3 and 4; after that it is the mbo (WVO 2.107e).
VMBO_YEARS = 2


def first_day(document: RouteDocument, side: Side, start_year: int) -> tuple[date, bool]:
    """The first day of lessons of one side in a school year; without a calendar 1 August, and not sure."""
    days = [
        each.first_day
        for each in document.programme.school_years
        if each.side is side and each.start_year == start_year
    ]
    return (min(days), True) if days else (date(start_year, 8, 1), False)


def start_of(document: RouteDocument, cohort: Cohort) -> tuple[date, bool]:
    return first_day(document, Side.VMBO, cohort.start_year)


def phase_change_of(document: RouteDocument, cohort: Cohort) -> tuple[date, bool] | None:
    """When a group goes from the vmbo to the mbo phase; None when the route ends before that."""
    if document.route.years <= VMBO_YEARS:
        return None
    return first_day(document, Side.MBO, cohort.start_year + VMBO_YEARS)


def next_start(document: RouteDocument, today: date) -> date | None:
    """The first start that is still to come; when all groups began, that of the last one. None without a group."""
    starts = sorted(start_of(document, each)[0] for each in document.route.cohorts)
    return next((day for day in starts if day >= today), starts[-1] if starts else None)


def next_phase_change(document: RouteDocument, today: date) -> date | None:
    days = sorted(found[0] for each in document.route.cohorts if (found := phase_change_of(document, each)))
    return next((day for day in days if day >= today), None)


def countdowns(document: RouteDocument, exams: Sequence[Moment], today: date) -> list[Countdown]:
    """What is still to come, the first first. What was before today is no countdown."""
    found: list[tuple[Text | str, date, bool]] = []
    for cohort in document.route.cohorts:
        found.append((text(_("start van groep %(year)s"), year=cohort.start_year), *start_of(document, cohort)))
        if change := phase_change_of(document, cohort):
            found.append((text(_("groep %(year)s gaat naar de mbo-fase"), year=cohort.start_year), *change))
    found += [(each.what, each.on, True) for each in exams]
    rows = [Countdown(what, on, (on - today).days, sure) for what, on, sure in found if on >= today]
    return sorted(rows, key=lambda each: (each.on, str(each.what)))
