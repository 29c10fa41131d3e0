"""The result page in a browser: both outcomes follow while one types, also with the keyboard alone and on a phone."""

import pytest
from browser_help import check_page
from kept_demo import put_demo
from playwright.sync_api import Page, expect

from naadloos.routes.models import Route

pytestmark = pytest.mark.browser


@pytest.fixture
def calculator(page: Page) -> Page:
    put_demo()
    page.goto("/")
    page.get_by_role("button", name="Marieke Dekker").click()
    expect(page.get_by_role("heading", name="Uw routes")).to_be_visible()
    route = Route.objects.get(name__startswith="Bouwroute")
    page.goto(f"/routes/{route.pk}/stap/6/")
    page.get_by_role("link", name="Uitslag berekenen").click()
    expect(page.get_by_role("heading", name="Slaagt deze kandidaat?")).to_be_visible()
    return page


def test_both_outcomes_follow_while_typing(calculator: Page) -> None:
    page = calculator
    page.get_by_role("button", name="Vul een voorbeeld in").click()
    short = page.locator("#uitslag-kort")
    expect(short).to_contain_text("nog niet te zeggen")
    check_page(page)
    mark = page.get_by_label("Nederlands: centraal examen").first
    mark.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("2,0")
    expect(short).to_contain_text("niet geslaagd")
    expect(page.locator("#eind-v-nederlands-1")).to_have_text("4")
    expect(page.get_by_role("region", name="Vmbo basisberoepsgericht")).to_contain_text("Te laag: Nederlands.")
    # The focus and what was typed stay where they were.
    expect(mark).to_be_focused()
    expect(mark).to_have_value("2,0")
    check_page(page)
    page.keyboard.type("x")
    expect(short).to_contain_text("Een van de cijfers kan niet.")
    check_page(page)


def test_it_works_on_a_phone_and_by_sending(calculator: Page) -> None:
    page = calculator
    page.set_viewport_size({"width": 360, "height": 740})
    page.get_by_role("button", name="Vul een voorbeeld in").click()
    page.get_by_label("Engels: schoolexamen").fill("9,0")
    page.get_by_role("button", name="Bereken de uitslag").click()
    expect(page.get_by_label("Engels: schoolexamen")).to_have_value("9,0")
    expect(page.locator("#eind-v-engels-1")).to_have_text("7")
    check_page(page)


STARTS = "cells => cells.map(cell => Math.round(cell.getBoundingClientRect().x))"


def test_each_head_stands_above_its_column(calculator: Page) -> None:
    calculator.set_viewport_size({"width": 1280, "height": 900})
    for side in ("vmbo", "mbo"):
        table = calculator.get_by_role("group", name=f"Cijfers {side}").get_by_role("table")
        heads = table.locator("thead tr th").evaluate_all(STARTS)
        assert heads == table.locator("tbody tr:first-child > *").evaluate_all(STARTS)
