"""What is wrong around the units: names that do not exist, orders turned round, amounts that cannot be."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from naadloos.engines.planner.types import Place, PlanProblem, PlanUnit, Reason
from naadloos.engines.planner.wording import hours_text, names_text, period_text
from naadloos.engines.route.terms import gettext_noop

Exact = Callable[[Decimal], bool]
MOST_TRAVEL = 1000  # as the most that a goal may weigh


def references(problem: PlanProblem, exact: Exact) -> Iterator[Reason]:
    """Every fault in variants, phases, windows, capacities, rules, norms, ways, and in what units say of these."""
    places = {(slot.route_year, slot.number) for slot in problem.periods}
    yield from _double(problem)
    for unit in problem.units:
        yield from _unit(problem, unit, places)
        yield from _bpv(problem, unit, exact)
    yield from _stretches(problem, places)
    yield from _amounts(problem, places, exact)
    units = {unit.key for unit in problem.units}
    for rule in problem.rules:
        missing = [key for key in rule.units if key not in units]
        if missing or len(set(rule.units)) < max(2, len(rule.units)):
            yield Reason(
                "regel_onbekend",
                gettext_noop("De regel %(rule)s moet twee of meer verschillende onderdelen noemen die bestaan."),
                {"rule": rule.key},
                tuple(key for key in rule.units if key in units),
                (f"rules:{rule.key}",),
            )


def _double(problem: PlanProblem) -> Iterator[Reason]:
    for kind, keys in (
        ("variants", [each.key for each in problem.variants]),
        ("phases", [each.key for each in problem.phases]),
        ("windows", [each.key for each in problem.windows]),
        ("capacities", [each.key for each in problem.capacities]),
        ("rules", [each.key for each in problem.rules]),
        ("norms", [each.key for each in problem.norms]),
    ):
        for key, count in Counter(keys).items():
            if count > 1:
                yield Reason(
                    "dubbele_naam",
                    gettext_noop("De sleutel %(key)s staat er meer dan één keer in."),
                    {"key": key},
                    facts=(f"{kind}:{key}",),
                )


def _unit(problem: PlanProblem, unit: PlanUnit, places: set[Place]) -> Iterator[Reason]:
    known: dict[str, tuple[set[str], Iterable[str]]] = {
        gettext_noop("voorganger"): ({each.key for each in problem.units}, unit.not_before),
        gettext_noop("fase"): ({each.key for each in problem.phases}, [unit.phase] if unit.phase else []),
        gettext_noop("venster"): ({each.key for each in problem.windows}, [unit.window] if unit.window else []),
        gettext_noop("capaciteit"): ({each.key for each in problem.capacities}, unit.uses),
        gettext_noop("variant"): ({each.key for each in problem.variants}, unit.variants),
    }
    for what, (there, named) in known.items():
        for key in named:
            if key not in there:
                yield Reason(
                    "onbekende_verwijzing",
                    gettext_noop("%(unit)s noemt %(what)s %(key)s, maar die bestaat niet."),
                    {"unit": unit.title, "what": what, "key": key},
                    (unit.key,),
                    (f"units:{unit.key}",),
                )
    start = [unit.start] if unit.start else []
    for place in sorted({*unit.allowed, *unit.forbidden, *unit.wished, *start} - places):
        yield Reason(
            "onbekende_periode",
            gettext_noop("%(unit)s noemt %(period)s, maar die periode bestaat niet."),
            {"unit": unit.title, "period": period_text(*place)},
            (unit.key,),
            (f"units:{unit.key}",),
        )
    if unit.most_spread < unit.spread:
        yield Reason(
            "spreiding_omgekeerd",
            gettext_noop("%(unit)s heeft meer perioden als minimum dan als maximum."),
            {"unit": unit.title},
            (unit.key,),
            (f"units:{unit.key}",),
        )
    if unit.pupils < 0 or unit.tests < 0:
        yield Reason(
            "aantal_negatief",
            gettext_noop("%(unit)s heeft een negatief aantal leerlingen of toetsen."),
            {"unit": unit.title},
            (unit.key,),
            (f"units:{unit.key}",),
        )


def _bpv(problem: PlanProblem, unit: PlanUnit, exact: Exact) -> Iterator[Reason]:
    bpv = unit.bpv
    if bpv is None or not exact(unit.hours) or unit.hours <= 0:
        return
    name = {"unit": unit.title, "hours": hours_text(unit.hours), "week": hours_text(bpv.hours_per_week)}
    about = ((unit.key,), (f"units:{unit.key}",))
    if not exact(bpv.hours_per_week) or bpv.hours_per_week <= 0 or unit.hours % bpv.hours_per_week:
        yield Reason(
            "bpv_weken",
            gettext_noop("%(unit)s heeft %(hours)s uur bpv. Dat is geen heel aantal weken van %(week)s uur."),
            name,
            *about,
        )
        return
    weeks = int(unit.hours / bpv.hours_per_week)
    available = sum(slot.weeks for slot in problem.periods)
    if bpv.min_weeks < 1 or weeks < bpv.min_weeks:
        yield Reason(
            "bpv_te_kort",
            gettext_noop("%(unit)s duurt %(weeks)s weken, maar bpv moet minstens %(least)s weken achter elkaar zijn."),
            {**name, "weeks": str(weeks), "least": str(bpv.min_weeks)},
            *about,
        )
    elif weeks > available:
        yield Reason(
            "bpv_te_lang",
            gettext_noop(
                "%(unit)s duurt %(weeks)s weken, maar de perioden van de route hebben samen %(available)s weken."
            ),
            {**name, "weeks": str(weeks), "available": str(available)},
            *about,
        )


def _stretches(problem: PlanProblem, places: set[Place]) -> Iterator[Reason]:
    for phase in problem.phases:
        if phase.first > phase.last:
            yield Reason(
                "omgekeerd",
                gettext_noop("Het begin van %(what)s ligt na het einde."),
                {"what": phase.title},
                facts=(f"phases:{phase.key}",),
            )
    for variant in problem.variants:
        ends = [place for place in (variant.start, variant.end) if place is not None]
        if not set(ends) <= places:
            yield Reason(
                "onbekende_periode",
                gettext_noop("%(what)s begint of eindigt in een periode die niet bestaat."),
                {"what": variant.title},
                facts=(f"variants:{variant.key}",),
            )
        elif ends != sorted(ends):
            yield Reason(
                "omgekeerd",
                gettext_noop("Het begin van %(what)s ligt na het einde."),
                {"what": variant.title},
                facts=(f"variants:{variant.key}",),
            )
    for window in problem.windows:
        missing = sorted(set(window.periods) - places)
        if missing:
            yield Reason(
                "onbekende_periode",
                gettext_noop("Het venster %(what)s noemt perioden die niet bestaan: %(periods)s."),
                {"what": window.title, "periods": names_text(period_text(*place) for place in missing)},
                facts=(f"windows:{window.key}",),
            )


def _amounts(problem: PlanProblem, places: set[Place], exact: Exact) -> Iterator[Reason]:
    for slot in problem.periods:
        sides = [hours for hours in (slot.hours_vmbo, slot.hours_mbo) if hours is not None]
        if slot.weeks < 0 or any(not exact(hours) or hours < 0 for hours in sides):
            yield Reason(
                "uren_kant",
                gettext_noop("Bij %(period)s kloppen de weken of de uren van vmbo of mbo niet. Geef 0 of meer."),
                {"period": period_text(slot.route_year, slot.number)},
                facts=(f"periods:{slot.route_year}-{slot.number}",),
            )
    for capacity in problem.capacities:
        amounts = [capacity.amount, *(amount for _, amount in capacity.per_period)]
        known = {place for place, _ in capacity.per_period} <= places
        if not known or any(not exact(amount) or amount < 0 for amount in amounts):
            yield Reason(
                "capaciteit_fout",
                gettext_noop("Bij %(what)s kloppen de aantallen niet. Geef 0 of meer, in perioden die bestaan."),
                {"what": capacity.title},
                facts=(f"capacities:{capacity.key}",),
            )
    for way in problem.travel:
        if way.one == way.other or not exact(way.weight) or not 0 <= way.weight <= MOST_TRAVEL:
            yield Reason(
                "reis_fout",
                gettext_noop("De reis tussen %(one)s en %(other)s klopt niet."),
                {"one": way.one, "other": way.other},
            )
    variants = {variant.key for variant in problem.variants}
    for norm in problem.norms:
        given = [hours for hours in (norm.least, norm.most) if hours is not None]
        wrong = not set(norm.variants) <= variants or any(not exact(hours) or hours < 0 for hours in given)
        if wrong or given != sorted(given):
            yield Reason(
                "norm_fout",
                gettext_noop("De norm %(what)s klopt niet: de uren, de volgorde of de varianten."),
                {"what": norm.title},
                facts=(f"norms:{norm.key}",),
            )
    goals = problem.goals
    weights = (
        goals.balance,
        goals.practice,
        goals.mbo,
        goals.bundles,
        goals.travel,
        goals.exams,
        goals.wishes,
        goals.stability,
    )
    parts = (goals.tolerance, goals.mbo_share)
    if any(not 0 <= weight <= 1000 for weight in weights) or any(not 0 <= part <= 1 for part in parts):
        yield Reason(
            "gewicht_fout",
            gettext_noop("Een gewicht ligt tussen 0 en 1000, een deel tussen 0 en 1."),
        )
    elif not exact(goals.hours_per_day) or goals.hours_per_day <= 0:
        yield Reason("gewicht_fout", gettext_noop("Een lesdag heeft meer dan 0 uur."))
