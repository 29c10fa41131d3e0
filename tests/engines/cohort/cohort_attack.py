"""An attack apart from the engine: every whole table that fits what is known, one by one."""

from collections.abc import Iterator, Mapping, Sequence

from naadloos.engines.cohort.disclosure import ROOM, Disclosure, Sum


def tables(
    bounds: Mapping[str, tuple[int, int]], sums: Sequence[Sum], so_far: dict[str, int] | None = None
) -> Iterator[dict[str, int]]:
    """All whole tables within the bounds for which the sums hold."""
    chosen = dict(so_far or {})
    # What follows from one sum is filled in; a sum that is wrong ends the search.
    moved = True
    while moved:
        moved = False
        for each in sums:
            open_ = [part for part in each.parts if part not in chosen]
            known = sum(chosen[part] for part in each.parts if part in chosen)
            if each.total in chosen and not open_:
                if chosen[each.total] != known:
                    return
            elif not open_:
                name, value = each.total, known
            elif each.total in chosen and len(open_) == 1:
                name, value = open_[0], chosen[each.total] - known
            else:
                continue
            if each.total in chosen and not open_:
                continue
            if not bounds[name][0] <= value <= bounds[name][1]:
                return
            chosen[name] = value
            moved = True
    left = [name for name in bounds if name not in chosen]
    if not left:
        yield chosen
        return
    name = min(left, key=lambda each: bounds[each][1] - bounds[each][0])
    for value in range(bounds[name][0], bounds[name][1] + 1):
        yield from tables(bounds, sums, {**chosen, name: value})


def possible(
    known: Disclosure, names: Sequence[str], sums: Sequence[Sum], most: int, wanted: Sequence[str], enough: int
) -> dict[str, set[int]]:
    """The values that the wanted counts can have, by everything that has been told; ``enough`` of each will do.

    What nothing bounds is tried up to ``most``: whoever looks from outside does not even know that.
    """
    shown = {name: known.shown(name) for name in names}
    # The bounds that were told or carried are true of every table that fits, so nothing is lost by them.
    bounds = {name: (each.low, most if each.high is None else min(each.high, most)) for name, each in shown.items()}
    found: dict[str, set[int]] = {name: set() for name in wanted}
    for name in wanted:
        for value in range(bounds[name][0], bounds[name][1] + 1):
            if value in found[name] or len(found[name]) >= enough:
                continue
            for other, seen in next(tables(bounds, sums, {name: value}), {}).items():
                if other in found:
                    found[other].add(seen)
    return found


def pinned(known: Disclosure, counts: Mapping[str, int], sums: Sequence[Sum], most: int) -> set[str]:
    """Small counts for which fewer than ROOM values remain."""
    small = [name for name, count in counts.items() if 0 < count < known.minimum]
    return {name for name, seen in possible(known, list(counts), sums, most, small, ROOM).items() if len(seen) < ROOM}
