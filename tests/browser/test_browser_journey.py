"""The whole journey in a browser: from nothing to an agreement that says what was entered."""

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import factories
import pikepdf
import pytest
from browser_help import log_in, log_out, read_pdf
from helpers import run_jobs
from journey_help import Journey, fill, make_route, partner_joins, save
from playwright.sync_api import Page, expect

from naadloos.organisations.models import User
from naadloos.routes.models import Route

pytestmark = pytest.mark.browser


# On a phone: test_browser_round walks, and test_browser_pages opens every page.
@pytest.mark.parametrize("width", [1280], indirect=True)
def test_from_nothing_to_an_agreement(page: Page, live_server: Any, tmp_path: Path) -> None:
    leader = factories.person("Anna de Bruin")
    factories.organisation("vmbo", name="Vakcollege Zuiderdiep", manager=leader)
    go = Journey(page)

    log_in(page, leader)
    expect(page.get_by_text("U hebt nog geen route.")).to_be_visible()
    go.see()
    make_route(go)
    partner_joins(go, leader)
    steps_one_to_four(go)
    step_five(go)
    steps_six_to_ten(go)
    law_and_file(go)
    agreement_says_what_was_entered(go, tmp_path)
    boards_approve_and_a_change_makes_it_stale(go, leader)


def steps_one_to_four(go: Journey) -> None:
    go.write(1, "purpose", problem="Te veel leerlingen wisselen in het eerste mbo-jaar.", why_route="Eén programma.")
    go.add(
        1,
        "target_groups",
        profile="BWI",
        leerweg="bb",
        expected_low=14,
        expected_mid=18,
        expected_high=22,
        source="leerlingadministratie",
    )
    go.add(1, "goals", title="Minder wisselaars", indicator="procent", baseline="27", target="hoogstens 12", year=2031)
    for name, partner, function in (
        ("Anna de Bruin", "Vakcollege Zuiderdiep", "directeur"),
        ("Bert Hoekstra", "ROC Boterdiep", "opleidingsmanager"),
    ):
        go.step(2)
        go.page.locator("#contacts").get_by_role("link", name=re.compile("Voeg toe")).click()
        go.page.locator("select[name=partner]").select_option(label=partner)
        fill(go.page, name=name, function=function, mandate="ja", mandate_for="de hele route")
        save(go.page)
    go.add(2, "first_agreements", subject="Samen ontwerpen", agreement="Elke maandag.", status="akkoord")
    go.write(3, "vision", vision="Een leerling merkt geen naad tussen vmbo en mbo.")
    go.add(3, "expectations", side="vmbo", kind="verwacht", text="Vaker naar de bouwplaats.")
    go.add(3, "expectations", side="mbo", kind="verwacht", text="Leerlingen die hun vak al kennen.")
    go.step(3)
    go.see()
    go.page.locator("#objectives").get_by_role("link", name=re.compile("Voeg toe")).click()
    fill(go.page, title="Geen dubbele les", target="60 klokuur", indicator="klokuren", year=2029)
    go.page.locator("select[name=benefit]").select_option(index=3)
    save(go.page)
    go.add(4, "bodies", kind="stuurgroep", name="Stuurgroep Noord", task="beslist")
    for name, side in (("Anna de Bruin", "vmbo"), ("Bert Hoekstra", "mbo")):
        go.step(4)
        go.page.locator("#members").get_by_role("link", name=re.compile("Voeg toe")).click()
        go.page.locator("select[name=body]").select_option(label="Stuurgroep Noord")
        fill(go.page, name=name, side=side, role="lid")
        save(go.page)
    go.step(4)
    go.see()


