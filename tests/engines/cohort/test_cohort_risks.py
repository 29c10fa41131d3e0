"""Competing risks: against statsmodels on rows of pupils, and against the product formula."""

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naadloos.engines.cohort.risks import WAYS, RiskYear, curves, still_here

# 60 pupils; ten have been followed for one year only, and six more for two.
YEARS = {
    0: (60, (0, 6, 2, 1)),
    1: (41, (0, 4, 3, 0)),
    2: (28, (0, 2, 1, 1)),
    3: (24, (17, 0, 1, 0)),
    4: (6, (5, 0, 0, 0)),
}


def exactly(years: dict[int, tuple[int, tuple[int, ...]]]) -> list[RiskYear]:
    return [
        RiskYear(k, here, {way: (count, count) for way, count in zip(WAYS, counts, strict=True)})
        for k, (here, counts) in years.items()
    ]


def rows(years: dict[int, tuple[int, tuple[int, ...]]]) -> tuple[list[int], list[int]]:
    """One row per pupil: the last year that it was followed in, and how it left (0: not followed further)."""
    times: list[int] = []
    ways: list[int] = []
    last = max(years)
    for k, (here, counts) in years.items():
        gone = [number + 1 for number, count in enumerate(counts) for _ in range(count)]
        following = years[k + 1][0] if k < last else 0
        gone += [0] * (here - len(gone) - following)
        times += [k + 1] * len(gone)
        ways += gone
    return times, ways


def product_formula(years: dict[int, tuple[int, tuple[int, ...]]]) -> dict[str, list[float]]:
    """Aalen and Johansen: still here just before, times the part that leaves this way."""
    found: dict[str, list[float]] = {way: [] for way in WAYS}
    still, so_far = 1.0, dict.fromkeys(WAYS, 0.0)
    for here, counts in years.values():
        for way, count in zip(WAYS, counts, strict=True):
            so_far[way] += still * count / here
            found[way].append(so_far[way])
        still *= 1 - sum(counts) / here
    return found


def test_statsmodels_on_pupils_gives_the_same() -> None:
    from statsmodels.duration.survfunc import CumIncidenceRight

    times, ways = rows(YEARS)
    fitted = CumIncidenceRight(np.array(times, dtype=float), np.array(ways))
    found = curves(exactly(YEARS))
    at = np.array([list(fitted.times).index(year + 1) for year in YEARS])
    for number, way in enumerate(WAYS):
        part = [low for low, high in found[way].part if low == high]
        assert part == pytest.approx(fitted.cinc[number][at])
        errors = np.nan_to_num(fitted.cinc_se[number][at])
        assert found[way].low == pytest.approx(np.maximum(fitted.cinc[number][at] - 1.959964 * errors, 0), abs=1e-6)
        assert found[way].high == pytest.approx(np.minimum(fitted.cinc[number][at] + 1.959964 * errors, 1), abs=1e-6)


def test_a_small_one_by_hand() -> None:
    """Ten pupils: two switch in the first year; of the eight left four get the diploma and one leaves early."""
    found = curves(exactly({0: (10, (0, 2, 0, 0)), 1: (8, (4, 0, 1, 0))}))
    assert [each.part for each in found.values()] == [
        ((0.0, 0.0), pytest.approx((0.4, 0.4))),
        (pytest.approx((0.2, 0.2)), pytest.approx((0.2, 0.2))),
        ((0.0, 0.0), pytest.approx((0.1, 0.1))),
        ((0.0, 0.0), (0.0, 0.0)),
    ]
    assert still_here(found) == (pytest.approx((0.8, 0.8)), pytest.approx((0.3, 0.3)))


@st.composite
def made(draw: st.DrawFn) -> dict[int, tuple[int, tuple[int, ...]]]:
    found = {}
    here = draw(st.integers(5, 40))
    for k in range(draw(st.integers(1, 5))):
        counts = []
        left = here
        for _ in WAYS:
            counts.append(draw(st.integers(0, left // 2)))
            left -= counts[-1]
        found[k] = (here, tuple(counts))
        here = draw(st.integers(max(left - 3, 0), left))
        if not here:
            break
    return found


@given(made())
@settings(max_examples=60, deadline=None)
def test_the_product_formula_agrees(years: dict[int, tuple[int, tuple[int, ...]]]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        found = curves(exactly(years))
    expected = product_formula(years)
    for way in WAYS:
        low = [each for each, _high in found[way].part]
        assert low == pytest.approx(expected[way])
        assert low == sorted(low)
        assert all(
            0 <= one <= part[0] + 1e-9 <= other + 2e-9
            for one, part, other in zip(found[way].low, found[way].part, found[way].high, strict=True)
        )
    for at, (low_here, high_here) in enumerate(still_here(found)):
        assert low_here == pytest.approx(high_here)
        assert low_here + sum(found[way].part[at][0] for way in WAYS) == pytest.approx(1)


def test_a_hidden_count_gives_a_band_around_every_count_in_it() -> None:
    band = curves([RiskYear(0, 30, {"switch": (1, 4), "vsv": (0, 3)}), RiskYear(1, 20, {"diploma": (12, 12)})])
    for switch in range(1, 5):
        for vsv in range(4):
            exact = curves(exactly({0: (30, (0, switch, vsv, 0)), 1: (20, (12, 0, 0, 0))}))
            for way in WAYS:
                for (low, high), (one, _same) in zip(band[way].part, exact[way].part, strict=True):
                    assert low - 1e-9 <= one <= high + 1e-9


def test_nobody_followed_gives_nothing() -> None:
    assert curves([]) == curves([RiskYear(0, 0, {})]) == {}
    assert still_here({}) == ()
