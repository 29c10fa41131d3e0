"""Open data of DUO, with its traps: hidden cells, separators, encodings, pages that are no table."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naadloos.engines.duo import (
    Count,
    Kind,
    TableError,
    analyse,
    find_offers,
    forecast,
    parse_count,
    read_places,
    read_table,
)
from naadloos.engines.duo.analysis import leerweg_in

SHARED = Path(__file__).parents[4] / "shared" / "data" / "duo"
REAL = SHARED / "geslaagden-gezakten-en-cijfers-2024-2025-fragment.csv"

EXAMS = (
    '"INSTELLINGSCODE";"VESTIGINGSCODE";"LEERWEG VMBO";"VMBO SECTOR";"AFDELING";"EXAMENKANDIDATEN";"GESLAAGDEN"\n'
    '"00XX";"00XX01";"BL";"Techniek";"BWI";"12";"11"\n'
    '"00XX";"00XX02";"BL";"Techniek";"BWI";"<5";"<5"\n'
    '"00XX";"00XX01";"KL";"Zorg";"ZWE";"21";"20"\n'
    '"00YY";"00YY00";"BL";"Techniek";"BWI";"9";"9"\n'
    '"00XX";"00XX01";"TL";"Economie";" ";"32";"28"\n'
)
INFLOW = (
    "JAAR,INSTELLINGSCODE,NIVEAU,LEERWEG,BEROEPSOPLEIDING CODE,VOOROPLEIDING VO,INSTROOM MBO,AANTAL\n"
    "2024,25XX,2,BOL,25786,VMBO BL,1,14\n"
    "2024,25XX,2,BOL,25786,VMBO KL,1,-1\n"
    "2025,25XX,2,BOL,25786,VMBO BL,1,11\n"
    "2025,25XX,2,BOL,25999,VMBO BL,1,50\n"
)
OWN = "schooljaar;profiel;leerweg;leerlingen\n2022-2023;BWI;bb;20\n2023-2024;BWI;bb;<5\n2024-2025;BWI;bb;16\n"
OFFER = (
    "ERKENDEOPLEIDINGSCODE;OPLEIDINGSEENHEID_NAAM;ONDERWIJSAANBIEDERID;NAAM;ONDERWIJSLOCATIECODE;POSTCODE;PLAATSNAAM;"
    "LEERTRAJECT\n"
    "25786;Metselaar;100A001;ROC Ver;100X001;9711AA;Groningen;BOL\n"
    "25786;Metselaar;100A002;ROC Dichtbij;100X002;3511AB;Utrecht;BOL\n"
    "25786;Metselaar;100A002;ROC Dichtbij;100X002;3511AB;Utrecht;BOL\n"
    "25999;Iets anders;100A003;ROC Anders;100X003;3511AB;Utrecht;BBL\n"
    "25786;Metselaar;100A004;ROC Onbekend;100X004;0000AA;Nergens;BBL\n"
)
PLACES = "POSTCODE;LAT;LON\n3511;52,0907;5,1214\n9711;53.2194;6.5665\n1012;52.3676;4.9041\n"


def table(text: str, encoding: str = "utf-8"):  # type: ignore[no-untyped-def]
    return read_table(text.encode(encoding))


# -- tables ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_separator_and_encoding_are_found(separator: str, encoding: str) -> None:
    found = table(f"naam{separator}aantal\nCoördinatie{separator}3\n", encoding)
    assert found.columns == ("NAAM", "AANTAL")
    assert found.rows == ({"NAAM": "Coördinatie", "AANTAL": "3"},)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "leeg"),
        (b"<!DOCTYPE html><html>", "webpagina"),
        (b"PK\x03\x04", "Excel"),
        (b"een kolom\n1\n", "één kolom"),
        (b"a;b\n", "niets"),
        (b"a;a\n1;2\n", "dezelfde kop"),
        (b"a;b\n1;2\n1;2;3\n", "Regel 3"),
    ],
)
def test_what_is_no_table_says_what_is_wrong(content: bytes, said: str) -> None:
    with pytest.raises(TableError, match=said):
        read_table(content)


# -- counts ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "low", "high"), [("<5", 1, 4), ("-1", 1, 4), ("0", 0, 0), ("1.204", 1204, 1204), (" 7 ", 7, 7)]
)
def test_what_is_hidden_is_an_interval(cell: str, low: int, high: int) -> None:
    assert parse_count(cell) == Count(low, high)


def test_four_is_hidden_in_old_files_alone() -> None:
    assert parse_count("4") == Count(4, 4)
    assert parse_count("4", four_is_hidden=True) == Count(1, 4)


@pytest.mark.parametrize("cell", ["", "x", "6,2", "-3", "1.2", "٣"])
def test_what_is_no_number_of_people_is_refused(cell: str) -> None:
    with pytest.raises(ValueError, match="geen aantal"):
        parse_count(cell)


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 4)), max_size=8))
def test_a_sum_of_intervals_holds_every_sum_of_what_they_hold(parts: list[tuple[int, int]]) -> None:
    total = sum((Count(low, low + extra) for low, extra in parts), Count())
    assert total.low == sum(low for low, _ in parts) <= total.high == sum(low + extra for low, extra in parts)


# -- what a file says ------------------------------------------------------------------------------


def test_candidates_per_profile_with_what_is_hidden() -> None:
    found = analyse(table(EXAMS), year=2024, places=["00XX"], profiles=["BWI", "ZW"])
    assert found.kind is Kind.EXAMS
    assert found.total("profile", "leerweg") == {("BWI", "bb"): Count(13, 16), ("ZW", "kb"): Count(21, 21)}
    assert found.history(profile="BWI", leerweg="bb") == {2024: Count(13, 16)}
    one = analyse(table(EXAMS), year=2024, places=["00XX01"], profiles=["BWI"])
    assert one.total("place") == {("00XX01",): Count(12, 12)}


def test_inflow_per_opleiding_and_leerweg() -> None:
    found = analyse(table(INFLOW), crebos=["25786"])
    assert found.kind is Kind.INFLOW
    assert found.history(crebo="25786") == {2024: Count(15, 18), 2025: Count(11, 11)}
    assert found.total("year", "leerweg")["2024", "kb"] == Count(1, 4)


def test_an_own_table() -> None:
    found = analyse(table(OWN), profiles=["BWI"])
    assert found.history(profile="BWI", leerweg="bb") == {2022: Count(20, 20), 2023: Count(1, 4), 2024: Count(16, 16)}


def test_a_wrong_cell_is_told_with_its_line_and_not_counted() -> None:
    found = analyse(table(OWN + "2025-2026;BWI;bb;veel\n"), profiles=["BWI"])
    assert found.wrong == ("regel 5: “veel” is geen aantal",)
    assert 2025 not in found.history(profile="BWI")


def test_another_file_is_not_guessed_at() -> None:
    with pytest.raises(TableError, match="herkent Naadloos niet"):
        analyse(table("a;b\n1;2\n"))


@pytest.mark.parametrize(
    ("text", "leerweg"), [("VMBO BL", "bb"), ("vmbo gemengde leerweg", "gl"), ("VWO", ""), ("", "")]
)
def test_the_leerweg_in_a_text(text: str, leerweg: str) -> None:
    assert leerweg_in(text) == leerweg


@pytest.mark.skipif(not REAL.exists(), reason="the shared data are not here")
def test_the_real_file_is_read_whole() -> None:
    found = analyse(read_table(REAL.read_bytes()), year=2024)
    assert found.kind is Kind.EXAMS
    assert not found.wrong
    assert found.total("leerweg").keys() <= {("bb",), ("kb",), ("gl",), ("tl",), ("",)}
    assert analyse(read_table(REAL.read_bytes()), year=2024, places=["00AH17"], profiles=["BWI"]).total("leerweg") == {
        ("bb",): Count(6, 6),
        ("kb",): Count(12, 12),
    }


# -- forecast --------------------------------------------------------------------------------------


def test_the_middle_is_the_mean_of_three_years_times_the_share() -> None:
    history = {2020: Count(99, 99), 2022: Count(20, 20), 2023: Count(24, 24), 2024: Count(16, 16)}
    found = forecast(history, low=50, middle=60, high=70)
    assert found
    assert found.years == (2022, 2023, 2024)
    assert found.middle == 12  # 20 * 60 %
    # From tables of Poisson: with 8 expected P(4 or fewer) = 0.0996 and P(5 or fewer) = 0.191, so the 10 % point is 5;
    # with 16.8 expected P(21 or fewer) = 0.871 and P(22 or fewer) = 0.912, so the 90 % point is 22.
    assert (found.low, found.high) == (5, 22)


def test_nothing_known_is_nothing_expected_and_nobody_gives_nobody() -> None:
    assert forecast({}, low=10, middle=20, high=30) is None
    found = forecast({2024: Count(0, 0)}, low=10, middle=20, high=30)
    assert found
    assert (found.low, found.middle, found.high) == (0, 0, 0)
    with pytest.raises(ValueError, match="rise"):
        forecast({2024: Count(1, 1)}, low=30, middle=20, high=40)


@given(
    st.dictionaries(st.integers(2018, 2026), st.tuples(st.integers(0, 200), st.integers(0, 3)), min_size=1),
    st.lists(st.integers(0, 100), min_size=3, max_size=3).map(sorted),
)
def test_low_middle_and_high_are_in_order_and_hidden_cells_only_widen(
    history: dict[int, tuple[int, int]], shares: list[int]
) -> None:
    low, middle, high = shares
    exact = forecast({year: Count(n, n) for year, (n, _) in history.items()}, low=low, middle=middle, high=high)
    wide = forecast(
        {year: Count(n, n + more) for year, (n, more) in history.items()}, low=low, middle=middle, high=high
    )
    assert exact
    assert wide
    assert wide.low <= wide.middle <= wide.high + 1
    assert wide.low == exact.low
    assert wide.high >= exact.high


# -- who offers what where -------------------------------------------------------------------------


def test_the_nearest_first_and_one_row_per_place() -> None:
    found = find_offers(table(OFFER), crebos=["25786"], postcode="1012 AB", places=read_places(table(PLACES)))
    assert [each.name for each in found] == ["ROC Dichtbij", "ROC Ver", "ROC Onbekend"]
    assert found[0].distance == pytest.approx(34, abs=1)
    assert found[2].distance is None


def test_without_places_no_distance_is_made_up() -> None:
    found = find_offers(table(OFFER), crebos=["25786", "25999"], postcode="1012 AB")
    assert all(each.distance is None for each in found)
    assert [each.name for each in found] == ["ROC Anders", "ROC Dichtbij", "ROC Onbekend", "ROC Ver"]


def test_wrong_files_say_so() -> None:
    with pytest.raises(TableError, match="opleidingsaanbod"):
        find_offers(table(OWN), crebos=["25786"])
    for wrong in ("POSTCODE;LAT\n3511;52\n", "POSTCODE;LAT;LON\n3511;x;5\n", "POSTCODE;LAT;LON\n3511;99;5\n"):
        with pytest.raises(TableError):
            read_places(table(wrong))
