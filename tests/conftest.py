"""What many tests need: a catalogue, people, organisations, and the demo as a realistic route."""

from contextlib import ExitStack
from pathlib import Path

import factories
import pytest
from django.db import connection
from django.test import Client
from helpers import client_of
from kept_demo import begun_with_kept, keep_demo, put_installation, shared_databases

from naadloos.collector import let_it_rest
from naadloos.organisations.models import User
from naadloos.routes.models import Route


@pytest.fixture(scope="session")
def kept_databases(
    pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory, django_db_modify_db_settings: None
) -> ExitStack:
    """What must stay open while the database is made: what an earlier run or another worker made is taken over."""
    during = ExitStack()
    creation = connection.creation
    if connection.vendor == "sqlite" and creation.is_in_memory_db(name := creation._get_test_db_name()):
        cache = getattr(pytestconfig, "cache", None)
        folder = cache.mkdir("databases") if cache else tmp_path_factory.getbasetemp().parent / "databases"
        during.enter_context(shared_databases(folder))
        during.enter_context(begun_with_kept(name))
    return during


@pytest.fixture(scope="session")
def django_db_setup(kept_databases: ExitStack, django_db_setup: None, django_db_blocker: object) -> None:
    """The demo is loaded once for all tests; each test works in a transaction that is rolled back."""
    with kept_databases, django_db_blocker.unblock():  # type: ignore[attr-defined]
        keep_demo()
    # As the server does.
    let_it_rest()


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
