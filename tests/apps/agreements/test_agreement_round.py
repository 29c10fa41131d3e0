"""The round along the partners: order, raden, refusal, deputies, reminders, and a partner that stops."""

from datetime import timedelta

import factories
import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from helpers import client_of

from naadloos.agreements.models import AgreementTerm, ApprovalTurn, Clause, Consultation, SignedAgreement
from naadloos.organisations.models import HistoryEntry, Membership, User
from naadloos.routes import actions, deputies
from naadloos.routes.models import Approval, Contact, Refusal, Reminder, Route, RouteMember, RoutePartner
from naadloos.routes.mywork import my_work
from naadloos.routes.registry import provider_of
from naadloos.routes.rules import routes_for
from naadloos.routes.state import Status, read_state


def board_of(route: Route, partner: str) -> RouteMember:
    return RouteMember.objects.get(route=route, role="bestuurder", partner__key=partner)


def fingerprint(route: Route) -> str:
    return read_state(route).step(9).fingerprint


def approve(route: Route, partner: str, user: User | None = None, seen: str = "") -> Approval:
    member = board_of(route, partner)
    return actions.approve(
        actor=user or member.user,
        route=route,
        provider=provider_of(9),
        partner=member.partner,
        seen=seen or fingerprint(route),
    )


def refuse(route: Route, partner: str, reason: str) -> Refusal:
    member = board_of(route, partner)
    return actions.refuse(
        actor=member.user,
        route=route,
        provider=provider_of(9),
        partner=member.partner,
        seen=fingerprint(route),
        reason=reason,
    )


def step_page(client: Client, route: Route) -> str:
    return client.get(reverse("route_step", args=[route.pk, 9])).content.decode()


def colleague(route: Route, partner: str, name: str = "Plaatsvervangend Bestuurder") -> User:
    user = factories.person(name)
    organisation = RoutePartner.objects.get(route=route, key=partner).organisation
    Membership.objects.create(user=user, organisation=organisation, role=Membership.Role.MEMBER)
    return user


# -- order and raden -------------------------------------------------------------------------------


def test_a_partner_waits_for_its_turn(bwi: Route) -> None:
    with pytest.raises(ValidationError, match="Eerst is De Waterlijn aan de beurt"):
        approve(bwi, "singelkwartier")
    page = step_page(client_of(board_of(bwi, "singelkwartier").user), bwi)
    assert "Eerst is De Waterlijn aan de beurt." in page
    assert "Stel vast namens ROC Singelkwartier" not in page
    approve(bwi, "waterlijn")
    assert approve(bwi, "singelkwartier").snapshot.number == 1


def test_the_same_turn_binds_nobody(bwi: Route) -> None:
    ApprovalTurn.objects.filter(route=bwi).update(turn=3)
    approve(bwi, "singelkwartier")


def test_consent_that_was_refused_stops_that_partner_and_an_advice_against_does_not(bwi: Route) -> None:
    Consultation.objects.filter(route=bwi, matter="mr-samenwerking").update(outcome="negatief")
    Consultation.objects.filter(route=bwi, matter="mr-bekostiging").update(outcome="negatief")
    with pytest.raises(ValidationError, match="Een raad stemt niet in"):
        approve(bwi, "waterlijn")
    Consultation.objects.filter(route=bwi, matter="mr-bekostiging").update(outcome="positief")
    approve(bwi, "waterlijn")


def test_what_happens_around_the_agreement_voids_no_agreement(bwi: Route) -> None:
    before = fingerprint(bwi)
    Consultation.objects.filter(route=bwi, matter="sr-samenwerking").update(outcome="positief")
    ApprovalTurn.objects.filter(route=bwi).delete()
    assert fingerprint(bwi) == before


def test_the_database_holds_the_dates_in_order(bwi: Route) -> None:
    row = Consultation.objects.filter(route=bwi, matter="mr-samenwerking")
    with pytest.raises(IntegrityError), transaction.atomic():
        row.update(answered_on="2026-01-01")
    with pytest.raises(IntegrityError), transaction.atomic():
        ApprovalTurn.objects.filter(route=bwi).update(turn=0)
    with pytest.raises(IntegrityError), transaction.atomic():
        AgreementTerm.objects.filter(route=bwi).update(renew_by="2040-01-01")


# -- refusal ---------------------------------------------------------------------------------------


