"""What may be told, attacked by trying every table that fits."""

from itertools import product

import pytest
from cohort_attack import pinned, possible
from hypothesis import given, settings
from hypothesis import strategies as st

from naadloos.engines.cohort.disclosure import Disclosure, Shown, Statement, Sum, too_close

Axes = tuple[int, ...]


def table(axes: Axes, cells: list[int]) -> tuple[dict[str, int], list[Sum]]:
    """A table with all its margins: a star stands for all together."""
    inside = dict(zip(product(*(range(each) for each in axes)), cells, strict=True))
    counts: dict[str, int] = {}
    sums: list[Sum] = []
    for place in product(*(["*", *range(each)] for each in axes)):
        name = ",".join(map(str, place))
        counts[name] = sum(
            value
            for at, value in inside.items()
            if all(want in ("*", have) for want, have in zip(place, at, strict=True))
        )
        for axis, want in enumerate(place):
            if want == "*":
                parts = tuple(
                    ",".join(map(str, (*place[:axis], each, *place[axis + 1 :]))) for each in range(axes[axis])
                )
                sums.append(Sum(name, parts))
    return counts, sums


def chain(first: int, news: list[int], left: list[int]) -> tuple[dict[str, int], list[Sum]]:
    """Years with a stock that grows and a group that shrinks by the same."""
    counts = {"stock 0": 0, "group 0": first}
    sums: list[Sum] = []
    for year, (new, other) in enumerate(zip(news, left, strict=True), start=1):
        counts |= {
            f"new {year}": new,
            f"other {year}": other,
            f"stock {year}": counts[f"stock {year - 1}"] + new,
            f"group {year}": counts[f"group {year - 1}"] - new - other,
        }
        sums.append(Sum(f"stock {year}", (f"stock {year - 1}", f"new {year}")))
        sums.append(Sum(f"group {year - 1}", (f"group {year}", f"new {year}", f"other {year}")))
    return counts, sums


def tell_all(counts: dict[str, int], sums: list[Sum], order: list[str]) -> Disclosure:
    """As the report does: each in turn as exactly as it may be told, looked at by the exact attack."""
    known = Disclosure(counts, sums)
    for name in order:
        before = known.mark()
        if known.tell([known.label(name)]) and known.narrowed():
            known.back_to(before)
    return known


@pytest.mark.parametrize(
    ("axes", "cells"),
    [
        ((2, 2), [1, 9, 8, 2]),
        ((2, 2), [4, 0, 0, 4]),
        ((2, 2), [3, 7, 0, 2]),
        ((2, 3), [1, 6, 2, 5, 0, 3]),
        ((2, 3), [0, 0, 4, 6, 1, 5]),
        ((2, 3), [2, 2, 2, 2, 2, 2]),
        ((2, 2, 2), [1, 2, 0, 3, 4, 1, 0, 2]),
        ((2, 2, 2), [4, 0, 1, 3, 0, 2, 5, 1]),
    ],
)
@pytest.mark.parametrize("backwards", [False, True])
def test_no_table_leaves_a_small_count_pinned(axes: Axes, cells: list[int], backwards: bool) -> None:
    counts, sums = table(axes, cells)
    known = tell_all(counts, sums, list(counts)[:: -1 if backwards else 1])
    assert any(known.shown(name).told for name in counts)
    assert pinned(known, counts, sums, sum(cells) + 4) == set()


@pytest.mark.parametrize(
    ("first", "news", "left"),
    [(12, [2, 3], [0, 1]), (10, [0, 4, 1], [1, 0, 0]), (9, [1, 1], [1, 1]), (11, [5, 0, 2], [0, 3, 0])],
)
def test_no_chain_of_years_leaves_a_small_count_pinned(first: int, news: list[int], left: list[int]) -> None:
    counts, sums = chain(first, news, left)
    for order in (list(counts), list(counts)[::-1], sorted(counts)):
        known = tell_all(counts, sums, order)
        assert pinned(known, counts, sums, first + 4) == set()


@given(
    st.sampled_from([(2,), (3,), (2, 2), (2, 3)]).flatmap(
        lambda axes: st.tuples(
            st.just(axes),
            st.lists(
                st.integers(0, 6),
                min_size=axes[0] * (axes[1] if len(axes) > 1 else 1),
                max_size=axes[0] * (axes[1] if len(axes) > 1 else 1),
            ),
        )
    ),
    st.randoms(use_true_random=False),
)
@settings(max_examples=40, deadline=None)
def test_random_tables_leave_no_small_count_pinned(made: tuple[Axes, list[int]], chance: object) -> None:
    axes, cells = made
    counts, sums = table(axes, cells)
    order = list(counts)
    chance.shuffle(order)  # type: ignore[attr-defined]
    known = tell_all(counts, sums, order)
    assert pinned(known, counts, sums, sum(cells) + 4) == set()


@given(st.lists(st.integers(0, 5), min_size=6, max_size=6), st.sets(st.integers(0, 11), max_size=7))
@settings(max_examples=40, deadline=None)
def test_the_exact_attack_finds_what_trying_every_table_finds(cells: list[int], told: set[int]) -> None:
    """Whatever the quick attack let through: the exact one is right, and not too strict."""
    counts, sums = table((2, 3), cells)
    known = Disclosure(counts, sums)
    # A total that is known bounds the table, so that every table can be tried.
    known.tell([known.label("*,*")])
    for number in told:
        known.tell([known.label(list(counts)[number])])
    if known.shown("*,*").high is not None:
        most = known.shown("*,*").high or 0
        assert set(known.narrowed()) == pinned(known, counts, sums, most)


