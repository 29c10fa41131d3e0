"""A real browser against the running product: an installed Chromium, else playwright's own, else the system's."""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Page, Playwright, sync_playwright

# Nothing the browser does by itself may reach the network.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HELP = """No browser for the tests could be had. One of these helps:
  install Chromium or Chrome, or set CHROMIUM=/path/to/it
  .venv/bin/playwright install chromium
  apt-get install chromium    (as root)"""

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def _installed() -> str | None:
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return os.environ.get("CHROMIUM") or next((path for name in names if (path := shutil.which(name))), None)


def _launch(playwright: Playwright) -> Browser:
    def start(path: str | None) -> Browser:
        return playwright.chromium.launch(executable_path=path, args=ARGUMENTS)

    if found := _installed():
        return start(found)
    try:
        return start(None)
    except Error:
        pass
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False, capture_output=True)
    try:
        return start(None)
    except Error:
        pass
    if shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-qq"], check=False, capture_output=True)
        subprocess.run(
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"], check=False, capture_output=True
        )
        if found := _installed():
            return start(found)
    pytest.fail(HELP, pytrace=False)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = _launch(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def live_server(chromium: Browser, live_server: Any) -> Iterator[Any]:
    """The server, stopped after its last request: a thread that outlives it closes a database that is no longer its."""
    yield live_server
    for context in chromium.contexts:
        context.close()
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(10)


@pytest.fixture(params=[1280, 360], ids=["wide", "phone"])
def width(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture
def page(chromium: Browser, width: int, live_server: Any, transactional_db: None) -> Iterator[Page]:
    context = chromium.new_context(
        viewport={"width": width, "height": 900}, base_url=live_server.url, locale="nl-NL", accept_downloads=True
    )
    context.set_default_timeout(15_000)
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on(
        "console",
        lambda message: (
            problems.append(message.text) if message.type == "error" and "status of 4" not in message.text else None
        ),
    )
    yield page
    context.close()
    assert problems == []
