"""Files of pupils for tests: written by hand, delivered as a school does."""

from collections.abc import Iterable
from datetime import date

import factories
from helpers import run_jobs

from naadloos.monitoring import deliveries
from naadloos.monitoring.models import Delivery
from naadloos.organisations.models import User
from naadloos.routes.models import Route, RoutePartner

HEAD = "SLEUTEL;GEBEURTENIS;DATUM;STARTJAAR;LEERWEG;CREBO;NIVEAU;ADVIES;WAARDE"
UNTIL = date(2026, 10, 1)


def start(key: str, year: int, leerweg: str = "bb") -> str:
    return f"{key};start;{year}-08-28;{year};{leerweg};25786;2;;"


def event(key: str, kind: str, day: str, *, level: str = "", value: str = "") -> str:
    return f"{key};{kind};{day};;;;{level};;{value}"


def content(lines: Iterable[str]) -> bytes:
    return "\n".join([HEAD, *lines]).encode()


def group(year: int, size: int, *, left: int = 0, dropped: int = 0, leerweg: str = "bb") -> list[str]:
    """A group in which the first ``left`` go to other education after a year, the next ``dropped`` leave school."""
    lines = []
    for number in range(size):
        key = f"{leerweg}{year}-{number:03}"
        lines.append(start(key, year, leerweg))
        if number < left:
            lines.append(event(key, "uit_route", f"{year + 1}-03-01"))
        elif number < left + dropped:
            lines.append(event(key, "uit_onderwijs", f"{year + 1}-03-01"))
    return lines


def partner(route: Route, side: str = "vmbo") -> RoutePartner:
    return RoutePartner.objects.filter(route=route, side=side).order_by("pk")[0]


def deliver(
    route: Route, actor: User, lines: Iterable[str], *, until: date = UNTIL, side: str = "vmbo", absence: bool = False
) -> Delivery:
    done = deliveries.take(
        actor=actor,
        route=route,
        partner=partner(route, side),
        name="leerlingen.csv",
        content=content(lines),
        known_until=until,
        with_absence=absence,
    )
    run_jobs()
    return done


def fresh() -> tuple[Route, User]:
    leader = factories.person("Projectleider")
    return factories.route(leader), leader
