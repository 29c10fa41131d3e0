"""The result page: marks in, both outcomes out, nothing kept."""

import re
from html import unescape
from typing import Any

import factories
import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from helpers import client_of

from naadloos.exams.build import first_mbo_day
from naadloos.execution.models import BpvMatch, BpvPupil
from naadloos.organisations.models import User
from naadloos.programme.models import Keuzedeel
from naadloos.routes.models import Cohort, Route, RouteMember

# bb and mbo level 2, all of it just enough.
PASSES = {
    **{f"v-{part}-{name}": "6,0" for part in ("nederlands-1", "engels-1") for name in ("own", "central")},
    **{f"v-{part}-{name}": "6.0" for part in ("profielgebonden-1", "profielgebonden-2") for name in ("own", "central")},
    "v-profielvak-1-own": "6",
    "v-profielvak-1-central": "6,4",
    "v-maatschappijleer-1-own": "6",
    **{f"v-keuzevak-{number}-own": "6" for number in range(1, 5)},
    "v-lo-1-word": "goed",
    "v-kunstvak-1-word": "voldoende",
    "m-nederlands-1-own": "6",
    "m-nederlands-1-central": "6",
    "m-rekenen-1-own": "5",
    "m-kerntaak-1-own": "7",
    "m-kerntaak-2-word": "voldoende",
    "m-keuzedeel-1-own": "6",
    "m-keuzedeel-2-own": "6",
    "m-burgerschap-1-word": "voldaan",
    "m-bpv-1-word": "voldaan",
}
HTMX = {"headers": {"HX-Request": "true"}}


def url(route: Route) -> str:
    return reverse("exam_result", args=[route.pk])


def text_of(content: bytes) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", content.decode()))


