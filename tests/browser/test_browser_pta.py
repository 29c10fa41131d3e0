"""The joint PTA in a browser: propose, edit, add, and the hole in the coverage closes; read a spreadsheet in."""

import re
from pathlib import Path

import factories
import pytest
from browser_help import check_both_widths, log_in
from kept_demo import put_demo
from openpyxl import Workbook
from playwright.sync_api import Page, expect

from naadloos.exams.models import Assessment
from naadloos.organisations.models import User
from naadloos.routes.models import Route

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [360], indirect=True)
def test_from_a_hole_to_a_test_with_the_keyboard(page: Page) -> None:
    put_demo()
    person = factories.person("Leida Projectleider")
    route = factories.route_with_module(person, "P/BWI/02")
    log_in(page, person)
    page.goto(f"/routes/{route.pk}/examens/dekking/")
    holes = page.get_by_role("region", name="Dit heeft nog geen toets")
    expect(holes.get_by_text("P/BWI/02/01")).to_be_visible()
    check_both_widths(page)
    page.get_by_role("link", name="Stel toetsen voor").press("Enter")
    expect(page.get_by_role("heading", name="Stel een PTA voor")).to_be_visible()
    check_both_widths(page)
    # Everything but the cspe is unticked; its week is a choice that the proposal leaves open.
    for box in page.get_by_role("checkbox").all():
        box.uncheck()
    cspe = page.get_by_role("group", name=re.compile("^Cspe"))
    cspe.get_by_role("checkbox").check()
    cspe.get_by_text("Pas aan").press("Enter")
    cspe.get_by_label("Week").fill("99")
    page.get_by_role("button", name="Voeg toe wat is aangevinkt").press("Enter")
    expect(page.get_by_text("Er klopt nog iets niet")).to_be_visible()
    check_both_widths(page)
    cspe.get_by_label("Week").fill("18")
    page.get_by_role("button", name="Voeg toe wat is aangevinkt").press("Enter")
    expect(page.get_by_text("1 toets toegevoegd")).to_be_visible()
    expect(holes.get_by_text("P/BWI/02/01")).to_have_count(0)
    expect(holes.get_by_text("25786 B1-K1-W1")).to_be_visible()
    assert Assessment.objects.get(route=route).week == 18
    page.goto(f"/routes/{route.pk}/stap/6/")
    page.get_by_role("link", name=re.compile("Belasting en spreiding")).press("Enter")
    check_both_widths(page)


@pytest.mark.parametrize("width", [1280], indirect=True)
def test_a_spreadsheet_is_shown_before_it_is_taken(page: Page, tmp_path: Path) -> None:
    put_demo()
    person = factories.person("Leida Projectleider")
    route = factories.route_with_module(person, "P/BWI/02")
    book = Workbook()
    assert book.active is not None
    for row in (["Toets", "Soort", "Leerjaar", "Periode"], ["Muur", "SE", 4, 1], ["Zonder jaar", "SE", 1, 1]):
        book.active.append(row)
    book.save(tmp_path / "pta.xlsx")
    log_in(page, person)
    page.goto(f"/routes/{route.pk}/examens/inlezen/")
    check_both_widths(page)
    page.get_by_label("PTA of examenplan").set_input_files(tmp_path / "pta.xlsx")
    page.get_by_role("button", name="Kijk wat er gebeurt").press("Enter")
    expect(page.get_by_role("heading", name="Wat er met elke rij gaat gebeuren")).to_be_visible()
    expect(page.get_by_text("schrijf leerjaar 3")).to_be_visible()
    check_both_widths(page)
    assert not Assessment.objects.filter(route=route).exists()
    page.get_by_role("button", name="Neem 1 rij over").press("Enter")
    expect(page.get_by_role("link", name="Muur", exact=True)).to_be_visible()


@pytest.mark.parametrize("width", [1280], indirect=True)
def test_the_pages_of_a_full_route(page: Page) -> None:
    put_demo()
    leader = User.objects.get(email="m.dekker@dewaterlijn.example")
    leader.set_password("een lange zin als wachtwoord")
    leader.save()
    route = Route.objects.get(name__startswith="Bouwroute")
    log_in(page, leader)
    for address in ("", "?per=vak", "?per=variant", "dekking/", "belasting/?groep=2027&jaar=2", "voorstel/"):
        page.goto(f"/routes/{route.pk}/examens/{address}")
        check_both_widths(page)
    page.goto(f"/routes/{route.pk}/examens/belasting/?groep=2027&jaar=2")
    expect(page.get_by_text("960 minuten toets")).to_be_visible()
    page.get_by_text("Het hele jaar in één beeld").press("Enter")
    check_both_widths(page)
    test = Assessment.objects.get(route=route, title__startswith="Cspe")
    page.goto(f"/routes/{route.pk}/stap/6/assessments/{test.pk}/")
    check_both_widths(page)
