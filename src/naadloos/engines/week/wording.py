"""How halves of days and lists of them read in a Dutch sentence."""

from collections.abc import Iterable

from naadloos.engines.route.calendar import DAYS
from naadloos.engines.week.types import Half


def half_text(half: Half) -> str:
    """
    >>> half_text(Half(2, 1)), half_text(Half(5, 2))
    ('dinsdagochtend', 'vrijdagmiddag')
    """
    return f"{DAYS[half.day]}{'ochtend' if half.part == 1 else 'middag'}"


def halves_text(halves: Iterable[Half]) -> str:
    """
    >>> halves_text([Half(2, 1), Half(2, 2), Half(4, 1)])
    'dinsdag en donderdagochtend'
    """
    listed = sorted(set(halves))
    parts: list[str] = []
    for half in listed:
        if half.part == 1 and Half(half.day, 2) in listed:
            parts.append(DAYS[half.day])
        elif half.part == 1 or Half(half.day, 1) not in listed:
            parts.append(half_text(half))
    return f"{', '.join(parts[:-1])} en {parts[-1]}" if len(parts) > 1 else "".join(parts)
