"""Step 10 as people do it: look what is red, take the calendar along, make the next group."""

import pytest
from browser_help import check_both_widths, enter
from django.urls import reverse
from kept_demo import put_demo
from playwright.sync_api import Page, expect

from naadloos.execution.models import CalendarLink
from naadloos.routes.models import Cohort, Route

# One width for the walk; each page on the way is looked at in both.
pytestmark = [pytest.mark.browser, pytest.mark.parametrize("width", [360], indirect=True)]


def test_from_the_list_to_the_next_group(page: Page) -> None:
    put_demo()
    route = Route.objects.get(name__startswith="Bouwroute")
    enter(page, "Marieke Dekker")
    page.goto(reverse("route_step", args=[route.pk, 10]))
    page.get_by_role("link", name="Klaar voor de start").first.click()
    expect(page.get_by_role("heading", name="In vijf regels")).to_be_visible()
    check_both_widths(page)
    page.get_by_label("Van wie").select_option("nog van niemand")
    page.get_by_role("button", name="Toon").click()
    check_both_widths(page)

    page.get_by_role("link", name="Agenda", exact=True).click()
    page.get_by_label("Voor wie").select_option("leerling en ouder")
    page.get_by_label("Soort").select_option("data voor leerlingen, ouders en team")
    page.get_by_role("button", name="Toon").click()
    expect(page.get_by_role("link", name="Open avond in de bouwhal")).to_be_visible()
    check_both_widths(page)

    page.get_by_role("link", name="In uw eigen agenda").click()
    page.get_by_label("welke data").select_option("leerling en ouder")
    page.get_by_role("button", name="Maak de link").click()
    address = page.get_by_label("Link voor uw agenda").input_value()
    check_both_widths(page)
    feed = page.request.get(address)
    assert feed.status == 200
    assert "Open avond in de bouwhal" in feed.text()
    page.get_by_role("button", name="Trek in").first.click()
    expect(page.get_by_text("De link is ingetrokken")).to_be_visible()
    assert page.request.get(address).status == 404
    assert CalendarLink.objects.filter(route=route, revoked_at=None).count() == 0

    page.get_by_role("link", name="Volgend jaar").click()
    check_both_widths(page)
    page.get_by_role("button", name="Maak groep 2029").click()
    again = page.get_by_role("button", name="Toch toevoegen")
    if again.count():
        check_both_widths(page)
        again.click()
    expect(page.get_by_text("toegevoegd voor groep 2029")).to_be_visible()
    assert Cohort.objects.filter(route=route, start_year=2029).exists()

    page.get_by_role("link", name="Groep sluiten").click()
    check_both_widths(page)
    page.get_by_role("button", name="Sluit de groep").click()
    expect(page.get_by_text("Nog niet waar").first).to_be_visible()
    check_both_widths(page)
