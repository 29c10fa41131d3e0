"""Each rule of readiness bites on its own; what is not known is amber and says so."""

from datetime import date, timedelta

import pytest

from naadloos.demo.load import read_route
from naadloos.engines.readiness import Light, Moment, Open, StepFacts, readiness, rules
from naadloos.engines.readiness.countdown import countdowns, first_day, next_start
from naadloos.engines.route import RouteDocument
from naadloos.engines.route import document as doc
from naadloos.engines.route.terms import ProgressStatus, Side, YesNoUnknown

TODAY = date(2027, 3, 1)
START = date(2027, 8, 30)
YES, NO, UNKNOWN = YesNoUnknown.YES, YesNoUnknown.NO, YesNoUnknown.UNKNOWN


@pytest.fixture(scope="module")
def demo() -> RouteDocument:
    return read_route("bwi-metselaar")


def bare(demo: RouteDocument) -> RouteDocument:
    """The head of the route with nothing in its steps."""
    return RouteDocument(route=demo.route)


@pytest.mark.parametrize(
    ("days", "light", "reason"),
    [
        (None, Light.AMBER, "Wanneer dit klaar moet zijn, is onbekend."),
        (-2, Light.RED, "2 dagen te laat."),
        (-1, Light.RED, "1 dag te laat."),
        (0, Light.AMBER, "Dit moet vandaag klaar zijn."),
        (1, Light.AMBER, "Nog 1 dag."),
        (rules.SOON, Light.AMBER, "Nog 28 dagen."),
        (rules.SOON + 1, Light.GREEN, "Op tijd: nog 29 dagen."),
    ],
)
def test_the_day_decides_the_light(days: int | None, light: Light, reason: str) -> None:
    due = None if days is None else TODAY + timedelta(days=days)
    found, said = rules.by_time(due, TODAY)
    assert (found, str(said)) == (light, reason)


# -- steps -----------------------------------------------------------------------------------------


def test_a_step_with_open_evidence_lists_each_piece_with_its_place() -> None:
    step = StepFacts(
        5, "Ontwerp", "Sanne", date(2027, 2, 1), (Open("a", "Eerst dit", "/a"), Open("b", "Dan dat")), "wie"
    )
    found = list(rules.step_points(step, TODAY))
    assert [(each.what, each.light, each.url, each.who) for each in found] == [
        ("Eerst dit", Light.RED, "/a", "Sanne"),
        ("Dan dat", Light.RED, "", "Sanne"),
    ]


def test_a_complete_step_waits_for_those_who_agree() -> None:
    step = StepFacts(6, "Examens", "Lotte", date(2027, 3, 10), waiting="bestuurder van A")
    (point,) = rules.step_points(step, TODAY)
    assert (point.who, point.light, str(point.what)) == ("bestuurder van A", Light.AMBER, "Akkoord op stap 6")


def test_a_change_after_the_agreement_is_amber_even_with_months_to_go() -> None:
    step = StepFacts(6, "Examens", "Lotte", date(2027, 12, 1), waiting="iemand", stale=True)
    (point,) = rules.step_points(step, TODAY)
    assert (point.light, "gewijzigd" in str(point.reason)) == (Light.AMBER, True)
    late = StepFacts(6, "Examens", "Lotte", date(2027, 1, 1), waiting="iemand", stale=True)
    assert next(rules.step_points(late, TODAY)).light is Light.RED


def test_a_step_with_nothing_left_is_ready() -> None:
    (point,) = rules.step_points(StepFacts(1, "Doel", approved=True), TODAY)
    assert (point.light, str(point.reason)) == (Light.GREEN, "Klaar.")


# -- the start -------------------------------------------------------------------------------------


def action(owner: str = "Sanne", due: date | None = date(2027, 6, 1), status: str = "open") -> doc.ReadinessAction:
    return doc.ReadinessAction(key="a", title="Lesbrieven", owner=owner, due_on=due, status=ProgressStatus.of(status))


