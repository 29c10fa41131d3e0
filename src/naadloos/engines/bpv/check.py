"""Looks a matching over again, sharing nothing with what made it: what breaks a rule, in plain sentences."""

from collections.abc import Iterable
from math import asin, cos, radians, sin, sqrt

from naadloos.engines.bpv.types import Pair, Problem, Result


def faults(problem: Problem, pairs: Iterable[Pair]) -> list[str]:
    """Every rule that these pairs break; empty when the matching may be."""
    found: list[str] = []
    chosen = list(pairs)
    companies = {each.key: each for each in problem.companies}
    pupils = {each.key: each for each in problem.pupils}
    slots = {each.key: each for each in problem.slots}
    for pair in chosen:
        pupil, company, slot = pupils.get(pair.pupil), companies.get(pair.company), slots.get(pair.slot)
        if pupil is None or company is None or slot is None:
            found.append(f"{pair} names something that is not there")
            continue
        if pair.slot not in pupil.slots:
            found.append(f"{pair.pupil} needs no place in {pair.slot}")
        if str(company.recognised) != "ja":
            found.append(f"{pair.company} is not recognised")
        if pupil.crebo not in company.crebos:
            found.append(f"{pair.company} is not recognised for {pupil.crebo}")
        for last in (company.until, company.stops):
            if last is not None and not (slot.ends is not None and slot.ends <= last):
                found.append(f"{pair.company} does not last until the end of {pair.slot}")
        limit = pupil.longest_km if pupil.longest_km is not None else problem.longest_km
        km = _km(problem, pupil.area, company.area)
        if pair not in problem.kept and limit is not None and km is not None and km > float(limit):
            found.append(f"{pair.company} is too far for {pair.pupil}")
    for pupil in problem.pupils:
        for name in pupil.slots:
            if sum(pair.pupil == pupil.key and pair.slot == name for pair in chosen) > 1:
                found.append(f"{pupil.key} has two places in {name}")
    room = {(each.company, each.slot): each.number for each in problem.places}
    for company in problem.companies:
        for slot in problem.slots:
            there = sum(pair.company == company.key and pair.slot == slot.key for pair in chosen)
            if there > room.get((company.key, slot.key), 0):
                found.append(f"{company.key} has more pupils than places in {slot.key}")
    return found


def faults_of(problem: Problem, result: Result) -> list[str]:
    """As ``faults``, and whether the result tells of every pupil and of every earlier match."""
    chosen = [each.pair for each in result.matches]
    found = faults(problem, chosen)
    told = {(each.pupil, each.slot) for each in result.unmatched}
    there = {(pair.pupil, pair.slot) for pair in chosen}
    for pupil in problem.pupils:
        for slot in pupil.slots:
            if ((pupil.key, slot) in told) == ((pupil.key, slot) in there):
                found.append(f"{pupil.key} in {slot} is told not at all or twice")
    if {each.pair for each in result.released} != set(problem.kept) - set(chosen):
        found.append("the earlier matches that are given up are not those that are told")
    if sum(each.number for each in result.shortages) != len(result.unmatched):
        found.append("the shortages are not the pupils without a place")
    if result.bound > result.score:
        found.append("the bound lies above the score")
    return found


def _km(problem: Problem, one: str, other: str) -> float | None:
    names = [" ".join(name.split()) for name in (one, other)]
    names = [name[:4] if len(name) >= 4 and name[:4].isdigit() else name.casefold() for name in names]
    if not all(names):
        return None
    if names[0] == names[1]:
        return 0.0
    known = {" ".join(name.split()).casefold(): at for name, at in problem.positions.items()}
    ends = [known.get(name) for name in names]
    if ends[0] is None or ends[1] is None:
        return None
    (lat, lon), (lat2, lon2) = ((radians(a), radians(b)) for a, b in (ends[0], ends[1]))
    half = sin((lat2 - lat) / 2) ** 2 + cos(lat) * cos(lat2) * sin((lon2 - lon) / 2) ** 2
    return 12742 * asin(sqrt(half))
