"""What travelling asks of a pupil: days and minutes a week, euro a year; what is not known is said, never 0."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext

from naadloos.engines.planner import travel_days_of
from naadloos.engines.route import RouteDocument, route_year_label
from naadloos.programme.houses.places import sites_of, ways_of
from naadloos.programme.problem import build_plan_problem, placements_of

TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Journey:
    """Days a week from the place where pupils normally are to one other place, or to several of unknown way.

    ``minutes`` is one way, ``cost`` euro for a day there and back; None is not known.
    """

    home: str
    places: tuple[str, ...]
    days: int
    minutes: int | None
    cost: Decimal | None


@dataclass(frozen=True, slots=True)
class PeriodTravel:
    route_year: int
    number: int
    weeks: int
    journeys: tuple[Journey, ...]

    @property
    def days(self) -> int:
        """Days a week, when the lessons are spread over all weeks."""
        return sum(each.days for each in self.journeys)

    @property
    def minutes(self) -> int:
        """Minutes a week, there and back, as far as they are known."""
        return sum(2 * each.days * each.minutes for each in self.journeys if each.minutes is not None)

    @property
    def minutes_known(self) -> bool:
        return all(each.minutes is not None for each in self.journeys)

    @property
    def cost(self) -> Decimal:
        """Euro in this period, as far as it is known."""
        known = (each.days * self.weeks * each.cost for each in self.journeys if each.cost is not None)
        return sum(known, Decimal(0))

    @property
    def cost_known(self) -> bool:
        return all(each.cost is not None for each in self.journeys)

    @property
    def minutes_words(self) -> str:
        return _partly(str(self.minutes), bool(self.minutes), self.minutes_known)

    @property
    def places(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(place for each in self.journeys for place in each.places))


@dataclass(frozen=True, slots=True)
class YearTravel:
    """One year of the route; averages a week are over the lesson weeks of its periods."""

    route_year: int
    periods: tuple[PeriodTravel, ...]

    @property
    def label(self) -> str:
        return route_year_label(self.route_year)

    @property
    def weeks(self) -> int:
        return sum(each.weeks for each in self.periods)

    @property
    def days(self) -> Decimal:
        return self._average([each.days * each.weeks for each in self.periods])

    @property
    def minutes_words(self) -> str:
        average = self._average([each.minutes * each.weeks for each in self.periods]).quantize(Decimal(1))
        return _partly(str(average), bool(average), all(each.minutes_known for each in self.periods))

    @property
    def cost(self) -> Decimal:
        return sum((each.cost for each in self.periods), Decimal(0))

    @property
    def cost_known(self) -> bool:
        return all(each.cost_known for each in self.periods)

    def _average(self, sums: Sequence[int]) -> Decimal:
        return (Decimal(sum(sums)) / self.weeks).quantize(TENTH) if self.weeks else Decimal(0)


@dataclass(frozen=True, slots=True)
class PupilTravel:
    """The travel of pupils who follow the same; ``who`` is empty when that is everybody."""

    who: str
    years: tuple[YearTravel, ...]

    @property
    def unknown(self) -> list[tuple[str, str]]:
        """The ways of which the time is not known, as (from, to)."""
        journeys = [each for year in self.years for period in year.periods for each in period.journeys]
        found = [(each.home, place) for each in journeys if each.minutes is None for place in each.places]
        return list(dict.fromkeys(found))


def _partly(words: str, some: bool, known: bool) -> str:
    """A sum of which a part may not be known."""
    if known:
        return words
    return gettext("%(known)s + onbekend") % {"known": words} if some else gettext("onbekend")


def travel_of(document: RouteDocument, *, on: date) -> list[PupilTravel]:
    """What the plan on the board asks of pupils in travel, per variant and group, per year and period.

    Those whose travel is the same are told once. Days are those that the planner counts, on day ``on``.
    """
    programme = document.programme
    problem = build_plan_problem(document, on=on)
    ways = ways_of(programme, sites_of(programme))
    titles = {variant.key: variant.title for variant in programme.variants}
    rows: dict[tuple[str, str], dict[tuple[int, int], list[Journey]]] = {}
    for each in travel_days_of(problem, placements_of(document)):
        travel = ways.between(each.home, each.places[0]) if each.known else None
        journey = Journey(
            each.home,
            each.places,
            each.days,
            travel.minutes if travel else None,
            travel.cost if travel else None,
        )
        periods = rows.setdefault((each.variant, each.group), {})
        periods.setdefault((each.route_year, each.number), []).append(journey)
    everybody = {(variant, "") for variant in titles} or {("", "")}
    same: dict[tuple[YearTravel, ...], list[str]] = {}
    for variant, group in sorted(everybody | rows.keys()):
        if group == "" and any(key[0] == variant and key[1] for key in rows):
            continue
        years = _years(document, rows.get((variant, group), {}))
        same.setdefault(years, []).append(", ".join(filter(None, (titles.get(variant, ""), group))))
    if len(same) == 1:
        return [PupilTravel("", years) for years in same]
    return [PupilTravel(" · ".join(who), years) for years, who in same.items()]


def _years(document: RouteDocument, journeys: dict[tuple[int, int], list[Journey]]) -> tuple[YearTravel, ...]:
    found = []
    for year in range(1, document.route.years + 1):
        periods = tuple(
            PeriodTravel(year, period.number, period.weeks, tuple(journeys.get((year, period.number), ())))
            for period in sorted(document.programme.periods, key=lambda row: row.number)
            if period.route_year == year
        )
        if periods:
            found.append(YearTravel(year, periods))
    return tuple(found)
