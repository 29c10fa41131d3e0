"""From delivered events to a stored report of what may be told, and back.

Pages read ``latest``; only ``refresh`` looks at pupils.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max, QuerySet

from naadloos.engines.cohort import Published, Pupil, Row, Shown, columns, october, publish, raw_counts
from naadloos.engines.cohort.intake import Event, EventLine, pupil_of
from naadloos.engines.cohort.publishing import Flow, Raw
from naadloos.engines.route.terms import Leerweg, PartnerSide
from naadloos.monitoring.models import Delivery, FigureArchive, FigureReport, PupilEvent, RoutePupil
from naadloos.routes.models import Route

# Later than any counting date of a pupil who is here now.
FAR = date(2100, 1, 1)


@dataclass(frozen=True, slots=True)
class Coverage:
    """Until when the deliveries are complete, per side; the figures go no further than the side that is behind."""

    until: date
    with_absence: bool


def coverage(route: Route) -> Coverage | None:
    """None as long as nobody delivered anything."""
    rows = Delivery.objects.filter(route=route).values("partner__side").annotate(until=Max("known_until"))
    by_side = {row["partner__side"]: row["until"] for row in rows}
    if not by_side:
        return None
    # A route that has not reached the mbo phase is told by the school alone.
    needed = [by_side[side] for side in (PartnerSide.VMBO, PartnerSide.MBO) if side in by_side]
    until = min(needed, default=max(by_side.values()))
    absence = not Delivery.objects.filter(route=route, known_until=until, with_absence=False).exists()
    return Coverage(until, absence)


def pupils_of(chosen: QuerySet[RoutePupil], covered: Coverage) -> list[Pupil]:
    """These pupils as rows for the engine, in two queries."""
    rows = list(chosen)
    found = (
        pupil_of(events, covered.until, absence_delivered=covered.with_absence)
        for events in events_of(rows, {row.pk: str(row.pk) for row in rows}).values()
    )
    return [each for each in found if each is not None]


def events_of(pupils: Sequence[RoutePupil], keys: Mapping[int, str]) -> dict[int, list[EventLine]]:
    """What is stored of these pupils, as lines under the keys given; one query."""
    by_pk = {pupil.pk: pupil for pupil in pupils}
    found: dict[int, list[EventLine]] = {pk: [] for pk in by_pk}
    for row in PupilEvent.objects.filter(pupil__in=list(by_pk)):
        kind = Event.of(row.kind)
        line = EventLine(
            0, keys[row.pupil_id], kind, row.on, None, _leerweg(row.leerweg), row.crebo, row.level, None, row.value
        )
        if kind is Event.START:
            pupil = by_pk[row.pupil_id]
            line = replace(
                line,
                start_year=pupil.cohort,
                leerweg=_leerweg(pupil.leerweg),
                crebo=pupil.crebo,
                level=pupil.level,
                high_advice=pupil.high_advice,
            )
        found[row.pupil_id].append(line)
    return found


def _leerweg(value: str) -> Leerweg | None:
    return Leerweg.of(value) if value else None


def counts_of(route: Route, covered: Coverage) -> Raw:
    """What the pupils of now and those who were removed count together."""
    pupils = pupils_of(RoutePupil.objects.filter(route=route), covered)
    raw = dict(raw_counts(columns(pupils))) if pupils else {}
    archive = FigureArchive.objects.filter(route=route).first()
    for key, count in (raw_from_json(archive.raw) if archive else {}).items():
        of, _hit, cohort, k, _leerweg = key
        # What happened in the year after a counting date is known at the next one.
        if october(cohort + k + (of[0] == "followed")) <= covered.until:
            raw[key] = raw.get(key, 0) + count
    return raw


def archive(route: Route, leaving: QuerySet[RoutePupil]) -> None:
    """Keep what these pupils count before they are removed. They left, so nothing more will happen to them."""
    covered = coverage(route)
    pupils = pupils_of(leaving, Coverage(FAR, covered.with_absence if covered else False))
    if not pupils:
        return
    row, _made = FigureArchive.objects.get_or_create(route=route)
    raw = raw_from_json(row.raw)
    for key, count in raw_counts(columns(pupils)).items():
        raw[key] = raw.get(key, 0) + count
    row.raw = raw_to_json(raw)
    row.save()


@transaction.atomic
def refresh(route: Route) -> FigureReport | None:
    """Make the report anew from what was delivered. None when there is nothing to count.

    A report that tells the same as the last one is not stored twice. Groups whose change would show a small group keep
    what was told before.
    """
    Route.objects.select_for_update().get(pk=route.pk)
    covered = coverage(route)
    if covered is None:
        return None
    raw = counts_of(route, covered)
    if not raw:
        return None
    earlier = list(FigureReport.objects.filter(route=route).defer("raw"))
    last = earlier[0] if earlier else None
    made, used = publish(
        raw,
        covered.until,
        before=[from_json(each.content, each.cells) for each in earlier],
        raw_before=raw_from_json(last.raw) if last else None,
    )
    content = to_json(made)
    cells = {name: _shown(value) for name, value in (made.cells or {}).items()}
    if last is not None and (last.content, last.cells) == (content, cells):
        return last
    return FigureReport.objects.create(
        route=route, as_of=covered.until, content=content, cells=cells, raw=raw_to_json(used)
    )


# What pages show, and the row that it stands in.
Told = tuple[Published, FigureReport]


def latest(route: Route) -> Told | None:
    """The report that pages show."""
    row = FigureReport.objects.filter(route=route).defer("raw", "cells").first()
    return (from_json(row.content), row) if row else None


# -- a report as JSON ------------------------------------------------------------------------------


def _shown(value: Shown) -> list[Any]:
    return [value.low, value.high, value.told]


def _flow(each: Flow) -> dict[str, Any]:
    return {
        "cohort": each.cohort,
        "k": each.k,
        "total": _shown(each.total),
        "states": {name: _shown(value) for name, value in each.states.items()},
        "told": each.told,
    }


def to_json(made: Published) -> dict[str, Any]:
    return {
        "as_of": made.as_of.isoformat(),
        "figures": {
            key: [
                {
                    "scope": row.scope,
                    "name": row.name,
                    "k": row.k,
                    "years": list(row.years),
                    "of": _shown(row.of),
                    "hit": _shown(row.hit),
                    "maybe": _shown(row.maybe),
                    "told": row.told,
                }
                for row in rows
            ]
            for key, rows in made.figures.items()
        },
        "flows": [_flow(each) for each in made.flows],
        "risks": [_flow(each) for each in made.risks],
        "held": list(made.held),
    }


def from_json(data: Mapping[str, Any], cells: Mapping[str, Any] | None = None) -> Published:
    """``cells`` are only needed to compare another report with this one."""

    def shown(value: list[Any]) -> Shown:
        return Shown(*value)

    def flow(each: Mapping[str, Any]) -> Flow:
        states = {name: shown(value) for name, value in each["states"].items()}
        return Flow(each["cohort"], each["k"], shown(each["total"]), states, each["told"])

    return Published(
        date.fromisoformat(data["as_of"]),
        {
            key: tuple(
                Row(
                    row["scope"],
                    row["name"],
                    row["k"],
                    tuple(row["years"]),
                    shown(row["of"]),
                    shown(row["hit"]),
                    shown(row["maybe"]),
                    row["told"],
                )
                for row in rows
            )
            for key, rows in data["figures"].items()
        },
        tuple(flow(each) for each in data["flows"]),
        tuple(flow(each) for each in data["risks"]),
        tuple(data["held"]),
        {name: shown(value) for name, value in (cells or {}).items()},
    )


def raw_to_json(raw: Raw) -> list[list[Any]]:
    return [["+".join(of), "/".join(hit), *rest, count] for (of, hit, *rest), count in sorted(raw.items())]


def raw_from_json(rows: list[list[Any]]) -> Raw:
    found: Raw = {}
    for of, hit, cohort, k, leerweg, count in rows:
        found[tuple(of.split("+")), tuple(hit.split("/")) if hit else (), cohort, k, leerweg] = count
    return found
