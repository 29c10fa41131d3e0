"""The whole law check: one route, and as many routes as a country has, in two processes.

Routes are variants of the route of tests/cases/law, which has every kind of fact: other years, leerwegen, levels, hours
and answers. The reference is reading the same file, which whoever checks a file has to do anyway.
"""

import os
import random
import time
from concurrent.futures import ProcessPoolExecutor
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from benchmarks.figures import Figure, fastest
from naadloos.engines.law import check, rules
from naadloos.engines.route import RouteDocument, dump_document, load_document

BASE = Path(__file__).parents[1] / "tests" / "cases" / "law" / "base.yaml"
DAY = date(2027, 11, 15)
ROUTES = 10_000
PROCESSES = 2
_NAME = "law"


def variant(seed: int) -> RouteDocument:
    """A made-up route; the same seed gives the same route."""
    chance = random.Random(seed)  # no secret hangs on it
    data = deepcopy(_base())
    route = data["route"]
    route["name"] = f"Route {seed}"
    route["type"] = chance.choice(["DLR", "DLR", "DLR", "GLR"])
    route["years"] = chance.randint(3, 5)
    route["vertical_school"] = chance.random() < 0.1
    route["profiles"][0] |= {
        "leerweg": chance.choice(["bb", "kb", "gl"]),
        "work_learning": chance.choice(["ja", "nee"]),
    }
    route["qualifications"][0] |= {"level": chance.randint(2, 4), "leertraject": chance.choice(["BOL", "BBL"])}
    route["cohorts"][0]["start_year"] = chance.randint(2024, 2028)
    for unit in data["programme"]["units"]:
        unit["hours"] = round(unit["hours"] * chance.uniform(0.7, 1.3))
    data["law_answers"] = [
        {
            "key": f"k{number}",
            "rule": rule.id,
            "text_state": rule.text_state,
            "answer": chance.choice(["ja", "nee"]),
            "by": "J. Vos",
            "on": DAY,
        }
        for number, rule in enumerate(rules())
        if rule.question and chance.random() < 0.6
    ]
    return RouteDocument.model_validate(data)


def _base() -> dict[str, Any]:
    if not _read:
        _read.update(yaml.safe_load(BASE.read_text(encoding="utf-8")))
    return _read


_read: dict[str, Any] = {}


def _judge(seeds: range) -> tuple[int, float]:
    """How many verdicts of these routes fail, so that nothing is left out, and the seconds of processor it took."""
    start = time.process_time()
    failing = sum(each.outcome.value == "voldoet niet" for seed in seeds for each in check(_made[seed % 50], on=DAY))
    return failing, time.process_time() - start


_made: list[RouteDocument] = []


def _prepare() -> None:
    _made.extend(variant(seed) for seed in range(50))


def figures() -> list[Figure]:
    """Milliseconds for one route, and seconds for ROUTES routes in PROCESSES processes."""
    many = [variant(seed) for seed in range(20)]
    files = [dump_document(each).encode() for each in many]
    checked = fastest(lambda: [check(each, on=DAY) for each in many], 5) / len(many)
    read = fastest(lambda: [load_document(each) for each in files], 5) / len(many)
    start = time.perf_counter()
    step = 250
    with ProcessPoolExecutor(PROCESSES, initializer=_prepare) as pool:
        done = list(pool.map(_judge, [range(first, first + step) for first in range(0, ROUTES, step)]))
    seconds, each = time.perf_counter() - start, sum(used for _, used in done) / PROCESSES
    rules_asked = f"{len(check(many[0], on=DAY))} rules"
    return [
        Figure(_NAME, "one route: reading its file", "load_document (reference)", round(read * 1000, 2), "ms"),
        Figure(_NAME, f"one route, {rules_asked}", "check (ours)", round(checked * 1000, 2), "ms"),
        Figure(_NAME, f"{ROUTES} routes, processor time per process", "check (ours)", round(each, 1), "s"),
        Figure(
            _NAME,
            f"{ROUTES} routes, {PROCESSES} processes, {os.cpu_count()} cores",
            "check (ours)",
            round(seconds, 1),
            "s",
        ),
    ]
