"""Reading events from CSV and XLSX: each line by itself, and no refused cell is ever repeated."""

import io
import zipfile
from contextlib import suppress
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from intake_help import HEAD, START, csv, read, saved, xlsx
from openpyxl import load_workbook

from naadloos.engines.cohort.intake import Event, EventLine, IntakeError, check_events, read_events, template
from naadloos.engines.cohort.intake.rows import MOST_BYTES, MOST_LINES
from naadloos.engines.route.terms import Leerweg


def refused(content: bytes) -> str:
    with pytest.raises(IntakeError) as caught:
        read_events(content)
    return str(caught.value.said)


def test_every_event() -> None:
    found = read(
        START,
        "LL-2027-001;telling;01-10-2027;;;;;;",
        "LL-2027-001;vo_klaar;10-07-2029;;;;;;",
        "LL-2027-001;vmbo_diploma;2029-07-05;;;;;;",
        "LL-2027-001;mbo_deel;01-06-2028;;;;;;3",
        "LL-2027-001;wissel;01-02-2028;;bb;25656;2;;",
        "LL-2027-001;verzuim;03-03-2028;;;;;;",
        "LL-2027-001;koppeling;01-08-2029;;;;;;MB-77",
        "MB-77;mbo_diploma;05-07-2031;;;25656;2;;",
        "MB-77;verder;01-09-2031;;;;;;",
        "LL-2;uit_route;1-9-2028;;;;;;",
        "LL-3;uit_onderwijs;1-9-2028;;;;;;",
        "LL-4;uit_onbekend;1-9-2028;;;;;;",
        "LL-5;vertrokken;1-9-2028;;;;;;",
    )
    assert found.problems == ()
    assert found.columns == tuple(HEAD.split(";"))
    assert {each.kind for each in found.lines} == set(Event)
    assert found.lines[0] == EventLine(
        2, "LL-2027-001", Event.START, date(2027, 8, 1), 2027, Leerweg.KB, "25655", 3, True
    )
    assert found.lines[4].value == "3"
    assert found.lines[10].on == date(2028, 9, 1)


@pytest.mark.parametrize(
    ("code", "leerweg"),
    [("bb", "bb"), ("BL", "bb"), ("kb", "kb"), ("KL", "kb"), ("GL", "gl"), ("gl", "gl"), ("TL", "tl")],
)
def test_leerwegen(code: str, leerweg: str) -> None:
    assert read(START.replace("kb", code)).lines[0].leerweg == leerweg


@pytest.mark.parametrize(
    ("advice", "high"),
    [
        ("vmbo-b", False),
        ("VMBO-GT", False),
        ("vmbo-gt / havo", True),
        ("havo/vwo", True),
        ("onbekend", None),
        ("", None),
    ],
)
def test_advice(advice: str, high: bool | None) -> None:
    found = read(START.replace("havo", advice))
    assert found.problems == ()
    assert found.lines[0].high_advice is high


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
def test_separators_and_mark(separator: str, start: bytes) -> None:
    content = start + csv(START).decode().replace(";", separator).encode()
    assert read_events(content).lines == read(START).lines


def test_the_separator_line_of_excel_and_empty_lines_keep_the_numbers() -> None:
    found = read_events(b"sep=;\r\n" + csv("", ";;;;;;;;", START, head=HEAD))
    assert [each.number for each in found.lines] == [5]


