"""What is wrong in the problem itself, found before anything is solved, with the exact place."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from naadloos.engines.planner.layout import settle
from naadloos.engines.planner.nowhere import nowhere
from naadloos.engines.planner.references import references
from naadloos.engines.planner.types import PlanProblem, PlanUnit, Reason
from naadloos.engines.planner.wording import hours_text, names_text, period_text, years_text
from naadloos.engines.route.terms import gettext_noop

CENT = Decimal("0.01")
MOST_HOURS = 1_000_000


def check(problem: PlanProblem) -> tuple[Reason, ...]:
    """Every fault of the problem; empty when it can be solved or proven impossible."""
    if not problem.periods:
        return (
            Reason(
                "geen_perioden",
                gettext_noop("Er zijn nog geen perioden. Vul eerst per leerjaar de perioden en hun uren in."),
            ),
        )
    problem = settle(problem)
    found = [*_periods(problem), *_keys(problem), *references(problem, _exact)]
    for unit in problem.units:
        found += [*_hours(unit), *_window(problem, unit), *_fixed(problem, unit)]
    found += _cycles(problem)
    return tuple(found or nowhere(problem))


def _exact(hours: Decimal) -> bool:
    """Whether the hours are a plain number of hundredths (and small enough for the solver's integers)."""
    if not hours.is_finite() or abs(hours) > MOST_HOURS:
        return False
    exponent = hours.normalize().as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -2


def _periods(problem: PlanProblem) -> Iterator[Reason]:
    times = Counter((slot.route_year, slot.number) for slot in problem.periods)
    for slot in problem.periods:
        name = {"period": period_text(slot.route_year, slot.number), "hours": hours_text(slot.hours)}
        if times[slot.route_year, slot.number] > 1:
            times[slot.route_year, slot.number] = 1
            yield Reason("dubbele_periode", gettext_noop("%(period)s staat er meer dan één keer in."), name)
        if not _exact(slot.hours) or slot.hours < 0:
            yield Reason(
                "uren_periode",
                gettext_noop(
                    "%(period)s heeft %(hours)s uur. Geef 0 of meer uren, met hoogstens twee cijfers achter de komma."
                ),
                name,
            )


def _keys(problem: PlanProblem) -> Iterator[Reason]:
    times = Counter(unit.key for unit in problem.units)
    for key, count in times.items():
        if count > 1:
            titles = [unit.title for unit in problem.units if unit.key == key]
            yield Reason(
                "dubbele_sleutel",
                gettext_noop("De sleutel %(key)s hoort bij meer dan één onderdeel: %(titles)s."),
                {"key": key, "titles": names_text(titles)},
                (key,),
            )
    for unit in problem.units:
        for key in dict.fromkeys(unit.after):
            if key not in times:
                yield Reason(
                    "onbekende_voorganger",
                    gettext_noop("%(unit)s moet na %(key)s komen, maar dat onderdeel bestaat niet."),
                    {"unit": unit.title, "key": key},
                    (unit.key,),
                )


def _hours(unit: PlanUnit) -> Iterator[Reason]:
    name = {"unit": unit.title, "hours": hours_text(unit.hours), "spread": str(unit.most_spread)}
    if not _exact(unit.hours):
        yield Reason(
            "uren_onnauwkeurig",
            gettext_noop("%(unit)s heeft %(hours)s uur. Geef hoogstens twee cijfers achter de komma."),
            name,
            (unit.key,),
        )
    elif unit.hours <= 0:
        yield Reason(
            "uren_nul",
            gettext_noop("%(unit)s heeft %(hours)s uur. Een onderdeel heeft meer dan 0 uur."),
            name,
            (unit.key,),
        )
    elif unit.most_spread > unit.hours / CENT:
        yield Reason(
            "uren_te_dun",
            gettext_noop("%(hours)s uur van %(unit)s is te weinig om over %(spread)s perioden te verdelen."),
            name,
            (unit.key,),
        )


def _window(problem: PlanProblem, unit: PlanUnit) -> Iterator[Reason]:
    name = {
        "unit": unit.title,
        "spread": str(unit.spread),
        "years": years_text(unit.first_year, unit.last_year),
    }
    if unit.spread < 1:
        yield Reason(
            "spreiding_nul",
            gettext_noop("%(unit)s is gespreid over %(spread)s perioden. Dat moet er minstens één zijn."),
            name,
            (unit.key,),
        )
    if unit.first_year is not None and unit.last_year is not None and unit.first_year > unit.last_year:
        yield Reason(
            "jaren_omgekeerd",
            gettext_noop("Het eerste jaar van %(unit)s ligt na het laatste jaar."),
            name,
            (unit.key,),
        )
        return
    available = sum(in_years(unit, slot.route_year) for slot in problem.periods)
    if unit.spread > len(problem.periods):
        yield Reason(
            "spreiding_te_groot",
            gettext_noop("%(unit)s is gespreid over %(spread)s perioden, maar de route heeft er %(available)s."),
            {**name, "available": str(len(problem.periods))},
            (unit.key,),
        )
    elif available == 0:
        yield Reason(
            "jaren_zonder_periode",
            gettext_noop("%(unit)s mag alleen in %(years)s, maar daar zijn geen perioden."),
            name,
            (unit.key,),
        )
    elif unit.spread > available:
        yield Reason(
            "langer_dan_venster",
            gettext_noop(
                "%(unit)s is gespreid over %(spread)s perioden, maar mag alleen in %(years)s: "
                "dat zijn er %(available)s."
            ),
            {**name, "available": str(available)},
            (unit.key,),
        )


def in_years(unit: PlanUnit, route_year: int) -> bool:
    """Whether the unit may be given in that year of the route."""
    return (unit.first_year is None or unit.first_year <= route_year) and (
        unit.last_year is None or route_year <= unit.last_year
    )


def _fixed(problem: PlanProblem, unit: PlanUnit) -> Iterator[Reason]:
    order = {
        place: index for index, place in enumerate(sorted((slot.route_year, slot.number) for slot in problem.periods))
    }
    seen: set[tuple[int, int]] = set()
    for each in unit.fixed:
        place = (each.route_year, each.period)
        name = {
            "unit": unit.title,
            "period": period_text(*place),
            "hours": hours_text(each.hours),
            "key": each.unit,
        }
        if each.unit != unit.key:
            yield Reason(
                "vast_andere_eenheid",
                gettext_noop("Bij %(unit)s staat een vaste plaats van een ander onderdeel: %(key)s."),
                name,
                (unit.key,),
            )
        if place not in order:
            yield Reason(
                "vast_onbekende_periode",
                gettext_noop("%(unit)s staat vast in %(period)s, maar die periode bestaat niet."),
                name,
                (unit.key,),
            )
        elif not in_years(unit, each.route_year):
            yield Reason(
                "vast_buiten_jaren",
                gettext_noop("%(unit)s staat vast in %(period)s, maar mag alleen in %(years)s."),
                {**name, "years": years_text(unit.first_year, unit.last_year)},
                (unit.key,),
            )
        if place in seen:
            yield Reason(
                "vast_dubbel",
                gettext_noop("%(unit)s staat twee keer vast in %(period)s. Tel die uren bij elkaar op."),
                name,
                (unit.key,),
            )
        seen.add(place)
        if not _exact(each.hours) or each.hours <= 0:
            yield Reason(
                "vast_uren",
                gettext_noop(
                    "%(unit)s staat in %(period)s vast met %(hours)s uur. Geef meer dan 0 uur, "
                    "met hoogstens twee cijfers achter de komma."
                ),
                name,
                (unit.key,),
            )
            return
    if unit.fixed and _exact(unit.hours) and seen <= order.keys():
        yield from _fixed_sum(unit, [order[place] for place in seen])


def _fixed_sum(unit: PlanUnit, indexes: list[int]) -> Iterator[Reason]:
    total = sum((each.hours for each in unit.fixed), Decimal(0))
    rest = unit.hours - total
    name = {
        "unit": unit.title,
        "fixed": hours_text(total),
        "hours": hours_text(unit.hours),
        "spread": str(unit.spread),
    }
    if rest < 0:
        yield Reason(
            "vast_te_veel",
            gettext_noop("Van %(unit)s staat %(fixed)s uur vast, maar het onderdeel heeft %(hours)s uur."),
            name,
            (unit.key,),
        )
    elif (
        rest > 0
        and not (unit.bpv is not None and unit.contiguous)
        and (
            len(indexes) >= unit.most_spread
            or (unit.contiguous and max(indexes) - min(indexes) >= unit.most_spread)
            or rest / CENT < max(unit.spread - len(indexes), 1)
        )
    ):
        yield Reason(
            "vast_past_niet",
            gettext_noop(
                "Van %(unit)s staat %(fixed)s van de %(hours)s uur vast. De rest past niet meer binnen "
                "%(spread)s aaneengesloten perioden."
            ),
            name,
            (unit.key,),
        )


def _cycles(problem: PlanProblem) -> Iterator[Reason]:
    """Each circle of prerequisites once, its units in order."""
    after = {unit.key: unit.after for unit in problem.units}
    titles = {unit.key: unit.title for unit in problem.units}
    done: set[str] = set()
    for start in after:
        path: list[str] = []
        # Own stack instead of recursion: a chain of units may be longer than Python's recursion limit.
        stack: list[tuple[str, Iterator[str]]] = []
        if start not in done:
            path.append(start)
            stack.append((start, iter(after[start])))
        while stack:
            key, rest = stack[-1]
            following = next((each for each in rest if each in after and each not in done), None)
            if following is None:
                done.add(key)
                path.pop()
                stack.pop()
            elif following in path:
                circle = path[path.index(following) :]
                names = names_text(titles[each] for each in circle)
                yield Reason(
                    "kring",
                    gettext_noop("Deze onderdelen wachten in een kring op elkaar: %(units)s."),
                    {"units": names},
                    tuple(circle),
                )
            else:
                path.append(following)
                stack.append((following, iter(after[following])))
