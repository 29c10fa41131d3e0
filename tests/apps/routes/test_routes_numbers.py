"""Numbers as people type them."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naadloos.routes.forms.numbers import NumberField, parse_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        ("1.250", "1250"),
        ("1.250,50", "1250.50"),
        ("1,250.50", "1250.50"),
        ("12500.50", "12500.50"),
        ("€ 1.250.000", "1250000"),
        ("1 250,5", "1250.5"),
        ("-3,25", "-3.25"),
        ("1250", "1250"),
    ],
)
def test_dutch(text: str, number: str) -> None:
    assert parse_number(text, decimal_comma=True) == Decimal(number)


def test_english_groups_with_a_comma() -> None:
    assert parse_number("1,250", decimal_comma=False) == Decimal(1250)
    assert parse_number("1.250", decimal_comma=False) == Decimal("1.250")


@pytest.mark.parametrize("text", ["", "veel", "1,2,3", "1.2.3,4,5", "12u", "--1", "NaN", "Infinity", "1e9"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(text)}$"):
        parse_number(text, decimal_comma=True)


@given(st.decimals(min_value=-99_999, max_value=99_999, places=2))
def test_what_is_shown_can_be_read_again(number: Decimal) -> None:
    field = NumberField()
    assert field.to_python(field.prepare_value(number)) == number
