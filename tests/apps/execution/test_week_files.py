"""The basisweek as CSV and iCalendar: the times and free days of the house where a half day is."""

import csv
import io
from datetime import date, datetime, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar, Event

from naadloos.engines.route.terms import Side
from naadloos.execution.models import WeekGroup, WeekStay
from naadloos.execution.week_files import week_year, years_of
from naadloos.programme.models import BellTimes, SchoolYear
from naadloos.routes.models import Route
from naadloos.routes.portable import build_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def week(bwi: Route) -> Route:
    """Leerjaar 3 on Monday at school; mbo-jaar 1 on Thursday at the mbo and on Friday at a company."""
    group = WeekGroup.objects.get(route=bwi, key="wg-m1")
    for part in (1, 2):
        WeekStay.objects.create(route=bwi, group=group, day=4, part=part, kind="mbo", place="pl-roc")
        WeekStay.objects.create(route=bwi, group=group, day=5, part=part, kind="bedrijf")
    return bwi


def rows(client: Client, route: Route) -> dict[tuple[str, str, str], dict[str, str]]:
    content = client.get(reverse("week_file", args=[route.pk, "csv"]), {"jaar": "2027"}).content.decode("utf-8-sig")
    found = csv.DictReader(io.StringIO(content), delimiter=";")
    return {(row["groep"], row["dag"], row["dagdeel"]): row for row in found}


def events(client: Client, route: Route, year: str = "2027") -> dict[str, Event]:
    content = client.get(reverse("week_file", args=[route.pk, "ics"]), {"jaar": year}).content
    return {str(each["uid"]).partition("@")[0]: each for each in Calendar.from_ical(content).walk("VEVENT")}


def free(event: Event) -> set[date]:
    found = event.get("exdate", [])
    return {each.dt.date() for row in (found if isinstance(found, list) else [found]) for each in row.dts}


def test_each_house_has_its_own_times(week: Route, leader_client: Client) -> None:
    found = rows(leader_client, week)
    school = found["Leerjaar 3 bouw", "maandag", "2"]
    assert (school["van"], school["tot"]) == ("12:40", "15:10")
    assert school["tijden volgens"] == "lestijden van het vmbo: gewone dag"
    college = found["Mbo-jaar 1", "donderdag", "1"]
    assert (college["van"], college["tot"]) == ("08:45", "13:00")
    company = found["Mbo-jaar 1", "vrijdag", "1"]
    assert (company["van"], company["tot"], company["tijden volgens"]) == ("08:30", "12:00", "vast dagdeel")
    nowhere = found["Mbo-jaar 1", "maandag", "1"]
    assert (nowhere["van"], nowhere["tijden volgens"]) == ("", "")


def test_without_bell_times_the_half_days_are_fixed_and_page_and_file_say_so(
    week: Route, leader_client: Client
) -> None:
    BellTimes.objects.filter(route=week, side="mbo").delete()
    assert rows(leader_client, week)["Mbo-jaar 1", "donderdag", "2"]["tijden volgens"] == "vast dagdeel"
    said = "Op het mbo: vaste dagdelen, 08:30-12:00 en 12:30-16:00, want er zijn geen lestijden"
    assert said in leader_client.get(reverse("week", args=[week.pk])).content.decode()
    content = leader_client.get(reverse("week_file", args=[week.pk, "ics"])).content
    assert said in Calendar.from_ical(content).description


def test_the_calendar_keeps_to_the_school_year_and_its_free_days(week: Route, leader_client: Client) -> None:
    found = events(leader_client, week)
    thursday = found["wg-m1-2027-4-1"]
    first = thursday["dtstart"].dt
    assert (first.date(), first.time(), thursday["dtend"].dt.time()) == (date(2027, 9, 9), time(8, 45), time(13))
    # The autumn holiday, the free days of the teams, winter, exams, spring and May.
    assert {date(2027, 10, 14), date(2027, 11, 18), date(2027, 12, 23), date(2028, 2, 3)} <= free(thursday)
    assert date(2027, 10, 7) not in free(thursday)
    last = first.date() + timedelta(weeks=thursday["rrule"]["count"][0] - 1)
    assert last == date(2028, 7, 13)
    # A group of the mbo has no lessons at its company either when the mbo is free.
    assert date(2027, 11, 19) in free(found["wg-m1-2027-5-1"])
    assert date(2027, 11, 19) not in free(found["wg-3-2027-3-1"])


def test_without_a_calendar_forty_weeks_and_nothing_falls_away(week: Route, leader_client: Client) -> None:
    SchoolYear.objects.filter(route=week, side="mbo").delete()
    thursday = events(leader_client, week)["wg-m1-2027-4-1"]
    assert thursday["rrule"]["count"] == [40]
    assert thursday["dtstart"].dt.date() == date(2027, 9, 2)
    assert free(thursday) == set()
    said = " ".join(week_year(build_document(week), 2027).said())
    assert "De kalender van 2027-2028 is onbekend" in said


def test_events_in_summer_and_winter_begin_at_the_same_hour(week: Route, leader_client: Client) -> None:
    content = leader_client.get(reverse("week_file", args=[week.pk, "ics"])).content
    calendar = Calendar.from_ical(content)
    assert [str(each["tzid"]) for each in calendar.walk("VTIMEZONE")] == ["Europe/Amsterdam"]
    begins = [each["dtstart"].dt for each in calendar.walk("VEVENT")]
    assert all(isinstance(each, datetime) and each.tzinfo for each in begins)


def test_two_school_years_from_the_one_at_hand(week: Route, leader_client: Client) -> None:
    document = build_document(week)
    assert years_of(document, date(2026, 5, 1)) == [2027, 2028]
    assert years_of(document, date(2028, 7, 31)) == [2027, 2028]
    assert years_of(document, date(2028, 8, 1)) == [2028, 2029]
    assert week_year(document, 2028).houses[Side.VMBO].first == date(2028, 8, 28)
    # Another year than those offered is none: the first is given.
    assert set(events(leader_client, week, "1900")) == set(events(leader_client, week, "2027"))
