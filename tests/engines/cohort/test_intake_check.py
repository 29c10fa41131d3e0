"""Does what is delivered fit with what is known? And which row comes of it."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake_help import START, event, read, start

from naadloos.engines.cohort import Exit, Pupil, columns
from naadloos.engines.cohort.intake import Checked, Column, Event, EventLine, check_events, links_of, pupil_of
from naadloos.engines.route.terms import Leerweg

TODAY = date(2032, 1, 1)


def check(*lines: EventLine, known: tuple[EventLine, ...] = ()) -> list[Checked]:
    stored: dict[str, tuple[EventLine, ...]] = {}
    for each in known:
        stored[each.key] = (*stored.get(each.key, ()), each)
    return list(check_events(lines, stored, today=TODAY))


def verdicts(*lines: EventLine, known: tuple[EventLine, ...] = ()) -> list[str]:
    return [each.verdict.value for each in check(*lines, known=known)]


OCTOBER = event(Event.COUNTED, date(2027, 10, 1))
PASSED = event(Event.VO_PASSED, date(2029, 7, 10))
DIPLOMA = event(Event.MBO_DIPLOMA, date(2031, 7, 5), level=3)
FURTHER = event(Event.FURTHER, date(2031, 9, 1))
OUT = event(Event.OTHER_ROUTE, date(2028, 9, 1))
SCHOOL = event(Event.LEFT_SCHOOL, date(2028, 9, 1))
UNKNOWN = event(Event.LEFT_UNKNOWN, date(2028, 9, 1))
GONE = event(Event.GONE, date(2028, 9, 1))
WHOLE = (start(), OCTOBER, PASSED, event(Event.VMBO_DIPLOMA, date(2029, 7, 1)), DIPLOMA, FURTHER)


def test_a_whole_route_is_new_and_the_second_time_known() -> None:
    assert verdicts(*WHOLE) == ["nieuw"] * 6
    assert verdicts(*reversed(WHOLE)) == ["nieuw"] * 6
    assert verdicts(*WHOLE, known=WHOLE) == ["bekend"] * 6
    assert verdicts(*WHOLE, *WHOLE) == ["nieuw"] * 6 + ["bekend"] * 6
    assert all(each.why is None for each in check(*WHOLE, known=WHOLE))


def test_an_empty_cell_says_nothing_new() -> None:
    assert verdicts(start(crebo="", level=None), known=(start(),)) == ["bekend"]
    assert verdicts(OCTOBER, known=(start(), replace(OCTOBER, crebo="25655"))) == ["bekend"]


def test_a_start_that_changes_says_old_and_new() -> None:
    (found,) = check(start(leerweg=Leerweg.BB, crebo=""), known=(start(), OCTOBER))
    assert found.verdict.value == "gewijzigd"
    assert [(each.column, each.old, each.new) for each in found.changes] == [(Column.LEERWEG, "kb", "bb")]
    assert str(found.why) == "De start verandert: LEERWEG kb → bb."
    assert found.result == start(leerweg=Leerweg.BB)


def test_a_start_that_would_come_after_what_happened_is_refused() -> None:
    late = start(on=date(2027, 11, 1))
    assert verdicts(late, known=(start(), OCTOBER)) == ["geweigerd"]
    assert verdicts(late, known=(OCTOBER,)) == ["geweigerd"]


def test_two_starts_in_one_file() -> None:
    found = check(start(), start(level=2))
    assert [each.verdict.value for each in found] == ["nieuw", "geweigerd"]
    assert "NIVEAU 3 → 2" in str(found[1].why)
    assert verdicts(start(level=2), start(level=4), known=(start(),)) == ["gewijzigd", "geweigerd"]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (event(Event.COUNTED, date(2032, 10, 1)), "toekomst"),
        (event(Event.COUNTED, date(2014, 10, 1)), "voor 2015"),
        (event(Event.COUNTED, date(2028, 10, 2)), "Een teldatum is"),
        (event(Event.COUNTED, date(2027, 2, 1)), "voor de start"),
        (event(Event.COUNTED, date(2028, 10, 1), crebo="2565"), "vijf cijfers"),
        (event(Event.COUNTED, date(2028, 10, 1), key="Sanne01"), "geen sleutel"),
        (event(Event.COUNTED, date(2028, 10, 1), key="LL-9"), "geen “start” bekend"),
        (start(key="LL-2", start_year=2028), "past niet bij STARTJAAR"),
        (event(Event.FURTHER, date(2031, 9, 1)), "alleen na “mbo_diploma”"),
    ],
)
def test_what_a_line_may_not_say(line: EventLine, words: str) -> None:
    (found,) = check(line, known=(start(),))
    assert found.verdict.value == "geweigerd"
    assert words in str(found.why)


@pytest.mark.parametrize("first", [OUT, SCHOOL, UNKNOWN, GONE])
@pytest.mark.parametrize("second", [OUT, SCHOOL, UNKNOWN, GONE])
def test_nobody_leaves_twice(first: EventLine, second: EventLine) -> None:
    later = replace(second, on=date(2029, 1, 1))
    assert verdicts(later, known=(start(), first)) == ["geweigerd"]
    assert verdicts(start(), first, later) == ["nieuw", "nieuw", "geweigerd"]
    assert verdicts(replace(second, on=date(2028, 1, 1)), known=(start(), first)) == ["geweigerd"]


@pytest.mark.parametrize("kind", [Event.COUNTED, Event.VO_PASSED, Event.VMBO_DIPLOMA, Event.CHANGED, Event.ABSENT])
def test_nothing_happens_after_an_exit(kind: Event) -> None:
    after = event(kind, date(2028, 10, 1))
    assert verdicts(after, known=(start(), OUT)) == ["geweigerd"]
    assert verdicts(OUT, known=(start(), after)) == ["geweigerd"]


def test_a_diploma_after_leaving() -> None:
    for exit_ in (OUT, GONE):
        assert verdicts(DIPLOMA, known=(start(), exit_)) == ["geweigerd"]
    for exit_ in (SCHOOL, UNKNOWN):
        (found,) = check(DIPLOMA, known=(start(), exit_))
        assert found.verdict.value == "nieuw"
        assert "telt niet mee" in str(found.why)
    assert verdicts(start(), UNKNOWN, DIPLOMA, FURTHER) == ["nieuw"] * 4


def test_after_a_diploma() -> None:
    known = (start(), DIPLOMA)
    assert verdicts(FURTHER, known=known) == ["nieuw"]
    assert verdicts(event(Event.MBO_DIPLOMA, date(2031, 12, 1), level=4), known=known) == ["nieuw"]
    assert verdicts(event(Event.COUNTED, date(2031, 10, 1)), known=known) == ["nieuw"]
    assert verdicts(event(Event.LEFT_UNKNOWN, date(2031, 7, 5)), known=known) == ["geweigerd"]
    assert verdicts(event(Event.VO_PASSED, date(2031, 8, 1)), known=known) == ["geweigerd"]
    assert verdicts(replace(FURTHER, on=date(2031, 7, 1)), known=known) == ["geweigerd"]


def test_what_happens_once_and_what_never_falls() -> None:
    assert verdicts(replace(PASSED, on=date(2029, 7, 11)), known=(start(), PASSED)) == ["geweigerd"]
    three = event(Event.PARTS, date(2028, 6, 1), value="3")
    assert verdicts(replace(three, on=date(2029, 6, 1), value="2"), known=(start(), three)) == ["geweigerd"]
    assert verdicts(replace(three, on=date(2028, 1, 1), value="4"), known=(start(), three)) == ["geweigerd"]
    assert verdicts(replace(three, value="4"), known=(start(), three)) == ["geweigerd"]
    assert verdicts(replace(three, on=date(2029, 6, 1), value="3"), known=(start(), three)) == ["nieuw"]


# -- two keys --------------------------------------------------------------------------------------

LINK = event(Event.LINKED, date(2029, 8, 1), value="MB-7")
OTHER_DIPLOMA = replace(DIPLOMA, key="MB-7")


def test_two_keys_of_one_pupil() -> None:
    assert verdicts(start(), OTHER_DIPLOMA) == ["nieuw", "geweigerd"]
    found = check(start(), LINK, OTHER_DIPLOMA)
    assert [each.verdict.value for each in found] == ["nieuw"] * 3
    assert found[2].pupil == "LL-1"
    assert verdicts(DIPLOMA, OTHER_DIPLOMA, known=(start(), LINK, OTHER_DIPLOMA)) == ["bekend"] * 2
    assert verdicts(replace(OUT, on=date(2031, 12, 1)), known=(start(), LINK, OTHER_DIPLOMA)) == ["geweigerd"]
    assert links_of([LINK]) == {"MB-7": "LL-1"}


def test_links_that_cannot_be() -> None:
    mine = start()
    assert verdicts(replace(LINK, value="LL-1"), known=(mine,)) == ["geweigerd"]
    assert verdicts(replace(LINK, value="Sanne01"), known=(mine,)) == ["geweigerd"]
    assert verdicts(LINK, known=(mine, start(key="MB-7"))) == ["geweigerd"]
    assert verdicts(replace(LINK, key="LL-2"), known=(mine, start(key="LL-2"), LINK)) == ["geweigerd"]
    assert verdicts(LINK) == ["geweigerd"]
    assert verdicts(LINK, known=(mine, LINK)) == ["bekend"]


_DAYS = st.dates(date(2027, 8, 1), date(2031, 12, 1))
_EVENTS = st.builds(
    lambda kind, on, key: EventLine(
        0, key, kind, on, 2027 if kind is Event.START else None, Leerweg.BB if kind is Event.START else None, "", 2,
        None, "3" if kind is Event.PARTS else "LL-2" if kind is Event.LINKED else "",
    ),
    st.sampled_from(list(Event)), _DAYS, st.sampled_from(["LL-1", "LL-2", "LL-3"]),
)  # fmt: skip


@given(st.lists(_EVENTS, max_size=12))
def test_what_was_taken_is_known_the_second_time(lines: list[EventLine]) -> None:
    taken = tuple(each.result for each in check(*lines) if each.result)
    assert set(verdicts(*taken, known=taken)) <= {"bekend"}


# -- the row ---------------------------------------------------------------------------------------

UNTIL = date(2031, 10, 1)


def row(*events: EventLine, absence_delivered: bool = False) -> Pupil:
    found = pupil_of([start(), *events], UNTIL, absence_delivered=absence_delivered)
    assert found is not None
    columns([found])
    return found


def test_the_row_of_a_whole_route() -> None:
    assert pupil_of([*WHOLE, OTHER_DIPLOMA], UNTIL) == Pupil(
        cohort=2027,
        leerweg="kb",
        level=3,
        known_until=UNTIL,
        exit=Exit.DIPLOMA,
        exit_on=date(2031, 7, 5),
        vo_passed=date(2029, 7, 10),
        vmbo_diploma=date(2029, 7, 1),
        diploma_level=3,
        goes_on=True,
    )


@pytest.mark.parametrize(
    ("line", "exit_"), [(OUT, Exit.SWITCH), (SCHOOL, Exit.VSV), (UNKNOWN, Exit.UNKNOWN), (GONE, Exit.OTHER)]
)
def test_exits(line: EventLine, exit_: Exit) -> None:
    found = row(line)
    assert (found.exit, found.exit_on, found.diploma_level, found.goes_on) == (exit_, line.on, 0, False)


def test_the_first_exit_counts_and_on_one_day_the_diploma() -> None:
    assert row(UNKNOWN, DIPLOMA).exit is Exit.UNKNOWN
    assert row(UNKNOWN, DIPLOMA).diploma_level == 0
    assert row(replace(UNKNOWN, on=DIPLOMA.on), DIPLOMA).exit is Exit.DIPLOMA
    assert row(DIPLOMA, replace(DIPLOMA, level=4)).diploma_level == 4


def test_what_is_not_known_stays_unknown() -> None:
    found = row()
    assert (found.parts, found.absences, found.high_advice, found.exit) == (None, None, None, Exit.NONE)
    assert row(absence_delivered=True).absences == ()
    absent = event(Event.ABSENT, date(2028, 3, 3))
    assert row(absent).absences is None
    assert row(absent, absent, absence_delivered=True).absences == (date(2028, 3, 3),)
    assert pupil_of([OCTOBER], UNTIL) is None
    bare = pupil_of([start(level=None, high_advice=True)], UNTIL)
    assert bare is not None
    assert (bare.level, bare.high_advice) == (0, True)


def test_parts_of_the_vmbo_phase() -> None:
    parts = [event(Event.PARTS, date(year, 6, 1), value=str(year - 2026)) for year in (2029, 2028, 2030)]
    assert row(*parts).parts == 4
    assert row(*parts, PASSED).parts == 3
    assert row(PASSED, event(Event.PARTS, date(2029, 7, 15), value="5")).parts == 5
    assert row(event(Event.PARTS, date(2028, 6, 1), value="0")).parts == 0


def test_a_change_inside_the_route_leaves_the_start() -> None:
    found = row(event(Event.CHANGED, date(2028, 2, 1), leerweg=Leerweg.BB, level=2))
    assert (found.switched_inside, found.leerweg, found.level) == (date(2028, 2, 1), "kb", 3)


def test_from_file_to_row() -> None:
    checked = check(*read(START, "LL-2027-001;uit_onderwijs;01-09-2028;;;;;;").lines)
    found = pupil_of([each.result for each in checked if each.result], UNTIL)
    assert found is not None
    assert (found.exit, found.high_advice, found.level) == (Exit.VSV, True, 3)


@pytest.mark.parametrize("kind", [Event.CHANGED, Event.MBO_DIPLOMA])
def test_one_pupil_on_every_line_is_answered(kind: Event) -> None:
    lines = [event(kind, date(2030, 7, 1), crebo=f"{25000 + number}", level=3) for number in range(40)]
    assert verdicts(start(), *lines) == ["nieuw"] * 21 + ["geweigerd"] * 20
