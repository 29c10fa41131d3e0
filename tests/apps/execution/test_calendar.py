"""All dates of a route: where they come from, for whom they are, and the feed that brings them into a calendar."""

from datetime import date, time, timedelta

import factories
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from helpers import client_of, queries_of
from icalendar import Calendar

from naadloos.execution import calendar
from naadloos.execution.calendar_actions import make_link, revoke_link
from naadloos.execution.models import CalendarLink, KeyDate
from naadloos.execution.terms import Audience, DateKind
from naadloos.organisations.models import HistoryEntry, Membership, User
from naadloos.routes.models import Body, Meeting, Route, RouteMember
from naadloos.routes.portable import build_document
from naadloos.routes.queries import scope_of


@pytest.fixture
def found(bwi: Route) -> list[calendar.Entry]:
    return calendar.entries(build_document(bwi))


def test_every_step_gives_its_dates(found: list[calendar.Entry]) -> None:
    # The demo has no week of a test, no end of money and no measure: their sources have tests of their own.
    assert {each.kind for each in found} >= {
        DateKind.PERIOD,
        DateKind.HOLIDAY,
        DateKind.EXAM,
        DateKind.REGULATION,
        DateKind.MONITORING,
        DateKind.AGREEMENT,
        DateKind.MEETING,
        DateKind.KEY,
        DateKind.LEGAL,
        DateKind.ACTION,
    }
    assert found == sorted(found, key=lambda each: each.on)
    uids = [each.uid for each in found]
    assert len(uids) == len(set(uids))


def test_days_come_from_calendar_and_law(found: list[calendar.Entry]) -> None:
    by_uid = {each.uid: each for each in found}
    assert by_uid["start-2027-1"].on == date(2027, 8, 30)
    assert (by_uid["holiday-h-v27-1"].on, by_uid["holiday-h-v27-1"].until) == (date(2027, 10, 11), date(2027, 10, 15))
    assert by_uid["law-regulation-2027"].on == date(2027, 10, 1)
    assert "WVO" in by_uid["law-regulation-2027"].title
    assert by_uid["agreement-renew_by"].on == date(2031, 10, 1)
    # No calendar, no day: the guess of 1 August is no date for a calendar.
    assert "start-2028-4" not in by_uid


def test_each_date_is_for_certain_people(found: list[calendar.Entry]) -> None:
    pupils = calendar.narrowed(found, Audience.PUPIL)
    assert {each.kind for each in pupils} <= {
        DateKind.PERIOD, DateKind.HOLIDAY, DateKind.EXAM, DateKind.KEY, DateKind.BPV
    }  # fmt: skip
    assert "Open avond in de bouwhal" in {each.title for each in pupils}
    board = calendar.narrowed(found, Audience.BOARD, DateKind.AGREEMENT)
    assert {each.kind for each in board} == {DateKind.AGREEMENT}
    assert not calendar.narrowed(found, Audience.CONTROLLER, DateKind.EXAM)


def test_a_date_without_words_for_pupils_is_for_staff(bwi: Route) -> None:
    KeyDate.objects.create(route=bwi, title="Rooster klaar", on=date(2027, 6, 1))
    entry = next(each for each in calendar.entries(build_document(bwi)) if each.title == "Rooster klaar")
    assert entry.audience == calendar.STAFF


def test_page_filters_and_hides_the_past(bwi: Route, leader_client: Client) -> None:
    url = reverse("calendar", args=[bwi.pk])
    context = leader_client.get(url, {"rol": "leerling", "soort": "datum"}).context
    kinds = {row.entry.kind for month in context["months"] for row in month.rows}
    assert kinds == {DateKind.KEY}
    this_month = timezone.localdate().replace(day=1)
    assert all(row.entry.until >= this_month for month in context["months"] for row in month.rows)
    everything = leader_client.get(url, {"alles": "1"}).context
    assert everything["before"] == 0
    assert everything["total"] > context["total"]
    assert leader_client.get(url, {"rol": "x", "soort": "y"}).status_code == 200


def test_queries_do_not_grow_with_the_dates(bwi: Route, leader_client: Client) -> None:
    url = reverse("calendar", args=[bwi.pk])
    before = queries_of(leader_client, url)
    for number in range(3):
        KeyDate.objects.create(route=bwi, title=f"Datum {number}", on=date(2027, 6, 1))
    assert queries_of(leader_client, url) == before


# -- feeds -----------------------------------------------------------------------------------------


def made(client: Client, route: Route, audience: str = "") -> str:
    response = client.post(reverse("calendar_links", args=[route.pk]), {"audience": audience})
    return str(response.context["link"]).removeprefix("http://testserver")


def events(content: bytes) -> dict[str, object]:
    return {str(each["uid"]): each for each in Calendar.from_ical(content).walk("VEVENT")}


