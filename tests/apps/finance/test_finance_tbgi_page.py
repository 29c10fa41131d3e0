"""TBG-i through the page: shown before it is stored, stored once, and no person anywhere."""

import sys
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from naadloos.finance.models import OwnFigure
from naadloos.organisations.models import HistoryEntry
from naadloos.routes.models import Route, RoutePartner

sys.path.append(str(Path(__file__).parents[2] / "engines" / "finance"))
from test_finance_tbgi import PERSON, count, diploma, enrolled, file


def shown(client: Client, route: Route, content: bytes) -> tuple[int, dict[str, object]]:
    partner = RoutePartner.objects.get(route=route, key="singelkwartier")
    data = {"partner": partner.pk, "file": SimpleUploadedFile("tbgi.xml", content)}
    answer = client.post(reverse("finance_tbgi", args=[route.pk]), data)
    return answer.status_code, answer.context or {}


def both(**more: str) -> str:
    return enrolled(count("2026-10-01", **more), count("2027-02-01", **more))


def test_figures_are_shown_then_stored_and_a_second_time_nothing_changes(bwi: Route, leader_client: Client) -> None:
    content = file(both(), both(price="1.4", own="1.4", Opleidingcode="25829"), diploma(2, "1").replace("2025", "2026"))
    status, context = shown(leader_client, bwi, content)
    assert status == 200
    taken = context["taken"]
    figures = {(row.parameter, row.of): row.new for row in taken.rows}  # type: ignore[attr-defined]
    assert figures["prijsfactor", "25829"] == "1,4"
    assert figures["correctiefactor", "niveau2"] == "1"
    assert not OwnFigure.objects.filter(route=bwi, source__startswith="TBG-i van 2028").exists()
    take = {"signed": taken.signed}  # type: ignore[attr-defined]
    leader_client.post(reverse("finance_tbgi_take", args=[bwi.pk]), take)
    stored = OwnFigure.objects.filter(route=bwi, source="TBG-i van 2028")
    assert {(row.parameter, row.of) for row in stored} == set(figures)
    assert {row.status for row in stored} == {"voorlopig"}
    # The price of before holds until then, and no longer.
    before = OwnFigure.objects.get(route=bwi, parameter="prijsfactor", of="25829", valid_from="2027-01-01")
    assert str(before.valid_to) == "2027-12-31"
    told = HistoryEntry.objects.count()
    leader_client.post(reverse("finance_tbgi_take", args=[bwi.pk]), take)
    assert HistoryEntry.objects.count() == told


def test_no_person_is_kept_anywhere(bwi: Route, leader_client: Client, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    status, context = shown(leader_client, bwi, file(both()))
    assert status == 200
    leader_client.post(reverse("finance_tbgi_take", args=[bwi.pk]), {"signed": context["taken"].signed})  # type: ignore[attr-defined]
    status, context = shown(leader_client, bwi, file(enrolled(count("2026-10-01", price=PERSON + "x"))))
    assert status == 422
    assert PERSON not in str(context["form"].errors)  # type: ignore[attr-defined]
    assert PERSON not in caplog.text
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'select * from "{table}"')  # noqa: S608 (names of our own tables)
            assert not any(PERSON in str(value) for row in cursor.fetchall() for value in row)


def test_a_list_that_is_not_ours_is_refused(bwi: Route, leader_client: Client) -> None:
    before = OwnFigure.objects.count()
    answer = leader_client.post(reverse("finance_tbgi_take", args=[bwi.pk]), {"signed": "zelf:gemaakt"}, follow=True)
    assert "Lees het bestand opnieuw in" in answer.content.decode()
    assert OwnFigure.objects.count() == before


def test_what_the_file_cannot_say_is_told(bwi: Route, leader_client: Client) -> None:
    _status, context = shown(leader_client, bwi, file(enrolled(count("2026-10-01"))))
    notes = " ".join(context["taken"].notes)  # type: ignore[attr-defined]
    assert "de telling van 1 oktober of 1 februari ontbreekt nog" in notes
    assert "deze opleiding staat niet in het bestand" in notes
