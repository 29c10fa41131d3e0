"""What the worker does by itself every day: remove pupils whose time has come."""

from django.utils.timezone import localdate

from naadloos.execution import group_actions
from naadloos.jobs.registry import register_daily


def _remove_due() -> None:
    group_actions.remove_due(localdate())


def register() -> None:
    register_daily(_remove_due)
