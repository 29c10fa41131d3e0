"""Who answers for which exam and which practice, whoever gives the lessons (WVO 2.107f, WEB 9.1.7)."""

from naadloos.engines.law.day import LawOnDay
from naadloos.engines.law.facts import Facts
from naadloos.engines.law.findings import fails, passes, unknown
from naadloos.engines.law.types import Finding
from naadloos.engines.law.words import list_text
from naadloos.engines.route.terms import CountsFor, HourKind, Side, gettext_noop

_OTHER = {CountsFor.VMBO: Side.MBO, CountsFor.MBO: Side.VMBO}


def exam_side(facts: Facts, law: LawOnDay, *, diploma: CountsFor) -> Finding:
    """Does no exam that counts for one diploma only lie with the other side?"""
    tests = facts.columns("exams.assessments", "counts_for", "side")
    mine = [item for item in tests if item.peek("counts_for") is diploma]
    if wrong := [item.name for item in mine if item.peek("side") is _OTHER[diploma]]:
        return fails(
            gettext_noop("Dit telt alleen voor het %(diploma)s, maar ligt bij het %(side)s: %(tests)s."),
            diploma=diploma.label,
            side=_OTHER[diploma].label,
            tests=list_text(wrong),
        )
    if not mine:
        return unknown([f"toetsen en examens voor het {diploma.label}"])
    return passes(gettext_noop("Elk examen voor het %(diploma)s ligt bij de goede kant."), diploma=diploma.label)


def bpv_side(facts: Facts, law: LawOnDay) -> Finding:
    """Do the bpv hours lie with the institution? Where the vmbo has them, a person says who answers for them."""
    units = facts.columns("programme.units", "hour_kind", "side")
    mine = [item for item in units if item.peek("hour_kind") is HourKind.BPV]
    if wrong := [item.name for item in mine if item.peek("side") is Side.VMBO]:
        return unknown(
            [f"wie verantwoordelijk is voor {list_text(wrong)}"],
            gettext_noop("Deze bpv ligt bij het vmbo: %(units)s."),
            units=list_text(wrong),
        )
    if not mine:
        return unknown([gettext_noop("onderdelen met bpv-uren")])
    return passes(gettext_noop("De bpv ligt bij de instelling."))
