"""The board: what a move costs and breaks, locks, forbidden periods, undo and redo, and two people at once."""

from decimal import Decimal
from itertools import pairwise
from typing import Any

import factories
import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate
from helpers import client_of

from naadloos.engines.planner import PlanPlacement, costs_of, score, verify
from naadloos.organisations.models import HistoryEntry, User
from naadloos.programme import board_actions
from naadloos.programme.board import Board, Piece, board_document, board_of
from naadloos.programme.board_checks import compare, divide, options_of
from naadloos.programme.models import BoardMove, Period, Placement, PlanSettings, Unit, Variant
from naadloos.programme.placing import replace_board
from naadloos.programme.problem import build_plan_problem, placements_of
from naadloos.routes.models import Route
from naadloos.routes.portable import build_document
from naadloos.routes.state import read_state

JSON = {"Accept": "application/json"}


@pytest.fixture
def person(db: None) -> User:
    return factories.person("Sanne Docent")


@pytest.fixture
def colleague(route: Route) -> User:
    user = factories.member(route, "docent", side="mbo")
    user.name = "Joost Docent"
    user.save()
    return user


@pytest.fixture
def route(person: User) -> Route:
    """Four years of four periods of 100 klokuur; nothing of the law is asked."""
    made = factories.route(person)
    PlanSettings.objects.create(route=made, law_hours=False)
    board_actions.make_periods(actor=person, route=made, periods=4, weeks=10, hours=Decimal(100))
    return made


def unit(route: Route, title: str, hours: int, *at: tuple[int, int], **more: Any) -> Unit:
    made = Unit.objects.create(
        route=route, title=title, kind="overig", hours=hours, side=more.pop("side", "vmbo"), spread=len(at) or 1, **more
    )
    for (year, period), part in zip(at, divide(Decimal(hours), len(at) or 1), strict=False):
        Placement.objects.create(route=route, unit=made, route_year=year, period=period, hours=part)
    return made


def stands(of: Unit) -> list[tuple[int, int, Decimal]]:
    return list(Placement.objects.filter(unit=of).values_list("route_year", "period", "hours"))


def send(client: Client, name: str, of: Unit, **data: Any) -> Any:
    of.refresh_from_db()
    return client.post(reverse(name, args=[of.route_id, of.pk]), {"version": of.version} | data, headers=JSON)


def read(route: Route, variant: str = "") -> Board:
    return board_of(route, board_document(route), variant)


def pieces(board: Board) -> list[Piece]:
    return [
        piece
        for year in board.years
        for column in year.columns
        for _side, _label, found in column.lanes
        for piece in found
    ]


# -- what the board shows --------------------------------------------------------------------------


def test_a_unit_of_several_periods_is_one_card_per_leerjaar(route: Route) -> None:
    unit(route, "Nederlands", 120, (1, 3), (1, 4), (2, 1), (2, 2))
    unit(route, "Kort", 10, (1, 3))
    found = [(p.card.title, p.column, p.span, p.number, p.offset, p.more, p.row) for p in pieces(read(route))]
    assert found == [
        ("Nederlands", 3, 2, 1, 0, False, 2),
        ("Kort", 3, 1, 1, 0, False, 3),
        ("Nederlands", 4, 2, 2, 1, True, 2),
        ("Nederlands", 1, 2, 3, 2, False, 2),
        ("Nederlands", 2, 2, 4, 3, True, 2),
    ]
    first = pieces(read(route))[0]
    assert (first.line, first.own_line) == ("60 van 120 uur · 2 van 4 perioden", "30 uur · 1 van 4")


