"""Who does what, when the bodies meet, and what comes of it."""

from datetime import date, timedelta

import icalendar
import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from naadloos.organisations.models import User
from naadloos.routes import meetings
from naadloos.routes.models import Action, Body, Decision, Goal, Meeting, RaciRole, Risk, Route, RouteMember
from naadloos.routes.portable import build_document
from naadloos.routes.registry import provider_of
from naadloos.routes.state import read_state


def steering(route: Route) -> Body:
    return Body.objects.filter(route=route, kind="stuurgroep")[0]


def test_a_series_skips_the_holidays_of_step_5_and_days_that_are_taken(bwi: Route, leader: User) -> None:
    free = meetings.free_days(bwi)
    assert free, "the demo has holidays"
    first = free[0][0] - timedelta(weeks=1)
    body = steering(bwi)
    Meeting.objects.filter(body=body).delete()
    made = meetings.plan_series(actor=leader, route=bwi, body=body, first=first, every_weeks=1, count=3)
    assert all(not any(begin <= each.on <= end for begin, end in free) for each in made)
    again = meetings.plan_series(actor=leader, route=bwi, body=body, first=first, every_weeks=1, count=3)
    assert again == []
    reader = RouteMember.objects.filter(route=bwi, role="lezer")[0].user
    with pytest.raises(PermissionDenied):
        meetings.plan_series(actor=reader, route=bwi, body=body, first=first, every_weeks=1, count=3)


def test_planning_on_the_page(bwi: Route, leader_client: Client) -> None:
    body = steering(bwi)
    before = Meeting.objects.filter(body=body).count()
    url = reverse("project_organisation", args=[bwi.pk])
    answer = leader_client.post(
        url, {"body": body.pk, "first": "2027-09-14", "every_weeks": 6, "count": 4, "begins_at": "15:30", "minutes": 90}
    )
    assert answer.status_code == 302
    assert Meeting.objects.filter(body=body).count() == before + 4
    assert leader_client.post(url, {"body": body.pk, "first": "", "every_weeks": 0, "count": 1}).status_code == 422


def test_the_calendar_is_read_by_another_program(bwi: Route, leader_client: Client) -> None:
    answer = leader_client.get(reverse("meetings_calendar", args=[bwi.pk]))
    assert answer["Content-Type"].startswith("text/calendar")
    calendar = icalendar.Calendar.from_ical(answer.content)
    assert [str(each["tzid"]) for each in calendar.walk("VTIMEZONE")] == ["Europe/Amsterdam"]
    events = {str(event["uid"]): event for event in calendar.walk("VEVENT")}
    assert len(events) == Meeting.objects.filter(route=bwi).count() > 0
    timed = Meeting.objects.filter(route=bwi, begins_at__isnull=False)[0]
    event = events[f"{timed.key}@{bwi.pk}"]
    assert timezone.localtime(event["dtstart"].dt).time() == timed.begins_at
    assert event["dtend"].dt - event["dtstart"].dt == timedelta(minutes=timed.minutes or 60)


def test_a_meeting_without_a_time_lasts_the_day(bwi: Route, leader_client: Client) -> None:
    Meeting.objects.filter(route=bwi).delete()
    Meeting.objects.create(route=bwi, body=steering(bwi), on=date(2027, 5, 4))
    content = leader_client.get(reverse("meetings_calendar", args=[bwi.pk])).content
    (event,) = icalendar.Calendar.from_ical(content).walk("VEVENT")
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2027, 5, 4), date(2027, 5, 5))


def test_a_meeting_gathers_what_waits_and_what_came_of_it(bwi: Route, leader_client: Client) -> None:
    meeting = Meeting.objects.filter(route=bwi, body=steering(bwi)).order_by("on")[1]
    Action.objects.create(route=bwi, title="Contract bouwhal", owner="Wim Hartog", due_on=meeting.on)
    Decision.objects.create(route=bwi, title="De prijs van 2027 geldt", meeting=meeting, step=8)
    page = leader_client.get(reverse("meeting", args=[bwi.pk, meeting.pk])).content.decode()
    assert "Contract bouwhal (Wim Hartog)" in page
    assert "Verslag van" in page
    assert "De prijs van 2027 geldt" in page
    assert "stap 8" in page


def test_a_decision_is_linked_to_what_it_is_about(bwi: Route, leader_client: Client) -> None:
    goal = Goal.objects.filter(route=bwi)[0]
    fact = leader_client.get(reverse("fact_edit", args=[bwi.pk, 1, "goals", goal.pk])).content.decode()
    assert f"step=1&amp;about=goals:{goal.key}" in fact
    url = reverse("fact_add", args=[bwi.pk, 4, "decisions"]) + f"?step=1&about=goals:{goal.key}"
    form = leader_client.get(url).content.decode()
    assert f'value="goals:{goal.key}"' in form
    sent = {"title": "Dit doel blijft", "step": 1, "about": f"goals:{goal.key}"}
    assert leader_client.post(reverse("fact_add", args=[bwi.pk, 4, "decisions"]), sent).status_code == 302
    decision = Decision.objects.get(title="Dit doel blijft")
    assert str(goal) in meetings.decided_about(bwi, [decision])[0]
    sent = {"title": "Nog een", "step": 1, "about": "goals:bestaat-niet"}
    leader_client.post(reverse("fact_add", args=[bwi.pk, 4, "decisions"]), sent)
    assert Decision.objects.get(title="Nog een").about == ""


def test_the_log_goes_on_after_the_organisation_was_agreed(bwi: Route) -> None:
    before = read_state(bwi).step(4).fingerprint
    Decision.objects.create(route=bwi, title="Nog een besluit")
    Meeting.objects.create(route=bwi, body=steering(bwi), on=date(2028, 1, 1))
    assert read_state(bwi).step(4).fingerprint == before
    RaciRole.objects.filter(route=bwi).delete()
    assert read_state(bwi).step(4).fingerprint != before


def test_a_step_has_one_accountable_also_for_the_database(bwi: Route) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        RaciRole.objects.create(route=bwi, step=1, who="Iemand anders", role="A")


def test_a_step_without_owner_or_hands_says_so(bwi: Route) -> None:
    RaciRole.objects.filter(route=bwi, step=5, role="R").delete()
    rows = {row.step: row.problem for row in meetings.raci_table(build_document(bwi)).rows}
    assert rows[7] == "niemand is eindverantwoordelijk"
    assert rows[5] == "niemand doet het werk"
    assert rows[1] == ""


def test_every_risk_stands_once_in_the_matrix(bwi: Route) -> None:
    cells = [
        risk.key
        for _chance, row in meetings.risk_matrix(build_document(bwi))
        for _effect, risks in row
        for risk in risks
    ]
    assert sorted(cells) == sorted(Risk.objects.filter(route=bwi).values_list("key", flat=True))


def test_holidays_are_asked_of_step_5_alone(bwi: Route) -> None:
    assert provider_of(5).facts(bwi)["holidays"]
