"""A bound on hand-overs without a search: what every division needs that leaves no more hours without a teacher.

Each line is looked at as if it had all teachers for itself, so that no division does better; what it costs that lines
want the same teacher in different periods is not in it.
"""

from collections import defaultdict
from collections.abc import Iterable

from naadloos.engines.team.layout import Layout
from naadloos.engines.team.types import Place

# The flow counts with whole numbers of 32 bits.
MOST = 2**31 - 1


def fewest_handovers(layout: Layout, uncovered: int) -> int:
    """No division with at most ``uncovered`` grains without a teacher has fewer hand-overs than this."""
    given = least_given(layout, uncovered)
    found = 0
    for line in layout.lines:
        rows = [at for at in line if given[at] > 0]
        begun = max([_runs(layout, rows), *(_fewest(layout, at, given[at]) for at in rows)])
        found += max(0, begun - layout.beginners(line))
    return found


def least_given(layout: Layout, uncovered: int) -> list[int]:
    """Grains of each need that somebody must give: the rest of ``uncovered`` is lost on the others anyhow."""
    periods: dict[Place, list[int]] = defaultdict(list)
    for at, row in enumerate(layout.rows):
        periods[row.need.place].append(at)
    # Nobody carries hours from one period to another, so what is lost in each adds up.
    lost = {place: _lost(layout, rows) for place, rows in periods.items()}
    spare = uncovered - sum(lost.values())
    found = [0] * len(layout.rows)
    for place, rows in periods.items():
        here = spare + lost[place]
        for at in rows:
            hours = layout.rows[at].hours
            # With hours left over as many as this need has, it may be left out and nothing follows.
            others = _lost(layout, [each for each in rows if each != at]) if here > 0 else 0
            found[at] = max(0, hours - (here - others))
    return found


def _fewest(layout: Layout, at: int, grains: int) -> int:
    """How many teachers give so many grains of a need, when all come who have most."""
    row, count = layout.rows[at], 0
    for room in sorted((min(row.most, layout.room[who, row.need.place]) for who, _ in row.may), reverse=True):
        if grains <= 0:
            break
        grains -= room
        count += 1
    return count


def _runs(layout: Layout, rows: Iterable[int]) -> int:
    """Into how many stretches the needs of a line fall when one teacher may give all of a stretch."""
    count, able = 0, set[int]()
    for at in rows:
        may = {who for who, _ in layout.rows[at].may}
        able &= may
        if not able:
            able, count = may, count + 1
    return count


def _lost(layout: Layout, rows: Iterable[int]) -> int:
    """Grains of these needs of one period that stay open however they are divided: the largest flow tells.

    From a source to each teacher, to each side of each need, to the need, to a sink.
    """
    import numpy as np
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import maximum_flow

    teachers = layout.problem.teachers
    nodes: dict[object, int] = {"from": 0, "to": 1}
    edges: dict[tuple[int, int], int] = {}

    def edge(one: object, other: object, most: int) -> None:
        pair = nodes.setdefault(one, len(nodes)), nodes.setdefault(other, len(nodes))
        edges[pair] = most

    asked = 0
    for at in rows:
        row = layout.rows[at]
        asked += row.hours
        for who, _ in row.may:
            room = layout.room[who, row.need.place]
            side = (at, teachers[who].side)
            edge("from", ("teacher", who), room)
            edge(("teacher", who), side, min(room, row.most))
            edge(side, ("need", at), row.most)
            edge(("need", at), "to", row.hours)
    if not edges:
        return asked
    if asked > MOST:
        # Too fine a grain to count with; that nothing is lost is true of no less divisions.
        return 0
    starts, ends = zip(*edges, strict=True)
    sizes = np.minimum(np.array(list(edges.values())), asked).astype(np.int32)
    graph = csr_matrix((sizes, (starts, ends)), shape=(len(nodes), len(nodes)))
    return asked - int(maximum_flow(graph, 0, 1).flow_value)
