"""Why no week fits: a smallest set of demands that cannot go together.

First every demand hangs on a literal that is assumed to hold, and the solver names assumptions that suffice for the
contradiction. Then each of these is left out in turn and stays out when the contradiction stays. What is left is
minimal: let any one go and the rest fits; when time ran out first, the sentence says so.
"""

from typing import Any

from naadloos.engines.route.terms import gettext_noop
from naadloos.engines.route.text import Text, text
from naadloos.engines.week.check import check
from naadloos.engines.week.layout import Layout, starts
from naadloos.engines.week.model import build
from naadloos.engines.week.types import Demand, Explanation, Kind, Reason, WeekProblem
from naadloos.engines.week.wording import half_text, halves_text

# Tried in this order: what holds for all is let go first, so that what is left is about few.
ORDER = ("les", "aantal", "docent", "open", "huisdag", "hele_dagen", "reizen")


def explain(problem: WeekProblem, *, seconds: float = 5.0, seed: int = 1) -> Explanation:
    """Whether a week is possible, and if not, the fewest demands that clash. ``seconds``: the solver's own time."""
    from ortools.sat.python import cp_model

    if faults := check(problem):
        return Explanation(False, faults)
    layout = Layout(problem)
    literals: dict[Demand, Any] = {}
    model = cp_model.CpModel()

    def switch(demand: Demand) -> list[Any]:
        if demand not in literals:
            literals[demand] = model.new_bool_var("")
        return [literals[demand]]

    build(layout, switch, into=model)
    model.add_assumptions(list(literals.values()))
    made = _solver(seconds, seed)
    status = made.solve(model)
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Explanation(True)
    if status != cp_model.INFEASIBLE:
        return Explanation(None)
    names = {literal.index: demand for demand, literal in literals.items()}
    enough = {names[index] for index in made.sufficient_assumptions_for_infeasibility()} or set(literals)
    core = sorted((each for each in literals if each in enough), key=lambda each: -ORDER.index(each.kind))
    needed, minimal = _fewest(layout, core, seconds - made.response_proto.deterministic_time, seed)
    return Explanation(False, tuple(_sentences(layout, needed, minimal=minimal)), tuple(needed), minimal)


