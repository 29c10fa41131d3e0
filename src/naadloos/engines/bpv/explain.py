"""Why a pupil has no place, and what would help, in words for people."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil

from naadloos.engines.bpv.rules import HARD, Rules, recognition_bar
from naadloos.engines.bpv.types import Bar, Company, Pair, Pupil, Released, Shortage, Slot, Unmatched
from naadloos.engines.route.terms import gettext_noop
from naadloos.engines.route.text import Text, text

_FULL = gettext_noop("Alle plekken voor %(crebo)s in %(periode)s zijn vergeven.")
_FAR = gettext_noop("Het dichtste bedrijf met een plek, %(bedrijf)s, ligt op %(km)s km. De grens is %(grens)s km.")
_NOT_SURE = gettext_noop("Er is een plek, maar alleen bij een bedrijf dat daar niet voor erkend is.")
_NOBODY = gettext_noop("Geen enkel bedrijf heeft in %(periode)s een plek voor %(crebo)s.")

_ELSEWHERE = gettext_noop("%(bedrijf)s heeft plek in %(periode)s.")
_ASK = gettext_noop("%(bedrijf)s heeft plek in %(periode)s: ga na of de erkenning voor %(crebo)s geldt.")
_ENDS = gettext_noop("%(bedrijf)s heeft plek in %(periode)s, als de erkenning wordt verlengd.")
_OTHER = gettext_noop("%(bedrijf)s heeft plek in %(periode)s, maar is niet erkend voor %(crebo)s.")
_FURTHER = gettext_noop("%(bedrijf)s heeft plek in %(periode)s, op %(km)s km.")
_MORE = gettext_noop("Zoek een erkend leerbedrijf voor %(crebo)s, of vraag een bedrijf om meer plekken.")

_SHORT_ONE = gettext_noop("1 plek tekort in %(periode)s voor %(crebo)s.")
_SHORT = gettext_noop("%(n)s plekken tekort in %(periode)s voor %(crebo)s.")

_RELEASED: dict[Bar, str] = {
    Bar.NO_PLACES: gettext_noop("%(bedrijf)s heeft in %(periode)s geen plek meer."),
    Bar.NOT_RECOGNISED: gettext_noop("%(bedrijf)s is geen erkend leerbedrijf."),
    Bar.UNKNOWN: gettext_noop("Of %(bedrijf)s een erkend leerbedrijf is, is niet bekend."),
    Bar.NO_CREBOS: gettext_noop("Voor welke opleidingen %(bedrijf)s erkend is, is niet bekend."),
    Bar.OTHER_CREBO: gettext_noop("%(bedrijf)s is niet erkend voor %(crebo)s."),
    Bar.ENDS: gettext_noop("De erkenning van %(bedrijf)s loopt af voor het einde van %(periode)s."),
    Bar.STOPS: gettext_noop("%(bedrijf)s stopt met plekken voor het einde van %(periode)s."),
}
_TOO_MANY = gettext_noop("%(bedrijf)s heeft in %(periode)s minder plekken dan er leerlingen zijn.")
_DOUBT = frozenset({Bar.UNKNOWN, Bar.NO_CREBOS})
# So many things that would help are told; more is a list that nobody reads.
MOST = 4


@dataclass(frozen=True, slots=True)
class _Option:
    company: Company
    slot: Slot
    bar: Bar | None
    km: float | None


def explain_unmatched(rules: Rules, chosen: frozenset[Pair]) -> tuple[Unmatched, ...]:
    taken = Counter((pair.company, pair.slot) for pair in chosen)
    free = {key: number - taken[key] for key, number in rules.places.items() if number > taken[key]}
    there = {(pair.pupil, pair.slot) for pair in chosen}
    order = {slot.key: number for number, slot in enumerate(rules.problem.slots)}
    lacking = [
        (pupil, rules.slots[slot])
        for pupil in rules.problem.pupils
        for slot in pupil.slots
        if (pupil.key, slot) not in there
    ]
    lacking.sort(key=lambda each: (order[each[1].key], each[0].crebo, each[0].key))
    return tuple(
        Unmatched(pupil.key, slot.key, _why(rules, pupil, slot), _helps(rules, pupil, slot, free))
        for pupil, slot in lacking
    )


def _options(rules: Rules, pupil: Pupil, slots: Sequence[Slot]) -> list[_Option]:
    """Every company with places in these slots, the nearest first, and what stands in the way there."""
    found = [
        _Option(company, slot, _bar(rules, pupil, company, slot), rules.km(pupil, company))
        for slot in slots
        for company in rules.problem.companies
        if rules.places.get((company.key, slot.key), 0)
    ]
    return sorted(found, key=lambda each: (each.km is None, each.km or 0, each.company.name, each.company.key))


def _bar(rules: Rules, pupil: Pupil, company: Company, slot: Slot) -> Bar | None:
    return rules.bar(Pair(pupil.key, slot.key, company.key))


def _why(rules: Rules, pupil: Pupil, slot: Slot) -> Text:
    options = _options(rules, pupil, [slot])
    bars = {each.bar for each in options}
    if None in bars:
        return text(_FULL, crebo=pupil.crebo, periode=slot.title)
    if Bar.TOO_FAR in bars:
        nearest = next(each for each in options if each.bar is Bar.TOO_FAR)
        limit = Decimal(str(rules.limit(pupil) or 0))
        return text(_FAR, bedrijf=nearest.company.name, km=_km(nearest.km), grens=limit)
    if bars & HARD - {Bar.OTHER_CREBO}:
        return text(_NOT_SURE)
    return text(_NOBODY, crebo=pupil.crebo, periode=slot.title)


def _km(value: float | None) -> int:
    """Rounded up, so that a limit of so many kilometres would do."""
    return ceil(value or 0)


def _helps(rules: Rules, pupil: Pupil, slot: Slot, free: dict[tuple[str, str], int]) -> tuple[Text, ...]:
    """What would help: further away, another period, a question about the recognition; else more places."""
    here = [each for each in _options(rules, pupil, [slot]) if (each.company.key, slot.key) in free]
    others = [each for each in rules.problem.slots if each.key != slot.key and each.year == slot.year]
    elsewhere = [
        each
        for each in _options(rules, pupil, others)
        if each.bar is None and (each.company.key, each.slot.key) in free
    ]
    found = [_help(_FURTHER, each, pupil) for each in here if each.bar is Bar.TOO_FAR]
    found += [_help(_ASK, each, pupil) for each in here if each.bar in _DOUBT]
    found += [_help(_ENDS, each, pupil) for each in here if each.bar is Bar.ENDS]
    found += [_help(_ELSEWHERE, each, pupil) for each in elsewhere]
    found += [_help(_OTHER, each, pupil) for each in here if each.bar is Bar.OTHER_CREBO]
    return tuple(found[:MOST]) or (text(_MORE, crebo=pupil.crebo),)


def _help(template: str, option: _Option, pupil: Pupil) -> Text:
    values: dict[str, str | int] = {"bedrijf": option.company.name, "periode": option.slot.title}
    if template is _FURTHER:
        values["km"] = _km(option.km)
    elif template in (_ASK, _OTHER):
        values["crebo"] = pupil.crebo
    return text(template, **values)


def shortages_of(rules: Rules, unmatched: Sequence[Unmatched]) -> tuple[Shortage, ...]:
    """Per slot and crebo how many pupils have no place."""
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for each in unmatched:
        counts[each.slot, rules.pupils[each.pupil].crebo] += 1
    return tuple(shortage(rules.slots[slot], crebo, number) for (slot, crebo), number in counts.items())


def shortage(slot: Slot, crebo: str, number: int) -> Shortage:
    template = _SHORT_ONE if number == 1 else _SHORT
    values: dict[str, str | int] = {"periode": slot.title, "crebo": crebo}
    return Shortage(slot.key, crebo, number, text(template, **(values if number == 1 else values | {"n": number})))


def explain_released(rules: Rules, chosen: frozenset[Pair]) -> tuple[Released, ...]:
    """Earlier matches that the proposal does not hold, with the reason."""
    return tuple(Released(pair, why_released(rules, pair)) for pair in sorted(rules.kept - chosen))


def why_released(rules: Rules, pair: Pair) -> Text:
    company, slot = rules.companies[pair.company], rules.slots[pair.slot]
    crebo = rules.pupils[pair.pupil].crebo
    bar = rules.bar(pair)
    template = _TOO_MANY if bar is None else _RELEASED[bar]
    values: dict[str, str | int] = {"bedrijf": company.name, "periode": slot.title, "crebo": crebo}
    return text(template, **{name: value for name, value in values.items() if f"%({name})s" in template})


def doubt_of(company: Company, crebo: str, slot: Slot) -> Text | None:
    """What is wrong with a match that stands, by the recognition of its company; None when it is right."""
    bar = recognition_bar(company, crebo, slot)
    if bar is None:
        return None
    values: dict[str, str | int] = {"bedrijf": company.name, "periode": slot.title, "crebo": crebo}
    template = _RELEASED[bar]
    return text(template, **{name: value for name, value in values.items() if f"%({name})s" in template})