@pytest.mark.parametrize(
    ("line", "column"),
    [
        (START.replace("01-08-2027", "31-02-2027"), "DATUM"),
        (START.replace("01-08-2027", "1 augustus"), "DATUM"),
        (START.replace("01-08-2027", ""), "DATUM"),
        (START.replace(";2027;", ";27;"), "STARTJAAR"),
        (START.replace(";2027;", ";;"), "STARTJAAR"),
        (START.replace("kb", ""), "LEERWEG"),
        (START.replace("kb", "mavo"), "LEERWEG"),
        (START.replace("25655", "2565"), "CREBO"),
        (START.replace(";3;", ";5;"), "NIVEAU"),
        (START.replace("havo", "gymnasium"), "ADVIES"),
        (START + "4", "WAARDE"),
        (START.replace("start", "begin"), "GEBEURTENIS"),
        (START.replace("LL-2027-001", ""), "SLEUTEL"),
        ("LL-1;mbo_deel;01-08-2028;;;;;;51", "WAARDE"),
        ("LL-1;mbo_deel;01-08-2028;;;;;;", "WAARDE"),
        ("LL-1;mbo_diploma;01-08-2028;;;;;;", "NIVEAU"),
        ("LL-1;koppeling;01-08-2028;;;;;;", "WAARDE"),
        ("LL-1;koppeling;01-08-2028;;;;;;Sanne01", "WAARDE"),
        ("LL-1;wissel;01-08-2028;;;;;;", "LEERWEG"),
        (START + ";extra", ""),
        ('LL-1;"start;01-08-2027;2027;kb;;;;', ""),
        (START + "x" * 600, ""),
    ],
)
def test_a_wrong_line_is_told_and_spoils_no_other(line: str, column: str) -> None:
    other = START.replace("001", "002")
    found = read(line, other)
    assert [(each.line, each.column) for each in found.problems] == [(2, column)]
    assert str(found.problems[0].said)
    assert found.lines == read("", other).lines


@pytest.mark.parametrize("secret", ["Sanne01", "jan.de.vries", "123456782", "0612345678", "s@school.nl", "Kowalska"])
@pytest.mark.parametrize("place", range(9))
def test_a_refused_cell_is_never_repeated(secret: str, place: int) -> None:
    cells = START.split(";")
    cells[place] = secret
    found = read(";".join(cells))
    assert found.lines == ()
    assert found.problems
    assert all(secret not in repr(each) and secret not in str(each.said) for each in found.problems)


@pytest.mark.parametrize("head", ["naam", "BSN", "E-mail", "Geboortedatum", "adres", "Postcode", "telefoon"])
def test_a_column_about_persons_refuses_the_file(head: str) -> None:
    said = refused(csv(START + ";", head=f"{HEAD};{head}"))
    assert "Kolom 10 is voor" in said
    assert "Haal die kolom weg" in said


def test_an_unknown_column_is_told_and_looked_at_all_the_same() -> None:
    found = read_events(csv(START + ";ja", START + ";Sanne", head=HEAD + ";OPMERKING"))
    assert len(found.lines) == 1
    assert [(each.line, each.column) for each in found.problems] == [(1, "10"), (3, "10")]


def test_a_file_without_heads_shows_nothing_of_its_first_line() -> None:
    said = refused(b"Sanne de Vries;kb;2027\nLL-1;kb;2027")
    assert "SLEUTEL" in said
    assert "Sanne" not in said


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b" \n ",
        b"\xff\xfeS\x00L\x00",
        b"<!DOCTYPE html><html>",
        b"VLP|27DV|2024-07-31\nPER|1",
        b"een kolom\n1",
        csv(head=HEAD),
        csv(head=HEAD.replace("DATUM", "DAG")),
        csv(START, head=HEAD.replace("CREBO", "LEERWEG")),
        b"a;" * 80 + b"\n1",
        b"x" * (MOST_BYTES + 1),
        csv(*[START] * (MOST_LINES + 1)),
        b'"SLEUTEL;DATUM\n',
    ],
)
def test_files_that_are_refused(content: bytes) -> None:
    assert refused(content)


# -- XLSX ------------------------------------------------------------------------------------------

FILLED = ["LL-2027-001", "start", datetime(2027, 8, 1), 2027, "kb", 25655, 3, "havo", None]  # noqa: DTZ001 (as in Excel)


def test_xlsx_reads_what_csv_reads() -> None:
    assert read_events(xlsx([HEAD.split(";"), FILLED])).lines == read(START).lines


def test_the_only_sheet_may_have_another_name() -> None:
    assert len(read_events(xlsx([HEAD.split(";"), FILLED], "Blad1")).lines) == 1


def test_formulas_and_merged_cells_are_problems_of_their_line() -> None:
    book = load_workbook(io.BytesIO(xlsx([HEAD.split(";"), FILLED, FILLED, FILLED, FILLED])))
    page = book.active
    page["F3"] = "=1+1"
    page.merge_cells("A4:A5")
    found = read_events(saved(book))
    assert [each.number for each in found.lines] == [2]
    assert [(each.line, "formule" in str(each.said)) for each in found.problems] == [(3, True), (4, False), (5, False)]


