"""What many tests need: a catalogue, people, organisations, and the demo as a realistic route."""

from pathlib import Path

import factories
import pytest
from django.core.management import call_command
from django.test import Client
from helpers import client_of
from kept_demo import keep_demo, put_installation

from naadloos.organisations.models import User
from naadloos.routes.models import Route


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: object) -> None:
    """The demo is loaded once for all tests; each test works in a transaction that is rolled back."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        call_command("migrate", verbosity=0)
        keep_demo()


@pytest.fixture
def bwi(db: None) -> Route:
    """The rich demo route."""
    return Route.objects.get(name__startswith="Bouwroute")


@pytest.fixture
def leader(db: None) -> User:
    return User.objects.get(email="m.dekker@dewaterlijn.example")


@pytest.fixture
def outsider(db: None) -> User:
    return factories.person("Buiten Staander")


@pytest.fixture
def leader_client(leader: User) -> Client:
    return client_of(leader)


@pytest.fixture
def installation(tmp_path: Path, django_db_setup: None) -> Path:
    """A data folder in which the product has been started once, for commands in a process of their own."""
    folder = tmp_path / "data"
    put_installation(folder)
    return folder
