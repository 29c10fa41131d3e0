"""Numbers of DUO and of one's own in step 1, which form fits, and who offers the opleiding."""

from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from naadloos.engines.duo import Count
from naadloos.engines.route import RouteDocument
from naadloos.organisations.models import HistoryEntry, User
from naadloos.routes import target
from naadloos.routes.choice import options
from naadloos.routes.models import NumbersFile, Route, RouteMember, TargetGroup
from naadloos.routes.portable import build_document

REAL = Path(__file__).parents[4] / "shared" / "data" / "duo" / "geslaagden-gezakten-en-cijfers-2024-2025-fragment.csv"
EXAMS = (
    "INSTELLINGSCODE;VESTIGINGSCODE;LEERWEG VMBO;AFDELING;EXAMENKANDIDATEN\n"
    "00XX;00XX01;BL;BWI;20\n00XX;00XX02;BL;BWI;<5\n00XX;00XX01;KL;PIE;30\n00YY;00YY00;BL;BWI;90\n"
)
INFLOW = (
    "JAAR,INSTELLINGSCODE,BEROEPSOPLEIDING CODE,VOOROPLEIDING VO,AANTAL\n"
    "2024,25XX,25786,VMBO BL,14\n2024,25XX,25786,HAVO,-1\n2024,25XX,25999,VMBO BL,50\n"
)
OWN = "SCHOOLJAAR;PROFIEL;LEERWEG;LEERLINGEN\n2022-2023;BWI;bb;20\n2023-2024;BWI;bb;24\n2024-2025;BWI;bb;16\n"
OFFER = (
    "ERKENDEOPLEIDINGSCODE;OPLEIDINGSEENHEID_NAAM;ONDERWIJSAANBIEDERID;NAAM;ONDERWIJSLOCATIECODE;POSTCODE;PLAATSNAAM;"
    "LEERTRAJECT\n25786;Metselaar;100A001;ROC Ver;100X001;9711AA;GRONINGEN;BOL\n"
    "25786;Metselaar;100A002;ROC Dichtbij;100X002;3511AB;UTRECHT;BOL\n"
    "25000;Kok;100A003;ROC Kok;100X003;3511AB;UTRECHT;BOL\n"
)
PLACES = "POSTCODE;LAT;LON\n3511;52.0907;5.1214\n9711;53.2194;6.5665\n1012;52.3676;4.9041\n"


def add(
    actor: User, route: Route, text: str, places: str = "", year: int | None = None, name: str = "b.csv"
) -> NumbersFile:
    return target.add_file(
        actor=actor,
        route=route,
        name=name,
        content=text.encode(),
        places=places.split(),
        year=year,
        four_is_hidden=False,
    )


def upload(client: Client, url: str, text: str, **more: object) -> HttpResponse:
    file = SimpleUploadedFile("bestand.csv", text.encode(), "text/csv")
    answer: HttpResponse = client.post(url, {"file": file, **more})  # type: ignore[assignment]
    return answer


# -- numbers ---------------------------------------------------------------------------------------


def test_from_file_to_target_group_on_the_page(bwi: Route, leader_client: Client) -> None:
    url = reverse("target_group", args=[bwi.pk])
    assert "Nog geen cijfers" in leader_client.get(url).content.decode()
    assert upload(leader_client, url, OWN).status_code == 302
    page = leader_client.get(url + "?laag=50&midden=60&hoog=70").content.decode()
    assert "5 tot 22 leerlingen, naar schatting 12" in page
    sent = {"profiel": "BWI", "leerweg": "bb", "laag": 50, "midden": 60, "hoog": 70}
    first = leader_client.post(reverse("target_take", args=[bwi.pk]), sent)
    assert "dit raakt een akkoord" in first.content.decode()
    assert not TargetGroup.objects.filter(route=bwi, source__contains="bestand.csv").exists()
    sent["gezien"] = first.context["impact"].mark
    assert leader_client.post(reverse("target_take", args=[bwi.pk]), sent).status_code == 302
    group = TargetGroup.objects.get(route=bwi, profile="BWI", leerweg="bb", source__contains="bestand.csv")
    assert (group.expected_low, group.expected_mid, group.expected_high) == (5, 12, 22)
    assert "bestand.csv" in group.source
    assert "2024-2025" in group.source


