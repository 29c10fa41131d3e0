"""Why nothing fits, found by counting: the plainest reasons, tried before the solver."""

from collections.abc import Iterable, Iterator
from graphlib import TopologicalSorter
from itertools import combinations_with_replacement

from naadloos.engines.planner.layout import Form, Layout, Row, norm_applies, norm_years
from naadloos.engines.planner.model import Demand
from naadloos.engines.planner.options import Pieces, cents, from_cents
from naadloos.engines.planner.types import PlanUnit, Reason
from naadloos.engines.planner.wording import hours_text, names_text, period_text, range_text, years_text
from naadloos.engines.route.terms import gettext_noop


def shortages(layout: Layout) -> tuple[Reason, ...]:
    """What counting shows at once: units too big, chains too long, norms out of reach; empty proves nothing."""
    big = tuple(_too_big(layout))
    plain = (*big, *_too_long(layout), *_norms(layout))
    # A unit that is too big by itself is the whole reason; that it makes its years too full says nothing new.
    without = frozenset(unit for reason in big for unit in reason.units)
    return (*plain, *too_full(layout, without)) if plain else ()


def _open(form: Form) -> tuple[Pieces, ...]:
    return tuple(each for each in form.ways.columns if not form.breaks(each))


def _too_big(layout: Layout) -> Iterator[Reason]:
    room = [cents(slot.hours) for slot in layout.slots]
    for form in layout.forms:
        found, unit = _open(form), form.unit
        if form.ways.loose is None and not any(all(hours <= room[at] for at, hours in each) for each in found):
            most = min(max(hours for _, hours in each) for each in found)
            places = sorted({at for each in found for at, _ in each})
            if unit.most_spread == 1:
                text = gettext_noop(
                    "%(unit)s vraagt %(hours)s uur in één periode, maar de ruimste periode waarin het mag, "
                    "heeft %(room)s uur."
                )
            else:
                text = gettext_noop(
                    "%(unit)s vraagt %(hours)s uur in één periode. In %(years)s is nergens zoveel ruimte "
                    "in alle perioden die het nodig heeft."
                )
            yield Reason(
                "eenheid_te_groot",
                text,
                {
                    "unit": unit.title,
                    "hours": hours_text(from_cents(most)),
                    "years": years_text(unit.first_year, unit.last_year),
                    "room": hours_text(from_cents(max(room[at] for at in places))),
                },
                (unit.key,),
                (f"units:{unit.key}", *("periods:{}-{}".format(*layout.place(at)) for at in places)),
            )


def _norms(layout: Layout) -> Iterator[Reason]:
    """Norms that no plan can meet: too few or too many hours that can (or must) lie in these years."""
    for norm in layout.problem.norms:
        years = set(norm_years(norm, layout.slots))
        for row in layout.rows:
            if norm.variants and row.variant not in norm.variants:
                continue
            units = [layout.forms[at] for at in row.units if norm_applies(norm, layout.forms[at].unit)]
            most = sum(max((_sum_in(each, years) for each in _open(form)), default=_total(form)) for form in units)
            least = sum(min((_sum_in(each, years) for each in _open(form)), default=0) for form in units)
            name = {"norm": norm.title, "who": _who(layout, row)}
            about = (tuple(form.unit.key for form in units), (f"norms:{norm.key}",))
            if norm.least is not None and most < cents(norm.least):
                yield Reason(
                    "norm_te_weinig",
                    gettext_noop(
                        "%(norm)s vraagt minstens %(asked)s uur, maar %(who)s kan er hoogstens %(found)s halen."
                    ),
                    {**name, "asked": hours_text(norm.least), "found": hours_text(from_cents(most))},
                    *about,
                )
            if norm.most is not None and least > cents(norm.most):
                yield Reason(
                    "norm_te_veel",
                    gettext_noop(
                        "%(norm)s staat hoogstens %(asked)s uur toe, maar %(who)s heeft er minstens %(found)s."
                    ),
                    {**name, "asked": hours_text(norm.most), "found": hours_text(from_cents(least))},
                    *about,
                )


def _sum_in(pieces: Pieces, periods: set[int]) -> int:
    return sum(hours for at, hours in pieces if at in periods)


def _total(form: Form) -> int:
    return cents(form.unit.hours)


def _who(layout: Layout, row: Row) -> str:
    titles = {variant.key: variant.title for variant in layout.problem.variants}
    return titles.get(row.variant, "de route")


def too_full(layout: Layout, without: frozenset[str] = frozenset()) -> list[Reason]:
    """Rows of periods that must hold more than they can; the route first, then years, then shorter rows.

    A row is not named when a shorter row within it already is: that one is the cause. ``without``: units that are
    left aside.
    """
    room = [cents(slot.hours) for slot in layout.slots]
    rows = sorted(combinations_with_replacement(range(len(room)), 2), key=lambda row: (row[1] - row[0], row))
    whole = [(0, len(room) - 1)]
    years = [row for row in rows if _is_years(layout, *row) and row not in whole]
    found: list[Reason] = []
    for level in (whole, years, rows):
        if level is rows and found:
            break  # shorter rows of periods only when nothing plainer was found
        named: list[tuple[int, int]] = []
        for first, last in level:
            if any(first <= start and end <= last for start, end in named):
                continue
            least = [_least_within(form, first, last) for form in layout.forms]
            for row in layout.rows:
                keys = {layout.forms[at].unit.key: least[at] for at in row.units if least[at]}
                needed = {key: hours for key, hours in keys.items() if key not in without}
                available = sum(room[first : last + 1])
                if sum(needed.values()) > available:
                    found.append(_full(layout, first, last, needed, available))
                    named.append((first, last))
                    break
    return found


