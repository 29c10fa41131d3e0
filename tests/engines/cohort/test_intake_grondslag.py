"""Reading GRONDSLAG_IP_MBO: made-up records in its format, and the real demo file when it is there."""

from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naadloos.engines.cohort.intake import Event, Grondslag, IntakeError, key_problem, read_grondslag

REAL = Path(__file__).parents[4] / "shared" / "data" / "duo"
HEAD = "VLP;99XX;2029;20291119;V"
END = "SLR;1;1;1;0;0;0;0;0;0;0;0"
CREBOS = {"25901": 3, "25902": 4}
PERSON = "PER;PS1;17;17;18;17;M;4300;;;;1;1;1;;;1;;4300;;1;"


def content(*records: str, head: str = HEAD, end: str = END) -> bytes:
    return "\r\n".join(filter(None, (head, *records, end))).encode()


def grondslag(*records: str) -> Grondslag:
    return read_grondslag(content(*records), CREBOS)


def told(found: Grondslag) -> list[tuple[str, str, date]]:
    return [(each.key, each.kind.value, each.on) for each in found.lines]


def isg(key: str = "PS1", number: str = "1", begin: str = "20270801", planned: str = "20300731", end: str = "") -> str:
    return f"ISG;{key};99XX;{number};{begin};{planned};{end};{'01' if end else ''}"


def isp(key: str = "PS1", number: str = "1", begin: str = "20270801", end: str = "", crebo: str = "25901") -> str:
    return f"ISP;{key};99XX;{number};{begin};{end};{crebo};;BBL;;1;100A501;101X591;;"


def dip(crebo: str = "25901", on: str = "20290705") -> str:
    return f"DIP;PS1;99XX;8001;{crebo};{on};1;1;100A501"


def test_octobers_on_which_a_student_was_enrolled() -> None:
    found = grondslag(PERSON, isg(), isp(end="20280831"), isp(begin="20280901", crebo="25902"))
    assert (found.year, found.known_until, found.students, found.problems) == (2029, date(2029, 11, 19), 1, ())
    assert told(found) == [("PS1", "telling", date(year, 10, 1)) for year in (2027, 2028, 2029)]
    assert [(each.crebo, each.level) for each in found.lines] == [("25901", 3), ("25902", 4), ("25902", 4)]


def test_a_diploma_is_no_leaving_without_one() -> None:
    found = grondslag(PERSON, isg(end="20290710"), isp(), dip())
    assert told(found)[2:] == [("PS1", "mbo_diploma", date(2029, 7, 5))]
    assert found.lines[-1].level == 3


def test_who_ended_without_a_diploma_went_to_where_nobody_knows() -> None:
    found = grondslag(PERSON, isg(end="20281001"), isp())
    assert told(found) == [("PS1", "telling", date(2027, 10, 1)), ("PS1", "uit_onbekend", date(2028, 10, 1))]


def test_an_end_that_was_only_planned_is_no_end_and_no_count_after_it() -> None:
    found = grondslag(PERSON, isg(planned="20280731"), isp())
    assert told(found) == [("PS1", "telling", date(2027, 10, 1))]


def test_a_second_enrolment_goes_on() -> None:
    found = grondslag(
        PERSON, isg(end="20280901"), isp(), isg(number="2", begin="20280902"), isp(number="2", begin="20280902")
    )
    assert told(found) == [("PS1", "telling", date(year, 10, 1)) for year in (2027, 2028, 2029)]


def test_another_opleiding_of_the_institution_is_told_and_not_guessed() -> None:
    inside = grondslag(PERSON, isg(), isp(end="20280831"), isp(begin="20280901", crebo="25999"))
    after = grondslag(
        PERSON, isg(end="20280901"), isp(), isg(number="2", begin="20280902"),
        isp(number="2", begin="20280902", crebo="25999"),
    )  # fmt: skip
    for found in (inside, after):
        assert told(found) == [("PS1", "telling", date(2027, 10, 1))]
        assert "uit_route" in str(found.problems[0].said)