@pytest.mark.parametrize(
    ("given", "light"),
    [
        (action(status="klaar", owner="", due=None), Light.GREEN),
        (action(), Light.GREEN),
        (action(status="bezig", due=date(2027, 2, 1)), Light.RED),
        (action(due=None), Light.AMBER),
        (action(owner=""), Light.AMBER),
        (action(owner="", due=date(2027, 2, 1)), Light.RED),
    ],
)
def test_an_action_needs_a_day_and_somebody(given: doc.ReadinessAction, light: Light) -> None:
    assert rules.action_point(given, TODAY).light is light


def test_an_action_of_nobody_says_that_this_is_unknown() -> None:
    assert "onbekend" in str(rules.action_point(action(owner=""), TODAY).reason)


def teacher(side: str, qualified: YesNoUnknown = YES) -> doc.TeamMember:
    return doc.TeamMember(key=f"t-{side}-{qualified}", name="Docent", side=side, qualified=qualified)  # type: ignore[arg-type]


def test_a_team_without_people_or_without_a_side_is_unknown() -> None:
    assert [each.light for each in rules.team_points([], START)] == [Light.AMBER]
    found = list(rules.team_points([teacher("vmbo")], START))
    assert [(str(each.what), each.light) for each in found] == [
        ("Docent van het mbo", Light.AMBER),
        ("Bevoegdheid van het teamlid", Light.GREEN),
    ]


@pytest.mark.parametrize(("answer", "light"), [(YES, Light.GREEN), (NO, Light.RED), (UNKNOWN, Light.AMBER)])
def test_a_teacher_must_be_qualified(answer: YesNoUnknown, light: Light) -> None:
    found = list(rules.team_points([teacher("vmbo", answer), teacher("mbo")], START))
    assert found[0].light is light


def place(recognised: YesNoUnknown, signed: YesNoUnknown, places: int | None = 3) -> doc.PracticePlace:
    return doc.PracticePlace(key="p", company="Bouw", places=places, recognised=recognised, agreement_signed=signed)


@pytest.mark.parametrize(
    ("given", "light", "word"),
    [
        (place(YES, YES), Light.GREEN, "getekend"),
        (place(NO, YES), Light.RED, "geen erkend leerbedrijf"),
        (place(UNKNOWN, YES), Light.AMBER, "onbekend"),
        (place(YES, YES, None), Light.AMBER, "onbekend"),
        (place(YES, UNKNOWN), Light.AMBER, "niet zeker"),
        (place(YES, NO), Light.AMBER, "Nog niet elke praktijkovereenkomst"),
    ],
)
def test_a_company_must_be_recognised_and_signed(given: doc.PracticePlace, light: Light, word: str) -> None:
    (point,) = rules.place_points([given], START, date(2029, 8, 27))
    assert (point.light, word in str(point.reason), point.due) == (light, True, date(2029, 8, 27))


def test_no_companies_is_unknown() -> None:
    (point,) = rules.place_points([], START, None)
    assert (point.light, point.due) == (Light.AMBER, START)


def substitute(ready: YesNoUnknown, first: date | None, last: date | None = None, by: str = "iemand") -> doc.Substitute:
    return doc.Substitute(key="s", replaces="Lokaal", by=by, from_on=first, until_on=last, ready=ready)


@pytest.mark.parametrize(
    ("given", "light"),
    [
        (substitute(YES, date(2027, 2, 1)), Light.GREEN),
        (substitute(YES, date(2027, 2, 1), by=""), Light.AMBER),
        (substitute(UNKNOWN, date(2027, 9, 1)), Light.AMBER),
        (substitute(NO, date(2027, 2, 1)), Light.RED),
        (substitute(NO, date(2027, 9, 1)), Light.GREEN),
    ],
)
def test_who_stands_in_must_be_ready_on_the_first_day(given: doc.Substitute, light: Light) -> None:
    (point,) = rules.substitute_points([given], TODAY)
    assert point.light is light


def test_a_substitute_that_is_over_asks_nothing() -> None:
    assert not list(rules.substitute_points([substitute(NO, date(2027, 1, 1), date(2027, 2, 28))], TODAY))


