"""Every page of the demo: accessible, no wider than the screen; the wizard with the keyboard alone."""

import re
from typing import Any

import factories
import pytest
from browser_help import check_both_widths, check_page, log_in
from helpers import run_jobs
from kept_demo import put_demo
from playwright.sync_api import Browser, Page, expect

from naadloos.organisations.models import User
from naadloos.routes.models import Route

pytestmark = pytest.mark.browser

OF_A_ROUTE = [
    "",
    *[f"stap/{number}/" for number in range(1, 11)],
    "mensen/",
    "geschiedenis/",
    "planning/",
    "wet/",
    "wet/?stap=6",
    "wet/verandert/?van=2026-07-31&tot=2026-08-01",
    "wet/vraag/geen-bsa/",
    "wet/wetsjaar/",
    "gegevens/",
    "kopie/",
    "programma/overlap/",
    "programma/overlap/?module=P/BWI/02",
    "programma/overlap/?module=P/BWI/02&toon=oneens",
    "programma/overlap/matrix/",
    "programma/overlap/paar/",
    "programma/overlap/inlezen/",
    "programma/bundel/",
    "programma/bord/",
    "programma/bord/voorstel/",
    "programma/versies/",
    "programma/versies/vergelijken/",
    "programma/versies/vergelijken/?before=1&after=bord",
    "programma/versies/1/terugzetten/",
    "programma/dekking/",
    "programma/lessentabel/",
    "programma/lessentabel/?voor=v-metselen",
    "programma/uren/",
    "programma/bord/afdruk/",
    "programma/jaarplanning/",
    "programma/jaarplanning/?groep=2027&jaar=4",
    "programma/jaarplanning/2027/1/overnemen/",
    "programma/jaarplanning/vakanties/",
    "programma/reizen/",
    "programma/uitgave/",
    "geld/",
    "geld/tabel/",
    "geld/tabel/?partner=&basis=toegerekend&weergave=marginaal",
    "geld/cel/prijs.singelkwartier.niveau2.2031/",
    "geld/gegevens/",
    "geld/verrekening/",
    "geld/groepsgrootte/",
    "geld/zekerheid/",
    "geld/sinds-akkoord/",
    "geld/register/",
    "geld/tbg-i/",
    "uitvoering/bpv/",
    "uitvoering/bpv/voorstel/",
    "uitvoering/bpv/overeenkomsten/",
    "uitvoering/bpv/leerlingen/",
    "uitvoering/bpv/reizen/",
    "uitvoering/bpv/inlezen/",
    "examens/",
    "examens/uitslag/",
    "overeenkomst/",
    "overeenkomst/getekend/",
    "overeenkomst/verschil/",
    "gesprek/",
    "doelgroep/",
    "welke-vorm/",
    "partners-zoeken/",
    "overleg/",
    "verwachtingen/",
    "visie/versies/",
    "monitor/doelstellingen/",
    "monitor/vragenlijsten/",
    "uitvoering/team/",
    "uitvoering/week/",
    "stap/10/week_lessons/nieuw/",
    "stap/10/team/nieuw/",
    "monitor/",
    "monitor/stroom/",
    "monitor/voordelen/",
    "monitor/jaar/",
    "monitor/vergelijken/",
    "monitor/aanleveren/",
    "monitor/aanleveren/cijfers/",
    "monitor/aanleveren/duo/",
    "monitor/aanleveren/tbg-i/",
    "monitor/bewaren/",
    "monitor/cijfer/i-stageuren/",
    "uitvoering/pagina/",
    "uitvoering/pagina/voorbeeld/nl/",
    "uitvoering/pagina/voorbeeld/en/",
    "uitvoering/klaar/",
    "uitvoering/klaar/?wie=-",
    "uitvoering/agenda/",
    "uitvoering/agenda/?rol=leerling&alles=1",
    "uitvoering/agenda/links/",
    "uitvoering/volgend-jaar/?van=2027",
    "uitvoering/sluiten/",
    "uitvoering/groepen/",
    "uitvoering/groepen/inlezen/plaatsing/",
    "uitvoering/groepen/inlezen/voortgang/",
    "overeenkomst/bepalingen/",
    "overeenkomst/registratie/",
    "overeenkomst/wat-ontbreekt/",
    "overeenkomst/bepalingen/?over=h",
    "voorstellen/",
    "stap/3/voorstel/vision/vision/",
    "gesprek/?stap=9",
    "stap/1/goals/nieuw/",
    "stap/5/units/nieuw/",
    "stap/1/tekst/purpose/",
    "stap/1/versie/1/",
]
WITHOUT_ROUTE = [
    "/routes/",
    "/mijn-werk/",
    "/routes/nieuw/",
    "/routes/inlezen/",
    "/mijn-account/",
    "/curriculum/",
    "/curriculum/?q=P/BWI/1.2",
    "/curriculum/codes/",
    "/curriculum/inlezen/",
    "/curriculum/wijzigingen/",
    "/curriculum/opleiding/25786/opvolger/",
    "/wet/wetsjaar/",
    "/wet/regels/",
    "/wet/regels/?q=uren&stand=bevestigd",
    "/wet/regels/uren-begeleid/",
    "/bestaat-niet/",
]