def test_only_the_crebos_that_are_asked_for() -> None:
    found = grondslag(PERSON, isg(end="20280901"), isp(crebo="25999"), dip(crebo="25999"))
    assert (found.lines, found.problems, found.students) == ((), (), 0)


def test_what_comes_after_the_day_of_the_file_is_not_read() -> None:
    assert told(grondslag(PERSON, isg(end="20300101"), isp()))[-1][1] == "telling"


@pytest.mark.parametrize("key", ["123456782", "Sanne01", "0612345678", "s@x.nl"])
@pytest.mark.parametrize("record", [PERSON, isg(), isp(), dip()])
def test_a_person_number_or_name_refuses_the_file(key: str, record: str) -> None:
    with pytest.raises(IntakeError) as caught:
        grondslag(PERSON, isg(), isp(), record.replace("PS1", key))
    assert "geen pseudoniem" in str(caught.value)
    assert key not in str(caught.value)


@pytest.mark.parametrize(
    "head",
    [
        "VLP|99XX|2028-07-31|2030-03-24|2030-03-25",
        "VLP;99XX;2028-07-31;2030-03-24;2030-03-25",
        "VLP;99XX;31-7-2028;1-1-2030",
    ],
)
def test_an_ro_stays_inside_the_institution(head: str) -> None:
    with pytest.raises(IntakeError, match="blijft binnen de instelling"):
        read_grondslag(content("PER|1||1987-11-23|V", head=head), CREBOS)


@pytest.mark.parametrize(
    "head", ["", "SLEUTEL;DATUM", "VLP;99XX;2029", "VLP;99XX;2029;20291340;V", "VLP;99XX;jaar;20290101"]
)
def test_another_file_is_refused(head: str) -> None:
    with pytest.raises(IntakeError):
        read_grondslag(content(PERSON, head=head), CREBOS)
    with pytest.raises(IntakeError):
        read_grondslag(b"", CREBOS)


@pytest.mark.parametrize(
    "wrong",
    [
        "ISG;PS2;99XX",
        isg("PS2", begin="20271301"),
        isg("PS2", begin=""),
        isp("PS2", number="9"),
        isp("PS2", crebo="x"),
        "DIP;PS2;99XX;1;25901;",
    ],
)
def test_a_wrong_record_leaves_out_that_student_and_no_other(wrong: str) -> None:
    found = grondslag(PERSON, isg(), isp(), "PER;PS2;17", isg("PS2"), isp("PS2"), wrong)
    assert {each.key for each in found.lines} == {"PS1"}
    assert [each.line for each in found.problems] == [8]


def test_a_file_that_stops_half_way_is_told() -> None:
    found = read_grondslag(content(PERSON, isg(), isp(), end=""), CREBOS)
    assert "SLR" in str(found.problems[0].said)


@given(st.binary(max_size=300))
def test_random_bytes_are_read_or_refused(noise: bytes) -> None:
    for each in (noise, HEAD.encode() + b"\n" + noise, content(PERSON, isg()) + b"\n" + noise):
        with suppress(IntakeError):
            read_grondslag(each, CREBOS)


@pytest.mark.skipif(not REAL.is_dir(), reason="../shared/data/duo is absent: the demo files of DUO are not there")
def test_the_demo_files() -> None:
    found = read_grondslag(
        (REAL / "GRONDSLAG_IP_MBO_27DV_20251119_2025.csv").read_bytes(), {"25655": 2, "25249": 2, "25740": 3}
    )
    assert (found.year, found.known_until, found.students) == (2025, date(2025, 11, 19), 5)
    assert all(key_problem(each.key) is None for each in found.lines)
    assert [(each.key, each.on) for each in found.lines if each.kind is Event.MBO_DIPLOMA] == [
        ("BSN1", date(2025, 1, 16)),
        ("BSN7", date(2025, 7, 7)),
    ]
    assert [each.key for each in found.lines if each.kind is Event.LEFT_UNKNOWN] == ["BSN3"]
    with pytest.raises(IntakeError, match="blijft binnen de instelling"):
        read_grondslag((REAL / "RO_27DV_20240731_20260324.csv").read_bytes(), CREBOS)