def test_an_incident_stays_until_it_is_dealt_with() -> None:
    shared = {"key": "i", "title": "Uitval", "on": date(2027, 2, 1)}
    open_, decided = doc.Incident(**shared), doc.Incident(**shared, decision="ruilen")  # type: ignore[arg-type]
    closed = doc.Incident(**shared, closed_on=date(2027, 2, 3))  # type: ignore[arg-type]
    found = list(rules.incident_points([open_, decided, closed]))
    assert [("onbekend" in str(each.reason), each.light) for each in found] == [
        (True, Light.AMBER),
        (False, Light.AMBER),
    ]


# -- what has a day of its own -----------------------------------------------------------------------

DEADLINE = date(2027, 10, 1)


@pytest.mark.parametrize(
    ("fixed", "sent", "today", "light"),
    [
        (date(2027, 9, 30), date(2027, 9, 30), TODAY, Light.GREEN),
        # The law says before this day: the day itself is too late.
        (date(2027, 9, 30), DEADLINE, TODAY, Light.RED),
        (DEADLINE, None, TODAY, Light.RED),
        (None, None, DEADLINE, Light.RED),
        (date(2027, 9, 1), None, DEADLINE, Light.RED),
        (None, None, TODAY, Light.AMBER),
        (date(2027, 2, 1), None, TODAY, Light.AMBER),
    ],
)
def test_regulation_before_the_day_of_the_law(fixed: date | None, sent: date | None, today: date, light: Light) -> None:
    regulation = doc.Regulation(key="r", school_year=2027, fixed_on=fixed, sent_on=sent)
    assert rules.regulation_point(2027, regulation, DEADLINE, today).light is light


def test_a_regulation_that_is_not_there_is_unknown() -> None:
    point = rules.regulation_point(2027, None, DEADLINE, TODAY)
    assert (point.light, "onbekend" in str(point.reason)) == (Light.AMBER, True)


def test_regulations_of_this_year_and_the_next_count(demo: RouteDocument) -> None:
    deadlines = {year: date(year, 10, 1) for year in range(2027, 2033)}
    found = [each.key for each in rules.regulation_points(demo, deadlines, date(2028, 3, 1))]
    assert found == ["regulation-2027", "regulation-2028"]
    # Before the first group only the first asks.
    assert [each.key for each in rules.regulation_points(demo, deadlines, date(2025, 3, 1))] == ["regulation-2027"]


@pytest.mark.parametrize(
    ("starts", "ends", "light"),
    [
        (date(2027, 8, 1), None, Light.GREEN),
        (START, None, Light.GREEN),
        (START + timedelta(days=1), None, Light.RED),
        (None, None, Light.AMBER),
        (date(2020, 8, 1), TODAY - timedelta(days=1), Light.RED),
        (date(2020, 8, 1), TODAY, Light.GREEN),
    ],
)
def test_the_agreement_holds_on_the_first_school_day(starts: date | None, ends: date | None, light: Light) -> None:
    assert rules.agreement_point(doc.Agreement(starts_on=starts, ends_on=ends), START, TODAY).light is light


def test_without_a_start_the_agreement_is_unknown() -> None:
    assert rules.agreement_point(doc.Agreement(starts_on=TODAY), None, TODAY).light is Light.AMBER


# -- counting down and the board ---------------------------------------------------------------------


def test_countdown_knows_start_phase_and_exams_and_says_when_a_day_is_a_guess(demo: RouteDocument) -> None:
    found = countdowns(demo, [Moment("cspe", date(2029, 4, 2)), Moment("voorbij", date(2026, 1, 1))], TODAY)
    assert [(str(each.what), each.on, each.days, each.sure) for each in found] == [
        ("start van groep 2027", date(2027, 8, 30), 182, True),
        ("start van groep 2028", date(2028, 8, 28), 546, True),
        ("cspe", date(2029, 4, 2), 763, True),
        ("groep 2027 gaat naar de mbo-fase", date(2029, 8, 1), 884, False),
        ("groep 2028 gaat naar de mbo-fase", date(2030, 8, 1), 1249, False),
    ]


