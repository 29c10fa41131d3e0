"""TBG-i: sums per budget and opleiding, and nothing of a person in what comes out or is said."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from naadloos.engines.finance.tbgi import TbgiError, read_tbgi
from naadloos.engines.finance.terms import Budget

SAMPLE = Path(__file__).parents[4] / "shared" / "data" / "duo" / "TBGI_25LX_2027_20251124.XML"
PERSON = "987654321"


def count(day: str, *, level: int = 2, factor: str = "1", price: str = "1.5", own: str = "1.5", **more: str) -> str:
    fields = {
        "Teldatum": day,
        "StatusBepalingBekostigingsstatus": "V",
        "LeeftijdOpEenAugustusStudiejaar": "17",
        "Opleidingcode": "25786",
        "Niveau": f"MBO-{level}",
        "Leerroutefase": "MBO",
        "Bekostigingsstatus": "true",
        "InschrijvingVoorCorrectiefactor": "true",
        "BBLBOLFactor": factor,
        "PrijsfactorMBO": price,
        "BijdrageInschrijvingAanDeelnemerswaarde": own,
    } | more
    return "<Teldatum>" + "".join(f"<{name}>{value}</{name}>" for name, value in fields.items()) + "</Teldatum>"


def enrolled(*counts: str) -> str:
    person = f"<Burgerservicenummer>{PERSON}</Burgerservicenummer>"
    return f"<Inschrijving><BRIN>99ZZ</BRIN>{person}{''.join(counts)}</Inschrijving>"


def diploma(level: int, value: str, funded: str = "true") -> str:
    return (
        f"<Diploma><Burgerservicenummer>{PERSON}</Burgerservicenummer><DatumBehaald>2025-06-17</DatumBehaald>"
        f"<Niveau>MBO-{level}</Niveau><Bekostigingsstatus>{funded}</Bekostigingsstatus>"
        f"<BijdrageDiplomawaarde>{value}</BijdrageDiplomawaarde></Diploma>"
    )


def file(*records: str) -> bytes:
    return f"<Bekostigingsgrondslagen>{''.join(records)}</Bekostigingsgrondslagen>".encode()


def test_points_of_students_and_diplomas_per_budget() -> None:
    sums = read_tbgi(
        file(
            enrolled(count("2025-10-01"), count("2026-02-01")),
            enrolled(count("2025-10-01", factor="0.4", own="0.6")),
            enrolled(count("2025-10-01", Bekostigingsstatus="false", own="9")),
            enrolled(count("2025-10-01", level=4, Opleidingcode="25297", price="1.2", own="1.2")),
            diploma(2, "1"),
            diploma(4, "5"),
            diploma(4, "5", funded="false"),
        )
    )
    assert (sums.year, sums.provisional, sums.enrolments, sums.diplomas) == (2027, True, 4, 3)
    level_2 = sums.budgets[Budget.LEVEL_2]
    assert level_2.raw == Decimal("2.1")
    # N1 = 1 + 0.4 + 1 (the one that is not paid for counts for the factor here), N2 = 1.
    assert level_2.correction == round((Decimal("2.4") + 1) / (2 * Decimal("2.4")), 6)
    assert level_2.holds_weights is False
    assert level_2.student_points(Budget.LEVEL_2) == round(Decimal("2.1") * Decimal("0.8") * level_2.correction, 2)
    assert level_2.diploma_points(Budget.LEVEL_2) == Decimal("0.2")
    assert sums.budgets[Budget.LEVELS_3_4].diploma_points(Budget.LEVELS_3_4) == 1
    assert level_2.average_price == Decimal("1.5")
    crebo = sums.crebos["25786"]
    assert (crebo.funded, crebo.refused, crebo.prices, dict(crebo.phases)) == (2, 1, {Decimal("1.5")}, {"MBO": 3})


def test_what_cannot_be_told_is_unknown_and_never_zero() -> None:
    """Without the count of 1 February there is no correctiefactor; contributions with more in them are not taken."""
    autumn = read_tbgi(file(enrolled(count("2025-10-01")))).budgets[Budget.LEVEL_2]
    assert autumn.correction is None
    assert autumn.student_points(Budget.LEVEL_2) is None
    strange = read_tbgi(file(enrolled(count("2025-10-01", own="1.2"), count("2026-02-01")))).budgets[Budget.LEVEL_2]
    assert strange.holds_weights is True
    assert strange.student_points(Budget.LEVEL_2) is None


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<Inschrijvingen/>", "geen TBG-i"),
        (b"geen xml " + PERSON.encode(), "geen geldige XML"),
        (file(enrolled(count("2025-10-01", price="veel"))), "PrijsfactorMBO"),
        (file(enrolled(count("2025-10-01", price="-1"))), "PrijsfactorMBO"),
        (file(enrolled(count("gisteren"))), "Teldatum"),
        (file(enrolled(count("2025-10-01", level=7))), "Niveau"),
        (file(enrolled(count("2025-10-01"), count("2024-10-01"))), "meer dan een bekostigingsjaar"),
        (file(), "geen inschrijving"),
        (b'<!DOCTYPE x [<!ENTITY a "' + PERSON.encode() + b'">]><Bekostigingsgrondslagen/>', "DOCTYPE"),
        (file(enrolled(count("2025-10-01", price=PERSON + "x"))), "PrijsfactorMBO"),
    ],
)
def test_a_wrong_file_is_refused_without_naming_anybody(content: bytes, said: str) -> None:
    with pytest.raises(TbgiError) as error:
        read_tbgi(content)
    assert said in str(error.value)
    assert PERSON not in str(error.value)
    assert error.value.__cause__ is None


def test_no_person_leaves_the_reader() -> None:
    content = file(enrolled(count("2025-10-01"), count("2026-02-01")), diploma(2, "1"))
    assert PERSON in content.decode()
    assert not re.search(r"\d{9}", repr(read_tbgi(content)))


@pytest.mark.skipif(not SAMPLE.exists(), reason="the sample of TBG-i is not at hand")
def test_the_sample_of_the_description_is_read() -> None:
    sums = read_tbgi(SAMPLE.read_bytes())
    assert (sums.year, sums.enrolments, sums.diplomas) == (2027, 1, 1)
    assert sums.budgets[Budget.LEVELS_3_4].diploma_points(Budget.LEVELS_3_4) == 1
