"""What is wrong with the problem itself, before anything is divided."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal

from naadloos.engines.route.calendar import DAYS
from naadloos.engines.route.terms import Side, YesNoUnknown, gettext_noop
from naadloos.engines.route.text import text
from naadloos.engines.team.suits import available, suits
from naadloos.engines.team.types import Fault, Need, Teacher, TeamPeriod, TeamProblem
from naadloos.engines.team.verify import verify
from naadloos.engines.team.wording import need_text, period_fact, period_text

MOST = Decimal(10_000)


def check(problem: TeamProblem) -> tuple[Fault, ...]:
    """Every fault; empty when the problem can be solved."""
    found = [*_doubles(problem), *_figures(problem)]
    if found:
        # What follows would stumble over these.
        return tuple(found)
    found += _names(problem)
    return tuple(found) or tuple(_fixed(problem))


def _doubles(problem: TeamProblem) -> Iterator[Fault]:
    for key, count in Counter(teacher.key for teacher in problem.teachers).items():
        if count > 1:
            yield Fault("dubbel", text(gettext_noop("De docent %(key)s staat er twee keer in."), key=key))
    for place, count in Counter((each.route_year, each.number) for each in problem.periods).items():
        if count > 1:
            what = text(gettext_noop("%(period)s staat er twee keer in."), period=period_text(place))
            yield Fault("dubbel", what, (period_fact(place),))
    for asked, count in Counter(need.key for need in problem.needs).items():
        if count > 1:
            what = text(
                gettext_noop("%(unit)s staat twee keer in %(period)s voor dezelfde groep. Tel de uren op."),
                unit=asked[0],
                period=period_text(asked[2:]),
            )
            yield Fault("dubbel", what, (f"units:{asked[0]}",))


def _figures(problem: TeamProblem) -> Iterator[Fault]:
    grain = problem.grain
    if not (grain.is_finite() and grain > 0 and problem.smallest.is_finite() and problem.smallest > 0):
        yield Fault("korrel", text(gettext_noop("De kleinste stap en het kleinste deel zijn meer dan 0 uur.")))
        return
    for need in problem.needs:
        hours = need.hours
        if not hours.is_finite() or not 0 < hours <= MOST or hours % grain:
            what = text(
                gettext_noop(
                    "%(unit)s vraagt %(hours)s uur in %(period)s. Geef meer dan 0 en hoogstens 10000 uur, "
                    "in stappen van %(grain)s uur."
                ),
                unit=need_text(need),
                hours=str(hours),
                period=period_text(need.place),
                grain=grain,
            )
            yield Fault("uren", what, (f"units:{need.unit}",))
    for teacher in problem.teachers:
        given = [each for _, each in teacher.per_period] + [teacher.per_week or Decimal(0)]
        if not all(each.is_finite() and 0 <= each <= MOST for each in given):
            what = text(
                gettext_noop("De uren van %(name)s kloppen niet. Geef 0 tot 10000 klokuren."), name=teacher.name
            )
            yield Fault("uren_docent", what, (f"teachers:{teacher.key}",))
        if teacher.side not in (Side.VMBO, Side.MBO):
            what = text(gettext_noop("%(name)s hoort bij het vmbo of bij het mbo. Kies er één."), name=teacher.name)
            yield Fault("kant", what, (f"teachers:{teacher.key}",))
    for days in [each.days for each in problem.teachers] + [each.days for each in problem.needs]:
        if not set(days) <= set(DAYS):
            yield Fault("dag", text(gettext_noop("Een dag is 1 (maandag) tot en met 5 (vrijdag).")))


def _names(problem: TeamProblem) -> Iterator[Fault]:
    places = {(each.route_year, each.number) for each in problem.periods}
    for need in problem.needs:
        if need.place not in places:
            what = text(
                gettext_noop("%(unit)s staat in %(period)s, maar die periode bestaat niet."),
                unit=need_text(need),
                period=period_text(need.place),
            )
            yield Fault("onbekende_periode", what, (f"units:{need.unit}",))
    teachers = {teacher.key for teacher in problem.teachers}
    units = {need.unit for need in problem.needs} | {""}
    named = [(wish.teacher, wish.unit) for wish in problem.wishes]
    named += [(other, "") for teacher in problem.teachers for other in teacher.apart]
    for who, unit in named:
        if who not in teachers:
            yield Fault("onbekende_docent", text(gettext_noop("De docent %(key)s bestaat niet."), key=who))
        if unit not in units:
            what = text(gettext_noop("Een wens noemt %(key)s, maar dat onderdeel bestaat niet."), key=unit)
            yield Fault("onbekend_onderdeel", what)


def _fixed(problem: TeamProblem) -> Iterator[Fault]:
    """What people fixed must itself be possible, otherwise nothing is. Marks are not theirs to set."""
    yield from (
        fault
        for fault in verify(problem, problem.fixed)
        if fault.code not in ("niet_gemerkt", "vast_weg", "onnodig_gemerkt")
    )


def unknowns(problem: TeamProblem) -> Iterator[tuple[Teacher, str]]:
    """Teachers of whom something is not known that matters: hours in a period, or bevoegdheid."""
    slots: dict[tuple[int, int], TeamPeriod] = {(each.route_year, each.number): each for each in problem.periods}
    wanted: dict[tuple[int, int], list[Need]] = defaultdict(list)
    for need in problem.needs:
        wanted[need.place].append(need)
    for teacher in problem.teachers:
        fit = [
            (need, suits(teacher, need, slots[place]))
            for place, needs in wanted.items()
            for need in needs
            if suits(teacher, need, slots[place]) is not YesNoUnknown.NO
        ]
        if any(available(teacher, slots[need.place]) is None for need, _ in fit):
            yield teacher, "uren"
        if any(said is YesNoUnknown.UNKNOWN for _, said in fit):
            yield teacher, "bevoegd"
