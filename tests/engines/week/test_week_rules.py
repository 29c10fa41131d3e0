"""Every rule has a case in which it bites, in the proposal, in the checker, and in the explanation."""

from dataclasses import replace

import pytest
from conftest_week import COLLEGE, COMPANY, FREE, MBO, NEAR, SCHOOL, VMBO, group, hand, lesson, problem

from naadloos.engines.route.terms import Side
from naadloos.engines.week import (
    HALVES,
    Conflict,
    Group,
    Half,
    HouseDay,
    Kind,
    LessonAt,
    Room,
    Site,
    Stay,
    Teacher,
    Way,
    Week,
    WeekProblem,
    WeekStatus,
    check,
    explain,
    halves_text,
    propose,
    verify,
)

MON, TUE, WED, FRI = Half(1, 1), Half(2, 1), Half(3, 1), Half(5, 1)
WHOLE = "vvvvvvvvmm"


def codes(one: WeekProblem, week: Week) -> list[str]:
    return [conflict.code for conflict in verify(one, week)]


def only(one: WeekProblem, week: Week) -> Conflict:
    (found,) = verify(one, week)
    return found


def at(key: str, start: Half = FRI, site: str = "college", room: str = "") -> LessonAt:
    return LessonAt(key, start, site, room)


def solved(one: WeekProblem) -> Week:
    result = propose(one)
    assert result.status is WeekStatus.OPTIMAL
    assert verify(one, result.week) == ()
    return result.week


def clash(one: WeekProblem) -> list[str]:
    """The codes of the smallest clash; each of its demands is needed."""
    found = explain(one)
    assert (found.possible, found.minimal) == (False, True)
    assert propose(one).status is WeekStatus.IMPOSSIBLE
    assert all(str(reason.text) for reason in found.reasons)
    return sorted(reason.code for reason in found.reasons[1:])


def test_a_group_has_the_halves_it_asks_and_travels_as_little_as_can_be() -> None:
    one = problem(group(vmbo=5, mbo=3))
    week = solved(one)
    kinds = [stay.kind for stay in week.stays]
    assert (kinds.count(VMBO), kinds.count(MBO), kinds.count(FREE)) == (5, 3, 2)
    assert propose(one).points == 0
    assert propose(problem(group(vmbo=7, mbo=3))).points == 10


def test_a_wrong_number_of_halves_says_what_to_do() -> None:
    found = verify(problem(), hand(problem(), {"g": "vvvvvvvmmm"}))
    assert [(str(each.text), str(each.todo)) for each in found if each.code == "aantal"] == [
        ("Groep g heeft 7 dagdelen vmbo, maar dat moeten er 8 zijn.", "Zet voor Groep g 1 dagdelen vmbo erbij."),
        (
            "Groep g heeft 3 dagdelen mbo, maar dat moeten er 2 zijn.",
            "Haal bij Groep g 1 dagdelen mbo weg; nu op donderdagmiddag en vrijdag.",
        ),
    ]


def test_a_group_is_at_one_known_place_on_every_half() -> None:
    one = problem()
    week = hand(one, {"g": WHOLE})
    assert codes(one, week) == []
    assert codes(one, replace(week, stays=(*week.stays, Stay("g", MON, MBO, "college")))) == ["twee_plekken"]
    assert codes(one, replace(week, stays=(*week.stays, Stay("x", MON, MBO, "college")))) == ["onbekende_groep"]
    assert codes(one, replace(week, stays=week.stays[1:])) == ["geen_plek", "aantal"]
    odd = replace(week, stays=(Stay("g", MON, VMBO, "college"), *week.stays[1:]))
    assert codes(one, odd) == ["onbekende_plek"]


def test_a_way_that_is_too_long_is_not_taken_at_noon() -> None:
    far = problem(group(vmbo=7, mbo=3), ways=(Way("school", "college", 45),))
    assert clash(far) == ["eis_aantal", "eis_aantal", "eis_reizen"]
    found = only(far, hand(far, {"g": "vvvvvvvmmm"}))
    assert str(found.text) == (
        "Groep g gaat op donderdag tussen de middag van De School naar Het College: 45 minuten, en er passen er 30."
    )
    assert found.halves == (Half(4, 1), Half(4, 2))
    assert solved(replace(far, noon_minutes=45))


