"""Making problems: by hand, and at random around a hidden plan."""

from collections.abc import Callable
from decimal import Decimal
from itertools import product

from hypothesis import strategies as st

from naadloos.engines.planner import PeriodSlot, PlanPlacement, PlanProblem, PlanUnit

MakeUnit = Callable[..., PlanUnit]
MakeProblem = Callable[..., PlanProblem]


def make_unit(key: str, hours: str | int, **more: object) -> PlanUnit:
    return PlanUnit(key, f"Eenheid {key}", Decimal(hours), **more)  # type: ignore[arg-type]


def make_problem(*units: PlanUnit, years: int = 2, per_year: int = 4, hours: str | int = 100) -> PlanProblem:
    places = product(range(1, years + 1), range(1, per_year + 1))
    return PlanProblem(tuple(PeriodSlot(*place, Decimal(hours)) for place in places), units)


@st.composite
def solvable_problems(draw: st.DrawFn) -> tuple[PlanProblem, tuple[PlanPlacement, ...]]:
    """A problem made around a hidden plan, and that plan: it can certainly be solved."""
    years, per_year = draw(st.integers(1, 3)), draw(st.integers(1, 4))
    places = list(product(range(1, years + 1), range(1, per_year + 1)))
    load = [0] * len(places)
    units: list[PlanUnit] = []
    hidden: list[PlanPlacement] = []
    last_index: list[int] = []
    for number in range(draw(st.integers(1, 8))):
        spread = draw(st.integers(1, min(4, len(places))))
        start = draw(st.integers(0, len(places) - spread))
        hundredths = draw(st.integers(spread, 20_000))
        mine = []
        for at in range(spread):
            part = hundredths // spread + (at < hundredths % spread)
            load[start + at] += part
            mine.append(PlanPlacement(f"u{number}", *places[start + at], Decimal(part) / 100))
        before = [f"u{each}" for each, last in enumerate(last_index) if last < start]
        window = draw(st.booleans())
        units.append(
            PlanUnit(
                f"u{number}",
                f"Eenheid {number}",
                Decimal(hundredths) / 100,
                places[start][0] if window else None,
                places[start + spread - 1][0] if window else None,
                spread,
                tuple(draw(st.lists(st.sampled_from(before), max_size=2)) if before else ()),
                tuple(draw(st.sampled_from([(), (), mine[:1], mine]))),
            )
        )
        last_index.append(start + spread - 1)
        hidden += mine
    slack = draw(st.integers(0, 3_000))
    slots = [PeriodSlot(*place, Decimal(load[at] + slack) / 100) for at, place in enumerate(places)]
    return PlanProblem(tuple(slots), tuple(units)), tuple(hidden)
