"""Expectations are written apart and read together; nobody reads the other side before both are ready."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from helpers import client_of

from naadloos.monitoring.actions import objectives_without_indicator, take_objectives
from naadloos.monitoring.models import Indicator
from naadloos.organisations.models import HistoryEntry, User
from naadloos.routes import expectations
from naadloos.routes.models import (
    Expectation,
    ExpectationDraft,
    Objective,
    Route,
    RouteMember,
    RoutePartner,
    Theme,
    Vision,
)
from naadloos.routes.portable import build_document

HIDDEN = "Wij zijn bang dat zij ons lesgeven niet vertrouwen"
ALSO = "Wij brengen een lashal in"


@pytest.fixture
def vmbo(bwi: Route) -> User:
    return RouteMember.objects.filter(route=bwi, role="docent", partner__key="waterlijn")[0].user


@pytest.fixture
def mbo(bwi: Route) -> User:
    return RouteMember.objects.filter(route=bwi, role="docent", partner__key="singelkwartier")[0].user


def page(user: User, route: Route) -> str:
    return client_of(user).get(reverse("expectations", args=[route.pk])).content.decode()


def test_what_one_side_writes_is_nowhere_for_the_other_side(bwi: Route, vmbo: User, mbo: User) -> None:
    client_of(vmbo).post(reverse("expectations", args=[bwi.pk]), {"kant": "vmbo", "kind": "zorgen", "text": HIDDEN})
    assert HIDDEN in page(vmbo, bwi)
    theirs = client_of(mbo)
    for name in ("expectations", "route", "route_history", "route_export", "vision_versions"):
        answer = theirs.get(reverse(name, args=[bwi.pk]))
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
        assert HIDDEN not in content.decode(), name
    assert HIDDEN not in theirs.get(reverse("route_step", args=[bwi.pk, 3])).content.decode()
    assert HIDDEN not in build_document(bwi).model_dump_json()
    assert HIDDEN not in str(list(HistoryEntry.objects.values_list("subject", "changes")))
    draft = ExpectationDraft.objects.get()
    assert theirs.post(reverse("expectation_remove", args=[bwi.pk, draft.pk])).status_code == 403


def test_the_last_side_that_is_ready_reveals_both(bwi: Route, vmbo: User, mbo: User) -> None:
    before = Expectation.objects.filter(route=bwi).count()
    expectations.write(actor=vmbo, route=bwi, side="vmbo", kind="zorgen", text=HIDDEN)
    expectations.write(actor=mbo, route=bwi, side="mbo", kind="brengt", text=ALSO)
    assert not expectations.say_ready(actor=vmbo, route=bwi, side="vmbo", ready=True)
    assert HIDDEN not in page(mbo, bwi)
    assert "Wij wachten nog op: mbo" in page(vmbo, bwi)
    assert expectations.say_ready(actor=mbo, route=bwi, side="mbo", ready=True)
    for user in (vmbo, mbo):
        assert HIDDEN in page(user, bwi)
        assert ALSO in page(user, bwi)
    assert Expectation.objects.filter(route=bwi).count() == before + 2
    assert not ExpectationDraft.objects.exists()


def test_ready_is_said_once_after_writing_and_can_be_taken_back(bwi: Route, vmbo: User) -> None:
    with pytest.raises(ValidationError, match="ten minste"):
        expectations.say_ready(actor=vmbo, route=bwi, side="vmbo", ready=True)
    expectations.write(actor=vmbo, route=bwi, side="vmbo", kind="verwacht", text="Iets.")
    expectations.say_ready(actor=vmbo, route=bwi, side="vmbo", ready=True)
    with pytest.raises(ValidationError, match="klaar"):
        expectations.write(actor=vmbo, route=bwi, side="vmbo", kind="verwacht", text="Nog iets.")
    expectations.say_ready(actor=vmbo, route=bwi, side="vmbo", ready=False)
    expectations.write(actor=vmbo, route=bwi, side="vmbo", kind="verwacht", text="Nog iets.")


def test_one_side_alone_reveals_nothing(bwi: Route, vmbo: User) -> None:
    RoutePartner.objects.filter(route=bwi, side="mbo").update(accepted_at=None)
    expectations.write(actor=vmbo, route=bwi, side="vmbo", kind="verwacht", text=HIDDEN)
    assert not expectations.say_ready(actor=vmbo, route=bwi, side="vmbo", ready=True)
    assert ExpectationDraft.objects.exists()


def test_nobody_writes_for_the_other_side(bwi: Route, vmbo: User, mbo: User) -> None:
    for actor, side in ((vmbo, "mbo"), (mbo, "vmbo")):
        with pytest.raises(PermissionDenied):
            expectations.write(actor=actor, route=bwi, side=side, kind="verwacht", text="Iets.")
        with pytest.raises(PermissionDenied):
            expectations.say_ready(actor=actor, route=bwi, side=side, ready=True)
    reader = RouteMember.objects.filter(route=bwi, role="lezer")[0].user
    with pytest.raises(PermissionDenied):
        expectations.write(actor=reader, route=bwi, side="vmbo", kind="verwacht", text="Iets.")


def test_themes_bind_expectations_of_both_sides_and_travel_with_the_route(bwi: Route, leader_client: Client) -> None:
    chosen = list(Expectation.objects.filter(route=bwi)[:2])
    answer = leader_client.post(
        reverse("fact_add", args=[bwi.pk, 3, "themes"]),
        {"title": "Vertrouwen", "kind": "gemeen", "expectations": [each.pk for each in chosen], "meaning": "Samen."},
    )
    assert answer.status_code in {302, 422}
    if answer.status_code == 422:
        mark = answer.context["impact"].mark
        leader_client.post(
            reverse("fact_add", args=[bwi.pk, 3, "themes"]),
            {"title": "Vertrouwen", "kind": "gemeen", "expectations": [each.pk for each in chosen], "meaning": "Samen.",
             "gezien": mark},
        )  # fmt: skip
    theme = next(each for each in build_document(bwi).vision.themes if each.title == "Vertrouwen")
    assert set(theme.expectations) == {each.key for each in chosen}
    assert "Vertrouwen" in leader_client.get(reverse("expectations", args=[bwi.pk])).content.decode()


def test_what_nobody_marked_is_counted(bwi: Route) -> None:
    all_of_them = Expectation.objects.filter(route=bwi).count()
    marked = Theme.objects.filter(route=bwi).values("expectations").distinct().count()
    assert 0 < expectations.unmarked(bwi) == all_of_them - marked


def test_versions_of_the_vision_stand_word_by_word(bwi: Route, leader_client: Client) -> None:
    vision = Vision.objects.get(route=bwi)
    url = reverse("single_edit", args=[bwi.pk, 3, "vision"])
    sent = {"vision": vision.vision.replace("één team", "twee teams"), "different_on_purpose": "", "version": 1}
    answer = leader_client.post(url, sent)
    leader_client.post(url, sent | {"gezien": answer.context["impact"].mark})
    content = leader_client.get(reverse("vision_versions", args=[bwi.pk])).content.decode()
    assert "<ins>twee</ins>" in content


# -- promises become measurements --------------------------------------------------------------------


def test_an_objective_becomes_an_indicator_without_inventing_who_and_when(bwi: Route, leader: User) -> None:
    Indicator.objects.filter(route=bwi).delete()
    waiting = objectives_without_indicator(bwi)
    assert {each.pk for each in waiting} == set(
        Objective.objects.filter(route=bwi).exclude(indicator="").values_list("pk", flat=True)
    )
    (made,) = take_objectives(actor=leader, route=bwi, chosen={waiting[0].pk})
    assert (made.title, made.benefit, made.baseline) == (waiting[0].indicator, waiting[0].benefit, waiting[0].baseline)
    assert made.target == f"{waiting[0].target} ({waiting[0].year})"
    assert (made.owner, made.source, made.moment) == ("", "", "")
    assert waiting[0] not in objectives_without_indicator(bwi)


def test_the_page_makes_them_in_one_go(bwi: Route, leader_client: Client) -> None:
    Indicator.objects.filter(route=bwi).delete()
    chosen = [each.pk for each in objectives_without_indicator(bwi)]
    url = reverse("monitor_objectives", args=[bwi.pk])
    assert "Maak hier indicatoren van" in leader_client.get(url).content.decode()
    leader_client.post(url, {"doel": chosen})
    assert Indicator.objects.filter(route=bwi).count() == len(chosen)
    assert "heeft een indicator" in leader_client.get(url).content.decode()
