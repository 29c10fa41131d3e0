"""A first division at once: scarcest need first, whoever keeps the line and has most left."""

from collections import defaultdict

from naadloos.engines.route.terms import Side
from naadloos.engines.team.layout import Layout, Shares


def greedy(layout: Layout) -> Shares:
    """Valid, whatever it leaves open; what is fixed stands in it."""
    shares: Shares = dict(layout.fixed)
    left = dict(layout.room)
    on_line: dict[tuple[str, str], set[int]] = defaultdict(set)
    for (at, who), grains in shares.items():
        left[who, layout.rows[at].need.place] -= grains
        on_line[layout.rows[at].need.line].add(who)
    teachers = layout.problem.teachers
    for at in sorted(range(len(layout.rows)), key=lambda at: (len(layout.rows[at].may), layout.rows[at].need.place)):
        row = layout.rows[at]
        place = row.need.place
        here = {who for each, who in shares if each == at}
        open_hours = row.hours - sum(grains for (each, _), grains in shares.items() if each == at)
        line = on_line[row.need.line]
        for who, _ in sorted(
            row.may,
            key=lambda each: (each[0] not in here, each[0] not in line, each[1], -left[each[0], place], each[0]),
        ):
            most = min(left[who, place], open_hours)
            if row.need.side is Side.TOGETHER:
                mine = teachers[who].side
                most = min(
                    most, row.most - sum(shares.get((at, each), 0) for each in here if teachers[each].side is mine)
                )
            far = any(
                teachers[each].key in teachers[who].apart or teachers[who].key in teachers[each].apart
                for each in here - {who}
            )
            if far or most <= 0 or (who not in here and most < row.least):
                continue
            shares[at, who] = shares.get((at, who), 0) + most
            here.add(who)
            line.add(who)
            left[who, place] -= most
            open_hours -= most
    return shares
