"""Whether a case can be calculated at all. Each problem names its field and says in Dutch what is wrong."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from naadloos.engines.finance.errors import Problem
from naadloos.engines.finance.limits import figure_fault
from naadloos.engines.finance.register import Register, default_register
from naadloos.engines.finance.terms import Budget, CostKind, Settlement, Unit
from naadloos.engines.finance.types import Cohort, CostItem, Given, OwnValue, RouteCase, Variant
from naadloos.engines.route.terms import PartnerSide, gettext_noop
from naadloos.engines.route.text import Text, text

MOST_SURCHARGE = Decimal("0.05")
FIRST_YEAR, LAST_YEAR = 2020, 2100
MOST_YEARS = 8

_ID = re.compile(r"^[A-Za-z0-9][A-Za-z0-9_-]{0,60}$")

_BAD_ID = gettext_noop("gebruik hier alleen letters, cijfers, - en _.")
_TWICE = gettext_noop("%(wat)s staat er twee keer.")
_NO_PARTNER = gettext_noop("partner %(wat)s bestaat niet in deze route.")
_KEYS = gettext_noop("de delen tellen op tot %(som)s; samen moet dat precies 1 (100 %%) zijn.")
_KEY_MISSING = gettext_noop("voor een pot heeft elke partner een deel nodig, ook als het 0 is.")
_DATES = gettext_noop("de einddatum ligt voor de begindatum.")
_ENDS = gettext_noop("geef een einddatum: projectkosten houden een keer op.")
_SURCHARGE = gettext_noop("de opslag is hoogstens 5 %; daarboven is het uitlenen van personeel niet meer vrij van btw.")
_YEAR = gettext_noop("geef een jaar van 2020 tot en met 2100.")
_YEARS = gettext_noop("een fase duurt 0 tot 8 jaar en een route ten minste één jaar.")
_LEVEL = gettext_noop("het niveau is 1, 2, 3 of 4.")
_ROUTE_YEAR = gettext_noop("dit jaar hoort niet bij de route.")
_MONTH = gettext_noop("een maand is een getal van 1 tot en met 12.")
_NO_KEY = gettext_noop("er is geen parameter %(wat)s.")
_FIXED = gettext_noop("dit staat in een regeling; een organisatie kan het niet wijzigen.")
_OF = gettext_noop("bij %(wat)s hoort een %(waarvan)s.")
_NOT_OF = gettext_noop("%(wat)s is niet nader verdeeld; laat dit leeg.")
_SIDE = gettext_noop("%(wat)s hoort bij een mbo.")
_EMPTY = gettext_noop("een route heeft ten minste één partner.")
_PERIOD = gettext_noop("deze waarde overlapt een andere van dezelfde partner; sluit de eerste af met een einddatum.")


def validate(case: RouteCase, register: Register | None = None) -> tuple[Problem, ...]:
    """Everything that is wrong; nothing when the case can be calculated."""
    found = [Problem("partners", text(_EMPTY))] if not case.partners else []
    for check in (_ids, _shares, _settings, _cohorts, _items, _subsidies_and_sites):
        found += check(case)
    return tuple(found + list(_own_values(case, register or default_register())))


def _figure(field: str, figure: Given, unit: Unit, *, positive: bool = False) -> Iterator[Problem]:
    if said := figure_fault(figure, unit, positive=positive):
        yield Problem(field, said)


def _ids(case: RouteCase) -> Iterator[Problem]:
    yield from _unique("partners", (each.id for each in case.partners))
    yield from _unique("cohorts", (each.id for each in case.cohorts))
    yield from _unique("items", (each.id for each in case.items))
    yield from _unique("subsidies", (each.id for each in case.subsidies))
    yield from _unique("sites", (each.partner for each in case.sites))
    for cohort in case.cohorts:
        yield from _unique(f"cohorts[{cohort.id}].variants", (each.id for each in cohort.variants))


def _unique(field: str, ids: Iterable[str]) -> Iterator[Problem]:
    seen: set[str] = set()
    for id in ids:
        if not _ID.match(id):
            yield Problem(field, text(_BAD_ID))
        if id in seen:
            yield Problem(field, text(_TWICE, wat=id))
        seen.add(id)


def _partner(case: RouteCase, field: str, id: str) -> Iterator[Problem]:
    if all(each.id != id for each in case.partners):
        yield Problem(field, text(_NO_PARTNER, wat=id))


def _adds_to_one(field: str, shares: list[Decimal]) -> Iterator[Problem]:
    for share in shares:
        yield from _figure(field, Given(share), Unit.SHARE)
    if all(share.is_finite() for share in shares) and sum(shares) != 1:
        yield Problem(field, text(_KEYS, som=Decimal(sum(shares))))


def _shares(case: RouteCase) -> Iterator[Problem]:
    for partner in case.partners:
        yield from _figure(f"partners[{partner.id}].overhead_integral", partner.overhead_integral, Unit.SHARE)
        yield from _figure(f"partners[{partner.id}].overhead_marginal", partner.overhead_marginal, Unit.SHARE)
    keys = [each.key for each in case.partners if each.key is not None]
    if keys:
        yield from _adds_to_one("partners.key", keys)
    pooled = case.settings.pool or any(s.how is Settlement.POOL for item in case.items for s in item.settled)
    if pooled and len(keys) < len(case.partners):
        yield Problem("partners.key", text(_KEY_MISSING))


def _settings(case: RouteCase) -> Iterator[Problem]:
    chosen = case.settings
    yield from _figure("settings.class_size", chosen.class_size, Unit.PUPILS, positive=True)
    if chosen.groups is not None:
        yield from _figure("settings.groups", chosen.groups, Unit.GROUPS)
    yield from _figure("settings.surcharge", chosen.surcharge, Unit.SHARE)
    charges = (chosen.surcharge.value, chosen.surcharge.high)
    if any(each is not None and each.is_finite() and MOST_SURCHARGE < each <= 1 for each in charges):
        yield Problem("settings.surcharge", text(_SURCHARGE))
    yield from _figure("settings.corridor", chosen.corridor, Unit.HOURS)
    yield from _figure("settings.overlap", chosen.overlap, Unit.SHARE)
    yield from _figure("settings.index", chosen.index, Unit.SHARE)
    if chosen.price_year is not None and not FIRST_YEAR <= chosen.price_year <= LAST_YEAR:
        yield Problem("settings.price_year", text(_YEAR))
    for carrier in chosen.carriers:
        yield from _partner(case, "settings.carriers", carrier.partner)
    if chosen.carriers:
        yield from _adds_to_one("settings.carriers", [each.share for each in chosen.carriers])


def _cohorts(case: RouteCase) -> Iterator[Problem]:
    for cohort in case.cohorts:
        if not FIRST_YEAR <= cohort.start_year <= LAST_YEAR:
            yield Problem(f"cohorts[{cohort.id}].start_year", text(_YEAR))
        for variant in cohort.variants:
            yield from _variant(case, cohort, variant)


def _variant(case: RouteCase, cohort: Cohort, variant: Variant) -> Iterator[Problem]:
    at = f"cohorts[{cohort.id}].variants[{variant.id}]"
    yield from _partner(case, f"{at}.vo_partner", variant.vo_partner)
    yield from _partner(case, f"{at}.mbo_partner", variant.mbo_partner)
    phases = (variant.vo_years, variant.mbo_years)
    if not all(0 <= each <= MOST_YEARS for each in phases) or sum(phases) == 0:
        yield Problem(f"{at}.mbo_years", text(_YEARS))
    if variant.level not in (1, 2, 3, 4):
        yield Problem(f"{at}.level", text(_LEVEL))
    for place, figure in enumerate(variant.intake, start=1):
        yield from _figure(f"{at}.intake[{place}]", figure, Unit.PUPILS)
    for place, figure in enumerate(variant.stays, start=1):
        yield from _figure(f"{at}.stays[{place}]", figure, Unit.SHARE)
    for name in ("lwoo", "adults", "leavers", "extra"):
        yield from _figure(f"{at}.{name}", getattr(variant, name), Unit.SHARE)
    for counted in variant.counted:
        yield from _figure(f"{at}.counted[{counted.route_year}]", counted.pupils, Unit.PUPILS)
        yield from _in_route(f"{at}.counted", counted.route_year, variant)
    yield from _unique(f"{at}.counted", (str(each.route_year) for each in variant.counted))
    for place, diploma in enumerate(variant.diplomas, start=1):
        here = f"{at}.diplomas[{place}]"
        yield from _in_route(here, diploma.route_year, variant)
        if diploma.level not in (1, 2, 3, 4) or diploma.earlier not in (None, 2, 3, 4):
            yield Problem(f"{here}.level", text(_LEVEL))
        if not 1 <= diploma.month <= 12:
            yield Problem(f"{here}.month", text(_MONTH))
        yield from _figure(f"{here}.success", diploma.success, Unit.SHARE)
        if diploma.realised is not None:
            yield from _figure(f"{here}.realised", diploma.realised, Unit.PUPILS)


def _in_route(field: str, route_year: int, variant: Variant) -> Iterator[Problem]:
    if not 1 <= route_year <= variant.years:
        yield Problem(field, text(_ROUTE_YEAR))


def _items(case: RouteCase) -> Iterator[Problem]:
    for item in case.items:
        at = f"items[{item.id}]"
        yield from _partner(case, f"{at}.owner", item.owner)
        for executor in item.executors:
            yield from _partner(case, f"{at}.executors", executor.partner)
        yield from _adds_to_one(f"{at}.executors", [each.share for each in item.executors])
        yield from _adds_to_one(f"{at}.settled", [each.share for each in item.settled])
        for settled in item.settled:
            yield from _figure(f"{at}.per_pupil", settled.per_pupil, Unit.EURO)
            yield from _figure(f"{at}.per_year", settled.per_year, Unit.EURO)
        yield from _item_figures(at, item)
        if item.kind is CostKind.PROJECT and item.ends is None:
            yield Problem(f"{at}.ends", text(_ENDS))
        yield from _in_order(f"{at}.ends", item.begins, item.ends)


def _item_figures(at: str, item: CostItem) -> Iterator[Problem]:
    yield from _figure(f"{at}.hours", item.hours, Unit.HOURS)
    yield from _figure(f"{at}.staff", item.staff, Unit.NUMBER)
    yield from _figure(f"{at}.split", item.split, Unit.SHARE)
    yield from _figure(f"{at}.price", item.price, Unit.EURO)
    yield from _figure(f"{at}.count", item.count, Unit.FTE if item.kind is CostKind.COORDINATION else Unit.NUMBER)
    if item.class_size is not None:
        yield from _figure(f"{at}.class_size", item.class_size, Unit.PUPILS, positive=True)
    if item.groups is not None:
        yield from _figure(f"{at}.groups", item.groups, Unit.GROUPS)
    if any(not 1 <= each <= 2 * MOST_YEARS for each in item.route_years):
        yield Problem(f"{at}.route_years", text(_ROUTE_YEAR))


def _in_order(field: str, begins: date | None, ends: date | None) -> Iterator[Problem]:
    if begins is not None and ends is not None and ends < begins:
        yield Problem(field, text(_DATES))
    elif any(each is not None and not FIRST_YEAR <= each.year <= LAST_YEAR for each in (begins, ends)):
        yield Problem(field, text(_YEAR))


def _subsidies_and_sites(case: RouteCase) -> Iterator[Problem]:
    for subsidy in case.subsidies:
        at = f"subsidies[{subsidy.id}]"
        yield from _partner(case, f"{at}.partner", subsidy.partner)
        yield from _figure(f"{at}.amount", subsidy.amount, Unit.EURO)
        yield from _figure(f"{at}.cofinancing", subsidy.cofinancing, Unit.SHARE)
        yield from _in_order(f"{at}.ends", subsidy.begins, subsidy.ends)
    for site in case.sites:
        yield from _partner(case, f"sites[{site.partner}].partner", site.partner)
        yield from _figure(f"sites[{site.partner}].others", site.others, Unit.PUPILS)


# Divided by.
_POSITIVE = frozenset({"lessen_per_fte", "jaartaak", "eigen_isw"})


def _own_values(case: RouteCase, register: Register) -> Iterator[Problem]:
    sides = {each.id: each.side for each in case.partners}
    for place, value in enumerate(case.own_values):
        at = f"own_values[{value.key}]"
        yield from _partner(case, f"{at}.partner", value.partner)
        yield from _in_order(f"{at}.valid_to", value.valid_from, value.valid_to)
        if any(_clash(value, other) for other in case.own_values[:place]):
            yield Problem(f"{at}.valid_from", text(_PERIOD))
        if value.key not in register:
            yield Problem(at, text(_NO_KEY, wat=value.key))
            continue
        parameter = register[value.key]
        if not parameter.own:
            yield Problem(at, text(_FIXED))
        yield from _figure(at, value.figure, parameter.unit, positive=value.key in _POSITIVE)
        if said := _of_fault(value, parameter.of, parameter.label):
            yield Problem(f"{at}.of", said)
        if parameter.side is PartnerSide.MBO and sides.get(value.partner) is PartnerSide.VMBO:
            yield Problem(f"{at}.partner", text(_SIDE, wat=parameter.label))


def _of_fault(value: OwnValue, of: str | None, label: str) -> Text | None:
    if of is None:
        return text(_NOT_OF, wat=label) if value.of else None
    if not _ID.match(value.of) or (of == "budget" and value.of not in [each.value for each in Budget]):
        return text(_OF, wat=label, waarvan=of)
    return None


def _clash(one: OwnValue, other: OwnValue) -> bool:
    if (one.partner, one.key, one.of) != (other.partner, other.key, other.of):
        return False
    ends = (one.valid_to or date.max, other.valid_to or date.max)
    return one.valid_from <= ends[1] and other.valid_from <= ends[0]
