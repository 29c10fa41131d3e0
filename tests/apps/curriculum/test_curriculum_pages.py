"""Pages of the catalogue: browse, avo, a pasted list, what changed, and a successor."""

import json
from pathlib import Path
from typing import Any

import factories
import pytest
from django.test import Client
from helpers import client_of
from test_curriculum_avo import programme, write
from test_curriculum_import import RICH, files, folder, xml

from naadloos.curriculum import actions
from naadloos.curriculum.importers import import_avo, import_sbb, import_slo
from naadloos.curriculum.models import (
    AvoSubject,
    CatalogueImport,
    Kerntaak,
    Keuzedeel,
    Knowledge,
    Qualification,
    TextChange,
)
from naadloos.organisations.models import User


@pytest.fixture
def manager(db: None) -> User:
    user = factories.person("Bea Heerder")
    factories.organisation("mbo", manager=user)
    return user


@pytest.fixture
def client(outsider: User) -> Client:
    return client_of(outsider)


def text_of(response: Any) -> str:
    return str(response.content.decode())


def test_the_catalogue_shows_avo_and_links_only_managers_to_reading_in(
    client: Client, manager: User, tmp_path: Path
) -> None:
    import_avo(write(tmp_path / "avo.json", programme()))
    page = text_of(client.get("/curriculum/"))
    assert "Verzonnen vak" in page
    assert "/curriculum/inlezen/" not in page
    assert "/curriculum/inlezen/" in text_of(client_of(manager).get("/curriculum/"))


def test_an_avo_subject_with_domains_subdomains_and_leerwegen(client: Client, tmp_path: Path) -> None:
    import_avo(write(tmp_path / "avo.json", programme()))
    page = text_of(client.get("/curriculum/avo/XX/"))
    for words in ("XX/K/1/a", "De kandidaat kan iets.", "Dieper.", "bb, kb", "school"):
        assert words in page
    assert client.get("/curriculum/avo/ZZ/").status_code == 404


def subject(number: int) -> dict[str, Any]:
    row = json.loads(json.dumps(programme()[0]))
    row |= {"id": f"00000000-0000-4000-a000-{number:012}", "prefix": f"V{number}/vmbo"}
    row["domeinen"] = [row["domeinen"][0] | {"prefix": f"V/K/{place}"} for place in range(1, number + 1)]
    for domain in row["domeinen"]:
        domain["subdomeinen"] = [domain["subdomeinen"][0] | {"prefix": f"{domain['prefix']}/a"}]
    return dict(row)


@pytest.mark.parametrize("number", [1, 3])
def test_queries_of_the_avo_page(client: Client, tmp_path: Path, django_assert_num_queries: Any, number: int) -> None:
    import_avo(write(tmp_path / "avo.json", [subject(number)]))
    with django_assert_num_queries(7):
        client.get(f"/curriculum/avo/V{number}/")


def test_an_opleiding_shows_dates_knowledge_keuzedelen_and_its_successor(client: Client, tmp_path: Path) -> None:
    import_sbb(xml(tmp_path, RICH))
    found = Qualification.objects.get(crebo="29999")
    found.successor = Qualification.objects.get(crebo="25786")
    found.save()
    Keuzedeel.objects.get().links.create(qualification=found, source="lijst")
    page = text_of(client.get("/curriculum/opleiding/29999/"))
    for words in ("23999", "1 augustus 2026", "kent stenen", "K0023", "Er is een opvolger", "25786"):
        assert words in page
    assert "Wijs een opvolger aan" not in page
    assert "Komt na:" in text_of(client.get("/curriculum/opleiding/25786/"))


@pytest.mark.parametrize("number", [1, 3])
def test_queries_of_the_opleiding_page(client: Client, django_assert_num_queries: Any, number: int) -> None:
    found = Qualification.objects.create(crebo="29980", name="Vak", level=2)
    for place in range(1, number + 1):
        task = Kerntaak.objects.create(qualification=found, code=f"B1-K{place}", title="Taak")
        Knowledge.objects.create(kerntaak=task, text="kent iets")
        task.werkprocessen.create(code=f"B1-K{place}-W1", full_code=f"29980 B1-K{place}-W1", title="Doet")
        found.keuzedeel_links.create(keuzedeel=Keuzedeel.objects.create(code=f"K000{place}", title="Deel"))
        Qualification.objects.create(crebo=f"2997{place}", name="Oud", level=2, successor=found)
    with django_assert_num_queries(13):
        client.get("/curriculum/opleiding/29980/")


def test_a_withdrawn_deeltaak_says_so(client: Client, tmp_path: Path) -> None:
    import_slo(folder(tmp_path / "slo", files()))
    assert text_of(client.get("/curriculum/module/P/BWI/02/")).count("vervallen") == 3


