"""Why nothing fits, found by counting: the plainest reasons, tried before the solver."""

from collections.abc import Iterator
from graphlib import TopologicalSorter
from itertools import combinations_with_replacement

from naadloos.engines.planner.model import Ways
from naadloos.engines.planner.options import Option, cents, from_cents
from naadloos.engines.planner.types import PlanUnit, Reason
from naadloos.engines.planner.wording import hours_text, names_text, period_text, range_text, years_text
from naadloos.engines.route.terms import gettext_noop


def shortages(ways: Ways) -> tuple[Reason, ...]:
    """Every shortage that counting can show; empty proves nothing."""
    allowed = {key: tuple(each for each in found if each.allowed) for key, found in ways.by_unit.items()}
    return (*_too_big(ways, allowed), *_too_full(ways, allowed), *_too_long(ways, allowed))


def _too_big(ways: Ways, allowed: dict[str, tuple[Option, ...]]) -> Iterator[Reason]:
    room = [cents(slot.hours) for slot in ways.slots]
    for unit in ways.problem.units:
        if not any(all(hours <= room[at] for at, hours in each.pieces) for each in allowed[unit.key]):
            most = min(max(hours for _, hours in each.pieces) for each in allowed[unit.key])
            yield Reason(
                "eenheid_te_groot",
                gettext_noop(
                    "%(unit)s vraagt %(hours)s uur in één periode. In %(years)s is nergens zoveel ruimte "
                    "in alle perioden die de eenheid nodig heeft."
                ),
                {
                    "unit": unit.title,
                    "hours": hours_text(from_cents(most)),
                    "years": years_text(unit.first_year, unit.last_year),
                },
                (unit.key,),
            )


def _too_full(ways: Ways, allowed: dict[str, tuple[Option, ...]]) -> list[Reason]:
    """Rows of periods that must hold more than they can; the route first, then years, then shorter rows.

    A row is not named when a shorter row within it already is: that one is the cause.
    """
    room = [cents(slot.hours) for slot in ways.slots]
    rows = sorted(combinations_with_replacement(range(len(room)), 2), key=lambda row: (row[1] - row[0], row))
    whole = [(0, len(room) - 1)]
    years = [row for row in rows if _is_years(ways, *row) and row not in whole]
    found: list[Reason] = []
    for level in (whole, years, rows):
        if level is rows and found:
            break  # shorter rows of periods only when nothing plainer was found
        named: list[tuple[int, int]] = []
        for first, last in level:
            if any(first <= start and end <= last for start, end in named):
                continue
            needed = {
                unit.key: hours
                for unit in ways.problem.units
                if (hours := min(_within(each, first, last) for each in allowed[unit.key]))
            }
            available = sum(room[first : last + 1])
            if sum(needed.values()) > available:
                found.append(_full(ways, first, last, needed, available))
                named.append((first, last))
    return found


def _is_years(ways: Ways, first: int, last: int) -> bool:
    """Whether the row is made of whole years."""
    slots = ways.slots
    return (first == 0 or slots[first - 1].route_year != slots[first].route_year) and (
        last == len(slots) - 1 or slots[last + 1].route_year != slots[last].route_year
    )


def _within(option: Option, first: int, last: int) -> int:
    return sum(hours for at, hours in option.pieces if first <= at <= last)


def _full(ways: Ways, first: int, last: int, needed: dict[str, int], room: int) -> Reason:
    titles = {unit.key: unit.title for unit in ways.problem.units}
    params = {
        "place": range_text(ways.slots[first : last + 1], ways.slots),
        "available": hours_text(from_cents(room)),
        "needed": hours_text(from_cents(sum(needed.values()))),
        "units": names_text(titles[key] for key in needed),
    }
    if last - first + 1 == len(ways.slots):
        sentence = gettext_noop("In %(place)s past %(available)s uur, maar er moet %(needed)s uur in.")
    else:
        sentence = gettext_noop("In %(place)s past %(available)s uur, maar er moet %(needed)s uur in: %(units)s.")
    return Reason("te_vol", sentence, params, tuple(needed))


def _too_long(ways: Ways, allowed: dict[str, tuple[Option, ...]]) -> Iterator[Reason]:
    """Chains of prerequisites that end too late, even when every unit starts as early as it may."""
    units = {unit.key: unit for unit in ways.problem.units}
    ready: dict[str, int] = {}  # earliest index of the last period; absent when a chain before it already fails
    cause: dict[str, str] = {}
    for unit in _after_each_other(units):
        if any(key not in ready for key in unit.after):
            continue
        start = -1
        for key in unit.after:
            if ready[key] > start:
                start, cause[unit.key] = ready[key], key
        ends = [each.last for each in allowed[unit.key] if each.first > start]
        if ends:
            ready[unit.key] = min(ends)
            continue
        chain = [unit.key]
        while chain[0] in cause:
            chain.insert(0, cause[chain[0]])
        slot = ways.slots[start]
        yield Reason(
            "keten_te_lang",
            gettext_noop(
                "Deze eenheden moeten na elkaar: %(units)s. %(before)s is op zijn vroegst klaar na "
                "%(period)s; daarna is er voor %(unit)s geen plaats meer binnen %(years)s."
            ),
            {
                "units": names_text(units[key].title for key in chain),
                "before": units[chain[-2]].title,
                "unit": unit.title,
                "period": period_text(slot.route_year, slot.number),
                "years": years_text(unit.first_year, unit.last_year),
            },
            tuple(chain),
        )


def _after_each_other(units: dict[str, PlanUnit]) -> Iterator[PlanUnit]:
    """The units so that each comes after its prerequisites; ``check`` made sure that there is no circle."""
    order = TopologicalSorter({key: unit.after for key, unit in units.items()})
    return (units[key] for key in order.static_order())
