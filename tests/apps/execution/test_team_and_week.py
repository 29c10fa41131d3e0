"""Dividing the lessons and laying out the basisweek: shown first, taken over as shown, judged in words."""

from decimal import Decimal

import factories
import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse
from helpers import queries_of

from naadloos.engines.route.text import number_text
from naadloos.engines.team import Assignment, from_document
from naadloos.engines.week import Half
from naadloos.execution import teaching, weekboard
from naadloos.execution.models import Assigned, LessonPlace, TeamMember, WeekGroup, WeekLesson, WeekStay
from naadloos.organisations.models import HistoryEntry, User
from naadloos.routes.models import Route, RoutePartner
from naadloos.routes.portable import build_document

pytestmark = pytest.mark.django_db


def signed_in(page: str) -> str:
    return page.split('name="signed" value="')[1].split('"')[0]


def test_a_proposal_is_shown_and_then_taken_over(
    bwi: Route, leader_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(teaching, "SECONDS", 1.0)
    before = Assigned.objects.filter(route=bwi).count()
    page = leader_client.post(reverse("team_propose", args=[bwi.pk]))
    assert page.status_code == 200
    assert Assigned.objects.filter(route=bwi).count() == before
    leader_client.post(reverse("team_take", args=[bwi.pk]), {"signed": signed_in(page.content.decode())})
    document = build_document(bwi)
    problem, given = from_document(document), teaching.decided(document)
    view = teaching.team_view(problem, given)
    assert view.open == 0
    # What nobody knows of a bevoegdheid is said, and is no mistake of the division.
    assert all("niet bekend" in each for each in view.faults)
    assert HistoryEntry.objects.filter(subject__startswith="verdeling van de lessen").exists()


def test_what_is_wrong_with_a_division_by_hand_is_said(bwi: Route, leader_client: Client) -> None:
    member = TeamMember.objects.get(route=bwi, key="t3")
    Assigned.objects.create(route=bwi, teacher=member, unit="wi", route_year=1, period=3, hours=Decimal(900))
    page = leader_client.get(reverse("team", args=[bwi.pk])).content.decode()
    assert "Dit klopt niet" in page
    assert "Mehmet Aydin" in page.split("Dit klopt niet")[1]
    assert "te veel" in page


def test_who_is_hit_when_a_teacher_leaves(bwi: Route, leader_client: Client) -> None:
    page = leader_client.get(reverse("team", args=[bwi.pk]) + "?weg=t3").content.decode()
    assert "Als Mehmet Aydin weggaat" in page
    assert Assigned.objects.filter(route=bwi, teacher__key="t3").count() == 2


def test_a_teacher_who_is_gone_meanwhile_is_left_out(bwi: Route, leader: User) -> None:
    given = teaching.decided(build_document(bwi))
    text = teaching.signed(bwi, given)
    TeamMember.objects.filter(route=bwi, key="t3").delete()
    made = teaching.take_over(actor=leader, route=bwi, given=teaching.shown_before(bwi, text))
    assert made == len([each for each in given if each.teacher != "t3"])


def test_a_proposal_of_another_route_is_refused(bwi: Route, leader: User, leader_client: Client) -> None:
    other = factories.route(leader)
    text = teaching.signed(other, [])
    with pytest.raises(signing.BadSignature):
        teaching.shown_before(bwi, text)
    before = Assigned.objects.filter(route=bwi).count()
    leader_client.post(reverse("team_take", args=[bwi.pk]), {"signed": text})
    assert Assigned.objects.filter(route=bwi).count() == before > 0


def test_the_board_says_conflicts_in_words(bwi: Route, leader_client: Client) -> None:
    page = leader_client.get(reverse("week", args=[bwi.pk])).content.decode()
    assert "Leerjaar 3 bouw heeft 4 dagdelen vmbo, maar dat moeten er 9 zijn." in page
    sent = {"groep": "wg-3", "dagdeel": "5-2", "waar": "vmbo:pl-waterlijn"}
    leader_client.post(reverse("week_put", args=[bwi.pk]), sent)
    page = leader_client.get(reverse("week", args=[bwi.pk])).content.decode()
    assert "Overleg van de teams" in page.split("botsingen")[1]
    leader_client.post(reverse("week_put", args=[bwi.pk]), sent | {"waar": ""})
    assert not WeekStay.objects.filter(route=bwi, day=5, part=2).exists()


def test_two_half_days_change_places(bwi: Route, leader: User, leader_client: Client) -> None:
    leader_client.post(reverse("week_put", args=[bwi.pk]), {"groep": "wg-3", "dagdeel": "1-1", "naar": "2-2"})
    group = WeekGroup.objects.get(route=bwi, key="wg-3")
    assert not group.stays.filter(day=1, part=1).exists()
    assert group.stays.get(day=2, part=2).kind == "vmbo"
    weekboard.swap(actor=leader, route=bwi, group=group, one=Half(2, 2), other=Half(3, 1))
    assert {(row.day, row.part) for row in group.stays.all()} == {(1, 2), (2, 2), (3, 1), (3, 2)}


def test_lessons_move_with_the_half_days_that_change_places(bwi: Route, leader: User, leader_client: Client) -> None:
    mentor = WeekLesson.objects.get(route=bwi, key="wl-mentor3")
    weekboard.place_lesson(actor=leader, route=bwi, lesson=mentor, half=Half(1, 1), place="pl-waterlijn", room=None)
    sent = {"groep": "wg-3", "dagdeel": "1-1", "naar": "3-2"}
    page = leader_client.post(reverse("week_put", args=[bwi.pk]), sent, follow=True).content.decode()
    at = LessonPlace.objects.get(lesson=mentor)
    assert (at.day, at.part, at.place) == (3, 2, "pl-waterlijn")
    stays = {(row.day, row.part): row.place for row in WeekStay.objects.filter(route=bwi, group__key="wg-3")}
    assert (stays[1, 1], stays[3, 2]) == ("pl-hal", "pl-waterlijn")
    assert "Deze lessen gingen mee: Mentorles: woensdagmiddag." in page
    # The practice day lasts the whole Wednesday, so it is no lesson of that afternoon alone.
    assert "ook voor een andere groep: Praktijkdag bouw." in page
    assert LessonPlace.objects.get(lesson__key="wl-praktijk3").day == 3
    entry = HistoryEntry.objects.filter(subject__contains="maandagochtend ⇄ woensdagmiddag").get()
    assert entry.changes == [["Mentorles", "maandagochtend", "woensdagmiddag"]]


def test_the_lesson_of_two_groups_stays_and_a_half_day_is_no_swap_with_itself(
    bwi: Route, leader: User, leader_client: Client
) -> None:
    mentor = WeekLesson.objects.get(route=bwi, key="wl-mentor3")
    mentor.groups.add(WeekGroup.objects.get(route=bwi, key="wg-4"))
    weekboard.place_lesson(actor=leader, route=bwi, lesson=mentor, half=Half(1, 1), place="pl-waterlijn", room=None)
    group = WeekGroup.objects.get(route=bwi, key="wg-3")
    done = weekboard.swap(actor=leader, route=bwi, group=group, one=Half(1, 1), other=Half(2, 1))
    assert (done.went, done.stayed) == ((), ("Mentorles",))
    assert LessonPlace.objects.get(lesson=mentor).day == 1
    sent = {"groep": "wg-3", "dagdeel": "1-2", "naar": "1-2"}
    page = leader_client.post(reverse("week_put", args=[bwi.pk]), sent, follow=True).content.decode()
    assert "Kies twee verschillende dagdelen." in page
    assert WeekStay.objects.filter(route=bwi, group=group, day=1, part=2).exists()


def test_a_swap_that_fails_halfway_leaves_the_week_as_it_was(
    bwi: Route, leader: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_more: object) -> None:
        raise RuntimeError

    group = WeekGroup.objects.get(route=bwi, key="wg-3")
    before = set(group.stays.values_list("day", "part", "place"))
    monkeypatch.setattr(weekboard, "_move_lessons", broken)
    with pytest.raises(RuntimeError):
        weekboard.swap(actor=leader, route=bwi, group=group, one=Half(1, 1), other=Half(2, 1))
    assert set(group.stays.values_list("day", "part", "place")) == before


def test_half_days_change_places_without_script(bwi: Route, leader_client: Client) -> None:
    page = leader_client.get(reverse("week", args=[bwi.pk])).content.decode()
    assert page.count('name="naar"') == WeekGroup.objects.filter(route=bwi).count()


def test_a_week_that_fits_is_taken_over_and_has_no_conflicts(bwi: Route, leader_client: Client) -> None:
    page = leader_client.post(reverse("week_propose", args=[bwi.pk])).content.decode()
    assert "bewezen optimaal" in page.lower()
    leader_client.post(reverse("week_take", args=[bwi.pk]), {"signed": signed_in(page)})
    board = weekboard.board_of(*weekboard.problem_and_week(build_document(bwi)))
    assert board.conflicts == ()
    assert LessonPlace.objects.filter(route=bwi).count() == WeekLesson.objects.filter(route=bwi).count()


def test_what_cannot_go_together_is_told(bwi: Route, leader_client: Client) -> None:
    WeekLesson.objects.filter(route=bwi, key="wl-mentor3").update(day=5, part=2)
    page = leader_client.post(reverse("week_propose", args=[bwi.pk])).content.decode()
    assert "Dit kan niet samen" in page
    assert "Neem deze week over" not in page


def test_a_teacher_in_two_places_is_a_conflict(bwi: Route, leader: User, leader_client: Client) -> None:
    lesson = WeekLesson.objects.get(route=bwi, key="wl-bouwhal4")
    weekboard.place_lesson(actor=leader, route=bwi, lesson=lesson, half=Half(3, 1), place="pl-bouwhal", room=None)
    page = leader_client.get(reverse("week", args=[bwi.pk])).content.decode()
    assert "Joost Kamphuis" in page.split("botsingen")[1].split("</section>")[0]


def test_a_lesson_is_put_and_laid_away(bwi: Route, leader_client: Client) -> None:
    url = reverse("week_put", args=[bwi.pk])
    leader_client.post(url, {"les": "wl-mentor3", "dagdeel": "5-1", "lokaal": ""})
    assert LessonPlace.objects.get(route=bwi, lesson__key="wl-mentor3").day == 5
    leader_client.post(url, {"les": "wl-mentor3", "dagdeel": ""})
    assert not LessonPlace.objects.filter(route=bwi, lesson__key="wl-mentor3").exists()
    wrong = leader_client.post(url, {"les": "wl-mentor3", "dagdeel": "9-9"}, follow=True)
    assert "Dit dagdeel bestaat niet." in wrong.content.decode()


@pytest.mark.parametrize(
    ("kind", "begin"), [("csv", b"\xef\xbb\xbfgroep;dag"), ("ics", b"BEGIN:VCALENDAR"), ("pdf", b"%PDF")]
)
def test_the_week_as_a_file(bwi: Route, leader_client: Client, kind: str, begin: bytes) -> None:
    content = leader_client.get(reverse("week_file", args=[bwi.pk, kind])).content
    assert content.startswith(begin)
    if kind == "csv":
        assert "Praktijkdag bouw" in content.decode()


def test_a_week_has_ten_half_days(bwi: Route, leader_client: Client) -> None:
    sent = {"title": "Te vol", "route_year": "1", "at_vmbo": "6", "at_mbo": "5", "at_company": "0", "version": "0"}
    answer = leader_client.post(reverse("fact_add", args=[bwi.pk, 10, "week_groups"]), sent)
    assert answer.status_code == 422
    assert "Een week heeft tien dagdelen" in answer.content.decode()


@pytest.mark.parametrize("name", ["team", "week"])
def test_queries_do_not_grow(bwi: Route, leader_client: Client, name: str) -> None:
    url = reverse(name, args=[bwi.pk])
    before = queries_of(leader_client, url)
    for number in range(5):
        group = WeekGroup.objects.create(route=bwi, title=f"Groep {number}", route_year=1, at_vmbo=5)
        lesson = WeekLesson.objects.create(route=bwi, title=f"Les {number}", kind="vmbo")
        lesson.groups.add(group)
        member = TeamMember.objects.create(route=bwi, name=f"Docent {number}", side="vmbo")
        Assigned.objects.create(route=bwi, teacher=member, unit="wi", route_year=2, period=1, hours=Decimal(2))
    assert queries_of(leader_client, url) == before


def test_a_part_stands_once_in_a_year_with_all_its_periods(bwi: Route) -> None:
    problem = from_document(build_document(bwi))
    given = [
        Assignment(problem.teachers[0].key, need.unit, need.route_year, need.period, need.hours, need.group)
        for need in problem.needs
    ]
    for view, nobody in ((teaching.team_view(problem, []), None), (teaching.team_view(problem, given), "0")):
        rows = [(year.label, row.title, row.group) for year in view.years for row in year.rows]
        assert len(rows) == len(set(rows))
        assert [year.label for year in view.years] == [label for label, _numbers in view.heads]
        assert all(nobody in (None, row.open) for year in view.years for row in year.rows)
    third = teaching.team_view(problem, []).years[0]
    dutch = next(row for row in third.rows if row.title == "Nederlands vmbo")
    assert (dutch.periods, dutch.asked, dutch.open) == ("1, 2, 3, 4", "108", "108")
    assert third.asked == number_text(sum(need.hours for need in problem.needs if need.route_year == 1))


def test_a_teacher_works_at_an_organisation_of_the_own_side(bwi: Route, leader_client: Client) -> None:
    school, college = (RoutePartner.objects.get(route=bwi, key=key) for key in ("waterlijn", "singelkwartier"))
    url = reverse("fact_add", args=[bwi.pk, 10, "team"])
    sent = {"name": "Docent Nieuw", "side": "vmbo", "qualified": "ja", "mbo_ready": "onbekend"}
    refused = leader_client.post(url, {**sent, "partner": college.pk})
    assert "hoort niet bij de kant die u koos" in refused.content.decode()
    assert leader_client.post(url, {**sent, "partner": school.pk}).status_code == 302
    assert TeamMember.objects.get(route=bwi, name="Docent Nieuw").partner == school
    document = build_document(bwi)
    assert next(each for each in document.execution.team if each.name == "Docent Nieuw").partner == "waterlijn"
    # A partner that goes takes no teacher along.
    TeamMember.objects.filter(name="Docent Nieuw").update(partner=None)
    assert build_document(bwi).execution.team[-1].partner is None
