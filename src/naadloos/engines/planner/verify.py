"""Judge a plan, whoever made it. Written apart from the model: a fault in one shows in the other."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

from naadloos.engines.planner.types import PlanPlacement, PlanProblem, PlanUnit, Reason
from naadloos.engines.planner.wording import hours_text, period_text, years_text
from naadloos.engines.route.terms import gettext_noop

Place = tuple[int, int]


def verify(problem: PlanProblem, placements: Iterable[PlanPlacement]) -> tuple[Reason, ...]:
    """Everything that is wrong with the plan; empty when it is valid. Evenness is a wish and not judged."""
    room = {(slot.route_year, slot.number): slot.hours for slot in problem.periods}
    units = {unit.key: unit for unit in problem.units}
    found: list[Reason] = []
    given: dict[str, dict[Place, Decimal]] = {key: defaultdict(Decimal) for key in units}
    load: dict[Place, Decimal] = defaultdict(Decimal)
    for each in placements:
        place = (each.route_year, each.period)
        name = {"key": each.unit, "period": period_text(*place), "hours": hours_text(each.hours)}
        if each.unit not in units:
            text = gettext_noop("In %(period)s staat %(key)s, maar die eenheid bestaat niet.")
            found.append(Reason("onbekende_eenheid", text, name, (each.unit,)))
            continue
        name["unit"] = units[each.unit].title
        if place not in room:
            text = gettext_noop("%(unit)s staat in %(period)s, maar die periode bestaat niet.")
            found.append(Reason("onbekende_periode", text, name, (each.unit,)))
        if not each.hours.is_finite() or each.hours <= 0:
            text = gettext_noop("%(unit)s staat in %(period)s met %(hours)s uur. Geef meer dan 0 uur.")
            found.append(Reason("uren_nul", text, name, (each.unit,)))
            continue
        given[each.unit][place] += each.hours
        load[place] += each.hours
    found += _full(problem, room, load, given)
    for unit in problem.units:
        found += _unit(unit, sorted(room), given[unit.key])
        found += _order(unit, units, given)
    return tuple(found)


def _full(
    problem: PlanProblem,
    room: dict[Place, Decimal],
    load: dict[Place, Decimal],
    given: dict[str, dict[Place, Decimal]],
) -> Iterator[Reason]:
    for place in sorted(room):
        if load[place] > room[place]:
            yield Reason(
                "te_vol",
                gettext_noop("In %(period)s past %(available)s uur, maar er staat %(planned)s uur."),
                {
                    "period": period_text(*place),
                    "available": hours_text(room[place]),
                    "planned": hours_text(load[place]),
                },
                tuple(dict.fromkeys(unit.key for unit in problem.units if place in given[unit.key])),
            )


def _unit(unit: PlanUnit, order: list[Place], given: dict[Place, Decimal]) -> Iterator[Reason]:
    planned = sum(given.values(), Decimal(0))
    if planned != unit.hours:
        yield Reason(
            "uren_anders",
            gettext_noop("%(unit)s heeft %(hours)s uur, maar er staat %(planned)s uur in het plan."),
            {"unit": unit.title, "hours": hours_text(unit.hours), "planned": hours_text(planned)},
            (unit.key,),
        )
    for place in sorted(given):
        early = unit.first_year is not None and place[0] < unit.first_year
        late = unit.last_year is not None and place[0] > unit.last_year
        if early or late:
            years = years_text(unit.first_year, unit.last_year)
            yield Reason(
                "buiten_jaren",
                gettext_noop("%(unit)s staat in %(period)s, maar mag alleen in %(years)s."),
                {"unit": unit.title, "period": period_text(*place), "years": years},
                (unit.key,),
            )
    for each in unit.fixed:
        if given.get((each.route_year, each.period)) != each.hours:
            yield Reason(
                "vast_verplaatst",
                gettext_noop("%(unit)s hoort vast in %(period)s met %(hours)s uur."),
                {
                    "unit": unit.title,
                    "period": period_text(each.route_year, each.period),
                    "hours": hours_text(each.hours),
                },
                (unit.key,),
            )
    placed_by_hand = sum((each.hours for each in unit.fixed), Decimal(0)) == unit.hours
    at = [index for index, place in enumerate(order) if place in given]
    if at and not placed_by_hand and (len(at) != unit.spread or at[-1] - at[0] + 1 != unit.spread):
        yield Reason(
            "spreiding",
            gettext_noop(
                "%(unit)s hoort in %(spread)s aaneengesloten periode(n), maar staat in %(count)s periode(n), "
                "van %(first)s tot en met %(last)s."
            ),
            {
                "unit": unit.title,
                "spread": str(unit.spread),
                "count": str(len(at)),
                "first": period_text(*order[at[0]]),
                "last": period_text(*order[at[-1]]),
            },
            (unit.key,),
        )


def _order(unit: PlanUnit, units: dict[str, PlanUnit], given: dict[str, dict[Place, Decimal]]) -> Iterator[Reason]:
    for key in dict.fromkeys(unit.after):
        if given[unit.key] and given.get(key) and min(given[unit.key]) <= max(given[key]):
            yield Reason(
                "volgorde",
                gettext_noop("%(unit)s begint in %(start)s, maar %(before)s is pas klaar na %(end)s."),
                {
                    "unit": unit.title,
                    "before": units[key].title,
                    "start": period_text(*min(given[unit.key])),
                    "end": period_text(*max(given[key])),
                },
                (unit.key, key),
            )
