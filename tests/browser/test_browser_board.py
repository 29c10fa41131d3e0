"""The board in a browser: moved by keyboard, mouse and finger, locked, undone, and shared by two people."""

from decimal import Decimal
from typing import Any

import pytest
from browser_help import check_page
from kept_demo import put_demo
from playwright.sync_api import Browser, Locator, Page, expect

from naadloos.programme.models import Placement, Unit
from naadloos.routes.models import Route

pytestmark = pytest.mark.browser
TITLE = "Veilig werken op steigers en ladders"


def enter(page: Page, name: str) -> None:
    page.goto("/")
    page.get_by_role("button", name=name).click()
    expect(page.get_by_role("heading", name="Uw routes")).to_be_visible()


@pytest.fixture
def route(page: Page) -> Route:
    put_demo()
    return Route.objects.get(name__startswith="Bouwroute")


@pytest.fixture
def board(page: Page, route: Route) -> Page:
    enter(page, "Dekker")
    page.goto(f"/routes/{route.pk}/programma/bord/")
    return page


def card(page: Page, title: str = TITLE) -> Locator:
    return page.locator("a.unit:visible", has_text=title).first


def period(page: Page, place: str) -> Locator:
    return page.locator(f'.period[data-place="{place}"]')


def says(page: Page) -> Locator:
    return page.locator("#bord-zegt")


def stands(route: Route, title: str = TITLE) -> list[tuple[int, int]]:
    rows = Placement.objects.filter(route=route, unit__title=title)
    return list(rows.values_list("route_year", "period"))


def test_a_unit_is_moved_with_the_keyboard_alone(board: Page, route: Route) -> None:
    before = stands(route)
    assert before == [(1, 1)]
    card(board).focus()
    board.keyboard.press("Enter")
    expect(says(board)).to_have_text(f"Opgepakt: {TITLE}, 20 uur. Leerjaar 3, periode 1: hier staat het nu.")
    check_page(board)
    board.keyboard.press("ArrowLeft")
    expect(says(board)).to_have_text("Verder terug of vooruit gaat niet.")
    board.keyboard.press("ArrowDown")
    expect(says(board)).to_contain_text("Leerjaar 4, periode 1: past niet.")
    board.keyboard.press("Escape")
    expect(says(board)).to_have_text(f"{TITLE} ligt weer waar het lag. Er is niets gewijzigd.")
    assert stands(route) == before

    board.keyboard.press("Enter")
    expect(period(board, "1-2")).to_have_attribute("data-cost", "unfit")
    board.keyboard.press("ArrowRight")
    expect(says(board)).to_contain_text("Leerjaar 3, periode 2: past niet. In leerjaar 3, periode 2 past 252 uur")
    board.keyboard.press("Enter")
    # It breaks a rule: that is asked, and the answer is given with the keyboard as well.
    question = board.get_by_role("dialog", name="Hiermee klopt het plan niet meer")
    expect(question).to_contain_text("maar er staat 253 uur")
    check_page(board)
    question.get_by_role("button", name="Laat staan waar het stond").press("Enter")
    expect(card(board)).to_be_focused()
    assert stands(route) == before

    board.keyboard.press("Enter")
    expect(period(board, "1-2")).to_have_attribute("data-cost", "unfit")
    board.keyboard.press("ArrowRight")
    board.keyboard.press(" ")
    question.get_by_role("button", name="Toch hier neerzetten").press("Enter")
    expect(says(board)).to_contain_text(f"{TITLE} staat nu in leerjaar 3, periode 2.")
    expect(card(board)).to_be_focused()
    expect(period(board, "1-2").get_by_text("1 uur te vol")).to_be_visible()
    expect(board.get_by_role("heading", name="Dit plan klopt nog niet")).to_be_visible()
    assert stands(route) == [(1, 2)]

    board.keyboard.press("Control+z")
    expect(says(board)).to_contain_text("Ongedaan gemaakt")
    expect(board.get_by_role("heading", name="Dit plan klopt nog niet")).to_have_count(0)
    assert stands(route) == before
    board.keyboard.press("Control+Shift+z")
    expect(says(board)).to_contain_text("Opnieuw gedaan")
    assert stands(route) == [(1, 2)]
    board.get_by_role("button", name="Maak ongedaan").click()
    expect(period(board, "1-1").get_by_text(TITLE)).to_be_visible()
    check_page(board)


