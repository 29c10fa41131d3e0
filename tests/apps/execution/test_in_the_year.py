"""Incidents, who stands in, the next group inside the same route, and closing a group."""

from datetime import date
from typing import Any

import factories
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from helpers import client_of, queries_of

from naadloos.engines.route import for_new_group
from naadloos.execution import year_actions
from naadloos.execution.models import CohortClosing, Incident, KeyDate, Substitute
from naadloos.execution.rollover import Rollover, rollover
from naadloos.monitoring.models import Evaluation
from naadloos.organisations.models import HistoryEntry, User
from naadloos.routes.models import Approval, Cohort, Route, Snapshot
from naadloos.routes.portable import build_document
from naadloos.routes.queries import scope_of
from naadloos.routes.state import read_state

# -- incidents -------------------------------------------------------------------------------------


@pytest.mark.parametrize("field", ["title", "happened", "decision", "consequence"])
def test_what_looks_like_a_person_is_refused(bwi: Route, leader_client: Client, field: str) -> None:
    data = {"title": "Uitval", "on": "2026-11-01", "kind": "docent", "version": "0"}
    told = {**data, field: "Vraag het aan j.jansen@school.nl"}
    url = reverse("fact_add", args=[bwi.pk, 10, "incidents"])
    before = Incident.objects.count()
    response = leader_client.post(url, told)
    assert response.status_code == 422
    assert "lijkt op een naam of een nummer" in response.content.decode()
    # What was typed is still there.
    assert "j.jansen@school.nl" in response.content.decode()
    assert Incident.objects.count() == before
    assert leader_client.post(url, data).status_code == 302


def test_an_incident_is_not_dealt_with_before_it_happened(bwi: Route) -> None:
    wrong = Incident(route=bwi, title="Uitval", on=date(2026, 11, 2), closed_on=date(2026, 11, 1))
    with pytest.raises(ValidationError, match="vóór de dag zelf"):
        wrong.full_clean()


def test_a_substitute_ends_after_it_begins(bwi: Route) -> None:
    wrong = Substitute(route=bwi, replaces="Lokaal", from_on=date(2026, 11, 2), until_on=date(2026, 11, 1))
    with pytest.raises(ValidationError, match="laatste dag"):
        wrong.full_clean()


def test_the_year_goes_on_after_the_step_is_agreed(bwi: Route) -> None:
    before = read_state(bwi).step(10).fingerprint
    Incident.objects.create(route=bwi, title="Lokaal dicht", on=date(2026, 11, 1))
    Substitute.objects.create(route=bwi, replaces="Lokaal")
    assert read_state(bwi).step(10).fingerprint == before
    KeyDate.objects.create(route=bwi, title="Nieuwe dag", on=date(2027, 1, 1))
    assert read_state(bwi).step(10).fingerprint != before


def test_incidents_travel_with_the_route_but_not_to_a_new_one(bwi: Route) -> None:
    document = build_document(bwi)
    assert document.execution.incidents
    assert document.execution.substitutes
    copy = for_new_group(document, name="Kopie", start_year=2030)
    assert (copy.execution.incidents, copy.execution.substitutes) == ([], [])


# -- the next group --------------------------------------------------------------------------------


def plan_of(route: Route, year: int) -> Rollover:
    plan = rollover(route, build_document(route), year)
    assert plan is not None
    return plan


def roll(actor: User, route: Route, year: int, **changes: Any) -> list[Any]:
    plan = plan_of(route, year)
    given: dict[str, Any] = {
        "dates": [each.key for each in plan.dates],
        "actions": [each.key for each in plan.actions],
        "seen": plan.mark,
    }
    return list(year_actions.roll_over(actor=actor, route=route, from_year=year, **{**given, **changes}))