@pytest.fixture
def demo(page: Page) -> Page:
    put_demo()
    page.goto("/")
    check_page(page)
    page.get_by_role("button", name="Marieke Dekker").click()
    expect(page.get_by_role("heading", name="Uw routes")).to_be_visible()
    return page


ALL = [*((False, path) for path in WITHOUT_ROUTE), *((True, path) for path in OF_A_ROUTE)]
PARTS = 4


@pytest.mark.parametrize("width", [1280], indirect=True)
@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_of_the_demo(demo: Page, part: int) -> None:
    """In parts, for who tests with more than one worker; each part has some of the large pages."""
    route = Route.objects.get(name__startswith="Bouwroute")
    for of_route, path in ALL[part::PARTS]:
        demo.goto(f"/routes/{route.pk}/{path}" if of_route else path)
        check_both_widths(demo)


@pytest.mark.parametrize("width", [1280], indirect=True)
def test_pages_of_one_company_pupil_or_unit(demo: Page) -> None:
    route = Route.objects.get(name__startswith="Bouwroute")
    match = route.bpv_matches.order_by("pk")[0]  # type: ignore[attr-defined]
    for part in (
        f"bedrijf/{match.company_id}/",
        f"bedrijf/{match.company_id}/vervalt/",
        f"bedrijf/{match.company_id}/groep/",
        f"bedrijf/{match.company_id}/bezoek/",
        f"koppeling/{match.pk}/",
        f"leerlingen/{match.pupil_id}/",
    ):
        demo.goto(f"/routes/{route.pk}/uitvoering/bpv/{part}")
        check_both_widths(demo)
    # Whether it signed follows from its matches, and stands beside its form.
    demo.goto(f"/routes/{route.pk}/stap/10/practice_places/{match.company_id}/")
    expect(demo.get_by_text("getekend.").first).to_be_visible()
    check_both_widths(demo)
    for number in (1, 2):
        unit = route.unit_set.order_by("pk")[number]  # type: ignore[attr-defined]
        demo.goto(f"/routes/{route.pk}/programma/bord/{unit.pk}/")
        check_both_widths(demo)


@pytest.mark.parametrize("width", [360], indirect=True)
def test_a_bpv_proposal_is_asked_for_followed_and_accepted(demo: Page) -> None:
    route = Route.objects.get(name__startswith="Bouwroute")
    demo.goto(f"/routes/{route.pk}/uitvoering/bpv/voorstel/")
    demo.get_by_role("button", name="Maak een voorstel").press("Enter")
    expect(demo.get_by_role("button", name="Stop en houd het beste")).to_be_visible()
    check_both_widths(demo)
    run_jobs()
    # The page goes on by itself.
    expect(demo.get_by_role("heading", name="Dit voorstel")).to_be_visible()
    check_both_widths(demo)
    demo.get_by_role("button", name=re.compile("Neem alle .* koppelingen over")).press("Enter")
    expect(demo.get_by_text("Er is niets nieuws om over te nemen.")).to_be_visible()


@pytest.mark.parametrize("width", [360], indirect=True)
def test_pages_of_groups_and_pupils(demo: Page) -> None:
    route = Route.objects.get(name__startswith="Bouwroute")
    demo.goto(f"/routes/{route.pk}/uitvoering/groepen/")
    check_both_widths(demo)
    demo.get_by_role("link", name="Lijst voor ROD van De Waterlijn").click()
    check_both_widths(demo)
    demo.go_back()
    demo.get_by_role("link", name="Bouw 3A 2027", exact=True).click()
    check_both_widths(demo)
    address = demo.url
    demo.goto(f"{address}versie/")
    check_both_widths(demo)
    demo.goto(f"{address}instroom/")
    check_both_widths(demo)
    demo.goto(address)
    demo.locator("table a").nth(1).click()
    check_both_widths(demo)
    pupil = demo.url
    for part in ("vertrek/", "overdragen/", "verbeteren/", "verwijderen/"):
        demo.goto(f"{pupil}{part}")
        check_both_widths(demo)
    demo.goto(f"{pupil}wissel/")
    demo.get_by_role("button", name="Bekijk de lijst").click()
    expect(demo.get_by_role("button", name="Leg de wissel vast")).to_be_visible()
    check_both_widths(demo)


@pytest.mark.parametrize("width", [1280], indirect=True)
def test_pages_of_the_catalogue(demo: Page) -> None:
    demo.goto("/curriculum/")
    for pattern in (r"Bouwen, wonen", r"Bouwen vanaf de fundering"):
        demo.get_by_role("link", name=re.compile(pattern)).first.click()
        check_both_widths(demo)
    demo.goto("/curriculum/")
    demo.get_by_role("link", name=re.compile("Metselaar")).first.click()
    expect(demo.get_by_text("B1-K1-W1").first).to_be_visible()
    check_both_widths(demo)