def test_a_way_that_is_not_known_is_not_taken_at_noon() -> None:
    unknown = problem(group(vmbo=7, mbo=3), ways=())
    assert codes(unknown, hand(unknown, {"g": "vvvvvvvmmm"})) == ["reistijd_onbekend"]
    assert clash(unknown) == ["eis_aantal", "eis_aantal", "eis_reizen"]
    together = replace(unknown, sites=(replace(SCHOOL, grounds="plein"), replace(COLLEGE, grounds="plein")))
    assert propose(together).points == 0
    assert codes(together, hand(together, {"g": "vvvvvvvmmm"})) == []


def test_a_group_is_at_a_company_for_whole_days() -> None:
    one = problem(group(vmbo=7, bedrijf=3))
    assert clash(one) == ["eis_aantal", "eis_hele_dagen"]
    assert "halve_bpv_dag" in codes(one, hand(one, {"g": "vvvvvvvbbb"}))
    free = replace(one, groups=(group(vmbo=6, bedrijf=3),), whole_company_days=False)
    assert solved(free)


def test_a_place_that_is_closed_is_not_used() -> None:
    shut = replace(COLLEGE, open=(MON,))
    one = problem(sites=(SCHOOL, shut))
    assert clash(one) == ["eis_aantal", "eis_open"]
    assert codes(one, hand(one, {"g": WHOLE})) == ["plek_dicht", "plek_dicht"]
    assert solved(replace(one, groups=(group(vmbo=9, mbo=1),)))


def test_a_fixed_day_of_a_house_holds_for_its_groups() -> None:
    day = HouseDay("d", "mbo-dag", MBO, (TUE, Half(2, 2)), route_years=(1,), house=Side.VMBO)
    mine = replace(group(), house=Side.VMBO)
    one = problem(mine, day)
    assert [stay.half for stay in solved(one).stays if stay.kind is MBO] == [TUE, Half(2, 2)]
    found = only(one, hand(one, {"g": WHOLE}))
    assert (found.code, found.halves) == ("vaste_dag", (TUE, Half(2, 2)))
    for other in (replace(mine, house=Side.MBO), replace(mine, route_year=2)):
        assert codes(replace(one, groups=(other,)), hand(one, {"g": WHOLE})) == []
    assert clash(problem(mine, replace(day, halves=(MON, TUE, WED)))) == ["eis_aantal", "eis_vaste_dag"]
    two = problem(mine, day, HouseDay("e", "vmbo-dag", VMBO, (TUE,), groups=("g",), site="school"))
    assert clash(two) == ["eis_vaste_dag", "eis_vaste_dag"]


def test_a_lesson_lies_where_its_group_is() -> None:
    one = problem(lesson("l"))
    (placed,) = solved(one).lessons
    assert placed.site == "college"
    assert codes(one, hand(one, {"g": WHOLE}, at("l"))) == []
    assert codes(one, hand(one, {"g": WHOLE}, at("l", MON))) == ["groep_elders"]
    assert codes(one, hand(one, {"g": WHOLE}, at("l", MON, "school"))) == ["les_andere_plek"]
    assert codes(one, hand(one, {"g": WHOLE})) == ["les_ontbreekt"]
    assert codes(one, hand(one, {"g": WHOLE}, at("l"), at("x"))) == ["onbekende_les"]
    assert codes(one, hand(one, {"g": WHOLE}, at("l"), at("l", Half(5, 2)))) == ["les_dubbel"]
    assert clash(problem(lesson("l"), group(vmbo=10))) == ["eis_aantal", "eis_les"]


def test_a_lesson_at_a_company_without_a_name() -> None:
    one = problem(lesson("l", kind=COMPANY), group(vmbo=8, bedrijf=2))
    assert [each.site for each in solved(one).lessons] == [""]
    named = replace(one, sites=(*one.sites, Site("bouw", "Bouwbedrijf", COMPANY)))
    assert [each.site for each in solved(named).lessons] == ["bouw"]


def test_a_lesson_begins_when_it_must() -> None:
    fixed = problem(lesson("l", start=TUE), lesson("k", days=(3,)), lesson("d", kind=VMBO, length=2))
    starts = {each.lesson: each.start for each in solved(fixed).lessons}
    assert (starts["l"], starts["k"].day, starts["d"].part) == (TUE, 3, 1)
    one = problem(lesson("l", start=TUE))
    assert codes(one, hand(one, {"g": WHOLE}, at("l"))) == ["ander_begin"]
    one = problem(lesson("l", days=(3,)))
    assert codes(one, hand(one, {"g": WHOLE}, at("l"))) == ["andere_dag"]
    one = problem(lesson("l", length=2))
    assert codes(one, hand(one, {"g": WHOLE}, at("l", Half(5, 2)))) == ["past_niet"]
    assert clash(problem(lesson("l", length=2, start=Half(5, 2)))) == ["eis_les"]


