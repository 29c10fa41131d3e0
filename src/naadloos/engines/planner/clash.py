"""Why nothing fits, found by the solver: a smallest set of demands that cannot go together.

First every demand hangs on a literal that is assumed to hold, and the solver names assumptions that suffice
for the contradiction. Then each of these is left out in turn, in a model that holds nothing but the others,
and stays out when the contradiction stays. What is left is minimal: let any one go and the rest fits; when
time ran out first, the sentence says so.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from naadloos.engines.planner.arithmetic import Counting
from naadloos.engines.planner.demands import own_demand
from naadloos.engines.planner.layout import Layout, norm_applies
from naadloos.engines.planner.model import Demand, build, counted
from naadloos.engines.planner.options import cents, from_cents
from naadloos.engines.planner.types import Capacity, PlanUnit, Reason
from naadloos.engines.planner.wording import hours_text, names_text
from naadloos.engines.route import route_year_label
from naadloos.engines.route.terms import CapacityKind, gettext_noop

# Units are let go first, then what holds between them: a clash of few units reads best.
ORDER = ("geven", "na", "niet_voor", "samen", "apart", "norm", "capaciteit")
LAST = ("ruimte", "ruimte_vmbo", "ruimte_mbo")


@dataclass(frozen=True, slots=True)
class Clash:
    """Demands that cannot go together; ``minimal``: proven that without any one of them the others can.

    ``fits``: there is no clash, a plan exists.
    """

    demands: tuple[Demand, ...]
    minimal: bool
    fits: bool = False


def clash(layout: Layout, *, seconds: float, seed: int) -> tuple[Reason, ...]:
    """One reason that counts the clashing demands and names the units, then one per demand."""
    found = clashing_demands(layout, seconds=seconds, seed=seed)
    if not found.demands:
        return (
            Reason(
                "botsing_onbekend",
                gettext_noop("Deze eisen gaan niet samen, maar binnen de tijd is niet gevonden welke botsen."),
            ),
        )
    return tuple(sentences(layout, found))


def clashing_demands(layout: Layout, *, seconds: float, seed: int) -> Clash:
    """The clashing demands; none when they were not found in time. ``seconds`` is the solver's own time."""
    from ortools.sat.python import cp_model

    counting = Counting(layout)
    core, left, fits = _first_core(layout, counting, seconds, seed)
    hours = {form.unit.key: form.unit.hours for form in layout.forms}
    # Large units stay in longest: then few are needed to show what does not fit.
    core.sort(key=lambda each: (_rank(each.kind), hours.get(each.unit, 0)))
    minimal = bool(core)
    needed: list[Demand] = []
    # Many at once while that works, then fewer: with few demands left over that takes few models.
    many = max(1, len(core) // 4)
    while core:
        rest = _in_use(layout, [*needed, *core[many:]])
        clashes = counting.too_full(rest)
        if not clashes:
            if left <= 0:
                minimal = False
                break
            made = _solver(left, seed)
            status = made.solve(build(layout, only=frozenset(rest)).model)
            left -= made.response_proto.deterministic_time + 0.01
            clashes = status == cp_model.INFEASIBLE
            minimal = minimal and (status != cp_model.UNKNOWN or many > 1)
        if clashes:
            core = [each for each in rest if each not in needed]
            many = max(1, min(2 * many, len(core) // 2))
        elif many == 1:
            needed.append(core.pop(0))
        else:
            many //= 2
    needed += core
    return Clash(tuple(needed), minimal, fits)


def _first_core(layout: Layout, counting: Counting, seconds: float, seed: int) -> tuple[list[Demand], float, bool]:
    """Demands that suffice for the contradiction, the time left, and whether everything fits after all."""
    from ortools.sat.python import cp_model

    literals: dict[Demand, Any] = {}

    def switch(demand: Demand) -> list[Any]:
        if demand not in literals:
            literals[demand] = made_for.new_bool_var(repr(demand))
        return [literals[demand]]

    made_for = cp_model.CpModel()
    build(layout, switch, into=made_for)
    if counting.too_full(literals):
        return _in_use(layout, list(literals)), seconds, False
    made_for.add_assumptions(list(literals.values()))
    made = _solver(seconds / 2, seed)
    status = made.solve(made_for)
    left = seconds - made.response_proto.deterministic_time
    names = {literal.index: demand for demand, literal in literals.items()}
    enough: Iterable[Demand] = ()
    if status == cp_model.INFEASIBLE:
        enough = {names[index] for index in made.sufficient_assumptions_for_infeasibility()} or literals
    elif status == cp_model.UNKNOWN:
        # With every demand on a literal the contradiction may be far; without, it was found.
        made = _solver(left / 2, seed)
        if made.solve(build(layout, only=frozenset(literals)).model) == cp_model.INFEASIBLE:
            enough = literals
        left -= made.response_proto.deterministic_time
    known = set(enough)
    fits = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    return _in_use(layout, [each for each in literals if each in known]), left, fits


def _rank(kind: str) -> int:
    if kind in LAST:
        return len(ORDER) + 1
    return ORDER.index(kind) if kind in ORDER else len(ORDER)


def _in_use(layout: Layout, demands: list[Demand]) -> list[Demand]:
    """Without what is asked of units that need not be given any more."""
    given = {each.unit for each in demands if each.kind == "geven"}
    given |= {layout.forms[at].unit.key for at in counted(layout, frozenset(demands))}
    return [
        each for each in demands if (not each.unit or each.unit in given) and (not each.other or each.other in given)
    ]


def _solver(seconds: float, seed: int) -> Any:
    """One worker and a limit in the solver's own time, so that the answer does not depend on the machine."""
    from ortools.sat.python import cp_model

    made = cp_model.CpSolver()
    made.parameters.num_workers = 1
    made.parameters.random_seed = seed
    made.parameters.max_deterministic_time = max(seconds, 0.0)
    made.parameters.max_time_in_seconds = 4 * seconds + 1
    return made


def sentences(layout: Layout, found: Clash) -> Iterable[Reason]:
    units = tuple(dict.fromkeys(each.unit for each in found.demands if each.unit))
    about = {unit.key: unit for unit in layout.problem.units}
    params = {"count": str(len(found.demands)), "units": names_text(about[key].title for key in units)}
    if len(found.demands) == 1:
        sentence = gettext_noop("Deze ene eis kan niet, ook zonder alle andere.")
    elif not found.minimal:
        sentence = gettext_noop("Deze %(count)s eisen gaan niet samen; misschien botst al een deel.")
    elif units:
        sentence = gettext_noop(
            "Deze %(count)s eisen gaan niet samen; zonder één ervan kan het wel. Het gaat om: %(units)s."
        )
    else:
        sentence = gettext_noop("Deze %(count)s eisen gaan niet samen; zonder één ervan kan het wel.")
    parts = [reason_of(layout, about, each) for each in found.demands]
    facts = tuple(dict.fromkeys(fact for each in parts for fact in each.facts))
    yield Reason("botsing", sentence, params, units, facts)
    yield from parts


def reason_of(layout: Layout, units: dict[str, PlanUnit], demand: Demand) -> Reason:
    """One demand in words, with what can be changed about it."""
    problem = layout.problem
    if demand.kind in LAST:
        return _room(layout, demand)
    if demand.kind == "capaciteit":
        return _capacity(next(each for each in problem.capacities if each.key == demand.key))
    if demand.kind == "norm":
        norm = next(each for each in problem.norms if each.key == demand.key)
        counted = tuple(unit.key for unit in problem.units if norm_applies(norm, unit))
        asked = {"what": norm.title, "hours": hours_text(norm.least if norm.least is not None else norm.most)}
        if norm.least is not None:
            text = gettext_noop("%(what)s vraagt minstens %(hours)s uur.")
        else:
            text = gettext_noop("%(what)s staat hoogstens %(hours)s uur toe.")
        return Reason("eis_norm", text, asked, counted, (f"norms:{demand.key}",))
    if demand.kind == "apart":
        rule = next(each for each in problem.rules if each.key == demand.key)
        text = gettext_noop("Nooit in dezelfde periode: %(units)s.")
        names = {"units": names_text(units[key].title for key in rule.units)}
        return Reason("eis_apart", text, names, rule.units, (f"rules:{demand.key}",))
    if demand.other:
        return _pair(units, demand)
    return own_demand(problem, units[demand.unit], demand.kind)


def _capacity(capacity: Capacity) -> Reason:
    if capacity.per_period:
        text = gettext_noop("Van %(what)s is er per periode niet meer dan opgegeven.")
    elif capacity.kind is CapacityKind.PRACTICE:
        text = gettext_noop("Van %(what)s is er per periode niet meer dan voor %(amount)s leerlingen.")
    else:
        text = gettext_noop("Van %(what)s is er per periode niet meer dan %(amount)s uur.")
    params = {"what": capacity.title, "amount": hours_text(capacity.amount)}
    return Reason("eis_capaciteit", text, params, facts=(f"capacities:{capacity.key}",))


def _room(layout: Layout, demand: Demand) -> Reason:
    here = [slot for slot in layout.slots if slot.route_year == demand.route_year]
    if demand.kind == "ruimte":
        text = gettext_noop("In %(year)s is per periode niet meer ruimte dan opgegeven (samen %(hours)s uur).")
        hours = sum(cents(slot.hours) for slot in here)
    elif demand.kind == "ruimte_vmbo":
        text = gettext_noop("In %(year)s kan het vmbo niet meer geven dan opgegeven (samen %(hours)s uur).")
        hours = sum(cents(slot.hours_vmbo) for slot in here if slot.hours_vmbo is not None)
    else:
        text = gettext_noop("In %(year)s kan het mbo niet meer geven dan opgegeven (samen %(hours)s uur).")
        hours = sum(cents(slot.hours_mbo) for slot in here if slot.hours_mbo is not None)
    return Reason(
        f"eis_{demand.kind}",
        text,
        {"year": route_year_label(demand.route_year), "hours": hours_text(from_cents(hours))},
        facts=tuple(f"periods:{slot.route_year}-{slot.number}" for slot in here),
    )


def _pair(units: dict[str, PlanUnit], demand: Demand) -> Reason:
    unit, before = units[demand.unit], units[demand.other]
    code, text = {
        "na": ("eis_volgorde", gettext_noop("%(unit)s begint pas als %(before)s klaar is.")),
        "niet_voor": ("eis_niet_voor", gettext_noop("%(unit)s begint niet eerder dan %(before)s.")),
        "samen": ("eis_samen", gettext_noop("%(unit)s en %(before)s beginnen in dezelfde periode.")),
    }[demand.kind]
    fact = f"rules:{demand.key}" if demand.key else f"units:{demand.unit}"
    return Reason(code, text, {"unit": unit.title, "before": before.title}, (unit.key, before.key), (fact,))
