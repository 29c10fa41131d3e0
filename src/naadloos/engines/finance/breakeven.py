"""At which sizes of one cohort the route breaks even: a set of intervals, because every new group is a step.

The first route year of every variant of the cohort gets its part of the size, in the mix that was entered; who comes
in later, and the other cohorts, stay as they are. Each size is the same sheet again.

Between two steps the result rises (or falls) along a straight line. Where that line crosses zero is N*: it is found by
holding the numbers of groups at those of the step and computing the same cells at 1 and at the largest size. So N* may
lie outside the sizes that have these groups ("with one group never"). A size halfway is computed as well: when it is
not on the line (the amount of a vestiging from 130 pupils, a bandwidth of swapped hours) there is no N*, and the
intervals alone tell.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby

from naadloos.engines.finance.outcome import ALL_PARTNERS, Outcome
from naadloos.engines.finance.sheet import Input, Sheet, added
from naadloos.engines.finance.terms import Total, Unit, View
from naadloos.engines.finance.types import Cohort

MOST_PUPILS = 96
_PLACES = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Interval:
    """Both ends belong to it."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Step:
    """Sizes that have the same groups in every year and for every item.

    ``groups``: of the item and year with the most; None: no number of groups follows the size. ``threshold``: N*, None
    when there is none. ``reached``: do some of these sizes break even?
    """

    first: int
    last: int
    groups: Decimal | None
    threshold: Decimal | None
    reached: bool


@dataclass(frozen=True, slots=True)
class BreakEven:
    """``results``: by size, None is unknown. ``counted``: realised counts of the cohort, which no size changes."""

    results: Mapping[int, Decimal | None]
    intervals: tuple[Interval, ...]
    unknown: tuple[Interval, ...]
    steps: tuple[Step, ...]
    counted: tuple[Input, ...]
    missing: tuple[Input, ...]

    @property
    def sizes(self) -> tuple[int, ...]:
        """All sizes that break even."""
        return tuple(size for size, result in self.results.items() if result is not None and result >= 0)


def break_even(
    outcome: Outcome,
    cohort: str,
    *,
    partner: str = ALL_PARTNERS,
    view: View = View.INTEGRAL,
    most: int = MOST_PUPILS,
) -> BreakEven:
    """The toegerekend result of all years together per size of the cohort, from 1 to ``most``.

    Of all partners together when no partner is named. Raises KeyError when there is no such cohort or partner.
    """
    chosen = next((each for each in outcome.case.cohorts if each.id == cohort), None)
    if chosen is None:
        raise KeyError(cohort)
    cells = outcome.over_years(Total.RESULT, partner, view=view)
    study = _Study(outcome.sheet, cells, _mix(outcome.sheet, chosen), outcome.sheet.below(*cells))
    computed = {size: study.values(size) for size in range(1, most + 1)}
    results = {size: added(values, cells) for size, values in computed.items()}
    even = [size for size, result in results.items() if result is not None and result >= 0]
    counted = [
        f"geteld.{cohort}.{each.id}.{count.route_year}"
        for each in chosen.variants
        for count in each.counted
        if count.route_year > 1
    ]
    return BreakEven(
        results,
        _intervals(even),
        _intervals([size for size, result in results.items() if result is None]),
        tuple(study.steps(computed, set(even))),
        tuple(each for each in outcome.sheet.inputs if each.id in counted),
        tuple(each for each in outcome.sheet.missing(*cells) if each.id not in study.mix),
    )


def _starts(sheet: Sheet, cohort: Cohort) -> list[Input]:
    """The inputs that say how many pupils each variant begins with."""
    found: list[Input] = []
    for variant in cohort.variants:
        counted = f"geteld.{cohort.id}.{variant.id}.1"
        entry = sheet[counted if counted in sheet else f"in.{cohort.id}.{variant.id}.1"]
        if isinstance(entry, Input):
            found.append(entry)
    return found


def _mix(sheet: Sheet, cohort: Cohort) -> dict[str, Decimal]:
    """The share of each variant, by the id of its input; nothing when the mix is not known."""
    starts = _starts(sheet, cohort)
    if len(starts) == 1:
        return {starts[0].id: Decimal(1)}
    whole = added(sheet.values, [each.id for each in starts])
    if not whole:
        return {}
    return {each.id: each.value / whole for each in starts if each.value is not None}


def _intervals(sizes: list[int]) -> tuple[Interval, ...]:
    runs = groupby(enumerate(sizes), key=lambda pair: pair[1] - pair[0])
    found = [[size for _, size in run] for _, run in runs]
    return tuple(Interval(run[0], run[-1]) for run in found)


@dataclass(frozen=True, slots=True)
class _Study:
    sheet: Sheet
    cells: tuple[str, ...]
    mix: Mapping[str, Decimal]
    below: set[str]

    def values(self, size: int, held: Mapping[str, Decimal | None] | None = None) -> dict[str, Decimal | None]:
        """All values at one size. ``held``: numbers of groups that stay as they are."""
        if not self.mix:
            return dict.fromkeys(self.sheet.entries)
        kept = held or {}
        return self.sheet.again({**self._pupils(size), **kept}, self.below - set(kept))

    def _pupils(self, size: int) -> dict[str, Decimal | None]:
        """The last variant has what is left, so that the parts add to the size."""
        *first, last = self.mix
        found: dict[str, Decimal | None] = {id: self.mix[id] * size for id in first}
        found[last] = size - sum((self.mix[id] * size for id in first), Decimal(0))
        return found

    def steps(self, computed: Mapping[int, Mapping[str, Decimal | None]], even: set[int]) -> Iterator[Step]:
        if not self.mix:
            return
        ids = [each.id for each in self.sheet.cells if each.unit is Unit.GROUPS and each.id in self.below]
        # Groups of other cohorts do not follow the size.
        moving = [id for id in ids if self.sheet.below(id) & set(self.mix)]
        for groups, run in groupby(computed, key=lambda size: tuple(computed[size][id] for id in moving)):
            sizes = list(run)
            known = [each for each in groups if each is not None]
            yield Step(
                sizes[0],
                sizes[-1],
                max(known, default=None),
                self._threshold(dict(zip(moving, groups, strict=True)), max(computed)),
                not even.isdisjoint(sizes),
            )

    def _threshold(self, held: Mapping[str, Decimal | None], most: int) -> Decimal | None:
        half = (1 + most) // 2
        if not 1 < half < most:
            return None
        low, middle, high = (added(self.values(size, held), self.cells) for size in (1, half, most))
        if low is None or middle is None or high is None or low == high:
            return None
        slope = (high - low) / (most - 1)
        if abs(low + slope * (half - 1) - middle) > self._rounding():
            return None
        return (1 - low / slope).quantize(_PLACES, ROUND_HALF_UP)

    def _rounding(self) -> Decimal:
        """What rounding each line to cents can make of a straight line."""
        return _PLACES * sum(1 for each in self.sheet.cells if each.id in self.below and each.rounded)
