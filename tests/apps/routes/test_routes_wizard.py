"""A new route in four pages."""

from typing import Any

import factories
from django.urls import reverse
from helpers import client_of

from naadloos.organisations.models import Invitation, Organisation
from naadloos.routes.models import Route, RouteMember

PAGES: list[dict[str, Any]] = [
    {"name": "Bouwen aan de Maas", "type": "DLR"},
    {"own_side": "vmbo", "name_1": "ROC Maasoever", "side_1": "mbo", "email_1": "rik@maasoever.example"},
    {"profiles": ["BWI"], "leerwegen": ["bb"]},
    {"qualifications": ["25786"], "leertraject": "BOL", "years": "4", "start_year": "2027"},
]


def test_four_pages_make_a_route_with_an_invitation(db: None) -> None:
    leader = factories.person()
    own = factories.organisation("vmbo", manager=leader)
    client = client_of(leader)
    for number, data in enumerate(PAGES, start=1):
        extra = {"own": own.pk} if number == 2 else {}
        answer = client.post(reverse("new_route", args=[number]), data | extra)
        assert answer.status_code == 302, answer.context["form"].errors
    route = Route.objects.get(name="Bouwen aan de Maas")
    assert {partner.organisation.name for partner in route.routepartner_set.all()} == {own.name, "ROC Maasoever"}
    assert [str(cohort) for cohort in route.cohort_set.all()] == ["2027"]
    assert RouteMember.objects.get(route=route).role == "projectleider"
    page = client.get(answer["Location"]).content.decode()
    assert "/uitnodiging/" in page
    assert Invitation.objects.get(email="rik@maasoever.example").organisation.name == "ROC Maasoever"


def test_nothing_typed_is_lost_on_error_or_when_going_back(db: None) -> None:
    leader = factories.person()
    factories.organisation("vmbo", manager=leader)
    client = client_of(leader)
    wrong = client.post(reverse("new_route", args=[2]), {"name_1": "ROC Verweg", "brin_1": "XX"})
    assert wrong.status_code == 422
    assert "ROC Verweg" in wrong.content.decode()
    assert "Een BRIN heeft twee cijfers" in wrong.content.decode()
    client.post(reverse("new_route", args=[1]), PAGES[0])
    assert "Bouwen aan de Maas" in client.get(reverse("new_route", args=[1])).content.decode()
    assert "ROC Verweg" in client.get(reverse("new_route", args=[2])).content.decode()


def test_the_last_page_sends_back_to_what_is_missing(db: None) -> None:
    leader = factories.person()
    factories.organisation("vmbo", manager=leader)
    client = client_of(leader)
    answer = client.post(reverse("new_route", args=[4]), PAGES[3])
    assert answer["Location"] == reverse("new_route", args=[1])
    assert not Route.objects.filter(created_by=leader).exists()


def test_a_known_organisation_is_recognised(db: None) -> None:
    leader = factories.person()
    own = factories.organisation("vmbo", manager=leader)
    client = client_of(leader)
    pages = [dict(page) for page in PAGES]
    pages[1] = {"own": own.pk, "own_side": "vmbo", "name_1": "roc singelkwartier", "side_1": "mbo"}
    before = Organisation.objects.count()
    for number, data in enumerate(pages, start=1):
        client.post(reverse("new_route", args=[number]), data)
    assert Organisation.objects.count() == before
    assert Route.objects.get(name="Bouwen aan de Maas").routepartner_set.filter(side="mbo")[0].accepted_at is None
