"""Which places are one site, and what the way between two sites takes."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from naadloos.engines import planner
from naadloos.engines.route import document as doc

# A day weighs 1 when the way takes half an hour and costs nothing, or takes no time and costs five euro. A choice.
MINUTES_OF_A_DAY = Decimal(30)
EURO_OF_A_DAY = Decimal(5)
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Sites:
    """From what people write as a place to the site it belongs to; a text that nobody entered stays as it is."""

    keys: Mapping[str, str]
    labels: Mapping[str, str]

    def of(self, text: str) -> str:
        """The site of a place or room by its name; capitals do not matter."""
        name = _name(text)
        key = self.keys.get(name, name)
        return self.labels.get(key, text.strip())


@dataclass(frozen=True, slots=True)
class Ways:
    """The way between two sites, the same in both directions."""

    travels: Mapping[frozenset[str], doc.Travel]

    def between(self, one: str, other: str) -> doc.Travel | None:
        return self.travels.get(frozenset((one, other)))


def _name(text: str) -> str:
    return text.strip().casefold()


def sites_of(programme: doc.Programme) -> Sites:
    """The sites of a programme; a place that names no site is one of its own."""
    keys = {_name(place.title): _name(place.site or place.title) for place in programme.locations}
    labels: dict[str, str] = {}
    for place in programme.locations:
        labels.setdefault(_name(place.site or place.title), place.site or place.title)
    return Sites(keys, labels)


def ways_of(programme: doc.Programme, sites: Sites) -> Ways:
    titles = {place.key: place.title for place in programme.locations}
    found: dict[frozenset[str], doc.Travel] = {}
    for travel in programme.travels:
        ends = frozenset((sites.of(titles[travel.one]), sites.of(titles[travel.other])))
        if len(ends) == 2:
            found.setdefault(ends, travel)
    return Ways(found)


def weights_of(ways: Ways) -> tuple[planner.Travel, ...]:
    """What a day weighs on each way: the minutes of half an hour and the euro of five euro count as one."""
    found = []
    for ends, travel in ways.travels.items():
        one, other = sorted(ends)
        weight = travel.minutes / MINUTES_OF_A_DAY + (travel.cost or Decimal(0)) / EURO_OF_A_DAY
        found.append(planner.Travel(one, other, max(weight.quantize(CENT), CENT)))
    return tuple(found)
