"""What the browser tests share."""

from functools import cache
from pathlib import Path
from typing import Any

from pdf_text import pdf_text
from playwright.sync_api import Error, Frame, Page

from naadloos.organisations.models import User

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"


def settled(page: Page, look: str) -> Any:
    """What the script `look` finds on the page as it stands once it has been loaded.

    A press on a link is over before the next page is there. Who looks then sees half of the old page or none, so a
    look during which the page went elsewhere is taken again on the page it went to.
    """
    gone: list[Frame] = []

    def went(frame: Frame) -> None:
        gone.append(frame)

    page.on("framenavigated", went)
    try:
        for _ in range(5):
            page.wait_for_load_state()
            gone.clear()
            try:
                found = page.evaluate(look)
            except Error:
                page.wait_for_timeout(250)
                if not gone:
                    raise
                continue
            if not gone:
                return found
        raise AssertionError(f"{page.url} does not come to rest")
    finally:
        page.remove_listener("framenavigated", went)


@cache
def _look() -> str:
    # Of all that axe tells, only what is wrong is brought over: the rest is long, and took as much time as the looking.
    # The sheets of style need not be fetched again either: no rule that we ask reads them as files.
    run = _run("rules: {'target-size': {enabled: true}}")
    return f"{AXE.read_text(encoding='utf-8')}; {run}"


def _run(which: str) -> str:
    options = f"{{resultTypes: ['violations'], preload: false, iframes: false, {which}}}"
    return f"axe.run(document, {options}).then(found => found.violations)"


# What axe finds in a page at one width and not at another: the rest is in the elements, which do not change.
OF_A_WIDTH = ["target-size", "scrollable-region-focusable", "color-contrast"]


def check_both_widths(page: Page) -> None:
    """The page as it is now on a phone and on a wide screen, in one visit; it ends as wide as it began."""
    before = page.viewport_size
    assert before is not None
    check_page(page)
    other = 360 if before["width"] > 360 else 1280
    page.set_viewport_size({"width": other, "height": before["height"]})
    _found_nothing(page, _run(f"runOnly: {OF_A_WIDTH}"))
    page.set_viewport_size(before)


def check_page(page: Page) -> None:
    """No accessibility violation, and nothing wider than the screen."""
    _found_nothing(page, _look())


def _found_nothing(page: Page, look: str) -> None:
    result = settled(page, look)
    found = [
        f"{item['id']}: {node['target']} {node.get('failureSummary', '')}" for item in result for node in item["nodes"]
    ]
    assert found == [], f"{page.url}\n" + "\n".join(found)
    wide = settled(page, "[document.documentElement.scrollWidth, window.innerWidth]")
    assert wide[0] <= wide[1], f"{page.url} is {wide[0]} px wide on a screen of {wide[1]} px"


def log_in(page: Page, user: User, password: str = "een lange zin als wachtwoord") -> None:  # noqa: S107
    page.goto("/account/login/")
    page.locator("main [name=login]").fill(user.email)
    page.locator("main [name=password]").fill(password)
    page.locator("main").get_by_role("button", name="Inloggen").click()
    page.wait_for_url("**/routes/**")


def enter(page: Page, name: str) -> None:
    """One click on the first page of the demo."""
    page.goto("/")
    page.get_by_role("button", name=name).click()
    page.wait_for_url("**/routes/")


def leave(page: Page) -> None:
    page.get_by_role("button", name="Uitloggen").click()


def log_out(page: Page) -> None:
    page.get_by_role("button", name="Uitloggen").first.click()
    page.wait_for_load_state()


def read_pdf(path: Path) -> str:
    return pdf_text(path.read_bytes())
