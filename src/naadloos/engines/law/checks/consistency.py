"""Rules of our own about programme and exams: what is taught, placed, bundled and examined fits together."""

from collections import defaultdict
from decimal import Decimal

from naadloos.engines.law.day import LawOnDay
from naadloos.engines.law.facts import Facts
from naadloos.engines.law.findings import fails, not_applicable, passes, unknown
from naadloos.engines.law.types import Finding
from naadloos.engines.law.words import list_text
from naadloos.engines.route import route_year_label
from naadloos.engines.route.terms import OverlapVerdict, Side, UnitKind, gettext_noop

_NO_CODES = gettext_noop("deeltaken of werkprocessen bij de toetsen")
_CODES = ("deeltaken", "werkprocessen")


def placed_hours(facts: Facts, law: LawOnDay) -> Finding:
    """Are exactly the hours of each part on the board?"""
    units = facts.columns("programme.units", "hours")
    placements = facts.columns("programme.placements", "unit", "hours")
    on_board: dict[str, Decimal] = defaultdict(Decimal)
    for item in placements:
        on_board[item.peek("unit")] += item.peek("hours")
    if not placements:
        return unknown([gettext_noop("plaatsing op het bord")])
    if many := [item.name for item in units if on_board[item.key] > item.peek("hours")]:
        return fails(
            gettext_noop("Op het bord staan meer uren dan het onderdeel heeft: %(units)s."), units=list_text(many)
        )
    if few := [item.name for item in units if on_board[item.key] < item.peek("hours")]:
        return unknown([f"plaatsing van alle uren van {list_text(few)}"])
    return passes(gettext_noop("Alle uren van elk onderdeel staan op het bord."))


def room_in_periods(facts: Facts, law: LawOnDay) -> Finding:
    """Is in no period more placed than there are hours?"""
    periods = facts.columns("programme.periods", "route_year", "number", "hours")
    placements = facts.columns("programme.placements", "route_year", "period", "hours")
    missing = [] if periods else [gettext_noop("perioden met hun uren")]
    missing += [] if placements else [gettext_noop("plaatsing op het bord")]
    if missing:
        return unknown(missing)
    used: dict[tuple[int, int], Decimal] = defaultdict(Decimal)
    for item in placements:
        used[item.peek("route_year"), item.peek("period")] += item.peek("hours")
    room = {(item.peek("route_year"), item.peek("number")): item.peek("hours") for item in periods}
    full = [moment for moment, hours in sorted(used.items()) if moment in room and hours > room[moment]]
    if full:
        names = [f"{route_year_label(year)} periode {number}" for year, number in full]
        return fails(gettext_noop("Hier staat meer dan er uren zijn: %(periods)s."), periods=list_text(names))
    if absent := [f"{route_year_label(year)} periode {number}" for year, number in sorted(used.keys() - room.keys())]:
        return unknown([f"uren van {list_text(absent)}"])
    return passes(gettext_noop("Elke periode heeft genoeg uren voor wat erin staat."))


def modules_examined(facts: Facts, law: LawOnDay) -> Finding:
    """Has every chosen module or keuzevak a test that covers something of it?"""
    codes = [item["code"].strip().upper() for item in facts.items("programme.modules")]
    tests = facts.columns("exams.assessments", "deeltaken")
    tested = [code.strip().upper() for item in tests for code in item.peek("deeltaken")]
    missing = [] if codes and all(codes) else [gettext_noop("modules en keuzevakken")]
    missing += [] if tested and all(tested) else [gettext_noop("deeltaken bij de toetsen")]
    if missing:
        return unknown(missing)
    absent = [code for code in codes if not any(each == code or each.startswith(f"{code}/") for each in tested)]
    if absent:
        return fails(gettext_noop("Geen toets dekt iets uit: %(codes)s."), codes=list_text(absent))
    return passes(gettext_noop("Elke module en elk keuzevak komt terug in een toets."))


def tests_taught(facts: Facts, law: LawOnDay) -> Finding:
    """Is what is tested also taught?"""
    units = facts.columns("programme.units", *_CODES)
    tests = facts.columns("exams.assessments", *_CODES)
    taught = {code.strip() for item in units for name in _CODES for code in item.peek(name)}
    tested = [(item.name, code.strip()) for item in tests for name in _CODES for code in item.peek(name)]
    missing = [] if taught - {""} else [gettext_noop("deeltaken of werkprocessen in het programma")]
    missing += [] if tested and all(code for _, code in tested) else [_NO_CODES]
    if missing:
        return unknown(missing)
    if absent := [code for _, code in tested if code not in taught]:
        return fails(
            gettext_noop("Dit wordt getoetst maar staat in geen onderdeel: %(codes)s."), codes=list_text(absent)
        )
    return passes(gettext_noop("Wat wordt getoetst, wordt ook gegeven."))


