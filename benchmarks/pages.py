"""Pages of the demo as the server makes them, beside one page that reads no route.

The demo is loaded in a folder of its own that goes afterwards. A leader asks for each page; the fastest of ten is told,
because what else the machine does only makes a page slower. The network and the browser are not in it.
"""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.figures import Figure, fastest

LEADER, TIMES = "m.dekker@dewaterlijn.example", 10
PAGES: tuple[tuple[str, str, str], ...] = (
    ("dashboard of five groups, from what is stored", "Techniekroute", "monitor/"),
    ("where the pupils are, from what is stored", "Techniekroute", "monitor/stroom/"),
    ("the ten steps of a full route", "Bouwroute", ""),
    ("step 5 of a full route", "Bouwroute", "stap/5/"),
    ("the programme board", "Bouwroute", "programma/bord/"),
    ("every rule of law", "Bouwroute", "wet/"),
    ("basisweek", "Bouwroute", "uitvoering/week/"),
)


def figures() -> list[Figure]:
    """Milliseconds per page, and how many times the page of reference that is."""
    with tempfile.TemporaryDirectory() as folder:
        return _measured(Path(folder))


def _measured(folder: Path) -> list[Figure]:
    os.environ |= {"NAADLOOS_DATA": str(folder), "NAADLOOS_DEMO": "1", "NAADLOOS_MEANING": "0"}
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "naadloos.settings.base")
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client

    from naadloos.demo.load import load_demo
    from naadloos.organisations.models import User
    from naadloos.routes.models import Route

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    load_demo()
    client = Client(headers={"host": "localhost"})
    client.force_login(User.objects.get(email=LEADER), backend="allauth.account.auth_backends.AuthenticationBackend")

    def ask(url: str) -> Callable[[], None]:
        def run() -> None:
            answer = client.get(url)
            assert answer.status_code == 200, url

        return run

    plain = fastest(ask("/mijn-account/"), TIMES)
    found = [_figure("a page that reads no route", "reference", plain * 1000, "ms")]
    for what, name, path in PAGES:
        route = Route.objects.get(name__startswith=name)
        seconds = fastest(ask(f"/routes/{route.pk}/{path}"), TIMES)
        found.append(_figure(what, "ours", seconds * 1000, "ms"))
        found.append(_figure(what, "ours to reference", seconds / plain, "ratio"))
    connection.close()
    return found


def _figure(what: str, method: str, value: float, unit: str) -> Figure:
    return Figure("pages", what, method, round(value, 1), unit)