def test_first_day_without_a_calendar_is_no_known_day(demo: RouteDocument) -> None:
    assert first_day(demo, Side.VMBO, 2027) == (START, True)
    assert first_day(demo, Side.VMBO, 2040) == (date(2040, 8, 1), False)


def test_next_start_is_the_first_that_is_still_to_come(demo: RouteDocument) -> None:
    assert next_start(demo, TODAY) == START
    assert next_start(demo, START + timedelta(days=1)) == date(2028, 8, 28)
    assert next_start(demo, date(2035, 1, 1)) == date(2028, 8, 28)
    none = demo.model_copy(update={"route": demo.route.model_copy(update={"cohorts": []})})
    assert next_start(none, TODAY) is None


def steps(**changes: object) -> list[StepFacts]:
    return [StepFacts(number, f"stap {number}", **changes) for number in range(1, 11)]  # type: ignore[arg-type]


def said(document: RouteDocument, facts: list[StepFacts], today: date = TODAY) -> dict[str, tuple[str, Light]]:
    found = readiness(document, facts, today=today, deadlines={2027: DEADLINE})
    return {each.key: (" ".join(map(str, each.said)), each.light) for each in found.lines}


def test_an_empty_route_is_never_green_for_a_board(demo: RouteDocument) -> None:
    empty = bare(demo)
    none = empty.model_copy(update={"route": demo.route.model_copy(update={"cohorts": []})})
    for document in (empty, none):
        lines = said(document, steps(open=(Open("x", "iets"),)))
        assert list(lines) == ["start", "red", "decided", "agreement", "pupils"]
        assert {light for _said, light in lines.values()} == {Light.AMBER}
        assert "onbekend" in lines["start"][0]
        assert "onbekend" in lines["agreement"][0]
        assert "onbekend" in lines["pupils"][0]


def test_the_lines_of_the_demo(demo: RouteDocument) -> None:
    lines = said(demo, steps(approved=True))
    assert lines["start"] == ("Groep 2027 begint op 30-08-2027. Dagen tot de start: 182.", Light.GREEN)
    assert lines["decided"] == ("Vastgesteld: stap 1, 2, 3, 4, 5, 6, 7, 8, 9 en 10.", Light.GREEN)
    assert lines["agreement"][0].startswith("De overeenkomst gaat in op 01-08-2027.")
    assert lines["agreement"][1] is Light.AMBER
    assert lines["pupils"][1] is Light.GREEN


def test_an_agreement_that_ended_is_red_for_a_board(demo: RouteDocument) -> None:
    assert said(demo, steps(approved=True), date(2033, 1, 1))["agreement"][1] is Light.RED


def test_red_comes_first_and_is_named(demo: RouteDocument) -> None:
    late = demo.model_copy(
        update={"execution": doc.Execution(readiness=[action(due=date(2027, 2, 1)), *demo.execution.readiness[:1]])}
    )
    found = readiness(late, steps(), today=TODAY, deadlines={})
    assert found.points[0].key == "readiness-a"
    assert [each.light for each in found.points] == sorted(
        (each.light for each in found.points), key=[Light.RED, Light.AMBER, Light.GREEN].index
    )
    (line,) = [each for each in found.lines if each.key == "red"]
    assert (str(line.said[0]), line.names[0], line.light) == ("Rood: 1.", "Lesbrieven", Light.RED)


def test_a_forecast_with_a_gap_is_unknown_as_a_whole(demo: RouteDocument) -> None:
    volumes = [demo.finance.volumes[0].model_copy(update={"pupils": None}), *demo.finance.volumes[1:]]
    gap = demo.model_copy(update={"finance": demo.finance.model_copy(update={"volumes": volumes})})
    assert said(gap, steps())["pupils"] == ("Hoeveel leerlingen er komen, is onbekend.", Light.AMBER)
