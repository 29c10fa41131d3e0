"""How hours, periods and lists of names read in a Dutch sentence."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from naadloos.engines.planner.types import PeriodSlot, Place
from naadloos.engines.route import route_year_label


def hours_text(hours: Decimal | None) -> str:
    """
    >>> hours_text(Decimal("12.50")), hours_text(Decimal("640"))
    ('12,5', '640')
    """
    if hours is None:
        return "onbekend"
    if not hours.is_finite():
        return str(hours)
    text = f"{hours:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def period_text(route_year: int, number: int) -> str:
    return f"{route_year_label(route_year)}, periode {number}"


def places_text(places: Iterable[Place]) -> str:
    """
    >>> places_text([(1, 1), (1, 2), (1, 3), (2, 1), (2, 3)])
    'leerjaar 3, periode 1 tot en met 3; leerjaar 4, periode 1 en 3'
    """
    years: dict[int, list[int]] = {}
    for year, number in sorted(places):
        years.setdefault(year, []).append(number)
    return "; ".join(f"{route_year_label(year)}, periode {_numbers_text(found)}" for year, found in years.items())


def _numbers_text(numbers: list[int]) -> str:
    """Numbers in order; three or more that follow each other as a range."""
    if len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1:
        return f"{numbers[0]} tot en met {numbers[-1]}"
    return names_text(map(str, numbers))


def years_text(first: int | None, last: int | None) -> str:
    """The allowed years in words; None leaves that side open."""
    if first is not None and last is not None:
        if first == last:
            return route_year_label(first)
        return f"{route_year_label(first)} tot en met {route_year_label(last)}"
    if first is not None:
        return f"{route_year_label(first)} of later"
    return f"{route_year_label(last)} of eerder" if last is not None else "de hele route"


def range_text(slots: Sequence[PeriodSlot], everything: Sequence[PeriodSlot]) -> str:
    """Name a row of consecutive periods as shortly as it can be: the route, years, or periods."""
    if len(slots) == len(everything):
        return "de hele route"
    first, last = slots[0], slots[-1]
    years = {slot.route_year for slot in slots}
    if len(slots) == sum(slot.route_year in years for slot in everything):
        return years_text(first.route_year, last.route_year)
    start = period_text(first.route_year, first.number)
    return start if len(slots) == 1 else f"{start} tot en met {period_text(last.route_year, last.number)}"


def names_text(names: Iterable[str]) -> str:
    """
    >>> names_text(["A", "B", "C"])
    'A, B en C'
    """
    listed = list(names)
    return f"{', '.join(listed[:-1])} en {listed[-1]}" if len(listed) > 1 else "".join(listed)
