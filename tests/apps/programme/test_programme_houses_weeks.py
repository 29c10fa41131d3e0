"""The weeks of both sides, the periods by the calendar, bell times, and what pasted lines say."""

from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naadloos.engines.route import document as doc
from naadloos.engines.route.terms import FreeKind, Side
from naadloos.programme.houses.bells import Block, PauseError, joint_starts, lay_out, read_pauses, write_pauses
from naadloos.programme.houses.paste import MOST_LINES, LineError, Outcome, read_day, read_lines
from naadloos.programme.houses.periods import divide_weeks, follow_calendar, leading_side, period_dates
from naadloos.programme.houses.weeks import WeekKind, year_weeks

# 2020 has an ISO week 53, which lies over New Year.
VMBO = doc.SchoolYear(
    key="v", side=Side.VMBO, start_year=2020, first_day=date(2020, 11, 30), last_day=date(2021, 3, 12)
)
MBO = doc.SchoolYear(key="m", side=Side.MBO, start_year=2020, first_day=date(2020, 12, 2), last_day=date(2021, 3, 12))
WINTER = (date(2020, 12, 21), date(2021, 1, 1))


def holiday(
    calendar: str, first: date, last: date, kind: FreeKind = FreeKind.HOLIDAY, title: str = "vrij"
) -> doc.Holiday:
    key = f"{calendar}-{first:%m%d}"
    return doc.Holiday(key=key, calendar=calendar, kind=kind, title=title, first_day=first, last_day=last)


def period(number: int, weeks: int, **more: object) -> doc.Period:
    values = {"route_year": 1, "hours": Decimal(28 * weeks)} | more
    return doc.Period(key=f"p{number}", number=number, weeks=weeks, **values)  # type: ignore[arg-type]


def programme(*holidays: doc.Holiday, **more: object) -> doc.Programme:
    values = {"school_years": [VMBO, MBO], "holidays": list(holidays)} | more
    return doc.Programme(**values)  # type: ignore[arg-type]


BOTH_WINTER = (holiday("v", *WINTER, title="kerst"), holiday("m", *WINTER, title="kerst"))


# -- weeks ---------------------------------------------------------------------------------------------


