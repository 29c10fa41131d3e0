"""The pages of step 7 show what may be told and nothing else, in a fixed number of queries."""

import json
import re
from datetime import date
from io import BytesIO

import factories
import pytest
from django.urls import reverse
from helpers import client_of, queries_of
from monitor_help import deliver, event, fresh, group
from pypdf import PdfReader

from naadloos.engines.cohort.publishing import publish
from naadloos.monitoring import figures
from naadloos.monitoring.flow import heights
from naadloos.monitoring.models import CycleMoment, Evaluation, FigureReport, Indicator, Measure, RoutePupil
from naadloos.organisations.models import User
from naadloos.routes.models import Decision, Route

pytestmark = pytest.mark.django_db
PAGES = (
    "monitor",
    "monitor_flow",
    "monitor_benefits",
    "monitor_year",
    "monitor_region",
    "monitor_deliver",
    "monitor_aggregates",
    "monitor_exams",
    "monitor_tbgi",
    "monitor_keeping",
)


@pytest.fixture
def running() -> tuple[Route, User]:
    """Three groups; in the last one two pupils left school: a small group that nobody may find."""
    route, leader = fresh()
    lines = [*group(2022, 30, left=6), *group(2023, 30, left=7), *group(2024, 30, left=6, dropped=2)]
    deliver(route, leader, lines)
    return route, leader


@pytest.mark.parametrize("name", PAGES)
def test_an_empty_route_says_what_to_do(name: str) -> None:
    route, leader = fresh()
    answer = client_of(leader).get(reverse(name, args=[route.pk]))
    assert answer.status_code == 200
    assert "Traceback" not in answer.content.decode()


@pytest.mark.parametrize("name", PAGES)
def test_queries_do_not_grow(name: str) -> None:
    small, first = fresh()
    large, second = fresh()
    deliver(small, first, group(2023, 12))
    deliver(large, second, [*group(2021, 30), *group(2022, 30, left=6), *group(2023, 30), *group(2024, 30)])
    for number in range(8):
        Indicator.objects.create(route=large, title=f"Cijfer {number}", benefit="6", definition="vsv")
    counts = [
        queries_of(client_of(leader), reverse(name, args=[route.pk]))
        for route, leader in ((small, first), (large, second))
    ]
    assert counts[0] == counts[1]


def told(route: Route) -> dict[str, object]:
    found = figures.latest(route)
    assert found
    return {f"{row.scope} {row.name} {row.k}": row for row in found[0].figures["vsv"]}


def test_the_small_group_is_there_and_is_not_told(running: tuple[Route, User]) -> None:
    route, leader = running
    report = FigureReport.objects.filter(route=route)[0]
    raw = figures.raw_from_json(report.raw)
    assert raw[("followed",), ("next_vsv",), 2024, 0, ""] == 2
    client = client_of(leader)
    found = json.loads(client.get(reverse("monitor_export", args=[route.pk, "json"])).content)["figures"]
    vsv = [row for row in found if row["cijfer"] == "Voortijdig schoolverlaters"]
    assert vsv
    for row in vsv:
        low, high = row["teller_laagst"], row["teller_hoogst"]
        assert low == "" or not (low == high and 0 < low < 5), row
        assert low == "" or row["noemer"] == "" or low != high or not 0 < row["noemer"] - high < 5, row


def test_no_difference_of_rows_shows_the_small_group(running: tuple[Route, User]) -> None:
    """Every sum and difference that a reader can make from the exact cells of one indicator."""
    route, leader = running
    found = json.loads(client_of(leader).get(reverse("monitor_export", args=[route.pk, "json"])).content)["figures"]
    for title in {row["cijfer"] for row in found}:
        rows = {
            (row["soort"], row["over"]): row
            for row in found
            if row["cijfer"] == title and row["jaren_na_de_start"] == ""
        }
        years = [row for (kind, _name), row in rows.items() if kind == "schooljaar"]
        pooled = next((row for (kind, _name), row in rows.items() if kind == "samen"), None)
        exact = [row for row in years if row["teller_laagst"] != "" and row["teller_laagst"] == row["teller_hoogst"]]
        if pooled is None or pooled["teller_laagst"] == "" or pooled["teller_laagst"] != pooled["teller_hoogst"]:
            continue
        if len(years) == 3 and len(exact) == 2:
            rest = pooled["teller_laagst"] - sum(row["teller_laagst"] for row in exact)
            assert not 0 < rest < 5, title


