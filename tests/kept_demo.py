"""Databases that were made once and are put in place in a moment: to make them anew takes seconds for each test."""

import sqlite3
from contextlib import closing
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.db import connection

from naadloos.demo.load import load_demo

_kept: dict[str, sqlite3.Connection] = {}


def _keep(name: str) -> None:
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        _kept[name] = sqlite3.connect(":memory:", check_same_thread=False)
        connection.connection.backup(_kept[name])


def keep_demo() -> None:
    """Load the demo, and remember the database as it was before and after, where it can be copied."""
    _keep("empty")
    load_demo()
    _keep("demo")


def put_demo() -> None:
    """Make the database of the tests what it was when the demo had just been loaded."""
    if "demo" not in _kept:
        load_demo()
        return
    connection.ensure_connection()
    _kept["demo"].backup(connection.connection)
    ContentType.objects.clear_cache()


def put_installation(folder: Path) -> None:
    """Put a database in which every migration was done into a data folder; without a copy the start makes one."""
    folder.mkdir(parents=True, exist_ok=True)
    if "empty" in _kept:
        with closing(sqlite3.connect(folder / "naadloos.sqlite3")) as file:
            _kept["empty"].backup(file)
