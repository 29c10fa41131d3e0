"""Competing risks: diploma, switch, vsv or still in the route, year by year, also for groups not yet at their end.

One minus Kaplan-Meier would overstate each way out, since a pupil who switched can no longer leave with a diploma here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

WAYS = ("diploma", "switch", "vsv", "unknown")


@dataclass(frozen=True, slots=True)
class RiskYear:
    """One year after the start: ``here`` pupils in the route at its begin who were followed, and how they left in it.

    ``ways``: by name of WAYS (low, high): a hidden count is an interval.
    """

    k: int
    here: int
    ways: Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Curve:
    """The part of all pupils that left this way by the end of each year, with its 95 % interval.

    ``low`` and ``high`` hold the hidden counts and chance together.
    """

    way: str
    part: tuple[tuple[float, float], ...]
    low: tuple[float, ...]
    high: tuple[float, ...]


def curves(years: Sequence[RiskYear]) -> dict[str, Curve]:
    """Aalen-Johansen curves (statsmodels) from yearly counts; nothing without a year that anybody was followed in."""
    rows = [year for year in years if year.here > 0]
    if not rows:
        return {}
    found = {}
    for way in WAYS:
        # The most of this way goes with the least of the others, and the other way round.
        least, least_error = _incidence(rows, way, 0, 1)
        most, most_error = _incidence(rows, way, 1, 0)
        found[way] = Curve(
            way,
            tuple(zip(least, most, strict=True)),
            tuple(max(value - 1.959964 * error, 0.0) for value, error in zip(least, least_error, strict=True)),
            tuple(min(value + 1.959964 * error, 1.0) for value, error in zip(most, most_error, strict=True)),
        )
    return found


def still_here(found: Mapping[str, Curve]) -> tuple[tuple[float, float], ...]:
    """The part that is still in the route at the end of each year."""
    if not found:
        return ()
    length = len(next(iter(found.values())).part)
    return tuple(
        (
            max(1 - sum(curve.part[i][1] for curve in found.values()), 0.0),
            max(1 - sum(curve.part[i][0] for curve in found.values()), 0.0),
        )
        for i in range(length)
    )


def _incidence(rows: Sequence[RiskYear], way: str, own: int, others: int) -> tuple[list[float], list[float]]:
    """``own`` and ``others``: 0 takes the low end of the interval, 1 the high end."""
    from statsmodels.duration.survfunc import CumIncidenceRight

    times, statuses, weights = [], [], []
    left = rows[0].here
    for index, row in enumerate(rows):
        taken = 0
        # A weight may not push more out than there are.
        for name in WAYS:
            count = min(row.ways.get(name, (0, 0))[own if name == way else others], row.here - taken)
            taken += count
            times.append(row.k + 1)
            statuses.append(1 if name == way else 2)
            weights.append(count)
        left = row.here - taken
        following = rows[index + 1].here if index + 1 < len(rows) else 0
        times.append(row.k + 1)
        statuses.append(0)
        weights.append(max(left - following, 0))
    keep = [index for index, weight in enumerate(weights) if weight > 0]
    if not any(statuses[index] == 1 for index in keep):
        return [0.0] * len(rows), [0.0] * len(rows)
    repeated = [index for index in keep for _ in range(weights[index])]
    fitted = CumIncidenceRight(
        np.array([times[index] for index in repeated], dtype=float), np.array([statuses[index] for index in repeated])
    )
    at = {
        float(time): (float(value), float(error))
        for time, value, error in zip(fitted.times, fitted.cinc[0], fitted.cinc_se[0], strict=True)
    }
    values: list[float] = []
    errors: list[float] = []
    for row in rows:
        value, error = at.get(float(row.k + 1), (values[-1] if values else 0.0, errors[-1] if errors else 0.0))
        values.append(value)
        errors.append(0.0 if np.isnan(error) else error)
    return values, errors