def test_no_page_file_or_picture_holds_more(running: tuple[Route, User]) -> None:
    """Pages, export, documents and chart data are made from the report; the pupils may be gone."""
    route, leader = running
    client = client_of(leader)
    addresses = [
        *(reverse(name, args=[route.pk]) for name in ("monitor", "monitor_flow", "monitor_benefits", "monitor_region")),
        reverse("monitor_figure", args=[route.pk, "vsv"]),
        reverse("monitor_export", args=[route.pk, "csv"]),
        reverse("monitor_export", args=[route.pk, "json"]),
    ]
    before = [_plain(client.get(address).content.decode()) for address in addresses]
    RoutePupil.objects.filter(route=route).delete()
    assert [_plain(client.get(address).content.decode()) for address in addresses] == before


def _plain(page: str) -> str:
    return re.sub(r'value="[A-Za-z0-9]{64}"|"X-CSRFToken": "[^"]+"|nonce="[^"]+"', "", page)


def test_a_small_change_waits_until_it_is_large(running: tuple[Route, User]) -> None:
    route, leader = running
    before = FigureReport.objects.filter(route=route)[0]
    deliver(
        route, leader, [event("bb2023-020", "uit_route", "2024-05-01"), event("bb2023-021", "uit_route", "2024-05-01")]
    )
    after = FigureReport.objects.filter(route=route)[0]
    old, new = (figures.from_json(each.content, each.cells) for each in (before, after))
    assert 2023 in new.held
    for name, cell in (old.cells or {}).items():
        later = (new.cells or {}).get(name)
        if later is not None and cell.exact and later.exact:
            assert not 0 < abs(cell.low - later.low) < 5, name
    text = client_of(leader).get(reverse("monitor", args=[route.pk])).content.decode()
    assert "ziet u de stand van een eerdere levering" in text


def test_a_report_survives_as_json(running: tuple[Route, User]) -> None:
    route, _leader = running
    report = FigureReport.objects.filter(route=route)[0]
    raw = figures.raw_from_json(report.raw)
    made, used = publish(raw, report.as_of)
    assert figures.to_json(figures.from_json(figures.to_json(made))) == figures.to_json(made)
    assert figures.raw_from_json(figures.raw_to_json(used)) == used
    assert figures.to_json(made) == report.content


def test_a_promise_is_judged_in_words(running: tuple[Route, User]) -> None:
    route, leader = running
    Indicator.objects.create(
        route=route, title="Blijven", benefit="6", definition="in-route", target_value=60, baseline_value=95
    )
    Indicator.objects.create(
        route=route, title="Niet weg", benefit="6", definition="naar-ander-onderwijs", target_value=1
    )
    text = client_of(leader).get(reverse("monitor", args=[route.pk])).content.decode()
    assert "De belofte van 60 % is gehaald, ook als u toeval meerekent." in text
    assert "Dit is slechter dan de nulmeting van 95 %." in text
    assert "De belofte van 1 % is niet gehaald; toeval verklaart dat niet." in text
    assert "2 beloften: 1 gehaald, 1 niet gehaald." in text


def test_the_break_of_2026_is_said() -> None:
    route, leader = fresh()
    deliver(route, leader, [*group(2024, 12), *group(2025, 12)], until=date(2026, 10, 1))
    page = client_of(leader).get(reverse("monitor_figure", args=[route.pk, "vsv"])).content.decode()
    assert "andere definitie" not in page


