"""How many tests one pupil has in each week of a year of the route, and where that is more than people agreed.

The week of a test is the week number of the calendar; a test that has none stands in its period only, and counts for
no week. Without a calendar of the school year only the weeks that have a test are shown.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from naadloos.engines.route import RouteDocument
from naadloos.engines.route import document as doc
from naadloos.engines.route.calendar import GroupYear
from naadloos.exams.build import weeks_of
from naadloos.organisations.history import in_words

# Where a school year begins when no calendar says so; weeks before it belong to the next calendar year.
FIRST_WEEK = 31


@dataclass(frozen=True, slots=True)
class Sitting:
    """What one group of pupils sits in a week: ``variant`` is "" for everyone."""

    variant: str
    tests: int
    minutes: int
    unknown: int


@dataclass(frozen=True, slots=True)
class LoadWeek:
    """``monday`` is None when no calendar is known; ``over``: where the limit is passed, in words."""

    number: int
    monday: date | None
    period: int | None
    vmbo: str
    mbo: str
    items: tuple[doc.Assessment, ...]
    most: Sitting
    over: tuple[str, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LoadYear:
    """``loose``: tests of which the week is not known, by period."""

    choice: GroupYear
    calendar: bool
    weeks: tuple[LoadWeek, ...]
    loose: tuple[tuple[int, tuple[doc.Assessment, ...]], ...]

    @property
    def busy(self) -> list[LoadWeek]:
        """The weeks in which there is a test."""
        return [week for week in self.weeks if week.items]

    @property
    def over(self) -> list[str]:
        return [line for week in self.weeks for line in week.over]

    @property
    def remarks(self) -> list[str]:
        return [line for week in self.weeks for line in week.remarks]

    @property
    def most(self) -> int:
        return max((week.most.tests for week in self.weeks), default=0)


def load_of(document: RouteDocument, choice: GroupYear) -> LoadYear:
    """The tests of one year of the route, week by week, in the school year of one group."""
    items = [item for item in document.exams.assessments if item.route_year == choice.route_year]
    by_week: dict[int, list[doc.Assessment]] = {}
    for item in items:
        if item.week is not None:
            by_week.setdefault(item.week, []).append(item)
    planned = weeks_of(document, choice.route_year, choice.start)
    weeks = [
        _week(document, row.number, by_week.pop(row.number, []), row.monday, row.period, row.vmbo, row.mbo)
        for row in planned
    ]
    # What no calendar holds is shown too, in the order of a school year.
    rest = sorted(by_week, key=lambda number: (number < FIRST_WEEK, number))
    weeks += [_week(document, number, by_week[number], None, None, "", "") for number in rest]
    loose: dict[int, list[doc.Assessment]] = {}
    for item in items:
        if item.week is None:
            loose.setdefault(item.period, []).append(item)
    return LoadYear(
        choice,
        bool(planned),
        tuple(weeks),
        tuple((period, tuple(found)) for period, found in sorted(loose.items())),
    )


def _week(
    document: RouteDocument,
    number: int,
    items: Sequence[doc.Assessment],
    monday: date | None,
    period: int | None,
    vmbo: str,
    mbo: str,
) -> LoadWeek:
    sittings = _sittings(document, items)
    most = max(sittings, key=lambda row: (row.tests, row.minutes))
    name = _("Week %(week)s") % {"week": number}
    if monday:
        name += f" ({in_words(monday)})"
    return LoadWeek(
        number,
        monday,
        period,
        vmbo,
        mbo,
        tuple(items),
        most,
        tuple(_over(document.exams, name, sittings)),
        tuple(_remarks(name, items, monday, period)),
    )


def _sittings(document: RouteDocument, items: Iterable[doc.Assessment]) -> list[Sitting]:
    """What each variant sits; one row for everyone when the variants sit the same."""
    rows = list(items)
    variants: Mapping[str, str] = {item.key: item.title for item in document.programme.variants}
    if not variants or not any(item.variants for item in rows):
        return [_sitting("", rows)]
    return [
        _sitting(title, [item for item in rows if not item.variants or key in item.variants])
        for key, title in variants.items()
    ]


def _sitting(variant: str, items: Sequence[doc.Assessment]) -> Sitting:
    return Sitting(
        variant,
        len(items),
        sum(item.minutes or 0 for item in items),
        sum(item.minutes is None for item in items),
    )


def _over(exams: doc.Exams, name: str, sittings: Iterable[Sitting]) -> Iterable[str]:
    for row in sittings:
        who = _(" voor %(variant)s") % {"variant": row.variant} if row.variant else ""
        if exams.week_tests is not None and row.tests > exams.week_tests:
            count = ngettext("%(n)s toets", "%(n)s toetsen", row.tests) % {"n": row.tests}
            yield _("%(week)s: %(count)s%(who)s. De grens is %(limit)s.") % {
                "week": name,
                "count": count,
                "who": who,
                "limit": exams.week_tests,
            }
        if exams.week_minutes is not None and row.minutes > exams.week_minutes:
            yield _("%(week)s: %(n)s minuten toets%(who)s. De grens is %(limit)s.") % {
                "week": name,
                "n": row.minutes,
                "who": who,
                "limit": exams.week_minutes,
            }


def _remarks(name: str, items: Iterable[doc.Assessment], monday: date | None, period: int | None) -> Iterable[str]:
    if monday is None:
        return
    for item in items:
        if period is None:
            yield _("%(week)s valt buiten de perioden: %(test)s.") % {"week": name, "test": item.title}
        elif period != item.period:
            yield _("%(week)s hoort bij periode %(here)s, maar %(test)s staat in periode %(there)s.") % {
                "week": name,
                "here": period,
                "test": item.title,
                "there": item.period,
            }
