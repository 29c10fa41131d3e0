"""Indicators of pupils: written out by hand, and counted a second time in plain Python."""

from datetime import date

import pytest
from cohort_plain import KEYS, total
from hypothesis import given, settings
from hypothesis import strategies as st

from naadloos.engines.cohort import Exit, Pupil, columns, count, definitions, october
from naadloos.engines.cohort.counting import answer
from naadloos.engines.cohort.pupils import LEERWEGEN, AtCount

KNOWN = date(2027, 12, 31)
MBO = date(2022, 7, 15)

# Ten pupils who began in August 2020; counting dates k = 0 to 7 are 1 October 2020 to 2027.
GROUP = [
    # 0: diploma in year 4 (between k = 3 and k = 4), at the level that bb lets expect.
    Pupil(
        2020, "bb", 2, KNOWN, Exit.DIPLOMA, date(2024, 6, 30), MBO, MBO, None, 2, False, 1, (date(2021, 3, 1),), False
    ),
    # 1: the same, but below what kb lets expect, and goes on at the institution.
    Pupil(2020, "kb", 4, KNOWN, Exit.DIPLOMA, date(2024, 6, 30), MBO, MBO, None, 2, True, 0, (), True),
    # 2: switched inside the route in the first mbo year (between k = 2 and k = 3), diploma in year 5.
    Pupil(2020, "gl", 4, KNOWN, Exit.DIPLOMA, date(2025, 7, 1), MBO, MBO, date(2023, 2, 1), 4, False, 2, None, True),
    # 3: switched to other education in the first mbo year.
    Pupil(2020, "bb", 2, KNOWN, Exit.SWITCH, date(2023, 1, 10), MBO, MBO, None, 0, False, None, (), None),
    # 4: early leaver in the second vmbo year (between k = 1 and k = 2).
    Pupil(
        2020, "bb", 2, KNOWN, Exit.VSV, date(2022, 2, 1), None, None, None, 0, False, None, (date(2021, 11, 1),), None
    ),
    # 5: where to is not known, in the first mbo year.
    Pupil(2020, "kb", 3, KNOWN, Exit.UNKNOWN, date(2023, 5, 5), MBO, None, None, 0, False, 0, (), False),
    # 6: moved away in the first year: counted on the first 1 October only, and not followed.
    Pupil(2020, "tl", 4, KNOWN, Exit.OTHER, date(2021, 5, 1), None, None, None, 0, False, None, None, True),
    # 7: still in the route.
    Pupil(2020, "bb", 2, KNOWN, vo_passed=MBO, vmbo_diploma=MBO, parts=3, absences=(date(2020, 9, 30),)),
    # 8: known until the end of 2021 only (k = 0 and 1).
    Pupil(2020, "kb", 3, date(2021, 12, 31), high_advice=False, absences=(date(2020, 10, 1), date(2021, 10, 1))),
    # 9: passes the vmbo phase a year later, without a vmbo diploma; early leaver on a counting date itself (k = 4).
    Pupil(2020, "gl", 3, KNOWN, Exit.VSV, date(2024, 10, 1), date(2023, 7, 15), None, None, 0, False, 0, (), None),
]
# By indicator and k: who counts, hits, hits that are possible.
BY_HAND = {
    "instroom": {0: (10, 10, 10)},
    "niveau-4": {0: (10, 3, 3)},
    "havo-advies": {0: (6, 3, 3)},
    # k=1 without 6. k=2 without 8 too; 4 is gone. k=3: 3 and 5 are gone. k=4: 9 is gone on the day itself.
    "in-route": {1: (9, 9, 9), 2: (8, 7, 7), 3: (8, 5, 5), 4: (8, 4, 4)},
    "vo-fase-gehaald": {2: (8, 6, 6)},
    "vmbo-diploma": {2: (8, 5, 5)},
    "mbo-delen": {2: (5, 3, 3)},
    "startkwalificatie": {3: (8, 0, 0), 4: (8, 2, 2), 5: (8, 3, 3), 6: (8, 3, 3)},
    # k=0: all but 6. k=1: not 8 (not known a year later). k=2: not 4. k=3: 0 1 2 7 9. k=4: 2 7. k=5: 7.
    "vsv": {0: (9, 0, 0), 1: (8, 1, 1), 2: (7, 0, 1), 3: (5, 1, 1), 4: (2, 0, 0), 5: (1, 0, 0)},
    "naar-ander-onderwijs": {0: (9, 0, 0), 1: (8, 0, 0), 2: (7, 1, 2), 3: (5, 0, 0), 4: (2, 0, 0), 5: (1, 0, 0)},
    "wissel-binnen": {0: (9, 0, 0), 1: (8, 0, 0), 2: (7, 1, 1), 3: (5, 0, 0), 4: (2, 0, 0), 5: (1, 0, 0)},
    # First mbo year: at k = 2 all who passed in 2022; at k = 3 pupil 9.
    "wissel-eerste-jaar": {1: (0, 0, 0), 2: (6, 2, 3), 3: (1, 0, 0), 4: (0, 0, 0)},
    "startersresultaat": {1: (0, 0, 0), 2: (6, 4, 4), 3: (1, 0, 0), 4: (0, 0, 0)},
    # Left: 3 and 5 in the year of k = 2; 0, 1 and 9 in that of k = 3; 2 in that of k = 4.
    "jaarresultaat": {1: (0, 0, 0), 2: (2, 0, 0), 3: (3, 2, 2), 4: (1, 1, 1), 5: (0, 0, 0)},
    # Pupil 1 went on at the institution.
    "diplomaresultaat": {1: (0, 0, 0), 2: (2, 0, 0), 3: (2, 1, 1), 4: (1, 1, 1), 5: (0, 0, 0)},
    "passend-diploma": {1: (0, 0, 0), 2: (2, 0, 0), 3: (2, 1, 1), 4: (1, 1, 1), 5: (0, 0, 0)},
    # Pupils 2 and 6 have no delivery. 30 September 2020 lies before k = 0; 8 has a report in the year of k = 0, and its
    # report of 1 October 2021 belongs to a year that is not known to the end.
    "verzuim": {0: (8, 2, 2), 1: (7, 1, 1), 2: (6, 0, 0), 3: (4, 0, 0), 4: (1, 0, 0), 5: (1, 0, 0)},
}


