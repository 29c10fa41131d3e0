"""Where each unit can lie at all, as its prerequisites and closed periods allow."""

from naadloos.engines.planner.layout import Layout


def windows(layout: Layout) -> list[tuple[int, int]]:
    """First and last period of each unit as prerequisites and closed periods allow, at their widest."""
    size = len(layout.slots)
    early, late = [0] * len(layout.forms), [size - 1] * len(layout.forms)
    spans: list[list[tuple[int, int]]] = []
    for form in layout.forms:
        if form.ways.loose is None:
            spans.append([(each[0][0], each[-1][0]) for each in form.ways.columns if not form.breaks(each)])
            continue
        fixed = {at for at, _ in form.ways.loose.fixed}
        least = min(form.ways.loose.counts, default=0) + len(fixed)
        free = [at for at in range(size) if at not in form.shut]
        spans.append([])
        for place, first in enumerate(free):
            for last in free[place + least - 1 :] if least else ():
                if all(first <= at <= last for at in fixed):
                    spans[-1].append((first, last))
    changed = True
    while changed:
        changed = False
        for form in layout.forms:
            at = form.at
            fits = [span for span in spans[at] if early[at] <= span[0] and span[1] <= late[at]]
            if fits and (min(f for f, _ in fits), max(e for _, e in fits)) != (early[at], late[at]):
                early[at], late[at] = min(f for f, _ in fits), max(e for _, e in fits)
                changed = True
        for pair in layout.pairs:
            if pair.kind == "na":
                ends = [e for f, e in spans[pair.first] if early[pair.first] <= f and e <= late[pair.first]]
                starts = [f for f, e in spans[pair.second] if early[pair.second] <= f and e <= late[pair.second]]
                if ends and min(ends) + 1 > early[pair.second]:
                    early[pair.second], changed = min(ends) + 1, True
                if starts and max(starts) - 1 < late[pair.first]:
                    late[pair.first], changed = max(starts) - 1, True
            elif early[pair.first] > early[pair.second]:
                early[pair.second], changed = early[pair.first], True
    return list(zip(early, late, strict=True))