def step_five(go: Journey) -> None:
    page = go.page
    for code in ("P/BWI/01", "P/BWI/02"):
        go.step(5)
        page.locator("#modules").get_by_role("link", name=re.compile("Voeg toe")).click()
        option = page.locator("select[name=module] option").filter(has_text=re.compile(rf"^{code} ")).first
        page.locator("select[name=module]").select_option(value=option.get_attribute("value"))
        save(page)
    go.step(5)
    go.see()
    page.get_by_role("link", name=re.compile("Lesoverlap")).click()
    page.get_by_role("link", name="P/BWI/02").click()
    go.see()
    first = page.locator("article.pair").first
    expect(first.locator("mark").first).to_be_visible()
    first.get_by_label("Klokuren dubbel").fill("24")
    first.get_by_role("button", name="deels", exact=True).click()
    expect(page.locator("article.pair").first.get_by_text("Anna de Bruin")).to_be_visible()
    expect(page.locator("article.pair").first.get_by_role("button", name="deels", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )
    go.see()
    page.reload()
    page.get_by_role("link", name=re.compile("Maak een bundel")).click()
    fill(page, title="Metselen voor twee diploma's", hours=95, overlap_hours=24, combined_split="Basis is vmbo.")
    page.locator("input[name=pairs]").first.check()
    go.see()
    save(page, "Maak de bundel")
    go.add(5, "units", title="Nederlands samen", kind="avo", hours=120, hour_kind="begeleid", side="vmbo", spread=4)
    go.add(5, "units", title="Stage bij bouwbedrijf", kind="bpv", hours=500, hour_kind="bpv", side="mbo", spread=8)
    page.goto(f"{go.route}programma/bord/")
    fill(page, periods=4, weeks=9, hours=250)
    save(page, "Maak perioden")
    make_plan(go)
    # Three units are no whole programme: the hours of the law cannot be met, and the page says how to go on.
    expect(page.get_by_role("heading", name="Zo past het niet")).to_be_visible()
    go.see()
    page.get_by_role("link", name="Wat telt in een plan").last.click()
    page.locator("input[name=law_hours]").uncheck()
    save(page)
    page.goto(f"{go.route}programma/bord/voorstel/")
    make_plan(go)
    go.see()
    page.get_by_role("button", name="Zet op het bord").first.click()
    expect(page.get_by_text("Het voorstel staat op het bord")).to_be_visible()
    expect(page.locator(".period .unit").first).to_be_visible()
    go.see()
    page.locator(".period .unit:visible", has_text="Metselen voor twee").first.click()
    page.get_by_role("link", name="Verplaats met een formulier").click()
    expect(page.get_by_role("heading", name="Verplaats: Metselen voor twee")).to_be_visible()
    go.see()
    fill(page, start="2-3")
    save(page, "Verplaats")
    expect(page.get_by_text("Verplaatst:")).to_be_visible()
    page.goto(f"{go.route}programma/dekking/")
    go.see()


def make_plan(go: Journey) -> None:
    fill(go.page, seconds=10)
    go.page.get_by_role("button", name="Maak een voorstel").click()
    expect(go.page.get_by_role("progressbar")).to_be_visible()
    run_jobs()
    expect(go.page.get_by_role("progressbar")).to_have_count(0)


def steps_six_to_ten(go: Journey) -> None:
    go.add(
        6,
        "assessments",
        title="Cspe bouwen",
        kind="cspe",
        counts_for="beide",
        side="vmbo",
        route_year=2,
        period=4,
        weight=1,
    )
    go.page.goto(f"{go.route}examens/")
    go.see()
    go.add(7, "indicators", title="Wisselaars in mbo-jaar 1", owner="kwaliteitszorg", source="DUO", moment="oktober")
    go.add(
        8,
        "cost_items",
        phase="vo",
        title="Huur praktijkhal",
        owner="Vakcollege Zuiderdiep",
        amount="12500.50",
        basis="huurcontract",
    )
    go.add(8, "cost_items", title="Reiskosten leerlingen", phase="route", owner="ROC Boterdiep")
    go.step(8)
    expect(go.page.get_by_text("onbekend").first).to_be_visible()
    go.see()
    go.write(9, "term", starts_on="2027-08-01", ends_on="2032-07-31")
    for subject in "bcdfghij":
        go.add(9, "clauses", subject=subject, text=f"Afspraak over onderwerp {subject} in het Noorden.")
    go.add(10, "readiness", title="Rooster klaar", owner="Anna de Bruin")
    for number in (6, 7, 9, 10):
        go.step(number)
        go.see()


def law_and_file(go: Journey) -> None:
    page = go.page
    page.goto(go.route)
    go.see()
    page.get_by_role("link", name="Bekijk elke regel met het wetsartikel").click()
    expect(page.get_by_role("heading", name="Klopt de route met de wet?")).to_be_visible()
    go.see()
    page.goto(go.route)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download als bestand").click()
    assert download.value.suggested_filename == "bouwen-in-het-noorden.json"


def agreement_says_what_was_entered(go: Journey, folder: Path) -> None:
    page = go.page
    page.goto(f"{go.route}overeenkomst/")
    go.see()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download als PDF").click()
    path = folder / "overeenkomst.pdf"
    download.value.save_as(path)
    text = read_pdf(path)
    for said in (
        "Bouwen in het Noorden",
        "Vakcollege Zuiderdiep",
        "ROC Boterdiep",
        "Anna de Bruin",
        "25786",
        "Metselen voor twee diploma",
        "12.500,50",
        "Afspraak over onderwerp h in het Noorden.",
        "OPEN",
    ):
        assert said in text, said
    with pikepdf.open(path) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert "pdfuaid:part" in pdf.open_metadata() or pdf.open_metadata().get("pdfuaid:part") == "1"
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("DOCX")).click()
    with zipfile.ZipFile(io.BytesIO(Path(download.value.path()).read_bytes())) as package:
        assert "Vakcollege Zuiderdiep" in package.read("word/document.xml").decode()


