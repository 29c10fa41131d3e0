"""Who may change the catalogue of an installation."""

from typing import Any

import factories
import pytest
from django.core.exceptions import ValidationError
from helpers import client_of

from naadloos import cli
from naadloos.curriculum import actions
from naadloos.curriculum.models import CatalogueManager
from naadloos.organisations.models import Membership, Organisation, User

MAY = "curriculum.change_catalogue"


@pytest.fixture
def manager(db: None) -> User:
    user = factories.person("Bea Heerder")
    factories.organisation("mbo", manager=user)
    return user


def test_in_the_demo_a_manager_may(manager: User, settings: Any) -> None:
    assert settings.DEMO
    assert manager.has_perm(MAY)
    assert client_of(manager).get("/curriculum/inlezen/").status_code == 200


def test_among_more_organisations_a_manager_may_not_and_reads_why(manager: User, settings: Any) -> None:
    settings.DEMO = False
    assert Organisation.objects.count() > 1
    assert not manager.has_perm(MAY)
    visitor = client_of(manager)
    assert visitor.get("/curriculum/inlezen/").status_code == 403
    page = visitor.get("/curriculum/").content.decode()
    assert "/curriculum/inlezen/" not in page
    assert "catalogusbeheerder" in page


def test_where_there_is_one_organisation_its_manager_may(
    manager: User, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DEMO = False
    only = Organisation.objects.filter(memberships__user=manager)
    monkeypatch.setattr(Organisation, "objects", only)
    assert manager.has_perm(MAY)
    member = factories.person()
    Membership.objects.create(user=member, organisation=only.get())
    assert not member.has_perm(MAY)


def test_whoever_got_the_task_may_without_managing_anything(outsider: User, settings: Any) -> None:
    settings.DEMO = False
    assert not outsider.has_perm(MAY)
    CatalogueManager.objects.create(user=outsider)
    assert outsider.has_perm(MAY)
    assert "catalogusbeheerder" not in client_of(outsider).get("/curriculum/").content.decode()
    outsider.is_active = False
    assert not outsider.has_perm(MAY)


@pytest.mark.parametrize("name", ["is_staff", "is_superuser"])
def test_whoever_runs_the_installation_may(outsider: User, settings: Any, name: str) -> None:
    settings.DEMO = False
    setattr(outsider, name, True)
    outsider.save()
    assert outsider.has_perm(MAY)


def test_the_task_is_given_once_and_taken_back(outsider: User) -> None:
    assert actions.set_catalogue_manager(email=f" {outsider.email.upper()}")
    assert not actions.set_catalogue_manager(email=outsider.email)
    assert CatalogueManager.objects.get().user == outsider
    assert actions.set_catalogue_manager(email=outsider.email, given=False)
    assert not actions.set_catalogue_manager(email=outsider.email, given=False)
    with pytest.raises(ValidationError, match="geen account"):
        actions.set_catalogue_manager(email="niemand@example.org")


def test_the_terminal_gives_lists_and_takes(outsider: User, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    monkeypatch.setattr(cli, "_ready", lambda: None)

    def said(*words: str) -> str:
        options = cli.parser().parse_args(["catalogue-manager", *words])
        options.run(options)
        return str(capsys.readouterr().out)

    assert "beheert nu de catalogus" in said(outsider.email)
    assert outsider.email in said()
    assert "niet meer" in said(outsider.email, "--remove")
    assert said() == ""
    with pytest.raises(cli.CommandError, match="geen account"):
        said("niemand@example.org")
