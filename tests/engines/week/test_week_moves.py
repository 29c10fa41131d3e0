"""A change by hand is judged at once."""

import pytest
from conftest_week import MBO, SCHOOL, VMBO, hand, lesson, problem

from naadloos.demo.load import read_route
from naadloos.engines.week import (
    Half,
    LessonAt,
    Room,
    Stay,
    Teacher,
    WeekStatus,
    from_document,
    move_lesson,
    options_of,
    propose,
    set_stay,
    swap_halves,
    verify,
)

ROOM = Room("r", "Werkplaats", "college", ("hout",), 20)
ONE = problem(
    lesson("l", room="hout", teachers=("t",)),
    lesson("v", kind=VMBO),
    ROOM,
    Teacher("t", "Docent t", (Half(1, 1), Half(5, 1))),
)
WEEK = hand(ONE, {"g": "vvvvvvvvmm"}, LessonAt("l", Half(5, 1), "college", "r"), LessonAt("v", Half(2, 1), "school"))


def test_moving_a_lesson_swaps_where_its_group_is() -> None:
    assert verify(ONE, WEEK) == ()
    move = move_lesson(ONE, WEEK, "l", Half(1, 1), room="r")
    assert move.fits
    assert {stay.half for stay in move.week.stays if stay.kind is MBO} == {Half(1, 1), Half(5, 2)}
    assert move.points == 20
    back = move_lesson(ONE, move.week, "l", Half(5, 1), room="r").week
    assert (set(back.stays), set(back.lessons)) == (set(WEEK.stays), set(WEEK.lessons))


def test_a_move_says_what_it_brings_and_what_it_solves() -> None:
    move = move_lesson(ONE, WEEK, "l", Half(2, 1), room="r")
    assert sorted(each.code for each in move.brings) == ["docent_kan_niet", "groep_dubbel", "groep_elders"]
    back = move_lesson(ONE, move.week, "l", Half(5, 1), room="r")
    assert sorted(each.code for each in back.solves) == ["docent_kan_niet", "groep_dubbel", "groep_elders"]
    assert back.fits
    with pytest.raises(KeyError):
        move_lesson(ONE, WEEK, "x", Half(1, 1))


def test_options_list_every_place_of_a_lesson() -> None:
    found = {each.start: each for each in options_of(ONE, WEEK, "l")}
    assert [half for half, each in found.items() if each.move.fits] == [Half(1, 1), Half(5, 1)]
    assert (found[Half(5, 1)].move.points, found[Half(1, 1)].move.points) == (0, 20)
    assert {each.site for each in options_of(ONE, WEEK, "v")} == {SCHOOL.key}


def test_halves_swap_with_their_lessons() -> None:
    move = swap_halves(ONE, WEEK, "g", Half(5, 1), Half(1, 1))
    assert move.fits
    assert [each.start for each in move.week.lessons] == [Half(1, 1), Half(2, 1)]


def test_a_stay_set_by_hand_is_judged() -> None:
    move = set_stay(ONE, WEEK, Stay("g", Half(1, 1), MBO, "college"))
    assert [each.code for each in move.brings] == ["aantal", "aantal"]


def test_places_come_from_the_route() -> None:
    document = read_route("bwi-metselaar")
    made = from_document(document)
    assert made.sites
    assert made.groups
    assert propose(made).status in (WeekStatus.OPTIMAL, WeekStatus.IMPOSSIBLE)