def test_weeks_go_on_over_new_year_with_their_iso_numbers() -> None:
    weeks = year_weeks(programme(*BOTH_WINTER), 2020)
    assert [week.number for week in weeks] == [49, 50, 51, 52, 53, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
    assert [week.vmbo.kind for week in weeks if week.vmbo][3:6] == [
        WeekKind.HOLIDAY,
        WeekKind.HOLIDAY,
        WeekKind.LESSON,
    ]
    assert weeks[4].monday == date(2020, 12, 28)
    assert weeks[4].friday == date(2021, 1, 1)


def test_a_difference_is_said_in_words() -> None:
    weeks = year_weeks(
        programme(*BOTH_WINTER, holiday("m", date(2021, 2, 22), date(2021, 2, 26), title="krokus")), 2020
    )
    assert [week.difference for week in weeks if week.differs] == [
        "week 49: vmbo les, mbo 3 lesdagen",
        "week 8: vmbo les, mbo vakantie (krokus)",
    ]
    assert sum(week.together for week in weeks) == 12


@pytest.mark.parametrize(
    ("free", "kind", "days"),
    [
        ([(date(2021, 1, 11), date(2021, 1, 12))], WeekKind.LESSON, 3),
        ([(date(2021, 1, 11), date(2021, 1, 13))], WeekKind.HOLIDAY, 2),
        # A weekend is no school day, and two reasons on one day count once.
        ([(date(2021, 1, 16), date(2021, 1, 17))], WeekKind.LESSON, 5),
        ([(date(2021, 1, 11), date(2021, 1, 11)), (date(2021, 1, 11), date(2021, 1, 12))], WeekKind.LESSON, 3),
    ],
)
def test_three_days_make_a_lesson_week(free: list[tuple[date, date]], kind: WeekKind, days: int) -> None:
    rows = [
        doc.Holiday(key=f"h{number}", calendar="v", title="vrij", first_day=first, last_day=last)
        for number, (first, last) in enumerate(free)
    ]
    week = next(week for week in year_weeks(programme(*rows), 2020) if week.number == 2)
    assert week.vmbo is not None
    assert (week.vmbo.kind, week.vmbo.lesson_days) == (kind, days)
    if kind is WeekKind.HOLIDAY:
        assert week.vmbo.words == "vakantie, 2 lesdagen (vrij)"


def test_exam_weeks_are_no_lesson_weeks_and_a_side_without_a_calendar_is_not_known() -> None:
    exams = holiday("v", date(2021, 1, 11), date(2021, 1, 15), FreeKind.EXAMS, "toetsweek")
    weeks = year_weeks(programme(exams, school_years=[VMBO]), 2020)
    week = next(week for week in weeks if week.number == 2)
    assert week.vmbo is not None
    assert week.vmbo.kind is WeekKind.EXAMS
    assert all(week.mbo is None and not week.differs and not week.together for week in weeks)
    assert year_weeks(programme(), 2021) == []


# -- periods ---------------------------------------------------------------------------------------------


def test_periods_take_the_next_lesson_weeks_of_the_leading_side() -> None:
    spring = holiday("m", date(2021, 2, 22), date(2021, 2, 26))
    found = period_dates(programme(*BOTH_WINTER, spring, periods=[period(2, 6), period(1, 5)]), 1, 2020)
    assert (found.side, found.known, found.over) == (Side.VMBO, True, 2)
    assert [(row.first, row.last, row.vmbo, row.mbo, row.together) for row in found.rows] == [
        (date(2020, 11, 30), date(2021, 1, 15), 5, 5, 5),
        (date(2021, 1, 18), date(2021, 2, 26), 6, 5, 5),
    ]


def test_the_mbo_leads_after_leerjaar_4_and_days_outside_its_calendar_do_not_count() -> None:
    assert [leading_side(year) for year in (1, 2, 3, 4)] == [Side.VMBO, Side.VMBO, Side.MBO, Side.MBO]
    found = period_dates(programme(periods=[period(1, 1, route_year=3)]), 3, 2020)
    assert found.side is Side.MBO
    assert [(row.first, row.last) for row in found.rows] == [(date(2020, 12, 2), date(2020, 12, 4))]


def test_periods_beyond_the_calendar_have_no_dates_and_without_a_calendar_nothing_is_known() -> None:
    rows = [period(1, 15), period(2, 2)]
    found = period_dates(programme(periods=rows), 1, 2020)
    assert found.over == -2
    assert (found.rows[1].first, found.rows[1].vmbo) == (None, 0)
    unknown = period_dates(programme(periods=rows, school_years=[MBO]), 1, 2020)
    assert not unknown.known
    assert [(row.first, row.vmbo, row.mbo) for row in unknown.rows] == [(None, None, None)] * 2
    half = period_dates(programme(periods=rows, school_years=[VMBO]), 1, 2020)
    assert [(row.vmbo, row.mbo, row.together) for row in half.rows][:1] == [(15, None, None)]


def test_following_the_calendar_keeps_the_hours_a_week_and_limits_a_side_with_fewer_weeks() -> None:
    spring = holiday("m", date(2021, 2, 22), date(2021, 2, 26))
    rows = [period(1, 5), period(2, 5, hours_vmbo=Decimal(100), hours_mbo=Decimal(50))]
    found = follow_calendar(programme(*BOTH_WINTER, spring, periods=rows), 1, 2020)
    assert [(row.weeks, row.hours, row.hours_vmbo, row.hours_mbo) for row in found] == [
        (7, Decimal(196), None, None),
        (6, Decimal(168), Decimal(120), Decimal(60)),
    ]
    after = [row.dates.period.model_copy(update={name: new for name, _old, new in row.changes}) for row in found]
    again = follow_calendar(programme(*BOTH_WINTER, spring, periods=after), 1, 2020)
    assert [row.changes for row in again] == [[], []]


def test_a_side_without_a_limit_gets_one_only_where_it_has_fewer_weeks_and_it_does_not_shrink_again() -> None:
    spring = holiday("m", date(2021, 2, 22), date(2021, 2, 26))
    rows = [period(1, 7), period(2, 6)]
    first = follow_calendar(programme(*BOTH_WINTER, spring, periods=rows), 1, 2020)
    assert [row.changes for row in first] == [[], [("hours_mbo", None, Decimal(140))]]
    after = [rows[0], rows[1].model_copy(update={"hours_mbo": Decimal(140)})]
    again = follow_calendar(programme(*BOTH_WINTER, spring, periods=after), 1, 2020)
    assert [row.changes for row in again] == [[], []]


def test_nothing_is_proposed_without_the_leading_calendar_or_with_too_few_weeks() -> None:
    assert follow_calendar(programme(periods=[period(1, 5)], school_years=[MBO]), 1, 2020) == []
    short = VMBO.model_copy(update={"last_day": date(2020, 12, 4)})
    assert follow_calendar(programme(periods=[period(1, 5), period(2, 5)], school_years=[short, MBO]), 1, 2020) == []


@given(st.lists(st.integers(1, 30), min_size=1, max_size=6), st.integers(0, 60))
def test_weeks_are_divided_without_losing_one(parts: list[int], extra: int) -> None:
    total = len(parts) + extra
    found = divide_weeks(total, parts)
    assert sum(found) == min(total, 30 * len(parts))
    assert all(1 <= weeks <= 30 for weeks in found)
    assert divide_weeks(sum(parts), parts) == parts


# -- bell times ----------------------------------------------------------------------------------------


def test_a_lesson_that_a_pause_would_cut_begins_after_it() -> None:
    lessons = lay_out(time(8, 30), 50, 5, read_pauses("10:10-10:30\n12.00 - 12.30"))
    assert list(map(str, lessons)) == ["08:30-09:20", "09:20-10:10", "10:30-11:20", "12:30-13:20", "13:20-14:10"]


@pytest.mark.parametrize(
    "text", ["kwart over tien", "10:10", "10:30-10:10", "10:10-10:10", "25:00-26:00", "10:61-11:00"]
)
def test_a_line_that_is_no_pause_is_refused(text: str) -> None:
    with pytest.raises(PauseError):
        read_pauses(text)


def test_pauses_are_in_order_and_lessons_within_one_day() -> None:
    with pytest.raises(PauseError):
        read_pauses("12:00-12:30\n10:10-10:30")
    with pytest.raises(PauseError):
        lay_out(time(20, 0), 90, 3, [])
    assert write_pauses(read_pauses("9:05-9:10")) == "09:05-09:10"


def test_a_joint_lesson_begins_when_both_begin_one_and_lasts_until_a_pause() -> None:
    vmbo = [Block(510, 560), Block(560, 610), Block(630, 680)]
    mbo = [Block(525, 585), Block(585, 645), Block(660, 720)]
    found = joint_starts(vmbo, mbo)
    assert [(each.words, each.vmbo, each.mbo, each.wait_vmbo, each.wait_mbo) for each in found] == [
        ("08:45-10:10", 1, 1, 15, 0)
    ]
    wider = joint_starts(vmbo, mbo, most_wait=30)
    assert [(each.words, each.wait_vmbo, each.wait_mbo) for each in wider] == [
        ("08:45-10:10", 15, 0),
        ("09:45-10:10", 25, 0),
        ("11:00-11:20", 30, 0),
    ]
    assert joint_starts(vmbo, []) == []


# -- pasted lines --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["18-1-2021", "18/01/2021", "18.1.2021", "2021-01-18", "18 januari 2021", "18 jan 2021"]
)
def test_a_day_is_read_as_people_write_it(text: str) -> None:
    assert read_day(text) == date(2021, 1, 18)


