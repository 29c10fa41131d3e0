"""The balanced academic curriculum problem: published instances, read through a small adapter.

``python -m benchmarks.bacp FILE.json [--json]`` takes a file that maps names to ``n_periods``, ``course_load``,
``prerequisites`` (pairs: a course and what must come before it, counted from 1), ``load_lb``, ``load_ub``,
``courses_lb`` and ``courses_ub``. The objective is the classic one: the load of the fullest period as low as can
be. Beside it runs a bare CP-SAT model of the same problem, and MiniZinc with Gecode when it is installed.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from benchmarks.data import read
from benchmarks.figures import Figure
from naadloos.engines.planner import (
    Capacity,
    CapacityKind,
    PeriodSlot,
    PlanPlacement,
    PlanProblem,
    PlanUnit,
    verify,
)
from naadloos.engines.planner.layout import lay_out
from naadloos.engines.planner.model import build, placed
from naadloos.engines.planner.options import from_cents

SECONDS = 60.0
SOLVER = "gecode"
MODEL = """
int: periods; int: courses; array[1..courses] of int: load; int: load_lb; int: load_ub; int: courses_lb;
int: courses_ub; int: pairs; array[1..pairs, 1..2] of int: before;
array[1..courses] of var 1..periods: at; array[1..periods] of var load_lb..load_ub: total;
var load_lb..load_ub: peak;
constraint forall(p in 1..periods)(total[p] = sum(c in 1..courses)(bool2int(at[c] = p) * load[c]));
constraint forall(p in 1..periods)(let {var int: n = sum(c in 1..courses)(bool2int(at[c] = p))} in
  n >= courses_lb /\\ n <= courses_ub);
constraint forall(i in 1..pairs)(at[before[i, 2]] < at[before[i, 1]]);
constraint peak = max(total);
solve :: int_search(at, first_fail, indomain_min) minimize peak;
output ["peak=", show(peak)];
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """``seconds`` is ours with everything, ``reference_seconds`` that of the bare model."""

    name: str
    objective: int
    bound: int
    seconds: float
    reference_objective: int
    reference_seconds: float
    gecode_objective: int | None = None
    gecode_seconds: float | None = None