@pytest.mark.parametrize("width", [360], indirect=True)
def test_a_dossier_as_pdf_is_asked_about_and_shown(demo: Page) -> None:
    import typst

    content = typst.compile(b"B1-K1: Doet iets ...... 3\\\nP1-K1: Een ...... 4\\\nP2-K1: Twee ...... 5", format="pdf")
    demo.goto("/curriculum/inlezen/")
    demo.set_input_files("input[type=file]", {"name": "a.pdf", "mimeType": "application/pdf", "buffer": content})
    demo.get_by_role("button", name="Bekijk wat er verandert").click()
    expect(demo.get_by_role("heading", name="Welke opleiding is dit?")).to_be_visible()
    check_both_widths(demo)
    demo.get_by_label("Crebo").fill("25786")
    demo.get_by_label("Profiel").select_option("P2")
    demo.get_by_role("button", name="Bekijk wat er verandert").click()
    expect(demo.get_by_role("heading", name="Controleer het bestand")).to_be_visible()
    check_both_widths(demo)


def test_pages_for_who_is_not_logged_in(page: Page) -> None:
    for path in ("/", "/account/login/", "/account/password/reset/", "/account/signup/", "/uitnodiging/onbekend/"):
        page.goto(path)
        check_page(page)


def test_the_public_page_without_login_script_or_cookie(chromium: Browser, live_server: Any, width: int) -> None:
    put_demo()
    visitor = chromium.new_context(
        java_script_enabled=False, viewport={"width": width, "height": 900}, base_url=live_server.url
    )
    page, asked = visitor.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/r/bouwroute-rietmeer/")
    expect(page.get_by_role("heading", name="Wat kost het?")).to_be_visible()
    expect(page.get_by_role("table")).to_contain_text("Leerjaar 3")
    page.get_by_role("link", name="English").click()
    page.wait_for_url("**/r/bouwroute-rietmeer/en/")
    assert page.locator("html").get_attribute("lang") == "en"
    page.goto("/r/bestaat-niet/")
    assert visitor.cookies() == []
    assert {url for url in asked if not url.startswith(live_server.url)} == set()
    visitor.close()


def test_the_public_page_is_accessible(page: Page) -> None:
    put_demo()
    for path in ("/r/bouwroute-rietmeer/", "/r/bouwroute-rietmeer/en/", "/r/bestaat-niet/"):
        page.goto(path)
        check_page(page)
    assert page.context.cookies() == []


@pytest.mark.parametrize("width", [1280], indirect=True)
def test_the_wizard_with_the_keyboard_alone(page: Page) -> None:
    leader = factories.person("Toets Enbord")
    factories.organisation("vmbo", name="School aan de Toets", manager=leader)
    log_in(page, leader)
    page.goto("/")
    press = page.keyboard.press

    def to(selector: str) -> None:
        """Tab until the focus is on this element; a page that traps the focus fails here."""
        for _ in range(120):
            if page.evaluate("s => document.activeElement.matches(s)", selector):
                return
            press("Tab")
        raise AssertionError(f"{selector} cannot be reached with the keyboard on {page.url}")

    def enter(selector: str) -> None:
        to(selector)
        with page.expect_navigation():
            press("Enter")

    to(".utrecht-skip-link")
    press("Enter")
    enter("a[href$='/routes/nieuw/']")
    to("#id_name")
    page.keyboard.type("Route met toetsen")
    enter("main form button")
    to("#id_own")
    to("#id_name_1")
    page.keyboard.type("ROC Toetsenburg")
    enter("main form button")
    to("[name=profiles][value=BWI]")
    press("Space")
    to("[name=leerwegen][value=bb]")
    press("Space")
    enter("main form button")
    to("[name=qualifications][value='25786']")
    press("Space")
    to("#id_start_year")
    page.keyboard.type("2027")
    enter("main form button")
    expect(page.get_by_text("Uw route is gemaakt")).to_be_visible()
    assert Route.objects.get(name="Route met toetsen").created_by == User.objects.get(pk=leader.pk)


def test_it_works_without_script(chromium: object, live_server: object, transactional_db: None) -> None:
    put_demo()
    context = chromium.new_context(java_script_enabled=False, base_url=live_server.url)  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto("/")
    page.get_by_role("button", name="Sanne Vermeulen").click()
    page.get_by_role("link", name="Bouwroute").click()
    page.get_by_role("link", name="5. Ontwerp het onderwijsprogramma").click()
    page.get_by_role("link", name=re.compile("Lesoverlap")).click()
    page.locator("article.pair button.verdict").first.click()
    expect(page.locator("article.pair").first.get_by_text("Sanne Vermeulen").first).to_be_visible()
    context.close()