def test_year_calendar_and_proposal() -> None:
    route, leader = fresh()
    client = client_of(leader)
    page = client.get(reverse("monitor_year", args=[route.pk])).content.decode()
    assert "Voorstel voor een jaarkalender" in page
    client.post(reverse("monitor_year_take", args=[route.pk]))
    assert CycleMoment.objects.filter(route=route).count() == 7
    client.post(reverse("monitor_year_take", args=[route.pk]))
    assert CycleMoment.objects.filter(route=route).count() == 7
    assert "Voorstel voor een jaarkalender" not in client.get(reverse("monitor_year", args=[route.pk])).content.decode()


def test_an_evaluation_leads_to_measures_and_a_decision(running: tuple[Route, User]) -> None:
    route, leader = running
    Indicator.objects.create(
        route=route,
        title="Niet weg",
        benefit="6",
        definition="naar-ander-onderwijs",
        target_value=1,
        doubts="de voorlichting",
    )
    evaluation = Evaluation.objects.create(route=route, title="Jaarevaluatie", on=date(2026, 11, 20))
    url = reverse("monitor_evaluation", args=[route.pk, evaluation.pk])
    client = client_of(leader)
    page = client.get(url).content.decode()
    assert "Waardoor, en wat verandert u?" in page
    assert "de voorlichting" in page
    sent = {"conclusies": "Te veel wissels.", "besluit": "Voorlichting in leerjaar 2", "version": evaluation.version}
    assert client.post(url, sent).status_code == 302
    decision = Decision.objects.get(route=route)
    assert (decision.step, decision.about) == (7, f"evaluations:{evaluation.key}")
    stale = client.post(url, sent | {"conclusies": "Iets anders"})
    assert stale.status_code == 409
    assert "Iets anders" in stale.content.decode()
    Measure.objects.create(route=route, title="Open dagen", evaluation=evaluation)
    assert "Open dagen" in client.get(url).content.decode()
    quality = factories.member(route, "kwaliteitszorg", side="mbo")
    evaluation.refresh_from_db()
    more = {"conclusies": "Beide.", "version": evaluation.version}
    assert client_of(quality).post(url, more).status_code == 302


@pytest.mark.parametrize("name", ["jaarrapportage", "monitorplan", "privacy"])
def test_documents_say_what_the_pages_say(running: tuple[Route, User], name: str) -> None:
    route, leader = running
    Indicator.objects.create(
        route=route, title="Blijven in de route", benefit="6", definition="in-route", target_value=60
    )
    client = client_of(leader)
    pdf = client.get(reverse("monitor_document", args=[route.pk, name, "pdf"]))
    text = " ".join(" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf.content)).pages)
    wanted = {
        "jaarrapportage": "belofte gehaald",
        "monitorplan": "Blijven in de route",
        "privacy": "artikel 26 AVG",
    }
    assert wanted[name] in text
    assert client.get(reverse("monitor_document", args=[route.pk, name, "docx"])).content[:2] == b"PK"
    assert client.get(reverse("monitor_document", args=[route.pk, name, "exe"])).status_code == 404


def test_a_bar_is_as_high_as_there_are_pupils_and_keeps_what_is_certain(running: tuple[Route, User]) -> None:
    route, _leader = running
    found = figures.latest(route)
    assert found
    published, hidden = found[0], 0
    for row in published.flows:
        if row.told and row.total.exact:
            drawn = heights(row)
            assert sum(drawn.values()) == pytest.approx(row.total.low)
            for state, height in drawn.items():
                shown = row.states[state]
                hidden += not shown.exact
                assert height == shown.low if shown.exact else height >= 0
    assert hidden > 0


def test_every_cell_of_the_flow_says_what_it_is_on_a_phone(running: tuple[Route, User]) -> None:
    route, leader = running
    text = client_of(leader).get(reverse("monitor_flow", args=[route.pk])).content.decode()
    assert re.findall(r'<td class="utrecht-table__cell number">', text) == []
