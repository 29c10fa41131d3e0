"""All indicators of many routes at once, beside bare group-bys of polars on a table that is ready, and one report.

The reference gets a table with one row per pupil and counting date in which every question has already been answered
with yes or no, and only sums it per route, group, year of the route and leerweg: as many sums as ours. Ours begins with
the pupils and their dates, works out every answer, and adds Wilson's interval of every figure. Both must find the same
totals. Ours runs in a process of its own, so that its memory is measured alone.
"""

import random
import resource
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context

import numpy as np

from benchmarks.figures import Figure, fastest
from naadloos.engines.cohort import Exit, Pupil, Pupils, columns, count, definitions, publish, raw_counts
from naadloos.engines.cohort.counting import Ask, asks_of
from naadloos.engines.cohort.intervals import wilson_many
from naadloos.engines.cohort.pupils import LEERWEGEN, AtCount, Days, Ints

PUPILS, ROUTES, FIRST, GROUPS = 250_000, 500, 2016, 8
_NAME = "cohort"
_UNTIL = date(2026, 10, 2)
_NEVER = np.datetime64("9999-12-31", "D")


def made(size: int = PUPILS, routes: int = ROUTES, seed: int = 1) -> Pupils:
    """Made-up pupils; the same seed gives the same ones."""
    chance = np.random.default_rng(seed)
    cohort: Ints = chance.integers(FIRST, FIRST + GROUPS, size)
    start: Days = (cohort - 1970).astype("datetime64[Y]").astype("datetime64[D]") + 273

    def after(least: int, most: int, part: float) -> Days:
        days = start + chance.integers(least, most, size).astype("timedelta64[D]")
        result: Days = np.where((chance.random(size) < part) & (days <= np.datetime64(_UNTIL)), days, _NEVER)
        return result

    exit_on = after(10, 1800, 0.9)
    way = chance.choice([1, 2, 3, 4, 5], size, p=[0.7, 0.12, 0.1, 0.05, 0.03])
    return Pupils(
        route=chance.integers(0, routes, size),
        cohort=cohort,
        leerweg=chance.integers(0, len(LEERWEGEN), size),
        level=chance.integers(2, 5, size),
        known_until=np.full(size, np.datetime64(_UNTIL, "D")),
        exit=np.where(exit_on == _NEVER, 0, way),
        exit_on=exit_on,
        vo_passed=after(600, 700, 0.9),
        vmbo_diploma=after(600, 700, 0.8),
        switched_inside=after(1, 1500, 0.1),
        diploma_level=chance.integers(0, 5, size),
        goes_on=chance.random(size) < 0.2,
        parts=chance.integers(-1, 3, size),
        absence=chance.integers(-1, 128, size),
        high_advice=chance.integers(-1, 2, size),
    )


def asks() -> list[Ask]:
    """Each different count that the indicators need."""
    chosen = [each for each in definitions().values() if each.from_pupils]
    return list(dict.fromkeys(ask for each in chosen for ask in asks_of(each)))


def pupil_years(pupils: Pupils) -> int:
    """Pupils times the counting dates that have been delivered of them."""
    return sum(int(AtCount(pupils, k).observed().sum()) for k in range(7))


def ours(pupils: Pupils) -> dict[str, int]:
    """All indicators with their intervals; returns the totals, to hold against the reference."""
    cubes = count(pupils)
    for cube in cubes.values():
        if cube.definition.hit:
            wilson_many(cube.low, cube.of)
            wilson_many(cube.high, cube.of)
    return {
        f"{key}:{name}": int(getattr(cube, name).sum()) for key, cube in cubes.items() for name in ("of", "low", "high")
    }


def _alone() -> tuple[float, float, dict[str, int]]:
    """Seconds, most memory in MB (the made-up pupils included) and totals, in a process that does nothing else."""
    pupils = made()
    seconds = fastest(lambda: ours(pupils), 3)
    totals = ours(pupils)
    return seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, totals