def test_a_refusal_is_seen_with_its_reason_until_the_partner_agrees(bwi: Route, leader_client: Client) -> None:
    member = board_of(bwi, "waterlijn")
    client_of(member.user).post(
        reverse("refuse_step", args=[bwi.pk, 9, member.partner_id]),
        {"fingerprint": fingerprint(bwi), "reason": "Het bedrag in artikel 8 is te hoog."},
    )
    page = step_page(leader_client, bwi)
    assert "Niet akkoord (" in page
    assert "Het bedrag in artikel 8 is te hoog." in page
    assert read_state(bwi).step(9).status == Status.COMPLETE
    assert HistoryEntry.objects.filter(verb="niet akkoord", step=9).exists()
    approve(bwi, "waterlijn")
    assert all(slot.refusal is None for slot in read_state(bwi).step(9).slots)
    assert "Niet akkoord (" not in step_page(leader_client, bwi)


def test_a_refusal_is_about_one_content(bwi: Route) -> None:
    refuse(bwi, "waterlijn", "Dit niet.")
    AgreementTerm.objects.filter(route=bwi).update(ends_on="2033-07-31")
    slots = {slot.partner.key: slot for slot in read_state(bwi).step(9).slots}
    assert slots["waterlijn"].refusal is None


def test_a_refusal_has_a_reason_a_right_and_one_time(bwi: Route, leader: User) -> None:
    with pytest.raises(ValidationError):
        refuse(bwi, "waterlijn", "  ")
    partner = board_of(bwi, "waterlijn").partner
    with pytest.raises(PermissionDenied):
        actions.refuse(
            actor=leader, route=bwi, provider=provider_of(9), partner=partner, seen=fingerprint(bwi), reason="Nee."
        )
    refuse(bwi, "waterlijn", "Dit niet.")
    with pytest.raises(ValidationError, match="al gezegd"):
        refuse(bwi, "waterlijn", "Nog eens.")
    approve(bwi, "waterlijn")
    with pytest.raises(ValidationError, match="al akkoord"):
        refuse(bwi, "waterlijn", "Toch niet.")


def test_nobody_refuses_what_they_did_not_read(bwi: Route) -> None:
    member = board_of(bwi, "waterlijn")
    with pytest.raises(actions.ChangedMeanwhileError):
        actions.refuse(
            actor=member.user, route=bwi, provider=provider_of(9), partner=member.partner, seen="oud", reason="Nee."
        )


# -- bad input -------------------------------------------------------------------------------------


def test_approval_by_someone_without_power_is_refused(bwi: Route, leader: User) -> None:
    with pytest.raises(PermissionDenied):
        approve(bwi, "waterlijn", leader)
    with pytest.raises(PermissionDenied):
        approve(bwi, "waterlijn", board_of(bwi, "singelkwartier").user)


def test_a_double_click_gives_one_agreement_and_says_so(bwi: Route) -> None:
    member = board_of(bwi, "waterlijn")
    client, url = client_of(member.user), reverse("approve_step", args=[bwi.pk, 9, member.partner_id])
    seen = fingerprint(bwi)
    client.post(url, {"fingerprint": seen})
    second = client.post(url, {"fingerprint": seen}, follow=True).content.decode()
    assert "Deze inhoud is namens deze partner al vastgesteld." in second
    assert Approval.objects.filter(route=bwi, snapshot__step=9).count() == 1


def test_who_has_no_mandate_by_what_the_route_says_does_not_sign(bwi: Route) -> None:
    member = board_of(bwi, "waterlijn")
    contact = Contact.objects.get(route=bwi, name=member.user.name)
    Contact.objects.filter(pk=contact.pk).update(mandate="nee")
    with pytest.raises(ValidationError, match="geen mandaat"):
        approve(bwi, "waterlijn")
    Contact.objects.filter(pk=contact.pk).update(mandate="ja")
    approve(bwi, "waterlijn")


def test_a_race_that_both_pass_the_check_ends_in_words(bwi: Route, monkeypatch: pytest.MonkeyPatch) -> None:
    approve(bwi, "waterlijn")
    monkeypatch.setattr(Approval, "full_clean", lambda self: None)
    with pytest.raises(ValidationError, match="al vastgesteld"):
        approve(bwi, "waterlijn")
    assert Approval.objects.filter(route=bwi, snapshot__step=9).count() == 1