def test_dates_move_a_year_on_the_same_weekday_under_the_name_of_the_group(bwi: Route) -> None:
    plan = plan_of(bwi, 2027)
    first = next(each for each in plan.dates if each.title == "Eerste schooldag leerjaar 3")
    assert (first.before, first.after, first.who) == (date(2027, 8, 30), date(2028, 8, 28), "leerlingen cohort 2028")
    assert plan.exists
    assert {row.what for row in plan.differences if row.unknown} >= {"Team", "Leerbedrijven"}
    # Dates that name group 2027 are not those of group 2028.
    assert "Eerste schooldag leerjaar 3" not in {each.title for each in plan_of(bwi, 2028).dates}
    assert rollover(bwi, build_document(bwi), 2035) is None


def test_the_next_group_is_made_and_the_older_stays(bwi: Route, leader: User) -> None:
    older = build_document(bwi)
    roll(leader, bwi, 2028)
    after = build_document(bwi)
    assert [each.start_year for each in after.route.cohorts] == [2027, 2028, 2029]
    assert after.route.cohorts[2].hours_norm is None
    assert after.route.cohorts[:2] == older.route.cohorts
    for name in ("team", "practice_places"):
        assert getattr(after.execution, name) == getattr(older.execution, name)
    kept = {each.key for each in older.execution.readiness}
    assert [each for each in after.execution.readiness if each.key in kept] == older.execution.readiness
    new = [each for each in after.execution.readiness if each.key not in kept]
    again = [each for each in new if each.title.startswith("Opnieuw bevestigen")]
    assert [each.due_on for each in again] == [None, None]
    assert {each.status for each in new} == {"open"}
    entries = HistoryEntry.objects.filter(scope=scope_of(bwi), actor=leader, subject__endswith=": 2029")
    assert entries.count() == 1


def test_only_what_was_picked_goes_along_and_nothing_twice(bwi: Route, leader: User) -> None:
    plan = plan_of(bwi, 2027)
    picked = plan.dates[0]
    roll(leader, bwi, 2027, dates=[picked.key], actions=[])
    assert KeyDate.objects.filter(route=bwi, title=picked.title, on=picked.after).count() == 1
    again = plan_of(bwi, 2027)
    assert [each.there for each in again.dates if each.key == picked.key] == [True]
    assert again.confirm == []
    assert roll(leader, bwi, 2027, dates=[picked.key], actions=[]) == []


def test_what_was_agreed_for_the_older_group_stays_as_it_was(bwi: Route, leader: User) -> None:
    frozen = list(Snapshot.objects.filter(route=bwi).values_list("sha256", "document").order_by("pk"))
    approvals = list(Approval.objects.filter(route=bwi).values_list("pk", flat=True))
    assert frozen
    roll(leader, bwi, 2028)
    assert list(Snapshot.objects.filter(route=bwi).values_list("sha256", "document").order_by("pk")) == frozen
    assert list(Approval.objects.filter(route=bwi).values_list("pk", flat=True)) == approvals


def test_a_route_that_changed_meanwhile_is_refused(bwi: Route, leader: User) -> None:
    seen = plan_of(bwi, 2027).mark
    KeyDate.objects.create(route=bwi, title="Erbij", on=date(2027, 6, 1))
    with pytest.raises(ValidationError, match="intussen gewijzigd"):
        roll(leader, bwi, 2027, seen=seen)


def test_only_a_leader_makes_the_next_group(bwi: Route) -> None:
    with pytest.raises(PermissionDenied):
        roll(factories.member(bwi, "docent"), bwi, 2028)


def test_page_shows_first_and_writes_after_that(bwi: Route, leader_client: Client) -> None:
    url = reverse("rollover", args=[bwi.pk])
    plan = leader_client.get(url, {"van": "2028"}).context["plan"]
    assert not Cohort.objects.filter(route=bwi, start_year=2029).exists()
    data = {"van": "2028", "mark": plan.mark, "acties": [each.key for each in plan.actions]}
    shown = leader_client.post(url, data)
    if shown.status_code == 200:
        # An agreement rests on this: that is told first, and what was picked stays.
        assert not Cohort.objects.filter(route=bwi, start_year=2029).exists()
        assert shown.context["picked"] == {each.key for each in plan.actions}
        shown = leader_client.post(url, {**data, "gezien": shown.context["impact"].mark})
    assert shown.status_code == 302
    assert Cohort.objects.filter(route=bwi, start_year=2029).exists()
    # Rolling the new one from an old page comes back with the reason.
    assert leader_client.post(url, data).status_code == 422