def test_lanes_lie_beneath_each_other_and_cards_never_over_each_other(bwi: Route) -> None:
    board = read(bwi)
    cells: set[tuple[int, int, int]] = set()
    for year in board.years:
        rows = [(lane.side, lane.row, lane.row + lane.rows) for lane in year.lanes]
        assert [side for side, _, _ in rows] == [s for s in ("vmbo", "samen", "mbo") if s in {r[0] for r in rows}]
        assert all(before[2] == after[1] for before, after in pairwise(rows))
        for column in year.columns:
            for side, _label, found in column.lanes:
                lane = next(each for each in rows if each[0] == side)
                for piece in found:
                    cell = (year.number, column.number, piece.row)
                    assert cell not in cells
                    assert lane[1] <= piece.row < lane[2]
                    cells.add(cell)
    assert len(cells) == Placement.objects.filter(route=bwi).count()


def test_totals_are_of_one_pupil_and_too_full_is_said_in_words(route: Route) -> None:
    left, right = (Variant.objects.create(route=route, title=title) for title in ("kb", "gl"))
    unit(route, "Voor allen", 60, (1, 1))
    unit(route, "Alleen kb", 50, (1, 1), side="samen").variants.add(left)
    unit(route, "Alleen gl", 30, (1, 1)).variants.add(right)
    Period.objects.filter(route=route, route_year=1, number=1).update(hours_mbo=40, hours_vmbo=200)
    column = read(route).years[0].columns[0]
    assert (column.planned, column.available, column.full) == (110, 100, True)
    assert column.said == ["10 uur te vol", "mbo: 10 uur te veel"]
    assert [(side.name, side.planned, side.available) for side in column.sides] == [
        ("vmbo", 110, 200),
        ("mbo", 50, 40),
    ]
    assert (read(route).years[0].planned, read(route).years[0].available) == (110, 400)
    only = read(route, right.key)
    assert only.years[0].columns[0].planned == 90
    assert {piece.card.title for piece in pieces(only)} == {"Voor allen", "Alleen gl"}
    page = client_of(factories.member(route, "lezer")).get(reverse("board", args=[route.pk])).content.decode()
    assert "10 uur te vol" in page
    assert 'data-unit="' not in page
    assert "board.js" not in page
    # Who only reads hears of changes too.
    assert f'data-fresh="{reverse("board_fresh", args=[route.pk])}?stand=' in page


def test_what_is_not_wholly_on_the_board_says_how_much(route: Route) -> None:
    unit(route, "Nieuw", 30)
    for title, hours in (("Meer", 50), ("Minder", 25)):
        Unit.objects.filter(pk=unit(route, title, 40, (1, 1)).pk).update(hours=hours)
    assert [(card.title, card.missing_line) for card in read(route).loose] == [
        ("Meer", "nog 10 van 50 uur"),
        ("Minder", "15 uur te veel op het bord"),
        ("Nieuw", "30 uur"),
    ]


def test_what_is_special_about_a_unit_is_also_said_in_words(route: Route) -> None:
    unit(route, "Stage", 40, (1, 1), practice=True, tests=2, belongs_to="metselen", locked=True)
    (card,) = [piece.card for piece in pieces(read(route))]
    assert [mark.words for mark in card.marks] == ["hoort bij metselen", "2 toetsen", "praktijk", "staat vast"]


def test_how_good_the_plan_is_comes_from_the_planner(bwi: Route) -> None:
    document = build_document(bwi)
    expected = score(build_plan_problem(document, on=localdate()), placements_of(document))
    board = read(bwi)
    assert board.points == expected.points
    assert [(goal.points, goal.percent, goal.why) for goal in board.goals] == [
        (row.points, row.percent, row.why.text) for row in expected.goals
    ]


def test_reading_one_step_gives_the_same_programme(bwi: Route) -> None:
    whole, part = build_document(bwi), board_document(bwi)
    assert part.programme == whole.programme
    assert part.route == whole.route
    assert part.partners != whole.partners or part.exams != whole.exams


# -- what a move costs and breaks --------------------------------------------------------------------