def problem_of(instance: Mapping[str, Any]) -> PlanProblem:
    """Courses as units of one period; at most so many courses in a period as places for one pupil each."""
    after: dict[int, list[str]] = {}
    for course, before in instance["prerequisites"]:
        after.setdefault(course, []).append(f"c{before}")
    periods = tuple(
        PeriodSlot(1 + at // 4, 1 + at % 4, Decimal(instance["load_ub"])) for at in range(instance["n_periods"])
    )
    units = tuple(
        PlanUnit(
            f"c{number}",
            f"Course {number}",
            Decimal(load),
            after=tuple(after.get(number, ())),
            uses=("courses",),
            pupils=1,
        )
        for number, load in enumerate(instance["course_load"], start=1)
    )
    most = Capacity("courses", "Courses", CapacityKind.PRACTICE, Decimal(instance["courses_ub"]))
    return PlanProblem(periods, units, capacities=(most,))


def _solver(seconds: float) -> Any:
    from ortools.sat.python import cp_model

    made = cp_model.CpSolver()
    made.parameters.num_workers = 2
    made.parameters.random_seed = 1
    made.parameters.max_time_in_seconds = seconds
    return made


def ours(instance: Mapping[str, Any], seconds: float = SECONDS) -> tuple[int, int]:
    """Objective and bound with the planner's own model; the plan is judged by ``verify``."""
    from ortools.sat.python import cp_model

    problem = problem_of(instance)
    layout = lay_out(problem)
    built = build(layout)
    everyone = range(len(layout.forms))
    total = sum(instance["course_load"])
    peak = built.model.new_int_var(-(-total // instance["n_periods"]), instance["load_ub"], "peak")
    for at in range(len(layout.slots)):
        load = built.load(everyone, at)
        # Loads are whole hours here and the model counts hundredths.
        built.model.add(load <= 100 * peak)
        built.model.add(load >= 100 * instance["load_lb"])
        covers = [var for unit in everyone for var in built.shapes[unit].cover[at]]
        built.model.add(built.sum(covers) >= instance["courses_lb"])
    built.model.minimize(peak)
    made = _solver(seconds)
    status = made.solve(built.model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        raise RuntimeError(f"no plan for {instance.get('name')}: {made.status_name(status)}")
    plan = [
        PlanPlacement(layout.forms[unit].unit.key, *layout.place(at), from_cents(hours))
        for unit, pieces in placed(built, made.value).items()
        for at, hours in pieces
    ]
    if faults := verify(problem, plan):
        raise RuntimeError(faults[0].text)
    return round(made.objective_value), round(made.best_objective_bound)


def bare(instance: Mapping[str, Any], seconds: float = SECONDS) -> tuple[int, int]:
    """The plainest CP-SAT model: a Boolean per course and period, and the number of the period it says."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    loads, periods = instance["course_load"], range(instance["n_periods"])
    at = [[model.new_bool_var("") for _ in periods] for _ in loads]
    number = [model.new_int_var(0, len(periods) - 1, "") for _ in loads]
    peak = model.new_int_var(instance["load_lb"], instance["load_ub"], "peak")
    for course, row in enumerate(at):
        model.add_exactly_one(row)
        model.add(number[course] == sum(period * row[period] for period in periods))
    for period in periods:
        load = sum(loads[course] * row[period] for course, row in enumerate(at))
        model.add(load <= peak)
        model.add(load >= instance["load_lb"])
        model.add(sum(row[period] for row in at) >= instance["courses_lb"])
        model.add(sum(row[period] for row in at) <= instance["courses_ub"])
    for course, before in instance["prerequisites"]:
        model.add(number[before - 1] < number[course - 1])
    model.minimize(peak)
    made = _solver(seconds)
    made.solve(model)
    return round(made.objective_value), round(made.best_objective_bound)


def gecode(instance: Mapping[str, Any], seconds: float = SECONDS) -> int | None:
    """The objective MiniZinc with Gecode reaches in that time; None when it finds none."""
    pairs = instance["prerequisites"]
    data = {
        "periods": instance["n_periods"],
        "courses": len(instance["course_load"]),
        "load": instance["course_load"],
        "pairs": len(pairs),
        "before": pairs,
        **{name: instance[name] for name in ("load_lb", "load_ub", "courses_lb", "courses_ub")},
    }
    minizinc = shutil.which("minizinc")
    if minizinc is None:
        raise FileNotFoundError("minizinc")
    with tempfile.TemporaryDirectory() as folder:
        model, values = Path(folder) / "bacp.mzn", Path(folder) / "bacp.json"
        model.write_text(MODEL, encoding="utf-8")
        values.write_text(json.dumps(data), encoding="utf-8")
        done = subprocess.run(
            [minizinc, "--solver", SOLVER, "--time-limit", str(int(1000 * seconds)), str(model), str(values)],
            capture_output=True,
            text=True,
            check=False,
        )
    found = re.findall(r"peak=(\d+)", done.stdout)
    return int(found[-1]) if found else None


def measure(instances: Mapping[str, Mapping[str, Any]], seconds: float = SECONDS) -> list[Outcome]:
    # Loading the solver takes longer than an instance; neither of the two should pay for it.
    from ortools.sat.python import cp_model  # noqa: F401

    outcomes = []
    with_gecode = shutil.which("minizinc") is not None
    for name, instance in instances.items():
        begin = time.perf_counter()
        objective, bound = ours(instance, seconds)
        spent = time.perf_counter() - begin
        begin = time.perf_counter()
        reference, _ = bare(instance, seconds)
        reference_spent = time.perf_counter() - begin
        other: int | None = None
        other_spent: float | None = None
        if with_gecode:
            begin = time.perf_counter()
            other = gecode(instance, seconds)
            other_spent = round(time.perf_counter() - begin, 3)
        outcomes.append(
            Outcome(name, objective, bound, round(spent, 3), reference, round(reference_spent, 3), other, other_spent)
        )
    return outcomes


def figures() -> list[Figure]:
    """All published instances that lie beside the project."""
    found = measure(read("bacp/bacp_even.json"))
    count = len(found)
    ours_total, bare_total = sum(each.seconds for each in found), sum(each.reference_seconds for each in found)
    proven = sum(each.objective == each.bound for each in found)
    rows = [
        Figure("bacp", "proven optimal", "planner", proven, f"of {count}"),
        Figure("bacp", "total time", "planner", round(ours_total, 2), "s"),
        Figure("bacp", "total time", "bare CP-SAT model", round(bare_total, 2), "s"),
        Figure("bacp", "total time", "planner / bare", round(ours_total / bare_total, 2), "ratio"),
    ]
    timed = [each.gecode_seconds for each in found if each.gecode_seconds is not None]
    if timed:
        same = sum(each.gecode_objective == each.objective for each in found)
        rows.append(Figure("bacp", f"same objective within {SECONDS:g} s", "MiniZinc, Gecode", same, f"of {count}"))
        rows.append(Figure("bacp", "total time", "MiniZinc, Gecode", round(sum(timed), 2), "s"))
    else:
        print("bacp: MiniZinc with Gecode skipped, it is not installed", file=sys.stderr)
    return rows


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.bacp", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--json", action="store_true", help="print a list of objects instead of a table")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="at most so long per instance and model")
    options = parser.parse_args(arguments)
    found = measure(json.loads(options.file.read_text(encoding="utf-8")), options.seconds)
    if options.json:
        print(json.dumps([asdict(each) for each in found], indent=2))
        return 0
    print("| instance | objective | bound | seconds | bare model, seconds |\n|---|---:|---:|---:|---:|")
    for each in found:
        print(f"| {each.name} | {each.objective} | {each.bound} | {each.seconds} | {each.reference_seconds} |")
    total, reference = sum(each.seconds for each in found), sum(each.reference_seconds for each in found)
    print(f"| total | | | {total:.2f} | {reference:.2f} |")
    if shutil.which("minizinc") is None:
        print("MiniZinc with Gecode skipped: it is not installed", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