def test_queries_of_the_next_year_do_not_grow(bwi: Route, leader_client: Client) -> None:
    url = reverse("rollover", args=[bwi.pk])
    before = queries_of(leader_client, url)
    for number in range(3):
        KeyDate.objects.create(route=bwi, title=f"Datum {number}", on=date(2028, 6, 1))
    assert queries_of(leader_client, url) == before


# -- closing ---------------------------------------------------------------------------------------

LATER = date(2031, 10, 1)


def close(actor: User, route: Route, **changes: Any) -> CohortClosing:
    given: dict[str, Any] = {"start_year": 2027, "handed_over": True, "note": "", "today": LATER}
    return year_actions.close_cohort(actor=actor, route=route, **{**given, **changes})


@pytest.fixture
def done(bwi: Route) -> Route:
    """The demo years later: nothing open, the last year evaluated."""
    Incident.objects.filter(route=bwi).update(closed_on=date(2031, 9, 1))
    Evaluation.objects.create(route=bwi, title="Groep 2027", on=date(2031, 9, 15), result="Goed gegaan.")
    return bwi


def test_a_group_is_closed_with_who_and_when(done: Route, leader: User, leader_client: Client) -> None:
    made = close(leader, done, note="Archief staat bij de administratie.")
    assert (made.by, made.closed_on) == (str(leader), LATER)
    assert HistoryEntry.objects.filter(scope=scope_of(done), verb="gesloten", subject="groep 2027").count() == 1
    assert "Gesloten: groep 2027" in leader_client.get(reverse("route_step", args=[done.pk, 10])).content.decode()
    with pytest.raises(ValidationError, match="al gesloten"):
        close(leader, done)


def test_dates_of_a_closed_group_bear_a_mark(done: Route, leader: User, leader_client: Client) -> None:
    url = reverse("calendar", args=[done.pk])
    assert not _marked(leader_client, url)
    close(leader, done)
    assert {row.entry.cohort for row in _marked(leader_client, url)} == {2027}


def _marked(client: Client, url: str) -> list[Any]:
    months = client.get(url, {"alles": "1"}).context["months"]
    return [row for month in months for row in month.rows if row.closed]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"handed_over": False}, "overgedragen"),
        ({"today": date(2031, 7, 1)}, "schooljaar van de groep is voorbij"),
        ({"note": "Bel 06-12345678"}, "naam of nummer"),
        ({"start_year": 2040}, "is er niet"),
    ],
)
def test_what_is_not_true_keeps_a_group_open(done: Route, leader: User, changes: dict[str, Any], problem: str) -> None:
    with pytest.raises(ValidationError, match=problem):
        close(leader, done, **changes)
    assert not CohortClosing.objects.exists()


def test_open_incidents_and_no_evaluation_keep_a_group_open(done: Route, leader: User) -> None:
    Incident.objects.filter(route=done).update(closed_on=None)
    Evaluation.objects.filter(route=done).update(result="")
    with pytest.raises(ValidationError) as refused:
        close(leader, done)
    said = " ".join(refused.value.messages)
    assert "incidenten" in said
    assert "geëvalueerd" in said


def test_only_a_leader_closes(done: Route) -> None:
    teacher = factories.member(done, "docent")
    with pytest.raises(PermissionDenied):
        close(teacher, done)
    assert client_of(teacher).post(reverse("closing", args=[done.pk])).status_code == 403


def test_page_says_what_is_not_true_yet(bwi: Route, leader_client: Client) -> None:
    url = reverse("closing", args=[bwi.pk])
    response = leader_client.post(url, {"start_year": "2027", "handed_over": "on", "note": "Niets bijzonders."})
    assert response.status_code == 422
    assert "Nog niet waar" in response.content.decode()
    assert "Niets bijzonders." in response.content.decode()
