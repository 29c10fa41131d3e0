"""The rules as a CP-SAT model.

One Boolean per unit and way of placing it ("column"); a unit whose periods are chosen one by one has a Boolean
per period. From these follow, as plain sums, whether a unit has begun by a period, ends in or after it, covers
it, and its hours there. Prerequisites are written per period ("not both ending in or after t and begun by t"):
that gives a much tighter relaxation than comparing a start with an end.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from naadloos.engines.planner.layout import Form, Layout, norm_applies, norm_years
from naadloos.engines.planner.options import Loose, Pieces, cents, divide
from naadloos.engines.planner.windows import windows

if TYPE_CHECKING:
    from ortools.sat.python import cp_model


@dataclass(frozen=True, slots=True)
class Demand:
    """One thing that is asked of a plan, and that a person could let go."""

    kind: str
    unit: str = ""
    other: str = ""
    key: str = ""
    route_year: int = 0


Switch = Callable[[Demand], Sequence[Any]]


@dataclass(slots=True)
class Shape:
    """The variables of one unit, as lists to be summed per period."""

    columns: list[tuple[Any, Pieces]] = field(default_factory=list)
    cover: list[list[Any]] = field(default_factory=list)
    load: list[list[tuple[int, Any]]] = field(default_factory=list)
    begun: list[list[Any]] = field(default_factory=list)  # sum is 1 when it began in or before the period
    late: list[list[Any]] = field(default_factory=list)  # sum is 1 when it ends in or after the period
    # of a loose unit: per number of periods its Boolean, per period and number whether it is given, extras
    counts: list[tuple[Any, int]] = field(default_factory=list)
    given: dict[tuple[int, int], Any] = field(default_factory=dict)
    extra: dict[tuple[int, int], Any] = field(default_factory=dict)
    weeks: dict[int, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Built:
    layout: Layout
    model: "cp_model.CpModel"
    shapes: dict[int, Shape]
    windows: list[tuple[int, int]] = field(default_factory=list)

    def sum(self, parts: Sequence[Any]) -> Any:
        from ortools.sat.python import cp_model

        return cp_model.LinearExpr.sum(list(parts))

    def load(self, units: Sequence[int], at: int) -> Any:
        """The hundredths of hours of these units in one period."""
        from ortools.sat.python import cp_model

        terms = [term for unit in units if unit in self.shapes for term in self.shapes[unit].load[at]]
        return cp_model.LinearExpr.weighted_sum([var for _, var in terms], [coefficient for coefficient, _ in terms])


def counted(layout: Layout, demands: frozenset[Demand]) -> frozenset[int]:
    """Units that count for a minimum among the demands: they may be given, whether or not they must be."""
    norms = [
        norm for norm in layout.problem.norms if norm.least is not None and Demand("norm", key=norm.key) in demands
    ]
    return frozenset(form.at for form in layout.forms for norm in norms if norm_applies(norm, form.unit))


def always(_: Demand) -> Sequence[Any]:
    return ()


def build(
    layout: Layout,
    switch: Switch = always,
    *,
    only: frozenset[Demand] | None = None,
    still: Mapping[int, Pieces] | None = None,
    into: "cp_model.CpModel | None" = None,
) -> Built:
    """The rules without an objective, in a new model or ``into`` one.

    Units in ``still`` keep their place. ``switch`` may give literals under which a demand holds; none means
    always. With ``only`` every other demand is left out; a unit whose own demand is left out is not in the
    model at all.
    """
    from ortools.sat.python import cp_model

    model = cp_model.CpModel() if into is None else into
    built = Built(layout, model, {}, windows(layout) if only is None and switch is always else [])

    def asked(demand: Demand) -> bool:
        return only is None or demand in only

    optional = frozenset[int]() if only is None else counted(layout, only)
    for form in layout.forms:
        given = asked(Demand("geven", unit=form.unit.key))
        if given or form.at in optional:
            if still and form.at in still:
                shape = _shape_of([(model.new_constant(1), still[form.at])], len(layout.slots))
            elif (loose := form.ways.loose) is None:
                shape = _columns(built, form, switch, only, given=given)
            else:
                shape = _loose(built, form, loose, switch, only, given=given)
            built.shapes[form.at] = shape
    _add_pairs(built, switch, asked)
    _add_limits(built, switch, asked)
    _add_norms(built, switch, asked)
    return built


def _columns(built: Built, form: Form, switch: Switch, only: frozenset[Demand] | None, *, given: bool) -> Shape:
    model, size = built.model, len(built.layout.slots)
    key = form.unit.key
    free = switch is always
    first, last = built.windows[form.at] if free and only is None else (0, size - 1)
    columns: list[tuple[Any, Pieces]] = []
    outside: dict[str, list[Any]] = {}
    for number, pieces in enumerate(form.ways.columns):
        breaks = form.breaks(pieces)
        if (
            pieces[0][0] < first
            or pieces[-1][0] > last
            or any(free and (only is None or Demand(kind, unit=key) in only) for kind in breaks)
        ):
            continue
        var = model.new_bool_var(f"{key}@{number}")
        columns.append((var, pieces))
        for kind in breaks:
            outside.setdefault(kind, []).append(var)
    every = [var for var, _ in columns]
    if not given:
        model.add_at_most_one(every)
    elif literals := switch(Demand("geven", unit=key)):
        model.add_at_most_one(every)
        model.add_bool_or(every).only_enforce_if(*literals)
    else:
        model.add_exactly_one(every)
    for name, found in outside.items():
        demand = Demand(name, unit=key)
        if only is None and (literals := switch(demand)):
            model.add_bool_and([~var for var in found]).only_enforce_if(*literals)
    return _shape_of(columns, size)


def _shape_of(columns: list[tuple[Any, Pieces]], size: int) -> Shape:
    shape = Shape(
        columns,
        cover=[[] for _ in range(size)],
        load=[[] for _ in range(size)],
        begun=[[] for _ in range(size)],
        late=[[] for _ in range(size)],
    )
    for var, pieces in columns:
        for at, hours in pieces:
            shape.cover[at].append(var)
            shape.load[at].append((hours, var))
        for at in range(pieces[0][0], size):
            shape.begun[at].append(var)
        for at in range(pieces[-1][0] + 1):
            shape.late[at].append(var)
    return shape


def _loose(
    built: Built, form: Form, loose: Loose, switch: Switch, only: frozenset[Demand] | None, *, given: bool
) -> Shape:
    """Per number of periods a Boolean, and per period and number whether it is given there."""
    model, size = built.model, len(built.layout.slots)
    key = form.unit.key
    must = switch(Demand("geven", unit=key))
    shape = Shape(cover=[[] for _ in range(size)], load=[[] for _ in range(size)])
    fixed = dict(loose.fixed)
    for count in loose.counts:
        chosen = model.new_bool_var(f"{key}#{count}")
        shape.counts.append((chosen, count))
        row = []
        for at in range(size):
            if at not in fixed and (not loose.week or loose.weeks[at] >= loose.least):
                var = model.new_bool_var(f"{key}#{count}@{at}")
                model.add_implication(var, chosen)
                shape.given[count, at] = var
                row.append(var)
                shape.cover[at].append(var)
        model.add(built.sum(row) == count * chosen)
        if not loose.week:
            parts = divide(loose.hours, count)
            over = sum(part > parts[-1] for part in parts)
            for at in range(size):
                if (count, at) in shape.given:
                    shape.load[at].append((parts[-1], shape.given[count, at]))
            if over:
                extras = []
                for at in range(size):
                    if (count, at) in shape.given:
                        extra = model.new_bool_var(f"{key}#{count}+{at}")
                        model.add_implication(extra, shape.given[count, at])
                        shape.extra[count, at] = extra
                        shape.load[at].append((1, extra))
                        extras.append(extra)
                model.add(built.sum(extras) == over * chosen)
    every = [chosen for chosen, _ in shape.counts]
    model.add_at_most_one(every)
    if given:
        model.add_bool_or(every).only_enforce_if(*must)
    one = built.sum(every)
    if loose.week:
        for at in range(size):
            if shape.cover[at]:
                number = model.new_int_var(0, loose.weeks[at], f"{key}w{at}")
                model.add(number >= loose.least * built.sum(shape.cover[at]))
                model.add(number <= loose.weeks[at] * built.sum(shape.cover[at]))
                shape.weeks[at] = number
                shape.load[at].append((loose.week, number))
        model.add(built.sum(list(shape.weeks.values())) == (loose.hours // loose.week) * one)
    for at, hours in loose.fixed:
        shape.cover[at] = every
        shape.load[at] = [(hours, chosen) for chosen in every]
    begun = [model.new_bool_var(f"{key}<={at}") for at in range(size)]
    late = [model.new_bool_var(f"{key}>={at}") for at in range(size)]
    for at in range(size):
        here = built.sum(shape.cover[at])
        before = begun[at - 1] if at else 0
        after = late[at + 1] if at + 1 < size else 0
        model.add(begun[at] >= here)
        model.add(begun[at] <= here + before)
        model.add(late[at] >= here)
        model.add(late[at] <= here + after)
        if at:
            model.add(begun[at] >= before)
        if at + 1 < size:
            model.add(late[at] >= after)
    shape.begun = [[var] for var in begun]
    shape.late = [[var] for var in late]
    for kind, periods in form.closed.items():
        demand = Demand(kind, unit=key)
        if only is None or demand in only:
            shut = [var for at in sorted(periods) for var in shape.cover[at]]
            literals = switch(demand)
            if shut:
                model.add(built.sum(shut) == 0).only_enforce_if(*literals)
    if form.start is not None and (only is None or Demand("begin", unit=key) in only):
        literals = switch(Demand("begin", unit=key))
        model.add(built.sum(shape.cover[form.start]) == one).only_enforce_if(*literals)
        if form.start:
            model.add(begun[form.start - 1] == 0).only_enforce_if(*literals)
    return shape


def _add_pairs(built: Built, switch: Switch, asked: Callable[[Demand], bool]) -> None:
    layout, model = built.layout, built.model
    size = len(layout.slots)
    names = [form.unit.key for form in layout.forms]
    for pair in layout.pairs:
        demand = Demand(pair.kind, unit=names[pair.second], other=names[pair.first], key=pair.rule)
        if pair.first not in built.shapes or pair.second not in built.shapes or not asked(demand):
            continue
        literals = switch(demand)
        first, second = built.shapes[pair.first], built.shapes[pair.second]
        first_there, second_there = built.sum(first.begun[-1]), built.sum(second.begun[-1])
        for at in range(size):
            if pair.kind == "na":
                both = [*first.late[at], *second.begun[at]]
                if first.late[at] and second.begun[at]:
                    if literals:
                        model.add(built.sum(both) <= 1).only_enforce_if(*literals)
                    else:
                        model.add_at_most_one(both)
                continue
            # Whoever is not placed (its own demand let go) has not begun anywhere: that breaks nothing.
            begun, other = built.sum(second.begun[at]), built.sum(first.begun[at])
            model.add(begun + first_there <= other + 1).only_enforce_if(*literals)
            if pair.kind == "samen":
                model.add(other + second_there <= begun + 1).only_enforce_if(*literals)
    for rule, units in layout.apart:
        demand = Demand("apart", key=rule)
        there = [unit for unit in units if unit in built.shapes]
        if len(there) > 1 and asked(demand):
            for at in range(size):
                covers = [var for unit in there for var in built.shapes[unit].cover[at]]
                model.add(built.sum(covers) <= 1).only_enforce_if(*switch(demand))


def limit_demand(layout: Layout, kind: str, key: str, at: int) -> Demand:
    """Room is asked per year for all pupils together; a capacity as a whole."""
    if kind == "capaciteit":
        return Demand(kind, key=key)
    return Demand(kind, route_year=layout.slots[at].route_year)


def _add_limits(built: Built, switch: Switch, asked: Callable[[Demand], bool]) -> None:
    layout, model = built.layout, built.model
    seen: set[tuple[int, int, tuple[int, ...]]] = set()
    for limit in layout.limits:
        demand = limit_demand(layout, limit.kind, limit.key, limit.at)
        if not asked(demand):
            continue
        if limit.pupils:
            load = sum(
                layout.forms[unit].unit.pupils * built.sum(built.shapes[unit].cover[limit.at])
                for unit in limit.units
                if unit in built.shapes
            )
        else:
            same = (limit.at, limit.most, limit.units)
            if same in seen:
                continue
            seen.add(same)
            load = built.load(limit.units, limit.at)
        if not isinstance(load, int):
            model.add(load <= limit.most).only_enforce_if(*switch(demand))


def _add_norms(built: Built, switch: Switch, asked: Callable[[Demand], bool]) -> None:
    layout, model = built.layout, built.model
    for norm in layout.problem.norms:
        demand = Demand("norm", key=norm.key)
        if not asked(demand):
            continue
        years = norm_years(norm, layout.slots)
        for row in layout.rows:
            if norm.variants and row.variant not in norm.variants:
                continue
            units = [unit for unit in row.units if norm_applies(norm, layout.forms[unit].unit)]
            loads = [built.load(units, at) for at in years]
            total = built.sum(loads) if loads else 0
            if norm.least is not None:
                if isinstance(total, int):
                    total = model.new_constant(0)
                model.add(total >= cents(norm.least)).only_enforce_if(*switch(demand))
            if norm.most is not None and not isinstance(total, int):
                model.add(total <= cents(norm.most)).only_enforce_if(*switch(demand))


def placed(built: Built, value: Callable[[Any], int]) -> dict[int, Pieces]:
    """The pieces of every unit in a solution; ``value`` gives that of a variable."""
    found: dict[int, Pieces] = {}
    for unit, shape in built.shapes.items():
        loose = built.layout.forms[unit].ways.loose
        if loose is None or not shape.counts:
            found[unit] = next(pieces for var, pieces in shape.columns if value(var))
            continue
        count = next(number for var, number in shape.counts if value(var))
        pieces = dict(loose.fixed)
        for at in range(len(built.layout.slots)):
            if (count, at) in shape.given and value(shape.given[count, at]):
                if loose.week:
                    pieces[at] = loose.week * value(shape.weeks[at])
                else:
                    extra = shape.extra.get((count, at))
                    pieces[at] = divide(loose.hours, count)[-1] + (value(extra) if extra is not None else 0)
        found[unit] = tuple(sorted(pieces.items()))
    return found


def hints(built: Built, chosen: Mapping[int, Pieces]) -> list[tuple[Any, int]]:
    """The values of all variables of the units in this plan."""
    found: list[tuple[Any, int]] = []
    for unit, shape in built.shapes.items():
        pieces = dict(chosen[unit])
        loose = built.layout.forms[unit].ways.loose
        if loose is None or not shape.counts:
            found += [(var, int(each == chosen[unit])) for var, each in shape.columns]
            continue
        count = len(pieces) - len(loose.fixed)
        found += [(var, int(number == count)) for var, number in shape.counts]
        found += [(var, int(number == count and at in pieces)) for (number, at), var in shape.given.items()]
        if loose.week:
            found += [(var, pieces.get(at, 0) // loose.week) for at, var in shape.weeks.items()]
        else:
            even = loose.hours // count
            found += [
                (var, int(number == count and pieces.get(at, 0) > even)) for (number, at), var in shape.extra.items()
            ]
        first, last = min(pieces), max(pieces)
        found += [(var, int(first <= at)) for at, (var,) in enumerate(shape.begun)]
        found += [(var, int(last >= at)) for at, (var,) in enumerate(shape.late)]
    return found
