"""A Dutch sentence with its values, so that it can be translated before it is filled in; and numbers in Dutch."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import NamedTuple

Value = str | int | Decimal


def number_text(number: Decimal | int) -> str:
    """
    >>> number_text(Decimal("11672.710")), number_text(8), number_text(Decimal("-0.4"))
    ('11.672,71', '8', '-0,4')
    """
    text = f"{Decimal(number):,f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.translate(str.maketrans(",.", ".,"))


def euro_text(amount: Decimal | None) -> str:
    """
    >>> euro_text(Decimal("-1234.5")), euro_text(None)
    ('€ -1.234,50', 'onbekend')
    """
    return "onbekend" if amount is None else "€ " + f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))


def _dutch(value: Value) -> str:
    """A year is a plain int, without a dot for thousands."""
    return number_text(value) if isinstance(value, Decimal) else str(value)


class Text(NamedTuple):
    """A %-template in Dutch with its values."""

    template: str
    values: Mapping[str, Value] = {}

    def filled(self, translate: Callable[[str], str], show: Callable[[Value], str]) -> str:
        """The sentence in another language: ``translate`` the template, ``show`` each value."""
        template = translate(self.template)
        return template % {name: show(value) for name, value in self.values.items()} if self.values else template

    def __str__(self) -> str:
        return self.filled(str, _dutch)


def text(template: str, **values: Value) -> Text:
    return Text(template, values)