@pytest.mark.parametrize("text", ["", "31-2-2021", "18 januari", "18-1-21", "18 ju 2021", "morgen"])
def test_what_is_no_day_is_said(text: str) -> None:
    with pytest.raises(LineError):
        read_day(text)


def test_each_line_says_what_becomes_of_it() -> None:
    known = [holiday("v", date(2021, 2, 22), date(2021, 2, 26), title="Voorjaarsvakantie")]
    text = "\n".join(
        [
            "kerst; 21-12-2020; 1-1-2021",
            "",
            "studiedag\t11-1-2021\t\tvrij",
            "voorjaarsvakantie; 22-2-2021; 26-2-2021",
            "Voorjaarsvakantie; 23-2-2021; 26-2-2021",
            "zomer; 1-7-2021; 1-8-2021",
            "terug; 5-1-2021; 4-1-2021",
            "soort; 5-1-2021; 5-1-2021; feest",
            "alleen een naam",
            "; 5-1-2021",
        ]
    )
    found = read_lines(text, VMBO, known)
    assert [(line.number, line.outcome) for line in found] == [
        (1, Outcome.NEW),
        (3, Outcome.NEW),
        (4, Outcome.SAME),
        (5, Outcome.REFUSED),
        (6, Outcome.REFUSED),
        (7, Outcome.REFUSED),
        (8, Outcome.REFUSED),
        (9, Outcome.REFUSED),
        (10, Outcome.REFUSED),
    ]
    assert (found[1].kind, found[1].first_day, found[1].last_day) == (
        FreeKind.FREE,
        date(2021, 1, 11),
        date(2021, 1, 11),
    )
    assert all(line.reason for line in found if line.outcome is Outcome.REFUSED)


def test_a_holiday_that_moved_is_changed_and_keeps_its_kind() -> None:
    known = [holiday("v", date(2021, 1, 11), date(2021, 1, 15), FreeKind.EXAMS, "toetsweek")]
    (line,) = read_lines("Toetsweek; 12-1-2021; 18-1-2021", VMBO, known)
    assert (line.outcome, line.kind, line.changes) == (Outcome.CHANGED, FreeKind.EXAMS, "v-0111")
    assert line.reason == "was 11 januari 2021 tot en met 15 januari 2021"
    (other,) = read_lines("Toetsweek; 8-2-2021; 12-2-2021", VMBO, known)
    assert other.outcome is Outcome.NEW


def test_too_many_lines_are_refused_at_the_last() -> None:
    found = read_lines("\n".join(f"dag {number}; 11-1-2021" for number in range(MOST_LINES + 5)), VMBO, [])
    assert len(found) == MOST_LINES + 1
    assert found[-1].outcome is Outcome.REFUSED
