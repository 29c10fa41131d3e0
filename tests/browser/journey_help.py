"""Walking through a route in the browser, as people do."""

import re
from typing import Any

from browser_help import check_page, log_in, log_out
from playwright.sync_api import Page, expect

from naadloos.organisations.models import User


def fill(page: Page, **values: Any) -> None:
    """Fill the fields of the form by their names, each in the way of its kind."""
    for name, value in values.items():
        field = page.locator(f"main form [name='{name}']").first
        kind = field.evaluate("e => e.tagName === 'SELECT' ? 'select' : e.type")
        if kind == "select":
            field.select_option(str(value))
        elif kind in {"checkbox", "radio"}:
            for one in value if isinstance(value, list) else [value]:
                page.locator(f"main form [name='{name}'][value='{one}']").check()
        else:
            field.fill(str(value))


def save(page: Page, button: str = "Opslaan") -> None:
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.locator(".error-summary")).to_have_count(0)


class Journey:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.route = ""
        self._known: set[str] = set()

    def step(self, number: int) -> None:
        self.page.goto(f"{self.route}stap/{number}/")

    def add(self, number: int, kind: str, /, **values: Any) -> None:
        """One more fact of a kind; who has found the form once has its address."""
        if kind in self._known:
            self.page.goto(f"{self.route}stap/{number}/{kind}/nieuw/")
        else:
            self.step(number)
            self.page.locator(f"#{kind}").get_by_role("link", name=re.compile("Voeg toe")).click()
            self._known.add(kind)
        fill(self.page, **values)
        save(self.page)

    def write(self, number: int, kind: str, /, **values: Any) -> None:
        self.step(number)
        self.page.locator(f"#{kind}").get_by_role("link", name=re.compile("Vul in|Wijzig")).click()
        fill(self.page, **values)
        save(self.page)

    def see(self) -> None:
        check_page(self.page)


def make_route(go: Journey) -> None:
    page = go.page
    page.get_by_role("link", name="Maak uw eerste route").click()
    fill(page, name="Bouwen in het Noorden", type="DLR")
    go.see()
    save(page, "Verder")
    page.get_by_label("Uw organisatie").select_option(label="Vakcollege Zuiderdiep")
    fill(page, own_side="vmbo", name_1="ROC Boterdiep", side_1="mbo", email_1="bert@boterdiep.example")
    go.see()
    save(page, "Verder")
    fill(page, profiles="BWI", leerwegen="bb")
    go.see()
    save(page, "Verder")
    fill(page, qualifications="25786", leertraject="BOL", years=4, start_year=2027)
    go.see()
    save(page, "Maak de route")
    expect(page.get_by_text("Uw route is gemaakt.")).to_be_visible()
    go.route = page.url.split("/mensen/")[0] + "/"
    go.see()


def partner_joins(go: Journey, leader: User) -> None:
    page = go.page
    link = page.get_by_label("Link voor de uitnodiging").input_value()
    log_out(page)
    page.goto(link)
    go.see()
    fill(page, name="Bert Hoekstra", password="een zin van het Boterdiep")
    save(page, "Maak mijn account")
    expect(page.get_by_role("link", name="Bouwen in het Noorden")).to_be_visible()
    log_out(page)
    log_in(page, leader)
    page.goto(go.route)
    go.see()
