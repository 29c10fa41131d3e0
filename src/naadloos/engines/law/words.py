"""How numbers, dates and lists read in a Dutch sentence."""

from collections.abc import Iterable
from decimal import Decimal

_MOST_NAMES = 6


def number_text(number: Decimal) -> str:
    """
    >>> number_text(Decimal("2200")), number_text(Decimal("12.50"))
    ('2.200', '12,5')
    """
    text = f"{number:,f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.translate(str.maketrans(",.", ".,"))


def school_year_text(year: int) -> str:
    """
    >>> school_year_text(2027)
    '2027-2028'
    """
    return f"{year}-{year + 1}"


def list_text(names: Iterable[str], word: str = "en") -> str:
    """Names once each, the first few by name and the others counted.

    >>> list_text(["a", "b", "a"]), list_text("abcdefgh")
    ('a en b', 'a, b, c, d, e, f en nog 2')
    """
    listed = list(dict.fromkeys(name for name in names if name))
    if len(listed) > _MOST_NAMES + 1:
        listed = [*listed[:_MOST_NAMES], f"nog {len(listed) - _MOST_NAMES}"]
    return f"{', '.join(listed[:-1])} {word} {listed[-1]}" if len(listed) > 1 else "".join(listed)
