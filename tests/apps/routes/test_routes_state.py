"""Statuses follow from the data; an approval holds for exactly one content."""

import factories
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from helpers import client_of

from naadloos.engines.route import fingerprint
from naadloos.organisations.models import User
from naadloos.routes import actions
from naadloos.routes.models import Approval, Goal, Route, RoutePartner, Snapshot
from naadloos.routes.registry import provider_of
from naadloos.routes.state import Status, read_state


def test_a_fresh_route_has_ten_steps_and_says_what_to_do(db: None) -> None:
    leader = factories.person()
    route = factories.route(leader)
    state = read_state(route)
    assert [step.number for step in state.steps] == list(range(1, 11))
    assert state.step(1).status == Status.BUSY  # profile, qualification and cohort are there
    assert {state.step(n).status for n in (3, 4, 5, 6, 8)} == {Status.NOT_STARTED}
    page = client_of(leader).get(reverse("route", args=[route.pk]))
    assert "Nu eerst" in page.content.decode()
    assert route.statuses == {str(step.number): step.status.value for step in state.steps}


def approver(route: Route, number: int, key: str) -> tuple[User, RoutePartner]:
    partner = RoutePartner.objects.get(route=route, key=key)
    member = route.members.filter(partner=partner, role=provider_of(number).approver)[0]
    return member.user, partner


def test_change_after_approval_makes_it_stale_and_back_again(bwi: Route, leader_client: Client) -> None:
    assert read_state(bwi).step(1).status == Status.APPROVED
    goal = Goal.objects.filter(route=bwi).order_by("pk")[0]
    old = goal.target
    goal.target = "iets anders"
    goal.save()
    step = read_state(bwi).step(1)
    assert step.status == Status.STALE
    page = leader_client.get(reverse("route_step", args=[bwi.pk, 1])).content.decode()
    assert "Gewijzigd sinds het akkoord" in page
    assert "iets anders" in page
    assert old in page
    goal.target = old
    goal.save()
    assert read_state(bwi).step(1).status == Status.APPROVED


def test_the_demo_shows_an_agreement_that_is_out_of_date(bwi: Route, leader_client: Client) -> None:
    assert bwi.statuses["4"] == "verouderd"
    page = leader_client.get(reverse("route", args=[bwi.pk])).content.decode()
    assert "Stap 4 is gewijzigd na vaststelling: bekijk het verschil" in page


def test_the_hash_is_that_of_the_frozen_content(bwi: Route) -> None:
    for snapshot in Snapshot.objects.filter(route=bwi):
        assert snapshot.sha256 == fingerprint(snapshot.content)


def test_two_people_of_two_partners_agree_with_one_content(bwi: Route) -> None:
    approvals = Approval.objects.filter(route=bwi, snapshot__step=1)
    assert approvals.count() == 3
    assert len({row.snapshot_id for row in approvals}) == 1


def test_only_the_role_of_that_partner_may_agree(bwi: Route) -> None:
    provider = provider_of(9)
    board, _own = approver(bwi, 9, "waterlijn")
    other = RoutePartner.objects.get(route=bwi, key="singelkwartier")
    seen = read_state(bwi).step(9).fingerprint
    with pytest.raises(PermissionDenied):
        actions.approve(actor=board, route=bwi, provider=provider, partner=other, seen=seen)


def test_nobody_agrees_with_what_is_not_complete(bwi: Route) -> None:
    user, partner = approver(bwi, 8, "waterlijn")
    step = read_state(bwi).step(8)
    assert step.open_evidence
    with pytest.raises(ValidationError):
        actions.approve(actor=user, route=bwi, provider=provider_of(8), partner=partner, seen=step.fingerprint)


def test_nobody_agrees_with_something_else_than_was_read(bwi: Route) -> None:
    user, partner = approver(bwi, 5, "waterlijn")
    with pytest.raises(actions.ChangedMeanwhileError):
        actions.approve(actor=user, route=bwi, provider=provider_of(5), partner=partner, seen="0" * 64)


def test_a_board_member_approves_the_agreement_with_two_clicks(bwi: Route) -> None:
    user, partner = approver(bwi, 9, "waterlijn")
    client = client_of(user)
    page = client.get(reverse("route_step", args=[bwi.pk, 9]))
    assert "Stel vast namens De Waterlijn" in page.content.decode()
    client.post(
        reverse("approve_step", args=[bwi.pk, 9, partner.pk]),
        {"fingerprint": page.context["step_state"].fingerprint},
    )
    snapshot = Snapshot.objects.get(route=bwi, step=9)
    assert snapshot.approvals.get().user == user
    frozen = client.get(reverse("snapshot", args=[bwi.pk, 9, snapshot.number])).content.decode()
    assert snapshot.sha256 in frozen

    # A later change in another step on which the agreement rests makes step 9 stale and shows what changed.
    goal = Goal.objects.filter(route=bwi).order_by("pk")[0]
    goal.target = "een nieuwe streefwaarde"
    goal.save()
    assert read_state(bwi).step(9).status == Status.STALE
    assert "een nieuwe streefwaarde" in client.get(reverse("route_step", args=[bwi.pk, 9])).content.decode()
