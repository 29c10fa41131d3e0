"""What chance does to a share: against scipy, brute force, the figures of the domain notes, and simulation."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom, binomtest, fisher_exact

from naadloos.engines.cohort.intervals import (
    difference_chance,
    distribution,
    exact_chance,
    funnel,
    power,
    pupils_needed,
    standardise,
    wilson,
    wilson_many,
)


@given(st.integers(1, 400).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
@settings(max_examples=80, deadline=None)
def test_wilson_agrees_with_scipy(share: tuple[int, int]) -> None:
    hits, of = share
    expected = binomtest(hits, of).proportion_ci(method="wilson")
    band = wilson(hits, of)
    assert (band.low, band.high) == pytest.approx((expected.low, expected.high), abs=1e-9)
    low, high = wilson_many(np.array([hits, 0]), np.array([of, 0]))
    assert (low[0], high[0]) == pytest.approx((band.low, band.high), abs=1e-12)
    assert np.isnan(low[1])
    assert np.isnan(high[1])


def test_eighteen_of_twenty() -> None:
    band = wilson(18, 20)
    assert (round(band.low, 2), round(band.high, 2)) == (0.70, 0.97)


def test_a_hidden_count_gives_the_interval_of_all_counts_in_it() -> None:
    all_bands = [wilson(hits, 22) for hits in range(3, 8)]
    band = wilson(3, 22, 7)
    assert (band.low, band.high) == (min(each.low for each in all_bands), max(each.high for each in all_bands))


@pytest.mark.parametrize(("low", "of", "high"), [(0, 0, None), (3, 2, None), (-1, 5, None), (3, 5, 2), (3, 5, 6)])
def test_a_share_that_cannot_be_is_refused(low: int, of: int, high: int | None) -> None:
    with pytest.raises(ValueError, match="a share needs"):
        wilson(low, of, high)


def test_wilson_covers_what_it_says() -> None:
    """Over all p and all sizes of these groups; exact, by the chance of each outcome."""
    covers = []
    for of in range(10, 61, 5):
        hits = np.arange(of + 1)
        low, high = wilson_many(hits, np.full(of + 1, of))
        for share in np.linspace(0.05, 0.95, 37):
            covers.append(binom.pmf(hits, of, share)[(low <= share) & (share <= high)].sum())
    assert 0.94 <= np.mean(covers) <= 0.96
    assert min(covers) > 0.8


def test_wilson_covers_what_it_says_by_drawing() -> None:
    chance = np.random.default_rng(20261130)
    covered = []
    for of, share in product((10, 20, 40, 60), (0.1, 0.25, 0.5, 0.75, 0.9)):
        hits = chance.binomial(of, share, 4000)
        low, high = wilson_many(hits, np.full(4000, of))
        covered.append(((low <= share) & (share <= high)).mean())
    assert 0.93 <= np.mean(covered) <= 0.97


def test_exact_and_difference_chance_are_those_of_scipy() -> None:
    assert exact_chance(40, 50, 0.75) == pytest.approx(binomtest(40, 50, 0.75).pvalue)
    assert difference_chance((3, 20), (9, 22)) == pytest.approx(fisher_exact([[3, 17], [9, 13]]).pvalue)


STRATA = [(2, 3, 0.6), (1, 4, 0.2), (3, 3, 0.9)]


def by_enumeration(strata: list[tuple[int, int, float]]) -> float:
    """All outcomes of all pupils one by one."""
    shares = [share for _hits, of, share in strata for _ in range(of)]
    chances = [0.0] * (len(shares) + 1)
    for outcome in product((0, 1), repeat=len(shares)):
        chances[sum(outcome)] += float(
            np.prod([share if hit else 1 - share for hit, share in zip(outcome, shares, strict=True)])
        )
    seen = chances[sum(hits for hits, _of, _share in strata)]
    return sum(each for each in chances if each <= seen * (1 + 1e-7))


def test_standardising_agrees_with_enumeration() -> None:
    found = standardise([*STRATA, (5, 6, None), (0, 0, 0.4)])
    assert found is not None
    assert (found.hits, found.of, found.left_out) == (6, 10, 6)
    assert found.expected == pytest.approx(3 * 0.6 + 4 * 0.2 + 3 * 0.9)
    assert found.points == pytest.approx(10 * (6 - found.expected))
    assert found.chance == pytest.approx(by_enumeration(STRATA))
    assert standardise([(1, 4, None)]) is None


@given(st.integers(1, 40), st.floats(0.02, 0.98), st.data())
@settings(max_examples=50, deadline=None)
def test_standardising_one_kind_is_the_binomial_test(of: int, share: float, data: st.DataObject) -> None:
    hits = data.draw(st.integers(0, of))
    found = standardise([(hits, of, share)])
    assert found is not None
    assert found.chance == pytest.approx(binomtest(hits, of, share).pvalue, abs=1e-6)
    assert distribution([(of, share)]).sum() == pytest.approx(1)


def test_the_example_of_the_notes() -> None:
    """O 40 against E 36.6 of about 48: not distinguishable from chance."""
    found = standardise([(22, 26, 0.8), (18, 22, 0.718)])
    assert found is not None
    assert found.expected == pytest.approx(36.6, abs=0.05)
    assert found.points == pytest.approx(7.1, abs=0.1)
    assert found.chance > 0.05


def test_power_is_that_of_the_notes() -> None:
    assert [round(100 * power(of, 0.75, 0.10)) for of in (40, 80, 120, 160)] == [26, 58, 74, 89]


def test_power_agrees_with_a_test_of_every_outcome() -> None:
    noticed = sum(binom.pmf(hits, 40, 0.85) for hits in range(41) if binomtest(hits, 40, 0.75).pvalue <= 0.05)
    assert power(40, 0.75, 0.10) == pytest.approx(noticed)
    assert power(40, 0.75, 0.0) <= 0.05


def test_how_many_pupils_are_needed() -> None:
    assert pupils_needed(0.8, 0.1) == 62
    assert pupils_needed(0.5, 0.1) == 97


def test_the_funnel_of_the_notes_and_of_scipy() -> None:
    twenty = funnel([20], 0.75)[0]
    assert (round(100 * twenty.low_95), round(100 * twenty.high_95)) == (55, 90)
    for point in funnel([35, 10, 35, 60], 0.6):
        limits = (point.low_95, point.high_95, point.low_998, point.high_998)
        assert [round(each * point.of) for each in limits] == [
            int(binom.ppf(part, point.of, 0.6)) for part in (0.025, 0.975, 0.001, 0.999)
        ]
    assert [point.of for point in funnel([35, 10, 35, 60], 0.6)] == [10, 35, 60]


def test_funnel_limits_hold_for_at_least_what_they_say() -> None:
    for middle, of in product((0.3, 0.6, 0.75, 0.9), range(10, 61)):
        point = funnel([of], middle)[0]
        for low, high, part in ((point.low_95, point.high_95, 0.95), (point.low_998, point.high_998, 0.998)):
            inside = binom.cdf(round(high * point.of), point.of, middle)
            inside -= binom.cdf(round(low * point.of) - 1, point.of, middle)
            assert inside >= part
