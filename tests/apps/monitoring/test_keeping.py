"""Keeping: data goes by itself when its time has come, with a report, and the figures stay as they were."""

from datetime import date

import pytest
from django.urls import reverse
from helpers import client_of
from monitor_help import deliver, event, fresh, group

from naadloos.monitoring import figures, keeping
from naadloos.monitoring.models import AccessEntry, Deletion, FigureReport, PupilEvent, RoutePupil

pytestmark = pytest.mark.django_db


def test_who_left_long_ago_goes_and_the_figures_stay() -> None:
    route, leader = fresh()
    deliver(route, leader, [*group(2020, 30, left=8), *group(2023, 30, left=6)])
    before = FigureReport.objects.filter(route=route)[0]
    made = keeping.remove_due(route, date(2023, 3, 2))
    assert [(each.data_class, each.count) for each in made] == [("leerling", 8)]
    assert RoutePupil.objects.filter(route=route).count() == 52
    assert Deletion.objects.filter(route=route).count() == 1
    after = figures.refresh(route)
    assert after is not None
    assert after.content == before.content


def test_nothing_goes_too_early() -> None:
    route, leader = fresh()
    deliver(route, leader, group(2020, 12, left=6))
    # They left on 1 March 2021: two full years must have passed.
    assert keeping.remove_due(route, date(2023, 3, 1)) == []
    assert keeping.remove_due(route, date(2023, 3, 2))


def test_a_later_counting_date_counts_the_removed_too() -> None:
    route, leader = fresh()
    deliver(route, leader, group(2020, 30, left=8), until=date(2022, 10, 1))
    keeping.remove_due(route, date(2023, 4, 1))
    deliver(route, leader, [event("bb2020-020", "vo_klaar", "2022-07-10")], until=date(2024, 10, 1))
    raw = figures.raw_from_json(FigureReport.objects.filter(route=route)[0].raw)
    assert raw[("counted",), (), 2020, 3, ""] == 30
    assert raw[("counted",), ("switch",), 2020, 3, ""] == 8


def test_absence_and_access_have_their_own_terms() -> None:
    route, leader = fresh()
    deliver(route, leader, [*group(2020, 12), event("bb2020-001", "verzuim", "2020-11-01")])
    AccessEntry.objects.filter(route=route).update(at="2020-11-02T12:00:00Z")
    made = {each.data_class: each.count for each in keeping.remove_due(route, date(2026, 1, 1))}
    assert made == {"verzuim": 1, "inzage": 1}
    assert not PupilEvent.objects.filter(kind="verzuim").exists()


def test_the_page_says_terms_and_what_went() -> None:
    route, leader = fresh()
    deliver(route, leader, group(2020, 12, left=6))
    client = client_of(leader)
    page = reverse("monitor_keeping", args=[route.pk])
    assert "1 maart 2023" in client.get(page).content.decode()
    assert client.post(reverse("monitor_remove_due", args=[route.pk])).status_code == 302
    text = client.get(page).content.decode()
    assert "6 leerling" in text
    assert "te bevestigen" in text


def test_the_daily_run_looks_at_every_route() -> None:
    for _number in range(2):
        route, leader = fresh()
        deliver(route, leader, group(2020, 12, left=6))
    assert sum(each.count for each in keeping.remove_everywhere(date(2026, 1, 1))) >= 12
