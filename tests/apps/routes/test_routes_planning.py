"""The planning counted back from the start, and what waits for one person in all routes."""

import re
from datetime import date, timedelta

from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate
from helpers import client_of, queries_of

from naadloos.execution.models import BpvMatch, BpvPupil
from naadloos.organisations.models import User
from naadloos.routes.models import Action, Cohort, Milestone, Route, RouteMember, StepPlan
from naadloos.routes.planning import planning, slack_text
from naadloos.routes.state import read_state


def test_the_page_says_how_much_time_is_left_and_what_decides(bwi: Route, leader_client: Client) -> None:
    found = planning(read_state(bwi), date(2026, 11, 25))
    assert found is not None
    # The first school day of the calendar of the vmbo, not 1 August.
    assert found.start == date(2027, 8, 30)
    assert re.search(r"er nog \d+ weken speling. Dat hangt af van stap [\d, ]+\.", found.sentence)
    deciding = [row for row in found.rows if row.critical]
    assert deciding
    assert {row.slack for row in deciding} == {re.findall(r"nog (.*?)\. Dat", found.sentence)[0]}
    late = planning(read_state(bwi), date(2027, 8, 1))
    assert late is not None
    assert "te laat" in late.sentence
    page = leader_client.get(reverse("route_planning", args=[bwi.pk]))
    assert page.status_code == 200
    assert "WVO" in " ".join(each.source for each in page.context["planning"].dates)


def test_a_step_without_weeks_makes_it_unknown_and_is_named(bwi: Route) -> None:
    before = planning(read_state(bwi), date(2026, 11, 25))
    assert before is not None
    step = next(row.number for row in before.rows if row.critical)
    StepPlan.objects.filter(route=bwi, step=step).update(weeks=None)
    found = planning(read_state(bwi), date(2026, 11, 25))
    assert found is not None
    assert f"vul de weken in van stap {step}" in found.sentence


def test_without_a_group_there_is_nothing_to_count_back_from(bwi: Route, leader_client: Client) -> None:
    BpvMatch.objects.filter(route=bwi).delete()
    BpvPupil.objects.filter(route=bwi).delete()
    Cohort.objects.filter(route=bwi).delete()
    page = leader_client.get(reverse("route_planning", args=[bwi.pk])).content.decode()
    assert "Er is nog geen groep om naartoe te werken" in page


def test_slack_in_words() -> None:
    assert [slack_text(days) for days in (None, 21, 7, 6, 1, 0, -1, -15)] == [
        "onbekend",
        "3 weken speling",
        "1 week speling",
        "6 dagen speling",
        "1 dag speling",
        "0 dagen speling",
        "1 dag te laat",
        "2 weken te laat",
    ]


def test_my_work_lists_own_actions_dates_and_agreements(bwi: Route, leader: User) -> None:
    today = localdate()
    Action.objects.create(route=bwi, title="Bel de gemeente", owner="Marieke Dekker", due_on=today - timedelta(days=3))
    Action.objects.create(route=bwi, title="Van een ander", owner="Iemand Anders")
    Action.objects.create(route=bwi, title="Al gedaan", owner="Marieke Dekker", status="klaar")
    Milestone.objects.create(route=bwi, title="Ouderavond", on=today + timedelta(days=10))
    Milestone.objects.create(route=bwi, title="Volgend jaar", on=today + timedelta(days=300))
    work = client_of(leader).get(reverse("my_work")).context["work"]
    titles = [row.what for row in work.actions]
    assert titles[0] == "Bel de gemeente"
    assert work.actions[0].late
    assert not {"Van een ander", "Al gedaan"} & set(titles)
    dates = [row.what for row in work.dates]
    assert "Ouderavond" in dates
    assert "Volgend jaar" not in dates


def test_who_may_agree_is_told_once_a_step_is_ready(bwi: Route) -> None:
    controller = User.objects.get(email="w.hartog@dewaterlijn.example")
    Route.objects.filter(pk=bwi.pk).update(statuses={"8": "compleet", "5": "compleet"})
    client = client_of(controller)
    assert [row.what for row in client.get(reverse("my_work")).context["work"].approvals] == ["geef akkoord op stap 8"]
    Route.objects.filter(pk=bwi.pk).update(statuses={"8": "verouderd"})
    assert "Kijk opnieuw naar stap 8" in client.get(reverse("my_work")).content.decode()
    Route.objects.filter(pk=bwi.pk).update(statuses={"8": "bezig"})
    assert client.get(reverse("my_work")).context["work"].approvals == ()


def test_nothing_waits_says_so_and_others_see_nothing_of_it(bwi: Route, outsider: User) -> None:
    page = client_of(outsider).get(reverse("my_work"))
    assert page.context["work"].nothing
    assert "Er wacht niets op u" in page.content.decode()


def test_queries_do_not_grow_with_the_routes(bwi: Route, leader: User, leader_client: Client) -> None:
    url = reverse("my_work")
    before = queries_of(leader_client, url)
    for other in Route.objects.exclude(pk=bwi.pk):
        partner = other.routepartner_set.first()
        RouteMember.objects.get_or_create(route=other, user=leader, partner=partner, role="projectleider")
    assert queries_of(leader_client, url) == before
