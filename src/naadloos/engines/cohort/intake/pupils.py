"""From the events of one pupil to the row that the indicators count."""

from collections.abc import Sequence
from datetime import date

from naadloos.engines.cohort.intake.events import EXITS, Event, EventLine
from naadloos.engines.cohort.pupils import Exit, Pupil

_EXIT = {
    Event.MBO_DIPLOMA: Exit.DIPLOMA,
    Event.OTHER_ROUTE: Exit.SWITCH,
    Event.LEFT_SCHOOL: Exit.VSV,
    Event.LEFT_UNKNOWN: Exit.UNKNOWN,
    Event.GONE: Exit.OTHER,
}


def pupil_of(
    events: Sequence[EventLine], known_until: date, *, absence_delivered: bool = False, route: int = 0
) -> Pupil | None:
    """The row of one pupil, under whatever keys the events came; None without a start.

    The first exit by date counts, and on one day a diploma. Leerweg and level are those of the start, because that is
    what figures are compared by; level 0 is unknown. ``absence_delivered``: nobody's absence means none only when the
    school delivers absence at all.
    """
    ordered = sorted(events, key=lambda each: each.on)
    start = next((each for each in ordered if each.kind is Event.START), None)
    if start is None or start.start_year is None or start.leerweg is None:
        return None

    def first(kind: Event) -> date | None:
        return next((each.on for each in ordered if each.kind is kind), None)

    exit_ = _first_exit(ordered)
    vo_passed = first(Event.VO_PASSED)
    is_diploma = exit_ is not None and exit_.kind is Event.MBO_DIPLOMA
    return Pupil(
        cohort=start.start_year,
        leerweg=start.leerweg.value,
        level=start.level or 0,
        known_until=known_until,
        exit=_EXIT[exit_.kind] if exit_ is not None else Exit.NONE,
        exit_on=exit_.on if exit_ is not None else None,
        vo_passed=vo_passed,
        vmbo_diploma=first(Event.VMBO_DIPLOMA),
        switched_inside=first(Event.CHANGED),
        diploma_level=(exit_.level or 0) if exit_ is not None and is_diploma else 0,
        goes_on=is_diploma and first(Event.FURTHER) is not None,
        parts=_parts(ordered, vo_passed),
        absences=tuple(sorted({each.on for each in ordered if each.kind is Event.ABSENT}))
        if absence_delivered
        else None,
        high_advice=start.high_advice,
        route=route,
    )


def _first_exit(ordered: Sequence[EventLine]) -> EventLine | None:
    exits = [each for each in ordered if each.kind in EXITS]
    # On one day a diploma, and of two diplomas the highest.
    return min(exits, key=lambda each: (each.on, each.kind is not Event.MBO_DIPLOMA, -(each.level or 0)), default=None)


def _parts(ordered: Sequence[EventLine], vo_passed: date | None) -> int | None:
    """The last number that was said of the vmbo phase: what is earned in the mbo phase is no gain of the route."""
    until = vo_passed
    if until is not None and 5 <= until.month <= 7:
        # Results of the last weeks come in after the pupil has passed.
        until = date(until.year, 7, 31)
    said = [int(each.value) for each in ordered if each.kind is Event.PARTS and (until is None or each.on <= until)]
    return said[-1] if said else None
