"""What the engine says, in the words and numbers of the reader."""

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext

from naadloos.engines.finance import Unit
from naadloos.engines.route.text import Marked, Text, Value

_HUNDRED = Decimal(100)
_MOST_PLACES = 4
# An amount with cents keeps both of them.
_CENTS = -2


def say(text: Text | str) -> str:
    """A sentence of the engine; its numbers and names stay values until here."""
    return text.filled(gettext, _shown) if isinstance(text, Text) else gettext(text)


def _shown(value: Value) -> str:
    if isinstance(value, tuple):
        return ", ".join(f"{each.name} ({each.mark})" if isinstance(each, Marked) else gettext(each) for each in value)
    if isinstance(value, Decimal):
        cents = value.as_tuple().exponent == _CENTS and value != value.to_integral_value()
        return number_format(value if cents else value.normalize(), force_grouping=True)
    return gettext(value) if isinstance(value, str) else str(value)


def euro(amount: Decimal | None) -> str:
    """With cents, or "onbekend"."""
    if amount is None:
        return gettext("onbekend")
    return _euro(amount, 2)


def whole_euro(amount: Decimal | None) -> str:
    """Without cents, for sentences and charts."""
    if amount is None:
        return gettext("onbekend")
    return _euro(Decimal(round(amount)), 0)


def _euro(amount: Decimal, places: int) -> str:
    """The sign, the amount and its minus stay on one line; the minus is as wide as a digit."""
    minus = "\N{MINUS SIGN}" if amount < 0 else ""
    return f"€\N{NO-BREAK SPACE}{minus}{number_format(abs(amount), places, force_grouping=True)}"


def figure(value: Decimal | None, unit: Unit) -> str:
    """A value with its unit, as people write it."""
    if value is None:
        return gettext("onbekend")
    if unit is Unit.EURO:
        return euro(value)
    if unit is Unit.SHARE:
        return f"{number_format((value * _HUNDRED).quantize(Decimal('0.01')).normalize(), force_grouping=True)} %"
    shown = number_format(_trimmed(value), force_grouping=True)
    return shown if unit in (Unit.NUMBER, Unit.FACTOR) else f"{shown} {gettext(unit.label)}"


def _trimmed(value: Decimal) -> Decimal:
    return round(value, _MOST_PLACES).normalize() if value else Decimal(0)