def _fewest(layout: Layout, core: list[Demand], left: float, seed: int) -> tuple[list[Demand], bool]:
    """Leave out many at once while that works, then fewer."""
    from ortools.sat.python import cp_model

    needed: list[Demand] = []
    minimal = True
    many = max(1, len(core) // 4)
    while core:
        if left <= 0:
            minimal = False
            break
        made = _solver(left, seed)
        status = made.solve(build(layout, only=frozenset([*needed, *core[many:]])).model)
        left -= made.response_proto.deterministic_time + 0.01
        if status == cp_model.INFEASIBLE:
            core = core[many:]
            many = max(1, min(2 * many, len(core) // 2))
        elif many == 1:
            minimal = minimal and status != cp_model.UNKNOWN
            needed.append(core.pop(0))
        else:
            many //= 2
    return sorted([*needed, *core], key=lambda each: ORDER.index(each.kind)), minimal


def _solver(seconds: float, seed: int) -> Any:
    """One worker and a limit in the solver's own time, so that the answer does not depend on the machine."""
    from ortools.sat.python import cp_model

    made = cp_model.CpSolver()
    made.parameters.num_workers = 1
    made.parameters.random_seed = seed
    made.parameters.max_deterministic_time = max(seconds, 0.0)
    made.parameters.max_time_in_seconds = 4 * max(seconds, 0.0) + 1
    return made


def _sentences(layout: Layout, demands: list[Demand], *, minimal: bool) -> list[Reason]:
    parts = [_reason(layout, each) for each in demands]
    if len(demands) == 1:
        whole = text(gettext_noop("Deze ene eis kan niet, ook zonder alle andere."))
    elif minimal:
        sentence = gettext_noop("Deze %(count)s eisen gaan niet samen; zonder één ervan kan het wel.")
        whole = text(sentence, count=len(demands))
    else:
        sentence = gettext_noop("Deze %(count)s eisen gaan niet samen; misschien botst al een deel.")
        whole = text(sentence, count=len(demands))
    return [Reason("botsing", whole, tuple(dict.fromkeys(fact for each in parts for fact in each.facts))), *parts]


def _reason(layout: Layout, demand: Demand) -> Reason:
    problem = layout.problem
    if demand.kind == "les":
        return Reason("eis_les", _lesson(layout, demand.key), (f"lessons:{demand.key}",))
    if demand.kind == "aantal":
        group = next(each for each in problem.groups if each.key == demand.key)
        kind = Kind(demand.what)  # type: ignore[call-arg]
        sentence = gettext_noop("%(who)s heeft %(count)s dagdelen %(kind)s.")
        words = text(sentence, who=group.title, count=group.asked(kind), kind=str(kind.label))
        return Reason("eis_aantal", words, (f"groups:{group.key}",))
    if demand.kind == "docent":
        teacher = next(each for each in problem.teachers if each.key == demand.key)
        if teacher.halves:
            words = text(
                gettext_noop("%(who)s kan alleen op %(when)s."), who=teacher.name, when=halves_text(teacher.halves)
            )
        else:
            words = text(gettext_noop("%(who)s kan nooit."), who=teacher.name)
        return Reason("eis_docent", words, (f"teachers:{teacher.key}",))
    if demand.kind == "open":
        site = next(each for each in problem.sites if each.key == demand.key)
        if site.open:
            words = text(
                gettext_noop("Op %(site)s kan de route alleen op %(when)s."),
                site=site.title,
                when=halves_text(site.open),
            )
        else:
            words = text(gettext_noop("Op %(site)s kan de route nooit terecht."), site=site.title)
        return Reason("eis_open", words, (f"sites:{site.key}",))
    if demand.kind == "huisdag":
        day = next(each for each in problem.house_days if each.key == demand.key)
        group = next(each for each in problem.groups if each.key == demand.what)
        words = text(
            gettext_noop("%(who)s heeft op %(when)s een vast dagdeel (%(kind)s): %(what)s."),
            who=group.title,
            when=halves_text(day.halves),
            kind=str(day.kind.label),
            what=day.title,
        )
        return Reason("eis_vaste_dag", words, (f"house_days:{day.key}", f"groups:{group.key}"))
    if demand.kind == "hele_dagen":
        return Reason("eis_hele_dagen", text(gettext_noop("Een groep is de hele dag bij het bedrijf, of niet.")))
    sentence = gettext_noop(
        "Tussen de middag reist niemand langer dan %(minutes)s minuten, of een weg die niet bekend is."
    )
    return Reason("eis_reizen", text(sentence, minutes=problem.noon_minutes))


def _lesson(layout: Layout, key: str) -> Text:
    """The lesson with what it asks; when it has no way at all, why not."""
    problem = layout.problem
    lesson = next(each for each in problem.lessons if each.key == key)
    if not layout.options(lesson):
        if not starts(lesson):
            return text(gettext_noop("%(what)s past op geen enkel dagdeel van de dagen die mogen."), what=lesson.title)
        if lesson.room and not any(lesson.room in room.purposes for room in problem.rooms):
            sentence = gettext_noop("%(what)s vraagt een lokaal voor %(purpose)s, en dat is er niet.")
            return text(sentence, what=lesson.title, purpose=lesson.room)
        if lesson.room and not layout.rooms_of(lesson):
            sentence = gettext_noop("%(what)s vraagt een lokaal voor %(purpose)s met plaats voor %(size)s leerlingen.")
            return text(sentence, what=lesson.title, purpose=lesson.room, size=layout.size_of(lesson))
        sentence = gettext_noop(
            "%(what)s vindt geen plek van het soort %(kind)s die open is, met een lokaal dat vrij is."
        )
        return text(sentence, what=lesson.title, kind=str(lesson.kind.label))
    who = tuple(group.title for group in problem.groups if group.key in lesson.groups)
    if lesson.start is not None:
        sentence = gettext_noop("%(what)s is er op %(when)s, voor %(who)s bij het %(kind)s.")
        return text(sentence, what=lesson.title, when=half_text(lesson.start), who=who, kind=str(lesson.kind.label))
    if lesson.room:
        sentence = gettext_noop("%(what)s is er voor %(who)s bij het %(kind)s, in een lokaal voor %(purpose)s.")
        return text(sentence, what=lesson.title, who=who, kind=str(lesson.kind.label), purpose=lesson.room)
    return text(
        gettext_noop("%(what)s is er voor %(who)s bij het %(kind)s."),
        what=lesson.title,
        who=who,
        kind=str(lesson.kind.label),
    )