def middle(of: Locator) -> tuple[float, float]:
    box = of.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + min(box["height"] / 2, 20)


def at_rest(page: Page) -> None:
    """A page goes on scrolling after the finger has left it."""
    still = "() => new Promise(done => { const at = scrollY; setTimeout(() => done(scrollY === at), 200); })"
    page.wait_for_function(still)


def test_a_unit_is_dragged_with_the_mouse(board: Page, route: Route, width: int) -> None:
    Unit.objects.filter(route=route, title="Kunstvak beeldend").delete()
    board.reload()
    card(board).scroll_into_view_if_needed()
    x, y = middle(card(board))
    board.mouse.move(x, y)
    board.mouse.down()
    target = period(board, "1-4").locator(".drop")
    if width > 800:
        board.mouse.move(middle(target)[0], y, steps=4)
    else:
        # On a phone the period lies far below: the page scrolls along while the card is held at its edge.
        for step in range(80):
            board.mouse.move(x + step % 2, 880)
            board.wait_for_timeout(50)
            if middle(target)[1] < 700:
                break
        board.mouse.move(*middle(target), steps=4)
    expect(period(board, "1-4")).to_have_class("period aimed")
    expect(period(board, "1-4").locator(".drop-cost")).to_be_visible()
    board.mouse.up()
    expect(period(board, "1-4").get_by_text(TITLE)).to_be_visible()
    expect(card(board)).to_be_focused()
    assert stands(route) == [(1, 4)]
    expect(board.locator(".ghost")).to_have_count(0)


@pytest.mark.parametrize("width", [360], indirect=True)
def test_a_unit_is_locked_forbidden_and_weighed(board: Page, route: Route) -> None:
    card(board).focus()
    board.keyboard.press("l")
    expect(says(board)).to_have_text(f"{TITLE} staat nu vast.")
    expect(card(board)).to_contain_text("staat vast")
    board.keyboard.press("Enter")
    expect(says(board)).to_contain_text("Druk op L om het los te laten")
    board.keyboard.press("l")
    expect(says(board)).to_have_text(f"{TITLE} is losgelaten.")

    card(board).click()
    panel = board.get_by_role("complementary", name="Wat kost het")
    expect(panel.get_by_role("heading", name=TITLE)).to_be_visible()
    row = panel.get_by_role("row", name="Leerjaar 3, periode 3")
    row.get_by_role("button", name="verbied").click()
    expect(row.get_by_text("verboden", exact=True)).to_be_visible()
    check_page(board)
    row.get_by_role("button", name="mag weer").click()
    expect(row.get_by_text("verboden", exact=True)).to_have_count(0)
    panel.get_by_role("button", name="Sluit").click()
    expect(panel).to_be_hidden()
    expect(card(board)).to_be_focused()
    board.keyboard.press("w")
    panel.get_by_role("link", name="Verplaats met een formulier").click()
    expect(board.get_by_role("heading", name=f"Verplaats: {TITLE}")).to_be_visible()
    check_page(board)


