"""One spelling for codes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naadloos.curriculum.codes import (
    PROFILES,
    Pasted,
    crebo_code,
    keuzedeel_code,
    mbo_code,
    normalise,
    read_list,
    vmbo_code,
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("P/BWI/1.2", "P/BWI/01/02"),
        ("p/bwi/01/02", "P/BWI/01/02"),
        ("P/BWI/1", "P/BWI/01"),
        ("P/D&P/3", "P/DP/03"),
        ("P/MaT/2", "P/MT/02"),
        ("P/M&T/2", "P/MET/02"),
        ("K/Z&W/12/1", "K/ZW/12/01"),
        (" k/groen/4 ", "K/GR/04"),
        ("P BWI 2.1", "P/BWI/02/01"),
    ],
)
def test_vmbo(text: str, code: str) -> None:
    assert vmbo_code(text) == code
    assert normalise(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("25786 B1-K1-W3", "25786 B1-K1-W3"),
        ("25786-b1-k1-w3", "25786 B1-K1-W3"),
        ("b1k1w3", "B1-K1-W3"),
        ("P2-K1", "P2-K1"),
    ],
)
def test_mbo(text: str, code: str) -> None:
    assert mbo_code(text) == code


@pytest.mark.parametrize("text", ["", "metselen", "P/XYZ/1", "25786", "P/BWI", "P/BWI/100"])
def test_what_is_no_code(text: str) -> None:
    assert normalise(text) is None


@given(st.sampled_from("PK"), st.sampled_from(sorted(PROFILES)), st.integers(1, 99), st.none() | st.integers(1, 99))
def test_normalising_twice_changes_nothing(kind: str, profile: str, module: int, deeltaak: int | None) -> None:
    code = vmbo_code(f"{kind}/{profile}/{module}" + (f".{deeltaak}" if deeltaak else ""))
    assert code is not None
    assert vmbo_code(code) == code


@given(st.text(max_size=40))
def test_any_text_is_safe(text: str) -> None:
    normalise(text)


@pytest.mark.parametrize(
    ("text", "code"), [("k0023", "K0023"), ("K 0067", "K0067"), ("K023", None), ("K/BWI/01", None)]
)
def test_keuzedeel(text: str, code: str | None) -> None:
    assert keuzedeel_code(text) == code


@pytest.mark.parametrize(
    ("text", "code"), [("25786", "25786"), ("crebo: 25786", "25786"), ("2578", None), ("²5786", None)]
)
def test_crebo(text: str, code: str | None) -> None:
    assert crebo_code(text) == code


def test_a_pasted_list_in_any_spelling_with_words_behind_the_code() -> None:
    text = (
        "P/BWI/1.2 muren metselen\np bwi 01 02; K/Z&W/7,25786 Metselaar\nB1-K1-W3\t25829 b1 k1\n\nzomaar iets\nk0023."
    )
    assert read_list(text) == [
        Pasted("P/BWI/1.2 muren metselen", "P/BWI/01/02"),
        Pasted("K/Z&W/7", "K/ZW/07"),
        Pasted("25786 Metselaar", "25786"),
        Pasted("B1-K1-W3", "25786 B1-K1-W3"),
        Pasted("25829 b1 k1", "25829 B1-K1"),
        Pasted("zomaar iets", ""),
        Pasted("k0023.", "K0023"),
    ]


@given(st.text(max_size=400))
def test_any_pasted_text_is_safe_and_each_code_comes_once(text: str) -> None:
    codes = [item.code for item in read_list(text) if item.code]
    assert len(codes) == len(set(codes))