def test_two_agreements_at_once_cannot_both_be_kept(bwi: Route) -> None:
    """What the form checks the database holds too: two requests at the same moment pass the form together."""
    given = approve(bwi, "waterlijn")
    with pytest.raises(IntegrityError), transaction.atomic():
        Approval.objects.create(
            route=bwi,
            snapshot=given.snapshot,
            partner=given.partner,
            role=given.role,
            user=given.user,
            user_name=given.user_name,
        )


# -- deputies --------------------------------------------------------------------------------------


def test_a_deputy_agrees_for_another_and_the_agreement_says_so(bwi: Route) -> None:
    member, deputy, today = board_of(bwi, "waterlijn"), colleague(bwi, "waterlijn"), timezone.localdate()
    with pytest.raises(PermissionDenied):
        approve(bwi, "waterlijn", deputy)
    answer = client_of(member.user).post(
        reverse("deputy_name", args=[bwi.pk, member.pk]),
        {"user": deputy.pk, "starts_on": today.isoformat(), "ends_on": (today + timedelta(days=7)).isoformat()},
    )
    assert answer.status_code == 302
    deputy = User.objects.get(pk=deputy.pk)
    assert any("akkoord op stap 9" in each.what for each in my_work(deputy, today).approvals)
    given = approve(bwi, "waterlijn", deputy)
    assert given.deputy_for == member.user.name
    assert f"als vervanger van {member.user.name}" in step_page(client_of(member.user), bwi)


@pytest.mark.parametrize(("start", "end"), [(1, 9), (-9, -1)])
def test_a_deputy_has_no_power_before_or_after(bwi: Route, start: int, end: int) -> None:
    member, deputy, today = board_of(bwi, "waterlijn"), colleague(bwi, "waterlijn"), timezone.localdate()
    deputies.name_deputy(
        actor=member.user,
        member=member,
        user=deputy,
        starts_on=today + timedelta(days=start),
        ends_on=today + timedelta(days=end),
    )
    with pytest.raises(PermissionDenied):
        approve(bwi, "waterlijn", deputy)


def test_a_deputy_who_left_the_organisation_has_no_power(bwi: Route) -> None:
    member, deputy, today = board_of(bwi, "waterlijn"), colleague(bwi, "waterlijn"), timezone.localdate()
    deputies.name_deputy(actor=member.user, member=member, user=deputy, starts_on=today, ends_on=today)
    Membership.objects.filter(user=deputy).delete()
    with pytest.raises(PermissionDenied):
        approve(bwi, "waterlijn", deputy)


def test_power_is_handed_on_only_by_its_holder_within_the_organisation(bwi: Route) -> None:
    member, today = board_of(bwi, "waterlijn"), timezone.localdate()
    stranger = board_of(bwi, "singelkwartier").user
    days = {"starts_on": today, "ends_on": today}
    with pytest.raises(PermissionDenied):
        deputies.name_deputy(actor=stranger, member=member, user=stranger, **days)
    with pytest.raises(ValidationError, match="dezelfde organisatie"):
        deputies.name_deputy(actor=member.user, member=member, user=stranger, **days)
    deputy = deputies.name_deputy(actor=member.user, member=member, user=colleague(bwi, "waterlijn"), **days)
    with pytest.raises(PermissionDenied):
        deputies.end_deputy(actor=stranger, deputy=deputy)
    deputies.end_deputy(actor=member.user, deputy=deputy)
    assert not member.deputies.exists()


# -- reminders -------------------------------------------------------------------------------------


def test_a_reminder_goes_to_those_who_agree_and_once_a_day(bwi: Route, leader_client: Client) -> None:
    member = board_of(bwi, "waterlijn")
    url = reverse("partner_remind", args=[bwi.pk, 9, member.partner_id])
    page = leader_client.post(url, follow=True).content.decode()
    assert f"Herinnering gestuurd aan {member.user.name}" in page
    (sent,) = mail.outbox
    assert sent.to == [member.user.email]
    assert reverse("route_step", args=[bwi.pk, 9]) in sent.body
    assert "herinnerd op" in step_page(leader_client, bwi)
    assert "Vandaag is al een herinnering gestuurd." in leader_client.post(url, follow=True).content.decode()
    assert len(mail.outbox) == 1
    assert Reminder.objects.count() == 1


def test_who_waits_for_another_or_agreed_is_not_reminded(bwi: Route, leader_client: Client) -> None:
    later = board_of(bwi, "singelkwartier").partner_id
    leader_client.post(reverse("partner_remind", args=[bwi.pk, 9, later]))
    approve(bwi, "waterlijn")
    leader_client.post(reverse("partner_remind", args=[bwi.pk, 9, board_of(bwi, "waterlijn").partner_id]))
    assert mail.outbox == []


