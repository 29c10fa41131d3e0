"""Facts of all steps: every kind can be opened, saved, refused when stale, and leaves its mark in the history."""

from typing import Any

import pytest
from django import forms
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from helpers import client_of

from naadloos.engines.route import canonical
from naadloos.finance.models import PupilCount, Volume
from naadloos.organisations.models import HistoryEntry
from naadloos.routes.models import Goal, Purpose, Route, RouteFact
from naadloos.routes.portable import build_document, queryset_of
from naadloos.routes.registry import FactKind, SingleKind, all_kinds

KINDS = [(provider, kind) for provider, kind in all_kinds() if getattr(kind, "listed", True)]
NAMES = [f"{provider.number}-{kind.name}" for provider, kind in KINDS]


def posted(form: forms.Form) -> dict[str, Any]:
    """What a browser sends when a person saves the form as it stands."""
    data: dict[str, Any] = {}
    for field in form:
        value = field.value()
        if field.field.disabled or value is None or value is False:
            continue
        shown = field.field.prepare_value(value) if hasattr(field.field, "prepare_value") else value
        data[field.html_name] = "on" if shown is True else shown
    return data


def _of_later(kind: FactKind, route: Route) -> RouteFact | None:
    """An example of what a route that has not begun cannot have."""
    if kind.model is not PupilCount:
        return None
    volume = Volume.objects.filter(route=route).first()
    return PupilCount.objects.create(route=route, volume=volume, route_year=1, pupils=21)


def save_seen(client: Client, url: str, data: dict[str, Any]) -> HttpResponse:
    """Save, and confirm what the page says that it touches."""
    answer: Any = client.post(url, data)
    impact = answer.context["impact"] if answer.context else None
    if impact:
        answer = client.post(url, data | {"gezien": impact.mark})
    return answer  # type: ignore[no-any-return]


@pytest.mark.parametrize(("provider", "kind"), KINDS, ids=NAMES)
def test_saving_an_unchanged_form_changes_nothing(bwi: Route, leader_client: Client, provider: Any, kind: Any) -> None:
    if isinstance(kind, SingleKind):
        url = reverse("single_edit", args=[bwi.pk, provider.number, kind.name])
    else:
        fact = queryset_of(kind, bwi).first() or _of_later(kind, bwi)
        assert fact is not None, "the demo has no example of this kind of fact"
        url = reverse("fact_edit", args=[bwi.pk, provider.number, kind.name, fact.pk])
    before = canonical(build_document(bwi).model_dump(mode="json"))
    page = leader_client.get(url)
    assert page.status_code == 200
    answer = leader_client.post(url, posted(page.context["form"]))
    assert answer.status_code == 302, answer.context["form"].errors
    assert canonical(build_document(bwi).model_dump(mode="json")) == before


@pytest.mark.parametrize(("provider", "kind"), KINDS, ids=NAMES)
def test_an_empty_form_says_what_is_missing_or_is_saved(
    bwi: Route, leader_client: Client, provider: Any, kind: Any
) -> None:
    if isinstance(kind, SingleKind):
        pytest.skip("a text may be empty")
    url = reverse("fact_add", args=[bwi.pk, provider.number, kind.name])
    answer = leader_client.post(url, {})
    assert answer.status_code == 422
    assert answer.context["form"].errors
    assert "Er klopt nog iets niet" in answer.content.decode()


def test_a_fact_can_be_added_changed_and_removed_and_history_tells_it(bwi: Route, leader_client: Client) -> None:
    save_seen(
        leader_client,
        reverse("fact_add", args=[bwi.pk, 1, "goals"]),
        {"title": "Minder reistijd", "indicator": "minuten", "baseline": "50", "target": "30", "year": "2029"},
    )
    goal = Goal.objects.get(route=bwi, title="Minder reistijd")
    url = reverse("fact_edit", args=[bwi.pk, 1, "goals", goal.pk])
    save_seen(leader_client, url, posted(leader_client.get(url).context["form"]) | {"target": "25"})
    goal.refresh_from_db()
    assert (goal.target, goal.version) == ("25", 2)
    save_seen(leader_client, reverse("fact_delete", args=[bwi.pk, 1, "goals", goal.pk]), {"version": goal.version})
    assert not Goal.objects.filter(pk=goal.pk).exists()
    rows = list(HistoryEntry.objects.filter(scope=f"route:{bwi.pk}", step=1, subject__contains="Minder reistijd"))
    assert [row.verb for row in rows] == ["verwijderd", "gewijzigd", "toegevoegd"]
    assert rows[1].changes == [["Streefwaarde", "30", "25"]] or rows[1].changes[0][1:] == ["30", "25"]


def test_a_stale_edit_is_refused_with_both_versions_and_nothing_typed_is_lost(
    bwi: Route, leader_client: Client
) -> None:
    goal = Goal.objects.filter(route=bwi).order_by("pk")[0]
    url = reverse("fact_edit", args=[bwi.pk, 1, "goals", goal.pk])
    mine = posted(leader_client.get(url).context["form"]) | {"target": "mijn waarde"}
    other = client_of(bwi.members.filter(role="projectleider", partner__key="singelkwartier")[0].user)
    theirs = posted(other.get(url).context["form"]) | {"target": "hun waarde"}
    assert save_seen(other, url, theirs).status_code == 302

    answer = leader_client.post(url, mine)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "hun waarde" in text
    assert "mijn waarde" in text
    goal.refresh_from_db()
    assert goal.target == "hun waarde"

    again = posted(answer.context["form"])
    assert again["target"] == "mijn waarde"
    assert leader_client.post(url, again).status_code == 302
    goal.refresh_from_db()
    assert goal.target == "mijn waarde"


def test_a_text_is_guarded_too(bwi: Route, leader_client: Client) -> None:
    url = reverse("single_edit", args=[bwi.pk, 1, "purpose"])
    data = posted(leader_client.get(url).context["form"])
    Purpose.objects.get(route=bwi).save_version(int(data["version"]))
    assert leader_client.post(url, data | {"problem": "anders"}).status_code == 422


def test_a_choice_of_another_route_is_refused(bwi: Route, leader_client: Client) -> None:
    other = Route.objects.exclude(pk=bwi.pk)[0]
    kind = next(kind for _provider, kind in all_kinds() if kind.name == "contacts")
    assert isinstance(kind, FactKind)
    foreign = other.routepartner_set.all()[0]
    answer = leader_client.post(
        reverse("fact_add", args=[bwi.pk, 2, "contacts"]), {"partner": foreign.pk, "name": "X", "mandate": "onbekend"}
    )
    assert answer.status_code == 422
    assert "partner" in answer.context["form"].errors


def test_not_applicable_needs_a_reason_and_can_be_taken_back(bwi: Route, leader_client: Client) -> None:
    url = reverse("not_applicable", args=[bwi.pk, 7])
    from naadloos.routes.state import read_state

    item = read_state(bwi).step(7).open_evidence[0].key
    leader_client.post(url, {"item": item, "reason": "  "})
    assert item in {row.key for row in read_state(bwi).step(7).open_evidence}
    leader_client.post(url, {"item": item, "reason": "Er is nog geen meting mogelijk."})
    assert item not in {row.key for row in read_state(bwi).step(7).open_evidence}
    leader_client.post(url, {"item": item, "reason": ""})
    assert item in {row.key for row in read_state(bwi).step(7).open_evidence}
