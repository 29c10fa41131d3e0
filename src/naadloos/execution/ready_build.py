"""From the state of the ten steps to the engine of readiness, and the days that other steps work out."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from naadloos.engines.readiness import Moment, Open, Readiness, StepFacts, first_day, readiness
from naadloos.engines.route import RouteDocument
from naadloos.engines.route.calendar import GroupYear, group_years
from naadloos.engines.route.terms import Side, UnitKind, WindowKind
from naadloos.engines.route.text import text
from naadloos.programme.queries import period_days
from naadloos.routes.planning import regulation_before, timeline_of
from naadloos.routes.state import RouteState, Status, who_must_agree

Span = tuple[date, date]
EXAMS = (WindowKind.CSPE, WindowKind.CE)


def readiness_of(state: RouteState, today: date) -> Readiness:
    return readiness(
        state.document,
        step_facts(state, today),
        today=today,
        deadlines=deadlines(state.document),
        exams=exam_moments(state.document),
    )


def step_facts(state: RouteState, today: date) -> list[StepFacts]:
    """Each step with who leads it and when it must end by the planning of step 4."""
    found = timeline_of(state, today)
    ends = {each.task.step: each.latest_end for each in found.steps} if found else {}
    leads = {each.step: each.lead for each in state.document.organisation.step_plans}
    return [
        StepFacts(
            step.number,
            _(step.title),
            leads.get(step.number, "") or str(step.provider.actor),
            ends.get(step.number),
            tuple(Open(item.key, str(item.label), item.url) for item in step.open_evidence),
            who_must_agree(step.slots),
            step.status == Status.STALE,
            step.status == Status.APPROVED,
        )
        for step in state.steps
    ]


def deadlines(document: RouteDocument) -> dict[int, date]:
    """By school year of a group: the day before which PTA and examenreglement must be there."""
    years = {each.start for each in group_years(document)}
    return {year: regulation_before(first_day(document, Side.VMBO, year)[0]).on for year in sorted(years)}


def periods_by_group(document: RouteDocument) -> Iterator[tuple[GroupYear, dict[int, Span]]]:
    """Every year of every group with the days of its periods; nothing where no calendar tells them."""
    for group in group_years(document):
        if days := period_days(document.programme, group.route_year, group.start):
            yield group, days


def bpv_periods(document: RouteDocument) -> Iterator[tuple[str, str, GroupYear, Span]]:
    """(key, title, group, days) of each period in which a group is at companies, by the programme in force."""
    programme = document.programme.in_force
    units = {each.key: each.title for each in programme.units if each.kind is UnitKind.BPV}
    placed = [each for each in programme.placements if each.unit in units]
    for group in group_years(document) if placed else ():
        days = period_days(programme, group.route_year, group.start)
        for each in placed:
            if each.route_year == group.route_year and each.period in days:
                key = f"{each.unit}-{each.route_year}-{each.period}"
                yield key, units[each.unit], group, days[each.period]


def exam_windows(document: RouteDocument) -> Iterator[tuple[str, str, GroupYear, Span]]:
    """(key, title, group, days) of each period that is kept free for central exams."""
    periods = {each.key: each for each in document.programme.periods}
    for group, days in periods_by_group(document):
        for window in document.programme.windows:
            for key in window.periods if window.kind in EXAMS else ():
                period = periods.get(key)
                if period and period.route_year == group.route_year and period.number in days:
                    yield f"{window.key}-{key}", window.title, group, days[period.number]


def exam_moments(document: RouteDocument) -> list[Moment]:
    return [
        Moment(text(gettext_noop("groep %(year)s: %(what)s"), year=group.cohort, what=title), span[0])
        for _key, title, group, span in exam_windows(document)
    ]