def tests_after_lessons(facts: Facts, law: LawOnDay) -> Finding:
    """Is nothing tested in a year before it is first taught?"""
    first: dict[str, int] = {}
    placed: dict[str, int] = {}
    for item in facts.columns("programme.placements", "unit", "route_year"):
        placed[item.peek("unit")] = min(item.peek("route_year"), placed.get(item.peek("unit"), 9))
    undated = []
    for item in facts.columns("programme.units", "first_year", *_CODES):
        codes = [code.strip() for name in _CODES for code in item.peek(name)]
        year = placed.get(item.key, item.peek("first_year"))
        if codes and year is None:
            undated.append(item.name)
        for code in codes:
            first[code] = min(year or 9, first.get(code, 9))
    tests = facts.columns("exams.assessments", "route_year", *_CODES)
    tested = [(item, code.strip()) for item in tests for name in _CODES for code in item.peek(name)]
    early = [item.name for item, code in tested if code and item.peek("route_year") < first.get(code, 0) < 9]
    if early:
        return fails(gettext_noop("Deze toets komt voordat de stof is gegeven: %(tests)s."), tests=list_text(early))
    untaught = [item.name for item, code in tested if code and code not in first]
    missing = [f"jaar van {list_text(undated)}"] if undated else []
    missing += [f"stof van {list_text(untaught)} in het programma"] if untaught else []
    missing += [] if tested and all(code for _, code in tested) else [_NO_CODES]
    missing += [] if first.keys() - {""} else [gettext_noop("deeltaken of werkprocessen in het programma")]
    return unknown(missing) if missing else passes(gettext_noop("Elke toets komt nadat de stof is gegeven."))


def bundles_decided(facts: Facts, law: LawOnDay) -> Finding:
    """Did teachers of both sides judge what is bundled, and did neither say that there is no overlap?"""
    bundles = [
        item for item in facts.columns("programme.units", "kind", *_CODES) if item.peek("kind") is UnitKind.BUNDLE
    ]
    if not bundles:
        return not_applicable(gettext_noop("Er is geen onderdeel dat vmbo en mbo samen bedient."))
    verdicts = facts.columns("programme.verdicts", "deeltaak", "werkproces", "verdict", "side")
    refused, missing = [], []
    for bundle in bundles:
        mine = [
            item
            for item in verdicts
            if item.peek("deeltaak") in bundle.peek("deeltaken")
            and item.peek("werkproces") in bundle.peek("werkprocessen")
        ]
        sides = {item.peek("side") for item in mine}
        if mine and all(item.peek("verdict") is OverlapVerdict.NONE for item in mine):
            refused.append(bundle.name)
        elif not (Side.TOGETHER in sides or sides >= {Side.VMBO, Side.MBO}):
            missing.append(f"oordeel van beide kanten over {bundle.name}")
    if refused:
        return fails(gettext_noop("Hier zeiden docenten dat er geen overlap is: %(units)s."), units=list_text(refused))
    return unknown(missing) if missing else passes(gettext_noop("Over elke bundel hebben beide kanten geoordeeld."))


def bundles_hold_both(facts: Facts, law: LawOnDay) -> Finding:
    """Does every bundle hold something of the vmbo and something of the mbo?"""
    bundles = [
        item for item in facts.columns("programme.units", "kind", *_CODES) if item.peek("kind") is UnitKind.BUNDLE
    ]
    if not bundles:
        return not_applicable(gettext_noop("Er is geen onderdeel dat vmbo en mbo samen bedient."))
    half: list[str] = []
    empty: list[str] = []
    for item in bundles:
        filled = [any(item.peek(name)) for name in _CODES]
        if not all(filled):
            (half if any(filled) else empty).append(item.name)
    if half:
        return fails(gettext_noop("Deze bundel dekt maar één kant: %(units)s."), units=list_text(half))
    if empty:
        return unknown([f"deeltaken en werkprocessen van {list_text(empty)}"])
    return passes(gettext_noop("Elke bundel dekt stof van vmbo en mbo."))
