"""The page “Klaar voor de start”: five lines, a list by light, a filter by person."""

import factories
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from helpers import client_of, queries_of

from naadloos.execution.models import ReadinessAction
from naadloos.routes.models import Route


def test_page_shows_five_lines_and_links_to_where_it_is_done(bwi: Route, leader_client: Client) -> None:
    ReadinessAction.objects.create(
        route=bwi, title="Sleutels halen", due_on=timezone.localdate().replace(year=2026, day=1)
    )
    response = leader_client.get(reverse("readiness", args=[bwi.pk]))
    page = response.context["ready"]
    assert [each.light for each in page.lines][1] == "rood"
    assert len(page.lines) == 5
    assert [group.light.value for group in page.groups] == ["rood", "oranje", "groen"]
    keys = next(row for group in page.groups for row in group.rows if row.what == "Sleutels halen")
    assert keys.url == reverse("route_step", args=[bwi.pk, 10]) + "#readiness"
    assert keys.late
    assert "Sleutels halen" in response.content.decode()


def test_filter_by_person_and_by_nobody(bwi: Route, leader_client: Client) -> None:
    ReadinessAction.objects.create(route=bwi, title="Van niemand")
    url = reverse("readiness", args=[bwi.pk])
    rows = [
        row
        for group in leader_client.get(url, {"wie": "Sanne Vermeulen"}).context["ready"].groups
        for row in group.rows
    ]
    assert {row.who for row in rows} == {"Sanne Vermeulen"}
    rows = [row for group in leader_client.get(url, {"wie": "-"}).context["ready"].groups for row in group.rows]
    assert "Van niemand" in {row.what for row in rows}
    assert {row.who for row in rows} == {""}
    # Somebody who is not on the list is no filter.
    everything = leader_client.get(url, {"wie": "Onbekende"}).context["ready"]
    assert everything.shown == everything.total


def test_a_bare_route_is_all_unknown_and_never_ready(db: None) -> None:
    leader = factories.person()
    route = factories.route(leader)
    page = client_of(leader).get(reverse("readiness", args=[route.pk])).context["ready"]
    assert "groen" not in {line.light for line in page.lines if line.head != "De start"}
    assert any(row.reason == "Wie lesgeeft, is onbekend." for group in page.groups for row in group.rows)


def test_queries_do_not_grow_with_the_facts(bwi: Route, leader_client: Client) -> None:
    url = reverse("readiness", args=[bwi.pk])
    before = queries_of(leader_client, url)
    for number in range(3):
        ReadinessAction.objects.create(route=bwi, title=f"Actie {number}")
    assert queries_of(leader_client, url) == before


def test_step_leads_to_the_page_first(bwi: Route, leader_client: Client) -> None:
    page = leader_client.get(reverse("route_step", args=[bwi.pk, 10])).content.decode()
    assert reverse("readiness", args=[bwi.pk]) in page
    assert reverse("calendar", args=[bwi.pk]) in page