def test_costs_are_those_of_the_planner(bwi: Route, leader_client: Client) -> None:
    document = build_document(bwi)
    problem, placements = build_plan_problem(document, on=localdate()), placements_of(document)
    for found in Unit.objects.filter(route=bwi, key__in=["ml", "buurtbank", "stage4"]):
        asked = leader_client.get(reverse("board_costs", args=[bwi.pk, found.pk]), headers=JSON).json()
        engine = {row.start: row for row in costs_of(problem, placements, found.key)}
        assert asked["version"] == found.version
        options = {option.start: option for option in options_of(document, found.key)}
        assert set(engine) <= set(options)
        assert len(asked["places"]) == len(document.programme.periods)
        for start, row in engine.items():
            assert options[start].points == row.points
            assert options[start].placements == row.placements
            assert (not options[start].breaks) == row.fits


def test_a_period_that_a_rule_of_the_unit_forbids_can_be_seen_with_the_reason(route: Route) -> None:
    found = unit(route, "Metselen", 30, (1, 1), last_year=1)
    late = next(row for row in options_of(build_document(route), found.key) if row.start == (2, 1))
    assert (late.kind, late.word) == ("unfit", "past niet")
    assert late.breaks == ("Metselen staat in leerjaar 4, periode 1, maar mag alleen in leerjaar 3 of eerder.",)


def test_only_what_is_worse_than_before_counts_as_broken(route: Route) -> None:
    for at, hours in ((1, 80), (1, 70)):
        unit(route, f"Vol {hours}", hours, (1, at))
    small = unit(route, "Klein", 20, (1, 1))
    options = {option.start: option for option in options_of(build_document(route), small.key)}
    # It leaves a period that was too full: that is less wrong, not newly wrong.
    assert options[1, 2].breaks == ()
    other = unit(route, "Nog een", 10, (1, 2))
    again = {option.start: option for option in options_of(build_document(route), other.key)}
    assert again[1, 1].breaks == ("In leerjaar 3, periode 1 past 100 uur, maar er staat 180 uur.",)


def test_what_a_move_mends_is_told(route: Route) -> None:
    unit(route, "Vol", 90, (1, 1))
    small = unit(route, "Klein", 20, (1, 1))
    document = build_document(route)
    problem = build_plan_problem(document, on=localdate())
    before = verify(problem, placements_of(document))
    after = verify(problem, [row for row in placements_of(document) if row.unit != small.key])
    new, gone = compare(before, after)
    assert [reason.code for reason in gone] == ["te_vol"]
    assert [reason.code for reason in new] == ["uren_anders"]


def test_a_move_keeps_the_spread_that_the_planner_weighed(route: Route, person: User) -> None:
    found = unit(route, "Verspreid", 60, (1, 1), (1, 2), (1, 3))
    option = next(row for row in options_of(build_document(route), found.key) if row.start == (2, 2))
    answer = send(client_of(person), "board_move", found, start="2-2")
    assert answer.json()["said"].startswith("Verspreid staat nu in leerjaar 4, periode 2.")
    assert stands(found) == [(row.route_year, row.period, row.hours) for row in option.placements]
    assert sum(hours for _, _, hours in stands(found)) == 60


def test_a_move_that_breaks_a_rule_asks_first_and_is_never_silent(route: Route, person: User) -> None:
    unit(route, "Vol", 90, (1, 2))
    found = unit(route, "Metselen", 30, (1, 1))
    client = client_of(person)
    asked = send(client, "board_move", found, start="1-2").json()
    assert asked["breaks"] == ["In leerjaar 3, periode 2 past 100 uur, maar er staat 120 uur."]
    assert asked["cost"].startswith("kost ")
    assert stands(found) == [(1, 1, 30)]
    # Agreeing with something else than what breaks now asks again.
    assert "breaks" in send(client, "board_move", found, start="1-2", agreed="x" * 16).json()
    done = send(client, "board_move", found, start="1-2", agreed=asked["sign"]).json()
    assert "Klopt niet meer: In leerjaar 3, periode 2" in done["said"]
    assert stands(found) == [(1, 2, 30)]
    page = client.get(reverse("board", args=[route.pk])).content.decode()
    assert "Dit plan klopt nog niet" in page
    assert "20 uur te vol" in page


