"""What somebody holds who leaves now, and what the route ends in."""

from dataclasses import replace
from decimal import Decimal

import pytest
from result_cases import DAY, case_of

from naadloos.engines.results import Case, Entry, Exam, Holding, Leaver, Outcome, Start, judge, leaving, route_result
from naadloos.engines.route.terms import RouteType, YesNoUnknown


def held(
    vmbo: Case | None, mbo: Case, route_year: int = 3, route_type: RouteType = RouteType.DLR
) -> dict[str, Holding]:
    of_vmbo, of_mbo = None if vmbo is None else judge(vmbo, on=DAY), judge(mbo, on=DAY)
    leaver = Leaver(route_year, of_vmbo, vmbo, of_mbo, route_result(route_type, of_vmbo, of_mbo))
    return {each.paper_id: each for each in leaving(leaver, on=DAY)}


def answers(found: dict[str, Holding]) -> dict[str, str]:
    return {name: each.has.value for name, each in found.items()}


def test_both_diplomas() -> None:
    assert answers(held(case_of("bb", {}), case_of("mbo2", {}))) == {
        "vmbo-diploma": "ja",
        "mbo-diploma": "ja",
        "startkwalificatie": "ja",
    }


def test_a_vmbo_diploma_alone_is_no_startkwalificatie() -> None:
    found = held(case_of("kb", {}), case_of("mbo3", {"empty": True}))
    assert answers(found) == {
        "vmbo-diploma": "ja",
        "mbo-diploma": "nee",
        "mbo-verklaring": "ja",
        "mbo-certificaat": "nee",
        "startkwalificatie": "nee",
        "overstapoptie": "ja",
    }
    assert found["mbo-certificaat"].status.value == "te_bevestigen"


def test_without_diploma_the_passed_subjects_are_on_a_certificaat() -> None:
    vmbo = case_of("bb", {"change": {"wis": {"own": 3.0, "central": 3.0}, "eng": {"central": None}}})
    found = held(vmbo, case_of("mbo2", {"empty": True}), route_year=2)
    assert found["vmbo-certificaat"].has is YesNoUnknown.YES
    names = found["vmbo-certificaat"].names
    assert "nask 1" in names
    # Too low, not certain, judged in a word, or made of other marks.
    assert not {"wiskunde", "Engels", "lo", "cijfer van de keuzevakken samen"} & set(names)
    assert answers(found) == {
        "vmbo-diploma": "nee",
        "vmbo-getuigschrift": "onbekend",
        "vmbo-certificaat": "ja",
        "vmbo-verklaring": "onbekend",
        "mbo-diploma": "nee",
        # Not yet a student: whether a mbo-verklaring is possible was not read.
        "mbo-verklaring": "onbekend",
        "mbo-certificaat": "nee",
        "startkwalificatie": "nee",
        "overstapoptie": "ja",
    }


def test_nothing_at_all_gives_a_verklaring() -> None:
    found = held(case_of("gl", {"empty": True}), case_of("mbo4", {"empty": True}), route_year=1)
    assert found["vmbo-certificaat"].has is YesNoUnknown.NO
    assert found["vmbo-verklaring"].has is YesNoUnknown.YES
    # A getuigschrift is for a part of the exam bb.
    assert "vmbo-getuigschrift" not in found


def test_an_early_exam_gives_a_voorlopige_cijferlijst() -> None:
    case = case_of("bb", {"empty": True})
    early = replace(case, entries=(Entry("engels", "Engels", Decimal(7), Decimal(7), early=True),))
    found = held(early, case_of("mbo2", {"empty": True}), route_year=1)
    assert found["voorlopige-cijferlijst"].names == ("Engels",)
    assert "voorlopige-cijferlijst" not in held(case, case_of("mbo2", {"empty": True}))


def test_a_glr_without_vmbo_exam_holds_nothing_of_the_vmbo() -> None:
    found = held(None, case_of("mbo2", {}), route_type=RouteType.GLR)
    assert answers(found) == {"mbo-diploma": "ja", "startkwalificatie": "ja"}


