"""Five people of two organisations, from the invitation to a signed version, a later change and its addendum."""

import re
from pathlib import Path
from typing import Any

import factories
import pytest
from browser_help import log_in, log_out, read_pdf
from journey_help import Journey, fill, make_route, partner_joins, save
from playwright.sync_api import Page, expect

from naadloos.organisations.models import Membership, Organisation, User

pytestmark = pytest.mark.browser

BERT = "bert@boterdiep.example"
PASSWORDS = {BERT: "een zin van het Boterdiep"}
LETTERS = "bcdfghij"


def become(go: Journey, user: User) -> None:
    log_out(go.page)
    if user.email in PASSWORDS:
        log_in(go.page, user, PASSWORDS[user.email])
    else:
        log_in(go.page, user)


def colleague(organisation: str, name: str) -> User:
    user = factories.person(name)
    Membership.objects.create(
        user=user, organisation=Organisation.objects.get(name=organisation), role=Membership.Role.MEMBER
    )
    return user


@pytest.mark.parametrize("width", [360], indirect=True)
def test_from_invitation_to_signature_change_and_addendum(page: Page, live_server: Any, tmp_path: Path) -> None:
    anna = factories.person("Anna de Bruin")
    factories.organisation("vmbo", name="Vakcollege Zuiderdiep", manager=anna)
    go = Journey(page)
    log_in(page, anna)
    page.goto("/routes/")
    make_route(go)
    partner_joins(go, anna)
    bert = User.objects.get(email=BERT)
    vera, karel = colleague("Vakcollege Zuiderdiep", "Vera Bestuur"), colleague("Vakcollege Zuiderdiep", "Karel Raad")
    bea = colleague("ROC Boterdiep", "Bea van Dijk")
    give_roles(go, {"Vera Bestuur": "bestuurder", "Karel Raad": "medezeggenschap", "Bea van Dijk": "bestuurder"})
    write_the_agreement(go)
    talk(go, anna, bert, karel)
    negotiate(go, anna, bert)
    refuse_and_mend(go, anna, vera, bea)
    sign(go, anna, vera, bea, tmp_path)
    change_and_addendum(go, anna, tmp_path)


def give_roles(go: Journey, roles: dict[str, str]) -> None:
    page = go.page
    page.goto(f"{go.route}mensen/")
    for person, role in roles.items():
        option = page.locator("select[name=member] option").filter(has_text=person).first
        page.locator("select[name=member]").select_option(value=option.get_attribute("value"))
        fill(page, role=role)
        save(page, "Geef rol")
    go.see()


def write_the_agreement(go: Journey) -> None:
    page = go.page
    go.write(9, "term", starts_on="2027-08-01", ends_on="2032-07-31", renew_by="2031-10-01")
    for letter in LETTERS:
        page.goto(f"{go.route}overeenkomst/bepalingen/?over={letter}")
        page.get_by_role("button", name=re.compile("^Neem over")).first.click()
        expect(page.get_by_text(re.compile("^Overgenomen: "))).to_be_visible()
    go.see()
    go.add(9, "turns", turn=1, partner=partner_value(go, "Vakcollege Zuiderdiep"))
    go.add(9, "turns", turn=2, partner=partner_value(go, "ROC Boterdiep"))
    go.add(
        9,
        "consultations",
        matter="mr-samenwerking",
        asked_on="2027-01-10",
        answered_on="2027-02-10",
        outcome="positief",
    )
    page.goto(f"{go.route}overeenkomst/wat-ontbreekt/")
    expect(page.get_by_text("Wat ontbreekt nog voor de overeenkomst?")).to_be_visible()
    go.see()


def partner_value(go: Journey, name: str) -> str:
    go.page.goto(f"{go.route}stap/9/turns/nieuw/")
    option = go.page.locator("select[name=partner] option").filter(has_text=name).first
    return str(option.get_attribute("value"))


def talk(go: Journey, anna: User, bert: User, karel: User) -> None:
    page = go.page
    become(go, karel)
    page.goto(f"{go.route}overeenkomst/")
    page.get_by_role("link", name=re.compile("Vraag of opmerking.*Medezeggenschap")).click()
    fill(page, text="@Anna de Bruin hoort hier ook het jaarverslag bij?")
    save(page, "Plaats")
    go.see()
    become(go, anna)
    page.goto("/mijn-werk/")
    page.get_by_role("link", name=re.compile("Karel Raad noemt u bij")).click()
    page.get_by_label("Uw antwoord").fill("Ja, dat zetten we erin.")
    page.get_by_role("button", name="Antwoord").click()
    page.goto(f"{go.route}gesprek/?stap=9")
    page.get_by_label("Uw vraag of opmerking").fill("Voor ons zelf: de bouwhal mag niet meer dan tien dagen kosten.")
    page.get_by_label("Wie kan dit lezen?").select_option(label="Vakcollege Zuiderdiep")
    save(page, "Plaats")
    expect(page.get_by_text("alleen voor Vakcollege Zuiderdiep").first).to_be_visible()
    become(go, bert)
    page.goto(f"{go.route}gesprek/?alles=1")
    expect(page.get_by_text("hoort hier ook het jaarverslag bij?")).to_be_visible()
    expect(page.get_by_text("Voor ons zelf")).to_have_count(0)
    go.see()


