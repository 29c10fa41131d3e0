"""Step 5: a job makes a plan, the proposals wait, and a person puts one on the board."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import factories
import pytest
from django.urls import reverse
from helpers import client_of, run_jobs

from naadloos.engines.planner import PlanResult, PlanStatus, Reason, verify
from naadloos.jobs import runner
from naadloos.jobs.actions import start_job, stop_job
from naadloos.jobs.models import Job
from naadloos.organisations.models import User
from naadloos.programme import background, board_actions, proposals
from naadloos.programme.coverage import hours_per_year
from naadloos.programme.models import BoardMove, Placement, PlanProposal, PlanSettings, PlanVersion, Unit
from naadloos.programme.problem import build_plan_problem, placements_of
from naadloos.programme.proposals import proposals_of, pupil_hours
from naadloos.programme.signature import board_signature, signature_of
from naadloos.programme.stored import read_placements
from naadloos.routes.background import subject_of
from naadloos.routes.models import Route
from naadloos.routes.portable import build_document

QUICK = {"mode": "vrij", "seconds": 10}


@pytest.fixture(autouse=True)
def data(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path


@pytest.fixture
def person(db: None) -> User:
    return factories.person("Sanne Docent")


@pytest.fixture
def route(person: User) -> Route:
    """Four years of four periods and three units in a chain."""
    made = factories.route(person)
    PlanSettings.objects.create(route=made, law_hours=False)
    board_actions.make_periods(actor=person, route=made, periods=4, weeks=9, hours=Decimal(100))
    first, second, _third = (
        Unit.objects.create(route=made, title=f"Onderdeel {n}", kind="overig", hours=hours, side="vmbo")
        for n, hours in enumerate((60, 40, 80), start=1)
    )
    second.after.add(first)
    return made


def ask(person: User, route: Route, **arguments: Any) -> Job:
    return start_job(actor=person, kind=proposals.PLAN, subject=subject_of(route), arguments=QUICK | arguments).job


def made(person: User, route: Route, **arguments: Any) -> Job:
    job = ask(person, route, **arguments)
    run_jobs()
    job.refresh_from_db()
    return job


def best(route: Route) -> PlanProposal:
    return PlanProposal.objects.get(route=route, rank=1)


def put(person: User, route: Route, proposal: PlanProposal) -> PlanVersion:
    seen = board_signature(placements_of(build_document(route)))
    return proposals.put_on_board(actor=person, route=route, proposal=proposal, seen=seen)


def test_a_job_makes_proposals_and_leaves_the_board_alone(route: Route, person: User) -> None:
    job = made(person, route)
    assert (job.state, job.result["status"]) == ("klaar", "bewezen_optimaal")
    assert not Placement.objects.filter(route=route).exists()
    problem = build_plan_problem(build_document(route), on=job.asked_at.date())
    rows = PlanProposal.objects.filter(route=route)
    assert [row.rank for row in rows] == [1, 2, 3]
    assert all(verify(problem, read_placements(row.placements)) == () for row in rows)
    points = [Decimal(row.result["points"]) for row in rows]
    assert points == sorted(points)
    assert best(route).result["steps"][-1][1] == best(route).result["points"]


def test_a_proposal_on_the_board_has_all_hours_and_keeps_the_order(route: Route, person: User) -> None:
    made(person, route)
    put(person, route, best(route))
    first, second, _third = Unit.objects.filter(route=route).order_by("title")
    placed = {row.unit_id: (row.route_year, row.period) for row in Placement.objects.filter(route=route)}
    assert placed[first.pk] < placed[second.pk]
    assert sum(row.total for row in hours_per_year(build_document(route))) == Decimal(180)


def test_what_does_not_fit_is_said_in_words_and_changes_nothing(route: Route, person: User) -> None:
    unit = Unit.objects.create(route=route, title="Te groot", kind="overig", hours=120, side="vmbo")
    job = made(person, route)
    assert job.state == "klaar"
    page = client_of(person).get(reverse("plan_proposals", args=[route.pk])).content.decode()
    assert "Zo past het niet" in page
    assert "Te groot" in page
    assert reverse("fact_edit", args=[route.pk, 5, "units", unit.pk]) in page
    assert not Placement.objects.filter(route=route).exists()
    assert not PlanProposal.objects.filter(route=route).exists()


def test_what_is_wrong_in_the_input_is_said_with_its_place(route: Route, person: User) -> None:
    first, second, _third = Unit.objects.filter(route=route).order_by("title")
    first.after.add(second)
    made(person, route)
    page = client_of(person).get(reverse("plan_proposals", args=[route.pk])).content.decode()
    assert "De gegevens kloppen nog niet" in page
    assert reverse("fact_edit", args=[route.pk, 5, "units", first.pk]) in page


def test_a_proposal_is_put_on_the_board_in_one_go_and_is_kept_as_a_version(route: Route, person: User) -> None:
    made(person, route)
    chosen = best(route)
    version = put(person, route, chosen)
    document = build_document(route)
    assert sorted(placements_of(document), key=str) == sorted(read_placements(chosen.placements), key=str)
    assert (version.number, version.origin, version.by) == (1, "voorstel", "Sanne Docent")
    assert version.result["points"] == chosen.result["points"]
    assert not PlanProposal.objects.filter(route=route).exists()
    move = BoardMove.objects.get(route=route)
    assert set(move.after) == {unit.key for unit in Unit.objects.filter(route=route)}
    assert all(rows == [] for rows in move.before.values())


def test_two_jobs_on_one_route_are_refused(route: Route, person: User) -> None:
    first, other = ask(person, route), ask(person, route, mode="laat")
    assert first == other
    page = client_of(person).post(reverse("make_plan", args=[route.pk]), {"mode": "laat", "seconds": "30"}, follow=True)
    assert "Er wordt al een plan gemaakt" in page.content.decode()
    assert Job.objects.filter(kind="plan").count() == 1
    elsewhere = factories.route(person)
    assert ask(person, elsewhere) != first


def test_a_reader_asks_for_no_plan(route: Route) -> None:
    reader = factories.member(route, "bestuurder")
    answer = client_of(reader).post(reverse("make_plan", args=[route.pk]), {"mode": "vrij", "seconds": "10"})
    assert answer.status_code == 403
    assert not Job.objects.exists()


def test_a_job_that_is_stopped_keeps_the_best(route: Route, person: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """The planner would go on until it is stopped; somebody presses the button when the first plan is there."""
    job = ask(person, route)

    def endless(*_given: Any, control: Any, **more: Any) -> PlanResult:
        found: PlanResult = real(*_given, control=control, **more)
        while not control.stopped:
            pass
        return found

    real = background.plan
    store = background.store_proposal

    def press(**given: Any) -> bool:
        answer = store(**given)
        stop_job(actor=person, job=Job.objects.get(pk=job.pk))
        return answer

    monkeypatch.setattr(background, "plan", endless)
    monkeypatch.setattr(background, "store_proposal", press)
    run_jobs()
    job.refresh_from_db()
    assert job.state == "gestopt"
    problem = build_plan_problem(build_document(route), on=job.asked_at.date())
    assert verify(problem, read_placements(best(route).placements)) == ()
    # Who stopped it does not wait for alternatives.
    assert PlanProposal.objects.filter(route=route).count() == 1


def test_a_restart_goes_on_from_the_best(route: Route, person: User, monkeypatch: pytest.MonkeyPatch) -> None:
    job = ask(person, route)
    given: list[dict[str, Any]] = []
    real = background.plan

    def watched(*args: Any, **more: Any) -> PlanResult:
        given.append(more)
        return real(*args, **more)

    others = background._Making._others

    def leave_once(making: Any, found: PlanResult) -> None:
        if making.work.job.attempt == 1:
            kept.append(best(route))
            raise runner.WorkerLeavesError
        others(making, found)

    kept: list[PlanProposal] = []
    monkeypatch.setattr(background, "plan", watched)
    # The worker must leave when the best plan is stored and others are looked for.
    monkeypatch.setattr(background._Making, "_others", leave_once)
    run_jobs()
    (stored,) = kept
    job.refresh_from_db()
    assert (job.state, job.attempt) == ("klaar", 2)
    assert given[0]["start"] == ()
    assert given[1]["start"] == read_placements(stored.placements)
    assert given[1]["seconds"] < given[0]["seconds"]
    assert Decimal(best(route).result["points"]) <= Decimal(stored.result["points"])
    assert best(route).result["steps"][0] == stored.result["steps"][0]


def test_a_worker_that_was_taken_for_dead_writes_nothing(route: Route, person: User) -> None:
    made(person, route)
    job, found = Job.objects.get(), PlanProposal.objects.get(route=route, rank=1)
    # It ended, so this attempt has nothing to say any more.
    result = PlanResult(background.plan(build_plan_problem(build_document(route), on=job.asked_at.date())).status)
    assert not proposals.store_proposal(job=job, route=route, signature="x", rank=1, found=result, more={})
    assert PlanProposal.objects.get(pk=found.pk).placements == found.placements


def test_a_proposal_for_another_programme_is_refused(route: Route, person: User) -> None:
    made(person, route)
    unit = Unit.objects.filter(route=route)[0]
    unit.hours = Decimal(61)
    unit.save()
    client = client_of(person)
    page = client.get(reverse("plan_proposals", args=[route.pk])).content.decode()
    assert "Het programma is gewijzigd" in page
    assert "Zet op het bord" not in page
    answer = client.post(
        reverse("put_on_board", args=[route.pk, best(route).pk]), {"seen": board_signature(())}, follow=True
    )
    assert "Het programma is gewijzigd sinds dit voorstel. Maak een nieuw voorstel." in answer.content.decode()
    assert not Placement.objects.filter(route=route).exists()


def test_a_name_or_a_weight_does_not_make_it_another_programme(route: Route, person: User) -> None:
    job = ask(person, route)
    before = signature_of(build_document(route), on=job.asked_at.date())
    Unit.objects.filter(route=route).update(title="Anders")
    PlanSettings.objects.filter(route=route).update(weight_travel=9)
    assert signature_of(build_document(route), on=job.asked_at.date()) == before
    Unit.objects.filter(route=route).update(spread=2)
    assert signature_of(build_document(route), on=job.asked_at.date()) != before


def test_a_board_that_changed_since_the_person_looked_is_not_overwritten(route: Route, person: User) -> None:
    made(person, route)
    client = client_of(person)
    seen = board_signature(())
    unit = Unit.objects.filter(route=route)[2]
    board_actions.move_unit(actor=person, route=route, unit=unit, start=(4, 4), version=unit.version)
    answer = client.post(reverse("put_on_board", args=[route.pk, best(route).pk]), {"seen": seen}, follow=True)
    assert "Het bord is intussen gewijzigd." in answer.content.decode()
    assert Placement.objects.filter(route=route).count() == 1


def test_a_proposal_is_laid_away(route: Route, person: User) -> None:
    made(person, route)
    client_of(person).post(reverse("lay_away", args=[route.pk, best(route).pk]))
    assert [row.rank for row in PlanProposal.objects.filter(route=route)] == [2, 3]
    assert not Placement.objects.filter(route=route).exists()


def test_what_was_placed_is_moved_as_little_as_possible_or_stays(route: Route, person: User) -> None:
    unit = Unit.objects.get(route=route, title="Onderdeel 3")
    board_actions.move_unit(actor=person, route=route, unit=unit, start=(4, 4), version=unit.version)
    for mode in ("rust", "laat"):
        made(person, route, mode=mode)
        places = {
            (row.route_year, row.period) for row in read_placements(best(route).placements) if row.unit == unit.key
        }
        assert places == {(4, 4)}
        assert not any(
            move.unit == "Onderdeel 3" and move.new[0] for move in proposals_of(route, build_document(route)).moves
        )


def test_the_page_shows_proposals_side_by_side_with_the_board(route: Route, person: User) -> None:
    made(person, route)
    put(person, route, PlanProposal.objects.get(route=route, rank=2))
    made(person, route)
    shown = proposals_of(route, build_document(route))
    assert [row.rank for row in shown.rows] == [1, 2, 3]
    assert shown.rows[0].status == "bewezen optimaal"
    assert all(
        sum(line.percent for line in row.goals) in (Decimal(0), *map(Decimal, ("99.9", "100.0", "100.1")))
        for row in shown.rows
    )
    first = {move.unit: move.new[0] for move in shown.moves}
    assert shown.rows[0].moves == sum(1 for new in first.values() if new)
    assert len(shown.periods) == 16
    assert sum(row.planned[0] for row in shown.periods) == Decimal(180) == sum(row.board for row in shown.periods)
    assert shown.board is not None
    assert shown.board.points is not None
    assert shown.board.notes == ()
    page = client_of(person).get(reverse("plan_proposals", args=[route.pk])).content.decode()
    for text in (
        "Nu op het bord</h2>",
        "Bewezen optimaal",
        "Voorstel 3",
        "Waar de strafpunten vandaan komen",
        "Klokuren per periode",
    ):
        assert text in page


def test_with_variants_the_fullest_pupil_counts(bwi: Route) -> None:
    document = build_document(bwi)
    hours = pupil_hours(document, placements_of(document))
    room = {(row.route_year, row.number): row.hours for row in document.programme.periods}
    assert hours
    assert all(hours[place] <= room[place] for place in hours)


def test_while_the_job_runs_the_page_follows_it(route: Route, person: User) -> None:
    ask(person, route)
    client = client_of(person)
    page = client.get(reverse("plan_proposals", args=[route.pk])).content.decode()
    assert "Stop en houd het beste" in page
    assert "every 2s" in page
    run_jobs()
    part = client.get(reverse("plan_progress", args=[route.pk])).content.decode()
    assert "Bewezen: beter kan niet." in part
    assert "every 2s" not in part


def shown_page(person: User, route: Route) -> str:
    return client_of(person).get(reverse("plan_proposals", args=[route.pk])).content.decode()


def test_a_job_that_is_stopped_before_it_began_says_so(route: Route, person: User) -> None:
    stop_job(actor=person, job=ask(person, route))
    page = shown_page(person, route)
    assert "Gestopt zonder plan" in page
    assert "Maak een nieuw voorstel" in page


def test_a_job_that_is_stopped_before_the_first_plan_does_not_speak_of_time(
    route: Route, person: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(person, route)
    job = ask(person, route)

    def nothing_yet(*_given: Any, control: Any, **_more: Any) -> PlanResult:
        while not control.stopped:
            pass
        return PlanResult(PlanStatus.UNKNOWN, reasons=(Reason("tijd_op", "Binnen de tijd is geen plan gevonden."),))

    news = background._Making._news

    def press(making: background._Making) -> None:
        stop_job(actor=person, job=Job.objects.get(pk=job.pk))
        news(making)

    monkeypatch.setattr(background, "plan", nothing_yet)
    monkeypatch.setattr(background._Making, "_news", press)
    run_jobs()
    page = shown_page(person, route)
    assert "Gestopt zonder plan" in page
    assert "Binnen de tijd" not in page
    # What was found before is still there, and is not taken for the answer.
    assert "Deze voorstellen zijn van een vorige keer." in page


def test_a_job_that_fails_says_so_and_leaves_what_was_there(
    route: Route, person: User, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    made(person, route)
    assert "van een vorige keer" not in shown_page(person, route)

    def broken(*_given: Any, **_more: Any) -> PlanResult:
        raise RuntimeError("boom")

    monkeypatch.setattr(background, "plan", broken)
    job = made(person, route)
    assert job.state == "mislukt"
    assert "boom" in caplog.text
    page = shown_page(person, route)
    assert "Er ging iets mis in Naadloos." in page
    assert "boom" not in page
    assert "Deze voorstellen zijn van een vorige keer." in page
    assert "Maak een nieuw voorstel" in page
