"""Whose programme: everybody's, or what the pupils of one variant (and one group in it) follow."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from naadloos.engines.route import document as doc

Place = tuple[int, int]  # year of the route, number of the period
EVERYBODY = ""


@dataclass(frozen=True, slots=True)
class Audience:
    """The pupils whose programme is shown; ``key`` names them in an address.

    ``one_pupil``: their hours are those of one pupil. What is for everybody is that only in a route without
    variants and groups, since variants run side by side.
    """

    key: str
    label: str
    variant: doc.Variant | None = None
    group: str = ""
    one_pupil: bool = True


def audiences(programme: doc.Programme) -> list[Audience]:
    """Everybody first, then each variant, with its groups apart when it has units for some of them only."""
    apart = list(_apart(programme))
    return [Audience(EVERYBODY, _("iedereen"), one_pupil=not apart), *apart]


def pupils(programme: doc.Programme) -> list[Audience]:
    """Those of whom the hours can be judged: each variant and group, or everybody when there are none."""
    return [audience for audience in audiences(programme) if audience.one_pupil]


def _apart(programme: doc.Programme) -> Iterator[Audience]:
    for variant in programme.variants or (None,):
        followed = [unit for unit in programme.units if _of_variant(unit, variant)]
        groups = sorted({unit.group for unit in followed} - {""})
        title = variant.title if variant else ""
        key = variant.key if variant else ""
        if variant and not groups:
            yield Audience(key, title, variant)
        for group in groups:
            label = f"{title}, {_('groep')} {group}" if title else f"{_('groep')} {group}"
            yield Audience(f"{key}:{group}", label, variant, group)


def followed_by_one(programme: doc.Programme, variant: str = "") -> list[frozenset[str]]:
    """Keys of the units that one pupil follows: per variant and per group within it, or of one variant only."""
    found = []
    for each in [row for row in programme.variants if not variant or row.key == variant] or (None,):
        mine = [unit for unit in programme.units if _of_variant(unit, each)]
        for group in sorted({unit.group for unit in mine} - {""}) or [""]:
            found.append(frozenset(unit.key for unit in mine if unit.group in ("", group)))
    return found


def _of_variant(unit: doc.Unit, variant: doc.Variant | None) -> bool:
    return variant is None or not unit.variants or variant.key in unit.variants


def seen_by(programme: doc.Programme, audience: Audience) -> doc.Programme:
    """The programme with only the units and hours of these pupils.

    Hours before a variant begins or after it ends are not theirs; a unit keeps the hours that are.
    """
    if audience.key == EVERYBODY:
        return programme
    followed = {
        unit.key: unit
        for unit in programme.units
        if _of_variant(unit, audience.variant) and unit.group in ("", audience.group)
    }
    first, last = _stretch(programme, audience.variant)
    placements, outside = [], dict.fromkeys(followed, Decimal(0))
    for row in programme.placements:
        if row.unit in followed:
            if first <= (row.route_year, row.period) <= last:
                placements.append(row)
            else:
                outside[row.unit] += row.hours
    units = [
        unit.model_copy(update={"hours": max(unit.hours - outside[key], Decimal(0))})
        for key, unit in followed.items()
        if not outside[key] or outside[key] < unit.hours
    ]
    return programme.model_copy(update={"units": units, "placements": placements})


def _stretch(programme: doc.Programme, variant: doc.Variant | None) -> tuple[Place, Place]:
    """First and last period of a variant; without limits the whole route."""
    places = {row.key: (row.route_year, row.number) for row in programme.periods}
    start = places.get(variant.start or "") if variant else None
    end = places.get(variant.end or "") if variant else None
    return start or (0, 0), end or (99, 99)


def followers(unit: doc.Unit, programme: doc.Programme) -> str:
    """Who follows a unit, in words; empty when that is everybody."""
    titles = {variant.key: variant.title for variant in programme.variants}
    names = [titles[key] for key in unit.variants if key in titles]
    if unit.group:
        names.append(f"{_('groep')} {unit.group}")
    return ", ".join(names)
