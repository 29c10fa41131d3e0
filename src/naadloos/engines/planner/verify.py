"""Judge a plan, whoever made it. Written apart from the model: a fault in one shows in the other."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import combinations

from naadloos.engines.planner.types import (
    Bpv,
    Capacity,
    HoursNorm,
    PeriodSlot,
    Place,
    PlanPlacement,
    PlanProblem,
    PlanUnit,
    Reason,
    Variant,
)
from naadloos.engines.planner.wording import hours_text, names_text, period_text, places_text, years_text
from naadloos.engines.route.terms import CapacityKind, RuleKind, Side, gettext_noop

Given = dict[str, dict[Place, Decimal]]


def verify(problem: PlanProblem, placements: Iterable[PlanPlacement]) -> tuple[Reason, ...]:
    """Everything that is wrong with the plan; empty when it is valid. Goals are wishes and not judged."""
    room = {(slot.route_year, slot.number): slot for slot in problem.periods}
    units = {unit.key: unit for unit in problem.units}
    found: list[Reason] = []
    given: Given = {key: defaultdict(Decimal) for key in units}
    for each in placements:
        place = (each.route_year, each.period)
        name = {"key": each.unit, "period": period_text(*place), "hours": hours_text(each.hours)}
        about = ((each.unit,), (f"units:{each.unit}",))
        if each.unit not in units:
            text = gettext_noop("In %(period)s staat %(key)s, maar dat onderdeel bestaat niet.")
            found.append(Reason("onbekende_eenheid", text, name, *about))
            continue
        name["unit"] = units[each.unit].title
        if place not in room:
            text = gettext_noop("%(unit)s staat in %(period)s, maar die periode bestaat niet.")
            found.append(Reason("onbekende_periode", text, name, *about))
        if not each.hours.is_finite() or each.hours <= 0:
            text = gettext_noop("%(unit)s staat in %(period)s met %(hours)s uur. Geef meer dan 0 uur.")
            found.append(Reason("uren_nul", text, name, *about))
            continue
        given[each.unit][place] += each.hours
    order = sorted(room)
    found += _rooms(problem, room, given)
    for capacity in problem.capacities:
        found += _capacity(problem, capacity, order, given)
    for norm in problem.norms:
        found += _norm(problem, norm, given)
    for unit in problem.units:
        found += _hours(unit, given[unit.key])
        found += _where(problem, unit, given[unit.key])
        found += _fixed(problem, unit, given[unit.key])
        found += _shape(unit, order, room, given[unit.key])
        found += _order(unit, units, given)
    found += _rules(problem, units, given)
    return tuple(found)


def _followers(problem: PlanProblem) -> Iterator[tuple[Variant | None, str, list[PlanUnit]]]:
    """What one pupil follows: per variant, and per group within it."""
    for variant in problem.variants or (None,):
        followed = [
            unit for unit in problem.units if variant is None or not unit.variants or variant.key in unit.variants
        ]
        for group in sorted({unit.group for unit in followed} - {""}) or [""]:
            yield variant, group, [unit for unit in followed if not unit.group or unit.group == group]


def _rooms(problem: PlanProblem, room: dict[Place, PeriodSlot], given: Given) -> Iterator[Reason]:
    said: set[tuple[Place, str]] = set()
    for _, _, followed in _followers(problem):
        for place, slot in sorted(room.items()):
            for kind, most, sides in (
                ("te_vol", slot.hours, None),
                ("te_vol_vmbo", slot.hours_vmbo, (Side.VMBO, Side.TOGETHER)),
                ("te_vol_mbo", slot.hours_mbo, (Side.MBO, Side.TOGETHER)),
            ):
                mine = [unit for unit in followed if (sides is None or unit.side in sides) and place in given[unit.key]]
                planned = sum((given[unit.key][place] for unit in mine), Decimal(0))
                if most is None or planned <= most or (place, kind) in said:
                    continue
                said.add((place, kind))
                text = {
                    "te_vol": gettext_noop("In %(period)s past %(available)s uur, maar er staat %(planned)s uur."),
                    "te_vol_vmbo": gettext_noop(
                        "In %(period)s kan het vmbo %(available)s uur geven, maar er staat %(planned)s uur."
                    ),
                    "te_vol_mbo": gettext_noop(
                        "In %(period)s kan het mbo %(available)s uur geven, maar er staat %(planned)s uur."
                    ),
                }[kind]
                yield Reason(
                    kind,
                    text,
                    {
                        "period": period_text(*place),
                        "available": hours_text(most),
                        "planned": hours_text(planned),
                    },
                    tuple(unit.key for unit in mine),
                    (f"periods:{place[0]}-{place[1]}",),
                )


def _capacity(problem: PlanProblem, capacity: Capacity, order: list[Place], given: Given) -> Iterator[Reason]:
    for place in order:
        users = [unit for unit in problem.units if capacity.key in unit.uses and place in given[unit.key]]
        if capacity.kind is CapacityKind.PRACTICE:
            taken = Decimal(sum(unit.pupils for unit in users))
            text = gettext_noop("In %(period)s zijn er %(available)s %(what)s, maar er zijn er %(planned)s nodig.")
        else:
            taken = sum((given[unit.key][place] for unit in users), Decimal(0))
            text = gettext_noop("In %(period)s is er %(available)s uur %(what)s, maar er is %(planned)s uur nodig.")
        if taken > capacity.of(place):
            yield Reason(
                "capaciteit",
                text,
                {
                    "period": period_text(*place),
                    "available": hours_text(capacity.of(place)),
                    "planned": hours_text(taken),
                    "what": capacity.title,
                },
                tuple(unit.key for unit in users),
                (f"capacities:{capacity.key}", f"periods:{place[0]}-{place[1]}"),
            )


def _norm(problem: PlanProblem, norm: HoursNorm, given: Given) -> Iterator[Reason]:
    for variant, _, followed in _followers(problem):
        if norm.variants and (variant is None or variant.key not in norm.variants):
            continue
        total = Decimal(0)
        for unit in followed:
            if norm.hour_kinds and unit.hour_kind not in norm.hour_kinds:
                continue
            if norm.sides and unit.side not in norm.sides:
                continue
            for (year, _), hours in given[unit.key].items():
                if (norm.first_year is None or year >= norm.first_year) and (
                    norm.last_year is None or year <= norm.last_year
                ):
                    total += hours
        name = {
            "norm": norm.title,
            "who": variant.title if variant else "de route",
            "planned": hours_text(total),
        }
        facts = (f"norms:{norm.key}",)
        if norm.least is not None and total < norm.least:
            text = gettext_noop("%(norm)s vraagt minstens %(asked)s uur, maar %(who)s heeft %(planned)s uur.")
            yield Reason("norm_te_weinig", text, {**name, "asked": hours_text(norm.least)}, facts=facts)
        if norm.most is not None and total > norm.most:
            text = gettext_noop("%(norm)s staat hoogstens %(asked)s uur toe, maar %(who)s heeft %(planned)s uur.")
            yield Reason("norm_te_veel", text, {**name, "asked": hours_text(norm.most)}, facts=facts)


def _hours(unit: PlanUnit, given: dict[Place, Decimal]) -> Iterator[Reason]:
    planned = sum(given.values(), Decimal(0))
    if planned != unit.hours:
        yield Reason(
            "uren_anders",
            gettext_noop("%(unit)s heeft %(hours)s uur, maar er staat %(planned)s uur in het plan."),
            {"unit": unit.title, "hours": hours_text(unit.hours), "planned": hours_text(planned)},
            (unit.key,),
            (f"units:{unit.key}",),
        )


def _where(problem: PlanProblem, unit: PlanUnit, given: dict[Place, Decimal]) -> Iterator[Reason]:
    about = ((unit.key,), (f"units:{unit.key}",))
    for place in sorted(given):
        name = {"unit": unit.title, "period": period_text(*place)}
        early = unit.first_year is not None and place[0] < unit.first_year
        late = unit.last_year is not None and place[0] > unit.last_year
        if early or late:
            years = years_text(unit.first_year, unit.last_year)
            text = gettext_noop("%(unit)s staat in %(period)s, maar mag alleen in %(years)s.")
            yield Reason("buiten_jaren", text, {**name, "years": years}, *about)
        if unit.allowed and place not in unit.allowed:
            text = gettext_noop("%(unit)s staat in %(period)s, maar mag alleen in %(periods)s.")
            yield Reason("niet_toegestaan", text, {**name, "periods": places_text(unit.allowed)}, *about)
        if place in unit.forbidden:
            text = gettext_noop("%(unit)s staat in %(period)s, maar mag daar niet.")
            yield Reason("verboden", text, name, *about)
        for phase in problem.phases:
            if phase.key == unit.phase and not phase.first <= place <= phase.last:
                text = gettext_noop("%(unit)s staat in %(period)s, maar hoort in de fase %(what)s.")
                yield Reason("buiten_fase", text, {**name, "what": phase.title}, *about)
        for window in problem.windows:
            what = {**name, "what": window.title}
            inside = place in window.periods
            if window.key == unit.window:
                if not inside:
                    text = gettext_noop("%(unit)s staat in %(period)s, maar hoort in het venster %(what)s.")
                    yield Reason("buiten_venster", text, what, *about)
            elif inside and window.reserved:
                text = gettext_noop("%(unit)s staat in %(period)s, maar die is alleen voor %(what)s.")
                yield Reason("gereserveerd", text, what, *about)
            if inside and window.closed_to_bpv and unit.bpv is not None and window.key != unit.window:
                text = gettext_noop("%(unit)s is bpv en staat in %(period)s, maar dan is het %(what)s.")
                yield Reason("bpv_in_venster", text, what, *about)
        for variant in problem.variants:
            if unit.variants and variant.key not in unit.variants:
                continue
            if (variant.start and place < variant.start) or (variant.end and place > variant.end):
                text = gettext_noop("%(unit)s staat in %(period)s, maar dan is %(what)s er niet.")
                yield Reason("variant_afwezig", text, {**name, "what": variant.title}, *about)
    if unit.start and given and min(given) != unit.start:
        text = gettext_noop("%(unit)s begint in %(period)s, maar moet beginnen in %(start)s.")
        name = {"unit": unit.title, "period": period_text(*min(given)), "start": period_text(*unit.start)}
        yield Reason("ander_begin", text, name, *about)


def _fixed(problem: PlanProblem, unit: PlanUnit, given: dict[Place, Decimal]) -> Iterator[Reason]:
    fixed = unit.fixed
    before = tuple(each for each in problem.previous if each.unit == unit.key)
    if unit.key in problem.locked and before:
        fixed = before
    for each in fixed:
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
                (f"units:{unit.key}",),
            )


def _placed_by_hand(unit: PlanUnit, given: dict[Place, Decimal]) -> bool:
    fixed = {(each.route_year, each.period) for each in unit.fixed}
    return sum((each.hours for each in unit.fixed), Decimal(0)) == unit.hours and fixed == given.keys()


def _shape(
    unit: PlanUnit, order: list[Place], room: dict[Place, PeriodSlot], given: dict[Place, Decimal]
) -> Iterator[Reason]:
    at = [index for index, place in enumerate(order) if place in given]
    if not at or _placed_by_hand(unit, given):
        return
    most = unit.spread if unit.max_spread is None else unit.max_spread
    if unit.bpv is not None:
        yield from _weeks(unit, unit.bpv, order, room, given, at)
        if unit.contiguous:
            return
    row = at[-1] - at[0] + 1 == len(at)
    if unit.spread <= len(at) <= most and (row or not unit.contiguous):
        return
    name = {
        "unit": unit.title,
        "spread": str(unit.spread) if most == unit.spread else f"{unit.spread} tot {most}",
        "count": str(len(at)),
        "first": period_text(*order[at[0]]),
        "last": period_text(*order[at[-1]]),
    }
    if unit.contiguous:
        text = gettext_noop(
            "%(unit)s hoort in %(spread)s aaneengesloten periode(n), maar staat in %(count)s periode(n), "
            "van %(first)s tot en met %(last)s."
        )
    else:
        text = gettext_noop("%(unit)s hoort in %(spread)s periode(n), maar staat in %(count)s periode(n).")
    yield Reason("spreiding", text, name, (unit.key,), (f"units:{unit.key}",))


def _weeks(
    unit: PlanUnit,
    bpv: Bpv,
    order: list[Place],
    room: dict[Place, PeriodSlot],
    given: dict[Place, Decimal],
    at: list[int],
) -> Iterator[Reason]:
    """Whole weeks, enough of them in a row, and for one block no week left out between."""
    weeks = {index: given[order[index]] / bpv.hours_per_week for index in at}
    whole = all(number == int(number) and number <= room[order[index]].weeks for index, number in weeks.items())
    if unit.contiguous:
        between = range(at[0] + 1, at[-1])
        row = all(index in weeks and weeks[index] == room[order[index]].weeks for index in between)
        enough = sum(weeks.values()) >= bpv.min_weeks
    else:
        row = True
        enough = all(number >= bpv.min_weeks for number in weeks.values())
    if not (whole and row and enough):
        yield Reason(
            "bpv_weken",
            gettext_noop(
                "%(unit)s hoort in hele weken van %(week)s uur, minstens %(least)s achter elkaar, maar staat anders."
            ),
            {
                "unit": unit.title,
                "week": hours_text(bpv.hours_per_week),
                "least": str(bpv.min_weeks),
            },
            (unit.key,),
            (f"units:{unit.key}",),
        )


def _order(unit: PlanUnit, units: dict[str, PlanUnit], given: Given) -> Iterator[Reason]:
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
                (f"units:{unit.key}",),
            )
    for key in dict.fromkeys(unit.not_before):
        if given[unit.key] and given.get(key) and min(given[unit.key]) < min(given[key]):
            yield Reason(
                "niet_voor",
                gettext_noop("%(unit)s begint in %(start)s, maar %(before)s begint pas in %(other)s."),
                {
                    "unit": unit.title,
                    "before": units[key].title,
                    "start": period_text(*min(given[unit.key])),
                    "other": period_text(*min(given[key])),
                },
                (unit.key, key),
                (f"units:{unit.key}",),
            )


def _rules(problem: PlanProblem, units: dict[str, PlanUnit], given: Given) -> Iterator[Reason]:
    for rule in problem.rules:
        placed = [key for key in rule.units if given.get(key)]
        fact = f"rules:{rule.key}"
        name = {"units": names_text(units[key].title for key in placed)}
        if rule.kind is RuleKind.SAME and len({min(given[key]) for key in placed}) > 1:
            text = gettext_noop("Deze onderdelen horen in dezelfde periode te beginnen: %(units)s.")
            yield Reason("niet_samen", text, name, tuple(placed), (fact,))
        for first, second in combinations(placed, 2):
            if rule.kind is RuleKind.APART and given[first].keys() & given[second].keys():
                both = sorted(given[first].keys() & given[second].keys())
                text = gettext_noop(
                    "%(first)s en %(second)s horen niet in dezelfde periode, maar staan in %(periods)s."
                )
                pair = {"first": units[first].title, "second": units[second].title, "periods": places_text(both)}
                yield Reason("niet_apart", text, pair, (first, second), (fact,))
