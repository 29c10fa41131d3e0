"""Databases that were made once and are put in place in a moment: to make them anew takes seconds for each test.

With SQLite they are also kept in files, for the other worker of this run and for the next run. Their name is made from
everything that they are made of, so a change in a model, a migration, the demo or a package makes new ones.
"""

import fcntl
import hashlib
import platform
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from importlib.metadata import distributions
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.db import connection

from naadloos.demo.load import load_demo

SOURCE = Path(__file__).parents[1] / "src" / "naadloos"
NAMES = ("empty", "demo")
_kept: dict[str, sqlite3.Connection] = {}


def made_of() -> str:
    """What stands for everything that the databases are made of."""
    digest = hashlib.sha256()
    packages = sorted(f"{each.name} {each.version}" for each in distributions())
    # The demo is loaded as of today.
    for word in (platform.python_version(), sqlite3.sqlite_version, str(date.today()), *packages):  # noqa: DTZ011
        digest.update(f"{word}\n".encode())
    files = (path for path in SOURCE.rglob("*") if path.suffix in {".py", ".yaml", ".json"})
    for path in (Path(__file__), *sorted(files)):
        digest.update(f"{path.name}\n".encode() + path.read_bytes())
    return digest.hexdigest()[:20]


@contextmanager
def shared_databases(folder: Path) -> Iterator[None]:
    """Take what was kept in this folder; what is made within the block is kept there, by one process at a time."""
    folder.mkdir(parents=True, exist_ok=True)
    key = made_of()
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        files = {name: folder / f"{name}-{key}.sqlite3" for name in NAMES}
        if all(path.exists() for path in files.values()):
            for name, path in files.items():
                with closing(sqlite3.connect(path)) as file:
                    _copy(file, name)
            # A second process need not wait until this one is through.
            fcntl.flock(lock, fcntl.LOCK_UN)
        yield
        if not all(path.exists() for path in files.values()):
            for old in folder.glob("*.sqlite3"):
                old.unlink()
            for name, path in files.items():
                part = path.with_suffix(".part")
                part.unlink(missing_ok=True)
                with closing(sqlite3.connect(part)) as file:
                    _kept[name].backup(file)
                part.rename(path)


def _copy(source: sqlite3.Connection, name: str) -> None:
    _kept[name] = sqlite3.connect(":memory:", check_same_thread=False)
    source.backup(_kept[name])


def _keep(name: str) -> None:
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        _copy(connection.connection, name)


@contextmanager
def begun_with_kept(name: str) -> Iterator[None]:
    """The database in memory that Django is about to make begins as the empty one: nothing is left to migrate."""
    with closing(sqlite3.connect(name, uri=True)) as memory:
        if "empty" in _kept:
            _kept["empty"].backup(memory)
        # It is there as long as somebody has it open.
        yield


def keep_demo() -> None:
    """Put the demo in the database, and remember what that was before and after, where it can be copied."""
    if "demo" in _kept:
        put_demo()
        return
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
