"""Invented pupils for the demo: the same every time, delivered through the same door as those of a school.

Nobody is behind them: a sequence of numbers decides who stays, leaves or earns a diploma.
"""

import csv
import io
import random
from datetime import date

from naadloos.monitoring import deliveries, figures
from naadloos.monitoring.models import Delivery
from naadloos.organisations.models import User
from naadloos.routes.models import Route, RoutePartner

HEADS = ("SLEUTEL", "GEBEURTENIS", "DATUM", "STARTJAAR", "LEERWEG", "CREBO", "NIVEAU", "ADVIES", "WAARDE")
UNTIL = date(2026, 10, 1)
GROUPS = {2021: 28, 2022: 30, 2023: 27, 2024: 31, 2025: 29, 2026: 30}
CREBO = "25737"
# For which demo route, delivered by whom on behalf of which partner.
ROUTE, DELIVERER, PARTNER = "pie-monteur", "f.bouzidi@dewaterlijn.example", "waterlijn"


def lines() -> list[tuple[str, ...]]:
    """One line per event, until the counting date of this autumn."""
    chance = random.Random(2107)  # noqa: S311 (invented pupils, not a secret)
    found = []
    for year, size in GROUPS.items():
        for number in range(1, size + 1):
            found += _pupil(chance, year, f"L{year}-{number:03}")
    return found


def _pupil(chance: random.Random, year: int, key: str) -> list[tuple[str, ...]]:
    advice = "vmbo-b" if chance.random() < 0.7 else "vmbo-k"
    events = [(key, "start", date(year, 8, 28), str(year), "bb", CREBO, "2", advice, "")]
    # Each later group stays a little more often than the one before.
    leaves = chance.random() < 0.30 - 0.03 * (year - 2021)
    way = chance.choices(("uit_route", "uit_onderwijs", "uit_onbekend"), (6, 3, 1))[0]
    left = date(year + chance.choice((1, 1, 2, 3)), chance.choice((1, 2, 3, 11, 12)), 15)
    if not leaves or left > date(year + 2, 7, 10):
        events.append((key, "mbo_deel", date(year + 2, 6, 20), "", "", "", "", "", str(chance.choice((0, 1, 1, 2)))))
        if chance.random() < 0.95:
            events.append((key, "vmbo_diploma", date(year + 2, 6, 30), "", "", "", "", "", ""))
        events.append((key, "vo_klaar", date(year + 2, 7, 10), "", "", "", "", "", ""))
    if leaves:
        events.append((key, way, left, "", "", "", "", "", ""))
    else:
        earned = date(year + (4 if chance.random() < 0.85 else 5), 6, 30)
        events.append((key, "mbo_diploma", earned, "", "", CREBO, "2", "", ""))
    return [
        (name, kind, on.isoformat(), *rest)
        for name, kind, on, *rest in events  # type: ignore[misc]
        if on <= UNTIL
    ]


def deliver(route: Route, actor: User, partner: RoutePartner) -> Delivery:
    """Deliver the invented pupils."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(HEADS)
    writer.writerows(lines())
    done = deliveries.take(
        actor=actor,
        route=route,
        partner=partner,
        name="leerlingen-demo.csv",
        content=out.getvalue().encode(),
        known_until=UNTIL,
        with_absence=False,
        renew=False,
    )
    # The demo is complete from its first page on; a worker is not there yet.
    figures.refresh(route)
    return done
