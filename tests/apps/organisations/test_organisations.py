"""Accounts by invitation, organisations with checked numbers, demo people only in demo mode."""

from datetime import timedelta
from typing import Any

import factories
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from helpers import client_of

from naadloos.organisations import actions
from naadloos.organisations.models import Invitation, Membership, Organisation, User
from naadloos.routes.actions import invite_partner
from naadloos.routes.models import RouteMember, RoutePartner


def test_an_invited_person_makes_an_account_and_belongs_to_the_organisation(db: None) -> None:
    manager = factories.person()
    school = factories.organisation("vmbo", manager=manager)
    page = client_of(manager).post(
        reverse("organisation", args=[school.pk]), {"email": "Nieuw@Example.org", "role": "medewerker"}
    )
    link = page.context["link"]
    assert link in page.content.decode()
    client = Client()
    assert "Welkom bij" in client.get(link).content.decode()
    weak = client.post(link, {"name": "Nieuw Mens", "password": "kort"})
    assert weak.status_code == 422
    assert client.post(link, {"name": "Nieuw Mens", "password": "een zin die niemand raadt"}).status_code == 302
    user = User.objects.get(email="nieuw@example.org")
    assert Membership.objects.get(user=user).organisation == school
    assert "al gebruikt" in client.get(link).content.decode()


def test_the_token_is_not_kept(db: None) -> None:
    manager = factories.person()
    school = factories.organisation("vmbo", manager=manager)
    invitation, token = actions.invite(actor=manager, organisation=school, email="a@b.nl", role="medewerker")
    stored = Invitation.objects.filter(pk=invitation.pk).values()[0]
    assert token not in str(stored)


def test_an_invitation_is_for_one_address_once_and_not_for_ever(db: None) -> None:
    manager = factories.person()
    school = factories.organisation("vmbo", manager=manager)
    invitation, _token = actions.invite(actor=manager, organisation=school, email="a@b.nl", role="medewerker")
    with pytest.raises(ValidationError):
        actions.accept_invitation(invitation=invitation, user=factories.person())
    Invitation.objects.filter(pk=invitation.pk).update(expires_at=timezone.now() - timedelta(days=1))
    user = User.objects.create_user("a@b.nl", name="A")
    with pytest.raises(ValidationError):
        actions.accept_invitation(invitation=invitation, user=user)


def test_only_a_manager_invites(db: None) -> None:
    school = factories.organisation("vmbo")
    member = factories.person()
    Membership.objects.create(user=member, organisation=school)
    with pytest.raises(PermissionDenied):
        actions.invite(actor=member, organisation=school, email="a@b.nl", role="medewerker")


def test_an_invited_partner_takes_part_and_its_person_leads(db: None) -> None:
    leader = factories.person()
    route = factories.route(leader)
    partner = RoutePartner.objects.get(route=route, side="mbo")
    invitation, _token = invite_partner(actor=leader, route=route, partner=partner, email="mbo@example.org")
    user = User.objects.create_user("mbo@example.org", name="Mbo Mens")
    actions.accept_invitation(invitation=invitation, user=user)
    partner.refresh_from_db()
    assert partner.accepted_at
    assert RouteMember.objects.get(route=route, user=user).role == "projectleider"


@pytest.mark.parametrize("brin", ["12ab", "1AB", "12AB1", "ABCD"])
def test_a_wrong_brin_is_refused(db: None, brin: str) -> None:
    with pytest.raises(ValidationError):
        Organisation(name="X", kind="vmbo", brin=brin).full_clean()


def test_two_organisations_cannot_have_one_brin_even_past_the_form(db: None) -> None:
    Organisation.objects.create(name="A", kind="vmbo", brin="98ZZ")
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.create(name="B", kind="vmbo", brin="98ZZ")


def test_a_stale_organisation_edit_is_refused(db: None) -> None:
    manager = factories.person()
    school = factories.organisation("vmbo", manager=manager)
    client = client_of(manager)
    url = reverse("organisation_edit", args=[school.pk])
    data = {"name": "Nieuwe naam", "kind": "vmbo", "version": school.version}
    Organisation.objects.get(pk=school.pk).save_version(school.version)
    answer = client.post(url, data)
    assert answer.status_code == 422
    assert "Nieuwe naam" in answer.content.decode()


def test_demo_people_enter_only_in_demo_mode(db: None, settings: Any) -> None:
    person = User.objects.filter(is_demo=True)[0]
    client = Client()
    settings.DEMO = False
    assert client.post(reverse("demo_login", args=[person.pk])).status_code == 404
    assert person.name not in client.get(reverse("home")).content.decode()
    settings.DEMO = True
    assert client.post(reverse("demo_login", args=[person.pk])).status_code == 302
    assert client.get(reverse("route_list")).status_code == 200


def test_a_real_person_cannot_be_entered_without_password(db: None, settings: Any) -> None:
    settings.DEMO = True
    real = factories.person()
    assert Client().post(reverse("demo_login", args=[real.pk])).status_code == 404


def test_log_in_by_email_and_password(db: None) -> None:
    user = factories.person()
    client = Client()
    answer = client.post(reverse("account_login"), {"login": user.email, "password": "een lange zin als wachtwoord"})
    assert answer.status_code == 302
    assert client.get(reverse("route_list")).status_code == 200


def test_nobody_signs_up_without_invitation(db: None) -> None:
    answer = Client().get(reverse("account_signup"))
    assert "Alleen op uitnodiging" in answer.content.decode()