@given(
    st.lists(st.integers(0, 5), min_size=6, max_size=6),
    st.lists(st.sets(st.integers(0, 11), max_size=7), min_size=2, max_size=4),
)
@settings(max_examples=25, deadline=None)
def test_what_is_kept_of_a_look_misleads_no_later_one(cells: list[int], several: list[set[int]]) -> None:
    """One attack looks again after going back and telling something else."""
    counts, sums = table((2, 3), cells)
    known = Disclosure(counts, sums)
    known.tell([known.label("*,*")])
    begin = known.mark()
    for told in several:
        known.back_to(begin)
        for number in told:
            known.tell([known.label(list(counts)[number])])
            known.narrowed(any_=True)
        if known.shown("*,*").high is not None:
            most = known.shown("*,*").high or 0
            assert set(known.narrowed()) == pinned(known, counts, sums, most)


def several_sums() -> tuple[dict[str, int], list[Sum]]:
    """Three pairs with one member in common each: a, b and c follow from all three sums together only."""
    counts = {"a": 3, "b": 20, "c": 30, "ab": 23, "bc": 50, "ac": 33}
    return counts, [Sum("ab", ("a", "b")), Sum("bc", ("b", "c")), Sum("ac", ("a", "c"))]


def test_what_follows_only_from_several_sums_is_found() -> None:
    counts, sums = several_sums()
    known = Disclosure(counts, sums)
    for name in ("ab", "bc", "ac"):
        assert known.tell([known.label(name)]), "the quick attack sees nothing in it"
    assert known.shown("a") == Shown(0, 6)
    assert possible(known, list(counts), sums, 60, ["a"], 9) == {"a": {3}}
    assert known.narrowed() == ["a"]


def test_holes_between_the_values_count_as_holes() -> None:
    """a is odd whatever the others are: of 1 to 4 only two values remain, though they lie three apart."""
    counts = {"a": 3, "b": 10, "same": 10, "all": 23}
    sums = [Sum("all", ("a", "b", "same")), Sum("same", ("b",))]
    known = Disclosure(counts, sums)
    assert known.tell([Statement("all", 23, 23), Statement("a", 1, 4)])
    assert possible(known, list(counts), sums, 23, ["a"], 9) == {"a": {1, 3}}
    assert known.narrowed() == ["a"]


def test_a_false_statement_is_refused_and_so_is_a_false_sum() -> None:
    counts, sums = table((2, 2), [1, 9, 8, 2])
    known = Disclosure(counts, sums)
    with pytest.raises(ValueError, match="does not lie between"):
        known.tell([Statement("0,0", 2, 4)])
    with pytest.raises(ValueError, match="not the sum"):
        Disclosure({"a": 1, "b": 2}, [Sum("a", ("b",))])


def test_a_false_statement_changes_nothing() -> None:
    counts, sums = table((2, 2), [1, 9, 8, 2])
    known = Disclosure(counts, sums)
    before = known.mark()
    with pytest.raises(ValueError, match="does not lie between"):
        known.tell([Statement("*,*", 20, 20), Statement("0,0", 2, 4)])
    assert known.mark() == before


def test_a_refusal_changes_nothing() -> None:
    counts, sums = table((2, 2), [1, 9, 8, 2])
    known = Disclosure(counts, sums)
    assert known.tell([known.label("*,*"), known.label("0,*")])
    before, shown = known.mark(), {name: known.shown(name) for name in counts}
    assert not known.tell([known.label("1,0"), known.label("0,1")])
    assert not known.tell([Statement("0,0", 1, 1)])
    assert not known.tell([Statement("0,0", 1, 2)])
    assert known.mark() == before
    assert {name: known.shown(name) for name in counts} == shown


def test_a_small_count_is_at_most_called_small() -> None:
    counts, sums = table((2, 2), [1, 9, 8, 2])
    known = Disclosure(counts, sums)
    assert known.label("0,0") == Statement("0,0", 1, 4)
    assert known.label("0,1") == Statement("0,1", 9, 9)
    assert (known.is_small("0,0"), known.is_small("0,1")) == (True, False)
    assert known.shown("0,0") == Shown(0, None)
    assert known.tell([known.label("0,0")])
    assert known.shown("0,0") == Shown(1, 4, told=True)
    assert known.narrowed() == []


def test_going_back_forgets() -> None:
    counts, sums = table((2, 2), [1, 9, 8, 2])
    known = Disclosure(counts, sums)
    before = known.mark()
    known.tell([known.label("*,*")])
    known.back_to(before)
    assert known.shown("*,*") == Shown(0, None)


def test_two_reports_that_differ_by_a_small_group() -> None:
    before = {name: Shown(count, count) for name, count in (("a", 10), ("b", 10), ("c", 10), ("d", 10))}
    after = {"a": Shown(13, 13), "b": Shown(15, 15), "c": Shown(10, 10), "d": Shown(0, None), "e": Shown(3, 3)}
    assert too_close(before, after) == ["a"]
    # Not exactly known, yet the change has one or two values only.
    assert too_close({"a": Shown(10, 10)}, {"a": Shown(11, 12)}) == ["a"]
    assert too_close({"a": Shown(10, 10)}, {"a": Shown(11, 13)}) == []
    assert too_close({"a": Shown(9, 10)}, {"a": Shown(10, 10)}) == ["a"]
