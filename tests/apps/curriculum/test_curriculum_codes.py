"""One spelling for codes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naadloos.curriculum.codes import PROFILES, mbo_code, normalise, vmbo_code


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