def negotiate(go: Journey, anna: User, bert: User) -> None:
    page = go.page
    page.goto(f"{go.route}overeenkomst/bepalingen/?over=h")
    page.get_by_role("link", name="Doe een voorstel voor een andere tekst").click()
    fill(page, text="Wij praten eerst, en vragen dan een bemiddelaar uit {partijen}.", reason="Korter.")
    save(page, "Doe dit voorstel")
    go.see()
    become(go, anna)
    page.goto(f"{go.route}voorstellen/")
    page.get_by_role("button", name="Akkoord namens Vakcollege Zuiderdiep").click()
    expect(page.get_by_text("aangenomen en overgenomen").first).to_be_visible()
    page.goto(f"{go.route}overeenkomst/")
    expect(page.get_by_text("een bemiddelaar uit Vakcollege Zuiderdiep en ROC Boterdiep")).to_be_visible()


def refuse_and_mend(go: Journey, anna: User, vera: User, bea: User) -> None:
    page = go.page
    become(go, bea)
    go.step(9)
    expect(page.get_by_text("Eerst is Vakcollege Zuiderdiep aan de beurt.")).to_be_visible()
    expect(page.get_by_role("button", name="Stel vast namens ROC Boterdiep")).to_have_count(0)
    become(go, vera)
    go.step(9)
    page.locator("#vaststellen summary", has_text="Niet akkoord").click()
    page.get_by_label("Waarom gaat Vakcollege Zuiderdiep niet akkoord?").fill("De looptijd is te lang.")
    page.get_by_role("button", name="Bewaar dat u niet akkoord gaat").click()
    expect(page.get_by_text("Bewaard: Vakcollege Zuiderdiep is niet akkoord.")).to_be_visible()
    go.see()
    become(go, anna)
    go.step(9)
    expect(page.locator("#vaststellen").get_by_text("De looptijd is te lang.")).to_be_visible()
    go.write(9, "term", ends_on="2031-07-31", renew_by="2030-10-01")


def sign(go: Journey, anna: User, vera: User, bea: User, folder: Path) -> None:
    page = go.page
    become(go, vera)
    go.step(9)
    page.get_by_role("button", name="Stel vast namens Vakcollege Zuiderdiep").click()
    expect(page.get_by_text("Vastgesteld namens Vakcollege Zuiderdiep.")).to_be_visible()
    become(go, anna)
    go.step(9)
    page.get_by_role("button", name="Stuur een herinnering ROC Boterdiep").click()
    expect(page.get_by_text("Herinnering gestuurd aan Bea van Dijk.")).to_be_visible()
    become(go, bea)
    page.goto("/mijn-werk/")
    page.get_by_role("link", name=re.compile("akkoord op stap 9")).click()
    page.get_by_role("button", name="Stel vast namens ROC Boterdiep").click()
    expect(page.get_by_text("Vastgesteld namens ROC Boterdiep.")).to_be_visible()
    page.goto(f"{go.route}overeenkomst/getekend/")
    go.see()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download als PDF").click()
    signed = folder / "getekend.pdf"
    download.value.save_as(signed)
    text = read_pdf(signed)
    assert "Vera Bestuur" in text
    assert "Bea van Dijk" in text
    page.locator("input[type=file]").first.set_input_files(signed)
    page.get_by_role("button", name="Ga het na").click()
    expect(page.get_by_text("Ja: dit is precies versie 1")).to_be_visible()


def change_and_addendum(go: Journey, anna: User, folder: Path) -> None:
    page = go.page
    become(go, anna)
    go.step(9)
    page.locator("#term").get_by_role("link", name=re.compile("Wijzig")).click()
    fill(page, ends_on="2033-07-31")
    page.get_by_role("button", name="Opslaan", exact=True).click()
    expect(page.get_by_text("Nog niet opgeslagen: dit raakt een akkoord")).to_be_visible()
    page.get_by_role("button", name="Toch opslaan").click()
    go.step(9)
    expect(page.get_by_text("verouderd").first).to_be_visible()
    page.goto(f"{go.route}overeenkomst/verschil/")
    expect(page.locator("ins", has_text="2033").first).to_be_visible()
    go.see()
    page.goto(f"{go.route}overeenkomst/getekend/")
    with page.expect_download() as download:
        page.get_by_role("link", name="Addendum (PDF)").click()
    path = folder / "addendum.pdf"
    download.value.save_as(path)
    assert "31 juli 2033" in read_pdf(path)
