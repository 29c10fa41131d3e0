"""Made-up routes for the benchmark of finance, and their total in plain Python, apart from the sheet."""

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from naadloos.engines.finance import (
    Cohort,
    CostItem,
    CostKind,
    Diploma,
    Given,
    OwnValue,
    Partner,
    RouteCase,
    Settings,
    Settled,
    Settlement,
    Share,
    Variant,
    given,
)
from naadloos.engines.route.terms import Leerweg, PartnerSide, Phase

VO, MBO, CREBO = "vo", "mbo", "25786"
_CENT, _SIXTH = Decimal("0.01"), Decimal("0.000001")


def route(seed: int = 0) -> RouteCase:
    """A made-up route of three cohorts of two variants with twelve items; the same seed gives the same route.

    Amounts that no regulation prints are invented.
    """
    chance = random.Random(seed)
    cohorts = tuple(
        Cohort(f"c{year}", year, tuple(_variant(id, leerweg, chance) for id, leerweg in _VARIANTS))
        for year in (2027, 2028, 2029)
    )
    return RouteCase(
        (
            Partner(VO, "School", PartnerSide.VMBO, Decimal("0.45"), given("0.3"), given("0.12")),
            Partner(MBO, "College", PartnerSide.MBO, Decimal("0.55"), given("0.32"), given("0.14")),
        ),
        cohorts,
        tuple(_items(chance)),
        own_values=tuple(_own_values(chance)),
        settings=Settings(given(chance.choice([22, 24, 26])), surcharge=given("0.03"), price_year=2027),
    )


_VARIANTS = (("bb", Leerweg.BB), ("kb", Leerweg.KB))


def _variant(id: str, leerweg: Leerweg, chance: random.Random) -> Variant:
    pupils = chance.randint(8, 30)
    return Variant(
        id,
        id,
        leerweg,
        2,
        CREBO,
        VO,
        MBO,
        (Given(Decimal(pupils), low=Decimal(pupils - 5), high=Decimal(pupils + 6)), given(chance.randint(0, 3))),
        tuple(Given(Decimal(n) / 100, observed=(n, 100)) for n in (95, chance.randint(85, 94), 93)),
        diplomas=(Diploma(2, 4, success=Given(Decimal("0.85"), observed=(34, 40))),),
        leavers=given("0.05"),
    )


def _items(chance: random.Random) -> Iterator[CostItem]:
    """Twelve: per phase lessons of each side, practice, material, exams; bpv; coordination."""
    ways = (Settlement.COST, Settlement.PER_PUPIL, Settlement.POOL, Settlement.IN_KIND)
    for phase, owner, other in ((Phase.VO, VO, MBO), (Phase.MBO, MBO, VO)):
        for by, hours in ((owner, chance.randint(600, 800)), (other, chance.randint(50, 250))):
            made = _item(f"les-{phase.value}-{by}", CostKind.LESSONS, phase, owner, by, chance.choice(ways))
            yield replace(made, hours=given(hours), split=Given(Decimal("0.2"), low=Decimal(0), high=Decimal("0.4")))
        practice = _item(f"praktijk-{phase.value}", CostKind.LESSONS, phase, owner, other, chance.choice(ways))
        yield replace(
            practice, hours=given(80), executors=(Share(owner, Decimal("0.25")), Share(other, Decimal("0.75")))
        )
        yield _item(f"materiaal-{phase.value}", CostKind.MATERIAL, phase, owner, owner, Settlement.COST)
        yield _item(f"examen-{phase.value}", CostKind.EXAM, phase, owner, other, Settlement.COST)
    yield replace(_item("bpv", CostKind.BPV, Phase.MBO, MBO, MBO, Settlement.COST), hours=given(14))
    yield _item("coordinatie", CostKind.COORDINATION, Phase.WHOLE, VO, VO, Settlement.COST)


def _item(id: str, kind: CostKind, phase: Phase, owner: str, by: str, how: Settlement) -> CostItem:
    settled = (Settled(how, per_pupil=given(650)),)
    price = Given(Decimal(390), low=Decimal(300), high=Decimal(500))
    return CostItem(id, id, kind, phase, owner, (Share(by, Decimal(1)),), settled, price=price, count=given("0.3"))


