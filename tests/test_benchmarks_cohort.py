"""The benchmark of the cohorts measures what it says: the same pupils each time, and the same totals as polars."""

import numpy as np

from benchmarks import cohort


def test_ours_and_the_reference_find_the_same_totals() -> None:
    pupils = cohort.made(2_000, 5)
    assert np.array_equal(pupils.exit_on, cohort.made(2_000, 5).exit_on)
    totals = cohort.ours(pupils)
    assert totals == cohort.reference(pupils)[1]
    assert all(totals.values())
    assert cohort.typical() == cohort.typical()
