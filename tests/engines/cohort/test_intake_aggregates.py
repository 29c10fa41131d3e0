"""Figures that people enter as sums: hidden numbers stay intervals, and the definition says what belongs there."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake_help import csv, xlsx

from naadloos.engines.cohort import Kind, definitions
from naadloos.engines.cohort.intake import IntakeError, read_aggregates
from naadloos.engines.cohort.intake.aggregates import Aggregates
from naadloos.engines.duo.counts import Count

HEAD = "INDICATOR;SCHOOLJAAR;TELLER;NOEMER;WAARDE;BRON"
SOURCE = "Jaarverslag Scalda 2027, blz. 12"


def read(*lines: str) -> Aggregates:
    return read_aggregates(csv(*(f"{line};{SOURCE}" for line in lines), head=HEAD))


def test_counts_shares_and_values() -> None:
    found = read(
        "vsv;2027-2028;<5;61;", "vsv;2028/2029;-1;1.204;", "instroom;2027-2028;24;;", "praktijkuren;2027-2028;;;12,5"
    )
    assert found.problems == ()
    assert [(each.numerator, each.denominator, each.value) for each in found.figures] == [
        (Count(1, 4), Count(61, 61), None),
        (Count(1, 4), Count(1204, 1204), None),
        (Count(24, 24), None, None),
        (None, None, Decimal("12.5")),
    ]
    assert [(each.line, each.year, each.source) for each in found.figures[:2]] == [(2, 2027, SOURCE), (3, 2028, SOURCE)]


def test_a_workbook_reads_the_same() -> None:
    book = xlsx([HEAD.split(";"), ["vsv", "2027-2028", "<5", 61, None, SOURCE]], "cijfers")
    assert read_aggregates(book).figures == read("vsv;2027-2028;<5;61;").figures


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("vvv;2027-2028;4;61;", "INDICATOR"),
        (";2027-2028;4;61;", "INDICATOR"),
        ("vsv;2027;4;61;", "SCHOOLJAAR"),
        ("vsv;2027-2029;4;61;", "SCHOOLJAAR"),
        ("vsv;2027-2028;vier;61;", "TELLER"),
        ("vsv;2027-2028;4,5;61;", "TELLER"),
        ("vsv;2027-2028;62;61;", "TELLER"),
        ("vsv;2027-2028;5;<5;", "TELLER"),
        ("vsv;2027-2028;0;0;", "NOEMER"),
        ("vsv;2027-2028;4;;", "TELLER"),
        ("vsv;2027-2028;;;6,5", "TELLER"),
        ("vsv;2027-2028;4;61;6,5", "TELLER"),
        ("instroom;2027-2028;4;61;", "TELLER"),
        ("praktijkuren;2027-2028;4;61;", "WAARDE"),
        ("praktijkuren;2027-2028;;;-3", "WAARDE"),
        ("praktijkuren;2027-2028;;;", "WAARDE"),
        ("bpv-kwaliteit;2027-2028;;;140", "WAARDE"),
    ],
)
def test_a_wrong_line_is_told_and_spoils_no_other(line: str, column: str) -> None:
    found = read(line, "vsv;2026-2027;4;61;")
    assert [(each.line, each.column) for each in found.problems] == [(2, column)]
    assert [each.line for each in found.figures] == [3]


def test_the_same_figure_twice() -> None:
    found = read("vsv;2027-2028;4;61;", "vsv;2027-2028;5;61;")
    assert ([each.line for each in found.figures], found.problems[0].line) == ([2], 3)
    assert "regel 2" in str(found.problems[0].said)


def test_persons_in_a_source_or_a_column() -> None:
    found = read_aggregates(csv("vsv;2027-2028;4;61;;opgave J. de Vries", head=HEAD))
    assert (found.figures, found.problems[0].column) == ((), "BRON")
    assert "Vries" not in str(found.problems[0].said)
    with pytest.raises(IntakeError, match="namen"):
        read_aggregates(csv("vsv;2027-2028;4;61;;x;y", head=HEAD + ";Naam"))


@pytest.mark.parametrize("head", ["INDICATOR;SCHOOLJAAR;BRON", "INDICATOR;SCHOOLJAAR;WAARDE", "SLEUTEL;DATUM"])
def test_a_file_without_the_columns_is_refused(head: str) -> None:
    with pytest.raises(IntakeError):
        read_aggregates(csv("a;b;c", head=head))


@pytest.mark.parametrize("year", range(2015, 2035))
def test_every_indicator_can_be_given_in_every_year(year: int) -> None:
    lines = [
        f"{key};{year}-{year + 1};" + {Kind.SHARE: "3;40;", Kind.COUNT: "40;;", Kind.GIVEN: ";;12"}[each.kind]
        for key, each in definitions().items()
    ]
    found = read(*lines)
    assert (len(found.figures), found.problems) == (len(lines), ())


@given(st.binary(max_size=300))
def test_random_bytes_are_read_or_refused(content: bytes) -> None:
    for each in (content, HEAD.encode() + b"\n" + content):
        with suppress(IntakeError):
            read_aggregates(each)
