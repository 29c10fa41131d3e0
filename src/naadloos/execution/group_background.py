"""What the worker does by itself every day: remove pupils whose time has come."""

from django.utils.timezone import localdate

from naadloos.execution import bpv_keeping, group_actions
from naadloos.jobs.registry import register_daily


def _remove_due() -> None:
    today = localdate()
    group_actions.remove_due(today)
    bpv_keeping.remove_due(today)


def register() -> None:
    register_daily(_remove_due)
