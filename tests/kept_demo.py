"""The demo as it was loaded once, put back in a moment: to load it anew takes seconds for each test in a browser."""

import sqlite3

from django.contrib.contenttypes.models import ContentType
from django.db import connection

from naadloos.demo.load import load_demo

_kept: list[sqlite3.Connection] = []


def keep_demo() -> None:
    """Load the demo and remember the database, where the database can be copied."""
    load_demo()
    if connection.vendor == "sqlite":
        _kept.append(sqlite3.connect(":memory:", check_same_thread=False))
        connection.connection.backup(_kept[0])


def put_demo() -> None:
    """Make the database what it was when the demo had just been loaded."""
    if not _kept:
        load_demo()
        return
    connection.ensure_connection()
    _kept[0].backup(connection.connection)
    ContentType.objects.clear_cache()
