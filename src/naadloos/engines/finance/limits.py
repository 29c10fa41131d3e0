"""What one figure may be: a number within bounds, or a sentence that says why not."""

import re
from decimal import Decimal

from naadloos.engines.finance.errors import CaseError, Problem
from naadloos.engines.finance.terms import Unit
from naadloos.engines.finance.types import Given
from naadloos.engines.route.terms import gettext_noop
from naadloos.engines.route.text import Text, text

# The most that a figure of a route can be; whatever is above is a slip.
MOST = {
    Unit.EURO: Decimal(1_000_000_000),
    Unit.EURO_PER_POINT: Decimal(1_000_000),
    Unit.PUPILS: Decimal(100_000),
    Unit.GROUPS: Decimal(1_000),
    Unit.HOURS: Decimal(100_000),
    Unit.FTE: Decimal(1_000),
    Unit.POINTS: Decimal(1_000_000),
    Unit.SHARE: Decimal(1),
    Unit.FACTOR: Decimal(10),
    Unit.NUMBER: Decimal(100_000),
}
PLACES = 6

_TEXT = gettext_noop("hier hoort een getal, zoals 24 of 1.234,50; u typte %(wat)s.")
_NOT_FINITE = gettext_noop("hier hoort een gewoon getal.")
_NEGATIVE = gettext_noop("dit kan niet onder nul zijn. Weet u het nog niet? Laat het leeg.")
_ZERO = gettext_noop("dit moet meer dan nul zijn, want er wordt door gedeeld. Weet u het nog niet? Laat het leeg.")
_ABOVE = gettext_noop("dit is hoogstens %(most)s; kijk of er een nul te veel staat.")
_PERCENT = gettext_noop("dit is hoogstens 100 %.")
_PLACES = gettext_noop("rond af op hoogstens %(places)s cijfers achter de komma.")
_RANGE = gettext_noop("laag, midden en hoog staan niet op volgorde.")
_OBSERVED = gettext_noop("het aantal dat is geteld kan niet groter zijn dan het geheel.")

_THOUSANDS = re.compile(r"^-?[0-9]{1,3}(\.[0-9]{3})+(,[0-9]{1,15})?$")
_PLAIN = re.compile(r"^-?[0-9]{1,15}([.,][0-9]{1,15})?$")
_SHOWN = 20


def fault(value: Decimal, unit: Unit, *, positive: bool = False) -> Text | None:
    """Why this cannot be such a figure; None when it can."""
    if not value.is_finite():
        return text(_NOT_FINITE)
    if value < 0:
        return text(_NEGATIVE)
    if positive and value == 0:
        return text(_ZERO)
    if value > MOST[unit]:
        return text(_PERCENT) if unit is Unit.SHARE else text(_ABOVE, most=MOST[unit])
    exponent = value.normalize().as_tuple().exponent
    if isinstance(exponent, int) and -exponent > PLACES:
        return text(_PLACES, places=PLACES)
    return None


def figure_fault(figure: Given, unit: Unit, *, positive: bool = False) -> Text | None:
    """Why a figure with its reach cannot be."""
    known = [each for each in (figure.low, figure.value, figure.high) if each is not None]
    for value in known:
        if said := fault(value, unit, positive=positive):
            return said
    if known != sorted(known):
        return text(_RANGE)
    if figure.observed is not None and not 0 <= figure.observed[0] <= figure.observed[1]:
        return text(_OBSERVED)
    return None


def read_number(field: str, typed: str, unit: Unit) -> Decimal | None:
    """What somebody typed in a field, in Dutch notation; None when nothing. A share may be typed as a percentage.

    Raises CaseError with the field and the reason.

    >>> read_number("prijs", "1.234,50", Unit.EURO), read_number("blijft", "95 %", Unit.SHARE)
    (Decimal('1234.50'), Decimal('0.95'))
    """
    plain = typed.strip().removeprefix("€").strip()
    percent = plain.endswith("%")
    plain = plain.removesuffix("%").strip()
    if not plain and not percent:
        return None
    if _THOUSANDS.match(plain):
        plain = plain.replace(".", "")
    if not _PLAIN.match(plain) or (percent and unit is not Unit.SHARE):
        raise CaseError([Problem(field, text(_TEXT, wat=repr(typed[:_SHOWN])))])
    value = Decimal(plain.replace(",", "."))
    if percent:
        value = value / 100
    if said := fault(value, unit):
        raise CaseError([Problem(field, said)])
    return value
