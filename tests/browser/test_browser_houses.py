"""The year plan of both sides in a browser: paste a holiday, see the week differ, take over weeks and hours."""

import pytest
from browser_help import check_both_widths, log_in
from kept_demo import put_demo
from playwright.sync_api import Page, expect

from naadloos.organisations.models import User
from naadloos.routes.models import Route

# One width for the walk; each page on the way is looked at in both.
pytestmark = [pytest.mark.browser, pytest.mark.parametrize("width", [1280], indirect=True)]


def test_from_a_pasted_holiday_to_other_weeks_with_the_keyboard(page: Page) -> None:
    put_demo()
    leader = User.objects.get(email="m.dekker@dewaterlijn.example")
    leader.set_password("een lange zin als wachtwoord")
    leader.save()
    route = Route.objects.get(name__startswith="Bouwroute")
    log_in(page, leader)
    page.goto(f"/routes/{route.pk}/programma/jaarplanning/")
    page.get_by_role("link", name="Plak vakanties in een kalender").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Schoolkalender").select_option(label="vmbo 2027-2028")
    page.get_by_label("Regels").fill("sportweek; 13-9-2027; 17-9-2027\nzomer; 1-8-2028; 5-8-2028")
    page.get_by_role("button", name="Kijk wat er gebeurt").press("Enter")
    expect(page.get_by_role("heading", name="Wat er met elke regel gaat gebeuren")).to_be_visible()
    expect(page.get_by_text("niet binnen de lesdagen")).to_be_visible()
    check_both_widths(page)
    page.get_by_role("button", name="Neem deze regels over").press("Enter")
    page.get_by_role("link", name="Naar de jaarplanning").press("Enter")
    expect(page.get_by_text("Week 37: vmbo vakantie (sportweek), mbo les")).to_be_visible()
    expect(page.get_by_text("2 lesweken minder")).to_be_visible()
    page.get_by_text("Alle weken in een tabel").press("Enter")
    expect(page.get_by_role("row").filter(has_text="13 sep").first).to_be_visible()
    check_both_widths(page)
    page.get_by_role("link", name="Neem de weken en uren over").press("Enter")
    expect(page.get_by_role("heading", name="Dit verandert er")).to_be_visible()
    page.get_by_role("button", name="Neem over").press("Enter")
    expect(page.get_by_text("passen bij de kalender")).to_be_visible()
    page.goto(f"/routes/{route.pk}/programma/reizen/")
    expect(page.get_by_text("ROC Singelkwartier naar erkende leerbedrijven")).to_be_visible()
    check_both_widths(page)
