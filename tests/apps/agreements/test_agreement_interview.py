"""What is missing asks backwards, straight to the field; and what goes into RIO and ROD."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from helpers import client_of

from naadloos.agreements.compose import compose_agreement
from naadloos.agreements.interview import questions
from naadloos.agreements.models import AgreementTerm, Clause, Registration
from naadloos.agreements.registers import Field, Register, registers
from naadloos.documents.content import OpenPoint
from naadloos.engines.route import RouteDocument
from naadloos.routes.models import Body, BodyMember, Route, RouteMember, RoutePartner
from naadloos.routes.portable import build_document
from naadloos.routes.registry import FactKind, SingleKind, provider_of


def interview(client: Client, route: Route, number: int = 1) -> str:
    return client.get(reverse("agreement_interview", args=[route.pk]) + f"?vraag={number}").content.decode()


def nothing_known() -> RouteDocument:
    head = {"name": "Leeg", "type": "DLR", "years": 4, "partners": [], "profiles": [], "qualifications": [],
            "cohorts": []}  # fmt: skip
    return RouteDocument.model_validate({"route": head})


# -- the interview ---------------------------------------------------------------------------------


def test_questions_follow_the_plan_and_one_form_is_asked_once() -> None:
    points = [
        OpenPoint("Artikel 9", "H ontbreekt.", 9, "clauses?subject=h"),
        OpenPoint("Artikel 3", "Begin ontbreekt.", 9, "term"),
        OpenPoint("Artikel 1", "Visie ontbreekt.", 3, "vision"),
        OpenPoint("Artikel 3", "Einde ontbreekt.", 9, "term"),
    ]
    asked = questions(points)
    assert [(each.step, each.where) for each in asked] == [(3, "vision"), (9, "clauses?subject=h"), (9, "term")]
    assert len(asked[-1].points) == 2


def test_every_open_point_of_an_empty_route_leads_to_a_form_that_exists() -> None:
    content = compose_agreement(nothing_known(), on=date(2026, 11, 25), version="", fingerprint=None)
    assert len(content.open_points) > 15
    for point in content.open_points:
        if point.where:
            name, _mark, query = point.where.partition("?")
            kind = next((each for each in provider_of(point.step).kinds if each.name == name), None)
            assert isinstance(kind, FactKind | SingleKind), point
            if query:
                assert query.partition("=")[0] in kind.form.base_fields, point
    assert sum(bool(each.where) for each in content.open_points) >= len(content.open_points) - 2


def test_answering_goes_to_the_next_question_until_nothing_is_missing(bwi: Route, leader_client: Client) -> None:
    Clause.objects.filter(route=bwi, subject__in=["h", "f"]).delete()
    AgreementTerm.objects.filter(route=bwi).update(starts_on=None, ends_on=None, renew_by=None)
    page = interview(leader_client, bwi)
    before = int(page.partition("Vraag 1 van ")[2].split("<")[0])
    numbers = range(1, before + 1)
    number = next(
        each
        for each in numbers
        if "Hoe partijen een geschil oplossen" in interview(leader_client, bwi, each).split("<details")[0]
    )
    page = interview(leader_client, bwi, number)
    assert '<option value="h" selected' in page, "what is known of it is filled in already"
    answer = leader_client.post(
        reverse("fact_add", args=[bwi.pk, 9, "clauses"]),
        {"subject": "h", "text": "Wij praten.", "version": 0, "terug": "overeenkomst"},
    )
    assert answer.status_code == 302
    assert answer.headers["Location"] == reverse("agreement_interview", args=[bwi.pk])
    assert f"Vraag 1 van {before - 1}" in interview(leader_client, bwi)


def test_a_wrong_answer_keeps_the_way_back(bwi: Route, leader_client: Client) -> None:
    answer = leader_client.post(
        reverse("fact_add", args=[bwi.pk, 9, "clauses"]), {"subject": "h", "text": "", "terug": "overeenkomst"}
    )
    assert answer.status_code == 422
    assert 'name="terug" value="overeenkomst"' in answer.content.decode()
    strange = leader_client.post(
        reverse("fact_add", args=[bwi.pk, 9, "clauses"]),
        {"subject": "h", "text": "", "terug": "https://elders.example"},
    )
    assert "elders.example" not in strange.content.decode()


def test_a_thing_that_is_there_but_not_complete_is_chosen_from_a_list(bwi: Route, leader_client: Client) -> None:
    body = Body.objects.filter(route=bwi, kind="stuurgroep")[0]
    BodyMember.objects.filter(body=body, side="mbo").delete()
    pages = [interview(leader_client, bwi, number) for number in range(1, 9)]
    page = next(each for each in pages if "is nog niemand opgenomen" in each.split("<details")[0])
    assert "Kies wat u wilt aanvullen" in page


def test_who_cannot_fill_it_in_reads_who_can(bwi: Route) -> None:
    Clause.objects.filter(route=bwi, subject="h").delete()
    reader = RouteMember.objects.filter(route=bwi, role="lezer")[0].user
    page = interview(client_of(reader), bwi)
    assert "Dit vult u niet zelf in" in page
    assert "Opslaan en verder" not in page


# -- RIO, ROD and the notice -----------------------------------------------------------------------


def values(register: Register, entry: int = 0) -> dict[str, Field]:
    return {field.name: field for field in register.entries[entry].fields}


def find(document: RouteDocument, kind: str, partner: str = "") -> Register:
    return next(
        each
        for each in registers(document)
        if each.kind.value == kind and (each.partner.key if each.partner else "") == partner
    )


def test_each_side_gets_its_exact_values(bwi: Route) -> None:
    document = build_document(bwi)
    vo = values(find(document, "rio-vo", "waterlijn"))
    assert vo["niveau"].value == "VO-VMBO-BB"
    assert vo["doorlopendeLeerlijnVmboMbo"].value == "DLR_VMBO_MBO"
    mbo = find(document, "rio-mbo", "singelkwartier")
    crebos = {field.value for entry in mbo.entries for field in entry.fields if "crebo" in field.name}
    assert crebos == {each.crebo for each in document.route.qualifications}
    assert values(mbo)["leertraject"].value in {"BOL", "BBL"}
    assert values(mbo)["mboniveau"].value.startswith("MBO-")
    rod = values(find(document, "rod", "singelkwartier"))
    assert rod["Leerroute"].value == "DLP"
    assert rod["Leerroute"].sure
    assert not rod["Leerroutefase"].sure


def test_what_is_not_known_is_no_value(bwi: Route) -> None:
    document = build_document(bwi)
    field = values(find(document, "rio-vo", "waterlijn"))["onderwijsaanbieder"]
    assert field == Field("onderwijsaanbieder", "")
    data = document.model_dump()
    data["route"]["type"] = "GLR"
    glr = RouteDocument.model_validate(data)
    assert values(find(glr, "rio-mbo", "singelkwartier"))["doorlopendeLeerlijnVmboMbo"].value == "GLR_VMBO_MBO"
    rod = values(find(glr, "rod", "singelkwartier"))["Leerroute"]
    assert (rod.value, rod.sure) == ("", False)


def test_a_profile_is_entered_by_the_school_that_gives_it(bwi: Route) -> None:
    document = build_document(bwi)
    given = {each.offered_by for each in document.route.profiles}
    assert given == {"waterlijn"}
    assert find(document, "rio-vo", "wilgenwerf").entries == ()


def test_a_partner_that_stopped_enters_nothing(bwi: Route) -> None:
    RoutePartner.objects.filter(route=bwi, key="wilgenwerf").update(left_on=date(2026, 11, 25))
    assert "wilgenwerf" not in {each.partner.key for each in registers(build_document(bwi)) if each.partner}


def test_the_page_shows_what_was_done_with_date_and_proof(bwi: Route, leader_client: Client) -> None:
    url = reverse("register_list", args=[bwi.pk])
    assert "nog te doen" in leader_client.get(url).content.decode()
    Registration.objects.filter(route=bwi, kind="melding").update(done_on=date(2027, 3, 1), proof="Ontvangstbericht")
    page = leader_client.get(url).content.decode()
    assert "1 maart 2027" in page
    assert "Ontvangstbericht" in page


@pytest.mark.parametrize("kind", ["melding", "rio-vo", "rio-mbo", "rod"])
def test_the_form_opens_with_what_is_meant(bwi: Route, leader_client: Client, kind: str) -> None:
    Registration.objects.filter(route=bwi).delete()
    page = leader_client.get(reverse("register_list", args=[bwi.pk])).content.decode()
    link = page.partition(f"registrations/nieuw/?kind={kind}")[0].rpartition('href="')[2]
    address = link + f"registrations/nieuw/?kind={kind}"
    assert f'<option value="{kind}" selected' in leader_client.get(address).content.decode()
