"""Lessons as cost items, from the programme in force: who gives how many klokuren in whose phase.

The hours are those of the placements, so they are for one pupil, and for one group when the group stays together. Bpv
and self study are no lessons. A unit of both sides is given by both: each for the share that the partners chose;
without a choice these hours, and what depends on them, are unknown.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from naadloos.engines.finance import Cohort, CostItem, Given, Settled, Settlement, Share
from naadloos.engines.route import RouteDocument, route_year_label
from naadloos.engines.route import document as doc
from naadloos.engines.route.terms import CostKind, FigureStatus, HourKind, Phase, Side, gettext_noop
from naadloos.engines.route.text import Text, text

TAUGHT = (HourKind.GUIDED, HourKind.OTHER)
HUNDRED = Decimal(100)
_NAMED = 4

_NO_PLAN = gettext_noop("De lessen tellen nog niet mee: er staat nog niets op het bord en er is geen plan vastgesteld.")
_NO_SHARE = gettext_noop(
    "Kies bij de keuzes voor de berekening welk deel van de gezamenlijke uren elke kant geeft; tot dan zijn die uren "
    "onbekend."
)


@dataclass(frozen=True, slots=True)
class _Group:
    """Pupils who are taught together by the same school and institution."""

    vmbo: str
    mbo: str
    variants: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Given:
    """Klokuren that one side gives to one group in one route year. ``share``: None is not known."""

    hours: Decimal
    share: Decimal | None
    title: str


def plan_items(
    document: RouteDocument, cohorts: Sequence[Cohort], how: Settlement, vo_years: int, left_out: list[Text]
) -> list[CostItem]:
    """One item per group, route year and side; a school or institution that works in its own phase settles nothing."""
    plan = document.programme.in_force
    if not plan.placements:
        left_out.append(text(_NO_PLAN))
        return []
    given: dict[tuple[_Group, int, Side], list[_Given]] = defaultdict(list)
    units = {unit.key: unit for unit in plan.units}
    for row in plan.placements:
        unit = units[row.unit]
        if unit.hour_kind in TAUGHT:
            for group in _groups(document, unit, cohorts):
                for side, share in _sides(document, unit.side):
                    given[group, row.route_year, side].append(_Given(row.hours, share, unit.title))
    if any(each.share is None for rows in given.values() for each in rows):
        left_out.append(text(_NO_SHARE))
    numbers = {group: place for place, group in enumerate(dict.fromkeys(group for group, _year, _side in given), 1)}
    return [
        _item(group, numbers[group], year, side, rows, how, year <= vo_years)
        for (group, year, side), rows in sorted(given.items(), key=lambda pair: (pair[0][1], pair[0][2].value))
    ]


def _groups(document: RouteDocument, unit: doc.Unit, cohorts: Sequence[Cohort]) -> Iterator[_Group]:
    """For whom the unit is, by the school and the institution that they belong to."""
    wanted = {each.key: (each.profile, each.qualification) for each in document.programme.variants}
    rows = {row.key: row for row in document.finance.volumes}
    found: dict[tuple[str, str], list[str]] = {}
    for cohort in cohorts:
        for variant in cohort.variants:
            row = rows[variant.id]
            if not unit.variants or any(
                wanted[key][0] in (None, row.profile) and wanted[key][1] in (None, row.qualification)
                for key in unit.variants
            ):
                found.setdefault((variant.vo_partner, variant.mbo_partner), []).append(variant.id)
    for (vmbo, mbo), variants in found.items():
        yield _Group(vmbo, mbo, tuple(variants))


def _sides(document: RouteDocument, side: Side) -> list[tuple[Side, Decimal | None]]:
    """Which sides give it, and what part of the hours each of them."""
    if side is not Side.TOGETHER:
        return [(side, Decimal(1))]
    shares = ((Side.VMBO, document.finance.joint_vmbo), (Side.MBO, document.finance.joint_mbo))
    return [(each, None if part is None else part / HUNDRED) for each, part in shares if part != 0]


def _item(
    group: _Group, number: int, year: int, side: Side, rows: list[_Given], how: Settlement, in_vo: bool
) -> CostItem:
    owner = group.vmbo if in_vo else group.mbo
    executor = group.vmbo if side is Side.VMBO else group.mbo
    other = executor != owner
    label = (
        gettext_noop("Lessen door het vmbo, %(jaar)s")
        if side is Side.VMBO
        else gettext_noop("Lessen door het mbo, %(jaar)s")
    )
    return CostItem(
        f"plan-{year}-{side.value}-{number}",
        label % {"jaar": route_year_label(year)},
        CostKind.LESSONS,
        Phase.VO if in_vo else Phase.MBO,
        owner,
        (Share(executor, Decimal(1)),),
        (Settled(how if other else Settlement.OWN),),
        route_years=(year,),
        variants=group.variants,
        hours=_hours(rows),
        # What a school or an institution teaches in its own phase, it would teach without the route too.
        extra=other,
    )


def _hours(rows: list[_Given]) -> Given:
    titles = list(dict.fromkeys(each.title for each in rows))
    more = f" en nog {len(titles) - _NAMED}" if len(titles) > _NAMED else ""
    source = f"programma: {', '.join(titles[:_NAMED])}{more}"
    if any(each.share is None for each in rows):
        return Given(None, source, status=FigureStatus.EMPTY)
    whole = sum((each.hours * each.share for each in rows if each.share is not None), Decimal(0))
    return Given(round(whole, 2), source, status=FigureStatus.CONFIRMED)
