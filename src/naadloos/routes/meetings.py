"""Meetings of the bodies: in a rhythm, as a calendar, and with what belongs on the agenda."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Event

from naadloos.engines.roadmap.rhythm import meeting_days
from naadloos.engines.route import RouteDocument
from naadloos.engines.route.terms import ProgressStatus
from naadloos.organisations.history import record
from naadloos.organisations.models import User
from naadloos.routes.actions import require_editor
from naadloos.routes.ical import new_calendar, written
from naadloos.routes.models import Action, Body, Decision, Meeting, Route, TextProposal
from naadloos.routes.queries import scope_of
from naadloos.routes.registry import provider_of
from naadloos.routes.state import refresh_statuses

STEP = 4


@dataclass(frozen=True, slots=True)
class AgendaPoint:
    """One point, and where to read about it."""

    text: str
    url: str = ""


@transaction.atomic
def plan_series(
    *,
    actor: User,
    route: Route,
    body: Body,
    first: date,
    every_weeks: int,
    count: int,
    begins_at: Any = None,
    minutes: int | None = None,
    place: str = "",
) -> list[Meeting]:
    """Plan meetings of a body in a rhythm, out of the holidays that step 5 knows; days it meets on already are left.

    Raises PermissionDenied, ValidationError, ValueError (no week without holidays).
    """
    provider = provider_of(STEP)
    require_editor(actor, route, provider)
    known = set(Meeting.objects.filter(route=route, body=body).values_list("on", flat=True))
    made = []
    for day in meeting_days(first, every_weeks=every_weeks, count=count, free=free_days(route)):
        if day not in known:
            meeting = Meeting(route=route, body=body, on=day, begins_at=begins_at, minutes=minutes, place=place.strip())
            meeting.full_clean()
            meeting.save()
            made.append(meeting)
    if made:
        record(
            scope=scope_of(route),
            step=STEP,
            actor=actor,
            verb="toegevoegd",
            subject=_("%(n)s vergaderingen van %(body)s") % {"n": len(made), "body": body},
        )
        refresh_statuses(route)
    return made


def free_days(route: Route) -> list[tuple[date, date]]:
    """The holidays that were entered in step 5, of all sides."""
    holidays: Sequence[dict[str, Any]] = provider_of(5).facts(route).get("holidays", [])
    return [(each["first_day"], each["last_day"]) for each in holidays]


def decided_about(route: Route, decisions: Sequence[Decision]) -> list[str]:
    """What each decision is about, in words."""
    found = []
    for each in decisions:
        label = provider_of(each.step).subject(route, each.about) if each.step and each.about else ""
        step = _("stap %(step)s") % {"step": each.step} if each.step else "—"
        found.append(f"{step}: {label}" if label else step)
    return found


def calendar_of(route: Route, meetings: Sequence[Meeting], address: str) -> bytes:
    """The meetings as iCalendar; one without a time lasts the day. ``address`` is where Naadloos is reached."""
    calendar = new_calendar(str(route))
    for meeting in meetings:
        event = Event()
        # The same meeting keeps its name in the calendar of a person, also after it was moved.
        event.add("uid", f"{meeting.key}@{route.pk}")
        event.add("dtstamp", meeting.changed_at)
        event.add("sequence", meeting.version)
        event.add("summary", f"{meeting.body} ({route})")
        if meeting.begins_at is None:
            event.add("dtstart", meeting.on)
            event.add("dtend", meeting.on + timedelta(days=1))
        else:
            begins = timezone.make_aware(datetime.combine(meeting.on, meeting.begins_at))
            event.add("dtstart", begins)
            event.add("dtend", begins + timedelta(minutes=meeting.minutes or 60))
        if meeting.place:
            event.add("location", meeting.place)
        if meeting.agenda:
            event.add("description", meeting.agenda)
        event.add("url", address + reverse("meeting", args=[route.pk, meeting.pk]))
        calendar.add_component(event)
    return written(calendar)


def suggestions(meeting: Meeting) -> list[AgendaPoint]:
    """What waits for a body and is not on the agenda by itself: open actions, proposals and its last report."""
    route = meeting.route
    found = []
    earlier = Meeting.objects.filter(body=meeting.body, on__lt=meeting.on).order_by("-on").first()
    if earlier is not None:
        url = reverse("meeting", args=[route.pk, earlier.pk])
        found.append(AgendaPoint(_("Verslag van %(meeting)s") % {"meeting": earlier}, url))
    late = Action.objects.filter(route=route, due_on__lte=meeting.on).exclude(status=ProgressStatus.DONE)
    for action in late.order_by("due_on"):
        who = f" ({action.owner})" if action.owner else ""
        found.append(
            AgendaPoint(f"{_('Actie')}: {action.title}{who}", reverse("route_step", args=[route.pk, STEP]) + "#actions")
        )
    for proposal in TextProposal.objects.filter(route=route, outcome=TextProposal.Outcome.OPEN):
        url = f"{reverse('proposals', args=[route.pk])}#voorstel-{proposal.pk}"
        found.append(AgendaPoint(f"{_('Voorstel')}: {proposal.about}", url))
    return found


@dataclass(frozen=True, slots=True)
class RaciRow:
    step: int
    title: str
    # The letter of each person or body, in the order of ``RaciTable.who``.
    letters: list[str]
    problem: str


@dataclass(frozen=True, slots=True)
class RaciTable:
    who: list[str]
    rows: list[RaciRow]

    @property
    def problems(self) -> int:
        return sum(bool(row.problem) for row in self.rows)


def raci_table(document: RouteDocument) -> RaciTable:
    """Ten steps by everybody who has a task in one; a step without an owner or without hands says so."""
    roles = document.organisation.raci
    who = list(dict.fromkeys(each.who for each in roles))
    rows = []
    for provider_number in range(1, 11):
        here = {each.who: each.role.value for each in roles if each.step == provider_number}
        letters = set(here.values())
        problem = ""
        if "A" not in letters:
            problem = _("niemand is eindverantwoordelijk")
        elif "R" not in letters:
            problem = _("niemand doet het werk")
        title = provider_of(provider_number).step.title
        rows.append(RaciRow(provider_number, title, [here.get(each, "") for each in who], problem))
    return RaciTable(who, rows)


LEVELS = ("hoog", "midden", "laag")


def risk_matrix(document: RouteDocument) -> list[tuple[str, list[tuple[str, list[Any]]]]]:
    """Rows by chance from high to low, cells by effect from low to high: (chance, [(effect, risks)])."""
    risks = document.organisation.risks
    return [
        (
            chance,
            [
                (effect, [each for each in risks if each.chance.value == chance and each.effect.value == effect])
                for effect in reversed(LEVELS)
            ],
        )
        for chance in LEVELS
    ]