def counted(key: str, pupils: list[Pupil], k: int) -> tuple[int, int, int]:
    cube = count(columns(pupils))[key]
    hits = (cube.low, cube.high) if cube.definition.hit else (cube.of, cube.of)
    return int(cube.of[:, :, k].sum()), int(hits[0][:, :, k].sum()), int(hits[1][:, :, k].sum())


def test_every_indicator_about_pupils_is_written_out() -> None:
    chosen = {key: each for key, each in definitions().items() if each.from_pupils}
    assert set(BY_HAND) == set(chosen) == set(KEYS)
    assert {key: set(found) for key, found in BY_HAND.items()} == {key: set(each.k) for key, each in chosen.items()}


@pytest.mark.parametrize("key", BY_HAND)
def test_by_hand(key: str) -> None:
    assert {k: counted(key, GROUP, k) for k in BY_HAND[key]} == BY_HAND[key]
    assert {k: total(key, GROUP, k) for k in BY_HAND[key]} == BY_HAND[key]


@pytest.mark.parametrize(
    ("until", "counted_k", "followed_k"),
    [(date(2020, 9, 30), 0, 0), (date(2020, 10, 1), 1, 0), (date(2021, 9, 30), 1, 0), (date(2021, 10, 1), 2, 1)],
)
def test_what_is_not_delivered_yet_is_not_counted(until: date, counted_k: int, followed_k: int) -> None:
    """A pupil who stays counts as often as there were counting dates, and is followed once less."""
    pupils = columns([Pupil(2020, "bb", 2, until)])
    looks = [AtCount(pupils, k) for k in range(7)]
    assert sum(bool(at.flag("counted")[0]) for at in looks) == counted_k
    assert sum(bool(at.flag("followed")[0]) for at in looks) == followed_k


