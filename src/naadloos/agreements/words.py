"""Numbers, dates and lists in Dutch, the same on every machine: no locale of the operating system is read."""

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from naadloos.engines.route import calendar, text

UNKNOWN = "onbekend"
TO_CONFIRM = "te bevestigen"
_SWAP = str.maketrans(",.", ".,")


def date_text(day: date | None) -> str:
    """
    >>> date_text(date(2027, 8, 1)), date_text(None)
    ('1 augustus 2027', 'onbekend')
    """
    return UNKNOWN if day is None else calendar.date_text(day)


def number_text(value: Decimal | int | None) -> str:
    """
    >>> number_text(Decimal("1250.00")), number_text(Decimal("12.50")), number_text(None)
    ('1.250', '12,5', 'onbekend')
    """
    return UNKNOWN if value is None else text.number_text(value)


def hours_text(value: Decimal | int | None) -> str:
    """
    >>> hours_text(Decimal("1250")), hours_text(None)
    ('1.250 klokuur', 'onbekend')
    """
    return UNKNOWN if value is None else f"{number_text(value)} klokuur"


def euro_text(value: Decimal | None) -> str:
    """
    >>> euro_text(Decimal("12500")), euro_text(Decimal("-3.5")), euro_text(None)
    ('€ 12.500,00', '€ -3,50', 'onbekend')
    """
    if value is None:
        return UNKNOWN
    return "€ " + f"{value.quantize(Decimal('0.01'), ROUND_HALF_UP):,f}".translate(_SWAP)


def list_text(items: Iterable[str]) -> str:
    """
    >>> list_text(["a", "b", "c"]), list_text(["a"])
    ('a, b en c', 'a')
    """
    words = [item for item in items if item]
    return " en ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def or_unknown(text: str) -> str:
    """A text, or 'onbekend' when nothing was filled in."""
    return text.strip() or UNKNOWN


def sentence(text: str) -> str:
    """
    >>> sentence("vier keer per jaar"), sentence("Klaar!")
    ('vier keer per jaar.', 'Klaar!')
    """
    text = text.strip()
    return text if text.endswith((".", "!", "?")) else f"{text}."
