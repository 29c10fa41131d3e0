"""The pages of the determination: the right answer for each person, and nothing typed is lost."""

import pytest
from determine_help import MAY, NOVEMBER, YEAR, Cast, make_cast
from django.test import Client
from django.urls import reverse
from helpers import client_of
from pytest_django import DjangoAssertNumQueries

from naadloos.exams.determination import views
from naadloos.exams.determination.models import Part, RegulationNotice, State
from naadloos.exams.models import Regulation

LATE = 'chip-warn">te laat'


@pytest.fixture
def cast(db: None, monkeypatch: pytest.MonkeyPatch) -> Cast:
    monkeypatch.setattr(views, "localdate", lambda: NOVEMBER)
    return make_cast()


def url(cast: Cast, name: str, *more: object) -> str:
    return reverse(name, args=[cast.route.pk, *more])


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_the_page_says_where_it_is_who_is_next_what_is_late_and_on_what_it_rests(cast: Cast) -> None:
    client = client_of(cast.people["exams vmbo"])
    address = url(cast, "determination") + f"?jaar={YEAR}"
    assert LATE in text(client, address)
    cast.offer()
    page = text(client, address)
    assert "Versie 1 is bij de examencommissies" in page
    assert "Examencommissie vmbo van" in page
    assert "artikel=2.60b&amp;lid=3" in page
    assert "artikel=8a.2.2&amp;lid=3" in page
    cast.decide_all(1)
    assert "Leg vast dat zij is verstuurd" in text(client, address)
    cast.send(1)
    page = text(client, address)
    assert "Niemand: de regeling is van kracht" in page
    assert LATE not in page
    assert "eens · 10 mei 2027" in page
    cast.change()
    page = text(client, address)
    assert "Wat het concept verandert" in page
    assert "kan dit alleen nog bij iets onvoorziens of een duidelijke fout" in page


