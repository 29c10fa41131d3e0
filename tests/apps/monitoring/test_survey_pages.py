"""The pages of surveys: opening, sharing, results; and filling in without account or cookie."""

import re
from datetime import timedelta

import factories
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from helpers import client_of, queries_of

from naadloos.monitoring.models import Survey
from naadloos.monitoring.survey_actions import answer_survey, close_survey, open_survey
from naadloos.organisations.models import User
from naadloos.routes.models import Route


@pytest.fixture
def survey(bwi: Route, leader: User) -> Survey:
    today = timezone.localdate()
    fresh = Survey(audience="leerlingen", school_year=2026, opens_on=today, closes_on=today + timedelta(days=14))
    return open_survey(actor=leader, route=bwi, survey=fresh)


def page_of(survey: Survey) -> str:
    return reverse("survey", args=[survey.route_id, survey.pk])


def link_of(survey: Survey) -> str:
    return reverse("survey_answer", args=[survey.token])


def fill(survey: Survey, *values: str) -> None:
    for value in values:
        answer_survey(
            survey=survey, given={"praktijk": value, "dubbel": value, "anders_havo": "ja" if value > "2" else "nee"}
        )


def test_open_share_and_close(bwi: Route, leader_client: Client) -> None:
    today = timezone.localdate()
    url = reverse("surveys", args=[bwi.pk])
    assert "Nog geen vragenlijst" in leader_client.get(url).content.decode()
    year = str(today.year - (today.month < 8))
    sent = {"audience": "team", "school_year": year, "opens_on": str(today), "closes_on": str(today)}
    answer = leader_client.post(url, sent | {"closes_on": str(today - timedelta(days=1))})
    assert answer.status_code == 422
    assert "De laatste dag ligt voor de eerste" in answer.content.decode()
    assert f'value="{today}"' in answer.content.decode()
    made = leader_client.post(url, sent, follow=True)
    survey = Survey.objects.get(route=bwi)
    text = made.content.decode()
    assert f"http://testserver{link_of(survey)}" in text
    assert "<svg" in text.split('class="survey-qr"')[1][:40]
    again = leader_client.post(url, sent)
    assert again.status_code == 422
    assert "Sluit die eerst" in again.content.decode()
    leader_client.post(reverse("survey_close", args=[bwi.pk, survey.pk]))
    assert survey.token not in leader_client.get(page_of(survey)).content.decode()
    assert "gesloten" in leader_client.get(url).content.decode()


def test_a_reader_sees_the_results_and_not_the_link(survey: Survey) -> None:
    reader = client_of(factories.member(survey.route, "lezer"))
    fill(survey, *"44455")
    text = reader.get(page_of(survey)).content.decode()
    assert "5 antwoorden, stand van" in text
    assert survey.token not in text
    assert "Iedereen met de link kan antwoorden" in text


def test_a_survey_of_another_route_is_not_there(survey: Survey, leader: User) -> None:
    other = factories.route(leader)
    assert client_of(leader).get(reverse("survey", args=[other.pk, survey.pk])).status_code == 404


def test_results_appear_at_five_with_a_sentence_before_the_picture(survey: Survey, leader_client: Client) -> None:
    fill(survey, *"4445")
    text = leader_client.get(page_of(survey)).content.decode()
    assert "Te weinig antwoorden (minder dan 5)" in text
    assert "chart" not in text.split("</head>")[1]
    fill(survey, "5")
    text = leader_client.get(page_of(survey)).content.decode()
    assert "te weinig antwoorden (minder dan 5)" in text
    # 4 + 4 + 4 + 5 + 5 = 22, by five 4,4; the reversed statement 1,6.
    sentence = "Het hoogst scoort “2. Ik leer veel door het werk zelf te doen.” (4,4), het laagst “4. Ik krijg lesstof"
    assert sentence in text
    assert text.index(sentence) < text.index('<figure class="chart">')
    assert text.count('<figure class="chart">') == 2
    assert "oneens 0, neutraal 0, eens 5" in text
    assert "nee 0, ja 5" in text
    assert "hier is oneens gunstig" in text


