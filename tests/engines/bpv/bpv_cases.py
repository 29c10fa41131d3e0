"""Small problems for the tests, and every matching of them by trying all."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any

from hypothesis import strategies as st

from naadloos.engines.bpv import Company, Pair, Places, Problem, Pupil, Score, Slot, faults
from naadloos.engines.route.terms import YesNoUnknown

CREBO, OTHER = "25786", "25829"
SLOTS = tuple(
    Slot(f"s{n}", f"mbo-jaar 1, periode {n}", date(2029, 8, 27), date(2029 + (n > 1), 11 if n == 1 else n, 28))
    for n in (1, 2, 3)
)
# Made-up spots: one degree of latitude is 111 kilometres.
SPOTS = {"1111": (52.0, 5.0), "2222": (52.1, 5.0), "3333": (52.4, 5.0)}


def company(key: str, *crebos: str, **more: Any) -> Company:
    made = Company(key, f"Bedrijf {key.upper()}", frozenset(crebos or {CREBO}), YesNoUnknown.YES, area="1111")
    return replace(made, **more)


def pupil(key: str, *slots: str, **more: Any) -> Pupil:
    return replace(Pupil(key, CREBO, slots or ("s1",), area="1111"), **more)


def problem(
    companies: Iterable[Company], places: dict[tuple[str, str], int], pupils: Iterable[Pupil], **more: Any
) -> Problem:
    made = Problem(
        SLOTS,
        tuple(companies),
        tuple(Places(name, slot, number) for (name, slot), number in places.items()),
        tuple(pupils),
        positions=SPOTS,
    )
    return replace(made, **more)


def best_by_trying(case: Problem) -> Score:
    """The lowest score of all matchings without a fault, worked out apart from the engine."""
    seats = [(each, slot) for each in case.pupils for slot in each.slots]
    choices = [None, *(each.key for each in case.companies)]
    scores = []
    for made in product(choices, repeat=len(seats)):
        pairs = frozenset(
            Pair(each.key, slot, name) for (each, slot), name in zip(seats, made, strict=True) if name is not None
        )
        if not faults(case, pairs):
            scores.append(_score(case, pairs))
    return min(scores)


def _score(case: Problem, pairs: frozenset[Pair]) -> Score:
    from naadloos.engines.duo.finder import kilometres

    companies = {each.key: each for each in case.companies}
    pupils = {each.key: each for each in case.pupils}

    def metres(one: str, other: str) -> int | None:
        if not one or not other:
            return None
        if one == other:
            return 0
        here, there = case.positions.get(one), case.positions.get(other)
        return round(kilometres(here, there) * 1000) if here and there else None

    every = [metres(each.area, firm.area) for each in case.pupils for firm in case.companies]
    far = max((each for each in every if each), default=0) + 1
    at = {(pair.pupil, pair.slot): pair.company for pair in pairs}
    wishes = [pupils[pair.pupil].companies | pupils[pair.pupil].kinds for pair in pairs]
    unmet = sum(
        bool(wish)
        and pair.company not in pupils[pair.pupil].companies
        and companies[pair.company].kind not in pupils[pair.pupil].kinds
        for pair, wish in zip(pairs, wishes, strict=True)
    )
    travel = [metres(pupils[pair.pupil].area, companies[pair.company].area) for pair in pairs]
    changes = sum(
        at.get((each.key, one)) is None or at.get((each.key, one)) != at.get((each.key, other))
        for each in case.pupils
        for one, other in zip(each.slots, each.slots[1:], strict=False)
    )
    return Score(
        len(set(case.kept) - pairs),
        sum(len(each.slots) for each in case.pupils) - len(pairs),
        unmet,
        changes,
        sum(far if each is None else each for each in travel),
    )


@st.composite
def small_problems(draw: Any) -> Problem:
    """At most three companies and four pairs of a pupil and a slot."""
    areas = st.sampled_from(["", *SPOTS, "4444"])
    days = st.sampled_from([None, date(2029, 11, 28), date(2029, 12, 31), date(2031, 1, 1)])
    companies = [
        Company(
            f"c{n}",
            f"Bedrijf {n}",
            frozenset(draw(st.sets(st.sampled_from([CREBO, OTHER]), max_size=2))),
            draw(st.sampled_from([YesNoUnknown.YES, YesNoUnknown.YES, YesNoUnknown.UNKNOWN, YesNoUnknown.NO])),
            draw(days),
            draw(days),
            draw(areas),
            draw(st.sampled_from(["", "nieuwbouw"])),
        )
        for n in range(draw(st.integers(1, 3)))
    ]
    pupils, left = [], 4
    for n in range(draw(st.integers(1, 4))):
        slots = draw(st.sampled_from([("s1",), ("s2",), ("s1", "s2")]))
        if left < len(slots):
            break
        left -= len(slots)
        pupils.append(
            Pupil(
                f"LL-{n}",
                draw(st.sampled_from([CREBO, CREBO, OTHER])),
                slots,
                draw(areas),
                frozenset(draw(st.sets(st.sampled_from([each.key for each in companies]), max_size=1))),
                frozenset(draw(st.sets(st.just("nieuwbouw"), max_size=1))),
                draw(st.sampled_from([None, Decimal(5), Decimal(30)])),
            )
        )
    places = tuple(Places(each.key, slot.key, draw(st.integers(0, 2))) for each in companies for slot in SLOTS[:2])
    kept = tuple(
        Pair(each.key, each.slots[0], draw(st.sampled_from(companies)).key) for each in pupils if draw(st.booleans())
    )
    longest = draw(st.sampled_from([None, Decimal(12)]))
    return Problem(SLOTS, tuple(companies), places, tuple(pupils), kept, longest, SPOTS)
