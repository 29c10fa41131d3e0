"""The joint PTA/OER from concept to in force by its own people, then a change; and the law beside the form."""

import re
from pathlib import Path

import pytest
from browser_help import check_both_widths, log_in, log_out, read_pdf
from determine_help import YEAR, Cast, make_cast
from django.urls import reverse
from kept_demo import put_demo
from playwright.sync_api import Page, expect

from naadloos.exams.models import Assessment

# One width for the walk; each page on the way is looked at in both.
pytestmark = [pytest.mark.browser, pytest.mark.parametrize("width", [1280], indirect=True)]


def go(page: Page, cast: Cast, name: str, *more: object) -> None:
    page.goto(reverse(name, args=[cast.route.pk, *more]))


def decide(page: Page, cast: Cast, who: str, choice: str) -> None:
    """Somebody logs in, sees the button of the own organ and writes down what it decided."""
    log_in(page, cast.people[who])
    go(page, cast, "determination")
    page.get_by_role("link", name=re.compile("^Leg besluit vast")).first.click()
    check_both_widths(page)
    page.get_by_text(choice, exact=True).click()
    page.get_by_role("button", name="Leg het besluit vast").click()
    expect(page.get_by_text("Besluit vastgelegd:")).to_be_visible()
    log_out(page)


def test_from_concept_past_committees_mr_and_boards_to_in_force_and_a_change(page: Page, tmp_path: Path) -> None:
    put_demo()
    cast = make_cast()
    log_in(page, cast.people["exams vmbo"])
    go(page, cast, "determination")
    expect(page.get_by_text("Concept", exact=True)).to_be_visible()
    check_both_widths(page)
    page.get_by_role("link", name="Bied het concept aan").click()
    check_both_widths(page)
    page.get_by_role("button", name="Leg vast en bied aan").click()
    expect(page.get_by_text("Versie 1 is bij de examencommissies")).to_be_visible()
    check_both_widths(page)
    log_out(page)

    decide(page, cast, "exams vmbo", "stelt deze versie voor")
    decide(page, cast, "exams mbo", "stelt deze versie voor")
    decide(page, cast, "voice vmbo", "stemt in")
    decide(page, cast, "board vmbo", "stelt vast")
    decide(page, cast, "board mbo", "stelt vast")

    log_in(page, cast.people["exams mbo"])
    go(page, cast, "determination")
    page.get_by_role("link", name="Bericht aan Inspectie van het Onderwijs").click()
    check_both_widths(page)
    expect(page.get_by_label("Tekst")).to_have_value(re.compile("2.60 lid 5"))
    go(page, cast, "determination")
    page.get_by_role("link", name="Leg vast dat zij is verstuurd").click()
    check_both_widths(page)
    page.get_by_role("button", name="Zet van kracht").click()
    expect(page.get_by_text("Niemand: de regeling is van kracht")).to_be_visible()
    check_both_widths(page)

    page.get_by_role("main").get_by_role("link", name="Versie 1", exact=True).click()
    check_both_widths(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download als PDF").click()
    download.value.save_as(tmp_path / "pta.pdf")
    assert "Praktijkopdrachtmetselen" in "".join(read_pdf(tmp_path / "pta.pdf").split())

    item = Assessment.objects.get(route=cast.route, key="t1")
    go(page, cast, "fact_edit", 6, "assessments", item.pk)
    expect(page.get_by_text(f"PTA en OER {YEAR}-{YEAR + 1}, versie 1 is vastgesteld")).to_be_visible()
    page.locator("#id_weight").fill("60")
    page.get_by_role("button", name="Opslaan", exact=True).click()
    expect(page.get_by_text("Er is 1 verschil.")).to_be_visible()
    page.get_by_role("link", name="Bekijk het verschil").click()
    expect(page.get_by_text("Weging")).to_be_visible()
    check_both_widths(page)


def test_the_law_beside_the_form_follows_what_is_typed(page: Page) -> None:
    put_demo()
    cast = make_cast()
    log_in(page, cast.people["exams vmbo"])
    item = Assessment.objects.get(route=cast.route, key="t1")
    go(page, cast, "fact_edit", 6, "assessments", item.pk)
    panel = page.locator("#wet-nu")
    expect(panel.get_by_text("Met wat nu is opgeslagen:")).to_be_visible()
    page.locator("#id_content_source").select_option("")
    expect(panel.get_by_text("Met wat u hebt ingevuld, nog niet opgeslagen:")).to_be_visible()
    expect(panel.get_by_text("was: voldoet").first).to_be_visible()
    check_both_widths(page)
    assert Assessment.objects.get(pk=item.pk).content_source == "a"
