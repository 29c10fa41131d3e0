"""Who may teach what, and for how many hours."""

from datetime import date
from decimal import Decimal

from naadloos.engines.route.terms import Side, YesNoUnknown
from naadloos.engines.team.types import Need, Teacher, TeamPeriod


def available(teacher: Teacher, period: TeamPeriod) -> Decimal | None:
    """Klokuren for the route in this period; None is not known."""
    known = dict(teacher.per_period).get((period.route_year, period.number))
    if known is not None:
        return known
    return None if teacher.per_week is None else teacher.per_week * period.weeks


def qualified(teacher: Teacher, need: Need, period: TeamPeriod) -> YesNoUnknown:
    """Bevoegd for all skills of the need, to the last day of the period."""
    own = {skill.name: skill for skill in teacher.skills}
    general = _until(teacher.qualified, teacher.valid_until, period.last_day)
    found = [
        general if own[name].qualified is None else _until(own[name].qualified, own[name].valid_until, period.last_day)
        for name in need.skills
        if name in own
    ] or [general]
    if YesNoUnknown.NO in found:
        return YesNoUnknown.NO
    return YesNoUnknown.UNKNOWN if YesNoUnknown.UNKNOWN in found else YesNoUnknown.YES


def _until(said: YesNoUnknown | None, until: date | None, last_day: date | None) -> YesNoUnknown:
    if said is not YesNoUnknown.YES or until is None:
        return said or YesNoUnknown.UNKNOWN
    if last_day is None:
        # It ends some day, and whether that is before the period ends cannot be said.
        return YesNoUnknown.UNKNOWN
    return YesNoUnknown.YES if last_day <= until else YesNoUnknown.NO


def suits(teacher: Teacher, need: Need, period: TeamPeriod) -> YesNoUnknown:
    """Whether the teacher may give this; UNKNOWN: yes, with a mark, for the bevoegdheid is not known."""
    if need.side in (Side.VMBO, Side.MBO) and teacher.side is not need.side:
        return YesNoUnknown.NO
    if not set(need.skills) <= {skill.name for skill in teacher.skills}:
        return YesNoUnknown.NO
    if teacher.days and need.days and not set(teacher.days) & set(need.days):
        return YesNoUnknown.NO
    return qualified(teacher, need, period) if need.qualified else YesNoUnknown.YES
