"""Before a change is saved, people see which agreements it takes away; partners may say that it does not touch them."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from helpers import client_of

from naadloos.routes import actions
from naadloos.routes.impact import foresee
from naadloos.routes.models import ChangeMark, Goal, Route, RouteMember, Snapshot
from naadloos.routes.registry import provider_of
from naadloos.routes.state import Status, read_state

WARNING = "Nog niet opgeslagen: dit raakt een akkoord"


def goal_of(route: Route) -> Goal:
    return Goal.objects.filter(route=route).order_by("pk")[0]


def typed(goal: Goal, target: str) -> dict[str, str]:
    fields = ("title", "indicator", "baseline", "year", "version")
    return {name: str(getattr(goal, name) or "") for name in fields} | {"target": target}


def form_of(route: Route, goal: Goal) -> str:
    return reverse("fact_edit", args=[route.pk, 1, "goals", goal.pk])


def test_the_page_first_tells_what_becomes_stale_and_who_must_look_again(bwi: Route, leader_client: Client) -> None:
    goal = goal_of(bwi)
    answer = leader_client.post(form_of(bwi, goal), typed(goal, "een andere belofte"))
    page = answer.content.decode()
    assert WARNING in page
    assert "Stap 1, Bepaal doel en doelgroep" in page
    waiting = page[page.index("Opnieuw kijken:") :][:300]
    for partner in ("De Waterlijn", "ROC Singelkwartier", "Vakschool Wilgenwerf"):
        assert partner in waiting
    assert "artikel 1 Doel en visie" in page
    assert "een andere belofte" in page, "nothing typed is lost"
    goal.refresh_from_db()
    assert goal.target != "een andere belofte"
    assert read_state(bwi).step(1).status == Status.APPROVED

    seen = answer.context["impact"].mark
    saved = leader_client.post(form_of(bwi, goal), typed(goal, "een andere belofte") | {"gezien": seen})
    assert saved.status_code == 302
    goal.refresh_from_db()
    assert goal.target == "een andere belofte"
    assert read_state(bwi).step(1).status == Status.STALE


def test_who_confirmed_one_impact_did_not_confirm_another(bwi: Route, leader_client: Client) -> None:
    goal = goal_of(bwi)
    page = leader_client.post(form_of(bwi, goal), typed(goal, "een andere belofte") | {"gezien": "0123456789abcdef"})
    assert WARNING in page.content.decode()
    goal.refresh_from_db()
    assert goal.target != "een andere belofte"


def test_a_change_that_touches_no_agreement_is_saved_at_once(bwi: Route, leader_client: Client) -> None:
    goal = goal_of(bwi)
    assert leader_client.post(form_of(bwi, goal), typed(goal, goal.target)).status_code == 302
    new = reverse("fact_add", args=[bwi.pk, 4, "actions"])
    assert leader_client.post(new, {"title": "Lokaal reserveren", "status": "open", "version": "0"}).status_code == 302


def test_removing_a_fact_is_foreseen_too(bwi: Route, leader_client: Client) -> None:
    goal = goal_of(bwi)
    address = reverse("fact_delete", args=[bwi.pk, 1, "goals", goal.pk])
    page = leader_client.post(address, {"version": goal.version})
    assert WARNING in page.content.decode()
    assert Goal.objects.filter(pk=goal.pk).exists()
    mark = page.context["impact"].mark
    assert leader_client.post(address, {"version": goal.version, "gezien": mark}).status_code == 302
    assert not Goal.objects.filter(pk=goal.pk).exists()


def test_a_refused_change_is_refused_as_always(bwi: Route) -> None:
    def refuse() -> None:
        raise ValidationError("nee")

    with pytest.raises(ValidationError):
        foresee(bwi, refuse)


def test_the_statuses_kept_with_the_route_stay_as_they_were(bwi: Route) -> None:
    before = dict(bwi.statuses)

    def change() -> None:
        goal_of(bwi).delete()
        actions.refresh_statuses(bwi)

    assert foresee(bwi, change) is not None
    assert bwi.statuses == before == Route.objects.get(pk=bwi.pk).statuses


# -- "raakt de afspraak niet" ----------------------------------------------------------------------


@pytest.fixture
def changed(bwi: Route) -> Route:
    """A route whose first step was agreed and then changed."""
    goal = goal_of(bwi)
    goal.target = f"{goal.target} (gemeten in juni)"
    goal.save()
    actions.refresh_statuses(bwi)
    return bwi


def say(route: Route, key: str, reason: str = "Alleen de maand is toegevoegd.") -> ChangeMark:
    member = RouteMember.objects.get(route=route, partner__key=key, role=provider_of(1).approver)
    return actions.mark_untouched(
        actor=member.user,
        route=route,
        provider=provider_of(1),
        partner=member.partner,
        seen=read_state(route).step(1).fingerprint,
        reason=reason,
    )


def test_an_agreement_holds_again_when_every_partner_says_so(changed: Route) -> None:
    say(changed, "waterlijn")
    say(changed, "singelkwartier")
    assert read_state(changed).step(1).status == Status.STALE, "one partner has not said it"
    say(changed, "wilgenwerf")
    assert read_state(changed).step(1).status == Status.APPROVED
    assert changed.statuses["1"] == "vastgesteld"
    assert Snapshot.objects.filter(route=changed, step=1).count() == 1, "no new version was agreed"


def test_what_was_said_counts_for_that_content_only(changed: Route) -> None:
    for key in ("waterlijn", "singelkwartier", "wilgenwerf"):
        say(changed, key)
    goal = goal_of(changed)
    goal.target = "iets heel anders"
    goal.save()
    assert read_state(changed).step(1).status == Status.STALE


def test_a_reason_is_needed_and_only_who_may_agree_may_say_it(changed: Route) -> None:
    with pytest.raises(ValidationError):
        say(changed, "waterlijn", "  ")
    outsider = RouteMember.objects.filter(route=changed, role="docent")[0]
    with pytest.raises(PermissionDenied):
        actions.mark_untouched(
            actor=outsider.user,
            route=changed,
            provider=provider_of(1),
            partner=outsider.partner,
            seen=read_state(changed).step(1).fingerprint,
            reason="Ik vind van niet.",
        )


def test_it_cannot_be_said_twice_nor_of_what_was_not_read(changed: Route) -> None:
    say(changed, "waterlijn")
    with pytest.raises(ValidationError):
        say(changed, "waterlijn")
    member = RouteMember.objects.get(route=changed, partner__key="singelkwartier", role=provider_of(1).approver)
    with pytest.raises(actions.ChangedMeanwhileError):
        actions.mark_untouched(
            actor=member.user,
            route=changed,
            provider=provider_of(1),
            partner=member.partner,
            seen="0" * 64,
            reason="Gezien.",
        )


def test_the_page_asks_it_and_shows_what_was_said(changed: Route, leader_client: Client) -> None:
    member = RouteMember.objects.get(route=changed, partner__key="waterlijn", role=provider_of(1).approver)
    client = client_of(member.user)
    address = reverse("route_step", args=[changed.pk, 1])
    page = client.get(address)
    assert "Raakt deze wijziging de afspraak?" in page.content.decode()
    client.post(
        reverse("change_untouched", args=[changed.pk, 1, member.partner_id]),
        {"fingerprint": page.context["step_state"].fingerprint, "reason": "Alleen de maand."},
    )
    shown = leader_client.get(address).content.decode()
    assert "Alleen de maand." in shown
    assert "heeft dit nog niet gezegd" in shown