def _least_within(form: Form, first: int, last: int) -> int:
    """Hundredths of hours that the unit has in these periods at the least."""
    inside = set(range(first, last + 1))
    loose = form.ways.loose
    if loose is None:
        return min(_sum_in(each, inside) for each in _open(form))
    # What must lie inside because there is too little outside is left to the solver.
    return sum(hours for at, hours in loose.fixed if at in inside)


def _is_years(layout: Layout, first: int, last: int) -> bool:
    """Whether the row is made of whole years."""
    slots = layout.slots
    return (first == 0 or slots[first - 1].route_year != slots[first].route_year) and (
        last == len(slots) - 1 or slots[last + 1].route_year != slots[last].route_year
    )


def _full(layout: Layout, first: int, last: int, needed: dict[str, int], room: int) -> Reason:
    titles = {unit.key: unit.title for unit in layout.problem.units}
    slots = layout.slots[first : last + 1]
    facts = (*(f"periods:{slot.route_year}-{slot.number}" for slot in slots), *(f"units:{key}" for key in needed))
    params = {
        "place": range_text(layout.slots[first : last + 1], layout.slots),
        "available": hours_text(from_cents(room)),
        "needed": hours_text(from_cents(sum(needed.values()))),
        "units": names_text(titles[key] for key in needed),
    }
    if last - first + 1 == len(layout.slots):
        sentence = gettext_noop("In %(place)s past %(available)s uur, maar er moet %(needed)s uur in.")
    else:
        sentence = gettext_noop("In %(place)s past %(available)s uur, maar er moet %(needed)s uur in: %(units)s.")
    return Reason("te_vol", sentence, params, tuple(needed), facts)


def _too_long(layout: Layout) -> Iterator[Reason]:
    """Chains of prerequisites that end too late, even when every unit starts as early as it may."""
    units = {unit.key: unit for unit in layout.problem.units}
    ready: dict[str, int] = {}  # earliest index of the last period; absent when a chain before it already fails
    cause: dict[str, str] = {}
    forms = {form.unit.key: form for form in layout.forms}
    for unit in _after_each_other(units):
        if any(key not in ready for key in unit.after):
            continue
        start = -1
        for key in unit.after:
            if ready[key] > start:
                start, cause[unit.key] = ready[key], key
        form = forms[unit.key]
        ends = [each[-1][0] for each in _open(form) if each[0][0] > start]
        if form.ways.loose is not None:
            # Chosen one by one: at the least it needs so many open periods after its prerequisites.
            free = [at for at in range(start + 1, len(layout.slots)) if at not in form.shut]
            count = min(form.ways.loose.counts) + len(form.ways.loose.fixed)
            ends = free[count - 1 :]
        if ends:
            ready[unit.key] = min(ends)
        if ends or start < 0:
            continue
        chain = [unit.key]
        while chain[0] in cause:
            chain.insert(0, cause[chain[0]])
        slot = layout.slots[start]
        yield Reason(
            "keten_te_lang",
            gettext_noop(
                "Deze onderdelen moeten na elkaar: %(units)s. %(before)s is op zijn vroegst klaar na "
                "%(period)s; daarna is er voor %(unit)s geen plaats meer binnen %(years)s."
            ),
            {
                "units": names_text(units[key].title for key in chain),
                "before": units[chain[-2]].title,
                "unit": unit.title,
                "period": period_text(slot.route_year, slot.number),
                "years": years_text(unit.first_year, unit.last_year),
            },
            tuple(chain),
            tuple(f"units:{key}" for key in chain),
        )


def _after_each_other(units: dict[str, PlanUnit]) -> Iterator[PlanUnit]:
    """The units so that each comes after its prerequisites; ``check`` made sure that there is no circle."""
    order = TopologicalSorter({key: unit.after for key, unit in units.items()})
    return (units[key] for key in order.static_order())


class Counting:
    """Shows that units do not fit in whole years, given some of the demands only; sums are kept between calls."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.least: dict[tuple[int, frozenset[str], int, int], int] = {}
        last = len(layout.slots)
        self.rows = [
            (first, end) for first in range(last) for end in range(first, last) if _is_years(layout, first, end)
        ]

    def too_full(self, demands: Iterable[Demand]) -> bool:
        """Whether counting is enough to see that these demands clash."""
        kinds: dict[str, set[str]] = {}
        years = set()
        for each in demands:
            if each.kind == "ruimte":
                years.add(each.route_year)
            elif each.unit and not each.other:
                kinds.setdefault(each.unit, set()).add(each.kind)
        given = {
            form.at: frozenset(kinds[form.unit.key])
            for form in self.layout.forms
            if "geven" in kinds.get(form.unit.key, ())
        }
        for first, last in self.rows:
            here = self.layout.slots[first : last + 1]
            if not {slot.route_year for slot in here} <= years:
                continue
            room = sum(cents(slot.hours) for slot in here)
            for row in self.layout.rows:
                if sum(self._least(at, given[at], first, last) for at in row.units if at in given) > room:
                    return True
        return False

    def _least(self, at: int, asked: frozenset[str], first: int, last: int) -> int:
        key = (at, asked, first, last)
        if key not in self.least:
            form, inside = self.layout.forms[at], set(range(first, last + 1))
            ways = [_sum_in(each, inside) for each in form.ways.columns if not form.breaks(each) & asked]
            whole = len(inside) == len(self.layout.slots)
            self.least[key] = min(ways) if ways else _total(form) if whole and form.ways.loose is not None else 0
        return self.least[key]