@pytest.mark.parametrize("width", [360], indirect=True)
def test_a_finger_scrolls_and_only_a_long_touch_picks_up(
    board: Page, chromium: Browser, live_server: Any, route: Route
) -> None:
    # One board at a time asks whether it is still fresh.
    board.goto("about:blank")
    phone = chromium.new_context(
        base_url=live_server.url,
        locale="nl-NL",
        viewport={"width": 360, "height": 740},
        has_touch=True,
        is_mobile=True,
        storage_state=board.context.storage_state(),
    )
    page = phone.new_page()
    page.goto(f"/routes/{route.pk}/programma/bord/")
    card(page).scroll_into_view_if_needed()
    touch = phone.new_cdp_session(page)

    def finger(kind: str, *at: float) -> None:
        points = [{"x": at[0], "y": at[1]}] if at else []
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    x, y = middle(card(page))
    scrolled = page.evaluate("scrollY")
    finger("touchStart", x, y)
    for step in range(1, 8):
        finger("touchMove", x, y - 20 * step)
    # A finger that leaves while it moves flings the page, and a touch during a fling cannot be kept from scrolling.
    page.wait_for_timeout(300)
    finger("touchMove", x, y - 141)
    finger("touchEnd")
    page.wait_for_function("before => scrollY > before", arg=scrolled)
    expect(page.locator(".carrying")).to_have_count(0)

    at_rest(page)
    # Away from the edges of the window, where a page scrolls along with what is in the hand.
    card(page).evaluate("card => card.scrollIntoView({ block: 'center', behavior: 'instant' })")
    at_rest(page)
    x, y = middle(card(page))
    finger("touchStart", x, y)
    expect(page.locator(".ghost")).to_be_visible()
    # What a move would cost is written in the periods above too; the browser keeps in place what one looks at.
    at_rest(page)
    scrolled = page.evaluate("scrollY")
    finger("touchMove", x, y - 30)
    finger("touchMove", x, y - 40)
    at_rest(page)
    assert page.evaluate("scrollY") == scrolled
    finger("touchEnd")
    expect(page.locator(".ghost")).to_have_count(0)
    assert stands(route) == [(1, 1)]
    phone.close()


@pytest.mark.parametrize("width", [1280], indirect=True)
def test_a_move_of_a_colleague_appears_and_what_is_in_the_hand_stays(
    board: Page, chromium: Browser, live_server: Any, route: Route
) -> None:
    other = chromium.new_context(base_url=live_server.url, locale="nl-NL").new_page()
    enter(other, "Joost Kamphuis")
    other.goto(f"/routes/{route.pk}/programma/bord/")
    card(board).focus()
    board.keyboard.press("Enter")
    expect(says(board)).to_contain_text("Opgepakt")
    card(other, "Projectweek").focus()
    other.keyboard.press("l")
    expect(says(other)).to_contain_text("staat nu vast")
    # While a card is held nothing is put in its place; after that the page hears of it by itself.
    board.wait_for_timeout(6000)
    expect(board.locator(".unit-held").first).to_be_attached()
    board.keyboard.press("Escape")
    expect(card(board, "Projectweek")).to_contain_text("staat vast", timeout=20_000)
    expect(says(board)).to_contain_text("Joost Kamphuis: Projectweek")
    expect(card(board)).to_be_focused()
    other.context.close()


def test_without_script_a_card_leads_to_the_page_that_moves(
    board: Page, chromium: Browser, live_server: Any, route: Route, width: int
) -> None:
    board.goto("about:blank")
    plain = chromium.new_context(
        base_url=live_server.url,
        locale="nl-NL",
        viewport={"width": width, "height": 900},
        java_script_enabled=False,
        storage_state=board.context.storage_state(),
    )
    page = plain.new_page()
    page.goto(f"/routes/{route.pk}/programma/bord/")
    card(page).click()
    page.get_by_label("Begint in").select_option("1-2")
    page.get_by_role("button", name="Verplaats", exact=True).click()
    expect(page.get_by_text("maar er staat 253 uur").first).to_be_visible()
    page.get_by_role("button", name="Toch hier neerzetten").click()
    expect(page.get_by_text("1 uur te vol")).to_be_visible()
    page.get_by_role("button", name="Maak ongedaan").click()
    expect(page.get_by_text("Ongedaan gemaakt")).to_be_visible()
    assert stands(route) == [(1, 1)]
    plain.close()


def test_one_variant_sees_its_own_part(board: Page, route: Route) -> None:
    found = Unit.objects.get(route=route, title=TITLE)
    found.variants.add(route.variant_set.get(key="v-timmeren"))
    board.get_by_role("navigation", name="Wat u ziet").get_by_role("link", name="richting metselen").click()
    expect(board.get_by_text("U ziet alleen wat richting metselen volgt.")).to_be_visible()
    expect(card(board)).to_have_count(0)
    board.get_by_role("link", name="richting timmeren").click()
    expect(card(board)).to_be_visible()
    assert found.hours == Decimal(20)
    check_page(board)
