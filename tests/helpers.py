"""What tests in every folder use."""

from pathlib import Path
from unittest import mock

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_tasks_db.management.commands import db_worker

from naadloos.jobs.runner import beat_in_thread
from naadloos.jobs.worker import run_waiting
from naadloos.organisations.models import User

ROOT = Path(__file__).parents[1]


def client_of(user: User) -> Client:
    """A browser without pages in which this person is logged in."""
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def run_jobs() -> None:
    """Do what waits for a worker, here and now.

    A worker gives its connection back between jobs. Here it is the one that the transaction of the test is in, and
    PostgreSQL would lose that; Django's own client for tests keeps it in the same way.
    """
    token = beat_in_thread.set(False)
    try:
        with mock.patch.object(db_worker, "close_old_connections"):
            run_waiting()
    finally:
        beat_in_thread.reset(token)


def queries_of(client: Client, address: str) -> int:
    """How many queries a page takes, once what is remembered between pages is there."""
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)