def test_the_page_without_script_asks_too(route: Route, person: User) -> None:
    unit(route, "Vol", 90, (1, 2))
    found = unit(route, "Metselen", 30, (1, 1))
    client, url = client_of(person), reverse("move", args=[route.pk, found.pk])
    page = client.get(url).content.decode()
    assert "Wat kost het om hier te beginnen?" in page
    answer = client.post(url, {"start": "1-2", "version": found.version})
    assert answer.status_code == 422
    assert "maar er staat 120 uur" in answer.content.decode()
    agreed = answer.context["form"]["agreed"].value()
    assert f'name="agreed" value="{agreed}"' in answer.content.decode()
    # The button of the board asks on that page too.
    sent = client.post(reverse("board_move", args=[route.pk, found.pk]), {"start": "1-2", "version": found.version})
    assert (sent.status_code, sent["Location"]) == (302, url)
    assert client.post(url, {"start": "1-2", "version": found.version, "agreed": agreed}).status_code == 302
    assert stands(found) == [(1, 2, 30)]


def test_what_runs_over_the_end_of_the_route_is_refused_in_words(route: Route, person: User) -> None:
    found = unit(route, "Lang", 60, (1, 1), (1, 2), (1, 3))
    answer = send(client_of(person), "board_move", found, start="4-3")
    assert (answer.status_code, answer.json()["text"][:30]) == (422, "Dit onderdeel duurt 3 perioden")
    assert send(client_of(person), "board_move", found, start="9-9").status_code == 422
    assert client_of(person).post(
        reverse("board_move", args=[route.pk, found.pk]), {"start": "x"}, headers=JSON
    ).json() == {"text": "Er ontbreekt iets. Laad de pagina opnieuw."}


def test_a_move_is_in_the_history_and_in_the_statuses(route: Route, person: User) -> None:
    found = unit(route, "Metselen", 30, (1, 1))
    send(client_of(person), "board_move", found, start="2-1")
    entry = HistoryEntry.objects.filter(subject_key=f"units:{found.key}").latest("pk")
    assert (entry.verb, entry.actor_name) == ("verplaatst", "Sanne Docent")
    assert entry.changes == [["op het bord", "leerjaar 3, periode 1 (30)", "leerjaar 4, periode 1 (30)"]]
    route.refresh_from_db()
    assert route.statuses == {str(step.number): step.status.value for step in read_state(route).steps}


# -- permission, and two people at once --------------------------------------------------------------


