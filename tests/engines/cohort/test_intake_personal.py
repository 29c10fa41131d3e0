"""Nothing about a person gets in: heads of columns, cells and keys."""

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naadloos.engines.cohort.intake import Personal, elfproef, key_problem, personal_column, personal_in

_NAMES = """
Sanne01 Jan-1 jan01 Eva_12 Mohammed7 DeVries12 De_Vries_12 van_den_Berg_3 s-jansen-1 jansen2027 Bakker-001
Yıldız1 El-Khattabi-2 vdBerg01 P-Jansen-12 LL-Sanne-001 Smit2 Mulder3 deboer99 Visser_1 Özdemir-4 Wiśniewska-3
TIM-2027-3
"""
NAMES = _NAMES.split()
NUMBERS = ["123456782", "111222333", "0123456782", "000123456782", "BSN123456782", "LL-123456782-1", "123-456-782"]
NUMBERS += ["1234_56_782", "12345672", "deadbeef123456782", "00000000-0000-0000-0000-000123456782"]
PHONES = ["0612345678", "06-12345678", "06_1234_5678", "LL-0612345678", "0031612345678", "010-1234567", "612345678"]
HONEST = ["LL-2027-001", "a1b", "001", "ABC-1", "x9_Q-7", "9f86d081884c7d65", "DEADBEEF00C0FFEE", "LL_2027_0417"]
HONEST += ["9f86d081884c7d659a2feaa0c55ad015", "3f2504e0-4f89-41d3-9a0c-0305e82c3301", "BSN1", "123456789", "2027-0002"]


@pytest.mark.parametrize("key", [*NAMES, "Sanne", "jan.de.vries", "jan de vries", "Noëlle12", "De Vries, Jan"])
def test_a_key_is_no_name(key: str) -> None:
    said = key_problem(key)
    assert said is not None
    assert key not in str(said)


@pytest.mark.parametrize("key", NUMBERS)
def test_a_key_holds_no_person_number(key: str) -> None:
    assert "burgerservicenummer" in str(key_problem(key))
    assert key not in str(key_problem(key))


@pytest.mark.parametrize("key", PHONES)
def test_a_key_is_no_telephone_number(key: str) -> None:
    assert "telefoonnummer" in str(key_problem(key))


@pytest.mark.parametrize("key", ["20110312", "12-03-2011", "2011-03-12", "LL-12032011", "12_3_2011"])
def test_a_key_is_no_birth_date(key: str) -> None:
    assert "geboortedatum" in str(key_problem(key))


@pytest.mark.parametrize("key", ["s.jansen@school.nl", "s1@x.nl"])
def test_a_key_is_no_e_mail_address(key: str) -> None:
    assert "e-mailadres" in str(key_problem(key))


@pytest.mark.parametrize("key", ["", "a1", "a" * 3, "x1" * 33, "LL 1", "LL/1", "LL;1", "=1+1", "ll-é1", "1\n2"])
def test_other_signs_and_lengths_are_no_key(key: str) -> None:
    assert key_problem(key) is not None


@pytest.mark.parametrize("key", HONEST)
def test_honest_keys_pass(key: str) -> None:
    assert key_problem(key) is None


@given(st.uuids(version=4))
def test_every_random_key_passes(key: uuid.UUID) -> None:
    assert key_problem(str(key)) is None
    assert key_problem(key.hex) is None


@given(st.integers(1, 9999))
def test_numbered_keys_pass(number: int) -> None:
    assert key_problem(f"LL-2027-{number:04}") is None


def test_elfproef_by_hand() -> None:
    # 9x1 + 8x1 + 7x1 + 6x2 + 5x2 + 4x2 + 3x3 + 2x3 - 3 = 66 = 6 x 11.
    assert elfproef("111222333")
    assert not elfproef("111222334")
    assert not elfproef("1112223330")
    assert not elfproef("00000000")


HEADS = {
    Personal.NAME: "Naam|voornaam|Achternaam|ROEPNAAM|Tussenvoegsel|leerlingnaam|first_name|Leerling|naam_ll",
    Personal.NUMBER: "BSN|bsn_nummer|Burgerservicenummer|ONR|Onderwijsnummer|persoonsnummer|Sofinummer|PGN",
    Personal.PUPIL: "Leerlingnummer|studentnr|StamNummer|leerling_id",
    Personal.EMAIL: "E-mail|email|Mailadres|e_mail_ouder",
    Personal.BIRTH: "Geboortedatum|geb.datum|GebDat|geboren op|Date of birth",
    Personal.ADDRESS: "Adres|Straat|huisnummer|Woonplaats",
    Personal.POSTCODE: "Postcode|post code|PC4",
    Personal.PHONE: "Telefoon|tel.|Mobiel nummer|telefoonnr ouders",
}


@pytest.mark.parametrize(("kind", "heads"), HEADS.items())
def test_heads_of_columns_about_persons(kind: Personal, heads: str) -> None:
    assert {head: personal_column(head) for head in heads.split("|")} == dict.fromkeys(heads.split("|"), kind)


@pytest.mark.parametrize(
    "head",
    ["SLEUTEL", "GEBEURTENIS", "DATUM", "WAARDE", "ADVIES", "Naam opleiding", "SCHOOLNAAM", "BRON", "TELLER", ""],
)
def test_other_heads(head: str) -> None:
    assert personal_column(head) is None


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("sanne@school.nl", Personal.EMAIL),
        ("mail: s.j (at) school.nl", Personal.EMAIL),
        ("123456782", Personal.NUMBER),
        ("123.456.782", Personal.NUMBER),
        ("1234.56.782", Personal.NUMBER),
        ("123 456 782", Personal.NUMBER),
        ("0123456782", Personal.NUMBER),
        ("nummer 123456782 van haar", Personal.NUMBER),
        ("１２３４５６７８２", Personal.NUMBER),
        ("1\u200b23456782", Personal.NUMBER),
        ("06-12345678", Personal.PHONE),
        ("06 12 34 56 78", Personal.PHONE),
        ("+31 (0)6 12345678", Personal.PHONE),
        ("bel 010-1234567", Personal.PHONE),
        ("Sanne", Personal.NAME),
        ("sanne01", Personal.NAME),
        ("Zoë", Personal.NAME),
        ("J. de Vries", Personal.NAME),
        ("P.J. van den Berg", Personal.NAME),
        ("Vries, de", Personal.NAME),
        ("Jansen, P.", Personal.NAME),
        ("Piotrek Kowalski", Personal.NAME),
        ("jantine van der meer", Personal.NAME),
    ],
)
def test_cells_about_persons(cell: str, kind: Personal) -> None:
    assert personal_in(cell) is kind


@pytest.mark.parametrize(
    "cell",
    ["", "start", "uit_onderwijs", "vmbo-gt/havo", "01-08-2027", "2027-08-01", "25655", "2027-2028", "<5", "1.204"],
)
def test_other_cells(cell: str) -> None:
    assert personal_in(cell) is None


def test_a_source_may_have_capitals_and_may_not_have_a_person() -> None:
    assert personal_in("Jaarverslag Scalda 2026, blz. 12", prose=True) is None
    assert personal_in("Opgave van J. de Vries", prose=True) is Personal.NAME
    assert personal_in("opgave Sanne", prose=True) is Personal.NAME


@given(st.text(max_size=80))
def test_any_text_gets_an_answer(cell: str) -> None:
    personal_in(cell)
    personal_column(cell)
    key_problem(cell)