# -- end and renewal -------------------------------------------------------------------------------


def test_the_end_of_the_agreement_is_watched(bwi: Route, leader: User) -> None:
    today = timezone.localdate()
    AgreementTerm.objects.filter(route=bwi).update(
        starts_on=today - timedelta(days=400),
        renew_by=today + timedelta(days=100),
        ends_on=today + timedelta(days=600),
    )
    said = [each.what for each in my_work(leader, today).dates]
    assert "besluit of de overeenkomst wordt verlengd" in said
    assert "de overeenkomst loopt af" not in said, "too far away"
    AgreementTerm.objects.filter(route=bwi).update(renew_by=today - timedelta(days=1))
    late = [each for each in my_work(leader, today).dates if each.late and each.route == str(bwi)]
    assert [each.what for each in late] == ["besluit of de overeenkomst wordt verlengd"]


# -- a partner that stops --------------------------------------------------------------------------


def test_a_partner_that_stops_loses_its_rights_and_voids_what_was_agreed(bwi: Route, leader: User) -> None:
    approve(bwi, "waterlijn")
    approve(bwi, "singelkwartier")
    partner = RoutePartner.objects.get(route=bwi, key="wilgenwerf")
    people = list(User.objects.filter(memberships__organisation=partner.organisation))
    manager = User.objects.get(memberships__organisation=partner.organisation, memberships__role="beheerder")
    answer = client_of(manager).post(
        reverse("partner_leave", args=[bwi.pk, partner.pk]), {"reason": "Te weinig leerlingen."}
    )
    assert answer.status_code == 302
    bwi.refresh_from_db()
    step = read_state(bwi).step(9)
    assert {slot.partner.key for slot in step.slots} == {"waterlijn", "singelkwartier"}
    assert step.status == Status.STALE
    assert all(not routes_for(user).filter(pk=bwi.pk).exists() for user in people)
    assert Approval.objects.filter(route=bwi, partner=partner).exists(), "what it agreed with stays"
    assert "Te weinig leerlingen." in str(HistoryEntry.objects.get(verb="doet niet meer mee").changes)


def test_who_may_not_stop_for_a_partner(bwi: Route, leader: User) -> None:
    partner = RoutePartner.objects.get(route=bwi, key="wilgenwerf")
    with pytest.raises(PermissionDenied):
        deputies.leave(actor=leader, route=bwi, partner=partner, reason="Weg.")
    manager = User.objects.get(memberships__organisation=partner.organisation, memberships__role="beheerder")
    with pytest.raises(ValidationError, match="waarom"):
        deputies.leave(actor=manager, route=bwi, partner=partner, reason=" ")
    RouteMember.objects.filter(route=bwi, role="projectleider").exclude(partner=partner).delete()
    RouteMember.objects.get_or_create(route=bwi, user=manager, partner=partner, role="projectleider")
    with pytest.raises(ValidationError, match="projectleider"):
        deputies.leave(actor=manager, route=bwi, partner=partner, reason="Weg.")


# -- an agreement covers words ---------------------------------------------------------------------


def test_a_fact_that_no_article_names_voids_no_agreement(bwi: Route) -> None:
    approve(bwi, "waterlijn")
    contact = Contact.objects.filter(route=bwi).exclude(email="")[0]
    contact.email = "een.ander@adres.example"
    contact.save()
    state = read_state(bwi)
    slots = {slot.partner.key: slot for slot in state.step(9).slots}
    assert slots["waterlijn"].holds
    assert state.step(2).status == Status.STALE, "the step of the fact itself asks again"
    given = approve(bwi, "singelkwartier")
    assert given.snapshot.number == 1, "the same words are the same version"
    assert approve(bwi, "wilgenwerf").snapshot == given.snapshot
    assert read_state(bwi).step(9).status == Status.APPROVED
    assert SignedAgreement.objects.get().snapshot == given.snapshot


def test_one_word_in_one_article_voids_it(bwi: Route) -> None:
    approve(bwi, "waterlijn")
    clause = Clause.objects.get(route=bwi, subject="h")
    clause.text += " Altijd."
    clause.save()
    slots = {slot.partner.key: slot for slot in read_state(bwi).step(9).slots}
    assert slots["waterlijn"].stale