def test_a_name_in_a_workbook_is_refused() -> None:
    found = read_events(xlsx([HEAD.split(";"), ["Sanne01", *FILLED[1:]]]))
    assert (found.lines, found.problems[0].column) == ((), "SLEUTEL")
    assert "Kolom 1 " in refused(xlsx([["Naam", *HEAD.split(";")], ["x", *FILLED]]))


def packed(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return stream.getvalue()


def test_hostile_packages_are_refused() -> None:
    types = {"[Content_Types].xml": b"<Types/>"}
    assert "te groot" in refused(packed(types | {"xl/bomb.xml": b"0" * (51 * 1024 * 1024)}))
    assert "te groot" in refused(packed(types | {f"xl/{n}.xml": b"" for n in range(300)}))
    assert "DOCTYPE" in refused(packed(types | {"xl/a.xml": "<!DOCTYPE x>".encode("utf-16")}))
    assert "beschadigd" in refused(packed(types))
    assert "geen Excel" in refused(packed({"a.txt": b"a"}))
    assert "geen Excel" in refused(b"PK\x03\x04 and no more")
    assert "ontbreekt" in refused(saved(_two_sheets()))


def _two_sheets() -> object:
    book = load_workbook(io.BytesIO(xlsx([HEAD.split(";")], "een")))
    book.create_sheet("twee")
    return book


def _template() -> bytes:
    return template("Bouw in Zeeland", [2027, 2028], [Leerweg.BB, Leerweg.KB], {"25655": 3, "25656": 2})


def test_the_template_reads_without_problems_when_it_is_filled() -> None:
    empty = _template()
    assert "staat niets" in refused(empty)
    book = load_workbook(io.BytesIO(empty))
    page = book["gebeurtenissen"]
    rules = page.data_validations.dataValidation
    assert len(rules) == 6
    for column, value in enumerate(FILLED, 1):
        page.cell(2, column, value)
    assert read_events(saved(book)).problems == ()
    assert read_events(saved(book)).lines == read(START).lines


def test_the_examples_are_not_read_and_are_right() -> None:
    book = load_workbook(io.BytesIO(_template()))
    rows = [[cell.value for cell in row] for row in book["voorbeeld"].iter_rows()]
    found = read_events(xlsx(rows))
    assert found.problems == ()
    checked = check_events(found.lines, {}, today=date(2040, 1, 1))
    assert {each.verdict.value for each in checked} == {"nieuw"}


def test_the_explanation_names_every_event_and_no_formula_gets_in() -> None:
    book = load_workbook(io.BytesIO(template("=cmd()", [], [], {}, translate=str)))
    page = book["uitleg"]
    assert page["B1"].data_type == "s"
    assert {each.value for each in Event} <= {row[0].value for row in page.iter_rows()}
    assert book["lijsten"].sheet_state == "hidden"


# -- anything --------------------------------------------------------------------------------------


@given(st.binary(max_size=400))
def test_random_bytes_are_read_or_refused(content: bytes) -> None:
    for each in (content, HEAD.encode() + b"\n" + content, b"PK" + content):
        with suppress(IntakeError):
            read_events(each)


_WORKBOOK = xlsx([HEAD.split(";"), FILLED])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(_WORKBOOK) - 1), st.integers(0, 255)), min_size=1, max_size=12))
def test_a_damaged_workbook_is_read_or_refused(damage: list[tuple[int, int]]) -> None:
    content = bytearray(_WORKBOOK)
    for place, value in damage:
        content[place] = value
    with suppress(IntakeError):
        read_events(bytes(content))


_LINE = st.binary(max_size=60).filter(lambda line: b"\n" not in line and b"\r" not in line)


@given(_LINE, st.integers(0, 2))
def test_a_wrong_line_never_changes_what_is_read_of_the_others(wrong: bytes, place: int) -> None:
    good = [START.encode(), START.replace("001", "002").encode()]
    lines = [*good[:place], wrong, *good[place:]]
    found = read_events(b"\n".join([HEAD.encode(), *lines]))
    numbers = [number for number in (2, 3, 4) if number != place + 2]
    assert [(each.number, each.key) for each in found.lines if each.number in numbers] == [
        (numbers[0], "LL-2027-001"),
        (numbers[1], "LL-2027-002"),
    ]
    assert all(each.line == place + 2 for each in found.problems)