def test_counts_with_a_small_group_are_not_on_the_page(survey: Survey, leader_client: Client) -> None:
    fill(survey, *"12455")
    text = leader_client.get(page_of(survey)).content.decode()
    assert "een groep is te klein om te tonen" in text
    assert not re.search(r"oneens \d", text)


def test_the_poster_holds_link_picture_and_the_sentence_on_anonymity(survey: Survey, leader_client: Client) -> None:
    text = leader_client.get(reverse("survey_print", args=[survey.route_id, survey.pk])).content.decode()
    assert f"http://testserver{link_of(survey)}" in text
    assert "Deze vragenlijst is anoniem" in text
    assert 'viewBox="0 0' in text.split('class="survey-qr"')[1][:200]


def test_anybody_fills_in_without_account_session_or_cookie(survey: Survey) -> None:
    visitor = Client(enforce_csrf_checks=True)
    answer = visitor.get(link_of(survey))
    text = answer.content.decode()
    assert "csrfmiddlewaretoken" not in text
    assert "Inloggen" not in text
    assert "<script" not in text
    assert 'name="robots" content="noindex' in text
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "Cookie" not in answer.headers.get("Vary", "")
    done = visitor.post(link_of(survey), {"praktijk": "4", "anders_havo": "weet_niet"})
    assert (done.status_code, done.headers["Location"]) == (302, reverse("survey_thanks", args=[survey.token]))
    assert "Bedankt" in visitor.get(done.headers["Location"]).content.decode()
    assert visitor.get("/v/bestaat-niet/").status_code == 404
    assert not visitor.cookies
    assert survey.filled.get().answers == {"praktijk": "4", "anders_havo": "weet_niet"}


def test_who_is_logged_in_leaves_no_trace_either(survey: Survey, leader: User) -> None:
    client = client_of(leader)
    before = dict(client.session)
    answer = client.post(link_of(survey), {"praktijk": "4"})
    assert not answer.cookies
    assert dict(client.session) == before
    assert str(leader) not in client.get(link_of(survey)).content.decode()


def test_what_was_chosen_stays_when_something_is_wrong(survey: Survey) -> None:
    visitor = Client()
    assert visitor.post(link_of(survey), {}).status_code == 422
    answer = visitor.post(link_of(survey), {"praktijk": "4", "vak_beeld": "zeven"})
    assert answer.status_code == 422
    assert re.search(r'name="praktijk" value="4"[^>]* checked', answer.content.decode())
    assert not survey.filled.exists()


def test_a_closed_and_an_early_questionnaire_say_so(survey: Survey, leader: User) -> None:
    visitor = Client()
    Survey.objects.filter(pk=survey.pk).update(opens_on=timezone.localdate() + timedelta(days=1))
    text = visitor.get(link_of(survey)).content.decode()
    assert "nog niet open" in text
    assert "<form" not in text
    close_survey(actor=leader, route=survey.route, survey=survey)
    Survey.objects.filter(pk=survey.pk).update(opens_on=timezone.localdate())
    assert "is gesloten" in visitor.get(link_of(survey)).content.decode()
    assert visitor.post(link_of(survey), {"praktijk": "4"}).status_code == 409
    assert not survey.filled.exists()


def test_the_pages_ask_as_many_queries_for_one_answer_as_for_many(
    survey: Survey, leader: User, leader_client: Client
) -> None:
    listed = reverse("surveys", args=[survey.route_id])
    fill(survey, *"44455")
    few = [queries_of(leader_client, url) for url in (listed, page_of(survey))]
    fill(survey, *"1234512345")
    today = timezone.localdate()
    for audience in ("team", "ouders"):
        fresh = Survey(audience=audience, school_year=2026, opens_on=today, closes_on=today)
        open_survey(actor=leader, route=survey.route, survey=fresh)
    assert [queries_of(leader_client, url) for url in (listed, page_of(survey))] == few


def test_step_7_leads_to_the_questionnaires(bwi: Route, leader_client: Client) -> None:
    text = leader_client.get(reverse("route_step", args=[bwi.pk, 7])).content.decode()
    assert reverse("surveys", args=[bwi.pk]) in text