def boards_approve_and_a_change_makes_it_stale(go: Journey, leader: User) -> None:
    page = go.page
    page.goto(f"{go.route}mensen/")
    for person in ("Anna de Bruin", "Bert Hoekstra"):
        option = page.locator("select[name=member] option").filter(has_text=person).first
        page.locator("select[name=member]").select_option(value=option.get_attribute("value"))
        fill(page, role="bestuurder")
        save(page, "Geef rol")
    go.see()
    go.step(9)
    for text in page.locator(".evidence-open details summary").all():
        text.click()
    count = page.locator(".evidence-open form").count()
    for _ in range(count):
        page.locator(".evidence-open details").first.evaluate("e => e.open = true")
        page.locator(".evidence-open textarea").first.fill("Bespreken wij in de stuurgroep.")
        page.locator(".evidence-open").first.get_by_role("button", name="Leg vast").click()
    page.get_by_role("button", name="Stel vast namens Vakcollege Zuiderdiep").click()
    expect(page.get_by_text("Vastgesteld namens Vakcollege Zuiderdiep.")).to_be_visible()
    log_out(page)
    log_in(page, User.objects.get(email="bert@boterdiep.example"), "een zin van het Boterdiep")
    go.step(9)
    page.get_by_role("button", name="Stel vast namens ROC Boterdiep").click()
    expect(page.locator(".page-head .status")).to_contain_text("vastgesteld")
    go.see()
    page.get_by_text("Vastgestelde versies").click()
    page.get_by_role("link", name="Versie 1").click()
    expect(page.get_by_text(re.compile("[0-9a-f]{64}"))).to_be_visible()
    go.see()
    go.step(1)
    page.locator("#purpose").get_by_role("link", name=re.compile("Vul in|Wijzig")).click()
    fill(page, problem="Het probleem is intussen anders.")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("heading", name="Nog niet opgeslagen: dit raakt een akkoord")).to_be_visible()
    expect(page.locator("#raakt")).to_contain_text("Vakcollege Zuiderdiep en ROC Boterdiep")
    go.see()
    page.get_by_role("button", name="Toch opslaan").click()
    go.step(9)
    expect(page.locator(".page-head .status")).to_contain_text("verouderd")
    expect(page.get_by_role("heading", name="Gewijzigd sinds het akkoord")).to_be_visible()
    expect(page.get_by_text("Het probleem is intussen anders.").first).to_be_visible()
    go.see()
    page.get_by_role("link", name="Verschillen tussen versies").click()
    expect(page.locator("ins").first).to_be_visible()
    go.see()
    assert Route.objects.get(name="Bouwen in het Noorden").statuses["9"] == "verouderd"
