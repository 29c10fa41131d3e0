"""From the signed agreement to the first week: divide the lessons, lay out the week, print it, publish the page."""

import re
from pathlib import Path

import pytest
from browser_help import check_both_widths, enter, leave, read_pdf
from django.urls import reverse
from kept_demo import put_demo
from playwright.sync_api import Browser, Page, expect

from naadloos.execution.models import Assigned, LessonPlace, PublicPage, WeekLesson
from naadloos.routes.models import Route

pytestmark = pytest.mark.browser

# In the order of their turns.
BOARDS = {
    "De Waterlijn": "Ingrid Postma",
    "Vakschool Wilgenwerf": "Nienke Sipkema",
    "ROC Singelkwartier": "Maarten Swinkels",
}


def boards_sign(page: Page, route: Route) -> None:
    for partner, person in BOARDS.items():
        enter(page, person)
        page.goto(reverse("route_step", args=[route.pk, 9]))
        page.get_by_role("button", name=f"Stel vast namens {partner}").click()
        expect(page.get_by_text(f"Vastgesteld namens {partner}.")).to_be_visible()
        leave(page)


@pytest.mark.parametrize("width", [1280], indirect=True)
def test_from_team_to_printed_week_and_public_page(page: Page, chromium: Browser, live_server: object) -> None:
    put_demo()
    route = Route.objects.get(name__startswith="Bouwroute")
    PublicPage.objects.filter(route=route).update(is_on=False)
    boards_sign(page, route)
    enter(page, "Marieke Dekker")
    page.goto(reverse("agreement_signed", args=[route.pk]))
    with page.expect_download() as download:
        page.get_by_role("link", name="Download als PDF").click()
    text = read_pdf(Path(download.value.path()))
    assert all(name in text for name in BOARDS.values())
    page.goto(reverse("route", args=[route.pk]))
    page.get_by_role("link", name=re.compile("10. Maak de uitvoering concreet")).first.click()
    page.get_by_role("link", name=re.compile("Team en lesverdeling")).click()
    page.get_by_role("button", name="Maak een voorstel").click()
    expect(page.get_by_role("heading", name="Voorstel voor de lesverdeling")).to_be_visible()
    check_both_widths(page)
    page.get_by_role("button", name="Neem dit over").click()
    expect(page.get_by_text("overgenomen").first).to_be_visible()
    check_both_widths(page)
    assert Assigned.objects.filter(route=route).count() > 10

    page.get_by_role("link", name="Basisweek").first.click()
    expect(page.get_by_text("Leerjaar 3 bouw heeft 4 dagdelen vmbo, maar dat moeten er 9 zijn.")).to_be_visible()
    check_both_widths(page)
    page.get_by_role("button", name="Maak een voorstel").click()
    expect(page.get_by_text("Bewezen optimaal").first).to_be_visible()
    check_both_widths(page)
    page.get_by_role("button", name="Neem deze week over").click()
    expect(page.get_by_text("De week is overgenomen.")).to_be_visible()
    expect(page.get_by_text("dagdelen vmbo, maar dat moeten er")).to_have_count(0)
    assert LessonPlace.objects.filter(route=route).count() == WeekLesson.objects.filter(route=route).count()

    # One half day by keyboard, and back.
    cell = page.locator("table[data-group='wg-3'] td[data-half='1-1']")
    before = cell.locator("select").input_value()
    cell.locator("select").select_option("vrij:")
    cell.get_by_role("button", name="Zet").press("Enter")
    expect(page.get_by_role("heading", name=re.compile("botsing"))).to_be_visible()
    cell.locator("select").select_option(before)
    cell.get_by_role("button", name="Zet").press("Enter")
    expect(page.get_by_role("heading", name=re.compile("botsing"))).to_have_count(0)
    # Two half days change places with their lessons, by keyboard too.
    lesson = LessonPlace.objects.get(route=route, lesson__key="wl-mentor3")
    table = page.locator("section.week-group", has=page.locator("table[data-group='wg-3']"))
    table.locator("select[name=dagdeel]").select_option(f"{lesson.day}-{lesson.part}")
    table.locator("select[name=naar]").select_option("1-1")
    table.get_by_role("button", name="Ruil de dagdelen").press("Enter")
    expect(page.get_by_text("Deze lessen gingen mee: Mentorles: maandagochtend.")).to_be_visible()
    check_both_widths(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Poster (PDF)").click()
    assert Path(download.value.path()).read_bytes()[:4] == b"%PDF"

    page.goto(reverse("readiness", args=[route.pk]))
    expect(page.get_by_text("Vastgesteld: stap 1, 2, 3 en 9.")).to_be_visible()
    check_both_widths(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Voor de bestuursvergadering (PDF)").click()
    assert Path(download.value.path()).read_bytes()[:4] == b"%PDF"
    page.goto(reverse("public_page", args=[route.pk]))
    page.get_by_role("button", name="Zet de pagina aan").click()
    slug = PublicPage.objects.get(route=route, is_on=True).slug
    visitor = chromium.new_context(base_url=live_server.url)  # type: ignore[attr-defined]
    outside = visitor.new_page()
    outside.goto(reverse("public_route", args=[slug]))
    expect(outside.get_by_role("heading", level=1)).to_be_visible()
    assert visitor.cookies() == []
    visitor.close()
