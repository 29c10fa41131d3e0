"""What the page for pupils and parents says when nobody wrote it: short sentences from codes, names and numbers.

Nothing that people wrote for each other gets in: no notes, no money, no names. What is unknown is left out, or follows.
A text of one's own takes the place of each part. All functions speak the language that is active.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format, localize
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from naadloos.engines.route import RouteDocument
from naadloos.engines.route.calendar import school_year_text
from naadloos.engines.route.document import WeekGroup
from naadloos.engines.route.terms import HourKind, PartnerSide, RouteType, WeekKind
from naadloos.engines.week import half_days
from naadloos.execution.public_hours import At, Programmes, YearHours, programmes, whole

FIRST_MONTH = 8  # of a school year
MOST_DATES = 10
HALF_DAYS = 10  # of a school week
# Dates are for everybody when their audience names one of these.
_PUBLIC = ("leerling", "student", "ouder", "verzorger", "iedereen", "belangstell")


@dataclass(frozen=True, slots=True)
class PublicFacts:
    """What the texts are made of. ``profiles``: the names of the vmbo profiles, as the catalogue has them."""

    document: RouteDocument
    profiles: tuple[str, ...]
    on: date

    @property
    def programmes(self) -> tuple[Programmes, ...]:
        return programmes(self.document.programme.in_force)


def _sentences(lines: Iterable[str]) -> str:
    return "\n".join(line for line in lines if line)


def either(names: Sequence[str]) -> str:
    """ "a, b of c"."""
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s of %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def both(names: Sequence[str]) -> str:
    """ "a, b en c"."""
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s en %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def _courses(facts: PublicFacts) -> list[str]:
    return [
        _("%(name)s (mbo-niveau %(level)s)") % {"name": each.name, "level": each.level}
        for each in facts.document.route.qualifications
    ]


def _what(facts: PublicFacts) -> str:
    route = facts.document.route
    courses = _courses(facts)
    return _sentences(
        [
            _("%(name)s is een route van het vmbo naar het mbo.") % {"name": route.name},
            _("De route duurt %(years)s jaar en begint in leerjaar 3 van het vmbo.") % {"years": route.years},
            _("Vmbo en mbo maken samen één programma."),
            _("Je leert voor %(courses)s.") % {"courses": either(courses)} if courses else "",
        ]
    )


def _for_whom(facts: PublicFacts) -> str:
    route = facts.document.route
    leerwegen = list(dict.fromkeys(_(each.leerweg.label) for each in route.profiles))
    this_year = facts.on.year - (facts.on.month < FIRST_MONTH)
    later = sorted(each.start_year for each in route.cohorts if each.start_year > this_year)
    return _sentences(
        [
            _("De route is voor leerlingen van het vmbo. Je begint na leerjaar 2."),
            _("Je kiest het profiel %(profiles)s.") % {"profiles": either(facts.profiles)} if facts.profiles else "",
            _("Je volgt de %(leerwegen)s.") % {"leerwegen": either(leerwegen)} if leerwegen else "",
            _("De volgende groep begint in schooljaar %(year)s.") % {"year": school_year_text(later[0])}
            if later
            else "",
        ]
    )


def _range(values: Iterable[Decimal]) -> str:
    found = sorted(set(values))
    low, high = whole(found[0]), whole(found[-1])
    return low if low == high else _("%(low)s tot %(high)s") % {"low": low, "high": high}


def _year(label: str, years: Sequence[YearHours], weeks_out: int) -> str:
    said = [
        _("%(year)s: %(lessons)s uur les.") % {"year": label.capitalize(), "lessons": _range(y.lessons for y in years)}
    ]
    if any(year.hours[At.COMPANY] for year in years):
        said.append(
            _("Je leert ook %(hours)s uur bij een bedrijf.") % {"hours": _range(y.hours[At.COMPANY] for y in years)}
        )
    if weeks_out:
        said.append(
            ngettext("Dat is %(n)s week in het bedrijf.", "Dat zijn %(n)s weken in het bedrijf.", weeks_out)
            % {"n": weeks_out}
        )
    if all(year.weeks for year in years):
        said.append(
            _("Samen is dat gemiddeld %(hours)s uur per week.")
            % {"hours": _range(year.total / year.weeks for year in years)}
        )
    return " ".join(said)


def _weeks_out(facts: PublicFacts) -> dict[int, int]:
    """Per year the whole weeks at a company, where all of that goes in whole weeks and for every pupil the same."""
    programme = facts.document.programme.in_force
    units = {unit.key: unit for unit in programme.units if unit.hour_kind is HourKind.BPV}
    hours: dict[int, Decimal] = {}
    unsure: set[int] = set()
    for each in programme.placements:
        if (unit := units.get(each.unit)) is None:
            continue
        if not unit.bpv_week_hours or unit.variants:
            unsure.add(each.route_year)
            continue
        hours[each.route_year] = hours.get(each.route_year, Decimal(0)) + each.hours / unit.bpv_week_hours
    return {year: int(n) for year, n in hours.items() if year not in unsure and n == int(n)}


def _days(half_days: int) -> str:
    if half_days == 1:
        return _("een halve dag")
    if half_days % 2:
        return _("%(n)s dagen") % {"n": localize(Decimal(half_days) / 2)}
    return ngettext("%(n)s dag", "%(n)s dagen", half_days // 2) % {"n": half_days // 2}


def _half_days(document: RouteDocument, group: WeekGroup) -> tuple[int, int, int]:
    """At vmbo, mbo and a company: as laid out on the board, else as the group must have it.

    A board that is half filled tells nothing of a week.
    """
    kinds = half_days(document).get(group.key, Counter())
    if kinds.total() == HALF_DAYS:
        return kinds[WeekKind.VMBO], kinds[WeekKind.MBO], kinds[WeekKind.COMPANY]
    return group.at_vmbo, group.at_mbo, group.at_company


def _days_out(facts: PublicFacts) -> dict[int, str]:
    """Per year on how many days of the week a pupil is where, when that is the same for every group of that year."""
    by_year: dict[int, set[tuple[int, int, int]]] = {}
    for group in facts.document.execution.week_groups:
        by_year.setdefault(group.route_year, set()).add(_half_days(facts.document, group))
    where = (_("%(days)s op het vmbo"), _("%(days)s op het mbo"), _("%(days)s bij een bedrijf"))
    said = {}
    for year, found in by_year.items():
        parts = [text % {"days": _days(n)} for text, n in zip(where, next(iter(found)), strict=True) if n]
        if len(found) == 1 and parts:
            said[year] = _("In een gewone week ben je %(where)s.") % {"where": both(parts)}
    return said


def _week(facts: PublicFacts) -> str:
    found = facts.programmes
    if not found:
        return _("Het rooster volgt.")
    by_year: dict[int, list[YearHours]] = {}
    for each in found:
        for year in each.years:
            by_year.setdefault(year.year, []).append(year)
    weeks, days = _weeks_out(facts), _days_out(facts)
    return _sentences(
        f"{_year(years[0].label, years, weeks.get(number, 0))} {days.get(number, '')}".strip()
        for number, years in sorted(by_year.items())
    )


def _where(facts: PublicFacts) -> str:
    route = facts.document.route
    schools = [
        _("%(school)s in %(place)s") % {"school": each.name, "place": each.place} if each.place else each.name
        for each in route.partners
        if each.left_on is None and each.side in (PartnerSide.VMBO, PartnerSide.MBO)
    ]
    company = any(year.hours[At.COMPANY] for each in facts.programmes for year in each.years)
    return _sentences(
        [
            _("Deze scholen geven de route: %(schools)s.") % {"schools": both(schools)}
            if schools
            else _("De plaats volgt."),
            _("De lessen zijn hier: %(place)s.") % {"place": route.location.rstrip(". ")} if route.location else "",
            _("Een deel van de tijd leer je bij een bedrijf.") if company else "",
        ]
    )


def _earn(facts: PublicFacts) -> str:
    route = facts.document.route
    leerwegen = list(dict.fromkeys(_(each.leerweg.label) for each in route.profiles))
    courses = _courses(facts)
    lines = []
    if route.type is RouteType.DLR and leerwegen:
        lines.append(_("Je werkt toe naar het vmbo-diploma: %(leerwegen)s.") % {"leerwegen": either(leerwegen)})
    if courses:
        lines.append(_("Je werkt toe naar het mbo-diploma: %(courses)s.") % {"courses": either(courses)})
    return _sentences(lines) or _("Welk diploma je kunt halen, volgt.")


def _costs(facts: PublicFacts) -> str:
    return _("Wat de route kost voor jou en je ouders, volgt.")


def _leave(facts: PublicFacts) -> str:
    """The overstapoptie (WVO 2.107k, WEB 9.1.14), and the variants that the route itself has."""
    ways = len(facts.document.programme.variants)
    return _sentences(
        [
            _("Stop je voordat je klaar bent met de route? Dan krijg je de kans op een ander diploma."),
            _("Dat kan een vmbo-diploma of een mbo-diploma zijn. Het past bij je niveau en je leeftijd."),
            _("De school en de mbo-instelling bekijken dat samen. Dat staat in de wet."),
            _("Binnen de route zijn er %(n)s richtingen. Vraag of je kunt wisselen.") % {"n": ways} if ways > 1 else "",
            _("Wil je stoppen of wisselen? Praat eerst met de school."),
        ]
    )


@dataclass(frozen=True, slots=True)
class PublicPart:
    """One part of the page: the end of its field names, its head, and what it says when nobody wrote it."""

    name: str
    head: str
    propose: Callable[[PublicFacts], str]

    @property
    def title(self) -> str:
        return _(self.head)


PARTS = (
    PublicPart("what", gettext_noop("Wat is deze route?"), _what),
    PublicPart("for_whom", gettext_noop("Voor wie is de route?"), _for_whom),
    PublicPart("week", gettext_noop("Hoe ziet je week eruit?"), _week),
    PublicPart("where", gettext_noop("Waar krijg je les?"), _where),
    PublicPart("earn", gettext_noop("Wat haal je ermee?"), _earn),
    PublicPart("costs", gettext_noop("Wat kost het?"), _costs),
    PublicPart("leave", gettext_noop("Stoppen of overstappen"), _leave),
)


@dataclass(frozen=True, slots=True)
class PublicDate:
    """``title`` is Dutch on every page: people typed it."""

    day: str
    title: str


def public_dates(facts: PublicFacts) -> list[PublicDate]:
    """What is still to come for pupils and parents, the first first; a date without an audience stays inside."""
    found = [
        each
        for each in facts.document.execution.dates
        if each.on >= facts.on and any(word in each.audience.lower() for word in _PUBLIC)
    ]
    found.sort(key=lambda each: each.on)
    return [PublicDate(date_format(each.on, "j F Y"), each.title) for each in found[:MOST_DATES]]