def test_hidden_cells_stay_an_interval_and_schools_add_up(bwi: Route, leader: User) -> None:
    add(leader, bwi, EXAMS, "00XX", 2024)
    (path,) = target.paths(bwi, None)
    assert (path.profile, path.leerweg, path.history) == ("BWI", "bb", {2024: Count(21, 24)})
    assert path.expected is None, "nobody said which part chooses the route"


def test_the_same_file_twice_counts_no_pupil_twice_and_an_own_table_knows_best(bwi: Route, leader: User) -> None:
    add(leader, bwi, EXAMS, "00XX", 2024)
    add(leader, bwi, EXAMS, "00XX", 2024)
    assert target.paths(bwi, None)[0].history == {2024: Count(21, 24)}
    add(leader, bwi, EXAMS, "00YY", 2024)
    assert target.paths(bwi, None)[0].history == {2024: Count(111, 114)}
    own = add(leader, bwi, OWN, name="eigen.csv")
    assert target.paths(bwi, None)[0].history[2024] == Count(16, 16)
    target.remove_file(actor=leader, route=bwi, file=own)
    assert target.paths(bwi, None)[0].history == {2024: Count(111, 114)}


def test_inflow_of_the_opleidingen_of_the_route_alone(bwi: Route, leader: User) -> None:
    add(leader, bwi, INFLOW, "25XX")
    (found,) = target.transfers(bwi)
    assert (found.crebo, found.by_year) == (
        "25786",
        [(2024, Count(15, 18), [("", Count(1, 4)), ("bb", Count(14, 14))])],
    )


@pytest.mark.parametrize(
    ("text", "places", "year", "said"),
    [
        (EXAMS, "", 2024, "BRIN"),
        (EXAMS, "99ZZ", 2024, "staat niets over"),
        (EXAMS, "00XX", None, "schooljaar"),
        ("<!doctype html>", "00XX", 2024, "webpagina"),
        ("a;b\n1;2\n", "00XX", 2024, "herkent Naadloos niet"),
    ],
)
def test_a_file_that_says_nothing_is_refused_with_the_reason(
    bwi: Route, leader: User, text: str, places: str, year: int | None, said: str
) -> None:
    with pytest.raises(ValidationError, match=said):
        add(leader, bwi, text, places, year)
    assert not NumbersFile.objects.exists()


def test_wrong_lines_are_told_and_writing_is_for_writers(bwi: Route, leader: User, leader_client: Client) -> None:
    add(leader, bwi, OWN + "2025-2026;BWI;bb;veel\n")
    page = leader_client.get(reverse("target_group", args=[bwi.pk])).content.decode()
    assert "1 regel niet gelezen" in page
    assert "“veel” is geen aantal" in page
    assert HistoryEntry.objects.filter(verb="ingelezen", subject__contains="cijfers").exists()
    reader = RouteMember.objects.filter(route=bwi, role="lezer")[0].user
    with pytest.raises(PermissionDenied):
        add(reader, bwi, OWN)


def test_shares_out_of_order_give_no_forecast(bwi: Route, leader: User, leader_client: Client) -> None:
    add(leader, bwi, OWN)
    page = leader_client.get(reverse("target_group", args=[bwi.pk]) + "?laag=70&midden=60&hoog=50").content.decode()
    assert "Laag is hoogstens midden" in page
    assert "Te verwachten per groep" not in page
    before = TargetGroup.objects.filter(route=bwi).count()
    leader_client.post(reverse("target_take", args=[bwi.pk]), {"profiel": "BWI", "leerweg": "bb", "laag": 70})
    assert TargetGroup.objects.filter(route=bwi).count() == before