def inputs(page: str) -> dict[str, Any]:
    """What a browser would send of the page's form of marks, before anything is typed."""
    form = page[page.index('class="results"') :]
    found: dict[str, Any] = {
        name: unescape(value) for name, value in re.findall(r'<input[^>]* name="([^"]+)" value="([^"]*)"', form)
    }
    for name, options in re.findall(r'<select name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else ""
    return found | {"row": re.findall(r'name="row" value="([^"]+)"', form)}


def post(client: Client, route: Route, marks: dict[str, str], *, htmx: bool = False, **extra: Any) -> str:
    """Send marks as the page does: everything that is on it, with these marks typed in."""
    sent = {**inputs(client.get(url(route)).content.decode()), **marks, **extra}
    answer = client.post(url(route), sent, **(HTMX if htmx else {}))
    assert answer.status_code == 200
    return answer.content.decode()


def outcomes(content: str) -> list[str]:
    return re.findall(r"outcome-word status-([a-z-]+)", content)


def test_the_page_says_what_it_is_and_starts_without_an_outcome(bwi: Route, leader_client: Client) -> None:
    content = leader_client.get(url(bwi)).content.decode()
    assert outcomes(content) == ["nog-niet-te-zeggen"] * 3
    assert "Naadloos bewaart niets" in content
    # Names come from the route and the catalogue.
    assert "Gevelopeningen" in content
    assert "B1-K1 Voert metselwerkzaamheden uit" in content
    assert "Onderhoud en herstel van bestaand werk" in content
    assert 'value="2029-08-01"' in content


def test_marks_in_and_both_outcomes_out(bwi: Route, leader_client: Client) -> None:
    content = post(leader_client, bwi, PASSES)
    assert outcomes(content) == ["geslaagd"] * 3
    assert 'id="eind-v-profielvak-1">6</output>' in content
    assert "Het gemiddelde van de centrale examens is 6,08." in content
    assert "UWVO 2020 art. 3.35 lid 1 onderdeel a" in content
    assert "https://wetten.overheid.nl/jci1.3:c:BWBR0045787&amp;artikel=3.35&amp;lid=1" in content
    # What was typed is still there.
    assert 'name="v-profielvak-1-central" value="6,4"' in content


def test_a_low_mark_says_why_and_what_can_still_change_it(bwi: Route, leader_client: Client) -> None:
    marks = PASSES | {"v-engels-1-own": "4,0", "v-engels-1-central": "4,0", "m-kerntaak-1-own": "5"}
    content = post(leader_client, bwi, marks)
    assert outcomes(content) == ["niet-geslaagd"] * 3
    assert "Te veel onder de 6: Engels (4)." in content
    assert "Bij een van de andere vakken is een 7 of hoger nodig." in content
    assert "Herkansing van Engels (UWVO 3.38)" in content
    assert "nog 1 punt nodig" in content


def test_htmx_gets_the_outcome_alone_with_the_same_words(bwi: Route, leader_client: Client) -> None:
    part = post(leader_client, bwi, PASSES, htmx=True)
    whole = post(leader_client, bwi, PASSES)
    assert "<html" not in part
    assert outcomes(part) == outcomes(whole)
    assert '<output id="eind-v-profielvak-1" hx-swap-oob="true">6</output>' in part
    assert 'role="status"' in part


@pytest.mark.parametrize("wrong", ["11", "0", "5,55", "zes", "-4", "1e1", "٥"])
def test_what_is_no_mark_is_named_and_stays_typed(bwi: Route, leader_client: Client, wrong: str) -> None:
    content = post(leader_client, bwi, PASSES | {"v-engels-1-own": wrong})
    assert "Een cijfer ligt van 1 tot en met 10" in content
    assert 'href="#id_v-engels-1-own"' in content
    assert f'name="v-engels-1-own" value="{wrong}"' in content
    assert outcomes(content) == []


def test_a_mark_that_the_exam_does_not_know_is_named_and_the_other_exam_is_still_judged(
    bwi: Route, leader_client: Client
) -> None:
    content = post(leader_client, bwi, PASSES | {"v-keuzevak-1-own": "6,5"})
    assert "Vul een heel cijfer in: Schoonmetselwerk heeft geen centraal examen." in content
    assert 'href="#id_v-keuzevak-1-own"' in content
    assert outcomes(content) == ["geslaagd"]


def test_script_in_a_name_is_text(bwi: Route, leader_client: Client) -> None:
    content = post(leader_client, bwi, PASSES | {"v-keuzevak-1-name": "<script>x</script>", "v-keuzevak-1-own": "3"})
    assert "<script>x" not in content
    assert "&lt;script&gt;x" in content


def test_the_example_fills_every_row_and_leaves_something_open(bwi: Route, leader_client: Client) -> None:
    content = leader_client.post(url(bwi), {"example": "1"}).content.decode()
    assert "nog-niet-te-zeggen" in outcomes(content)
    assert "Nog nodig:" in content
    assert 'name="v-nederlands-1-own" value="6,2"' in content


def test_another_leerweg_keeps_the_marks_that_it_shares(bwi: Route, leader_client: Client) -> None:
    key = re.findall(r'<option value="([^"]+-lwt)"', leader_client.get(url(bwi)).content.decode())[0]
    content = post(leader_client, bwi, PASSES, vmbo=key)
    assert 'name="v-nederlands-1-own" value="6,0"' in content
    assert "v-engels-1-own" not in content
    assert outcomes(content)[0] == "geslaagd"
    assert "Leer-werktraject: drie cijfers" in content


def test_another_group_begins_on_another_day(bwi: Route, leader_client: Client) -> None:
    content = post(leader_client, bwi, PASSES, cohort="2028", cohort_shown="2027")
    assert 'value="2030-08-01"' in content
    assert first_mbo_day(2028).isoformat() == "2030-08-01"


def test_a_student_of_before_2022_is_judged_by_the_old_rule(bwi: Route, leader_client: Client) -> None:
    marks = PASSES | {"m-rekenen-1-own": "2"}
    assert outcomes(post(leader_client, bwi, marks))[1] == "niet-geslaagd"
    old = post(leader_client, bwi, marks, began_on="2021-08-01", finished_on="2024-07-01")
    assert "Rekenen, oude regel" in old
    # Both answers are possible as long as the first day is not known.
    assert "Dat hangt af van:" in post(leader_client, bwi, marks, began_on="")


def test_who_leaves_in_the_first_year_holds_certificates_only(bwi: Route, leader_client: Client) -> None:
    content = post(leader_client, bwi, {"v-engels-1-own": "7", "v-engels-1-central": "7"}, year="1")
    shown = text_of(content.encode())
    assert "Ja Certificaat vmbo" in shown
    assert "Gehaald: Engels." in shown
    assert "Nee Startkwalificatie" in shown
    assert "Onbekend Mbo-verklaring" in shown
    assert "Ja Mbo-verklaring" in text_of(post(leader_client, bwi, {}, year="3").encode())


def test_a_glr_ends_in_level_2_and_needs_no_vmbo_exam(db: None) -> None:
    route = Route.objects.get(type="GLR")
    content = client_of(RouteMember.objects.filter(route=route)[0].user).get(url(route)).content.decode()
    assert "v-nederlands-1-own" not in content
    print(content[content.index("results-outcome") :])
    assert "Een geïntegreerde leerroute eindigt met het mbo-diploma van niveau 2." in content
    assert len(outcomes(content)) == 2


def test_a_route_without_opleiding_says_what_to_do_first(db: None) -> None:
    leader = factories.person("Begin Nend")
    route = factories.route(leader)
    route.routequalification_set.all().delete()  # type: ignore[attr-defined]
    content = client_of(leader).get(url(route)).content.decode()
    assert "geen mbo-opleiding" in content
    assert "Kies ze in stap 1" in content


def test_an_outsider_sees_nothing_and_who_may_only_read_may_calculate(bwi: Route, outsider: User) -> None:
    assert client_of(outsider).get(url(bwi)).status_code == 404
    assert client_of(outsider).post(url(bwi), {"sent": "1"}).status_code == 404
    assert Client().get(url(bwi)).status_code == 302
    teacher = User.objects.get(email="s.vermeulen@dewaterlijn.example")
    assert outcomes(post(client_of(teacher), bwi, PASSES)) == ["geslaagd"] * 3
    assert client_of(teacher).put(url(bwi)).status_code == 405


def test_nothing_is_stored(bwi: Route, leader_client: Client, capsys: pytest.CaptureFixture[str]) -> None:
    def everything() -> str:
        call_command("dumpdata", exclude=["sessions", "contenttypes", "auth"])
        return capsys.readouterr().out

    before = everything()
    content = post(leader_client, bwi, PASSES | {"v-keuzevak-1-name": "Een geheime naam"})
    assert "Een geheime naam" in content
    assert everything() == before
    assert "Een geheime naam" not in leader_client.get(url(bwi)).content.decode()
    assert "no-store" in leader_client.get(url(bwi)).headers["Cache-Control"]


def test_the_page_is_a_tool_of_step_6(bwi: Route, leader_client: Client) -> None:
    assert url(bwi) in leader_client.get(reverse("route_step", args=[bwi.pk, 6])).content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_queries_of_the_page(bwi: Route, leader_client: Client, django_assert_num_queries: Any, number: int) -> None:
    BpvMatch.objects.filter(route=bwi).delete()
    BpvPupil.objects.filter(route=bwi).delete()
    Cohort.objects.filter(route=bwi).delete()
    for year in range(2027, 2027 + number):
        Cohort.objects.create(route=bwi, start_year=year)
    Keuzedeel.objects.filter(route=bwi).delete()
    for size in range(number):
        Keuzedeel.objects.create(route=bwi, title=f"Keuzedeel {size}", sbu=240)
    with django_assert_num_queries(13):
        leader_client.get(url(bwi))
    with django_assert_num_queries(13):
        leader_client.post(url(bwi), {"sent": "1", **PASSES})