def test_writing_asks_for_the_right_to_edit_and_a_token(route: Route) -> None:
    found = unit(route, "Metselen", 30, (1, 1))
    reader = client_of(factories.member(route, "lezer"))
    assert reader.get(reverse("board_costs", args=[route.pk, found.pk])).status_code == 403
    assert send(reader, "board_move", found, start="1-2").status_code == 403
    assert send(reader, "board_lock", found, locked="1").status_code == 403
    teacher = Client(enforce_csrf_checks=True)
    teacher.force_login(
        factories.member(route, "docent"), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    assert send(teacher, "board_move", found, start="1-2").status_code == 403
    other = unit(factories.route(factories.person()), "Van een ander", 10)
    address = reverse("board_move", args=[route.pk, other.pk])
    assert client_of(factories.member(route, "docent")).post(address, {"start": "1-2"}).status_code == 404
    assert stands(found) == [(1, 1, 30)]


def test_a_move_from_an_old_board_is_refused_with_the_board_of_now(route: Route, person: User, colleague: User) -> None:
    found = unit(route, "Metselen", 30, (1, 1))
    send(client_of(colleague), "board_move", found, start="1-3")
    answer = client_of(person).post(
        reverse("board_move", args=[route.pk, found.pk]), {"start": "1-2", "version": 1}, headers=JSON
    )
    assert answer.status_code == 409
    assert answer.json()["text"].startswith("Joost Docent heeft Metselen intussen gewijzigd.")
    assert 'data-first="1-3"' in answer.json()["board"]
    assert stands(found) == [(1, 3, 30)]


def test_a_proposal_makes_an_old_board_stale_only_for_what_it_moved(route: Route, person: User) -> None:
    moved, stayed = unit(route, "Weg", 30, (1, 1)), unit(route, "Blijft", 20, (1, 1))
    rows = [PlanPlacement(moved.key, 2, 1, Decimal(30)), PlanPlacement(stayed.key, 1, 1, Decimal(20))]
    replace_board(actor=person, route=route, placements=rows, said="een voorstel")
    for row in (moved, stayed):
        row.refresh_from_db()
    assert (moved.version, stayed.version) == (2, 1)
    move = BoardMove.objects.get(route=route)
    assert set(move.after) == {moved.key}
    board_actions.undo_move(actor=person, route=route, move=move.pk)
    assert stands(moved) == [(1, 1, 30)]


def test_an_open_board_hears_of_a_move_and_of_nothing_else(route: Route, person: User, colleague: User) -> None:
    found = unit(route, "Metselen", 30, (1, 1))
    send(client_of(person), "board_move", found, start="1-2")
    client = client_of(colleague)
    stamp = read(route).stamp
    url = reverse("board_fresh", args=[route.pk])
    assert client.get(url, {"stand": stamp}).status_code == 204
    send(client_of(person), "board_move", found, start="1-4")
    answer = client.get(url, {"stand": stamp})
    assert answer.status_code == 200
    assert 'data-last="Sanne Docent: Metselen naar leerjaar 3, periode 4"' in answer.content.decode()


# -- locks and forbidden periods ---------------------------------------------------------------------


def test_a_locked_unit_stays_until_it_is_let_go(route: Route, person: User) -> None:
    found, client = unit(route, "Metselen", 30, (1, 1)), client_of(person)
    assert send(client, "board_lock", found, locked="1").json()["said"] == "Metselen staat nu vast."
    refused = send(client, "board_move", found, start="1-2")
    assert (refused.status_code, refused.json()["text"]) == (422, "Metselen staat vast. Laat het eerst los.")
    assert build_plan_problem(build_document(route), on=localdate()).units[0].fixed
    assert send(client, "board_lock", found).json()["said"] == "Metselen is losgelaten."
    assert "said" in send(client, "board_move", found, start="1-2").json()
    verbs = HistoryEntry.objects.filter(subject_key=f"units:{found.key}").values_list("verb", flat=True)
    assert sorted(verbs) == ["losgelaten", "vastgezet", "verplaatst"]


def test_what_is_not_on_the_board_cannot_be_locked(route: Route, person: User) -> None:
    found = unit(route, "Nog los", 30)
    with pytest.raises(ValidationError, match="nog niet op het bord"):
        board_actions.lock_unit(actor=person, route=route, unit=found, locked=True, version=1)


def test_a_forbidden_period_no_longer_fits_and_may_be_allowed_again(route: Route, person: User) -> None:
    found, client = unit(route, "Metselen", 30, (1, 1)), client_of(person)
    assert "mag niet meer" in send(client, "board_forbid", found, start="1-3", forbidden="1").json()["said"]
    assert [period.number for period in found.forbidden.all()] == [3]
    option = next(row for row in options_of(build_document(route), found.key) if row.start == (1, 3))
    assert option.breaks == ("Metselen staat in leerjaar 3, periode 3, maar mag daar niet.",)
    assert "mag weer" in client.get(reverse("board_panel", args=[route.pk, found.pk])).content.decode()
    send(client, "board_forbid", found, start="1-3")
    assert not found.forbidden.exists()


# -- undo and redo ------------------------------------------------------------------------------------


def turn(client: Client, route: Route, name: str, move: int | None = None) -> Any:
    board = read(route)
    shown = board.undo if name == "board_undo" else board.redo
    return client.post(reverse(name, args=[route.pk]), {"move": move or (shown.pk if shown else 0)}, headers=JSON)


def test_undo_and_redo_go_back_and_forth_over_what_anybody_did(route: Route, person: User, colleague: User) -> None:
    found = unit(route, "Metselen", 30, (1, 1))
    mine, theirs = client_of(person), client_of(colleague)
    send(mine, "board_move", found, start="1-2")
    send(theirs, "board_move", found, start="1-3")
    send(theirs, "board_lock", found, locked="1")
    send(mine, "board_forbid", found, start="4-4", forbidden="1")
    board = read(route)
    assert board.undo
    assert (board.undo.said, str(board.undo.actor)) == ("Metselen: mbo-jaar 2, periode 4 verboden", "Sanne Docent")
    for expected in (0, 1, 2, 3):
        assert turn(mine, route, "board_undo").status_code == 200
        found.refresh_from_db()
        assert (found.forbidden.exists(), found.locked) == (False, expected == 0)
    assert stands(found) == [(1, 1, 30)]
    assert turn(mine, route, "board_undo").json()["text"] == "Er is niets om ongedaan te maken."
    for _ in range(4):
        assert turn(theirs, route, "board_redo").status_code == 200
    found.refresh_from_db()
    assert (stands(found), found.locked, found.forbidden.count()) == ([(1, 3, 30)], True, 1)
    assert turn(theirs, route, "board_redo").status_code == 409
    undone = HistoryEntry.objects.filter(verb="ongedaan gemaakt").latest("pk")
    assert undone.subject == "Metselen naar leerjaar 3, periode 2 (Sanne Docent)"


def test_a_new_move_ends_what_could_be_done_again(route: Route, person: User) -> None:
    found, client = unit(route, "Metselen", 30, (1, 1)), client_of(person)
    send(client, "board_move", found, start="1-2")
    turn(client, route, "board_undo")
    send(client, "board_move", found, start="1-4")
    assert read(route).redo is None
    turn(client, route, "board_undo")
    assert stands(found) == [(1, 1, 30)]


def test_undo_of_something_else_than_was_shown_is_refused_with_who_did_it(
    route: Route, person: User, colleague: User
) -> None:
    found = unit(route, "Metselen", 30, (1, 1))
    send(client_of(person), "board_move", found, start="1-2")
    seen = read(route).undo
    send(client_of(colleague), "board_move", found, start="1-3")
    assert seen
    answer = turn(client_of(person), route, "board_undo", seen.pk)
    assert answer.status_code == 409
    assert "Metselen naar leerjaar 3, periode 3" in answer.json()["text"]
    assert "Joost Docent" in answer.json()["text"]
    assert "board" in answer.json()
    assert stands(found) == [(1, 3, 30)]


@pytest.mark.parametrize("change", ["moved", "hours", "gone", "locked"])
def test_undo_is_refused_when_the_unit_was_changed_since(route: Route, person: User, change: str) -> None:
    found, client = unit(route, "Metselen", 30, (1, 1)), client_of(person)
    send(client, "board_move", found, start="1-2")
    if change == "moved":
        Placement.objects.filter(unit=found).update(period=4)
    elif change == "hours":
        Unit.objects.filter(pk=found.pk).update(hours=40)
    elif change == "locked":
        Unit.objects.filter(pk=found.pk).update(locked=True)
    else:
        found.delete()
    before = list(Placement.objects.filter(route=route).values_list("pk", flat=True))
    answer = turn(client, route, "board_undo")
    assert answer.status_code == 409
    assert ("bestaat niet meer" if change == "gone" else "is daarna nog gewijzigd") in answer.json()["text"]
    assert list(Placement.objects.filter(route=route).values_list("pk", flat=True)) == before
    assert not BoardMove.objects.get(route=route).undone


def test_without_script_undo_answers_with_a_message_on_the_board(route: Route, person: User) -> None:
    found, client = unit(route, "Metselen", 30, (1, 1)), client_of(person)
    send(client, "board_move", found, start="1-2")
    shown = read(route).undo
    assert shown
    answer = client.post(reverse("board_undo", args=[route.pk]), {"move": shown.pk}, follow=True)
    assert "Ongedaan gemaakt: Metselen naar leerjaar 3, periode 2." in answer.content.decode()
