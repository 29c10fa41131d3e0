"""What a plan costs, goal by goal, in words."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from naadloos.engines.planner.goals import Targets, cost_of, targets_of, travel_days
from naadloos.engines.planner.layout import Layout, lay_out, settle
from naadloos.engines.planner.options import Pieces, cents, from_cents
from naadloos.engines.planner.types import (
    Goal,
    GoalScore,
    PlanPlacement,
    PlanProblem,
    Reason,
    Score,
)
from naadloos.engines.planner.wording import hours_text, names_text, period_text
from naadloos.engines.route.terms import gettext_noop

NAMED = 3  # so many units or periods are named in a sentence


def score(problem: PlanProblem, placements: Iterable[PlanPlacement]) -> Score:
    """The points of a plan, also one made by hand; units without a placement are left aside.

    ``problem`` must be without faults. Rules are not judged here: that is what ``verify`` does.
    """
    layout = lay_out(settle(problem))
    return score_of(layout, targets_of(layout), pieces_of(layout, placements))


def pieces_of(layout: Layout, placements: Iterable[PlanPlacement]) -> dict[int, Pieces]:
    """Where each unit is; what does not exist in the problem is left out."""
    found: dict[int, dict[int, int]] = {}
    for each in placements:
        at = layout.index.get((each.route_year, each.period))
        if at is not None and each.unit in layout.by_key and each.hours > 0:
            here = found.setdefault(layout.by_key[each.unit], {})
            here[at] = here.get(at, 0) + cents(each.hours)
    return {unit: tuple(sorted(here.items())) for unit, here in found.items()}


def score_of(layout: Layout, targets: Targets, placed: Mapping[int, Pieces]) -> Score:
    costs = cost_of(layout, targets, placed)
    total = sum(costs.values())
    words = {
        Goal.BALANCE: _balance,
        Goal.PRACTICE: _practice,
        Goal.MBO: _mbo,
        Goal.BUNDLES: _bundles,
        Goal.TRAVEL: _travel,
        Goal.EXAMS: _exams,
        Goal.WISHES: _wishes,
        Goal.STABILITY: _stability,
    }
    return Score(
        from_cents(total),
        tuple(
            GoalScore(
                goal,
                from_cents(cost),
                (Decimal(100 * cost) / total).quantize(Decimal("0.1")) if total else Decimal(0),
                words[goal](layout, targets, placed),
            )
            for goal, cost in costs.items()
        ),
    )


def _units(layout: Layout, units: Iterable[int]) -> tuple[str, ...]:
    return tuple(layout.forms[unit].unit.key for unit in units)


def _named(layout: Layout, units: list[int]) -> str:
    names = [layout.forms[unit].unit.title for unit in units[:NAMED]]
    rest = len(units) - len(names)
    return names_text([*names, f"nog {rest}"] if rest else names)


def _period_facts(layout: Layout, periods: Iterable[int]) -> tuple[str, ...]:
    return tuple("periods:{}-{}".format(*layout.place(at)) for at in sorted(set(periods)))


def _balance(layout: Layout, targets: Targets, placed: Mapping[int, Pieces]) -> Reason:
    worst, most, off_periods = None, 0, []
    for target in targets.rows:
        load = _loads(target.row.units, placed)
        for at, (aim, tolerance) in target.ideal.items():
            off = abs(load.get(at, 0) - aim) - tolerance
            if off > 0:
                off_periods.append(at)
            if off > most:
                worst, most = at, off
    if worst is None:
        return Reason("evenwicht", gettext_noop("Elke periode is ongeveer even vol."))
    return Reason(
        "evenwicht",
        gettext_noop(
            "%(count)s keer wijkt een periode te veel af. Het meest: %(period)s, %(hours)s uur te veel of te weinig."
        ),
        {
            "count": str(len(off_periods)),
            "period": period_text(*layout.place(worst)),
            "hours": hours_text(from_cents(most)),
        },
        facts=_period_facts(layout, off_periods),
    )


def _loads(units: Iterable[int], placed: Mapping[int, Pieces]) -> dict[int, int]:
    load: dict[int, int] = {}
    for unit in units:
        for at, hours in placed.get(unit, ()):
            load[at] = load.get(at, 0) + hours
    return load


def _practice(layout: Layout, targets: Targets, placed: Mapping[int, Pieces]) -> Reason:
    late = None
    for target in targets.rows:
        starts = [placed[unit][0][0] for unit in target.practice if unit in placed]
        if target.practice and (not starts or min(starts) > target.row.first):
            late = max(late or 0, min(starts, default=target.row.last))
    if late is None:
        return Reason("praktijk", gettext_noop("De praktijk begint meteen, of er is geen praktijk ingevoerd."))
    return Reason(
        "praktijk",
        gettext_noop("De eerste praktijk komt pas in %(period)s."),
        {"period": period_text(*layout.place(late))},
        facts=_period_facts(layout, [late]),
    )


def _mbo(layout: Layout, targets: Targets, placed: Mapping[int, Pieces]) -> Reason:
    short = [
        at
        for target in targets.rows
        for at, least in target.mbo.items()
        if _loads(target.mbo_units, placed).get(at, 0) < least
    ]
    if not short:
        return Reason(
            "mbo", gettext_noop("In leerjaar 3 en 4 is er overal genoeg mbo-inhoud, of er is geen ingevoerd.")
        )
    return Reason(
        "mbo",
        gettext_noop("Te weinig mbo-inhoud in %(periods)s."),
        {"periods": _period_names(layout, short)},
        facts=_period_facts(layout, short),
    )


def _period_names(layout: Layout, periods: Iterable[int]) -> str:
    found = sorted(set(periods))
    names = [period_text(*layout.place(at)) for at in found[:NAMED]]
    return names_text([*names, f"nog {len(found) - NAMED}"] if len(found) > NAMED else names)


def _bundles(layout: Layout, targets: Targets, placed: Mapping[int, Pieces]) -> Reason:
    apart = []
    for _, units, fewest in targets.bundles:
        there = [placed[unit] for unit in units if unit in placed]
        if there and max(each[-1][0] for each in there) - min(each[0][0] for each in there) + 1 > fewest:
            apart += list(units)
    if not apart:
        return Reason("bundels", gettext_noop("Elke bundel ligt bij elkaar."))
    return Reason(
        "bundels",
        gettext_noop("Niet bij elkaar liggen: %(units)s."),
        {"units": _named(layout, apart)},
        _units(layout, apart),
        tuple(f"units:{key}" for key in _units(layout, apart)),
    )


def _travel(layout: Layout, targets: Targets, placed: Mapping[int, Pieces]) -> Reason:
    # Pupils of other variants and groups travel in the same periods: each period counts once, as its fullest week.
    busy: dict[int, int] = {}
    for target in targets.rows:
        mine: dict[int, int] = {}
        for at, _, days in travel_days(target, placed):
            mine[at] = mine.get(at, 0) + days
        for at, days in mine.items():
            busy[at] = max(busy.get(at, 0), days)
    if not busy:
        return Reason("reizen", gettext_noop("Niemand hoeft naar een andere plaats te reizen."))
    return Reason(
        "reizen",
        gettext_noop(
            "In %(count)s van de %(all)s perioden wordt gereisd, in de drukste periode op %(days)s dagen per week."
        ),
        {"count": str(len(busy)), "all": str(len(layout.slots)), "days": str(max(busy.values()))},
        facts=_period_facts(layout, busy),
    )


def _exams(layout: Layout, targets: Targets, placed: Mapping[int, Pieces]) -> Reason:
    full = []
    for target in targets.rows:
        tests: dict[int, int] = {}
        for unit in target.tests:
            if unit in placed:
                last = placed[unit][-1][0]
                tests[last] = tests.get(last, 0) + layout.forms[unit].unit.tests
        full += [at for at, many in tests.items() if many > target.tests_most]
    if not full:
        return Reason("toetsen", gettext_noop("De toetsen zijn gespreid."))
    return Reason(
        "toetsen",
        gettext_noop("Te veel toetsen in %(periods)s."),
        {"periods": _period_names(layout, full)},
        facts=_period_facts(layout, full),
    )


def _wishes(layout: Layout, targets: Targets, placed: Mapping[int, Pieces]) -> Reason:
    outside = [
        unit
        for unit, places in targets.wished.items()
        if unit in placed and any(at not in places for at, _ in placed[unit])
    ]
    if not outside:
        return Reason("wensen", gettext_noop("Elke wens is vervuld."))
    return Reason(
        "wensen",
        gettext_noop("Niet (helemaal) in de gewenste perioden: %(units)s."),
        {"units": _named(layout, outside)},
        _units(layout, outside),
        tuple(f"units:{key}" for key in _units(layout, outside)),
    )


def _stability(layout: Layout, targets: Targets, placed: Mapping[int, Pieces]) -> Reason:
    moved = [
        unit for unit, places in targets.previous.items() if unit in placed and places != {at for at, _ in placed[unit]}
    ]
    if not moved:
        return Reason("rust", gettext_noop("Niets ligt anders dan in het vorige plan, of er is geen vorig plan."))
    return Reason(
        "rust",
        gettext_noop("%(count)s onderdelen liggen anders dan in het vorige plan: %(units)s."),
        {"count": str(len(moved)), "units": _named(layout, moved)},
        _units(layout, moved),
        tuple(f"units:{key}" for key in _units(layout, moved)),
    )