def test_a_link_is_shown_once_and_only_its_hash_is_kept(bwi: Route, leader: User, leader_client: Client) -> None:
    address = made(leader_client, bwi, "leerling")
    token = address.removeprefix("/agenda/").removesuffix(".ics")
    link = CalendarLink.objects.get(user=leader)
    assert token not in str(vars(link))
    page = leader_client.get(reverse("calendar_links", args=[bwi.pk])).content.decode()
    assert token not in page
    assert "leerling en ouder" in page
    assert HistoryEntry.objects.filter(scope=scope_of(bwi), subject__startswith="agendalink", actor=leader).count() == 1


def test_feed_needs_no_login_keeps_its_names_and_notes_the_day(bwi: Route, leader_client: Client) -> None:
    body = Body.objects.filter(route=bwi)[0]
    meeting = Meeting.objects.create(
        route=bwi, body=body, on=date(2027, 5, 3), begins_at=time(15), minutes=90, agenda="Vertrouwelijk punt"
    )
    address = made(leader_client, bwi)
    response = Client().get(address)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert "no-store" in response["Cache-Control"]
    zones = Calendar.from_ical(response.content).walk("VTIMEZONE")
    assert [str(each["tzid"]) for each in zones] == ["Europe/Amsterdam"]
    first = events(response.content)
    uid = f"meeting-{meeting.key}@{bwi.pk}"
    assert first[uid]["dtend"].dt - first[uid]["dtstart"].dt == timedelta(minutes=90)  # type: ignore[index]
    # The feed is open to who has the link: what was to be discussed stays inside.
    assert b"Vertrouwelijk" not in response.content
    holiday = first[f"holiday-h-v27-1@{bwi.pk}"]
    assert (holiday["dtstart"].dt, holiday["dtend"].dt) == (date(2027, 10, 11), date(2027, 10, 16))  # type: ignore[index]
    Meeting.objects.filter(pk=meeting.pk).update(on=date(2027, 5, 10))
    again = events(Client().get(address).content)
    assert set(again) == set(first)
    assert again[uid]["dtstart"].dt.date() == date(2027, 5, 10)  # type: ignore[index]
    assert CalendarLink.objects.get().last_used_on == timezone.localdate()


def test_feed_holds_only_what_is_for_the_chosen_people(bwi: Route, leader_client: Client) -> None:
    everything = events(Client().get(made(leader_client, bwi)).content)
    pupils = events(Client().get(made(leader_client, bwi, "leerling")).content)
    assert set(pupils) < set(everything)
    assert not [uid for uid in pupils if uid.startswith(("meeting-", "law-", "agreement-", "action-"))]


def test_a_revoked_link_does_not_exist(bwi: Route, leader: User, leader_client: Client) -> None:
    address = made(leader_client, bwi)
    link = CalendarLink.objects.get(user=leader)
    assert Client().get(address).status_code == 200
    assert leader_client.post(reverse("calendar_link_revoke", args=[bwi.pk, link.pk])).status_code == 302
    assert Client().get(address).status_code == 404
    assert HistoryEntry.objects.filter(scope=scope_of(bwi), verb="ingetrokken", actor=leader).count() == 1
    assert leader_client.post(reverse("calendar_link_revoke", args=[bwi.pk, link.pk])).status_code == 404


def test_a_link_ends_with_the_part_of_its_person(bwi: Route) -> None:
    reader = factories.member(bwi, "lezer")
    address = made(client_of(reader), bwi)
    assert Client().get(address).status_code == 200
    RouteMember.objects.filter(user=reader).delete()
    Membership.objects.filter(user=reader).delete()
    assert Client().get(address).status_code == 404


def test_a_link_of_a_closed_account_does_not_exist(bwi: Route) -> None:
    reader = factories.member(bwi, "lezer")
    address = made(client_of(reader), bwi)
    User.objects.filter(pk=reader.pk).update(is_active=False)
    assert Client().get(address).status_code == 404


def test_only_the_own_link_or_a_leader_may_revoke(bwi: Route, leader: User) -> None:
    reader, other = factories.member(bwi, "lezer"), factories.member(bwi, "docent")
    link, _token = make_link(actor=reader, route=bwi)
    url = reverse("calendar_link_revoke", args=[bwi.pk, link.pk])
    assert client_of(other).post(url).status_code == 404
    assert client_of(leader).post(url).status_code == 302
    link.refresh_from_db()
    assert link.revoked_at is not None


def test_so_many_links_and_no_more(bwi: Route, leader: User, leader_client: Client) -> None:
    links = [make_link(actor=leader, route=bwi)[0] for _ in range(CalendarLink.MOST)]
    refused = leader_client.post(reverse("calendar_links", args=[bwi.pk]), {"audience": ""})
    assert refused.status_code == 422
    revoke_link(actor=leader, link=links[0])
    assert leader_client.post(reverse("calendar_links", args=[bwi.pk]), {"audience": ""}).status_code == 200


def test_an_unknown_audience_is_refused(bwi: Route, leader_client: Client) -> None:
    url = reverse("calendar_links", args=[bwi.pk])
    assert leader_client.post(url, {"audience": "iedereen-op-straat"}).status_code == 422
    assert not CalendarLink.objects.exists()
