"""All indicators of all routes at once: whole columns are counted, never pupil by pupil."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from naadloos.engines.cohort.definitions import Definition, definitions
from naadloos.engines.cohort.pupils import LEERWEGEN, AtCount, Ints, Pupils


@dataclass(frozen=True, slots=True)
class Cube:
    """Of one indicator: pupils per route, cohort, k and leerweg. Arrays of that shape.

    ``of`` counts who counts, ``low`` who is a hit, ``high`` also who may be one (where to is not known).
    """

    definition: Definition
    routes: tuple[int, ...]
    cohorts: tuple[int, ...]
    of: Ints
    low: Ints
    high: Ints


@dataclass(frozen=True, slots=True)
class Ask:
    """One count: who is counted (all of the flags ``of`` and one of ``hit``), and at which k."""

    of: tuple[str, ...]
    hit: tuple[str, ...]
    k: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """The answers, each an array per route, cohort, k and leerweg."""

    routes: tuple[int, ...]
    cohorts: tuple[int, ...]
    found: dict[Ask, Ints]


def answer(pupils: Pupils, asks: Iterable[Ask]) -> Counts:
    """Count what is asked. Its cost hardly depends on how many routes and cohorts there are."""
    wanted = list(dict.fromkeys(asks))
    routes, route = np.unique(pupils.route, return_inverse=True)
    cohorts, cohort = np.unique(pupils.cohort, return_inverse=True)
    ks = sorted({k for each in wanted for k in each.k})
    shape = (len(routes), len(cohorts), len(LEERWEGEN))
    group = (route * shape[1] + cohort) * shape[2] + pupils.leerweg
    size = int(np.prod(shape))
    found = {each: np.zeros((*shape[:2], max(ks, default=0) + 1, shape[2]), dtype=np.int64) for each in wanted}
    for k in ks:
        at = AtCount(pupils, k)
        # Several indicators count the same people; each set of flags is put together and counted once.
        counted: dict[tuple[tuple[str, ...], tuple[str, ...]], Ints] = {}
        for each in wanted:
            if k in each.k:
                key = (each.of, each.hit)
                if key not in counted:
                    counted[key] = np.bincount(group[at.who(*key)], minlength=size).reshape(shape)
                found[each][:, :, k, :] = counted[key]
    return Counts(tuple(int(each) for each in routes), tuple(int(each) for each in cohorts), found)


def asks_of(definition: Definition) -> tuple[Ask, Ask, Ask]:
    """Who counts, who is a hit, and who is one or may be one."""
    most = (*definition.hit, *definition.maybe)
    of, k = definition.of, definition.k
    return Ask(of, (), k), Ask(of, definition.hit, k), Ask(of, most, k)


def count(pupils: Pupils, wanted: Iterable[Definition] | None = None) -> dict[str, Cube]:
    """Count every indicator about pupils (or the wanted ones)."""
    chosen = [each for each in (wanted or definitions().values()) if each.from_pupils]
    asks = {each.key: asks_of(each) for each in chosen}
    counts = answer(pupils, [ask for three in asks.values() for ask in three])
    return {
        each.key: Cube(each, counts.routes, counts.cohorts, *(counts.found[ask] for ask in asks[each.key]))
        for each in chosen
    }
