"""Step 5: calendars, bell times, places and travel of both sides, as people enter and see them."""

import re
from datetime import date, time
from decimal import Decimal

import factories
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from helpers import client_of

from naadloos.engines.planner import score, verify
from naadloos.engines.route import RouteFileError, dump_document, load_document, validate_document
from naadloos.engines.route.calendar import GroupYear, group_years
from naadloos.organisations.base import StaleError
from naadloos.organisations.models import HistoryEntry, User
from naadloos.programme import house_actions
from naadloos.programme.house_page import take_over
from naadloos.programme.houses.paste import Outcome
from naadloos.programme.houses.periods import follow_calendar
from naadloos.programme.houses.places import sites_of, ways_of, weights_of
from naadloos.programme.houses.travel import travel_of
from naadloos.programme.models import BellTimes, Holiday, Period, Place, Placement, SchoolYear, Travel, Unit
from naadloos.programme.problem import build_plan_problem, placements_of
from naadloos.routes.models import Route, RouteMember
from naadloos.routes.portable import build_document

TODAY = date(2026, 11, 25)


@pytest.fixture
def person(db: None) -> User:
    return factories.person("Sanne Docent")


@pytest.fixture
def route(person: User) -> Route:
    return factories.route(person)


@pytest.fixture
def calendar(route: Route) -> SchoolYear:
    return SchoolYear.objects.create(
        route=route, side="vmbo", start_year=2027, first_day=date(2027, 8, 30), last_day=date(2028, 7, 7)
    )


def place(route: Route, title: str, site: str = "") -> Place:
    return Place.objects.create(route=route, title=title, site=site)


def say(caught: pytest.ExceptionInfo[ValidationError]) -> str:
    return " ".join(caught.value.messages)


# -- what may be entered -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"first_day": date(2026, 8, 31)}, "niet in het jaar waarin"),
        ({"last_day": date(2027, 12, 31)}, "niet in het jaar daarna"),
        ({"side": "anders"}, "geen geldige keuze"),
    ],
)
def test_a_school_year_has_its_days_in_order(route: Route, values: dict[str, object], words: str) -> None:
    given = {"side": "mbo", "start_year": 2027, "first_day": date(2027, 9, 6), "last_day": date(2028, 7, 14)} | values
    with pytest.raises(ValidationError) as caught:
        SchoolYear(route=route, **given).full_clean()
    assert words in say(caught)


def test_a_side_has_one_calendar_a_school_year(route: Route, calendar: SchoolYear) -> None:
    twin = SchoolYear(route=route, side="vmbo", start_year=2027, first_day=date(2027, 9, 6), last_day=date(2028, 7, 14))
    with pytest.raises(ValidationError):
        twin.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()