def reference(pupils: Pupils) -> tuple[float, dict[str, int]]:
    """Seconds of polars on the table that is ready, and the totals."""
    import polars

    wanted = asks()
    parts = []
    for k in range(7):
        at = AtCount(pupils, k)
        known = at.observed()
        part = {
            "route": pupils.route[known].astype(np.int32),
            "cohort": pupils.cohort[known].astype(np.int16),
            "k": np.full(int(known.sum()), k, dtype=np.int8),
            "leerweg": pupils.leerweg[known].astype(np.int8),
        }
        for number, ask in enumerate(wanted):
            who = at.who(ask.of, ask.hit) if k in ask.k else np.zeros(len(pupils), dtype=np.bool_)
            part[str(number)] = who[known]
        parts.append(polars.DataFrame(part))
    table = polars.concat(parts)
    names = [str(number) for number in range(len(wanted))]

    def work() -> polars.DataFrame:
        return table.group_by("route", "cohort", "k", "leerweg").agg(polars.col(names).sum())

    seconds = fastest(work, 3)
    sums = work().select(polars.col(names).sum()).row(0)
    of_ask = dict(zip(wanted, (int(each) for each in sums), strict=True))
    totals = {}
    for key, each in definitions().items():
        if each.from_pupils:
            for name, ask in zip(("of", "low", "high"), asks_of(each), strict=True):
                totals[f"{key}:{name}"] = of_ask[ask]
    return seconds, totals


def typical(seed: int = 1) -> list[Pupil]:
    """One route: five groups of 22 to 28 pupils in two leerwegen, with every way out."""
    chance = random.Random(seed)
    return [_pupil(chance, cohort) for cohort in range(2021, 2026) for _ in range(chance.randint(22, 28))]


def _pupil(chance: random.Random, cohort: int) -> Pupil:
    way = chance.choices(list(Exit)[1:], [78, 10, 7, 3, 2])[0]
    day = date(cohort + (4 if way is Exit.DIPLOMA else chance.randint(1, 4)), chance.randint(1, 7), 10)
    passed = date(cohort + 2, 7, 10)
    gone = day <= _UNTIL
    return Pupil(
        cohort,
        chance.choice(["bb", "kb"]),
        chance.choice([2, 2, 3, 4]),
        _UNTIL,
        way if gone else Exit.NONE,
        day if gone else None,
        vo_passed=passed if passed <= _UNTIL and (not gone or day > passed) else None,
        vmbo_diploma=passed if passed <= _UNTIL and (not gone or day > passed) and chance.random() < 0.9 else None,
        switched_inside=date(cohort + 1, 3, 1) if chance.random() < 0.08 else None,
        diploma_level=chance.choice([2, 2, 3]) if gone and way is Exit.DIPLOMA else 0,
        goes_on=gone and way is Exit.DIPLOMA and chance.random() < 0.2,
        parts=chance.choice([None, 0, 1, 2]),
        absences=tuple(date(cohort + year, 11, 3) for year in range(4) if chance.random() < 0.15),
        high_advice=chance.choice([None, True, False, False]),
    )


def figures() -> list[Figure]:
    """Seconds and memory of counting, and seconds of one report."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        seconds, memory, totals = pool.submit(_alone).result()
    pupils = made()
    bare, found = reference(pupils)
    assert totals == found, "ours and the reference count differently"
    raw = raw_counts(columns(typical()))
    # Processor time: it is one process, and what else the machine does then matters less.
    start = time.process_time()
    publish(raw, _UNTIL)
    report = time.process_time() - start
    told = "what may be told of one route, 5 groups of 22-28"
    what = f"{pupil_years(pupils)} pupil-years, {ROUTES} routes, {len(asks())} counts"
    return [
        Figure(_NAME, what, "sums of a ready table, polars (reference)", round(bare, 2), "s"),
        Figure(_NAME, what, "all indicators with intervals (ours)", round(seconds, 2), "s"),
        Figure(_NAME, what, "ours divided by the reference", round(seconds / bare, 1), "times"),
        Figure(_NAME, "most memory, the pupils included", "ours", round(memory), "MB"),
        Figure(_NAME, told, "publish (ours), processor time", round(report, 1), "s"),
    ]
