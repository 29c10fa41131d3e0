"""Two controllers: look, change a figure, see what it does, agree, and see later what a real count changed."""

import re

import pytest
from browser_help import check_page, enter, leave
from django.urls import reverse
from kept_demo import put_demo
from playwright.sync_api import Page, expect

from naadloos.finance.models import CostItem, OwnFigure, Volume
from naadloos.routes.models import Route

pytestmark = pytest.mark.browser


def agree(page: Page, route: Route, partner: str) -> None:
    page.goto(reverse("route_step", args=[route.pk, 8]))
    page.get_by_role("button", name=f"Stel vast namens {partner}").click()
    expect(page.locator("#vaststellen .status-vastgesteld").first).to_be_visible()
    check_page(page)


@pytest.mark.parametrize("width", [1280], indirect=True)
def test_two_controllers_change_agree_and_explain_the_difference(page: Page) -> None:
    put_demo()
    route = Route.objects.get(name__startswith="Bouwroute")
    enter(page, "Wim Hartog")
    page.goto(reverse("finance_summary", args=[route.pk]))
    before = page.locator(".lead-line").first.inner_text()
    page.get_by_role("link", name="Gegevens", exact=True).click()
    page.get_by_role("link", name=re.compile("Bekijk.*bruto loonkosten")).first.click()
    field = page.get_by_label("Waarde", exact=False).first
    field.fill("honderdduizend")
    page.get_by_role("button", name="Opslaan", exact=True).click()
    expect(page.get_by_text("Er klopt nog iets niet")).to_be_visible()
    check_page(page)
    page.get_by_label("Waarde", exact=False).first.fill("99.500")
    page.get_by_role("button", name="Opslaan", exact=True).click()
    assert OwnFigure.objects.get(route=route, parameter="loonkosten", partner__key="waterlijn").value == 99_500
    page.goto(reverse("finance_summary", args=[route.pk]))
    assert page.locator(".lead-line").first.inner_text() != before

    with page.expect_download() as download:
        page.get_by_role("link", name="Download als spreadsheet").click()
    assert download.value.suggested_filename.endswith("-geld.xlsx")

    # One amount opens, down to who typed the figure.
    page.goto(reverse("finance_table", args=[route.pk]) + "?partner=waterlijn&basis=toegerekend")
    page.get_by_role("row", name=re.compile("Lessen door het vmbo, leerjaar 3")).get_by_role("link").first.click()
    check_page(page)
    expect(page.get_by_text("× “bruto loonkosten per fte")).to_be_visible()
    expect(page.get_by_role("row", name=re.compile("^Bruto loonkosten")).get_by_text("Wim Hartog")).to_be_visible()

    # The form shows only the figures that count; what is settled is chosen at last.
    item = CostItem.objects.get(route=route, key="k6")
    page.goto(reverse("fact_edit", args=[route.pk, 8, "cost_items", item.pk]))
    expect(page.get_by_label("Prijs in euro")).to_be_visible()
    expect(page.get_by_label("Klokuren per schooljaar")).to_be_hidden()
    page.get_by_label("Verrekening", exact=True).select_option("eigen")
    page.get_by_role("button", name="Opslaan", exact=True).click()
    agree(page, route, "De Waterlijn")
    leave(page)

    enter(page, "Priya Ramdin")
    agree(page, route, "ROC Singelkwartier")
    volume = Volume.objects.get(route=route, key="v2027m")
    page.goto(reverse("fact_add", args=[route.pk, 8, "counts"]))
    page.get_by_label("Groep", exact=True).select_option(str(volume.pk))
    page.get_by_label("Jaar van de route").select_option("1")
    page.get_by_label("Geteld op 1 oktober").fill("9")
    page.get_by_role("button", name="Opslaan", exact=True).click()
    page.get_by_role("button", name="Toch opslaan").click()
    page.goto(reverse("finance_since", args=[route.pk]))
    expect(page.get_by_role("row", name=re.compile("^Getelde leerlingen")).first).to_be_visible()
    check_page(page)
    page.goto(reverse("route_step", args=[route.pk, 8]))
    expect(page.get_by_text("verouderd").first).to_be_visible()
