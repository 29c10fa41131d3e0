"""Step 7 as people do it: deliver, read the dashboard, evaluate, agree on a measure, and take the report along."""

import re
from pathlib import Path

import pytest
from browser_help import check_page, enter, leave
from django.urls import reverse
from helpers import run_jobs
from kept_demo import put_demo
from playwright.sync_api import Page, expect

from naadloos.demo.pupils import HEADS, lines
from naadloos.monitoring.models import Evaluation
from naadloos.routes.models import Decision, Route

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [1280], indirect=True)
def test_from_delivery_to_report(page: Page, tmp_path: Path) -> None:
    put_demo()
    route = Route.objects.get(name__startswith="Bouwroute")
    enter(page, "Fatima Bouzidi")

    # The school's own list: keys without names, one wrong line with a name in it.
    sheet = tmp_path / "leerlingen.csv"
    rows = [";".join(row) for row in lines()]
    sheet.write_text(
        "\n".join([";".join(HEADS), "Sanne de Boer;start;2022-08-28;2022;bb;;;;", *rows]), encoding="utf-8"
    )
    page.goto(reverse("monitor_deliver", args=[route.pk]))
    for button in ("Kijk eerst", "Sla op"):
        page.get_by_label("Bestand (CSV of XLSX)").set_input_files(sheet)
        page.get_by_label("Alles staat erin tot en met").fill("2026-10-01")
        page.get_by_role("button", name=button).click()
        expect(page.get_by_text("1 regel geweigerd").first).to_be_visible()
        expect(page.get_by_text("Sanne de Boer")).to_have_count(0)
        check_page(page)
    # A page that follows a job goes on by itself when the job ends; this one does not.
    page.goto(reverse("monitor_year", args=[route.pk]))
    run_jobs()

    page.goto(reverse("monitor", args=[route.pk]))
    expect(page.get_by_text("Cijfers over leerlingen tot en met 1 oktober 2026")).to_be_visible()
    check_page(page)
    page.get_by_role("link", name="Nog in de route of met diploma na een jaar mbo").click()
    expect(page.get_by_role("heading", name="Waar komt dit vandaan?")).to_be_visible()
    expect(page.locator("main .chart")).to_be_visible()
    check_page(page)
    page.get_by_role("link", name="Spreek een maatregel af").click()
    page.get_by_label("Maatregel", exact=True).fill("Mentor van het mbo geeft les in leerjaar 4")
    page.get_by_label("Kijken of het hielp op").fill("2028-11-01")
    page.get_by_role("button", name="Opslaan", exact=True).click()
    leave(page)

    enter(page, "Marieke Dekker")
    evaluation = Evaluation.objects.get(route=route, key="e2")
    page.goto(reverse("monitor_evaluation", args=[route.pk, evaluation.pk]))
    expect(page.get_by_role("link", name="Nog in de route of met diploma na een jaar mbo")).to_be_visible()
    page.get_by_label("Wat concludeert u?").fill("De overgang naar het mbo vraagt aandacht.")
    page.get_by_label(re.compile("Een besluit")).fill("De mbo-mentor komt in leerjaar 4")
    page.get_by_role("button", name="Sla op").click()
    expect(page.get_by_text("Opgeslagen, met een besluit in stap 4.")).to_be_visible()
    check_page(page)
    assert Decision.objects.filter(route=route, title="De mbo-mentor komt in leerjaar 4", step=7).exists()

    page.goto(reverse("monitor_year", args=[route.pk]) + "?schooljaar=2028")
    expect(page.get_by_text("Mentor van het mbo geeft les in leerjaar 4")).to_be_visible()
    page.goto(reverse("route_step", args=[route.pk, 7]))
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("Jaarrapportage")).first.click()
    assert Path(download.value.path()).read_bytes()[:4] == b"%PDF"
