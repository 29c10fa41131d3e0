"""The needs of a route as its document has them."""

from collections.abc import Mapping
from decimal import Decimal

from naadloos.engines.route import RouteDocument
from naadloos.engines.route.terms import HourKind, PartnerSide, Side
from naadloos.engines.team.types import Need, Skill, Teacher, TeamPeriod, TeamProblem


def from_document(
    document: RouteDocument, *, skills: Mapping[str, tuple[str, ...]] | None = None, qualified: bool = True
) -> TeamProblem:
    """Needs from the plan in force, teachers from the team of step 10; bpv and self study ask for no teacher.

    ``skills``: per unit what its teachers must be able to give, instead of what step 10 says. The words behind
    "geeft", separated by commas, are the skills of a teacher. A unit for several variants is given once.
    """
    programme = document.programme.in_force
    units = {unit.key: unit for unit in programme.units}
    asked: dict[str, tuple[str, ...]] = {}
    for skill in document.execution.unit_skills:
        asked[skill.unit] = (*asked.get(skill.unit, ()), skill.skill)
    asked |= skills or {}
    needs = [
        Need(
            each.unit,
            units[each.unit].title,
            each.route_year,
            each.period,
            each.hours,
            units[each.unit].side,
            units[each.unit].group,
            asked.get(each.unit, ()),
            qualified,
        )
        for each in programme.placements
        if each.unit in units
        and each.hours > Decimal(0)
        and units[each.unit].hour_kind not in (HourKind.BPV, HourKind.SELF)
    ]
    teachers = [
        Teacher(
            each.key,
            each.name,
            Side.VMBO if each.side is PartnerSide.VMBO else Side.MBO,
            per_week=each.hours_per_week,
            skills=tuple(Skill(name.strip()) for name in each.teaches.split(",") if name.strip()),
            qualified=each.qualified,
            valid_until=each.qualified_until,
            days=tuple(int(day) for day in each.days.split(",") if day),
        )
        for each in document.execution.team
        if each.side in (PartnerSide.VMBO, PartnerSide.MBO)
    ]
    periods = [TeamPeriod(each.route_year, each.number, each.weeks) for each in programme.periods]
    return TeamProblem(tuple(periods), tuple(teachers), tuple(needs))
