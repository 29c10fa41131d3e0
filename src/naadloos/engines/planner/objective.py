"""The goals as an objective of the CP-SAT model: the same sum as ``goals.cost_of``."""

from typing import Any

from naadloos.engines.planner.goals import FAR, POINT, RowTargets, Targets, wish_cost
from naadloos.engines.planner.model import Built, Shape
from naadloos.engines.planner.options import cents


def objective(built: Built, targets: Targets) -> Any:
    """The expression to minimise, in hundredths of points.

    Every helper variable is only bounded from below: its least value follows from where the units are.
    """
    from ortools.sat.python import cp_model

    terms: list[tuple[int, Any]] = []
    for number, target in enumerate(targets.rows):
        _balance(built, target, number, terms)
        _mbo(built, target, number, terms)
        _practice(built, target, number, terms)
        _travel(built, target, number, terms)
        _tests(built, target, number, terms)
    _bundles(built, targets, terms)
    _wishes(built, targets, terms)
    _stability(built, targets, terms)
    return cp_model.LinearExpr.weighted_sum([var for _, var in terms], [weight for weight, _ in terms])


def _balance(built: Built, target: RowTargets, number: int, terms: list[tuple[int, Any]]) -> None:
    weight = built.layout.goals.balance
    for at, (aim, tolerance) in target.ideal.items():
        room = cents(built.layout.slots[at].hours)
        load = built.model.new_int_var(0, room, f"load{number}@{at}")
        built.model.add(load == built.load(target.row.units, at))
        most = max(aim, room - aim)
        for times in (1, FAR):
            slack = times * tolerance
            if most > slack:
                over = built.model.new_int_var(0, most - slack, f"over{number}x{times}@{at}")
                built.model.add(over >= load - aim - slack)
                built.model.add(over >= aim - slack - load)
                terms.append((weight, over))


def _mbo(built: Built, target: RowTargets, number: int, terms: list[tuple[int, Any]]) -> None:
    for at, least in target.mbo.items():
        short = built.model.new_int_var(0, least, f"mbo{number}@{at}")
        built.model.add(short + built.load(target.mbo_units, at) >= least)
        terms.append((built.layout.goals.mbo, short))


def _practice(built: Built, target: RowTargets, number: int, terms: list[tuple[int, Any]]) -> None:
    if not target.practice:
        return
    weight = POINT * built.layout.goals.practice
    for at in range(target.row.first, target.row.last + 1):
        waiting = built.model.new_bool_var(f"waiting{number}@{at}")
        begun = [var for unit in target.practice for var in built.shapes[unit].begun[at]]
        built.model.add_bool_or([waiting, *begun])
        terms.append((weight, waiting))


def _travel(built: Built, target: RowTargets, number: int, terms: list[tuple[int, Any]]) -> None:
    for at, elsewhere in target.away.items():
        for away in elsewhere:
            most = away.days(cents(built.layout.slots[at].hours))
            days = built.model.new_int_var(0, most, f"days{number}@{at}{away.place}")
            built.model.add(away.day * days >= built.load(away.units, at))
            # Any lesson there costs a whole day: the sum of hours alone would let the relaxation travel in parts.
            for unit in away.units:
                if cover := built.shapes[unit].cover[at]:
                    built.model.add(days >= built.sum(cover))
            terms.append((away.cost, days))


def _last(shape: Shape, built: Built, at: int) -> Any:
    """1 when the unit ends in this period."""
    after = shape.late[at + 1] if at + 1 < len(shape.late) else []
    return built.sum(shape.late[at]) - built.sum(after)


def _tests(built: Built, target: RowTargets, number: int, terms: list[tuple[int, Any]]) -> None:
    if not target.tests:
        return
    weight = POINT * built.layout.goals.exams
    total = sum(built.layout.forms[unit].unit.tests for unit in target.tests)
    for at in range(len(built.layout.slots)):
        here = sum(built.layout.forms[unit].unit.tests * _last(built.shapes[unit], built, at) for unit in target.tests)
        for times in (1, 2):
            most = total - times * target.tests_most
            if most > 0:
                over = built.model.new_int_var(0, most, f"tests{number}x{times}@{at}")
                built.model.add(over >= here - times * target.tests_most)
                terms.append((weight, over))


def _bundles(built: Built, targets: Targets, terms: list[tuple[int, Any]]) -> None:
    """A bundle runs in a period when a unit of it has begun and one still ends in it or later."""
    model, size = built.model, len(built.layout.slots)
    for key, units, fewest in targets.bundles:
        running = []
        for at in range(size):
            begun = model.new_bool_var(f"{key}<={at}")
            late = model.new_bool_var(f"{key}>={at}")
            runs = model.new_bool_var(f"{key}@{at}")
            for unit in units:
                model.add(begun >= built.sum(built.shapes[unit].begun[at]))
                model.add(late >= built.sum(built.shapes[unit].late[at]))
            model.add(runs >= begun + late - 1)
            running.append(runs)
        extra = model.new_int_var(0, size, f"{key}-extra")
        model.add(extra >= built.sum(running) - fewest)
        terms.append((POINT * built.layout.goals.bundles, extra))


def _wishes(built: Built, targets: Targets, terms: list[tuple[int, Any]]) -> None:
    weight = built.layout.goals.wishes
    for unit, wished in targets.wished.items():
        shape = built.shapes[unit]
        for var, pieces in shape.columns:
            if cost := wish_cost(weight, pieces, wished):
                terms.append((cost, var))
        loose = built.layout.forms[unit].ways.loose
        if loose is None or not shape.counts:
            continue
        for chosen, count in shape.counts:
            # The share is rounded down once for the whole unit, as ``wish_cost`` does.
            length = count + len(loose.fixed)
            outside = [var for (number, at), var in shape.given.items() if number == count and at not in wished]
            fixed = sum(at not in wished for at, _ in loose.fixed)
            cost = built.model.new_int_var(0, POINT * weight, f"wish{unit}#{count}")
            built.model.add(
                length * cost >= POINT * weight * (built.sum(outside) + fixed * chosen) - (length - 1) * chosen
            )
            terms.append((1, cost))


def _stability(built: Built, targets: Targets, terms: list[tuple[int, Any]]) -> None:
    weight = POINT * built.layout.goals.stability
    for unit, places in targets.previous.items():
        shape = built.shapes[unit]
        if not shape.counts:
            terms += [(weight, var) for var, pieces in shape.columns if {at for at, _ in pieces} != places]
            continue
        moved = built.model.new_bool_var(f"moved{unit}")
        for at, cover in enumerate(shape.cover):
            here = built.sum(cover)
            built.model.add(moved >= (1 - here if at in places else here))
        terms.append((weight, moved))