def test_moved_away_never_counts_as_leaving() -> None:
    moved = [Pupil(2020, "bb", 2, KNOWN, Exit.OTHER, date(2021 + year, 1, 1), MBO) for year in range(5)]
    for key in ("vsv", "naar-ander-onderwijs", "jaarresultaat", "diplomaresultaat"):
        assert all(counted(key, moved, k)[1:] == (0, 0) for k in range(6))
    assert [counted("vsv", moved, k)[0] for k in range(6)] == [4, 3, 2, 1, 0, 0]


@pytest.mark.parametrize(("leerweg", "fitting"), [("bb", [2, 3, 4]), ("kb", [3, 4]), ("gl", [4]), ("tl", [4])])
def test_which_diploma_fits_which_leerweg(leerweg: str, fitting: list[int]) -> None:
    found = [
        level
        for level in (1, 2, 3, 4)
        if counted(
            "passend-diploma",
            [Pupil(2020, leerweg, level, KNOWN, Exit.DIPLOMA, date(2024, 6, 30), MBO, diploma_level=level)],
            3,
        )[1]
    ]
    assert found == fitting


def test_routes_and_groups_stay_apart() -> None:
    pupils = [*GROUP, Pupil(2021, "bb", 2, KNOWN, route=7), Pupil(2021, "tl", 4, KNOWN, route=7)]
    cube = count(columns(pupils))["niveau-4"]
    assert (cube.routes, cube.cohorts) == ((0, 7), (2020, 2021))
    assert cube.of[:, :, 0].sum(axis=2).tolist() == [[10, 0], [0, 2]]
    assert cube.low[1, 1, 0].tolist() == [0, 0, 0, 1]


def test_nobody_and_no_question() -> None:
    assert all(cube.of.size == 0 for cube in count(columns([])).values())
    assert answer(columns(GROUP), []).found == {}


def test_a_leerweg_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="tuple"):
        columns([Pupil(2020, "xx", 2, KNOWN)])


DAYS = st.sampled_from(
    [
        date(year, month, day)
        for year in range(2019, 2028)
        for month, day in ((1, 1), (7, 31), (9, 30), (10, 1), (10, 2))
    ]
)
PUPILS = st.builds(
    Pupil,
    cohort=st.integers(2019, 2021),
    leerweg=st.sampled_from(LEERWEGEN),
    level=st.integers(1, 4),
    known_until=DAYS,
    exit=st.sampled_from(list(Exit)[1:]),
    exit_on=st.none() | DAYS,
    vo_passed=st.none() | DAYS,
    vmbo_diploma=st.none() | DAYS,
    switched_inside=st.none() | DAYS,
    diploma_level=st.integers(0, 4),
    goes_on=st.booleans(),
    parts=st.none() | st.integers(0, 3),
    absences=st.none() | st.lists(DAYS, max_size=3).map(tuple),
    high_advice=st.none() | st.booleans(),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PUPILS, min_size=1, max_size=12))
def test_a_second_count_agrees(pupils: list[Pupil]) -> None:
    for key, cube in count(columns(pupils)).items():
        low, high = (cube.low, cube.high) if cube.definition.hit else (cube.of, cube.of)
        for at, cohort in enumerate(cube.cohorts):
            for k in range(cube.of.shape[2]):
                for number, leerweg in enumerate(LEERWEGEN):
                    found = tuple(int(each[0, at, k, number]) for each in (cube.of, low, high))
                    assert found == total(key, pupils, k, leerweg, cohort), (key, cohort, k, leerweg)


def test_counting_dates() -> None:
    assert october(2026) == date(2026, 10, 1)
    pupils = columns([Pupil(2019, "bb", 2, KNOWN)])
    assert [str(AtCount(pupils, k).day(k)[0]) for k in (0, 1, 5)] == ["2019-10-01", "2020-10-01", "2024-10-01"]
