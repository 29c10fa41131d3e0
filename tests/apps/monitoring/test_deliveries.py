"""Delivering pupils: taken line by line, by the right people, under keys that nobody can read back."""

from datetime import date

import factories
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from helpers import client_of
from monitor_help import UNTIL, content, deliver, event, fresh, group, partner, start

from naadloos.monitoring import deliveries
from naadloos.monitoring.models import AccessEntry, Delivery, FigureReport, KeySalt, PupilEvent, PupilKey, RoutePupil
from naadloos.organisations.models import HistoryEntry

pytestmark = pytest.mark.django_db


def test_a_wrong_line_does_not_spoil_the_rest() -> None:
    route, leader = fresh()
    lines = [*group(2022, 12), "Jan de Vries;start;2022-08-28;2022;bb;;;;", start("bb2022-900", 2022)]
    done = deliver(route, leader, lines)
    assert (done.taken, done.refused) == (13, 1)
    assert RoutePupil.objects.filter(route=route).count() == 13
    assert "Regel 14" in done.report[0]
    assert "Vries" not in done.report[0]


def test_delivering_again_changes_nothing() -> None:
    route, leader = fresh()
    lines = [
        *group(2022, 12, left=6),
        event("bb2022-010", "koppeling", "2024-09-01", value="M-77"),
        "bb2022-011;wissel;2023-11-01;;kb;;;;",
    ]
    first = deliver(route, leader, lines)
    assert first.report == []
    reports = FigureReport.objects.filter(route=route).count()
    again = deliver(route, leader, lines)
    assert first.taken == len(lines)
    assert (again.taken, again.known, again.refused) == (0, len(lines), 0)
    assert FigureReport.objects.filter(route=route).count() == reports == 1


def test_no_key_of_a_school_is_kept() -> None:
    route, leader = fresh()
    deliver(route, leader, group(2022, 12))
    assert all("2022" not in key.digest for key in PupilKey.objects.all()[:3])
    assert not PupilEvent.objects.filter(value__contains="bb2022").exists()
    salt = KeySalt.objects.get(partner=partner(route))
    assert PupilKey.objects.filter(digest=deliveries.digest_of(salt.salt, "bb2022-003")).count() == 1
    other = KeySalt.objects.create(partner=partner(route, "mbo"))
    assert deliveries.digest_of(salt.salt, "bb2022-003") != deliveries.digest_of(other.salt, "bb2022-003")
    said = " ".join(f"{row.subject} {row.changes}" for row in HistoryEntry.objects.all())
    assert "bb2022" not in said


def test_the_other_side_goes_on_under_its_own_key() -> None:
    route, leader = fresh()
    mbo = factories.member(route, "kwaliteitszorg", side="mbo")
    deliver(route, leader, [*group(2021, 12), event("bb2021-003", "koppeling", "2023-09-01", value="M-3")])
    done = deliver(route, mbo, [event("M-3", "mbo_diploma", "2025-06-30", level="2")], side="mbo")
    assert (done.taken, done.refused) == (1, 0)
    pupil = PupilEvent.objects.get(kind="mbo_diploma", pupil__route=route).pupil
    assert pupil.events.filter(kind="start").exists()
    unknown = deliver(route, mbo, [event("M-4", "mbo_diploma", "2025-06-30", level="2")], side="mbo")
    assert (unknown.taken, unknown.refused) == (0, 1)


def test_a_start_that_changes_is_kept_once() -> None:
    route, leader = fresh()
    deliver(route, leader, [start("bb2022-001", 2022)])
    changed = deliver(route, leader, [start("bb2022-001", 2022, "kb")])
    assert changed.taken == 1
    assert RoutePupil.objects.get(route=route).leerweg == "kb"
    assert PupilEvent.objects.filter(pupil__route=route, kind="start").count() == 1


def test_only_for_ones_own_partner() -> None:
    route, leader = fresh()
    mbo = factories.member(route, "kwaliteitszorg", side="mbo")
    teacher = factories.member(route, "docent")
    for actor in (mbo, teacher):
        with pytest.raises(PermissionDenied):
            deliver(route, actor, group(2022, 12))
    done = deliver(route, leader, group(2022, 12))
    with pytest.raises(PermissionDenied):
        deliveries.take_back(actor=mbo, route=route, delivery=done)
    page = reverse("monitor_pupils", args=[route.pk, partner(route).pk])
    assert client_of(mbo).get(page).status_code == 403
    assert client_of(leader).get(page).status_code == 200
    assert AccessEntry.objects.filter(route=route, who=str(leader), what__contains="bekeken", pupils=12).exists()


def test_taking_back_leaves_nothing() -> None:
    route, leader = fresh()
    done = deliver(route, leader, group(2022, 12))
    assert client_of(leader).post(reverse("monitor_deliver_back", args=[route.pk, done.pk])).status_code == 302
    assert not RoutePupil.objects.filter(route=route).exists()
    assert not Delivery.objects.filter(route=route).exists()


def test_looking_first_stores_nothing_and_says_what_would_happen() -> None:
    route, leader = fresh()
    file = SimpleUploadedFile("l.csv", content([*group(2022, 3), "x@y.nl;start;2022-08-28;2022;bb;;;;"]))
    sent = {"partner": partner(route).pk, "known_until": str(UNTIL), "kijk": "1", "file": file}
    page = client_of(leader).post(reverse("monitor_deliver", args=[route.pk]), sent)
    text = page.content.decode()
    assert page.status_code == 200
    assert "nieuw: 3" in text
    assert "1 regel geweigerd" in text
    assert "x@y.nl" not in text
    assert not Delivery.objects.filter(route=route).exists()


@pytest.mark.parametrize(
    "head",
    ["SLEUTEL;NAAM;GEBEURTENIS;DATUM", "SLEUTEL;GEBEURTENIS;DATUM;BSN", "SLEUTEL;GEBEURTENIS;DATUM;E-MAIL"],
)
def test_a_column_about_a_person_refuses_the_file(head: str) -> None:
    route, _leader = fresh()
    with pytest.raises(ValidationError):
        deliveries.look(route, partner(route), f"{head}\na-1;start;2022-08-28;x\n".encode())


def test_a_day_that_must_still_come_is_refused() -> None:
    route, leader = fresh()
    file = SimpleUploadedFile("l.csv", content(group(2022, 3)))
    sent = {"partner": partner(route).pk, "known_until": "2099-10-01", "file": file}
    page = client_of(leader).post(reverse("monitor_deliver", args=[route.pk]), sent)
    assert page.status_code == 422
    assert "Deze dag moet nog komen" in page.content.decode()


def test_the_side_that_is_behind_sets_the_day() -> None:
    route, leader = fresh()
    mbo = factories.member(route, "kwaliteitszorg", side="mbo")
    deliver(route, leader, [*group(2021, 12), event("bb2021-003", "koppeling", "2023-09-01", value="M-3")])
    deliver(route, mbo, [event("M-3", "verzuim", "2023-10-01")], side="mbo", until=date(2024, 10, 1))
    assert FigureReport.objects.filter(route=route)[0].as_of == date(2024, 10, 1)


def test_an_empty_sheet_of_the_route() -> None:
    route, leader = fresh()
    answer = client_of(leader).get(reverse("monitor_template", args=[route.pk]))
    assert answer.content[:2] == b"PK"
