"""Two teachers at the overlap at the same time, and one who judges with the keyboard alone."""

from typing import Any
from urllib.parse import urlencode

import factories
import pytest
from kept_demo import put_demo
from playwright.sync_api import Browser, Page, expect

from naadloos.programme.models import Verdict
from naadloos.routes.models import Route

pytestmark = pytest.mark.browser


def enter(page: Page, name: str) -> None:
    page.goto("/")
    page.get_by_role("button", name=name).click()
    expect(page.get_by_role("heading", name="Uw routes")).to_be_visible()


@pytest.fixture
def route(page: Page) -> Route:
    put_demo()
    return Route.objects.get(name__startswith="Bouwroute")


@pytest.mark.parametrize("width", [1280], indirect=True)
def test_two_teachers_judge_at_the_same_time(page: Page, chromium: Browser, live_server: Any, route: Route) -> None:
    other = chromium.new_context(base_url=live_server.url, locale="nl-NL").new_page()
    path = f"/routes/{route.pk}/programma/overlap/?module=P/BWI/03&toon=open"
    enter(page, "Sanne Vermeulen")
    enter(other, "Joost Kamphuis")
    page.goto(path)
    other.goto(path)
    anchor = page.locator("article.pair.pair-open").first.get_attribute("id")
    mine, theirs = page.locator(f"#{anchor}"), other.locator(f"#{anchor}")

    mine.get_by_role("button", name="deels", exact=True).click()
    expect(mine.get_by_text("Sanne Vermeulen")).to_be_visible()
    # The other page hears of it without being loaded again, and nothing that is being typed elsewhere is lost.
    expect(theirs.get_by_text("Sanne Vermeulen")).to_be_visible(timeout=20_000)
    theirs.get_by_role("button", name="geen", exact=True).click()
    expect(theirs.get_by_text("nog niet eens")).to_be_visible()
    expect(mine.get_by_text("Joost Kamphuis")).to_be_visible(timeout=20_000)

    mine.get_by_text("Samen besluiten").click()
    mine.get_by_label("Besloten met (naam van uw collega)").fill("Joost Kamphuis")
    mine.get_by_role("group", name="Besluit van beide kanten").get_by_role("button", name="deels").click()
    expect(mine.get_by_text("Sanne Vermeulen en Joost Kamphuis")).to_be_visible()
    other.context.close()


@pytest.mark.parametrize("width", [360], indirect=True)
def test_judging_one_by_one_with_the_keyboard_alone(page: Page, route: Route) -> None:
    enter(page, "Sanne Vermeulen")
    before = Verdict.objects.filter(route=route, side="vmbo").count()
    page.goto(f"/routes/{route.pk}/programma/overlap/paar/")
    for key in ("2", "4", "3"):
        shown = page.locator("article.pair").get_attribute("id")
        with page.expect_navigation():
            page.keyboard.press(key)
        assert page.locator("article.pair").get_attribute("id") != shown
    assert Verdict.objects.filter(route=route, side="vmbo").count() == before + 3
    shown = page.locator("article.pair").get_attribute("id")
    with page.expect_navigation():
        page.keyboard.press("n")
    assert page.locator("article.pair").get_attribute("id") != shown
    # A digit in a field is a digit, not a verdict.
    page.get_by_label("Klokuren dubbel").first.focus()
    page.keyboard.type("12")
    expect(page.get_by_label("Klokuren dubbel").first).to_have_value("12")
    page.get_by_role("button", name="Maak mijn laatste oordeel ongedaan").click()
    expect(page.get_by_text("Ongedaan gemaakt.")).to_be_visible()
    assert Verdict.objects.filter(route=route, side="vmbo").count() == before + 2


@pytest.mark.parametrize(
    ("left", "right", "width"),
    [("PK/BWI/a-01", "25786 B1-K1-W1", 1280), ("NE/K/7", "MBO2/NE", 360)],
    ids=["kern", "nederlands"],
    indirect=["width"],
)
def test_both_sides_judge_the_kern_and_nederlands_with_the_keyboard(
    page: Page, chromium: Browser, live_server: Any, route: Route, left: str, right: str
) -> None:
    factories.kern_and_avo()
    other = chromium.new_context(base_url=live_server.url, locale="nl-NL").new_page()
    path = f"/routes/{route.pk}/programma/overlap/paar/?{urlencode({'deeltaak': left, 'werkproces': right})}"
    for one, name in ((page, "Sanne Vermeulen"), (other, "Joost Kamphuis")):
        enter(one, name)
        one.goto(path)
        expect(one.locator("article.pair")).to_contain_text(left)
        with one.expect_navigation():
            one.keyboard.press("2")
    page.goto(path)
    pair = page.locator("article.pair")
    expect(pair.get_by_text("samen eens")).to_be_visible()
    expect(pair.get_by_text("Joost Kamphuis")).to_be_visible()
    page.goto(f"/routes/{route.pk}/programma/overlap/algemeen/?toon=eens")
    expect(page.locator("article.pair")).to_have_count(1)
    expect(page.locator("#voortgang-algemeen")).to_contain_text("1 van")
    assert Verdict.objects.filter(route=route).exclude(kerndeel=None, avo=None).count() == 2
    other.context.close()