def test_a_practice_room_fits_and_holds_one_lesson_at_a_time() -> None:
    room = Room("r", "Werkplaats", "college", ("hout",), 20)
    one = problem(lesson("l", room="hout"), room)
    assert [each.room for each in solved(one).lessons] == ["r"]
    week = {"g": WHOLE}
    assert codes(one, hand(one, week, at("l", room="r"))) == []
    assert codes(one, hand(one, week, at("l"))) == ["geen_lokaal"]
    assert codes(replace(one, rooms=(replace(room, purposes=("zorg",)),)), hand(one, week, at("l", room="r"))) == [
        "lokaal_ander_doel"
    ]
    assert codes(replace(one, rooms=(replace(room, site="school"),)), hand(one, week, at("l", room="r"))) == [
        "lokaal_elders"
    ]
    shut = replace(one, rooms=(replace(room, open=(MON,)),))
    assert codes(shut, hand(one, week, at("l", room="r"))) == ["lokaal_dicht"]
    assert [each.start for each in solved(shut).lessons] == [MON]
    small = replace(one, rooms=(replace(room, capacity=19),))
    assert codes(small, hand(one, week, at("l", room="r"))) == ["lokaal_te_klein"]
    assert clash(small) == ["eis_les"]
    assert "20 leerlingen" in str(explain(small).reasons[1].text)
    assert "dat is er niet" in str(explain(replace(one, rooms=())).reasons[1].text)
    two = problem(group("g"), group("h"), lesson("l", "g", room="hout"), lesson("k", "h", room="hout"), room)
    both = hand(two, {"g": WHOLE, "h": WHOLE}, at("l", room="r"), at("k", room="r"))
    found = only(two, both)
    assert str(found.text) == "Werkplaats is op vrijdagochtend dubbel bezet: Les l en Les k."
    assert str(found.todo) == "Verplaats een van beide lessen, of kies een ander lokaal."
    starts = [each.start for each in solved(two).lessons]
    assert len(set(starts)) == 2
    assert clash(replace(two, rooms=(replace(room, open=(MON,)),))) == ["eis_les", "eis_les"]
    together = problem(group("g"), group("h"), lesson("l", "g h", room="hout"), room)
    assert clash(together) == ["eis_les"]
    assert solved(replace(together, rooms=(replace(room, capacity=40),)))


def test_a_teacher_is_with_one_lesson_at_one_place() -> None:
    teacher = Teacher("t", "Docent t", (MON, Half(1, 2)))
    two = problem(group("g"), group("h"), lesson("l", "g", teachers=("t",)), lesson("k", "h", teachers=("t",)), teacher)
    assert {each.start for each in solved(two).lessons} == {MON, Half(1, 2)}
    days = {"g": "mm" + 8 * "v", "h": "mm" + 8 * "v"}
    assert codes(two, hand(two, days, at("l", MON), at("k", MON))) == ["docent_dubbel"]
    assert codes(two, hand(two, {**days, "g": WHOLE}, at("l"), at("k", MON))) == ["docent_kan_niet"]
    short = replace(two, teachers=(replace(teacher, halves=(MON,)),))
    assert clash(short) == ["eis_docent", "eis_les", "eis_les"]
    assert clash(replace(two, teachers=(replace(teacher, halves=()),))) == ["eis_docent", "eis_les"]
    together = problem(group("g"), group("h"), lesson("l", "g h", teachers=("t",)), replace(teacher, halves=(MON,)))
    assert [each.start for each in solved(together).lessons] == [MON]


def test_a_teacher_does_not_travel_further_than_lunch_lasts() -> None:
    teacher = Teacher("t", "Docent t", (MON, Half(1, 2)))
    parts = (
        lesson("l", "g", teachers=("t",)),
        lesson("k", "h", VMBO, teachers=("t",)),
        group("g"),
        group("h"),
        teacher,
    )
    far = problem(*parts, ways=(Way("school", "college", 45),))
    assert clash(far) == ["eis_docent", "eis_les", "eis_les", "eis_reizen"]
    week = hand(far, {"g": "mm" + 8 * "v", "h": WHOLE}, at("l", MON), at("k", Half(1, 2), "school"))
    assert codes(far, week) == ["te_ver"]
    assert propose(replace(far, ways=NEAR)).points == 4


