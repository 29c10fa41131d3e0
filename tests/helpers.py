"""What tests in every folder use."""

from pathlib import Path

from django.test import Client

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
    """Do what waits for a worker, here and now."""
    token = beat_in_thread.set(False)
    try:
        run_waiting()
    finally:
        beat_in_thread.reset(token)
