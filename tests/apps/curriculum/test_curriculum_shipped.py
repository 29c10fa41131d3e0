"""What ships: 10 profiles, 40 modules, 155 keuzevakken, 18 qualifications; loaded once, never over official texts."""

import pytest
from django.db import IntegrityError, transaction

from naadloos.curriculum.models import Deeltaak, Module, Qualification, VmboProfile, Werkproces
from naadloos.curriculum.queries import deeltaken_parts, search, werkprocessen_parts
from naadloos.curriculum.shipped import load_shipped, read


def test_the_numbers_of_the_field(db: None) -> None:
    assert VmboProfile.objects.count() == 10
    assert Module.objects.filter(kind="profielmodule").count() == 40
    assert Module.objects.filter(kind="keuzevak").count() == 155
    assert Qualification.objects.count() == 18
    assert Werkproces.objects.count() == 146


def test_nothing_that_ships_claims_to_be_official(db: None) -> None:
    assert not Deeltaak.objects.filter(official=True).exists()
    assert not Werkproces.objects.exclude(description="").exists()


def test_loading_again_changes_nothing(db: None) -> None:
    before = [Module.objects.count(), Deeltaak.objects.count(), Werkproces.objects.count()]
    load_shipped()
    assert [Module.objects.count(), Deeltaak.objects.count(), Werkproces.objects.count()] == before


def test_an_imported_text_is_kept(db: None) -> None:
    Deeltaak.objects.filter(code="P/BWI/02/02").update(title="De officiële tekst", official=True)
    load_shipped()
    assert Deeltaak.objects.get(code="P/BWI/02/02").title == "De officiële tekst"


def test_short_descriptions_belong_to_modules_that_ship() -> None:
    codes = {f"{row['code']}/{number}" for row in read("vmbo")["profiles"] for number in row["modules"]}
    electives = {f"{row['code']}/{number}" for row in read("vmbo")["profiles"] for number in row["keuzevakken"]}
    for module in read("deeltaken"):
        assert module[2:] in (codes if module.startswith("P/") else electives)


def test_a_code_is_there_once_even_past_the_form(db: None) -> None:
    profile = VmboProfile.objects.get(code="BWI")
    with pytest.raises(IntegrityError), transaction.atomic():
        Module.objects.create(profile=profile, code="P/BWI/01", kind="profielmodule", number=99, title="dubbel")


def test_parts_for_the_overlap(db: None) -> None:
    parts = list(deeltaken_parts(["P/BWI/02"], ["bb"]))
    assert [part.code for part in parts] == [f"P/BWI/02/0{n}" for n in range(1, 5)]
    assert len(list(werkprocessen_parts(["25786"]))) == 13


@pytest.mark.parametrize(
    ("text", "found"),
    [("P/BWI/1.2", "P/BWI/01/02"), ("metsel", "K/BWI/02"), ("25786", "25786"), ("b1-k1-w3", "25786 B1-K1-W3")],
)
def test_search_finds_codes_in_any_spelling_and_words(db: None, text: str, found: str) -> None:
    result = search(text)
    codes = {
        item.portable_code
        for items in (result.modules, result.deeltaken, result.qualifications, result.werkprocessen)
        for item in items
    }
    assert found in codes
