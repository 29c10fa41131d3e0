"""Why nothing fits, found by the solver: a small set of demands that cannot go together.

Every demand hangs on a literal that is assumed to hold. The solver returns assumptions that suffice for the
contradiction; each of these is then let go in turn, and stays out when the contradiction stays. What is left
is minimal: let any one go and the rest fits; when time ran out first, the sentence says so.
"""

from typing import Any

from naadloos.engines.planner.model import Demand, Ways, build, solver
from naadloos.engines.planner.options import cents, from_cents
from naadloos.engines.planner.types import PlanUnit, Reason
from naadloos.engines.planner.wording import hours_text, names_text, period_text, years_text
from naadloos.engines.route import route_year_label
from naadloos.engines.route.terms import gettext_noop


def clash(ways: Ways, *, seconds: float, seed: int) -> tuple[Reason, ...]:
    """One reason that counts the clashing demands and names the units, then one per demand."""
    demands, minimal = clashing_demands(ways, seconds=seconds, seed=seed)
    units = tuple(dict.fromkeys(each.unit for each in demands if each.unit))
    titles = {unit.key: unit for unit in ways.problem.units}
    if not demands:
        return (
            Reason(
                "botsing_onbekend",
                gettext_noop("Deze eisen gaan niet samen, maar binnen de tijd is niet gevonden welke botsen."),
            ),
        )
    if minimal:
        sentence = gettext_noop(
            "Deze %(count)s eisen gaan niet samen; zonder één ervan kan het wel. Het gaat om: %(units)s."
        )
    else:
        sentence = gettext_noop(
            "Deze %(count)s eisen gaan niet samen; misschien botst al een deel. Het gaat om: %(units)s."
        )
    params = {"count": str(len(demands)), "units": names_text(titles[key].title for key in units)}
    head = Reason("botsing", sentence, params, units)
    return (head, *(_reason(ways, titles, each) for each in demands))


def clashing_demands(ways: Ways, *, seconds: float, seed: int) -> tuple[tuple[Demand, ...], bool]:
    """The clashing demands and whether they are proven minimal; empty when none were found in time."""
    from ortools.sat.python import cp_model

    literals: dict[Demand, Any] = {}

    def switch(demand: Demand) -> list[Any]:
        if demand not in literals:
            literals[demand] = built_model.new_bool_var(repr(demand))
        return [literals[demand]]

    built_model = cp_model.CpModel()
    build(ways, switch, into=built_model)
    names = {literal.index: demand for demand, literal in literals.items()}
    left = seconds
    minimal = True

    def contradiction(active: list[Demand]) -> list[Demand] | None:
        """Demands among ``active`` that suffice for the contradiction; None when they fit or time is up."""
        nonlocal left, minimal
        if left <= 0:
            minimal = False
            return None
        built_model.clear_assumptions()
        built_model.add_assumptions([literals[each] for each in active])
        made = solver(seconds=left, seed=seed)
        status = made.solve(built_model)
        # Deterministic time, so that also the moment of giving up is the same on every machine.
        left -= made.response_proto.deterministic_time
        if status != cp_model.INFEASIBLE:
            minimal = minimal and status != cp_model.UNKNOWN
            return None
        enough = {names[index] for index in made.sufficient_assumptions_for_infeasibility()}
        return [each for each in active if each in enough] or active

    # Units are let go first: a clash of few units reads best.
    everything = sorted(literals, key=lambda each: ("geven", "volgorde", "jaren", "ruimte").index(each.kind))
    core = contradiction(everything)
    if core is None:
        return (), False
    for demand in list(core):
        if demand in core:
            smaller = contradiction([each for each in core if each != demand])
            core = smaller if smaller is not None else core
    return tuple(core), minimal


def _reason(ways: Ways, units: dict[str, PlanUnit], demand: Demand) -> Reason:
    if demand.kind == "ruimte":
        here = [slot for slot in ways.slots if slot.route_year == demand.route_year]
        return Reason(
            "eis_ruimte",
            gettext_noop("In %(year)s is per periode niet meer ruimte dan opgegeven (samen %(hours)s uur)."),
            {
                "year": route_year_label(demand.route_year),
                "hours": hours_text(from_cents(sum(cents(slot.hours) for slot in here))),
            },
        )
    unit = units[demand.unit]
    if demand.kind == "volgorde":
        return Reason(
            "eis_volgorde",
            gettext_noop("%(unit)s begint pas als %(before)s klaar is."),
            {"unit": unit.title, "before": units[demand.before].title},
            (unit.key, demand.before),
        )
    if demand.kind == "jaren":
        return Reason(
            "eis_jaren",
            gettext_noop("%(unit)s mag alleen in %(years)s."),
            {"unit": unit.title, "years": years_text(unit.first_year, unit.last_year)},
            (unit.key,),
        )
    params = {"unit": unit.title, "hours": hours_text(unit.hours), "spread": str(unit.spread)}
    if unit.fixed:
        params["periods"] = names_text(period_text(each.route_year, each.period) for each in unit.fixed)
        sentence = gettext_noop("%(unit)s heeft %(hours)s uur en staat vast in %(periods)s.")
    elif unit.spread == 1:
        sentence = gettext_noop("%(unit)s heeft %(hours)s uur, in één periode.")
    else:
        sentence = gettext_noop("%(unit)s heeft %(hours)s uur, in %(spread)s aaneengesloten perioden.")
    return Reason("eis_geven", sentence, params, (unit.key,))