# -- a pasted list ---------------------------------------------------------------------------------


def test_a_pasted_list_says_what_is_recognised_and_what_is_not(client: Client) -> None:
    typed = "P/BWI/1\np/bwi/2.1 iets\n25786\nB1-K1-W1\nP/BWI/98\nzomaar <b>"
    response = client.post("/curriculum/codes/", {"codes": typed})
    page = text_of(response)
    assert response.status_code == 200
    assert "4 van 6 staan in de catalogus" in page
    assert page.count("niet herkend") == 1
    assert page.count("niet in de catalogus") == 1
    assert 'href="/curriculum/module/P/BWI/02/#pbwi0201"' in page
    assert 'href="/curriculum/opleiding/25786/#b1-k1-w1"' in page
    assert "zomaar &lt;b&gt;" in page


@pytest.mark.parametrize("typed", ["", " " * 10, "x" * 20_001])
def test_an_empty_or_endless_list_comes_back_with_a_reason(client: Client, typed: str) -> None:
    response = client.post("/curriculum/codes/", {"codes": typed})
    assert response.status_code == 422
    assert "fouten" in text_of(response)


@pytest.mark.parametrize("number", [1, 3])
def test_queries_of_a_pasted_list(client: Client, django_assert_num_queries: Any, number: int) -> None:
    lines = ["P/BWI/0{n}", "P/BWI/02/0{n}", "25786 B1-K1-W{n}", "K000{n}"]
    typed = "\n".join(line.format(n=n) for n in range(1, number + 1) for line in lines)
    with django_assert_num_queries(8):
        client.post("/curriculum/codes/", {"codes": typed})


# -- what changed ----------------------------------------------------------------------------------


def changed(number: int) -> CatalogueImport:
    made = CatalogueImport.objects.create(
        kind="slo", file_name="slo.zip", edition="2026", actor_name="Bea", counts={"gewijzigd": number}
    )
    TextChange.objects.bulk_create(
        TextChange(
            catalogue_import=made,
            kind="gewijzigd",
            thing="deeltaak",
            code=f"P/BWI/02/{n:02}",
            unit=f"P/BWI/02/{n:02}",
            field="title",
            old="Was zo <i>",
            new="Is zo",
        )
        for n in range(number)
    )
    return made


def test_what_changed_stands_side_by_side(client: Client, db: None) -> None:
    made = changed(1)
    assert f"/curriculum/wijzigingen/{made.pk}/" in text_of(client.get("/curriculum/wijzigingen/"))
    page = text_of(client.get(f"/curriculum/wijzigingen/{made.pk}/"))
    for words in ("P/BWI/02/00", "Was zo &lt;i&gt;", "Is zo", "deeltaak, naam", "door Bea"):
        assert words in page


def test_many_changes_come_in_pages(client: Client, db: None) -> None:
    made = changed(150)
    address = f"/curriculum/wijzigingen/{made.pk}/"
    assert text_of(client.get(address)).count("Is zo") == 100
    second = text_of(client.get(address, {"pagina": "2"}))
    assert second.count("Is zo") == 50
    assert "Bladzijde 2 van 2" in second


@pytest.mark.parametrize("number", [1, 3])
def test_queries_of_the_pages_about_changes(client: Client, django_assert_num_queries: Any, number: int) -> None:
    made = [changed(number) for _ in range(number)].pop()
    with django_assert_num_queries(4):
        client.get("/curriculum/wijzigingen/")
    with django_assert_num_queries(5):
        client.get(f"/curriculum/wijzigingen/{made.pk}/")


# -- a successor -----------------------------------------------------------------------------------


def test_a_manager_names_a_successor_and_it_is_kept_as_a_change(manager: User) -> None:
    browser = client_of(manager)
    target = Qualification.objects.get(crebo="25829")
    response = browser.post("/curriculum/opleiding/25786/opvolger/", {"successor": target.pk})
    assert response.status_code == 302
    assert Qualification.objects.get(crebo="25786").successor == target
    change = TextChange.objects.get(unit="25786")
    assert (change.field, change.new, change.catalogue_import.actor) == ("successor", "25829", manager)
    circle = browser.post(
        "/curriculum/opleiding/25829/opvolger/", {"successor": Qualification.objects.get(crebo="25786").pk}
    )
    assert circle.status_code == 422
    assert "kring" in text_of(circle)
    browser.post("/curriculum/opleiding/25786/opvolger/", {"successor": ""})
    assert Qualification.objects.get(crebo="25786").successor is None


def test_the_same_successor_again_is_no_change(manager: User) -> None:
    found = Qualification.objects.get(crebo="25786")
    actions.set_successor(actor=manager, qualification=found, successor=None)
    assert not TextChange.objects.exists()
    assert not AvoSubject.objects.exists()