def _own_values(chance: random.Random) -> Iterator[OwnValue]:
    wages = {VO: chance.randint(98_000, 108_000), MBO: chance.randint(98_000, 108_000)}
    for partner, wage in wages.items():
        reach = Given(Decimal(wage), low=Decimal(wage - 4_000), high=Decimal(wage + 5_000))
        yield OwnValue(partner, "loonkosten", reach, date(2026, 1, 1), of="docent")
        yield OwnValue(partner, "lessen_per_fte", given(720 if partner == VO else 780), date(2026, 1, 1))
    figures = {"eigen_deel": "24000000", "eigen_isw": "3500", "eigen_idiw": "500", "correctiefactor": "0.98"}
    for key, value in figures.items():
        yield OwnValue(MBO, key, given(value), date(2026, 1, 1), of="niveau2")
    factor = Decimal(chance.randint(10, 18)) / 10
    yield OwnValue(MBO, "prijsfactor", given(factor), date(2026, 1, 1), of=CREBO)


def _cents(value: Decimal) -> Decimal:
    return value.quantize(_CENT, ROUND_HALF_UP)


def plain_total(case: RouteCase) -> Decimal:
    """The integral toegerekend result of all partners and years of such a route. Settlements cancel out."""
    revenue: dict[tuple[str, int], Decimal] = defaultdict(Decimal)
    costs = Decimal(0)
    own = {(each.partner, each.key): _value(each.figure) for each in case.own_values}
    point = own[MBO, "eigen_deel"] / (own[MBO, "eigen_isw"] + own[MBO, "eigen_idiw"])
    weight = own[MBO, "prijsfactor"] * Decimal("0.8") * own[MBO, "correctiefactor"]
    for cohort in case.cohorts:
        together: dict[int, Decimal] = defaultdict(Decimal)
        for variant in cohort.variants:
            pupils = Decimal(0)
            for at in range(4):
                going = pupils * _value(variant.stays[at - 1]) if at else Decimal(0)
                pupils = going + (_value(variant.intake[at]) if at < len(variant.intake) else Decimal(0))
                together[at] += pupils
                year = cohort.start_year + at
                if at < 2:
                    revenue[VO, year] += _cents(pupils * Decimal("11672.71"))
                else:
                    revenue[MBO, year] += _cents(pupils * weight * point)
            passed = pupils * _value(variant.diplomas[0].success)
            revenue[MBO, cohort.start_year + 3] += _cents(passed * Decimal("0.2") * point)
        costs += sum(_plain_cost(case, own, together, at) for at in range(4))
    for each in case.items:
        if each.kind is CostKind.COORDINATION:
            years = 4 + len(case.cohorts) - 1
            costs += years * _cents(_value(each.count) * own[VO, "loonkosten"])
    overhead = {each.id: _value(each.overhead_integral) for each in case.partners}
    total = sum(amount - _cents(amount * overhead[partner]) for (partner, _), amount in revenue.items())
    return total - costs


def _value(figure: Given) -> Decimal:
    assert figure.value is not None
    return figure.value


def _plain_cost(case: RouteCase, own: dict[tuple[str, str], Decimal], together: dict[int, Decimal], at: int) -> Decimal:
    """What the items of one cohort cost in one route year."""
    pupils, phase = together[at], Phase.VO if at < 2 else Phase.MBO
    size = pupils / _value(case.settings.class_size)
    groups = size.quantize(_SIXTH, ROUND_HALF_UP).quantize(Decimal(1), ROUND_CEILING)
    found = Decimal(0)
    for item in case.items:
        if item.phase is not phase:
            continue
        for executor in item.executors:
            wage = own[executor.partner, "loonkosten"]
            if item.kind is CostKind.LESSONS:
                hours = groups * _value(item.hours) * (1 + _value(item.split)) * executor.share
                found += _cents(hours / own[executor.partner, "lessen_per_fte"] * wage)
            elif item.kind is CostKind.BPV:
                found += _cents(pupils * _value(item.hours) / 1659 * wage)
            else:
                found += _cents(pupils * _value(item.price))
    return found
