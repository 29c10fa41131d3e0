"""Judge a division of work, whoever made it. Written apart from the model and from ``suits``: it shares no code."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

from naadloos.engines.route.terms import Side, YesNoUnknown, gettext_noop
from naadloos.engines.route.text import Value, text
from naadloos.engines.team.types import Assignment, Fault, Need, Teacher, TeamPeriod, TeamProblem
from naadloos.engines.team.wording import need_text, period_fact, period_text

Given = dict[tuple[str, str, int, int], dict[str, Decimal]]


def verify(problem: TeamProblem, assignments: Iterable[Assignment]) -> tuple[Fault, ...]:
    """Everything that is wrong; empty when it is valid. Hours without a teacher are a gap, not a fault."""
    given = tuple(assignments)
    teachers = {each.key: each for each in problem.teachers}
    needs = {each.key: each for each in problem.needs}
    periods = {(each.route_year, each.number): each for each in problem.periods}
    found: list[Fault] = []
    hours: Given = defaultdict(dict)
    for each in given:
        if each.teacher not in teachers:
            found.append(_fault("onbekende_docent", gettext_noop("De docent %(key)s bestaat niet."), key=each.teacher))
        elif each.need not in needs:
            what = gettext_noop("%(name)s staat op %(unit)s in %(period)s, maar dat wordt daar niet gevraagd.")
            found.append(
                _fault(
                    "onbekende_vraag",
                    what,
                    name=teachers[each.teacher].name,
                    unit=each.unit,
                    period=period_text((each.route_year, each.period)),
                )
            )
        elif not each.hours.is_finite() or each.hours <= 0 or each.teacher in hours[each.need]:
            what = gettext_noop("%(name)s staat twee keer of zonder uren op %(unit)s in %(period)s.")
            found.append(_about("uren_nul", what, teachers[each.teacher], needs[each.need]))
        else:
            hours[each.need][each.teacher] = each.hours
            found += _person(teachers[each.teacher], needs[each.need], periods[each.need[2:]], each)
    for key, per_teacher in hours.items():
        found += _need(problem, needs[key], per_teacher, teachers)
    found += _capacity(problem, hours)
    for fixed in problem.fixed:
        if fixed.need in needs and hours[fixed.need].get(fixed.teacher, Decimal(0)) < fixed.hours:
            what = gettext_noop("%(name)s staat vast op %(unit)s in %(period)s, met minstens %(hours)s uur.")
            if fixed.teacher in teachers:
                one = teachers[fixed.teacher]
                found.append(_about("vast_weg", what, one, needs[fixed.need], hours=fixed.hours))
    return tuple(found)


def _fault(code: str, template: str, facts: tuple[str, ...] = (), **values: Value) -> Fault:
    return Fault(code, text(template, **values), facts)


def _about(code: str, template: str, teacher: Teacher, need: Need, **values: Value) -> Fault:
    facts = (f"teachers:{teacher.key}", f"units:{need.unit}")
    names = {"name": teacher.name, "unit": need_text(need), "period": period_text(need.place)}
    return Fault(code, text(template, **names, **values), facts)


def _person(teacher: Teacher, need: Need, period: TeamPeriod, given: Assignment) -> Iterator[Fault]:
    can = {skill.name: skill for skill in teacher.skills}
    missing = tuple(name for name in need.skills if name not in can)
    if missing:
        what = gettext_noop("%(name)s geeft geen %(what)s, maar staat op %(unit)s in %(period)s.")
        yield _about("kan_niet", what, teacher, need, what=missing)
    if (need.side is Side.VMBO and teacher.side is Side.MBO) or (need.side is Side.MBO and teacher.side is Side.VMBO):
        what = gettext_noop("%(name)s is van de andere kant: %(unit)s in %(period)s is van het %(side)s.")
        yield _about("andere_kant", what, teacher, need, side=str(need.side.label))
    if teacher.days and need.days and not any(day in teacher.days for day in need.days):
        what = gettext_noop("%(name)s werkt niet op de dagen van %(unit)s in %(period)s.")
        yield _about("andere_dag", what, teacher, need)
    if not need.qualified:
        if given.doubt:
            yield _needless(teacher, need)
        return
    sources = [can[name] for name in need.skills if name in can and can[name].qualified is not None]
    pairs = [(skill.qualified, skill.valid_until) for skill in sources]
    if len(sources) < len([name for name in need.skills if name in can]) or not pairs:
        pairs.append((teacher.qualified, teacher.valid_until))
    doubt = False
    for said, until in pairs:
        over = said is YesNoUnknown.YES and until is not None and period.last_day is not None
        if said is YesNoUnknown.NO or (over and until is not None and period.last_day and until < period.last_day):
            what = gettext_noop("%(name)s is niet (meer) bevoegd voor %(unit)s in %(period)s.")
            yield _about("niet_bevoegd", what, teacher, need)
            return
        doubt = doubt or said is YesNoUnknown.UNKNOWN or (until is not None and period.last_day is None)
    if doubt and not given.doubt:
        what = gettext_noop("Van %(name)s is niet bekend of de bevoegdheid klopt voor %(unit)s in %(period)s.")
        yield _about("niet_gemerkt", what, teacher, need)
    if given.doubt and not doubt:
        yield _needless(teacher, need)


def _needless(teacher: Teacher, need: Need) -> Fault:
    what = gettext_noop("Bij %(name)s op %(unit)s in %(period)s staat een twijfel die er niet is.")
    return _about("onnodig_gemerkt", what, teacher, need)


def _need(problem: TeamProblem, need: Need, given: dict[str, Decimal], teachers: dict[str, Teacher]) -> Iterator[Fault]:
    facts = (f"units:{need.unit}",)
    names: dict[str, Value] = {"unit": need_text(need), "period": period_text(need.place)}
    total = sum(given.values(), Decimal(0))
    if total > need.hours:
        what = gettext_noop("%(unit)s in %(period)s vraagt %(asked)s uur, maar er staan docenten voor %(given)s uur.")
        yield _fault("te_veel", what, facts, **names, asked=need.hours, given=total)
    least = min(problem.smallest, need.hours)
    if need.side is Side.TOGETHER:
        least = min(least, (need.hours / problem.grain // 2) * problem.grain)
        for side in (Side.VMBO, Side.MBO):
            mine = sum((hours for key, hours in given.items() if teachers[key].side is side), Decimal(0))
            if mine > need.hours - least:
                what = gettext_noop(
                    "%(unit)s in %(period)s is van vmbo en mbo samen, maar het %(side)s geeft alle uren."
                )
                yield _fault("niet_samen", what, facts, **names, side=str(side.label))
    for key, hours in given.items():
        if hours < least:
            what = gettext_noop("%(name)s komt voor %(hours)s uur %(unit)s in %(period)s; minstens %(least)s uur.")
            yield _about("te_klein", what, teachers[key], need, hours=hours, least=least)
        if hours % problem.grain:
            what = gettext_noop("%(name)s heeft %(hours)s uur %(unit)s in %(period)s; deel in stappen van %(grain)s.")
            yield _about("korrel", what, teachers[key], need, hours=hours, grain=problem.grain)
        for other in sorted(set(teachers[key].apart) & set(given)):
            what = gettext_noop("%(name)s en %(other)s staan samen op %(unit)s in %(period)s, maar dat mag niet.")
            yield _about("apart", what, teachers[key], need, other=teachers[other].name)


def _capacity(problem: TeamProblem, hours: Given) -> Iterator[Fault]:
    for teacher in problem.teachers:
        for period in problem.periods:
            place = (period.route_year, period.number)
            used = sum(
                (each[teacher.key] for key, each in hours.items() if key[2:] == place and teacher.key in each),
                Decimal(0),
            )
            room = next((each for at, each in teacher.per_period if at == place), None)
            if room is None and teacher.per_week is not None:
                room = teacher.per_week * period.weeks
            facts = (f"teachers:{teacher.key}", period_fact(place))
            if used and room is None:
                what = gettext_noop("Van %(name)s is niet bekend hoeveel uur er is in %(period)s. Vul dat in.")
                yield _fault("uren_onbekend", what, facts, name=teacher.name, period=period_text(place))
            elif room is not None and used > room:
                what = gettext_noop("%(name)s heeft %(room)s uur in %(period)s, maar krijgt %(used)s uur.")
                yield _fault("te_vol", what, facts, name=teacher.name, period=period_text(place), room=room, used=used)