def test_only_who_has_not_finished_the_route_has_the_overstapoptie() -> None:
    open_vmbo, passed = case_of("bb", {"empty": True}), case_of("mbo2", {})
    assert "overstapoptie" in held(open_vmbo, passed)
    assert "overstapoptie" not in held(open_vmbo, passed, route_type=RouteType.GLR)


def test_marks_that_are_in_but_leave_the_outcome_open_leave_the_startkwalificatie_unknown() -> None:
    mbo = replace(case_of("mbo2", {"change": {"rek": {"own": 2}}}), start=Start())
    found = held(case_of("bb", {}), mbo)
    assert (found["mbo-diploma"].has, found["startkwalificatie"].has) == (YesNoUnknown.UNKNOWN, YesNoUnknown.UNKNOWN)


@pytest.mark.parametrize(
    ("route_type", "vmbo", "mbo", "outcome"),
    [
        (RouteType.DLR, {}, {}, Outcome.PASSED),
        (RouteType.DLR, {"empty": True}, {}, Outcome.OPEN),
        (RouteType.DLR, {}, {"change": {"b1k1": {"own": 3}}}, Outcome.FAILED),
        (RouteType.DLR, {"change": {"lo": {"word": "onvoldoende"}}}, {"empty": True}, Outcome.FAILED),
        (RouteType.DLR, None, {}, Outcome.OPEN),
        # In a GLR the diploma of level 2 is what counts.
        (RouteType.GLR, None, {}, Outcome.PASSED),
        (RouteType.GLR, {"change": {"lo": {"word": "onvoldoende"}}}, {}, Outcome.PASSED),
        (RouteType.GLR, None, {"empty": True}, Outcome.OPEN),
    ],
)
def test_what_the_route_ends_in(
    route_type: RouteType, vmbo: dict[str, object] | None, mbo: dict[str, object], outcome: Outcome
) -> None:
    found = route_result(
        route_type,
        None if vmbo is None else judge(case_of("bb", vmbo), on=DAY),
        judge(case_of("mbo2", mbo), on=DAY),
    )
    assert found.outcome is outcome
    assert found.citations


def test_numbers_and_names_read_in_dutch() -> None:
    result = judge(Case(Exam.BB, (Entry("nederlands", "Nederlands", Decimal("5.4"), Decimal("5.5")),)), on=DAY)
    assert {final.name: (final.low, final.high) for final in result.finals}["Nederlands"] == (5, 5)
    needed = [str(each) for rule in result.rules for each in rule.needed]
    assert "Gemiddeld een 5,5 of hoger voor de centrale examens die nog open zijn." in needed


def test_without_any_part_that_was_passed_there_is_no_getuigschrift_and_no_mbo_certificaat() -> None:
    found = held(case_of("bb", {"empty": True}), case_of("mbo2", {"empty": True}), route_year=3)
    assert found["vmbo-getuigschrift"].has is YesNoUnknown.NO
    assert found["mbo-certificaat"].has is YesNoUnknown.NO
    # With a kerntaak that failed there is no diploma; what was passed may have a certificaat.
    some = held(case_of("bb", {}), case_of("mbo2", {"change": {"b1k1": {"own": 3}}}), route_year=3)
    assert some["mbo-certificaat"].has is YesNoUnknown.UNKNOWN
    assert some["mbo-certificaat"].names


def test_what_is_unknown_of_a_leaver_says_which_fact_is_missing() -> None:
    vmbo = case_of("bb", {"change": {"wis": {"own": 3.0, "central": 3.0}, "eng": {"central": None}}})
    found = held(vmbo, case_of("mbo2", {"empty": True}), route_year=2)
    assert "welk deel van het examen genoeg is" in str(found["vmbo-getuigschrift"].reason)
    assert found["vmbo-getuigschrift"].names