def test_a_holiday_lies_within_its_school_year_also_when_that_changes(route: Route, calendar: SchoolYear) -> None:
    outside = Holiday(
        route=route, calendar=calendar, title="zomer", first_day=date(2028, 7, 8), last_day=date(2028, 8, 20)
    )
    with pytest.raises(ValidationError):
        outside.full_clean()
    Holiday.objects.create(
        route=route, calendar=calendar, title="studiedag", first_day=date(2028, 7, 7), last_day=date(2028, 7, 7)
    )
    calendar.last_day = date(2028, 7, 6)
    with pytest.raises(ValidationError) as caught:
        calendar.full_clean()
    assert "studiedag" in say(caught)


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (SchoolYear, {"side": "mbo", "start_year": 2027, "first_day": date(2028, 1, 1), "last_day": date(2027, 9, 1)}),
        (
            SchoolYear,
            {"side": "samen", "start_year": 2027, "first_day": date(2027, 9, 1), "last_day": date(2028, 7, 1)},
        ),
        (BellTimes, {"side": "anders", "title": "dag", "starts_at": time(9), "lesson_minutes": 50, "lessons": 6}),
        (BellTimes, {"side": "mbo", "title": "dag", "starts_at": time(9), "lesson_minutes": 0, "lessons": 6}),
        (BellTimes, {"side": "mbo", "title": "dag", "starts_at": time(9), "lesson_minutes": 50, "lessons": 21}),
    ],
)
def test_the_database_holds_the_invariants(route: Route, model: type, values: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(route=route, **values)


def test_the_database_holds_the_order_of_a_holiday(route: Route, calendar: SchoolYear) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Holiday.objects.create(
            route=route, calendar=calendar, title="x", first_day=date(2028, 2, 2), last_day=date(2028, 2, 1)
        )


def test_bell_times_keep_pauses_in_one_form_and_refuse_what_is_none(route: Route) -> None:
    bells = BellTimes(route=route, side="vmbo", title="dag", starts_at=time(8, 30), lesson_minutes=50, lessons=7)
    bells.breaks = " 9.20 tot 9.30\n"
    bells.full_clean()
    assert bells.breaks == "09:20-09:30"
    bells.breaks = "straks"
    with pytest.raises(ValidationError) as caught:
        bells.full_clean()
    assert "straks" in say(caught)


def test_nobody_travels_from_a_place_to_itself_nor_between_rooms_of_one_site(route: Route) -> None:
    school, hall, roc = place(route, "School", "School"), place(route, "Hal", "school "), place(route, "ROC")
    for one, other in ((school, school), (school, hall)):
        with pytest.raises(ValidationError):
            Travel(route=route, one=one, other=other, minutes=10, mode="fiets").full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        Travel.objects.create(route=route, one=school, other=school, minutes=10, mode="fiets")
    Travel.objects.create(route=route, one=school, other=roc, minutes=10, mode="fiets")
    for one, other in ((roc, school), (hall, roc)):
        with pytest.raises(ValidationError) as caught:
            Travel(route=route, one=one, other=other, minutes=20, mode="ov").full_clean()
        assert "staat er al" in say(caught)
    with pytest.raises(IntegrityError), transaction.atomic():
        Travel.objects.create(route=route, one=roc, other=school, minutes=20, mode="ov")


@pytest.mark.parametrize("values", [{"minutes": 0}, {"minutes": 601}, {"cost": Decimal(-1)}])
def test_a_way_takes_1_to_600_minutes_and_no_negative_euro(route: Route, values: dict[str, object]) -> None:
    ends = {"one": place(route, "A"), "other": place(route, "B"), "minutes": 10, "mode": "ov"} | values
    with pytest.raises(ValidationError):
        Travel(route=route, **ends).full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        Travel.objects.create(route=route, **ends)


def test_a_place_is_named_once_whatever_its_capitals(route: Route) -> None:
    place(route, "De Waterlijn")
    with pytest.raises(ValidationError):
        Place(route=route, title="de waterlijn").full_clean()


# -- the portable document -----------------------------------------------------------------------------


def test_what_both_sides_bring_along_travels_in_the_file(bwi: Route) -> None:
    document = build_document(bwi)
    programme = document.programme
    assert [len(getattr(programme, name)) for name in ("school_years", "bell_times", "locations", "travels")] == [
        4,
        2,
        7,
        4,
    ]
    assert programme.holidays
    # Except that a plan was adopted: that is said by a person and stays behind.
    programme = programme.model_copy(update={"adopted": None})
    assert load_document(dump_document(document)) == document.model_copy(update={"programme": programme})


@pytest.mark.parametrize(("name", "field"), [("holidays", "calendar"), ("travels", "one"), ("travels", "other")])
def test_a_reference_that_points_nowhere_is_refused(bwi: Route, name: str, field: str) -> None:
    data = build_document(bwi).model_dump(mode="json")
    data["programme"][name][0][field] = "nergens"
    with pytest.raises(RouteFileError) as caught:
        validate_document(data)
    assert any(f"programme.{name}.0.{field}" == where for where, _why in caught.value.problems)


def test_pauses_in_a_file_have_their_form(bwi: Route) -> None:
    data = build_document(bwi).model_dump(mode="json")
    data["programme"]["bell_times"][0]["breaks"] = "tien uur"
    with pytest.raises(RouteFileError):
        validate_document(data)


# -- places in the plan --------------------------------------------------------------------------------


def test_a_room_and_its_building_are_one_place(bwi: Route) -> None:
    programme = build_document(bwi).programme
    sites = sites_of(programme)
    assert sites.of("praktijkhal de waterlijn ") == sites.of("De Waterlijn") == "De Waterlijn"
    assert sites.of("ergens anders") == "ergens anders"
    assert sites.of("") == ""
    ways = ways_of(programme, sites)
    travel = ways.between("ROC Singelkwartier", "De Waterlijn")
    assert travel is not None
    assert travel.minutes == 35
    assert ways.between("De Waterlijn", "ergens anders") is None
    weights = {(way.one, way.other): way.weight for way in weights_of(ways)}
    # 35 minutes of 30 and 6.40 euro of 5.
    assert weights["De Waterlijn", "ROC Singelkwartier"] == Decimal("2.45")


def test_the_board_of_the_demo_stays_valid_and_travels_less_than_without_places(bwi: Route) -> None:
    document = build_document(bwi)
    bare = document.model_copy(
        update={"programme": document.programme.model_copy(update={"locations": [], "travels": []})}
    )
    assert verify(build_plan_problem(document, on=TODAY), placements_of(document)) == ()

    def days(of: object) -> int:
        return sum(period.days for pupils in travel_of(of, on=TODAY) for y in pupils.years for period in y.periods)  # type: ignore[arg-type]

    assert days(document) < days(bare)
    points = {
        goal.goal.value: goal.points
        for goal in score(build_plan_problem(document, on=TODAY), placements_of(document)).goals
    }
    assert points["reizen"] > 0


def test_self_study_is_no_travel(bwi: Route) -> None:
    Unit.objects.filter(route=bwi, key="zelf").update(place="op de maan")
    (unit,) = [unit for unit in build_plan_problem(build_document(bwi), on=TODAY).units if unit.key == "zelf"]
    assert unit.place == ""


# -- what travelling asks ------------------------------------------------------------------------------


@pytest.fixture
def travelling(route: Route) -> Route:
    school, roc, wood = place(route, "School"), place(route, "ROC"), place(route, "Bos")
    Travel.objects.create(route=route, one=roc, other=school, minutes=20, cost=Decimal("2.50"), mode="ov")
    Travel.objects.create(route=route, one=school, other=wood, minutes=15, mode="fiets")
    for number, weeks in ((1, 10), (2, 5)):
        Period.objects.create(route=route, route_year=1, number=number, weeks=weeks, hours=Decimal(300), home="school")
    for number, (title, hours) in enumerate([("ROC", 100), ("Bos", 6), ("maan", 6)], start=1):
        unit = Unit.objects.create(
            route=route, key=f"u{number}", title=f"Les {number}", kind="overig", hours=hours, side="mbo", place=title
        )
        Placement.objects.create(route=route, unit=unit, route_year=1, period=1, hours=hours)
    return route


def test_days_minutes_and_euro_per_period_and_per_year(travelling: Route) -> None:
    Unit.objects.filter(route=travelling, key="u3").update(place="")
    (pupils,) = travel_of(build_document(travelling), on=TODAY)
    (year,) = pupils.years
    first, second = year.periods
    # 100 hours in 10 weeks are two days a week; the wood is one.
    assert (first.days, first.minutes, first.minutes_known) == (3, 2 * (2 * 20 + 15), True)
    assert (first.cost, first.cost_known) == (Decimal("50.00"), False)
    assert (second.days, second.minutes_words, second.cost_known) == (0, "0", True)
    assert (year.days, year.minutes_words, year.cost) == (Decimal("2.0"), "73", Decimal("50.00"))
    assert pupils.who == ""
    assert pupils.unknown == []


def test_a_way_of_unknown_time_is_said_and_never_0(travelling: Route, person: User) -> None:
    (pupils,) = travel_of(build_document(travelling), on=TODAY)
    first = pupils.years[0].periods[0]
    assert first.minutes_words == "110 + onbekend"
    assert pupils.unknown == [("School", "maan")]
    Placement.objects.filter(unit__key__in=["u1", "u2"]).delete()
    (pupils,) = travel_of(build_document(travelling), on=TODAY)
    assert pupils.years[0].periods[0].minutes_words == "onbekend"
    page = client_of(person).get(reverse("travel", args=[travelling.pk])).content.decode()
    assert "onbekend" in page
    assert "School naar maan" in page


def test_variants_that_travel_the_same_are_told_once(bwi: Route) -> None:
    assert [pupils.who for pupils in travel_of(build_document(bwi), on=TODAY)] == [""]
    unit = Unit.objects.get(route=bwi, key="vak1")
    unit.variants.set(unit.variants.model.objects.filter(key="v-metselen"))
    Unit.objects.filter(pk=unit.pk).update(place="bouwplaats in Rietmeer")
    found = travel_of(build_document(bwi), on=TODAY)
    assert [pupils.who for pupils in found] == ["richting metselen", "richting timmeren"]


# -- the page ------------------------------------------------------------------------------------------


def test_the_page_shows_weeks_differences_periods_and_joint_lessons(bwi: Route, leader_client: Client) -> None:
    url = reverse("year_plan", args=[bwi.pk])
    page = leader_client.get(url).content.decode()
    assert "schooljaar 2027-2028" in page
    assert "Week 7: vmbo les, mbo vakantie (voorjaarsvakantie)" in page
    assert "30 augustus 2027" in page
    assert "13:30-15:10" in page
    assert reverse("take_weeks", args=[bwi.pk, 2027, 1]) in page
    later = leader_client.get(url, {"groep": "2028", "jaar": "1"}).content.decode()
    assert "schooljaar 2028-2029" in later
    assert "te bevestigen" in later
    unknown = leader_client.get(url, {"groep": "2027", "jaar": "4"}).content.decode()
    assert "De kalender van het vmbo voor 2030-2031 is onbekend." in unknown
    assert reverse("take_weeks", args=[bwi.pk, 2030, 4]) not in unknown
    assert "schooljaar 2027-2028" in leader_client.get(url, {"groep": "x", "jaar": "99"}).content.decode()


def test_the_pages_of_an_empty_route(route: Route, person: User) -> None:
    client = client_of(person)
    assert "is onbekend" in client.get(reverse("year_plan", args=[route.pk])).content.decode()
    assert "geen schoolkalender" in client.get(reverse("paste_holidays", args=[route.pk])).content.decode()
    assert client.get(reverse("travel", args=[route.pk])).status_code == 200
    route.cohort_set.all().delete()
    assert "nog geen groep" in client.get(reverse("year_plan", args=[route.pk])).content.decode()


def test_step_5_links_to_both_pages(bwi: Route, leader_client: Client) -> None:
    page = leader_client.get(reverse("route_step", args=[bwi.pk, 5])).content.decode()
    assert reverse("year_plan", args=[bwi.pk]) in page
    assert reverse("travel", args=[bwi.pk]) in page
    assert "Praktijkhal De Waterlijn" in page
    assert "08:30" in page


def test_free_text_suggests_the_known_places(bwi: Route, leader_client: Client) -> None:
    for kind, name in (("units", "place"), ("periods", "home")):
        page = leader_client.get(reverse("fact_add", args=[bwi.pk, 5, kind])).content.decode()
        assert f'list="{name}-bekend"' in page
        assert '<option value="Praktijkhal De Waterlijn">' in page


def test_bell_times_are_entered_by_the_form(route: Route, person: User) -> None:
    client, url = client_of(person), reverse("fact_add", args=[route.pk, 5, "bell_times"])
    data = {
        "side": "vmbo",
        "title": "dag",
        "starts_at": "08:30",
        "lesson_minutes": "50",
        "lessons": "7",
        "version": "0",
    }
    refused = client.post(url, data | {"breaks": "half elf"})
    assert refused.status_code == 422
    assert "half elf" in refused.content.decode()
    assert client.post(url, data | {"breaks": "10:10-10:30"}).status_code == 302
    assert build_document(route).programme.bell_times[0].breaks == "10:10-10:30"


# -- taking over weeks and hours -----------------------------------------------------------------------


def test_taking_over_writes_what_was_shown_with_history(bwi: Route, leader: User, leader_client: Client) -> None:
    url = reverse("take_weeks", args=[bwi.pk, 2027, 1])
    page = leader_client.get(url).content.decode()
    assert "geen eigen grens" in page
    assert "past 252 uur, maar er staat 261 uur" in page
    seen = re.search(r'name="seen" value="([0-9a-f]{64})"', page)
    assert seen
    answer = leader_client.post(url, {"seen": seen[1]})
    assert answer.url == f"{reverse('year_plan', args=[bwi.pk])}?groep=2027&jaar=1"
    rows = Period.objects.filter(route=bwi, route_year=1)
    assert list(rows.values_list("weeks", "hours", "hours_vmbo", "hours_mbo")) == [
        (10, 280, None, 252),
        (9, 252, None, None),
        (10, 280, None, 252),
        (9, 252, None, None),
    ]
    entry = HistoryEntry.objects.filter(verb="weken en uren overgenomen").latest("pk")
    assert ["periode 4: lesweken", "10", "9"] in entry.changes
    assert "leerjaar 3" in entry.subject
    # A second time nothing changes.
    assert not any(row.changes for row in follow_calendar(build_document(bwi).programme, 1, 2027))
    assert "niets over te nemen" in leader_client.get(url).content.decode()


def test_what_changed_since_it_was_shown_is_not_written(bwi: Route, leader: User, leader_client: Client) -> None:
    rows = follow_calendar(build_document(bwi).programme, 1, 2027)
    seen = house_actions.sign_of(rows)
    SchoolYear.objects.filter(route=bwi, side="vmbo", start_year=2027).update(last_day=date(2028, 6, 30))
    before = list(Period.objects.filter(route=bwi).values_list("weeks", flat=True))
    with pytest.raises(StaleError):
        house_actions.take_weeks(actor=leader, route=bwi, route_year=1, start_year=2027, seen=seen)
    answer = leader_client.post(reverse("take_weeks", args=[bwi.pk, 2027, 1]), {"seen": seen})
    assert answer.status_code == 409
    assert "intussen gewijzigd" in answer.content.decode()
    assert list(Period.objects.filter(route=bwi).values_list("weeks", flat=True)) == before


def test_only_editors_take_over_and_paste(bwi: Route, calendar: SchoolYear) -> None:
    reader = factories.member(bwi, RouteMember.Role.READER)
    client = client_of(reader)
    own = SchoolYear.objects.filter(route=bwi).first()
    assert own
    for url in (reverse("take_weeks", args=[bwi.pk, 2027, 1]), reverse("paste_holidays", args=[bwi.pk])):
        assert client.get(url).status_code == 403
        assert client.post(url, {"seen": "x"}).status_code == 403
    page = client.get(reverse("year_plan", args=[bwi.pk]))
    assert page.status_code == 200
    assert reverse("take_weeks", args=[bwi.pk, 2027, 1]) not in page.content.decode()
    with pytest.raises(PermissionDenied):
        house_actions.take_weeks(actor=reader, route=bwi, route_year=1, start_year=2027, seen="")
    with pytest.raises(PermissionDenied):
        house_actions.take_lines(actor=reader, route=bwi, calendar=own, text="dag; 1-3-2028")


def test_pages_of_the_houses_are_closed_to_outsiders(bwi: Route, outsider: User) -> None:
    client = client_of(outsider)
    for name in ("year_plan", "travel", "paste_holidays"):
        assert client.get(reverse(name, args=[bwi.pk])).status_code == 404


def test_a_year_that_no_group_has_is_not_found(bwi: Route, leader_client: Client) -> None:
    assert leader_client.get(reverse("take_weeks", args=[bwi.pk, 2035, 1])).status_code == 404
    assert GroupYear(2027, 2) in group_years(build_document(bwi))


def test_what_it_does_with_the_board_is_told_before(bwi: Route) -> None:
    offer = take_over(build_document(bwi), GroupYear(2027, 1), on=TODAY)
    assert offer.now == 0
    assert len(offer.reasons) == 1
    assert take_over(build_document(bwi), GroupYear(2027, 2), on=TODAY).reasons == []


# -- pasting holidays ----------------------------------------------------------------------------------

LINES = "herfst; 18-10-2027; 22-10-2027\nstudiedag; 1-3-2028; ; vrij\nzomer; 10-7-2028; 1-8-2028"


def test_pasting_shows_first_and_takes_then_and_a_second_time_changes_nothing(
    route: Route, person: User, calendar: SchoolYear
) -> None:
    client, url = client_of(person), reverse("paste_holidays", args=[route.pk])
    data = {"calendar": str(calendar.pk), "lines": LINES}
    shown = client.post(url, data).content.decode()
    assert "gaat gebeuren" in shown
    assert "niet binnen de lesdagen" in shown
    assert not Holiday.objects.filter(route=route).exists()
    taken = client.post(url, data | {"take": "1"}).content.decode()
    assert "is gebeurd" in taken
    rows = Holiday.objects.filter(route=route).values_list("title", "kind", "first_day", "last_day")
    assert list(rows) == [
        ("herfst", "vakantie", date(2027, 10, 18), date(2027, 10, 22)),
        ("studiedag", "vrij", date(2028, 3, 1), date(2028, 3, 1)),
    ]
    entry = HistoryEntry.objects.filter(verb="vakanties overgenomen").latest("pk")
    assert [row[0] for row in entry.changes] == ["herfst", "studiedag"]
    count = HistoryEntry.objects.count()
    again = house_actions.take_lines(actor=person, route=route, calendar=calendar, text=LINES)
    assert [line.outcome for line in again] == [Outcome.SAME, Outcome.SAME, Outcome.REFUSED]
    assert HistoryEntry.objects.count() == count


def test_a_line_may_move_a_holiday(route: Route, person: User, calendar: SchoolYear) -> None:
    house_actions.take_lines(actor=person, route=route, calendar=calendar, text="herfst; 18-10-2027; 22-10-2027")
    (line,) = house_actions.take_lines(
        actor=person, route=route, calendar=calendar, text="herfst; 20-10-2027; 29-10-2027"
    )
    assert line.outcome is Outcome.CHANGED
    (row,) = Holiday.objects.filter(route=route)
    assert (row.first_day, row.last_day, row.version) == (date(2027, 10, 20), date(2027, 10, 29), 2)


def test_a_calendar_of_another_route_is_no_choice(bwi: Route, leader_client: Client, calendar: SchoolYear) -> None:
    answer = leader_client.post(
        reverse("paste_holidays", args=[bwi.pk]), {"calendar": str(calendar.pk), "lines": LINES, "take": "1"}
    )
    assert answer.status_code == 422
    assert not Holiday.objects.filter(calendar=calendar).exists()