def test_what_was_determined_elsewhere_has_no_text_to_compare_with(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    client = client_of(cast.people["exams vmbo"])
    Regulation.objects.filter(pk=cast.regulation.pk).update(fixed_on=MAY, sent_on=MAY)
    address = url(cast, "determination") + f"?jaar={YEAR}"
    assert "Wat het concept verandert" in text(client, address)
    monkeypatch.setattr(views, "localdate", lambda: MAY)
    assert "Wat het concept verandert" not in text(client, address)


def test_buttons_are_for_those_who_may(cast: Cast) -> None:
    cast.offer()
    address = url(cast, "determination") + f"?jaar={YEAR}"
    own = reverse(
        "regulation_decide",
        args=[cast.route.pk, YEAR, 1, "examencommissie", cast.seat(Part.COMMITTEE, "vmbo").partner.pk],
    )
    assert own in text(client_of(cast.people["exams vmbo"]), address)
    assert own not in text(client_of(cast.people["exams mbo"]), address)
    assert "Trek deze versie in" in text(client_of(cast.people["exams mbo"]), address)
    assert "Trek deze versie in" not in text(client_of(cast.people["board vmbo"]), address)


def test_offer_decide_send_and_withdraw_through_the_pages(cast: Cast) -> None:
    secretary = client_of(cast.people["exams vmbo"])
    address = url(cast, "regulation_offer", YEAR)
    page = secretary.get(address)
    data = {"cohorts": page.context["form"].initial["cohorts"], "seen": page.context["page"].seen}
    assert secretary.post(address, data).status_code == 302
    stale = secretary.post(address, data)
    assert stale.status_code == 422
    assert "Er loopt al een vaststelling" in stale.content.decode()
    seat = cast.seat(Part.COMMITTEE, "vmbo")
    decide = url(cast, "regulation_decide", YEAR, 1, "examencommissie", seat.partner.pk)
    assert client_of(cast.people["exams mbo"]).get(decide).status_code == 403
    refused = secretary.post(decide, {"on": "2027-11-10", "agrees": "nee", "note": ""})
    assert refused.status_code == 422
    assert "Schrijf op waarom niet" in refused.content.decode()
    assert secretary.post(decide, {"on": "2027-11-10", "agrees": "ja"}).status_code == 302
    assert secretary.post(url(cast, "regulation_send", YEAR, 1), {"on": "2027-11-10"}).status_code == 422
    assert secretary.post(url(cast, "regulation_withdraw", YEAR, 1), {"reason": ""}).status_code == 422
    assert secretary.post(url(cast, "regulation_withdraw", YEAR, 1), {"reason": "Anders"}).status_code == 302
    assert cast.version(1).state == State.WITHDRAWN
    assert "Anders" in text(secretary, url(cast, "determination") + f"?jaar={YEAR}")


def test_after_the_day_the_form_asks_ground_and_reason_and_shows_who_is_bound(cast: Cast) -> None:
    cast.bring_in_force(MAY)
    cast.change()
    client = client_of(cast.people["exams vmbo"])
    address = url(cast, "regulation_offer", YEAR)
    page = client.get(address)
    assert "Groep 2027, leerjaar 3: versie 1" in " ".join(page.content.decode().split())
    data = {"cohorts": page.context["form"].initial["cohorts"], "seen": page.context["page"].seen, "reason": "Getypt"}
    answer = client.post(address, data)
    assert answer.status_code == 422
    assert "Getypt" in answer.content.decode()
    assert client.post(address, data | {"ground": "b"}).status_code == 302
    assert cast.version(2).ground == "b"
    page_text = text(client, url(cast, "regulation", YEAR, "2"))
    assert "eerder gebonden aan versie 1" in page_text
    assert "Was" in text(client, url(cast, "regulation_difference", YEAR) + "?van=1&naar=2")
    assert client.get(url(cast, "regulation_difference", YEAR) + "?van=1&naar=9").status_code == 404


def test_the_editor_says_that_the_determined_version_stays(cast: Cast) -> None:
    client = client_of(cast.people["exams vmbo"])
    step = url(cast, "route_step", 6)
    assert "is vastgesteld" not in text(client, step)
    cast.bring_in_force(MAY)
    cast.change()
    for address in (step, url(cast, "fact_add", 6, "assessments")):
        page = text(client, address)
        assert "PTA en OER 2027-2028, versie 1 is vastgesteld" in page
        assert "Er is 1 verschil." in page


def test_files_of_versions_concept_pupils_and_notices(cast: Cast) -> None:
    cast.bring_in_force(MAY)
    client = client_of(cast.people["voice mbo"])
    for address, kind in (
        (url(cast, "regulation_file", YEAR, "1", "pdf"), "application/pdf"),
        (url(cast, "regulation_file", YEAR, "concept", "docx"), views.DOCX),
        (url(cast, "pupil_file", YEAR, "1", 1, "pdf"), "application/pdf"),
        (url(cast, "regulation_notice_file", YEAR, 1, "ouders", "docx"), views.DOCX),
    ):
        answer = client.get(address)
        assert (answer.status_code, answer["Content-Type"]) == (200, kind)
        assert "attachment" in answer["Content-Disposition"]
    assert client.get(url(cast, "regulation_file", YEAR, "9", "pdf")).status_code == 404
    assert client.get(url(cast, "regulation_file", YEAR, "abc", "pdf")).status_code == 404
    assert client.get(url(cast, "pupil_file", YEAR, "1", 9, "pdf")).status_code == 404


def test_a_notice_is_read_by_all_edited_by_some_and_never_overwritten_unseen(cast: Cast) -> None:
    cast.bring_in_force(MAY)
    address = url(cast, "regulation_notice", YEAR, 1, "ouders")
    data = {"title": "Nieuwe regels", "text": "Lees dit goed.", "version": 1}
    assert client_of(cast.people["board vmbo"]).get(address).status_code == 200
    assert client_of(cast.people["board vmbo"]).post(address, data).status_code == 403
    secretary = client_of(cast.people["exams vmbo"])
    assert secretary.post(address, data).status_code == 302
    stale = secretary.post(address, data | {"text": "Iets anders"})
    assert stale.status_code == 422
    assert "Lees dit goed." in stale.content.decode()
    assert "Iets anders" in stale.content.decode()
    assert RegulationNotice.objects.get(of__route=cast.route, audience="ouders").text == "Lees dit goed."


def test_the_queries_do_not_grow_with_versions(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = client_of(cast.people["exams vmbo"])
    address = url(cast, "determination") + f"?jaar={YEAR}"
    cast.bring_in_force(MAY)
    client.get(address)
    with django_assert_max_num_queries(200) as first:
        client.get(address)
    for weight in (50, 60, 70):
        cast.change(weight)
        cast.bring_in_force(NOVEMBER, ground="b", reason="Fout")
    with django_assert_max_num_queries(len(first)):
        client.get(address)
