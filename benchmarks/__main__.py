"""Print the measurements as a table, or with ``--json`` for machines; ``--only NAME`` runs one.

``--full`` measures the whole families of routes, which takes half an hour.
"""

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from functools import partial

from benchmarks import bacp, cohort, finance, law, overlap, pages, planner, week
from benchmarks.data import DataAbsentError
from benchmarks.figures import Figure

BENCHMARKS: dict[str, Callable[[], list[Figure]]] = {
    "replaced": overlap.replaced,
    "retrieval": overlap.retrieval,
    "own-module": overlap.own_module,
    "calibration": overlap.calibration,
    "overlap-speed": overlap.speed,
    "overlap-national": overlap.national,
    "bacp": bacp.figures,
    "law": law.figures,
    "finance": finance.figures,
    "cohort": cohort.figures,
    "planner-routes": planner.families,
    "planner-clash": planner.clashes,
    "week": week.figures,
    "pages": pages.figures,
}
FULL: dict[str, Callable[[], list[Figure]]] = {
    "planner-routes": partial(planner.families, full=True),
    "planner-clash": partial(planner.clashes, full=True),
}


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", choices=sorted(BENCHMARKS), help="run one benchmark")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--full", action="store_true", help="measure all made-up routes, not a few")
    options = parser.parse_args(arguments)
    figures: list[Figure] = []
    skipped: dict[str, str] = {}
    for name in [options.only] if options.only else BENCHMARKS:
        try:
            figures += (FULL.get(name, BENCHMARKS[name]) if options.full else BENCHMARKS[name])()
        except DataAbsentError as absent:
            skipped[name] = str(absent)
    if options.json:
        print(json.dumps({"figures": [asdict(each) for each in figures], "skipped": skipped}, indent=2))
    else:
        print(table(figures))
        for name, why in skipped.items():
            print(f"{name}: skipped, {why}", file=sys.stderr)
    return 0


def table(figures: list[Figure]) -> str:
    """The figures as a Markdown table, so that it can be put in the documentation as it is."""
    lines = ["| benchmark | what | method | value | unit |", "|---|---|---|---:|---|"]
    lines += [f"| {each.benchmark} | {each.what} | {each.method} | {each.value:g} | {each.unit} |" for each in figures]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
