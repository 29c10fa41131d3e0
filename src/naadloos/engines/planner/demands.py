"""What the programme asks of one unit, as sentences with what can be changed about each."""

from naadloos.engines.planner.types import PlanProblem, PlanUnit, Reason
from naadloos.engines.planner.wording import hours_text, names_text, places_text, years_text
from naadloos.engines.route.terms import gettext_noop


def own_demand(problem: PlanProblem, unit: PlanUnit, kind: str) -> Reason:
    """What is asked of one unit; ``kind`` is a closing rule, anything else is that it must be given at all."""
    name = {"unit": unit.title}
    about = (unit.key,)
    facts = (f"units:{unit.key}",)
    titles = {f"phases:{each.key}": each.title for each in problem.phases}
    titles |= {f"windows:{each.key}": each.title for each in problem.windows}
    match kind:
        case "jaren":
            text = gettext_noop("%(unit)s mag alleen in %(years)s.")
            return Reason(
                "eis_jaren", text, {**name, "years": years_text(unit.first_year, unit.last_year)}, about, facts
            )
        case "toegestaan":
            text = gettext_noop("%(unit)s mag alleen in %(periods)s.")
            periods = {**name, "periods": places_text(unit.allowed)}
            if unit.bpv is not None:
                text = gettext_noop("%(unit)s mag alleen in %(periods)s. Dat zijn samen %(weeks)s weken.")
                weeks = sum(slot.weeks for slot in problem.periods if (slot.route_year, slot.number) in unit.allowed)
                periods["weeks"] = str(weeks)
            return Reason("eis_toegestaan", text, periods, about, facts)
        case "verboden":
            text = gettext_noop("%(unit)s mag niet in %(periods)s.")
            return Reason("eis_verboden", text, {**name, "periods": places_text(unit.forbidden)}, about, facts)
        case "begin":
            text = gettext_noop("%(unit)s begint in %(periods)s.")
            start = (unit.start,) if unit.start else ()
            return Reason("eis_begin", text, {**name, "periods": places_text(start)}, about, facts)
        case "fase":
            fact = f"phases:{unit.phase}"
            text = gettext_noop("%(unit)s hoort in de fase %(what)s.")
            return Reason("eis_fase", text, {**name, "what": titles[fact]}, about, (*facts, fact))
        case "venster":
            fact = f"windows:{unit.window}"
            text = gettext_noop("%(unit)s hoort in het venster %(what)s.")
            return Reason("eis_venster", text, {**name, "what": titles[fact]}, about, (*facts, fact))
        case "gereserveerd":
            closed = tuple(f"windows:{each.key}" for each in problem.windows if each.reserved)
            text = gettext_noop("%(unit)s mag niet in perioden die voor iets anders zijn: %(what)s.")
            return Reason(
                "eis_gereserveerd", text, {**name, "what": names_text(titles[key] for key in closed)}, about, closed
            )
        case "bpv_venster":
            closed = tuple(f"windows:{each.key}" for each in problem.windows if each.closed_to_bpv)
            text = gettext_noop("%(unit)s is bpv en mag niet in: %(what)s.")
            return Reason(
                "eis_bpv_venster", text, {**name, "what": names_text(titles[key] for key in closed)}, about, closed
            )
        case "variant":
            mine = [each for each in problem.variants if not unit.variants or each.key in unit.variants]
            text = gettext_noop("%(unit)s ligt in de perioden dat iedereen er is die het volgt: %(what)s.")
            keys = tuple(f"variants:{each.key}" for each in mine)
            return Reason("eis_variant", text, {**name, "what": names_text(e.title for e in mine)}, about, keys)
    return given(unit)


def given(unit: PlanUnit) -> Reason:
    """That the unit must be given, and in what shape."""
    most = unit.most_spread
    params = {
        "unit": unit.title,
        "hours": hours_text(unit.hours),
        "spread": str(unit.spread) if most == unit.spread else f"{unit.spread} tot {most}",
    }
    if unit.fixed:
        params["periods"] = places_text((each.route_year, each.period) for each in unit.fixed)
        sentence = gettext_noop("%(unit)s heeft %(hours)s uur en staat vast in %(periods)s.")
        return Reason("eis_vast", sentence, params, (unit.key,), (f"units:{unit.key}",))
    if unit.bpv is not None:
        params["week"] = hours_text(unit.bpv.hours_per_week)
        params |= {"weeks": hours_text(unit.hours / unit.bpv.hours_per_week), "least": str(unit.bpv.min_weeks)}
        if unit.contiguous:
            sentence = gettext_noop("%(unit)s heeft %(hours)s uur bpv: %(weeks)s weken van %(week)s uur achter elkaar.")
        else:
            sentence = gettext_noop(
                "%(unit)s heeft %(hours)s uur bpv: %(weeks)s weken van %(week)s uur, minstens %(least)s achter elkaar."
            )
    elif most == 1:
        sentence = gettext_noop("%(unit)s heeft %(hours)s uur, in één periode.")
    elif unit.contiguous:
        sentence = gettext_noop("%(unit)s heeft %(hours)s uur, in %(spread)s aaneengesloten perioden.")
    else:
        sentence = gettext_noop("%(unit)s heeft %(hours)s uur, in %(spread)s verschillende perioden.")
    return Reason("eis_geven", sentence, params, (unit.key,), (f"units:{unit.key}",))