@pytest.mark.skipif(not REAL.exists(), reason="the shared data are not here")
def test_the_real_file_of_duo(bwi: Route, leader: User) -> None:
    target.add_file(
        actor=leader, route=bwi, name=REAL.name, content=REAL.read_bytes(), places=["00AH17"], year=2024,
        four_is_hidden=False,
    )  # fmt: skip
    assert {(each.leerweg, str(each.history[2024])) for each in target.paths(bwi, None)} == {("bb", "6"), ("kb", "12")}


# -- which form ------------------------------------------------------------------------------------


def changed(document: RouteDocument, leerweg: str, level: int) -> RouteDocument:
    data = document.model_dump()
    for profile in data["route"]["profiles"]:
        profile["leerweg"] = leerweg
    for each in data["route"]["qualifications"]:
        each["level"] = level
    return RouteDocument.model_validate(data)


@pytest.mark.parametrize(
    ("leerweg", "level", "dlr", "glr"),
    [
        ("bb", 2, "kan", "kan"),
        ("kb", 3, "kan", "kan niet"),
        ("tl", 3, "kan niet", "kan niet"),
        ("bb", 4, "kan niet", "kan niet"),
    ],
)
def test_the_law_decides_which_forms_are_open(bwi: Route, leerweg: str, level: int, dlr: str, glr: str) -> None:
    found = {each.title: each for each in options(changed(build_document(bwi), leerweg, level), date(2026, 11, 25))}
    assert found["Doorlopende leerroute"].outcome == dlr
    assert found["Geïntegreerde leerroute"].outcome == glr
    assert found["Geen van beide: losse afspraken"].outcome == ("kan" if {dlr, glr} == {"kan niet"} else "kan ook")
    assert all(articles for _title, _outcome, _words, articles in found["Doorlopende leerroute"].reasons)


def test_a_route_that_knows_nothing_yet_is_unknown_and_not_open() -> None:
    head = {"name": "Leeg", "type": "DLR", "years": 4, "partners": [], "profiles": [], "qualifications": [],
            "cohorts": []}  # fmt: skip
    found = options(RouteDocument.model_validate({"route": head}), date(2026, 11, 25))
    assert [each.outcome for each in found] == ["onbekend", "onbekend", "kan ook"]


def test_the_page_tells_it(bwi: Route, leader_client: Client) -> None:
    page = leader_client.get(reverse("which_form", args=[bwi.pk])).content.decode()
    assert "Geïntegreerde leerroute" in page
    assert "2.107a" in page


# -- partners --------------------------------------------------------------------------------------


def test_who_offers_the_opleiding_and_how_far(bwi: Route, leader_client: Client) -> None:
    url = reverse("partner_finder", args=[bwi.pk])
    places = SimpleUploadedFile("pc4.csv", PLACES.encode())
    page = upload(leader_client, url, OFFER, places=places, postcode="1012 AB").content.decode()
    assert page.index("ROC Dichtbij") < page.index("ROC Ver")
    assert "34 km" in page
    assert "ROC Kok" not in page
    link = page.partition("name=ROC%20Dichtbij")
    assert link[1]
    address = link[0].rpartition('href="')[2] + link[1] + link[2].partition('"')[0]
    form = leader_client.get(address.replace("&amp;", "&")).content.decode()
    assert 'value="ROC Dichtbij"' in form
    assert 'value="100A002"' in form


def test_without_a_table_of_postcodes_the_distance_is_unknown(bwi: Route, leader_client: Client) -> None:
    page = upload(leader_client, reverse("partner_finder", args=[bwi.pk]), OFFER).content.decode()
    assert " km" not in page.partition("<table")[2]
    assert "onbekend" in page


def test_a_file_of_another_kind_says_which_one_is_meant(bwi: Route, leader_client: Client) -> None:
    answer = upload(leader_client, reverse("partner_finder", args=[bwi.pk]), OWN)
    assert answer.status_code == 422
    assert "mbo opleidingsaanbod" in answer.content.decode()