def test_a_group_has_one_lesson_at_a_time() -> None:
    one = problem(lesson("l"), lesson("k"))
    assert codes(one, hand(one, {"g": WHOLE}, at("l"), at("k"))) == ["groep_dubbel"]
    assert len({each.start for each in solved(one).lessons}) == 2
    three = problem(lesson("l"), lesson("k"), lesson("m"))
    assert clash(three) == ["eis_aantal", "eis_les", "eis_les", "eis_les"]


def test_a_lesson_is_not_at_a_place_that_is_closed() -> None:
    one = problem(lesson("l"), sites=(SCHOOL, replace(COLLEGE, open=(MON, Half(1, 2)))))
    assert codes(one, hand(one, {"g": WHOLE}, at("l"))) == ["plek_dicht", "plek_dicht", "les_plek_dicht"]


def test_wishes_and_the_previous_week_count() -> None:
    one = problem(lesson("l", wished=(TUE,)))
    assert [each.start for each in solved(one).lessons] == [TUE]
    before = hand(one, {"g": "vvmmvvvvvv"})
    assert solved(replace(problem(), previous=before)) == Week(before.stays)
    result = propose(problem(lesson("l", wished=(TUE,), start=MON)))
    assert (result.points, str(result.goals[2].why)) == (5, "Niet op een gewenst dagdeel: Les l.")


def test_what_is_not_known_is_said() -> None:
    one = problem(
        group(size=None),
        lesson("l", teachers=("t",), room="hout"),
        Teacher("t", "Docent t"),
        Room("r", "R", "college", ("hout",)),
    )
    assert [str(note) for note in propose(one).notes] == [
        "Niet bekend is wanneer zij kunnen; het voorstel rekent op alle dagdelen: Docent t.",
        "Niet bekend is hoe groot ze zijn; of ze in het lokaal passen is niet nagegaan: Groep g.",
        "Niet bekend is hoeveel leerlingen erin passen: R.",
    ]


FAULTY: list[tuple[str, WeekProblem]] = [
    ("dubbel", problem(group("g"), group("g"))),
    ("dubbel", problem(ways=(*NEAR, Way("college", "school", 5)))),
    ("dubbel", problem(sites=(Site("", "Nergens", VMBO),))),
    ("onbekend", problem(lesson("l", "x"))),
    ("onbekend", problem(lesson("l", teachers=("x",)))),
    ("onbekend", problem(lesson("l", site="school"))),
    ("onbekend", problem(Room("r", "R", "x"))),
    ("onbekend", problem(HouseDay("d", "D", MBO, (MON,), "school"))),
    ("onbekend", problem(ways=(Way("school", "x", 5),))),
    ("dagdelen", problem(group(vmbo=8, mbo=3))),
    ("dagdelen", problem(group(vmbo=8, vrij=3))),
    ("dagdelen", problem(Group("g", "G", 1, ((VMBO, 1), (VMBO, 2))))),
    ("grootte", problem(group(size=-1))),
    ("les", problem(lesson("l", length=3))),
    ("les", problem(lesson("l", ""))),
    ("plek", problem(sites=(SCHOOL, COLLEGE, Site("x", "X", FREE)))),
    ("minuten", problem(noon_minutes=-1)),
    ("dagdeel", problem(Teacher("t", "T", (Half(6, 1),)))),
    ("dagdeel", problem(lesson("l", days=(7,)))),
]


@pytest.mark.parametrize(("code", "one"), FAULTY)
def test_a_problem_with_faults_is_not_solved(code: str, one: WeekProblem) -> None:
    assert code in [fault.code for fault in check(one)]
    result = propose(one)
    assert (result.status, result.reasons) == (WeekStatus.INVALID, check(one))
    assert explain(one).reasons == result.reasons
    assert all(str(reason.text) for reason in result.reasons)


def test_halves_in_words() -> None:
    assert halves_text(HALVES[:3]) == "maandag en dinsdagochtend"
    assert Kind.COMPANY.label == "bedrijf"
