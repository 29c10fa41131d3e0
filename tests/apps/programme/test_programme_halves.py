"""The two half days of a house: where its bell times cut the day, and on which days it has lessons."""

from datetime import date, time

import pytest

from naadloos.demo.load import read_route
from naadloos.engines.route import document as doc
from naadloos.engines.route.terms import Side
from naadloos.programme.houses.bells import lessons_of
from naadloos.programme.houses.halves import halves_of, house_year


def bells(starts: str, minutes: int, lessons: int, breaks: str = "", title: str = "dag") -> doc.BellTimes:
    return doc.BellTimes(
        key=title,
        side=Side.MBO,
        title=title,
        starts_at=time.fromisoformat(starts),
        lesson_minutes=minutes,
        lessons=lessons,
        breaks=breaks,
    )


@pytest.mark.parametrize(
    ("day", "halves"),
    [
        # The pause of noon, not that of the morning; the longest when there are two near noon.
        (bells("08:30", 50, 7, "10:10-10:30\n12:10-12:40"), ["08:30-12:10", "12:40-15:10"]),
        (bells("08:00", 60, 6, "11:00-11:15\n13:15-13:45"), ["08:00-13:15", "13:45-14:45"]),
        # Without a pause the change of lessons that is nearest to a quarter past twelve.
        (bells("08:30", 50, 8), ["08:30-11:50", "11:50-15:10"]),
        # A day that is over before noon, or that is one lesson, has no two halves.
        (bells("08:30", 50, 3), None),
        (bells("08:30", 400, 1), None),
    ],
)
def test_where_a_day_is_cut(day: doc.BellTimes, halves: list[str] | None) -> None:
    found = halves_of(lessons_of(day))
    assert (None if found is None else [str(each) for each in found]) == halves


def test_the_first_bell_times_that_can_be_cut_count() -> None:
    programme = doc.Programme(bell_times=[bells("08:30", 50, 3, title="kort"), bells("08:30", 60, 6, title="gewoon")])
    found = house_year(programme, Side.MBO, 2027)
    assert found.bells == "gewoon"
    assert house_year(programme, Side.VMBO, 2027).halves is None


def test_a_house_is_open_within_its_calendar_and_not_on_free_days() -> None:
    programme = read_route("bwi-metselaar").programme
    found = house_year(programme, Side.MBO, 2027)
    days = [date(2027, 9, 3), date(2027, 9, 6), date(2027, 11, 18), date(2027, 11, 19), date(2028, 7, 17)]
    assert [found.is_open(day) for day in days] == [False, True, False, False, False]
    # Of a year without a calendar nothing is known, so nothing is taken away.
    assert house_year(programme, Side.MBO, 2040).is_open(date(2040, 12, 25))
