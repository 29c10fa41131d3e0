"""The ten steps in time: from the route to the timeline, and to what a page shows of it."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from naadloos.documents.charts import Chart, spans
from naadloos.engines.law import parameters
from naadloos.engines.roadmap import StepTask, StepTime, Timeline, timeline
from naadloos.engines.route import STEPS, RouteDocument
from naadloos.engines.route.terms import Side
from naadloos.routes.state import RouteState, Status, StepState

WEEK = 7
PTA_BEFORE = "pta_voor"
FORMAL = 9


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step in words; ``critical``: it decides how much time is left."""

    number: int
    title: str
    status: str
    lead: str
    weeks: str
    begin: date | None
    end: date | None
    slack: str
    critical: bool
    late: bool


@dataclass(frozen=True, slots=True)
class KnownDate:
    """A day that is fixed by law or by the partners. ``source``: the article; empty is of the partners."""

    on: date
    title: str
    source: str


@dataclass(frozen=True, slots=True)
class Planning:
    start: date
    sentence: str
    rows: tuple[StepRow, ...]
    chart: Chart | None
    dates: tuple[KnownDate, ...]


def start_of(document: RouteDocument) -> date | None:
    """The first school day of the first group, as the vmbo has it; without a calendar 1 August."""
    years = [each.start_year for each in document.route.cohorts]
    if not years:
        return None
    first = min(years)
    days = [
        each.first_day
        for each in document.programme.school_years
        if each.start_year == first and each.side == Side.VMBO
    ]
    return min(days, default=date(first, 8, 1))


def timeline_of(state: RouteState, today: date) -> Timeline | None:
    """When each step must begin and end; None when the route has no group yet."""
    start = start_of(state.document)
    if start is None:
        return None
    plans = {each.step: each for each in state.document.organisation.step_plans}
    tasks = [
        StepTask(each.number, plans[each.number].weeks if each.number in plans else None, _is_done(each))
        for each in state.steps
    ]
    return timeline(tasks, today=today, start=start)


def planning(state: RouteState, today: date) -> Planning | None:
    """None when the route has no group yet: then there is nothing to count back from."""
    found = timeline_of(state, today)
    if found is None:
        return None
    start = found.start
    plans = {each.step: each for each in state.document.organisation.step_plans}
    rows = tuple(
        _row(state, each, plans[each.task.step].lead if each.task.step in plans else "") for each in found.steps
    )
    return Planning(start, _sentence(found), rows, _picture(found), tuple(_dates(state.document, start)))


def _is_done(step: StepState) -> bool:
    """Nothing is left to do; an agreement is only done when everybody gave it."""
    return step.status == Status.APPROVED or (step.status == Status.COMPLETE and step.number != FORMAL)


def _row(state: RouteState, each: StepTime, lead: str) -> StepRow:
    step = state.step(each.task.step)
    return StepRow(
        step.number,
        _(step.title),
        str(step.status.label),
        lead,
        _weeks(each.task),
        each.latest_begin,
        each.latest_end,
        slack_text(each.slack) if not each.task.done else "—",
        each.critical,
        each.slack is not None and each.slack < 0,
    )


def _weeks(task: StepTask) -> str:
    if task.weeks is None:
        return "—" if task.done else _("onbekend")
    return ngettext("%(n)s week", "%(n)s weken", task.weeks) % {"n": task.weeks}


def slack_text(days: int | None) -> str:
    """In whole weeks where it can; a day less than a week is not a week."""
    if days is None:
        return _("onbekend")
    weeks, late = abs(days) // WEEK, days < 0
    if weeks:
        words = ngettext("%(n)s week", "%(n)s weken", weeks) % {"n": weeks}
    else:
        words = ngettext("%(n)s dag", "%(n)s dagen", abs(days)) % {"n": abs(days)}
    return (_("%(tijd)s te laat") if late else _("%(tijd)s speling")) % {"tijd": words}


def _sentence(found: Timeline) -> str:
    start = date_format(found.start, "j F Y")
    if found.missing:
        return _(
            "Hoeveel tijd er nog is tot de start op %(start)s, is onbekend: vul de weken in van stap %(stappen)s."
        ) % {
            "start": start,
            "stappen": ", ".join(map(str, found.missing)),
        }
    if found.slack is None or not found.critical:
        return _("Alles is klaar voor de start op %(start)s.") % {"start": start}
    words = {
        "start": start,
        "tijd": slack_text(found.slack),
        "stappen": ", ".join(map(str, found.critical)),
    }
    if found.slack < 0:
        return (
            _(
                "Zo wordt de start op %(start)s niet gehaald: %(tijd)s. Maak een van deze stappen korter, of stel de "
                "start uit: %(stappen)s."
            )
            % words
        )
    return _("Tot de start op %(start)s is er nog %(tijd)s. Dat hangt af van stap %(stappen)s.") % words


def _picture(found: Timeline) -> Chart | None:
    rows = [
        {
            "label": f"{each.task.step} {_(STEPS[each.task.step - 1].title)}",
            "from": each.latest_begin.isoformat(),
            "to": each.latest_end.isoformat(),
            "kind": _("bepaalt de tijd") if each.critical else _("heeft speling"),
        }
        for each in found.steps
        if each.latest_begin and each.latest_end
    ]
    if not rows:
        return None
    return spans(
        rows,
        today=found.today.isoformat(),
        kinds=(_("bepaalt de tijd"), _("heeft speling")),
        summary=_("Wanneer elke stap uiterlijk begint en klaar is; de streep is vandaag."),
    )


def regulation_before(start: date) -> KnownDate:
    """Before which day PTA and examenreglement are there; ``start`` lies in the first weeks of a school year."""
    norm = next(each for each in parameters() if each.key == PTA_BEFORE)
    value = next((each for each in norm.values if each.holds_on(start)), norm.values[-1])
    month, day = map(int, str(value.value).split("-"))
    year = start.year if start >= date(start.year, 7, 1) else start.year - 1
    return KnownDate(
        date(year, month, day),
        _("vóór deze dag zijn PTA en examenreglement vastgesteld en verstuurd"),
        "; ".join(str(each) for each in norm.reference),
    )


def _dates(document: RouteDocument, start: date) -> list[KnownDate]:
    """By law, and the milestones of the partners, in order."""
    names = {each.key: each.name for each in document.route.partners}
    found = [KnownDate(each.on, each.title, "") for each in document.organisation.milestones]
    if document.agreement.renew_by:
        found.append(KnownDate(document.agreement.renew_by, _("besluit of de overeenkomst wordt verlengd"), ""))
    if document.agreement.ends_on:
        found.append(KnownDate(document.agreement.ends_on, _("de overeenkomst loopt af"), ""))
    found += [
        KnownDate(turn.due_on, _("akkoord van %(partner)s gevraagd") % {"partner": names.get(turn.partner, "")}, "")
        for turn in document.agreement.turns
        if turn.due_on
    ]
    found.append(KnownDate(start, _("eerste schooldag van de eerste groep"), ""))
    found.append(regulation_before(start))
    return sorted(found, key=lambda each: each.on)
